// Our backup against the bare tool on the same database, in turns in one run. Counted for the bare tool: its process
// from start to end, and `sync` of what it wrote, since a backup that a power cut takes is none. Counted for us: all of
// createBackup(): finding the tool, the same dump (sqlite3's .backup against the same library), counting every table's
// rows, SHA-256 of what was written, syncing, manifest and renaming. "overhead_percent" is the median of the pairs; the
// bar is 3. Servers: tests/support/servers.sh start DIR, and ESPALIER_TEST_SERVERS=DIR.
// ESPALIER_BENCH_ROWS: rows of some 60 bytes, 5 million unless given.

#include "support/backup_world.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <vector>

using namespace espalier;
using test::BackupWorld;
using test::Kind;

namespace {

void run(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s failed", qPrintable(program));
}

QString rowCount()
{
    const QString given = qEnvironmentVariable("ESPALIER_BENCH_ROWS");
    return given.isEmpty() ? QStringLiteral("5000000") : given;
}

/// Rows that compress about as real ones do.
void fill(const BackupWorld& world)
{
    const QString words
        = QStringLiteral("'user ' || i || ' of ' || (i * 7919 % 100003) || '@example.org, note ' || (i % 97)");
    switch (world.database.kind()) {
    case Kind::Sqlite:
        world.execute({ QStringLiteral("CREATE TABLE big (id INTEGER PRIMARY KEY, a text, b int)"),
            QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %2)"
                           " INSERT INTO big SELECT i, %1, i % 1000 FROM n")
                .arg(words, rowCount()) });
        break;
    case Kind::PostgreSql:
        world.execute({ QStringLiteral("CREATE TABLE big (id bigint PRIMARY KEY, a text, b int)"),
            QStringLiteral("INSERT INTO big SELECT i, %1, i % 1000 FROM generate_series(1::bigint, %2) AS i")
                .arg(words, rowCount()),
            QStringLiteral("ANALYZE big") });
        break;
    case Kind::MariaDb:
        world.execute({ QStringLiteral("CREATE TABLE big (id bigint PRIMARY KEY, a text, b int)"),
            QStringLiteral(
                "INSERT INTO big SELECT seq, concat('user ', seq, ' of ', seq * 7919 % 100003, '@example.org, note ',"
                " seq % 97), seq % 1000 FROM seq_1_to_%1")
                .arg(rowCount()) });
        break;
    }
}

void runBareTool(const BackupWorld& world, const QString& folder)
{
    const dialects::DatabaseUrl& url = world.settings.url;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString target = folder + QStringLiteral("/bare");
    switch (world.database.kind()) {
    case Kind::Sqlite:
        run(QStringLiteral("sqlite3"), { url.database, QStringLiteral(".backup ") + target }, environment);
        break;
    case Kind::PostgreSql:
        environment.insert(QStringLiteral("PGPASSWORD"), world.secret->reveal());
        run(QStringLiteral("/bin/sh"),
            { QStringLiteral("-c"),
                QStringLiteral("exec $(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)/pg_dump \"$@\""),
                QStringLiteral("sh"), QStringLiteral("--format=custom"), QStringLiteral("--file=") + target,
                QStringLiteral("--dbname=") + url.toConninfo().reveal() },
            environment);
        break;
    case Kind::MariaDb:
        environment.insert(QStringLiteral("MYSQL_PWD"), world.secret->reveal());
        run(QStringLiteral("mariadb-dump"),
            { QStringLiteral("--no-defaults"), QStringLiteral("--host=") + url.host().host,
                QStringLiteral("--port=%1").arg(url.host().port), QStringLiteral("--user=") + url.user,
                QStringLiteral("--result-file=") + target, QStringLiteral("--single-transaction"),
                QStringLiteral("--routines"), QStringLiteral("--triggers"), QStringLiteral("--events"),
                QStringLiteral("--hex-blob"), url.database },
            environment);
        break;
    }
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void againstBareTool(benchmark::State& state, Kind kind)
{
    BackupWorld world(kind);
    fill(world);
    QDir().mkpath(world.folder.path(QStringLiteral("bare")));
    std::vector<double> bare;
    std::vector<double> ours;
    qint64 bytes = 0;
    for (auto _ : state) { // NOLINT(clang-analyzer-deadcode.DeadStores)
        QElapsedTimer timer;
        timer.start();
        runBareTool(world, world.folder.path(QStringLiteral("bare")));
        // Bare sqlite3 and mariadb-dump leave the bytes in the page cache; a backup has them on the disk.
        run(QStringLiteral("sync"), { world.folder.path(QStringLiteral("bare/bare")) },
            QProcessEnvironment::systemEnvironment());
        bare.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.start();
        auto context = world.context();
        const auto manifest = backup::createBackup(world.request(), context);
        ours.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (!manifest)
            qFatal("%s", qPrintable(core::describe(manifest.error())));
        state.SetIterationTime(ours.back() / 1e3);
        bytes = manifest->bytes();
        QDir(world.backups()).removeRecursively();
        QDir(world.folder.path(QStringLiteral("bare"))).removeRecursively();
        QDir().mkpath(world.folder.path(QStringLiteral("bare")));
    }
    std::vector<double> overhead;
    for (size_t i = 0; i < bare.size(); ++i)
        overhead.push_back((ours[i] / bare[i] - 1) * 100);
    state.counters["bare_ms"] = median(bare);
    state.counters["ours_ms"] = median(ours);
    state.counters["overhead_percent"] = median(overhead);
    state.counters["bytes"] = static_cast<double>(bytes);
}

BENCHMARK_CAPTURE(againstBareTool, sqlite, Kind::Sqlite)->UseManualTime()->Iterations(7)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(againstBareTool, postgresql, Kind::PostgreSql)
    ->UseManualTime()
    ->Iterations(7)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(againstBareTool, mariadb, Kind::MariaDb)
    ->UseManualTime()
    ->Iterations(7)
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
