#include "project/settings.h"

#include "project/project.h"
#include "python/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::project {

using core::ErrorCode;
using core::fail;
using core::Result;

Settings::Settings(std::optional<IniFile> ini, std::optional<PyprojectFile> toml, QString section)
    : m_ini(std::move(ini))
    , m_toml(std::move(toml))
    , m_section(std::move(section))
{ }

bool Settings::has(const QString& name) const
{
    return (m_ini && m_ini->hasOption(m_section, name)) || (m_toml && m_toml->has(name));
}

core::Location Settings::where(const QString& name) const
{
    if (m_ini && m_ini->hasOption(m_section, name))
        return { m_ini->file(), m_ini->lineOf(m_section, name) };
    if (m_toml && m_toml->has(name))
        return { m_toml->file(), m_toml->lineOf(name) };
    if (m_ini)
        return { m_ini->file(), m_ini->lineOf(m_section) };
    return m_toml ? core::Location{ m_toml->file(), 0 } : core::Location();
}

Result<std::optional<QString>> Settings::text(const QString& name) const
{
    if (m_ini && m_ini->hasOption(m_section, name))
        return m_ini->get(m_section, name);
    if (m_toml)
        return m_toml->text(name);
    return std::optional<QString>();
}

Result<bool> Settings::flag(const QString& name) const
{
    if (m_ini && m_ini->hasOption(m_section, name)) {
        auto value = m_ini->get(m_section, name);
        if (!value)
            return fail(value.error());
        return *value == QLatin1String("true"); // Alembic takes nothing else, "True" neither
    }
    return m_toml ? m_toml->flag(name) : Result<bool>(false);
}

Result<std::optional<qint64>> Settings::number(const QString& name) const
{
    if (!m_ini || !m_ini->hasOption(m_section, name))
        return m_toml ? m_toml->number(name) : Result<std::optional<qint64>>(std::nullopt);
    const auto text = m_ini->get(m_section, name);
    if (!text)
        return fail(text.error());
    bool isNumber = false;
    const qint64 number = text->value_or(QString()).trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return fail(core::makeError(
            ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "%1 should be a whole number."), { name })
                        .at(m_ini->file(), m_ini->lineOf(m_section, name)));
    return std::optional<qint64>(number);
}

// Config._get_file_separator_char()
Result<std::optional<QChar>> Settings::separator(const QStringList& names) const
{
    static const QHash<QString, QChar> separators{
        { QStringLiteral("space"), QLatin1Char(' ') },
        { QStringLiteral("newline"), QLatin1Char('\n') },
        { QStringLiteral("os"), QLatin1Char(':') },
        { QStringLiteral(":"), QLatin1Char(':') },
        { QStringLiteral(";"), QLatin1Char(';') },
    };
    for (const QString& name : names) {
        if (!m_ini->hasOption(m_section, name))
            continue;
        const auto value = m_ini->get(m_section, name);
        if (!value)
            return fail(value.error());
        const auto found = separators.constFind(value->value());
        if (found == separators.cend())
            return fail(core::makeError(ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "%1 is not a value of %2; Alembic takes space, newline, os, : and ;."),
                { value->value(), name })
                            .at(m_ini->file(), m_ini->lineOf(m_section, name)));
        return std::optional<QChar>(*found);
    }
    return std::optional<QChar>();
}

Result<QStringList> Settings::iniList(
    const QString& value, const QStringList& separatorNames, const QString& legacyPattern) const
{
    const auto character = separator(separatorNames);
    if (!character)
        return fail(character.error());
    if (!*character)
        return value.split(QRegularExpression(legacyPattern));
    QStringList parts;
    for (const QString& part : value.split(**character)) {
        if (!part.isEmpty())
            parts.append(python::strip(part).toString());
    }
    return parts;
}

Result<QStringList> Settings::versionLocations() const
{
    const QString name = QStringLiteral("version_locations");
    if (m_ini && m_ini->hasOption(m_section, name)) {
        const auto value = m_ini->get(m_section, name);
        if (!value)
            return fail(value.error());
        if (!(*value)->isEmpty())
            return iniList(**value, { QStringLiteral("path_separator"), QStringLiteral("version_path_separator") },
                QStringLiteral(", *|(?: +)"));
    }
    if (!m_toml)
        return QStringList();
    const auto list = m_toml->list(name);
    return list ? Result<QStringList>(list->value_or(QStringList())) : fail(list.error());
}

Result<QStringList> Settings::prependSysPath() const
{
    const QString name = QStringLiteral("prepend_sys_path");
    if (m_ini && m_ini->hasOption(m_section, name)) {
        const auto value = m_ini->get(m_section, name);
        if (!value)
            return fail(value.error());
        if (!(*value)->isEmpty())
            return iniList(**value, { QStringLiteral("path_separator") }, QStringLiteral(", *|(?: +)|:"));
    }
    if (!m_toml)
        return QStringList();
    const auto list = m_toml->list(name);
    return list ? Result<QStringList>(list->value_or(QStringList())) : fail(list.error());
}

Result<Settings> settingsOf(const Project& project)
{
    std::optional<IniFile> ini;
    std::optional<PyprojectFile> toml;
    if (project.kind == ConfigKind::Ini) {
        auto read = IniFile::read(project.configFile);
        if (!read)
            return fail(read.error());
        ini = std::move(*read);
    }
    if (!project.pyprojectFile.isEmpty()) {
        auto read = PyprojectFile::read(project.pyprojectFile);
        if (!read)
            return fail(read.error());
        toml = std::move(*read);
    }
    return Settings(std::move(ini), std::move(toml), project.section);
}

} // namespace espalier::project
