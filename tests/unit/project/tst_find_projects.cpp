#include "project/project.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace espalier;
using project::ConfigKind;
using project::findProjects;
using project::openProject;
using project::Project;

namespace {

const QByteArray script = "revision = 'a'\ndown_revision = None\n";

bool hasNote(const Project& project, const char* code)
{
    return std::any_of(project.notes.cbegin(), project.notes.cend(),
        [code](const project::Note& note) { return note.code == QLatin1String(code); });
}

class Folder : public test::TemporaryFolder {
public:
    QString scripts(const QString& folder) const
    {
        write(folder + QLatin1String("/env.py"), "target_metadata = None\n");
        write(folder + QLatin1String("/versions/a.py"), script);
        return path(folder);
    }
};

} // namespace

class TestFindProjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void relativeLocationIsInTheSettingsFolder();
    void relativeLocationMayBeMeantFromAFolderAbove();
    void packageLocationIsFoundWithoutImporting();
    void packageLocationMayHaveSeveralParts();
    void packageLocationIsLookedForInPrependSysPath();
    void separatorsOfVersionLocations_data();
    void separatorsOfVersionLocations();
    void unknownSeparatorIsRefusedWithItsLine();
    void pyprojectAloneIsAProject();
    void iniOptionWinsOverPyproject();
    void brokenPyprojectBesideIniIsANote();
    void typesInPyprojectAreChecked_data();
    void typesInPyprojectAreChecked();
    void flaskMigrateLayoutHasNoScriptLocation();
    void bareVersionsFolderIsAProject();
    void programsThatSpeakOfRevisionsAreNoScripts();
    void sectionsWithScriptsAreProjectsOfOneFile();
    void loggingSectionsAreNone();
    void missingSectionIsNamed();
    void severalProjectsOfARepositoryAreFound();
    void severalProjectsAreAmbiguousAndNamed();
    void virtualEnvironmentsAndLinksAreNotWalked();
    void walkIsBounded();
    void missingScriptFolderIsANote();
    void placeholderLocationFallsBackToTheSettingsFolder();
    void nestedScriptsWithoutSettingAreReadRecursively();
    void folderWithoutProjectSaysSo();
    void missingPathAndSpecialFilesAreErrors();
    void unreadableFolderIsAnError();
    void malformedIniNamesItsLine();
};

void TestFindProjects::relativeLocationIsInTheSettingsFolder()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = alembic\nfile_template = %%(rev)s\n");
    folder.scripts(QStringLiteral("alembic"));
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->kind, ConfigKind::Ini);
    QCOMPARE(project->folder, folder.path());
    QCOMPARE(project->configFile, folder.path(QStringLiteral("alembic.ini")));
    QCOMPARE(project->scriptLocation, folder.path(QStringLiteral("alembic")));
    QCOMPARE(project->versionLocations, QStringList{ folder.path(QStringLiteral("alembic/versions")) });
    QCOMPARE(project->fileTemplate, QStringLiteral("%(rev)s"));
    QCOMPARE(project->relative(folder.path(QStringLiteral("alembic/x.py"))), QStringLiteral("alembic/x.py"));
    QVERIFY(project->notes.isEmpty());
}

void TestFindProjects::relativeLocationMayBeMeantFromAFolderAbove()
{
    const Folder folder;
    folder.write(QStringLiteral("conf/alembic.ini"), "[alembic]\nscript_location = db/migrations\n");
    const QString scripts = folder.scripts(QStringLiteral("db/migrations"));
    const auto project = openProject(folder.path(QStringLiteral("conf/alembic.ini")));
    VERIFY_RESULT(project);
    QCOMPARE(project->scriptLocation, scripts);
}

void TestFindProjects::packageLocationIsFoundWithoutImporting()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = shop.db:migrations\n");
    folder.write(QStringLiteral("src/shop/db/__init__.py"), "raise SystemExit('must not run')\n");
    const QString scripts = folder.scripts(QStringLiteral("src/shop/db/migrations"));
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->scriptLocation, scripts);
    QCOMPARE(project->scriptLocationText, QStringLiteral("shop.db:migrations"));
}

void TestFindProjects::packageLocationMayHaveSeveralParts()
{
    const Folder folder; // the settings stand within the package that they name
    folder.write(QStringLiteral("shop/alembic.ini"), "[alembic]\nscript_location = shop:db:migrations\n");
    const QString scripts = folder.scripts(QStringLiteral("shop/db/migrations"));
    const auto project = openProject(folder.path(QStringLiteral("shop")));
    VERIFY_RESULT(project);
    QCOMPARE(project->scriptLocation, scripts);
}

void TestFindProjects::packageLocationIsLookedForInPrependSysPath()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = shop:migrations\nprepend_sys_path = one:two\npath_separator = os\n");
    const QString scripts = folder.scripts(QStringLiteral("two/shop/migrations"));
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->scriptLocation, scripts);
    QVERIFY(project->sysPath.contains(folder.path(QStringLiteral("two"))));
}

void TestFindProjects::separatorsOfVersionLocations_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QStringList>("folders");
    const QStringList ab{ QStringLiteral("a"), QStringLiteral("b") };
    QTest::newRow("legacy spaces") << QByteArray("version_locations = %(here)s/a  %(here)s/b") << ab;
    QTest::newRow("legacy commas") << QByteArray("version_locations = %(here)s/a,%(here)s/b") << ab;
    QTest::newRow("legacy both") << QByteArray("version_locations = %(here)s/a,   %(here)s/b") << ab;
    QTest::newRow("space") << QByteArray("version_locations = a b\nversion_path_separator = space") << ab;
    QTest::newRow("os") << QByteArray("version_locations = a:b\nversion_path_separator = os") << ab;
    QTest::newRow("colon") << QByteArray("version_locations = a : b\nversion_path_separator = :") << ab;
    QTest::newRow("semicolon") << QByteArray("version_locations = a;b\nversion_path_separator = ;") << ab;
    QTest::newRow("newline") << QByteArray("version_locations =\n  a\n  b\nversion_path_separator = newline") << ab;
    QTest::newRow("new name wins") << QByteArray(
        "version_locations = a;b\npath_separator = ;\nversion_path_separator = os")
                                   << ab;
    QTest::newRow("new name newline") << QByteArray("version_locations =\n  a\n\n  b\npath_separator = newline") << ab;
    QTest::newRow("package") << QByteArray("version_locations = shop:a b\npath_separator = space")
                             << QStringList{ QStringLiteral("shop/a"), QStringLiteral("b") };
    QTest::newRow("empty") << QByteArray("version_locations =") << QStringList{ QStringLiteral("alembic/versions") };
}

void TestFindProjects::separatorsOfVersionLocations()
{
    QFETCH(QByteArray, options);
    QFETCH(QStringList, folders);
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = alembic\n" + options + '\n');
    folder.scripts(QStringLiteral("alembic"));
    for (const QString& name : { QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("shop/a") })
        folder.write(name + QLatin1String("/x.py"), script);
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QStringList expected;
    for (const QString& name : folders)
        expected.append(folder.path(name));
    QCOMPARE(project->versionLocations, expected);
}

void TestFindProjects::unknownSeparatorIsRefusedWithItsLine()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = alembic\nversion_locations = a b\npath_separator = pipe\n");
    const auto project = openProject(folder.path());
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::Malformed);
    QCOMPARE(project.error().location->line, 4);
}

void TestFindProjects::pyprojectAloneIsAProject()
{
    const Folder folder;
    folder.write(QStringLiteral("pyproject.toml"),
        "[project]\nname = 'x'\n[tool.alembic]\nscript_location = '%(here)s/alembic'\n"
        "version_locations = ['%(here)s/one', 'two']\nrecursive_version_locations = true\n"
        "file_template = '%%(year)d_%%(rev)s'\nprepend_sys_path = ['.']\n");
    folder.scripts(QStringLiteral("alembic"));
    folder.write(QStringLiteral("one/x.py"), script);
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->kind, ConfigKind::PyProject);
    QCOMPARE(project->configFile, folder.path(QStringLiteral("pyproject.toml")));
    QCOMPARE(project->versionLocations,
        (QStringList{ folder.path(QStringLiteral("one")), folder.path(QStringLiteral("two")) }));
    QVERIFY(project->recursive);
    QCOMPARE(project->fileTemplate, QStringLiteral("%(year)d_%(rev)s"));
    QVERIFY(hasNote(*project, "missing-version-location"));
}

void TestFindProjects::iniOptionWinsOverPyproject()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nsqlalchemy.url = sqlite:///x.db\nfile_template = one\n");
    folder.write(
        QStringLiteral("pyproject.toml"), "[tool.alembic]\nscript_location = 'alembic'\nfile_template = 'two'\n");
    const QString scripts = folder.scripts(QStringLiteral("alembic"));
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QCOMPARE(project->kind, ConfigKind::Ini);
    QCOMPARE(project->scriptLocation, scripts);
    QCOMPARE(project->fileTemplate, QStringLiteral("one"));
    QCOMPARE(project->urls.size(), 1);
    QCOMPARE(project->urls.first().url.reveal(), QStringLiteral("sqlite:///x.db"));
    QCOMPARE(project->urls.first().line, 2);
}

void TestFindProjects::brokenPyprojectBesideIniIsANote()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = alembic\n");
    folder.write(QStringLiteral("pyproject.toml"), "[tool.alembic]\nx = = 1\n");
    folder.scripts(QStringLiteral("alembic"));
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QVERIFY(hasNote(*project, "bad-pyproject"));
    QCOMPARE(project->notes.last().line, 2);
}

void TestFindProjects::typesInPyprojectAreChecked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("not toml") << QByteArray("[tool.alembic]\nscript_location = \n") << 2;
    QTest::newRow("location is a list") << QByteArray("[tool.alembic]\nscript_location = ['a']\n") << 2;
    QTest::newRow("locations are a string")
        << QByteArray("[tool.alembic]\nscript_location = 'a'\nversion_locations = 'b'\n") << 3;
    QTest::newRow("flag is a string") << QByteArray(
        "[tool.alembic]\nscript_location = 'a'\n\nrecursive_version_locations = 'true'\n")
                                      << 4;
    QTest::newRow("no table") << QByteArray("[tool]\nalembic = 1\n") << 2;
    QTest::newRow("lone percent") << QByteArray("[tool.alembic]\nscript_location = 'a%b'\n") << 2;
}

void TestFindProjects::typesInPyprojectAreChecked()
{
    QFETCH(QByteArray, text);
    const Folder folder;
    const auto project = openProject(folder.write(QStringLiteral("pyproject.toml"), text));
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::Malformed);
    QTEST(project.error().location->line, "line");
}

void TestFindProjects::flaskMigrateLayoutHasNoScriptLocation()
{
    const Folder folder;
    const QString scripts = folder.scripts(QStringLiteral("migrations"));
    folder.write(QStringLiteral("migrations/alembic.ini"), "[alembic]\n# file_template = x\n[loggers]\nkeys = root\n");
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QVERIFY(project->isFlaskMigrate);
    QCOMPARE(project->folder, folder.path());
    QCOMPARE(project->scriptLocation, scripts);
    QCOMPARE(project->versionLocations, QStringList{ scripts + QLatin1String("/versions") });
}

void TestFindProjects::bareVersionsFolderIsAProject()
{
    const Folder folder;
    folder.write(QStringLiteral("db/versions/a.py"), script);
    const auto above = openProject(folder.path(QStringLiteral("db")));
    VERIFY_RESULT(above);
    QCOMPARE(above->kind, ConfigKind::None);
    QCOMPARE(above->versionLocations, QStringList{ folder.path(QStringLiteral("db/versions")) });
    const auto itself = openProject(folder.path(QStringLiteral("db/versions")));
    VERIFY_RESULT(itself);
    QCOMPARE(itself->versionLocations, above->versionLocations);
    const auto found = findProjects(folder.path());
    VERIFY_RESULT(found);
    QCOMPARE(found->size(), 1);
}

void TestFindProjects::programsThatSpeakOfRevisionsAreNoScripts()
{
    const Folder folder;
    folder.write(QStringLiteral("tools/rebase.py"),
        "import re\nREVISION = re.compile('^down_revision = ')\n\ndef parent(script):\n    revision = script\n"
        "    return revision.down_revision\n");
    const auto none = openProject(folder.path());
    QVERIFY(!none);
    QCOMPARE(none.error().code, core::ErrorCode::NotFound);
    folder.write(QStringLiteral("scripts/a.py"), "\"\"\"first\"\"\"\nrevision: str = 'a'\ndown_revision = None\n");
    const auto one = openProject(folder.path());
    VERIFY_RESULT(one);
    QCOMPARE(one->versionLocations, QStringList{ folder.path(QStringLiteral("scripts")) });
}

void TestFindProjects::sectionsWithScriptsAreProjectsOfOneFile()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[DEFAULT]\nsqlalchemy.url = sqlite:///d.db\n[alembic]\nscript_location = one\n[other]\nscript_location = two\n"
        "sqlalchemy.url = sqlite:///o.db\n");
    folder.scripts(QStringLiteral("one"));
    const QString two = folder.scripts(QStringLiteral("two"));
    const auto all = findProjects(folder.path());
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->first().sections, (QStringList{ QStringLiteral("alembic"), QStringLiteral("other") }));
    QCOMPARE(openProject(folder.path()).value().section, QStringLiteral("alembic"));
    project::FindOptions options;
    options.section = QStringLiteral("other");
    const auto other = openProject(folder.path(), options);
    VERIFY_RESULT(other);
    QCOMPARE(other->scriptLocation, two);
    QCOMPARE(other->urls.first().url.reveal(), QStringLiteral("sqlite:///o.db"));
}

void TestFindProjects::loggingSectionsAreNone()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"),
        "[DEFAULT]\nscript_location = one\n[alembic]\n[loggers]\nkeys = root\n[logger_root]\nlevel = WARN\n");
    folder.scripts(QStringLiteral("one"));
    const auto all = findProjects(folder.path());
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), 1);
}

void TestFindProjects::missingSectionIsNamed()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = one\n");
    folder.scripts(QStringLiteral("one"));
    project::FindOptions options;
    options.section = QStringLiteral("nope");
    const auto project = openProject(folder.path(), options);
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::NotFound);
    QVERIFY(project.error().message.english().contains(QStringLiteral("[nope]")));
}

void TestFindProjects::severalProjectsOfARepositoryAreFound()
{
    const Folder folder;
    folder.write(QStringLiteral("apps/one/alembic.ini"), "[alembic]\nscript_location = migrations\n");
    folder.scripts(QStringLiteral("apps/one/migrations"));
    folder.write(QStringLiteral("apps/two/conf/db.ini"), "[alembic]\nscript_location = ../migrations\n");
    folder.scripts(QStringLiteral("apps/two/migrations"));
    folder.scripts(QStringLiteral("apps/three/alembic"));
    folder.write(QStringLiteral("apps/four/pyproject.toml"), "[tool.alembic]\nscript_location = 'm'\n");
    folder.scripts(QStringLiteral("apps/four/m"));
    folder.write(QStringLiteral("apps/broken/alembic.ini"), "not an ini file\n");
    const auto all = findProjects(folder.path());
    VERIFY_RESULT(all);
    QStringList folders;
    for (const Project& project : *all)
        folders.append(QDir(folder.path()).relativeFilePath(project.scriptLocation));
    folders.sort();
    QCOMPARE(folders,
        (QStringList{ QStringLiteral("apps/four/m"), QStringLiteral("apps/one/migrations"),
            QStringLiteral("apps/three/alembic"), QStringLiteral("apps/two/migrations") }));
}

void TestFindProjects::severalProjectsAreAmbiguousAndNamed()
{
    const Folder folder;
    for (const QString& name : { QStringLiteral("one"), QStringLiteral("two") }) {
        folder.write(name + QLatin1String("/alembic.ini"), "[alembic]\nscript_location = migrations\n");
        folder.scripts(name + QLatin1String("/migrations"));
    }
    const auto project = openProject(folder.path());
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::Ambiguous);
    // one a line, as it can be given instead
    QCOMPARE(project.error().detail,
        folder.path(QStringLiteral("one/alembic.ini")) + QLatin1Char('\n')
            + folder.path(QStringLiteral("two/alembic.ini")));
}

void TestFindProjects::virtualEnvironmentsAndLinksAreNotWalked()
{
    const Folder folder;
    for (const QString& name : { QStringLiteral(".git"), QStringLiteral("node_modules"), QStringLiteral("venv"),
             QStringLiteral("my-env"), QStringLiteral("__pycache__") })
        folder.scripts(name + QLatin1String("/migrations"));
    folder.write(QStringLiteral("my-env/pyvenv.cfg"), "home = /usr\n");
    QVERIFY(QFile::link(folder.path(), folder.path(QStringLiteral("loop"))));
    QVERIFY(!findProjects(folder.path()));
}

void TestFindProjects::walkIsBounded()
{
    const Folder folder;
    folder.scripts(QStringLiteral("a/b/c/d/migrations"));
    project::FindOptions options;
    options.maxDepth = 3;
    QVERIFY(!findProjects(folder.path(), options));
    options.maxDepth = 5;
    QVERIFY(findProjects(folder.path(), options));
    options.maxFolders = 3;
    QVERIFY(!findProjects(folder.path(), options));
    const core::CancelSource source;
    source.cancel();
    QVERIFY(findProjects(folder.path(), {}, source.token()).error().isCancelled());
}

void TestFindProjects::missingScriptFolderIsANote()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\n\nscript_location = nowhere\n");
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QVERIFY(hasNote(*project, "missing-script-location"));
    QCOMPARE(project->notes.first().line, 3);
    QCOMPARE(project->scriptLocation, folder.path(QStringLiteral("nowhere")));
}

void TestFindProjects::placeholderLocationFallsBackToTheSettingsFolder()
{
    const Folder folder;
    const QString scripts = folder.scripts(QStringLiteral("db"));
    folder.write(QStringLiteral("db/alembic.ini"), "[alembic]\nscript_location = {migrations_dir}\n");
    const auto project = openProject(scripts);
    VERIFY_RESULT(project);
    QCOMPARE(project->scriptLocation, scripts);
    QVERIFY(hasNote(*project, "placeholder-location"));
}

void TestFindProjects::nestedScriptsWithoutSettingAreReadRecursively()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = m\n");
    folder.write(QStringLiteral("m/env.py"), "");
    folder.write(QStringLiteral("m/versions/2023/expand/a.py"), script);
    const auto project = openProject(folder.path());
    VERIFY_RESULT(project);
    QVERIFY(project->recursive);
    QVERIFY(hasNote(*project, "assumed-recursive"));
}

void TestFindProjects::folderWithoutProjectSaysSo()
{
    const Folder folder;
    folder.write(QStringLiteral("src/main.py"), "print(1)\n");
    const auto project = openProject(folder.path());
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::NotFound);
    QVERIFY(project.error().message.english().contains(QStringLiteral("no Alembic project")));
}

void TestFindProjects::missingPathAndSpecialFilesAreErrors()
{
    const Folder folder;
    QCOMPARE(openProject(folder.path(QStringLiteral("nope"))).error().code, core::ErrorCode::NotFound);
    const QString pipe = folder.path(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QCOMPARE(openProject(pipe).error().code, core::ErrorCode::Unreadable);
    folder.write(QStringLiteral("empty.ini"), "[alembic]\n");
    QCOMPARE(openProject(folder.path(QStringLiteral("empty.ini"))).error().code, core::ErrorCode::NotFound);
}

void TestFindProjects::unreadableFolderIsAnError()
{
    const Folder folder;
    folder.write(QStringLiteral("locked/alembic.ini"), "[alembic]\nscript_location = m\n");
    const QByteArray locked = QFile::encodeName(folder.path(QStringLiteral("locked")));
    QCOMPARE(::chmod(locked.constData(), 0), 0);
    // rights do not bind root: try as nobody, in this one thread of the process
    const bool isRoot = ::geteuid() == 0;
    if (isRoot) {
        QCOMPARE(::chmod(QFile::encodeName(folder.path()).constData(), 0755), 0);
        QCOMPARE(::seteuid(65534), 0);
    }
    const auto project = openProject(folder.path(QStringLiteral("locked")));
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    ::chmod(locked.constData(), 0700);
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::Unreadable);
}

void TestFindProjects::malformedIniNamesItsLine()
{
    const Folder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = m\nscript_location = n\n");
    const auto project = openProject(folder.path());
    QVERIFY(!project);
    QCOMPARE(project.error().code, core::ErrorCode::Malformed);
    QCOMPARE(project.error().location->line, 3);
    QCOMPARE(project.error().location->file, folder.path(QStringLiteral("alembic.ini")));
}

QTEST_GUILESS_MAIN(TestFindProjects)
#include "tst_find_projects.moc"
