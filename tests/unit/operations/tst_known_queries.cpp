#include "support/upgrades_from_nothing.h"

#include <QTest>

using namespace espalier;
using test::loop;
using test::twoTables;
using test::Upgrades;

namespace {

const QByteArray models = "    Base = declarative_base()\n"
                          "    class T(Base):\n        __tablename__ = 't'\n"
                          "        id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    class U(Base):\n        __tablename__ = 'u'\n"
                          "        id = sa.Column(sa.Integer, primary_key=True)\n"
                          "    t, u = T.__table__, U.__table__\n    session = Session(bind=conn)\n"
                          "    import somewhere\n    unknown = somewhere.condition\n";

} // namespace

/// Queries built with SQLAlchemy, of which the tables are known and their conditions perhaps not.
class KnownQueriesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsThatThereAreNone_data();
    void rowsThatThereAreNone();
    void aReadThatIsNotUsedIsNotKnown();
    void directivesLeaveRowsAlone_data();
    void directivesLeaveRowsAlone();
    void aDirectiveDoubtsItsTableOnly();
    void objectsGoIntoTheirOwnTable();
    void whatTheConnectionIsKnownBy_data();
    void whatTheConnectionIsKnownBy();
    void listsAreArraysToADatabase();
    void variablesThatAreKnown();
    void modelsInheritFromTheirBasesClass();
    void aDriverFindsTheTypesOfValues();
    void resultsAreUsedUp_data();
    void resultsAreUsedUp();
    void whatATransactionRefuses();
};

void KnownQueriesTest::rowsThatThereAreNone_data()
{
    QTest::addColumn<QByteArray>("rows"); // u has one, t none
    QTest::addColumn<bool>("isKnown");
    const auto row
        = [](const char* name, const char* rows, bool isKnown) { QTest::newRow(name) << QByteArray(rows) << isKnown; };
    row("a model", "session.query(T).all()", true);
    row("a column of it", "session.query(T.id).filter(unknown).order_by(unknown).all()", true);
    row("a condition that is not known", "conn.execute(sa.select(t).where(unknown))", true);
    row("the full table", "conn.execute(sa.select(u).where(unknown))", false);
    row("both", "conn.execute(sa.select(t.c.id, u.c.id).where(unknown))", true);
    row("an aggregate", "conn.execute(sa.select(sa.func.count(t.c.id)).where(unknown))", false);
    row("an aggregate of groups", "conn.execute(sa.select(sa.func.count(t.c.id)).where(unknown).group_by(t.c.id))",
        true);
    row("a join", "conn.execute(sa.select(u).join(t, unknown))", true);
    row("an outer join to it", "conn.execute(sa.select(u).outerjoin(t, unknown))", false);
    row("an outer join from it", "conn.execute(sa.select(t).outerjoin(u, unknown))", true);
    row("a full join", "conn.execute(sa.select(t).join(u, unknown, full=True))", false);
    row("what is joined not known, its column taken",
        "conn.execute(sa.select(t.c.id).select_from(u).outerjoin(unknown))", false);
    row("from what is not known", "conn.execute(sa.select(t.c.id).select_from(unknown))", false);
    row("a union", "conn.execute(sa.union(sa.select(t.c.id).where(unknown), sa.select(u.c.id)))", false);
    row("a union of itself", "conn.execute(sa.union(sa.select(t.c.id).where(unknown), sa.select(t.c.id)))", true);
    row("a column that is not known", "conn.execute(sa.select(t.c.id, unknown))", false);
}

void KnownQueriesTest::rowsThatThereAreNone()
{
    QFETCH(QByteArray, rows);
    QFETCH(bool, isKnown);
    Upgrades upgrades;
    upgrades.run(twoTables + test::fillU);
    const auto evaluation
        = upgrades.run(models + "    for row in " + rows + ":\n        op.execute('DELETE FROM u')\n");
    QCOMPARE(evaluation.isUnderstood, isKnown);
    if (isKnown)
        QCOMPARE(evaluation.assumedEmpty, QStringList({ QStringLiteral("t") }));
}

void KnownQueriesTest::aReadThatIsNotUsedIsNotKnown()
{
    Upgrades upgrades;
    upgrades.run(twoTables);
    QVERIFY(!upgrades.run(models + "    conn.execute(sa.select(t).where(unknown))\n").isUnderstood);
}

void KnownQueriesTest::directivesLeaveRowsAlone_data()
{
    QTest::addColumn<QByteArray>("directive");
    QTest::newRow("a default") << QByteArray(
        "op.add_column('t', sa.Column('x', sa.String(9), server_default=somewhere.x))");
    QTest::newRow("a type") << QByteArray("op.create_table('v', sa.Column('x', somewhere.x))");
    QTest::newRow("a change") << QByteArray("op.alter_column('t', 'id', server_default=somewhere.x)");
    QTest::newRow("an index") << QByteArray("op.create_index(somewhere.x, 't', ['id'])");
    QTest::newRow("a type made by a table")
        << QByteArray("sa.Table('v', sa.MetaData(), sa.Column('x', somewhere.x)).create(conn)");
}

void KnownQueriesTest::directivesLeaveRowsAlone()
{
    QFETCH(QByteArray, directive);
    Upgrades upgrades;
    upgrades.run(twoTables);
    QVERIFY(!upgrades.run("    import somewhere\n    " + directive + "\n").isUnderstood);
    QVERIFY(upgrades.run(loop).isUnderstood);
    Upgrades others; // of a full table, a default may be a function
    others.run(twoTables
        + "    op.create_table('f', sa.Column('id', sa.Integer))\n    op.execute('INSERT INTO f VALUES "
          "(1)')\n    import somewhere\n"
          "    op.add_column('f', sa.Column('x', sa.Integer, server_default=somewhere.x))\n");
    QVERIFY(!others.run(loop).isUnderstood);
}

void KnownQueriesTest::aDirectiveDoubtsItsTableOnly()
{
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation
        = upgrades.run("    import somewhere\n    op.add_column('t', sa.Column('x', sa.String(somewhere.size)))\n");
    QCOMPARE(evaluation.operations.size(), size_t(1));
    const auto& opaque = std::get<operations::Opaque>(evaluation.operations.front().what);
    QCOMPARE(opaque.reach, operations::Opaque::Reach::Table);
    QCOMPARE(opaque.table.name, QStringLiteral("t"));
    QVERIFY(upgrades.schema().table({ {}, QStringLiteral("t") })->column(QStringLiteral("x")));
}

void KnownQueriesTest::objectsGoIntoTheirOwnTable()
{
    Upgrades upgrades;
    upgrades.run(twoTables);
    upgrades.run(models + "    session.add(U(id=1))\n    session.add_all([U(id=2), U(id=3)])\n");
    QVERIFY(upgrades.run(loop).isUnderstood);
    upgrades.run(models + "    session.add(U(id=4, others=[T(id=1)]))\n");
    QVERIFY(!upgrades.run(loop).isUnderstood);
}

void KnownQueriesTest::whatTheConnectionIsKnownBy_data()
{
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("answer"); // "1", "0" or "?"
    const auto row = [](const char* question, const char* answer) {
        QTest::newRow(question) << QByteArray(question) << QByteArray(answer);
    };
    row("str(conn.engine.url).startswith('postgres')", "1");
    row("str(conn.engine.url).startswith('mysql')", "0");
    row("str(conn.engine.url).startswith(('mysql', 'postgresql'))", "1");
    row("str(conn.engine.url).startswith('postgresql+psycopg2')", "?");
    row("'postgresql' in str(conn.engine.url)", "1");
    row("'sqlite' in str(conn.engine.url)", "?");
    row("conn.engine.url.get_backend_name() == 'postgresql'", "1");
    row("conn.engine.url.database == 'x'", "?");
    row("sa.inspect(conn).has_table('alembic_version')", "1");
    row("sa.inspect(conn).get_pk_constraint('alembic_version')['constrained_columns'] == ['version_num']", "1");
    const auto valid = [&](const char* index, const char* answer) {
        const QByteArray question = QByteArray("conn.execute(sa.text('SELECT i.indisvalid FROM pg_index i WHERE "
                                               "i.indexrelid = to_regclass(:name)'), "
                                               "{'name': '")
            + index + "'}).scalar_one_or_none()";
        row(question.constData(), answer);
    };
    valid("t_pkey", "1");
    valid("T_PKEY", "1");
    valid("public.t_pkey", "1");
    valid("\"public\".\"t_pkey\"", "1");
    valid("\"T_PKEY\"", "0");
    valid("other.t_pkey", "0");
    row("conn.execute(sa.text(\"SELECT indisunique FROM pg_index WHERE indexrelid = 't_pkey'::regclass\")).scalar()",
        "1");
    row("conn.dialect.get_pk_constraint(conn, table_name='t')['constrained_columns'] == ['id']", "1");
}

void KnownQueriesTest::whatTheConnectionIsKnownBy()
{
    QFETCH(QByteArray, question);
    QFETCH(QByteArray, answer);
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation
        = upgrades.run("    if " + question + ":\n        op.drop_table('t')\n    else:\n        op.drop_table('u')\n");
    const QString last = evaluation.sql().value(0);
    QCOMPARE(!evaluation.isUnderstood ? QByteArray("?") : last == QLatin1String("DROP TABLE t") ? "1" : "0", answer);
}

void KnownQueriesTest::listsAreArraysToADatabase()
{
    Upgrades upgrades;
    upgrades.run(twoTables + "    op.execute('CREATE TABLE names (name text)')\n");
    const auto evaluation = upgrades.run(
        "    conn.execute(sa.text('SELECT id FROM t')).fetchall()\n"
        "    conn.execute(sa.text('INSERT INTO names SELECT unnest(:names)'), {'names': ['a', \"b'c\"]})\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.sql().last(), QStringLiteral("INSERT INTO names SELECT unnest(ARRAY['a', 'b''c'])"));
}

void KnownQueriesTest::variablesThatAreKnown()
{
    const QByteArray body = "    if os.environ.get('FILL'):\n        op.drop_table('t')\n";
    QVERIFY(!Upgrades().run(twoTables + body).isUnderstood);
    const auto none = Upgrades(QStringLiteral("postgresql"), { {}, true }).run(twoTables + body);
    QVERIFY(none.isUnderstood);
    QCOMPARE(none.sql().size(), 2);
    const auto set = Upgrades(QStringLiteral("postgresql"), { { { QStringLiteral("FILL"), QStringLiteral("1") } } })
                         .run(twoTables + body);
    QCOMPARE(set.sql().size(), 3);
}

void KnownQueriesTest::modelsInheritFromTheirBasesClass()
{
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto evaluation
        = upgrades.run("    class Common:\n        id = sa.Column(sa.Integer, primary_key=True)\n"
                       "    class Origin(Common):\n        @classmethod\n        def every(cls, session):\n"
                       "            return session.query(cls).all()\n"
                       "    class T(declarative_base(cls=Origin)):\n        __tablename__ = 't'\n"
                       "    for one in T.every(Session(bind=conn)):\n        one.fill()\n"
                       "    op.execute(','.join(T.__table__.c.keys()))\n");
    QCOMPARE(evaluation.assumedEmpty, QStringList({ QStringLiteral("t") }));
    QCOMPARE(evaluation.sql().value(0), QStringLiteral("id"));
}

void KnownQueriesTest::aDriverFindsTheTypesOfValues()
{
    const QByteArray rows
        = "    op.bulk_insert(sa.table('t', sa.column('id'), sa.column('n')), [{'id': 1, 'n': 'a'}])\n"
          "    conn.execute(sa.table('t', sa.column('n')).insert().values(n='b'))\n";
    Upgrades upgrades;
    upgrades.run(twoTables);
    const auto printed = upgrades.run(rows);
    QVERIFY(printed.refused.startsWith(QLatin1String("CompileError")));
    const auto sent = upgrades.run("    sa.inspect(conn)\n" + rows);
    QVERIFY2(sent.refused.isEmpty() && sent.isUnderstood, qPrintable(sent.refused));
    QCOMPARE(sent.sql(),
        QStringList({ QStringLiteral("INSERT INTO t (id, n) VALUES (1, 'a')"),
            QStringLiteral("INSERT INTO t (n) VALUES ('b')") }));
}

void KnownQueriesTest::resultsAreUsedUp_data()
{
    QTest::addColumn<QByteArray>("asks");
    QTest::addColumn<QString>("said"); // empty where that is not known
    const auto row = [](const char* name, const char* asks, const char* said) {
        QTest::newRow(name) << QByteArray(asks) << QString::fromLatin1(said);
    };
    row("all, twice", "say([len(r.fetchall()), len(r.fetchall())])", "[2, 0]");
    row("one after the other", "say([r.fetchone()[0], r.fetchone()[0], r.fetchone()])", "['a', 'b', None]");
    row("some of them", "say([r.fetchmany(1)[0][0], [x[0] for x in r.fetchmany(5)], r.fetchmany(1)])",
        "['a', ['b'], []]");
    row("an amount that is not known", "next(r.partitions())\n    say([x[0] for x in r])", "");
    row("the rest", "r.fetchone()\n    say([x[0] for x in r])", "['b']");
    row("a loop after a loop", "say([[x[0] for x in r], [x[0] for x in r]])", "[['a', 'b'], []]");
    row("nothing after the first",
        "r.first()\n    try:\n        r.fetchone()\n    except sa.exc.ResourceClosedError:\n"
        "        say('closed')",
        "'closed'");
    row("more than one", "try:\n        r.one()\n    except sa.exc.MultipleResultsFound:\n        say('many')",
        "'many'");
    row("shown", "say(str(r.first()))", "\"('a',)\"");
    row("rows of a statement that has none",
        "try:\n        conn.execute(sa.text('UPDATE t SET id = 1')).fetchall()\n        say('rows')\n"
        "    except sa.exc.ResourceClosedError:\n        say('closed')",
        "");
    row("one of rows that are not known",
        "try:\n        conn.execute(sa.text('SELECT id FROM u')).one()\n    except sa.exc.NoResultFound:\n"
        "        say('none')",
        "");
    row("a parameter that is missing",
        "try:\n        conn.execute(sa.text('DELETE FROM u WHERE id = :x'))\n    except sa.exc.DBAPIError:\n"
        "        say('other')\n    except sa.exc.StatementError:\n        say('missing')",
        "'missing'");
    row("an error by the class that it is of",
        "try:\n        op.create_table('t', sa.Column('id', sa.Integer))\n    except sa.exc.DBAPIError:\n"
        "        say('there')",
        "'there'");
}

void KnownQueriesTest::resultsAreUsedUp()
{
    QFETCH(QByteArray, asks);
    QFETCH(QString, said);
    Upgrades upgrades(QStringLiteral("postgresql"), {}, false);
    upgrades.run(twoTables + test::fillU);
    const auto evaluation
        = upgrades.run("    def say(what):\n        op.execute('SELECT ' + repr(what))\n"
                       "    r = conn.execute(sa.text(\"SELECT column_name FROM "
                       "information_schema.columns WHERE table_name = 'c' ORDER BY column_name\"))\n"
                       "    op.create_table('c', sa.Column('a', sa.Integer), sa.Column('b', sa.Integer))\n"
                       "    r = conn.execute(sa.text(\"SELECT column_name FROM "
                       "information_schema.columns WHERE table_name = 'c' ORDER BY column_name\"))\n"
                       "    "
            + asks + "\n");
    QCOMPARE(evaluation.isUnderstood, !said.isEmpty());
    if (!said.isEmpty())
        QCOMPARE(evaluation.sql().last(), QString(QLatin1String("SELECT ") + said).replace(u'\'', QLatin1String("'")));
}

void KnownQueriesTest::whatATransactionRefuses()
{
    const QByteArray index = "op.create_index('ix', 't', ['id'], postgresql_concurrently=True)\n";
    const auto problems = [&](const QByteArray& body) {
        Upgrades upgrades;
        upgrades.run(twoTables);
        QStringList codes;
        for (const auto& problem : upgrades.run(body).problems)
            codes.append(problem.code + (problem.wouldFail ? QLatin1String(" fails") : QLatin1String()));
        return codes;
    };
    QCOMPARE(problems("    " + index), QStringList(QStringLiteral("in-transaction fails")));
    QCOMPARE(problems("    with op.get_context().autocommit_block():\n        " + index), QStringList());
    QCOMPARE(problems("    op.execute('COMMIT')\n    " + index), QStringList());
    QCOMPARE(problems("    op.execute('CREATE INDEX CONCURRENTLY ix ON t (id)')\n"),
        QStringList(QStringLiteral("in-transaction fails")));
}

QTEST_GUILESS_MAIN(KnownQueriesTest)
#include "tst_known_queries.moc"
