#include "project/env_calls.h"

#include "project/url_candidate.h"

#include <QSet>

namespace espalier::project {

using python::Call;
using python::Node;
using python::Value;

namespace {

const char* const urlOption = "sqlalchemy.url";

void eachNode(const Node& node, int depth, const std::function<void(const Node&)>& visit)
{
    constexpr int deepest = 60;
    if (depth > deepest)
        return;
    visit(node);
    for (const Node& child : node.children())
        eachNode(child, depth + 1, visit);
}

// The name that an expression starts with: "Base" of `Base.metadata`.
QString rootName(Node node)
{
    while (node.is("attribute") || node.is("subscript") || node.is("call"))
        node = node.is("attribute") ? node.field("object")
            : node.is("call")       ? node.field("function")
                                    : node.field("value");
    return node.is("identifier") ? node.text() : QString();
}

Node functionNamed(const python::SyntaxTree& tree, const QString& name)
{
    for (const Node& node : tree.root().children()) {
        if (node.is("function_definition") && node.field("name").text() == name)
            return node;
    }
    return {};
}

// Whether the statement is one that only sometimes runs. That of a function is taken to run.
bool isConditional(Node node)
{
    for (; !node.isNull() && !node.is("function_definition"); node = node.parent()) {
        if (node.is("if_statement") || node.is("try_statement") || node.is("conditional_expression"))
            return true;
    }
    return false;
}

} // namespace

Node assignmentTo(const python::SyntaxTree& tree, const QString& name)
{
    Node found;
    eachNode(tree.root(), 0, [&](const Node& node) {
        if (node.is("assignment") && node.field("left").is("identifier") && node.field("left").text() == name
            && !node.field("right").isNull())
            found = node.field("right");
    });
    return found;
}

QStringList modulesOf(const python::SyntaxTree& tree, const QString& name)
{
    QStringList modules;
    eachNode(tree.root(), 0, [&](const Node& node) {
        const bool isFrom = node.is("import_from_statement");
        if (!isFrom && !node.is("import_statement"))
            return;
        const Node module = node.field("module_name");
        for (const Node& child : node.children()) {
            if (isFrom && child.start() == module.start())
                continue;
            const bool isAliased = child.is("aliased_import");
            const QString imported = (isAliased ? child.field("name") : child).text();
            const QString bound = isAliased ? child.field("alias").text()
                : isFrom                    ? imported
                                            : imported.section(QLatin1Char('.'), 0, 0);
            const QString from = isFrom ? module.text() : imported;
            if (bound == name && !modules.contains(from))
                modules.append(from);
        }
    });
    return modules;
}

EnvCalls::EnvCalls(const python::SyntaxTree& tree, const QString& file, OptionLookup options)
    : m_tree(tree)
    , m_file(file)
    , m_options(std::move(options))
{ }

std::optional<EnvCalls::Given> EnvCalls::argument(const Call& call, int position, const char* name) const
{
    const auto keyword = call.keywords.constFind(QLatin1String(name));
    if (keyword != call.keywords.cend())
        return Given{ *keyword, call.keywordNodes.value(QLatin1String(name)) };
    const auto at = static_cast<size_t>(position);
    if (position < 0 || at >= call.positional.size())
        return std::nullopt;
    const Node node = call.node.field("arguments").children().value(position);
    return Given{ call.positional[at], node };
}

void EnvCalls::onCall(const Call& call)
{
    static const QSet<QString> engines{ QStringLiteral("create_engine"), QStringLiteral("create_async_engine") };
    static const QSet<QString> askers{ QStringLiteral("engine_from_config"), QStringLiteral("async_engine_from_config"),
        QStringLiteral("get_section") };
    const QString file = call.module ? call.module->file : QString();
    if (call.name == QLatin1String("configure")) {
        configure(call);
    } else if (call.name == QLatin1String("set_main_option") || call.name == QLatin1String("set_section_option")) {
        const int position = call.name == QLatin1String("set_main_option") ? 0 : 1;
        const auto option = argument(call, position, "name");
        if (const auto value = argument(call, position + 1, "value");
            value && option && option->value.isString() && option->value.text == QLatin1String(urlOption))
            takeUrl(*value, urlOption, file, true);
    } else if (engines.contains(call.name)) {
        if (const auto url = argument(call, 0, "url"))
            takeUrl(*url, "create_engine", file, false);
    } else if (file == m_file && askers.contains(call.name)) {
        usesSettingsUrl = true;
    } else if (file == m_file && call.name == QLatin1String("get_main_option")) {
        const auto option = argument(call, 0, "name");
        usesSettingsUrl = usesSettingsUrl || (option && option->value.text == QLatin1String(urlOption));
    }
}

void EnvCalls::onItemAssigned(const QString& key, const Value& value, const Node& node)
{
    const Node assigned = node.parent().field("right");
    if (key == QLatin1String(urlOption))
        takeUrl({ value, assigned.isNull() ? node : assigned }, urlOption, m_file, false);
}

void EnvCalls::configure(const Call& call)
{
    const bool isOnline = call.keywords.contains(QStringLiteral("connection"));
    const bool isAlembics = isOnline || call.keywords.contains(QStringLiteral("url"))
        || call.keywords.contains(QStringLiteral("target_metadata"));
    if (!isAlembics || (m_isOnline && !isOnline))
        return;
    if (isOnline && !m_isOnline) { // what an offline call said does not count any more
        facts = {};
        m_isOnline = true;
    }
    takeText(call, "version_table", facts.versionTable);
    takeText(call, "version_table_schema", facts.versionTableSchema);
    takeFlag(call, "include_schemas", facts.includeSchemas);
    takeFlag(call, "render_as_batch", facts.renderAsBatch);
    takeFlag(call, "transaction_per_migration", facts.transactionPerMigration);
    takeFlag(call, "transactional_ddl", facts.transactionalDdl);
    takeFlag(call, "compare_type", facts.compareType);
    takeFlag(call, "compare_server_default", facts.compareServerDefault);
    takeMetadata(call);
}

template <typename T> void EnvCalls::take(const Call& call, const Given& given, std::optional<T> value, Fact<T>& fact)
{
    if (given.value.isNone() || (fact.isKnown() && !value))
        return; // a function is looked at with and without its arguments
    fact.value = std::move(value);
    fact.expression = given.node.text();
    fact.file = call.module ? call.module->file : m_file;
    fact.line = given.node.line();
}

void EnvCalls::takeText(const Call& call, const char* name, Fact<QString>& fact)
{
    if (const auto given = argument(call, -1, name))
        take(call, *given, textOf(*given), fact);
}

void EnvCalls::takeFlag(const Call& call, const char* name, Fact<bool>& fact)
{
    if (const auto given = argument(call, -1, name))
        take(call, *given, given->value.isUnknown() ? std::nullopt : given->value.truth(), fact);
}

// Follows a plain name to what was assigned to it last.
Node EnvCalls::resolved(Node node) const
{
    constexpr int mostNames = 4;
    for (int i = 0; i < mostNames && node.is("identifier"); ++i) {
        const Node assigned = assignmentTo(m_tree, node.text());
        if (assigned.isNull())
            break;
        node = assigned;
    }
    return node;
}

// A text in place, or an option that the settings hold.
std::optional<QString> EnvCalls::textOf(const Given& given) const
{
    if (given.value.isString())
        return given.value.text;
    const Node call = resolved(given.node);
    if (!m_options || !call.is("call")
        || !call.field("function").field("attribute").text().startsWith(QLatin1String("get_main_option")))
        return std::nullopt;
    const auto arguments = call.field("arguments").children();
    const auto literal = [&](qsizetype at) -> std::optional<QString> {
        const Node node = arguments.value(at);
        const Node value = node.is("keyword_argument") ? node.field("value") : node;
        const QString text = value.text();
        return value.is("string") && text.size() > 1 ? std::optional(text.mid(1, text.size() - 2)) : std::nullopt;
    };
    const auto name = literal(0);
    if (!name)
        return std::nullopt;
    const auto set = m_options(*name);
    return set ? set : literal(1);
}

void EnvCalls::takeMetadata(const Call& call)
{
    const auto given = argument(call, -1, "target_metadata");
    if (!given || given->value.isNone() || !facts.targetMetadata.isEmpty())
        return;
    const Node expression = resolved(given->node);
    if (expression.is("none"))
        return;
    facts.targetMetadata = expression.text();
    facts.targetMetadataLine = expression.line();
    facts.metadataModules = modulesOf(m_tree, rootName(expression));
}

// `settings.DATABASE_URL` under str(), .replace() and the like, and os.environ["DATABASE_URL"].
QString EnvCalls::settingOf(const Node& given) const
{
    constexpr int deepest = 8;
    Node node = resolved(given);
    for (int i = 0; i < deepest && node.is("call"); ++i) {
        const Node function = node.field("function");
        const QString called = function.text();
        const Node first = node.field("arguments").firstNamed();
        if (called.endsWith(QLatin1String("getenv")) || called.endsWith(QLatin1String("environ.get")))
            return first.is("string") ? first.text().mid(1, first.text().size() - 2) : QString();
        node = resolved(function.is("attribute") && !first.is("attribute") ? function.field("object") : first);
    }
    return node.is("attribute") ? node.field("attribute").text() : QString();
}

// The text of an expression, and of what its names and the functions that it calls stand for in env.py.
QString EnvCalls::sourcesOf(const Node& expression) const
{
    constexpr int mostNames = 24;
    QString text = expression.text();
    QStringList names;
    std::vector<Node> open{ expression };
    while (!open.empty() && names.size() < mostNames) {
        const Node node = open.back();
        open.pop_back();
        eachNode(node, 0, [&](const Node& part) {
            const QString name = part.is("identifier") ? part.text() : QString();
            if (name.isEmpty() || names.contains(name) || names.size() >= mostNames)
                return;
            names.append(name);
            for (const Node& meant : { assignmentTo(m_tree, name), functionNamed(m_tree, name) }) {
                if (meant.isNull())
                    continue;
                text += QLatin1Char('\n') + meant.text();
                open.push_back(meant);
            }
        });
    }
    return text;
}

void EnvCalls::takeUrl(const Given& given, const char* name, const QString& file, bool isPercentDoubled)
{
    const QString sources = given.value.isString() ? QString() : sourcesOf(given.node);
    const bool isOfSettings
        = sources.contains(QLatin1String("get_main_option")) || sources.contains(QLatin1String("get_section"));
    if (isOfSettings && !sources.contains(QLatin1String("getenv")) && !sources.contains(QLatin1String("environ")))
        return; // what env.py took from the settings is no URL of its own
    UrlUse use;
    use.name = QLatin1String(name);
    use.setting = settingOf(given.node);
    use.file = file;
    use.line = given.node.line();
    use.isInEnv = file == m_file;
    use.expression = given.node.text().simplified();
    use.isConditional = isOfSettings || isConditional(given.node);
    if (given.value.isString()) {
        QString url = given.value.text;
        if (isPercentDoubled)
            url.replace(QLatin1String("%%"), QLatin1String("%"));
        if (looksLikeDatabaseUrl(url))
            use.url = url;
    }
    if (!urls.contains(use))
        urls.append(use);
}

} // namespace espalier::project
