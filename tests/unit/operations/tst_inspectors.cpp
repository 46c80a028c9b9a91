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
    void generatorsAskWhenTheyAreRead_data();
    void generatorsAskWhenTheyAreRead();
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
    const QByteArray upper = made + "    op.execute('CREATE INDEX l ON t (abs(a))')\n";
    QTest::newRow("expressions, left out") << sqlite
                                           << upper
            + "    say([names(insp.get_indexes('t')), "
              "insp.has_index('t', 'l')])\n"
                                           << QStringLiteral("[['aa', 'ix'], False]");
    QTest::newRow("whether it is unique") << sqlite << made + "    say([i['unique'] for i in insp.get_indexes('t')])\n"
                                          << QStringLiteral("[0, 1]");
    const QByteArray keys = "    say([sorted(insp.get_indexes('t')[1]), sorted(insp.get_columns('t')[0]), "
                            "sorted(insp.get_unique_constraints('t')[-1]), sorted(insp.get_foreign_keys('t')[0]), "
                            "sorted(insp.get_pk_constraint('p'))])\n";
    QTest::newRow("what is told of parts")
        << postgresql << made + keys
        << QStringLiteral("[['column_names', 'dialect_options', 'include_columns', 'name', 'unique'], "
                          "['autoincrement', 'comment', 'default', 'name', 'nullable', 'type'], "
                          "['column_names', 'comment', 'dialect_options', 'name'], "
                          "['comment', 'constrained_columns', 'name', 'options', 'referred_columns', "
                          "'referred_schema', 'referred_table'], "
                          "['comment', 'constrained_columns', 'dialect_options', 'name']]");
    QTest::newRow("what is told of parts, without comments")
        << sqlite << made + keys
        << QStringLiteral("[['column_names', 'dialect_options', 'name', 'unique'], "
                          "['default', 'name', 'nullable', 'primary_key', 'type'], ['column_names', 'name'], "
                          "['constrained_columns', 'name', 'options', 'referred_columns', 'referred_schema', "
                          "'referred_table'], ['constrained_columns', 'name']]");
    QTest::newRow("what is told of parts, with their types")
        << mysql << made + keys
        << QStringLiteral("[['column_names', 'name', 'type', 'unique'], "
                          "['autoincrement', 'comment', 'default', 'name', 'nullable', 'type'], "
                          "['column_names', 'duplicates_index', 'name'], "
                          "['constrained_columns', 'name', 'options', 'referred_columns', 'referred_schema', "
                          "'referred_table'], ['constrained_columns', 'name']]");
    QTest::newRow("places in the key") << sqlite
                                       << made
            + "    say([c['primary_key'] for t in 'pt' for c in "
              "insp.get_columns(t)])\n" << QStringLiteral("[1, 0, 0]");
    QTest::newRow("a default that counts up") << postgresql << made + "    say(insp.get_columns('p')[0]['default'])\n"
                                              << QStringLiteral("?");
    QTest::newRow("no default") << postgresql << made + "    say(insp.get_columns('t')[0]['default'])\n"
                                << QStringLiteral("None");
    QTest::newRow("what is not usual of a key") << postgresql
                                                << made
            + "    op.create_foreign_key('o', 't', 'p', ['a'], ['id'], ondelete='NO ACTION', onupdate='cascade')\n"
              "    say(insp.get_foreign_keys('t')[1]['options'])\n"
                                                << QStringLiteral("{'onupdate': 'CASCADE'}");
    QTest::newRow("a key that takes an index") << postgresql
                                               << t
            + "    op.execute('CREATE UNIQUE INDEX ux ON t (id)')\n"
              "    op.execute('ALTER TABLE t ADD CONSTRAINT uq UNIQUE USING INDEX ux')\n"
              "    say([(i['name'], i['column_names']) for i in insp.get_indexes('t')])\n"
                                               << QStringLiteral("[('uq', ['id'])]");
    QTest::newRow("their options") << postgresql << made + "    say(insp.get_indexes('t')[0].get('dialect_options'))\n"
                                   << QStringLiteral("?");
    QTest::newRow("all of it was read together")
        << mysql << t + "    insp.get_columns('t')\n" + addA + "    say(names(insp.get_indexes('t')))\n"
        << QStringLiteral("?");
    QTest::newRow("in another case") << sqlite << t + "    say([insp.has_table('T'), names(insp.get_columns('T'))])\n"
                                     << QStringLiteral("[True, ['id']]");
    const QByteArray view = t + "    op.execute('CREATE VIEW va AS SELECT id FROM t')\n";
    QTest::newRow("a view in another case")
        << sqlite
        << view + "    say(insp.has_table('VA'))\n    op.execute('DROP VIEW VA')\n    say(insp.get_view_names())\n"
        << QStringLiteral("True []");
    QTest::newRow("another view") << postgresql << view + "    say(insp.has_table('VA'))\n" << QStringLiteral("False");
    const QByteArray beside = "    op.execute('CREATE TABLE s (a integer constraint u unique, "
                              "b integer constraint f references t (id), constraint w unique (a, b))')\n";
    QTest::newRow("constraints beside their columns")
        << sqlite << t + beside + "    say(names(insp.get_unique_constraints('s')))\n"
        << QStringLiteral("?");
    QTest::newRow("keys beside their columns") << sqlite << t + beside + "    say(names(insp.get_foreign_keys('s')))\n"
                                               << QStringLiteral("?");
    QTest::newRow("constraints beside their columns, on servers")
        << mysql << t + beside + "    say(names(insp.get_unique_constraints('s')))\n"
        << QStringLiteral("['u', 'w']");
    QTest::newRow("what would be made")
        << postgresql
        << QByteArray("    op.execute('EXPLAIN CREATE TABLE x AS SELECT 1')\n    say(insp.has_table('x'))\n")
        << QStringLiteral("False");
    QTest::newRow("a batch in another case") << sqlite
                                             << t
            + "    with op.batch_alter_table('T', recreate='always') as b:\n"
              "        b.add_column(sa.Column('a', sa.Integer))\n"
                                             << QStringLiteral("?");
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
            + "    say([insp.has_table('x'), insp.has_table('y'), sorted(insp.get_temp_table_names()), "
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
    QTest::newRow("the first temporary table") << temporary + "    say(insp.get_temp_table_names()[0])\n"
                                               << QStringLiteral("?");
    const auto asked
        = [](const QByteArray& sql) { return "    say(conn.execute(sa.text(\"" + sql + "\")).scalars().all())\n"; };
    const QByteArray columns = "    op.create_table('c', sa.Column('z', sa.Integer), sa.Column('B', sa.Integer), "
                               "sa.Column('a', sa.Integer))\n";
    const QByteArray ofC = "SELECT column_name FROM information_schema.columns WHERE table_name = 'c' ORDER BY ";
    QTest::newRow("columns by their names")
        << columns + asked(ofC + "column_name") << QStringLiteral("['B', 'a', 'z']");
    QTest::newRow("columns by their places")
        << columns + asked(ofC + "ordinal_position") << QStringLiteral("['z', 'B', 'a']");
    QTest::newRow("columns by what they are alike in") << columns + asked(ofC + "table_name") << QStringLiteral("?");
    QTest::newRow("columns by what is not known here") << columns + asked(ofC + "table_catalog") << QStringLiteral("?");
    QTest::newRow("the first of columns") << columns + asked(ofC + "column_name LIMIT 1") << QStringLiteral("['B']");
    QTest::newRow("by the first thing, then by the other")
        << columns + asked(QByteArray(ofC) + "table_name, column_name") << QStringLiteral("['B', 'a', 'z']");
    QTest::newRow("by the name that it is given here")
        << columns + asked(QByteArray(ofC).replace("column_name FROM", "column_name AS n FROM") + "n")
        << QStringLiteral("['B', 'a', 'z']");
    QTest::newRow("as a text, in the order of a collation")
        << columns + asked(QByteArray(ofC).replace("column_name FROM", "column_name::text AS n FROM") + "n")
        << QStringLiteral("?");
    QTest::newRow("whichever comes first")
        << columns + asked("SELECT column_name FROM information_schema.columns WHERE table_name = 'c' LIMIT 1")
        << QStringLiteral("?");
    QTest::newRow("labels by their places") << "    op.execute(\"CREATE TYPE mood AS ENUM ('sad', 'glad')\")\n"
            + asked("SELECT enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE typname = 'mood' "
                    "ORDER BY enumsortorder")
                                            << QStringLiteral("['sad', 'glad']");
    QTest::newRow("enums of the usual schema")
        << QByteArray("    op.execute(\"CREATE TYPE mood AS ENUM ('sad')\")\n    op.execute('CREATE SCHEMA other')\n"
                      "    op.execute(\"CREATE TYPE other.taste AS ENUM ('sour')\")\n"
                      "    say([(e['name'], e['schema']) for e in insp.get_enums()])\n"
                      "    say(names(insp.get_enums('other')))\n    say(len(insp.get_enums('*')))\n")
        << QStringLiteral("[('mood', 'public')] ['taste'] 2");
    QTest::newRow("a list of names that grows") << two
            + "    found = insp.get_table_names()\n    found.append('more')\n"
              "    say(['more' in insp.get_table_names(), len(found)])\n"
                                                << QStringLiteral("[True, 4]");
    QTest::newRow("a list of names that is sorted")
        << two + "    found = insp.get_table_names()\n    found.sort()\n    say(found[0])\n"
        << QStringLiteral("?");
    QTest::newRow("enums that need their schema")
        << QByteArray("    op.execute('CREATE SCHEMA other')\n    op.execute(\"CREATE TYPE other.e AS ENUM ('x')\")\n"
                      "    say(insp.get_enums('other')[0]['visible'])\n")
        << QStringLiteral("False");
    const QByteArray reflected = "    op.create_table('parent', sa.Column('id', sa.Integer, primary_key=True))\n"
                                 "    op.create_table('child', sa.Column('id', sa.Integer, primary_key=True), "
                                 "sa.Column('p', sa.Integer, sa.ForeignKey('parent.id')))\n"
                                 "    meta = sa.MetaData()\n";
    const QByteArray child = reflected + "    table = sa.Table('child', meta, autoload_with=conn)\n";
    QTest::newRow("tables that a reflected one refers to") << child + "    say(list(meta.tables))\n"
                                                           << QStringLiteral("['child', 'parent']");
    QTest::newRow("tables that it refers to, left out") << reflected
            + "    table = sa.Table('child', meta, autoload_with=conn, resolve_fks=False)\n"
              "    say(list(meta.tables))\n" << QStringLiteral("['child']");
    QTest::newRow("columns of a reflected key") << child
            + "    say([[c.name for c in table.primary_key], 'id' in table.primary_key.columns, "
              "table.primary_key.columns.keys(), len(table.primary_key)])\n"
                                                << QStringLiteral("[['id'], True, ['id'], 1]");
    QTest::newRow("references of a reflected table") << child + "    say(len(table.foreign_keys))\n"
                                                     << QStringLiteral("?");
    QTest::newRow("references of a reflected column") << child + "    say(len(table.c.p.foreign_keys))\n"
                                                      << QStringLiteral("?");
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

void InspectorsTest::generatorsAskWhenTheyAreRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("said");
    const QByteArray make = "    op.create_table('made', sa.Column('id', sa.Integer))\n";
    const QByteArray between = "    def g():\n        yield 1\n        say(sa.inspect(conn).has_table('made'))\n"
                               "        yield 2\n    it = g()\n";
    QTest::newRow("by next()") << between + "    next(it)\n" + make + "    next(it)\n" << QStringLiteral("?");
    QTest::newRow("a loop") << between + "    for x in it:\n        if x == 1:\n    "
            + QByteArray(make).prepend("        ")
                            << QStringLiteral("True");
    QTest::newRow("a loop that ends early")
        << between + "    for x in it:\n        if x == 2:\n            break\n    " + QByteArray(make).prepend("    ")
        << QStringLiteral("?");
    const QByteArray decides = "    def g():\n        yield 1\n"
                               "        yield 2 if sa.inspect(conn).has_table('made') else 3\n    it = g()\n";
    QTest::newRow("what it gives") << decides + "    next(it)\n" + make + "    say(next(it))\n" << QStringLiteral("?");
    QTest::newRow("what it gives, unchanged") << decides + "    next(it)\n    say(next(it))\n" << QStringLiteral("3");
    QTest::newRow("by SQL") << QByteArray("    def g():\n        yield 1\n"
                                          "        yield conn.execute(sa.text(\"SELECT count(*) FROM "
                                          "information_schema.tables WHERE table_name = 'made'\")).scalar()\n"
                                          "    it = g()\n    next(it)\n")
            + make + "    say(next(it))\n"
                            << QStringLiteral("?");
    QTest::newRow("by a helper") << QByteArray("    def there():\n        return sa.inspect(conn).has_table('made')\n"
                                               "    def g():\n        yield 1\n        yield there()\n"
                                               "    it = g()\n    next(it)\n")
            + make + "    say(next(it))\n"
                                 << QStringLiteral("?");
    QTest::newRow("with zip()") << decides + "    for x, y in zip([1], it):\n    " + make + "    say(next(it))\n"
                                << QStringLiteral("?");
    QTest::newRow("of a generator expression")
        << QByteArray("    it = (sa.inspect(conn).has_table(n) for n in ['t', 'made'])\n    next(it)\n") + make
            + "    say(next(it))\n"
        << QStringLiteral("True");
}

void InspectorsTest::generatorsAskWhenTheyAreRead()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, said);
    QCOMPARE(answers(body), said);
}

QTEST_GUILESS_MAIN(InspectorsTest)
#include "tst_inspectors.moc"
