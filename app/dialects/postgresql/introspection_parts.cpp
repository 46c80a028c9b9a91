#include "dialects/postgresql/introspection.h"

#include "dialects/ddl.h"
#include "dialects/dialect.h"
#include "dialects/sql/database_text.h"

#include <algorithm>

// Constraints and indexes.

namespace espalier::dialects::postgresql {

using schema::Constraint;
using schema::Expression;
using schema::Operator;

namespace {

QString actionText(const QString& code)
{
    return code == QLatin1String("c") ? QStringLiteral("CASCADE")
        : code == QLatin1String("n")  ? QStringLiteral("SET NULL")
        : code == QLatin1String("d")  ? QStringLiteral("SET DEFAULT")
        : code == QLatin1String("r")  ? QStringLiteral("RESTRICT")
                                      : QString();
}

std::optional<Constraint::Kind> constraintKindOf(const QString& code)
{
    return code == QLatin1String("p") ? std::optional(Constraint::Kind::PrimaryKey)
        : code == QLatin1String("u")  ? std::optional(Constraint::Kind::Unique)
        : code == QLatin1String("f")  ? std::optional(Constraint::Kind::ForeignKey)
        : code == QLatin1String("c")  ? std::optional(Constraint::Kind::Check)
        : code == QLatin1String("x")  ? std::optional(Constraint::Kind::Exclusion)
                                      : std::nullopt;
}

/// pg_index.indoption: bit 0 is DESC, bit 1 NULLS FIRST. What follows from the direction is not said.
Expression withOrder(Expression element, qint64 order)
{
    const bool isDescending = order & 1;
    const bool isNullsFirst = order & 2;
    if (isDescending)
        element = Expression::unary(Operator::Desc, std::move(element));
    if (isNullsFirst != isDescending)
        element = Expression::unary(isNullsFirst ? Operator::NullsFirst : Operator::NullsLast, std::move(element));
    return element;
}

QString orderText(qint64 order)
{
    const bool isDescending = order & 1;
    const bool isNullsFirst = order & 2;
    QString text = isDescending ? QStringLiteral(" DESC") : QString();
    if (isNullsFirst != isDescending)
        text += isNullsFirst ? QLatin1String(" NULLS FIRST") : QLatin1String(" NULLS LAST");
    return text;
}

/// ["key=value", …] as "(key = value)".
QString classOptions(const QStringList& options)
{
    QStringList pairs = options;
    pairs.replaceInStrings(QStringLiteral("="), QStringLiteral(" = "));
    return pairs.isEmpty() ? QString() : QLatin1String(" (") + pairs.join(QStringLiteral(", ")) + QLatin1Char(')');
}

} // namespace

QStringList Introspection::columnsOf(const Relation& relation, const std::vector<qint64>& numbers)
{
    QStringList names;
    for (const qint64 number : numbers)
        names.append(relation.column(number).name);
    return names;
}

QString Introspection::collationText(qint64 collation) const
{
    const auto found = m_collations.find(collation);
    return found == m_collations.end() ? QString() : found->second.text;
}

/// Plain columns stay columns; what an operator class or a collation makes more than that is text as a whole.
void Introspection::takeElements(const RowReader& row, const Relation& relation, IndexRow& found)
{
    const std::vector<qint64> columns = row.numbers("columns");
    const std::vector<qint64> orders = row.numbers("orders");
    const std::vector<qint64> classes = row.numbers("classes");
    const std::vector<qint64> collations = row.numbers("collations");
    const QStringList expressions = row.texts("elements");
    const QString single
        = row.isNull("expression") ? QString() : QLatin1Char('(') + row.text("expression") + QLatin1Char(')');
    const auto options = m_classOptions.find(row.number("oid"));
    const size_t keys = std::min(columns.size(), static_cast<size_t>(row.number("keys")));
    QVariantMap ops;
    for (size_t i = 0; i < keys; ++i) {
        const auto place = static_cast<qsizetype>(i);
        const bool isColumn = columns[i] != 0;
        const Column& column = relation.column(columns[i]);
        const QString text = isColumn ? column.name : expressions.value(place, single);
        m_result.isTorn |= text.isEmpty();
        const qint64 own = i < collations.size() ? collations[i] : 0;
        constexpr qint64 defaultCollation = 100; // pg_collation.dat
        const bool isCollated = own != 0
            && (isColumn ? own != column.collation
                         : own != defaultCollation && !text.contains(QLatin1String(" COLLATE ")));
        const auto known = m_classes.find(i < classes.size() ? classes[i] : 0);
        const QString settings
            = options == m_classOptions.end() ? QString() : classOptions(options->second.value(place + 1));
        const QString opclass = known != m_classes.end() && (!known->second.comesByItself || !settings.isEmpty())
            ? known->second.text + settings
            : QString();
        const qint64 order = i < orders.size() ? orders[i] : 0;
        const QString written = isColumn ? m_session.dialect().ddl().quoted(text) : text;
        const QString collated = isCollated ? written + QLatin1String(" COLLATE ") + collationText(own) : written;
        Expression plain = isColumn && !isCollated ? Expression::column(text) : sql::databaseText(collated);
        found.elements.push_back({ plain, {}, opclass });
        if (!opclass.isEmpty() && (order != 0 || isCollated)) {
            found.index.elements.push_back(sql::databaseText(collated + QLatin1Char(' ') + opclass + orderText(order)));
            continue;
        }
        if (!opclass.isEmpty())
            ops.insert(text, opclass);
        found.index.elements.push_back(withOrder(std::move(plain), order));
    }
    if (!ops.isEmpty())
        found.index.options.insert(QStringLiteral("postgresql_ops"), ops);
    found.included = columnsOf(relation, { columns.begin() + static_cast<std::ptrdiff_t>(keys), columns.end() });
}

void Introspection::takeIndex(const RowReader& row)
{
    Relation* owner = relation(row);
    if (owner)
        owner->pages += row.number("pages");
    if (!owner || owner->isView)
        return;
    IndexRow found;
    found.relation = row.number("relation");
    schema::Index& index = found.index;
    index.name.text = row.text("name");
    index.isUnique = row.flag("is_unique");
    index.isValid = row.flag("valid");
    index.comment = row.text("comment");
    takeElements(row, *owner, found);
    const auto put = [&](const char* key, const QVariant& value) { index.options.insert(QLatin1String(key), value); };
    if (const QString method = row.text("method"); method != QLatin1String("btree"))
        put("postgresql_using", method);
    if (!found.included.isEmpty())
        put("postgresql_include", found.included);
    if (row.flag("nulls_not_distinct"))
        put("postgresql_nulls_not_distinct", true);
    if (!row.isNull("predicate"))
        put("postgresql_where", QVariant::fromValue(sql::databaseText(row.text("predicate"))));
    found.parent = row.number("parent");
    if (row.flag("partitioned") && !index.isValid) // made for the parent alone
        put("postgresql_attached", QVariantList());
    if (!row.isNull("tablespace"))
        put("postgresql_tablespace", row.text("tablespace"));
    QVariantList storage;
    for (const QString& option : row.texts("options"))
        storage.append(
            QVariant(QVariantList{ option.section(QLatin1Char('='), 0, 0), option.section(QLatin1Char('='), 1) }));
    if (!storage.isEmpty())
        put("postgresql_with", storage);
    m_indexes.insert({ row.number("oid"), std::move(found) });
}

/// What a partition's index is a part of; an index of a parent alone knows which of those are its own.
void Introspection::linkIndexes()
{
    const QString attached = QStringLiteral("postgresql_attached");
    for (auto& [oid, found] : m_indexes) {
        const auto parent = m_indexes.find(found.parent);
        const Relation* owner = relation(found.relation);
        if (parent == m_indexes.end() || !owner)
            continue;
        QVariantMap& options = parent->second.index.options;
        found.index.options.insert(QStringLiteral("postgresql_inherited"), parent->second.index.name.text);
        if (!options.contains(attached))
            continue;
        QVariantList all = options.value(attached).toList();
        all.append(QVariant(QStringList{ owner->name.key(), found.index.name.text }));
        std::sort(all.begin(), all.end(),
            [](const QVariant& a, const QVariant& b) { return a.toStringList() < b.toStringList(); });
        options.insert(attached, all);
    }
}

void Introspection::takeForeignKey(const RowReader& row, const Relation& relation, Constraint& key)
{
    const Relation* target = this->relation(row, "target");
    if (!target) { // of an extension, or gone
        m_result.isTorn = true;
        return;
    }
    key.target = target->name;
    key.targetColumns = columnsOf(*target, row.numbers("target_columns"));
    key.onDelete = actionText(row.text("on_delete"));
    key.onUpdate = actionText(row.text("on_update"));
    if (!row.isNull("set_columns"))
        key.onDelete += QLatin1String(" (") + columnsOf(relation, row.numbers("set_columns")).join(QStringLiteral(", "))
            + QLatin1Char(')');
    if (row.text("match") == QLatin1String("f"))
        key.match = QStringLiteral("FULL");
}

/// What a key or an exclusion has from the index behind it.
void Introspection::takeBacking(const RowReader& row, Constraint& constraint)
{
    const auto backing = m_indexes.find(row.number("index"));
    if (constraint.kind == Constraint::Kind::ForeignKey || backing == m_indexes.end())
        return;
    IndexRow& found = backing->second;
    found.isOfConstraint = true;
    for (const char* same : { "postgresql_include", "postgresql_nulls_not_distinct", "postgresql_with",
             "postgresql_tablespace", "postgresql_attached" }) {
        const QString option = QLatin1String(same);
        if (found.index.options.contains(option))
            constraint.options.insert(option, found.index.options.value(option));
    }
    if (constraint.kind != Constraint::Kind::Exclusion)
        return;
    constraint.method
        = found.index.options.value(QStringLiteral("postgresql_using"), QStringLiteral("btree")).toString();
    constraint.elements = found.elements;
    const QStringList operators = row.texts("operators");
    for (size_t i = 0; i < constraint.elements.size(); ++i)
        constraint.elements[i].with = operators.value(static_cast<qsizetype>(i));
    const QVariant where = found.index.options.value(QStringLiteral("postgresql_where"));
    if (where.canConvert<Expression>())
        constraint.condition = where.value<Expression>();
}

void Introspection::takeConstraint(const RowReader& row)
{
    Relation* owner = relation(row);
    const auto kind = constraintKindOf(row.text("kind"));
    if (!owner || owner->isView || !kind)
        return;
    Constraint constraint;
    constraint.kind = *kind;
    constraint.name.text = row.text("name");
    if (*kind == Constraint::Kind::Check)
        constraint.condition = sql::databaseText(row.text("condition"));
    else if (*kind != Constraint::Kind::Exclusion)
        constraint.columns = columnsOf(*owner, row.numbers("columns"));
    m_result.isTorn |= *kind == Constraint::Kind::Check && row.isNull("condition");
    if (*kind == Constraint::Kind::ForeignKey)
        takeForeignKey(row, *owner, constraint);
    takeBacking(row, constraint);
    if (row.flag("deferrable"))
        constraint.deferrable = true;
    if (row.flag("deferred"))
        constraint.initially = QStringLiteral("DEFERRED");
    if (!row.flag("valid"))
        constraint.options.insert(QStringLiteral("postgresql_not_valid"), true);
    if (*kind == Constraint::Kind::Check && row.flag("no_inherit"))
        constraint.options.insert(QStringLiteral("postgresql_no_inherit"), true);
    if (row.flag("inherited"))
        constraint.options.insert(QStringLiteral("postgresql_inherited"),
            row.isNull("parent") ? QVariant(true) : QVariant(row.text("parent")));
    constraint.comment = row.text("comment");
    if (*kind == Constraint::Kind::PrimaryKey)
        for (const QString& column : constraint.columns)
            if (schema::Column* found = owner->table.column(column))
                found->isPrimaryKey = true;
    owner->table.constraints.push_back(std::move(constraint));
}

} // namespace espalier::dialects::postgresql
