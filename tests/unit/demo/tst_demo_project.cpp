#include "demo/demo_project.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace espalier;

class TestDemoProject : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesTheProjectAndItsDatabase();
    void fillsAnEmptyFolder();
    void refusesAFolderWithAnythingInIt_data();
    void refusesAFolderWithAnythingInIt();
    void refusesAFile();
    void leavesNothingBehindWhenItFails();
};

void TestDemoProject::writesTheProjectAndItsDatabase()
{
    const test::TemporaryFolder folder;
    const auto demo = demo::writeDemo(folder.path(QStringLiteral("deep/demo")));
    VERIFY_RESULT(demo);
    QCOMPARE(demo->folder, folder.path(QStringLiteral("deep/demo")));
    QCOMPARE(demo->files.filter(QStringLiteral("migrations/versions/")).size(), 28);
    for (const QString& file : demo->files)
        QVERIFY2(QFile(demo->folder + QLatin1Char('/') + file).exists(), qPrintable(file));
    QFile database(demo->database);
    QVERIFY(database.open(QIODevice::ReadOnly));
    QVERIFY(database.read(16).startsWith("SQLite format 3"));
}

void TestDemoProject::fillsAnEmptyFolder()
{
    const test::TemporaryFolder folder;
    VERIFY_RESULT(demo::writeDemo(folder.path()));
}

void TestDemoProject::refusesAFolderWithAnythingInIt_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("a file") << QStringLiteral("notes.txt");
    QTest::newRow("a hidden file") << QStringLiteral(".git/config");
}

void TestDemoProject::refusesAFolderWithAnythingInIt()
{
    QFETCH(QString, file);
    const test::TemporaryFolder folder;
    folder.write(file, "mine");
    const auto demo = demo::writeDemo(folder.path());
    QVERIFY(!demo);
    QCOMPARE(demo.error().code, core::ErrorCode::Refused);
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
}

void TestDemoProject::refusesAFile()
{
    const test::TemporaryFolder folder;
    const auto demo = demo::writeDemo(folder.write(QStringLiteral("demo"), "mine"));
    QVERIFY(!demo);
    QCOMPARE(demo.error().code, core::ErrorCode::Refused);
}

// The parent folder is made, then the name turns out too long for the file system; that stops root too, whom no file
// mode would.
void TestDemoProject::leavesNothingBehindWhenItFails()
{
    const test::TemporaryFolder folder;
    const QString name(300, QLatin1Char('x')); // longer than a file name may be
    const auto demo = demo::writeDemo(folder.path(QStringLiteral("made/") + name));
    QVERIFY(!demo);
    QCOMPARE(demo.error().code, core::ErrorCode::WriteFailed);
    QVERIFY(!QFile::exists(folder.path(QStringLiteral("made"))));
}

QTEST_GUILESS_MAIN(TestDemoProject)
#include "tst_demo_project.moc"
