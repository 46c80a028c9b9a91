// Backups and restores of the program that are killed in the middle: nothing that looks like a backup is left, what is
// left elsewhere is named and can be removed, and the next one works.

#include "support/backup_world.h"
#include "support/program.h"
#include "support/verify_result.h"

#include <csignal>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <thread>

using namespace espalier;
using namespace espalier::test;

namespace {

QByteArray realProgram(const QByteArray& name)
{
    return name.startsWith("pg_") ? "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/" + name
                                  : "/usr/bin/" + name;
}

/// A database, a user, and clients of the database that wait at a gate after they have done a part.
struct Shop {
    explicit Shop(Kind kind)
        : world(kind)
        , gate(world.folder.path(QStringLiteral("gate")))
    { }

    /// `first` is what the client does before it waits, in bash; "REAL" in it is the real program.
    void slow(const QByteArray& name, const QByteArray& first) const
    {
        QByteArray script
            = "case \"$*\" in *--version*) exec REAL --version;; esac\n"
              "for argument; do case $argument in --file=*|--result-file=*) file=${argument#*=};; esac; done\n"
            + first + "\necho waits at the gate >&2\ntouch '" + reached().toUtf8() + "'\nread -r -n 1 < '"
            + world.folder.path(QStringLiteral("gate")).toUtf8() + "'\nexec REAL \"$@\"\n";
        world.fakeTool(QString::fromLatin1(name), script.replace("REAL", realProgram(name)));
    }
    /// Is there once a slow tool waits at its gate.
    QString reached() const { return world.folder.path(QStringLiteral("reached")); }

    QStringList arguments(const char* verb, const QStringList& more = {}) const
    {
        return QStringList{ QStringLiteral("backup"), QLatin1String(verb) } + more
            + QStringList{ QStringLiteral("--folder"), world.backups(), QStringLiteral("--format"),
                  QStringLiteral("json") };
    }
    QStringList withUrl(const char* verb, const QStringList& more = {}) const
    {
        return arguments(verb, more + QStringList{ QStringLiteral("--url"), world.database.url() });
    }
    QStringList withTools() const { return { QStringLiteral("--tools"), world.folder.path(QStringLiteral("tools")) }; }
    ProgramEnd run(const QStringList& list) const { return cli(user, list); }
    QJsonObject list() const { return run(arguments("list")).json(); }
    qsizetype count(const char* what) const { return list()[QLatin1String(what)].toArray().size(); }

    /// Kills the program alone; what it has started must end by itself.
    static bool killAlone(Program& program)
    {
        const QList<qint64> family = program.family();
        program.signal(SIGKILL);
        program.finish();
        bool ended = true;
        for (const qint64 member : family)
            ended = waitForEnd(member) && ended;
        return ended;
    }

    BackupWorld world;
    ProgramUser user;
    Gate gate;
};

} // namespace

#define VERIFY_EXIT(end, code) QVERIFY2((end).exitCode == (code), (end).text().constData())

class TestProgramBackups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedCreateLeavesNoBackup_data();
    void killedCreateLeavesNoBackup();
    void signalledCreateLeavesNothing_data() { killedCreateLeavesNoBackup_data(); }
    void signalledCreateLeavesNothing();
    void killedRestoreIsNamedAndRemoved_data();
    void killedRestoreIsNamedAndRemoved();
    void killedRestoreOfAFileLeavesNoHalfFile();
    void unfinishedRestoreIsOnlyRemovedWhereItIs();
    void databaseOfAnUnfinishedRestoresNameIsLeftAlone();
    void killWhileTheOldContentIsReplacedIsSaidWithTheWayBack();
    void runningRestoreIsNoLeftover();
};

void TestProgramBackups::killedCreateLeavesNoBackup_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("SQLite") << Kind::Sqlite << QStringList();
    QTest::newRow("PostgreSQL, custom") << Kind::PostgreSql << QStringList();
    QTest::newRow("PostgreSQL, directory") << Kind::PostgreSql
                                           << QStringList{ QStringLiteral("--dump-format"), QStringLiteral("directory"),
                                                  QStringLiteral("--jobs"), QStringLiteral("2") };
    QTest::newRow("MariaDB") << Kind::MariaDb << QStringList();
}

namespace {

/// A `backup create` that stands still with a part written: its client waits at the gate, or the file is locked.
struct HaltedCreate {
    HaltedCreate(Shop& shop, const QStringList& options)
    {
        const bool isFile = shop.world.database.kind() == Kind::Sqlite;
        QStringList arguments = shop.withUrl("create", options);
        if (isFile) {
            // Much to copy; between two steps of it there is room for somebody's lock.
            shop.world.execute({ QStringLiteral("CREATE TABLE big AS SELECT zeroblob(300 * 1024 * 1024) AS content") });
            arguments += { QStringLiteral("--lock-timeout"), QStringLiteral("10min") };
        } else {
            const bool directory = options.contains(QStringLiteral("directory"));
            shop.slow(shop.world.database.kind() == Kind::PostgreSql ? "pg_dump" : "mariadb-dump",
                directory ? "mkdir \"$file\"; head -c 100000 /dev/zero > \"$file/1.dat.gz\""
                          : "head -c 100000 /dev/zero > \"$file\"");
            arguments += shop.withTools();
        }
        program = std::make_unique<Program>(shop.user, QStringLiteral("espalier-cli"), arguments);
        const QDeadlineTimer patience(60'000);
        while (!stands(shop)) {
            if (patience.hasExpired())
                return;
            std::this_thread::yield();
        }
        if (isFile) {
            holder.emplace(shop.world.open(shop.world.database.name()));
            if (!holder->execute(QStringLiteral("BEGIN EXCLUSIVE")))
                qFatal("cannot lock the file");
        }
    }
    /// Whether the unfinished backup is there and held.
    static bool stands(const Shop& shop)
    {
        const auto listing = backup::Catalogue(shop.world.backups()).list();
        return listing && listing->leftovers.size() == 1 && listing->leftovers.first().inUse
            && listing->leftovers.first().bytes >= 100'000;
    }

    std::optional<database::Session> holder;
    std::unique_ptr<Program> program;
};

} // namespace

void TestProgramBackups::killedCreateLeavesNoBackup()
{
    QFETCH(Kind, kind);
    QFETCH(QStringList, options);
    Shop shop(kind);
    HaltedCreate halted(shop, options);
    QVERIFY(HaltedCreate::stands(shop));
    QVERIFY(Shop::killAlone(*halted.program));
    halted.holder.reset();

    QJsonObject list = shop.list();
    QCOMPARE(list[QStringLiteral("backups")].toArray().size(), 0);
    QCOMPARE(list[QStringLiteral("broken")].toArray().size(), 0);
    QCOMPARE(list[QStringLiteral("leftovers")].toArray().size(), 1);
    QCOMPARE(list[QStringLiteral("leftovers")][0][QStringLiteral("in_use")], QJsonValue(false));

    const ProgramEnd next = shop.run(shop.withUrl("create"));
    VERIFY_EXIT(next, 0);
    QVERIFY2(next.err.contains("--leftovers"), next.text().constData());
    QVERIFY(!next.json().isEmpty());
    VERIFY_EXIT(shop.run(shop.arguments("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") })), 0);
    QCOMPARE(shop.count("leftovers"), 0);
    QCOMPARE(shop.count("backups"), 1);
    VERIFY_EXIT(shop.run(shop.arguments("verify", { QStringLiteral("latest") })), 0);
}

void TestProgramBackups::signalledCreateLeavesNothing()
{
    QFETCH(Kind, kind);
    QFETCH(QStringList, options);
    Shop shop(kind);
    HaltedCreate halted(shop, options);
    QVERIFY(HaltedCreate::stands(shop));
    const QList<qint64> family = halted.program->family();
    halted.program->signal(SIGTERM);
    VERIFY_EXIT(halted.program->finish(), 130);
    for (const qint64 member : family)
        QVERIFY(waitForEnd(member));
    QVERIFY(shop.world.nothingLeft());
}

void TestProgramBackups::killedRestoreIsNamedAndRemoved_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql;
    QTest::newRow("MariaDB") << Kind::MariaDb;
}

void TestProgramBackups::killedRestoreIsNamedAndRemoved()
{
    QFETCH(Kind, kind);
    Shop shop(kind);
    VERIFY_EXIT(shop.run(shop.withUrl("create")), 0);
    shop.slow(kind == Kind::PostgreSql ? "pg_restore" : "mariadb", "");
    const QString target = shop.world.newTarget();
    const QStringList into{ QStringLiteral("latest"), QStringLiteral("--into"), target };
    Program restore(shop.user, QStringLiteral("espalier-cli"), shop.withUrl("restore", into + shop.withTools()));
    QTRY_VERIFY_WITH_TIMEOUT(!shop.world.databasesLike(target).isEmpty(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(shop.reached()), 60'000);
    QVERIFY(Shop::killAlone(restore));

    const QJsonArray left = shop.list()[QStringLiteral("restores")].toArray();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0][QStringLiteral("target")].toString(), target);
    QCOMPARE(left[0][QStringLiteral("in_use")], QJsonValue(false));
    QCOMPARE(shop.world.databasesLike(target), QStringList(left[0][QStringLiteral("unfinished")].toString()));

    const ProgramEnd pruned
        = shop.run(shop.withUrl("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") }));
    VERIFY_EXIT(pruned, 0);
    QCOMPARE(pruned.json()[QStringLiteral("leftovers_removed")].toArray().size(), 1);
    QCOMPARE(shop.world.databasesLike(target), QStringList());
    QCOMPARE(shop.count("restores"), 0);
    VERIFY_EXIT(shop.run(shop.withUrl("restore", into)), 0);
    QCOMPARE(shop.world.content(target), shop.world.content(shop.world.database.name()));
    QCOMPARE(shop.world.databasesLike(target), QStringList(target));
}

// Killed as soon as it has begun to make anything, wherever it has come to by then.
void TestProgramBackups::killedRestoreOfAFileLeavesNoHalfFile()
{
    Shop shop(Kind::Sqlite);
    VERIFY_EXIT(shop.run(shop.withUrl("create")), 0);
    const QString target = shop.world.newTarget();
    const QStringList into{ QStringLiteral("latest"), QStringLiteral("--into"), target };
    {
        Program restore(shop.user, QStringLiteral("espalier-cli"), shop.withUrl("restore", into));
        QTRY_VERIFY_WITH_TIMEOUT(
            QDir(shop.world.backups() + QStringLiteral("/.restores")).exists() || QFile::exists(target), 60'000);
        QVERIFY(Shop::killAlone(restore));
    }
    if (QFile::exists(target))
        QCOMPARE(shop.world.content(target), shop.world.content(shop.world.database.name()));
    VERIFY_EXIT(shop.run(shop.arguments("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") })), 0);
    QCOMPARE(shop.count("restores"), 0);
    QVERIFY(shop.world.databasesLike(target).size() <= 1); // itself at most
    QFile::remove(target);
    VERIFY_EXIT(shop.run(shop.withUrl("restore", into)), 0);
    QCOMPARE(shop.world.content(target), shop.world.content(shop.world.database.name()));
}

void TestProgramBackups::unfinishedRestoreIsOnlyRemovedWhereItIs()
{
    Shop shop(Kind::PostgreSql);
    VERIFY_EXIT(shop.run(shop.withUrl("create")), 0);
    shop.slow("pg_restore", "");
    const QString target = shop.world.newTarget();
    Program restore(shop.user, QStringLiteral("espalier-cli"),
        shop.withUrl(
            "restore", QStringList{ QStringLiteral("latest"), QStringLiteral("--into"), target } + shop.withTools()));
    QTRY_VERIFY_WITH_TIMEOUT(!shop.world.databasesLike(target).isEmpty(), 60'000);
    QVERIFY(Shop::killAlone(restore));
    const ProgramEnd nowhere
        = shop.run(shop.arguments("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") }));
    VERIFY_EXIT(nowhere, 0);
    QVERIFY2(nowhere.err.contains("--url"), nowhere.text().constData());
    QCOMPARE(shop.count("restores"), 1);
    VERIFY_EXIT(shop.run(shop.withUrl("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") })), 0);
    QCOMPARE(shop.count("restores"), 0);
    QCOMPARE(shop.world.databasesLike(target), QStringList());
}

// MariaDB cannot rename a database, so that the half one has the final name; somebody may have made another since.
void TestProgramBackups::databaseOfAnUnfinishedRestoresNameIsLeftAlone()
{
    Shop shop(Kind::MariaDb);
    VERIFY_EXIT(shop.run(shop.withUrl("create")), 0);
    shop.slow("mariadb", "");
    const QString target = shop.world.newTarget();
    Program restore(shop.user, QStringLiteral("espalier-cli"),
        shop.withUrl(
            "restore", QStringList{ QStringLiteral("latest"), QStringLiteral("--into"), target } + shop.withTools()));
    QTRY_VERIFY_WITH_TIMEOUT(!shop.world.databasesLike(target).isEmpty(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(shop.reached()), 60'000);
    QVERIFY(Shop::killAlone(restore));
    shop.world.database.execute({ QStringLiteral("DROP DATABASE ") + target,
        QStringLiteral("CREATE DATABASE ") + target, QStringLiteral("CREATE TABLE %1.mine (id int)").arg(target) });
    VERIFY_EXIT(shop.run(shop.withUrl("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") })), 0);
    QCOMPARE(shop.count("restores"), 0);
    QCOMPARE(shop.world.databasesLike(target), QStringList(target));
}

void TestProgramBackups::killWhileTheOldContentIsReplacedIsSaidWithTheWayBack()
{
    Shop shop(Kind::MariaDb);
    VERIFY_EXIT(shop.run(shop.withUrl("create")), 0);
    const QString name = shop.world.database.name();
    shop.world.execute({ QStringLiteral("INSERT INTO users VALUES (4, 'since the backup')") });
    const QStringList before = shop.world.content(name);
    // The first load proves the backup beside the old content; the second, in its place, is halted.
    const QByteArray mark = shop.world.folder.path(QStringLiteral("first")).toUtf8();
    shop.slow("mariadb",
        "if [ ! -e '" + mark + "' ]; then touch '" + mark + "'; exec REAL \"$@\"; fi\ntouch '" + mark + "2'");
    Program restore(shop.user, QStringLiteral("espalier-cli"),
        shop.withUrl("restore",
            QStringList{ QStringLiteral("latest"), QStringLiteral("--into"), name, QStringLiteral("--overwrite"),
                QStringLiteral("--confirm"), name }
                + shop.withTools()));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(QString::fromUtf8(mark + "2")), 60'000);
    QVERIFY(Shop::killAlone(restore));

    const QJsonArray left = shop.list()[QStringLiteral("restores")].toArray();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left[0][QStringLiteral("replacing")], QJsonValue(true));
    const QString safety = left[0][QStringLiteral("safety_backup")].toString();
    QVERIFY2(left[0][QStringLiteral("message")].toString().contains(safety), qPrintable(safety));
    const ProgramEnd pruned
        = shop.run(shop.withUrl("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") }));
    VERIFY_EXIT(pruned, 0);
    QVERIFY2(pruned.err.contains(safety.toUtf8()), pruned.text().constData());
    QCOMPARE(shop.count("restores"), 1); // nothing of the way back is removed

    VERIFY_EXIT(shop.run(shop.withUrl("restore",
                    { safety, QStringLiteral("--into"), name, QStringLiteral("--overwrite"),
                        QStringLiteral("--confirm"), name })),
        0);
    QCOMPARE(shop.world.content(name), before);
    QCOMPARE(shop.count("restores"), 0); // and what was left is gone with it
    QCOMPARE(shop.world.databasesLike(name), QStringList(name));
}

void TestProgramBackups::runningRestoreIsNoLeftover()
{
    Shop shop(Kind::PostgreSql);
    VERIFY_EXIT(shop.run(shop.withUrl("create")), 0);
    shop.slow("pg_restore", "");
    const QString target = shop.world.newTarget();
    Program restore(shop.user, QStringLiteral("espalier-cli"),
        shop.withUrl(
            "restore", QStringList{ QStringLiteral("latest"), QStringLiteral("--into"), target } + shop.withTools()));
    QTRY_VERIFY_WITH_TIMEOUT(!shop.world.databasesLike(target).isEmpty(), 60'000);
    QCOMPARE(shop.list()[QStringLiteral("restores")][0][QStringLiteral("in_use")], QJsonValue(true));
    const ProgramEnd pruned
        = shop.run(shop.withUrl("prune", { QStringLiteral("--leftovers"), QStringLiteral("--apply") }));
    VERIFY_EXIT(pruned, 0);
    QCOMPARE(pruned.json()[QStringLiteral("leftovers_removed")].toArray().size(), 0);
    shop.gate.letThrough();
    VERIFY_EXIT(restore.finish(), 0);
    QCOMPARE(shop.world.content(target), shop.world.content(shop.world.database.name()));
    QCOMPARE(shop.count("restores"), 0);
}

QTEST_GUILESS_MAIN(TestProgramBackups)
#include "tst_program_backups.moc"
