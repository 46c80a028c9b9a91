#include "revisions/header_scanner.h"
#include "revisions/script_reader.h"
#include "support/temporary_folder.h"

#include <QElapsedTimer>
#include <QTest>

using namespace espalier;
using namespace espalier::revisions;

namespace {

ReadScript read(
    const QByteArray& text, const QString& name = QStringLiteral("x.py"), SyntaxDepth depth = SyntaxDepth::Headers)
{
    ScriptReaderOptions options;
    options.syntax = depth;
    return readScript(text, { QLatin1String("versions/") + name, QLatin1String("/p/versions/") + name }, options);
}

/// "id <down> depends labels", with problems as code:line.
QString shown(const ReadScript& script)
{
    QString text = QStringLiteral("-");
    if (script.revision) {
        const Revision& revision = *script.revision;
        text = QStringLiteral("%1 <%2> (%3) [%4]")
                   .arg(revision.id, revision.down.join(QLatin1Char(',')), revision.dependsOn.join(QLatin1Char(',')),
                       revision.branchLabels.join(QLatin1Char(',')));
    }
    for (const Problem& problem : script.problems)
        text += QStringLiteral(" %1:%2").arg(problem.code).arg(problem.line);
    return text;
}

const QByteArray body = "\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";

} // namespace

class TestScriptReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void headersAreReadInBothWays_data();
    void headersAreReadInBothWays();
    void oddHeadersAskForTheTree_data();
    void oddHeadersAskForTheTree();
    void whatNothingCallsLeavesTheHeaderPlain();
    void faultsAreProblemsWithTheirLine_data();
    void faultsAreProblemsWithTheirLine();
    void documentationIsAlembics_data();
    void documentationIsAlembics();
    void linesOfTheAssignmentsAreKept();
    void functionsAreSeenWhereTheyAreBound_data();
    void functionsAreSeenWhereTheyAreBound();
    void constantsOfTheProjectAreFollowed();
    void idComesFromTheFileNameAsInAlembic01();
    void syntaxErrorBelowTheHeaderIsFoundInFullDepth();
    void beginningOfALargeScriptGivesItsHeader();
    void junkOfAnyKindEndsQuickly();
};

void TestScriptReader::headersAreReadInBothWays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
    };
    row("stock", "revision = 'a'\ndown_revision = None\nbranch_labels = None\ndepends_on = None\n", "a <> () []");
    row("annotated", "revision: str = 'a'\ndown_revision: Union[str, None] = 'b'\n", "a <b> () []");
    row("merge", "revision = 'a'\ndown_revision = ('b', 'c')\ndepends_on = ['d']\nbranch_labels = ('e',)\n",
        "a <b,c> (d) [e]");
    row("one in parentheses", "revision = ('a')\ndown_revision = ('b')\n", "a <b> () []");
    row("one-element tuple with comments",
        "revision = 'a'\ndown_revision = (\n    'b',  # the one, and ' only\n    # 'no',\n)\n", "a <b> () []");
    row("concatenated", "revision = 'a' \"b\"\ndown_revision = ('c'\n   'd')\n", "ab <cd> () []");
    row("empty tuple", "revision = 'a'\ndown_revision = ()\n", "a <> () []");
    row("label None as text", "revision = 'a'\ndown_revision = None\nbranch_labels = 'None'\n", "a <> () [None]");
    row("escapes", "revision = '\\x61'\ndown_revision = r'\\d'\n", "a <\\d> () []");
    row("comment behind", "revision = 'a'  # it\ndown_revision = None# none\n", "a <> () []");
    row("no newline at the end", "revision = 'a'\ndown_revision = None", "a <> () []");
    row("twice", "revision = 'a'\nrevision = 'b'\ndown_revision = None\n", "b <> () []");
    row("imports first",
        "from alembic import op\nimport sqlalchemy as sa\n\"\"\"doc\"\"\"\nrevision = 'a'\ndown_revision = 'b'\n",
        "a <b> () []");
    row("tabs and blank lines", "\n\t\n\nrevision\t=\t'a'\n\n\ndown_revision='b'\n", "a <b> () []");
    row("code between", "X = {\n 'a': [1, (2)],\n}\nrevision = 'a'\nop = \"#\"\ndown_revision = 'b'\n", "a <b> () []");
    row("carriage returns", "revision = 'a'\r\ndown_revision = (\r\n 'b',\r\n)\r\n", "a <b> () []");
    row("unusual id", "revision = '2024-01-01 #1: add \"x\"'\ndown_revision = '0'\n",
        "2024-01-01 #1: add \"x\" <0> () []");
    row("assigned later", "revision = 'a'\ndown_revision = 'b'\ndef f():\n    pass\ndown_revision = 'c'\n",
        "a <c> () []");
    row("strings full of traps",
        "x = '''\nrevision = 1\n\"\"\"'\n'''\ny = \"\\\"'''\"\nrevision = 'a'\ndown_revision = None\n", "a <> () []");
}

void TestScriptReader::headersAreReadInBothWays()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QCOMPARE(shown(read(text + body)), expected);
    // a mention of one of the names sends it through the syntax tree
    const ReadScript byTree = read(text + body + "\n'revision'\n");
    QCOMPARE(shown(byTree), expected);
    QCOMPARE(byTree.syntax, SyntaxDepth::Full);
    QVERIFY(byTree.revision->hasUpgrade && byTree.revision->hasDowngrade);
}

void TestScriptReader::oddHeadersAskForTheTree_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(expected);
    };
    row("name above", "PREV = 'b'\nrevision = 'a'\ndown_revision = PREV\n", "a <b> () []");
    row("plus", "revision = 'a' + 'b'\ndown_revision = None\n", "ab <> () []");
    row("semicolon", "revision = 'a'; down_revision = 'b'\n", "a <b> () []");
    row("unpacking", "revision, down_revision = 'a', 'b'\n", "a <b> () []");
    row("chained", "x = revision = 'a'\ndown_revision = None\n", "a <> () []");
    row("bare tuple", "revision = 'a'\ndown_revision = 'b', 'c'\n", "a <b,c> () []");
    row("under if", "revision = 'a'\nif True:\n    down_revision = 'b'\n", "a <b> () []");
    row("try of an import",
        "try:\n    from nowhere_at_all import LABEL\nexcept ImportError:\n    LABEL = None\nrevision = 'a'\n"
        "down_revision = None\nbranch_labels = LABEL\n",
        "a <> () [] not-literal:7");
    row("set of a loop", "revision = 'a'\ndown_revision = tuple(x for x in y)\n", "a <> () [] not-literal:2");
    row("call", "import uuid\nrevision = uuid.uuid4().hex\ndown_revision = None\n", "- not-literal:2");
    row("continued line", "revision = \\\n    'a'\ndown_revision = None\n", "a <> () []");
    row("dictionary", "revision = 'a'\ndown_revision = {'b': 1}\n", "a <b> () []");
    row("number", "revision = 1\ndown_revision = None\n", "- wrong-type:1");
    row("tuple with None", "revision = 'a'\ndown_revision = ('b', None)\n", "a <> () [] wrong-type:2");
    row("no down_revision", "revision = 'a'\n", "a <> () [] no-down-revision:1");
    row("module getattr", "revision = 'a'\ndown_revision = None\ndef __getattr__(name):\n    return 1\n",
        "a <> () [] wrong-type:3 wrong-type:3");
    row("star import before", "from nowhere_at_all import *\nrevision = 'a'\ndown_revision = 'b'\n",
        "a <b> () [] assumed-unset:1");
    row("star import that may set what the script does not", "from nowhere_at_all import *\nrevision = 'a'\n",
        "a <> () [] not-literal:1 assumed-unset:1");
    row("global in a function that runs",
        "revision = 'a'\ndown_revision = None\ndef f():\n    global down_revision\n    down_revision = 'b'\nf()\n",
        "a <b> () []");
    row("global in what an import line runs too",
        "revision = 'a'\ndown_revision = None\ndef f():\n    global revision\n    revision = 'b'\nimport os; f()\n",
        "b <> () []");
    row("global in a default",
        "revision = 'a'\ndown_revision = None\ndef f():\n    global revision\n    revision = 'b'\ndef g(x=f()):\n    "
        "pass\n",
        "b <> () []");
    row("deleted", "revision = 'a'\ndown_revision = 'b'\ndel revision\n", "- no-revision:1");
}

void TestScriptReader::oddHeadersAskForTheTree()
{
    QFETCH(QByteArray, text);
    QVERIFY(!scanHeader(text).isComplete);
    QTEST(shown(read(text)), "expected");
}

void TestScriptReader::whatNothingCallsLeavesTheHeaderPlain()
{
    const QByteArray header = "import os\nrevision = 'a'\ndown_revision = None\n";
    const QByteArray called = header + "def upgrade():\n    global seen\n    exec('1')\n    setattr(op, 'x', 1)\n";
    QVERIFY(scanHeader(called).isComplete);
    QVERIFY(!scanHeader(called + "upgrade()\n").isComplete);
    QVERIFY(!scanHeader(called + "class A:\n    x = 1\n").isComplete);
    QVERIFY(!scanHeader(called + "@decorated\ndef f():\n    pass\n").isComplete);
    QVERIFY(!scanHeader(called + "x = y[0]\n").isComplete);
    QVERIFY(!scanHeader(header + "def __getattr__(name):\n    return 'b'\n").isComplete);
}

void TestScriptReader::faultsAreProblemsWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << QByteArray() << "- no-revision:1";
    QTest::newRow("binary") << QByteArray("\x7f"
                                          "ELF\x02\x01\0\0\0\n\xff\xfe\0",
        13) << "- unreadable-script:1 syntax-error:1";
    QTest::newRow("null byte") << QByteArray("revision = 'a'\ndown_revision = None\n\0\n", 38)
                               << "a <> () [] unreadable-script:3";
    QTest::newRow("not utf-8") << QByteArray("revision = 'a'\ndown_revision = None\nx = '\xe4'\n")
                               << "a <> () [] unreadable-script:3";
    QTest::newRow("not utf-8 in a comment, which Python does not mind")
        << QByteArray("revision = 'a'\ndown_revision = None\n# \xe4\n") << "a <> () []";
    QTest::newRow("syntax error") << QByteArray("revision = 'a'\ndown_revision = (\n")
                                  << "a <> () [] syntax-error:2 no-down-revision:1";
    QTest::newRow("merge markers") << QByteArray(
        "revision = 'a'\n<<<<<<< HEAD\ndown_revision = 'b'\n=======\ndown_revision = 'c'\n>>>>>>> x\n")
                                   << "a <c> () [] syntax-error:2";
    QTest::newRow("not a script") << QByteArray("import os\n") << "- no-revision:1";
}

void TestScriptReader::faultsAreProblemsWithTheirLine()
{
    QFETCH(QByteArray, text);
    const ReadScript script = read(text, QStringLiteral("xyz.py"), SyntaxDepth::Full);
    QTEST(shown(script), "expected");
    for (const Problem& problem : script.problems) {
        QCOMPARE(problem.severity, Severity::Error);
        QCOMPARE(problem.file, QStringLiteral("versions/xyz.py"));
    }
}

void TestScriptReader::documentationIsAlembics_data()
{
    QTest::addColumn<QByteArray>("docstring");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("created");
    QTest::addColumn<QString>("parent");
    QTest::newRow("stock") << QByteArray(
        "\"\"\"add x\n\nRevision ID: a\nRevises: b, c\nCreate Date: 2024-01-02 03:04:05.6\n\n\"\"\"")
                           << "add x"
                           << "2024-01-02 03:04:05.6"
                           << "b, c";
    QTest::newRow("no blank line") << QByteArray("'''add x\nRevises: \n'''") << "add x\nRevises:"
                                   << ""
                                   << "";
    QTest::newRow("none") << QByteArray("import os") << ""
                          << ""
                          << "";
    QTest::newRow("blank") << QByteArray("\"\"\"\n\n \"\"\"") << ""
                           << ""
                           << "";
    QTest::newRow("bytes") << QByteArray("b'x'") << ""
                           << ""
                           << "";
    QTest::newRow("formatted") << QByteArray("f'x'") << ""
                               << ""
                               << "";
    QTest::newRow("sum") << QByteArray("'x' + 'y'") << ""
                         << ""
                         << "";
    QTest::newRow("concatenated") << QByteArray("'x' 'y'") << "xy"
                                  << ""
                                  << "";
    QTest::newRow("in parentheses") << QByteArray("('x'\n 'y')") << "xy"
                                    << ""
                                    << "";
    QTest::newRow("escaped newlines") << QByteArray("'x\\n\\ny'") << "x"
                                      << ""
                                      << "";
    QTest::newRow("label in a sentence") << QByteArray("'''x\n\nsee Revises: b\n  Revises: c\n'''") << "x"
                                         << ""
                                         << "c";
    QTest::newRow("named character") << QByteArray("'\\N{EM DASH}'") << ""
                                     << ""
                                     << "";
}

void TestScriptReader::documentationIsAlembics()
{
    QFETCH(QByteArray, docstring);
    const ReadScript script = read("# comment\n" + docstring + "\nrevision = 'a'\ndown_revision = None\n");
    QVERIFY(script.revision.has_value());
    QTEST(script.revision->message, "message");
    QTEST(script.revision->created, "created");
    QTEST(script.revision->documentedParent, "parent");
}

void TestScriptReader::linesOfTheAssignmentsAreKept()
{
    const QByteArray text = "'''doc\n\n'''\nimport x\n# c\nrevision = 'a'\n\ny = '''\n'''\ndown_revision = (\n'b')\n";
    for (const QByteArray& end : { QByteArray(), QByteArray("'revision'\n") }) {
        const ReadScript script = read(text + end);
        QCOMPARE(script.revision->line, 6);
        QCOMPARE(script.revision->downLine, 10);
    }
}

void TestScriptReader::functionsAreSeenWhereTheyAreBound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("upgrade");
    QTest::addColumn<bool>("downgrade");
    QTest::newRow("none") << QByteArray() << false << false;
    QTest::newRow("both") << QByteArray("def upgrade(op=None):\n  pass\nasync def downgrade(): pass\n") << true << true;
    QTest::newRow("nested") << QByteArray("class C:\n  def upgrade(self): pass\ndef f():\n  def downgrade(): pass\n")
                            << false << false;
    QTest::newRow("in a string") << QByteArray("x = '''\ndef upgrade():\n  pass\n'''\n") << false << false;
    QTest::newRow("bound") << QByteArray("def f(): pass\nupgrade = f\ndowngrade = None\n") << true << false;
    QTest::newRow("imported") << QByteArray("from other import upgrade\n") << true << false;
    QTest::newRow("under if") << QByteArray("if True:\n  def downgrade():\n    pass\n") << false << true;
}

void TestScriptReader::functionsAreSeenWhereTheyAreBound()
{
    QFETCH(QByteArray, text);
    const ReadScript script = read("revision = 'a'\ndown_revision = None\n" + text);
    QTEST(script.revision->hasUpgrade, "upgrade");
    QTEST(script.revision->hasDowngrade, "downgrade");
}

void TestScriptReader::constantsOfTheProjectAreFollowed()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("app/__init__.py"), "");
    folder.write(QStringLiteral("app/labels.py"), "LABEL = 'lending'\n");
    ScriptReaderOptions options;
    options.imports = python::ImportFinder({ folder.path() });
    const ReadScript script
        = readScript("from app.labels import LABEL\nrevision = 'a'\ndown_revision = None\nbranch_labels = (LABEL,)\n",
            { QStringLiteral("x.py"), folder.path(QStringLiteral("x.py")) }, options);
    QCOMPARE(shown(script), QStringLiteral("a <> () [lending]"));
    QVERIFY(script.dependsOnOthers);
}

void TestScriptReader::idComesFromTheFileNameAsInAlembic01()
{
    const QByteArray text = "down_revision = 'b'\n";
    QCOMPARE(shown(read(text, QStringLiteral("1a2b.py"))), QStringLiteral("1a2b <b> () []"));
    QCOMPARE(shown(read(text, QStringLiteral("1a2b_add.py"))), QStringLiteral("- no-revision:1"));
}

void TestScriptReader::syntaxErrorBelowTheHeaderIsFoundInFullDepth()
{
    const QByteArray text = "revision = 'a'\ndown_revision = None\ndef upgrade():\n    x = = 1\n";
    QCOMPARE(shown(read(text)), QStringLiteral("a <> () []"));
    QCOMPARE(shown(read(text, QStringLiteral("x.py"), SyntaxDepth::Full)), QStringLiteral("a <> () [] syntax-error:4"));
}

void TestScriptReader::beginningOfALargeScriptGivesItsHeader()
{
    const QByteArray text = "revision = 'a'\ndown_revision = 'b'\ndef upgrade():\n    op.execute('''\nINSERT";
    const ReadScript script = readBeginning(text, 50000000, { QStringLiteral("x.py"), QString() });
    QCOMPARE(shown(script), QStringLiteral("a <b> () [] large-script:1"));
    QVERIFY(script.revision->hasDowngrade);
}

void TestScriptReader::junkOfAnyKindEndsQuickly()
{
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray& junk : { QByteArray(300000, '('), QByteArray(300000, '"'),
             QByteArray("x = \\\n").repeated(50000), QByteArray("'''\n").repeated(50001),
             QByteArray("if x:\n ").repeated(2000), QByteArray(300000, '\0'), QByteArray("(a,[{'").repeated(30000) })
        read(junk, QStringLiteral("x.py"), SyntaxDepth::Headers);
    QVERIFY2(timer.elapsed() < 60000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestScriptReader)
#include "tst_script_reader.moc"
