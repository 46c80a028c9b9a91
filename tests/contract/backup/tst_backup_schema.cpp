// A backup holds the schema of what was dumped, and a restore is compared with it.

#include "backup/schema_file.h"
#include "contract/introspection/torture.h"
#include "core/checksum.h"
#include "core/file.h"
#include "schema/drift.h"
#include "support/backup_world.h"
#include "support/verify_result.h"

#include <QTest>
#include <utility>

using namespace espalier;
using namespace espalier::backup;
using dialects::SchemaReading;
using test::BackupWorld;
using test::Kind;

namespace {

QString sentences(const QList<Difference>& differences)
{
    QStringList all;
    for (const Difference& difference : differences)
        all += difference.message.english();
    return all.join(QLatin1Char('\n'));
}

/// The nearest that each can give.
SchemaReading usualReading(Kind kind)
{
    return kind == Kind::PostgreSql ? SchemaReading::Snapshot
        : kind == Kind::Sqlite      ? SchemaReading::Copy
                                    : SchemaReading::Unchanged;
}

/// Puts a changed schema and manifest in the place of a backup's, with checksums that fit.
void rewrite(const BackupWorld& world, Manifest manifest, const QByteArray& schema)
{
    const QString folder = world.backups() + QLatin1Char('/') + manifest.id;
    QByteArray sums;
    for (BackupFile& file : manifest.files) {
        if (file.path == QLatin1String(schemaFileName))
            file = { file.path, schema.size(), core::sha256(schema) };
        sums += file.sha256.toUtf8() + "  " + file.path.toUtf8() + '\n';
    }
    const QByteArray json = toJson(manifest);
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/schema.json"), schema));
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/manifest.json"), json));
    VERIFY_RESULT(core::writeFile(
        folder + QStringLiteral("/SHA256SUMS"), sums + core::sha256(json).toUtf8() + "  manifest.json\n"));
}

void rewrite(const BackupWorld& world, const Manifest& manifest, const dialects::Introspected& database)
{
    rewrite(world, manifest, schemaFile(database, manifest.database.dialect));
}

/// The schema with an index on users that no database has.
dialects::Introspected withFurtherIndex(dialects::Introspected database)
{
    schema::Table users = *database.schema.table({ {}, QStringLiteral("users") });
    schema::Index index;
    index.name.text = QStringLiteral("ix_lost");
    index.elements = { schema::Expression::column(QStringLiteral("email")) };
    users.indexes.push_back(index);
    database.schema.put(std::move(users));
    return database;
}

} // namespace

class TestBackupSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void schemaIsThatOfTheDatabase_data() { test::addKinds(); }
    void schemaIsThatOfTheDatabase();
    void tortureSchemaIsKeptAndRestored_data() { test::addKinds(); }
    void tortureSchemaIsKeptAndRestored();
    void whatARestoreLacksIsFound_data() { test::addKinds(); }
    void whatARestoreLacksIsFound();
    void onAnotherServerItIsANote_data();
    void onAnotherServerItIsANote();
    void schemaThatIsNoneIsFoundByReadingTheContents();
    void backupWithoutASchemaIsRestored_data() { test::addKinds(); }
    void backupWithoutASchemaIsRestored();
    void schemaThatCannotBeReadDoesNotStopTheBackup();
    void schemaIsReadAfterTheDumpWhereTheSnapshotCannot();
    void changeDuringTheDumpIsSaid();
};

void TestBackupSchema::schemaIsThatOfTheDatabase()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    const auto live = database::readSchema(world.settings, world.secret, context);
    VERIFY_RESULT(live);
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    QCOMPARE(manifest->schemaProblem, QString());
    QCOMPARE(manifest->schemaReading, usualReading(kind));
    const auto entry = Catalogue(world.backups()).find(manifest->id);
    VERIFY_RESULT(entry);
    const auto kept = readSchema(*entry);
    VERIFY_RESULT(kept);
    QVERIFY(kept->schema == live->schema);
    QCOMPARE(kept->defaultSchema, live->defaultSchema);
    QVERIFY(kept->version == live->version);
    QCOMPARE(kept->facts.size(), live->facts.size());
    // no further session, lock or transaction is left behind
    world.execute({ QStringLiteral("DROP TABLE empty_one") });
}

void TestBackupSchema::tortureSchemaIsKeptAndRestored()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    world.execute({ QStringLiteral("DROP VIEW user_names"), QStringLiteral("DROP TABLE notes"),
        QStringLiteral("DROP TABLE users") });
    test::runStatements(world.database.url(), test::tortureStatements(kind));
    if (kind == Kind::MariaDb) // whose client dumps no database with such a view
        world.execute({ QStringLiteral("DROP VIEW broken") });
    const auto live = database::readSchema(world.settings, world.secret, context);
    VERIFY_RESULT(live);
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    QCOMPARE(manifest->schemaProblem, QString());
    const auto kept = readSchema(*Catalogue(world.backups()).find(manifest->id));
    VERIFY_RESULT(kept);
    QVERIFY(kept->schema == live->schema);
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, world.newTarget()), context);
    VERIFY_RESULT(restored);
    QCOMPARE(sentences(restored->differences), QString());
    QCOMPARE(sentences(restored->notes), QString());
}

void TestBackupSchema::whatARestoreLacksIsFound()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const auto kept = readSchema(*Catalogue(world.backups()).find(manifest->id));
    VERIFY_RESULT(kept);
    rewrite(world, *manifest, withFurtherIndex(*kept));
    const auto beside = restoreBackup(world.restoreRequest(manifest->id, world.newTarget()), context);
    VERIFY_RESULT(beside);
    QCOMPARE(sentences(beside->differences), QStringLiteral("drops index ix_lost"));
    QVERIFY(beside->differences.first().isOfSchema);
    world.execute({ QStringLiteral("DELETE FROM notes") });
    const QStringList changed = world.content(world.database.name());
    RestoreRequest over = world.restoreRequest(manifest->id, world.database.name());
    over.overwrite = true;
    over.typedConfirmation = world.database.name();
    const auto refused = restoreBackup(over, context);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, core::ErrorCode::Corrupt);
    QCOMPARE(world.content(world.database.name()), changed);
}

void TestBackupSchema::onAnotherServerItIsANote_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : { Kind::PostgreSql, Kind::MariaDb })
        QTest::newRow(test::kindName(kind)) << kind;
}

void TestBackupSchema::onAnotherServerItIsANote()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const auto kept = readSchema(*Catalogue(world.backups()).find(manifest->id));
    VERIFY_RESULT(kept);
    manifest->serverVersion = kind == Kind::PostgreSql ? QStringLiteral("12.3") : QStringLiteral("10.3.1-MariaDB");
    rewrite(world, *manifest, withFurtherIndex(*kept));
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, world.newTarget()), context);
    VERIFY_RESULT(restored);
    QCOMPARE(sentences(restored->differences), QString());
    QCOMPARE(sentences(restored->notes), QStringLiteral("drops index ix_lost"));
}

void TestBackupSchema::schemaThatIsNoneIsFoundByReadingTheContents()
{
    BackupWorld world(Kind::Sqlite);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const auto isGood = [&](VerifyLevel level) {
        const auto verified = verifyBackup({ world.backups(), manifest->id, level, {} }, context);
        return verified && verified->ok;
    };
    QVERIFY(isGood(VerifyLevel::Contents));
    rewrite(world, *manifest, QByteArray("{\"format\":1}"));
    QVERIFY(isGood(VerifyLevel::Checksum));
    QVERIFY(!isGood(VerifyLevel::Contents));
    rewrite(world, *manifest, QByteArray("{\"format\":2}")); // a newer one's
    QVERIFY(isGood(VerifyLevel::Contents));
    // and its rows can be had all the same
    rewrite(world, *manifest, QByteArray("{"));
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, world.newTarget()), context);
    VERIFY_RESULT(restored);
    QCOMPARE(sentences(restored->differences), QString());
    QVERIFY(sentences(restored->notes).contains(QStringLiteral("not compared")));
}

void TestBackupSchema::backupWithoutASchemaIsRestored()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const QString folder = world.backups() + QLatin1Char('/') + manifest->id;
    QVERIFY(QFile::remove(folder + QStringLiteral("/schema.json")));
    manifest->schemaReading = SchemaReading::None;
    manifest->files.removeIf([](const BackupFile& file) { return file.path == QLatin1String(schemaFileName); });
    const QByteArray json = toJson(*manifest);
    VERIFY_RESULT(core::writeFile(folder + QStringLiteral("/manifest.json"), json));
    VERIFY_RESULT(
        core::writeFile(folder + QStringLiteral("/SHA256SUMS"), core::sha256(json).toUtf8() + "  manifest.json\n"));
    const auto listing = Catalogue(world.backups()).list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->backups.size(), 1);
    QVERIFY(verifyBackup({ world.backups(), manifest->id, VerifyLevel::Contents, {} }, context)->ok);
    const auto restored = restoreBackup(world.restoreRequest(manifest->id, world.newTarget()), context);
    VERIFY_RESULT(restored);
    QCOMPARE(sentences(restored->differences), QString());
    QVERIFY(sentences(restored->notes).contains(QStringLiteral("holds no schema")));
}

// pg_dump has no use for that function here; the reading of the schema has.
void TestBackupSchema::schemaThatCannotBeReadDoesNotStopTheBackup()
{
    BackupWorld world(Kind::PostgreSql);
    world.database.execute(
        { QStringLiteral("REVOKE EXECUTE ON FUNCTION pg_catalog.pg_get_statisticsobjdef(oid) FROM PUBLIC") });
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    QVERIFY(!manifest->holdsSchema());
    QVERIFY2(manifest->schemaProblem.contains(QStringLiteral("pg_get_statisticsobjdef")),
        qPrintable(manifest->schemaProblem));
    QCOMPARE(manifest->counting, dialects::RowCounting::Snapshot);
    const auto verified = verifyBackup({ world.backups(), manifest->id, VerifyLevel::Contents, {} }, context);
    VERIFY_RESULT(verified);
    QVERIFY(verified->ok);
    const auto kept = readSchema(*Catalogue(world.backups()).find(manifest->id));
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, core::ErrorCode::NotFound);
    QCOMPARE(kept.error().detail, manifest->schemaProblem);
}

// The first reading is refused, in the snapshot; the second, after the dump, is not.
void TestBackupSchema::schemaIsReadAfterTheDumpWhereTheSnapshotCannot()
{
    BackupWorld world(Kind::PostgreSql);
    world.database.execute(
        { QStringLiteral("REVOKE EXECUTE ON FUNCTION pg_catalog.pg_get_statisticsobjdef(oid) FROM PUBLIC") });
    jobs::JobContext context(core::CancelToken(), [&world](const jobs::Progress& progress) {
        if (progress.phase.startsWith(QStringLiteral("Reading the schema")))
            world.database.execute(
                { QStringLiteral("GRANT EXECUTE ON FUNCTION pg_catalog.pg_get_statisticsobjdef(oid) TO PUBLIC") });
    });
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    QCOMPARE(manifest->schemaProblem, QString());
    QCOMPARE(manifest->schemaReading, SchemaReading::After);
    VERIFY_RESULT(readSchema(*Catalogue(world.backups()).find(manifest->id)));
}

void TestBackupSchema::changeDuringTheDumpIsSaid()
{
    BackupWorld world(Kind::MariaDb);
    bool isMade = false;
    jobs::JobContext context(core::CancelToken(), [&](const jobs::Progress& progress) {
        if (!std::exchange(isMade, isMade || progress.phase.startsWith(QStringLiteral("Dumping"))) && isMade)
            world.execute({ QStringLiteral("CREATE TABLE meanwhile (id int)") });
    });
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    QVERIFY(isMade);
    QCOMPARE(manifest->schemaReading, SchemaReading::Before);
    QVERIFY2(manifest->warnings.join(QLatin1Char(' ')).contains(QStringLiteral("changed during the dump")),
        qPrintable(manifest->warnings.join(QLatin1Char('\n'))));
    const auto kept = readSchema(*Catalogue(world.backups()).find(manifest->id));
    VERIFY_RESULT(kept);
    QVERIFY(!kept->schema.table({ {}, QStringLiteral("meanwhile") }));
}

QTEST_GUILESS_MAIN(TestBackupSchema)
#include "tst_backup_schema.moc"
