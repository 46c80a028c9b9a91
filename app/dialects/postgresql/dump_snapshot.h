#pragma once

#include "dialects/backup_tool.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace espalier::dialects::postgresql {

/// A session that exports the snapshot which pg_dump then dumps, and counts the tables' rows and reads the schema in
/// that snapshot while it does. Lives on a thread of its own.
///
/// Order matters. A lock taken before pg_dump has its own could make it wait behind somebody's ALTER TABLE that waits
/// for us, for ever; so nothing is read before locksAreTaken(). And a table rewritten after pg_dump is done would look
/// empty to the old snapshot; so all tables are locked before the first is counted, or none is counted at all.
class DumpSnapshot {
public:
    DumpSnapshot(const DumpOrder& order, const core::CancelToken& cancel);
    ~DumpSnapshot();
    DumpSnapshot(const DumpSnapshot&) = delete;
    DumpSnapshot& operator=(const DumpSnapshot&) = delete;

    /// Waits for the snapshot's name.
    core::Result<QString> name();
    /// pg_dump holds its locks: reading may begin.
    void locksAreTaken();
    /// pg_dump is done: waits for what is still being read, and ends the session.
    core::Result<ContentFacts> finish();
    /// After finish(): the schema, where it could be read in the snapshot whole.
    std::optional<Introspected> takeSchema() { return std::move(m_schema); }

private:
    void run(const DumpOrder& order);
    core::Result<std::unique_ptr<SqlExecutor>> exportSnapshot(const DumpOrder& order);
    static core::Result<ContentFacts> read(SqlExecutor& session, const DumpOrder& order);
    static std::optional<Introspected> readSchema(SqlExecutor& session, const DumpOrder& order, bool areTablesLocked);

    core::CancelSource m_cancel;
    core::CancelHook m_parentHook;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<core::Result<QString>> m_name;
    std::optional<core::Result<ContentFacts>> m_content;
    std::optional<Introspected> m_schema;
    bool m_mayRead = false;
    bool m_mayEnd = false;
    std::thread m_thread;
};

} // namespace espalier::dialects::postgresql
