// Databases of everything that is hard to read: as SQLAlchemy's inspector sees them; read by roles without rights, and
// while they are changed.
#include "inspector_lines.h"
#include "torture.h"

#include "dialects/broken_view.h"
#include "dialects/sql_reader.h"
#include "schema/apply.h"
#include "schema/column_use.h"
#include "schema/difference.h"

using namespace espalier;
using namespace espalier::test;
using dialects::Introspected;
using schema::ObjectName;

namespace {

QString text(const char* latin) { return QString::fromUtf8(latin); }

/// Runs something before one of the queries of a reading.
class Interfering final : public dialects::SqlExecutor {
public:
    Interfering(dialects::SqlExecutor& session, int place, std::function<void()> interference)
        : m_session(session)
        , m_left(place)
        , m_interference(std::move(interference))
    { }
    const dialects::Dialect& dialect() const override { return m_session.dialect(); }
    core::Result<dialects::Rows> query(const QString& sql, const QVariantList& bound) override
    {
        if (m_left-- == 0)
            m_interference();
        ++queries;
        return m_session.query(sql, bound);
    }
    core::Result<qint64> execute(const QString& sql, const QVariantList& bound) override
    {
        return m_session.execute(sql, bound);
    }
    int queries = 0;

private:
    dialects::SqlExecutor& m_session;
    int m_left;
    std::function<void()> m_interference;
};

} // namespace

class TestIntrospection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheInspectorSays_data() { everyKind(); }
    void saysWhatTheInspectorSays();
    void knowsMoreThanTheInspector();
    void isWhatItsStatementsMake();
    void columnsStandInTheirOrder();
    void sizesOfManyAreTheServersCounts();
    void withoutKeysThereAreNone_data() { everyKind(); }
    void withoutKeysThereAreNone();
    void brokenViewsAreTold_data();
    void brokenViewsAreTold();
    void anEmptyDatabaseIsEmpty_data() { everyKind(); }
    void anEmptyDatabaseIsEmpty();
    void theNumberOfQueriesIsFixed_data() { everyKind(); }
    void theNumberOfQueriesIsFixed();
    void changesNothingAndLeavesNoTransaction_data() { everyKind(); }
    void changesNothingAndLeavesNoTransaction();
    void rolesWithoutRightsAreTold_data() { everyServer(); }
    void rolesWithoutRightsAreTold();
    void keysAreSeenByWhoMayOnlyRead_data() { everyServer(); }
    void keysAreSeenByWhoMayOnlyRead();
    void whatVanishesMeanwhileIsReadAgain_data();
    void whatVanishesMeanwhileIsReadAgain();
    void canBeCancelled_data() { everyKind(); }
    void canBeCancelled();
};

void TestIntrospection::saysWhatTheInspectorSays()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    runStatements(database.url(), tortureStatements(kind));
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    const schema::SchemaRules& rules = dialectFor(kind).schemaRules(found->version);
    const SchemaLines ours(found->schema, kind, dialectFor(kind), rules);
    const QString difference = onlyInOne(ours.lines, inspectorLines(database.url(), rules), kind);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TestIntrospection::knowsMoreThanTheInspector()
{
    const TestDatabase database(Kind::PostgreSql);
    runStatements(database.url(), tortureStatements(Kind::PostgreSql));
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    QVERIFY(found->unseen.empty());
    const schema::Schema& schema = found->schema;
    const auto option = [&](const char* table, const char* key) {
        return schema.table({ {}, text(table) })->options.value(text(key));
    };
    QCOMPARE(option("measurement", "postgresql_partition_by").toString(), text("RANGE (day)"));
    QCOMPARE(option("m2025", "postgresql_partition_by").toString(), text("LIST (city)"));
    QCOMPARE(option("m2025_1", "postgresql_partition_of").toStringList(), QStringList{ text("m2025") });
    QCOMPARE(option("m2025_1", "postgresql_partition_bound").toString(), text("FOR VALUES IN (1, 2)"));
    QCOMPARE(option("derived", "postgresql_inherits").toStringList(), QStringList{ text("base") });
    QCOMPARE(schema.table({ {}, text("fast") })->prefixes, QStringList{ text("UNLOGGED") });

    const schema::Table& booking = *schema.table({ {}, text("booking") });
    QCOMPARE(int(booking.constraints.size()), 1);
    const schema::Constraint& exclusion = booking.constraints.front();
    QCOMPARE(exclusion.method, text("gist"));
    QCOMPARE(int(exclusion.elements.size()), 2);
    QCOMPARE(exclusion.elements[1].with, text("&&"));
    QVERIFY(exclusion.condition && exclusion.deferrable.value_or(false));

    const schema::Table& types = *schema.table({ {}, text("types") });
    QCOMPARE(types.column(text("id"))->autoIncrement, schema::Column::AutoIncrement::Yes);
    QVERIFY(!types.column(text("id"))->serverDefault);
    QCOMPARE(*types.column(text("always_id"))->identity->sequence.increment, 2);
    QCOMPARE(types.column(text("a_text"))->type.collation, text("C"));
    QCOMPARE(types.column(text("ms"))->type.item->enumeration->values.size(), 4);
    QCOMPARE(schema.sequences.value({ {}, text("types_b_seq") })->ownedBy, text("types.b"));
    QVERIFY(schema.sequences.value({ {}, text("free_seq") })->ownedBy.isEmpty());
    QCOMPARE(*schema.sequences.value({ {}, text("free_seq") })->options.maxValue, 500);

    const schema::Table& child = *schema.table({ {}, text("child") });
    QCOMPARE(child.constraint(text("fk_parent"))->match, text("FULL"));
    QCOMPARE(child.constraint(text("child_boss_fkey"))->initially, text("DEFERRED"));
    QVERIFY(child.constraint(text("fk_nv"))->options.value(text("postgresql_not_valid")).toBool());
    QVERIFY(schema.views.value({ {}, text("mat") })->isMaterialized);
    for (const char* kind : { "trigger", "policy", "rule", "function", "procedure", "domain", "type", "extension",
             "statistics", "index" }) {
        const auto isOfKind = [&](const auto& object) { return object->kind == text(kind); };
        QVERIFY2(std::any_of(schema.others.cbegin(), schema.others.cend(), isOfKind), kind);
    }
    QVERIFY(schema.schemas.contains(text("empty_one")));
    const auto facts = found->facts.value({ {}, text("types") });
    QVERIFY(!facts.owner.isEmpty() && facts.bytes && *facts.bytes > 0);
}

/// As migrations that consist of those statements would be told of.
void TestIntrospection::isWhatItsStatementsMake()
{
    const Kind kind = Kind::Sqlite;
    const TestDatabase database(kind);
    runStatements(database.url(), tortureStatements(kind));
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    const schema::SchemaRules& rules = dialectFor(kind).schemaRules(found->version);
    schema::Replay replay(rules);
    for (const QString& sql : tortureStatements(kind))
        for (const dialects::ReadStatement& statement : dialectFor(kind).sqlReader().read(sql))
            for (const schema::Change& change : statement.changes)
                replay.apply(change);
    const auto differences = schema::difference(replay.schema(), found->schema, rules);
    QVERIFY2(differences.empty(), qPrintable(shown(differences)));
}

/// Each change of a column makes its row of the catalogue the last one.
void TestIntrospection::columnsStandInTheirOrder()
{
    const TestDatabase database(Kind::PostgreSql);
    runStatements(database.url(),
        { text("CREATE TABLE t (a integer, gone integer, b text, c integer PRIMARY KEY)"),
            text("CREATE VIEW v AS SELECT c, b, a FROM t"), text("ALTER TABLE t DROP COLUMN gone"),
            text("ALTER TABLE t ALTER COLUMN a SET NOT NULL"), text("ALTER TABLE t ALTER COLUMN b SET STATISTICS 7"),
            text("ALTER VIEW v ALTER COLUMN c SET DEFAULT 7"),
            text("ALTER TABLE t ALTER COLUMN b SET (n_distinct = 3)"), text("CREATE INDEX ix ON t (c, a)") });
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    QStringList names;
    const schema::Table& table = *found->schema.table({ {}, text("t") });
    for (const schema::Column& column : table.columns)
        names.append(column.name);
    QCOMPARE(names, QStringList({ text("a"), text("b"), text("c") }));
    QVERIFY(!*table.column(text("a"))->nullable && *table.column(text("b"))->nullable);
    QCOMPARE(found->schema.views.value({ {}, text("v") })->columns, QStringList({ text("c"), text("b"), text("a") }));
    QCOMPARE(schema::leadingColumns(table.indexes.front()), QStringList({ text("c"), text("a") }));
    QCOMPARE(table.constraints.front().columns, QStringList{ text("c") });
}

/// Of few tables the files are looked at, of many what VACUUM counted is told: with long values and indexes.
void TestIntrospection::sizesOfManyAreTheServersCounts()
{
    const TestDatabase database(Kind::PostgreSql);
    runStatements(database.url(),
        { text("CREATE TABLE t (id integer PRIMARY KEY, long text)"),
            text("ALTER TABLE t ALTER long SET STORAGE EXTERNAL"),
            text("INSERT INTO t SELECT i, repeat('x', 9000) FROM generate_series(1, 300) AS i"),
            text("CREATE INDEX ix ON t (id, left(long, 20))"), text("CREATE TABLE empty (a integer)"),
            text("VACUUM ANALYZE t") });
    auto session = open(database.url());
    VERIFY_RESULT(session);
    const auto measured = [&](const char* sizes) {
        const auto rows
            = session->query(QStringLiteral("SELECT %1 AS n FROM pg_class WHERE relname = 't'").arg(text(sizes)));
        return rows ? rows->value(0, text("n")).toLongLong() : -1;
    };
    const auto told = [&](const char* table) {
        return introspected(database.url())->facts.value({ {}, text(table) }).bytes;
    };
    QCOMPARE(*told("t"), measured("pg_total_relation_size(oid)"));
    runStatements(database.url(),
        { text("DO $$ BEGIN FOR i IN 1..500 LOOP EXECUTE format('CREATE VIEW v%s AS SELECT 1 AS a', i); END LOOP; END "
               "$$") });
    QCOMPARE(*told("t"),
        measured("pg_relation_size(oid) + pg_relation_size(reltoastrelid) + "
                 "(SELECT sum(pg_relation_size(indexrelid)) FROM pg_index WHERE indrelid = pg_class.oid)::int8"));
    QVERIFY(!told("empty"));
}

void TestIntrospection::withoutKeysThereAreNone()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    runStatements(database.url(),
        { text("CREATE TABLE a (x INTEGER, y VARCHAR(5))"), text("CREATE TABLE b (x INTEGER, a_x INTEGER)"),
            text("CREATE VIEW c AS SELECT a.x, b.a_x FROM a JOIN b ON a.x = b.a_x") });
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    QVERIFY(found->unseen.empty());
    QCOMPARE(int(found->schema.tables.size()), 2);
    QCOMPARE(int(found->schema.views.size()), 1);
    for (const auto& table : found->schema.tables) {
        QCOMPARE(int(table->columns.size()), 2);
        QVERIFY(table->constraints.empty() && table->indexes.empty());
        for (const schema::Column& column : table->columns)
            QVERIFY(!column.isPrimaryKey && column.isNullable());
    }
}

void TestIntrospection::brokenViewsAreTold_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : { Kind::Sqlite, Kind::MariaDb }) // PostgreSQL keeps what a view reads
        QTest::addRow("%s", kindName(kind)) << kind;
}

void TestIntrospection::brokenViewsAreTold()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    runStatements(database.url(),
        { text("CREATE TABLE kept (id INTEGER PRIMARY KEY)"), text("CREATE TABLE soon_gone (a INTEGER)"),
            text("CREATE VIEW broken AS SELECT a FROM soon_gone"), text("CREATE VIEW whole AS SELECT id FROM kept"),
            text("DROP TABLE soon_gone") });
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    QVERIFY(found->schema.table({ {}, text("kept") }));
    QVERIFY(found->schema.views.value({ {}, text("whole") }));
    QVERIFY(found->schema.views.value({ {}, text("broken") })->definition.contains(text("soon_gone")));
    QCOMPARE(int(found->unseen.size()), 1);
    QVERIFY(found->unseen.front().english().contains(text("broken")));
    QVERIFY(dialects::whyBroken({ {}, text("broken") }, found->unseen).contains(text("soon_gone"))
        || kind == Kind::MariaDb); // which names no table
    QVERIFY(dialects::whyBroken({ {}, text("whole") }, found->unseen).isEmpty());
}

void TestIntrospection::anEmptyDatabaseIsEmpty()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto found = introspected(database.url());
    VERIFY_RESULT(found);
    QVERIFY(found->schema == schema::Schema{});
    QVERIFY(found->unseen.empty());
}

void TestIntrospection::theNumberOfQueriesIsFixed()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto queries = [&] {
        auto session = open(database.url());
        Interfering counting(*session, -1, [] {});
        const auto found = database::readSchema(counting, session->facts().version, jobs::JobContext());
        if (!found)
            qFatal("%s", qPrintable(core::describe(found.error())));
        return counting.queries;
    };
    const int ofNone = queries();
    runStatements(database.url(), tortureStatements(kind));
    QVERIFY(queries() <= ofNone + 1); // sequences, where they have to be asked for themselves
    QVERIFY(ofNone <= 12);
}

void TestIntrospection::changesNothingAndLeavesNoTransaction()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    VERIFY_RESULT(database::readSchema(*session, jobs::JobContext()));
    VERIFY_RESULT(session->execute(text("CREATE TABLE t (a INTEGER)")));
    QVERIFY(introspected(database.url())->schema.table({ {}, text("t") }));
}

void TestIntrospection::rolesWithoutRightsAreTold()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    if (kind == Kind::PostgreSql) {
        database.execute({ text("CREATE SCHEMA closed"), text("CREATE TABLE closed.t (a INTEGER)"),
            text("CREATE TABLE public.own (a INTEGER)") });
        const auto found = introspected(database.url());
        VERIFY_RESULT(found);
        QVERIFY(found->schema.table({ text("closed"), text("t") })); // the catalogue is open to all
        QCOMPARE(int(found->unseen.size()), 2);
        QVERIFY(found->unseen[0].english().contains(text("closed")));
        QCOMPARE(found->unseen[1].english(), text("This role may not read the rows of closed.t, own."));
        QVERIFY(!found->facts.value({ {}, text("own") }).isReadable);
        return;
    }
    const QString user = text("u_") + database.name();
    database.execute({ text("CREATE TABLE seen (a INTEGER)"), text("CREATE TABLE hidden (a INTEGER)"),
        text("CREATE VIEW v AS SELECT a FROM seen"), QStringLiteral("CREATE USER `%1`@`%` IDENTIFIED BY 'x'").arg(user),
        QStringLiteral("GRANT SELECT ON %1.seen TO `%2`@`%`").arg(database.name(), user),
        QStringLiteral("GRANT SELECT ON %1.v TO `%2`@`%`").arg(database.name(), user) });
    const auto found = introspected(Servers::running().mariadbUrl(database.name(), { user, text("x") }));
    database.execute({ QStringLiteral("DROP USER `%1`@`%`").arg(user) });
    VERIFY_RESULT(found);
    QVERIFY(found->schema.table({ {}, text("seen") }));
    QVERIFY(!found->schema.table({ {}, text("hidden") }));
    QCOMPARE(int(found->unseen.size()), 3); // tables, triggers, the view's definition
    QVERIFY(found->unseen[2].english().contains(text("v")));
}

void TestIntrospection::keysAreSeenByWhoMayOnlyRead()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const bool isPostgres = kind == Kind::PostgreSql;
    const QString user = text("r_") + database.name();
    const QString name = isPostgres ? user : QStringLiteral("`%1`@`%`").arg(user);
    runStatements(database.adminUrl(),
        { text("CREATE TABLE parent (a INTEGER, b INTEGER, PRIMARY KEY (a, b))"),
            text("CREATE TABLE child (a INTEGER, b INTEGER, c INTEGER, d INTEGER, CONSTRAINT one FOREIGN KEY (a, b) "
                 "REFERENCES parent (a, b) ON DELETE CASCADE, CONSTRAINT two FOREIGN KEY (c, d) REFERENCES parent (a, "
                 "b) "
                 "ON DELETE SET NULL ON UPDATE CASCADE, CONSTRAINT three FOREIGN KEY (a, d) REFERENCES parent (a, b))"),
            (isPostgres ? text("CREATE USER %1 PASSWORD 'x'") : text("CREATE USER %1 IDENTIFIED BY 'x'")).arg(name),
            (isPostgres ? text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO %1")
                        : text("GRANT SELECT ON ") + database.name() + text(".* TO %1"))
                .arg(name) });
    const Servers& servers = Servers::running();
    const Account account{ user, text("x") };
    const auto found = introspected(
        isPostgres ? servers.postgresUrl(database.name(), account) : servers.mariadbUrl(database.name(), account));
    const auto whole = introspected(database.adminUrl());
    runStatements(database.adminUrl(),
        isPostgres ? QStringList{ text("DROP OWNED BY ") + name, text("DROP USER ") + name }
                   : QStringList{ text("DROP USER ") + name });
    VERIFY_RESULT(found);
    VERIFY_RESULT(whole);
    QCOMPARE(int(whole->schema.table({ {}, text("child") })->constraints.size()), 3);
    const QString differences
        = shown(schema::difference(whole->schema, found->schema, dialectFor(kind).schemaRules(found->version)));
    QVERIFY2(differences.isEmpty(), qPrintable(differences));
}

void TestIntrospection::whatVanishesMeanwhileIsReadAgain_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("place");
    for (const Kind kind : { Kind::PostgreSql, Kind::MariaDb })
        for (int place = 0; place < 12; ++place)
            QTest::addRow("%s before query %d", kindName(kind), place) << kind << place;
}

void TestIntrospection::whatVanishesMeanwhileIsReadAgain()
{
    QFETCH(Kind, kind);
    QFETCH(int, place);
    const TestDatabase database(kind);
    runStatements(database.url(),
        { text("CREATE TABLE kept (id INTEGER PRIMARY KEY)"),
            text("CREATE TABLE gone (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 7, b INTEGER CHECK (b > 0), CONSTRAINT "
                 "fk "
                 "FOREIGN KEY (a) REFERENCES kept (id))"),
            text("CREATE INDEX ix_gone ON gone (a, b)"),
            text("CREATE VIEW of_gone AS SELECT id, a + b AS s FROM gone") });
    auto session = open(database.url());
    VERIFY_RESULT(session);
    Interfering interfering(*session, place,
        [&] { // what the reading holds a lock on already can't vanish any more
            database::OpenOptions impatient;
            impatient.timeouts.lockMs = 200;
            auto other = open(database.url(), {}, impatient);
            for (const char* statement : { "DROP VIEW of_gone", "DROP TABLE gone" })
                (void)other->execute(text(statement));
        });
    const auto found = database::readSchema(interfering, session->facts().version, jobs::JobContext());
    VERIFY_RESULT(found);
    QVERIFY(!found->isTorn);
    QVERIFY(found->schema.table({ {}, text("kept") }));
    const schema::Table* gone = found->schema.table({ {}, text("gone") });
    if (gone && kind == Kind::PostgreSql) { // as it was at the one moment
        QCOMPARE(int(gone->columns.size()), 3);
        QVERIFY(gone->column(text("a"))->serverDefault);
        QCOMPARE(int(gone->constraints.size()), 3);
        QCOMPARE(int(gone->indexes.size()), 1);
        QVERIFY(!found->schema.views.value({ {}, text("of_gone") })->definition.isEmpty());
    }
}

void TestIntrospection::canBeCancelled()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    core::CancelSource source;
    auto session = open(database.url(), source.token());
    VERIFY_RESULT(session);
    source.cancel();
    VERIFY_FAILS(database::readSchema(*session, jobs::JobContext(source.token())), core::ErrorCode::Cancelled);
    session->useCancel({});
    VERIFY_RESULT(session->execute(text("CREATE TABLE t (a INTEGER)"))); // no transaction is left open
}

QTEST_GUILESS_MAIN(TestIntrospection)
#include "tst_introspection.moc"
