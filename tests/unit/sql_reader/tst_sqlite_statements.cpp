#include "reading.h"

using namespace espalier;
using namespace espalier::test;

namespace {

constexpr Case tables[] = {
    { "columns and constraints",
        "CREATE TABLE IF NOT EXISTS \"main\".[t] (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(20) NOT NULL ON "
        "CONFLICT FAIL DEFAULT 'x' COLLATE NOCASE, n NUMERIC(10, 2), x, y DOUBLE PRECISION DEFAULT -1.5, z unsigned "
        "big "
        "int, k int REFERENCES a(b) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, c int CHECK (c > 0) UNIQUE ON "
        "CONFLICT REPLACE, g int GENERATED ALWAYS AS (n*2) STORED, CONSTRAINT u UNIQUE (a COLLATE NOCASE DESC, b), "
        "FOREIGN KEY (k) REFERENCES q, CONSTRAINT ck CHECK (a IN (1,2))) WITHOUT ROWID, STRICT",
        "create table main.t (id INTEGER key autoincrement, name VARCHAR(20) collate NOCASE not null default `'x'` "
        "{sqlite_on_conflict_not_null=FAIL}, n NUMERIC(10, 2), x no type, y DOUBLE_PRECISION default `-1.5`, z "
        "`unsigned big int`, k INT, c INT check `c > 0`, g INT as `n*2`; primary key (id); foreign key (k) -> a (b) on "
        "delete CASCADE deferrable initially DEFERRED; unique (c) {sqlite_beside_column=true, "
        "sqlite_on_conflict=REPLACE}; unique u (a, b) "
        "{sqlite_elements=a COLLATE NOCASE DESC, b}; foreign "
        "key (k) -> q; check ck `a IN (1,2)`) {sqlite_autoincrement=true, sqlite_strict=true, sqlite_with_rowid=false} "
        "if not exists" },
    { "keys that are no numbers of rows",
        "CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (id INTEGER, PRIMARY KEY (id AUTOINCREMENT)); CREATE "
        "TABLE "
        "c (id INTEGER PRIMARY KEY DESC, n INT)",
        "create table a (id `INT` key; primary key (id))\ncreate table b (id INTEGER key autoincrement; primary "
        "key (id)) {sqlite_autoincrement=true}\ncreate table c (id INTEGER key {sqlite_descending=true}, n INT; "
        "primary "
        "key (id))" },
    { "strings for names, anything with a name",
        "CREATE TABLE 't' ('a b' 'my type'(3), \"c\" INT CONSTRAINT n NOT NULL CONSTRAINT d DEFAULT 7 CONSTRAINT x "
        "COLLATE RTRIM, CHECK (c > 'x') ON CONFLICT FAIL, FOREIGN KEY ('a b') REFERENCES 'u')",
        "create table t (a b `'my type'(3)`, c INT collate RTRIM not null default `7`; check `c > 'x'` "
        "{sqlite_on_conflict=FAIL}; foreign key (a b) -> u)" },
    { "words that are names", "CREATE TABLE t (key TEXT, \"index\" INT, `desc` x, action y)",
        "create table t (key TEXT, index INT, desc `x`, action `y`)" },
    { "columns that are not said", "CREATE VIRTUAL TABLE f USING fts5(a, b); CREATE TABLE s AS SELECT 1",
        "create virtual table f () incomplete\ncreate table s () incomplete" },
    { "alterations",
        "ALTER TABLE t RENAME TO u; ALTER TABLE t RENAME COLUMN a TO b; ALTER TABLE t RENAME a TO b; ALTER TABLE t ADD "
        "COLUMN a int NOT NULL DEFAULT (1) REFERENCES x(id); ALTER TABLE t DROP COLUMN b",
        "rename table t to u\nalter column t.a to b\nalter column t.a to b\nadd column t.a INT not null default `(1)` "
        "-> "
        "x.id inline references\ndrop column t.b" },
    { "a table that has no end", "CREATE TABLE t (a int", "unknown: it ends where more is expected" },
};

constexpr Case others[] = {
    { "indexes, views, triggers",
        "CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t (a, lower(b) DESC, c COLLATE NOCASE) WHERE a > 1; DROP INDEX IF "
        "EXISTS main.i; CREATE TEMP VIEW v AS SELECT * FROM t; CREATE TRIGGER IF NOT EXISTS tr AFTER INSERT ON t BEGIN "
        "UPDATE t SET a = CASE WHEN 1 THEN 2 END; DELETE FROM x; END; DROP TRIGGER tr; DROP VIEW v; DROP TABLE t",
        "create unique index i (a, `lower(b)` desc, c collate NOCASE) {sqlite_where=`a > 1`} on main.t if not "
        "exists\ndrop index main.i if exists\ncreate view v as SELECT * FROM t\ncreate trigger tr on t if not "
        "exists\ndrop trigger tr\ndrop view v\ndrop table t" },
    { "pragmas and the session",
        "PRAGMA table_info(t); PRAGMA foreign_keys=OFF; PRAGMA foreign_keys; PRAGMA main.journal_mode(wal); BEGIN "
        "IMMEDIATE; COMMIT; VACUUM; ATTACH 'x' AS y; EXPLAIN QUERY PLAN SELECT 1",
        "read\nsession PRAGMA FOREIGN_KEYS\nread\nsession PRAGMA JOURNAL_MODE\nsession BEGIN\nsession COMMIT\nsession "
        "VACUUM\nsession ATTACH\nread" },
    { "rows",
        "INSERT OR REPLACE INTO t VALUES (1); REPLACE INTO t VALUES (2); UPDATE OR IGNORE t SET a=1; DELETE FROM t; "
        "INSERT INTO a SELECT * FROM b ON CONFLICT (x) DO UPDATE SET y = 1; WITH q AS (SELECT 1) INSERT INTO t SELECT "
        "* "
        "FROM q; WITH q AS (SELECT 1) SELECT * FROM q",
        "insert rows of t\ninsert rows of t\nupdate rows of t\ndelete rows of t\ninsert rows of a\ninsert rows of "
        "t\nread" },
    { "an unclosed string", "DELETE FROM t; SELECT 'a",
        "delete rows of t\nunknown: a quotation or comment in it has no end" },
};

} // namespace

class TestSqliteStatements : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAreRead_data() { addCases(tables); }
    void tablesAreRead() { checkCase("sqlite"); }
    void otherStatementsAreRead_data() { addCases(others); }
    void otherStatementsAreRead() { checkCase("sqlite"); }
};

QTEST_GUILESS_MAIN(TestSqliteStatements)
#include "tst_sqlite_statements.moc"
