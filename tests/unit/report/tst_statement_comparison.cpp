#include "report/statement_comparison.h"

#include <QTest>

using namespace espalier;
using report::ComparedStatement;

namespace {

QStringList list(std::initializer_list<const char*> texts)
{
    QStringList all;
    for (const char* text : texts)
        all.append(QString::fromUtf8(text));
    return all;
}

/// "=a -b +c"
QString outline(const QStringList& ours, const QStringList& theirs)
{
    QStringList parts;
    for (const auto& one : report::compareStatements(ours, theirs)) {
        const char* sign = one.side == ComparedStatement::Side::Both ? "="
            : one.side == ComparedStatement::Side::Ours              ? "+"
                                                                     : "-";
        parts.append(QLatin1String(sign) + one.text);
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace

class TestStatementComparison : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spaceOutsideOfQuotesDoesNotCount_data();
    void spaceOutsideOfQuotesDoesNotCount();
    void whatIsCommonStaysInPlace_data();
    void whatIsCommonStaysInPlace();
    void differencesAreCounted();
    void itIsWrittenAsAUnifiedDifference();
};

void TestStatementComparison::spaceOutsideOfQuotesDoesNotCount_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<bool>("same");
    const auto row = [](const char* a, const char* b, bool same) {
        QTest::newRow(a) << QString::fromUtf8(a) << QString::fromUtf8(b) << same;
    };
    row("SELECT  1\n FROM t ", "SELECT 1 FROM t", true);
    row("SELECT 1", "SELECT 2", false);
    row("SELECT 'a  b'", "SELECT 'a b'", false);
    row("SELECT 'it''s  x'  ,1", "SELECT 'it''s  x' ,1", true);
    row("SELECT \"a  b\"", "SELECT \"a b\"", false);
    row("SELECT `a  b`", "SELECT `a b`", false);
    row("DO $$ a  b $$", "DO $$ a b $$", false);
    row("DO  $x$ a  'b $x$", "DO $x$ a  'b $x$", true);
    row("SELECT $1  + 2", "SELECT $1 + 2", true);
    row("a b", "ab", false);
    row("'never  ends", "'never ends", false);
    row("", "   \n", true);
}

void TestStatementComparison::spaceOutsideOfQuotesDoesNotCount()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(bool, same);
    QCOMPARE(report::withPlainSpace(a) == report::withPlainSpace(b), same);
    QCOMPARE(report::isSame(report::compareStatements({ a }, { b })), same);
}

void TestStatementComparison::whatIsCommonStaysInPlace_data()
{
    QTest::addColumn<QStringList>("ours");
    QTest::addColumn<QStringList>("theirs");
    QTest::addColumn<QString>("shown");
    QTest::newRow("equal") << list({ "a", "b" }) << list({ "a", "b" }) << QStringLiteral("=a =b");
    QTest::newRow("changed") << list({ "a", "x", "c" }) << list({ "a", "y", "c" }) << QStringLiteral("=a -y +x =c");
    QTest::newRow("more") << list({ "a", "b" }) << list({ "b" }) << QStringLiteral("+a =b");
    QTest::newRow("less") << list({}) << list({ "a" }) << QStringLiteral("-a");
    QTest::newRow("moved") << list({ "a", "b", "c" }) << list({ "b", "c", "a" }) << QStringLiteral("+a =b =c -a");
    QTest::newRow("repeated") << list({ "a", "a", "a" }) << list({ "a", "a" }) << QStringLiteral("=a =a +a");
    QTest::newRow("nothing") << list({}) << list({}) << QString();
}

void TestStatementComparison::whatIsCommonStaysInPlace()
{
    QFETCH(QStringList, ours);
    QFETCH(QStringList, theirs);
    QFETCH(QString, shown);
    QCOMPARE(outline(ours, theirs), shown);
}

void TestStatementComparison::differencesAreCounted()
{
    const auto count = [](const QStringList& ours, const QStringList& theirs) {
        return report::differenceCount(report::compareStatements(ours, theirs));
    };
    QCOMPARE(count(list({ "a" }), list({ "a" })), 0);
    QCOMPARE(count(list({ "a", "x", "c" }), list({ "a", "y", "c" })), 1);
    QCOMPARE(count(list({ "x", "a", "y" }), list({ "a" })), 2);
    QCOMPARE(count(list({ "a" }), list({ "a", "y", "z" })), 2);
}

void TestStatementComparison::itIsWrittenAsAUnifiedDifference()
{
    QCOMPARE(report::comparisonText(report::compareStatements(list({ "a", "x\ny" }), list({ "a", "z" }))),
        QStringLiteral("  a;\n\n- z;\n\n+ x\n+ y;"));
}

QTEST_GUILESS_MAIN(TestStatementComparison)
#include "tst_statement_comparison.moc"
