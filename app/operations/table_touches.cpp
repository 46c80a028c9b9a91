#include "operations/table_touches.h"

#include "core/overloaded.h"
#include "schema/apply.h"

#include <algorithm>

namespace espalier::operations {
namespace {

using Kind = TableTouch::Kind;

} // namespace

TouchedTables::TouchedTables(const Evaluation& evaluation, const schema::SchemaRules& rules)
{
    for (const Operation& operation : evaluation.operations) {
        if (operation.isRead)
            continue;
        if (const auto* change = std::get_if<schema::Change>(&operation.what)) {
            add(*change, rules);
            continue;
        }
        for (const schema::Change& change : operation.changes)
            add(change, rules);
    }
}

void TouchedTables::add(const schema::Change& change, const schema::SchemaRules& rules)
{
    const auto push = [&](Kind kind, const schema::ObjectName& table, const QStringList& indexes = {}) {
        if (!table.name.isEmpty())
            m_touches.push_back({ kind, schema::keyOf(table, rules), {}, indexes });
    };
    const auto changed = [&](const auto& of) { push(Kind::Changed, of.table); };
    std::visit(core::Overloaded{
                   [&](const schema::CreateTable& made) {
                       QStringList indexes;
                       for (const schema::Index& index : made.table.indexes)
                           indexes.append(index.name.text);
                       push(Kind::Created, made.table.name, indexes);
                   },
                   [&](const schema::DropTable& dropped) { push(Kind::Dropped, dropped.table); },
                   [&](const schema::RenameTable& renamed) {
                       m_touches.push_back({ Kind::Renamed, schema::keyOf(renamed.newName, rules),
                           schema::keyOf(renamed.table, rules), {} });
                   },
                   [&](const schema::CreateIndex& made) { push(Kind::Changed, made.table, { made.index.name.text }); },
                   [&](const schema::DropIndex& dropped) {
                       if (dropped.table.name.isEmpty())
                           m_touches.push_back({ Kind::Changed, { schema::keyOf(dropped.index, rules).schema, {} }, {},
                               { dropped.index.name } });
                       else
                           push(Kind::Changed, dropped.table);
                   },
                   [&](const schema::RenameIndex& renamed) { push(Kind::Changed, renamed.table, { renamed.newName }); },
                   [&](const schema::DropConstraint& dropped) { push(Kind::Changed, dropped.reference.table); },
                   [&](const schema::TouchRows& rows) {
                       if (rows.verb != QLatin1String("select") && rows.verb != QLatin1String("read"))
                           push(Kind::Rows, rows.table);
                   },
                   [&](const schema::ColumnAddition& one) { changed(one); },
                   [&](const schema::DropColumn& one) { changed(one); },
                   [&](const schema::ColumnChange& one) { changed(one); },
                   [&](const schema::AddConstraint& one) { changed(one); },
                   [&](const schema::RenameConstraint& one) { changed(one); },
                   [&](const schema::SetTableComment& one) { changed(one); },
                   [](const auto&) { /* of no table */ },
               },
        change);
}

void TableHistories::note(const schema::ObjectName& table, const TableTouch& touch)
{
    Touches& touches = m_tables[table];
    // Once for each revision, as the most that it does there.
    if (!touches.empty() && touches.back().revision == touch.revision) {
        touches.back().kind = std::min(touches.back().kind, touch.kind);
        return;
    }
    touches.push_back(touch);
}

void TableHistories::add(const QString& revision, const TouchedTables& touched)
{
    for (const TouchedTables::Touch& touch : touched.m_touches) {
        schema::ObjectName table = touch.table;
        if (table.name.isEmpty()) {
            table = m_tableOf.value({ table.schema, touch.indexes.value(0) });
            if (table.name.isEmpty())
                continue; // of a table that no revision made
        }
        switch (touch.kind) {
        case Kind::Dropped:
            m_tables.erase(table);
            continue;
        case Kind::Renamed:
            if (const auto old = m_tables.extract(touch.from); old && !m_tables.contains(table))
                m_tables.emplace(table, old.mapped());
            break;
        case Kind::Created:
            // CREATE TABLE IF NOT EXISTS, or once more: it was there
            if (m_tables.contains(table) && m_tables[table].front().kind == Kind::Created)
                continue;
            break;
        case Kind::Changed:
        case Kind::Rows:
            break;
        }
        note(table, { revision, touch.kind });
        for (const QString& index : touch.indexes)
            m_tableOf.insert({ table.schema, index }, table);
    }
}

const TableHistories::Touches& TableHistories::of(const schema::ObjectName& table) const
{
    static const Touches none;
    const auto found = m_tables.find(table);
    return found == m_tables.end() ? none : found->second;
}

} // namespace espalier::operations
