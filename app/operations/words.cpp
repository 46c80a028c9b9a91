#include "operations/words.h"

#include "operations/change_words.h"

#include <algorithm>

namespace espalier::operations {

namespace {

using Sentences = std::vector<core::Message>;

constexpr qsizetype longestSql = 120;

void append(Sentences& sentences, const Sentences& more)
{
    sentences.insert(sentences.end(), more.begin(), more.end());
}

Sentences ofChanges(const schema::Changes& changes)
{
    Sentences sentences;
    for (const schema::Change& change : changes)
        append(sentences, inWords(change));
    return sentences;
}

Sentences ofBatch(const Batch& batch, const schema::Changes& changes)
{
    Sentences sentences;
    if (batch.copy)
        sentences.push_back(
            { QT_TRANSLATE_NOOP("Messages", "makes table %1 anew and copies its rows"), { batch.table.key() } });
    append(sentences, ofChanges(changes));
    if (sentences.empty())
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "changes nothing in table %1"), { batch.table.key() } });
    return sentences;
}

Sentences ofRows(const schema::Insert& insert)
{
    const QString table = insert.table.key();
    if (insert.rows.size() == 1)
        return { { QT_TRANSLATE_NOOP("Messages", "writes one row into %1"), { table } } };
    return { { QT_TRANSLATE_NOOP("Messages", "writes %1 rows into %2"),
        { QString::number(insert.rows.size()), table } } };
}

Sentences ofExecute(const Execute& execute, const Operation& operation)
{
    const auto* insert = std::get_if<schema::Insert>(&execute.statement);
    if (insert && !insert->from && !insert->rows.empty())
        return ofRows(*insert);
    if (operation.isRead && operation.sql.isEmpty())
        return { { QT_TRANSLATE_NOOP("Messages", "reads tables that have no rows"), {} } };
    if (operation.isRead)
        return { { QT_TRANSLATE_NOOP("Messages", "reads: %1"), { shortened(operation.sql.value(0)) } } };
    const bool isKnown = std::none_of(operation.changes.begin(), operation.changes.end(),
        [](const schema::Change& change) { return std::holds_alternative<schema::UnknownStatement>(change); });
    if (isKnown && !operation.changes.empty())
        return ofChanges(operation.changes);
    if (!operation.sql.isEmpty())
        return { { QT_TRANSLATE_NOOP("Messages", "runs SQL: %1"), { shortened(operation.sql.first()) } } };
    return { { QT_TRANSLATE_NOOP("Messages", "runs SQL that is empty"), {} } };
}

} // namespace

QString shortened(const QString& sql)
{
    const QString line = sql.simplified();
    return line.size() <= longestSql ? line : line.left(longestSql - 1).trimmed() + QChar(0x2026);
}

std::vector<core::Message> inWords(const Operation& operation)
{
    if (const auto* change = std::get_if<schema::Change>(&operation.what))
        return inWords(*change);
    if (const auto* batch = std::get_if<Batch>(&operation.what))
        return ofBatch(*batch, operation.changes);
    if (const auto* execute = std::get_if<Execute>(&operation.what))
        return ofExecute(*execute, operation);
    if (const auto* block = std::get_if<AutocommitBlock>(&operation.what))
        return { block->begins ? core::Message{ QT_TRANSLATE_NOOP("Messages",
                                                    "ends the transaction: what follows is committed at once"),
                     {} }
                               : core::Message{ QT_TRANSLATE_NOOP("Messages", "begins a transaction again"), {} } };
    const Opaque& opaque = std::get<Opaque>(operation.what);
    return { { QT_TRANSLATE_NOOP("Messages", "cannot be known: %1"), { opaque.reason.text() } } };
}

} // namespace espalier::operations
