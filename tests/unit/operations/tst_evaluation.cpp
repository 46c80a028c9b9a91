#include "support/evaluated_script.h"

#include "operations/operation_kind.h"

#include <QTest>

using namespace espalier;
using operations::Opaque;
using operations::Operation;

namespace {

QByteArray script(const QByteArray& body)
{
    return "from alembic import op\nimport sqlalchemy as sa\n\ndef upgrade():\n" + body;
}

operations::Evaluation evaluated(
    const QByteArray& body, bool isOffline = true, const QString& dialect = QStringLiteral("postgresql"))
{
    return test::evaluateText(script(body), dialect, operations::Direction::Up, isOffline);
}

/// The operations in short, a line each: "4 opaque: reason"; possibilities of an opaque one indented.
QString outline(const std::vector<Operation>& operations, const QString& indent = {})
{
    QString text;
    for (const Operation& operation : operations) {
        const auto facts = operations::factsOf(operation);
        text += indent + QString::number(operation.at.line) + QLatin1Char(' ') + facts.kind;
        text += facts.table.isEmpty() ? QString() : QLatin1Char(' ') + facts.table;
        text += facts.reason.isEmpty() ? QString() : QLatin1String(": ") + facts.reason;
        text += QLatin1Char('\n');
        if (const auto* opaque = std::get_if<Opaque>(&operation.what))
            text += outline(opaque->possible, indent + QLatin1String("  "));
    }
    return text;
}

} // namespace

class EvaluationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatFollowsAnUnknownLineIsStillKnown();
    void aConditionOnDataIsOneOpaqueStep();
    void aLoopOverRowsTouchesRowsOnly();
    void anEarlyReturnLeavesTheRestInDoubt();
    void whatIsDoneForEachUnknownElementMayBeDone_data();
    void whatIsDoneForEachUnknownElementMayBeDone();
    void anIteratorOfTheProjectMayEndAtAnyElement();
    void aTurnStartsFromWhatThoseBeforeItLeft_data();
    void aTurnStartsFromWhatThoseBeforeItLeft();
    void aPerhapsLeftLoopGoesOn_data();
    void aPerhapsLeftLoopGoesOn();
    void whatMayHaveBeenLeftRaisesPerhaps_data();
    void whatMayHaveBeenLeftRaisesPerhaps();
    void inspectorsAreAnsweredFromTheSchema();
    void catalogueQueriesAreAnsweredFromTheSchema();
    void aCallThatIsNotKnownMayDoAnything();
    void whatRaisesIsRefused();
    void parametersAreGivenByEnv();
    void aStatementThatFailsInsideTryLeadsToItsHandler();
    void whatFollowsASwallowedErrorInATransactionFails();
    void whatIsOnlyPartlyKnownRaisesNothing_data();
    void whatIsOnlyPartlyKnownRaisesNothing();
    void valuesAreRendered_data();
    void valuesAreRendered();
    void clientDefaultsArePrintedAsNullAndGivenToADatabase();
    void whatAClientDefaultDoesIsPossibleOnly();
    void whatWritesInACommonTableTouchesItsTable();
    void aTypeThatIsListenedToIsNotUnderstood();
    void hostileScriptsEnd_data();
    void hostileScriptsEnd();
};

void EvaluationTest::whatFollowsAnUnknownLineIsStillKnown()
{
    const auto evaluation = evaluated("    op.drop_table('a')\n"
                                      "    op.execute(f'UPDATE b SET x = {__import__(\"random\").random()}')\n"
                                      "    op.drop_table('c')\n");
    QCOMPARE(outline(evaluation.operations), QStringLiteral("5 drop_table a\n6 opaque: is random\n7 drop_table c\n"));
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList({ QStringLiteral("DROP TABLE a"), QStringLiteral("DROP TABLE c") }));
    QCOMPARE(evaluation.reasons.size(), size_t(1));
    QCOMPARE(evaluation.reasons.front().at.line, 6);
}

void EvaluationTest::aConditionOnDataIsOneOpaqueStep()
{
    const auto evaluation = evaluated("    conn = op.get_bind()\n"
                                      "    n = conn.execute(sa.text('SELECT count(*) FROM t')).scalar()\n"
                                      "    if n > 3:\n"
                                      "        op.drop_table('t')\n"
                                      "    op.drop_table('u')\n");
    QCOMPARE(outline(evaluation.operations),
        QStringLiteral("6 execute\n6 opaque: reads rows of t: depends on data\n  8 drop_table t\n9 drop_table u\n"));
    QCOMPARE(evaluation.sql(), QStringList({ QStringLiteral("DROP TABLE u") }));
}

void EvaluationTest::aLoopOverRowsTouchesRowsOnly()
{
    const auto evaluation
        = evaluated("    conn = op.get_bind()\n"
                    "    for row in conn.execute(sa.text('SELECT id FROM t')).fetchall():\n"
                    "        conn.execute(sa.text('UPDATE t SET x = 1 WHERE id = :id'), {'id': row[0]})\n");
    const auto* opaque = std::get_if<Opaque>(&evaluation.operations.back().what);
    QVERIFY(opaque);
    QCOMPARE(int(opaque->reach), int(Opaque::Reach::Rows));
}

void EvaluationTest::anEarlyReturnLeavesTheRestInDoubt()
{
    const auto evaluation = evaluated("    if op.get_bind().execute(sa.text('SELECT 1 FROM t')).first():\n"
                                      "        return\n"
                                      "    op.drop_table('t')\n");
    QCOMPARE(evaluation.sql(), QStringList());
    QVERIFY(outline(evaluation.operations).contains(QLatin1String("  7 drop_table t")));
}

void EvaluationTest::whatIsDoneForEachUnknownElementMayBeDone_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("list") << QByteArray("[op.drop_table('t') for row in rows]");
    QTest::newRow("set") << QByteArray("{op.drop_table('t') for row in rows}");
    QTest::newRow("dict") << QByteArray("{row: op.drop_table('t') for row in rows}");
    QTest::newRow("generator") << QByteArray("any(op.drop_table('t') for row in rows)");
    QTest::newRow("condition") << QByteArray("[op.drop_table('t') for n in (1,) if rows]");
    QTest::newRow("second") << QByteArray("[op.drop_table('t') for n in (1,) for row in rows]");
    QTest::newRow("after an unknown one") << QByteArray("[op.drop_table('t') for a in rows for b in [1]]");
    QTest::newRow("map") << QByteArray("list(map(lambda row: op.drop_table('t'), rows))");
    QTest::newRow("map of a builtin") << QByteArray("list(map(op.drop_table, rows))");
    QTest::newRow("filter") << QByteArray("list(filter(lambda row: op.drop_table('t'), rows))");
    QTest::newRow("sorted") << QByteArray("sorted(rows, key=lambda row: op.drop_table('t'))");
    QTest::newRow("max") << QByteArray("max(rows, key=lambda row: op.drop_table('t'))");
    QTest::newRow("reduce") << QByteArray("__import__('functools').reduce(lambda a, row: op.drop_table('t'), rows, 0)");
}

void EvaluationTest::whatIsDoneForEachUnknownElementMayBeDone()
{
    QFETCH(QByteArray, line);
    const auto evaluation = evaluated("    conn = op.get_bind()\n"
                                      "    rows = conn.execute(sa.text('SELECT id FROM t')).fetchall()\n"
                                      "    "
        + line + "\n");
    QVERIFY(!evaluation.isUnderstood);
    const QString shown = outline(evaluation.operations);
    QVERIFY2(shown.contains(QLatin1String("  7 drop_table")) || shown.contains(QLatin1String("7 opaque")),
        qPrintable(shown));
}

void EvaluationTest::anIteratorOfTheProjectMayEndAtAnyElement()
{
    const auto evaluation = evaluated("    conn = op.get_bind()\n"
                                      "    rows = conn.execute(sa.text('SELECT id FROM t')).fetchall()\n"
                                      "    class A:\n"
                                      "        def __iter__(self): return self\n"
                                      "        def __next__(self):\n"
                                      "            if rows: raise StopIteration\n"
                                      "            return 1\n"
                                      "    for x in A(): op.drop_table('t')\n");
    QVERIFY(!evaluation.isUnderstood);
    const QString shown = outline(evaluation.operations);
    QVERIFY2(shown.contains(QLatin1String("  12 drop_table t")), qPrintable(shown));
}

void EvaluationTest::aTurnStartsFromWhatThoseBeforeItLeft_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("turn");
    QTest::newRow("list") << QByteArray("seen = []")
                          << QByteArray("if seen: op.drop_table('t')\n        seen.append(1)");
    QTest::newRow("set") << QByteArray("seen = set()")
                         << QByteArray("if 1 in seen: op.drop_table('t')\n        seen.add(1)");
    QTest::newRow("dict") << QByteArray("seen = {}")
                          << QByteArray("if 'a' in seen: op.drop_table('t')\n        seen['a'] = row");
    QTest::newRow("name") << QByteArray("seen = False")
                          << QByteArray("if seen: op.drop_table('t')\n        seen = True");
    QTest::newRow("attribute") << QByteArray("class A: pass\n    seen = A()\n    seen.x = 0")
                               << QByteArray("if seen.x: op.drop_table('t')\n        seen.x = 1");
    QTest::newRow("two lists") << QByteArray(
        "a, b = [], []") << QByteArray("if b: op.drop_table('t')\n        if a: b.append(1)\n        a.append(1)");
    QTest::newRow("nested") << QByteArray(
        "a = []") << QByteArray("for other in rows:\n            if a: op.drop_table('t')\n        a.append(1)");
    QTest::newRow("function") << QByteArray("seen = []\n    def see():\n        if seen: op.drop_table('t')\n        "
                                            "seen.append(1)")
                              << QByteArray("see()");
    QTest::newRow("what is called") << QByteArray("calls = [len]")
                                    << QByteArray("calls[-1]('t')\n        calls.append(op.drop_table)");
}

void EvaluationTest::aTurnStartsFromWhatThoseBeforeItLeft()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, turn);
    const auto evaluation = evaluated("    rows = op.get_bind().execute(sa.text('SELECT id FROM t')).fetchall()\n    "
        + before + "\n    for row in rows:\n        " + turn + "\n");
    QVERIFY(!evaluation.isUnderstood);
    const QString shown = outline(evaluation.operations);
    QVERIFY2(
        shown.contains(QLatin1String("drop_table t")) || shown.contains(QLatin1String("opaque")), qPrintable(shown));
    if (before != "calls = [len]")
        QCOMPARE(shown.count(QLatin1String("drop_table t")), 1); // what was rehearsed is no part of it
}

// Where a turn or the loop may have been left before, a sure `return` or `break` behind that is not sure.
void EvaluationTest::aPerhapsLeftLoopGoesOn_data()
{
    QTest::addColumn<QByteArray>("turn");
    QTest::newRow("break, return") << QByteArray("if n: break\n            return");
    QTest::newRow("continue, return") << QByteArray("if n: continue\n            return");
    QTest::newRow("try, return, handler")
        << QByteArray("try:\n                if n: continue\n                raise KeyError\n            except "
                      "KeyError:\n                return");
}

void EvaluationTest::aPerhapsLeftLoopGoesOn()
{
    QFETCH(QByteArray, turn);
    const auto evaluation = evaluated("    n = op.get_bind().execute(sa.text('SELECT count(*) FROM t')).scalar()\n"
                                      "    def go():\n        for x in [1]:\n            "
        + turn + "\n        op.drop_table('t')\n    go()\n    op.drop_table('u')\n");
    QVERIFY(!evaluation.isUnderstood);
    QVERIFY2(outline(evaluation.operations).contains(QLatin1String("  ")), qPrintable(outline(evaluation.operations)));
    QVERIFY2(outline(evaluation.operations).contains(QLatin1String("drop_table t\n")),
        qPrintable(outline(evaluation.operations)));
    QCOMPARE(evaluation.sql(), QStringList({ QStringLiteral("DROP TABLE u") }));
}

void EvaluationTest::whatMayHaveBeenLeftRaisesPerhaps_data()
{
    QTest::addColumn<QByteArray>("function");
    QTest::newRow("return, raise") << QByteArray("if n: return\n        raise ValueError");
    QTest::newRow("return in a loop, raise")
        << QByteArray("for x in [1, 2]:\n            if n: return\n        raise ValueError");
    QTest::newRow("return in an unknown loop, raise")
        << QByteArray("for x in rows:\n            return x\n        raise ValueError");
    QTest::newRow("break, else raise") << QByteArray(
        "for x in [1]:\n            if n: break\n        else:\n            raise ValueError");
    QTest::newRow("break in an unknown loop, else raise")
        << QByteArray("for x in rows:\n            break\n        else:\n            raise ValueError");
    QTest::newRow("while, break, else raise")
        << QByteArray("while n > 3:\n            break\n        else:\n            raise ValueError");
    QTest::newRow("break, raise in the turn")
        << QByteArray("for x in [1]:\n            if n: break\n            raise ValueError");
    QTest::newRow("continue, raise in the turn")
        << QByteArray("for x in [1]:\n            if n: continue\n            raise ValueError");
    QTest::newRow("both ways raise, one perhaps")
        << QByteArray("if n > 1:\n            if n > 2: return\n            raise ValueError\n        else:\n          "
                      "  raise KeyError");
}

void EvaluationTest::whatMayHaveBeenLeftRaisesPerhaps()
{
    QFETCH(QByteArray, function);
    const auto evaluation = evaluated("    rows = op.get_bind().execute(sa.text('SELECT id FROM t')).fetchall()\n"
                                      "    n = op.get_bind().execute(sa.text('SELECT count(*) FROM t')).scalar()\n"
                                      "    def go():\n        "
        + function + "\n    go()\n    op.drop_table('t')\n");
    QCOMPARE(evaluation.refused, QString());
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList({ QStringLiteral("DROP TABLE t") }));
    QVERIFY2(outline(evaluation.operations).contains(QLatin1String("may stop here with ")),
        qPrintable(outline(evaluation.operations)));
}

void EvaluationTest::inspectorsAreAnsweredFromTheSchema()
{
    const auto evaluation = evaluated("    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))\n"
                                      "    columns = [c['name'] for c in sa.inspect(op.get_bind()).get_columns('t')]\n"
                                      "    if 'id' not in columns:\n"
                                      "        op.drop_table('t')\n"
                                      "    if 'x' not in columns:\n"
                                      "        op.add_column('t', sa.Column('x', sa.Integer()))\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(outline(evaluation.operations), QStringLiteral("5 create_table t\n10 add_column t\n"));
}

void EvaluationTest::catalogueQueriesAreAnsweredFromTheSchema()
{
    const auto evaluation
        = evaluated("    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))\n"
                    "    found = op.get_bind().execute(sa.text(\"SELECT 1 FROM information_schema.columns "
                    "WHERE table_name = 't' AND column_name = 'x'\")).scalar()\n"
                    "    if not found:\n"
                    "        op.add_column('t', sa.Column('x', sa.Integer()))\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.sql().last(), QStringLiteral("ALTER TABLE t ADD COLUMN x INTEGER"));
    const auto here = evaluated("    here = op.get_bind().execute(sa.text('SELECT current_schema()')).scalar()\n"
                                "    op.execute(f'CREATE TABLE \"{here}\".t (id int)')\n");
    QCOMPARE(here.sql().last(), QStringLiteral("CREATE TABLE \"public\".t (id int)"));
}

void EvaluationTest::aCallThatIsNotKnownMayDoAnything()
{
    const auto evaluation = evaluated("    import somewhere\n    somewhere.migrate(op)\n    op.drop_table('u')\n");
    QCOMPARE(outline(evaluation.operations),
        QStringLiteral("6 opaque: somewhere.migrate is not part of the project and not known here\n7 drop_table u\n"));
}

void EvaluationTest::whatRaisesIsRefused()
{
    const auto evaluation = evaluated("    raise NotImplementedError('no way back')\n");
    QCOMPARE(evaluation.refused, QStringLiteral("NotImplementedError: no way back"));
    QCOMPARE(evaluation.refusedAt.line, 5);
}

// Templates for several databases have upgrade(engine_name) and globals()["upgrade_%s" % engine_name]().
void EvaluationTest::parametersAreGivenByEnv()
{
    operations::Circumstances circumstances;
    circumstances.dialect = dialects::findDialect(QStringLiteral("postgresql"));
    using operations::HandedOn;
    circumstances.settings.handedOn = { { QStringLiteral("op2"), {} },
        { QStringLiteral("op3"), { HandedOn::Kind::Module, QStringLiteral("alembic.op"), {}, {} } },
        { QStringLiteral("engine_name"), { HandedOn::Kind::Plain, {}, {}, QStringLiteral("first") } } };
    schema::Replay state(circumstances.dialect->schemaRules());
    operations::RunMemo memo;
    const operations::Script one{ QStringLiteral("/project/versions/script.py"),
        *python::SyntaxTree::parse("from alembic import op\n\ndef upgrade(op2, op3, engine_name: str, x=1):\n"
                                   "    op3.drop_table(engine_name)\n    op2.drop_table('b')\n") };
    const auto evaluation = operations::evaluate(one, operations::Direction::Up, circumstances, state, memo);
    QCOMPARE(evaluation.refused, QString());
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList(QStringLiteral("DROP TABLE first")));
    QCOMPARE(evaluation.reasons.front().message.english(), QStringLiteral("`op2` is given by env.py"));
}

void EvaluationTest::aStatementThatFailsInsideTryLeadsToItsHandler()
{
    const QByteArray body = "    op.create_table('t', sa.Column('id', sa.Integer))\n"
                            "    try:\n"
                            "        op.create_table('t', sa.Column('id', sa.Integer))\n"
                            "    except Exception:\n"
                            "        op.execute('SELECT 2')\n";
    const auto online = evaluated(body, false, QStringLiteral("sqlite"));
    QCOMPARE(outline(online.operations), QStringLiteral("5 create_table t\n9 execute\n"));
    const auto offline = evaluated(body, true, QStringLiteral("sqlite")); // printed, nothing fails
    QCOMPARE(outline(offline.operations), QStringLiteral("5 create_table t\n7 create_table t\n"));
}

void EvaluationTest::whatFollowsASwallowedErrorInATransactionFails()
{
    const auto evaluation = evaluated("    op.create_table('t', sa.Column('id', sa.Integer))\n"
                                      "    try:\n"
                                      "        op.create_table('t', sa.Column('id', sa.Integer))\n"
                                      "    except Exception:\n"
                                      "        pass\n"
                                      "    op.create_table('u', sa.Column('id', sa.Integer))\n",
        false);
    QCOMPARE(evaluation.problems.size(), size_t(1));
    QCOMPARE(evaluation.problems.front().code, QStringLiteral("transaction-aborted"));
    QCOMPARE(evaluation.problems.front().at.line, 10);
}

void EvaluationTest::whatIsOnlyPartlyKnownRaisesNothing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("a method of a class from a package")
        << QByteArray("    from sqlalchemy.ext.mutable import Mutable\n    class Own(Mutable):\n        pass\n"
                      "    op.add_column('t', sa.Column('x', Own.something_new(sa.Text)))\n");
    QTest::newRow("an attribute of an object of a package")
        << QByteArray("    op.add_column('t', sa.Column('x', sa.Text().something_new()))\n");
    QTest::newRow("a package's object less a duration")
        << QByteArray("    import datetime, somewhere\n    now = somewhere.Clock()\n"
                      "    op.execute(f'UPDATE t SET x = {now - datetime.timedelta(days=1)}')\n");
}

void EvaluationTest::whatIsOnlyPartlyKnownRaisesNothing()
{
    QFETCH(QByteArray, body);
    const auto evaluation = evaluated(body);
    QCOMPARE(evaluation.refused, QString());
    QVERIFY(!evaluation.isUnderstood);
}

void EvaluationTest::valuesAreRendered_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sql");
    QTest::newRow("an expanding list") << QByteArray(
        "    op.execute(sa.text('DELETE FROM t WHERE a IN :names AND b = :b').bindparams(\n"
        "        sa.bindparam('names', ('x', 'y'), expanding=True), b=1))\n")
                                       << QStringLiteral("DELETE FROM t WHERE a IN ('x', 'y') AND b = 1");
    QTest::newRow("a UUID as text") << QByteArray(
        "    t = sa.table('t', sa.column('id', sa.dialects.postgresql.UUID(as_uuid=True)))\n"
        "    op.execute(t.insert().values(id='e88573e7-0208-41a0-8151-4de0fac7efcd'))\n")
                                    << QStringLiteral(
                                           "INSERT INTO t (id) VALUES ('e88573e7-0208-41a0-8151-4de0fac7efcd')");
    QTest::newRow("a member whose name begins with an underscore")
        << QByteArray("    import enum\n    class Kind(enum.StrEnum):\n        _3D = '3d'\n"
                      "    for kind in Kind:\n        op.execute(f\"UPDATE t SET a = '{kind.value}'\")\n")
        << QStringLiteral("UPDATE t SET a = '3d'");
}

void EvaluationTest::valuesAreRendered()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, sql);
    const auto evaluation = evaluated(body);
    QCOMPARE(evaluation.refused, QString());
    QCOMPARE(evaluation.sql(), QStringList({ sql }));
}

void EvaluationTest::aTypeThatIsListenedToIsNotUnderstood()
{
    const QByteArray type = "    from sqlalchemy.types import SchemaType, TypeDecorator\n"
                            "    class Own(TypeDecorator, SchemaType):\n        impl = sa.SmallInteger\n";
    const QByteArray column = "    op.add_column('t', sa.Column('x', Own()))\n";
    const QByteArray listener = "    @sa.event.listens_for(Own, 'before_parent_attach')\n"
                                "    def attached(kind, column):\n        pass\n";
    QCOMPARE(evaluated(type + column).sql(), QStringList({ QStringLiteral("ALTER TABLE t ADD COLUMN x SMALLINT") }));
    QVERIFY(!evaluated(type + listener + column).isUnderstood);
}

void EvaluationTest::clientDefaultsArePrintedAsNullAndGivenToADatabase()
{
    const QByteArray body = "    t = op.create_table('t', sa.Column('a', sa.Integer()), sa.Column('b', sa.Integer(),"
                            " default=lambda: 3 + 4), sa.Column('c', sa.Integer(), default=5, onupdate=lambda: 6))\n"
                            "    op.bulk_insert(t, [{'a': 1}])\n"
                            "    op.execute(t.insert().values(a=2))\n"
                            "    op.execute(t.update().values(a=3))\n";
    QCOMPARE(evaluated(body).sql().mid(1),
        QStringList({ QStringLiteral("INSERT INTO t (a, b, c) VALUES (1, NULL, NULL)"),
            QStringLiteral("INSERT INTO t (a, b, c) VALUES (2, NULL, NULL)"),
            QStringLiteral("UPDATE t SET a=3, c=NULL") }));
    const auto online = evaluated(body, false);
    QVERIFY(online.isUnderstood);
    QCOMPARE(online.sql().mid(1),
        QStringList({ QStringLiteral("INSERT INTO t (a, b, c) VALUES (1, 7, 5)"),
            QStringLiteral("INSERT INTO t (a, b, c) VALUES (2, 7, 5)"), QStringLiteral("UPDATE t SET a=3, c=6") }));
}

void EvaluationTest::whatAClientDefaultDoesIsPossibleOnly()
{
    const auto inserting = [](const QByteArray& function) {
        return evaluated(
            "    def effect():\n        op.execute('DELETE FROM u')\n        return 1\n"
            "    t = op.create_table('t', sa.Column('a', sa.Integer()), sa.Column('b', sa.Integer(), default="
            + function + "))\n    op.bulk_insert(t, [{'a': 1}])\n");
    };
    const auto acting = inserting("effect");
    QVERIFY(!acting.isUnderstood);
    QVERIFY(!acting.sql().contains(QStringLiteral("DELETE FROM u")));
    QVERIFY(acting.sql().contains(QStringLiteral("INSERT INTO t (a, b) VALUES (1, NULL)")));
    QVERIFY(inserting("lambda: 1 // 0").refused.isEmpty());
}

void EvaluationTest::whatWritesInACommonTableTouchesItsTable()
{
    const QByteArray body = "    t, u = sa.table('t', sa.column('a')), sa.table('u', sa.column('a'))\n"
                            "    gone = t.delete().returning(t.c.a).cte('gone')\n"
                            "    op.get_bind().execute(sa.select(gone.c.a)).fetchall()\n"
                            "    op.execute(u.insert().from_select(['a'], sa.select(gone.c.a)))\n";
    const auto evaluation = evaluated(body, false);
    QCOMPARE(evaluation.sql().size(), 2); // the first one is no mere question
    QStringList touches;
    for (const Operation& operation : evaluation.operations)
        for (const schema::Change& change : operation.changes)
            if (const auto* touched = std::get_if<schema::TouchRows>(&change))
                touches.append(touched->verb + QLatin1Char(' ') + touched->table.name
                    + (touched->rows ? QStringLiteral(" known") : QString()));
    QCOMPARE(
        touches, QStringList({ QStringLiteral("delete t"), QStringLiteral("delete t"), QStringLiteral("insert u") }));
}

void EvaluationTest::hostileScriptsEnd_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("endless loop") << QByteArray("    while True:\n        pass\n");
    QTest::newRow("endless recursion") << QByteArray("    def f(n):\n        return f(n + 1)\n    f(0)\n");
    QTest::newRow("huge text") << QByteArray(
        "    s = 'x'\n    for i in range(60):\n        s = s + s\n    op.execute(s)\n");
    QTest::newRow("huge list") << QByteArray(
        "    s = [1]\n    for i in range(60):\n        s = s + s\n    op.execute(str(s))\n");
    QTest::newRow("many ways") << QByteArray(
        "    import os\n    for i in range(40):\n        if os.getenv('A'):\n"
        "            op.execute('a')\n        else:\n            op.execute('b')\n");
    QTest::newRow("nested ways") << QByteArray(
        "    import os\n    def f(n):\n        if n and os.getenv('A'):\n            f(n - 1)\n"
        "        if n and os.getenv('B'):\n            f(n - 1)\n    f(50)\n");
}

void EvaluationTest::hostileScriptsEnd()
{
    QFETCH(QByteArray, body);
    QElapsedTimer timer;
    timer.start();
    const auto evaluation = evaluated(body);
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!evaluation.isUnderstood || !evaluation.refused.isEmpty());
}

QTEST_GUILESS_MAIN(EvaluationTest)
#include "tst_evaluation.moc"
