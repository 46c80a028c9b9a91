// What every dialect's backup must do, from a user's point of view.

#include "core/checksum.h"
#include "core/file.h"
#include "support/backup_world.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using namespace espalier::backup;
using test::BackupWorld;

namespace {

void spoil(const QString& path, const QString& how)
{
    QFile file(path);
    if (how == QStringLiteral("missing")) {
        QVERIFY(file.remove());
        return;
    }
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    if (how == QStringLiteral("empty"))
        content.clear();
    if (how == QStringLiteral("cut"))
        content.chop(content.size() / 10);
    if (how == QStringLiteral("one bit"))
        content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    file.resize(0);
    file.seek(0);
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestBackupContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsRestoredIsWhatWasBackedUp_data() { test::addKinds(); }
    void whatIsRestoredIsWhatWasBackedUp();
    void manifestSaysWhatTheBackupHolds_data() { test::addKinds(); }
    void manifestSaysWhatTheBackupHolds();
    void damageIsFoundAndNotRestored_data();
    void damageIsFoundAndNotRestored();
    void contentThatIsNotTheManifestsIsFound_data() { test::addKinds(); }
    void contentThatIsNotTheManifestsIsFound();
    void existingDatabaseIsOnlyReplacedOnTypedConfirmation_data() { test::addKinds(); }
    void existingDatabaseIsOnlyReplacedOnTypedConfirmation();
    void failedRestoreLeavesTheOldDatabaseAndNothingElse_data() { test::addKinds(); }
    void failedRestoreLeavesTheOldDatabaseAndNothingElse();
    void cancelAtEachPhaseLeavesNothing_data() { test::addKinds(); }
    void cancelAtEachPhaseLeavesNothing();
    void cancelOfARestoreAtEachPhaseLeavesNoNewDatabase_data() { test::addKinds(); }
    void cancelOfARestoreAtEachPhaseLeavesNoNewDatabase();
    void wrongPasswordIsSaidBeforeAnythingIsWritten_data() { test::addKinds(); }
    void wrongPasswordIsSaidBeforeAnythingIsWritten();
    void folderThatCannotBeWrittenIsSaid_data() { test::addKinds(); }
    void folderThatCannotBeWrittenIsSaid();
    void noSecretIsAnywhere_data() { test::addKinds(); }
    void noSecretIsAnywhere();
    void readOnlyConnectionRestoresNothing_data() { test::addKinds(); }
    void readOnlyConnectionRestoresNothing();
    void backupOfAnotherKindIsRefused();
};

void TestBackupContract::whatIsRestoredIsWhatWasBackedUp()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const auto listing = Catalogue(world.backups()).list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->backups.size(), 1);
    QVERIFY(listing->broken.isEmpty() && listing->leftovers.isEmpty());
    QVERIFY(listing->backups[0].manifest == *manifest);
    QVERIFY(!listing->backups[0].verified);
    for (const VerifyLevel level : { VerifyLevel::Checksum, VerifyLevel::Contents }) {
        const auto verified = verifyBackup({ world.backups(), manifest->id, level, {} }, context);
        VERIFY_RESULT(verified);
        QVERIFY2(verified->ok, qPrintable(verified->problems.join(QLatin1Char('\n'))));
        QCOMPARE(Catalogue(world.backups()).find(manifest->id)->verified->level, level);
    }
    const QStringList before = world.content(world.database.name());
    const QString target = world.newTarget();
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, target), context);
    VERIFY_RESULT(restored);
    QStringList differences;
    for (const Difference& difference : restored->differences)
        differences += difference.message.english();
    QCOMPARE(differences, QStringList());
    QCOMPARE(restored->target, target);
    QCOMPARE(restored->rows, manifest->rows());
    QCOMPARE(restored->revisions, manifest->revisions);
    QCOMPARE(world.content(target), before);
    QCOMPARE(world.databasesLike(target).size(), 1);
}

void TestBackupContract::manifestSaysWhatTheBackupHolds()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    BackupRequest request = world.request();
    request.note = QStringLiteral("before upgrade");
    request.connection.environment = database::EnvironmentTag::Production;
    const auto manifest = createBackup(request, context);
    VERIFY_RESULT(manifest);
    const QStringList revisions{ QStringLiteral("27c6a30d7c24"), QStringLiteral("ae1027a6acf") };
    QCOMPARE(manifest->revisions, revisions);
    QCOMPARE(manifest->versionTable, QStringLiteral("alembic_version"));
    QHash<QString, std::optional<qint64>> rows;
    for (const dialects::TableRows& table : manifest->tables)
        rows.insert(table.name, table.rows);
    QCOMPARE(rows.value(QStringLiteral("users")), 3);
    QCOMPARE(rows.value(QStringLiteral("notes")), 2);
    QCOMPARE(rows.value(QStringLiteral("empty_one")), 0);
    QCOMPARE(rows.value(QStringLiteral("alembic_version")), 2);
    QVERIFY(!rows.contains(QStringLiteral("user_names"))); // a view
    if (kind == test::Kind::PostgreSql) {
        QCOMPARE(rows.value(QStringLiteral("Ta\"ble x")), 50);
        QCOMPARE(rows.value(QStringLiteral("parts_a")), 2);
        QVERIFY(!rows.contains(QStringLiteral("parts"))); // holds no rows itself
    }
    if (kind == test::Kind::MariaDb)
        QCOMPARE(rows.value(QStringLiteral("od`d")), 1);
    QVERIFY(manifest->counting != dialects::RowCounting::None);
    QCOMPARE(manifest->note, QStringLiteral("before upgrade"));
    QCOMPARE(manifest->database.environment, QStringLiteral("production"));
    QVERIFY(!manifest->serverVersion.isEmpty());
    QVERIFY(!manifest->toolVersion.isEmpty());
    QVERIFY(manifest->bytes() > 0);
    QVERIFY(manifest->created.secsTo(QDateTime::currentDateTimeUtc()) < 60);
}

void TestBackupContract::damageIsFoundAndNotRestored_data()
{
    QTest::addColumn<test::Kind>("kind");
    QTest::addColumn<QString>("how");
    for (const test::Kind kind : test::allKinds()) {
        for (const char* how : { "one bit", "cut", "empty", "missing" })
            QTest::addRow("%s, %s", test::kindName(kind), how) << kind << QString::fromLatin1(how);
    }
}

void TestBackupContract::damageIsFoundAndNotRestored()
{
    QFETCH(test::Kind, kind);
    QFETCH(QString, how);
    BackupWorld world(kind);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    QCOMPARE(manifest->files.size(), 2); // and the schema
    spoil(world.backups() + QLatin1Char('/') + manifest->id + QLatin1Char('/') + manifest->files[0].path, how);
    for (const VerifyLevel level : { VerifyLevel::Checksum, VerifyLevel::Contents }) {
        const auto verified = verifyBackup({ world.backups(), manifest->id, level, {} }, context);
        VERIFY_RESULT(verified);
        QVERIFY(!verified->ok);
        QVERIFY2(verified->problems.join(QLatin1Char(' ')).contains(manifest->files[0].path),
            qPrintable(verified->problems.join(QLatin1Char('\n'))));
    }
    const QString target = world.newTarget();
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, target), context);
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, core::ErrorCode::Corrupt);
    QVERIFY(!world.exists(target));
}

// Somebody wrote manifest and checksums for content that is not what they say: only unpacking tells.
void TestBackupContract::contentThatIsNotTheManifestsIsFound()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const QString folder = world.backups() + QLatin1Char('/') + manifest->id;
    for (dialects::TableRows& table : manifest->tables) {
        if (table.name == QStringLiteral("users"))
            table.rows = 4;
    }
    const QByteArray json = toJson(*manifest);
    QByteArray sums;
    for (const BackupFile& file : manifest->files)
        sums += file.sha256.toUtf8() + "  " + file.path.toUtf8() + '\n';
    sums += core::sha256(json).toUtf8() + "  manifest.json\n";
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/manifest.json"), json));
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/SHA256SUMS"), sums));
    QVERIFY(verifyBackup({ world.backups(), manifest->id, VerifyLevel::Checksum, {} }, context)->ok);
    const auto verified = verifyBackup({ world.backups(), manifest->id, VerifyLevel::Contents, {} }, context);
    VERIFY_RESULT(verified);
    QVERIFY(!verified->ok);
    QVERIFY(verified->problems.join(QLatin1Char(' ')).contains(QStringLiteral("users")));
    const QString target = world.newTarget();
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, target), context);
    VERIFY_RESULT(restored);
    QCOMPARE(restored->differences.size(), 1);
    QVERIFY(restored->differences[0].message.english().contains(QStringLiteral("users")));
}

void TestBackupContract::existingDatabaseIsOnlyReplacedOnTypedConfirmation()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const QStringList before = world.content(world.database.name());
    world.execute({ QStringLiteral("DELETE FROM notes"), QStringLiteral("CREATE TABLE later (id int)") });
    const QStringList changed = world.content(world.database.name());
    RestoreRequest request = world.restoreRequest(manifest->id, world.database.name());
    QCOMPARE(restoreBackup(request, context).error().code, core::ErrorCode::Refused);
    request.overwrite = true;
    for (const QString& typed : { QString(), QStringLiteral("something else") }) {
        request.typedConfirmation = typed;
        QCOMPARE(restoreBackup(request, context).error().code, core::ErrorCode::Refused);
        QCOMPARE(world.content(world.database.name()), changed);
    }
    request.typedConfirmation = world.database.name();
    const auto restored = restoreBackup(request, context);
    VERIFY_RESULT(restored);
    QVERIFY(restored->differences.isEmpty());
    QCOMPARE(world.content(world.database.name()), before);
    QCOMPARE(world.databasesLike(world.database.name()).size(), 1); // neither the old nor a scratch one is left
    const qsizetype expected = restored->safetyBackup.isEmpty() ? 1 : 2;
    QCOMPARE(Catalogue(world.backups()).list()->backups.size(), expected);
}

void TestBackupContract::failedRestoreLeavesTheOldDatabaseAndNothingElse()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    // The manifest promises a revision that the content does not have: the comparison must stop the replacement.
    manifest->revisions += QStringLiteral("zz99");
    const QString folder = world.backups() + QLatin1Char('/') + manifest->id;
    const QByteArray json = toJson(*manifest);
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/manifest.json"), json));
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/SHA256SUMS"),
        manifest->files[0].sha256.toUtf8() + "  " + manifest->files[0].path.toUtf8() + '\n'
            + core::sha256(json).toUtf8() + "  manifest.json\n"));
    world.execute({ QStringLiteral("DELETE FROM notes") });
    const QStringList changed = world.content(world.database.name());
    RestoreRequest request = world.restoreRequest(manifest->id, world.database.name());
    request.overwrite = true;
    request.typedConfirmation = world.database.name();
    const auto restored = restoreBackup(request, context);
    QVERIFY(!restored);
    QCOMPARE(restored.error().code, core::ErrorCode::Corrupt);
    QVERIFY(core::describe(restored.error()).contains(QStringLiteral("zz99")));
    QCOMPARE(world.content(world.database.name()), changed);
    QCOMPARE(world.databasesLike(world.database.name()).size(), 1);
}

void TestBackupContract::cancelAtEachPhaseLeavesNothing()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto whole = world.context();
    const auto manifest = createBackup(world.request(), whole);
    VERIFY_RESULT(manifest);
    VERIFY_RESULT(Catalogue(world.backups()).remove(manifest->id));
    const QStringList phases = world.phases;
    QVERIFY(phases.size() >= 2);
    for (const QString& phase : phases) {
        auto context = world.context(phase);
        const auto cancelled = createBackup(world.request(), context);
        QVERIFY2(!cancelled, qPrintable(phase));
        QVERIFY2(cancelled.error().isCancelled(), qPrintable(core::describe(cancelled.error())));
        QVERIFY2(world.nothingLeft(), qPrintable(phase));
    }
}

void TestBackupContract::cancelOfARestoreAtEachPhaseLeavesNoNewDatabase()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto making = world.context();
    const auto manifest = createBackup(world.request(), making);
    VERIFY_RESULT(manifest);
    world.phases.clear();
    auto whole = world.context();
    VERIFY_RESULT(restoreBackup(world.restoreRequest(manifest->id, world.newTarget()), whole));
    const QStringList phases = world.phases;
    QVERIFY(phases.size() >= 2);
    for (const QString& phase : phases) {
        auto context = world.context(phase);
        const QString target = world.newTarget();
        const auto cancelled = restoreBackup(world.restoreRequest(manifest->id, target), context);
        QVERIFY2(!cancelled, qPrintable(phase));
        QVERIFY2(cancelled.error().isCancelled(), qPrintable(core::describe(cancelled.error())));
        QVERIFY2(cancelled.error().databaseState.isEmpty(), qPrintable(cancelled.error().databaseState));
        QCOMPARE(world.databasesLike(target), QStringList());
    }
}

void TestBackupContract::wrongPasswordIsSaidBeforeAnythingIsWritten()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    BackupRequest request = world.request();
    request.secret = core::Secret(QStringLiteral("not the password"));
    const auto manifest = createBackup(request, context);
    if (kind == test::Kind::Sqlite) { // has no passwords, and must not mind one
        VERIFY_RESULT(manifest);
        return;
    }
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code, core::ErrorCode::AuthenticationFailed);
    QVERIFY(!core::describe(manifest.error()).contains(QStringLiteral("not the password")));
    QVERIFY(world.nothingLeft());
}

void TestBackupContract::folderThatCannotBeWrittenIsSaid()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    BackupRequest request = world.request();
    request.folder = world.folder.write(QStringLiteral("a file"), "x");
    QCOMPARE(createBackup(request, context).error().code, core::ErrorCode::WriteFailed);
    request.folder = QStringLiteral("/proc/espalier-backups"); // refuses root too
    QCOMPARE(createBackup(request, context).error().code, core::ErrorCode::WriteFailed);
}

void TestBackupContract::noSecretIsAnywhere()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    // Every client is run through a script that keeps its arguments.
    for (const char* tool : { "pg_dump", "pg_restore", "mariadb-dump", "mariadb" }) {
        const QByteArray real = QByteArray(tool).startsWith("pg_")
            ? "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/"
            : "/usr/bin/";
        world.fakeTool(QLatin1String(tool),
            "tr '\\0' ' ' < /proc/$$/cmdline >> \"$(dirname \"$0\")/arguments\"; exec " + real + tool + " \"$@\"\n");
    }
    auto context = world.context();
    BackupRequest request = world.request();
    request.tools = world.tools();
    const auto manifest = createBackup(request, context);
    VERIFY_RESULT(manifest);
    VERIFY_RESULT(verifyBackup({ world.backups(), manifest->id, VerifyLevel::Contents, world.tools() }, context));
    RestoreRequest restore = world.restoreRequest(manifest->id, world.newTarget());
    restore.tools = world.tools();
    VERIFY_RESULT(restoreBackup(restore, context));
    QFile arguments(world.folder.path(QStringLiteral("tools/arguments")));
    QByteArray seen = world.allBytes() + world.log.join(QLatin1Char('\n')).toUtf8();
    if (kind != test::Kind::Sqlite) {
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        const QByteArray lines = arguments.readAll();
        QVERIFY2(lines.contains(world.database.name().toUtf8()), lines.constData()); // the clients were really run so
        seen += lines;
    }
    QVERIFY(!seen.contains("us3r-Mark"));
    QVERIFY(!seen.contains("adm1n-Mark"));
}

void TestBackupContract::readOnlyConnectionRestoresNothing()
{
    QFETCH(test::Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    BackupRequest backup = world.request();
    backup.connection.readOnly = true;
    const auto manifest = createBackup(backup, context); // reading is what it is for
    VERIFY_RESULT(manifest);
    RestoreRequest request = world.restoreRequest(manifest->id, world.newTarget());
    request.connection.readOnly = true;
    QCOMPARE(restoreBackup(request, context).error().code, core::ErrorCode::Refused);
}

void TestBackupContract::backupOfAnotherKindIsRefused()
{
    BackupWorld one(test::Kind::Sqlite);
    BackupWorld other(test::Kind::PostgreSql);
    auto context = one.context();
    const auto manifest = createBackup(one.request(), context);
    VERIFY_RESULT(manifest);
    RestoreRequest request = other.restoreRequest(manifest->id, other.newTarget());
    request.folder = one.backups();
    QCOMPARE(restoreBackup(request, context).error().code, core::ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestBackupContract)
#include "tst_backup_contract.moc"
