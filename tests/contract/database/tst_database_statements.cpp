#include "contract.h"
#include "database/row_counts.h"

#include <QElapsedTimer>
#include <thread>

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;

namespace {

QString endlessStatement(Kind kind)
{
    return perKind(kind,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n WHERE i < 0",
        "SELECT pg_sleep(60)", "SELECT SLEEP(60) FROM information_schema.TABLES LIMIT 1");
}

/// More than anybody wants; QMYSQL fetches all before it hands out the first, so there they are not quite as many.
QString endlessRows(Kind kind)
{
    return perKind(kind, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "SELECT i FROM (SELECT generate_series(1, 1000000000) AS i) AS s", "SELECT seq FROM seq_1_to_200000");
}

/// Waits until the server itself says that the statement runs. SQLite has nobody to ask: there it may not have begun,
/// which must make no difference.
void awaitRunning(const TestDatabase& database)
{
    if (database.kind() == Kind::Sqlite)
        return;
    const QString sql = perKind(database.kind(), "",
        "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%' AND datname = "
        "current_database()",
        "SELECT 1 FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP%' AND DB = DATABASE()");
    while (database.column(sql).isEmpty())
        std::this_thread::yield();
}

void kill(const TestDatabase& database, const QString& sessionId)
{
    database.execute(
        { database.kind() == Kind::PostgreSql ? QStringLiteral("SELECT pg_terminate_backend(%1)").arg(sessionId)
                                              : QStringLiteral("KILL CONNECTION %1").arg(sessionId) });
}

} // namespace

class TestDatabaseStatements : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void longStatementIsCancelledWithinASecond_data() { everyKind(); }
    void longStatementIsCancelledWithinASecond();
    void cancelAtOnceIsNeverLost_data() { everyKind(); }
    void cancelAtOnceIsNeverLost();
    void cancelBetweenRowsStopsTheStream_data() { everyKind(); }
    void cancelBetweenRowsStopsTheStream();
    void sinkThatFailsEndsTheStatement_data() { everyKind(); }
    void sinkThatFailsEndsTheStatement();
    void statementsOfACancelledSessionDoNotStart_data() { everyKind(); }
    void statementsOfACancelledSessionDoNotStart();
    void killedWhileRunningIsALostConnection_data() { everyServer(); }
    void killedWhileRunningIsALostConnection();
    void killedWhileIdleIsALostConnection_data() { everyServer(); }
    void killedWhileIdleIsALostConnection();
    void statementStoppedBySomebodyElseIsNoCancel_data() { everyServer(); }
    void statementStoppedBySomebodyElseIsNoCancel();
    void readOnlySessionRefusesWrites_data() { everyKind(); }
    void readOnlySessionRefusesWrites();
    void namesOfEveryKindSurvive_data() { everyKind(); }
    void namesOfEveryKindSurvive();
    void boundValuesAreValues_data() { everyKind(); }
    void boundValuesAreValues();
    void failureIsWhole_data() { everyKind(); }
    void failureIsWhole();
    void lockTimeoutIsBusy_data() { everyKind(); }
    void lockTimeoutIsBusy();
    void statementTimeoutIsBusy_data() { everyServer(); }
    void statementTimeoutIsBusy();
    void transactionIsUndoneEvenWhenCancelled_data() { everyKind(); }
    void transactionIsUndoneEvenWhenCancelled();
    void rowsAreCountedInBatches_data() { everyKind(); }
    void rowsAreCountedInBatches();
    void unreadableTableHidesNoOther();
    void estimatesCostOneQuery_data() { everyServer(); }
    void estimatesCostOneQuery();
};

void TestDatabaseStatements::longStatementIsCancelledWithinASecond()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const core::CancelSource source;
    auto session = open(database.url(), source.token());
    VERIFY_RESULT(session);
    QElapsedTimer timer;
    qint64 cancelTook = 0;
    std::thread canceller([&] {
        awaitRunning(database);
        timer.start();
        source.cancel();
        cancelTook = timer.elapsed();
    });
    const auto rows = session->query(endlessStatement(kind));
    canceller.join();
    VERIFY_FAILS(rows, ErrorCode::Cancelled);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(cancelTook < 100, "the one who cancels was made to wait");
    session->useCancel({});
    VERIFY_RESULT(session->query(QStringLiteral("SELECT 1")));
}

void TestDatabaseStatements::cancelAtOnceIsNeverLost()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    for (int round = 0; round < 20; ++round) {
        const core::CancelSource source;
        auto session = open(database.url());
        VERIFY_RESULT(session);
        session->useCancel(source.token());
        QElapsedTimer timer;
        timer.start();
        std::thread canceller([&] { source.cancel(); });
        const auto rows = session->query(endlessStatement(kind));
        canceller.join();
        VERIFY_FAILS(rows, ErrorCode::Cancelled);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }
}

void TestDatabaseStatements::cancelBetweenRowsStopsTheStream()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const core::CancelSource source;
    auto session = open(database.url(), source.token());
    VERIFY_RESULT(session);
    qint64 rows = 0;
    const auto streamed = session->stream(endlessRows(kind), {}, [&](const QVariantList&) -> core::Result<void> {
        if (++rows == 100)
            source.cancel();
        return {};
    });
    VERIFY_FAILS(streamed, ErrorCode::Cancelled);
    QVERIFY(rows >= 100);
}

void TestDatabaseStatements::sinkThatFailsEndsTheStatement()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    QElapsedTimer timer;
    timer.start();
    const auto streamed = session->stream(endlessRows(kind), {}, [](const QVariantList&) -> core::Result<void> {
        return core::fail(ErrorCode::WriteFailed, "The disk is full.");
    });
    VERIFY_FAILS(streamed, ErrorCode::WriteFailed);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    VERIFY_RESULT(session->query(QStringLiteral("SELECT 1")));
}

void TestDatabaseStatements::statementsOfACancelledSessionDoNotStart()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const core::CancelSource source;
    auto session = open(database.url(), source.token());
    VERIFY_RESULT(session);
    source.cancel();
    VERIFY_FAILS(session->execute(QStringLiteral("CREATE TABLE never (a INTEGER)")), ErrorCode::Cancelled);
    session->useCancel({});
    VERIFY_FAILS(session->query(QStringLiteral("SELECT * FROM never")), ErrorCode::NotFound);
}

void TestDatabaseStatements::killedWhileRunningIsALostConnection()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const QString id = session->facts().sessionId;
    std::thread killer([&] {
        awaitRunning(database);
        kill(database, id);
    });
    const auto rows = session->query(endlessStatement(kind));
    killer.join();
    VERIFY_FAILS(rows, ErrorCode::ConnectionLost);
    QVERIFY(!rows.error().detail.isEmpty());
    QVERIFY(session->isLost());
    VERIFY_FAILS(session->query(QStringLiteral("SELECT 1")), ErrorCode::ConnectionLost);
    session = open(database.url());
    VERIFY_RESULT(session);
    VERIFY_RESULT(session->query(QStringLiteral("SELECT 1")));
}

void TestDatabaseStatements::killedWhileIdleIsALostConnection()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    kill(database, session->facts().sessionId);
    VERIFY_FAILS(session->query(QStringLiteral("SELECT 1")), ErrorCode::ConnectionLost);
    QVERIFY(session->isLost());
}

void TestDatabaseStatements::statementStoppedBySomebodyElseIsNoCancel()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const QString id = session->facts().sessionId;
    std::thread somebody([&] {
        awaitRunning(database);
        database.execute({ session->dialect().cancelStatement(id) });
    });
    const auto rows = session->query(endlessStatement(kind));
    somebody.join();
    VERIFY_FAILS(rows, ErrorCode::StatementFailed);
    VERIFY_RESULT(session->query(QStringLiteral("SELECT 1")));
}

void TestDatabaseStatements::readOnlySessionRefusesWrites()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE t (a INTEGER)") });
    if (kind == Kind::PostgreSql)
        database.execute(
            { QStringLiteral("GRANT ALL ON t TO espalier"), QStringLiteral("GRANT ALL ON SCHEMA public TO espalier") });
    database::OpenOptions options;
    options.forceReadOnly = true;
    auto session = open(database.url(), {}, options);
    VERIFY_RESULT(session);
    QVERIFY(session->facts().readOnly);
    VERIFY_FAILS(session->execute(QStringLiteral("INSERT INTO t VALUES (1)")), ErrorCode::Refused);
    VERIFY_FAILS(session->execute(QStringLiteral("CREATE TABLE u (a INTEGER)")), ErrorCode::Refused);
    VERIFY_FAILS(session->execute(QStringLiteral("DROP TABLE t")), ErrorCode::Refused);
    const auto rows = session->query(QStringLiteral("SELECT count(*) FROM t"));
    VERIFY_RESULT(rows);
    QCOMPARE(rows->rows[0][0].toInt(), 0);
}

void TestDatabaseStatements::namesOfEveryKindSurvive()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const dialects::Dialect& dialect = session->dialect();
    const QStringList names{ QStringLiteral("Größe"), QStringLiteral("it's \"quoted\" `twice`"),
        QStringLiteral("select"), QStringLiteral("a b;--c"), QStringLiteral("таблица 表"), QStringLiteral("%1 ? :x") };
    if (kind == Kind::PostgreSql)
        database.execute({ QStringLiteral("GRANT ALL ON SCHEMA public TO espalier") });
    for (const QString& name : names) {
        const QString quoted = dialect.quoted(name);
        VERIFY_RESULT(session->execute(
            QStringLiteral("CREATE TABLE ") + quoted + QLatin1String(" (") + quoted + QLatin1String(" VARCHAR(100))")));
        VERIFY_RESULT(session->execute(QStringLiteral("INSERT INTO ") + quoted + QLatin1String(" VALUES (")
            + dialect.literal(name + QLatin1String("\\'")) + QLatin1Char(')')));
        const auto rows = session->query(QStringLiteral("SELECT * FROM ") + quoted);
        VERIFY_RESULT(rows);
        QString column = name;
        if (kind == Kind::Sqlite) // Qt's driver drops the quotes in a column's name
            column.remove(QLatin1Char('"'));
        QCOMPARE(rows->columns, QStringList{ column });
        QCOMPARE(rows->text(0, column), name + QLatin1String("\\'"));
    }
    const auto tables = database::countRows(*session, database::CountMode::Exact, jobs::JobContext());
    VERIFY_RESULT(tables);
    QCOMPARE(tables->size(), static_cast<size_t>(names.size()));
    for (const dialects::TableCount& table : *tables) {
        QVERIFY2(names.contains(table.name), qPrintable(table.name));
        QCOMPARE(table.rows, std::optional<qint64>(1));
    }
}

void TestDatabaseStatements::boundValuesAreValues()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    if (kind == Kind::PostgreSql)
        database.execute({ QStringLiteral("GRANT ALL ON SCHEMA public TO espalier") });
    auto session = open(database.url());
    VERIFY_RESULT(session);
    VERIFY_RESULT(session->execute(QStringLiteral("CREATE TABLE t (a VARCHAR(100), b BIGINT)")));
    const QString nasty = QStringLiteral("Robert'); DROP TABLE t; -- \\ \" ß");
    const auto inserted = session->execute(QStringLiteral("INSERT INTO t VALUES (?, ?)"), { nasty, qint64(1) << 40 });
    VERIFY_RESULT(inserted);
    QCOMPARE(*inserted, 1);
    const auto rows = session->query(QStringLiteral("SELECT b FROM t WHERE a = ?"), { nasty });
    VERIFY_RESULT(rows);
    QCOMPARE(rows->rows.size(), size_t(1));
    QCOMPARE(rows->rows[0][0].toLongLong(), qint64(1) << 40);
    // Without values a question mark is just one.
    const auto mark = session->query(QStringLiteral("SELECT '?' AS q"));
    VERIFY_RESULT(mark);
    QCOMPARE(mark->text(0, QStringLiteral("q")), QStringLiteral("?"));
}

void TestDatabaseStatements::failureIsWhole()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const auto rows = session->query(QStringLiteral("SELEC 'nonsense'"));
    VERIFY_FAILS(rows, ErrorCode::StatementFailed);
    const QString detail = rows.error().detail;
    QVERIFY2(detail.contains(perKind(kind, "Error 1", "SQLSTATE 42601", "Error 1064")), qPrintable(detail));
    QVERIFY2(detail.contains(QStringLiteral("Statement: SELEC 'nonsense'")), qPrintable(detail));
    QVERIFY2(detail.contains(QStringLiteral("syntax")), qPrintable(detail));
    QVERIFY(core::summary(rows.error()).contains(session->settings().url.display()));
}

void TestDatabaseStatements::lockTimeoutIsBusy()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute(
        { QStringLiteral("CREATE TABLE t (a INTEGER PRIMARY KEY)"), QStringLiteral("INSERT INTO t VALUES (1)") });
    auto first = open(database.adminUrl());
    VERIFY_RESULT(first);
    VERIFY_RESULT(first->begin());
    VERIFY_RESULT(first->execute(QStringLiteral("UPDATE t SET a = 2")));
    database::OpenOptions options;
    options.timeouts.lockMs = 300;
    auto second = open(database.adminUrl(), {}, options);
    VERIFY_RESULT(second);
    VERIFY_FAILS(second->execute(QStringLiteral("UPDATE t SET a = 3")), ErrorCode::Busy);
    VERIFY_RESULT(first->rollback());
    VERIFY_RESULT(second->execute(QStringLiteral("UPDATE t SET a = 3")));
}

void TestDatabaseStatements::statementTimeoutIsBusy()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database::OpenOptions options;
    options.timeouts.statementMs = 200;
    auto session = open(database.url(), {}, options);
    VERIFY_RESULT(session);
    VERIFY_FAILS(session->query(endlessStatement(kind)), ErrorCode::Busy);
}

void TestDatabaseStatements::transactionIsUndoneEvenWhenCancelled()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE t (a INTEGER)") });
    const core::CancelSource source;
    auto session = open(database.adminUrl(), source.token());
    VERIFY_RESULT(session);
    VERIFY_RESULT(session->begin());
    VERIFY_RESULT(session->execute(QStringLiteral("INSERT INTO t VALUES (1)")));
    source.cancel();
    VERIFY_FAILS(session->commit(), ErrorCode::Cancelled);
    VERIFY_RESULT(session->rollback());
    QCOMPARE(database.column(QStringLiteral("SELECT count(*) FROM t")), QStringList{ QStringLiteral("0") });
}

void TestDatabaseStatements::rowsAreCountedInBatches()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    constexpr int tableCount = 110;
    QStringList statements;
    for (int i = 0; i < tableCount; ++i)
        statements += QStringLiteral("CREATE TABLE t%1 (a INTEGER)").arg(i, 3, 10, QLatin1Char('0'));
    statements += QStringLiteral("INSERT INTO t077 VALUES (1), (2), (3)");
    statements += QStringLiteral("CREATE VIEW v AS SELECT * FROM t077");
    database.execute(statements);
    auto session = open(database.adminUrl());
    VERIFY_RESULT(session);
    QList<jobs::Progress> progress;
    const jobs::JobContext context({}, [&](const jobs::Progress& step) { progress += step; });
    const auto tables = database::countRows(*session, database::CountMode::Exact, context);
    VERIFY_RESULT(tables);
    QCOMPARE(tables->size(), size_t(tableCount));
    for (int i = 0; i < tableCount; ++i) {
        const dialects::TableCount& table = tables->at(size_t(i));
        QCOMPARE(table.name, QStringLiteral("t%1").arg(i, 3, 10, QLatin1Char('0')));
        QCOMPARE(table.schema, perKind(kind, "", "public", ""));
        QCOMPARE(table.rows, std::optional<qint64>(i == 77 ? 3 : 0));
        QVERIFY(table.exact);
    }
    QCOMPARE(progress.size(), 3);
    QCOMPARE(progress.last().done, tableCount);
}

void TestDatabaseStatements::unreadableTableHidesNoOther()
{
    const TestDatabase database(Kind::PostgreSql);
    database.execute(
        { QStringLiteral("CREATE TABLE open (a INTEGER)"), QStringLiteral("CREATE TABLE closed (a INTEGER)"),
            QStringLiteral("INSERT INTO open VALUES (1)"), QStringLiteral("GRANT SELECT ON open TO espalier") });
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const auto tables = database::countRows(*session, database::CountMode::Exact, jobs::JobContext());
    VERIFY_RESULT(tables);
    QCOMPARE(tables->size(), size_t(2));
    QCOMPARE(tables->at(0).name, QStringLiteral("closed"));
    QVERIFY(!tables->at(0).rows);
    QCOMPARE(tables->at(1).rows, std::optional<qint64>(1));
}

void TestDatabaseStatements::estimatesCostOneQuery()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE t (a INTEGER)"),
        QStringLiteral("INSERT INTO t VALUES (1), (2), (3)"), perKind(kind, "", "ANALYZE t", "ANALYZE TABLE t") });
    auto session = open(database.adminUrl());
    VERIFY_RESULT(session);
    const auto tables = database::countRows(*session, database::CountMode::Estimated, jobs::JobContext());
    VERIFY_RESULT(tables);
    QCOMPARE(tables->size(), size_t(1));
    QCOMPARE(tables->at(0).rows, std::optional<qint64>(3));
    QVERIFY(!tables->at(0).exact);
}

QTEST_GUILESS_MAIN(TestDatabaseStatements)
#include "tst_database_statements.moc"
