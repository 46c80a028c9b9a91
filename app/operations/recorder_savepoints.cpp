// Savepoints: what is done after one is undone where it is rolled back to.
#include "operations/recorder.h"

namespace espalier::operations {

namespace {

const char* const perhapsRolledBack
    = QT_TRANSLATE_NOOP("Messages", "whether this is rolled back to a savepoint is not known");

} // namespace

std::shared_ptr<Recorder::Savepoint> Recorder::setSavepoint()
{
    needOnline();
    auto savepoint = std::make_shared<Savepoint>(
        Savepoint{ state(), *m_certainty, {}, m_groups.size(), m_operations.size(), m_changes });
    if (m_rows)
        savepoint->rows = *m_rows;
    m_savepoints.push_back(savepoint);
    return savepoint;
}

/// Those within it have to end before: the connection takes nothing after that.
bool Recorder::endsInside(const Savepoint& savepoint, Interpreter& interpreter)
{
    const auto at = std::find_if(
        m_savepoints.begin(), m_savepoints.end(), [&](const auto& one) { return one.get() == &savepoint; });
    if (at == m_savepoints.end())
        return false;
    const bool isInside = std::next(at) != m_savepoints.end();
    m_savepoints.erase(at, m_savepoints.end());
    if (isInside)
        opaque(
            interpreter, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "ends a savepoint before those within it")));
    return isInside;
}

/// The operations of the way that it was set in; what is after its place was done since.
std::vector<Operation>& Recorder::operationsOf(const Savepoint& savepoint)
{
    return savepoint.groups < m_groups.size() ? m_groups[savepoint.groups].outer : m_operations;
}

/// Where a change of the structure commits by itself, savepoints are gone with it.
bool Recorder::hasEnded(const Savepoint& savepoint, Interpreter& interpreter)
{
    if (m_circumstances.dialect->schemaRules().facts().isTransactional)
        return false;
    const auto& all = operationsOf(savepoint);
    const size_t from = std::min(savepoint.operations, all.size());
    if (reachOf({ all.begin() + ptrdiff_t(from), all.end() }) < Opaque::Reach::Table)
        return false;
    mayStop(interpreter.place(),
        interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a change of the structure has ended the savepoint")),
        QStringLiteral("OperationalError"));
    return true;
}

void Recorder::rollBackTo(Interpreter& interpreter, Savepoint& savepoint)
{
    if (endsInside(savepoint, interpreter))
        return;
    const bool isSureWay = savepoint.groups == m_groups.size();
    if ((isSureWay && savepoint.isReleased) || hasEnded(savepoint, interpreter))
        return;
    if (!isSureWay) { // this way may not be the one that is taken
        perhapsUndone(savepoint, interpreter.doubt(perhapsRolledBack));
    } else {
        const auto from = m_operations.begin() + ptrdiff_t(std::min(savepoint.operations, m_operations.size()));
        m_operations.erase(std::remove_if(from, m_operations.end(),
                               [](const Operation& one) { return !std::holds_alternative<Opaque>(one.what); }),
            m_operations.end());
    }
    state() = savepoint.state;
    if (isSureWay) // else what was undone is in doubt where the ways meet
        *m_certainty = savepoint.certainty;
    if (m_rows)
        *m_rows = *savepoint.rows;
    m_changes = m_groups.empty() ? savepoint.changes : std::max(savepoint.changes, m_groups.back().changes);
    savepoint.isReleased = savepoint.isReleased || isSureWay;
}

void Recorder::release(Interpreter& interpreter, Savepoint& savepoint)
{
    if (endsInside(savepoint, interpreter) || hasEnded(savepoint, interpreter))
        return;
    const bool isSureWay = savepoint.groups == m_groups.size();
    if (isInTry() && !isSureWay) // it may be left by an exception that is caught
        perhapsUndone(savepoint, interpreter.doubt(perhapsRolledBack));
    savepoint.isReleased = savepoint.isReleased || isSureWay;
}

/// All that was done since then stands, or nothing of it.
void Recorder::perhapsUndone(const Savepoint& savepoint, const DoubtPtr& why)
{
    auto& operations = operationsOf(savepoint);
    const size_t from = std::min(savepoint.operations, operations.size());
    std::vector<Operation> since(operations.begin() + ptrdiff_t(from), operations.end());
    auto made = savepoint.groups > m_groups.size() ? std::nullopt : perhaps(std::move(since), why);
    if (!made)
        return;
    operations.resize(from);
    operations.push_back(std::move(*made));
    if (m_rows)
        m_rows->keepCommon(*savepoint.rows);
}

void Recorder::rollBack(Interpreter& interpreter)
{
    opaque(interpreter, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "rolls the transaction back that it runs in")));
}

} // namespace espalier::operations
