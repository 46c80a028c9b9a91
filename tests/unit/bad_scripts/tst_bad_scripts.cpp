// Scripts and folders that are not as they should be: each is a problem with its file and line, and the rest loads.

#include "revisions/project_loader.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <fcntl.h>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace espalier;
using test::TemporaryFolder;

namespace {

/// A bare versions/ folder with two good scripts, g1 - g2.
struct Scripts {
    Scripts()
    {
        write("g1.py", "revision = 'g1'\ndown_revision = None\n");
        write("g2.py", "revision = 'g2'\ndown_revision = 'g1'\n");
    }
    void write(const char* name, const QByteArray& content) const
    {
        folder.write(QStringLiteral("versions/") + QString::fromUtf8(name), content);
    }
    QByteArray path(const char* name) const
    {
        return QFile::encodeName(folder.path(QStringLiteral("versions/"))) + name;
    }

    core::Result<revisions::LoadedProject> load(const core::CancelToken& cancel = {}) const
    {
        const auto project = project::openProject(folder.path());
        if (!project)
            return tl::unexpected(project.error());
        return revisions::load(*project, jobs::JobContext(cancel));
    }

    TemporaryFolder folder;
};

/// "code severity file:line" of every problem, sorted; that of several heads, which most of these trees have, left out.
QString problemsOf(const revisions::LoadedProject& loaded)
{
    QStringList lines;
    for (const auto& problem : loaded.graph->problems()) {
        if (problem.code != QLatin1String("multiple-heads"))
            lines += QStringLiteral("%1 %2 %3:%4")
                         .arg(problem.code, revisions::severityName(problem.severity), problem.file,
                             QString::number(problem.line));
    }
    lines.sort();
    return lines.join(QLatin1String("; "));
}

bool hasTheGoodOnes(const revisions::LoadedProject& loaded)
{
    const auto& graph = *loaded.graph;
    for (const char* id : { "g1", "g2" }) {
        const int index = graph.indexOf(QLatin1String(id));
        if (index < 0 || graph.isGhost(index))
            return false;
    }
    return true;
}

QByteArray header(const QByteArray& rest = {}) { return "revision = 'bad'\ndown_revision = 'g1'\n" + rest; }

QByteArray utf16(const QByteArray& text)
{
    QByteArray result("\xff\xfe", 2);
    for (const char byte : text)
        result += QByteArray(1, byte) + '\0';
    return result;
}

QByteArray nested(int depth) { return QByteArray(depth, '(') + '1' + QByteArray(depth, ')'); }

constexpr int deep = 100'000;
constexpr qint64 patienceMs = 30'000; // against what never ends; not a measurement

} // namespace

class TestBadScripts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void badScriptIsAProblemAndTheRestLoads_data();
    void badScriptIsAProblemAndTheRestLoads();
    void hugeScriptIsNotReadWhole();
    void everyByteMayBeMissing();
    void namesMayBeAnything();
    void whatIsNoFileIsNeverWaitedFor();
    void scriptThatMayNotBeReadIsAProblem();
    void folderThatMayNotBeReadIsUnreadable();
    void emptyFolderIsATreeWithoutRevisions();
    void folderMayVanishAtAnyTime();
};

void TestBadScripts::badScriptIsAProblemAndTheRestLoads_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("problems");
    const auto row = [](const char* name, const QByteArray& content, const char* problems) {
        QTest::newRow(name) << content << QString::fromLatin1(problems);
    };
    const char unreadable[] = "unreadable-script error versions/m.py:1";
    row("empty", "", "no-revision error versions/m.py:1");
    row("no revision", "x = 1\n", "no-revision error versions/m.py:1");
    row("null byte below", header("x = 1\n" + QByteArray(1, '\0') + "\n"), "unreadable-script error versions/m.py:4");
    row("null bytes first", QByteArray(3, '\0') + header(), unreadable);
    row("UTF-16", utf16(header()), "syntax-error error versions/m.py:1; unreadable-script error versions/m.py:1");
    row("byte order mark", "\xef\xbb\xbf" + header(), "");
    row("byte order mark and another encoding", "\xef\xbb\xbf# -*- coding: latin-1 -*-\n" + header(), unreadable);
    row("latin-1 that says so", "# -*- coding: latin-1 -*-\n'''gr\xf6\xdf\x65'''\n" + header(), "");
    row("latin-1 that does not", "'''gr\xf6\xdf\x65'''\n" + header(), unreadable);
    row("unknown encoding", "# -*- coding: klingon -*-\n" + header(), unreadable);
    row("CR LF", header().replace("\n", "\r\n"), "");
    row("CR only", header().replace("\n", "\r"), "");
    row("a line of 5 MB", header("x = '" + QByteArray(5'000'000, 'a') + "'\n"), "");
    row("syntax error", header("def upgrade(:\n    pass\n"), "syntax-error error versions/m.py:3");
    row("syntax error in the header", "revision = 'bad\ndown_revision = None\n", "syntax-error error versions/m.py:1");
    row("never closed", header("x = " + QByteArray(deep, '(') + "\n"), "syntax-error error versions/m.py:1");
    row("id that is a number", "revision = 12\ndown_revision = 'g1'\n", "wrong-type error versions/m.py:1");
    row("id as no id may be", "revision = 'a@b+1-2:3'\ndown_revision = 'g1'\n", "illegal-id error versions/m.py:1");
    row("id of a megabyte", "revision = '" + QByteArray(1'000'000, 'x') + "'\ndown_revision = 'g1'\n",
        "long-id info versions/m.py:1");
    row("id in a hundred thousand brackets", "revision = " + nested(deep) + "\ndown_revision = 'g1'\n",
        "not-literal error versions/m.py:1");
    row("id of many parts", "revision = 'a'" + QByteArray("+'a'").repeated(20'000) + "\ndown_revision = 'g1'\n",
        "not-literal error versions/m.py:1");
    row("the id of another", "revision = 'g2'\ndown_revision = 'g1'\n", "duplicate-id error versions/m.py:1");
    row("own parent", "revision = 'bad'\ndown_revision = 'bad'\n", "self-parent error versions/m.py:2");
    row("missing parent", "revision = 'bad'\ndown_revision = 'nobody'\n", "missing-parent error versions/m.py:2");
}

void TestBadScripts::badScriptIsAProblemAndTheRestLoads()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, problems);
    const Scripts scripts;
    scripts.write("m.py", content);
    QElapsedTimer timer;
    timer.start();
    const auto loaded = scripts.load();
    VERIFY_RESULT(loaded);
    QVERIFY(timer.elapsed() < patienceMs);
    QCOMPARE(problemsOf(*loaded), problems);
    QVERIFY(hasTheGoodOnes(*loaded));
}

void TestBadScripts::hugeScriptIsNotReadWhole()
{
    const Scripts scripts;
    scripts.write("m.py", header());
    QFile file(scripts.folder.path(QStringLiteral("versions/m.py")));
    QVERIFY(file.resize(50 * 1024 * 1024));
    const auto loaded = scripts.load();
    VERIFY_RESULT(loaded);
    QCOMPARE(problemsOf(*loaded), QStringLiteral("large-script warning versions/m.py:1"));
    QVERIFY(hasTheGoodOnes(*loaded));
    QVERIFY(loaded->graph->indexOf(QStringLiteral("bad")) >= 0); // its beginning was
}

void TestBadScripts::everyByteMayBeMissing()
{
    const QByteArray whole = "'''message\n\nRevises: g1\n'''\nfrom alembic import op\nrevision: str = \"bad\"\n"
                             "down_revision = ('g1',\n  'g2')\n\ndef upgrade():\n    op.execute(f\"\"\"x{1}\"\"\")\n";
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const Scripts scripts;
        scripts.write("m.py", whole.left(length));
        const auto loaded = scripts.load();
        VERIFY_RESULT(loaded);
        QVERIFY2(hasTheGoodOnes(*loaded), whole.left(length).constData());
        const bool known = loaded->graph->size() == 3;
        QVERIFY2(known || !problemsOf(*loaded).isEmpty(), whole.left(length).constData());
    }
}

void TestBadScripts::namesMayBeAnything()
{
    const Scripts scripts;
    const char* const names[] = { "new\nline.py", "\x1b]0;title\x07.py", " .py", "-rf.py", "\xff\xfe.py", "'\".py" };
    int count = 0;
    for (const char* name : names) {
        QFile file(QFile::decodeName(scripts.path(name)));
        const int descriptor = ::open(scripts.path(name).constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
        QVERIFY2(descriptor >= 0, name);
        QVERIFY(file.open(descriptor, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle));
        file.write("revision = 'n" + QByteArray::number(++count) + "'\ndown_revision = 'g1'\n");
    }
    const auto loaded = scripts.load();
    VERIFY_RESULT(loaded);
    QVERIFY(hasTheGoodOnes(*loaded));
    // A name that is no UTF-8 cannot be named in Qt's strings; whatever is not read must be said.
    QVERIFY(loaded->graph->size() == 2 + count || !problemsOf(*loaded).isEmpty());
    QVERIFY(loaded->graph->size() >= 2 + count - 1);
    for (const char* name : names)
        ::unlink(scripts.path(name).constData()); // Qt cannot
}

void TestBadScripts::whatIsNoFileIsNeverWaitedFor()
{
    const Scripts scripts;
    QCOMPARE(::mkfifo(scripts.path("pipe.py").constData(), 0600), 0);
    QCOMPARE(::symlink("/dev/zero", scripts.path("device.py").constData()), 0);
    QCOMPARE(::symlink("nowhere", scripts.path("dangling.py").constData()), 0);
    QCOMPARE(::symlink("two.py", scripts.path("one.py").constData()), 0);
    QCOMPARE(::symlink("one.py", scripts.path("two.py").constData()), 0);
    QCOMPARE(::mkdir(scripts.path("folder.py").constData(), 0700), 0);
    QCOMPARE(::symlink("..", scripts.path("up.py").constData()), 0);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, scripts.path("socket.py").constData(), sizeof address.sun_path);
    QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    const auto loaded = scripts.load();
    ::close(listener);
    VERIFY_RESULT(loaded);
    QVERIFY(hasTheGoodOnes(*loaded));
    QCOMPARE(loaded->graph->size(), 2);
    const QString problems = problemsOf(*loaded);
    // A link counts by the name of what it leads to, for Alembic too: device.py and dangling.py are no scripts then.
    for (const char* name : { "pipe", "one", "two", "socket" })
        QVERIFY2(problems.contains(QStringLiteral("versions/%1.py").arg(QLatin1String(name))), qPrintable(problems));
}

// The rights are those of the user, and the one who runs the tests may be allowed everything.
void TestBadScripts::scriptThatMayNotBeReadIsAProblem()
{
    const Scripts scripts;
    scripts.write("m.py", header());
    const QByteArray file = scripts.path("m.py");
    QCOMPARE(::chmod(QFile::encodeName(scripts.folder.path()).constData(), 0755), 0);
    QCOMPARE(::chmod(file.constData(), 0), 0);
    const bool everything = ::geteuid() == 0;
    if (everything)
        QCOMPARE(::seteuid(65534), 0);
    const auto loaded = scripts.load();
    if (everything)
        QCOMPARE(::seteuid(0), 0);
    VERIFY_RESULT(loaded);
    QCOMPARE(problemsOf(*loaded), QStringLiteral("unreadable-script error versions/m.py:1"));
    QVERIFY(hasTheGoodOnes(*loaded));
}

void TestBadScripts::folderThatMayNotBeReadIsUnreadable()
{
    const Scripts scripts;
    const QByteArray folder = QFile::encodeName(scripts.folder.path(QStringLiteral("versions")));
    QCOMPARE(::chmod(QFile::encodeName(scripts.folder.path()).constData(), 0755), 0);
    scripts.folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = %(here)s\n");
    QCOMPARE(::chmod(folder.constData(), 0), 0);
    const bool everything = ::geteuid() == 0;
    if (everything)
        QCOMPARE(::seteuid(65534), 0);
    const auto loaded = scripts.load();
    if (everything)
        QCOMPARE(::seteuid(0), 0);
    QCOMPARE(::chmod(folder.constData(), 0700), 0);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, core::ErrorCode::Unreadable);
    QVERIFY(core::describe(loaded.error()).contains(QStringLiteral("versions")));
}

void TestBadScripts::emptyFolderIsATreeWithoutRevisions()
{
    const TemporaryFolder folder;
    folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = m\n");
    folder.write(QStringLiteral("m/env.py"), "");
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("m/versions")));
    const auto loaded = revisions::load(project::openProject(folder.path()).value(), jobs::JobContext());
    VERIFY_RESULT(loaded);
    QCOMPARE(loaded->graph->size(), 0);
    QCOMPARE(problemsOf(*loaded), QStringLiteral("no-revisions info :0"));
}

// While it is read: whatever the moment, the answer is a tree of some of the scripts, or an error; never a crash.
void TestBadScripts::folderMayVanishAtAnyTime()
{
    for (int vanishAt = 0; vanishAt < 6; ++vanishAt) {
        const Scripts scripts;
        for (int i = 0; i < 200; ++i)
            scripts.write(qPrintable(QStringLiteral("s%1.py").arg(i)),
                "revision = 's" + QByteArray::number(i) + "'\ndown_revision = 'g1'\n");
        const auto project = project::openProject(scripts.folder.path());
        VERIFY_RESULT(project);
        const auto vanish = [&] { QDir(scripts.folder.path(QStringLiteral("versions"))).removeRecursively(); };
        if (vanishAt == 0)
            vanish();
        int reports = 0;
        const jobs::JobContext context({}, [&](const jobs::Progress&) {
            if (++reports == vanishAt)
                vanish();
        });
        const auto loaded = revisions::load(*project, context);
        if (!loaded) {
            QVERIFY(!loaded.error().isCancelled());
            continue;
        }
        QVERIFY2(loaded->graph->size() == 202 || !problemsOf(*loaded).isEmpty(), "scripts are missing unsaid");
    }
}

QTEST_GUILESS_MAIN(TestBadScripts)
#include "tst_bad_scripts.moc"
