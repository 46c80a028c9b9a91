#include "dialects/sql/statement_text.h"
#include "reading.h"

#include <QElapsedTimer>

using namespace espalier;
using namespace espalier::test;

namespace {

const char* const everyDialect[] = { "postgresql", "mysql", "sqlite" };

QStringList statementsOf(const char* dialect, const QString& sql)
{
    QStringList texts;
    for (const dialects::ReadStatement& statement : readSql(dialect, sql))
        texts.append(statement.sql);
    return texts;
}

bool isUnknown(const dialects::ReadStatement& statement)
{
    return statement.changes.size() == 1 && std::holds_alternative<schema::UnknownStatement>(statement.changes.front());
}

} // namespace

class TestSqlStatements : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void semicolonsInTextEndNothing();
    void linesAreCounted();
    void nothingIsNoStatement();
    void bindsAreReplaced();
    void expandingBindsAreLists();
    void parametersOfTheDriverAreReplaced();
    void castsAndSlicesAreNoBinds();
    void escapedColonsAreColons();
    void percentSignsStay();
    void tablesAreNamed();
    void oneUnknownStatementLeavesTheOthers();
    void hostileTextIsUnknown_data();
    void hostileTextIsUnknown();
    void longListsAreNotDeep();
    void largeInsertsAreRead();
};

void TestSqlStatements::semicolonsInTextEndNothing()
{
    QCOMPARE(statementsOf("postgresql",
                 QStringLiteral("SELECT ';', \";\", $$;$$, $a$;$$;$a$, E'\\';' /* ; /* ; */ ; */; -- ;\nSELECT 2;")),
        (QStringList{ QStringLiteral("SELECT ';', \";\", $$;$$, $a$;$$;$a$, E'\\';'"), QStringLiteral("SELECT 2") }));
    QCOMPARE(statementsOf("mysql", QStringLiteral("SELECT 'a\\';', \"b;\", `c;` /* ; /* ; */; # ;\nSELECT 2")),
        (QStringList{ QStringLiteral("SELECT 'a\\';', \"b;\", `c;`"), QStringLiteral("SELECT 2") }));
    QCOMPARE(statementsOf("sqlite", QStringLiteral("SELECT 'a\\'; SELECT [;], `;`")),
        (QStringList{ QStringLiteral("SELECT 'a\\'"), QStringLiteral("SELECT [;], `;`") }));
}

void TestSqlStatements::linesAreCounted()
{
    const QString sql = QStringLiteral("\n-- first\nSELECT 1;\nSELECT\n'\n';  /*\n*/ SELECT 3");
    for (const char* dialect : everyDialect) {
        QList<int> lines;
        for (const dialects::ReadStatement& statement : readSql(dialect, sql))
            lines.append(statement.lineOffset);
        QCOMPARE(lines, (QList<int>{ 2, 3, 6 }));
    }
}

void TestSqlStatements::nothingIsNoStatement()
{
    for (const char* dialect : everyDialect)
        for (const char* sql : { "", " \n", ";;", "-- only this", "/* and that */;" })
            QCOMPARE(statementsOf(dialect, QLatin1String(sql)), QStringList());
}

void TestSqlStatements::bindsAreReplaced()
{
    const auto statements = readSql("postgresql", QStringLiteral("UPDATE t SET a = :value, b=:b WHERE c = :c_1"));
    QCOMPARE(text(statements.at(0).changes), QStringLiteral("update rows of t"));
    QCOMPARE(statements.at(0).sql, QStringLiteral("UPDATE t SET a = :value, b=:b WHERE c = :c_1"));
}

void TestSqlStatements::expandingBindsAreLists()
{
    for (const char* name : { ":n", ":id", ":names" }) {
        const QString sql
            = QLatin1String("UPDATE t SET a = 1 WHERE b IN %1 OR c NOT IN %1 RETURNING d").arg(QLatin1String(name));
        QCOMPARE(changesOf("postgresql", sql), QStringLiteral("update rows of t"));
    }
    const auto statements = readSql("postgresql", QStringLiteral("SELECT 1 FROM pg_type WHERE typname IN :names"));
    QCOMPARE(statements.at(0).query->conditions.at(0).values.at(0).text, QStringLiteral("names"));
    QVERIFY(!readSql("postgresql", QStringLiteral("SELECT 1 FROM pg_type WHERE typname IN :n")).at(0).query);
}

void TestSqlStatements::parametersOfTheDriverAreReplaced()
{
    QCOMPARE(
        changesOf("postgresql", QStringLiteral("UPDATE t SET a =%s, b = %(name)s WHERE c % 2 = 0 AND d LIKE '%s'")),
        QStringLiteral("update rows of t"));
    QCOMPARE(changesOf("postgresql", QStringLiteral("SELECT a %s FROM t")), QStringLiteral("read"));
}

void TestSqlStatements::castsAndSlicesAreNoBinds()
{
    QCOMPARE(changesOf("postgresql", QStringLiteral("UPDATE t SET a = '1'::int, b = c[1:2], d = 'x:y', e = f(x := 1)")),
        QStringLiteral("update rows of t"));
}

void TestSqlStatements::escapedColonsAreColons()
{
    const auto statements
        = readSql("postgresql", QStringLiteral("ALTER TABLE t ALTER a SET DEFAULT '{\"b\"\\:\"c\"}'; SELECT '\\:x'"));
    QCOMPARE(text(statements.at(0).changes), QStringLiteral("alter column t.a default `'{\"b\":\"c\"}'`"));
    QCOMPARE(statements.at(1).sql, QStringLiteral("SELECT ':x'"));
}

void TestSqlStatements::percentSignsStay()
{
    QCOMPARE(readSql("postgresql", QStringLiteral("UPDATE t SET a = b WHERE c LIKE '%%x'")).at(0).sql,
        QStringLiteral("UPDATE t SET a = b WHERE c LIKE '%%x'"));
}

void TestSqlStatements::tablesAreNamed()
{
    const auto names = [](const char* dialect, const char* sql) {
        QStringList all;
        const auto statements = readSql(dialect, QLatin1String(sql));
        for (const schema::ObjectName& name : statements.at(0).tables)
            all.append(name.key());
        return all.join(u' ');
    };
    const char* query = "WITH q AS (SELECT * FROM a) INSERT INTO s.b SELECT * FROM q JOIN c ON true";
    QCOMPARE(names("postgresql", query), QStringLiteral("s.b c a"));
    QCOMPARE(names("mysql", query), QStringLiteral("a s.b c"));
    QCOMPARE(names("postgresql", "DROP TABLE a, b"), QStringLiteral("a b"));
    QCOMPARE(names("postgresql", "ALTER TABLE a ADD b int REFERENCES c (d)"), QStringLiteral("a c"));
    QCOMPARE(names("postgresql", "ALTER INDEX a RENAME TO b"), QString());
    QCOMPARE(names("sqlite", "CREATE TABLE a (b int REFERENCES c)"), QStringLiteral("a c"));
    QCOMPARE(names("mysql", "SELECT EXTRACT(DAY FROM x) FROM a, b AS c, d WHERE e IN (SELECT 1 FROM f)"),
        QStringLiteral("a b d f"));
    QCOMPARE(names("mysql", "INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b = 1"), QStringLiteral("a"));
}

void TestSqlStatements::oneUnknownStatementLeavesTheOthers()
{
    for (const char* dialect : everyDialect) {
        const auto statements = readSql(dialect, QStringLiteral("DROP TABLE a; frobnicate everything; DROP TABLE b"));
        QCOMPARE(statements.size(), 3U);
        QVERIFY(isUnknown(statements[1]) && !isUnknown(statements[0]) && !isUnknown(statements[2]));
        QCOMPARE(
            std::get<schema::UnknownStatement>(statements[1].changes[0]).sql, QStringLiteral("frobnicate everything"));
    }
}

void TestSqlStatements::hostileTextIsUnknown_data()
{
    QTest::addColumn<QString>("sql");
    const auto repeated = [](const char* piece, int times) { return QString::fromLatin1(piece).repeated(times); };
    QTest::newRow("parentheses") << QLatin1String("CREATE VIEW v AS SELECT ") + repeated("(", 100000) + u'1'
            + repeated(")", 100000);
    QTest::newRow("open parentheses") << QLatin1String("CREATE TABLE t ") + repeated("(", 1000000);
    QTest::newRow("brackets") << QLatin1String("CREATE VIEW v AS SELECT ") + repeated("ARRAY[", 50000)
            + repeated("]", 50000);
    QTest::newRow("sums") << QLatin1String("UPDATE t SET a = 1") + repeated("+1", 500000);
    QTest::newRow("casts") << QLatin1String("UPDATE t SET a = 1") + repeated("::int", 100000);
    QTest::newRow("negations") << QLatin1String("UPDATE t SET a = ") + repeated("NOT ", 100000) + u'b';
    QTest::newRow("unions") << QLatin1String("CREATE VIEW v AS SELECT a, b") + repeated(" UNION SELECT a, b", 50000);
    QTest::newRow("cases") << QLatin1String("UPDATE t SET a = ") + repeated("CASE WHEN ", 50000) + u'b'
            + repeated(" THEN 1 END", 50000);
    QTest::newRow("long") << QLatin1String("UPDATE t SET a = '") + QString(10 << 20, u'x') + u'\'';
    QTest::newRow("zero byte") << QLatin1String("DROP TABLE a") + QChar(0) + QLatin1String(" CASCADE");
    QTest::newRow("quotes") << repeated("$a$'", 100000);
}

void TestSqlStatements::hostileTextIsUnknown()
{
    QFETCH(QString, sql);
    QElapsedTimer timer;
    timer.start();
    const auto statements = readSql("postgresql", sql);
    QVERIFY(!statements.empty());
    for (const dialects::ReadStatement& statement : statements)
        QVERIFY2(isUnknown(statement), qPrintable(text(statement.changes)));
    for (const char* dialect : { "mysql", "sqlite" })
        QVERIFY(!readSql(dialect, sql).empty());
}

void TestSqlStatements::longListsAreNotDeep()
{
    const QString conditions = QStringLiteral("a = 'x' OR b = 1 AND NOT c ").repeated(1).trimmed()
        + QStringLiteral(" OR a = 'x' AND b = 2").repeated(3000);
    QCOMPARE(changesOf("postgresql", QLatin1String("DELETE FROM t WHERE ") + conditions),
        QStringLiteral("delete rows of t"));
    const QString cases = QStringLiteral(" WHEN a = 1 THEN 'x' || 'y'").repeated(1000);
    QCOMPARE(changesOf("postgresql", QLatin1String("UPDATE t SET a = CASE") + cases + QLatin1String(" ELSE 1 END")),
        QStringLiteral("update rows of t"));
}

void TestSqlStatements::largeInsertsAreRead()
{
    const QString sql = QLatin1String("INSERT INTO t VALUES (0, 'text')")
        + QStringLiteral(", (1, 'some text; more')").repeated(100000);
    for (const char* dialect : everyDialect)
        QCOMPARE(changesOf(dialect, sql), QStringLiteral("insert rows of t"));
}

QTEST_GUILESS_MAIN(TestSqlStatements)
#include "tst_sql_statements.moc"
