#include "dialects/sqlite/backup_file.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <csignal>
#include <QFile>
#include <QTest>
#include <sqlite3.h>
#include <sys/resource.h>

using namespace espalier;
using dialects::sqlite::BackupFile;
using dialects::sqlite::CopyOptions;
using dialects::sqlite::CopyOutcome;
using dialects::sqlite::copyPages;

namespace {

constexpr int rowCount = 4000;

CopyOptions smallSteps()
{
    CopyOptions options;
    options.busyTimeoutMs = 100;
    options.chunkBytes = 16 * 4096;
    return options;
}

/// A database of about 4 MB.
BackupFile makeDatabase(const QString& path, bool wal)
{
    auto file = BackupFile::open(path, BackupFile::Mode::Create);
    if (!file || (wal && !file->execute("PRAGMA journal_mode=WAL"))
        || !file->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text);"
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
                          " INSERT INTO t SELECT i, hex(randomblob(500)) FROM n"))
        qFatal("cannot make %s", qPrintable(path));
    return std::move(*file);
}

const auto ignore = [](qint64, qint64, int) {};

} // namespace

class TestSqliteCopy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void copyHoldsTheSameRows_data() { modes(); }
    void copyHoldsTheSameRows();
    void walWritersGoOnAndTheCopyIsOfItsBeginning();
    void otherWritersCannotMakeItBeginAnewForEver();
    void lockedDatabaseIsBusy_data() { modes(); }
    void lockedDatabaseIsBusy();
    void cancelStopsBetweenSteps();
    void otherFileIsNoDatabase();
    void fullDiskIsAWriteFailure();

private:
    static void modes()
    {
        QTest::addColumn<bool>("wal");
        QTest::newRow("rollback journal") << false;
        QTest::newRow("WAL") << true;
    }
    test::TemporaryFolder m_folder;
};

void TestSqliteCopy::copyHoldsTheSameRows()
{
    QFETCH(bool, wal);
    const test::TemporaryFolder folder;
    const BackupFile source = makeDatabase(folder.path(QStringLiteral("a #1%.db")), wal);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    VERIFY_RESULT(target);
    QList<qint64> seen;
    qint64 last = 0;
    VERIFY_RESULT(copyPages(
        source, *target, {},
        [&](qint64 done, qint64 total, int pageSize) {
            QVERIFY(done <= total && pageSize == 4096);
            seen += done;
            last = total;
        },
        smallSteps()));
    QVERIFY(seen.size() > 5);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(seen.last(), last);
    QCOMPARE(target->number("SELECT count(*) FROM t").value(), rowCount);
    QCOMPARE(target->text("PRAGMA integrity_check").value(), QStringLiteral("ok"));
    const QByteArray sum = "SELECT group_concat(text, '') FROM (SELECT text FROM t ORDER BY id)";
    QVERIFY(source.text(sum).value() == target->text(sum).value());
}

void TestSqliteCopy::walWritersGoOnAndTheCopyIsOfItsBeginning()
{
    const test::TemporaryFolder folder;
    const BackupFile writer = makeDatabase(folder.path(QStringLiteral("a.db")), true);
    const auto source = BackupFile::open(writer.path(), BackupFile::Mode::Existing);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    int writes = 0;
    const auto outcome = copyPages(
        *source, *target, {},
        [&](qint64, qint64, int) {
            VERIFY_RESULT(writer.execute("INSERT INTO t (text) VALUES ('late')"));
            ++writes;
        },
        smallSteps());
    VERIFY_RESULT(outcome);
    QVERIFY(outcome->stableFromStart);
    QCOMPARE(outcome->restarts, 0);
    QVERIFY(writes > 5);
    QCOMPARE(target->number("SELECT count(*) FROM t").value(), rowCount);
}

void TestSqliteCopy::otherWritersCannotMakeItBeginAnewForEver()
{
    const test::TemporaryFolder folder;
    const BackupFile writer = makeDatabase(folder.path(QStringLiteral("a.db")), false);
    const auto source = BackupFile::open(writer.path(), BackupFile::Mode::Existing);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    int written = 0;
    int refused = 0;
    const auto outcome = copyPages(
        *source, *target, {},
        [&](qint64, qint64, int) {
            if (writer.execute("INSERT INTO t (text) VALUES ('late')"))
                ++written;
            else
                ++refused;
        },
        smallSteps());
    VERIFY_RESULT(outcome);
    QVERIFY(!outcome->stableFromStart);
    QVERIFY2(outcome->restarts >= 3 && outcome->restarts <= 5, qPrintable(QString::number(outcome->restarts)));
    QVERIFY(written >= 3);
    QVERIFY(refused > 5); // made to wait once the copy had begun anew too often
    QCOMPARE(target->number("SELECT count(*) FROM t").value(), rowCount + written);
    QCOMPARE(target->text("PRAGMA integrity_check").value(), QStringLiteral("ok"));
}

void TestSqliteCopy::lockedDatabaseIsBusy()
{
    QFETCH(bool, wal);
    const test::TemporaryFolder folder;
    const BackupFile holder = makeDatabase(folder.path(QStringLiteral("a.db")), wal);
    // In WAL mode a writer locks nobody out, but a connection that was opened for itself alone does.
    VERIFY_RESULT(holder.execute(wal ? "PRAGMA journal_mode=DELETE; PRAGMA locking_mode=EXCLUSIVE;"
                                       "PRAGMA journal_mode=WAL; INSERT INTO t (text) VALUES ('x')"
                                     : "BEGIN EXCLUSIVE"));
    const auto source = BackupFile::open(holder.path(), BackupFile::Mode::Existing);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    VERIFY_RESULT(target);
    const auto outcome = copyPages(*source, *target, {}, ignore, smallSteps());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, core::ErrorCode::Busy);
    QVERIFY(core::describe(outcome.error()).contains(QStringLiteral("a.db")));
}

void TestSqliteCopy::cancelStopsBetweenSteps()
{
    const test::TemporaryFolder folder;
    const BackupFile source = makeDatabase(folder.path(QStringLiteral("a.db")), false);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    const core::CancelSource cancel;
    int steps = 0;
    const auto outcome = copyPages(
        source, *target, cancel.token(),
        [&](qint64, qint64, int) {
            if (++steps == 2)
                cancel.cancel();
        },
        smallSteps());
    QVERIFY(!outcome);
    QVERIFY(outcome.error().isCancelled());
    QCOMPARE(steps, 2);
}

void TestSqliteCopy::otherFileIsNoDatabase()
{
    const test::TemporaryFolder folder;
    const QString path = folder.write(QStringLiteral("a.db"), QByteArray(10'000, 'x'));
    const auto source = BackupFile::open(path, BackupFile::Mode::Existing);
    VERIFY_RESULT(source);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    QCOMPARE(copyPages(*source, *target, {}, ignore).error().code, core::ErrorCode::Malformed);
    const auto none = BackupFile::open(folder.path(QStringLiteral("none.db")), BackupFile::Mode::Existing);
    QCOMPARE(none.error().code, core::ErrorCode::NotFound);
    QVERIFY(!QFile::exists(folder.path(QStringLiteral("none.db"))));
}

void TestSqliteCopy::fullDiskIsAWriteFailure()
{
    const test::TemporaryFolder folder;
    const BackupFile source = makeDatabase(folder.path(QStringLiteral("a.db")), false);
    const auto target = BackupFile::open(folder.path(QStringLiteral("b.db")), BackupFile::Mode::Create);
    VERIFY_RESULT(target->execute("PRAGMA synchronous=OFF; PRAGMA cache_size=10"));
    // As a full disk, for this process alone: files end at one megabyte.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{ 1'000'000, before.rlim_max };
    setrlimit(RLIMIT_FSIZE, &small);
    const auto outcome = copyPages(source, *target, {}, ignore, smallSteps());
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, core::ErrorCode::WriteFailed);
    QVERIFY(core::describe(outcome.error()).contains(QStringLiteral("b.db")));
}

QTEST_GUILESS_MAIN(TestSqliteCopy)
#include "tst_sqlite_copy.moc"
