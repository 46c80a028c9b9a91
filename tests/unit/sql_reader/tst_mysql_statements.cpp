#include "reading.h"

using namespace espalier;
using namespace espalier::test;

namespace {

constexpr Case tables[] = {
    { "columns, keys and options",
        "CREATE TABLE IF NOT EXISTS `db`.`t` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT, `name` varchar(20) "
        "CHARACTER "
        "SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'a''b\\'c', e enum('a','b,c') NOT NULL DEFAULT 'a' COMMENT 'x', d "
        "datetime(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), t tinyint(1), m decimal(10,2) "
        "unsigned, "
        "g int GENERATED ALWAYS AS (id * 2) VIRTUAL, PRIMARY KEY (`id`), UNIQUE KEY `u` (`name`(10),e), KEY (name), "
        "KEY "
        "(name), FULLTEXT KEY f (name), CONSTRAINT fk FOREIGN KEY (e) REFERENCES x (y) ON DELETE SET NULL ON UPDATE "
        "CASCADE, CHECK (id > 0)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='hello; world' AUTO_INCREMENT=5",
        "create table db.t (id mysql.INTEGER {display_width=11, unsigned=true} not null key autoincrement, name "
        "mysql.VARCHAR(20) collate utf8mb4_bin charset utf8mb4 default `'a''b\\'c'`, e mysql.ENUM(a, b,c) not null "
        "default `'a'` comment x, d mysql.DATETIME {fsp=6} default `CURRENT_TIMESTAMP(6) ON UPDATE "
        "CURRENT_TIMESTAMP(6)`, t mysql.TINYINT {display_width=1}, m mysql.DECIMAL(10, 2) {unsigned=true}, g INTEGER "
        "as "
        "`id * 2` virtual; primary key (id); unique u (name, e) {mysql_length=(name=10)}; foreign key fk (e) -> x (y) "
        "on delete SET NULL on update CASCADE; check `id > 0`; index name (name); index name_2 (name); index f (name) "
        "{mysql_prefix=FULLTEXT}) {mysql_auto_increment=5, mysql_default_charset=utf8mb4, mysql_engine=InnoDB} comment "
        "hello; world if not exists" },
    { "other tables' columns",
        "CREATE TABLE a LIKE b; CREATE TABLE c AS SELECT 1; CREATE TEMPORARY TABLE d (a int) SELECT 1; CREATE TABLE p "
        "(id int) ENGINE=InnoDB PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (5))",
        "create table a () incomplete\ncreate table c () incomplete\ncreate temporary table d (a INTEGER) "
        "incomplete\ncreate table p (id INTEGER) {mysql_engine=InnoDB, mysql_partition_by=RANGE (id) (PARTITION p0 "
        "VALUES LESS THAN (5))}" },
    { "types",
        "CREATE TABLE t (a bigint, b bool, c double precision, d float(7,4), e text, f longtext, g varbinary(16), h "
        "json, i year(4), j bit(3), k set('x'), l char(3) binary, m national varchar(5), n point, o timestamp NULL, p "
        "mediumint unsigned zerofill)",
        "create table t (a BIGINT, b BOOLEAN, c DOUBLE, d FLOAT(7, 4), e TEXT, f mysql.LONGTEXT, g VARBINARY(16), h "
        "JSON, i mysql.YEAR {display_width=4}, j mysql.BIT(3), k mysql.SET(x), l mysql.CHAR(3) {binary=true}, m "
        "NVARCHAR(5), n `point`, o TIMESTAMP null, p mysql.MEDIUMINT {unsigned=true, zerofill=true})" },
};

constexpr Case alterations[] = {
    { "columns",
        "ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 0 AFTER b, ADD (c text, d int UNIQUE), DROP COLUMN x, DROP y, "
        "ALTER COLUMN a SET DEFAULT 'x', ALTER a DROP DEFAULT, RENAME COLUMN a TO b",
        "add column t.a INTEGER not null default `0`\nadd column t.c TEXT\nadd column t.d INTEGER unique\ndrop column "
        "t.x\ndrop column t.y\nalter column t.a default `'x'`\nalter column t.a no default\nalter column t.a to b" },
    { "what MODIFY and CHANGE leave out is gone",
        "ALTER TABLE t MODIFY a varchar(5) NULL COMMENT 'q', CHANGE a b bigint unsigned NOT NULL AUTO_INCREMENT FIRST, "
        "MODIFY COLUMN c int DEFAULT 1",
        "alter column t.a type VARCHAR(5) no default null no autoincrement comment q\nalter column t.a to b type "
        "mysql.BIGINT {unsigned=true} no default not null autoincrement comment null\nalter column t.c type INTEGER "
        "default `1` null no autoincrement comment null" },
    { "keys and constraints",
        "ALTER TABLE t ADD INDEX i (a, b(3) DESC), ADD UNIQUE u (a), ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b "
        "(c), "
        "ADD PRIMARY KEY (a), DROP PRIMARY KEY, DROP FOREIGN KEY fk, DROP INDEX i, DROP CONSTRAINT c, DROP CHECK d, "
        "RENAME INDEX a TO b, ADD FULLTEXT (a)",
        "create index i (a, b desc) {mysql_length=(b=3)} on t\nadd to t unique u (a)\nadd to t foreign key fk (a) -> b "
        "(c)\nadd to t primary key (a)\ndrop constraint t. primary key\ndrop constraint t.fk foreign key\ndrop index i "
        "on t\ndrop constraint t.c\ndrop constraint t.d check\nrename index a to b\ncreate index a (a) "
        "{mysql_prefix=FULLTEXT} on t" },
    { "MariaDB's conditions",
        "ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS a int, DROP COLUMN IF EXISTS b, DROP INDEX IF EXISTS i, ADD "
        "CONSTRAINT IF NOT EXISTS c CHECK (a > 0), ADD INDEX IF NOT EXISTS j (a)",
        "add column t.a INTEGER if not exists if table exists\ndrop column t.b if exists if table exists\ndrop index i "
        "on t if exists\nadd to t check c `a > 0` if not exists if table exists\ncreate index j (a) on t if not "
        "exists" },
    { "the table itself",
        "ALTER TABLE d.t RENAME TO z, ENGINE=InnoDB, CONVERT TO CHARACTER SET utf8mb4 COLLATE x, COMMENT='q'; RENAME "
        "TABLE a TO b, c.d TO c.e",
        "rename table d.t to d.z\nalter table d.t: ENGINE=InnoDB\nalter table d.t: CONVERT TO CHARACTER SET utf8mb4 "
        "COLLATE x\ncomment on table d.t: q\nrename table a to b\nrename table c.d to c.e" },
    { "one part that is not known", "ALTER TABLE t ADD a int, FROBNICATE b",
        "unknown: it is not understood from \"FROBNICATE b\" on" },
};

constexpr Case others[] = {
    { "indexes",
        "CREATE UNIQUE INDEX i ON t (a(10), b DESC) COMMENT 'x'; CREATE FULLTEXT INDEX f ON t (a); CREATE INDEX e ON t "
        "((lower(a))); DROP INDEX i ON t",
        "create unique index i (a, b desc) {mysql_length=(a=10)} on t\ncreate index f (a) {mysql_prefix=FULLTEXT} on "
        "t\ncreate index e (`(lower(a))`) on t\ndrop index i on t" },
    { "views and routines",
        "CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`root`@`localhost` SQL SECURITY DEFINER VIEW v (a) AS SELECT 1 FROM "
        "x "
        "WITH CHECK OPTION; CREATE DEFINER='a'@'b' TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN SET a=1; IF x THEN "
        "SET b=2; END IF; END; CREATE FUNCTION f(a int) RETURNS int RETURN 1; DROP PROCEDURE IF EXISTS p; SELECT 1",
        "create view v (a) as SELECT 1 FROM x or replace\ncreate trigger tr on t\ncreate function f\ndrop procedure p "
        "if "
        "exists\nread" },
    { "a trigger that is one IF",
        "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW IF x THEN SET b=2; END IF; SELECT 1",
        "create trigger a on t\nread" },
    { "comments that are run",
        "/*!40101 SET NAMES utf8 */; /*!50003 DROP TABLE x */; # no; thing\n-- nothing; here\n--1",
        "session SET\ndrop table x\nunknown: it is not understood from \"--1\" on" },
    { "databases and the session",
        "CREATE DATABASE x CHARACTER SET utf8; DROP SCHEMA IF EXISTS x; USE x; LOCK TABLES a WRITE; START TRANSACTION; "
        "GRANT ALL ON *.* TO x; PREPARE s FROM @a; CALL p()",
        "create schema x\ndrop schema x if exists cascade\nsession USE\nsession LOCK\nsession START\nalter privileges "
        ": "
        "GRANT ALL ON *.* TO x\nunknown: it is not understood from \"PREPARE s FROM @\" on\nunknown: it is not "
        "understood from \"CALL p()\" on" },
    { "rows",
        "INSERT IGNORE INTO t VALUES ('x;y'); REPLACE INTO t SET a=1; UPDATE t SET a=:v; DELETE FROM t; UPDATE a, b "
        "SET "
        "a.x=1; DELETE a FROM a JOIN b; WITH q AS (SELECT 1) UPDATE t SET a=1; LOAD DATA INFILE 'x' INTO TABLE t; "
        "TRUNCATE TABLE x",
        "insert rows of t\ninsert rows of t\nupdate rows of t\ndelete rows of t\nupdate rows\ndelete rows of a\nupdate "
        "rows of t\ncopy rows of t\ntruncate rows of x" },
    { "reads", "SELECT * FROM a; (SELECT 1) UNION (SELECT 2); SHOW STATUS; EXPLAIN SELECT 1; DESCRIBE t",
        "read\nread\nread\nread\nread" },
};

} // namespace

class TestMysqlStatements : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tablesAreCreated_data() { addCases(tables); }
    void tablesAreCreated() { checkCase("mysql"); }
    void tablesAreAltered_data() { addCases(alterations); }
    void tablesAreAltered() { checkCase("mysql"); }
    void otherStatementsAreRead_data() { addCases(others); }
    void otherStatementsAreRead() { checkCase("mysql"); }
};

QTEST_GUILESS_MAIN(TestMysqlStatements)
#include "tst_mysql_statements.moc"
