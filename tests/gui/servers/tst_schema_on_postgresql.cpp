#include "../support/drift_world.h"
#include "../support/table_texts.h"
#include "support/servers.h"

#include <QTabBar>
#include <QTableView>

using namespace espalier;
using namespace espalier::test;
using ui::SchemaPlace;
using ui::SchemaSource;
using ui::TablesModel;

class TestSchemaOnPostgreSql : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySourceIsShownAndCompared();
    void viewsAndTypesAreThere();
    void firstRowsAreRead();
    void aRoleThatMayNotReadTheVersionTableSeesTheSchema();
};

void TestSchemaOnPostgreSql::everySourceIsShownAndCompared()
{
    const TestDatabase database(Kind::PostgreSql);
    DriftWorld world(database.adminUrl());
    world.open();
    world.connectToDatabase();
    world.openSchema();
    const QStringList states = words({ "audit: no model", "invoices: pending", "legacy: orphan",
        "posts: outside migrations", "tags: missing migration", "users: changed" });
    QTRY_COMPARE_WITH_TIMEOUT(rowTexts("tables", TablesModel::StateColumn), states, 30000);
    world.app->schema().setSource(SchemaSource::Models);
    QTRY_COMPARE_WITH_TIMEOUT(rowTexts("tables", TablesModel::StateColumn), states, 30000);
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Database });
    QTRY_COMPARE_WITH_TIMEOUT(rowTexts("tables", TablesModel::MarkColumn),
        words({ "audit: removed", "invoices: added", "legacy: removed", "posts: the same", "tags: added",
            "users: changed" }),
        30000);
    world.app->schema().setSource(SchemaSource::Database);
    world.app->schema().setBaseline(SchemaPlace{ SchemaSource::Migrations, QStringLiteral("a1") });
    QTRY_COMPARE_WITH_TIMEOUT(rowTexts("tables", TablesModel::MarkColumn),
        words({ "alembic_version: the same", "audit: the same", "legacy: added", "posts: added", "users: changed" }),
        30000);
}

void TestSchemaOnPostgreSql::aRoleThatMayNotReadTheVersionTableSeesTheSchema()
{
    const TestDatabase database(Kind::PostgreSql);
    DriftWorld world(database.adminUrl()); // whose tables are the administrator's
    world.open();
    const auto parsed = dialects::DatabaseUrl::parse(database.url());
    QVERIFY(parsed.has_value());
    auto settings = database::ConnectionSettings::fromUrl(*parsed);
    settings.url = *parsed; // with its password
    auto& session = world.services().database;
    session.open(settings);
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), ui::DatabaseSession::State::Failed, 30000);
    const QString said = session.error().message.text();
    QVERIFY2(said.startsWith(parsed->user + QStringLiteral(" may not read the version table alembic_version of ")),
        qPrintable(said));
    QVERIFY(!session.isConnected() && !session.status()); // what is applied is not known
    world.app->schema().setSource(SchemaSource::Database);
    world.openSchema();
    QTRY_VERIFY_WITH_TIMEOUT(world.isIdle(), 30000);
    QVERIFY(rowTexts("tables", TablesModel::NameColumn).join(QLatin1Char(' ')).contains(QStringLiteral("legacy")));
}

void TestSchemaOnPostgreSql::viewsAndTypesAreThere()
{
    const TestDatabase database(Kind::PostgreSql);
    DriftWorld world(database.adminUrl());
    world.execute({ QStringLiteral("CREATE TYPE mood AS ENUM ('sad', 'glad')"),
        QStringLiteral("CREATE DOMAIN nick AS varchar(20)"),
        QStringLiteral("ALTER TABLE legacy ADD COLUMN mood mood, ADD COLUMN nick nick"),
        QStringLiteral("CREATE MATERIALIZED VIEW names AS SELECT name FROM users") });
    world.open();
    world.connectToDatabase();
    world.app->schema().setSource(SchemaSource::Database);
    world.openSchema();
    GuiWorld::find<QTabBar>("schema-tabs")->setCurrentIndex(1);
    QTRY_COMPARE_WITH_TIMEOUT(
        rowTexts("objects", 1), words({ "mood: enum", "names: materialized view", "nick: domain" }), 30000);
    QCOMPARE(rowTexts("objects", 5), words({ "mood: 1", "names: –", "nick: 1" }));
}

void TestSchemaOnPostgreSql::firstRowsAreRead()
{
    const TestDatabase database(Kind::PostgreSql);
    DriftWorld world(database.adminUrl());
    world.execute({ QStringLiteral("INSERT INTO users (name) VALUES ('Ann'), ('Bob')") });
    world.open();
    world.connectToDatabase();
    world.openSchema();
    world.services().selection.selectTable(QStringLiteral("users"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find<QTabBar>("table-tabs"), 30000);
    GuiWorld::find<QTabBar>("table-tabs")->setCurrentIndex(1);
    QTRY_COMPARE_WITH_TIMEOUT(rowTexts("first-rows", 1), words({ "1: Ann", "2: Bob" }), 30000);
}

QTEST_MAIN(TestSchemaOnPostgreSql)
#include "tst_schema_on_postgresql.moc"
