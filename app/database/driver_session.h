#pragma once

#include "core/cancel.h"
#include "database/statement_guard.h"
#include "dialects/dialect.h"

#include <functional>
#include <memory>
#include <QSqlDatabase>
#include <thread>

class QSqlQuery;

namespace espalier::database {

/// The QtSql side of a session: a connection under a name of its own, statements that can be interrupted, and failures
/// taken whole on the thread where they happen. Knows nothing of settings or facts.
class DriverSession {
public:
    static core::Result<std::unique_ptr<DriverSession>> open(
        const dialects::Dialect& dialect, const dialects::ConnectRequest& request, const core::CancelToken& cancel);
    ~DriverSession();
    DriverSession(const DriverSession&) = delete;
    DriverSession& operator=(const DriverSession&) = delete;

    const dialects::Dialect& dialect() const { return m_dialect; }
    /// After the login: how to interrupt statements from now on.
    void learn(dialects::SqlExecutor& session, const QString& sessionId);

    using ColumnSink = dialects::SqlExecutor::ColumnSink;
    using RowSink = dialects::SqlExecutor::RowSink;
    /// Runs one statement and hands its rows over; gives the number of rows changed, -1 where that is not known.
    core::Result<qint64> run(
        const QString& sql, const QVariantList& bound, const ColumnSink& columns, const RowSink& rows);

    bool isLost() const { return m_isLost; }
    core::CancelToken exchangeCancel(const core::CancelToken& cancel);

private:
    DriverSession(const dialects::Dialect& dialect, const dialects::ConnectRequest& request);
    core::Result<void> connect(const core::CancelToken& cancel);
    core::Result<void> fetch(QSqlQuery& query, const ColumnSink& columns, const RowSink& rows) const;
    core::Error failureOf(const QSqlQuery& query, const QString& sql, const StatementGuard& guard);
    StatementGuard::Means means() const;

    const dialects::Dialect& m_dialect;
    dialects::ConnectRequest m_request;
    dialects::DriverConnection m_connection;
    QString m_subject;
    QString m_name;
    QSqlDatabase m_database;
    std::shared_ptr<dialects::NativeSession> m_native;
    QString m_cancelStatement;
    core::CancelToken m_cancel;
    std::thread::id m_thread = std::this_thread::get_id();
    bool m_isLost = false;
};

} // namespace espalier::database
