#include "project/env_reader.h"
#include "project/project.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using project::EnvReading;
using project::UrlOrigin;

namespace {

const QByteArray imports = "import os\nfrom alembic import context\nfrom sqlalchemy import create_engine, "
                           "engine_from_config, pool\nconfig = context.config\n";
const QByteArray stockOnline
    = "def run_migrations_online():\n    connectable = engine_from_config(config.get_section("
      "config.config_ini_section), prefix='sqlalchemy.')\n    with connectable.connect() as connection:\n"
      "        context.configure(connection=connection, target_metadata=target_metadata)\n";

EnvReading readText(const QByteArray& env, const QByteArray& settings = {}, const project::OptionLookup& options = {})
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("migrations/env.py"), imports + env);
    if (!settings.isEmpty())
        folder.write(QStringLiteral("app/config.py"), settings);
    folder.write(QStringLiteral("app/__init__.py"), {});
    return project::readEnv(folder.path(QStringLiteral("migrations")), { folder.path() }, options);
}

QString shown(const EnvReading& reading)
{
    QStringList parts;
    for (const project::UrlCandidate& url : reading.urls)
        parts.append(url.url.reveal());
    for (const project::UrlCandidate& url : reading.defaults)
        parts.append(QLatin1String("default ") + url.url.reveal());
    for (const QString& name : reading.facts.urlVariables)
        parts.append(QLatin1Char('$') + name);
    return (reading.setsUrl ? QStringLiteral("own: ") : QString()) + parts.join(QLatin1Char(' '));
}

} // namespace

class TestEnvReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void urlThatTheCodeSetsIsFound_data();
    void urlThatTheCodeSetsIsFound();
    void factsOfConfigureAreRead();
    void onlineCallCounts();
    void optionOfTheSettingsIsLookedUp();
    void unknownVersionTableIsANoteNotAGuess();
    void metadataAndItsModuleAreNamed();
    void urlOfEnvBeatsTheSettings();
    void settingsUrlThatTheCodeAlwaysReplacesIsNotTaken_data();
    void settingsUrlThatTheCodeAlwaysReplacesIsNotTaken();
    void missingAndBrokenFilesLeaveFactsUnset();
};

void TestEnvReader::urlThatTheCodeSetsIsFound_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QByteArray& env, const QByteArray& settings, const char* expected) {
        QTest::newRow(name) << env << settings << QString::fromLatin1(expected);
    };
    row("stock", "target_metadata = None\n" + stockOnline, {}, "");
    row("literal", "config.set_main_option('sqlalchemy.url', 'sqlite:///x.db')\n" + stockOnline, {},
        "own: sqlite:///x.db");
    row("percent signs are doubled",
        "url = 'postgresql://a:p%40ss@h/d'\nconfig.set_main_option('sqlalchemy.url', url.replace('%', '%%'))\n", {},
        "own: postgresql://a:p%40ss@h/d");
    row("default of a variable",
        "config.set_main_option('sqlalchemy.url', os.getenv('DATABASE_URL', 'sqlite:///x.db'))\n", {},
        "own: default sqlite:///x.db $DATABASE_URL");
    row("variable without default", "config.set_main_option('sqlalchemy.url', os.environ['APP_DB_URI'])\n", {},
        "own: $APP_DB_URI");
    row("f-string of variables",
        "user = os.getenv('DB_USER', 'ann')\n"
        "config.set_main_option('sqlalchemy.url', f'postgresql://{user}@{os.getenv(\"DB_HOST\", \"h\")}/d')\n",
        {}, "own: default postgresql://ann@h/d");
    row("in a function", "def run():\n    engine = create_engine(os.getenv('DSN', 'sqlite:///f.db'))\n", {},
        "own: default sqlite:///f.db $DSN");
    row("section's item",
        "section = config.get_section('alembic')\nsection['sqlalchemy.url'] = 'mysql+pymysql://h/d'\n", {},
        "own: mysql+pymysql://h/d");
    row("engine of the settings' URL", "engine = create_engine(config.get_main_option('sqlalchemy.url'))\n", {}, "");
    row("a variable, else the settings",
        "def url():\n    return os.environ.get('DATABASE_URL') or config.get_main_option('sqlalchemy.url')\n"
        "engine = create_engine(url())\n",
        {}, "own: $DATABASE_URL");
    row("the settings through a function",
        "def url():\n    value = config.get_main_option('sqlalchemy.url')\n    return value\n"
        "engine = create_engine(url())\n",
        {}, "");
    row("only where a variable is set",
        "if os.getenv('DATABASE_URL'):\n    config.set_main_option('sqlalchemy.url', os.environ['DATABASE_URL'])\n"
            + stockOnline,
        {}, "own: $DATABASE_URL");
    row("attribute of settings",
        "from app.config import settings\nconfig.set_main_option('sqlalchemy.url', str(settings.database_url))\n",
        "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n"
        "    database_url: str = 'sqlite:///s.db'\nsettings = Settings()\n",
        "own: default sqlite:///s.db $database_url $DATABASE_URL");
    row("engine of the application",
        "from app.config import engine\nwith engine.connect() as connection:\n"
        "    context.configure(connection=connection)\n",
        "from sqlalchemy import create_engine\nengine = create_engine('sqlite:///e.db')\n", "own: sqlite:///e.db");
    row("engine of the application that the settings outweigh", "from app.config import engine\n" + stockOnline,
        "from sqlalchemy import create_engine\nengine = create_engine('sqlite:///e.db')\n", "");
    row("not known", "from nowhere import url\nconfig.set_main_option('sqlalchemy.url', url)\n", {}, "own: ");
}

void TestEnvReader::urlThatTheCodeSetsIsFound()
{
    QFETCH(QByteArray, env);
    QFETCH(QByteArray, settings);
    QTEST(shown(readText(env, settings)), "expected");
}

void TestEnvReader::factsOfConfigureAreRead()
{
    const auto facts = readText("TABLE = 'versions_' + 'app'\ndef run_migrations_online():\n"
                                "    with engine.connect() as c:\n        context.configure(\n"
                                "            connection=c, version_table=TABLE, version_table_schema='meta',\n"
                                "            include_schemas=True, render_as_batch=False,\n"
                                "            transaction_per_migration=True)\n")
                           .facts;
    QCOMPARE(facts.versionTable.value, std::optional(QStringLiteral("versions_app")));
    QCOMPARE(facts.versionTable.expression, QStringLiteral("TABLE"));
    QCOMPARE(facts.versionTable.line, 9);
    QCOMPARE(facts.versionTableSchema.value, std::optional(QStringLiteral("meta")));
    QCOMPARE(facts.includeSchemas.value, std::optional(true));
    QCOMPARE(facts.renderAsBatch.value, std::optional(false));
    QCOMPARE(facts.transactionPerMigration.value, std::optional(true));
    QVERIFY(!facts.compareType.isSet());
}

void TestEnvReader::onlineCallCounts()
{
    const auto facts = readText("def online():\n    context.configure(connection=c, version_table='on')\n"
                                "def offline():\n    context.configure(url=u, version_table='off')\n"
                                "    logging.configure(version_table='other')\n")
                           .facts;
    QCOMPARE(facts.versionTable.value, std::optional(QStringLiteral("on")));
}

void TestEnvReader::optionOfTheSettingsIsLookedUp()
{
    const QByteArray env = "table = config.get_main_option('version_table', 'other')\n"
                           "context.configure(connection=c, version_table=table)\n";
    const auto none = [](const QString&) { return std::optional<QString>(); };
    const auto some = [](const QString& name) { return std::optional(name + QStringLiteral("_x")); };
    QCOMPARE(readText(env, {}, none).facts.versionTable.value, std::optional(QStringLiteral("other")));
    QCOMPARE(readText(env, {}, some).facts.versionTable.value, std::optional(QStringLiteral("version_table_x")));
}

void TestEnvReader::unknownVersionTableIsANoteNotAGuess()
{
    const auto facts = readText("context.configure(connection=c, version_table=compute(1))\n").facts;
    QVERIFY(facts.versionTable.isUnknown());
    QCOMPARE(facts.notes.size(), 1);
    QCOMPARE(facts.notes.first().code, QStringLiteral("unknown-version-table"));
    QCOMPARE(facts.notes.first().line, 5);
    QVERIFY(facts.notes.first().message.english().contains(QStringLiteral("compute(1)")));
}

void TestEnvReader::metadataAndItsModuleAreNamed()
{
    const auto facts = readText("from app.models import Base as B\ntarget_metadata = B.metadata\n" + stockOnline).facts;
    QCOMPARE(facts.targetMetadata, QStringLiteral("B.metadata"));
    QCOMPARE(facts.targetMetadataLine, 6);
    QCOMPARE(facts.metadataModules, QStringList{ QStringLiteral("app.models") });
    QVERIFY(readText("target_metadata = None\n" + stockOnline).facts.targetMetadata.isEmpty());
}

void TestEnvReader::urlOfEnvBeatsTheSettings()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = m\nsqlalchemy.url = sqlite:///ini.db\n");
    folder.write(QStringLiteral("m/versions/a.py"), "revision = 'a'\ndown_revision = None\n");
    folder.write(QStringLiteral("m/env.py"),
        imports
            + "config.set_main_option('sqlalchemy.url', os.getenv('NO_SUCH_URL', 'sqlite:///env.db'))\n"
              "context.configure(connection=c, version_table='v')\n");
    const auto project = project::openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->versionTable(), QStringLiteral("v"));
    QCOMPARE(project->urls.size(), 2);
    QCOMPARE(project->urls.at(0).url.reveal(), QStringLiteral("sqlite:///env.db"));
    QCOMPARE(project->urls.at(0).origin, UrlOrigin::Default);
    QCOMPARE(project->urls.at(1).origin, UrlOrigin::Ini);
}

void TestEnvReader::settingsUrlThatTheCodeAlwaysReplacesIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<bool>("isUsable");
    QTest::newRow("always") << QByteArray("config.set_main_option('sqlalchemy.url', conf['sqlalchemy.url'])\n")
                            << false;
    QTest::newRow("in the function that connects") << QByteArray("def run():\n    create_engine(conf.url)\n") << false;
    QTest::newRow("sometimes") << QByteArray("if conf.url:\n    config.set_main_option('sqlalchemy.url', conf.url)\n")
                               << true;
    QTest::newRow("where no variable is set") << QByteArray(
        "def url():\n    return os.getenv('NO_SUCH_URL') or config.get_main_option('sqlalchemy.url')\n"
        "create_engine(url())\n") << true;
    QTest::newRow("with the settings' own")
        << QByteArray("s = config.get_section('alembic')\ncreate_engine(s['sqlalchemy.url'])\n") << true;
}

void TestEnvReader::settingsUrlThatTheCodeAlwaysReplacesIsNotTaken()
{
    QFETCH(QByteArray, env);
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = m\nsqlalchemy.url = sqlite:///ini.db\n");
    folder.write(QStringLiteral("m/versions/a.py"), "revision = 'a'\ndown_revision = None\n");
    folder.write(QStringLiteral("m/env.py"), imports + "from somewhere import conf\n" + env);
    const auto project = project::openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->urls.size(), 1);
    QTEST(project->urls.first().isUsable(), "isUsable");
    if (!project->urls.first().isUsable())
        QVERIFY(!project->env.unknownUrl.isEmpty());
}

void TestEnvReader::missingAndBrokenFilesLeaveFactsUnset()
{
    const test::TemporaryFolder folder;
    QVERIFY(project::readEnv(folder.path(), {}).facts.file.isEmpty());
    folder.write(QStringLiteral("env.py"), QByteArray("\0\xff(((context.configure(", 24));
    const EnvReading broken = project::readEnv(folder.path(), {});
    QCOMPARE(broken.facts.file, folder.path(QStringLiteral("env.py")));
    QVERIFY(!broken.facts.versionTable.isSet());
    QVERIFY(!broken.setsUrl);
}

QTEST_GUILESS_MAIN(TestEnvReader)
#include "tst_env_reader.moc"
