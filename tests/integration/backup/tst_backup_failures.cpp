// What goes wrong around a backup: clients that fail, hang or lie, disks that are full, servers that go away, tables
// that are locked. Each leaves nothing behind and says what happened.

#include "support/backup_world.h"
#include "support/processes.h"
#include "support/verify_result.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <thread>

using namespace espalier;
using namespace espalier::backup;
using test::BackupWorld;
using test::Kind;

namespace {

const QByteArray versionAnswer = "case \"$*\" in *--version*) exec REAL --version;; esac\n";

QByteArray realProgram(const QByteArray& name)
{
    return name.startsWith("pg_") ? "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/" + name
                                  : "/usr/bin/" + name;
}

/// A stand-in for a client that gives the real one's version.
void fakeClient(const BackupWorld& world, const QByteArray& name, const QByteArray& script)
{
    QByteArray answer = versionAnswer;
    answer.replace("REAL", realProgram(name));
    QByteArray body = script;
    body.replace("REAL", realProgram(name));
    world.fakeTool(QString::fromLatin1(name), answer + body);
}

QByteArray dumpClient(Kind kind) { return kind == Kind::PostgreSql ? "pg_dump" : "mariadb-dump"; }

/// Runs createBackup() on a thread, so that the test can meddle meanwhile.
class RunningBackup {
public:
    RunningBackup(BackupWorld& world, const BackupRequest& request)
        : m_world(world)
        , m_context(world.context())
        , m_thread([this, request] { m_result = createBackup(request, m_context); })
    { }
    ~RunningBackup()
    {
        if (m_thread.joinable()) {
            m_world.cancel();
            m_thread.join();
        }
    }
    core::Result<Manifest> wait()
    {
        m_thread.join();
        return *m_result;
    }

private:
    BackupWorld& m_world;
    jobs::JobContext m_context;
    std::optional<core::Result<Manifest>> m_result;
    std::thread m_thread;
};

/// Sessions of the dump client that wait for a lock.
QStringList waitingClients(const BackupWorld& world)
{
    if (world.database.kind() == Kind::PostgreSql)
        return world.database.column(
            QStringLiteral("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'espalier backup%'"
                           " AND wait_event_type = 'Lock' AND datname = current_database()"));
    return world.database.column(
        QStringLiteral("SELECT id FROM information_schema.processlist WHERE state LIKE 'Waiting for%lock'"
                       " AND db = database()"));
}

/// Holds a lock that only the dump client runs into.
class LockedTable {
public:
    explicit LockedTable(const BackupWorld& world)
        : m_session(world.open(world.database.name()))
    {
        if (world.database.kind() == Kind::PostgreSql) {
            run("BEGIN");
            run("LOCK TABLE ONLY parts IN ACCESS EXCLUSIVE MODE"); // it has no rows of its own: nobody else looks at it
        } else {
            run("LOCK TABLES notes WRITE");
        }
    }

private:
    void run(const char* sql)
    {
        if (const auto done = m_session.execute(QString::fromLatin1(sql)); !done)
            qFatal("%s", qPrintable(core::describe(done.error())));
    }
    database::Session m_session;
};

void addServerKinds()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql;
    QTest::newRow("MariaDB") << Kind::MariaDb;
}

/// Whether a process that this one started has `text` among its arguments.
bool isInProcessList(const QByteArray& text, QByteArray* line = nullptr)
{
    for (const test::StartedProcess& process : test::startedProcesses()) {
        if (!process.arguments.contains(text))
            continue;
        if (line)
            *line = process.arguments;
        return true;
    }
    return false;
}

} // namespace

class TestBackupFailures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fullDiskIsAWriteFailure_data() { addServerKinds(); }
    void fullDiskIsAWriteFailure();
    void clientThatWritesNothingMakesNoBackup_data() { addServerKinds(); }
    void clientThatWritesNothingMakesNoBackup();
    void clientThatDiesMakesNoBackup_data() { addServerKinds(); }
    void clientThatDiesMakesNoBackup();
    void clientThatHangsIsStopped_data() { addServerKinds(); }
    void clientThatHangsIsStopped();
    void tableLockIsNotWaitedForForEver_data() { addServerKinds(); }
    void tableLockIsNotWaitedForForEver();
    void cancelWhileWaitingForALockIsQuickAndEndsTheServersSession_data() { addServerKinds(); }
    void cancelWhileWaitingForALockIsQuickAndEndsTheServersSession();
    void connectionLostInMidDumpIsSaid_data() { addServerKinds(); }
    void connectionLostInMidDumpIsSaid();
    void killedBackupIsALeftoverAndNothingGoesOn_data() { addServerKinds(); }
    void killedBackupIsALeftoverAndNothingGoesOn();
    void failingRestoreClientLeavesNoDatabase_data() { addServerKinds(); }
    void failingRestoreClientLeavesNoDatabase();
    void lockedFileIsBusy();
    void damagedFileIsSaid();
};

void TestBackupFailures::fullDiskIsAWriteFailure()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    // The real client, whose files end at one block: as full as a disk can be for one process.
    fakeClient(world, dumpClient(kind), "trap '' XFSZ; ulimit -f 1; exec REAL \"$@\"\n");
    auto context = world.context();
    BackupRequest request = world.request();
    request.tools = world.tools();
    const auto manifest = createBackup(request, context);
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().code == core::ErrorCode::WriteFailed, qPrintable(core::describe(manifest.error())));
    QVERIFY(world.nothingLeft());
}

void TestBackupFailures::clientThatWritesNothingMakesNoBackup()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    for (const QByteArray& script : { QByteArray("exit 0\n"),
             QByteArray("for a in \"$@\"; do case $a in --file=*) : > \"${a#--file=}\";; --result-file=*) : > "
                        "\"${a#--result-file=}\";; esac; done; exit 0\n") }) {
        fakeClient(world, dumpClient(kind), script);
        auto context = world.context();
        BackupRequest request = world.request();
        request.tools = world.tools();
        const auto manifest = createBackup(request, context);
        QVERIFY(!manifest);
        QVERIFY(!manifest.error().isCancelled());
        QVERIFY(world.nothingLeft());
    }
}

void TestBackupFailures::clientThatDiesMakesNoBackup()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    for (const QByteArray& script : { QByteArray("echo 'client: error: something odd' >&2; exit 7\n"),
             QByteArray("echo 'client: error: something odd' >&2; kill -SEGV $$\n") }) {
        fakeClient(world, dumpClient(kind), script);
        auto context = world.context();
        BackupRequest request = world.request();
        request.tools = world.tools();
        const auto manifest = createBackup(request, context);
        QVERIFY(!manifest);
        QCOMPARE(manifest.error().code, core::ErrorCode::ToolFailed);
        QVERIFY(core::describe(manifest.error()).contains(QStringLiteral("something odd")));
        QVERIFY(world.nothingLeft());
    }
}

void TestBackupFailures::clientThatHangsIsStopped()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    fakeClient(world, dumpClient(kind), "exec sleep 1000\n");
    auto context = world.context();
    BackupRequest request = world.request();
    request.tools = world.tools();
    request.stallTimeoutMs = 1000;
    QElapsedTimer timer;
    timer.start();
    const auto manifest = createBackup(request, context);
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().code == core::ErrorCode::Busy, qPrintable(core::describe(manifest.error())));
    QVERIFY(timer.elapsed() < 30'000);
    QVERIFY(world.nothingLeft());
}

void TestBackupFailures::tableLockIsNotWaitedForForEver()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    const LockedTable lock(world);
    auto context = world.context();
    BackupRequest request = world.request();
    request.lockTimeoutMs = 1000;
    QElapsedTimer timer;
    timer.start();
    const auto manifest = createBackup(request, context);
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().code == core::ErrorCode::Busy, qPrintable(core::describe(manifest.error())));
    QVERIFY(timer.elapsed() < 30'000);
    QVERIFY(world.nothingLeft());
}

void TestBackupFailures::cancelWhileWaitingForALockIsQuickAndEndsTheServersSession()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    const LockedTable lock(world);
    RunningBackup backup(world, world.request());
    QTRY_VERIFY_WITH_TIMEOUT(!waitingClients(world).isEmpty(), 20'000);
    // While it runs, everybody can read its arguments.
    QByteArray line;
    QVERIFY(isInProcessList(world.backups().toUtf8(), &line));
    QVERIFY2(!line.contains("us3r-Mark") && !isInProcessList("us3r-Mark"), line.constData());
    QElapsedTimer timer;
    timer.start();
    world.cancel();
    const auto manifest = backup.wait();
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().isCancelled(), qPrintable(core::describe(manifest.error())));
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(world.nothingLeft());
    QTRY_VERIFY_WITH_TIMEOUT(waitingClients(world).isEmpty(), 20'000);
}

void TestBackupFailures::connectionLostInMidDumpIsSaid()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    const LockedTable lock(world);
    RunningBackup backup(world, world.request());
    QTRY_VERIFY_WITH_TIMEOUT(!waitingClients(world).isEmpty(), 20'000);
    const QString client = waitingClients(world).first();
    world.database.execute({ (kind == Kind::PostgreSql ? QStringLiteral("SELECT pg_terminate_backend(%1)")
                                                       : QStringLiteral("KILL CONNECTION %1"))
                                 .arg(client) });
    const auto manifest = backup.wait();
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().code == core::ErrorCode::ConnectionLost, qPrintable(core::describe(manifest.error())));
    QVERIFY(world.nothingLeft());
}

// kill -9 of the real command line while its client waits in the server.
void TestBackupFailures::killedBackupIsALeftoverAndNothingGoesOn()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    const LockedTable lock(world);
    QProcess program;
    program.start(QStringLiteral(ESPALIER_BINARY_DIR "/bin/espalier-cli"),
        { QStringLiteral("backup"), QStringLiteral("create"), QStringLiteral("--url"), world.database.url(),
            QStringLiteral("--folder"), world.backups() });
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!waitingClients(world).isEmpty(), 20'000);
    const auto running = Catalogue(world.backups()).list();
    QCOMPARE(running->leftovers.size(), 1);
    QVERIFY(running->leftovers[0].inUse);
    program.kill();
    QVERIFY(program.waitForFinished());
    QTRY_VERIFY_WITH_TIMEOUT(waitingClients(world).isEmpty(), 20'000); // its client has ended too
    const Catalogue catalogue(world.backups());
    QTRY_VERIFY(!catalogue.list()->leftovers[0].inUse);
    const auto listing = catalogue.list();
    QVERIFY(listing->backups.isEmpty() && listing->broken.isEmpty());
    QVERIFY(!world.allBytes().contains("us3r-Mark"));
    VERIFY_RESULT(catalogue.removeLeftovers());
    QVERIFY(world.nothingLeft());
}

void TestBackupFailures::failingRestoreClientLeavesNoDatabase()
{
    QFETCH(Kind, kind);
    BackupWorld world(kind);
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    VERIFY_RESULT(manifest);
    const QByteArray client = kind == Kind::PostgreSql ? "pg_restore" : "mariadb";
    fakeClient(world, client, "head -c 500 > /dev/null; echo 'ERROR: No space left on device' >&2; exit 1\n");
    const QString target = world.newTarget();
    RestoreRequest request = world.restoreRequest(manifest->id, target);
    request.tools = world.tools();
    const auto restored = restoreBackup(request, context);
    QVERIFY(!restored);
    QVERIFY2(restored.error().code == core::ErrorCode::WriteFailed, qPrintable(core::describe(restored.error())));
    QVERIFY(restored.error().databaseState.isEmpty());
    QCOMPARE(world.databasesLike(target), QStringList());
}

void TestBackupFailures::lockedFileIsBusy()
{
    BackupWorld world(Kind::Sqlite);
    auto holder = world.open(world.database.name());
    VERIFY_RESULT(holder.execute(QStringLiteral("BEGIN EXCLUSIVE")));
    auto context = world.context();
    BackupRequest request = world.request();
    request.lockTimeoutMs = 200;
    const auto manifest = createBackup(request, context);
    QVERIFY(!manifest);
    QVERIFY2(manifest.error().code == core::ErrorCode::Busy, qPrintable(core::describe(manifest.error())));
    QVERIFY(world.nothingLeft());
}

void TestBackupFailures::damagedFileIsSaid()
{
    BackupWorld world(Kind::Sqlite);
    QFile file(world.database.name());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
    file.close();
    auto context = world.context();
    const auto manifest = createBackup(world.request(), context);
    QVERIFY(!manifest);
    QVERIFY2(
        manifest.error().code == core::ErrorCode::Malformed || manifest.error().code == core::ErrorCode::Unreadable,
        qPrintable(core::describe(manifest.error())));
    QVERIFY(world.nothingLeft());
}

QTEST_GUILESS_MAIN(TestBackupFailures)
#include "tst_backup_failures.moc"
