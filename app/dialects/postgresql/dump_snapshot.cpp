#include "dialects/postgresql/dump_snapshot.h"

#include "dialects/dialect.h"

#include <QCoreApplication>

namespace espalier::dialects::postgresql {

DumpSnapshot::DumpSnapshot(const DumpOrder& order, const core::CancelToken& cancel)
    : m_parentHook(cancel.onCancel([source = m_cancel] { source.cancel(); }))
    , m_thread([this, order] { run(order); })
{ }

DumpSnapshot::~DumpSnapshot()
{
    m_cancel.cancel();
    {
        const std::lock_guard lock(m_mutex);
        m_mayRead = m_mayEnd = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

core::Result<QString> DumpSnapshot::name()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_name.has_value(); });
    return *m_name;
}

void DumpSnapshot::locksAreTaken()
{
    {
        const std::lock_guard lock(m_mutex);
        m_mayRead = true;
    }
    m_changed.notify_all();
}

core::Result<ContentFacts> DumpSnapshot::finish()
{
    locksAreTaken();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_content.has_value(); });
    m_mayEnd = true;
    m_changed.notify_all();
    return *m_content;
}

void DumpSnapshot::run(const DumpOrder& order)
{
    auto session = exportSnapshot(order);
    std::unique_lock lock(m_mutex);
    if (!session)
        m_content = core::fail(session.error());
    m_changed.notify_all();
    if (!session)
        return;
    m_changed.wait(lock, [this] { return m_mayRead; });
    lock.unlock();
    auto content = read(**session, order);
    auto schema = readSchema(**session, order, content.has_value());
    lock.lock();
    m_content = std::move(content);
    m_schema = std::move(schema);
    m_changed.notify_all();
    // Parallel pg_dump's workers take the snapshot over from this session, not from their leader.
    m_changed.wait(lock, [this] { return m_mayEnd; });
}

core::Result<std::unique_ptr<SqlExecutor>> DumpSnapshot::exportSnapshot(const DumpOrder& order)
{
    const auto publish = [this](core::Result<QString> name) {
        const std::lock_guard lock(m_mutex);
        m_name = std::move(name);
    };
    auto session = order.server.connect(order.server.url, m_cancel.token());
    if (!session) {
        publish(core::fail(session.error()));
        return session;
    }
    const QString statements[] = { QStringLiteral("SET lock_timeout = %1").arg(order.lockTimeoutMs),
        QStringLiteral("SET idle_in_transaction_session_timeout = 0"),
        QStringLiteral("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") };
    for (const QString& statement : statements) {
        if (const auto done = (*session)->execute(statement); !done) {
            publish(core::fail(done.error()));
            return core::fail(done.error());
        }
    }
    const auto name = (*session)->query(QStringLiteral("SELECT pg_export_snapshot() AS name"));
    if (!name) {
        publish(core::fail(name.error()));
        return core::fail(name.error());
    }
    publish(name->text(0, QStringLiteral("name")));
    return session;
}

core::Result<ContentFacts> DumpSnapshot::read(SqlExecutor& session, const DumpOrder& order)
{
    if (const auto kept = session.execute(QStringLiteral("SAVEPOINT content")); !kept)
        return core::fail(kept.error());
    if (order.countRows) {
        const auto tables = session.query(catalogueQuery(order.server.url.dialect, QStringLiteral("backup_tables")));
        if (!tables)
            return core::fail(tables.error());
        QStringList names;
        for (size_t row = 0; row < tables->size(); ++row)
            names += QStringLiteral("ONLY ")
                + session.dialect().quotedName(
                    tables->text(row, QStringLiteral("schema")), tables->text(row, QStringLiteral("name")));
        const QString lock
            = QStringLiteral("LOCK TABLE %1 IN ACCESS SHARE MODE NOWAIT").arg(names.join(QStringLiteral(", ")));
        if (!names.isEmpty()) {
            if (const auto locked = session.execute(lock); !locked)
                return core::fail(locked.error());
        }
    }
    return order.readContent(session, order.countRows);
}

// Functions that write expressions wait for whoever changes a table, unless this session holds a lock of its own: then
// not for long, since who changes it may wait for pg_dump.
std::optional<Introspected> DumpSnapshot::readSchema(SqlExecutor& session, const DumpOrder& order, bool areTablesLocked)
{
    if (!order.readSchema)
        return std::nullopt;
    if (!areTablesLocked) {
        for (const char* statement : { "ROLLBACK TO SAVEPOINT content", "SET LOCAL lock_timeout = 1000" })
            if (const auto done = session.execute(QLatin1String(statement)); !done)
                return std::nullopt;
    }
    auto schema = session.dialect().introspect(session, order.server.version);
    if (!schema || schema->isTorn)
        return std::nullopt;
    schema->version = order.server.version;
    return std::move(*schema);
}

} // namespace espalier::dialects::postgresql
