#include "reading.h"

using namespace espalier;
using namespace espalier::test;
using dialects::CatalogueColumn;
using dialects::CatalogueCondition;
using dialects::CatalogueQuery;
using dialects::CatalogueValue;

namespace {

QString text(const CatalogueColumn& column)
{
    return column.relation < 0 ? column.name : QStringLiteral("%1.%2").arg(column.relation).arg(column.name);
}

QString text(const CatalogueValue& value)
{
    static const char* kinds[] = { "'%1'", "%1", "%1", "null", ":%1", "current schema", "current database" };
    const QString form = QLatin1String(kinds[static_cast<int>(value.kind)]);
    return form.contains(u'%') ? form.arg(value.text) : form;
}

/// "rows of a, b where 0.x in ('y') join 0.p = 1.q giving x as n order 0.x limit 1".
QString text(const CatalogueQuery& query)
{
    static const char* answers[] = { "rows", "count", "exists", "not exists" };
    static const char* tests[] = { "in", "not in", "like", "not like" };
    QString words = QLatin1String(answers[static_cast<int>(query.answer)])
        + (query.isDistinct ? QLatin1String(" distinct of ") : QLatin1String(" of "))
        + query.relations.join(QStringLiteral(", "));
    for (const CatalogueCondition& condition : query.conditions) {
        QStringList values;
        for (const CatalogueValue& value : condition.values)
            values.append(text(value));
        words += QStringLiteral(" where %1 %2 (%3)")
                     .arg(text(condition.column), QLatin1String(tests[static_cast<int>(condition.test)]),
                         values.join(QStringLiteral(", ")));
    }
    for (const dialects::CatalogueJoin& join : query.joins)
        words += QStringLiteral(" join %1 = %2").arg(text(join.left), text(join.right));
    for (const dialects::CatalogueOutput& output : query.outputs)
        words += QStringLiteral(" giving %1 as %2")
                     .arg(output.column ? text(*output.column) : output.constant, output.name);
    for (const CatalogueColumn& column : query.orderBy)
        words += QLatin1String(" order ") + text(column);
    return query.limit ? words + QStringLiteral(" limit %1").arg(*query.limit) : words;
}

constexpr Case postgresql[] = {
    { "exists",
        "SELECT EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_name = 'x' AND column_name IN "
        "('a','b') "
        "AND table_schema = current_schema())",
        "exists of information_schema.columns where 0.table_name in ('x') where 0.column_name in ('a', 'b') where "
        "0.table_schema in (current schema)" },
    { "count", "SELECT count(*) FROM pg_class WHERE oid = 'a.b'::regclass AND relkind = ANY(ARRAY['r','v'])",
        "count of pg_catalog.pg_class where 0.oid in ('a.b') where 0.relkind in ('r', 'v')" },
    { "binds and order",
        "SELECT column_name AS n FROM information_schema.columns WHERE table_name = :t AND 'public' = table_schema "
        "ORDER "
        "BY ordinal_position, 1 LIMIT 3",
        "rows of information_schema.columns where 0.table_name in (:t) where 0.table_schema in ('public') giving "
        "0.column_name as n order 0.ordinal_position order 0.column_name limit 3" },
    { "joins",
        "SELECT 1 FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typname = 'mood' AND enumlabel = :label",
        "rows of pg_catalog.pg_type, pg_catalog.pg_enum where 0.typname in ('mood') where enumlabel in (:label) join "
        "1.enumtypid = 0.oid giving 1 as ?column?" },
    { "subqueries",
        "SELECT relname FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public')",
        "rows of pg_catalog.pg_class, pg_catalog.pg_namespace where 1.nspname in ('public') join 0.relnamespace = "
        "1.oid "
        "giving 0.relname as relname" },
    { "look-ups", "SELECT to_regclass('public.users')",
        "rows of to_regclass where 0.name in ('public.users') giving "
        "0.name as to_regclass" },
    { "what a look-up is called", "SELECT to_regclass('users') AS found",
        "rows of to_regclass where 0.name in ('users') giving 0.name as found" },
    { "the session", "SELECT current_schema()", "rows of session giving 0.current_schema as current_schema" },
    { "the session's own words", "SELECT CURRENT_SCHEMA AS here", "rows of session giving 0.current_schema as here" },
    { "look-ups that are questions", "SELECT to_regtype('mood') IS NULL",
        "not exists of to_regtype where 0.name in ('mood')" },
    { "not exists", "SELECT NOT EXISTS (SELECT FROM pg_indexes WHERE indexname = 'i')",
        "not exists of pg_catalog.pg_indexes where 0.indexname in ('i')" },
    { "opposites",
        "SELECT DISTINCT table_name FROM information_schema.tables WHERE table_type <> 'VIEW' AND (table_name = 'a' OR "
        "table_name = 'b') AND table_name NOT LIKE 'x%' AND NOT is_insertable_into AND table_schema IS NOT NULL",
        "rows distinct of information_schema.tables where 0.table_type not in ('VIEW') where 0.table_name in ('a', "
        "'b') "
        "where 0.table_name not like ('x%') where 0.is_insertable_into not in (true) where 0.table_schema not in "
        "(null) "
        "giving 0.table_name as table_name" },
    { "counts that are questions", "SELECT count(*) > 0 FROM pg_tables WHERE tablename = 'x'",
        "exists of pg_catalog.pg_tables where 0.tablename in ('x')" },
};

constexpr Case notSimple[] = {
    { "alternatives of several columns", "SELECT 1 FROM pg_type WHERE typname = 'x' OR typarray = 5", "" },
    { "several of the session", "SELECT current_schemas(true)", "" },
    { "groups", "SELECT relname FROM pg_class GROUP BY relname", "" },
    { "an aggregate's row is there always", "SELECT EXISTS (SELECT count(*) FROM pg_class WHERE relname = 'x')", "" },
    { "nothing equals null", "SELECT 1 FROM pg_class WHERE relname = NULL", "" },
    { "rows of the users' tables", "SELECT version_num FROM alembic_version", "" },
    { "functions over columns", "SELECT 1 FROM pg_class WHERE lower(relname) = 'x'", "" },
    { "outer joins", "SELECT 1 FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid", "" },
    { "case is not told apart", "SELECT 1 FROM pg_class WHERE relname ILIKE 'x'", "" },
    { "descending order with a limit", "SELECT relname FROM pg_class ORDER BY relname DESC LIMIT 1", "" },
};

constexpr Case sqlite[] = {
    { "the master table", "SELECT name FROM sqlite_schema WHERE type = 'table' AND name != :n ORDER BY name",
        "rows of sqlite_master where 0.type in ('table') where 0.name not in (:n) giving 0.name as name order 0.name" },
    { "count", "SELECT COUNT(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
        "count of sqlite_master where 0.name not like ('sqlite_%')" },
    { "pragmas", "PRAGMA table_info('t')", "rows of pragma.table_info where 0.arg in ('t') giving 0.* as *" },
    { "pragmas as functions", "SELECT 1 FROM pragma_table_info('t') WHERE name = 'c'",
        "rows of pragma.table_info where 0.arg in ('t') where 0.name in ('c') giving 1 as 1" },
    { "exists", "SELECT EXISTS (SELECT 1 FROM sqlite_master m WHERE m.name = 'x')",
        "exists of sqlite_master where 0.name in ('x')" },
    { "alternatives", "SELECT 1 FROM sqlite_master WHERE name = 'a' OR type = 'b'", "" },
};

constexpr Case mysql[] = {
    { "the information schema",
        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE table_schema = DATABASE() AND TABLE_NAME = 't' AND "
        "column_name IN (:c, 'd')",
        "count of information_schema.columns where 0.table_schema in (current schema) where 0.table_name in ('t') "
        "where "
        "0.column_name in (:c, 'd')" },
    { "SHOW", "SHOW COLUMNS FROM t LIKE 'c%'",
        "rows of show.columns where 0.table_name in ('t') where 0.field like ('c%') giving 0.* as *" },
    { "SHOW TABLES", "SHOW TABLES LIKE 'x'", "rows of show.tables where 0.table_name like ('x') giving 0.* as *" },
    { "DESCRIBE", "DESCRIBE t", "rows of show.columns where 0.table_name in ('t') giving 0.* as *" },
    { "other SHOWs", "SHOW CREATE TABLE t", "" },
};

void check(const char* dialect)
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    const auto statements = readSql(dialect, sql);
    QCOMPARE(statements.size(), 1U);
    QVERIFY(statements[0].isRead && statements[0].changes.empty());
    QCOMPARE(statements[0].query ? text(*statements[0].query) : QString(), expected);
}

} // namespace

class TestCatalogueQueries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void postgresqlsCatalogue_data() { addCases(postgresql); }
    void postgresqlsCatalogue() { check("postgresql"); }
    void whatIsNotSimpleIsARead_data() { addCases(notSimple); }
    void whatIsNotSimpleIsARead()
    {
        QFETCH(QString, sql);
        const auto s = readSql("postgresql", sql);
        QVERIFY(!s.at(0).query && s.at(0).isRead);
    }
    void sqlitesCatalogue_data() { addCases(sqlite); }
    void sqlitesCatalogue() { check("sqlite"); }
    void mysqlsCatalogue_data() { addCases(mysql); }
    void mysqlsCatalogue() { check("mysql"); }
};

QTEST_GUILESS_MAIN(TestCatalogueQueries)
#include "tst_catalogue_queries.moc"
