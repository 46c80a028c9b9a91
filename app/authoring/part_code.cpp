#include "authoring/code_writer.h"

#include "dialects/ddl.h"
#include "operations/sqlalchemy/type_classes.h"
#include "schema/apply.h"
#include "symbolic/library.h"

#include <algorithm>
#include <QCoreApplication>
#include <QRegularExpression>

// Columns, constraints, indexes, and the SQL in them.

namespace espalier::authoring {

namespace {

using schema::Constraint;
using schema::Expression;
using Kind = Constraint::Kind;

QStringList sequenceKeywords(const schema::SequenceOptions& options)
{
    QStringList all;
    const auto number = [&](const char* keyword, const std::optional<qint64>& value) {
        if (value)
            all.append(QLatin1String(keyword) + QLatin1Char('=') + QString::number(*value));
    };
    number("start", options.start);
    number("increment", options.increment);
    number("minvalue", options.minValue);
    number("maxvalue", options.maxValue);
    if (options.noMinValue)
        all.append(QStringLiteral("nominvalue=True"));
    if (options.noMaxValue)
        all.append(QStringLiteral("nomaxvalue=True"));
    if (options.cycle)
        all.append(QStringLiteral("cycle=") + pythonTruth(*options.cycle));
    number("cache", options.cache);
    return all;
}

/// What autoincrement="auto" means: an integer that is the primary key alone and points nowhere.
bool isAutomaticAnyway(const schema::Column& column, const schema::Table* table)
{
    const Constraint* key = table ? table->primaryKey() : nullptr;
    const operations::TypeClass* type = operations::findTypeClass(column.type.name);
    const bool isKey = key && key->columns == QStringList{ column.name };
    return isKey && type && operations::isTypeClass(*type, QStringLiteral("Integer")) && !column.serverDefault
        && !column.identity
        && std::none_of(table->constraints.begin(), table->constraints.end(),
            [&](const Constraint& one) { return one.kind == Kind::ForeignKey && one.columns.contains(column.name); });
}

QString targetText(const Constraint& constraint, const QString& column)
{
    return constraint.target.key() + QLatin1Char('.') + column;
}

} // namespace

QString pythonText(const QString& text) { return symbolic::reprOf(text); }

QString pythonList(const QStringList& texts)
{
    QStringList all;
    std::transform(texts.begin(), texts.end(), std::back_inserter(all), pythonText);
    return QStringLiteral("[%1]").arg(all.join(QLatin1String(", ")));
}

/// SQLAlchemy's own pattern for names in sa.text().
QString withoutBinds(const QString& sql)
{
    static const QRegularExpression bind(QStringLiteral("(?<![:\\w\\\\]):(?=\\w+(?!:))"));
    return QString(sql).replace(bind, QStringLiteral("\\:"));
}

CodeWriter::CodeWriter(const dialects::Dialect& dialect, schema::NamingConvention convention)
    : m_dialect(dialect)
    , m_convention(std::move(convention))
{ }

QStringList CodeWriter::imports() const
{
    QStringList all = m_imports.values();
    all.sort();
    return all;
}

QString CodeWriter::name(const schema::Name& name, const QString& op) const
{
    if (name.isEmpty())
        return QStringLiteral("None");
    return name.isConventional ? QStringLiteral("%1.f(%2)").arg(op, pythonText(name.text)) : pythonText(name.text);
}

bool CodeWriter::isNamedAnyway(const Constraint& constraint, const schema::Table& table) const
{
    if (constraint.name.isEmpty())
        return true;
    Constraint bare = constraint;
    bare.name = {};
    if (!schema::conventionalName(bare, table, m_convention).isEmpty())
        return false;
    schema::Table copy = table;
    copy.indexes.clear();
    std::erase_if(copy.constraints, [&](const Constraint& one) { return one.name.text == constraint.name.text; });
    copy.constraints.push_back(bare);
    m_dialect.schemaRules().nameParts(copy, schema::NoNames());
    return copy.constraints.back().name.text == constraint.name.text;
}

/// Columns without their tables, as DDL has them.
static Expression unqualified(const Expression& expression)
{
    if (expression.is(Expression::Kind::Column) && !expression.table().name.isEmpty())
        return Expression::column(expression.identifier(), expression.type());
    std::vector<Expression> operands;
    for (const Expression& operand : expression.operands())
        operands.push_back(unqualified(operand));
    return operands.empty() ? expression : expression.withOperands(std::move(operands));
}

Written CodeWriter::sqlText(const Expression& given) const
{
    const Expression expression = unqualified(given);
    if (expression.is(Expression::Kind::Text) && expression.operands().empty())
        return pythonText(expression.textOf());
    const auto sql = m_dialect.ddl().expression(expression);
    if (!sql || expression.firstUnknown())
        return tl::unexpected(core::Message{ QT_TRANSLATE_NOOP("Messages", "Its expression is not known."), {} });
    return pythonText(withoutBinds(*sql));
}

Written CodeWriter::serverDefault(const Expression& value)
{
    if (value.is(Expression::Kind::Literal) && value.value().kind == schema::Literal::Kind::String)
        return pythonText(value.value().text);
    const Written sql = sqlText(value);
    return sql ? Written(QStringLiteral("sa.text(%1)").arg(*sql)) : sql;
}

Written CodeWriter::identity(const schema::Identity& identity) const
{
    const QStringList arguments
        = QStringList{ QStringLiteral("always=") + pythonTruth(identity.always) } + sequenceKeywords(identity.sequence);
    return QStringLiteral("sa.Identity(%1)").arg(arguments.join(QLatin1String(", ")));
}

Written CodeWriter::computed(const schema::Computed& computed) const
{
    const Written sql = sqlText(computed.expression);
    if (!sql)
        return sql;
    const QString persisted
        = computed.persisted ? QStringLiteral(", persisted=") + pythonTruth(*computed.persisted) : QString();
    return QStringLiteral("sa.Computed(%1%2)").arg(*sql, persisted);
}

Written CodeWriter::column(const schema::Column& column, const schema::Table* table)
{
    const Written type = this->type(column.type);
    if (!type)
        return type;
    QStringList arguments{ pythonText(column.name), *type };
    const auto append = [&](const Written& code, const QString& keyword) {
        if (code)
            arguments.append(keyword + *code);
        return code.has_value();
    };
    if (column.sequence)
        arguments.append(column.sequence->schema.isEmpty()
                ? QStringLiteral("sa.Sequence(%1)").arg(pythonText(column.sequence->name))
                : QStringLiteral("sa.Sequence(%1, schema=%2)")
                      .arg(pythonText(column.sequence->name), pythonText(column.sequence->schema)));
    if (column.identity && !append(identity(*column.identity), {}))
        return identity(*column.identity);
    if (column.computed && !append(computed(*column.computed), {}))
        return computed(*column.computed);
    if (column.serverDefault && !append(serverDefault(*column.serverDefault), QStringLiteral("server_default=")))
        return serverDefault(*column.serverDefault);
    const bool isAutomatic = column.autoIncrement == schema::Column::AutoIncrement::Yes;
    if (column.autoIncrement != schema::Column::AutoIncrement::Auto && isAutomatic != isAutomaticAnyway(column, table))
        arguments.append(QStringLiteral("autoincrement=") + pythonTruth(isAutomatic));
    arguments.append(QStringLiteral("nullable=") + pythonTruth(column.isNullable()));
    if (!column.comment.isEmpty())
        arguments.append(QStringLiteral("comment=") + pythonText(column.comment));
    const auto further = options(column.options);
    if (!further)
        return tl::unexpected(further.error());
    arguments += *further;
    return QStringLiteral("sa.Column(%1)").arg(arguments.join(QLatin1String(", ")));
}

tl::expected<QStringList, core::Message> CodeWriter::keywordsOf(const Constraint& constraint) const
{
    QStringList all;
    const auto text = [&](const char* keyword, const QString& value) {
        if (!value.isEmpty())
            all.append(QLatin1String(keyword) + QLatin1Char('=') + pythonText(value));
    };
    text("onupdate", constraint.onUpdate);
    text("ondelete", constraint.onDelete);
    text("initially", constraint.initially);
    if (constraint.deferrable)
        all.append(QStringLiteral("deferrable=") + pythonTruth(*constraint.deferrable));
    text("match", constraint.match);
    const auto further = options(constraint.options);
    if (!further)
        return further;
    return all + *further;
}

Written CodeWriter::exclusionElements(const Constraint& constraint) const
{
    QStringList all;
    for (const schema::ExclusionElement& element : constraint.elements) {
        const bool isColumn = element.expression.is(Expression::Kind::Column);
        const Written sql = isColumn ? Written(pythonText(element.expression.textOf())) : sqlText(element.expression);
        if (!sql || !element.opclass.isEmpty())
            return sql ? tl::unexpected(core::Message{
                       QT_TRANSLATE_NOOP("Messages", "An operator class of an exclusion has no code."), {} })
                       : sql;
        all.append(QStringLiteral("(sa.%1(%2), %3)")
                       .arg(isColumn ? QStringLiteral("column") : QStringLiteral("literal_column"), *sql,
                           pythonText(element.with)));
    }
    return all.join(QLatin1String(", "));
}

Written CodeWriter::constraint(const Constraint& constraint, const schema::Table& table)
{
    QStringList arguments;
    QString name = QStringLiteral("sa.%1");
    const auto keywords = keywordsOf(constraint);
    if (!keywords)
        return tl::unexpected(keywords.error());
    switch (constraint.kind) {
    case Kind::PrimaryKey:
    case Kind::Unique:
        name = constraint.kind == Kind::Unique ? QStringLiteral("sa.UniqueConstraint")
                                               : QStringLiteral("sa.PrimaryKeyConstraint");
        std::transform(constraint.columns.begin(), constraint.columns.end(), std::back_inserter(arguments), pythonText);
        break;
    case Kind::ForeignKey: {
        name = QStringLiteral("sa.ForeignKeyConstraint");
        QStringList targets;
        for (const QString& column : constraint.targetColumns)
            targets.append(targetText(constraint, column));
        arguments = { pythonList(constraint.columns), pythonList(targets) };
        break;
    }
    case Kind::Check:
    case Kind::Exclusion: {
        const bool isCheck = constraint.kind == Kind::Check;
        const Written what = !isCheck ? exclusionElements(constraint)
            : constraint.condition
            ? sqlText(*constraint.condition)
            : Written(
                tl::unexpected(core::Message{ QT_TRANSLATE_NOOP("Messages", "Its expression is not known."), {} }));
        if (!what)
            return what;
        name = isCheck ? QStringLiteral("sa.CheckConstraint") : m_dialect.id() + QLatin1String(".ExcludeConstraint");
        arguments = { *what };
        if (!isCheck) {
            m_imports.insert(QStringLiteral("from sqlalchemy.dialects import ") + m_dialect.id());
            if (constraint.condition) {
                const Written where = sqlText(*constraint.condition);
                if (!where)
                    return where;
                arguments.append(QStringLiteral("where=sa.text(%1)").arg(*where));
            }
            arguments.append(QStringLiteral("using=") + pythonText(constraint.method));
        }
        break;
    }
    }
    arguments += *keywords;
    if (!constraint.name.isEmpty() && !isNamedAnyway(constraint, table))
        arguments.append(QStringLiteral("name=") + this->name(constraint.name, QStringLiteral("op")));
    return QStringLiteral("%1(%2)").arg(name, arguments.join(QLatin1String(", ")));
}

Written CodeWriter::indexElements(const schema::Index& index) const
{
    QStringList all;
    for (const Expression& element : index.elements) {
        if (element.is(Expression::Kind::Column)) {
            all.append(pythonText(element.textOf()));
            continue;
        }
        const Written sql = sqlText(element);
        if (!sql)
            return sql;
        all.append(QStringLiteral("sa.text(%1)").arg(*sql));
    }
    return QStringLiteral("[%1]").arg(all.join(QLatin1String(", ")));
}

Written CodeWriter::optionValue(const QString& key, const QVariant& value) const
{
    if (value.canConvert<Expression>()) {
        const Written sql = sqlText(value.value<Expression>());
        return sql ? Written(QStringLiteral("sa.text(%1)").arg(*sql)) : sql;
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
        return pythonTruth(value.toBool());
    case QMetaType::QString:
        return pythonText(value.toString());
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::Double:
        return value.toString();
    case QMetaType::QStringList:
    case QMetaType::QVariantList:
    case QMetaType::QVariantMap:
        break;
    default:
        if (value.isNull())
            return QStringLiteral("None");
        return tl::unexpected(core::Message{ QT_TRANSLATE_NOOP("Messages", "The option %1 has no code."), { key } });
    }
    const bool isPairs = key.endsWith(QLatin1String("_with"));
    QStringList items;
    QVariantList entries = value.toList();
    const QVariantMap map = value.toMap();
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        entries.append(QVariant(QVariantList{ it.key(), it.value() }));
    const bool isMap = value.typeId() == QMetaType::QVariantMap || (isPairs && !entries.isEmpty());
    for (const QVariant& entry : entries) {
        const QVariantList pair = isMap ? entry.toList() : QVariantList{ entry };
        QStringList parts;
        for (const QVariant& part : pair) {
            const Written code = optionValue({}, part);
            if (!code)
                return code;
            parts.append(*code);
        }
        items.append(parts.join(QLatin1String(": ")));
    }
    const QString all = items.join(QLatin1String(", "));
    return isMap ? QStringLiteral("{%1}").arg(all) : QStringLiteral("[%1]").arg(all);
}

tl::expected<QStringList, core::Message> CodeWriter::options(const QVariantMap& options) const
{
    QStringList all;
    for (auto it = options.cbegin(); it != options.cend(); ++it) {
        // how it is made, not what it is
        if (it.key().endsWith(QLatin1String("_concurrently")) || it.key().endsWith(QLatin1String("_not_valid")))
            continue;
        // what SQLAlchemy has no word for
        if (it.key().endsWith(QLatin1String("_elements")) || it.key().endsWith(QLatin1String("_descending"))
            || !it.key().contains(QLatin1Char('_')))
            continue;
        const Written value = optionValue(it.key(), it.value());
        if (!value)
            return tl::unexpected(value.error());
        all.append(it.key() + QLatin1Char('=') + *value);
    }
    return all;
}

} // namespace espalier::authoring
