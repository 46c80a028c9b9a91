#pragma once

#include "core/error.h"

#include <map>
#include <optional>
#include <QHash>
#include <QStringList>
#include <vector>

namespace espalier::project {

/// An ini file with exactly the rules of Python's configparser.ConfigParser (3.11) as Alembic uses it: "=" and ":",
/// comments only on lines of their own, values over several indented lines, option names in lower case, [DEFAULT],
/// strict about duplicates, and `%(name)s` filled in when a value is asked for.
class IniFile {
public:
    using Defaults = std::map<QString, QString>;

    /// `file` names the text in errors. `defaults` stand in [DEFAULT] unless the file sets them; Alembic gives "here".
    /// Malformed, with the line: a duplicate section or option, an option before any section, a line that is none.
    static core::Result<IniFile> parse(const QString& text, const QString& file, const Defaults& defaults = {});
    /// Reads a UTF-8 file; "here" is its folder. A byte order mark is passed over (Alembic would refuse it).
    static core::Result<IniFile> read(const QString& path);

    const QString& file() const { return m_file; }
    bool startedWithByteOrderMark() const { return m_byteOrderMark; }
    /// In order, without [DEFAULT].
    QStringList sections() const;
    bool hasSection(const QString& section) const { return m_indexOf.contains(section); }
    /// Whether the section is there and it or [DEFAULT] has the option.
    bool hasOption(const QString& section, const QString& option) const;
    /// The section's own options, then those of [DEFAULT] that it does not have.
    QStringList options(const QString& section) const;
    /// The value with `%(…)s` filled in; nullopt where section or option are missing. Malformed where what it refers to
    /// is not there, refers to itself, or a "%" stands alone.
    core::Result<std::optional<QString>> get(const QString& section, const QString& option) const;
    std::optional<QString> raw(const QString& section, const QString& option) const;
    /// Line of the option, 0 where it is not in the file.
    int lineOf(const QString& section, const QString& option) const;
    int lineOf(const QString& section) const;

private:
    struct Option {
        QString name;
        QStringList lines;
        QString value;
        int line = 0;
    };
    struct Section {
        QString name;
        int line = 0;
        std::vector<Option> options;
        QHash<QString, size_t> indexOf;
        Option& add(const QString& option, int atLine);
        const Option* find(const QString& option) const;
    };
    class Parser;

    const Section* findSection(const QString& section) const;
    const Option* findOption(const QString& section, const QString& option) const;
    core::Result<QString> interpolate(
        const QString& section, const Option& option, const QString& text, int depth) const;
    core::Error interpolationError(
        const char* source, const QString& section, const Option& option, const QString& name = {}) const;

    QString m_file;
    bool m_byteOrderMark = false;
    Section m_defaults;
    std::vector<Section> m_sections;
    QHash<QString, size_t> m_indexOf;
};

} // namespace espalier::project
