#include "support/change_text.h"

#include <QMap>

namespace espalier::test {

using namespace schema;

namespace {

using test::text;

QString flag(bool set, const char* words) { return set ? QLatin1Char(' ') + QLatin1String(words) : QString(); }
QString value(const char* words, const QString& value)
{
    return value.isEmpty() ? QString() : QLatin1Char(' ') + QLatin1String(words) + QLatin1Char(' ') + value;
}
QString list(const QStringList& names) { return names.join(QStringLiteral(", ")); }
QString inParentheses(const QStringList& names) { return QLatin1Char('(') + list(names) + QLatin1Char(')'); }

QString text(const Expression& expression)
{
    using Kind = Expression::Kind;
    static const QMap<Operator, QString> orders{ { Operator::Desc, QStringLiteral(" desc") },
        { Operator::Asc, QStringLiteral(" asc") }, { Operator::NullsFirst, QStringLiteral(" nulls first") },
        { Operator::NullsLast, QStringLiteral(" nulls last") } };
    switch (expression.kind()) {
    case Kind::Column:
        return expression.textOf();
    case Kind::Text:
        return QLatin1Char('`') + expression.textOf() + QLatin1Char('`');
    case Kind::Unary:
        return text(expression.operands().front()) + orders.value(expression.op(), QStringLiteral(" ?"));
    case Kind::Collate:
        return text(expression.operands().front()) + QLatin1String(" collate ") + expression.textOf();
    default:
        return QStringLiteral("expression of kind %1").arg(static_cast<int>(expression.kind()));
    }
}

QString text(const QVariant& option)
{
    if (option.canConvert<Expression>())
        return text(option.value<Expression>());
    QStringList parts;
    if (option.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = option.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            parts.append(it.key() + QLatin1Char('=') + text(it.value()));
        return inParentheses(parts);
    }
    if (option.typeId() != QMetaType::QVariantList && option.typeId() != QMetaType::QStringList)
        return option.toString();
    for (const QVariant& item : option.toList())
        parts.append(text(item));
    return inParentheses(parts);
}

QString text(const QVariantMap& options)
{
    QStringList parts;
    for (auto it = options.begin(); it != options.end(); ++it)
        parts.append(it.key() + QLatin1Char('=') + text(it.value()));
    return parts.isEmpty() ? QString() : QLatin1String(" {") + list(parts) + QLatin1Char('}');
}

QString text(const SequenceOptions& options)
{
    QString all;
    const auto number = [&](const char* name, const std::optional<qint64>& given) {
        if (given)
            all += QStringLiteral(" %1 %2").arg(QLatin1String(name)).arg(*given);
    };
    number("start", options.start);
    number("increment", options.increment);
    number("min", options.minValue);
    number("max", options.maxValue);
    number("cache", options.cache);
    return all + flag(options.noMinValue, "no min") + flag(options.noMaxValue, "no max")
        + (options.cycle ? flag(true, *options.cycle ? "cycle" : "no cycle") : QString());
}

QString text(const Identity& identity)
{
    return QLatin1String(identity.always ? "identity always" : "identity") + text(identity.sequence);
}

QString text(const ServerDefault& given)
{
    if (std::holds_alternative<NoDefault>(given))
        return QStringLiteral(" no default");
    if (const auto* expression = std::get_if<Expression>(&given))
        return QLatin1String(" default ") + text(*expression);
    if (const auto* identity = std::get_if<Identity>(&given))
        return QLatin1Char(' ') + text(*identity);
    if (const auto* computed = std::get_if<Computed>(&given))
        return QLatin1String(" as ") + text(computed->expression);
    return {};
}

QString deferrability(const std::optional<bool>& deferrable, const QString& initially)
{
    return (deferrable ? flag(true, *deferrable ? "deferrable" : "not deferrable") : QString())
        + value("initially", initially);
}

QString text(const ColumnForeignKey& key)
{
    return QLatin1String(" -> ") + key.target + value("name", key.name.text) + value("on delete", key.onDelete)
        + value("on update", key.onUpdate) + value("match", key.match) + deferrability(key.deferrable, key.initially)
        + text(key.options);
}

QString text(const Table& table)
{
    QStringList columns;
    for (const Column& column : table.columns)
        columns.append(text(column));
    QStringList parts{ list(columns) };
    for (const Constraint& constraint : table.constraints)
        parts.append(text(constraint));
    for (const Index& index : table.indexes)
        parts.append(text(index));
    QString prefixes;
    for (const QString& prefix : table.prefixes)
        prefixes += prefix.toLower() + QLatin1Char(' ');
    return prefixes + QLatin1String("table ") + table.name.key() + QLatin1String(" (")
        + parts.join(QStringLiteral("; ")) + QLatin1Char(')') + text(table.options) + value("comment", table.comment);
}

QString change(const CreateTable& c)
{
    return QLatin1String("create ") + text(c.table) + flag(c.ifNotExists, "if not exists")
        + flag(c.isIncomplete, "incomplete");
}
QString change(const DropTable& c)
{
    return QLatin1String("drop table ") + c.table.key() + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade");
}
QString change(const RenameTable& c)
{
    return QLatin1String("rename table ") + c.table.key() + QLatin1String(" to ") + c.newName.key()
        + flag(c.ifExists, "if exists");
}
QString change(const ColumnAddition& c)
{
    return QLatin1String("add column ") + c.table.key() + QLatin1Char('.') + text(c.column)
        + flag(c.ifNotExists, "if not exists") + flag(c.inlineReferences, "inline references")
        + flag(c.inlinePrimaryKey, "inline key") + flag(c.ifTableExists, "if table exists");
}
QString change(const DropColumn& c)
{
    return QLatin1String("drop column ") + c.table.key() + QLatin1Char('.') + c.column + flag(c.ifExists, "if exists")
        + flag(c.cascade, "cascade") + flag(c.ifTableExists, "if table exists");
}
QString change(const ColumnChange& c)
{
    return QLatin1String("alter column ") + c.table.key() + QLatin1Char('.') + c.column + value("to", c.newName)
        + (c.type ? value("type", text(*c.type)) : QString()) + value("using", c.usingExpression)
        + text(c.serverDefault) + (c.nullable ? flag(true, *c.nullable ? "null" : "not null") : QString())
        + (c.autoIncrement ? flag(true, *c.autoIncrement ? "autoincrement" : "no autoincrement") : QString())
        + (c.changesComment ? QLatin1String(" comment ") + (c.comment.isNull() ? QStringLiteral("null") : c.comment)
                            : QString())
        + flag(c.ifTableExists, "if table exists");
}
QString change(const AddConstraint& c)
{
    return QLatin1String("add to ") + c.table.key() + QLatin1Char(' ') + text(c.constraint)
        + flag(c.ifNotExists, "if not exists") + flag(c.ifTableExists, "if table exists");
}
QString change(const DropConstraint& c)
{
    static const char* kinds[] = { "primary key", "foreign key", "unique", "check", "exclusion" };
    return QLatin1String("drop constraint ") + c.reference.table.key() + QLatin1Char('.') + c.reference.name.text
        + (c.reference.kind ? flag(true, kinds[static_cast<int>(*c.reference.kind)]) : QString())
        + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade") + flag(c.ifTableExists, "if table exists");
}
QString change(const RenameConstraint& c)
{
    return QStringLiteral("rename constraint %1.%2 to %3").arg(c.table.key(), c.name, c.newName)
        + flag(c.ifTableExists, "if table exists");
}
QString change(const CreateIndex& c)
{
    return QLatin1String("create ") + text(c.index) + QLatin1String(" on ") + c.table.key()
        + flag(c.ifNotExists, "if not exists");
}
QString change(const DropIndex& c)
{
    return QLatin1String("drop index ") + c.index.key() + value("on", c.table.key()) + text(c.options)
        + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade");
}
QString change(const RenameIndex& c)
{
    return QStringLiteral("rename index %1 to %2").arg(c.index.key(), c.newName) + flag(c.ifExists, "if exists");
}
QString change(const SetTableComment& c)
{
    return QStringLiteral("comment on table %1: %2")
        .arg(c.table.key(), c.comment.isNull() ? QStringLiteral("null") : c.comment);
}
QString change(const CreateEnum& c)
{
    return QLatin1String("create enum ") + c.type.name.key() + QLatin1Char(' ') + inParentheses(c.type.values)
        + flag(c.checkFirst, "check first");
}
QString change(const DropEnum& c)
{
    return QLatin1String("drop enum ") + c.name.key() + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade");
}
QString change(const AlterEnum& c)
{
    return QLatin1String("alter enum ") + c.name.key() + value("rename value", c.renameValue)
        + value(c.renameValue.isEmpty() ? "add" : "to", c.addValue) + value("before", c.before)
        + value("after", c.after) + value("to", c.newName) + flag(c.ifNotExists, "if not exists");
}
QString change(const CreateSequence& c)
{
    return QLatin1String("create sequence ") + c.sequence.name.key() + value("as", c.sequence.dataType)
        + text(c.sequence.options) + value("owned by", c.sequence.ownedBy) + flag(c.ifNotExists, "if not exists");
}
QString change(const DropSequence& c)
{
    return QLatin1String("drop sequence ") + c.name.key() + flag(c.ifExists, "if exists");
}
QString change(const CreateSchema& c)
{
    return QLatin1String("create schema ") + c.name + flag(c.ifNotExists, "if not exists");
}
QString change(const DropSchema& c)
{
    return QLatin1String("drop schema ") + c.name + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade");
}
QString change(const CreateView& c)
{
    return QLatin1String(c.view.isMaterialized ? "create materialized view " : "create view ") + c.view.name.key()
        + (c.view.columns.isEmpty() ? QString() : QLatin1Char(' ') + inParentheses(c.view.columns))
        + QLatin1String(" as ") + c.view.definition + flag(c.orReplace, "or replace")
        + flag(c.ifNotExists, "if not exists");
}
QString change(const DropView& c)
{
    return QLatin1String(c.isMaterialized ? "drop materialized view " : "drop view ") + c.name.key()
        + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade");
}
QString change(const CreateOther& c)
{
    return QLatin1String("create ") + c.object.kind + QLatin1Char(' ') + c.object.name.key()
        + value("on", c.object.table) + flag(c.orReplace, "or replace") + flag(c.ifNotExists, "if not exists");
}
QString change(const RenameOther& c)
{
    return QLatin1String("rename ") + c.kind + QLatin1Char(' ') + c.name.key() + value("on", c.table)
        + QLatin1String(" to ") + c.newName.key() + flag(c.ifExists, "if exists");
}
QString change(const DropOther& c)
{
    return QLatin1String("drop ") + c.kind + QLatin1Char(' ') + c.name.key() + value("on", c.table)
        + flag(c.ifExists, "if exists") + flag(c.cascade, "cascade");
}
QString change(const AlterOther& c)
{
    return QLatin1String("alter ") + c.kind + QLatin1Char(' ') + c.name.key() + QLatin1String(": ") + c.what;
}
QString change(const TouchRows& c) { return c.verb + QLatin1String(" rows") + value("of", c.table.key()); }
QString change(const SessionStatement& c) { return QLatin1String("session ") + c.verb; }
QString change(const UnknownStatement& c) { return QLatin1String("unknown: ") + c.reason.english(); }

} // namespace

QString text(const SqlType& type)
{
    if (type.name.isEmpty())
        return type.text.isEmpty() ? QStringLiteral("no type") : QLatin1Char('`') + type.text + QLatin1Char('`');
    QStringList arguments;
    for (const auto& number : { type.length, type.precision, type.scale })
        if (number)
            arguments.append(QString::number(*number));
    QString words = type.name + (arguments.isEmpty() ? QString() : inParentheses(arguments));
    if (type.enumeration)
        words += inParentheses(type.enumeration->values) + value("named", type.enumeration->name);
    if (type.item)
        words += QLatin1String(" of ") + text(*type.item);
    if (type.dimensions)
        words += QStringLiteral(" in %1 dimensions").arg(*type.dimensions);
    return words + flag(type.timezone, "with zone") + value("collate", type.collation) + value("charset", type.charset)
        + text(type.options);
}

QString text(const Column& column)
{
    QString words = column.name + QLatin1Char(' ') + text(column.type)
        + (column.nullable ? flag(true, *column.nullable ? "null" : "not null") : QString())
        + flag(column.isPrimaryKey, "key") + flag(column.autoIncrement == Column::AutoIncrement::Yes, "autoincrement")
        + flag(column.isUnique, "unique") + flag(column.isIndexed, "indexed");
    if (column.serverDefault)
        words += QLatin1String(" default ") + text(*column.serverDefault);
    if (column.identity)
        words += QLatin1Char(' ') + text(*column.identity);
    if (column.computed)
        words += QLatin1String(" as ") + text(column.computed->expression)
            + flag(!column.computed->persisted.value_or(false), "virtual");
    for (const ColumnForeignKey& key : column.foreignKeys)
        words += text(key);
    for (const Constraint& check : column.checks)
        words += QLatin1Char(' ') + text(check);
    return words + value("comment", column.comment) + text(column.options);
}

QString text(const Constraint& constraint)
{
    static const char* kinds[] = { "primary key", "foreign key", "unique", "check", "exclude" };
    QString words = QLatin1String(kinds[static_cast<int>(constraint.kind)]) + value("", constraint.name.text).mid(1);
    if (!constraint.columns.isEmpty())
        words += QLatin1Char(' ') + inParentheses(constraint.columns);
    if (constraint.kind == Constraint::Kind::ForeignKey) {
        words += QLatin1String(" -> ") + constraint.target.key();
        if (!constraint.targetColumns.isEmpty())
            words += QLatin1Char(' ') + inParentheses(constraint.targetColumns);
    }
    QStringList elements;
    for (const ExclusionElement& element : constraint.elements)
        elements.append(text(element.expression) + value("ops", element.opclass) + value("with", element.with));
    if (!elements.isEmpty())
        words += value("using", constraint.method) + QLatin1Char(' ') + inParentheses(elements);
    if (constraint.condition)
        words += (elements.isEmpty() ? QLatin1String(" ") : QLatin1String(" where ")) + text(*constraint.condition);
    return words + value("on delete", constraint.onDelete) + value("on update", constraint.onUpdate)
        + value("match", constraint.match) + deferrability(constraint.deferrable, constraint.initially)
        + value("comment", constraint.comment) + text(constraint.options);
}

QString text(const Index& index)
{
    QStringList elements;
    for (const Expression& element : index.elements)
        elements.append(text(element));
    return QLatin1String(index.isUnique ? "unique index" : "index") + value("", index.name.text).mid(1)
        + QLatin1Char(' ') + inParentheses(elements) + text(index.options);
}

QString text(const Change& change)
{
    return std::visit([](const auto& what) { return test::change(what); }, change);
}

QString text(const Changes& changes)
{
    QStringList lines;
    for (const Change& change : changes)
        lines.append(text(change));
    return lines.join(QLatin1Char('\n'));
}

} // namespace espalier::test
