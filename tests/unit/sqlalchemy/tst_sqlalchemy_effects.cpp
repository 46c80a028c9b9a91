#include "world.h"

// What objects do to the database, what they say of themselves, and what is not known about them.

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* given) { return QString::fromUtf8(given); }
QString source(const char* given)
{
    return text("import sqlalchemy as sa\nfrom sqlalchemy import orm\nfrom sqlalchemy.dialects import postgresql\n")
        + text(given);
}

struct Describe {
    QString operator()(const schema::CreateTable& c) const { return text("+table ") + c.table.name.key(); }
    QString operator()(const schema::DropTable& c) const { return text("-table ") + c.table.key(); }
    QString operator()(const schema::CreateEnum& c) const
    {
        return text("+enum ") + c.type.name.key() + text(" ") + c.type.values.join(text(","));
    }
    QString operator()(const schema::DropEnum& c) const { return text("-enum ") + c.name.key(); }
    QString operator()(const schema::CreateIndex& c) const
    {
        return text("+index ") + c.index.name.text + text(" on ") + c.table.key();
    }
    QString operator()(const schema::DropIndex& c) const { return text("-index ") + c.index.name; }
    QString operator()(const schema::CreateSequence& c) const { return text("+sequence ") + c.sequence.name.key(); }
    QString operator()(const schema::DropSequence& c) const { return text("-sequence ") + c.name.key(); }
    template <typename T> QString operator()(const T&) const { return text("other"); }
};

/// One line for each change: its kind and name, "~" before it where it happens only if it has to.
QStringList shown(const SqlalchemyWorld& world)
{
    QStringList all;
    for (size_t i = 0; i < world.changes.size(); ++i) {
        const QString doubt = world.doubts[qsizetype(i)];
        all.append(!doubt.isEmpty()
                ? text("? ") + doubt
                : (world.checks[qsizetype(i)] ? text("~") : QString()) + std::visit(Describe{}, world.changes[i]));
    }
    return all;
}

QString valueText(Run& run)
{
    if (const QString refusal = run.refusal(); !refusal.isEmpty())
        return refusal;
    const Value result = run.result();
    return result.isUnknown() ? doubtText(result.doubt()) : run.interpreter.repr(result).text();
}

} // namespace

class TestSqlalchemyEffects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordsWhatIsCreatedAndDropped_data();
    void recordsWhatIsCreatedAndDropped();
    void answersQuestions_data();
    void answersQuestions();
    void readsTablesFromTheDatabase();
    void carriesWhatIsNotKnown_data();
    void carriesWhatIsNotKnown();
    void raisesAsSqlalchemyDoes_data();
    void raisesAsSqlalchemyDoes();
    void knowsTypesOfOtherPackages_data();
    void knowsTypesOfOtherPackages();
    void understandsTheWaysOfOlderReleases_data();
    void understandsTheWaysOfOlderReleases();
    void insertsRowsInTheTablesOrder();
    void givesDefaultsAsAlembicTakesThem();
    void countsOnMappedAttributes();
};

void TestSqlalchemyEffects::recordsWhatIsCreatedAndDropped_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QStringList>("changes");
    const auto row = [](const char* code, const QStringList& changes, const char* dialect = "postgresql") {
        QTest::addRow("%s, %s", code, dialect) << source(code) << text(dialect) << changes;
    };
    row("sa.Enum('a', 'b', name='e').create(None)", { text("+enum e a,b") });
    row("sa.Enum('a', name='e').create(None, checkfirst=True)", { text("~+enum e a") });
    row("postgresql.ENUM('a', name='e', schema='s').create(None)", { text("~+enum s.e a") });
    row("postgresql.ENUM('a', name='e').drop(None, checkfirst=False)", { text("-enum e") });
    row("sa.Enum('a', name='e', native_enum=False).create(None)", {});
    row("sa.Enum('a', name='e').create(None)", {}, "sqlite");
    row("sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer)).create(None)", { text("+table t") });
    row("sa.Table('t', sa.MetaData(schema='s')).drop(None, checkfirst=True)", { text("~-table s.t") });
    row("m = sa.MetaData()\n"
        "sa.Table('child', m, sa.Column('p', sa.Integer, sa.ForeignKey('parent.id')))\n"
        "sa.Table('parent', m, sa.Column('id', sa.Integer, primary_key=True))\n"
        "m.create_all(None)\nm.drop_all(None, checkfirst=False)",
        { text("~+table parent"), text("~+table child"), text("-table child"), text("-table parent") });
    row("m = sa.MetaData()\na = sa.Table('a', m)\nsa.Table('b', m)\nm.create_all(None, tables=[a])",
        { text("~+table a") });
    row("t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer))\nsa.Index('ix', t.c.a).create(None)",
        { text("+index ix on t") });
    row("sa.Sequence('q', schema='s').create(None)\nsa.Sequence('q').drop(None, checkfirst=False)",
        { text("~+sequence s.q"), text("-sequence q") });
}

void TestSqlalchemyEffects::recordsWhatIsCreatedAndDropped()
{
    QFETCH(QString, code);
    QFETCH(QString, dialect);
    QFETCH(QStringList, changes);
    Run run(code, dialect);
    QCOMPARE(run.refusal(), QString());
    QCOMPARE(shown(run.world), changes);
}

void TestSqlalchemyEffects::answersQuestions_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("answer");
    const auto row
        = [](const char* code, const char* answer) { QTest::addRow("%s", code) << source(code) << text(answer); };
    row("result = sa.__version__", "'2.0.52'");
    row("result = sa.String(5).length", "5");
    row("result = sa.Enum('a', 'b', name='n').enums", "['a', 'b']");
    row("result = sa.Enum('a', name='n').name", "'n'");
    row("result = isinstance(sa.VARCHAR(5), sa.String)", "True");
    row("result = isinstance(sa.Integer(), sa.String)", "False");
    row("result = isinstance(postgresql.JSONB(), sa.JSON)", "True");
    row("result = isinstance(sa.Column('a', sa.Integer).type, sa.Integer)", "True");
    row("result = isinstance(sa.text('x'), sa.sql.elements.TextClause)", "True");
    row("t = sa.table('t', sa.column('a'), sa.column('b'))\nresult = t.c.keys()", "['a', 'b']");
    row("t = sa.table('t', sa.column('a'), sa.column('b'))\nresult = [c.name for c in t.c]", "['a', 'b']");
    row("t = sa.table('t', sa.column('a'))\nresult = 'a' in t.c and 'z' not in t.c", "True");
    row("t = sa.table('t', sa.column('a'))\nresult = t.c.get('z') is None", "True");
    row("t = sa.Table('t', sa.MetaData(schema='s'))\nresult = (t.name, t.schema, t.fullname)", "('t', 's', 's.t')");
    row("m = sa.MetaData()\nsa.Table('t', m)\nresult = list(m.tables)", "['t']");
    row("result = str(sa.text('SELECT 1'))", "'SELECT 1'");
    row("result = f\"{sa.sql.quoted_name('x', True)}\" + 'y'", "'xy'");
    row("result = sa.sql.quoted_name('x', True) == 'x'", "True");
    row("result = sa.inspect(None)", "'inspector'");
    row("result = sa.engine.reflection.Inspector.from_engine(None)", "'inspector'");
    row("result = orm.sessionmaker(bind=None)()", "'session'");
    row("result = orm.Session(bind=None)", "'session'");
    row("try:\n    raise sa.exc.ProgrammingError('x')\nexcept sa.exc.DBAPIError as e:\n    result = 'caught'",
        "'caught'");
    row("c = sa.Column('a', sa.Integer, nullable=False)\nresult = (c.name, c.nullable, c.primary_key)",
        "('a', False, False)");
    row("sa.event.listen(object, 'x', None)\nresult = 1", "1");
    row("class C: pass\na = sa.column('a')\nb = sa.column('b')\nresult = (bool(a == a), bool(a == b))",
        "(True, False)");
}

void TestSqlalchemyEffects::answersQuestions()
{
    QFETCH(QString, code);
    QFETCH(QString, answer);
    Run run(code);
    QCOMPARE(valueText(run), answer);
}

void TestSqlalchemyEffects::readsTablesFromTheDatabase()
{
    Run run(source("def table(name):\n    return sa.Table(name, sa.MetaData(), autoload_with=None or 'bind')\n"));
    schema::Table table;
    table.name = { {}, text("t") };
    schema::Column column;
    column.name = text("a");
    column.type = schema::SqlType::of(text("Integer"));
    table.columns.push_back(column);
    run.world.present.put(table);
    const auto attempt = run.interpreter.attempt([&] {
        const Value made = run.interpreter.call(run.result("table"), { Value::string(text("t")) });
        return run.interpreter.repr(
            run.interpreter.call(run.interpreter.attribute(run.interpreter.attribute(made, text("c")), text("keys"))));
    });
    QVERIFY(attempt.value);
    QCOMPARE(attempt.value->text(), text("['a']"));
    const auto missing = run.interpreter.attempt(
        [&] { return run.interpreter.call(run.result("table"), { Value::string(text("z")) }); });
    QVERIFY(!missing.value);
    QCOMPARE(run.interpreter.describe(missing.exception), text("NoSuchTableError: z"));
}

void TestSqlalchemyEffects::carriesWhatIsNotKnown_data()
{
    QTest::addColumn<QString>("code");
    const auto row = [](const char* code) {
        QTest::addRow("%s", code) << source("import os\nfrom elsewhere import thing\nunknown = os.environ['X']\n")
                + text(code);
    };
    row("result = sa.delete(sa.table('t', sa.column('a'))).where(sa.column('a') == unknown)");
    row("result = sa.delete(sa.table(unknown))");
    row("result = sa.text(unknown)");
    row("result = sa.insert(sa.table('t', sa.column('a'))).values(a=unknown)");
    row("result = sa.insert(sa.table('t', sa.column('a'))).values(unknown)");
    row("result = sa.update(sa.table('t', sa.column('a'))).values(**unknown)");
    row("result = sa.select(sa.table('t', sa.column('a')).c.a).limit(thing.LIMIT)");
    row("result = sa.insert(sa.table('t', sa.column('a'))).values(a=1).prefix_with('x')");
    row("result = postgresql.insert(sa.table('t', "
        "sa.column('a'))).values(a=1).on_conflict_do_nothing(index_elements=[unknown])");
    row("result = sa.select(sa.column('a')).union(sa.select(sa.column('b')).limit(1))");
    row("result = sa.schema.CreateTable(sa.Table('t', sa.MetaData(), sa.Column('a', sa.String(unknown))))");
    row("result = sa.schema.CreateTable(sa.Table('t', sa.MetaData(), sa.Column(unknown, sa.String(5))))");
    row("result = sa.schema.CreateTable(sa.Table('t', sa.MetaData(), *thing.columns))");
    row("result = sa.schema.CreateTable(sa.Table('t', thing.metadata, sa.Column('a', sa.String(5))))");
    row("result = sa.schema.CreateTable(sa.Table('t', sa.MetaData(), sa.Column('a', sa.Enum(thing.Color))))");
    row("result = sa.schema.CreateTable(sa.Table('t', sa.MetaData(), sa.Column('a', sa.Text, "
        "server_default=unknown)))");
}

void TestSqlalchemyEffects::carriesWhatIsNotKnown()
{
    QFETCH(QString, code);
    Run run(code);
    QCOMPARE(run.refusal(), QString());
    operations::DoubtPtr doubt;
    const auto attempt = run.interpreter.attempt([&] {
        const auto executable = operations::asExecutable(run.interpreter, run.world, run.result());
        doubt = executable ? executable->doubt : nullptr;
        return Value();
    });
    QVERIFY2(attempt.value, qPrintable(run.interpreter.describe(attempt.exception)));
    QVERIFY(doubt);
}

void TestSqlalchemyEffects::raisesAsSqlalchemyDoes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("refusal");
    const auto row
        = [](const char* code, const char* refusal) { QTest::addRow("%s", code) << source(code) << text(refusal); };
    row("sa.Integer(11)", "! TypeError: Integer() takes no arguments");
    row("sa.String(size=5)", "! TypeError: String.__init__() got an unexpected keyword argument 'size'");
    row("sa.Column('a', sa.Integer, colour=5)",
        "! TypeError: Additional arguments should be named <dialectname>_<argument>, got 'colour'");
    row("sa.Column('a', sa.Boolean, server_default=False)",
        "! ArgumentError: Argument 'arg' is expected to be one of type '<class 'str'>' or '<class "
        "'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class "
        "'bool'>'");
    row("sa.select(sa.column('a')).where('a = 1')",
        "! ArgumentError: Textual SQL expression 'a = 1' should be explicitly declared as text('a = 1')");
    row("sa.column('a').in_(5)",
        "! ArgumentError: IN expression list, SELECT construct, or bound parameter object expected, got 5.");
    row("if sa.column('a') < 5: pass", "! TypeError: Boolean value of this clause is not defined");
    row("sa.Enum('long', length=2)",
        "! ValueError: When provided, length must be larger or equal than the length of the longest enum value. 2 < 4");
    row("m = sa.MetaData()\nsa.Table('t', m)\nsa.Table('t', m, sa.Column('a', sa.Integer))",
        "! InvalidRequestError: Table 't' is already defined for this MetaData instance.  Specify "
        "'extend_existing=True' to redefine options and columns on an existing Table object.");
    row("sa.table('t', sa.column('a')).c.z",
        "! AttributeError: 'ReadOnlyColumnCollection' object has no attribute 'z'");
}

void TestSqlalchemyEffects::raisesAsSqlalchemyDoes()
{
    QFETCH(QString, code);
    QFETCH(QString, refusal);
    Run run(code);
    QCOMPARE(run.refusal(), refusal);
}

void TestSqlalchemyEffects::knowsTypesOfOtherPackages_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* code, const char* sql) { QTest::addRow("%s", code) << source(code) << text(sql); };
    row("import sqlalchemy_utils\nresult = sqlalchemy_utils.UUIDType(binary=False)", "UUID");
    row("import sqlalchemy_utils\nresult = sqlalchemy_utils.types.uuid.UUIDType(native=False, binary=False)",
        "CHAR(32)");
    row("from sqlalchemy_utils.types.choice import ChoiceType\nresult = ChoiceType([('a', 'A')], impl=sa.String(5))",
        "VARCHAR(5)");
    row("import sqlalchemy_utils as u\nresult = u.types.json.JSONType()", "JSON");
    row("from pgvector.sqlalchemy import Vector\nresult = Vector(3)", "VECTOR(3)");
    row("import pgvector\nresult = pgvector.sqlalchemy.Vector(dim=4)", "VECTOR(4)");
    row("from geoalchemy2.types import Geometry\nresult = Geometry('POINT', srid=4326)", "geometry(POINT,4326)");
    row("import sqlmodel\nresult = sqlmodel.sql.sqltypes.AutoString(length=5)", "VARCHAR(5)");
    row("import fastapi_users_db_sqlalchemy as f\nresult = f.generics.GUID()", "UUID");
    row("from elsewhere import Strange\nresult = Strange(5)", "! type elsewhere.Strange");
    row("from elsewhere import Strange\nresult = Strange", "! type elsewhere.Strange");
}

void TestSqlalchemyEffects::knowsTypesOfOtherPackages()
{
    QFETCH(QString, code);
    QFETCH(QString, sql);
    Run run(code);
    const QString got = converted(run, [&] {
        const auto type = operations::asType(run.interpreter, run.world, run.result());
        if (type.doubt)
            return doubtText(type.doubt);
        const auto made = run.world.dialect().ddl().type(type.value);
        return made ? *made : QLatin1String("! ") + made.error().detail;
    });
    QCOMPARE(got, sql);
}

void TestSqlalchemyEffects::understandsTheWaysOfOlderReleases_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char* code, const char* sql) {
        QTest::addRow("%s", code) << source(
                                         "t = sa.table('t', sa.column('a', sa.Integer), sa.column('s', sa.String))\n")
                + text("result = ")
                + text(code) << text(sql);
    };
    row("sa.select([t.c.a])", "SELECT t.a \nFROM t");
    row("sa.select([t.c.a], t.c.s == 'x')", "SELECT t.a \nFROM t \nWHERE t.s = 'x'");
    row("sa.select([sa.func.count()]).select_from(t)", "SELECT count(*) AS count_1 \nFROM t");
    row("sa.select([t.c.a], from_obj=[t], order_by=[t.c.a], limit=1)", "SELECT t.a \nFROM t ORDER BY t.a \n LIMIT 1");
    row("t.update(t.c.a == 1, {'s': 'x'})", "UPDATE t SET s='x' WHERE t.a = 1");
    row("t.update().where(t.c.a == 1).values(s=sa.case([(t.c.a == 1, 'x')], else_='y'))",
        "UPDATE t SET s=CASE WHEN (t.a = 1) THEN 'x' ELSE 'y' END WHERE t.a = 1");
    row("t.delete(t.c.a == 1)", "DELETE FROM t WHERE t.a = 1");
    row("t.insert({'a': 1})", "INSERT INTO t (a) VALUES (1)");
}

void TestSqlalchemyEffects::understandsTheWaysOfOlderReleases()
{
    QFETCH(QString, code);
    QFETCH(QString, sql);
    Run run(code);
    const QString got = converted(run, [&] {
        const auto executable = operations::asExecutable(run.interpreter, run.world, run.result());
        return executable->doubt
            ? doubtText(executable->doubt)
            : joined(run.world.dialect().ddl().execute(std::get<schema::Statement>(executable->value.what)));
    });
    QCOMPARE(got, sql);
}

void TestSqlalchemyEffects::insertsRowsInTheTablesOrder()
{
    Run run(source("t = sa.table('t', sa.column('a', sa.Integer), sa.column('s', sa.String))\n"
                   "rows = [{'s': 'x', 'a': 1}, {'a': 2}]\n"));
    QString sql;
    const auto attempt = run.interpreter.attempt([&] {
        const auto insert = operations::asRows(run.interpreter, run.world, run.result("t"), run.result("rows"));
        sql = insert.doubt ? doubtText(insert.doubt) : joined(run.world.dialect().ddl().bulkInsert(insert.value));
        return Value();
    });
    QVERIFY(attempt.value);
    QCOMPARE(sql, text("INSERT INTO t (a, s) VALUES (1, 'x');\nINSERT INTO t (a) VALUES (2)"));
}

void TestSqlalchemyEffects::givesDefaultsAsAlembicTakesThem()
{
    Run run(source("a = False\nb = None\nc = 'x'\nd = sa.text('now()')\ne = sa.Identity()\nf = sa.Computed('1')\n"));
    const auto kindOf = [&](const char* name) {
        return operations::asServerDefault(run.interpreter, run.world, run.result(name)).value.index();
    };
    QCOMPARE(kindOf("a"), size_t(0));
    QCOMPARE(kindOf("b"), size_t(1));
    QCOMPARE(kindOf("c"), size_t(2));
    QCOMPARE(kindOf("d"), size_t(2));
    QCOMPARE(kindOf("e"), size_t(3));
    QCOMPARE(kindOf("f"), size_t(4));
}

void TestSqlalchemyEffects::countsOnMappedAttributes()
{
    Run run(source("Base = orm.declarative_base()\nclass User(Base):\n    __tablename__ = 'users'\n"
                   "    id = sa.Column(sa.Integer, primary_key=True)\n    name = sa.Column('full_name', sa.Text)\n"));
    QCOMPARE(run.refusal(), QString());
    QStringList attributes;
    for (const auto& column : operations::mappedColumns(run.interpreter, run.result("User")))
        attributes.append(column.first);
    QCOMPARE(attributes, QStringList({ text("id"), text("name") }));
    QVERIFY(operations::isTable(run.result("User")));
    QVERIFY(!operations::isTable(run.result("Base")));
}

QTEST_GUILESS_MAIN(TestSqlalchemyEffects)
#include "tst_sqlalchemy_effects.moc"
