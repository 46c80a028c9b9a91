#include "report/difference_groups.h"

#include "schema/describe.h"

#include <QMap>

namespace espalier::report {

namespace {

using operations::SchemaDifference;
using schema::Difference;
using schema::ObjectKind;

core::Message partWords(const schema::Column& column)
{
    return { column.isNullable() ? QT_TRANSLATE_NOOP("Messages", "column %1 (%2, nullable)")
                                 : QT_TRANSLATE_NOOP("Messages", "column %1 (%2, NOT NULL)"),
        { column.name, schema::typeWords(column.type) } };
}

ObjectKind kindOf(schema::Constraint::Kind kind)
{
    switch (kind) {
    case schema::Constraint::Kind::PrimaryKey:
        return ObjectKind::PrimaryKey;
    case schema::Constraint::Kind::ForeignKey:
        return ObjectKind::ForeignKey;
    case schema::Constraint::Kind::Unique:
        return ObjectKind::Unique;
    case schema::Constraint::Kind::Check:
        return ObjectKind::Check;
    case schema::Constraint::Kind::Exclusion:
        break;
    }
    return ObjectKind::Exclusion;
}

core::Message partWords(const schema::Constraint& constraint)
{
    const QString columns = constraint.columns.join(QStringLiteral(", "));
    const QString name = constraint.name.isEmpty() ? QStringLiteral("–") : constraint.name.text;
    switch (constraint.kind) {
    case schema::Constraint::Kind::PrimaryKey:
        return { QT_TRANSLATE_NOOP("Messages", "primary key (%1)"), { columns } };
    case schema::Constraint::Kind::ForeignKey:
        return { QT_TRANSLATE_NOOP("Messages", "foreign key (%1) to %2 (%3)"),
            { columns, constraint.target.key(), constraint.targetColumns.join(QStringLiteral(", ")) } };
    case schema::Constraint::Kind::Unique:
        return { QT_TRANSLATE_NOOP("Messages", "unique (%1)"), { columns } };
    case schema::Constraint::Kind::Check:
        return { QT_TRANSLATE_NOOP("Messages", "check %1"), { name } };
    case schema::Constraint::Kind::Exclusion:
        break;
    }
    return { QT_TRANSLATE_NOOP("Messages", "exclusion constraint %1"), { name } };
}

core::Message partWords(const schema::Index& index)
{
    return { index.isUnique ? QT_TRANSLATE_NOOP("Messages", "unique index %1")
                            : QT_TRANSLATE_NOOP("Messages", "index %1"),
        { index.name.text } };
}

/// What comes or goes with a table.
void addParts(DifferenceGroup& group, const schema::Table& table, Difference::Kind kind)
{
    const auto add = [&](ObjectKind object, const core::Message& words) {
        group.lines.push_back({ kind, object, words, true });
    };
    for (const schema::Column& column : table.columns)
        add(ObjectKind::Column, partWords(column));
    for (const schema::Constraint& constraint : table.constraints)
        add(kindOf(constraint.kind), partWords(constraint));
    for (const schema::Index& index : table.indexes)
        add(ObjectKind::Index, partWords(index));
}

void addLine(DifferenceGroup& group, const Difference& change, const SchemaDifference& all)
{
    group.lines.push_back({ change.kind, change.object, change.detail, false });
    if (change.object != ObjectKind::Table || change.kind == Difference::Kind::Alter)
        return;
    group.kind = change.kind;
    const bool isAdded = change.kind == Difference::Kind::Add;
    if (const schema::Table* table = (isAdded ? all.after : all.before).table(change.table))
        addParts(group, *table, change.kind);
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString otherTitle() { return core::Message{ QT_TRANSLATE_NOOP("Messages", "Types, views and the like"), {} }.text(); }

QString doubtText(const SchemaDifference::Doubt& doubt)
{
    const QString place
        = doubt.at.line > 0 ? QStringLiteral("%1:%2").arg(doubt.revision).arg(doubt.at.line) : doubt.revision;
    const core::Message words{ doubt.wouldFail ? QT_TRANSLATE_NOOP("Messages", "! %1 would fail: %2")
                                               : QT_TRANSLATE_NOOP("Messages", "? %1 is not known: %2"),
        { place, doubt.message.text() } };
    return words.text();
}

} // namespace

QChar differenceSign(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Add:
        return QLatin1Char('+');
    case Difference::Kind::Remove:
        return QLatin1Char('-');
    case Difference::Kind::Alter:
        break;
    }
    return QLatin1Char('~');
}

std::vector<DifferenceGroup> differenceGroups(const SchemaDifference& difference)
{
    QMap<QString, DifferenceGroup> byTable;
    DifferenceGroup others;
    for (const Difference& change : difference.changes) {
        const QString table = change.table.key();
        addLine(table.isEmpty() ? others : byTable[table], change, difference);
    }
    QStringList doubtful;
    for (const SchemaDifference::Doubt& doubt : difference.doubts)
        doubtful += doubt.tables;
    std::vector<DifferenceGroup> groups;
    for (auto it = byTable.begin(); it != byTable.end(); ++it) {
        it->table = it.key();
        it->isIncomplete
            = difference.before.incomplete.contains(it.key()) || difference.after.incomplete.contains(it.key());
        it->isDoubtful = doubtful.contains(it.key());
        groups.push_back(std::move(*it));
    }
    if (!others.lines.empty())
        groups.push_back(std::move(others));
    return groups;
}

QString differenceText(const SchemaDifference& difference)
{
    QStringList lines;
    for (const DifferenceGroup& group : differenceGroups(difference)) {
        if (!lines.isEmpty())
            lines += QString();
        lines += group.table.isEmpty() ? otherTitle() : group.table;
        if (group.isDoubtful)
            lines += QStringLiteral("  ? ")
                + core::Message{
                      QT_TRANSLATE_NOOP("Messages", "Perhaps: it depends on what is not known."), {}
                  }.text();
        for (const DifferenceLine& line : group.lines)
            lines += QStringLiteral("%1%2 %3").arg(QString(line.isPart ? 4 : 2, QLatin1Char(' ')),
                QString(differenceSign(line.kind)), line.isPart ? line.words.text() : capitalised(line.words.text()));
        if (group.isIncomplete)
            lines += QStringLiteral("  ? ")
                + core::Message{ QT_TRANSLATE_NOOP("Messages", "Its columns are not all known."), {} }.text();
    }
    if (!difference.doubts.empty() && !lines.isEmpty())
        lines += QString();
    for (const SchemaDifference::Doubt& doubt : difference.doubts)
        lines += doubtText(doubt);
    return lines.join(QLatin1Char('\n'));
}

} // namespace espalier::report
