#include "project/pyproject_file.h"

#include "core/file.h"
#include "python/text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <toml++/toml.h>

namespace espalier::project {

using core::ErrorCode;
using core::fail;
using core::makeError;
using core::Result;

namespace {

constexpr qint64 largestPyproject = 4 * 1024 * 1024;

QString fromToml(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

PyprojectFile::Value valueOf(const toml::node& node)
{
    PyprojectFile::Value value;
    value.line = static_cast<int>(node.source().begin.line);
    value.content = std::monostate();
    if (const auto* single = node.as_string()) {
        value.content = fromToml(single->get());
    } else if (const auto* flag = node.as_boolean()) {
        value.content = flag->get();
    } else if (const auto* number = node.as_integer()) {
        value.content = static_cast<qint64>(number->get());
    } else if (const auto* array = node.as_array()) {
        QStringList list;
        for (const toml::node& element : *array) {
            const auto* text = element.as_string();
            if (!text)
                return value; // tables, as for post_write_hooks: of no interest here
            list.append(fromToml(text->get()));
        }
        value.content = list;
    }
    return value;
}

} // namespace

Result<std::optional<PyprojectFile>> PyprojectFile::read(const QString& path)
{
    const auto bytes = core::readFile(path, largestPyproject);
    if (!bytes)
        return fail(bytes.error().at(path));
    if (!bytes->contains("alembic"))
        return std::optional<PyprojectFile>();
    PyprojectFile file;
    file.m_file = path;
    try {
        const toml::table document
            = toml::parse(std::string_view(bytes->constData(), static_cast<size_t>(bytes->size())));
        const toml::node_view section = document["tool"]["alembic"];
        if (!section)
            return std::optional<PyprojectFile>();
        const toml::table* table = section.as_table();
        if (!table)
            return fail(makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "tool.alembic is not a table."))
                            .at(path, static_cast<int>(section.node()->source().begin.line)));
        for (const auto& [key, node] : *table)
            file.m_values.insert(fromToml(key.str()), valueOf(node));
    } catch (const toml::parse_error& error) {
        return fail(makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "The file is not TOML."), {},
            fromToml(error.description()))
                        .at(path, static_cast<int>(error.source().begin.line)));
    }
    return std::optional<PyprojectFile>(std::move(file));
}

Result<QString> PyprojectFile::format(const QString& name, const QString& text) const
{
    const auto filled = python::percentFormat(text, { { QStringLiteral("here"), QFileInfo(m_file).absolutePath() } });
    if (!filled)
        return fail(makeError(ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages", "%1 has a % that is neither %% nor %(here)s."), { name })
                        .at(m_file, lineOf(name)));
    return *filled;
}

Result<std::optional<QString>> PyprojectFile::text(const QString& name) const
{
    const auto found = m_values.constFind(name);
    if (found == m_values.cend())
        return std::optional<QString>();
    const QString* text = std::get_if<QString>(&found->content);
    if (!text)
        return fail(makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "%1 should be a string."),
            { QLatin1String("tool.alembic.") + name })
                        .at(m_file, found->line));
    auto filled = format(name, *text);
    if (!filled)
        return fail(filled.error());
    return std::optional<QString>(*filled);
}

Result<std::optional<QStringList>> PyprojectFile::list(const QString& name) const
{
    const auto found = m_values.constFind(name);
    if (found == m_values.cend())
        return std::optional<QStringList>();
    const QStringList* list = std::get_if<QStringList>(&found->content);
    if (!list)
        return fail(makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "%1 should be a list of strings."),
            { QLatin1String("tool.alembic.") + name })
                        .at(m_file, found->line));
    QStringList filled;
    for (const QString& element : *list) {
        auto text = format(name, element);
        if (!text)
            return fail(text.error());
        filled.append(*text);
    }
    return std::optional<QStringList>(filled);
}

Result<std::optional<qint64>> PyprojectFile::number(const QString& name) const
{
    const auto found = m_values.constFind(name);
    if (found == m_values.cend())
        return std::optional<qint64>();
    if (const auto* number = std::get_if<qint64>(&found->content))
        return std::optional<qint64>(*number);
    const auto* text = std::get_if<QString>(&found->content);
    bool isNumber = false;
    const qint64 number = text ? text->trimmed().toLongLong(&isNumber) : 0;
    if (!isNumber)
        return fail(makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "%1 should be a whole number."),
            { QLatin1String("tool.alembic.") + name })
                        .at(m_file, found->line));
    return std::optional<qint64>(number);
}

Result<bool> PyprojectFile::flag(const QString& name) const
{
    const auto found = m_values.constFind(name);
    if (found == m_values.cend())
        return false;
    const bool* flag = std::get_if<bool>(&found->content);
    if (!flag)
        return fail(makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "%1 should be true or false."),
            { QLatin1String("tool.alembic.") + name })
                        .at(m_file, found->line));
    return *flag;
}

} // namespace espalier::project
