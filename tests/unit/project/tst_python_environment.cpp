#include "project/python_environment.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <thread>

using namespace espalier;
using namespace espalier::project;

namespace {

/// A home, a project in it and nothing of the machine's own.
struct World {
    test::TemporaryFolder folder;
    EnvironmentPlaces places;

    World()
    {
        places.variables = QProcessEnvironment();
        places.home = folder.path(QStringLiteral("home"));
        places.systemInterpreters = {};
        QDir().mkpath(project());
    }
    QString project() const { return folder.path(QStringLiteral("home/shop/app")); }

    QString program(const QString& relative, const QByteArray& script = "#!/bin/sh\nexit 0\n") const
    {
        const QString path = folder.write(relative, script);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    /// A made-up virtual environment with packages given as "alembic-1.13.1".
    QString environment(const QString& relative, const QStringList& packages = {}) const
    {
        program(relative + QStringLiteral("/bin/python"));
        folder.write(relative + QStringLiteral("/pyvenv.cfg"), "home = /opt/none/bin\nversion = 3.11.4\n");
        for (const QString& package : packages)
            folder.write(
                relative + QStringLiteral("/lib/python3.11/site-packages/%1.dist-info/METADATA").arg(package), "");
        return folder.path(relative);
    }
    /// "kind folder-relative-to-home alembic-version", a line each.
    QString found() const
    {
        QStringList lines;
        for (const PythonEnvironment& environment : discoverEnvironments(project(), places)) {
            const QString where = environment.folder.isEmpty() ? environment.command.first() : environment.folder;
            lines += QStringLiteral("%1 %2 %3")
                         .arg(environmentKindName(environment.kind),
                             QDir(QFileInfo(folder.path(QStringLiteral("home"))).canonicalFilePath())
                                 .relativeFilePath(QFileInfo(where).canonicalFilePath()),
                             environment.installed.alembic());
        }
        return lines.join(QLatin1Char('\n'));
    }
};

PythonEnvironment interpreter(const QString& path)
{
    PythonEnvironment environment;
    environment.command = QStringList{ path };
    return environment;
}

} // namespace

class TestPythonEnvironment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAnywhereIsAnEmptyList();
    void environmentsOfTheProjectComeInOrder();
    void oneWithAlembicGoesBeforeOneWithout();
    void foldersAreSearchedUpToTheRepository();
    void poetryKeepsItUnderTheFoldersHash();
    void pdmNamesItsInterpreter();
    void uvIsNamedForItsLockFile();
    void condaIsFoundByNameAndByRegistry();
    void activeEnvironmentsComeFromVariables();
    void pyenvTakesTheNewestOfASeries();
    void oneFolderIsListedOnce();
    void systemPackagesCountWhereTheEnvironmentSeesThem();
    void insideTheProjectIsMarked();
    void discoveryRunsNothing();
    void wordsAreSplitLikeAShell_data();
    void wordsAreSplitLikeAShell();
    void whatNeedsAShellIsRefused_data();
    void whatNeedsAShellIsRefused();
    void commandGetsAnInterpreter_data();
    void commandGetsAnInterpreter();
    void folderOfAnEnvironmentIsACommand();
    void probeAsksTheInterpreterIsolated();
    void probeToleratesAWrapperThatTalks();
    void probeOfAnythingElseFails();
    void probeGivesUpAfterItsTime();
    void probeCanBeCancelled();
    void probeOfDebiansPythonFindsAlembic();
};

void TestPythonEnvironment::nothingAnywhereIsAnEmptyList()
{
    const World world;
    QCOMPARE(world.found(), QString());
}

void TestPythonEnvironment::environmentsOfTheProjectComeInOrder()
{
    const World world;
    for (const char* name : { "env", "venv", ".venv" })
        world.environment(QStringLiteral("home/shop/app/") + QLatin1String(name));
    world.folder.write(QStringLiteral("home/shop/app/.env"), "DATABASE_URL=x");
    QCOMPARE(world.found(),
        QStringLiteral("virtualenv shop/app/.venv \nvirtualenv shop/app/venv \nvirtualenv shop/app/env "));
}

void TestPythonEnvironment::oneWithAlembicGoesBeforeOneWithout()
{
    World world;
    world.environment(QStringLiteral("home/shop/app/.venv"), { QStringLiteral("flask-2.0") });
    world.places.variables.insert(QStringLiteral("VIRTUAL_ENV"),
        world.environment(QStringLiteral("home/other"),
            { QStringLiteral("alembic-1.13.1"), QStringLiteral("SQLAlchemy-2.0.30"),
                QStringLiteral("psycopg2_binary-2.9.9") }));
    QCOMPARE(world.found(), QStringLiteral("active other 1.13.1\nvirtualenv shop/app/.venv "));
    const InstalledPackages installed = discoverEnvironments(world.project(), world.places).first().installed;
    QCOMPARE(installed.python, QStringLiteral("3.11.4"));
    QCOMPARE(installed.sqlAlchemy(), QStringLiteral("2.0.30"));
    QCOMPARE(installed.versions.value(QStringLiteral("psycopg2-binary")), QStringLiteral("2.9.9"));
    QVERIFY(!installed.versions.contains(QStringLiteral("flask")));
}

void TestPythonEnvironment::foldersAreSearchedUpToTheRepository()
{
    const World world;
    world.folder.write(QStringLiteral("home/shop/.git/HEAD"), "");
    world.environment(QStringLiteral("home/shop/.venv"));
    world.environment(QStringLiteral("home/.venv"));
    QCOMPARE(world.found(), QStringLiteral("virtualenv shop/.venv "));
}

void TestPythonEnvironment::poetryKeepsItUnderTheFoldersHash()
{
    const World world;
    world.folder.write(QStringLiteral("home/shop/app/pyproject.toml"),
        "[build-system]\nname = \"wrong\"\n[tool.poetry]\nname = \"My App\"\n");
    const QByteArray path = QFileInfo(world.project()).canonicalFilePath().toUtf8();
    const QString hash = QString::fromLatin1(
        QCryptographicHash::hash(path, QCryptographicHash::Sha256).toBase64(QByteArray::Base64UrlEncoding).left(8));
    const QString root = QStringLiteral("home/.cache/pypoetry/virtualenvs/");
    world.environment(root + QStringLiteral("my_app-%1-py3.11").arg(hash), { QStringLiteral("alembic-1.12.0") });
    world.environment(root + QStringLiteral("my_app-AAAAAAAA-py3.11"));
    QCOMPARE(world.found(), QStringLiteral("poetry .cache/pypoetry/virtualenvs/my_app-%1-py3.11 1.12.0").arg(hash));
}

void TestPythonEnvironment::pdmNamesItsInterpreter()
{
    const World world;
    const QString environment = world.environment(QStringLiteral("home/pdm-envs/x"));
    world.folder.write(
        QStringLiteral("home/shop/app/.pdm-python"), (environment + QStringLiteral("/bin/python\n")).toUtf8());
    QCOMPARE(world.found(), QStringLiteral("pdm pdm-envs/x "));
}

void TestPythonEnvironment::uvIsNamedForItsLockFile()
{
    World world;
    world.folder.write(QStringLiteral("home/shop/app/uv.lock"), "");
    world.environment(QStringLiteral("home/shop/app/.venv"));
    QCOMPARE(world.found(), QStringLiteral("uv shop/app/.venv "));
    world.places.variables.insert(QStringLiteral("UV_PROJECT_ENVIRONMENT"), QStringLiteral("../uv-env"));
    world.environment(QStringLiteral("home/shop/uv-env"));
    QCOMPARE(world.found(), QStringLiteral("uv shop/uv-env \nuv shop/app/.venv "));
}

void TestPythonEnvironment::condaIsFoundByNameAndByRegistry()
{
    const World world;
    world.folder.write(
        QStringLiteral("home/shop/app/environment.yml"), "# x\nname: warehouse # the team's\ndependencies: []\n");
    world.environment(QStringLiteral("home/miniforge3/envs/warehouse"));
    const QString elsewhere = world.environment(QStringLiteral("home/data/warehouse"));
    world.folder.write(QStringLiteral("home/.conda/environments.txt"), (elsewhere + QLatin1Char('\n')).toUtf8());
    QCOMPARE(world.found(), QStringLiteral("conda miniforge3/envs/warehouse \nconda data/warehouse "));
}

void TestPythonEnvironment::activeEnvironmentsComeFromVariables()
{
    World world;
    world.places.variables.insert(QStringLiteral("VIRTUAL_ENV"), world.environment(QStringLiteral("home/active")));
    world.places.variables.insert(QStringLiteral("CONDA_PREFIX"), world.environment(QStringLiteral("home/conda")));
    QCOMPARE(world.found(), QStringLiteral("active active \nconda conda "));
}

void TestPythonEnvironment::pyenvTakesTheNewestOfASeries()
{
    const World world;
    world.folder.write(QStringLiteral("home/shop/app/.python-version"), "# comment\n3.11\n../../evil\n");
    world.environment(QStringLiteral("home/.pyenv/versions/3.11.2"));
    world.environment(QStringLiteral("home/.pyenv/versions/3.11.9"));
    world.environment(QStringLiteral("home/.pyenv/versions/3.12.1"));
    QCOMPARE(world.found(), QStringLiteral("pyenv .pyenv/versions/3.11.9 \npyenv .pyenv/versions/3.11.2 "));
}

void TestPythonEnvironment::oneFolderIsListedOnce()
{
    World world;
    world.places.variables.insert(
        QStringLiteral("VIRTUAL_ENV"), world.environment(QStringLiteral("home/shop/app/.venv")));
    QVERIFY(QFile::link(world.folder.path(QStringLiteral("home/shop/app/.venv")),
        world.folder.path(QStringLiteral("home/shop/app/venv"))));
    QCOMPARE(world.found(), QStringLiteral("virtualenv shop/app/.venv "));
}

void TestPythonEnvironment::systemPackagesCountWhereTheEnvironmentSeesThem()
{
    const World world;
    world.environment(QStringLiteral("home/shop/app/.venv"));
    world.folder.write(QStringLiteral("home/base/lib/python3.11/site-packages/alembic-1.9.0.dist-info/METADATA"), "");
    world.folder.write(QStringLiteral("home/shop/app/.venv/pyvenv.cfg"),
        "home = " + world.folder.path(QStringLiteral("home/base/bin")).toUtf8()
            + "\ninclude-system-site-packages = true\nversion_info = 3.11.4.final.0\n");
    QCOMPARE(world.found(), QStringLiteral("virtualenv shop/app/.venv 1.9.0"));
}

void TestPythonEnvironment::insideTheProjectIsMarked()
{
    World world;
    world.environment(QStringLiteral("home/shop/app/.venv"));
    world.places.variables.insert(QStringLiteral("VIRTUAL_ENV"), world.environment(QStringLiteral("home/active")));
    const auto found = discoverEnvironments(world.project(), world.places);
    QCOMPARE(found.size(), 2);
    QVERIFY(found[0].isInsideProject);
    QVERIFY(!found[1].isInsideProject);
}

void TestPythonEnvironment::discoveryRunsNothing()
{
    const World world;
    world.environment(QStringLiteral("home/shop/app/.venv"));
    const QString trace = world.folder.path(QStringLiteral("ran"));
    world.program(QStringLiteral("home/shop/app/.venv/bin/python"), "#!/bin/sh\ntouch " + trace.toUtf8() + "\n");
    QCOMPARE(discoverEnvironments(world.project(), world.places).size(), 1);
    QVERIFY(!QFileInfo::exists(trace));
}

void TestPythonEnvironment::wordsAreSplitLikeAShell_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char* name, const char* text, const QStringList& words) {
        QTest::newRow(name) << QString::fromUtf8(text) << words;
    };
    row("spaces", "  docker  compose exec\t-T api python ",
        { QStringLiteral("docker"), QStringLiteral("compose"), QStringLiteral("exec"), QStringLiteral("-T"),
            QStringLiteral("api"), QStringLiteral("python") });
    row("double quotes", R"("/opt/my env/bin/python" -X "a\"b")",
        { QStringLiteral("/opt/my env/bin/python"), QStringLiteral("-X"), QStringLiteral("a\"b") });
    row("single quotes", R"('a b' '$x;' c'd'e)",
        { QStringLiteral("a b"), QStringLiteral("$x;"), QStringLiteral("cde") });
    row("backslash", R"(a\ b \$x)", { QStringLiteral("a b"), QStringLiteral("$x") });
    row("backslash kept in quotes", R"("a\b")", { QStringLiteral("a\\b") });
    row("empty word", R"(a '' "")", { QStringLiteral("a"), QString(), QString() });
    row("home", "~/venv/bin/python a~b",
        { QDir::homePath() + QStringLiteral("/venv/bin/python"), QStringLiteral("a~b") });
    row("nothing", "  ", {});
}

void TestPythonEnvironment::wordsAreSplitLikeAShell()
{
    QFETCH(QString, text);
    const auto words = splitCommand(text);
    VERIFY_RESULT(words);
    QTEST(*words, "words");
}

void TestPythonEnvironment::whatNeedsAShellIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : { "a; b", "a | b", "a && b", "echo $HOME", "echo \"$HOME\"", "a `b`", "\"`b`\"", "a > b",
             "a < b", "$(a)", "a *", "a # b", "~bob/python", "'a", "\"a", "a\\" })
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestPythonEnvironment::whatNeedsAShellIsRefused()
{
    QFETCH(QString, text);
    const auto words = splitCommand(text);
    QVERIFY(!words);
    QCOMPARE(words.error().code, core::ErrorCode::InvalidArgument);
}

void TestPythonEnvironment::commandGetsAnInterpreter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("command");
    QTest::newRow("named") << QStringLiteral("docker compose exec -T api python")
                           << QStringLiteral("docker compose exec -T api python");
    QTest::newRow("appended") << QStringLiteral("poetry run") << QStringLiteral("poetry run python");
    QTest::newRow("with options") << QStringLiteral("/usr/bin/python3.11 -X dev")
                                  << QStringLiteral("/usr/bin/python3.11 -X dev");
    QTest::newRow("not every py") << QStringLiteral("docker exec python-api")
                                  << QStringLiteral("docker exec python-api python");
}

void TestPythonEnvironment::commandGetsAnInterpreter()
{
    QFETCH(QString, text);
    const auto environment = environmentFromCommand(text);
    VERIFY_RESULT(environment);
    QTEST(environment->text(), "command");
    QCOMPARE(environment->kind, EnvironmentKind::Command);
    QVERIFY(!environmentFromCommand(QStringLiteral(" ")));
}

void TestPythonEnvironment::folderOfAnEnvironmentIsACommand()
{
    const World world;
    const QString folder = world.environment(QStringLiteral("home/shop/app/special"));
    const auto environment = environmentFromCommand(QStringLiteral("special"), world.project());
    VERIFY_RESULT(environment);
    QCOMPARE(environment->command, QStringList{ folder + QStringLiteral("/bin/python") });
}

void TestPythonEnvironment::probeAsksTheInterpreterIsolated()
{
    const World world;
    const QString path = world.program(QStringLiteral("python"),
        "#!/bin/sh\n[ \"$1\" = -I ] && [ \"$2\" = -c ] && [ $# = 3 ] || exit 9\n"
        "echo '{\"python\": \"3.9.1\", \"versions\": {\"alembic\": \"1.5.0\"}}'\n");
    const auto installed = probeEnvironment(interpreter(path), {});
    VERIFY_RESULT(installed);
    QCOMPARE(installed->python, QStringLiteral("3.9.1"));
    QCOMPARE(installed->alembic(), QStringLiteral("1.5.0"));
}

void TestPythonEnvironment::probeToleratesAWrapperThatTalks()
{
    const World world;
    const QString path = world.program(QStringLiteral("python"),
        "#!/bin/sh\necho 'Container api started'\necho '{\"python\": \"3.9.1\", \"versions\": {}}'\n");
    VERIFY_RESULT(probeEnvironment(interpreter(path), {}));
}

void TestPythonEnvironment::probeOfAnythingElseFails()
{
    const World world;
    const auto failing = probeEnvironment(
        interpreter(world.program(QStringLiteral("a"), "#!/bin/sh\necho no such service >&2\nexit 1\n")), {});
    QVERIFY(!failing);
    QCOMPARE(failing.error().code, core::ErrorCode::ToolFailed);
    QVERIFY(failing.error().detail.contains(QStringLiteral("no such service")));
    const auto other = probeEnvironment(interpreter(world.program(QStringLiteral("b"), "#!/bin/sh\necho hello\n")), {});
    QCOMPARE(other.error().code, core::ErrorCode::ToolFailed);
    const auto missing = probeEnvironment(interpreter(QStringLiteral("/no/such/python")), {});
    QCOMPARE(missing.error().code, core::ErrorCode::ToolMissing);
}

void TestPythonEnvironment::probeGivesUpAfterItsTime()
{
    const World world;
    const QString path = world.program(QStringLiteral("python"), "#!/bin/sh\nexec sleep 1000\n");
    const auto installed = probeEnvironment(interpreter(path), {}, 50);
    QVERIFY(!installed);
    QCOMPARE(installed.error().code, core::ErrorCode::Busy);
}

void TestPythonEnvironment::probeCanBeCancelled()
{
    const World world;
    const QString path = world.program(QStringLiteral("python"), "#!/bin/sh\nexec sleep 1000\n");
    const core::CancelSource source;
    std::thread canceller([&] { source.cancel(); });
    const auto installed = probeEnvironment(interpreter(path), source.token());
    canceller.join();
    QVERIFY(!installed);
    QVERIFY(installed.error().isCancelled());
}

void TestPythonEnvironment::probeOfDebiansPythonFindsAlembic()
{
    const auto installed = probeEnvironment(interpreter(QStringLiteral("/usr/bin/python3")), {});
    VERIFY_RESULT(installed);
    QVERIFY(!installed->alembic().isEmpty());
    QVERIFY(!installed->sqlAlchemy().isEmpty());
    World world;
    world.places.systemInterpreters = QStringList{ QStringLiteral("/usr/bin/python3") };
    const auto found = discoverEnvironments(world.project(), world.places);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().installed.alembic().startsWith(installed->alembic()),
        qPrintable(found.first().installed.alembic()));
}

QTEST_GUILESS_MAIN(TestPythonEnvironment)
#include "tst_python_environment.moc"
