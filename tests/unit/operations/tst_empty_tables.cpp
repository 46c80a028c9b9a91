#include "support/evaluated_script.h"
#include "support/upgrades_from_nothing.h"

#include <QTest>

using namespace espalier;

using test::fillU;
using test::loop;
using test::twoTables;
using test::Upgrades;

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
    void whatAnUnknownStepLeftReaches_data();
    void whatAnUnknownStepLeftReaches();
    void functionsThatMayNotBeThereAreToldOf_data();
    void functionsThatMayNotBeThereAreToldOf();
    void whatAnInsertReturnsIsNoRead();
    void whatReachesNoDatabaseLosesNothing_data();
    void whatReachesNoDatabaseLosesNothing();
    void whatWordsAreInIsNotKnown_data();
    void whatWordsAreInIsNotKnown();
    void parametersArriveWhereRowsAreAskedFor_data();
    void parametersArriveWhereRowsAreAskedFor();
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
    const auto function = [](const char* kind, const char* body) {
        return QByteArray("    op.execute('CREATE FUNCTION f(int) RETURNS int AS $$ SELECT ") + body
            + "($1) $$ LANGUAGE sql " + kind + "')\n    op.execute('INSERT INTO u VALUES (f(1))')\n";
    };
    QTest::newRow("a function that may write") << function("", "abs");
    QTest::newRow("a function that calls another") << function("STABLE", "fill");
    QTest::newRow("a function that was replaced") << function("STABLE", "abs")
                                                         .replace("    op.execute('INSERT",
                                                             "    op.execute('CREATE OR REPLACE FUNCTION f(int) "
                                                             "RETURNS int AS $$ SELECT fill() $$ LANGUAGE "
                                                             "sql')\n    op.execute('INSERT");
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
    QTest::newRow("a text that a row is put into") << fillU
            + "    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        op.execute(f\"UPDATE u SET id = {row[0]}\")\n";
    QTest::newRow("a text that a row is put into, of a table") << fillU
            + "    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        op.execute(f\"INSERT INTO t VALUES ('{row[0]}')\")\n";
    QTest::newRow("a text that a row is put into, in quotes of another") << fillU
            + "    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        op.execute(f\"UPDATE u SET id = 'x' {row[0]} 'y'\")\n";
    QTest::newRow("a function that a row chooses") << fillU
            + "    import somewhere\n    ways = {1: somewhere.fill, 2: print}\n"
              "    for row in conn.execute(sa.text('SELECT id FROM u')):\n        ways[row[0]](conn)\n";
    QTest::newRow("a function that a row is given") << fillU
            + "    import somewhere\n    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        row[0].each(somewhere.fill)\n";
    QTest::newRow("a connection or a row") << fillU
            + "    import somewhere\n    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        what = row[0] if row[0] else somewhere.connect()\n        what.fill()\n";
    QTest::newRow("a method of an object")
        << QByteArray("    op.execute('INSERT INTO u VALUES (1)')\n"
                      "    class U(declarative_base()):\n        __tablename__ = 'u'\n"
                      "        id = sa.Column(sa.Integer, primary_key=True)\n"
                      "    for one in Session(bind=conn).query(U):\n        one.fill(conn)\n");
    QTest::newRow("a word") << QByteArray("    op.execute(f\"INSERT INTO t VALUES ('{uuid.uuid4()}')\")\n");
    QTest::newRow("a word that a function gets") << QByteArray("    op.execute(f\"SELECT fill('{uuid.uuid4()}')\")\n");
    QTest::newRow("a word that names a table")
        << QByteArray("    op.execute(f\"INSERT INTO x{uuid.uuid4().hex} VALUES (1)\")\n");
    QTest::newRow("a word that may open a comment")
        << QByteArray("    op.execute(f\"UPDATE u SET id = 1 -{random.random()}\")\n");
    QTest::newRow("a word and more of it")
        << QByteArray("    op.execute(f\"UPDATE u SET id = '{uuid.uuid4()}'; INSERT INTO t VALUES (1)\")\n");
    QTest::newRow("a word in texts that stand together")
        << QByteArray("    op.execute('INSERT INTO t VALUES (1); ' f\"UPDATE u SET id = '{uuid.uuid4()}'\")\n");
    QTest::newRow("words and more of them") << QByteArray("    op.execute(\"UPDATE u SET id = '\" + str(uuid.uuid4()) "
                                                          "+ f\"'; INSERT INTO t VALUES ('{uuid.uuid4()}')\")\n");
    QTest::newRow("what is no word of one")
        << QByteArray("    op.execute(f\"UPDATE u SET id = {uuid.uuid4().bytes}\")\n");
    QTest::newRow("a part of a text") << QByteArray(
        "    op.execute(f\"UPDATE u SET id = '{uuid.uuid4()}'; INSERT INTO t VALUES (1)\"[:7])\n");
    QTest::newRow("rows that an INSERT returns")
        << QByteArray("    op.execute('INSERT INTO u VALUES (1)')\n"
                      "    conn.execute(sa.text('INSERT INTO t SELECT id FROM u RETURNING id')).fetchall()\n");
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
    QTest::newRow("what a row can be asked for") << fillU
            + "    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        parts = (row[0] or '').strip().split(',')\n        parts.sort()\n"
              "        conn.execute(sa.text('UPDATE u SET id = :x'), {'x': parts[0]})\n";
    QTest::newRow("a text that a row is put into, in quotes") << fillU
            + "    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
              "        op.execute(f\"UPDATE u SET id = '{row[0]}'\")\n"
              "        op.execute(\"INSERT INTO u VALUES ('{}')\".format(row[0]))\n"
              "        op.execute(\"DELETE FROM u WHERE id = '%s'\" % (row[0],))\n";
    QTest::newRow("rows of tables in a session") << fillU
            + "    table = sa.table('u', sa.column('id'))\n"
              "    for row in Session(bind=conn).query(table):\n        row.id.strip()\n";
    QTest::newRow("the environment") << QByteArray("    for one in os.environ.get('NAMES', '').split(','):\n"
                                                   "        one.strip()\n");
    QTest::newRow("words in a text") << QByteArray(
        "    op.execute(f\"INSERT INTO u VALUES ('{uuid.uuid4()}', '{datetime.datetime.utcnow()}')\")\n");
    QTest::newRow("words by %") << QByteArray(
        "    op.execute(\"INSERT INTO u VALUES ('%s', '%s')\" % (uuid.uuid4(), 'x'))\n");
    QTest::newRow("words by format") << QByteArray(
        "    op.execute(sa.text(\"INSERT INTO u VALUES ('{}', '{x}')\".format(str(uuid.uuid4()), "
        "x=datetime.datetime.now().isoformat())))\n");
    QTest::newRow("words added") << QByteArray(
        "    op.execute(\"DELETE FROM u WHERE id = '\" + str(uuid.uuid4()) + \"'\")\n");
    QTest::newRow("values that are not known, of the table, changed")
        << QByteArray("    conn.execute(sa.text('UPDATE t SET id = :x'), {'x': random.random()})\n");
    QTest::newRow("structure") << QByteArray("    op.add_column('t', sa.Column('x', sa.Integer))\n"
                                             "    op.create_index('i', 't', ['x'])\n");
    const QByteArray use = "    op.execute('INSERT INTO u VALUES (1)')\n    op.execute('UPDATE u SET id = f(id)')\n"
                           "    op.execute('SELECT f(id) FROM u')\n";
    QTest::newRow("a function that cannot write")
        << "    op.execute('CREATE FUNCTION f(int) RETURNS int AS $$ SELECT abs($1) $$ LANGUAGE sql IMMUTABLE')\n"
            + use;
    QTest::newRow("an aggregate") << QByteArray(
        "    op.execute('INSERT INTO u VALUES (1)')\n"
        "    op.execute('CREATE AGGREGATE acc (anyarray) (sfunc = array_cat, stype = anyarray)')\n"
        "    op.execute('SELECT acc(ARRAY[id]) FROM u')\n");
    QTest::newRow("a cast by its type's name")
        << QByteArray("    op.execute('INSERT INTO u VALUES (int4(\\'1\\'))')\n");
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
    row("of a select", "SELECT id FROM t", ".rowcount == 0");
    row("of an insert", "INSERT INTO u SELECT id FROM t", ".rowcount == 0");
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

void EmptyTablesTest::whatAnUnknownStepLeftReaches_data()
{
    QTest::addColumn<QByteArrayList>("revisions"); // the table v in one of them
    QTest::addColumn<bool>("isEmpty"); // is v without rows after them?
    const QByteArray unknown = "    import somewhere\n    somewhere.fill(op)\n";
    const QByteArray makeV = "    op.create_table('v', sa.Column('id', sa.Integer))\n";
    const QByteArray write = "    op.execute('UPDATE t SET id = 1')\n";
    const QByteArray function
        = "    op.execute('CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN END $$ LANGUAGE plpgsql')\n";
    QTest::newRow("what it may have made") << QByteArrayList{ makeV, unknown } << false;
    QTest::newRow("what came later") << QByteArrayList{ unknown, makeV, write } << true;
    QTest::newRow("what came later in its revision") << QByteArrayList{ unknown + makeV, write } << false;
    QTest::newRow("what came later, its rows aside") << QByteArrayList{ unknown + makeV } << true;
    QTest::newRow("through a function of later") << QByteArrayList{ unknown, makeV, function, write } << false;
    QTest::newRow("a function without it") << QByteArrayList{ makeV, function, write } << true;
    const QByteArray trigger
        = "    op.execute('CREATE TRIGGER x AFTER UPDATE ON t FOR EACH %1 EXECUTE FUNCTION f()')\n";
    QTest::newRow("a trigger that is known")
        << QByteArrayList{ QByteArray(trigger).replace("%1", "STATEMENT"), makeV, write } << false;
    QTest::newRow("a trigger of rows that are not there")
        << QByteArrayList{ QByteArray(trigger).replace("%1", "ROW"), makeV, write } << true;
    QTest::newRow("a table that it may have made")
        << QByteArrayList{ unknown, "    op.execute('CREATE TABLE IF NOT EXISTS w (id int)')\n", makeV,
               "    op.execute('INSERT INTO w VALUES (1)')\n" }
        << true;
    QTest::newRow("of a table of a query") << QByteArrayList{ "    op.execute('CREATE TABLE w AS SELECT 1 AS id')\n",
        makeV, "    op.execute('INSERT INTO w VALUES (1)')\n" }
                                           << true;
}

void EmptyTablesTest::whatAnUnknownStepLeftReaches()
{
    QFETCH(QByteArrayList, revisions);
    QFETCH(bool, isEmpty);
    Upgrades upgrades;
    upgrades.run(twoTables);
    for (const QByteArray& body : revisions)
        upgrades.run(body);
    const auto evaluation = upgrades.run("    for row in conn.execute(sa.text('SELECT id FROM v')):\n"
                                         "        op.execute('DELETE FROM u')\n");
    QCOMPARE(evaluation.isUnderstood, isEmpty);
}

void EmptyTablesTest::whatReachesNoDatabaseLosesNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const char* body) { QTest::newRow(name) << QByteArray(body); };
    row("files", "    import shutil\n    shutil.rmtree('x')\n");
    row("the library",
        "    from decimal import Decimal\n    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
        "        share = Decimal(row[0]) / Decimal(datetime.timedelta(seconds=row[0]).seconds)\n"
        "        conn.execute(sa.text('UPDATE u SET id = :id'), {'id': share.quantize(2).normalize()})\n");
    row("addresses",
        "    from urllib.parse import urlparse\n    for row in conn.execute(sa.text('SELECT id FROM u')):\n"
        "        host = urlparse(row[0]).path.split('/')[0]\n"
        "        conn.execute(sa.text('UPDATE u SET id = :id'), {'id': host})\n");
    row("the environment",
        "    home = os.environ['HOME'].strip().split(':')[0]\n"
        "    if conn.execute(sa.text('SELECT count(*) FROM t')).scalar() == 0:\n    "
        "    conn.execute(sa.text('UPDATE u SET id = :id'), {'id': home})\n");
    row("chance",
        "    one = random.choice([1, 2])\n    many = bin(one).count('1')\n"
        "    if conn.execute(sa.text('SELECT count(*) FROM t')).scalar() == 0:\n    "
        "    conn.execute(sa.text('UPDATE u SET id = :id'), {'id': many})\n");
}

void EmptyTablesTest::whatReachesNoDatabaseLosesNothing()
{
    QFETCH(QByteArray, body);
    Upgrades upgrades;
    upgrades.run(twoTables + fillU);
    QVERIFY(!upgrades.run(body).isUnderstood);
    QVERIFY(upgrades.run(loop).isUnderstood);
}

void EmptyTablesTest::functionsThatMayNotBeThereAreToldOf_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char* name, const char* body, bool isKnown) {
        QTest::newRow(name) << QByteArray("    ") + body + "\n" << isKnown;
    };
    row("a default", "op.create_table('v', sa.Column('id', sa.Text, server_default=sa.text('hex(randomblob(4))')))",
        false);
    row("a default of the server's",
        "op.create_table('v', sa.Column('id', sa.Uuid, server_default=sa.text('gen_random_uuid()')))", true);
    row("a column's", "op.add_column('t', sa.Column('n', sa.Text, server_default=sa.text(\"strange('x')\")))", false);
    row("a check", "op.create_check_constraint('c', 't', 'is_fine(id)')", false);
    row("an index", "op.create_index('i', 't', [sa.text('folded(id)')])", false);
    row("an index of the server's", "op.create_index('i', 't', [sa.text('abs(id)')])", true);
    row("types with lengths", "op.create_table('v', sa.Column('n', sa.String(5), server_default='x'))", true);
}

/// Whether an upgrade from nothing goes through depends on them.
void EmptyTablesTest::functionsThatMayNotBeThereAreToldOf()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isKnown);
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation = upgrades.run(body);
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.problems.empty(), isKnown);
    if (!isKnown)
        QCOMPARE(evaluation.problems.front().code, QStringLiteral("function-unknown"));
}

void EmptyTablesTest::whatAnInsertReturnsIsNoRead()
{
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation
        = upgrades.run("    for row in conn.execute(sa.text('INSERT INTO u SELECT id FROM t RETURNING id')):\n"
                       "        op.execute('DELETE FROM t')\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList({ QStringLiteral("INSERT INTO u SELECT id FROM t RETURNING id") }));
}

void EmptyTablesTest::parametersArriveWhereRowsAreAskedFor_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("printed");
    QTest::addColumn<QStringList>("run"); // empty where it is not known
    QTest::newRow("text") << QByteArray("    conn.execute(sa.text('UPDATE u SET id = :x'), {'x': 6})\n")
                          << QStringList{ QStringLiteral("UPDATE u SET id = NULL") }
                          << QStringList{ QStringLiteral("UPDATE u SET id = 6") };
    QTest::newRow("several") << QByteArray(
        "    conn.execute(sa.text('DELETE FROM u WHERE id = :x'), [{'x': 6}, {'x': 7}])\n")
                             << QStringList{ QStringLiteral("DELETE FROM u WHERE id = NULL") }
                             << QStringList{ QStringLiteral("DELETE FROM u WHERE id = 6"),
                                    QStringLiteral("DELETE FROM u WHERE id = 7") };
    QTest::newRow("an insert") << QByteArray("    u = sa.table('u', sa.column('id', sa.Integer))\n"
                                             "    conn.execute(u.insert(), [{'id': 6}, {'id': 7}])\n")
                               << QStringList{ QStringLiteral("INSERT INTO u (id) VALUES (6)"),
                                      QStringLiteral("INSERT INTO u (id) VALUES (7)") }
                               << QStringList{ QStringLiteral("INSERT INTO u (id) VALUES (6)"),
                                      QStringLiteral("INSERT INTO u (id) VALUES (7)") };
    QTest::newRow("not known") << QByteArray(
        "    conn.execute(sa.text('UPDATE u SET id = :x'), {'x': random.random()})\n")
                               << QStringList{ QStringLiteral("UPDATE u SET id = NULL") } << QStringList();
    QTest::newRow("of a construct") << QByteArray(
        "    u = sa.table('u', sa.column('id', sa.Integer))\n"
        "    conn.execute(u.update().where(u.c.id == sa.bindparam('x')).values(id=3), {'x': 6})\n")
                                    << QStringList{ QStringLiteral("UPDATE u SET id=3 WHERE u.id = NULL") }
                                    << QStringList();
}

// Printed, a statement goes without them, as Alembic has it; but a script that reads rows cannot be printed.
void EmptyTablesTest::parametersArriveWhereRowsAreAskedFor()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, printed);
    QFETCH(QStringList, run);
    Upgrades upgrades;
    upgrades.run(twoTables);
    QCOMPARE(upgrades.run(body).sql(), printed);
    const auto evaluation = upgrades.run(body + "    conn.execute(sa.text('SELECT id FROM t')).fetchall()\n");
    QCOMPARE(evaluation.isUnderstood, !run.isEmpty());
    if (!run.isEmpty())
        QCOMPARE(evaluation.sql(), run);
}

void EmptyTablesTest::whatWordsAreInIsNotKnown_data()
{
    QTest::addColumn<QByteArray>("statement");
    const auto row = [](const char* name, const char* statement) {
        QTest::newRow(name) << QByteArray("    word = uuid.uuid4()\n    t = sa.table('t', sa.column('id'))\n    ")
                + statement + "\n";
    };
    row("SQL", "op.execute(f\"UPDATE t SET id = '{word}'\")");
    row("text()", "op.execute(sa.text(f\"UPDATE t SET id = '{word}'\"))");
    row("%", "op.execute(\"UPDATE t SET id = '%s'\" % word)");
    row("format()", "op.execute(\"UPDATE t SET id = '{}'\".format(word))");
    row("+", "op.execute(\"UPDATE t SET id = '\" + str(word) + \"'\")");
    row("join()", "op.execute(' '.join(['UPDATE t SET id =', f\"'{word}'\"]))");
    row("replace()", "op.execute(f\"UPDATE t SET id = '{word}'\".replace('t', 'u'))");
    row("a default", "op.add_column('t', sa.Column('x', sa.Text, server_default=f'{word}'))");
    row("a default of SQL", "op.add_column('t', sa.Column('x', sa.Text, server_default=sa.text(f\"'{word}'\")))");
    row("a check", "op.create_check_constraint('c', 't', sa.text(f\"id <> '{word}'\"))");
    row("an index", "op.create_index('i', 't', [sa.text(f\"lower('{word}')\")])");
    row("an index with a condition", "op.create_index('i', 't', ['id'], postgresql_where=sa.text(f\"id > '{word}'\"))");
    row("a name", "op.rename_table('t', f't{word.hex}')");
    row("a table", "op.create_table(f't{word.hex}', sa.Column('id', sa.Integer))");
    row("a comment", "op.create_table_comment('t', f'{word}')");
    row("rows", "op.bulk_insert(t, [{'id': f'{word}'}])");
    row("rows of SQL", "op.bulk_insert(t, [{'id': sa.text(f\"'{word}'\")}])");
    row("values", "op.execute(t.update().values(id=sa.text(f\"'{word}'\")))");
    row("a condition", "op.execute(t.delete().where(sa.text(f\"id = '{word}'\")))");
    row("a literal column", "op.execute(t.update().values(id=sa.literal_column(f\"'{word}'\")))");
    row("a server's function", "op.execute(t.update().values(id=sa.func.f(sa.text(f\"'{word}'\"))))");
    row("a length", "if len(f'{word}') > 5:\n        op.drop_table('t')");
    row("a start", "if f'{word}'.startswith('8'):\n        op.drop_table('t')");
    row("a comparison", "if f'{word}' == '8730541':\n        op.drop_table('t')");
    row("a letter", "op.execute(\"UPDATE t SET id = '\" + f'{word}'[0] + \"'\")");
}

/// The text that stands for them while it is found out what a statement reaches never gets anywhere.
void EmptyTablesTest::whatWordsAreInIsNotKnown()
{
    QFETCH(QByteArray, statement);
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation = upgrades.run(statement);
    QCOMPARE(evaluation.refused, QString());
    QVERIFY(!evaluation.isUnderstood);
    QVERIFY(!evaluation.sql().join(QLatin1Char(' ')).contains(symbolic::sampleWord()));
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
