#include "authoring/operation_writer.h"

#include "dialects/changes_sql.h"
#include "project/project.h"
#include "schema/describe.h"

#include <algorithm>
#include <QCoreApplication>
#include <QRegularExpression>

namespace espalier::authoring {

namespace {

using schema::Change;
using schema::Constraint;
using schema::ObjectName;

QString schemaArgument(const ObjectName& table)
{
    return table.schema.isEmpty() ? QStringLiteral("None") : pythonText(table.schema);
}

} // namespace

OperationWriter::OperationWriter(CodeWriter& code, const schema::Schema& before, Options options)
    : m_code(code)
    , m_rules(code.dialect().schemaRules())
    , m_state(m_rules, before)
    , m_options(std::move(options))
{
    for (const auto& type : before.enums)
        m_enums.insert(type->name.key());
    m_code.setExistingEnums(m_enums);
}

void OperationWriter::settleEnums(const schema::Changes& all)
{
    QHash<QString, QStringList> values; // as columns have them; none where they do not agree
    QSet<QString> elsewhere;
    QSet<QString> withTables;
    const auto note = [&](const schema::SqlType& type, const schema::Table& table, QSet<QString>& into) {
        if (const auto use = m_rules.enumOf(type, table)) {
            const QString key = schema::keyOf(use->type.name, m_rules).key();
            into.insert(key);
            if (!values.contains(key) || values.value(key) == use->type.values)
                values.insert(key, use->type.values);
            else
                values.insert(key, {});
        }
    };
    for (const Change& change : all) {
        if (const auto* creation = std::get_if<schema::CreateTable>(&change))
            for (const schema::Column& column : creation->table.columns)
                note(column.type, creation->table, withTables);
        schema::Table table;
        if (const auto* addition = std::get_if<schema::ColumnAddition>(&change))
            note(addition->column.type, table, elsewhere);
        if (const auto* alteration = std::get_if<schema::ColumnChange>(&change); alteration && alteration->type)
            note(*alteration->type, table, elsewhere);
    }
    m_madeWithTables = withTables - elsewhere - m_enums; // those that are there are changed in steps of their own
    for (const Change& change : all) // a column may know fewer of the values
        if (const auto* creation = std::get_if<schema::CreateEnum>(&change))
            if (const QString key = schema::keyOf(creation->type.name, m_rules).key();
                values.value(key) != creation->type.values)
                m_madeWithTables.remove(key);
}

bool OperationWriter::isInBatch(const ObjectName& table) const
{
    return !table.name.isEmpty() && (m_options.isBatch || (m_current && needsBatch(*m_current)));
}

/// Whether the database does it in no other way.
bool OperationWriter::needsBatch(const Change& change) const
{
    return !m_rules.facts().addsConstraints
        && (std::holds_alternative<schema::AddConstraint>(change)
            || std::holds_alternative<schema::DropConstraint>(change)
            || std::holds_alternative<schema::ColumnChange>(change)
            || std::holds_alternative<schema::DropColumn>(change));
}

QString OperationWriter::op(const ObjectName& table) const
{
    return isInBatch(table) ? QStringLiteral("batch_op") : QStringLiteral("op");
}

void OperationWriter::add(const Call& call)
{
    m_hasStatements = true;
    const bool isInside = call.isBatchable && isInBatch(call.table);
    QStringList arguments = call.first;
    if (!isInside && call.tableKeyword.isEmpty() && !call.table.name.isEmpty())
        arguments.append(pythonText(call.table.name));
    arguments += call.rest;
    if (!isInside && !call.tableKeyword.isEmpty())
        arguments.append(call.tableKeyword + QLatin1Char('=') + pythonText(call.table.name));
    QStringList keywords = call.keywords;
    if (!isInside && !call.table.schema.isEmpty())
        keywords.append(call.schemaKeyword + QLatin1Char('=') + pythonText(call.table.schema));
    const QString separator = call.isTall ? QStringLiteral(",\n               ") : QStringLiteral(", ");
    const QString text = QStringLiteral("%1.%2(%3)")
                             .arg(isInside ? QStringLiteral("batch_op") : QStringLiteral("op"), call.name,
                                 QStringList{ arguments.join(QLatin1String(", ")), keywords.join(separator) }
                                     .filter(QRegularExpression(QStringLiteral(".")))
                                     .join(separator));
    m_lines.push_back({ isInside ? call.table : ObjectName(), text });
}

void OperationWriter::comment(const LeftOut& what, std::vector<Line>& lines) const
{
    const QString name = what.table.key().isEmpty() ? what.name
        : what.name.isEmpty()                       ? what.table.key()
                                                    : what.table.key() + QLatin1Char('.') + what.name;
    const bool isMore = what.name.isEmpty() && !what.isTable;
    QString text = (isMore ? QStringLiteral("# espalier: %1 may have more than this: %2")
                           : QStringLiteral("# espalier: %1 is left out: %2"))
                       .arg(name, what.reason.english().simplified());
    if (!what.at.file.isEmpty())
        text += QStringLiteral(" (%1:%2)")
                    .arg(project::Project::relativeTo(m_options.folder, what.at.file))
                    .arg(what.at.line);
    lines.push_back({ {}, text.simplified() });
}

void OperationWriter::leaveOut(const LeftOut& what)
{
    m_leftOut.push_back(what);
    comment(what, m_lines);
}

void OperationWriter::leaveOut(const ObjectName& table, const QString& name, const core::Message& reason)
{
    leaveOut(LeftOut{ table, name, false, reason, {} });
}

void OperationWriter::executeSql(const Change& change, const ObjectName& table, const QString& name)
{
    const dialects::Statements sql = dialects::changeToSql(m_code.dialect().ddl(), change);
    if (!sql || sql->isEmpty())
        return leaveOut(table, name,
            { QT_TRANSLATE_NOOP("Messages", "There is no statement for it: %1"),
                { sql ? schema::describe(change).english() : sql.error().detail } });
    for (const QString& statement : *sql) {
        m_hasStatements = true;
        addLine(QStringLiteral("op.execute(%1)").arg(pythonText(withoutBinds(statement))));
    }
    m_state.apply(change);
}

std::optional<LeftOut> OperationWriter::unknownIn(const ObjectName& table, const QStringList& columns) const
{
    for (const QString& column : columns) {
        const auto found = m_options.unknownColumns.constFind(table.key() + QLatin1Char('.') + column);
        if (found != m_options.unknownColumns.cend())
            return *found;
    }
    return std::nullopt;
}

std::optional<core::Message> OperationWriter::missingTarget(const Constraint& constraint, const ObjectName& table) const
{
    if (constraint.kind != Constraint::Kind::ForeignKey || !m_rules.facts().checksTargets)
        return std::nullopt;
    const ObjectName target = schema::keyOf(constraint.target, m_rules);
    const bool isThere = m_state.schema().table(target) && !m_state.schema().assumed.contains(target.key());
    if (isThere || target == schema::keyOf(table, m_rules))
        return std::nullopt;
    return core::Message{ QT_TRANSLATE_NOOP("Messages", "It points to table %1, which no revision makes."),
        { target.key() } };
}

bool OperationWriter::isNotMade(const ObjectName& table, const QString& name) const
{
    return std::any_of(m_options.notMade.begin(), m_options.notMade.end(), [&](const LeftOut& what) {
        return schema::keyOf(what.table, m_rules) == schema::keyOf(table, m_rules)
            && (what.isTable || (!what.name.isEmpty() && what.name == name));
    });
}

void OperationWriter::write(const schema::Changes& changes)
{
    for (const Change& change : changes)
        write(change);
}

bool OperationWriter::hasStatements() const { return m_hasStatements; }

QString OperationWriter::body() const
{
    QStringList lines;
    ObjectName open;
    for (const Line& line : m_lines) {
        const bool isInside = !line.batch.name.isEmpty();
        if (isInside && line.batch != open)
            lines.append(QStringLiteral("with op.batch_alter_table(%1, schema=%2) as batch_op:")
                             .arg(pythonText(line.batch.name), schemaArgument(line.batch)));
        else if (!isInside && !open.name.isEmpty())
            lines.append(QString());
        open = line.batch;
        for (const QString& text : line.text.split(QLatin1Char('\n')))
            lines.append(isInside ? QLatin1String("    ") + text : text);
    }
    if (!lines.isEmpty() && !m_hasStatements)
        lines.append(QStringLiteral("pass"));
    return lines.join(QLatin1Char('\n'));
}

} // namespace espalier::authoring
