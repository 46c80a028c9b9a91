// What the bridge hands over as Alembic's SQL, against `alembic upgrade --sql` itself.

#include "run/alembic_sql.h"
#include "run/project_setup.h"
#include "support/migration_project.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

/// A project with the real Alembic, trusted, and a request for its revisions.
class World {
public:
    explicit World(const QString& dialect = QStringLiteral("postgresql"))
    {
        (void)trust.grant(project.folder());
        request.project.folder = project.folder();
        request.project.config = QStringLiteral("alembic.ini");
        request.environment.command = QStringList{ QStringLiteral("/usr/bin/python3") };
        request.dialect = dialect;
        project::Project none;
        request.url = run::offlineUrl(*dialects::findDialect(dialect), none, {}).value();
    }
    void add(const char* id, const char* down, const QStringList& upgrade, const QStringList& downgrade = {})
    {
        Script script;
        script.id = QLatin1String(id);
        if (down)
            script.down = QStringList{ QLatin1String(down) };
        script.upgrade = upgrade;
        script.downgrade = downgrade;
        project.add(script);
        request.revisions.append(script.id);
    }
    core::Result<run::AlembicSql> run(const core::CancelToken& cancel = {}) const
    {
        return run::alembicSql(request, trust, jobs::JobContext(cancel));
    }

    MigrationProject project;
    TemporaryFolder settings;
    project::TrustStore trust{ settings.path(QStringLiteral("trust.json")) };
    run::AlembicSqlRequest request;
};

} // namespace

class TestAlembicSql : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesWhatAlembicWrites_data();
    void writesWhatAlembicWrites();
    void aDowngradeIsWrittenToo();
    void aRevisionThatFailsDoesNotKeepTheOthers();
    void anEnvThatTakesItsOwnAddressIsTold();
    void anEnvWithoutAnOfflineModeReachesNoDatabase();
    void nothingRunsWithoutTrust();
    void aBrokenEnvIsNamed();
    void anInterpreterWithoutAlembicIsTold();
    void cancellingEndsIt();
};

void TestAlembicSql::writesWhatAlembicWrites_data()
{
    QTest::addColumn<QString>("dialect");
    for (const auto* dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->id())) << dialect->id();
}

void TestAlembicSql::writesWhatAlembicWrites()
{
    QFETCH(QString, dialect);
    World world(dialect);
    world.add("a", nullptr,
        { QStringLiteral("op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), "
                         "sa.Column('kind', sa.Enum('x', 'y', name='kind')))"),
            QStringLiteral("op.execute(\"INSERT INTO t (kind) VALUES ('x')\")") });
    world.add("b", "a", { QStringLiteral("op.create_index('ix', 't', ['kind'])") });
    world.add("c", "b", { QStringLiteral("pass") });
    const auto found = world.run();
    QVERIFY2(found.has_value(), qPrintable(found ? QString() : core::describe(found.error())));
    QCOMPARE(found->steps.size(), size_t(3));
    QVERIFY(found->steps[0].statements.size() >= 2);
    QCOMPARE(found->steps[1].statements.size(), 1);
    QVERIFY(found->steps[2].statements.isEmpty());
    QVERIFY(!found->versions.alembic.isEmpty() && !found->versions.sqlAlchemy.isEmpty());
    // the truth: the same statements, in this order, in the whole script
    world.project.replaceInIni("driver://user:pass@localhost/dbname", world.request.url.reveal().toUtf8());
    const PythonRun whole
        = world.project.alembic({ QStringLiteral("upgrade"), QStringLiteral("head"), QStringLiteral("--sql") });
    QVERIFY2(whole.exitCode == 0, whole.text().constData());
    qsizetype at = 0;
    for (const auto& step : found->steps) {
        QVERIFY(!step.failure);
        for (const QString& statement : step.statements) {
            at = whole.out.indexOf(statement + QLatin1Char(';'), at);
            QVERIFY2(at >= 0, qPrintable(statement));
        }
    }
}

void TestAlembicSql::aDowngradeIsWrittenToo()
{
    World world;
    world.add("a", nullptr, { QStringLiteral("pass") }, { QStringLiteral("op.drop_table('t')") });
    world.request.isDowngrade = true;
    const auto found = world.run();
    QVERIFY(found.has_value());
    QCOMPARE(found->steps.front().statements, QStringList{ QStringLiteral("DROP TABLE t") });
}

void TestAlembicSql::aRevisionThatFailsDoesNotKeepTheOthers()
{
    World world;
    world.add(
        "a", nullptr, { QStringLiteral("op.drop_table('before')"), QStringLiteral("raise ValueError('not offline')") });
    world.add("b", "a", { QStringLiteral("op.drop_table('u')") });
    const auto found = world.run();
    QVERIFY(found.has_value());
    QVERIFY(found->steps[0].failure);
    QCOMPARE(run::sentence(*found->steps[0].failure), QStringLiteral("ValueError: not offline"));
    QVERIFY(found->steps[0].failure->file.endsWith(QStringLiteral("a.py")));
    QCOMPARE(found->steps[0].statements, QStringList{ QStringLiteral("DROP TABLE before") });
    QCOMPARE(found->steps[1].statements, QStringList{ QStringLiteral("DROP TABLE u") });
}

void TestAlembicSql::anEnvThatTakesItsOwnAddressIsTold()
{
    World world;
    world.add("a", nullptr, { QStringLiteral("pass") });
    world.project.setEnv("from alembic import context\ncontext.configure(url='sqlite://', literal_binds=True)\n"
                         "with context.begin_transaction():\n    context.run_migrations()\n");
    const auto found = world.run();
    QVERIFY(!found);
    QCOMPARE(found.error().code, core::ErrorCode::Unsupported);
    QVERIFY2(core::summary(found.error()).contains(QStringLiteral("sqlite")), qPrintable(core::summary(found.error())));
}

void TestAlembicSql::anEnvWithoutAnOfflineModeReachesNoDatabase()
{
    World world(QStringLiteral("sqlite"));
    world.add("a", nullptr, { QStringLiteral("op.drop_table('t')") });
    world.project.setEnv("from alembic import context\nfrom sqlalchemy import create_engine\n"
                         "engine = create_engine(context.config.get_main_option('sqlalchemy.url'))\n"
                         "with engine.connect() as connection:\n    context.configure(connection=connection)\n"
                         "    with context.begin_transaction():\n        context.run_migrations()\n");
    const auto found = world.run();
    QVERIFY(found.has_value()); // an empty database in memory: nobody's
    QCOMPARE(found->steps.front().statements, QStringList{ QStringLiteral("DROP TABLE t") });
    QVERIFY(world.request.url.reveal().endsWith(QStringLiteral("://")));
    QVERIFY(run::offlineUrl(*dialects::findDialect(QStringLiteral("postgresql")), {}, {})
                .value()
                .reveal()
                .contains(QStringLiteral("@offline.invalid/")));
}

void TestAlembicSql::nothingRunsWithoutTrust()
{
    World world;
    const QString proof = world.settings.path(QStringLiteral("ran"));
    world.add("a", nullptr, { QStringLiteral("pass") });
    world.project.setEnv("open('" + proof.toUtf8() + "', 'w').close()\n");
    (void)world.trust.revoke(world.project.folder());
    const auto found = world.run();
    QVERIFY(!found);
    QCOMPARE(found.error().code, core::ErrorCode::Untrusted);
    QVERIFY(!QFile::exists(proof));
}

void TestAlembicSql::aBrokenEnvIsNamed()
{
    World world;
    world.add("a", nullptr, { QStringLiteral("pass") });
    world.project.setEnv("\nraise RuntimeError('no settings')\n");
    const auto found = world.run();
    QVERIFY(!found);
    QVERIFY2(core::summary(found.error()).contains(QStringLiteral("RuntimeError: no settings")),
        qPrintable(core::summary(found.error())));
    QVERIFY(found.error().location);
    QCOMPARE(found.error().location->line, 2);
}

void TestAlembicSql::anInterpreterWithoutAlembicIsTold()
{
    World world;
    world.add("a", nullptr, { QStringLiteral("pass") });
    world.request.environment.command += { QStringLiteral("-I"), QStringLiteral("-S") };
    const auto found = world.run();
    QVERIFY(!found);
    QCOMPARE(found.error().code, core::ErrorCode::ToolMissing);
}

void TestAlembicSql::cancellingEndsIt()
{
    World world;
    world.add("a", nullptr, { QStringLiteral("pass") });
    core::CancelSource source;
    source.cancel();
    const auto found = world.run(source.token());
    QVERIFY(!found);
    QVERIFY(found.error().isCancelled());
}

QTEST_GUILESS_MAIN(TestAlembicSql)
#include "tst_alembic_sql.moc"
