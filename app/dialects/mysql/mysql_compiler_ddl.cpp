#include "dialects/mysql/mysql_compiler.h"

#include "dialects/sql/operators.h"

// Tables, constraints, indexes.

namespace espalier::dialects::mysql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Operator;
using schema::Table;
using ExpressionKind = Expression::Kind;

QString MysqlCompiler::columnSpecification(const Column& column, const Table& table)
{
    const schema::SqlType here = resolved(column.type);
    const QString visit = sql::typeFacts(here).visit.toLower();
    if (visit == QLatin1String("double") && here.precision.has_value() != here.scale.has_value())
        return refuseOutright(QStringLiteral("You must specify both precision and scale or omit both altogether."));
    QStringList parts{ names().quoted(column.identifier()), type(column.type) };
    if (column.computed)
        parts.append(computed(*column.computed));
    if (!column.isNullable())
        parts.append(QStringLiteral("NOT NULL"));
    else if (isTimestamp(column.type)) // TIMESTAMP alone would be NOT NULL
        parts.append(QStringLiteral("NULL"));
    if (!column.comment.isEmpty())
        parts.append(QLatin1String("COMMENT ") + stringLiteral(column.comment));
    const Column* automatic = autoIncrementColumn(table);
    if (automatic && automatic->name == column.name && !column.serverDefault)
        parts.append(QStringLiteral("AUTO_INCREMENT"));
    else if (column.serverDefault)
        parts.append(QLatin1String("DEFAULT ") + defaultText(*column.serverDefault));
    return parts.join(QLatin1Char(' '));
}

QString MysqlCompiler::tableOption(const QString& name, const QString& value)
{
    static const core::WordSet spaced = sql::wordSet(
        "DATA_DIRECTORY INDEX_DIRECTORY DEFAULT_CHARACTER_SET CHARACTER_SET DEFAULT_CHARSET DEFAULT_COLLATE");
    static const core::WordSet unjoined = sql::wordSet("TABLESPACE DEFAULT_CHARACTER_SET CHARACTER_SET COLLATE");
    static const core::WordSet quoted = sql::wordSet("COMMENT PASSWORD CONNECTION");
    const bool isPartition = name.contains(QLatin1String("PARTITION"));
    QString text = name;
    if (isPartition || spaced.contains(name))
        text.replace(QLatin1Char('_'), QLatin1Char(' '));
    return text + (isPartition || unjoined.contains(name) ? QLatin1Char(' ') : QLatin1Char('='))
        + (quoted.contains(name) ? stringLiteral(value) : value);
}

// SQLAlchemy takes these from a set: their order there is that of Python's hashes, different from run to run. Here it
// is the alphabet's, with what has to come later later.
QString MysqlCompiler::tableSuffix(const Table& table)
{
    const QString prefix = dialect() + QLatin1Char('_');
    QMap<QString, QString> options;
    for (auto it = table.options.cbegin(); it != table.options.cend(); ++it)
        if (it.key().startsWith(prefix))
            options.insert(it.key().mid(prefix.size()).toUpper(), it.value().toString());
    if (!table.comment.isEmpty())
        options.insert(QStringLiteral("COMMENT"), table.comment);
    const bool hasCharset = options.contains(QStringLiteral("DEFAULT_CHARSET"))
        || options.contains(QStringLiteral("DEFAULT_CHARACTER_SET")) || options.contains(QStringLiteral("CHARSET"))
        || options.contains(QStringLiteral("CHARACTER_SET"));
    QStringList first;
    QStringList later;
    static const QStringList partitions{ QStringLiteral("PARTITION_BY"), QStringLiteral("PARTITIONS"),
        QStringLiteral("SUBPARTITION_BY"), QStringLiteral("SUBPARTITIONS") };
    for (auto it = options.cbegin(); it != options.cend(); ++it) {
        if (partitions.contains(it.key()))
            continue;
        const bool waits = hasCharset && it.key() == QLatin1String("COLLATE");
        (waits ? later : first).append(tableOption(it.key(), it.value()));
    }
    for (const QString& name : partitions)
        if (options.contains(name))
            later.append(tableOption(name, options.value(name)));
    return (first + later).join(QLatin1Char(' '));
}

QString MysqlCompiler::primaryKey(const Constraint& constraint, const Table& table)
{
    const QString text = Compiler::primaryKey(constraint, table);
    const QString method = option(constraint.options, "using").toString();
    return method.isEmpty() ? text : text + QLatin1String(" USING ") + names().quoted(method);
}

QString MysqlCompiler::match(const Constraint& constraint)
{
    return constraint.match.isEmpty()
        ? QString()
        : refuse(QStringLiteral("MySQL ignores the 'MATCH' keyword while at the same time causes ON UPDATE/ON DELETE "
                                "clauses to be ignored."));
}

QString MysqlCompiler::dropConstraint(const schema::ConstraintReference& reference, bool, bool)
{
    const QString text = QLatin1String("ALTER TABLE ") + names().quotedName(reference.table) + QLatin1String(" DROP ");
    if (!reference.kind || *reference.kind == Constraint::Kind::Exclusion)
        return refuse(QStringLiteral("No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type"));
    if (reference.name.isEmpty() && *reference.kind != Constraint::Kind::PrimaryKey)
        return refuse(QString()); // an assertion without words
    switch (*reference.kind) {
    case Constraint::Kind::ForeignKey:
        return text + QLatin1String("FOREIGN KEY ") + constraintName(reference.name);
    case Constraint::Kind::PrimaryKey:
        return text + QLatin1String("PRIMARY KEY ");
    case Constraint::Kind::Unique:
        return text + QLatin1String("INDEX ") + constraintName(reference.name);
    default:
        return text + QLatin1String("CHECK ") + constraintName(reference.name);
    }
}

QString MysqlCompiler::indexColumns(const schema::Index& index)
{
    const QVariant length = option(index.options, "length");
    QStringList columns;
    for (const Expression& element : index.elements) {
        const bool isGrouped = element.is(ExpressionKind::Binary) || element.is(ExpressionKind::Function)
            || (element.is(ExpressionKind::Unary) && element.op() != Operator::Asc && element.op() != Operator::Desc);
        QString text = plain(element);
        if (isGrouped)
            text = QLatin1Char('(') + text + QLatin1Char(')');
        const QVariantMap lengths = length.toMap();
        if (length.typeId() == QMetaType::QVariantMap) {
            const QVariant own
                = lengths.contains(element.textOf()) ? lengths.value(element.textOf()) : lengths.value(text);
            text += own.isNull() ? QString() : QStringLiteral("(%1)").arg(own.toInt());
        } else if (!length.isNull()) {
            text += QStringLiteral("(%1)").arg(length.toInt());
        }
        columns.append(text);
    }
    return columns.join(QStringLiteral(", "));
}

QString MysqlCompiler::createIndex(const schema::Index& index, const Table& table, bool ifNotExists)
{
    QString text = QStringLiteral("CREATE ");
    if (index.isUnique)
        text += QLatin1String("UNIQUE ");
    if (const QString prefix = option(index.options, "prefix").toString(); !prefix.isEmpty())
        text += prefix + QLatin1Char(' ');
    text += QLatin1String("INDEX ");
    if (ifNotExists)
        text += QLatin1String("IF NOT EXISTS ");
    text += indexName(index.name) + QLatin1String(" ON ") + names().quotedName(table.name) + QLatin1String(" (")
        + indexColumns(index) + QLatin1Char(')');
    if (const QVariant parser = option(index.options, "with_parser"); !parser.isNull())
        text += QLatin1String(" WITH PARSER ") + parser.toString();
    if (const QVariant method = option(index.options, "using"); !method.isNull())
        text += QLatin1String(" USING ") + names().quoted(method.toString());
    return text;
}

QString MysqlCompiler::dropIndex(const schema::Index& index, const schema::ObjectName& table, bool ifExists)
{
    return QLatin1String("\nDROP INDEX ") + (ifExists ? QStringLiteral("IF EXISTS ") : QString())
        + indexName(index.name) + QLatin1String(" ON ") + names().quotedName(table);
}

QString MysqlCompiler::setTableComment(const schema::ObjectName& table, const QString& comment)
{
    return QLatin1String("ALTER TABLE ") + names().quotedName(table) + QLatin1String(" COMMENT ")
        + stringLiteral(comment);
}

QString MysqlCompiler::dropTableComment(const schema::ObjectName& table)
{
    return QLatin1String("ALTER TABLE ") + names().quotedName(table) + QLatin1String(" COMMENT ''");
}

QString MysqlCompiler::sequenceOptions(const schema::SequenceOptions& options)
{
    return Compiler::sequenceOptions(options).replace(QLatin1String("NO CYCLE"), QLatin1String("NOCYCLE"));
}

} // namespace espalier::dialects::mysql
