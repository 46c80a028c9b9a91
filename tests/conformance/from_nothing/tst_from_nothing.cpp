// What is said of an upgrade from nothing, and of a downgrade after it, against the real Alembic on a real server:
// whether it succeeds and where it ends, the schema in the end, and what the way there and back leaves behind.
#include "support/migration_project.h"
#include "support/servers.h"

#include "operations/round_trip.h"
#include "operations/schema_at.h"
#include "report/schema_sql.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

const QString sourceFolder = QStringLiteral(ESPALIER_SOURCE_DIR "/");

const dialects::Dialect& dialect() { return *dialects::findDialect(QStringLiteral("postgresql")); }

revisions::LoadedProject loaded(const MigrationProject& project)
{
    project::FindOptions find;
    find.useEnvironment = false;
    const auto opened = project::openProject(project.folder(), find);
    if (!opened)
        qFatal("%s", qPrintable(core::describe(opened.error())));
    const auto result = revisions::load(*opened, jobs::JobContext());
    if (!result)
        qFatal("%s", qPrintable(core::describe(result.error())));
    return *result;
}

operations::Circumstances circumstances(const revisions::LoadedProject& project)
{
    return operations::circumstancesOf(project.project, dialect(), false, { true });
}

/// All objects of a database in lines, as the server itself describes them.
QStringList catalogue(const TestDatabase& database)
{
    QFile file(sourceFolder + QStringLiteral("tests/conformance/catalogue.sql"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    return database.column(
        QStringLiteral("SELECT kind || ' ' || name || ': ' || definition FROM (\n%1\n) AS objects ORDER BY 1")
            .arg(QString::fromUtf8(file.readAll())));
}

QByteArray difference(const QStringList& real, const QStringList& ours)
{
    QStringList lines;
    for (const QString& line : real)
        if (!ours.contains(line))
            lines.append(QStringLiteral("alembic:  ") + line);
    for (const QString& line : ours)
        if (!real.contains(line))
            lines.append(QStringLiteral("espalier: ") + line);
    return lines.join(QLatin1Char('\n')).toUtf8();
}

PythonRun alembic(const MigrationProject& project, const char* verb, const char* target)
{
    return project.alembic({ QLatin1String(verb), QLatin1String(target) });
}

PythonRun upgrade(const MigrationProject& project) { return alembic(project, "upgrade", "heads"); }

/// The revision that ended an upgrade: the last one that Alembic announced.
QString lastAnnounced(const PythonRun& run)
{
    QString revision;
    for (const QString& line : run.err.split(QLatin1Char('\n')))
        if (line.contains(QLatin1String("Running upgrade")))
            revision = line.section(QLatin1String("-> "), 1).section(QLatin1Char(','), 0, 0).trimmed();
    return revision.section(QLatin1Char(' '), 0, 0);
}

/// The Python files below a folder of this repository, as the versions of a project with the stock env.py.
void addScripts(const MigrationProject& project, const QString& folder)
{
    QDirIterator files(sourceFolder + folder, { QStringLiteral("*.py") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(file.errorString()));
        const QByteArray text = file.readAll();
        if (text.contains("\ndown_revision"))
            project.write(QStringLiteral("migrations/versions/") + QFileInfo(file).fileName(), text);
    }
}

using Lines = std::initializer_list<QByteArray>;

QStringList texts(Lines lines)
{
    QStringList all;
    for (const QByteArray& line : lines)
        all.append(QString::fromUtf8(line));
    return all;
}

Script script(const char* id, const char* down, Lines up, Lines back = {})
{
    Script made;
    made.id = QLatin1String(id);
    made.down = *down ? QStringList{ QLatin1String(down) } : QStringList();
    made.upgrade = texts(up);
    made.downgrade = texts(back);
    return made;
}

struct Case {
    const char* name;
    std::vector<Script> scripts;
    const char* outcome;
    const char* revision; ///< that fails, or from which on it is not known
    const char* code;
};

const char createUsers[]
    = "op.create_table('users', sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(50)))";

QByteArray insertUser(const QByteArray& values)
{
    return "op.execute(\"INSERT INTO users (id, name) VALUES (" + values + ")\")";
}

QByteArray insertByParameters(const QByteArray& id)
{
    return "op.get_bind().execute(sa.text('INSERT INTO users (id, name) VALUES (:id, :name)'), {'id': " + id
        + ", 'name': 'a'})";
}

std::vector<Case> forecasts()
{
    const Script users = script("a1", "", { createUsers });
    return {
        { "all is well", { users, script("a2", "a1", { "op.add_column('users', sa.Column('age', sa.Integer))" }) },
            "succeeds", "", "" },
        { "a table that no revision makes",
            { users, script("a2", "a1", { "op.add_column('orders', sa.Column('age', sa.Integer))" }) }, "fails", "a2",
            "table-missing" },
        { "a table made twice", { users, script("a2", "a1", { createUsers }) }, "fails", "a2", "table-exists" },
        { "rows read from a table that is not there",
            { users, script("a2", "a1", { "op.get_bind().execute(sa.text('SELECT name FROM orders'))" }) }, "fails",
            "a2", "table-missing" },
        { "rows of a table that nobody filled",
            { users,
                script("a2", "a1",
                    { "for row in op.get_bind().execute(sa.text('SELECT id, name FROM users')).fetchall():",
                        "    op.drop_table(row[1])" }) },
            "succeeds", "", "" },
        { "as many rows as none",
            { users,
                script("a2", "a1",
                    { "if op.get_bind().execute(sa.text('SELECT count(*) FROM users')).scalar() > 0:",
                        "    raise Exception('there are users')" }) },
            "succeeds", "", "" },
        { "rows of a table that a revision filled",
            { users,
                script("a2", "a1",
                    { "op.execute(\"INSERT INTO users (id, name) VALUES (1, 'a')\")",
                        "if op.get_bind().execute(sa.text('SELECT count(*) FROM users')).scalar() > 0:",
                        "    raise Exception('there are users')" }) },
            "unknown", "a2", "" },
        { "an error swallowed in the transaction",
            { users,
                script("a2", "a1", { "try:", "    op.execute('DROP TABLE orders')", "except Exception:", "    pass" }),
                script("a3", "a2", { "op.add_column('users', sa.Column('age', sa.Integer))" }) },
            "fails", "a2", "transaction-aborted" },
        { "an error undone to a savepoint",
            { users,
                script("a2", "a1",
                    { "try:", "    with op.get_bind().begin_nested():", "        op.execute('DROP TABLE orders')",
                        "except Exception:", "    pass" }),
                script("a3", "a2", { "op.add_column('users', sa.Column('age', sa.Integer))" }) },
            "succeeds", "", "" },
        { "what is undone to a savepoint",
            { users,
                script("a2", "a1",
                    { "sp = op.get_bind().begin_nested()", "op.add_column('users', sa.Column('age', sa.Integer))",
                        "sp.rollback()",
                        "if 'age' not in [c['name'] for c in sa.inspect(op.get_bind()).get_columns('users')]:",
                        "    op.add_column('users', sa.Column('age', sa.String(3)))" }),
                script("a3", "a2", { "op.execute(\"UPDATE users SET age = 'one'\")" }) },
            "succeeds", "", "" },
        { "an inspector that says again what it was told",
            { users,
                script("a2", "a1",
                    { "inspector = sa.inspect(op.get_bind())", "for _ in range(2):",
                        "    if 'age' not in [c['name'] for c in inspector.get_columns('users')]:",
                        "        op.add_column('users', sa.Column('age', sa.Integer))" }) },
            "fails", "a2", "column-exists" },
        { "a unique constraint among the indexes",
            { users,
                script("a2", "a1",
                    { "op.create_unique_constraint('uq', 'users', ['name'])",
                        "for index in sa.inspect(op.get_bind()).get_indexes('users'):",
                        "    op.drop_constraint(index['name'], 'users')" }),
                script("a3", "a2", { "op.drop_constraint('uq', 'users')" }) },
            "fails", "a3", "constraint-missing" },
        { "an enum that is there",
            { users, script("a2", "a1", { "op.execute(\"CREATE TYPE mood AS ENUM ('sad')\")" }),
                script("a3", "a2",
                    { "op.add_column('users', sa.Column('mood', sa.Enum('sad', name='mood')))",
                        "sa.Enum('sad', name='mood').create(op.get_bind(), checkfirst=False)" }) },
            "fails", "a3", "enum-exists" },
        { "an id longer than the version column",
            { users, script("a2_with_a_name_that_says_all_about_it", "a1", { "pass" }) }, "fails",
            "a2_with_a_name_that_says_all_about_it", "long-id" },
        { "SQL of another database",
            { users, script("a2", "a1", { "op.execute('UPDATE users INNER JOIN users u SET users.name = u.name')" }) },
            "fails", "a2", "unsupported" },
        { "a sequence dropped with what uses it",
            { users, script("a2", "a1", { "op.execute('DROP SEQUENCE users_id_seq CASCADE')" }) }, "succeeds", "", "" },
        { "a block that looks first",
            { users,
                script("a2", "a1",
                    { "op.execute(\"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE "
                      "table_name "
                      "= 'users' AND column_name = 'age') THEN ALTER TABLE users ADD COLUMN age integer; END IF; IF "
                      "NOT "
                      "EXISTS (SELECT 1 FROM pg_class WHERE relname = 'ix_age') THEN CREATE INDEX ix_age ON users "
                      "(name); END IF; END $$\")" }) },
            "succeeds", "", "" },
        { "a value that is too long", { users, script("a2", "a1", { insertUser("1, '" + QByteArray(51, 'x') + "'") }) },
            "fails", "a2", "value-too-long" },
        { "a value with blanks that are too many",
            { users, script("a2", "a1", { insertUser("1, '" + QByteArray(50, 'x') + "   '") }) }, "succeeds", "", "" },
        { "too long for rows that are not there",
            { users, script("a2", "a1", { "op.execute(\"UPDATE users SET name = '\" + 'x' * 51 + \"'\")" }) }, "fails",
            "a2", "value-too-long" },
        { "NULL for rows that are not there",
            { users, script("a2", "a1", { "op.execute('UPDATE users SET id = NULL')" }) }, "succeeds", "", "" },
        { "a value that is too long, of bulk_insert",
            { users,
                script("a2", "a1",
                    { "op.bulk_insert(sa.table('users', sa.column('name', sa.String)), [{'name': 'x' * 51}])" }) },
            "fails", "a2", "value-too-long" },
        { "a value of another type", { users, script("a2", "a1", { insertUser("'one', 'a'") }) }, "fails", "a2",
            "value-refused" },
        { "a value that an enum has not",
            { users,
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('mood', sa.Enum('sad', 'glad', name='mood')))",
                        "op.execute(\"INSERT INTO pets (mood) VALUES ('grey')\")" }) },
            "fails", "a2", "value-refused" },
        { "NULL for what is NOT NULL",
            { users,
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('id', sa.Integer), sa.Column('name', sa.Text, "
                      "nullable=False))",
                        "op.execute('INSERT INTO pets (id) VALUES (1)')" }) },
            "fails", "a2", "null-refused" },
        { "parameters of SQL text", { users, script("a2", "a1", { insertByParameters("1") }) }, "succeeds", "", "" },
        { "a parameter that is NULL", { users, script("a2", "a1", { insertByParameters("None") }) }, "fails", "a2",
            "null-refused" },
        { "the same key twice, of parameters",
            { users, script("a2", "a1", { insertByParameters("1"), insertByParameters("1") }) }, "fails", "a2",
            "rows-not-distinct" },
        { "a parameter that nobody knows",
            { users, script("a2", "a1", { "import random", insertByParameters("random.randint(1, 9)") }) }, "unknown",
            "a2", "" },
        { "a column that the table has not",
            { users, script("a2", "a1", { "op.execute(\"UPDATE users SET age = 1\")" }) }, "fails", "a2",
            "column-missing" },
        { "the same key twice", { users, script("a2", "a1", { insertUser("1, 'a'"), insertUser("1, 'b'") }) }, "fails",
            "a2", "rows-not-distinct" },
        { "keys that the database counts",
            { users,
                script("a2", "a1",
                    { "op.execute(\"INSERT INTO users (name) VALUES ('a'), ('b')\")",
                        "op.execute(\"INSERT INTO users (name) VALUES ('c')\")" }) },
            "succeeds", "", "" },
        { "a key that the database may have counted to",
            { users,
                script("a2", "a1", { insertUser("1, 'a'"), "op.execute(\"INSERT INTO users (name) VALUES ('b')\")" }) },
            "unknown", "a2", "" },
        { "a key that points nowhere",
            { users,
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('owner', sa.Integer, sa.ForeignKey('users.id')))",
                        "op.execute('INSERT INTO pets (owner) VALUES (1)')" }) },
            "fails", "a2", "target-row-missing" },
        { "a key that points to a row",
            { users,
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('owner', sa.Integer, sa.ForeignKey('users.id')))",
                        insertUser("1, 'a'"), "op.execute('INSERT INTO pets (owner) VALUES (1), (NULL)')" }) },
            "succeeds", "", "" },
        { "NOT NULL for rows that are there",
            { users,
                script("a2", "a1",
                    { insertUser("1, 'a'"), "op.add_column('users', sa.Column('age', sa.Integer, nullable=False))" }) },
            "fails", "a2", "null-refused" },
        { "NOT NULL after rows got values",
            { users,
                script("a2", "a1",
                    { insertUser("1, 'a'"), "op.add_column('users', sa.Column('age', sa.Integer))",
                        "op.execute('UPDATE users SET age = 1')",
                        "op.alter_column('users', 'age', nullable=False)" }) },
            "succeeds", "", "" },
        { "NOT NULL before rows got values",
            { users,
                script("a2", "a1",
                    { insertUser("1, 'a'"), "op.add_column('users', sa.Column('age', sa.Integer))",
                        "op.alter_column('users', 'age', nullable=False)" }) },
            "fails", "a2", "null-refused" },
        { "unique over rows that are not",
            { users,
                script("a2", "a1",
                    { insertUser("1, 'a'"), insertUser("2, 'a'"),
                        "op.create_index('ux', 'users', ['name'], unique=True)" }) },
            "fails", "a2", "rows-not-distinct" },
        { "unique over rows that are",
            { users,
                script("a2", "a1",
                    { insertUser("1, 'a'"), insertUser("2, 'b'"),
                        "op.create_unique_constraint('uq', 'users', ['name'])" }) },
            "succeeds", "", "" },
        { "rows of which it is not known what they are",
            { users,
                script("a2", "a1",
                    { "op.execute('INSERT INTO users (id, name) SELECT n, NULL FROM generate_series(1, 3) n')",
                        "op.alter_column('users', 'name', nullable=False)" }) },
            "unknown", "a2", "" },
        { "rows that went again",
            { users,
                script("a2", "a1",
                    { insertUser("1, NULL"), "op.execute('DELETE FROM users')",
                        "op.alter_column('users', 'name', nullable=False)" }) },
            "succeeds", "", "" },
        { "a check over a value",
            { users,
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('age', sa.Integer, sa.CheckConstraint('age < 40')))",
                        "op.execute('INSERT INTO pets (age) VALUES (41)')" }) },
            "unknown", "a2", "" },
        { "a default that calls a function of an earlier revision",
            { script("a1", "",
                  { "op.execute('CREATE FUNCTION numbered(a integer DEFAULT 1) RETURNS integer AS $$ BEGIN RETURN a; "
                    "END "
                    "$$ LANGUAGE plpgsql')" }),
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('age', sa.Integer, server_default=sa.text('numbered()')))",
                        "op.add_column('pets', sa.Column('more', sa.Integer, "
                        "server_default=sa.text('numbered()')))" }) },
            "succeeds", "", "" },
        { "a default that calls a function that wants more",
            { script("a1", "",
                  { "op.execute('CREATE FUNCTION numbered(a integer) RETURNS integer AS $$ BEGIN RETURN a; END $$ "
                    "LANGUAGE plpgsql')" }),
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('age', sa.Integer, "
                      "server_default=sa.text('numbered()')))" }) },
            "unknown", "a2", "" },
        { "a default that calls a function that is gone",
            { script("a1", "",
                  { "op.execute('CREATE FUNCTION numbered() RETURNS integer AS $$ BEGIN RETURN 1; END $$ LANGUAGE "
                    "plpgsql')",
                      "op.execute('DROP FUNCTION numbered()')" }),
                script("a2", "a1",
                    { "op.create_table('pets', sa.Column('age', sa.Integer, "
                      "server_default=sa.text('numbered()')))" }) },
            "unknown", "a2", "" },
        { "a row that a function of an earlier revision makes",
            { script("a1", "",
                  { "op.execute('CREATE FUNCTION numbered() RETURNS integer AS $$ BEGIN RAISE division_by_zero; END $$ "
                    "LANGUAGE plpgsql')",
                      "op.create_table('pets', sa.Column('name', sa.Text), sa.Column('age', sa.Integer, "
                      "server_default=sa.text('numbered()')))" }),
                script("a2", "a1", { "op.execute(\"INSERT INTO pets (name) VALUES ('a')\")" }) },
            "unknown", "a2", "" },
        { "a script that raises", { users, script("a2", "a1", { "raise RuntimeError('by hand, please')" }) }, "fails",
            "a2", "script-raises" },
    };
}

struct Trip {
    const char* name;
    Script script;
    QStringList forgotten; ///< "add enum mood"
};

std::vector<Trip> trips()
{
    return {
        { "all of it",
            script("b1", "a1", { "op.add_column('users', sa.Column('age', sa.Integer))" },
                { "op.drop_column('users', 'age')" }),
            {} },
        { "an enum type",
            script("b1", "a1", { "op.create_table('pets', sa.Column('mood', sa.Enum('sad', 'glad', name='mood')))" },
                { "op.drop_table('pets')" }),
            texts({ "add enum mood" }) },
        { "a column and its index",
            script("b1", "a1",
                { "op.add_column('users', sa.Column('age', sa.Integer))",
                    "op.create_index('ix_age', 'users', ['age'])" },
                { "pass" }),
            texts({ "add column age", "add index ix_age" }) },
        { "what it was before",
            script("b1", "a1",
                { "op.alter_column('users', 'name', type_=sa.String(80), nullable=False, server_default='x')" },
                { "op.alter_column('users', 'name', type_=sa.String(50))" }),
            texts({ "change column name" }) },
        { "a table that was dropped", script("b1", "a1", { "op.drop_table('users')" }, { "pass" }),
            texts({ "remove table users" }) },
        { "a table that comes back without its key",
            script("b1", "a1", { "op.drop_table('users')" },
                { "op.create_table('users', sa.Column('id', sa.Integer, autoincrement=False, nullable=False), "
                  "sa.Column('name', sa.String(50)))" }),
            texts({ "change column id", "remove primary_key users_pkey" }) },
    };
}

QStringList words(const std::vector<schema::Difference>& differences)
{
    QStringList all;
    for (const schema::Difference& one : differences)
        all.append(
            schema::codeName(one.kind) + QLatin1Char(' ') + schema::codeName(one.object) + QLatin1Char(' ') + one.name);
    all.sort();
    return all;
}

} // namespace

class TestFromNothing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatAnUpgradeFromNothingComesTo_data();
    void whatAnUpgradeFromNothingComesTo();
    void theSchemaOfOurProjectsIsTheServers_data();
    void theSchemaOfOurProjectsIsTheServers();
    void whatADowngradeForgets_data();
    void whatADowngradeForgets();
};

void TestFromNothing::whatAnUpgradeFromNothingComesTo_data()
{
    QTest::addColumn<int>("number");
    const auto all = forecasts();
    for (size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << int(i);
}

// The forecast first, then the real upgrade: it ends where it was said to.
void TestFromNothing::whatAnUpgradeFromNothingComesTo()
{
    QFETCH(int, number);
    const Case one = forecasts()[size_t(number)];
    const TestDatabase database(Kind::PostgreSql);
    const MigrationProject project(database.url());
    for (const Script& script : one.scripts)
        project.add(script);

    const auto read = loaded(project);
    const auto at = operations::schemaAt(read, circumstances(read), QStringLiteral("heads"));
    QVERIFY(at.has_value());
    const operations::Forecast& forecast = at->forecast;
    QCOMPARE(operations::codeName(forecast.outcome), QLatin1String(one.outcome));
    QCOMPARE(forecast.outcome == operations::Forecast::Outcome::Fails ? forecast.revision : forecast.unknownFrom,
        QLatin1String(one.revision));
    QCOMPARE(forecast.code, QLatin1String(one.code));

    const PythonRun run = upgrade(project);
    if (forecast.outcome == operations::Forecast::Outcome::Succeeds)
        QVERIFY2(run.exitCode == 0, run.text().constData());
    if (forecast.outcome != operations::Forecast::Outcome::Fails)
        return;
    QVERIFY2(run.exitCode != 0, run.text().constData());
    QCOMPARE(lastAnnounced(run), QLatin1String(one.revision));
}

void TestFromNothing::theSchemaOfOurProjectsIsTheServers_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("the demo") << QStringLiteral("resources/demo/project");
    for (const char* report : { "data_platform", "lead_agent", "leads", "leads_crud", "prospecting" })
        QTest::newRow(report) << QStringLiteral("tests/data/reports/") + QLatin1String(report);
    // not "types", which needs SQLAlchemy 2
    for (const char* name : { "batch", "control_flow", "core_statements", "directives" })
        QTest::newRow(name) << QStringLiteral("tests/data/operations/%1.py").arg(QLatin1String(name));
}

// Where the upgrade succeeds, the catalogue is the same as of a database that the replayed schema's SQL made.
void TestFromNothing::theSchemaOfOurProjectsIsTheServers()
{
    QFETCH(QString, folder);
    const TestDatabase database(Kind::PostgreSql), copy(Kind::PostgreSql);
    const MigrationProject project(database.url());
    if (folder.endsWith(QLatin1String(".py")))
        QVERIFY(QFile::copy(sourceFolder + folder, project.path(QStringLiteral("migrations/versions/script.py"))));
    else
        addScripts(project, folder);

    const auto read = loaded(project);
    QVERIFY(read.graph->size() > 0);
    const auto at = operations::schemaAt(read, circumstances(read), QStringLiteral("heads"));
    QVERIFY(at.has_value());
    const PythonRun run = upgrade(project);
    const operations::Forecast& forecast = at->forecast;
    QVERIFY2(forecast.outcome != operations::Forecast::Outcome::Unknown, qPrintable(forecast.reason.english()));
    if (forecast.outcome == operations::Forecast::Outcome::Fails) {
        QVERIFY2(run.exitCode != 0, qPrintable(forecast.revision + QLatin1Char(' ') + forecast.reason.english()));
        QCOMPARE(lastAnnounced(run), forecast.revision);
        return;
    }
    QVERIFY2(run.exitCode == 0, run.text().constData());
    const QString sql = report::schemaSql(at->schema, dialect());
    copy.execute({ sql.isEmpty() ? QStringLiteral("SELECT 1") : sql });
    const QStringList real = catalogue(database), ours = catalogue(copy);
    QVERIFY2(real == ours, difference(real, ours).constData());
}

void TestFromNothing::whatADowngradeForgets_data()
{
    QTest::addColumn<int>("number");
    const auto all = trips();
    for (size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << int(i);
}

// There and back: what is said to be forgotten is what the server still has, and nothing else.
void TestFromNothing::whatADowngradeForgets()
{
    QFETCH(int, number);
    const Trip trip = trips()[size_t(number)];
    const TestDatabase database(Kind::PostgreSql);
    const MigrationProject project(database.url());
    project.add(script("a1", "", { createUsers }));
    project.add(trip.script);

    const auto read = loaded(project);
    operations::MigrationRun run(read, circumstances(read));
    run.start({ QStringLiteral("a1") });
    const auto found = operations::roundTrip(run, read.graph->indexOf(QStringLiteral("b1")));
    QVERIFY(found.isKnown());
    QCOMPARE(words(found.forgotten), trip.forgotten);

    QCOMPARE(alembic(project, "upgrade", "a1").exitCode, 0);
    const QStringList before = catalogue(database);
    QCOMPARE(alembic(project, "upgrade", "b1").exitCode, 0);
    QCOMPARE(alembic(project, "downgrade", "a1").exitCode, 0);
    const QStringList after = catalogue(database);
    QCOMPARE(before == after, trip.forgotten.isEmpty());
}

QTEST_GUILESS_MAIN(TestFromNothing)
#include "tst_from_nothing.moc"
