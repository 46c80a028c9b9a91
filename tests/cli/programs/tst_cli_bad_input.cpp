// What the program does with projects that are not as they should be: it says what is wrong with file and line, shows
// the rest, and lets nothing of it reach the terminal as more than text.

#include "support/migration_project.h"
#include "support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace espalier::test;

namespace {

bool isPlainText(const QByteArray& output)
{
    const QString text = QString::fromUtf8(output);
    for (const QChar character : text) {
        const char16_t code = character.unicode();
        if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code <= 0x9f) || code == 0x202e
            || code == QChar::ReplacementCharacter)
            return false;
    }
    return true;
}

/// Four bad scripts and what their problems must be, beside the two good ones a1 and a2.
const struct {
    const char* file;
    const char* content;
    const char* problem; ///< "code:line"
} badScripts[] = {
    { "junk.py", "\x01\x02\x7f\x80\xff\xfe junk \x1b[2J", "unreadable-script:1" },
    { "syntax.py", "revision = 's'\ndown_revision = 'a1'\n\ndef upgrade(:\n    pass\n", "syntax-error:4" },
    { "twin.py", "revision = 'a2'\ndown_revision = 'a1'\n", "duplicate-id:1" },
    { "self.py", "revision = 'me'\ndown_revision = 'me'\n", "self-parent:2" },
    { "lost.py", "revision = 'l'\ndown_revision = 'nobody'\n", "missing-parent:2" },
    { "evil.py",
        "'''\x1b]0;gotcha\x07 \xc2\x9b"
        "31m \xe2\x80\xae message'''\nrevision = 'e\\n\\x1b[31m'\ndown_revision = 'a1'\nbranch_labels = "
        "('x\\x1b[2J',)\n",
        nullptr },
};

} // namespace

#define VERIFY_EXIT(end, code) QVERIFY2((end).exitCode == (code), (end).text().constData())

class TestCliBadInput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void badScriptsAreNamedAndTheRestIsShown();
    void nothingOfAProjectControlsTheTerminal_data();
    void nothingOfAProjectControlsTheTerminal();
    void brokenTreeIsNotRun_data();
    void brokenTreeIsNotRun();
    void goodPartOfABrokenTreeCanBePlanned();
    void notAProjectIsSaidWithWhatIsMissing();
    void settingsThatCannotBeReadAreNamedWithTheirLine_data();
    void settingsThatCannotBeReadAreNamedWithTheirLine();
    void hugeScriptCostsLittle();
    void emptyVersionsFolderIsNoFailure();
    void databaseThatIsNoneIsRefusedAndLeftAlone_data();
    void databaseThatIsNoneIsRefusedAndLeftAlone();
    void serverThatIsNotThereIsSaid_data();
    void serverThatIsNotThereIsSaid();

private:
    ProgramEnd json(QStringList arguments) const
    {
        return cli(m_user, arguments << QStringLiteral("--format") << QStringLiteral("json"));
    }
    static void addBadScripts(const MigrationProject& project)
    {
        for (const auto& script : badScripts)
            project.write(QStringLiteral("migrations/versions/") + QLatin1String(script.file), script.content);
    }
    QString emptyDatabase(const char* name) const
    {
        QFile file(m_user.path(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) ? QStringLiteral("sqlite:///") + file.fileName() : QString();
    }

    ProgramUser m_user;
};

void TestCliBadInput::badScriptsAreNamedAndTheRestIsShown()
{
    const MigrationProject project;
    project.addChain(2);
    addBadScripts(project);
    const ProgramEnd end = json({ QStringLiteral("graph"), project.folder() });
    VERIFY_EXIT(end, 0);
    QCOMPARE(end.err, QByteArray());
    QStringList problems;
    for (const QJsonValue& problem : end.json()[QStringLiteral("problems")].toArray())
        problems += QStringLiteral("%1 %2:%3")
                        .arg(problem[QStringLiteral("file")].toString().section(QLatin1Char('/'), -1),
                            problem[QStringLiteral("code")].toString(),
                            QString::number(problem[QStringLiteral("line")].toInt()));
    for (const auto& script : badScripts) {
        const QString expected = QLatin1String(script.file) + QLatin1Char(' ') + QLatin1String(script.problem);
        QVERIFY2(!script.problem || problems.contains(expected),
            qPrintable(expected + QLatin1String(" is not in ") + problems.join(QLatin1String(", "))));
    }
    QStringList ids;
    for (const QJsonValue& revision : end.json()[QStringLiteral("revisions")].toArray())
        ids += revision[QStringLiteral("id")].toString();
    QVERIFY(ids.contains(QStringLiteral("a1")) && ids.contains(QStringLiteral("a2")));
    QVERIFY(ids.contains(QStringLiteral("e\n\x1b[31m"))); // as it is: JSON can say it
    QVERIFY(!end.out.contains('\x1b'));

    const ProgramEnd text = cli(m_user, { QStringLiteral("graph"), project.folder() });
    VERIFY_EXIT(text, 0);
    QVERIFY2(text.out.contains("syntax.py:4"), text.text().constData());
    QVERIFY2(text.out.contains("e\\n\\x1b[31m"), text.text().constData());
}

void TestCliBadInput::nothingOfAProjectControlsTheTerminal_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("graph") << QStringList{ QStringLiteral("graph") };
    QTest::newRow("graph, json") << QStringList{ QStringLiteral("graph"), QStringLiteral("--format=json") };
    QTest::newRow("status") << QStringList{ QStringLiteral("status") };
    QTest::newRow("plan") << QStringList{ QStringLiteral("plan"), QStringLiteral("heads") };
    QTest::newRow("refused plan") << QStringList{ QStringLiteral("plan"), QStringLiteral("\x1b[31m") };
    QTest::newRow("upgrade") << QStringList{ QStringLiteral("upgrade"), QStringLiteral("heads"),
        QStringLiteral("--trust") };
    QTest::newRow("upgrade, json") << QStringList{ QStringLiteral("upgrade"), QStringLiteral("heads"),
        QStringLiteral("--trust"), QStringLiteral("--format=json") };
}

void TestCliBadInput::nothingOfAProjectControlsTheTerminal()
{
    QFETCH(QStringList, arguments);
    const MigrationProject project(emptyDatabase("evil.db"));
    Script script;
    script.id = QStringLiteral("a1");
    script.message = QStringLiteral("\x1b]0;gotcha\x07 \u009b31m \u202e message");
    script.upgrade = QStringList{ QStringLiteral("print('\\x1b[2J printed \\u202e')"),
        QStringLiteral("raise ValueError('\\x1b[2J raised \\u009b31m')") };
    project.add(script);
    project.write(QStringLiteral("migrations/versions/\x1b[31m.py"), "revision = 'x\\x1b[2J'\ndown_revision = 'a1'\n");
    arguments.insert(1, project.folder());
    const ProgramEnd end = cli(m_user, arguments);
    QVERIFY2(isPlainText(end.out), end.out.toPercentEncoding("\n ").constData());
    QVERIFY2(isPlainText(end.err), end.err.toPercentEncoding("\n ").constData());
    QVERIFY(end.exitCode == 0 || end.exitCode == 1);
}

void TestCliBadInput::brokenTreeIsNotRun_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("binary junk") << QByteArray("\x01\x02\xff\x00\xfe", 5);
    QTest::newRow("syntax error") << QByteArray("revision = 's'\ndown_revision = 'a1'\n\ndef upgrade(:\n    pass\n");
    QTest::newRow("own parent") << QByteArray("revision = 'me'\ndown_revision = 'me'\n");
    QTest::newRow("missing parent") << QByteArray("revision = 'l'\ndown_revision = 'nobody'\n");
    QTest::newRow("cycle") << QByteArray("revision = 'a1'\ndown_revision = 'a2'\n");
}

// Alembic gives up on the whole tree; the program must say so and change nothing.
void TestCliBadInput::brokenTreeIsNotRun()
{
    QFETCH(QByteArray, content);
    const MigrationProject project(emptyDatabase("broken.db"));
    project.addChain(2);
    project.write(QStringLiteral("migrations/versions/bad.py"), content);
    const ProgramEnd end
        = json({ QStringLiteral("upgrade"), project.folder(), QStringLiteral("a2"), QStringLiteral("--trust") });
    VERIFY_EXIT(end, 1);
    QVERIFY(!end.lines().isEmpty());
    QCOMPARE(end.lines().last()[QStringLiteral("ok")], QJsonValue(false));
    const QJsonObject status = json({ QStringLiteral("status"), project.folder() }).json();
    QCOMPARE(status[QStringLiteral("current")].toArray().size(), 0);
}

void TestCliBadInput::goodPartOfABrokenTreeCanBePlanned()
{
    const MigrationProject project;
    project.addChain(2);
    project.write(QStringLiteral("migrations/versions/lost.py"), "revision = 'l'\ndown_revision = 'nobody'\n");
    const ProgramEnd end = json({ QStringLiteral("plan"), project.folder(), QStringLiteral("a2") });
    QCOMPARE(end.json()[QStringLiteral("steps")].toArray().size(), 2);
}

void TestCliBadInput::notAProjectIsSaidWithWhatIsMissing()
{
    QDir().mkpath(m_user.path(QStringLiteral("nothing")));
    const ProgramEnd end = json({ QStringLiteral("graph"), m_user.path(QStringLiteral("nothing")) });
    VERIFY_EXIT(end, 1);
    const QString message = end.json()[QStringLiteral("error")][QStringLiteral("message")].toString();
    QVERIFY2(message.contains(QStringLiteral("alembic.ini")), qPrintable(message));
}

void TestCliBadInput::settingsThatCannotBeReadAreNamedWithTheirLine_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    const QString ini = QStringLiteral("alembic.ini");
    QTest::newRow("options that name each other")
        << ini << QByteArray("[alembic]\na = %(b)s\nb = %(a)s\nscript_location = %(a)s\n") << 4;
    QTest::newRow("option that names itself")
        << ini << QByteArray("[alembic]\nscript_location = %(script_location)s\n") << 2;
    QTest::newRow("option that is not there") << ini << QByteArray("[alembic]\n\nscript_location = %(x)s\n") << 3;
    QTest::newRow("half a reference") << ini << QByteArray("[alembic]\nscript_location = %(x\n") << 2;
    QTest::newRow("no section") << ini << QByteArray("script_location = x\n") << 1;
    QTest::newRow("no text") << ini << QByteArray("\xff\xfe\x00[alembic]\nscript_location = x\n", 34) << 1;
    QTest::newRow("TOML that is none") << QStringLiteral("pyproject.toml")
                                       << QByteArray("[tool.alembic]\nscript_location = \n") << 2;
}

void TestCliBadInput::settingsThatCannotBeReadAreNamedWithTheirLine()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    const TemporaryFolder folder;
    const QString path = folder.write(file, content);
    const ProgramEnd end = json({ QStringLiteral("graph"), path });
    VERIFY_EXIT(end, 1);
    const QJsonObject error = end.json()[QStringLiteral("error")].toObject();
    QVERIFY2(error[QStringLiteral("file")].toString().endsWith(file), end.out.constData());
    QCOMPARE(error[QStringLiteral("line")].toInt(), line);
}

void TestCliBadInput::hugeScriptCostsLittle()
{
    const MigrationProject project;
    project.addChain(2);
    const QString path
        = project.write(QStringLiteral("migrations/versions/huge.py"), "revision = 'huge'\ndown_revision = 'a2'\n");
    QVERIFY(QFile(path).resize(50 * 1024 * 1024));
    const ProgramEnd end = json({ QStringLiteral("graph"), project.folder() });
    VERIFY_EXIT(end, 0);
    QVERIFY2(end.out.contains("huge.py") && end.out.contains("large-script"), end.out.constData());
}

void TestCliBadInput::emptyVersionsFolderIsNoFailure()
{
    const MigrationProject project(emptyDatabase("empty.db"));
    const ProgramEnd graph = json({ QStringLiteral("graph"), project.folder() });
    VERIFY_EXIT(graph, 0);
    QCOMPARE(graph.json()[QStringLiteral("revisions")].toArray().size(), 0);
    const ProgramEnd status = json({ QStringLiteral("status"), project.folder() });
    VERIFY_EXIT(status, 0);
    QCOMPARE(status.json()[QStringLiteral("counts")][QStringLiteral("pending")].toInt(), 0);
}

void TestCliBadInput::databaseThatIsNoneIsRefusedAndLeftAlone_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("status") << QStringList{ QStringLiteral("status") };
    QTest::newRow("plan") << QStringList{ QStringLiteral("plan"), QStringLiteral("head") };
    QTest::newRow("upgrade") << QStringList{ QStringLiteral("upgrade"), QStringLiteral("head"),
        QStringLiteral("--trust") };
}

void TestCliBadInput::databaseThatIsNoneIsRefusedAndLeftAlone()
{
    QFETCH(QStringList, arguments);
    const MigrationProject project;
    project.addChain(1);
    const QByteArray content = QByteArray("this is a letter, and no database\n").repeated(100);
    const QString file = project.write(QStringLiteral("letter.txt"), content);
    arguments.insert(1, project.folder());
    const ProgramEnd end
        = json(arguments + QStringList{ QStringLiteral("--url"), QStringLiteral("sqlite:///") + file });
    VERIFY_EXIT(end, 1);
    QFile letter(file);
    QVERIFY(letter.open(QIODevice::ReadOnly));
    QCOMPARE(letter.readAll(), content);
    const QString missing = project.path(QStringLiteral("missing.db"));
    const ProgramEnd none
        = json(arguments + QStringList{ QStringLiteral("--url"), QStringLiteral("sqlite:///") + missing });
    VERIFY_EXIT(none, 1);
    QVERIFY(!QFile::exists(missing)); // SQLite would make it
}

void TestCliBadInput::serverThatIsNotThereIsSaid_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("PostgreSQL") << QStringLiteral("postgresql://ann:sesame-opens@127.0.0.1:1/app");
    QTest::newRow("MariaDB") << QStringLiteral("mysql+pymysql://ann:sesame-opens@127.0.0.1:1/app");
    QTest::newRow("no such socket") << QStringLiteral("postgresql:///app?host=/nowhere/at/all");
}

void TestCliBadInput::serverThatIsNotThereIsSaid()
{
    QFETCH(QString, url);
    const MigrationProject project;
    project.addChain(1);
    const ProgramEnd end = json({ QStringLiteral("status"), project.folder(), QStringLiteral("--url"), url });
    VERIFY_EXIT(end, 1);
    QCOMPARE(
        end.json()[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("connection-failed"));
    QVERIFY(!end.out.contains("sesame-opens"));
}

QTEST_GUILESS_MAIN(TestCliBadInput)
#include "tst_cli_bad_input.moc"
