#pragma once

#include "core/error.h"

#include <optional>
#include <QHash>
#include <QStringList>
#include <variant>

namespace espalier::project {

/// The [tool.alembic] table of a pyproject.toml, as Alembic 1.16 and newer read it.
class PyprojectFile {
public:
    struct Value {
        std::variant<QString, QStringList, bool, qint64, std::monostate> content; ///< monostate: a type Alembic refuses
        int line = 0;
    };

    /// nullopt where the file has no such table. Malformed, with the line, where it is not TOML or the table is no
    /// table.
    static core::Result<std::optional<PyprojectFile>> read(const QString& path);

    const QString& file() const { return m_file; }
    bool has(const QString& name) const { return m_values.contains(name); }
    int lineOf(const QString& name) const { return m_values.value(name).line; }
    QStringList names() const { return m_values.keys(); }
    /// Strings with Python's `%` and "here" applied, as Alembic does. Malformed where that fails or the type does not
    /// fit.
    core::Result<std::optional<QString>> text(const QString& name) const;
    core::Result<std::optional<QStringList>> list(const QString& name) const;
    /// Whole, or a string that is one.
    core::Result<std::optional<qint64>> number(const QString& name) const;
    /// False where it is not there.
    core::Result<bool> flag(const QString& name) const;

private:
    core::Result<QString> format(const QString& name, const QString& text) const;

    QString m_file;
    QHash<QString, Value> m_values;
};

} // namespace espalier::project
