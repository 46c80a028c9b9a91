#include "support/evaluated_script.h"

#include "operations/row_knowledge.h"

#include <QTest>

using namespace espalier;

namespace {

/// Upgrades that run one after the other on a database that was empty.
class Upgrades {
public:
    explicit Upgrades(const QString& dialect = QStringLiteral("postgresql"))
        : m_state(dialects::findDialect(dialect)->schemaRules())
        , m_rows(dialects::findDialect(dialect)->schemaRules())
    {
        m_circumstances.dialect = dialects::findDialect(dialect);
        m_circumstances.options = QMap<QString, QString>();
    }
    operations::Evaluation run(const QByteArray& body)
    {
        const QByteArray text = "from alembic import op\nimport sqlalchemy as sa\nimport random\n\ndef upgrade():\n"
                                "    conn = op.get_bind()\n"
            + body;
        const operations::Script script{ QStringLiteral("/project/versions/script.py"),
            *python::SyntaxTree::parse(text) };
        return operations::evaluate(script, operations::Direction::Up, m_circumstances, m_state, m_memo, &m_rows);
    }

private:
    operations::Circumstances m_circumstances;
    schema::Replay m_state;
    operations::RunMemo m_memo;
    operations::RowKnowledge m_rows;
};

const QByteArray twoTables = "    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))\n"
                             "    op.create_table('u', sa.Column('id', sa.Integer, primary_key=True))\n";
const QByteArray loop = "    for row in conn.execute(sa.text('SELECT id FROM t')).fetchall():\n"
                        "        conn.execute(sa.text('UPDATE u SET id = 1 WHERE id = :id'), {'id': row[0]})\n";

} // namespace

class EmptyTablesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLoopOverWhatNobodyFilledDoesNothing();
    void withoutAStartFromNothingItIsNotKnown();
    void whatWasInsertedIsData_data();
    void whatWasInsertedIsData();
    void whatKeepsATableEmpty_data();
    void whatKeepsATableEmpty();
    void queriesThatGiveNothing_data();
    void queriesThatGiveNothing();
    void aWayThatMayBeTakenCounts();
};

void EmptyTablesTest::aLoopOverWhatNobodyFilledDoesNothing()
{
    Upgrades upgrades;
    QVERIFY(upgrades.run(twoTables).assumedEmpty.isEmpty());
    const auto evaluation = upgrades.run(loop + "    op.drop_table('u')\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList({ QStringLiteral("DROP TABLE u") }));
    QCOMPARE(evaluation.assumedEmpty, QStringList({ QStringLiteral("t") }));
}

void EmptyTablesTest::withoutAStartFromNothingItIsNotKnown()
{
    const auto evaluation = test::evaluateText("from alembic import op\nimport sqlalchemy as sa\n\ndef upgrade():\n"
                                               "    conn = op.get_bind()\n"
            + twoTables + loop,
        QStringLiteral("postgresql"));
    QVERIFY(!evaluation.isUnderstood);
}

void EmptyTablesTest::whatWasInsertedIsData_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("insert") << QByteArray("    op.execute('INSERT INTO t VALUES (1)')\n");
    QTest::newRow("within WITH") << QByteArray(
        "    op.execute('WITH x AS (INSERT INTO t VALUES (1) RETURNING id) SELECT * FROM x')\n");
    QTest::newRow("bulk_insert") << QByteArray(
        "    op.bulk_insert(sa.table('t', sa.column('id', sa.Integer)), [{'id': 1}])\n");
    QTest::newRow("of values that are not known")
        << QByteArray("    op.bulk_insert(sa.table('t', sa.column('id', sa.Integer)), [{'id': random.random()}])\n");
    QTest::newRow("text that is not known") << QByteArray("    op.execute(f'INSERT INTO t VALUES "
                                                          "({random.random()})')\n");
    QTest::newRow("of aggregates") << QByteArray("    op.execute('INSERT INTO t SELECT count(*) FROM u')\n");
    QTest::newRow("of a full table") << QByteArray("    op.execute('INSERT INTO u VALUES (1)')\n"
                                                   "    op.execute('INSERT INTO t SELECT id FROM u')\n");
    QTest::newRow("of no table") << QByteArray("    op.execute('INSERT INTO t SELECT 1')\n");
    QTest::newRow("of rows of VALUES") << QByteArray("    op.execute('INSERT INTO t SELECT * FROM (VALUES (1)) v')\n");
    QTest::newRow("of a union") << QByteArray("    op.execute('INSERT INTO t SELECT id FROM u UNION SELECT 1')\n");
    QTest::newRow("outer join") << QByteArray(
        "    op.execute('INSERT INTO u VALUES (1)')\n"
        "    op.execute('CREATE TABLE w (id int)')\n"
        "    op.execute('INSERT INTO t SELECT u.id FROM u LEFT JOIN w ON w.id = u.id')\n");
    QTest::newRow("a block") << QByteArray("    op.execute('DO $$ BEGIN PERFORM f(); END $$')\n");
    QTest::newRow("a function") << QByteArray("    op.execute('SELECT fill()')\n");
    QTest::newRow("a function of a row") << QByteArray(
        "    op.execute('INSERT INTO u VALUES (1)')\n    op.execute('SELECT fill(id) FROM u')\n");
    QTest::newRow("a function in an insert") << QByteArray("    op.execute('INSERT INTO u VALUES (fill())')\n");
    QTest::newRow("a trigger") << QByteArray(
        "    op.execute('CREATE TRIGGER x AFTER INSERT ON u FOR EACH ROW EXECUTE FUNCTION f()')\n"
        "    op.execute('INSERT INTO u VALUES (1)')\n");
    QTest::newRow("a child") << QByteArray("    op.execute('CREATE TABLE c () INHERITS (t)')\n"
                                           "    op.execute('INSERT INTO c VALUES (1)')\n");
    QTest::newRow("another schema first") << QByteArray("    op.execute('SET search_path TO other')\n");
    QTest::newRow("a copy") << QByteArray("    op.execute(\"COPY t FROM '/tmp/t'\")\n");
    QTest::newRow("an object of the ORM") << QByteArray("    from sqlalchemy.orm import Session\n"
                                                        "    Session(bind=conn).add(object())\n");
    QTest::newRow("a call that is not known") << QByteArray("    import somewhere\n    somewhere.fill(op)\n");
}

void EmptyTablesTest::whatWasInsertedIsData()
{
    QFETCH(QByteArray, body);
    Upgrades upgrades;
    upgrades.run(twoTables);
    upgrades.run(body);
    const auto evaluation = upgrades.run(loop);
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.assumedEmpty, QStringList());
}

void EmptyTablesTest::whatKeepsATableEmpty_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("rows of another") << QByteArray("    op.execute('INSERT INTO u VALUES (1)')\n");
    QTest::newRow("values that are not known, of another")
        << QByteArray("    op.bulk_insert(sa.table('u', sa.column('id', sa.Integer)), [{'id': random.random()}])\n");
    QTest::newRow("changes") << QByteArray("    op.execute('UPDATE t SET id = 1')\n    op.execute('DELETE FROM t')\n");
    QTest::newRow("of nothing") << QByteArray("    op.execute('INSERT INTO t SELECT id FROM u')\n");
    QTest::newRow("of a join with nothing")
        << QByteArray("    op.execute('CREATE TABLE w (id int)')\n    op.execute('INSERT INTO u VALUES (1)')\n"
                      "    op.execute('INSERT INTO t SELECT u.id FROM u JOIN w ON w.id = u.id')\n");
    QTest::newRow("structure") << QByteArray("    op.add_column('t', sa.Column('x', sa.Integer))\n"
                                             "    op.create_index('i', 't', ['x'])\n");
    QTest::newRow("renamed and back") << QByteArray("    op.rename_table('t', 's')\n    op.rename_table('s', 't')\n");
}

void EmptyTablesTest::whatKeepsATableEmpty()
{
    QFETCH(QByteArray, body);
    Upgrades upgrades;
    upgrades.run(twoTables);
    upgrades.run(body);
    const auto evaluation = upgrades.run(loop);
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.assumedEmpty, QStringList({ QStringLiteral("t") }));
}

void EmptyTablesTest::queriesThatGiveNothing_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("isTrue"); // where t and u are empty
    const auto row = [&](const char* name, const char* sql, const char* rest) {
        QTest::newRow(name) << QByteArray("conn.execute(sa.text('") + sql + "'))" << QByteArray(rest);
    };
    row("no row", "SELECT id FROM t WHERE id > 1 ORDER BY id", ".first() is None");
    row("no value", "SELECT id FROM t", ".scalar() is None");
    row("count", "SELECT count(*) FROM t", ".scalar() == 0");
    row("named count", "SELECT count(*) AS n FROM t", ".fetchone().n == 0");
    row("largest", "SELECT max(id) FROM t", ".scalar() is None");
    row("largest or", "SELECT COALESCE(MAX(id), 7) FROM t", ".scalar() == 7");
    row("exists", "SELECT EXISTS (SELECT 1 FROM t)", ".scalar() == False");
    row("not exists", "SELECT NOT EXISTS (SELECT 1 FROM t)", ".scalar() == True");
    row("grouped", "SELECT id, count(*) FROM t GROUP BY id", ".fetchall() == []");
    row("window", "SELECT row_number() OVER () FROM t", ".fetchall() == []");
    row("subquery", "SELECT x.n FROM (SELECT id AS n FROM t) x", ".fetchall() == []");
    row("WITH", "WITH x AS (SELECT id FROM t) SELECT * FROM x", ".fetchall() == []");
    row("union", "SELECT id FROM t UNION ALL SELECT id FROM u", ".fetchall() == []");
    row("mappings", "SELECT id FROM t", ".mappings().all() == []");
    row("scalars", "SELECT id FROM t", ".scalars().first() is None");
    row("of an update", "UPDATE t SET id = 2", ".rowcount == 0");
}

void EmptyTablesTest::queriesThatGiveNothing()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, isTrue);
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation = upgrades.run(
        "    if " + query + isTrue + ":\n        op.drop_table('u')\n    else:\n        op.drop_table('t')\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.sql().last(), QStringLiteral("DROP TABLE u"));
    QVERIFY(!evaluation.assumedEmpty.isEmpty());
}

void EmptyTablesTest::aWayThatMayBeTakenCounts()
{
    Upgrades upgrades;
    upgrades.run(twoTables);
    upgrades.run("    if random.random() > 0.5:\n        op.execute('INSERT INTO t VALUES (1)')\n"
                 "    else:\n        op.create_table('v', sa.Column('id', sa.Integer))\n");
    QVERIFY(!upgrades.run(loop).isUnderstood);
    QVERIFY(!upgrades
                 .run("    for row in conn.execute(sa.text('SELECT id FROM v')):\n"
                      "        op.execute('DELETE FROM u')\n")
                 .isUnderstood);
}

QTEST_GUILESS_MAIN(EmptyTablesTest)
#include "tst_empty_tables.moc"
