#include "authoring/operation_writer.h"

#include "schema/describe.h"

#include <algorithm>
#include <iterator>
#include <QCoreApplication>

// The directives, change by change.

namespace espalier::authoring {

namespace {

using schema::Change;
using schema::Constraint;
using schema::ObjectName;
using Kind = Constraint::Kind;

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::PrimaryKey:
        return QStringLiteral("primary");
    case Kind::ForeignKey:
        return QStringLiteral("foreignkey");
    case Kind::Unique:
        return QStringLiteral("unique");
    default:
        return QStringLiteral("check");
    }
}

/// By the names of SQLAlchemy's classes, as autogenerate has them.
int placeOf(Kind kind)
{
    constexpr Kind order[] = { Kind::Check, Kind::Exclusion, Kind::ForeignKey, Kind::PrimaryKey, Kind::Unique };
    return int(std::find(std::begin(order), std::end(order), kind) - std::begin(order));
}

QString partName(const Constraint& constraint)
{
    return constraint.name.isEmpty() ? constraint.columns.join(QLatin1String(", ")) : constraint.name.text;
}

} // namespace

void OperationWriter::write(const Change& change)
{
    m_current = &change;
    if (const auto* creation = std::get_if<schema::CreateTable>(&change)) {
        writeCreateTable(*creation);
    } else if (const auto* drop = std::get_if<schema::DropTable>(&change)) {
        if (!isNotMade(drop->table, {}))
            add({ .name = QStringLiteral("drop_table"), .table = drop->table, .isBatchable = false });
        m_state.apply(change);
    } else if (const auto* addition = std::get_if<schema::ColumnAddition>(&change)) {
        writeColumn(*addition);
    } else if (const auto* dropped = std::get_if<schema::DropColumn>(&change)) {
        if (!isNotMade(dropped->table, dropped->column))
            add({ .name = QStringLiteral("drop_column"),
                .table = dropped->table,
                .rest = { pythonText(dropped->column) } });
        m_state.apply(change);
    } else if (const auto* alteration = std::get_if<schema::ColumnChange>(&change)) {
        writeAlteration(*alteration);
    } else if (const auto* constraint = std::get_if<schema::AddConstraint>(&change)) {
        writeConstraint(*constraint);
    } else if (const auto* gone = std::get_if<schema::DropConstraint>(&change)) {
        writeDrop(*gone);
    } else if (const auto* index = std::get_if<schema::CreateIndex>(&change)) {
        writeCreateIndex(*index);
    } else if (const auto* goneIndex = std::get_if<schema::DropIndex>(&change)) {
        writeDrop(*goneIndex);
    } else if (const auto* comment = std::get_if<schema::SetTableComment>(&change)) {
        const bool isGone = comment->comment.isEmpty();
        add({ .name = isGone ? QStringLiteral("drop_table_comment") : QStringLiteral("create_table_comment"),
            .table = comment->table,
            .rest = isGone ? QStringList() : QStringList{ pythonText(comment->comment) } });
        m_state.apply(change);
    } else if (const auto* type = std::get_if<schema::CreateEnum>(&change)) {
        const QString key = schema::keyOf(type->type.name, m_rules).key();
        if (m_madeWithTables.contains(key))
            return;
        executeSql(change, {}, key);
        m_enums.insert(key);
        m_code.setExistingEnums(m_enums);
    } else {
        executeSql(change, {}, schema::describe(change).english());
    }
    m_current = nullptr;
}

bool OperationWriter::writePart(QStringList& lines, const Constraint& constraint, const schema::Table& table)
{
    const auto note = [&](const LeftOut& what) {
        m_leftOut.push_back(what);
        std::vector<Line> made;
        comment(what, made);
        lines.append(made.front().text);
        return false;
    };
    if (const auto unknown = unknownIn(table.name, constraint.columns))
        return note({ table.name, partName(constraint), false, unknown->reason, unknown->at });
    if (const auto missing = missingTarget(constraint, table.name))
        return note({ table.name, partName(constraint), false, *missing, {} });
    const Written code = m_code.constraint(constraint, table);
    if (!code)
        return note({ table.name, partName(constraint), false, code.error(), {} });
    lines.append(*code + QLatin1Char(','));
    return true;
}

void OperationWriter::writeCreateTable(const schema::CreateTable& change)
{
    schema::CreateTable made = change;
    schema::Table& table = made.table;
    QStringList lines;
    std::vector<schema::Column> columns;
    for (const schema::Column& column : change.table.columns) {
        const auto unknown = unknownIn(table.name, { column.name });
        const Written code = unknown ? Written(tl::unexpected(unknown->reason)) : m_code.column(column, &change.table);
        if (code) {
            lines.append(*code + QLatin1Char(','));
            columns.push_back(column);
            continue;
        }
        const LeftOut what{ table.name, column.name, false, code.error(), unknown ? unknown->at : core::Location() };
        m_leftOut.push_back(what);
        m_options.unknownColumns.insert(table.name.key() + QLatin1Char('.') + column.name, what);
        std::vector<Line> comments;
        comment(what, comments);
        lines.append(comments.front().text);
    }
    table.columns = std::move(columns);
    if (table.columns.empty())
        return leaveOut(LeftOut{
            table.name, {}, true, { QT_TRANSLATE_NOOP("Messages", "None of its columns is known."), {} }, {} });
    std::vector<Constraint> constraints;
    std::vector<Constraint> ordered = change.table.constraints;
    std::stable_sort(ordered.begin(), ordered.end(),
        [](const Constraint& a, const Constraint& b) { return placeOf(a.kind) < placeOf(b.kind); });
    for (const Constraint& constraint : ordered) {
        const bool isOfItsType = constraint.isTypeBound; // the column's type brings it
        if (isOfItsType || writePart(lines, constraint, change.table))
            constraints.push_back(constraint);
    }
    table.constraints = std::move(constraints);
    for (const LeftOut& part : m_options.unknownParts.value(table.name.key())) {
        m_leftOut.push_back(part);
        std::vector<Line> comments;
        comment(part, comments);
        lines.append(comments.front().text);
    }
    if (!table.name.schema.isEmpty())
        lines.append(QStringLiteral("schema=%1,").arg(pythonText(table.name.schema)));
    if (!table.comment.isEmpty())
        lines.append(QStringLiteral("comment=%1,").arg(pythonText(table.comment)));
    if (!table.prefixes.isEmpty())
        lines.append(QStringLiteral("prefixes=%1,").arg(pythonList(table.prefixes)));
    if (const auto options = m_code.options(table.options)) {
        for (const QString& option : *options)
            lines.append(option + QLatin1Char(','));
    } else {
        return leaveOut(LeftOut{ table.name, {}, true, options.error(), {} });
    }
    const auto last = std::find_if(
        lines.rbegin(), lines.rend(), [](const QString& line) { return !line.startsWith(QLatin1Char('#')); });
    if (last != lines.rend() && last->endsWith(QLatin1Char(',')))
        last->chop(1);
    lines.prepend(QStringLiteral("op.create_table(%1,").arg(pythonText(table.name.name)));
    lines.append(QStringLiteral(")"));
    addLine(lines.join(QLatin1Char('\n')));
    m_hasStatements = true;
    std::vector<schema::Index> indexes;
    indexes.swap(table.indexes);
    m_state.apply(made);
    for (const schema::Column& column : table.columns)
        if (const auto use = m_rules.enumOf(column.type, table))
            m_enums.insert(schema::keyOf(use->type.name, m_rules).key());
    m_code.setExistingEnums(m_enums);
    for (const schema::Index& index : indexes) {
        const Change creation = schema::CreateIndex{ table.name, index };
        m_current = &creation;
        writeCreateIndex(std::get<schema::CreateIndex>(creation));
    }
}

void OperationWriter::writeCreateIndex(const schema::CreateIndex& change)
{
    QStringList columns;
    for (const schema::Expression& element : change.index.elements)
        columns.append(element.textOf());
    const auto unknown = unknownIn(change.table, columns);
    const Written elements = m_code.indexElements(change.index);
    const auto options = m_code.options(change.index.options);
    if (unknown)
        return leaveOut({ change.table, change.index.name.text, false, unknown->reason, unknown->at });
    if (!elements || !options)
        return leaveOut(change.table, change.index.name.text, elements ? options.error() : elements.error());
    add({ .name = QStringLiteral("create_index"),
        .table = change.table,
        .first = { m_code.name(change.index.name, op(change.table)) },
        .rest = { *elements },
        .keywords = QStringList{ QStringLiteral("unique=") + pythonTruth(change.index.isUnique) } + *options });
    m_state.apply(change);
}

void OperationWriter::writeColumn(const schema::ColumnAddition& change)
{
    const auto unknown = unknownIn(change.table, { change.column.name });
    if (unknown)
        return leaveOut(*unknown);
    const Written code = m_code.column(change.column);
    if (!code) {
        const LeftOut what{ change.table, change.column.name, false, code.error(), {} };
        m_options.unknownColumns.insert(change.table.key() + QLatin1Char('.') + change.column.name, what);
        return leaveOut(what);
    }
    add({ .name = QStringLiteral("add_column"), .table = change.table, .rest = { *code } });
    m_state.apply(change);
}

Written OperationWriter::existingDefault(const schema::ServerDefault& value)
{
    if (const auto* expression = std::get_if<schema::Expression>(&value))
        return m_code.serverDefault(*expression);
    if (const auto* identity = std::get_if<schema::Identity>(&value))
        return m_code.identity(*identity);
    if (const auto* computed = std::get_if<schema::Computed>(&value))
        return m_code.computed(*computed);
    return QStringLiteral("None");
}

void OperationWriter::writeAlteration(const schema::ColumnChange& change)
{
    if (const auto unknown = unknownIn(change.table, { change.column }))
        return leaveOut(*unknown);
    Call call{ .name = QStringLiteral("alter_column"),
        .table = change.table,
        .rest = { pythonText(change.column) },
        .isTall = true };
    bool isWritable = change.newName.isEmpty();
    const auto put = [&](const char* keyword, const Written& code) {
        isWritable = isWritable && code;
        if (code)
            call.keywords.append(QLatin1String(keyword) + QLatin1Char('=') + *code);
    };
    if (change.existingType && !change.existingType->isNull())
        put("existing_type", m_code.type(*change.existingType));
    if (change.type)
        put("type_", m_code.type(*change.type));
    if (change.nullable)
        put("nullable", pythonTruth(*change.nullable));
    else if (change.existingNullable)
        put("existing_nullable", pythonTruth(*change.existingNullable));
    if (!std::holds_alternative<std::monostate>(change.serverDefault))
        put("server_default", existingDefault(change.serverDefault));
    const bool hasDefault = !std::holds_alternative<std::monostate>(change.existingServerDefault)
        && !std::holds_alternative<schema::NoDefault>(change.existingServerDefault);
    if (hasDefault)
        put("existing_server_default", existingDefault(change.existingServerDefault));
    if (change.autoIncrement)
        put("autoincrement", pythonTruth(*change.autoIncrement));
    else if (change.existingAutoIncrement && *change.existingAutoIncrement)
        put("existing_autoincrement", pythonTruth(true));
    if (change.changesComment)
        put("comment", change.comment.isEmpty() ? QStringLiteral("None") : pythonText(change.comment));
    if (!change.existingComment.isEmpty())
        put("existing_comment", pythonText(change.existingComment));
    if (!change.usingExpression.isEmpty())
        put("postgresql_using", pythonText(change.usingExpression));
    if (!isWritable)
        return executeSql(change, change.table, change.column);
    add(call);
    m_state.apply(change);
}

void OperationWriter::writeConstraint(const schema::AddConstraint& change)
{
    const Constraint& constraint = change.constraint;
    if (const auto unknown = unknownIn(change.table, constraint.columns))
        return leaveOut({ change.table, partName(constraint), false, unknown->reason, unknown->at });
    if (const auto missing = missingTarget(constraint, change.table))
        return leaveOut({ change.table, partName(constraint), false, *missing, {} });
    const auto keywords = m_code.keywordsOf(constraint);
    if (!keywords || constraint.isTypeBound)
        return executeSql(change, change.table, partName(constraint));
    const schema::Table* table = m_state.schema().table(schema::keyOf(change.table, m_rules));
    const bool isUnnamed = table && m_code.isNamedAnyway(constraint, *table);
    const QString name = isUnnamed ? QStringLiteral("None") : m_code.name(constraint.name, op(change.table));
    Call call{ .table = change.table, .first = { name }, .keywords = *keywords };
    switch (constraint.kind) {
    case Kind::PrimaryKey:
    case Kind::Unique:
        call.name = constraint.kind == Kind::Unique ? QStringLiteral("create_unique_constraint")
                                                    : QStringLiteral("create_primary_key");
        call.rest = { pythonList(constraint.columns) };
        break;
    case Kind::ForeignKey:
        call.name = QStringLiteral("create_foreign_key");
        call.rest = { pythonText(constraint.target.name), pythonList(constraint.columns),
            pythonList(constraint.targetColumns) };
        call.schemaKeyword = QStringLiteral("source_schema");
        if (!constraint.target.schema.isEmpty())
            call.keywords.append(QStringLiteral("referent_schema=") + pythonText(constraint.target.schema));
        break;
    case Kind::Check: {
        const Written condition = constraint.condition
            ? m_code.sqlText(*constraint.condition)
            : Written(
                tl::unexpected(core::Message{ QT_TRANSLATE_NOOP("Messages", "Its expression is not known."), {} }));
        if (!condition)
            return leaveOut(change.table, partName(constraint), condition.error());
        call.name = QStringLiteral("create_check_constraint");
        call.rest = { *condition };
        break;
    }
    case Kind::Exclusion:
        return executeSql(change, change.table, partName(constraint));
    }
    add(call);
    m_state.apply(change);
}

void OperationWriter::writeDrop(const schema::DropConstraint& change)
{
    const schema::ConstraintReference& reference = change.reference;
    if (isNotMade(reference.table, reference.name.text))
        return;
    if (reference.name.isEmpty())
        return leaveOut(reference.table, {},
            { QT_TRANSLATE_NOOP("Messages", "A constraint without a name cannot be dropped."), {} });
    if (reference.kind == Kind::Exclusion)
        return executeSql(change, reference.table, reference.name.text);
    QStringList keywords;
    if (reference.kind)
        keywords.append(QStringLiteral("type_=") + pythonText(kindName(*reference.kind)));
    add({ .name = QStringLiteral("drop_constraint"),
        .table = reference.table,
        .first = { m_code.name(reference.name, op(reference.table)) },
        .keywords = keywords });
    m_state.apply(change);
}

void OperationWriter::writeDrop(const schema::DropIndex& change)
{
    if (isNotMade(change.table, change.index.name))
        return;
    add({ .name = QStringLiteral("drop_index"),
        .table = change.table,
        .first = { m_code.name({ change.index.name, change.isConventional }, op(change.table)) },
        .tableKeyword = QStringLiteral("table_name") });
    m_state.apply(change);
}

} // namespace espalier::authoring
