// What has changed since a backup, on the Schema page; and what the Backups page says of its schema.
#include "../support/drift_world.h"
#include "../support/table_texts.h"
#include "backup/create.h"
#include "core/file.h"
#include "session/backup_shelf.h"

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

QStringList offered()
{
    QStringList all;
    const auto* box = GuiWorld::find<QComboBox>("schema-baseline");
    for (int i = 0; box && i < box->count(); ++i)
        all.append(box->itemText(i));
    return all.filter(QStringLiteral("backup"));
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
    void onlyBackupsOfThisDatabaseAreOffered();
    void aDeletedBackupIsComparedWithNoMore();
    void aBackupThatCannotBeReadIsSaid();
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
    QVERIFY(world.app->schema().backups().empty()); // no database is connected
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
