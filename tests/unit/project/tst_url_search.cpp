#include "core/redaction.h"
#include "project/dotenv.h"
#include "project/project.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using project::UrlOrigin;
using project::UrlText;

class TestUrlSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passwordIsHiddenButNotLost_data();
    void passwordIsHiddenButNotLost();
    void dotEnvLinesAreReadAsPythonDotenvReadsThem_data();
    void dotEnvLinesAreReadAsPythonDotenvReadsThem();
    void dotEnvLineNumbersCountQuotedLines();
    void urlsOfSettingsAndDotEnvAreFound();
    void templateUrlComesLast();
    void urlWithUnknownReferenceIsANote();
};

void TestUrlSearch::passwordIsHiddenButNotLost_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << "postgresql://ann:hunter22@db:5432/app"
                           << "postgresql://ann:***@db:5432/app";
    QTest::newRow("driver") << "postgresql+asyncpg://a:hunter23@h/d"
                            << "postgresql+asyncpg://a:***@h/d";
    QTest::newRow("at sign") << "mysql://a:p@ssw0rd@h/d"
                             << "mysql://a:***@h/d";
    QTest::newRow("slash") << "mysql://a:pa/ssw0@h/d"
                           << "mysql://a:***@h/d";
    QTest::newRow("at in query") << "postgresql://a:hunter24@h/d?options=x@y"
                                 << "postgresql://a:***@h/d?options=x@y";
    QTest::newRow("in query") << "postgresql://h/d?user=a&password=hunter25"
                              << "postgresql://h/d?user=a&password=***";
    QTest::newRow("none") << "postgresql://ann@db/app"
                          << "postgresql://ann@db/app";
    QTest::newRow("file") << "sqlite:///a:b@c.db"
                          << "sqlite:///a:b@c.db";
    QTest::newRow("empty") << "postgresql://ann:@db/app"
                           << "postgresql://ann:@db/app";
}

void TestUrlSearch::passwordIsHiddenButNotLost()
{
    QFETCH(QString, url);
    const UrlText text(url);
    QCOMPARE(text.reveal(), url);
    QTEST(text.shown(), "shown");
}

void TestUrlSearch::dotEnvLinesAreReadAsPythonDotenvReadsThem_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << QByteArray("A=b c") << "b c";
    QTest::newRow("export") << QByteArray("export A = b") << "b";
    QTest::newRow("comment") << QByteArray("A=b # c") << "b";
    QTest::newRow("hash inside") << QByteArray("A=b#c") << "b#c";
    QTest::newRow("double quotes") << QByteArray(R"(A="b # \"c\"\n")") << "b # \"c\"\n";
    QTest::newRow("single quotes") << QByteArray(R"(A='${B} \' x')") << "${B} ' x";
    QTest::newRow("reference") << QByteArray("B=x\nA=${B}/${C:-d}") << "x/d";
    QTest::newRow("open quote") << QByteArray("A=\"b\nC=d") << "\"b";
    QTest::newRow("junk before") << QByteArray("%%%\n=\n# A=no\nA=1\r\n") << "1";
}

void TestUrlSearch::dotEnvLinesAreReadAsPythonDotenvReadsThem()
{
    QFETCH(QByteArray, line);
    QString value;
    for (const auto& variable : project::parseDotEnv(line)) {
        if (variable.name == QLatin1String("A"))
            value = variable.value;
    }
    QTEST(value, "value");
}

void TestUrlSearch::dotEnvLineNumbersCountQuotedLines()
{
    const auto variables = project::parseDotEnv("A='1\n2'\n\nB=3\n");
    QCOMPARE(variables.size(), 2);
    QCOMPARE(variables[1].line, 4);
}

void TestUrlSearch::urlsOfSettingsAndDotEnvAreFound()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = m\nsqlalchemy.url = postgresql://a:s3cret-one@h/%%41\n"
        "[billing]\nsqlalchemy.url = mysql+pymysql://b:s3cret-two@h/b\n");
    folder.write(QStringLiteral("m/env.py"), "");
    folder.write(QStringLiteral(".env"),
        "# local\nDATABASE_URL=postgresql://c:s3cret-three@h/c\nREDIS_URL=redis://:x@h/0\nSENTRY=https://k@h/1\n");
    const auto project = project::openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->urls.size(), 3);
    QCOMPARE(project->urls[0].url.reveal(), QStringLiteral("postgresql://a:s3cret-one@h/%41"));
    QCOMPARE(project->urls[0].line, 3);
    QCOMPARE(project->urls[1].url.shown(), QStringLiteral("mysql+pymysql://b:***@h/b"));
    QCOMPARE(project->urls[2].origin, UrlOrigin::DotEnv);
    QCOMPARE(project->urls[2].name, QStringLiteral("DATABASE_URL"));
    QCOMPARE(project->urls[2].file, folder.path(QStringLiteral(".env")));
    QCOMPARE(project->urls[2].line, 2);
    QCOMPARE(core::redacted(QStringLiteral("s3cret-three")), QStringLiteral("***"));
}

void TestUrlSearch::templateUrlComesLast()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = m\nsqlalchemy.url = driver://user:pass@localhost/dbname\n");
    folder.write(QStringLiteral("m/env.py"), "");
    folder.write(QStringLiteral(".env"), "DB_URI=sqlite:///x.db\n");
    const auto project = project::openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->urls.size(), 2);
    QCOMPARE(project->urls[0].name, QStringLiteral("DB_URI"));
    QVERIFY(project->urls[1].isPlaceholder);
}

void TestUrlSearch::urlWithUnknownReferenceIsANote()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = m\nsqlalchemy.url = postgresql://%(DB_USER)s@h/d\n");
    folder.write(QStringLiteral("m/env.py"), "");
    const auto project = project::openProject(folder.path());
    VERIFY_RESULT(project);
    QVERIFY(project->urls.isEmpty());
    QCOMPARE(project->notes.first().code, QStringLiteral("url-not-known"));
    QCOMPARE(project->notes.first().line, 3);
}

QTEST_GUILESS_MAIN(TestUrlSearch)
#include "tst_url_search.moc"
