#pragma once

#include "schema/statement.h"
#include "schema/table.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

// Values from the specifications that spec_objects.py builds SQLAlchemy's objects from.

namespace espalier::test {

using schema::Expression;
using schema::Literal;
using schema::Operator;
using schema::SqlType;

inline QString key(const char* name) { return QString::fromLatin1(name); }
inline QString textOf(const QJsonObject& spec, const char* name) { return spec.value(key(name)).toString(); }
inline bool has(const QJsonObject& spec, const char* name) { return spec.contains(key(name)); }
inline bool isSet(const QJsonObject& spec, const char* name) { return spec.value(key(name)).toBool(); }

inline QStringList strings(const QJsonValue& list)
{
    QStringList all;
    for (const QJsonValue item : list.toArray())
        all.append(item.toString());
    return all;
}

inline schema::ObjectName objectName(const QString& name, const QString& schemaName = {})
{
    return { schemaName, name };
}
/// "schema.name"
inline schema::ObjectName dotted(const QString& name)
{
    return { name.section(QLatin1Char('.'), 0, -2), name.section(QLatin1Char('.'), -1) };
}

inline Literal readLiteral(const QJsonValue& spec)
{
    if (spec.isNull() || spec.isUndefined())
        return Literal::none();
    if (spec.isBool())
        return Literal::boolean(spec.toBool());
    if (spec.isDouble()) {
        const QVariant number = spec.toVariant();
        return number.typeId() == QMetaType::LongLong ? Literal::number(number.toLongLong())
                                                      : Literal::real_(number.toDouble());
    }
    if (spec.isString())
        return Literal::string(spec.toString());
    std::vector<Literal> items;
    if (spec.isArray()) {
        for (const QJsonValue item : spec.toArray())
            items.push_back(readLiteral(item));
        return Literal::sequence(Literal::Kind::List, std::move(items));
    }
    const QJsonObject object = spec.toObject();
    const QString kind = object.keys().value(0);
    const QJsonValue given = object.value(kind);
    static const QHash<QString, Literal::Kind> kinds{ { key("datetime"), Literal::Kind::DateTime },
        { key("date"), Literal::Kind::Date }, { key("time"), Literal::Kind::Time },
        { key("decimal"), Literal::Kind::Decimal }, { key("uuid"), Literal::Kind::Uuid },
        { key("bytes"), Literal::Kind::Bytes } };
    if (kind == key("seconds")) {
        Literal interval = Literal::ofKind(Literal::Kind::Interval, {});
        interval.real = given.toDouble();
        return interval;
    }
    return Literal::ofKind(kinds.value(kind), given.toString());
}

SqlType readType(const QJsonValue& spec);
Expression readExpression(const QJsonValue& spec);
schema::Select readSelect(const QJsonObject& spec);

inline schema::EnumFacts readEnum(const QJsonObject& spec)
{
    schema::EnumFacts facts;
    facts.values = strings(spec.value(key("values")));
    facts.name = textOf(spec, "name");
    facts.schema = textOf(spec, "schema");
    facts.isNative = spec.value(key("native_enum")).toBool(true);
    facts.createType = spec.value(key("create_type")).toBool(true);
    facts.createConstraint = isSet(spec, "create_constraint");
    facts.inheritSchema = isSet(spec, "inherit_schema");
    return facts;
}

inline std::optional<int> number(const QJsonObject& spec, const char* name)
{
    return has(spec, name) ? std::optional(spec.value(key(name)).toInt()) : std::nullopt;
}

inline SqlType readType(const QJsonValue& value)
{
    const QJsonObject spec = value.toObject();
    SqlType type = SqlType::of(textOf(spec, "name"));
    type.length = number(spec, "length");
    type.precision = number(spec, "precision");
    type.scale = number(spec, "scale");
    type.timezone = isSet(spec, "timezone");
    type.collation = textOf(spec, "collation");
    type.charset = textOf(spec, "charset");
    type.options = spec.value(key("options")).toObject().toVariantMap();
    if (has(spec, "enum"))
        type.enumeration = std::make_shared<const schema::EnumFacts>(readEnum(spec.value(key("enum")).toObject()));
    if (has(spec, "item")) {
        type.item = std::make_shared<const SqlType>(readType(spec.value(key("item"))));
        type.dimensions = number(spec, "dimensions");
    }
    for (const QJsonValue variant : spec.value(key("variants")).toArray())
        type = type.withVariant(variant.toArray().at(0).toString(), readType(variant.toArray().at(1)));
    return type;
}

inline Operator readOperator(const QString& name)
{
    static const QHash<QString, Operator> all{ { key("eq"), Operator::Eq }, { key("ne"), Operator::Ne },
        { key("lt"), Operator::Lt }, { key("le"), Operator::Le }, { key("gt"), Operator::Gt },
        { key("ge"), Operator::Ge }, { key("add"), Operator::Add }, { key("sub"), Operator::Sub },
        { key("mul"), Operator::Mul }, { key("truediv"), Operator::TrueDiv }, { key("mod"), Operator::Mod },
        { key("concat"), Operator::Concat }, { key("like"), Operator::Like }, { key("not_like"), Operator::NotLike },
        { key("ilike"), Operator::Ilike }, { key("not_ilike"), Operator::NotIlike }, { key("is"), Operator::Is },
        { key("is_not"), Operator::IsNot }, { key("is_distinct_from"), Operator::IsDistinctFrom },
        { key("is_not_distinct_from"), Operator::IsNotDistinctFrom }, { key("regexp_match"), Operator::RegexpMatch },
        { key("bitwise_and"), Operator::BitwiseAnd }, { key("bitwise_or"), Operator::BitwiseOr },
        { key("bitwise_xor"), Operator::BitwiseXor }, { key("not"), Operator::Not }, { key("neg"), Operator::Neg },
        { key("asc"), Operator::Asc }, { key("desc"), Operator::Desc }, { key("nulls_first"), Operator::NullsFirst },
        { key("nulls_last"), Operator::NullsLast }, { key("distinct"), Operator::Distinct },
        { key("bitwise_not"), Operator::BitwiseNot } };
    return all.value(name, Operator::Custom);
}

inline std::vector<Expression> readExpressions(const QJsonValue& list)
{
    std::vector<Expression> all;
    for (const QJsonValue item : list.toArray())
        all.push_back(readExpression(item));
    return all;
}

inline Expression readText(const QJsonObject& spec)
{
    std::vector<Expression> binds;
    const QJsonObject given = spec.value(key("binds")).toObject();
    for (auto it = given.begin(); it != given.end(); ++it)
        binds.push_back(Expression::bind(it.key(), readLiteral(it.value())));
    return Expression::text(textOf(spec, "text"), binds);
}

inline Expression readIn(const QJsonObject& spec)
{
    const Operator op = isSet(spec, "not") ? Operator::NotIn : Operator::In;
    const Expression left = readExpression(spec.value(key("in")));
    if (has(spec, "select"))
        return Expression::binary(op, left,
            Expression::subquery(
                std::make_shared<const schema::Select>(readSelect(spec.value(key("select")).toObject()))));
    std::vector<Expression> items;
    for (const QJsonValue item : spec.value(key("list")).toArray())
        items.push_back(Expression::literal(readLiteral(item)));
    return Expression::binary(op, left, Expression::list(items));
}

inline Expression readCase(const QJsonObject& spec)
{
    std::vector<Expression> whenThen;
    for (const QJsonValue pair : spec.value(key("case")).toArray())
        for (const QJsonValue part : pair.toArray())
            whenThen.push_back(readExpression(part));
    if (!has(spec, "else"))
        return Expression::caseOf(whenThen);
    const Expression otherwise = readExpression(spec.value(key("else")));
    return Expression::caseOf(whenThen, &otherwise);
}

inline Expression readOperation(const QJsonObject& spec)
{
    const auto part = [&](const char* name) { return readExpression(spec.value(key(name))); };
    if (has(spec, "op"))
        return Expression::custom(textOf(spec, "op"), part("l"), part("r"));
    if (has(spec, "bin"))
        return Expression::binary(readOperator(textOf(spec, "bin")), part("l"), part("r"));
    if (has(spec, "un"))
        return Expression::unary(readOperator(textOf(spec, "un")), part("of"));
    if (has(spec, "and"))
        return Expression::clauses(Operator::And, readExpressions(spec.value(key("and"))));
    if (has(spec, "or"))
        return Expression::clauses(Operator::Or, readExpressions(spec.value(key("or"))));
    if (has(spec, "in"))
        return readIn(spec);
    const QJsonArray range = spec.value(key("range")).toArray();
    return Expression::between(part("between"), readExpression(range.at(0)), readExpression(range.at(1)));
}

inline std::shared_ptr<const schema::Select> readQuery(const QJsonObject& spec, const char* name)
{
    return std::make_shared<const schema::Select>(readSelect(spec.value(key(name)).toObject()));
}

inline Expression readShape(const QJsonObject& spec)
{
    const auto part = [&](const char* name) { return readExpression(spec.value(key(name))); };
    if (has(spec, "cast"))
        return Expression::cast(part("cast"), readType(spec.value(key("type"))));
    if (has(spec, "case"))
        return readCase(spec);
    if (has(spec, "collate"))
        return Expression::collate(part("collate"), textOf(spec, "to"));
    if (has(spec, "extract"))
        return Expression::extract(textOf(spec, "extract"), part("of"));
    if (has(spec, "label"))
        return Expression::label(part("of"), textOf(spec, "label"));
    if (has(spec, "next"))
        return Expression::nextValue({ {}, textOf(spec, "next") });
    if (has(spec, "exists"))
        return Expression::unary(Operator::Exists, Expression::subquery(readQuery(spec, "exists")));
    if (has(spec, "subquery"))
        return Expression::subquery(readQuery(spec, "subquery"));
    if (has(spec, "array"))
        return Expression::array(readExpressions(spec.value(key("array"))));
    const QString constant = textOf(spec, "const");
    return constant == key("null") ? Expression::null() : Expression::boolean(constant == key("true"));
}

inline Expression readExpression(const QJsonValue& value)
{
    if (!value.isObject())
        return Expression::literal(readLiteral(value));
    const QJsonObject spec = value.toObject();
    if (has(spec, "text"))
        return readText(spec);
    if (has(spec, "lit"))
        return Expression::literal(readLiteral(spec.value(key("lit"))));
    if (has(spec, "literal")) {
        const Literal literal = readLiteral(spec.value(key("literal")));
        static const QHash<int, QString> own{ { int(Literal::Kind::Integer), key("Integer") },
            { int(Literal::Kind::String), key("String") }, { int(Literal::Kind::Bool), key("Boolean") },
            { int(Literal::Kind::Float), key("Float") } };
        return Expression::literal(
            literal, has(spec, "type") ? readType(spec.value(key("type"))) : SqlType::of(own.value(int(literal.kind))));
    }
    if (has(spec, "litcol"))
        return Expression::literalColumn(textOf(spec, "litcol"), readType(spec.value(key("type"))));
    if (has(spec, "col"))
        return Expression::column(
            textOf(spec, "col"), readType(spec.value(key("type"))), dotted(textOf(spec, "table")));
    if (has(spec, "fn"))
        return Expression::function(textOf(spec, "fn"), readExpressions(spec.value(key("args"))));
    if (has(spec, "op") || has(spec, "bin") || has(spec, "un") || has(spec, "and") || has(spec, "or") || has(spec, "in")
        || has(spec, "between"))
        return readOperation(spec);
    return readShape(spec);
}

inline schema::Source readSource(const QJsonObject& spec)
{
    if (has(spec, "left"))
        return schema::Source::joined(readSource(spec.value(key("left")).toObject()),
            readSource(spec.value(key("right")).toObject()), readExpression(spec.value(key("on"))),
            isSet(spec, "outer") ? schema::Source::Join::LeftOuter : schema::Source::Join::Inner);
    return schema::Source::of(objectName(textOf(spec, "name"), textOf(spec, "schema")), textOf(spec, "alias"));
}

inline schema::Select readSelect(const QJsonObject& spec)
{
    schema::Select select;
    const auto maybe = [&](const char* name) {
        return has(spec, name) ? std::optional(readExpression(spec.value(key(name)))) : std::nullopt;
    };
    select.columns = readExpressions(spec.value(key("columns")));
    for (const QJsonValue source : spec.value(key("from")).toArray())
        select.from.push_back(readSource(source.toObject()));
    select.distinct = isSet(spec, "distinct");
    select.where = maybe("where");
    select.groupBy = readExpressions(spec.value(key("group_by")));
    select.having = maybe("having");
    select.orderBy = readExpressions(spec.value(key("order_by")));
    select.limit = maybe("limit");
    select.offset = maybe("offset");
    select.forUpdate = isSet(spec, "for_update");
    return select;
}

inline schema::Name readName(const QJsonObject& spec)
{
    const QJsonValue name = spec.value(key("name"));
    return name.isObject() ? schema::Name{ name.toObject().value(key("f")).toString(), true }
                           : schema::Name{ name.toString(), false };
}

inline QVariantMap readOptions(const QJsonObject& spec)
{
    QVariantMap options;
    const QJsonObject given = spec.value(key("options")).toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QJsonObject object = it.value().toObject();
        if (has(object, "expr"))
            options.insert(it.key(), QVariant::fromValue(readExpression(object.value(key("expr")))));
        else if (has(object, "dict") && it.key().endsWith(key("_with")))
            options.insert(it.key(), object.value(key("dict")).toArray().toVariantList());
        else if (has(object, "dict")) {
            QVariantMap map;
            for (const QJsonValue pair : object.value(key("dict")).toArray())
                map.insert(pair.toArray().at(0).toString(), pair.toArray().at(1).toVariant());
            options.insert(it.key(), map);
        } else
            options.insert(it.key(), it.value().toVariant());
    }
    return options;
}

inline std::optional<bool> maybeBool(const QJsonObject& spec, const char* name)
{
    const QJsonValue value = spec.value(key(name));
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

inline schema::Constraint readConstraint(const QJsonObject& spec)
{
    using Kind = schema::Constraint::Kind;
    static const QHash<QString, Kind> kinds{ { key("primary"), Kind::PrimaryKey }, { key("unique"), Kind::Unique },
        { key("check"), Kind::Check }, { key("exclude"), Kind::Exclusion }, { key("foreign"), Kind::ForeignKey } };
    schema::Constraint constraint;
    constraint.kind = kinds.value(textOf(spec, "kind"));
    constraint.name = readName(spec);
    constraint.columns = strings(spec.value(key("columns")));
    constraint.target = dotted(textOf(spec, "target"));
    constraint.targetColumns = strings(spec.value(key("target_columns")));
    constraint.onDelete = textOf(spec, "ondelete");
    constraint.onUpdate = textOf(spec, "onupdate");
    constraint.match = textOf(spec, "match");
    constraint.useAlter = isSet(spec, "use_alter");
    if (has(spec, "condition"))
        constraint.condition = readExpression(spec.value(key("condition")));
    if (has(spec, "where"))
        constraint.condition = readExpression(spec.value(key("where")));
    for (const QJsonValue element : spec.value(key("elements")).toArray()) {
        const QJsonValue first = element.toArray().at(0);
        constraint.elements.push_back({ first.isString() ? Expression::text(first.toString()) : readExpression(first),
            element.toArray().at(1).toString(), {} });
    }
    constraint.method = textOf(spec, "using");
    constraint.deferrable = maybeBool(spec, "deferrable");
    constraint.initially = textOf(spec, "initially");
    constraint.options = readOptions(spec);
    return constraint;
}

inline schema::SequenceOptions readSequence(const QJsonObject& spec)
{
    const auto integer = [&](const char* name) {
        return has(spec, name) ? std::optional(spec.value(key(name)).toVariant().toLongLong()) : std::nullopt;
    };
    schema::SequenceOptions options;
    options.start = integer("start");
    options.increment = integer("increment");
    options.minValue = integer("minvalue");
    options.maxValue = integer("maxvalue");
    options.noMinValue = isSet(spec, "nominvalue");
    options.noMaxValue = isSet(spec, "nomaxvalue");
    options.cycle = maybeBool(spec, "cycle");
    options.cache = integer("cache");
    return options;
}

inline schema::Identity readIdentity(const QJsonObject& spec) { return { isSet(spec, "always"), readSequence(spec) }; }

inline schema::Computed readComputed(const QJsonObject& spec)
{
    return { readExpression(spec.value(key("sql"))), maybeBool(spec, "persisted") };
}

inline schema::ColumnForeignKey readForeignKey(const QJsonObject& spec)
{
    schema::ColumnForeignKey reference;
    reference.target = textOf(spec, "target");
    reference.name = readName(spec);
    reference.onDelete = textOf(spec, "ondelete");
    reference.onUpdate = textOf(spec, "onupdate");
    reference.initially = textOf(spec, "initially");
    reference.deferrable = maybeBool(spec, "deferrable");
    reference.useAlter = isSet(spec, "use_alter");
    return reference;
}

inline schema::Column readColumn(const QJsonObject& spec)
{
    using AutoIncrement = schema::Column::AutoIncrement;
    schema::Column column;
    column.name = textOf(spec, "name");
    column.type = readType(spec.value(key("type")));
    column.nullable = maybeBool(spec, "nullable");
    column.isPrimaryKey = isSet(spec, "pk");
    column.hasClientDefault = isSet(spec, "client_default");
    column.isUnique = isSet(spec, "unique");
    column.isIndexed = isSet(spec, "index");
    column.comment = textOf(spec, "comment");
    column.options = readOptions(spec);
    if (has(spec, "default"))
        column.serverDefault = readExpression(spec.value(key("default")));
    if (has(spec, "sequence"))
        column.sequence = schema::ObjectName{ {}, textOf(spec, "sequence") };
    if (has(spec, "identity"))
        column.identity = readIdentity(spec.value(key("identity")).toObject());
    if (has(spec, "computed"))
        column.computed = readComputed(spec.value(key("computed")).toObject());
    const QJsonValue automatic = spec.value(key("autoincrement"));
    if (automatic.isBool())
        column.autoIncrement = automatic.toBool() ? AutoIncrement::Yes : AutoIncrement::No;
    else if (automatic.toString() == key("ignore_fk"))
        column.autoIncrement = AutoIncrement::IgnoreForeignKey;
    for (const QJsonValue reference : spec.value(key("fks")).toArray())
        column.foreignKeys.push_back(readForeignKey(reference.toObject()));
    for (const QJsonValue check : spec.value(key("checks")).toArray())
        column.checks.push_back(readConstraint(check.toObject()));
    return column;
}

inline schema::Index readIndex(const QJsonObject& spec)
{
    schema::Index index;
    index.name = readName(spec);
    index.elements = readExpressions(spec.value(key("elements")));
    index.isUnique = isSet(spec, "unique");
    index.options = readOptions(spec);
    return index;
}

inline schema::Table readTable(const QJsonObject& spec)
{
    schema::Table table;
    table.name = { textOf(spec, "schema"), textOf(spec, "name") };
    for (const QJsonValue column : spec.value(key("columns")).toArray())
        table.columns.push_back(readColumn(column.toObject()));
    for (const QJsonValue constraint : spec.value(key("constraints")).toArray())
        table.constraints.push_back(readConstraint(constraint.toObject()));
    for (const QJsonValue index : spec.value(key("indexes")).toArray())
        table.indexes.push_back(readIndex(index.toObject()));
    table.comment = textOf(spec, "comment");
    table.prefixes = strings(spec.value(key("prefixes")));
    table.options = readOptions(spec);
    return table;
}

} // namespace espalier::test
