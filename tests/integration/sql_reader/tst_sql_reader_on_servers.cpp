#include "dialects/ddl.h"
#include "dialects/dialect.h"
#include "dialects/sql_reader.h"
#include "support/change_text.h"
#include "support/servers.h"

#include <QTest>

// Text that a server runs, and what the reader says that it does, written as SQL again and run in a second database:
// both databases must hold the same afterwards, as the server's own catalogue tells it.

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

/// Writes changes as statements of a dialect. What Ddl has no call for is written here.
class Writer {
public:
    explicit Writer(const dialects::Dialect& dialect)
        : m_dialect(dialect)
        , m_ddl(dialect.ddl())
    { }

    QStringList statements;
    bool understands = true;

    void operator()(const CreateTable& c)
    {
        add(m_ddl.createTable(c.table, c.ifNotExists, m_memo));
        understands &= !c.isIncomplete;
    }
    void operator()(const DropTable& c)
    {
        Table table;
        table.name = c.table;
        add(m_ddl.dropTable(table, c.ifExists, m_memo), c.cascade);
    }
    void operator()(const RenameTable& c) { add(m_ddl.renameTable(c.table, c.newName.name)); }
    void operator()(const ColumnAddition& c)
    {
        add(m_ddl.addColumn(c));
        if (c.inlinePrimaryKey)
            understands = c.column.isPrimaryKey;
    }
    void operator()(const DropColumn& c) { add(m_ddl.dropColumn(c.table, c.column, c.ifExists), c.cascade); }
    void operator()(const ColumnChange& c)
    {
        if (!c.newName.isEmpty() && !c.type)
            alter(c.table, QStringLiteral("RENAME COLUMN %1 TO %2").arg(quoted(c.column), quoted(c.newName)));
        else
            add(m_ddl.alterColumn(c));
    }
    void operator()(const AddConstraint& c) { add(m_ddl.addConstraint(c.table, c.constraint)); }
    void operator()(const DropConstraint& c) { add(m_ddl.dropConstraint(c.reference, c.ifExists), c.cascade); }
    void operator()(const CreateIndex& c) { add(m_ddl.createIndex(c.table, c.index, c.ifNotExists)); }
    void operator()(const DropIndex& c)
    {
        Index index;
        index.name.text = c.index.name;
        add(m_ddl.dropIndex(c.table.name.isEmpty() ? ObjectName{ c.index.schema, {} } : c.table, index, c.ifExists),
            c.cascade);
    }
    void operator()(const RenameConstraint& c)
    {
        alter(c.table, QStringLiteral("RENAME CONSTRAINT %1 TO %2").arg(quoted(c.name), quoted(c.newName)));
    }
    void operator()(const RenameIndex& c)
    {
        if (c.table.name.isEmpty())
            statements += QStringLiteral("ALTER INDEX %1 RENAME TO %2").arg(quoted(c.index), quoted(c.newName));
        else
            alter(c.table, QStringLiteral("RENAME INDEX %1 TO %2").arg(quoted(c.index.name), quoted(c.newName)));
    }
    void operator()(const SetTableComment& c)
    {
        add(c.comment.isNull() ? m_ddl.dropTableComment(c.table) : m_ddl.createTableComment(c.table, c.comment));
    }
    void operator()(const CreateEnum& c)
    {
        EnumFacts facts;
        facts.name = c.type.name.name;
        facts.schema = c.type.name.schema;
        facts.values = c.type.values;
        add(m_ddl.createEnum(SqlType::enumOf(facts)));
    }
    void operator()(const DropEnum& c)
    {
        EnumFacts facts;
        facts.name = c.name.name;
        add(m_ddl.dropEnum(SqlType::enumOf(facts)));
    }
    void operator()(const AlterEnum& c)
    {
        QString words = QLatin1String("ALTER TYPE ") + quoted(c.name);
        if (!c.newName.isEmpty())
            words += QLatin1String(" RENAME TO ") + quoted(c.newName);
        else if (!c.renameValue.isEmpty())
            words += QStringLiteral(" RENAME VALUE %1 TO %2")
                         .arg(m_dialect.literal(c.renameValue), m_dialect.literal(c.addValue));
        else
            words += QLatin1String(" ADD VALUE ") + m_dialect.literal(c.addValue)
                + (c.before.isEmpty() ? QString() : QLatin1String(" BEFORE ") + m_dialect.literal(c.before))
                + (c.after.isEmpty() ? QString() : QLatin1String(" AFTER ") + m_dialect.literal(c.after));
        statements += words;
    }
    void operator()(const CreateSequence& c)
    {
        add(m_ddl.createSequence(
            c.sequence.name, c.sequence.options, SqlType::fromSql(c.sequence.dataType), c.ifNotExists));
    }
    void operator()(const DropSequence& c) { add(m_ddl.dropSequence(c.name, c.ifExists)); }
    void operator()(const CreateSchema& c) { add(m_ddl.createSchema(c.name, c.ifNotExists)); }
    void operator()(const DropSchema& c) { add(m_ddl.dropSchema(c.name, c.ifExists, c.cascade)); }
    void operator()(const CreateView& c)
    {
        statements += QStringLiteral("CREATE %1VIEW %2 AS %3")
                          .arg(c.view.isMaterialized ? QStringLiteral("MATERIALIZED ") : QString(), quoted(c.view.name),
                              c.view.definition);
    }
    void operator()(const DropView& c)
    {
        statements += QStringLiteral("DROP %1VIEW %2")
                          .arg(c.isMaterialized ? QStringLiteral("MATERIALIZED ") : QString(), quoted(c.name));
    }
    void operator()(const TouchRows&) { }
    void operator()(const SessionStatement&) { }
    void operator()(const CreateOther& c) { statements += c.object.definition; }
    template <typename Other> void operator()(const Other&) { understands = false; }

private:
    QString quoted(const QString& name) const { return m_dialect.quoted(name); }
    QString quoted(const ObjectName& name) const { return m_dialect.quotedName(name.schema, name.name); }
    void alter(const ObjectName& table, const QString& what)
    {
        statements += QStringLiteral("ALTER TABLE %1 %2").arg(quoted(table), what);
    }
    void add(const dialects::Statements& made, bool cascade = false)
    {
        if (!made)
            qFatal("%s", qPrintable(core::describe(made.error())));
        statements += *made;
        if (cascade)
            statements.last() += QLatin1String(" CASCADE");
    }

    const dialects::Dialect& m_dialect;
    const dialects::Ddl& m_ddl;
    dialects::DdlMemo m_memo;
};

const char* const postgresqlCatalogue[] = {
    "SELECT concat_ws(' ', 'column', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), "
    "a.attnotnull, "
    "pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, l.collname, col_description(c.oid, a.attnum)) "
    "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = "
    "a.attcollation "
    "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ "
    "'^(pg_|information)'",
    "SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint "
    "WHERE conrelid <> 0 AND conparentid = 0 AND connamespace::regnamespace::text !~ '^(pg_|information)'",
    "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text !~ '^(pg_|information)'",
    "SELECT concat_ws(' ', 'enum', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)) FROM pg_enum e "
    "JOIN "
    "pg_type t ON t.oid = e.enumtypid GROUP BY t.typname",
    "SELECT concat_ws(' ', c.relkind, n.nspname, c.relname, c.relpersistence, obj_description(c.oid), c.reloptions, "
    "pg_get_partkeydef(c.oid), pg_get_viewdef(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE "
    "n.nspname !~ '^(pg_|information)' AND c.relkind <> 'i'",
    "SELECT concat_ws(' ', schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by, "
    "cycle, "
    "cache_size) FROM pg_sequences",
    "SELECT nspname FROM pg_namespace",
};

const char* const postgresqlScripts[] = {
    "CREATE TABLE users (id SERIAL PRIMARY KEY, email varchar(200) NOT NULL UNIQUE, age smallint DEFAULT 18 CHECK (age "
    ">= 0), "
    "note text COLLATE \"C\" DEFAULT 'a, (b)', at timestamptz(3) DEFAULT now() NOT NULL, n numeric(10,2) DEFAULT -1.5, "
    "tags "
    "text[] DEFAULT '{}'::text[], b bit varying(3), c char, d double precision, i interval day to second(2), j jsonb, "
    "u uuid, "
    "o oid, k int4range, t time, z timetz, CONSTRAINT ck CHECK (length(email) > 3));"
    "CREATE TABLE \"Orders\" (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 5 INCREMENT BY 2) PRIMARY KEY, "
    "user_id "
    "int NOT NULL REFERENCES users (id) ON DELETE CASCADE, total numeric, twice numeric GENERATED ALWAYS AS (total * "
    "2) "
    "STORED, "
    "CONSTRAINT \"Uq\" UNIQUE (user_id, total) DEFERRABLE INITIALLY DEFERRED);"
    "CREATE INDEX e ON users (lower(email), age DESC NULLS LAST);"
    "CREATE UNIQUE INDEX i ON users USING btree (email text_pattern_ops, note COLLATE \"C\") INCLUDE (age) WITH "
    "(fillfactor = 70) "
    "WHERE age > 1 AND (note IS NOT NULL);"
    "CREATE INDEX g ON users USING gin (tags, j jsonb_path_ops)",
    "CREATE SCHEMA s; CREATE TABLE s.a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (p int, q int, CONSTRAINT fk "
    "FOREIGN "
    "KEY (p, q) REFERENCES s.a (x, y) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE);"
    "ALTER TABLE b ADD COLUMN r text DEFAULT 'x' NOT NULL, ADD s int UNIQUE, ADD CONSTRAINT ck CHECK (p > 0), ALTER p "
    "SET NOT "
    "NULL, ALTER q TYPE bigint USING q::bigint, ALTER q SET DEFAULT 5;"
    "ALTER TABLE b RENAME r TO rr; ALTER TABLE b RENAME CONSTRAINT ck TO ck2; ALTER TABLE b DROP COLUMN s, ALTER q "
    "DROP "
    "DEFAULT, ALTER p DROP NOT NULL; ALTER TABLE b DROP CONSTRAINT fk; ALTER TABLE b RENAME TO c;"
    "CREATE INDEX j ON c (p); ALTER INDEX j RENAME TO k; CREATE INDEX l ON c (q); DROP INDEX l; DROP TABLE s.a; DROP "
    "SCHEMA s",
    "CREATE TYPE mood AS ENUM ('sad', 'it''s ok'); ALTER TYPE mood ADD VALUE 'happy' BEFORE 'sad'; ALTER TYPE mood "
    "RENAME VALUE "
    "'sad' TO 'blue'; ALTER TYPE mood RENAME TO feeling; CREATE TYPE gone AS ENUM ('x'); DROP TYPE gone; CREATE TABLE "
    "t (m "
    "feeling DEFAULT 'blue', ms feeling[]); CREATE SEQUENCE q AS integer START 5 INCREMENT BY -2 MINVALUE -50 MAXVALUE "
    "100 "
    "CYCLE CACHE 3; CREATE SEQUENCE gone; DROP SEQUENCE gone",
    "CREATE TABLE t (id int PRIMARY KEY, v text); CREATE OR REPLACE VIEW w AS SELECT id, upper(v) AS u FROM t; CREATE "
    "MATERIALIZED VIEW m AS SELECT count(*) FROM t; CREATE VIEW gone AS SELECT 1; DROP VIEW gone; COMMENT ON TABLE t "
    "IS 'it''s'; "
    "COMMENT ON COLUMN t.v IS 'a comment'; INSERT INTO t VALUES (1, ';'); CREATE FUNCTION f(a int) RETURNS int "
    "LANGUAGE sql AS "
    "$$ SELECT 1; SELECT 2 $$; DO $$ BEGIN CREATE TYPE e AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END "
    "$$",
    "CREATE TABLE p (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at, lower(id::text)); CREATE UNLOGGED "
    "TABLE u (a int)",
    "CREATE TABLE t (a int, b int); ALTER TABLE t ADD COLUMN id serial PRIMARY KEY; ALTER TABLE t ADD COLUMN x int "
    "REFERENCES t "
    "(id) ON DELETE SET NULL; ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS y int DEFAULT 1 CHECK (y > 0); ALTER "
    "TABLE t ALTER "
    "a TYPE text, ADD UNIQUE (a, b), ADD EXCLUDE USING btree (b WITH =); ALTER TABLE t DROP COLUMN IF EXISTS nothing; "
    "DROP TABLE "
    "IF EXISTS nothing",
};

const char* const mariadbScripts[] = {
    "CREATE TABLE users (id int unsigned NOT NULL AUTO_INCREMENT, email varchar(200) CHARACTER SET utf8mb4 COLLATE "
    "utf8mb4_bin "
    "NOT NULL, kind enum('a','it''s') NOT NULL DEFAULT 'a', at datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE "
    "CURRENT_TIMESTAMP(3), flag tinyint(1) DEFAULT 0, price decimal(10,2) unsigned, body longtext, raw varbinary(16), "
    "y year, s "
    "set('x','y'), PRIMARY KEY (id), UNIQUE KEY u (email), KEY (kind, at), KEY k2 (body(20)), CONSTRAINT ck CHECK "
    "(price > 1)) "
    "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='it''s; x'; "
    "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int unsigned, CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES "
    "users (id) "
    "ON DELETE SET NULL ON UPDATE CASCADE); CREATE UNIQUE INDEX i ON orders (id, user_id); CREATE INDEX j ON users "
    "(email(10))",
    "CREATE TABLE a (x int, y int NOT NULL DEFAULT 1, z text, n int); ALTER TABLE a ADD COLUMN w varchar(5) NOT NULL "
    "DEFAULT 'x', "
    "DROP COLUMN z, MODIFY y bigint NULL, CHANGE x xx int unsigned NOT NULL, ADD INDEX i (xx), ADD UNIQUE u (xx, y), "
    "ADD PRIMARY "
    "KEY (xx), ALTER n SET DEFAULT 5; ALTER TABLE a DROP INDEX i; ALTER TABLE a RENAME COLUMN y TO yy; ALTER TABLE a "
    "RENAME INDEX u "
    "TO v; RENAME TABLE a TO b; ALTER TABLE b COMMENT = 'q'; CREATE TABLE gone (a int); DROP TABLE IF EXISTS gone",
};

const char* const sqliteScripts[] = {
    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, email VARCHAR(200) NOT NULL UNIQUE, n NUMERIC(10, 2) DEFAULT "
    "-1.5, at "
    "DATETIME "
    "DEFAULT CURRENT_TIMESTAMP, x TEXT DEFAULT 'it''s', CONSTRAINT ck CHECK (length(email) > 3), FOREIGN KEY (n) "
    "REFERENCES other "
    "(id) ON DELETE CASCADE); CREATE UNIQUE INDEX i ON users (email, lower(x)) WHERE n > 1; CREATE INDEX j ON users (n "
    "DESC); "
    "CREATE TABLE o (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)); ALTER TABLE o RENAME TO p; CREATE "
    "TABLE gone (a INTEGER); DROP "
    "TABLE gone; "
    "CREATE VIEW v AS SELECT id FROM users; CREATE INDEX gone ON users (x); DROP INDEX gone",
};

const char* const sqliteCatalogue[] = {
    "SELECT m.type || ' ' || m.name || ' ' || c.cid || ' ' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' "
    "|| "
    "coalesce(c.dflt_value, '-') || ' ' || c.pk FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type IN "
    "('table', "
    "'view')",
    "SELECT m.name || ' ' || i.name || ' ' || i.\"unique\" || ' ' || i.partial || ' ' || coalesce(x.name, '-') || "
    "x.desc FROM "
    "sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x WHERE x.key",
    "SELECT m.name || ' ' || f.\"from\" || f.\"table\" || f.\"to\" || f.on_delete FROM sqlite_master m, "
    "pragma_foreign_key_list(m.name) f",
};

const char* const mariadbCatalogue[] = {
    "SELECT concat_ws(' ', table_name, ordinal_position, column_name, column_type, column_default, is_nullable, extra, "
    "character_set_name, collation_name, column_comment, column_key) AS line FROM information_schema.columns WHERE "
    "table_schema "
    "= database()",
    "SELECT concat_ws(' ', table_name, index_name, non_unique, seq_in_index, column_name, sub_part, index_type) FROM "
    "information_schema.statistics WHERE table_schema = database()",
    "SELECT concat_ws(' ', constraint_name, table_name, referenced_table_name, delete_rule, update_rule) FROM "
    "information_schema.referential_constraints WHERE constraint_schema = database()",
    "SELECT concat_ws(' ', constraint_name, table_name, check_clause) FROM information_schema.check_constraints WHERE "
    "constraint_schema = database()",
    "SELECT concat_ws(' ', table_name, engine, table_collation, table_comment) FROM information_schema.tables WHERE "
    "table_schema = database()",
};

/// All of a catalogue in one query, since each is asked in a session of its own.
template <size_t N> QStringList linesOf(const TestDatabase& database, const char* const (&queries)[N])
{
    QStringList all;
    for (const char* query : queries)
        all.append(QString::fromUtf8(query));
    QStringList lines = database.column(all.join(QStringLiteral(" UNION ALL ")));
    lines.sort();
    return lines;
}

QStringList catalogueOf(const TestDatabase& database)
{
    return database.kind() == Kind::PostgreSql ? linesOf(database, postgresqlCatalogue)
        : database.kind() == Kind::Sqlite      ? linesOf(database, sqliteCatalogue)
                                               : linesOf(database, mariadbCatalogue);
}

template <size_t N> void addScripts(Kind kind, const char* const (&scripts)[N])
{
    int number = 0;
    for (const char* script : scripts)
        QTest::addRow("%s %d", kindName(kind), ++number) << kind << QString::fromUtf8(script);
}

} // namespace

class TestSqlReaderOnServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theServerAgrees_data();
    void theServerAgrees();
};

void TestSqlReaderOnServers::theServerAgrees_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("script");
    addScripts(Kind::PostgreSql, postgresqlScripts);
    addScripts(Kind::MariaDb, mariadbScripts);
    addScripts(Kind::Sqlite, sqliteScripts);
}

void TestSqlReaderOnServers::theServerAgrees()
{
    QFETCH(Kind, kind);
    QFETCH(QString, script);
    const TestDatabase asWritten(kind);
    const TestDatabase asRead(kind);
    const dialects::Dialect& dialect = *dialects::findDialect(asRead.url().section(u':', 0, 0).section(u'+', 0, 0));
    Writer writer(dialect);
    QStringList written;
    QString report;
    for (const dialects::ReadStatement& statement : dialect.sqlReader().read(script)) {
        written += statement.sql;
        report += statement.sql + QLatin1String("\n    read as ") + text(statement.changes) + u'\n';
        QVERIFY2(!statement.changes.empty(), qPrintable(statement.sql));
        for (const Change& change : statement.changes)
            std::visit(writer, change);
        QVERIFY2(writer.understands, qPrintable(report));
    }
    asWritten.execute(written);
    asRead.execute(writer.statements);
    const QStringList wanted = catalogueOf(asWritten);
    const QStringList found = catalogueOf(asRead);
    QVERIFY(!wanted.isEmpty());
    for (const QString& line : wanted) {
        const QStringList like = found.filter(line.section(u' ', 0, 3));
        const QString message = QStringLiteral("lacks %1\nhas %2\n").arg(line, like.join(QStringLiteral("\nhas ")));
        QVERIFY2(found.contains(line), qPrintable(message + report));
    }
    QCOMPARE(found.size(), wanted.size());
}

QTEST_GUILESS_MAIN(TestSqlReaderOnServers)
#include "tst_sql_reader_on_servers.moc"
