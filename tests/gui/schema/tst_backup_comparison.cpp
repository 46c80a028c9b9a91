// What has changed since a backup, on the Schema page; and what the Backups page says of its schema.
#include "../support/drift_world.h"
#include "../support/table_texts.h"
#include "backup/create.h"
#include "core/file.h"
#include "session/backup_shelf.h"
#include "widgets/format.h"

#include <QFile>
#include <QLabel>
#include <QTableView>

using namespace espalier;
using namespace espalier::test;
using ui::SchemaSource;
using ui::TablesModel;

namespace {

QTableView* tables() { return GuiWorld::find<QTableView>("tables"); }
QStringList marks() { return rowTexts("tables", TablesModel::MarkColumn); }

QStringList offered(const char* combo = "schema-baseline")
{
    QStringList all;
    const auto* box = GuiWorld::find<QComboBox>(combo);
    for (int i = 0; box && i < box->count(); ++i)
        all.append(box->itemText(i));
    return all.filter(QStringLiteral("backup"), Qt::CaseInsensitive);
}

bool choose(const char* combo, const QString& beginning)
{
    auto* box = GuiWorld::find<QComboBox>(combo);
    const int at = box ? box->findText(beginning, Qt::MatchStartsWith) : -1;
    if (at < 0)
        return false;
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
    return true;
}

/// A backup of the world's database, beside the window.
backup::Manifest backUp(const GuiWorld& world, const QString& url)
{
    backup::BackupRequest request;
    request.connection = database::ConnectionSettings::fromUrl(*dialects::DatabaseUrl::parse(url));
    request.folder = world.services().backups.folder();
    jobs::JobContext context;
    const auto made = backup::createBackup(request, context);
    if (!made)
        qFatal("%s", qPrintable(core::describe(made.error())));
    return *made;
}

} // namespace

class TestBackupComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void databaseAgainstItsBackup();
    void migrationsAgainstABackup();
    void withoutAProject();
    void withoutADatabaseThoseOfTheProjectAreOffered();
    void aBackupIsShownAndComparedWithTheModels();
    void twoBackupsAreCompared();
    void onlyBackupsOfThisDatabaseAreOffered();
    void aDeletedBackupIsComparedWithNoMore();
    void aShownBackupThatIsDeletedIsShownNoMore();
    void aBackupThatCannotBeReadIsSaid();
    void aShownBackupThatCannotBeReadIsSaid();
    void aSchemaFileThatIsMissingIsSaid();
    void detailSaysThatItHoldsItsSchema();
};

void TestBackupComparison::databaseAgainstItsBackup()
{
    DriftWorld world;
    backUp(world, world.url);
    world.execute({ QStringLiteral("CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY)"),
        QStringLiteral("ALTER TABLE users ADD COLUMN age INTEGER"), QStringLiteral("DROP TABLE legacy") });
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QVERIFY(choose("schema-source", QStringLiteral("Database")));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && tables(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(offered().size(), 1, 20000);
    QVERIFY(choose("schema-baseline", QStringLiteral("Against the backup of")));
    QTRY_COMPARE_WITH_TIMEOUT(marks(),
        (QStringList{ QStringLiteral("alembic_version: the same"), QStringLiteral("audit: the same"),
            QStringLiteral("later: added"), QStringLiteral("legacy: removed"), QStringLiteral("posts: the same"),
            QStringLiteral("users: changed") }),
        20000);
}

void TestBackupComparison::migrationsAgainstABackup()
{
    DriftWorld world;
    backUp(world, world.url);
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(offered().size(), 1, 20000);
    QVERIFY(choose("schema-baseline", QStringLiteral("Against the backup of")));
    QTRY_COMPARE_WITH_TIMEOUT(marks(),
        (QStringList{ QStringLiteral("audit: the same"), QStringLiteral("invoices: added"),
            QStringLiteral("legacy: removed"), QStringLiteral("posts: removed"), QStringLiteral("users: changed") }),
        20000);
}

void TestBackupComparison::withoutAProject()
{
    DriftWorld world;
    backUp(world, world.url);
    world.execute({ QStringLiteral("CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY)") });
    world.services().database.open(database::ConnectionSettings::fromUrl(*dialects::DatabaseUrl::parse(world.url)));
    QTRY_VERIFY_WITH_TIMEOUT(world.services().database.isConnected() && world.isIdle(), 20000);
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(offered().size(), 1, 20000);
    QVERIFY(choose("schema-baseline", QStringLiteral("Against the backup of")));
    QTRY_VERIFY_WITH_TIMEOUT(marks().contains(QStringLiteral("later: added")), 20000);
    QCOMPARE(marks().filter(QStringLiteral("the same")).size(), marks().size() - 1);
}

void TestBackupComparison::withoutADatabaseThoseOfTheProjectAreOffered()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    world.execute({ QStringLiteral("UPDATE alembic_version SET version_num = 'elsewhere'") });
    backUp(world, world.url);
    world.open();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(offered().size(), 1, 20000); // the project has no revision "elsewhere"
    QCOMPARE(
        offered().first(), QStringLiteral("Against the backup of shop.db · %1 · a1").arg(ui::exactTime(made.created)));
    QVERIFY(choose("schema-source", QStringLiteral("Models")));
    QVERIFY(choose("schema-baseline", QStringLiteral("Against the backup of shop.db")));
    QTRY_COMPARE_WITH_TIMEOUT(marks(),
        (QStringList{ QStringLiteral("audit: removed"), QStringLiteral("invoices: added"),
            QStringLiteral("legacy: removed"), QStringLiteral("posts: the same"), QStringLiteral("tags: added"),
            QStringLiteral("users: changed") }),
        20000);
    QVERIFY(!GuiWorld::find("schema-doubts"));
}

void TestBackupComparison::aBackupIsShownAndComparedWithTheModels()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    world.execute({ QStringLiteral("CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY)") });
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(offered("schema-source").size(), 1, 20000);
    QVERIFY(choose("schema-source", QStringLiteral("Backup of shop.db")));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && world.app->schema().snapshot()->place.backup == made.id, 20000);
    QCOMPARE(world.app->schema().snapshot()->schema.tables.size(), size_t(5)); // without "later"
    QVERIFY(!GuiWorld::find("time-bar"));
    QVERIFY(choose("schema-baseline", QStringLiteral("Against the models")));
    QTRY_COMPARE_WITH_TIMEOUT(marks(),
        (QStringList{ QStringLiteral("alembic_version: the same"), QStringLiteral("audit: added"),
            QStringLiteral("invoices: removed"), QStringLiteral("legacy: added"), QStringLiteral("posts: the same"),
            QStringLiteral("tags: removed"), QStringLiteral("users: changed") }),
        20000);
    QVERIFY(choose("schema-source", QStringLiteral("Database")));
    QTRY_VERIFY_WITH_TIMEOUT(marks().contains(QStringLiteral("later: added")), 20000);
}

void TestBackupComparison::twoBackupsAreCompared()
{
    DriftWorld world;
    const backup::Manifest first = backUp(world, world.url);
    world.execute({ QStringLiteral("ALTER TABLE users ADD COLUMN age INTEGER"), QStringLiteral("DROP TABLE legacy") });
    const backup::Manifest second = backUp(world, world.url);
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(world.app->schema().backups().size(), size_t(2), 20000);
    const auto place = [&](const backup::Manifest& manifest) {
        const auto backups = world.app->schema().backups();
        return *std::find_if(
            backups.begin(), backups.end(), [&](const ui::SchemaPlace& one) { return one.backup == manifest.id; });
    };
    world.app->schema().showBackup(place(second));
    world.app->schema().setBaseline(place(first));
    const QStringList expected{ QStringLiteral("alembic_version: the same"), QStringLiteral("audit: the same"),
        QStringLiteral("legacy: removed"), QStringLiteral("posts: the same"), QStringLiteral("users: changed") };
    QTRY_COMPARE_WITH_TIMEOUT(marks(), expected, 20000);
    world.app->schema().setBaseline(place(second)); // itself
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && marks().filter(QStringLiteral("users: the same")).size() == 1, 20000);
}

void TestBackupComparison::onlyBackupsOfThisDatabaseAreOffered()
{
    DriftWorld world;
    const QString other = world.folder.path(QStringLiteral("other.db"));
    QVERIFY(QFile::copy(world.folder.path(QStringLiteral("shop.db")), other));
    const backup::Manifest own = backUp(world, world.url);
    backUp(world, QStringLiteral("sqlite:///") + other);
    world.open();
    world.services().backups.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(world.services().backups.listing().backups.size(), 2, 20000);
    QCOMPARE(world.app->schema().backups().size(), size_t(2)); // no database is connected: they are of this project
    world.connectToDatabase();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(offered().size(), 1, 20000);
    QCOMPARE(world.app->schema().backups().front().backup, own.id);
}

void TestBackupComparison::aDeletedBackupIsComparedWithNoMore()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_VERIFY_WITH_TIMEOUT(choose("schema-baseline", QStringLiteral("Against the backup of")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && world.app->schema().snapshot()->comparison, 20000);
    QVERIFY(backup::Catalogue(world.services().backups.folder()).remove(made.id));
    world.services().backups.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && !world.app->schema().baseline(), 20000);
    QVERIFY(offered().isEmpty());
    QVERIFY(!world.app->schema().snapshot()->comparison);
}

void TestBackupComparison::aShownBackupThatIsDeletedIsShownNoMore()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_VERIFY_WITH_TIMEOUT(choose("schema-source", QStringLiteral("Backup of")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && world.app->schema().snapshot()->place.backup == made.id, 20000);
    QVERIFY(backup::Catalogue(world.services().backups.folder()).remove(made.id));
    world.services().backups.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(world.app->schema().source(), SchemaSource::Migrations, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(
        world.isIdle() && world.app->schema().snapshot()->place.source == SchemaSource::Migrations, 20000);
    QVERIFY(offered("schema-source").isEmpty());
}

void TestBackupComparison::aShownBackupThatCannotBeReadIsSaid()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    const QString path
        = world.services().backups.folder() + QLatin1Char('/') + made.id + QStringLiteral("/schema.json");
    const auto whole = core::readFile(path, 1'000'000);
    QVERIFY(whole);
    QVERIFY(core::writeFile(path, QByteArray(whole->size(), ' ')));
    world.open();
    world.openSchema();
    QTRY_VERIFY_WITH_TIMEOUT(choose("schema-source", QStringLiteral("Backup of")), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(world.app->schema().state(), ui::SchemaPageController::State::Failed, 20000);
    QVERIFY(world.app->schema().error().message.text().contains(QStringLiteral("schema.json")));
    QTRY_VERIFY(GuiWorld::find("read-again"));
    QVERIFY(core::writeFile(path, *whole));
    world.app->schema().retry();
    QTRY_COMPARE_WITH_TIMEOUT(world.app->schema().state(), ui::SchemaPageController::State::Known, 20000);
    QTRY_COMPARE(world.app->schema().snapshot()->schema.tables.size(), size_t(5));
}

void TestBackupComparison::aSchemaFileThatIsMissingIsSaid()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    world.open();
    world.openSchema();
    QTRY_COMPARE_WITH_TIMEOUT(offered().size(), 1, 20000);
    QVERIFY(
        QFile::remove(world.services().backups.folder() + QLatin1Char('/') + made.id + QStringLiteral("/schema.json")));
    QVERIFY(choose("schema-baseline", QStringLiteral("Against the backup of")));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && GuiWorld::find("schema-doubts"), 20000);
    QVERIFY2(world.app->schema().comparisonError()->message.text().contains(QStringLiteral("schema.json")),
        qPrintable(world.app->schema().comparisonError()->message.text()));
    QVERIFY(!marks().isEmpty());
}

void TestBackupComparison::aBackupThatCannotBeReadIsSaid()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    const QString path
        = world.services().backups.folder() + QLatin1Char('/') + made.id + QStringLiteral("/schema.json");
    const auto bytes = made.file(QStringLiteral("schema.json"))->bytes;
    QVERIFY(core::writeFile(path, QByteArray(bytes, ' ')));
    world.open();
    world.connectToDatabase();
    world.openSchema();
    QTRY_VERIFY_WITH_TIMEOUT(choose("schema-baseline", QStringLiteral("Against the backup of")), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && GuiWorld::find("schema-doubts"), 20000);
    QVERIFY(world.app->schema().comparisonError());
    QCOMPARE(world.app->schema().comparisonError()->code, core::ErrorCode::Corrupt);
    QVERIFY(!marks().isEmpty()); // what is shown stays
}

void TestBackupComparison::detailSaysThatItHoldsItsSchema()
{
    DriftWorld world;
    const backup::Manifest made = backUp(world, world.url);
    world.services().actions.trigger(QStringLiteral("go.backups"));
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle() && world.services().backups.find(made.id), 20000);
    world.services().selection.select({ ui::ItemKind::Backup, made.id });
    const auto detail = [] {
        const auto* label = GuiWorld::find<QLabel>("backup-detail");
        return label ? label->text() : QString();
    };
    QTRY_VERIFY(detail().contains(QStringLiteral("with its schema")));
}

QTEST_MAIN(TestBackupComparison)
#include "tst_backup_comparison.moc"
