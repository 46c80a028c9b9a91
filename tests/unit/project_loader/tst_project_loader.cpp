#include "sample_project.h"

#include <fcntl.h>
#include <QElapsedTimer>
#include <QTest>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

using namespace espalier;
using namespace espalier::revisions;
using namespace espalier::test;

class TestProjectLoader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scriptsAreReadInTheOrderOfTheirNames();
    void locationsComeInTheirOrderAndFoldersBelowAfterFiles();
    void onlyScriptsAreTaken();
    void aLinkIsJudgedByWhatItLeadsTo();
    void aScriptReachedTwiceCountsOnce();
    void whatCannotBeReadIsAProblemAndTheRestLoads();
    void junkIsAProblemAndTheRestLoads();
    void namesThatAreNotUtf8AreRead();
    void aHugeScriptGivesItsHeaderAtOnce();
    void anEmptyFolderIsATreeWithANote();
    void aFolderThatIsNotThereIsAnError();
    void locationsThatCannotBeListedAreAnError();
    void onlyWhatChangedIsReadAgain();
    void aChangeBehindTheSameSizeAndDateIsSeen();
    void aHeaderFromAnotherFileIsReadEveryTime();
    void syntaxErrorsOfALargeTreeAreFoundOnRequest();
    void aSmallTreeIsParsedWhole();
    void keptTreesGiveTheSame();
    void threadsDoNotChangeTheAnswer();
    void aCancelledLoadSaysSo();
    void cancellingInTheMiddleStopsReading();
};

void TestProjectLoader::scriptsAreReadInTheOrderOfTheirNames()
{
    const SampleProject sample;
    sample.add("c", "b", "a_file.py");
    sample.add("a", nullptr, "b_file.py");
    sample.add("b", "a", "B_file.py");
    sample.add("d", "c", "\xc3\xa9.py");
    sample.add("e", "d", "10.py");
    sample.add("f", "e", "9.py");
    QCOMPARE(idsOf(sample.load()), QStringLiteral("e f b c a d"));
}

void TestProjectLoader::locationsComeInTheirOrderAndFoldersBelowAfterFiles()
{
    const SampleProject sample;
    sample.write(QStringLiteral("alembic.ini"),
        "[alembic]\nscript_location = migrations\nversion_locations = %(here)s/z %(here)s/a %(here)s/gone\n"
        "recursive_version_locations = true\n");
    sample.write(QStringLiteral("z/deep/0.py"), scriptText("zdeep", nullptr));
    sample.write(QStringLiteral("z/b/0.py"), scriptText("zb", nullptr));
    sample.write(QStringLiteral("z/__pycache__/0.py"), scriptText("cached", nullptr));
    sample.write(QStringLiteral("z/1.py"), scriptText("z1", nullptr));
    sample.write(QStringLiteral("a/0.py"), scriptText("a0", nullptr));
    QVERIFY(QFile::link(sample.path(QStringLiteral("z")), sample.path(QStringLiteral("a/up"))));
    QCOMPARE(idsOf(sample.load()), QStringLiteral("z1 zb zdeep a0"));
}

void TestProjectLoader::onlyScriptsAreTaken()
{
    const SampleProject sample;
    sample.add("a");
    sample.add("b", "a", ".#lock.py");
    sample.add("b", "a", "__init__.py");
    sample.add("b", "a", "b.pyc");
    sample.add("b", "a", "b.py.orig");
    sample.add("b", "a", "below/b.py");
    QDir().mkpath(sample.versions() + QStringLiteral("/folder.py"));
    QCOMPARE(idsOf(sample.load()), QStringLiteral("a"));
}

void TestProjectLoader::aLinkIsJudgedByWhatItLeadsTo()
{
    const SampleProject sample;
    sample.write(QStringLiteral("elsewhere/x.py"), scriptText("x", nullptr));
    sample.write(QStringLiteral("elsewhere/notes.txt"), scriptText("y", nullptr));
    QVERIFY(QFile::link(sample.path(QStringLiteral("elsewhere/x.py")), sample.versions() + QStringLiteral("/link")));
    QVERIFY(
        QFile::link(sample.path(QStringLiteral("elsewhere/notes.txt")), sample.versions() + QStringLiteral("/y.py")));
    QVERIFY(QFile::link(sample.path(QStringLiteral("elsewhere/gone.py")), sample.versions() + QStringLiteral("/g.py")));
    QVERIFY(QFile::link(sample.versions() + QStringLiteral("/o.py"), sample.versions() + QStringLiteral("/o.py")));
    const LoadedProject loaded = sample.load();
    QCOMPARE(idsOf(loaded), QStringLiteral("x"));
    QCOMPARE(faultsOf(loaded),
        (QStringList{ QStringLiteral("unreadable-script g.py:1"), QStringLiteral("unreadable-script o.py:1") }));
}

void TestProjectLoader::aScriptReachedTwiceCountsOnce()
{
    const SampleProject sample;
    sample.add("a");
    QVERIFY(QFile::link(sample.versions() + QStringLiteral("/a.py"), sample.versions() + QStringLiteral("/b.py")));
    const LoadedProject loaded = sample.load();
    QCOMPARE(idsOf(loaded), QStringLiteral("a"));
    QCOMPARE(faultsOf(loaded), QStringList{ QStringLiteral("loaded-twice a.py:0") });
}

void TestProjectLoader::whatCannotBeReadIsAProblemAndTheRestLoads()
{
    const SampleProject sample;
    sample.add("a");
    const QByteArray pipe = QFile::encodeName(sample.versions()) + "/pipe.py";
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    const QString closed = sample.add("c", "a");
    QFile::setPermissions(closed, {});
    const LoadedProject loaded = sample.load();
    QStringList expected{ QStringLiteral("unreadable-script pipe.py:1") };
    if (::geteuid() != 0) // who may read everything has one fault less
        expected.prepend(QStringLiteral("unreadable-script c.py:1"));
    QCOMPARE(faultsOf(loaded), expected);
    QCOMPARE(idsOf(loaded), ::geteuid() != 0 ? QStringLiteral("a") : QStringLiteral("a c"));
}

void TestProjectLoader::junkIsAProblemAndTheRestLoads()
{
    const SampleProject sample;
    sample.add("a");
    QByteArray junk(300'000, Qt::Uninitialized);
    quint32 state = 7;
    for (char& byte : junk)
        byte = static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    sample.write(QStringLiteral("migrations/versions/junk.py"), junk);
    sample.write(QStringLiteral("migrations/versions/empty.py"), {});
    sample.write(QStringLiteral("migrations/versions/broken.py"), "revision = 'b'\ndown_revision = ('a'\ndef f(:\n");
    const LoadedProject loaded = sample.load();
    QVERIFY(idsOf(loaded).startsWith(QLatin1Char('a')));
    const QString faults = faultsOf(loaded).join(QLatin1Char('\n'));
    for (const char* file : { "junk.py", "empty.py", "broken.py" })
        QVERIFY2(faults.contains(QLatin1String(file)), qPrintable(faults));
    QVERIFY(!faults.contains(QLatin1String("a.py")));
}

void TestProjectLoader::namesThatAreNotUtf8AreRead()
{
    const SampleProject sample;
    sample.add("a");
    QFile file(sample.path(QStringLiteral("b.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(scriptText("b", "a")) > 0);
    file.close();
    const QByteArray odd = QFile::encodeName(sample.versions()) + "/b\xff\xfe.py";
    QCOMPARE(::rename(QFile::encodeName(file.fileName()).constData(), odd.constData()), 0);
    const QString ids = idsOf(sample.load());
    QCOMPARE(::unlink(odd.constData()), 0); // QDir could not
    QCOMPARE(ids, QStringLiteral("a b"));
}

void TestProjectLoader::aHugeScriptGivesItsHeaderAtOnce()
{
    const SampleProject sample;
    const QString path = sample.add("a");
    QVERIFY(QFile::resize(path, 50 * 1024 * 1024));
    sample.add("b", "a");
    QElapsedTimer timer;
    timer.start();
    const LoadedProject loaded = sample.load();
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(idsOf(loaded), QStringLiteral("a b"));
    QCOMPARE(faultsOf(loaded), QStringList{ QStringLiteral("large-script a.py:1") });
}

void TestProjectLoader::anEmptyFolderIsATreeWithANote()
{
    const SampleProject sample;
    const LoadedProject loaded = sample.load();
    QCOMPARE(loaded.graph->size(), 0);
    QCOMPARE(faultsOf(loaded), QStringList{ QStringLiteral("no-revisions :0") });
}

void TestProjectLoader::aFolderThatIsNotThereIsAnError()
{
    const SampleProject sample;
    project::Project project = sample.project();
    QVERIFY(QDir(sample.path(QStringLiteral("migrations"))).removeRecursively());
    const auto loaded = load(project, jobs::JobContext());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, core::ErrorCode::NotFound);
}

void TestProjectLoader::locationsThatCannotBeListedAreAnError()
{
    const SampleProject sample;
    const project::Project project = sample.project();
    QVERIFY(QDir(sample.versions()).removeRecursively());
    sample.write(QStringLiteral("migrations/versions"), "a file");
    const auto loaded = load(project, jobs::JobContext());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, core::ErrorCode::Unreadable);
}

void TestProjectLoader::onlyWhatChangedIsReadAgain()
{
    const SampleProject sample;
    sample.addChain(40);
    LoadedProject loaded = sample.load();
    QCOMPARE(loaded.filesRead, 40);
    // what was written a moment ago is not trusted to show every later change
    QTRY_COMPARE((loaded = sample.load(&loaded)).filesRead, 0);
    QCOMPARE(loaded.graph->size(), 40);

    sample.add("new", "r0039");
    sample.write(QStringLiteral("migrations/versions/r0007.py"), scriptText("r0007", "r0005"));
    QVERIFY(QFile::remove(sample.versions() + QStringLiteral("/r0006.py")));
    loaded = sample.load(&loaded);
    QCOMPARE(loaded.filesRead, 2);
    QCOMPARE(loaded.graph->size(), 40);
    QCOMPARE(loaded.graph->heads(), QStringList{ QStringLiteral("new") });
    QVERIFY(loaded.graph->problems().isEmpty());
    QCOMPARE(idsOf(loaded), idsOf(sample.load()));
}

void TestProjectLoader::aChangeBehindTheSameSizeAndDateIsSeen()
{
    const SampleProject sample;
    const QString path = sample.add("a1");
    LoadedProject loaded = sample.load();
    QTRY_COMPARE((loaded = sample.load(&loaded)).filesRead, 0);
    struct stat before { };
    const QByteArray native = QFile::encodeName(path);
    QCOMPARE(::stat(native.constData(), &before), 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write(scriptText("a2", nullptr)) > 0);
    file.close();
    const timespec times[] = { before.st_atim, before.st_mtim };
    QCOMPARE(::utimensat(AT_FDCWD, native.constData(), times, 0), 0);
    QCOMPARE(idsOf(sample.load(&loaded)), QStringLiteral("a2"));
}

void TestProjectLoader::aHeaderFromAnotherFileIsReadEveryTime()
{
    const SampleProject sample;
    sample.write(
        QStringLiteral("alembic.ini"), "[alembic]\nscript_location = migrations\nprepend_sys_path = %(here)s\n");
    sample.write(QStringLiteral("ids.py"), "FIRST = 'one'\n");
    sample.write(QStringLiteral("migrations/versions/a.py"),
        "from ids import FIRST\nrevision = FIRST\ndown_revision = None\ndef upgrade(): pass\n");
    LoadedProject loaded = sample.load();
    QCOMPARE(idsOf(loaded), QStringLiteral("one"));
    sample.write(QStringLiteral("ids.py"), "FIRST = 'two'\n");
    loaded = sample.load(&loaded);
    QCOMPARE(idsOf(loaded), QStringLiteral("two"));
    QCOMPARE(loaded.filesRead, 1);
}

void TestProjectLoader::syntaxErrorsOfALargeTreeAreFoundOnRequest()
{
    const SampleProject sample;
    sample.add("a");
    sample.write(QStringLiteral("migrations/versions/b.py"),
        "revision = 'b'\ndown_revision = 'a'\ndef upgrade():\n    op.execute(1 2 3)\n");
    LoadOptions options;
    options.fullSyntaxLimit = 10;
    const LoadedProject headers = sample.load(nullptr, options);
    QCOMPARE(headers.syntax, SyntaxDepth::Headers);
    QVERIFY(headers.graph->problems().isEmpty());
    const LoadedProject full = checkSyntax(headers, jobs::JobContext(), options).value();
    QCOMPARE(full.syntax, SyntaxDepth::Full);
    QCOMPARE(faultsOf(full), QStringList{ QStringLiteral("syntax-error b.py:4") });
    QVERIFY(!full.graph->isLoadableByAlembic());
    LoadedProject again = full; // what is known in full stays so
    QTRY_COMPARE((again = sample.load(&again, options)).filesRead, 0);
    QCOMPARE(faultsOf(sample.load(&again, options)), faultsOf(full));
}

void TestProjectLoader::aSmallTreeIsParsedWhole()
{
    const SampleProject sample;
    sample.addChain(70);
    sample.write(QStringLiteral("migrations/versions/b.py"), "revision = 'b'\ndown_revision = None\nif True\n  x\n");
    const LoadedProject loaded = sample.load();
    QCOMPARE(loaded.syntax, SyntaxDepth::Full);
    QVERIFY(faultsOf(loaded).contains(QStringLiteral("syntax-error b.py:3")));
}

void TestProjectLoader::keptTreesGiveTheSame()
{
    const SampleProject sample;
    sample.addChain(20);
    sample.write(QStringLiteral("migrations/versions/b.py"), "revision = 'b'\ndown_revision = None\nif True\n  x\n");
    sample.write(QStringLiteral("migrations/versions/c.py"), "revision = 'a' + 'c'\ndown_revision = 'b'\n");
    const LoadedProject plain = sample.load();
    const QString file = sample.path(QStringLiteral("kept.trees"));
    for (int run = 0; run < 2; ++run) { // the first parses, the second finds what it kept
        LoadOptions options;
        options.trees = std::make_shared<python::SyntaxCache>(file);
        const LoadedProject loaded = sample.load(nullptr, options);
        QVERIFY(loaded.graph->revisions() == plain.graph->revisions());
        QCOMPARE(loaded.graph->problems(), plain.graph->problems());
        QVERIFY(faultsOf(loaded).contains(QStringLiteral("syntax-error b.py:3")));
        QCOMPARE(loaded.trees, options.trees);
        options.trees->save();
        QVERIFY(QFileInfo(file).size() > 22 * 100); // whole trees of all scripts
    }
}

void TestProjectLoader::threadsDoNotChangeTheAnswer()
{
    const SampleProject sample;
    sample.addChain(500);
    LoadOptions one;
    one.threads = 1;
    LoadOptions eight;
    eight.threads = 8;
    const LoadedProject a = sample.load(nullptr, one);
    const LoadedProject b = sample.load(nullptr, eight);
    QCOMPARE(a.graph->size(), 500);
    QVERIFY(a.graph->revisions() == b.graph->revisions());
    QCOMPARE(a.graph->problems(), b.graph->problems());
}

void TestProjectLoader::aCancelledLoadSaysSo()
{
    const SampleProject sample;
    sample.addChain(3);
    const core::CancelSource source;
    source.cancel();
    const auto loaded = load(sample.project(), jobs::JobContext(source.token()));
    QVERIFY(!loaded);
    QVERIFY(loaded.error().isCancelled());
}

void TestProjectLoader::cancellingInTheMiddleStopsReading()
{
    const SampleProject sample;
    sample.addChain(300);
    const core::CancelSource source;
    qint64 seen = 0;
    LoadOptions options;
    options.threads = 1;
    const jobs::JobContext context(source.token(), [&](const jobs::Progress& progress) {
        seen = progress.done;
        QCOMPARE(progress.total, 300);
        source.cancel();
    });
    const auto loaded = load(sample.project(), context, options);
    QVERIFY(!loaded);
    QVERIFY(loaded.error().isCancelled());
    QVERIFY(seen > 0 && seen < 300);
}

QTEST_GUILESS_MAIN(TestProjectLoader)
#include "tst_project_loader.moc"
