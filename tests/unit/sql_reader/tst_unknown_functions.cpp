#include "reading.h"

using namespace espalier;
using namespace espalier::test;

/// The quick question of a definition against what reading it says.
class TestUnknownFunctions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatADefinitionMayCall_data();
    void whatADefinitionMayCall();
    void othersHaveNone();
};

void TestUnknownFunctions::whatADefinitionMayCall_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("mayCall");
    const auto row = [](const char* sql, bool mayCall) { QTest::newRow(sql) << QString::fromUtf8(sql) << mayCall; };
    row("CREATE TABLE t (a INTEGER, b TEXT)", false);
    row("CREATE TABLE s.t (a VARCHAR(20) DEFAULT now(), PRIMARY KEY (a), FOREIGN KEY(a) REFERENCES s.u (a))", false);
    row("CREATE TABLE \"T\" (a INTEGER REFERENCES \"U\" (a), CHECK (lower(b) = 'f(x)'))", false);
    row("CREATE TABLE IF NOT EXISTS t (a BIT(3), b TIMESTAMP(3) WITHOUT TIME ZONE, c NUMERIC(10, 2))", false);
    row("CREATE TABLE t (a INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1))", false);
    row("CREATE UNIQUE INDEX i ON t (lower(a)) INCLUDE (b) WHERE a IN ('x')", false);
    row("CREATE INDEX i ON s.t (a)", false);
    row("CREATE TABLE t (a INTEGER) INHERITS (u)", false);
    row("CREATE TABLE t (a TEXT DEFAULT mine())", true);
    for (const char* word :
        { "key", "identity", "include", "inherits", "range", "by" }) // which a function may be called
        row(qPrintable(QStringLiteral("CREATE TABLE t (a INTEGER DEFAULT %1(1))").arg(QLatin1String(word))), true);
    row("CREATE TABLE t (a TEXT DEFAULT MINE())", true);
    row("CREATE TABLE t (a TEXT DEFAULT mine (1))", true);
    row("CREATE TABLE t (a TEXT DEFAULT \"Mine\"())", true);
    row("CREATE TABLE t (a TEXT DEFAULT /* why */ mine /* not */ ())", true);
    row("CREATE TABLE t (a TEXT DEFAULT größe())", true);
    row("CREATE TABLE t (a TEXT DEFAULT s.mine())", true);
    row("CREATE TABLE t (a TEXT, CHECK (mine(a)))", true);
    row("CREATE TABLE t (a TEXT GENERATED ALWAYS AS (mine(a)) STORED)", true);
    row("CREATE INDEX i ON t (mine(a))", true);
    row("CREATE INDEX i ON t (a) WHERE mine(b)", true);
    row("ALTER TABLE t ALTER COLUMN a TYPE INTEGER USING mine(a)", true);
    row("ALTER TABLE t ADD COLUMN a TEXT DEFAULT coalesce(mine(), now()) NOT NULL", true);
}

void TestUnknownFunctions::whatADefinitionMayCall()
{
    QFETCH(QString, sql);
    QFETCH(bool, mayCall);
    const dialects::SqlReader& reader = dialects::findDialect(QStringLiteral("postgresql"))->sqlReader();
    QCOMPARE(reader.mayCallUnknown(sql), mayCall);
    const auto read = reader.read(sql);
    QCOMPARE(read.size(), size_t(1));
    QCOMPARE(!read.front().unknownFunctions.isEmpty(), mayCall);
}

void TestUnknownFunctions::othersHaveNone()
{
    for (const char* name : { "sqlite", "mysql" }) {
        const dialects::SqlReader& reader = dialects::findDialect(QLatin1String(name))->sqlReader();
        const QString sql = QStringLiteral("CREATE TABLE t (a TEXT DEFAULT (mine()))");
        QVERIFY(!reader.mayCallUnknown(sql));
        for (const auto& statement : reader.read(sql))
            QVERIFY(statement.unknownFunctions.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestUnknownFunctions)
#include "tst_unknown_functions.moc"
