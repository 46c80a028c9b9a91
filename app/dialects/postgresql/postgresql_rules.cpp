#include "dialects/postgresql/postgresql_rules.h"

#include "dialects/postgresql/postgresql_compiler.h"
#include "dialects/postgresql/postgresql_ddl.h"
#include "dialects/postgresql/postgresql_names.h"
#include "dialects/postgresql/sql_reader.h"
#include "dialects/sql/identifiers.h"

#include "schema/column_use.h"

#include <algorithm>
#include <QRegularExpression>

namespace espalier::dialects::postgresql {

using schema::Constraint;
using schema::Fault;
using schema::NameKind;
using schema::ObjectName;
using schema::SchemaFacts;
using schema::SqlType;
using schema::Table;
using Kind = Constraint::Kind;

namespace {

SchemaFacts declaredFacts()
{
    SchemaFacts facts;
    facts.dialect = QStringLiteral("postgresql");
    facts.defaultSchema = QStringLiteral("public");
    facts.isTransactional = facts.hasEnumTypes = facts.hasSequences = facts.addsConstraints = true;
    facts.hasComments = facts.renamesConstraints = facts.refusesLongText = true;
    facts.cascades = facts.constraintsShareNames = facts.refusesNullableKeys = true;
    facts.indexes = SchemaFacts::Scope::Schema;
    facts.indexesAreRelations = facts.keysAreRelations = true;
    facts.listsTablesByName = false;
    facts.inspector.commentsParts = facts.inspector.tellsIncluded = true;
    facts.checksTargets = facts.holdsTargets = facts.holdsViewSources = facts.keysStayNotNull = true;
    return facts;
}

/// Of the table's columns, those that a CHECK speaks of.
QStringList columnsOf(const Constraint& check, const Table& table)
{
    if (check.isTypeBound)
        return check.columns;
    QStringList columns;
    for (const schema::Column& column : table.columns)
        if (check.condition && schema::mentions(*check.condition, column.name))
            columns.append(column.name);
    return columns;
}

QStringList included(const QVariantMap& options)
{
    return options.value(QStringLiteral("postgresql_include")).toStringList();
}

QString checkName(const Constraint& check, const Table& table, NameChoice& names)
{
    const QStringList columns = columnsOf(check, table);
    return names.constraint(columns.size() == 1 ? columns.front() : QString(), QStringLiteral("check"));
}

QString constraintName(const Constraint& constraint, const Table& table, NameChoice& names)
{
    switch (constraint.kind) {
    case Kind::Check:
        return checkName(constraint, table, names);
    case Kind::PrimaryKey:
        return names.relation({}, QStringLiteral("pkey"), true);
    case Kind::ForeignKey:
        return names.constraint(columnAddition(constraint.columns), QStringLiteral("fkey"));
    case Kind::Unique:
        return names.relation(
            columnAddition(constraint.columns + included(constraint.options)), QStringLiteral("key"), true);
    case Kind::Exclusion: {
        schema::Index index;
        for (const schema::ExclusionElement& element : constraint.elements)
            index.elements.push_back(element.expression);
        return names.relation(indexAddition(index, included(constraint.options)), QStringLiteral("excl"), true);
    }
    }
    return {};
}

/// In which order a statement's constraints get their names.
constexpr std::initializer_list<std::initializer_list<Kind>> namingOrder{ { Kind::Check }, { Kind::PrimaryKey },
    { Kind::Unique, Kind::Exclusion }, { Kind::ForeignKey } };

struct SerialType {
    const char* name;
    const char* stored;
};
constexpr SerialType serialTypes[] = { { "serial", "integer" }, { "serial4", "integer" }, { "bigserial", "bigint" },
    { "serial8", "bigint" }, { "smallserial", "smallint" }, { "serial2", "smallint" } };

/// The type that a serial is stored as; null where it is none.
const char* serialStored(const QString& type)
{
    for (const SerialType& serial : serialTypes)
        if (type.compare(QLatin1String(serial.name), Qt::CaseInsensitive) == 0)
            return serial.stored;
    return nullptr;
}

/// The integer type behind a column with a sequence of its own; null where it has none.
const char* sequenceType(const schema::Column& column, const Table& table)
{
    PostgresqlCompiler compiler;
    const SqlType type = compiler.resolved(column.type);
    if (const char* stored = serialStored(type.text))
        return stored;
    const sql::TypeFacts facts = sql::typeFacts(type);
    if (column.identity || compiler.isSerial(column, table))
        return facts.isBig ? "bigint" : facts.isSmall ? "smallint" : "integer";
    return nullptr;
}

/// Of one statement: two with the same columns are one index, under the first name that there is.
bool isSameIndex(const Constraint& a, const Constraint& b)
{
    const auto isKey = [](const Constraint& c) { return c.kind == Kind::PrimaryKey || c.kind == Kind::Unique; };
    return isKey(a) && isKey(b) && a.columns == b.columns && included(a.options) == included(b.options)
        && a.deferrable.value_or(false) == b.deferrable.value_or(false) && a.initially == b.initially;
}

} // namespace

PostgresqlRules::PostgresqlRules()
    : DefaultRules(declaredFacts())
{ }

std::unique_ptr<sql::Compiler> PostgresqlRules::compiler() const { return std::make_unique<PostgresqlCompiler>(); }

schema::StoredName PostgresqlRules::storedName(const schema::Name& name, NameKind) const
{
    constexpr int longest = 63;
    const QString whole = name.isConventional ? sql::shortened(name.text, longest) : name.text;
    const QString stored = cut(whole);
    return { stored, stored != whole, false };
}

void PostgresqlRules::nameParts(Table& table, const schema::TakenNames& taken) const
{
    NameChoice names(table, taken);
    for (const auto& kinds : namingOrder)
        for (Constraint& constraint : table.constraints)
            if (constraint.name.isEmpty() && std::find(kinds.begin(), kinds.end(), constraint.kind) != kinds.end())
                constraint.name = { constraintName(constraint, table, names), true };
    for (schema::Index& index : table.indexes)
        if (index.name.isEmpty())
            index.name
                = { names.relation(indexAddition(index, included(index.options)), QStringLiteral("idx"), false), true };
}

std::vector<schema::Sequence> PostgresqlRules::sequencesOf(
    const Table& table, const schema::Column& column, const schema::TakenNames& taken) const
{
    const char* type = sequenceType(column, table);
    if (!type)
        return {};
    schema::Sequence sequence;
    sequence.name = { table.name.schema, NameChoice(table, taken).relation(column.name, QStringLiteral("seq"), false) };
    sequence.dataType = QLatin1String(type);
    sequence.ownedBy = table.name.key() + QLatin1Char('.') + column.name;
    if (column.identity)
        sequence.options = column.identity->sequence;
    return { sequence };
}

std::optional<schema::EnumUse> PostgresqlRules::enumOf(const SqlType& columnType, const Table& table) const
{
    const SqlType& here = columnType.on(QStringLiteral("postgresql"));
    const SqlType type = inherited(here.item ? here.item->on(QStringLiteral("postgresql")) : here, table);
    const bool isGeneric = type.name == QLatin1String("Enum");
    if (!type.enumeration || type.enumeration->name.isEmpty()
        || (!isGeneric && type.name != QLatin1String("postgresql.ENUM")) || (isGeneric && !type.enumeration->isNative))
        return {};
    const schema::EnumFacts& facts = *type.enumeration;
    return schema::EnumUse{ { { facts.schema, facts.name }, facts.values, {} },
        facts.createType && !facts.hasMetadata };
}

void PostgresqlRules::settleColumn(schema::Column& column, const Table& table) const
{
    using AutoIncrement = schema::Column::AutoIncrement;
    column.type = inherited(column.type, table);
    column.autoIncrement = PostgresqlCompiler().isSerial(column, table) ? AutoIncrement::Yes : AutoIncrement::No;
}

void PostgresqlRules::takeIndex(schema::Constraint& key, schema::Table& table) const
{
    const QString name = key.options.value(QStringLiteral("postgresql_using_index")).toString();
    const auto index = std::find_if(table.indexes.begin(), table.indexes.end(),
        [&](const schema::Index& one) { return !name.isEmpty() && one.name.text == name; });
    if (index == table.indexes.end())
        return;
    for (const schema::Expression& element : index->elements)
        key.columns.append(schema::columnOf(element));
    if (key.name.isEmpty())
        key.name = index->name;
    for (const char* option : { "postgresql_include", "postgresql_nulls_not_distinct" })
        if (const auto found = index->options.constFind(QLatin1String(option)); found != index->options.cend())
            key.options.insert(QLatin1String(option), *found);
    key.options.remove(QStringLiteral("postgresql_using_index"));
    table.indexes.erase(index);
}

void PostgresqlRules::settleCreated(Table& table) const
{
    std::stable_partition(table.constraints.begin(), table.constraints.end(),
        [](const Constraint& constraint) { return constraint.kind == Kind::PrimaryKey; });
    std::vector<Constraint> kept;
    for (Constraint& constraint : table.constraints) {
        const auto prior = std::find_if(
            kept.begin(), kept.end(), [&](const Constraint& other) { return isSameIndex(constraint, other); });
        if (prior == kept.end())
            kept.push_back(std::move(constraint));
        else if (prior->name.isEmpty())
            prior->name = constraint.name;
    }
    table.constraints = std::move(kept);
}

bool PostgresqlRules::canBeTarget(const Table& table, const QStringList& columns) const
{
    QStringList wanted = columns;
    wanted.sort();
    const auto covers = [&](QStringList key) {
        key.sort();
        return key == wanted;
    };
    const bool hasKey = std::any_of(table.constraints.begin(), table.constraints.end(), [&](const Constraint& key) {
        return (key.kind == Kind::PrimaryKey || key.kind == Kind::Unique) && !key.deferrable.value_or(false)
            && covers(key.columns);
    });
    return hasKey || std::any_of(table.indexes.begin(), table.indexes.end(), [&](const schema::Index& index) {
        return index.isUnique && !index.options.contains(QStringLiteral("postgresql_where"))
            && schema::leadingColumns(index).size() == static_cast<qsizetype>(index.elements.size())
            && covers(schema::leadingColumns(index));
    });
}

void PostgresqlRules::changeColumn(schema::Column& column, const schema::ColumnChange& change) const
{
    DefaultRules::changeColumn(column, change);
    if (std::holds_alternative<std::monostate>(change.serverDefault))
        return;
    column.autoIncrement = schema::Column::AutoIncrement::No; // a serial column is one by its default alone
    if (const char* stored = serialStored(column.type.text))
        column.type = SqlType::fromSql(QLatin1String(stored));
}

std::optional<Fault> PostgresqlRules::refusal(const schema::Change& change, const Table* table) const
{
    const auto* alteration = std::get_if<schema::ColumnChange>(&change);
    const schema::Column* column = alteration && table ? table->column(alteration->column) : nullptr;
    if (column && std::holds_alternative<schema::Identity>(alteration->serverDefault) && column->isNullable()
        && alteration->nullable.value_or(true))
        return Fault{ schema::FaultKind::Unsupported, Fault::Outcome::Refused,
            { QT_TRANSLATE_NOOP("Messages", "Column %1 of %2 must be NOT NULL before it can be an identity."),
                { column->name, table->name.key() } },
            table->name, column->name };
    return {};
}

schema::ComparableColumn PostgresqlRules::comparable(const schema::Column& column, const Table& table) const
{
    schema::ComparableColumn result = DefaultRules::comparable(column, table);
    const char* serial = serialStored(result.type);
    if (serial)
        result.type = QLatin1String(serial);
    // whose sequence it is does not matter: a restored table's may have another name
    const bool isSequence = serial || result.defaultValue.startsWith(QLatin1String("nextval"))
        || (column.isPrimaryKey && PostgresqlCompiler().isSerial(column, table));
    if (isSequence) {
        result.defaultValue = QStringLiteral("nextval");
        result.isNullable = result.isNullable && !serial;
    }
    return result;
}

/// An element of text with a collation or an operator class of its own, apart; nullopt where it has neither.
static std::optional<schema::Index> elementApart(const schema::Expression& element)
{
    using schema::Expression;
    static const QRegularExpression words(QStringLiteral("[^\\s,][\\s)]+[A-Za-z_\"]")); // one behind another
    if (!element.is(Expression::Kind::Text) || !element.operands().empty() || !element.textOf().contains(words))
        return std::nullopt;
    const std::vector<ReadStatement> read
        = PostgresqlReader().read(QStringLiteral("CREATE INDEX ON t (%1)").arg(element.textOf()));
    const auto* made = read.size() == 1 && read.front().changes.size() == 1
        ? std::get_if<schema::CreateIndex>(&read.front().changes.front())
        : nullptr;
    if (!made || made->index.elements.size() != 1)
        return std::nullopt;
    const auto isCollated = [](const Expression& one) { return one.is(Expression::Kind::Collate); };
    const Expression& first = made->index.elements.front();
    const bool isOwn = made->index.options.contains(QStringLiteral("postgresql_ops")) || isCollated(first)
        || std::any_of(first.operands().begin(), first.operands().end(), isCollated);
    return isOwn ? std::optional(made->index) : std::nullopt;
}

QString PostgresqlRules::comparable(const schema::Index& index, const Table& table) const
{
    const QString key = QStringLiteral("postgresql_ops");
    schema::Index apart = index;
    for (schema::Expression& element : apart.elements) {
        const std::optional<schema::Index> read = elementApart(element);
        if (!read)
            continue;
        element = read->elements.front();
        QVariantMap classes = apart.options.value(key).toMap();
        classes.insert(read->options.value(key).toMap());
        if (!classes.isEmpty())
            apart.options.insert(key, classes);
    }
    return DefaultRules::comparable(apart, table);
}

/// pg_opclass.dat of PostgreSQL 15, those that are the default of their type.
bool PostgresqlRules::isUsualClass(const QString& opclass, const QString& method) const
{
    static const QHash<QString, QString> byMethod{ { QStringLiteral("gin"), QStringLiteral("array jsonb tsvector") },
        { QStringLiteral("gist"), QStringLiteral("point box poly circle range multirange tsvector tsquery") },
        { QStringLiteral("spgist"), QStringLiteral("quad_point text range box poly inet") } };
    static const QString sorted = QStringLiteral("int2 int4 int8 oid float4 float8 numeric text bpchar name bytea date "
                                                 "time timetz timestamp timestamptz interval "
                                                 "bool char uuid macaddr macaddr8 inet money bit varbit array record "
                                                 "range multirange enum jsonb tsvector tsquery "
                                                 "pg_lsn tid xid8 oidvector");
    const QString types = byMethod.value(method, sorted);
    if (!opclass.endsWith(QLatin1String("_ops")) || method == QLatin1String("brin"))
        return false;
    return types.split(QLatin1Char(' ')).contains(opclass.chopped(4));
}

bool PostgresqlRules::comesByItself(const schema::Index& index, const Table&) const
{
    return index.options.contains(QStringLiteral("postgresql_inherited"));
}

/// A partition is made alone, with the names that its parts have.
bool PostgresqlRules::isCreatedWith(const schema::Index& index, const Table& table) const
{
    return comesByItself(index, table) && !table.options.contains(QStringLiteral("postgresql_partition_bound"));
}

bool PostgresqlRules::isInherited(const Constraint& constraint) const
{
    return constraint.options.contains(QStringLiteral("postgresql_inherited"));
}

bool PostgresqlRules::isInherited(const schema::Column& column) const
{
    return column.options.contains(QStringLiteral("postgresql_inherited"));
}

std::vector<ObjectName> PostgresqlRules::parentsOf(const Table& table) const
{
    std::vector<ObjectName> parents;
    for (const char* key : { "postgresql_partition_of", "postgresql_inherits" }) {
        const QVariant written = table.options.value(QLatin1String(key));
        const QStringList names
            = written.typeId() == QMetaType::QString ? QStringList{ written.toString() } : written.toStringList();
        for (const QString& name : names)
            parents.push_back(ObjectName::ofKey(name));
    }
    return parents;
}

bool PostgresqlRules::isSystem(const ObjectName& name) const
{
    return name.schema == QLatin1String("information_schema") || name.schema.startsWith(QLatin1String("pg_"))
        || (name.schema.isEmpty() && name.name.startsWith(QLatin1String("pg_")));
}

} // namespace espalier::dialects::postgresql
