#include "core/file.h"
#include "python/source.h"
#include "python/syntax_tree.h"
#include "support/verify_result.h"

#include <QDir>
#include <QTest>

using namespace espalier;
using python::SyntaxTree;

class TestSyntaxTree : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void errorsAreFoundWithTheirLine_data();
    void errorsAreFoundWithTheirLine();
    void nodesKnowTextAndLine();
    void deepNestingIsNoHarm();
    void cancelledParseSaysSo();
    void modulesOfPythonItselfHaveNoErrors();
};

void TestSyntaxTree::errorsAreFoundWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("none") << QByteArray("def f():\n    return 1\n") << 0;
    QTest::newRow("walrus, match, star") << QByteArray(
        "if (n := 1):\n    pass\nmatch n:\n    case [1, *_]:\n        pass\n")
                                         << 0;
    QTest::newRow("print call") << QByteArray("print('x')\nprint (1, 2)\n") << 0;
    QTest::newRow("open bracket") << QByteArray("x = 1\ny = (\n") << 2;
    QTest::newRow("no colon") << QByteArray("x = 1\n\ndef f()\n    pass\n") << 3;
    QTest::newRow("merge marker") << QByteArray("x = 1\n<<<<<<< HEAD\ny = 2\n=======\ny = 3\n>>>>>>> b\n") << 2;
    QTest::newRow("print statement") << QByteArray("x = 1\nprint 'x'\n") << 2;
    QTest::newRow("exec statement") << QByteArray("exec 'x'\n") << 1;
    QTest::newRow("diamond") << QByteArray("x = 1 <> 2\n") << 1;
}

void TestSyntaxTree::errorsAreFoundWithTheirLine()
{
    QFETCH(QByteArray, text);
    const auto tree = SyntaxTree::parse(text);
    VERIFY_RESULT(tree);
    QTEST(tree->firstErrorLine(), "line");
}

void TestSyntaxTree::nodesKnowTextAndLine()
{
    const auto tree = SyntaxTree::parse("x = 1\n# c\ny: str = 'ä'\n");
    VERIFY_RESULT(tree);
    const auto statements = tree->root().children();
    QCOMPARE(statements.size(), 2);
    const python::Node assignment = statements[1].children().first();
    QVERIFY(assignment.is("assignment"));
    QCOMPARE(assignment.line(), 3);
    QCOMPARE(assignment.field("right").text(), QStringLiteral("'ä'"));
    QVERIFY(assignment.field("nothing").isNull());
    QVERIFY(assignment.field("nothing").children().isEmpty());
}

void TestSyntaxTree::deepNestingIsNoHarm()
{
    const QByteArray deep = "x = " + QByteArray(20000, '(') + QByteArray(20000, ')') + '\n';
    VERIFY_RESULT(SyntaxTree::parse(deep));
    QVERIFY(SyntaxTree::parse(QByteArray(20000, '(')).value().firstErrorLine() > 0);
}

void TestSyntaxTree::cancelledParseSaysSo()
{
    const core::CancelSource source;
    source.cancel();
    const auto tree = SyntaxTree::parse(QByteArray("x = 1\n").repeated(200000), source.token());
    QVERIFY(!tree);
    QVERIFY(tree.error().isCancelled());
}

// The grammar must not cry wolf: a false syntax error would condemn a tree that Alembic loads.
void TestSyntaxTree::modulesOfPythonItselfHaveNoErrors()
{
    QString folder;
    for (const QString& name : QDir(QStringLiteral("/usr/lib")).entryList({ QStringLiteral("python3.*") }, QDir::Dirs))
        folder = QStringLiteral("/usr/lib/") + name;
    const QStringList names = QDir(folder).entryList({ QStringLiteral("*.py") }, QDir::Files);
    QVERIFY(names.size() > 100);
    for (const QString& name : names) {
        const auto bytes = core::readFile(folder + QLatin1Char('/') + name);
        VERIFY_RESULT(bytes);
        const auto tree = SyntaxTree::parse(python::decodeSource(*bytes).text);
        VERIFY_RESULT(tree);
        QString what;
        const int line = tree->firstErrorLine(&what);
        QVERIFY2(line == 0, qPrintable(QStringLiteral("%1:%2 %3").arg(name).arg(line).arg(what)));
    }
}

QTEST_GUILESS_MAIN(TestSyntaxTree)
#include "tst_syntax_tree.moc"
