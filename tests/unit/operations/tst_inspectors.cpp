#include "support/evaluated_script.h"

#include <QTest>

using namespace espalier;

namespace {

/// A script on a database, which says an answer as a statement.
operations::Evaluation asked(const QByteArray& body, const QString& dialect = QStringLiteral("postgresql"))
{
    return test::evaluateText("from alembic import op\nimport sqlalchemy as sa\n\n"
                              "def say(what):\n    op.execute('SELECT ' + repr(what))\n\n"
                              "def names(dicts):\n    return [one['name'] for one in dicts]\n\n"
                              "def upgrade():\n    conn = op.get_bind()\n    insp = sa.inspect(conn)\n"
            + body,
        dialect, operations::Direction::Up, false);
}

/// What it says, in its order; "?" where that is not known.
QString answers(const QByteArray& body, const QString& dialect = QStringLiteral("postgresql"))
{
    const auto evaluation = asked(body, dialect);
    QStringList said;
    for (const QString& sql : evaluation.sql())
        if (sql.startsWith(QLatin1String("SELECT ")))
            said.append(sql.mid(7).replace(QLatin1String("''"), QLatin1String("'")));
    if (!evaluation.isUnderstood)
        said.append(QStringLiteral("?"));
    return said.join(QLatin1Char(' '));
}

const QByteArray t = "    op.create_table('t', sa.Column('id', sa.Integer))\n";
const QByteArray addA = "    op.add_column('t', sa.Column('a', sa.Integer))\n";

} // namespace

/// What SQLAlchemy's inspector says, held against the real one of 2.0.52 on PostgreSQL, SQLite and MariaDB.
class InspectorsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anInspectorSaysAgainWhatItWasTold_data();
    void anInspectorSaysAgainWhatItWasTold();
    void whatATableIsMadeOf_data();
    void whatATableIsMadeOf();
    void whatHasAName_data();
    void whatHasAName();
};

void InspectorsTest::anInspectorSaysAgainWhatItWasTold_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const QByteArray columns = "    say(names(insp.get_columns('t')))\n";
    const QByteArray has = "    say(insp.has_table('t'))\n";
    QTest::newRow("columns") << t + columns + addA + columns << QStringLiteral("['id'] ['id']");
    QTest::newRow("another inspector") << t + columns + addA + "    say(names(sa.inspect(conn).get_columns('t')))\n"
                                       << QStringLiteral("['id'] ['id', 'a']");
    QTest::newRow("emptied") << t + columns + addA + "    insp.clear_cache()\n" + columns
                             << QStringLiteral("['id'] ['id', 'a']");
    QTest::newRow("a table that was not there") << has + t + has << QStringLiteral("False False");
    QTest::newRow("asked otherwise") << has + t + "    say(insp.has_table('t', schema='public'))\n"
                                     << QStringLiteral("False True");
    QTest::newRow("names") << QByteArray("    say('t' in insp.get_table_names())\n") + t
            + "    say('t' in insp.get_table_names())\n"
            + has << QStringLiteral("False False True");
    QTest::newRow("other parts") << t + columns + "    op.create_index('ix', 't', ['id'])\n"
            + "    say(names(insp.get_indexes('t')))\n"
                                 << QStringLiteral("['id'] ['ix']");
    QTest::newRow("indexes") << t
            + "    say(insp.has_index('t', 'ix'))\n    op.create_index('ix', 't', ['id'])\n"
              "    say(insp.has_index('t', 'ix'))\n    say(names(insp.get_indexes('t')))\n"
                             << QStringLiteral("False False ['ix']");
    QTest::newRow("an index of a table that was not there")
        << QByteArray("    say(insp.has_index('t', 'ix'))\n") + t << QStringLiteral("False");
    QTest::newRow("parts of a table that was not there")
        << QByteArray("    try:\n        insp.get_indexes('t')\n    except sa.exc.NoSuchTableError:\n        pass\n")
            + t + "    say(names(insp.get_indexes('t')))\n"
        << QStringLiteral("?");
    QTest::newRow("perhaps asked before") << QByteArray("    import somewhere\n") + t
            + "    if somewhere.condition:\n        insp.get_columns('t')\n" + addA
            + columns << QStringLiteral("?");
    QTest::newRow("perhaps asked, and nothing changed") << QByteArray("    import somewhere\n") + t
            + "    if somewhere.condition:\n        insp.get_columns('t')\n"
            + columns << QStringLiteral("['id']");
}

void InspectorsTest::anInspectorSaysAgainWhatItWasTold()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    QCOMPARE(answers(body), said);
}

void InspectorsTest::whatATableIsMadeOf_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const QString postgresql = QStringLiteral("postgresql"), sqlite = QStringLiteral("sqlite"),
                  mysql = QStringLiteral("mysql");
    const QByteArray made
        = "    op.create_table('p', sa.Column('id', sa.Integer, primary_key=True))\n"
          "    op.create_table('t', sa.Column('id', sa.Integer, sa.ForeignKey('p.id', name='z')), "
          "sa.Column('a', sa.Integer, sa.ForeignKey('p.id', name='b')), sa.UniqueConstraint('a', name='uq'))\n"
          "    op.create_index('ix', 't', ['id', 'a'], unique=True)\n    op.create_index('aa', 't', ['a'])\n";
    const QByteArray indexes
        = made + "    say([(i['name'], i.get('duplicates_constraint')) for i in insp.get_indexes('t')])\n";
    QTest::newRow("indexes") << postgresql << indexes << QStringLiteral("[('aa', None), ('ix', None), ('uq', 'uq')]");
    QTest::newRow("without those of constraints")
        << sqlite << indexes << QStringLiteral("[('aa', None), ('ix', None)]");
    QTest::newRow("constraints that are indexes")
        << mysql << indexes << QStringLiteral("[('aa', None), ('ix', None), ('uq', None)]");
    const QByteArray uniques = made + "    say(names(insp.get_unique_constraints('t')))\n";
    QTest::newRow("uniques") << postgresql << uniques << QStringLiteral("['uq']");
    QTest::newRow("indexes that are constraints") << mysql << uniques << QStringLiteral("['ix', 'uq']");
    QTest::newRow("keys by name") << postgresql << made + "    say(names(insp.get_foreign_keys('t')))\n"
                                  << QStringLiteral("['b', 'z']");
    QTest::newRow("keys by name as well") << mysql << made + "    say(names(insp.get_foreign_keys('t')))\n"
                                          << QStringLiteral("['b', 'z']");
    QTest::newRow("keys as they were made") << sqlite << made + "    say(names(insp.get_foreign_keys('t')))\n"
                                            << QStringLiteral("['z', 'b']");
    const QByteArray key = made + "    say(insp.get_pk_constraint('p')['name'])\n";
    QTest::newRow("a named key") << postgresql << key << QStringLiteral("'p_pkey'");
    QTest::newRow("a key without a name") << mysql << key << QStringLiteral("None");
    const QByteArray columns = "    say([i['column_names'] for i in insp.get_indexes('t') if i['name'] == 'l'])\n";
    QTest::newRow("expressions") << postgresql
                                 << made + "    op.execute('CREATE INDEX l ON t (abs(a), id DESC)')\n" + columns
                                 << QStringLiteral("[[None, 'id']]");
    QTest::newRow("text that may be a column")
        << postgresql << made + "    op.create_index('l', 't', [sa.text('id DESC')])\n" + columns
        << QStringLiteral("?");
    QTest::newRow("their options") << postgresql << made + "    say(insp.get_indexes('t')[0].get('dialect_options'))\n"
                                   << QStringLiteral("?");
    QTest::newRow("all of it was read together")
        << mysql << t + "    insp.get_columns('t')\n" + addA + "    say(names(insp.get_indexes('t')))\n"
        << QStringLiteral("?");
    QTest::newRow("in another case") << sqlite << t + "    say([insp.has_table('T'), names(insp.get_columns('T'))])\n"
                                     << QStringLiteral("[True, ['id']]");
    QTest::newRow("another table") << postgresql << t + "    say(insp.has_table('T'))\n" << QStringLiteral("False");
    QTest::newRow("columns of a view") << postgresql
                                       << t
            + "    op.execute('CREATE VIEW v AS SELECT id FROM t')\n"
              "    say(names(insp.get_columns('v')))\n"
                                       << QStringLiteral("?");
}

void InspectorsTest::whatATableIsMadeOf()
{
    QFETCH(QString, dialect);
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    QCOMPARE(answers(body, dialect), said);
}

void InspectorsTest::whatHasAName_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const QByteArray views = t
        + "    op.execute('CREATE VIEW v AS SELECT id FROM t')\n"
          "    op.execute('CREATE MATERIALIZED VIEW m AS SELECT id FROM t')\n";
    QTest::newRow("views are no tables") << views
            + "    say([insp.has_table('v'), insp.has_table('m'), "
              "'v' in insp.get_table_names(), 'm' in insp.get_table_names()])\n"
                                         << QStringLiteral("[True, True, False, False]");
    QTest::newRow("views") << views + "    say([insp.get_view_names(), insp.get_materialized_view_names()])\n"
                           << QStringLiteral("[['v'], ['m']]");
    const QByteArray temporary = "    op.create_table('x', sa.Column('id', sa.Integer), prefixes=['TEMPORARY'])\n"
                                 "    op.execute('CREATE TEMP TABLE y (id integer)')\n";
    QTest::newRow("temporary tables") << temporary
            + "    say([insp.has_table('x'), insp.has_table('y'), insp.get_temp_table_names(), "
              "insp.get_table_names()])\n"
                                      << QStringLiteral("[True, True, ['x', 'y'], ['alembic_version']]");
    const QByteArray two = "    op.create_table('b', sa.Column('id', sa.Integer))\n"
                           "    op.create_table('a', sa.Column('id', sa.Integer))\n";
    const QByteArray rows = two
        + "    rows = conn.execute(sa.text(\"SELECT table_name FROM information_schema.tables "
          "WHERE table_name IN ('a', 'b')\"))\n";
    QTest::newRow("names in an order of the database's") << two + "    say(insp.get_table_names())\n"
                                                         << QStringLiteral("?");
    QTest::newRow("what is done in that order")
        << two + "    for name in insp.get_table_names():\n        op.drop_table(name)\n"
        << QStringLiteral("?");
    QTest::newRow("the first of them") << two + "    say(insp.get_table_names()[0])\n" << QStringLiteral("?");
    QTest::newRow("whatever their order") << two
            + "    found = insp.get_table_names()\n"
              "    say([sorted(found), 'a' in found, len(found), set(found) == {'a', 'b', 'alembic_version'}])\n"
                                          << QStringLiteral("[['a', 'alembic_version', 'b'], True, 3, True]");
    QTest::newRow("rows of the catalogue") << rows + "    say(rows.scalars().all())\n" << QStringLiteral("?");
    QTest::newRow("the first of those") << rows + "    say(rows.fetchone()[0])\n" << QStringLiteral("?");
    QTest::newRow("in what order they come") << rows + "    for row in rows:\n        say(row[0])\n"
                                             << QStringLiteral("'a' 'b' ?");
    QTest::newRow("whatever the order of rows")
        << rows + "    found = rows.fetchall()\n    say([sorted(r[0] for r in found), len(found)])\n"
        << QStringLiteral("[['a', 'b'], 2]");
    QTest::newRow("rows in an order") << two
            + "    say(conn.execute(sa.text(\"SELECT table_name FROM information_schema.tables "
              "WHERE table_name IN ('a', 'b') ORDER BY table_name\")).scalars().all())\n"
                                      << QStringLiteral("['a', 'b']");
    QTest::newRow("enums of the usual schema")
        << QByteArray("    op.execute(\"CREATE TYPE mood AS ENUM ('sad')\")\n    op.execute('CREATE SCHEMA other')\n"
                      "    op.execute(\"CREATE TYPE other.taste AS ENUM ('sour')\")\n"
                      "    say([(e['name'], e['schema']) for e in insp.get_enums()])\n"
                      "    say(names(insp.get_enums('other')))\n    say(len(insp.get_enums('*')))\n")
        << QStringLiteral("[('mood', 'public')] ['taste'] 2");
    QTest::newRow("schemas") << QByteArray(
        "    op.execute('CREATE SCHEMA other')\n"
        "    op.create_table('o', sa.Column('id', sa.Integer), schema='other')\n"
        "    op.create_table('u', sa.Column('id', sa.Integer), schema='public')\n"
        "    say([insp.has_table('o'), insp.has_table('o', 'other'), insp.has_table('u'), "
        "insp.get_table_names('other')])\n")
                             << QStringLiteral("[False, True, True, ['o']]");
}

void InspectorsTest::whatHasAName()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    QCOMPARE(answers(body), said);
}

QTEST_GUILESS_MAIN(InspectorsTest)
#include "tst_inspectors.moc"
