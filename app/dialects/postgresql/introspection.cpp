#include "dialects/postgresql/introspection.h"

#include "dialects/dialect.h"
#include "dialects/postgresql/postgresql_compiler.h"
#include "dialects/sql/database_text.h"
#include "dialects/sql_reader.h"

#include <algorithm>
#include <numeric>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

// Relations and their columns; the order of the whole.
//
// Names are found by the numbers that the catalogue gives to objects. Expressions are the server's own text, written
// for a search path of the default schema alone, so that they name what scripts name. Functions that write it (as
// pg_get_expr) see what is there now and not what the snapshot sees: where one finds nothing, the whole is torn.

namespace espalier::dialects::postgresql {

using schema::ObjectName;
using schema::SqlType;

namespace {

QString quotedByServer(const QString& name) { return findDialect(QStringLiteral("postgresql"))->quoted(name); }

/// ["key=value", …] as pairs.
QVariantList storagePairs(const QStringList& options)
{
    QVariantList pairs;
    for (const QString& option : options)
        pairs.append(
            QVariant(QVariantList{ option.section(QLatin1Char('='), 0, 0), option.section(QLatin1Char('='), 1) }));
    return pairs;
}

/// "nextval('1234'::regclass)": the server has a number where it finds no name for it.
bool isOfGoneSequence(const QString& expression)
{
    constexpr QLatin1String start("nextval('");
    return expression.startsWith(start) && expression.size() > start.size() && expression[start.size()].isDigit();
}

QString withoutSemicolon(QString definition)
{
    definition = definition.trimmed();
    if (definition.endsWith(QLatin1Char(';')))
        definition.chop(1);
    return definition;
}

} // namespace

core::Result<Introspected> Introspection::read()
{
    if (const auto done = readAll(); !done)
        return core::fail(done.error());
    return std::move(m_result);
}

/// Up to so many tables and views are asked for their exact sizes; of more, what the server has counted at some time is
/// told, since each costs it several questions to the file system.
constexpr size_t fewRelations = 500;

/// Compiling the queries would take longer than running them.
core::Result<void> Introspection::setUpTransaction()
{
    const QString path = quotedByServer(m_result.defaultSchema);
    for (const QString& statement :
        { QStringLiteral("SET LOCAL jit = off"), QStringLiteral("SET LOCAL search_path TO ") + path })
        if (const auto done = m_session.execute(statement); !done)
            return core::fail(done.error());
    return {};
}

/// A catalogue of which the server has no statistics yet, as that of a database that was just restored, counts as
/// small, and would be joined row by row.
core::Result<void> Introspection::withoutLoops(const std::function<core::Result<void>()>& read)
{
    if (const auto done = m_session.execute(QStringLiteral("SET LOCAL enable_nestloop = off")); !done)
        return core::fail(done.error());
    return read().and_then([&]() -> core::Result<void> {
        if (const auto done = m_session.execute(QStringLiteral("SET LOCAL enable_nestloop = on")); !done)
            return core::fail(done.error());
        return {};
    });
}

/// Rights are settings too: both in one question.
core::Result<void> Introspection::readSettings()
{
    const auto textOf
        = [this](const char* query) { return catalogueQuery(m_session.dialect().id(), QLatin1String(query)); };
    return sql::eachRowOf(m_session,
        QStringLiteral("(%1\n) UNION ALL (%2\n)").arg(textOf("introspect_settings"), textOf("introspect_rights")),
        [this](const RowReader& row) { takeSetting(row); });
}

core::Result<void> Introspection::readAll()
{
    const auto step = [this](const char* query, void (Introspection::*take)(const RowReader&)) {
        return sql::eachRow(m_session, query, [this, take](const RowReader& row) { (this->*take)(row); });
    };
    return step("introspect_schemas", &Introspection::takeSchema)
        .and_then([&] { return setUpTransaction(); })
        .and_then([&] { return step("introspect_names", &Introspection::takeName); })
        .and_then([&] { return step("introspect_types", &Introspection::takeType); })
        .and_then([&] { return step("introspect_relations", &Introspection::takeRelation); })
        .and_then([&] { return withoutLoops([&] { return step("introspect_columns", &Introspection::takeColumn); }); })
        .map([&] { sortColumns(); })
        .and_then([&] { return step("introspect_indexes", &Introspection::takeIndex); })
        .map([&] { linkIndexes(); })
        .and_then([&] { return step("introspect_constraints", &Introspection::takeConstraint); })
        .and_then([&] { return step("introspect_sequences", &Introspection::takeSequence); })
        .and_then([&] { return step("introspect_others", &Introspection::takeOther); })
        .and_then([&] { return step("introspect_kinds", &Introspection::takeKind); })
        .and_then([&] { return readSettings(); })
        .and_then([&] {
            return m_relations.size() <= fewRelations ? step("introspect_sizes", &Introspection::takeSize)
                                                      : core::Result<void>();
        })
        .map([&] {
            putRelations();
            m_result.schema.knowsSettings = true;
            noteRights();
        });
}

ObjectName Introspection::name(const QString& schemaName, const QString& text) const
{
    return { schemaName == m_result.defaultSchema ? QString() : schemaName, text };
}

ObjectName Introspection::name(const RowReader& row) const { return name(row.text("schema"), row.text("name")); }

Introspection::Relation* Introspection::relation(const RowReader& row, const char* column)
{
    return relation(row.number(column));
}

Introspection::Relation* Introspection::relation(qint64 oid)
{
    if (!m_last.second || m_last.first != oid) {
        const auto found = m_relations.find(oid);
        m_last = { oid, found == m_relations.end() ? nullptr : &found->second };
    }
    return m_last.second;
}

const Introspection::Column& Introspection::Relation::column(qint64 number) const
{
    static const Column none;
    return number < 0 || static_cast<size_t>(number) >= columns.size() ? none : columns[static_cast<size_t>(number)];
}

void Introspection::Relation::put(qint64 number, Column column)
{
    if (columns.size() <= static_cast<size_t>(number))
        columns.resize(static_cast<size_t>(number) + 1);
    columns[static_cast<size_t>(number)] = std::move(column);
    order.push_back(number);
}

void Introspection::Relation::sortColumns()
{
    if (std::is_sorted(order.begin(), order.end()))
        return;
    std::vector<size_t> places(order.size());
    std::iota(places.begin(), places.end(), size_t(0));
    std::sort(places.begin(), places.end(), [this](size_t a, size_t b) { return order[a] < order[b]; });
    std::vector<schema::Column> ofTable;
    QStringList ofView;
    for (const size_t place : places)
        if (isView)
            ofView.append(view.columns[static_cast<qsizetype>(place)]);
        else
            ofTable.push_back(std::move(table.columns[place]));
    table.columns = std::move(ofTable);
    view.columns = std::move(ofView);
    std::sort(order.begin(), order.end());
}

void Introspection::sortColumns()
{
    for (auto& [oid, relation] : m_relations)
        relation.sortColumns();
}

void Introspection::takeSchema(const RowReader& row)
{
    if (row.flag("is_default"))
        m_result.defaultSchema = row.text("name");
    else if (row.text("name") != QLatin1String("public")) // which nobody has to make
        m_result.schema.schemas.insert(row.text("name"));
    m_blockSize = row.number("block_size");
    if (!row.flag("usable"))
        m_closedSchemas.append(row.text("name"));
}

void Introspection::takeName(const RowReader& row)
{
    const QString place = row.isNull("schema") ? QString() : quotedByServer(row.text("schema")) + QLatin1Char('.');
    auto& all = row.text("kind") == QLatin1String("class") ? m_classes : m_collations;
    const QString written = &all == &m_classes && place.isEmpty() ? row.text("name") : quotedByServer(row.text("name"));
    all.insert({ row.number("oid"), { row.text("name"), place + written, row.flag("comes_by_itself") } });
}

void Introspection::takeRelation(const RowReader& row)
{
    Relation relation;
    relation.name = name(row);
    const QString kind = row.text("kind");
    relation.isView = kind == QLatin1String("v") || kind == QLatin1String("m");
    ObjectFacts facts;
    facts.owner = row.text("owner");
    m_result.isTorn |= row.isNull("readable"); // who asks for rights to what is gone gets no answer
    facts.isReadable = row.isNull("readable") || row.flag("readable");
    if (kind != QLatin1String("v"))
        facts.rows = row.maybeNumber("rows");
    relation.pages = row.number("pages");
    m_result.facts.insert(relation.name, facts);
    if (relation.isView) {
        relation.view.name = relation.name;
        relation.view.isMaterialized = kind == QLatin1String("m");
        relation.view.definition = withoutSemicolon(row.text("definition"));
        relation.view.comment = row.text("comment");
        m_result.isTorn |= row.isNull("definition");
        m_relations.insert({ row.number("oid"), std::move(relation) });
        return;
    }
    schema::Table& table = relation.table;
    table.name = relation.name;
    if (kind != QLatin1String("f")) // which has it as a setting
        table.comment = row.text("comment");
    if (row.flag("unlogged"))
        table.prefixes.append(QStringLiteral("UNLOGGED"));
    const auto put = [&](const char* key, const QVariant& value) { table.options.insert(QLatin1String(key), value); };
    if (kind == QLatin1String("f")) {
        table.prefixes.append(QStringLiteral("FOREIGN"));
        put("postgresql_server", row.text("server"));
        if (const QStringList options = row.texts("server_options"); !options.isEmpty())
            put("postgresql_server_options", storagePairs(options));
    }
    if (!row.isNull("method"))
        put("postgresql_using", row.text("method"));
    if (!row.isNull("partition_key"))
        put("postgresql_partition_by", row.text("partition_key"));
    QStringList parents;
    for (const QJsonValue& parent : QJsonDocument::fromJson(row.text("parents").toUtf8()).array())
        parents.append(name(parent.toArray().at(0).toString(), parent.toArray().at(1).toString()).key());
    const bool isPartition = !row.isNull("partition_bound");
    if (isPartition)
        put("postgresql_partition_bound", row.text("partition_bound"));
    if (!row.isNull("type"))
        put("postgresql_of", name(row.text("type_schema"), row.text("type")).key());
    if (!parents.isEmpty())
        put(isPartition ? "postgresql_partition_of" : "postgresql_inherits", parents);
    if (!row.isNull("options"))
        put("postgresql_with", storagePairs(row.texts("options")));
    if (!row.isNull("tablespace"))
        put("postgresql_tablespace", row.text("tablespace"));
    m_relations.insert({ row.number("oid"), std::move(relation) });
}

SqlType Introspection::typeOf(const QString& text, qint64 enumeration)
{
    if (const auto known = m_enums.find(enumeration); known != m_enums.end()) {
        schema::EnumFacts facts;
        facts.name = known->second.name.name;
        facts.schema = known->second.name.schema;
        facts.values = known->second.values;
        facts.createType = false;
        const SqlType type = SqlType::enumOf(std::move(facts), QStringLiteral("postgresql.ENUM"));
        return text.endsWith(QLatin1String("[]")) ? SqlType::arrayOf(type) : type;
    }
    const auto found = m_types.constFind(text);
    if (found != m_types.cend())
        return *found;
    // the parser of scripts' SQL gives the same words for it
    SqlType type = SqlType::fromSql(text);
    const auto statements = m_session.dialect().sqlReader().read(QStringLiteral("CREATE TABLE t (c %1)").arg(text));
    if (statements.size() == 1 && statements.front().changes.size() == 1)
        if (const auto* creation = std::get_if<schema::CreateTable>(&statements.front().changes.front());
            creation && creation->table.columns.size() == 1)
            type = creation->table.columns.front().type;
    m_types.insert(text, type);
    return type;
}

/// The name of a column's collation where it is another one than its type's.
QString Introspection::collationOf(qint64 type, const QString& text, qint64 collation) const
{
    constexpr qint64 ofC = 950; // pg_collation.dat
    const auto own = m_collationOf.find(type);
    const auto found = m_collations.find(collation);
    const bool isUsual = found == m_collations.end() || found->second.comesByItself
        || (own != m_collationOf.end() && own->second == collation)
        || (collation == ofC && text == QLatin1String("name"));
    return isUsual ? QString() : found->second.name;
}

schema::Column Introspection::columnOf(const RowReader& row)
{
    schema::Column column;
    column.name = row.text("name");
    const qint64 type = row.number("type_oid");
    const QString typeText = row.text("type");
    column.type = typeOf(typeText, type);
    column.type.collation = collationOf(type, typeText, row.number("collation"));
    column.nullable = row.flag("nullable");
    column.autoIncrement = schema::Column::AutoIncrement::No;
    column.comment = row.text("comment");
    const auto expression = sql::databaseText(row.text("default_value"));
    if (row.flag("generated"))
        column.computed = schema::Computed{ expression, true };
    else if (!row.isNull("default_value"))
        column.serverDefault = expression;
    if (const QString identity = row.text("identity"); !identity.isEmpty())
        column.identity = schema::Identity{ identity == QLatin1String("a"), {} };
    if (row.flag("inherited"))
        column.options.insert(QStringLiteral("postgresql_inherited"), true);
    m_result.isTorn |= typeText == QLatin1String("???") || (row.flag("generated") && row.isNull("default_value"))
        || isOfGoneSequence(expression.textOf());
    return column;
}

void Introspection::takeColumn(const RowReader& row)
{
    Relation* owner = relation(row);
    if (!owner && !row.isNull("options"))
        m_classOptions[row.number("relation")].insert(row.number("number"), row.texts("options"));
    if (!owner)
        return;
    owner->put(row.number("number"), { row.text("name"), row.number("collation") });
    if (owner->isView)
        owner->view.columns.append(row.text("name"));
    else {
        owner->table.columns.push_back(columnOf(row));
        if (owner->table.options.contains(QStringLiteral("postgresql_of")))
            owner->table.columns.back().options.insert(QStringLiteral("postgresql_inherited"), true);
    }
}

void Introspection::takeSize(const RowReader& row)
{
    const Relation* owner = relation(row);
    if (owner)
        m_result.facts[owner->name].bytes = row.maybeNumber("bytes");
}

void Introspection::putRelations()
{
    for (auto& [oid, found] : m_indexes) {
        const auto owner = m_relations.find(found.relation);
        if (owner != m_relations.end() && !found.isOfConstraint)
            owner->second.table.indexes.push_back(std::move(found.index));
    }
    for (auto& [oid, relation] : m_relations) {
        if (relation.pages > 0 && m_relations.size() > fewRelations)
            m_result.facts[relation.name].bytes = relation.pages * m_blockSize;
        if (relation.isView) {
            m_result.schema.put(std::move(relation.view));
            continue;
        }
        schema::Table& table = relation.table;
        std::sort(table.indexes.begin(), table.indexes.end(),
            [](const auto& a, const auto& b) { return a.name.text < b.name.text; });
        std::sort(table.constraints.begin(), table.constraints.end(), [](const auto& a, const auto& b) {
            return a.kind != b.kind ? a.kind < b.kind : a.name.text < b.name.text;
        });
        // with all that its parents have as its own it came to them later, or might have
        const auto isOwn
            = [](const auto& part) { return !part.options.contains(QStringLiteral("postgresql_inherited")); };
        if (table.options.contains(QStringLiteral("postgresql_inherits"))
            && std::all_of(table.columns.begin(), table.columns.end(), isOwn)
            && std::all_of(table.constraints.begin(), table.constraints.end(), isOwn))
            table.options.insert(QStringLiteral("postgresql_joined"), true);
        m_result.schema.put(std::move(table));
    }
}

/// The catalogue itself is open to everybody; rows and schemas are not.
void Introspection::noteRights()
{
    if (!m_closedSchemas.isEmpty())
        m_result.unseen.push_back(
            { m_closedSchemas.size() == 1 ? QT_TRANSLATE_NOOP("Messages", "This role may not use the schema %1.")
                                          : QT_TRANSLATE_NOOP("Messages", "This role may not use the schemas %1."),
                { m_closedSchemas.join(QStringLiteral(", ")) } });
    QStringList closed;
    for (auto it = m_result.facts.cbegin(); it != m_result.facts.cend(); ++it)
        if (!it->isReadable)
            closed.append(it.key().key());
    if (closed.isEmpty())
        return;
    closed.sort();
    constexpr qsizetype most = 5;
    const QString named = closed.mid(0, most).join(QStringLiteral(", "));
    if (closed.size() <= most)
        m_result.unseen.push_back(
            { QT_TRANSLATE_NOOP("Messages", "This role may not read the rows of %1."), { named } });
    else
        m_result.unseen.push_back({ QT_TRANSLATE_NOOP("Messages", "This role may not read the rows of %1 and %2 more."),
            { named, QString::number(closed.size() - most) } });
}

} // namespace espalier::dialects::postgresql
