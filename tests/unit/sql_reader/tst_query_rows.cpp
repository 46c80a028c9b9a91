#include "reading.h"

using namespace espalier;
using namespace espalier::test;

// When a query surely has no rows: "t or u without rows; v without rows", with the row of its aggregates then. "" where
// that is never sure.

namespace {

constexpr Case postgresql[] = {
    { "all rows", "SELECT * FROM users", "users" },
    { "some rows", "SELECT id, lower(name) FROM users u WHERE id IN (SELECT user_id FROM orders) ORDER BY id LIMIT 5",
        "users" },
    { "a join", "SELECT u.id FROM users u JOIN s.orders o ON o.user_id = u.id", "users or s.orders" },
    { "an outer join", "SELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id", "users" },
    { "a full join", "SELECT u.id FROM users u FULL JOIN orders o ON o.user_id = u.id", "users; orders" },
    { "a subquery", "SELECT x.id FROM (SELECT id FROM users) x", "users" },
    { "groups", "SELECT name, count(*) FROM users GROUP BY name", "users" },
    { "a count", "SELECT count(*) FROM users", "users -> count 0" },
    { "aggregates", "SELECT count(id) AS n, max(id) FROM users WHERE id > 3", "users -> n 0, max NULL" },
    { "a default", "SELECT coalesce(max(id), 7) FROM users", "users ->  7" },
    { "inserted rows", "INSERT INTO orders (user_id) SELECT id FROM users", "users" },
    { "a union", "SELECT id FROM users UNION SELECT id FROM orders", "users; orders" },
    { "a union with one row", "SELECT id FROM users UNION SELECT 1", "" },
    { "constants", "SELECT 1", "" },
    { "values", "INSERT INTO users (id) VALUES (1)", "" },
    { "inserted counts", "INSERT INTO totals (n) SELECT count(*) FROM users", "" },
    { "rows of a function", "SELECT n FROM generate_series(1, 3) n", "" },
    { "a function beside a table", "SELECT u.id FROM users u, generate_series(1, 3) n", "users" },
    { "one row of a subquery", "SELECT n FROM (SELECT count(*) AS n FROM users) x", "" },
    { "a query with a name", "WITH x AS (SELECT 1 AS id) SELECT id FROM x", "" },
    { "grouping sets", "SELECT count(*) FROM users GROUP BY GROUPING SETS ((), (name))", "" },
    { "a sum of a sum", "SELECT coalesce(max(id), 0) + 1 FROM users", "" },
    { "a function that nobody knows", "SELECT my_total(id) FROM users", "" },
    { "having", "SELECT count(*) FROM users HAVING count(*) > 1", "" },
};

QString words(const dialects::ReadStatement& statement)
{
    if (!statement.rows)
        return {};
    QStringList clauses;
    for (const auto& tables : statement.rows->noneIf) {
        QStringList names;
        for (const schema::ObjectName& table : tables)
            names.append(table.key());
        clauses.append(names.join(QLatin1String(" or ")));
    }
    if (!statement.rows->single)
        return clauses.join(QLatin1String("; "));
    QStringList values;
    for (const auto& output : *statement.rows->single) {
        const bool isNull = output.value.kind == dialects::CatalogueValue::Kind::Null;
        values.append(output.name + QLatin1Char(' ') + (isNull ? QStringLiteral("NULL") : output.value.text));
    }
    return clauses.join(QLatin1String("; ")) + QLatin1String(" -> ") + values.join(QLatin1String(", "));
}

} // namespace

class TestQueryRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whenAQueryHasNoRows_data();
    void whenAQueryHasNoRows();
    void whatTheGrammarRefusesIsSaidSo();
};

void TestQueryRows::whenAQueryHasNoRows_data() { addCases(postgresql); }

void TestQueryRows::whenAQueryHasNoRows()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    const auto read = dialects::findDialect(QStringLiteral("postgresql"))->sqlReader().read(sql);
    QCOMPARE(read.size(), size_t(1));
    QCOMPARE(words(read.front()), expected);
}

// A bind stands for something that is not seen, and later grammars have words of their own: that is not sure.
void TestQueryRows::whatTheGrammarRefusesIsSaidSo()
{
    const auto isRefused = [](const char* sql) {
        const auto read = dialects::findDialect(QStringLiteral("postgresql"))->sqlReader().read(QString::fromUtf8(sql));
        const auto* unknown = std::get_if<schema::UnknownStatement>(&read.front().changes.front());
        return unknown && unknown->isRefused;
    };
    QVERIFY(isRefused("UPDATE a INNER JOIN b ON a.id = b.id SET a.x = b.x"));
    QVERIFY(isRefused("DELETE a FROM a INNER JOIN b ON a.id = b.id"));
    QVERIFY(isRefused("ALTER TABLE a MODIFY x int"));
    QVERIFY(!isRefused("DELETE FROM a :what"));
    QVERIFY(!isRefused("CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x) VIRTUAL)"));
    QVERIFY(!isRefused("DO $$ BEGIN PERFORM 1; EXECUTE 'x'; END $$"));
}

QTEST_GUILESS_MAIN(TestQueryRows)
#include "tst_query_rows.moc"
