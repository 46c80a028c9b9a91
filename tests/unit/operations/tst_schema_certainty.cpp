#include "support/temporary_folder.h"
#include "support/upgrades_from_nothing.h"

#include <QTest>

using namespace espalier;
using test::Upgrades;

namespace {

const QByteArray tables = "    op.create_table('t', sa.Column('id', sa.Integer))\n"
                          "    op.create_table('u', sa.Column('id', sa.Integer))\n"
                          "    op.create_index('ix_t', 't', ['id'])\n    op.execute('INSERT INTO u VALUES (1)')\n";

/// Done or not, by rows of which nothing is known.
QByteArray perhaps(const QByteArray& statement)
{
    return "    if conn.execute(sa.text('SELECT count(*) FROM u WHERE id > 5')).scalar():\n        " + statement + "\n";
}

/// A block that is not followed.
QByteArray block(const QByteArray& statements)
{
    return "    op.execute(\"DO $$ DECLARE r record; BEGIN FOR r IN SELECT 1 LOOP " + statements
        + " END LOOP; END $$\")\n";
}

QByteArray asks(const QByteArray& condition)
{
    return "    insp = sa.inspect(conn)\n    if " + condition + ":\n        op.execute('DELETE FROM u')\n";
}

} // namespace

/// What a step that is not understood may have done is in doubt for those who ask later, and nothing else is.
class SchemaCertaintyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatMayHaveBeenDoneIsInDoubt_data();
    void whatMayHaveBeenDoneIsInDoubt();
    void unknownCodeIsDoubtedWithItsRevision();
    void whatATemporaryTableHidesStaysInDoubt();
    void modulesKeepWhatScriptsDoToThem_data();
    void modulesKeepWhatScriptsDoToThem();
    void whatIsRolledBackBySqlIsInDoubt();
    void whoListensIsCalled();
    void aStatementMakesSureAgain_data();
    void aStatementMakesSureAgain();
    void whatTriesWhatIsInDoubtMayFail();
    void functionsOfTheRowsWrite_data();
    void functionsOfTheRowsWrite();
    void objectsAreWrittenWithThoseTiedToThem_data();
    void objectsAreWrittenWithThoseTiedToThem();
};

void SchemaCertaintyTest::whatMayHaveBeenDoneIsInDoubt_data()
{
    QTest::addColumn<QByteArray>("done");
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char* name, const QByteArray& done, const char* condition, bool isKnown) {
        QTest::newRow(name) << done << QByteArray(condition) << isKnown;
    };
    const QByteArray made = perhaps("op.create_table('made', sa.Column('id', sa.Integer))");
    row("a table perhaps made", made, "insp.has_table('made')", false);
    row("another table", made, "insp.has_table('other')", true);
    row("one that is there", made, "insp.has_table('t')", true);
    row("among the names", made, "'made' in insp.get_table_names()", false);
    row("another among the names", made, "'t' in insp.get_table_names()", true);
    row("all the names", made, "len(insp.get_table_names()) > 3", false);
    row("in the catalogue", made,
        "conn.execute(sa.text(\"SELECT 1 FROM information_schema.tables WHERE table_name = 'made'\")).scalar()", false);
    row("another in the catalogue", made,
        "conn.execute(sa.text(\"SELECT 1 FROM information_schema.tables WHERE table_name = 'other'\")).scalar()", true);
    row("a table perhaps dropped", perhaps("op.drop_table('t')"), "insp.has_table('t')", false);
    row("a table perhaps renamed", perhaps("op.rename_table('t', 'r')"), "insp.has_table('t')", false);
    row("its new name", perhaps("op.rename_table('t', 'r')"), "insp.has_table('r')", false);
    const char* const columns = "'a' in [c['name'] for c in insp.get_columns('t')]";
    const QByteArray added = perhaps("op.add_column('t', sa.Column('a', sa.Integer))");
    row("columns", added, columns, false);
    row("the table itself", added, "insp.has_table('t')", true);
    row("columns of another", added, "'a' in [c['name'] for c in insp.get_columns('u')]", true);
    const QByteArray altered = perhaps("op.alter_column('t', 'id', nullable=False)");
    row("what a column is", altered, "insp.get_columns('t')[0]['nullable']", false);
    row("which there are", altered, columns, true);
    row("perhaps renamed", perhaps("op.alter_column('t', 'id', new_column_name='a')"), columns, false);
    const char* const indexes = "insp.get_indexes('t')";
    row("indexes", perhaps("op.create_index('ix', 't', ['id'])"), indexes, false);
    row("columns beside indexes", perhaps("op.create_index('ix', 't', ['id'])"), columns, true);
    row("an index alone", perhaps("op.execute('DROP INDEX ix_t')"), indexes, false);
    row("an index in the catalogue", perhaps("op.execute('DROP INDEX ix_t')"),
        "conn.execute(sa.text(\"SELECT 1 FROM pg_class WHERE relname = 'ix_t'\")).scalar()", false);
    const auto byNumber = [](const QByteArray& column, const QByteArray& name) {
        return "conn.execute(sa.text(\"SELECT indisvalid FROM pg_index WHERE " + column + " = '" + name
            + "'::regclass\")).scalar()";
    };
    const QByteArray dropped = perhaps("op.execute('DROP INDEX ix_t')");
    row("an index by its number", dropped, byNumber("indexrelid", "ix_t").constData(), false);
    row("an index by its table's number", perhaps("op.create_index('ix', 't', ['id'])"),
        byNumber("indrelid", "t").constData(), false);
    row("another index by its number", perhaps("op.create_index('ix_u', 'u', ['id'])"),
        byNumber("indexrelid", "ix_t").constData(), true);
    row("indexes of another table by its number", perhaps("op.create_index('ix', 't', ['id'])"),
        byNumber("indrelid", "u").constData(), true);
    row("a block", block("ALTER TABLE t ADD COLUMN a integer;"), columns, false);
    row("a block about another", block("ALTER TABLE u ADD COLUMN a integer;"), columns, true);
    row("a block that makes a table", block("CREATE TABLE made (id integer);"), "insp.has_table('made')", false);
    row("a block that puts names together", block("EXECUTE 'DROP TABLE ' || r;"), columns, false);
    row("a block that puts parts together", block("EXECUTE format('ALTER TABLE u DROP CONSTRAINT %I', r);"), columns,
        true);
    row("a block that runs what it says", block("EXECUTE 'ALTER TABLE u ADD COLUMN a integer';"), columns, true);
    row("a block that drops schemas", block("DROP SCHEMA other CASCADE;"), columns, false);
    const QByteArray routine = "    op.execute(\"CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE t ADD "
                               "COLUMN a integer; END $$\")\n    op.execute('CALL p()')\n";
    row("a procedure", routine, columns, false);
    row("a procedure about another table", routine, "'a' in [c['name'] for c in insp.get_columns('u')]", true);
    row("a procedure of somebody else", "    op.execute('CALL q()')\n", columns, false);
    row("a function",
        "    op.execute(\"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DROP TABLE t; RETURN 1; END "
        "$$\")\n    op.execute('SELECT f()')\n",
        "insp.has_table('t')", false);
    row("SQL of which nothing is known", "    op.execute(os.environ['SQL'])\n", columns, false);
    row("about a table that is not known", "    op.execute('DROP TABLE ' + os.environ['SQL'])\n", columns, false);
    row("about another that is", "    op.execute('ALTER TABLE u ADD COLUMN ' + os.environ['SQL'])\n", columns, true);
    row("about rows", "    op.execute('DELETE FROM u WHERE id = ' + os.environ['SQL'])\n", columns, true);
    row("about rows, a time and a number among them",
        "    op.execute(\"INSERT INTO u VALUES ('{}', '{}', {})\".format(uuid.uuid4(), datetime.datetime(2020, 1, 2), "
        "1))\n",
        columns, true);
    row("about rows, a text of a package among them",
        "    from package import made\n    op.execute(\"UPDATE u SET id = '{}' WHERE id = '{}'\".format(made.text(), "
        "uuid.uuid4()))\n",
        columns, true);
    row("a column of which not all is known",
        "    op.add_column('u', sa.Column('a', sa.String(int(os.environ['N']))))\n", columns, true);
    row("its name is", "    op.add_column('t', sa.Column('a', sa.String(int(os.environ['N']))))\n", columns, true);
    row("where names are looked for", "    op.execute('SET search_path TO other')\n", columns, false);
    row("where they were looked for before", "    op.execute('SET search_path TO public')\n", columns, true);
    row("what a temporary table hides", "    op.execute('CREATE TEMP TABLE t (a integer)')\n", columns, false);
    const char* const hidden = "    op.execute('CREATE TEMP TABLE t (a integer)')\n    op.drop_table('t')\n";
    row("what one hid that is gone", hidden, "insp.has_table('t')", false);
    row("another than one that is gone", hidden, "insp.has_table('u')", true);
    row("a temporary table that hides nothing",
        "    op.execute('CREATE TEMP TABLE w (a integer)')\n    op.drop_table('w')\n", "insp.has_table('w')", true);
    const char* const view = "    op.execute('CREATE TEMPORARY VIEW w AS SELECT id FROM t')\n";
    row("a temporary view", view, "'w' in insp.get_view_names()", false);
    row("another than a temporary view", view, "'x' in insp.get_view_names()", true);
    const auto typeNamed = [](const QByteArray& name) {
        return "conn.execute(sa.text(\"SELECT 1 FROM pg_type WHERE typname = '" + name + "'\")).scalar()";
    };
    const char* const maps = "    op.execute('CREATE EXTENSION postgis')\n";
    row("an extension's table", maps, "insp.has_table('spatial_ref_sys')", false);
    row("another than that", maps, "insp.has_table('other')", true);
    row("among the names", maps, "'spatial_ref_sys' in insp.get_table_names()", false);
    row("another than that among the names", maps, "'t' in insp.get_table_names()", true);
    const char* const vectors = "    op.execute('CREATE EXTENSION IF NOT EXISTS vector')\n";
    row("an extension's type", vectors, typeNamed("vector").constData(), false);
    row("another than that type", vectors, typeNamed("other").constData(), true);
    row("tables beside a type", vectors, "len(insp.get_table_names()) > 3", true);
    const char* const nobodys = "    op.execute('CREATE EXTENSION nobodys')\n";
    row("a table beside an extension that is not known", nobodys, "insp.has_table('other')", false);
    row("a table that was there", nobodys, columns, true);
    row("types beside it", nobodys, typeNamed("other").constData(), false);
}

void SchemaCertaintyTest::whatMayHaveBeenDoneIsInDoubt()
{
    QFETCH(QByteArray, done);
    QFETCH(QByteArray, condition);
    QFETCH(bool, isKnown);
    Upgrades upgrades;
    upgrades.run(tables);
    upgrades.run(done);
    QCOMPARE(upgrades.run(asks(condition)).isUnderstood, isKnown);
}

void SchemaCertaintyTest::unknownCodeIsDoubtedWithItsRevision()
{
    Upgrades upgrades;
    upgrades.run(tables);
    const auto evaluation
        = upgrades.run("    import somewhere\n    somewhere.change(conn)\n" + asks("insp.has_table('t')"));
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList());
    const auto later = upgrades.run(asks("insp.has_table('t')"));
    QVERIFY(later.isUnderstood);
    QCOMPARE(later.assumedCode, std::vector<core::Location>{ evaluation.reasons.front().at });
    QCOMPARE(upgrades.run("    op.drop_table('t')\n").assumedCode.size(), 0);
    QCOMPARE(upgrades.run(asks("insp.has_table('t')")).assumedCode.size(), 0); // it is not there now, whatever was done
    QCOMPARE(upgrades.run(asks("insp.has_table('w')")).assumedCode.size(), 1);
    QCOMPARE(upgrades.run(asks("'w' in insp.get_table_names()")).assumedCode.size(), 1);
}

void SchemaCertaintyTest::whatATemporaryTableHidesStaysInDoubt()
{
    Upgrades upgrades;
    upgrades.run(tables);
    upgrades.run("    op.execute('CREATE TEMP TABLE t (a integer)')\n");
    const auto later = upgrades.run("    op.add_column('t', sa.Column('b', sa.Integer))\n");
    QVERIFY(later.schemaDoubt);
    QVERIFY(!upgrades.run(asks("'b' in [c['name'] for c in insp.get_columns('t')]")).isUnderstood);
    upgrades.run("    op.drop_table('t')\n");
    QVERIFY(!upgrades.run(asks("insp.has_table('t')")).isUnderstood);
    QVERIFY(!upgrades.run("    op.add_column('u', sa.Column('b', sa.Integer))\n").schemaDoubt);
}

void SchemaCertaintyTest::modulesKeepWhatScriptsDoToThem_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("later");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char* name, const char* first, const char* later, bool isKnown) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(later) << isKnown;
    };
    row("a number", "helper.bump()", "helper.N > 1", false);
    row("within a function", "helper.bump()", "helper.many()", false);
    row("a list", "helper.seen.append(1)", "len(helper.seen) > 1", false);
    row("a list that is a default", "helper.note(1)", "len(helper.note(2)) > 1", false);
    row("of a class", "helper.Kept.all.append(1)", "helper.Kept.all", false);
    row("of a function", "helper.many.calls = 1", "hasattr(helper.many, 'calls')", false);
    row("of a closure", "helper.count()", "helper.count() > 1", false);
    row("nothing is changed", "helper.many()", "helper.N > 1", true);
    row("another module", "helper.bump()", "other.N > 1", true);
    row("its functions", "helper.bump()", "helper.plain(3) > 4", true);
}

void SchemaCertaintyTest::modulesKeepWhatScriptsDoToThem()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, later);
    QFETCH(bool, isKnown);
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("helper.py"),
        "N = 0\nseen = []\ndef bump():\n    global N\n    N += 1\ndef many():\n    return N > 1\n"
        "def note(x, notes=[]):\n    notes.append(x)\n    return notes\n"
        "class Kept:\n    all = []\ndef counter():\n    n = 0\n    def count():\n        nonlocal n\n"
        "        n += 1\n        return n\n    return count\ncount = counter()\ndef plain(x):\n    return x + 1\n");
    folder.write(QStringLiteral("other.py"), "N = 0\n");
    Upgrades upgrades;
    upgrades.importFrom(folder.path());
    upgrades.run(tables);
    QVERIFY(upgrades.run("    import helper\n    " + first + "\n").isUnderstood);
    const auto evaluation
        = upgrades.run("    import helper, other\n    if " + later + ":\n        op.execute('DELETE FROM u')\n");
    QCOMPARE(evaluation.isUnderstood, isKnown);
}

void SchemaCertaintyTest::whatIsRolledBackBySqlIsInDoubt()
{
    Upgrades upgrades;
    upgrades.run(tables);
    QVERIFY(upgrades
                .run("    op.execute('SAVEPOINT s')\n    op.create_table('b', sa.Column('id', sa.Integer))\n"
                     "    op.execute('ROLLBACK TO SAVEPOINT s')\n")
                .schemaDoubt);
    QVERIFY(!upgrades.run(asks("insp.has_table('b')")).isUnderstood);
}

void SchemaCertaintyTest::whoListensIsCalled()
{
    const auto isKnown = [](const QByteArray& body) {
        Upgrades upgrades;
        return upgrades.run(body).isUnderstood;
    };
    const QByteArray create = "    op.create_table('n', sa.Column('id', sa.Integer))\n";
    QVERIFY(isKnown(create));
    QVERIFY(isKnown("    sa.event.listen(sa.engine.Engine, 'connect', print)\n" + create));
    QVERIFY(!isKnown("    sa.event.listen(sa.Table, 'after_create', print)\n" + create));
    QVERIFY(!isKnown("    sa.event.listen(conn, 'before_cursor_execute', print)\n" + create));
}

void SchemaCertaintyTest::aStatementMakesSureAgain_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<bool>("isKnown");
    const QByteArray has = "insp.has_table('t')", columns = "len(insp.get_columns('t')) > 1";
    const auto row = [](const char* name, const char* statement, const QByteArray& condition, bool isKnown) {
        QTest::newRow(name) << QByteArray(statement) << condition << isKnown;
    };
    row("none", "pass", has, false);
    row("made", "op.create_table('t', sa.Column('id', sa.Integer))", columns, true);
    row("made where it was not", "op.execute('CREATE TABLE IF NOT EXISTS t (id integer)')", has, true);
    row("what was there", "op.execute('CREATE TABLE IF NOT EXISTS t (id integer)')", columns, false);
    row("gone", "op.execute('DROP TABLE IF EXISTS t')", has, true);
    row("altered", "op.add_column('t', sa.Column('b', sa.Integer))", has, true);
    row("altered where it is there", "op.execute('ALTER TABLE IF EXISTS t ADD COLUMN b integer')", has, false);
    row("written to", "op.execute('INSERT INTO t VALUES (1)')", has, true);
    row("named so", "op.rename_table('u', 't')", columns, true);
}

void SchemaCertaintyTest::aStatementMakesSureAgain()
{
    QFETCH(QByteArray, statement);
    QFETCH(QByteArray, condition);
    QFETCH(bool, isKnown);
    Upgrades upgrades;
    upgrades.run("    op.create_table('u', sa.Column('id', sa.Integer))\n" + block("CREATE TABLE t (id integer);"));
    upgrades.run("    " + statement + "\n");
    QCOMPARE(upgrades
                 .run("    op.create_table('v', sa.Column('id', sa.Integer))\n    insp = sa.inspect(conn)\n    if "
                     + condition + ":\n        op.drop_table('v')\n")
                 .isUnderstood,
        isKnown);
}

void SchemaCertaintyTest::whatTriesWhatIsInDoubtMayFail()
{
    Upgrades upgrades(QStringLiteral("postgresql"), {}, false);
    upgrades.run("    op.create_table('u', sa.Column('id', sa.Integer))\n" + block("CREATE TABLE t (id integer);"));
    const auto evaluation
        = upgrades.run("    try:\n        with conn.begin_nested():\n            op.create_table('t', "
                       "sa.Column('x', sa.Integer))\n    except Exception:\n        op.drop_table('u')\n");
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList());
}

void SchemaCertaintyTest::functionsOfTheRowsWrite_data()
{
    QTest::addColumn<QByteArray>("statements");
    QTest::addColumn<bool>("isKnown");
    const auto row = [](const char* name, const QByteArray& statements, bool isKnown) {
        QTest::newRow(name) << statements << isKnown;
    };
    row("a table made of a query", "    op.execute('CREATE TABLE c AS SELECT f() AS x')\n", false);
    row("a default",
        "    op.execute('CREATE TABLE c (a integer, b integer DEFAULT f())')\n"
        "    op.execute('INSERT INTO c (a) VALUES (1)')\n",
        false);
    row("a check",
        "    op.execute('CREATE TABLE c (a integer CHECK (f() > 0))')\n"
        "    op.execute('INSERT INTO c (a) VALUES (1)')\n",
        false);
    row("a default of no row", "    op.execute('CREATE TABLE c (a integer, b integer DEFAULT f())')\n", true);
    row("another default",
        "    op.execute('CREATE TABLE c (a integer, b integer DEFAULT 1)')\n"
        "    op.execute('INSERT INTO c (a) VALUES (1)')\n",
        true);
    const QByteArray heirs
        = "    op.execute('CREATE TABLE h () INHERITS (t)')\n    op.execute('INSERT INTO h VALUES (1)')\n";
    row("rows of heirs", heirs + "    op.execute('DELETE FROM t')\n", true);
    row("ONLY", heirs + "    op.execute('DELETE FROM ONLY t')\n", false);
    row("ONLY, all at once", heirs + "    op.execute('TRUNCATE ONLY t')\n", false);
}

void SchemaCertaintyTest::functionsOfTheRowsWrite()
{
    QFETCH(QByteArray, statements);
    QFETCH(bool, isKnown);
    Upgrades upgrades;
    upgrades.run(test::twoTables
        + "    op.execute(\"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); "
          "RETURN 1; "
          "END $$\")\n");
    upgrades.run(statements);
    QCOMPARE(upgrades.run(test::loop).isUnderstood, isKnown);
}

void SchemaCertaintyTest::objectsAreWrittenWithThoseTiedToThem_data()
{
    QTest::addColumn<QByteArray>("models");
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<bool>("isKnown");
    const QByteArray base = "    from sqlalchemy.orm import relationship\n    Base = declarative_base()\n";
    const QByteArray u = base
        + "    class U(Base):\n        __tablename__ = 'u'\n"
          "        id = sa.Column(sa.Integer, primary_key=True)\n";
    const QByteArray t = "    class T(Base):\n        __tablename__ = 't'\n"
                         "        id = sa.Column(sa.Integer, sa.ForeignKey('u.id'), primary_key=True)\n";
    QTest::newRow("alone") << u + t << QByteArray("U(id=1)") << true;
    QTest::newRow("tied") << u + "        ts = relationship('T')\n" + t << QByteArray("U(id=1)") << false;
    QTest::newRow("tied by another") << u + t + "        u = relationship('U', backref='ts')\n"
                                     << QByteArray("U(id=1)") << false;
    QTest::newRow("tied by a function of the project")
        << "    def tie(to):\n        return relationship(to)\n" + u + "        ts = tie('T')\n" + t
        << QByteArray("U(id=1)") << false;
    QTest::newRow("tied by what is not known")
        << "    import somewhere\n" + u + "        ts = somewhere.tie('T')\n" + t << QByteArray("U(id=1)") << false;
    QTest::newRow("tied later") << u + t + "    U.ts = relationship('T')\n" << QByteArray("U(id=1)") << false;
    QTest::newRow("listened to") << u + t
            + "    def more(mapper, connection, target):\n"
              "        connection.execute(sa.text('INSERT INTO t VALUES (1)'))\n"
              "    sa.event.listen(U, 'after_insert', more)\n"
                                 << QByteArray("U(id=1)") << false;
    QTest::newRow("of a class of two tables")
        << u + QByteArray(t).replace("class T(Base)", "class T(U)") << QByteArray("T(id=1)") << false;
}

void SchemaCertaintyTest::objectsAreWrittenWithThoseTiedToThem()
{
    QFETCH(QByteArray, models);
    QFETCH(QByteArray, object);
    QFETCH(bool, isKnown);
    Upgrades upgrades;
    upgrades.run(test::twoTables);
    upgrades.run(models + "    session = Session(bind=conn)\n    one = " + object + "\n    session.add(one)\n");
    QCOMPARE(upgrades.run(test::loop).isUnderstood, isKnown);
}

QTEST_GUILESS_MAIN(SchemaCertaintyTest)
#include "tst_schema_certainty.moc"
