#include "contract.h"
#include "database/version_table.h"

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;
using database::readVersionTable;
using database::VersionTableName;

class TestVersionTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void absentTableIsAFact_data() { everyKind(); }
    void absentTableIsAFact();
    void absentSchemaIsAFact_data() { everyKind(); }
    void absentSchemaIsAFact();
    void emptyTableExists_data() { everyKind(); }
    void emptyTableExists();
    void severalRowsAreSorted_data() { everyKind(); }
    void severalRowsAreSorted();
    void unknownAndOddIdsAreKept_data() { everyKind(); }
    void unknownAndOddIdsAreKept();
    void nameIsTakenExactly_data() { everyKind(); }
    void nameIsTakenExactly();
    void schemaIsTakenExactly_data() { everyKind(); }
    void schemaIsTakenExactly();
    void tableOfAnotherShapeIsAnError_data() { everyKind(); }
    void tableOfAnotherShapeIsAnError();
    void lostConnectionIsNoAbsentTable();
};

namespace {

/// Makes a version table as Alembic does and fills it.
void makeVersionTable(const TestDatabase& database, const QString& quotedName, const QStringList& ids)
{
    QStringList statements{ QStringLiteral("CREATE TABLE ") + quotedName
        + QStringLiteral(" (version_num VARCHAR(64) NOT NULL PRIMARY KEY)") };
    for (const QString& id : ids) {
        QString text = id;
        statements += QStringLiteral("INSERT INTO ") + quotedName + QStringLiteral(" VALUES ('")
            + text.replace(QLatin1Char('\''), QLatin1String("''")) + QStringLiteral("')");
    }
    database.execute(statements);
}

core::Result<database::VersionRows> readFrom(const TestDatabase& database, const VersionTableName& name = {})
{
    auto session = open(database.adminUrl());
    if (!session)
        return core::fail(session.error());
    return readVersionTable(*session, name);
}

} // namespace

void TestVersionTable::absentTableIsAFact()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto rows = readFrom(database);
    VERIFY_RESULT(rows);
    QVERIFY(!rows->tableExists);
    QVERIFY(rows->ids.isEmpty());
}

void TestVersionTable::absentSchemaIsAFact()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto rows = readFrom(database, { QStringLiteral("alembic_version"), QStringLiteral("nowhere") });
    VERIFY_RESULT(rows);
    QVERIFY(!rows->tableExists);
}

void TestVersionTable::emptyTableExists()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    makeVersionTable(database, QStringLiteral("alembic_version"), {});
    const auto rows = readFrom(database);
    VERIFY_RESULT(rows);
    QVERIFY(rows->tableExists);
    QVERIFY(rows->ids.isEmpty());
}

void TestVersionTable::severalRowsAreSorted()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    makeVersionTable(database, QStringLiteral("alembic_version"),
        { QStringLiteral("b3"), QStringLiteral("A1"), QStringLiteral("a2") });
    const auto rows = readFrom(database);
    VERIFY_RESULT(rows);
    QCOMPARE(rows->ids, QStringList({ QStringLiteral("A1"), QStringLiteral("a2"), QStringLiteral("b3") }));
}

void TestVersionTable::unknownAndOddIdsAreKept()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const QStringList ids{ QStringLiteral("0001_a slug, with 'quotes'"), QStringLiteral("1699999999"),
        QStringLiteral("größe") };
    makeVersionTable(database, QStringLiteral("alembic_version"), ids);
    const auto rows = readFrom(database);
    VERIFY_RESULT(rows);
    QCOMPARE(rows->ids, ids);
}

void TestVersionTable::nameIsTakenExactly()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const QString name = QStringLiteral("Alembic \"Größe\" `x`; --");
    const dialects::Dialect& dialect = dialects::dialectOf(*dialects::DatabaseUrl::parse(database.url()));
    makeVersionTable(database, dialect.quoted(name), { QStringLiteral("abc") });
    const auto rows = readFrom(database, { name, {} });
    VERIFY_RESULT(rows);
    QCOMPARE(rows->ids, QStringList{ QStringLiteral("abc") });
}

void TestVersionTable::schemaIsTakenExactly()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const TestDatabase other(kind);
    const dialects::Dialect& dialect = dialects::dialectOf(*dialects::DatabaseUrl::parse(database.url()));
    // A schema is another file in SQLite, a schema proper in PostgreSQL, and another database in MariaDB.
    QString schema = QStringLiteral("main");
    if (kind == Kind::PostgreSql) {
        schema = QStringLiteral("My \"Schema\"");
        database.execute({ QStringLiteral("CREATE SCHEMA ") + dialect.quoted(schema) });
    } else if (kind == Kind::MariaDb) {
        schema = other.name();
    }
    makeVersionTable(database, dialect.quotedName(schema, QStringLiteral("versions")), { QStringLiteral("abc") });
    const auto rows = readFrom(database, { QStringLiteral("versions"), schema });
    VERIFY_RESULT(rows);
    QCOMPARE(rows->ids, QStringList{ QStringLiteral("abc") });
}

void TestVersionTable::tableOfAnotherShapeIsAnError()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE alembic_version (something INTEGER)") });
    VERIFY_FAILS(readFrom(database), ErrorCode::StatementFailed);
}

void TestVersionTable::lostConnectionIsNoAbsentTable()
{
    const TestDatabase database(Kind::PostgreSql);
    auto session = open(database.url());
    VERIFY_RESULT(session);
    database.execute({ QStringLiteral("SELECT pg_terminate_backend(%1)").arg(session->facts().sessionId) });
    VERIFY_FAILS(readVersionTable(*session), ErrorCode::ConnectionLost);
}

QTEST_GUILESS_MAIN(TestVersionTable)
#include "tst_version_table.moc"
