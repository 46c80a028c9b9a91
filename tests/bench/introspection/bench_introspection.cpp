// Reading the schema of a database of many tables, against SQLAlchemy's reflection of some of them, in one run. Counted
// for us: readSchema() in an open session, from BEGIN to the finished Schema; the median of five. Counted for
// SQLAlchemy: MetaData.reflect() of `--reflected` tables in an open engine (reflect.py), times the ratio of the
// numbers: it asks for every table by itself, so its time grows with them. Servers: tests/support/servers.sh start DIR,
// and ESPALIER_TEST_SERVERS=DIR.
//   bench_introspection [--tables 5000] [--reflected 500] [--seconds 1] [--ratio 50]

#include "contract/database/contract.h"
#include "support/real_alembic.h"

#include "database/live_schema.h"

#include <algorithm>
#include <cstdio>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>

using namespace espalier;
using namespace espalier::test;

namespace {

/// Ten tables each point to the first of them; eight columns, a key, a unique constraint, a check, two indexes.
const char making[] = R"sql(
DO $$ BEGIN FOR i IN :first..:last LOOP
  EXECUTE format('CREATE TABLE table_%1$s (id serial PRIMARY KEY, name varchar(50) NOT NULL DEFAULT ''x'', '
    'kind text, amount numeric(10,2) DEFAULT 0, flag boolean DEFAULT false NOT NULL, created timestamptz DEFAULT now(), '
    'data jsonb, parent integer REFERENCES table_%2$s (id) ON DELETE CASCADE, '
    'CONSTRAINT uq_%1$s UNIQUE (name), CONSTRAINT ck_%1$s CHECK (amount >= 0))', i, i - i % 10);
  EXECUTE format('CREATE INDEX ix_%1$s_kind ON table_%1$s (kind)', i);
  EXECUTE format('CREATE INDEX ix_%1$s_low ON table_%1$s (lower(name)) WHERE flag', i);
  EXECUTE format('COMMENT ON TABLE table_%1$s IS ''number %1$s''', i);
END LOOP; END $$
)sql";

double option(const QCommandLineParser& parser, const char* name)
{
    return parser.value(QLatin1String(name)).toDouble();
}

void require(bool isFine, const QString& failure)
{
    if (!isFine)
        qFatal("%s", qPrintable(failure));
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    for (const auto& [name, value] :
        { std::pair{ "tables", "5000" }, { "reflected", "500" }, { "seconds", "1" }, { "ratio", "50" } })
        parser.addOption({ QLatin1String(name), QString(), QStringLiteral("NUMBER"), QLatin1String(value) });
    parser.process(app);
    const int tables = int(option(parser, "tables"));
    const int reflected = int(option(parser, "reflected"));

    const TestDatabase database(Kind::PostgreSql);
    {
        auto writer = open(database.url());
        require(writer.has_value(), QStringLiteral("no session"));
        constexpr int atOnce = 500; // every table takes locks until its transaction ends
        for (int from = 0; from < tables; from += atOnce) {
            QString statement = QString::fromUtf8(making);
            statement.replace(QStringLiteral(":first"), QString::number(from));
            statement.replace(QStringLiteral(":last"), QString::number(std::min(tables, from + atOnce) - 1));
            const auto made = writer->execute(statement);
            require(made.has_value(), made ? QString() : core::describe(made.error()));
        }
    }
    database::OpenOptions readOnly;
    readOnly.forceReadOnly = true;
    auto session = open(database.url(), {}, readOnly);
    require(session.has_value(), QStringLiteral("no session"));
    std::vector<double> seconds;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto found = database::readSchema(*session, jobs::JobContext());
        seconds.push_back(double(timer.nsecsElapsed()) / 1e9);
        require(found.has_value(), found ? QString() : core::describe(found.error()));
        require(found->schema.tables.size() == tables, QStringLiteral("not all tables"));
        const schema::Table& one = *found->schema.table({ {}, QStringLiteral("table_%1").arg(tables - 1) });
        require(one.columns.size() == 8 && one.constraints.size() == 4 && one.indexes.size() == 2,
            QStringLiteral("not the whole table"));
    }
    std::sort(seconds.begin(), seconds.end());
    const double ours = seconds[2];

    const PythonRun run = runPython(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/bench/introspection"),
        { QStringLiteral("reflect.py"), database.url(), QString::number(reflected) });
    require(run.exitCode == 0, QString::fromUtf8(run.text()));
    const double theirs = run.out.trimmed().toDouble() * tables / reflected;
    const double ratio = theirs / ours;
    std::printf(
        "%d tables: %.3f s (least %.3f); SQLAlchemy's reflection of %d took %.2f s, so of all some %.1f s: %.0fx\n",
        tables, ours, seconds.front(), reflected, theirs * reflected / tables, theirs, ratio);
    const bool isMet = ours <= option(parser, "seconds") && ratio >= option(parser, "ratio");
    if (!isMet)
        std::printf("the bar is %.1f s and %.0fx\n", option(parser, "seconds"), option(parser, "ratio"));
    return isMet ? 0 : 1;
}
