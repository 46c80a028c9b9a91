#include "revisions/project_watcher.h"
#include "sample_project.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace espalier;
using namespace espalier::revisions;
using namespace espalier::test;

namespace {

// QFile::rename() refuses to replace a file.
bool renameOver(const QString& from, const QString& to)
{
    return ::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

/// A watched project, and its tree as the signals keep it. Without a rescan only inotify can tell.
class Watched {
public:
    explicit Watched(int rescanMs = 0)
        : loaded((sample.add("a"), sample.add("b", "a"), sample.load()))
        , scripts(&watcher, &ProjectWatcher::scriptsChanged)
        , settings(&watcher, &ProjectWatcher::settingsChanged)
    {
        watcher.setSettleMs(5);
        watcher.setRescanMs(rescanMs);
        QObject::connect(
            &watcher, &ProjectWatcher::scriptsChanged, &watcher, [this] { loaded = sample.load(&loaded); });
    }

    /// After this the folders are watched: a change has been told already.
    bool start()
    {
        watcher.watch(loaded.project, loaded.scripts);
        put("migrations/versions/c.py", scriptText("c", "b"));
        return becomes("a b c");
    }

    bool becomes(const char* ids)
    {
        return QTest::qWaitFor([&] { return idsOf(loaded) == QLatin1String(ids); });
    }

    QString script(const char* name) const
    {
        return sample.versions() + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".py");
    }

    /// In one step, so that no half of it is seen and told on its own.
    bool put(const char* file, const QByteArray& content) const
    {
        return renameOver(sample.write(QStringLiteral("put.tmp"), content), sample.path(QString::fromLatin1(file)));
    }

    SampleProject sample;
    LoadedProject loaded;
    ProjectWatcher watcher;
    QSignalSpy scripts;
    QSignalSpy settings;
};

bool overwrite(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

} // namespace

class TestProjectWatcher : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAddedScriptIsTold();
    void aDeletedScriptIsTold();
    void aScriptEditedInPlaceIsTold();
    void aScriptThatAnEditorRenamesOverIsTold();
    void aRenamedScriptIsTold();
    void aFolderThatGitEmptiesAndFillsIsFollowed();
    void aFolderThatIsSwappedForAnotherIsFollowed();
    void aFolderThatComesLaterIsFollowed();
    void aBurstIsOneSignal();
    void anEndlessBurstIsLookedAtAllTheSame();
    void theRescanFindsWhatInotifyCannotTell();
    void settingsAreToldApartFromScripts();
    void whatChangedBeforeWatchingIsTold();
    void whatIsNoScriptIsNotTold();
    void nothingIsToldAfterStop();
};

void TestProjectWatcher::anAddedScriptIsTold()
{
    Watched watched;
    QVERIFY(watched.start());
    watched.sample.add("d", "c");
    QVERIFY(watched.becomes("a b c d"));
    QCOMPARE(watched.settings.count(), 0);
}

void TestProjectWatcher::aDeletedScriptIsTold()
{
    Watched watched;
    QVERIFY(watched.start());
    QVERIFY(QFile::remove(watched.script("c")));
    QVERIFY(watched.becomes("a b"));
}

void TestProjectWatcher::aScriptEditedInPlaceIsTold()
{
    Watched watched;
    QVERIFY(watched.start());
    QVERIFY(overwrite(watched.script("c"), scriptText("x", "b")));
    QVERIFY(watched.becomes("a b x"));
}

void TestProjectWatcher::aScriptThatAnEditorRenamesOverIsTold()
{
    Watched watched;
    QVERIFY(watched.start());
    const QString temporary = watched.sample.versions() + QStringLiteral("/4913~");
    QVERIFY(overwrite(temporary, scriptText("x", "b")));
    QVERIFY(renameOver(temporary, watched.script("c")));
    QVERIFY(watched.becomes("a b x"));
}

void TestProjectWatcher::aRenamedScriptIsTold()
{
    Watched watched;
    QVERIFY(watched.start());
    QVERIFY(renameOver(watched.script("a"), watched.script("z")));
    QVERIFY(watched.becomes("b c a"));
}

void TestProjectWatcher::aFolderThatGitEmptiesAndFillsIsFollowed()
{
    Watched watched;
    QVERIFY(watched.start());
    QVERIFY(QDir(watched.sample.versions()).removeRecursively()); // git removes folders that become empty
    watched.sample.add("m");
    watched.sample.add("n", "m");
    QVERIFY(watched.becomes("m n"));
    QVERIFY(overwrite(watched.script("n"), scriptText("o", "m"))); // and the new folder is watched
    QVERIFY(watched.becomes("m o"));
}

void TestProjectWatcher::aFolderThatIsSwappedForAnotherIsFollowed()
{
    Watched watched;
    QVERIFY(watched.start());
    watched.sample.write(QStringLiteral("migrations/other/m.py"), scriptText("m", nullptr));
    QVERIFY(renameOver(watched.sample.versions(), watched.sample.path(QStringLiteral("migrations/old"))));
    QVERIFY(renameOver(watched.sample.path(QStringLiteral("migrations/other")), watched.sample.versions()));
    QVERIFY(watched.becomes("m"));
    watched.sample.add("n", "m");
    QVERIFY(watched.becomes("m n"));
}

void TestProjectWatcher::aFolderThatComesLaterIsFollowed()
{
    Watched watched;
    QVERIFY(watched.start());
    QVERIFY(QDir(watched.sample.versions()).removeRecursively());
    QVERIFY(QTest::qWaitFor([&] { return watched.settings.count() == 1; }));
    QVERIFY(QDir().mkpath(watched.sample.versions()));
    QVERIFY(QTest::qWaitFor([&] { return watched.settings.count() == 2; }));
    watched.sample.add("d");
    QVERIFY(watched.becomes("d"));
}

void TestProjectWatcher::aBurstIsOneSignal()
{
    Watched watched;
    QVERIFY(watched.start());
    watched.watcher.setSettleMs(100);
    const auto before = watched.scripts.count();
    for (int i = 0; i < 50; ++i)
        watched.sample.add(QByteArray("n" + QByteArray::number(100 + i)).constData(), "c");
    QVERIFY(QTest::qWaitFor([&] { return watched.loaded.graph->size() == 53; }));
    QCOMPARE(watched.scripts.count(), before + 1);
}

void TestProjectWatcher::anEndlessBurstIsLookedAtAllTheSame()
{
    Watched watched;
    QVERIFY(watched.start());
    watched.watcher.setSettleMs(20);
    QTimer writer; // never leaves a pause in which things settle
    int written = 0;
    QObject::connect(&writer, &QTimer::timeout, &writer,
        [&] { overwrite(watched.script("c"), scriptText("c", "b") + "# " + QByteArray::number(++written)); });
    writer.start(1);
    const auto before = watched.scripts.count();
    QVERIFY(QTest::qWaitFor([&] { return watched.scripts.count() > before; }));
    QVERIFY(written > 0);
}

void TestProjectWatcher::theRescanFindsWhatInotifyCannotTell()
{
    Watched watched(20);
    const QString outside = watched.sample.write(QStringLiteral("outside/l.py"), scriptText("l", nullptr));
    QVERIFY(QFile::link(outside, watched.script("z_link")));
    watched.watcher.watch(watched.loaded.project, watched.loaded.scripts);
    QVERIFY(watched.becomes("a b l"));
    QVERIFY(overwrite(outside, scriptText("m", nullptr)));
    QVERIFY(watched.becomes("a b m"));
}

void TestProjectWatcher::settingsAreToldApartFromScripts()
{
    Watched watched;
    QVERIFY(watched.start());
    const auto before = watched.scripts.count();
    QVERIFY(watched.put("alembic.ini", "[alembic]\nscript_location = migrations\n# changed\n"));
    QVERIFY(QTest::qWaitFor([&] { return watched.settings.count() == 1; }));
    QVERIFY(watched.put("migrations/env.py", "target_metadata = 1\n"));
    QVERIFY(QTest::qWaitFor([&] { return watched.settings.count() == 2; }));
    QVERIFY(watched.put(".env", "A=1\n"));
    QVERIFY(QTest::qWaitFor([&] { return watched.settings.count() == 3; }));
    QCOMPARE(watched.scripts.count(), before);
}

void TestProjectWatcher::whatChangedBeforeWatchingIsTold()
{
    Watched watched;
    watched.sample.add("c", "b"); // after the load, before the watch
    watched.watcher.watch(watched.loaded.project, watched.loaded.scripts);
    QVERIFY(watched.becomes("a b c"));
}

void TestProjectWatcher::whatIsNoScriptIsNotTold()
{
    Watched watched;
    QVERIFY(watched.start());
    const auto before = watched.scripts.count();
    watched.sample.write(QStringLiteral("app.log"), "line\n");
    watched.sample.write(QStringLiteral("migrations/versions/note.txt"), "line\n");
    watched.sample.write(QStringLiteral("migrations/versions/__pycache__/c.pyc"), "line\n");
    watched.sample.write(QStringLiteral("migrations/versions/__init__.py"), "line\n");
    QVERIFY(watched.put("migrations/versions/d.py", scriptText("d", "c"))); // told after all of these
    QVERIFY(watched.becomes("a b c d"));
    QCOMPARE(watched.scripts.count(), before + 1);
    QCOMPARE(watched.settings.count(), 0);
}

void TestProjectWatcher::nothingIsToldAfterStop()
{
    Watched watched;
    QVERIFY(watched.start());
    watched.watcher.stop();
    const auto before = watched.scripts.count();
    watched.sample.add("d", "c");
    Watched other; // whatever is under way has come by when this one has been told
    QVERIFY(other.start());
    QCOMPARE(watched.scripts.count(), before);
}

QTEST_GUILESS_MAIN(TestProjectWatcher)
#include "tst_project_watcher.moc"
