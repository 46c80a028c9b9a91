#include "support/revision_tree.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include "authoring/revision_naming.h"

#include <QFileInfo>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

class TestRevisionNaming : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsAreOfTheProjectsForm_data();
    void idsAreOfTheProjectsForm();
    void idsAreNew();
    void slugs_data();
    void slugs();
    void lengthOfSlugsIsThatOfTheSettings_data();
    void lengthOfSlugsIsThatOfTheSettings();
    void filesStandBesideTheirParent();
    void timeZoneOfTheSettings();
};

void TestRevisionNaming::idsAreOfTheProjectsForm_data()
{
    QTest::addColumn<QByteArray>("ids");
    QTest::addColumn<QString>("next");
    const auto row = [](const char* name, const char* ids, const char* next) {
        QTest::newRow(name) << QByteArray(ids) << QString::fromLatin1(next);
    };
    row("none", "", "ffffffffffff");
    row("Alembic's own", "ae1027a6acf; 137b19ac6ef3 <- ae1027a6acf; 5a1c2e3d4f56 <- 137b19ac6ef3", "ffffffffffff");
    row("digits only are hex as well", "137200190633; 5a1c2e3d4f56 <- 137200190633", "ffffffffffff");
    row("other length", "4b9608290b5d4b96; 556b79de28254b96 <- 4b9608290b5d4b96", "ffffffffffffffff");
    row("numbers", "0001; 0002 <- 0001; 0003 <- 0002", "0004");
    row("numbers of two widths", "98; 99 <- 98; 100 <- 99", "101");
    row("merges do not count", "0001; 0002 <- 0001; 0003 <- 0001; merge_all <- 0002 0003", "0004");
    row("number and words", "001_users; 002_books <- 001_users", "003_add_books_of_libraries");
    row("words", "init; add_discovery_query <- init; file_doc_mgmt_001 <- add_discovery_query",
        "add_books_of_libraries");
    row("days", "20260101; 20260102 <- 20260101", "20260304");
    row("seconds", "20260101120000; 20260102120000 <- 20260101120000", "20260304050607");
    row("day and words", "20260101_users; 20260102_more <- 20260101_users", "20260304_add_books_of_libraries");
    row("day and hex", "20260101_0a1b2c3d; 20260102_1a1b2c3d <- 20260101_0a1b2c3d", "20260304_ffffffff");
    row("what most have", "0001; 0002 <- 0001; 0003 <- 0002; odd_one <- 0003", "0004");
}

void TestRevisionNaming::idsAreOfTheProjectsForm()
{
    QFETCH(QByteArray, ids);
    QFETCH(QString, next);
    const auto digits = [](int count) { return QString(count, QLatin1Char('f')); };
    QCOMPARE(authoring::newRevisionId(*tree(ids.constData()), QStringLiteral("Add books of libraries!"),
                 QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7)), digits),
        next);
}

void TestRevisionNaming::idsAreNew()
{
    const QDateTime now(QDate(2026, 3, 4), QTime(5, 6, 7));
    int asked = 0;
    const auto digits
        = [&](int) { return asked++ == 0 ? QStringLiteral("137b19ac6ef3") : QStringLiteral("0a0a0a0a0a0a"); };
    QCOMPARE(authoring::newRevisionId(*tree("137b19ac6ef3"), QStringLiteral("x"), now, digits),
        QStringLiteral("0a0a0a0a0a0a"));
    const auto words = [&](const char* ids, const QString& message) {
        return authoring::newRevisionId(*tree(ids), message, now, digits);
    };
    QCOMPARE(words("init; more <- init", QStringLiteral("more")), QStringLiteral("more_2"));
    QCOMPARE(words("20260304; 20260305 <- 20260304", QStringLiteral("x")), QStringLiteral("20260306"));
    // version_num takes 32 characters
    const QString cut = words("init", QStringLiteral("a very long message that says much more than an id can hold"));
    QVERIFY2(cut.size() <= 32 && cut == QStringLiteral("a_very_long_message_that_says"), qPrintable(cut));
}

void TestRevisionNaming::slugs_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("slug");
    QTest::newRow("words") << QStringLiteral("Add 'books', at last!") << QStringLiteral("add_books_at_last");
    QTest::newRow("letters") << QStringLiteral("Bücher") << QStringLiteral("bücher");
    QTest::newRow("long") << QStringLiteral("create customers policies claims communications and reports")
                          << QStringLiteral("create_customers_policies_claims_");
    QTest::newRow("none") << QString() << QString();
}

void TestRevisionNaming::slugs()
{
    QFETCH(QString, message);
    QFETCH(QString, slug);
    QCOMPARE(authoring::slugOf(message), slug);
}

void TestRevisionNaming::lengthOfSlugsIsThatOfTheSettings_data()
{
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("name"); // "-": refused
    const auto row = [](const char* title, const char* ini, const char* toml, const char* name) {
        QTest::newRow(title) << QByteArray(ini) << QByteArray(toml) << QString::fromLatin1(name);
    };
    row("none", "", "", "ae10_add_books_and_the_people_who_wrote_them_.py");
    row("zero", "truncate_slug_length = 0\n", "", "ae10_add_books_and_the_people_who_wrote_them_.py");
    row("short", "truncate_slug_length = 10\n", "", "ae10_add_books_.py");
    row("long", "truncate_slug_length: 90\n", "", "ae10_add_books_and_the_people_who_wrote_them_long_ago.py");
    row("within a word", "truncate_slug_length = 2\n", "", "ae10_ad_.py");
    row("negative", "truncate_slug_length = -12\n", "", "ae10_add_books_and_the_people_who_wrote_.py");
    row("no number", "truncate_slug_length = short\n", "", "-");
    row("of pyproject", "", "truncate_slug_length = 10\n", "ae10_add_books_.py");
    row("of pyproject, as text", "", "truncate_slug_length = '10'\n", "ae10_add_books_.py");
    row("of pyproject, no number", "", "truncate_slug_length = true\n", "-");
    row("of both", "truncate_slug_length = 4\n", "truncate_slug_length = 10\n", "ae10_add_.py");
}

void TestRevisionNaming::lengthOfSlugsIsThatOfTheSettings()
{
    QFETCH(QByteArray, ini);
    QFETCH(QByteArray, toml);
    QFETCH(QString, name);
    const test::TemporaryFolder folder;
    if (!ini.isEmpty() || toml.isEmpty())
        folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = s\n" + ini);
    if (!toml.isEmpty())
        folder.write(QStringLiteral("pyproject.toml"), "[tool.alembic]\nscript_location = 's'\n" + toml);
    folder.write(QStringLiteral("s/env.py"), "from alembic import context\n");
    folder.write(QStringLiteral("s/versions/.keep"), "");
    const auto project = project::openProject(folder.path());
    VERIFY_RESULT(project);
    const auto path = authoring::scriptPath(*project, nullptr, QStringLiteral("ae10"),
        QStringLiteral("Add books, and the people who wrote them long ago"), QDateTime::currentDateTime());
    if (!path)
        QCOMPARE(path.error().code, core::ErrorCode::Malformed);
    QCOMPARE(path ? QFileInfo(*path).fileName() : QStringLiteral("-"), name);
}

void TestRevisionNaming::filesStandBesideTheirParent()
{
    project::Project project;
    project.scriptLocation = QStringLiteral("/p/alembic");
    project.versionLocations = { QStringLiteral("/p/alembic/versions"), QStringLiteral("/p/plugin/versions") };
    const QDateTime now(QDate(2026, 3, 4), QTime(5, 6, 7));
    revisions::Revision parent;
    const auto path = [&](const revisions::Revision* after) {
        return authoring::scriptPath(project, after, QStringLiteral("ae10"), QStringLiteral("add books"), now)
            .value_or(QStringLiteral("-"));
    };
    QCOMPARE(path(nullptr), QStringLiteral("/p/alembic/versions/ae10_add_books.py"));
    parent.path = QStringLiteral("/p/plugin/versions/4b96_x.py");
    QCOMPARE(path(&parent), QStringLiteral("/p/plugin/versions/ae10_add_books.py"));
    project.fileTemplate = QStringLiteral("%(year)d/%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s_%(slug)s");
    QCOMPARE(path(&parent), QStringLiteral("/p/plugin/versions/2026/03_04_0506-ae10_add_books.py"));
    project.fileTemplate = QStringLiteral("%(nonsense)s");
    QCOMPARE(path(nullptr), QStringLiteral("-"));
}

void TestRevisionNaming::timeZoneOfTheSettings()
{
    project::Project project;
    const QDateTime now(QDate(2026, 7, 4), QTime(12, 0), Qt::UTC);
    QCOMPARE(authoring::creationTime(project, now)->timeSpec(), Qt::LocalTime);
    project.timezone = QStringLiteral("utc");
    QCOMPARE(authoring::creationTime(project, now)->offsetFromUtc(), 0);
    project.timezone = QStringLiteral("Europe/Berlin");
    QCOMPARE(authoring::creationTime(project, now)->time(), QTime(14, 0));
    project.timezone = QStringLiteral("Nowhere");
    QVERIFY(!authoring::creationTime(project, now));
}

QTEST_GUILESS_MAIN(TestRevisionNaming)
#include "tst_revision_naming.moc"
