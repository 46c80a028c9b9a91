#include "support/servers.h"

#include <memory>
#include <QFileInfo>
#include <QTest>

using namespace espalier::test;

class TestServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindGivesAnEmptyDatabaseOfItsOwn_data();
    void everyKindGivesAnEmptyDatabaseOfItsOwn();
    void databaseIsGoneAfterTheTest();
    void filesOfTheServersBelongToNobodyElse();
};

void TestServers::everyKindGivesAnEmptyDatabaseOfItsOwn_data()
{
    QTest::addColumn<int>("kind");
    for (const Kind kind : allKinds())
        QTest::newRow(kindName(kind)) << static_cast<int>(kind);
}

void TestServers::everyKindGivesAnEmptyDatabaseOfItsOwn()
{
    QFETCH(int, kind);
    const TestDatabase first(static_cast<Kind>(kind));
    const TestDatabase second(static_cast<Kind>(kind));
    for (const TestDatabase* database : { &first, &second }) {
        database->execute({ QStringLiteral("CREATE TABLE t (a INTEGER)"), QStringLiteral("INSERT INTO t VALUES (7)") });
        QCOMPARE(database->column(QStringLiteral("SELECT a FROM t")), QStringList{ QStringLiteral("7") });
    }
}

void TestServers::databaseIsGoneAfterTheTest()
{
    QString name;
    {
        const TestDatabase database(Kind::PostgreSql);
        name = database.name();
    }
    const TestDatabase other(Kind::PostgreSql);
    QVERIFY(!other.column(QStringLiteral("SELECT datname FROM pg_database")).contains(name));
}

void TestServers::filesOfTheServersBelongToNobodyElse()
{
    const QFileInfo data(Servers::running().postgresSocketFolder + QStringLiteral("/postgres"));
    QVERIFY(data.ownerId() != 0);
    QVERIFY(!data.permission(QFile::ReadGroup) && !data.permission(QFile::ReadOther));
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
