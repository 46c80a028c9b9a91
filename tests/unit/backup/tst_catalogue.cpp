#include "backup/catalogue.h"
#include "support/backup_fixture.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QDir>
#include <QProcess>
#include <QTest>

using namespace espalier;
using namespace espalier::backup;

namespace {

QDateTime at(int day, int hour = 12) { return QDateTime(QDate(2025, 6, day), QTime(hour, 0), Qt::UTC); }

void spoil(const QString& path, const std::function<void(QByteArray&)>& change)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    change(content);
    file.resize(0);
    file.seek(0);
    file.write(content);
}

} // namespace

class TestCatalogue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void missingFolderIsAnEmptyCatalogue();
    void fileInPlaceOfTheFolderIsUnreadable();
    void backupsComeNewestFirst();
    void sumsCanBeCheckedWithoutEspalier();
    void everyBrokenBackupIsListedAsBroken_data();
    void everyBrokenBackupIsListedAsBroken();
    void foreignFoldersAreLeftAlone();
    void unfinishedBackupIsNoBackup();
    void abandonedBackupIsALeftoverUntilRemoved();
    void findTakesIdBeginningAndLatest();
    void removeTakesTheWholeFolder();
    void backupInUseIsNotRemoved();
    void removeStaysInsideTheCatalogue();
    void verificationStandsBesideTheManifest();

private:
    test::TemporaryFolder m_folder;
};

void TestCatalogue::missingFolderIsAnEmptyCatalogue()
{
    const auto listing = Catalogue(m_folder.path(QStringLiteral("none"))).list();
    VERIFY_RESULT(listing);
    QVERIFY(listing->backups.isEmpty() && listing->broken.isEmpty() && listing->leftovers.isEmpty());
}

void TestCatalogue::fileInPlaceOfTheFolderIsUnreadable()
{
    const auto listing = Catalogue(m_folder.write(QStringLiteral("file"), "x")).list();
    QVERIFY(!listing);
    QCOMPARE(listing.error().code, core::ErrorCode::Unreadable);
}

void TestCatalogue::backupsComeNewestFirst()
{
    const QString folder = m_folder.path(QStringLiteral("order"));
    for (const int day : { 2, 3, 1 })
        VERIFY_RESULT(test::writeBackup(folder, QStringLiteral("app"), at(day)));
    const auto listing = Catalogue(folder).list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->backups.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(listing->backups[i].manifest.created, at(3 - i));
    QCOMPARE(listing->backups[0].manifest.tables[0].rows, std::optional<qint64>(48'211));
}

void TestCatalogue::sumsCanBeCheckedWithoutEspalier()
{
    const QString folder = m_folder.path(QStringLiteral("sums"));
    const auto id = test::writeBackup(folder, QStringLiteral("app"), at(1));
    VERIFY_RESULT(id);
    QProcess tool;
    tool.setWorkingDirectory(folder + QLatin1Char('/') + *id);
    tool.start(QStringLiteral("sha256sum"),
        { QStringLiteral("--strict"), QStringLiteral("-c"), QStringLiteral("SHA256SUMS") });
    QVERIFY(tool.waitForFinished());
    QCOMPARE(tool.exitCode(), 0);
    QCOMPARE(tool.readAllStandardOutput(), QByteArray("database.dump: OK\nmanifest.json: OK\n"));
}

void TestCatalogue::everyBrokenBackupIsListedAsBroken_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("change");
    for (const char* file : { "manifest.json", "SHA256SUMS", "database.dump" }) {
        for (const char* change : { "gone", "empty", "cut" })
            QTest::addRow("%s %s", file, change) << QString::fromLatin1(file) << QString::fromLatin1(change);
    }
    QTest::newRow("manifest: another row count") << QStringLiteral("manifest.json") << QStringLiteral("flip");
    QTest::newRow("manifest: replaced by a folder") << QStringLiteral("manifest.json") << QStringLiteral("folder");
}

void TestCatalogue::everyBrokenBackupIsListedAsBroken()
{
    QFETCH(QString, file);
    QFETCH(QString, change);
    const test::TemporaryFolder folder;
    const auto good = test::writeBackup(folder.path(), QStringLiteral("good"), at(1));
    const auto bad = test::writeBackup(folder.path(), QStringLiteral("bad"), at(2));
    VERIFY_RESULT(bad);
    const QString path = folder.path(*bad + QLatin1Char('/') + file);
    if (change == QStringLiteral("gone") || change == QStringLiteral("folder"))
        QVERIFY(QFile::remove(path));
    if (change == QStringLiteral("folder"))
        QVERIFY(QDir().mkpath(path));
    if (change == QStringLiteral("empty"))
        spoil(path, [](QByteArray& content) { content.clear(); });
    if (change == QStringLiteral("cut"))
        spoil(path, [](QByteArray& content) { content.chop(1); });
    if (change == QStringLiteral("flip"))
        spoil(path, [](QByteArray& content) { content.replace("48211", "48212"); });
    const auto listing = Catalogue(folder.path()).list();
    VERIFY_RESULT(listing);
    QCOMPARE(listing->backups.size(), 1);
    QCOMPARE(listing->backups[0].manifest.id, *good);
    QCOMPARE(listing->broken.size(), 1);
    QCOMPARE(listing->broken[0].id, *bad);
    QVERIFY(!core::describe(listing->broken[0].error).isEmpty());
    QVERIFY(!Catalogue(folder.path()).find(*bad));
    VERIFY_RESULT(Catalogue(folder.path()).remove(*bad));
    QVERIFY(Catalogue(folder.path()).list()->broken.isEmpty());
}

void TestCatalogue::foreignFoldersAreLeftAlone()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("photos/beach.jpg"), "x");
    folder.write(QStringLiteral("notes.txt"), "x");
    const auto listing = Catalogue(folder.path()).list();
    VERIFY_RESULT(listing);
    QVERIFY(listing->backups.isEmpty() && listing->broken.isEmpty() && listing->leftovers.isEmpty());
    QCOMPARE(Catalogue(folder.path()).remove(QStringLiteral("photos")).error().code, core::ErrorCode::NotFound);
}

void TestCatalogue::unfinishedBackupIsNoBackup()
{
    const test::TemporaryFolder folder;
    {
        const auto unfinished = UnfinishedBackup::begin(folder.path(), makeBackupId(QStringLiteral("app"), at(1)));
        VERIFY_RESULT(unfinished);
        const auto listing = Catalogue(folder.path()).list();
        VERIFY_RESULT(listing);
        QVERIFY(listing->backups.isEmpty() && listing->broken.isEmpty());
        QCOMPARE(listing->leftovers.size(), 1);
        QVERIFY(listing->leftovers[0].inUse);
        QVERIFY(Catalogue(folder.path()).removeLeftovers()->isEmpty());
        QCOMPARE(QFileInfo((*unfinished)->folder()).permissions() & QFile::Permissions(0x0FF), QFile::Permissions());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestCatalogue::abandonedBackupIsALeftoverUntilRemoved()
{
    const test::TemporaryFolder folder;
    const QString part = makeBackupId(QStringLiteral("app"), at(1)) + QStringLiteral(".part");
    folder.write(part + QStringLiteral("/database.dump"), "half");
    folder.write(makeBackupId(QStringLiteral("old"), at(1)) + QStringLiteral(".deleting/manifest.json"), "{}");
    const Catalogue catalogue(folder.path());
    const auto listing = catalogue.list();
    VERIFY_RESULT(listing);
    QVERIFY(listing->backups.isEmpty() && listing->broken.isEmpty());
    QCOMPARE(listing->leftovers.size(), 2);
    QCOMPARE(listing->leftovers[0].name, part);
    QCOMPARE(listing->leftovers[0].bytes, 4);
    QVERIFY(!listing->leftovers[0].inUse);
    QCOMPARE(catalogue.removeLeftovers()->size(), 2);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestCatalogue::findTakesIdBeginningAndLatest()
{
    const test::TemporaryFolder folder;
    const auto first = test::writeBackup(folder.path(), QStringLiteral("app"), at(1));
    const auto second = test::writeBackup(folder.path(), QStringLiteral("app"), at(2));
    const Catalogue catalogue(folder.path());
    QCOMPARE(catalogue.find(*first)->manifest.id, *first);
    QCOMPARE(catalogue.find(QStringLiteral("app-20250602"))->manifest.id, *second);
    QCOMPARE(catalogue.find(QStringLiteral("latest"))->manifest.id, *second);
    QCOMPARE(catalogue.find(QStringLiteral("app-")).error().code, core::ErrorCode::Ambiguous);
    QCOMPARE(catalogue.find(QStringLiteral("other")).error().code, core::ErrorCode::NotFound);
    QCOMPARE(catalogue.find(QString()).error().code, core::ErrorCode::NotFound);
}

void TestCatalogue::removeTakesTheWholeFolder()
{
    const test::TemporaryFolder folder;
    const auto id = test::writeBackup(folder.path(), QStringLiteral("app"), at(1));
    VERIFY_RESULT(Catalogue(folder.path()).remove(*id));
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestCatalogue::backupInUseIsNotRemoved()
{
    const test::TemporaryFolder folder;
    const auto id = test::writeBackup(folder.path(), QStringLiteral("app"), at(1));
    const auto lock = EntryLock::take(folder.path(*id), EntryLock::Mode::Shared);
    VERIFY_RESULT(lock);
    QCOMPARE(Catalogue(folder.path()).remove(*id).error().code, core::ErrorCode::Busy);
    QCOMPARE(Catalogue(folder.path()).list()->backups.size(), 1);
}

void TestCatalogue::removeStaysInsideTheCatalogue()
{
    const test::TemporaryFolder folder;
    const auto id = test::writeBackup(folder.path(QStringLiteral("other")), QStringLiteral("app"), at(1));
    const Catalogue catalogue(folder.path(QStringLiteral("mine")));
    QVERIFY(QDir().mkpath(catalogue.folder()));
    QCOMPARE(catalogue.remove(QStringLiteral("../other/") + *id).error().code, core::ErrorCode::NotFound);
    QCOMPARE(catalogue.remove(QStringLiteral("..")).error().code, core::ErrorCode::NotFound);
    QCOMPARE(Catalogue(folder.path(QStringLiteral("other"))).list()->backups.size(), 1);
}

void TestCatalogue::verificationStandsBesideTheManifest()
{
    const test::TemporaryFolder folder;
    const auto id = test::writeBackup(folder.path(), QStringLiteral("app"), at(1));
    const Catalogue catalogue(folder.path());
    QVERIFY(!catalogue.find(*id)->verified);
    const Verification verification{ VerifyLevel::Contents, at(2), true, {} };
    VERIFY_RESULT(catalogue.recordVerification(*id, verification));
    QVERIFY(catalogue.find(*id)->verified == verification);
    spoil(folder.path(*id + QStringLiteral("/verification.json")), [](QByteArray& content) { content.chop(9); });
    QVERIFY(!catalogue.find(*id)->verified);
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
