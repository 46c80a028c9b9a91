#include "operations/installed_constants.h"

#include "project/package_folders.h"
#include "python/evaluator.h"

namespace espalier::operations {

namespace {

std::optional<QVariant> asVariant(const python::Value& value)
{
    using Kind = python::Value::Kind;
    switch (value.kind) {
    case Kind::None:
        return QVariant();
    case Kind::Bool:
        return QVariant(value.integer != 0);
    case Kind::Integer:
        return QVariant(value.integer);
    case Kind::String:
        return QVariant(value.text);
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<QVariant> InstalledConstants::find(const QString& dotted) const
{
    const QString name = dotted.section(QLatin1Char('.'), -1);
    const QString module = dotted.chopped(name.size() + 1);
    if (module.isEmpty() || name.isEmpty() || name != name.toUpper() || !name.front().isLetter())
        return std::nullopt;
    const std::scoped_lock lock(m_lock);
    const auto known = m_found.constFind(dotted);
    if (known != m_found.cend())
        return *known;
    if (!m_folders)
        m_folders = project::packageFolders(m_projectFolder);
    const auto found = m_folders->isEmpty() ? std::nullopt : read(module, name);
    m_found.insert(dotted, found);
    return found;
}

std::optional<QVariant> InstalledConstants::read(const QString& module, const QString& name) const
{
    python::Evaluator::Options options;
    options.imports = python::ImportFinder(*m_folders);
    const QString file = options.imports.find(module, 0, {});
    const auto tree = file.isEmpty() ? nullptr : m_sources->tree(file);
    if (!tree)
        return std::nullopt;
    python::Evaluator evaluator(std::move(options));
    const auto binding = evaluator.find(evaluator.evaluate(*tree, file), name);
    return binding ? asVariant(binding->value) : std::nullopt;
}

} // namespace espalier::operations
