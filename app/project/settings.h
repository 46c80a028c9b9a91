#pragma once

#include "project/ini_file.h"
#include "project/pyproject_file.h"

namespace espalier::project {

struct Project;

/// Alembic's Config over an ini file, a pyproject.toml or both: the ini section's option wins, the TOML table fills in.
/// Lists follow the current release's rules for separators, which include those of the old ones.
class Settings {
public:
    Settings(std::optional<IniFile> ini, std::optional<PyprojectFile> toml, QString section);

    const QString& section() const { return m_section; }
    const std::optional<IniFile>& ini() const { return m_ini; }
    const std::optional<PyprojectFile>& toml() const { return m_toml; }

    bool has(const QString& name) const;
    core::Result<std::optional<QString>> text(const QString& name) const;
    core::Result<bool> flag(const QString& name) const;
    core::Result<std::optional<qint64>> number(const QString& name) const;
    core::Result<QStringList> versionLocations() const;
    core::Result<QStringList> prependSysPath() const;
    /// Where an option stands: line 0 where it is nowhere.
    core::Location where(const QString& name) const;

private:
    core::Result<std::optional<QChar>> separator(const QStringList& names) const;
    core::Result<QStringList> iniList(
        const QString& value, const QStringList& separatorNames, const QString& legacyPattern) const;

    std::optional<IniFile> m_ini;
    std::optional<PyprojectFile> m_toml;
    QString m_section;
};

/// The settings that a project was read from, read again.
core::Result<Settings> settingsOf(const Project& project);

} // namespace espalier::project
