// What only PostgreSQL's tools can do, and what only its databases have.

#include "backup/server_access.h"
#include "dialects/backup_tool.h"
#include "support/backup_world.h"
#include "support/verify_result.h"

#include <atomic>
#include <QTest>
#include <thread>

using namespace espalier;
using namespace espalier::backup;
using test::BackupWorld;
using test::Kind;

class TestPostgresBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void directoryFormatDumpsAndRestoresInParallel();
    void damageInAnyFileOfADirectoryIsFound();
    void jobsNeedTheDirectoryFormat();
    void countsAreThoseOfTheDumpWhileOthersWrite();
    void rowsAreCountedInTheArchiveWhereTheServerCannot();
    void replacedDatabaseKeepsOwnerSettingsAndRights();
    void databaseInUseIsNotReplacedUnlessOthersAreDisconnected();
    void newerServersBackupIsRefusedByAnOlderOne();
    void nameOfAnExistingDatabaseIsNotTaken();
};

void TestPostgresBackup::directoryFormatDumpsAndRestoresInParallel()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    BackupRequest request = world.request();
    request.jobs = 2;
    const auto manifest = createBackup(request, context);
    VERIFY_RESULT(manifest);
    QCOMPARE(manifest->format, dialects::DumpFormat::Directory);
    QVERIFY(manifest->files.size() > 5);
    QCOMPARE(manifest->counting, dialects::RowCounting::Snapshot);
    const auto verified = verifyBackup({ world.backups(), manifest->id, VerifyLevel::Contents, {} }, context);
    VERIFY_RESULT(verified);
    QVERIFY2(verified->ok, qPrintable(verified->problems.join(QLatin1Char('\n'))));
    const QString target = world.newTarget();
    RestoreRequest restore = world.restoreRequest(manifest->id, target);
    restore.jobs = 2;
    const auto restored = restoreBackup(restore, context);
    VERIFY_RESULT(restored);
    QVERIFY(restored->differences.isEmpty());
    QCOMPARE(world.content(target), world.content(world.database.name()));
}

void TestPostgresBackup::damageInAnyFileOfADirectoryIsFound()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    BackupRequest request = world.request();
    request.format = dialects::DumpFormat::Directory;
    const auto manifest = createBackup(request, context);
    VERIFY_RESULT(manifest);
    for (const BackupFile& written : manifest->files) {
        QFile file(world.backups() + QLatin1Char('/') + manifest->id + QLatin1Char('/') + written.path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        file.seek(whole.size() / 2);
        file.putChar(static_cast<char>(whole[whole.size() / 2] ^ 4));
        file.flush();
        const auto verified = verifyBackup({ world.backups(), manifest->id, VerifyLevel::Checksum, {} }, context);
        VERIFY_RESULT(verified);
        QVERIFY(!verified->ok);
        QCOMPARE(verified->problems.size(), 1);
        QVERIFY(verified->problems[0].contains(written.path));
        file.seek(0);
        file.write(whole);
        file.close();
    }
    QVERIFY(verifyBackup({ world.backups(), manifest->id, VerifyLevel::Checksum, {} }, context)->ok);
}

void TestPostgresBackup::jobsNeedTheDirectoryFormat()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    BackupRequest request = world.request();
    request.format = dialects::DumpFormat::Custom;
    request.jobs = 2;
    QCOMPARE(createBackup(request, context).error().code, core::ErrorCode::InvalidArgument);
    request.format = dialects::DumpFormat::SqlText;
    request.jobs = 1;
    QCOMPARE(createBackup(request, context).error().code, core::ErrorCode::InvalidArgument);
}

void TestPostgresBackup::countsAreThoseOfTheDumpWhileOthersWrite()
{
    BackupWorld world(Kind::PostgreSql);
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
        auto session = world.open(world.database.name());
        for (int i = 100; !stop; ++i) {
            if (session.execute(QStringLiteral("INSERT INTO users VALUES (?, 'busy')"), { i }))
                ++written;
        }
    });
    auto context = world.context();
    QTRY_VERIFY(written > 50);
    const auto manifest = createBackup(world.request(), context);
    const int after = written;
    stop = true;
    writer.join();
    VERIFY_RESULT(manifest);
    QCOMPARE(manifest->counting, dialects::RowCounting::Snapshot);
    const auto verified = verifyBackup({ world.backups(), manifest->id, VerifyLevel::Contents, {} }, context);
    VERIFY_RESULT(verified);
    QVERIFY2(verified->ok, qPrintable(verified->problems.join(QLatin1Char('\n'))));
    for (const dialects::TableRows& table : manifest->tables) {
        if (table.name == QStringLiteral("users"))
            QVERIFY(*table.rows > 50 && *table.rows < after + 3);
    }
}

void TestPostgresBackup::rowsAreCountedInTheArchiveWhereTheServerCannot()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    const dialects::BackupTool* tool = dialects::backupToolOf(QStringLiteral("postgresql"));
    dialects::DumpOrder order;
    order.server = toolServer(world.settings, world.secret, {});
    order.server.version = world.open(world.database.name()).facts().version;
    order.folder = world.folder.path();
    const auto read = contentReader({}, context);
    order.readContent
        = [&read](dialects::SqlExecutor& session, bool countRows) -> core::Result<dialects::ContentFacts> {
        if (countRows) {
            [[maybe_unused]] const auto aborted = session.query(QStringLiteral("SELECT 1 / 0"));
            return core::fail(core::ErrorCode::Busy, "somebody alters a table");
        }
        return read(session, false);
    };
    order.readSchema = schemaReader(order.server.version, context);
    const auto outcome = tool->dump(order, context);
    VERIFY_RESULT(outcome);
    QVERIFY(outcome->schema.found); // for which the snapshot is still good
    QCOMPARE(outcome->schema.reading, dialects::SchemaReading::Snapshot);
    QVERIFY(outcome->schema.found->schema.table({ {}, QStringLiteral("users") }));
    QCOMPARE(outcome->counting, dialects::RowCounting::Dump);
    QVERIFY(!outcome->warnings.isEmpty());
    for (const dialects::TableRows& table : outcome->content.tables)
        QVERIFY2(table.rows.has_value(), qPrintable(table.qualifiedName()));
    const dialects::TableRows users{ QStringLiteral("public"), QStringLiteral("users"), 3 };
    QVERIFY(outcome->content.tables.contains(users));
}

void TestPostgresBackup::replacedDatabaseKeepsOwnerSettingsAndRights()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const QString name = world.database.name();
    world.execute({ QStringLiteral("ALTER DATABASE %1 SET search_path = \"odd schema\", public").arg(name),
        QStringLiteral("ALTER DATABASE %1 SET work_mem = '7MB'").arg(name),
        QStringLiteral("ALTER DATABASE %1 CONNECTION LIMIT 17").arg(name),
        QStringLiteral("REVOKE ALL ON DATABASE %1 FROM PUBLIC").arg(name),
        QStringLiteral("COMMENT ON DATABASE %1 IS 'it''s ours'").arg(name) });
    const QString facts = QStringLiteral(
        "SELECT concat_ws('|', pg_get_userbyid(datdba), datconnlimit, datacl, shobj_description(oid, 'pg_database'),"
        " (SELECT array_agg(c ORDER BY c) FROM pg_db_role_setting s, unnest(s.setconfig) c WHERE s.setdatabase = "
        "d.oid))"
        " FROM pg_database d WHERE datname = current_database()");
    const QStringList before = world.database.column(facts);
    const QStringList oid
        = world.database.column(QStringLiteral("SELECT oid FROM pg_database WHERE datname = current_database()"));
    RestoreRequest request = world.restoreRequest(manifest->id, name);
    request.overwrite = true;
    request.typedConfirmation = name;
    VERIFY_RESULT(restoreBackup(request, context));
    QVERIFY(
        world.database.column(QStringLiteral("SELECT oid FROM pg_database WHERE datname = current_database()")) != oid);
    QCOMPARE(world.database.column(facts), before);
    QVERIFY2(before.first().contains(QStringLiteral("7MB")) && before.first().contains(QStringLiteral("17")),
        qPrintable(before.first()));
}

void TestPostgresBackup::databaseInUseIsNotReplacedUnlessOthersAreDisconnected()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    world.execute({ QStringLiteral("DELETE FROM notes") });
    const QStringList changed = world.content(world.database.name());
    RestoreRequest request = world.restoreRequest(manifest->id, world.database.name());
    request.overwrite = true;
    request.typedConfirmation = world.database.name();
    {
        auto other = world.open(world.database.name());
        const auto refused = restoreBackup(request, context);
        QVERIFY(!refused);
        QVERIFY2(refused.error().code == core::ErrorCode::Busy, qPrintable(core::describe(refused.error())));
        QVERIFY(other.query(QStringLiteral("SELECT 1")).has_value());
        QCOMPARE(world.content(world.database.name()), changed);
        request.disconnectOthers = true;
        VERIFY_RESULT(restoreBackup(request, context));
        QVERIFY(!other.query(QStringLiteral("SELECT 1")));
    }
    QVERIFY(world.content(world.database.name()) != changed);
    QCOMPARE(world.databasesLike(world.database.name()).size(), 1);
    auto again = world.open(world.database.name()); // connections are allowed again
    VERIFY_RESULT(again.query(QStringLiteral("SELECT 1")));
}

void TestPostgresBackup::newerServersBackupIsRefusedByAnOlderOne()
{
    const dialects::BackupTool* tool = dialects::backupToolOf(QStringLiteral("postgresql"));
    dialects::LoadOrder order;
    order.archive.serverVersion = QStringLiteral("17.2");
    order.archive.toolVersion = QStringLiteral("9.6.1");
    order.server.version.major = 15;
    const auto refused = tool->loadProgram(order, false, {});
    QCOMPARE(refused.error().code, core::ErrorCode::Refused);
    VERIFY_RESULT(tool->loadProgram(order, true, {}));
    order.archive.toolVersion = QStringLiteral("99.1");
    QCOMPARE(tool->loadProgram(order, true, {}).error().code, core::ErrorCode::ToolMissing);
}

void TestPostgresBackup::nameOfAnExistingDatabaseIsNotTaken()
{
    BackupWorld world(Kind::PostgreSql);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const QStringList before = world.content(world.database.name());
    // Somebody makes the database between the check and the end.
    const QString target = world.newTarget();
    bool made = false;
    jobs::JobContext meddling({}, [&](const jobs::Progress& progress) {
        if (!made && progress.phase.startsWith(QStringLiteral("Restoring"))) {
            made = true;
            world.database.execute({ QStringLiteral("CREATE DATABASE %1").arg(target) });
        }
    });
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, target), meddling);
    QVERIFY(made);
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, core::ErrorCode::Refused);
    QCOMPARE(world.databasesLike(target), QStringList{ target }); // theirs, and no scratch one
    QCOMPARE(world.content(world.database.name()), before);
}

QTEST_GUILESS_MAIN(TestPostgresBackup)
#include "tst_postgres_backup.moc"
