#include "operations/statement_weight.h"

#include "core/overloaded.h"
#include "schema/apply.h"
#include "schema/column_use.h"

#include <QRegularExpression>
#include <QSet>

namespace espalier::operations {

namespace {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Table;
using ExpressionKind = Expression::Kind;

core::Message of(const char* sentence, const QStringList& words = {}) { return { sentence, words }; }

const core::Message notWeighed{
    QT_TRANSLATE_NOOP("Messages", "may fail here: whether the database takes it is not known"), {}
};

QRegularExpression caseless(const char* pattern)
{
    return QRegularExpression(
        QRegularExpression::anchoredPattern(QLatin1String(pattern)), QRegularExpression::CaseInsensitiveOption);
}

/// A table of which nothing is known but these columns.
Table tableWith(const schema::ObjectName& name, std::vector<Column> columns)
{
    Table table;
    table.name = name;
    table.columns = std::move(columns);
    return table;
}

/// Of "postgresql_using" and the like.
QVariant optionOf(const QVariantMap& options, const QString& dialect, const char* keyword)
{
    return options.value(dialect + QLatin1Char('_') + QLatin1String(keyword));
}

} // namespace

StatementWeight::StatementWeight(const schema::Schema& before, const schema::SchemaRules& rules,
    std::function<bool(const schema::ObjectName&)> isEmpty)
    : m_schema(before)
    , m_rules(rules)
    , m_isEmpty(std::move(isEmpty))
{ }

const Table* StatementWeight::tableOf(const schema::ObjectName& name) const
{
    return m_schema.table(schema::keyOf(name, m_rules));
}

ValueFamily StatementWeight::familyOf(const Column& column, const Table& table) const
{
    static const QRegularExpression number(
        caseless("(SMALL|BIG|TINY|MEDIUM)?INT(EGER)?\\b.*|NUMERIC.*|DECIMAL.*|REAL|DOUBLE.*|FLOAT.*|SERIAL|BIGSERIAL"));
    static const QRegularExpression text(caseless("(CHARACTER|N?VARCHAR|N?CHAR|TEXT|CLOB)\\b.*"));
    static const QRegularExpression moment(caseless("(TIMESTAMP|DATETIME|DATE|TIME)\\b.*"));
    const QString type = m_rules.comparable(column, table).type;
    if (number.match(type).hasMatch())
        return ValueFamily::Number;
    if (text.match(type).hasMatch())
        return ValueFamily::Text;
    if (moment.match(type).hasMatch())
        return ValueFamily::Moment;
    if (type.compare(QLatin1String("boolean"), Qt::CaseInsensitive) == 0)
        return ValueFamily::Boolean;
    return type.compare(QLatin1String("uuid"), Qt::CaseInsensitive) == 0 ? ValueFamily::Uuid : ValueFamily::Other;
}

FamilyOfColumn StatementWeight::familiesOf(const Table& table) const
{
    return [this, &table](const QString& name, bool isQuoted) -> std::optional<ValueFamily> {
        const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
            return m_rules.facts().foldsColumns ? column.name.compare(name, Qt::CaseInsensitive) == 0
                                                : column.name == (isQuoted ? name : name.toLower());
        });
        return found == table.columns.end() ? std::nullopt : std::optional(familyOf(*found, table));
    };
}

/// Whether all that it names is there, and what it compares can be compared.
bool StatementWeight::isPlain(const Expression& expression, const Table& table) const
{
    return isPlainCondition(expression, familiesOf(table));
}

/// Whether an index can be made of it that needs no more said.
bool StatementWeight::canBeKey(const QString& name, const Table& table) const
{
    const Column* column = table.column(name);
    if (!column)
        return false;
    const ValueFamily family = familyOf(*column, table);
    if (family == ValueFamily::Text && m_rules.facts().uniquesAreIndexes) { // it has to be short there
        static const QRegularExpression length(QStringLiteral("\\((\\d+)\\)"));
        const auto found = length.match(m_rules.comparable(*column, table).type);
        return found.hasMatch() && found.captured(1).toInt() <= 191;
    }
    return family != ValueFamily::Other || m_rules.enumOf(column->type, table);
}

bool StatementWeight::isPlainDefault(const Column& column, const Table& table) const
{
    if (!column.serverDefault)
        return true;
    const Expression& given = *column.serverDefault;
    const auto fits
        = [&](const schema::Literal& value) { return m_rules.fit(value, column, table) == schema::ValueFit::Fits; };
    if (given.is(ExpressionKind::Literal))
        return fits(given.value());
    if (given.is(ExpressionKind::Null))
        return true;
    const ValueFamily family = familyOf(column, table);
    if (given.is(ExpressionKind::True) || given.is(ExpressionKind::False))
        return family == ValueFamily::Boolean;
    QString text = given.is(ExpressionKind::Text) ? given.textOf().trimmed() : QString();
    if (given.is(ExpressionKind::Function) && given.operands().empty())
        text = given.textOf() + QLatin1String("()");
    static const QRegularExpression string(caseless("'((?:[^']|'')*)'"));
    static const QRegularExpression moment(
        caseless("\\(?(?:now\\(\\)|CURRENT_(?:TIMESTAMP|DATE|TIME)(?:\\(\\))?|LOCALTIME(?:STAMP)?)\\)?"));
    static const QRegularExpression truth(caseless("TRUE|FALSE"));
    static const QRegularExpression uuid(caseless("gen_random_uuid\\(\\)"));
    if (const auto match = string.match(text); match.hasMatch())
        return fits(schema::Literal::string(match.captured(1).replace(QLatin1String("''"), QLatin1String("'"))));
    bool isNumber = false;
    if (const qint64 number = text.toLongLong(&isNumber); isNumber)
        return fits(schema::Literal::number(number));
    return (moment.match(text).hasMatch() && family == ValueFamily::Moment)
        || (truth.match(text).hasMatch() && family == ValueFamily::Boolean)
        || (uuid.match(text).hasMatch() && family == ValueFamily::Uuid)
        || text.compare(QLatin1String("NULL"), Qt::CaseInsensitive) == 0;
}

bool StatementWeight::isPlainType(const Column& column, const Table& table) const
{
    if (m_rules.enumOf(column.type, table)) // whether it is there is weighed
        return true;
    const QString type = m_rules.comparable(column, table).type;
    if (!m_rules.reflectedType(type.toUpper()))
        return false;
    static const QRegularExpression number(QStringLiteral("\\d+"));
    const qint64 most = familyOf(column, table) == ValueFamily::Text ? 10000 : 60; // what all databases take
    bool isFirst = true;
    for (auto all = number.globalMatch(type.mid(type.indexOf(QLatin1Char('(')))); all.hasNext(); isFirst = false)
        if (const qint64 size = all.next().captured().toLongLong(); size > most || (isFirst && size == 0))
            return false;
    return true;
}

/// By triggers, policies, functions and the like, which are kept as text.
bool StatementWeight::isWatched(const QString& table) const
{
    return std::any_of(m_schema.others.begin(), m_schema.others.end(), [&](const auto& other) {
        return !other->isSetting()
            && (other->table.compare(table, Qt::CaseInsensitive) == 0 || schema::mentions(other->definition, table));
    });
}

/// By those, or by views.
bool StatementWeight::isUsedElsewhere(const QString& table) const
{
    return isWatched(table) || std::any_of(m_schema.views.begin(), m_schema.views.end(), [&](const auto& view) {
        return schema::mentions(view->definition, table);
    });
}

StatementWeight::Doubt StatementWeight::ofColumn(const Column& column, const Table& table) const
{
    if (!isPlainType(column, table))
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether there is a type %1 is not known"),
            { column.type.name });
    if (!isPlainDefault(column, table) || (column.computed && !isPlain(column.computed->expression, table)))
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can have that default is not known"),
            { column.name });
    if (column.identity && !(column.identity->sequence == schema::SequenceOptions()))
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can have that default is not known"),
            { column.name });
    for (const Constraint& check : column.checks)
        if (const Doubt doubt = ofConstraint(check, table))
            return doubt;
    return std::nullopt;
}

StatementWeight::Doubt StatementWeight::ofForeignKey(const Constraint& constraint, const Table& table) const
{
    if (!m_rules.facts().checksTargets)
        return std::nullopt;
    const Table* target = schema::keyOf(constraint.target, m_rules) == schema::keyOf(table.name, m_rules)
        ? &table
        : tableOf(constraint.target);
    for (qsizetype i = 0; i < constraint.columns.size(); ++i) {
        const Column* from = table.column(constraint.columns[i]);
        const Column* to = target ? target->column(constraint.targetColumns.value(i)) : nullptr;
        if (!from || !to || m_rules.comparable(*from, table).type != m_rules.comparable(*to, *target).type)
            return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can refer to %2 is not known"),
                { constraint.columns[i], constraint.target.key() });
    }
    return std::nullopt;
}

StatementWeight::Doubt StatementWeight::ofConstraint(const Constraint& constraint, const Table& table) const
{
    switch (constraint.kind) {
    case Constraint::Kind::ForeignKey:
        return ofForeignKey(constraint, table);
    case Constraint::Kind::Check:
        if (constraint.isTypeBound || (constraint.condition && isPlain(*constraint.condition, table)))
            return std::nullopt;
        return of(QT_TRANSLATE_NOOP(
                      "Messages", "may fail here: whether all is there that the check of %1 names is not known"),
            { table.name.key() });
    case Constraint::Kind::Exclusion:
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether rows of %1 can be kept apart so is not known"),
            { table.name.key() });
    case Constraint::Kind::PrimaryKey:
    case Constraint::Kind::Unique:
        break;
    }
    if (std::all_of(constraint.columns.begin(), constraint.columns.end(),
            [&](const QString& column) { return canBeKey(column, table); }))
        return std::nullopt;
    return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can have that index is not known"),
        { table.name.key() });
}

StatementWeight::Doubt StatementWeight::ofIndex(const schema::Index& index, const Table& table) const
{
    const QString& dialect = m_rules.facts().dialect;
    const QString method = optionOf(index.options, dialect, "using").toString();
    const bool isUsual = method.isEmpty() || method.compare(QLatin1String("btree"), Qt::CaseInsensitive) == 0
        || method.compare(QLatin1String("hash"), Qt::CaseInsensitive) == 0;
    const bool isPlainKind = isUsual && !optionOf(index.options, dialect, "ops").isValid()
        && !optionOf(index.options, dialect, "concurrently").toBool()
        && !optionOf(index.options, dialect, "tablespace").isValid()
        && !optionOf(index.options, dialect, "with").isValid();
    const QVariant where = optionOf(index.options, dialect, "where");
    const bool isPlainWhere = !where.isValid()
        || isPlain(
            where.canConvert<Expression>() ? where.value<Expression>() : Expression::text(where.toString()), table);
    const bool arePlain = std::all_of(index.elements.begin(), index.elements.end(),
        [&](const Expression& element) { return canBeKey(schema::columnOf(element), table); });
    if (isPlainKind && isPlainWhere && arePlain)
        return std::nullopt;
    return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can have that index is not known"),
        { table.name.key() });
}

StatementWeight::Doubt StatementWeight::ofTable(const schema::CreateTable& change) const
{
    const Table& table = change.table;
    const auto isOwn
        = [&](const QString& option) { return option.startsWith(m_rules.facts().dialect + QLatin1Char('_')); };
    if (change.isIncomplete || std::any_of(table.options.keyBegin(), table.options.keyEnd(), isOwn))
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can be made so is not known"),
            { table.name.key() });
    for (const Column& column : table.columns)
        if (const Doubt doubt = ofColumn(column, table))
            return doubt;
    for (const Constraint& constraint : table.constraints)
        if (const Doubt doubt = ofConstraint(constraint, table))
            return doubt;
    for (const schema::Index& index : table.indexes)
        if (const Doubt doubt = ofIndex(index, table))
            return doubt;
    return std::nullopt;
}

StatementWeight::Doubt StatementWeight::ofColumnChange(const schema::ColumnChange& change) const
{
    const Table* table = tableOf(change.table);
    const Column* before = table ? table->column(change.column) : nullptr;
    const auto doubt = of(
        QT_TRANSLATE_NOOP("Messages", "may fail here: whether %1 can become that is not known"), { change.column });
    if (!before || before->computed || before->identity)
        return doubt;
    Table after = *table;
    Column& column = *after.column(change.column);
    m_rules.changeColumn(column, change);
    if (!isPlainType(column, after) || !isPlainDefault(column, after) || !change.usingExpression.isEmpty())
        return doubt;
    const bool isOtherType = m_rules.comparable(column, after).type != m_rules.comparable(*before, *table).type;
    const ValueFamily family = familyOf(column, after);
    const bool isWidened = familyOf(*before, *table) == family && family == ValueFamily::Text;
    if (isOtherType && ((!isWidened && m_rules.facts().checksTargets) || isUsedElsewhere(change.table.name)))
        return doubt;
    return std::nullopt;
}

StatementWeight::Doubt StatementWeight::ofRows(
    const schema::TouchRows& change, const dialects::ReadStatement* text) const
{
    if (text && !text->areTablesSure)
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether all that it names is there is not known"));
    if (text)
        if (const Doubt doubt = against(*text))
            return doubt;
    const Table* table = tableOf(change.table);
    if (change.verb == QLatin1String("read") && table)
        return std::nullopt;
    if (!table || isWatched(change.table.name))
        return of(QT_TRANSLATE_NOOP("Messages", "may fail here: what else it does is not known"));
    const auto doubt
        = of(QT_TRANSLATE_NOOP("Messages", "may fail here: what rows %1 has is not known"), { table->name.key() });
    const bool isInsert = change.verb == QLatin1String("insert");
    if (!isInsert && m_isEmpty(change.table))
        return std::nullopt;
    const bool isDelete = change.verb == QLatin1String("delete") || change.verb == QLatin1String("truncate");
    if (isDelete) {
        const auto refers = [&](const Constraint& one) {
            return one.kind == Constraint::Kind::ForeignKey
                && schema::keyOf(one.target, m_rules) == schema::keyOf(table->name, m_rules);
        };
        const bool isReferred = std::any_of(m_schema.tables.begin(), m_schema.tables.end(), [&](const auto& other) {
            return std::any_of(other->constraints.begin(), other->constraints.end(), refers);
        });
        return isReferred ? std::optional(doubt) : std::nullopt;
    }
    if (!change.rows || change.rows->isOfQuery)
        return doubt;
    const QStringList& written = change.rows->columns;
    const bool areLiterals = std::all_of(change.rows->rows.begin(), change.rows->rows.end(), [](const auto& row) {
        return std::all_of(row.begin(), row.end(),
            [](const schema::WrittenValue& value) { return value.kind == schema::WrittenValue::Kind::Literal; });
    });
    const bool meetsNone = isInsert && m_isEmpty(change.table) && change.rows->rows.size() == 1;
    const auto isHeld = [&](const Constraint& one) {
        const bool isKey = one.kind == Constraint::Kind::PrimaryKey || one.kind == Constraint::Kind::Unique;
        return !(isKey && meetsNone)
            && (written.isEmpty() || std::any_of(written.begin(), written.end(), [&](const QString& column) {
                   return schema::uses(one, column);
               }));
    };
    const bool isHeldByIndex = !meetsNone
        && std::any_of(
            table->indexes.begin(), table->indexes.end(), [](const schema::Index& index) { return index.isUnique; });
    const bool isAnyHeld = std::any_of(table->constraints.begin(), table->constraints.end(), isHeld);
    return areLiterals && !isAnyHeld && !isHeldByIndex ? std::nullopt : std::optional(doubt);
}

StatementWeight::Doubt StatementWeight::ofEnum(const schema::ObjectName& name, const QStringList& values) const
{
    const QSet<QString> distinct(values.begin(), values.end());
    const bool isTaken = tableOf(name) || m_schema.views.contains(schema::keyOf(name, m_rules));
    const bool isLong = std::any_of(
        distinct.begin(), distinct.end(), [](const QString& value) { return value.toUtf8().size() > 63; });
    if (!isTaken && !isLong && distinct.size() == values.size())
        return std::nullopt;
    return of(
        QT_TRANSLATE_NOOP("Messages", "may fail here: whether there can be a type %1 is not known"), { name.key() });
}

/// A statement about one table, or none, and a plain condition; of a SELECT, names alone or count(*).
StatementWeight::Doubt StatementWeight::against(const dialects::ReadStatement& text) const
{
    if (text.query) // of the catalogue
        return std::nullopt;
    static const QRegularExpression parts(
        caseless("(SELECT\\s+(?:\\*|\\d+|count\\(\\*\\)|\"?\\w+\"?(?:\\s*,\\s*\"?\\w+\"?)*)(?:\\s+FROM\\s+\"?\\w+\"?)?"
                 "|UPDATE\\s.*?|DELETE\\s.*?|INSERT\\s.*|TRUNCATE\\s.*)(?:\\s+WHERE\\s+(.*))?"));
    static const QRegularExpression more(
        QStringLiteral("\\b(?:RETURNING|CASCADE)\\b|::|\\("), QRegularExpression::CaseInsensitiveOption);
    const auto match = parts.match(text.sql.simplified());
    const QString condition = match.captured(2);
    const Table* table = text.tables.size() == 1 ? tableOf(text.tables.front()) : nullptr;
    const bool isInsert = match.captured(1).startsWith(QLatin1String("INSERT"), Qt::CaseInsensitive);
    const bool isSelect = match.captured(1).startsWith(QLatin1String("SELECT"), Qt::CaseInsensitive);
    const bool isPlainRest = isInsert || isSelect || !more.match(match.captured(1)).hasMatch();
    const bool isPlainWhere = condition.isEmpty() || (table && isPlainCondition(condition, familiesOf(*table)));
    if (match.hasMatch() && text.areTablesSure && text.unknownFunctions.isEmpty() && text.tables.size() <= 1
        && isPlainRest && isPlainWhere)
        return std::nullopt;
    return of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether all that it names is there is not known"));
}

StatementWeight::Doubt StatementWeight::ofAddition(const schema::ColumnAddition& change) const
{
    const Table* table = tableOf(change.table);
    if (!table)
        return notWeighed;
    Table after = *table;
    after.columns.push_back(change.column);
    if (const Doubt doubt = ofColumn(change.column, after))
        return doubt;
    const Table alone = schema::declared(tableWith(change.table, { change.column }));
    for (const Constraint& constraint : alone.constraints)
        if (const Doubt doubt = ofConstraint(constraint, after))
            return doubt;
    return std::nullopt;
}

StatementWeight::Doubt StatementWeight::ofSession(
    const schema::SessionStatement& change, const dialects::ReadStatement* text) const
{
    static const QRegularExpression usual(caseless("(?:BEGIN|COMMIT|SAVEPOINT|PRAGMA)\\b.*"));
    static const QRegularExpression timeout(caseless(
        "SET\\s+(?:LOCAL\\s+|SESSION\\s+)?(?:lock|statement)_timeout\\s*(?:=|TO)\\s*(?:\\d+|'\\d+\\s*(?:ms|s|min)?')"));
    const bool isUsual = usual.match(change.verb).hasMatch() || (text && timeout.match(text->sql).hasMatch());
    return isUsual ? std::nullopt : std::optional(notWeighed);
}

StatementWeight::Doubt StatementWeight::against(const schema::Change& change, const dialects::ReadStatement* text) const
{
    using namespace schema;
    const auto whereUsed = [&](const ObjectName& table) {
        return isUsedElsewhere(table.name)
            ? Doubt(of(QT_TRANSLATE_NOOP("Messages", "may fail here: whether something else uses it is not known")))
            : std::nullopt;
    };
    const auto inTable = [&](const ObjectName& name, const auto& weigh) -> Doubt {
        const Table* table = tableOf(name);
        return table ? weigh(*table) : notWeighed;
    };
    return std::visit(
        core::Overloaded{
            [&](const CreateTable& one) { return ofTable(one); },
            [&](const ColumnAddition& one) { return ofAddition(one); },
            [&](const ColumnChange& one) { return ofColumnChange(one); },
            [&](const AddConstraint& one) {
                return inTable(one.table, [&](const Table& table) { return ofConstraint(one.constraint, table); });
            },
            [&](const CreateIndex& one) {
                return inTable(one.table, [&](const Table& table) { return ofIndex(one.index, table); });
            },
            [&](const DropColumn& one) { return whereUsed(one.table); },
            [&](const RenameTable& one) { return whereUsed(one.table); },
            [&](const CreateEnum& one) { return ofEnum(one.type.name, one.type.values); },
            [&](const AlterEnum& one) {
                return one.newName.isEmpty() ? Doubt() : ofEnum({ one.name.schema, one.newName }, {});
            },
            [&](const DropView& one) {
                const auto view = m_schema.views.value(keyOf(one.name, m_rules));
                return view && view->isMaterialized != one.isMaterialized ? Doubt(notWeighed) : std::nullopt;
            },
            [&](const DropSequence&) { return Doubt(notWeighed); }, // a default may need it
            [&](const CreateSequence& one) {
                return one.alters || !(one.sequence.options == SequenceOptions()) ? Doubt(notWeighed) : std::nullopt;
            },
            [&](const CreateSchema&) { return m_rules.facts().hasEnumTypes ? std::nullopt : Doubt(notWeighed); },
            [&](const TouchRows& one) { return ofRows(one, text); },
            [&](const SessionStatement& one) { return ofSession(one, text); },
            [&](const DropSchema&) { return Doubt(notWeighed); }, [&](const CreateView&) { return Doubt(notWeighed); },
            [&](const CreateOther&) { return Doubt(notWeighed); }, [&](const DropOther&) { return Doubt(notWeighed); },
            [&](const RenameOther&) { return Doubt(notWeighed); }, [&](const AlterOther&) { return Doubt(notWeighed); },
            [&](const UnknownStatement&) { return Doubt(notWeighed); },
            [](const auto&) { return Doubt(); }, // nothing but names counts, which are weighed
        },
        change);
}

} // namespace espalier::operations
