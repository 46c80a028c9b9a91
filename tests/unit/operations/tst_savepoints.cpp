#include "support/evaluated_script.h"
#include "support/upgrades_from_nothing.h"

#include <QTest>

using namespace espalier;
using operations::Opaque;

namespace {

operations::Evaluation onADatabase(
    const QByteArray& body, const QString& dialect = QStringLiteral("postgresql"), bool isOffline = false)
{
    return test::evaluateText("from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy.orm import Session\n\n"
                              "def upgrade():\n    conn = op.get_bind()\n"
            + body,
        dialect, operations::Direction::Up, isOffline);
}

const QByteArray makeT = "op.create_table('t', sa.Column('id', sa.Integer))\n";
const QByteArray isThere = "    if sa.inspect(conn).has_table('t'):\n        op.execute('SELECT 1')\n";

} // namespace

/// What is made after a savepoint is gone where it is rolled back to.
class SavepointsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsUndoneIsNotThere_data();
    void whatIsUndoneIsNotThere();
    void whatMayBeUndoneMayBeThere_data();
    void whatMayBeUndoneMayBeThere();
    void rowsAreAsTheyWere();
    void aChangeMayEndTheSavepoint_data();
    void aChangeMayEndTheSavepoint();
    void thereAreNoneWherePrinted();
    void thoseWithinEndBefore();
    void theWholeTransactionIsNotFollowed();
};

void SavepointsTest::whatIsUndoneIsNotThere_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("sql");
    const QString create = QStringLiteral("\nCREATE TABLE t (\n    id INTEGER\n)\n\n").trimmed();
    const QString select = QStringLiteral("SELECT 1");
    const QByteArray raised = "    try:\n        with conn.begin_nested():\n            " + makeT
        + "            raise ValueError()\n    except ValueError:\n        pass\n";
    QTest::newRow("left by an exception") << raised << QStringList();
    QTest::newRow("rolled back") << QByteArray("    sp = conn.begin_nested()\n    " + makeT + "    sp.rollback()\n")
                                 << QStringList();
    QTest::newRow("closed") << QByteArray("    sp = conn.begin_nested()\n    " + makeT + "    sp.close()\n")
                            << QStringList();
    QTest::newRow("of a session") << QByteArray(QByteArray(raised).replace("conn.begin", "Session(bind=conn).begin"))
                                  << QStringList();
    QTest::newRow("left") << QByteArray("    with conn.begin_nested():\n        " + makeT)
                          << QStringList{ create, select };
    QTest::newRow("committed, then rolled back")
        << QByteArray("    sp = conn.begin_nested()\n    " + makeT + "    sp.commit()\n    sp.rollback()\n")
        << QStringList{ create, select };
    QTest::newRow("left by return") << QByteArray(
        "    def f():\n        with conn.begin_nested():\n            " + makeT + "            return 1\n    f()\n")
                                    << QStringList{ create, select };
    QTest::newRow("within one that stands") << QByteArray("    with conn.begin_nested():\n        " + makeT
        + "        try:\n            with conn.begin_nested():\n                op.drop_table('t')\n"
          "                raise KeyError('x')\n        except KeyError:\n            pass\n")
                                            << QStringList{ create, select };
    QTest::newRow("with the one around it") << QByteArray(
        "    a = conn.begin_nested()\n    b = conn.begin_nested()\n    " + makeT + "    b.commit()\n    a.rollback()\n")
                                            << QStringList();
    QTest::newRow("by a statement that fails") << QByteArray("    try:\n        with conn.begin_nested():\n            "
        + makeT + "            op.add_column('t', sa.Column('id', sa.Integer))\n    except Exception:\n        pass\n")
                                               << QStringList();
}

void SavepointsTest::whatIsUndoneIsNotThere()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, sql);
    const auto evaluation = onADatabase(body + isThere);
    QVERIFY(evaluation.isUnderstood);
    QStringList found;
    for (const QString& one : evaluation.sql())
        found.append(one.trimmed());
    QCOMPARE(found.size(), sql.size());
    for (qsizetype i = 0; i < sql.size(); ++i)
        QCOMPARE(found[i].simplified(), sql[i].simplified());
}

void SavepointsTest::whatMayBeUndoneMayBeThere_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("perhaps rolled back") << QByteArray(
        "    sp = conn.begin_nested()\n    " + makeT + "    if unknown:\n        sp.rollback()\n");
    QTest::newRow("perhaps left by an exception that is caught")
        << QByteArray("    try:\n        with conn.begin_nested():\n            " + makeT
               + "            if unknown:\n                raise ValueError()\n    except ValueError:\n        pass\n");
    QTest::newRow("a statement that may fail") << QByteArray("    try:\n        with conn.begin_nested():\n            "
        + makeT + "            op.drop_column('never_made', 'x')\n    except Exception:\n        pass\n");
    QTest::newRow("rolled back by a handler that may run")
        << QByteArray("    sp = conn.begin_nested()\n    try:\n        " + makeT
               + "        op.drop_column('never_made', 'x')\n        sp.commit()\n    except Exception:\n"
                 "        sp.rollback()\n");
}

void SavepointsTest::whatMayBeUndoneMayBeThere()
{
    QFETCH(QByteArray, body);
    const auto evaluation = onADatabase("    import somewhere\n    unknown = somewhere.condition\n" + body);
    QVERIFY(!evaluation.isUnderstood);
    for (const operations::Operation& operation : evaluation.operations)
        QVERIFY2(std::holds_alternative<Opaque>(operation.what), qPrintable(operation.sql.join(QLatin1Char(';'))));
    QVERIFY(!onADatabase("    import somewhere\n    unknown = somewhere.condition\n" + body + isThere)
                 .sql()
                 .contains(QLatin1String("SELECT 1")));
}

void SavepointsTest::rowsAreAsTheyWere()
{
    test::Upgrades upgrades(QStringLiteral("postgresql"), {}, false);
    upgrades.run(test::twoTables
        + "    sp = conn.begin_nested()\n    op.execute('INSERT INTO t VALUES (1)')\n"
          "    sp.rollback()\n");
    QVERIFY(upgrades.run(test::loop).isUnderstood);
    upgrades.run("    sp = conn.begin_nested()\n    op.execute('INSERT INTO t VALUES (1)')\n    sp.commit()\n");
    QVERIFY(!upgrades.run(test::loop).isUnderstood);
}

void SavepointsTest::aChangeMayEndTheSavepoint_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<bool>("isUnderstood");
    const QByteArray rows = "op.execute('DELETE FROM t')\n";
    QTest::newRow("changes of structure commit") << QStringLiteral("mysql") << makeT << false;
    QTest::newRow("rows do not") << QStringLiteral("mysql") << rows << true;
    QTest::newRow("they are undone") << QStringLiteral("sqlite") << makeT << true;
}

void SavepointsTest::aChangeMayEndTheSavepoint()
{
    QFETCH(QString, dialect);
    QFETCH(QByteArray, statement);
    QFETCH(bool, isUnderstood);
    const auto evaluation = onADatabase("    with conn.begin_nested():\n        " + statement, dialect);
    QCOMPARE(evaluation.isUnderstood, isUnderstood);
}

void SavepointsTest::thereAreNoneWherePrinted()
{
    const QByteArray nested = "with conn.begin_nested():\n            " + makeT;
    const auto evaluation = onADatabase("    if True:\n        " + nested, QStringLiteral("postgresql"), true);
    QVERIFY(evaluation.refused.contains(QLatin1String("begin_nested")));
    QVERIFY(evaluation.dependsOnMode);
    const auto caught = onADatabase("    try:\n        " + nested + "    except AttributeError:\n        pass\n",
        QStringLiteral("postgresql"), true);
    QVERIFY(caught.isUnderstood);
    QCOMPARE(caught.sql(), QStringList());
}

/// The connection takes nothing more then.
void SavepointsTest::thoseWithinEndBefore()
{
    const QByteArray crossed = "    a = conn.begin_nested()\n    b = conn.begin_nested()\n    " + makeT;
    QVERIFY(!onADatabase(crossed + "    a.rollback()\n    b.commit()\n" + isThere).isUnderstood);
    QVERIFY(!onADatabase(crossed + "    a.commit()\n" + isThere).isUnderstood);
    QVERIFY(onADatabase(crossed + "    b.commit()\n    a.commit()\n" + isThere).isUnderstood);
}

void SavepointsTest::theWholeTransactionIsNotFollowed()
{
    QVERIFY(!onADatabase("    " + makeT + "    conn.rollback()\n").isUnderstood);
    QVERIFY(!onADatabase("    session = Session(bind=conn)\n    " + makeT + "    session.rollback()\n").isUnderstood);
    QVERIFY(onADatabase("    session = Session(bind=conn)\n    try:\n        session.commit()\n    except Exception:\n"
                        "        session.rollback()\n        raise\n")
                .isUnderstood);
}

QTEST_GUILESS_MAIN(SavepointsTest)
#include "tst_savepoints.moc"
