#include "dialects/postgresql/introspection.h"

#include "dialects/postgresql/postgresql_compiler.h"
#include "schema/names_used.h"

#include <limits>

// Types, sequences, and what has no more than a name and a definition.

namespace espalier::dialects::postgresql {

using schema::SequenceOptions;

namespace {

struct Bounds {
    qint64 least;
    qint64 most;
};

Bounds boundsOf(const QString& type)
{
    if (type == QLatin1String("smallint"))
        return { std::numeric_limits<qint16>::min(), std::numeric_limits<qint16>::max() };
    if (type == QLatin1String("integer"))
        return { std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max() };
    return { std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max() };
}

/// Only what is not the server's default (CREATE SEQUENCE in its manual).
SequenceOptions optionsOf(const sql::RowReader& row)
{
    const Bounds bounds = boundsOf(row.text("type"));
    const bool isDescending = row.number("increment") < 0;
    const qint64 least = isDescending ? bounds.least : 1;
    const qint64 most = isDescending ? -1 : bounds.most;
    SequenceOptions options;
    const auto put = [&](std::optional<qint64>& place, const char* column, qint64 byItself) {
        if (const qint64 value = row.number(column); value != byItself)
            place = value;
    };
    put(options.increment, "increment", 1);
    put(options.minValue, "minimum", least);
    put(options.maxValue, "maximum", most);
    put(options.start, "start", isDescending ? row.number("maximum") : row.number("minimum"));
    put(options.cache, "cache", 1);
    if (row.flag("cycle"))
        options.cycle = true;
    return options;
}

} // namespace

void Introspection::takeType(const RowReader& row)
{
    if (row.text("kind") != QLatin1String("enum")) {
        m_collationOf.insert({ row.number("oid"), row.number("collation") });
        m_result.isTorn |= row.isNull("definition");
        m_result.schema.put(schema::OpaqueObject{ row.text("kind"), name(row), {}, row.text("definition") });
        return;
    }
    schema::EnumType type;
    type.name = name(row);
    type.values = row.texts("values");
    type.comment = row.text("comment");
    m_enums.insert({ row.number("oid"), type });
    m_enums.insert({ row.number("array_oid"), type });
    m_result.schema.put(std::move(type));
}

/// A default that reads the column's own sequence is what SERIAL makes, where the column is one that scripts would make
/// by it.
void Introspection::makeSerial(schema::Table& table, const schema::Column& wanted, const schema::Sequence& sequence)
{
    schema::Column* column = table.column(wanted.name);
    const bool isRead = column && column->serverDefault
        && column->serverDefault->textOf().startsWith(QLatin1String("nextval("), Qt::CaseInsensitive)
        && schema::readsSequence(column->serverDefault->textOf(), sequence.name.name);
    if (!isRead || column->nullable.value_or(true) || !(sequence.options == SequenceOptions()))
        return;
    const auto before = *column;
    column->serverDefault.reset();
    column->autoIncrement = schema::Column::AutoIncrement::Yes;
    if (!PostgresqlCompiler().isSerial(*column, table))
        *column = before;
}

void Introspection::takeSequence(const RowReader& row)
{
    schema::Sequence sequence;
    sequence.name = name(row);
    sequence.options = optionsOf(row);
    sequence.dataType = row.text("type");
    sequence.comment = row.text("comment");
    m_result.facts.insert(sequence.name, { row.text("owner"), {}, {}, true });
    Relation* owner = row.isNull("relation") ? nullptr : relation(row);
    if (owner) {
        const QString column = owner->column(row.number("number")).name;
        sequence.ownedBy = owner->name.key() + QLatin1Char('.') + column;
        schema::Column* found = owner->table.column(column);
        if (found && found->identity && row.flag("of_identity"))
            found->identity->sequence = sequence.options;
        else if (found && !found->identity)
            makeSerial(owner->table, *found, sequence);
    }
    const bool comesSo = owner && owner->table.prefixes.contains(QLatin1String("UNLOGGED"));
    if (row.flag("unlogged") && !comesSo) {
        const QString statement = QLatin1String("ALTER SEQUENCE ")
            + PostgresqlCompiler(true).names().quotedName(sequence.name) + QLatin1String(" SET ");
        m_result.schema.put(schema::OpaqueObject{ QStringLiteral("persistence of sequence"), sequence.name, {},
            statement + QLatin1String("UNLOGGED"), statement + QLatin1String("LOGGED") });
    }
    m_result.schema.put(std::move(sequence));
}

void Introspection::takeOther(const RowReader& row)
{
    schema::OpaqueObject object;
    object.kind = row.text("kind");
    object.definition = row.text("definition");
    if (row.isNull("relation")) {
        object.name = name(row);
    } else {
        const Relation* owner = relation(row);
        if (!owner)
            return;
        object.name.name = row.text("name");
        object.table = owner->name.key();
        if (object.kind == QLatin1String("index")) // which is a relation
            object.name.schema = owner->name.schema;
    }
    if (row.text("kind") == QLatin1String("extension"))
        object.name.schema.clear();
    m_result.isTorn |= row.isNull("definition");
    m_result.schema.put(std::move(object));
}

/// The server's own means, with the settings that they have besides.
void Introspection::takeKind(const RowReader& row)
{
    schema::OpaqueObject object;
    object.kind = row.text("kind");
    object.name = name(row);
    object.definition = row.text("definition");
    object.removal = row.text("removal");
    if (!object.isSetting())
        object.drop = QLatin1String("DROP ") + row.text("written");
    const auto set = [&](const char* what, const QString& definition, const QString& removal) {
        m_result.schema.put(
            schema::OpaqueObject{ QLatin1String(what) + object.kind, object.name, {}, definition, removal });
    };
    const QString written = row.text("written");
    if (!row.isNull("owner"))
        set("owner of ", QStringLiteral("ALTER %1 OWNER TO %2").arg(written, row.text("owner")),
            QStringLiteral("ALTER %1 OWNER TO CURRENT_USER").arg(written));
    if (!row.isNull("comment"))
        set("comment on ", QStringLiteral("COMMENT ON %1 IS %2").arg(written, row.text("comment")),
            QStringLiteral("COMMENT ON %1 IS NULL").arg(written));
    m_result.schema.put(std::move(object));
}

void Introspection::takeSetting(const RowReader& row)
{
    schema::OpaqueObject setting;
    setting.kind = row.text("kind");
    setting.name = name(row);
    setting.definition = row.text("definition");
    setting.removal = row.text("removal");
    if (!row.isNull("relation")) {
        const Relation* owner = relation(row);
        if (!owner)
            return;
        setting.table = owner->name.key();
    }
    m_result.isTorn |= row.isNull("definition") || row.isNull("removal");
    m_result.schema.put(std::move(setting));
}

} // namespace espalier::dialects::postgresql
