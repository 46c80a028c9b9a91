#pragma once

#include "resources/resources.h"
#include "run/alembic_runner.h"
#include "support/migration_project.h"
#include "support/servers.h"

#include <csignal>
#include <QFileInfo>
#include <QTest>
#include <sys/resource.h>

namespace espalier::test {

/// The database of a test as a runner sees it, through sessions of the test itself.
class SeenDatabase final : public run::RunDatabase {
public:
    explicit SeenDatabase(const TestDatabase& database)
        : m_database(database)
    { }

    QString displayName() const override { return QStringLiteral("the test's database"); }

    core::Result<QStringList> currentRows() override
    {
        if (unreachable)
            return core::fail(core::ErrorCode::ConnectionFailed, "Nobody answers.");
        return rows();
    }

    core::Result<Identity> identity() override
    {
        Identity identity;
        identity.query = withoutHeader(resources::read(QStringLiteral("sql/%1/database_identity.sql").arg(dialect())));
        if (m_database.kind() == Kind::Sqlite)
            identity.file = QFileInfo(m_database.name()).canonicalFilePath();
        else
            identity.values = m_database
                                  .column(QStringLiteral("SELECT concat_ws('|', q.*) FROM (%1) AS q")
                                              .arg(identity.query)
                                              .replace(QStringLiteral("q.*"), columns()))
                                  .first()
                                  .split(QLatin1Char('|'));
        return identity;
    }

    core::Result<QStringList> lockTimeoutStatements(int milliseconds) override
    {
        switch (m_database.kind()) {
        case Kind::PostgreSql:
            return QStringList{ QStringLiteral("SET lock_timeout = %1").arg(milliseconds) };
        case Kind::MariaDb:
            return QStringList{ QStringLiteral("SET SESSION lock_wait_timeout = %1").arg(milliseconds / 1000) };
        case Kind::Sqlite:
            break;
        }
        return QStringList{ QStringLiteral("PRAGMA busy_timeout = %1").arg(milliseconds) };
    }

    QStringList rows() const
    {
        const QString exists = m_database.kind() == Kind::Sqlite
            ? QStringLiteral("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
            : QStringLiteral("SELECT table_name FROM information_schema.tables WHERE table_name = 'alembic_version' "
                             "AND table_schema IN ('public', '%1')")
                  .arg(m_database.name());
        if (m_database.column(exists).isEmpty())
            return {};
        return m_database.column(QStringLiteral("SELECT version_num FROM alembic_version ORDER BY 1"));
    }

    bool unreachable = false;

private:
    QString dialect() const
    {
        switch (m_database.kind()) {
        case Kind::PostgreSql:
            return QStringLiteral("postgresql");
        case Kind::MariaDb:
            return QStringLiteral("mysql");
        case Kind::Sqlite:
            break;
        }
        return QStringLiteral("sqlite");
    }
    QString columns() const
    {
        return m_database.kind() == Kind::PostgreSql ? QStringLiteral("q.database, q.oid, q.started")
                                                     : QStringLiteral("q.`database`, q.host, q.port, q.datadir");
    }
    static QString withoutHeader(const QByteArray& sql)
    {
        QStringList lines = QString::fromUtf8(sql).split(QLatin1Char('\n'));
        lines.removeIf([](const QString& line) { return line.startsWith(QStringLiteral("--")); });
        return lines.join(QLatin1Char('\n')).trimmed();
    }

    const TestDatabase& m_database;
};

/// A project, its database, a trust store, a journal, and what a run told.
struct RunWorld {
    explicit RunWorld(Kind kind)
        : database(kind)
        , seen(database)
    {
        (void)trust.grant(project.folder());
        request.project.folder = project.folder();
        request.project.config = QStringLiteral("alembic.ini");
        request.environment.command = QStringList{ QStringLiteral("/usr/bin/python3") };
        request.url = core::Secret(database.url());
    }

    /// A plan over scripts in a row, as the planner makes it: `from` is the number of those applied already.
    plan::Plan chain(const QStringList& ids, qsizetype from = 0) const
    {
        plan::Plan plan;
        plan.project = project.folder();
        plan.target = ids.last();
        plan.start = from > 0 ? QStringList{ ids[from - 1] } : QStringList();
        for (qsizetype i = from; i < ids.size(); ++i) {
            plan::Step step;
            step.revision = ids[i];
            step.changes = { { i > 0 ? ids[i - 1] : QString(), ids[i] } };
            step.file = QStringLiteral("migrations/versions/%1.py").arg(ids[i]);
            plan.steps.push_back(step);
        }
        return plan;
    }

    core::Result<run::RunOutcome> run(
        const plan::Plan& plan, const std::function<void(const run::RunEvent&)>& hook = {})
    {
        events.clear();
        request.plan = plan;
        jobs::JobContext context(cancel.token());
        return run::AlembicRunner(trust, journal)
            .run(
                request, seen,
                [&](const run::RunEvent& event) {
                    events += event;
                    if (hook)
                        hook(event);
                },
                context);
    }

    /// What happened, one word an event: "+a1 a1. +a2 a2! done"; a step done but not committed ends with "~".
    QString story() const
    {
        QStringList words;
        for (const run::RunEvent& event : events) {
            switch (event.kind) {
            case run::EventKind::StepStarted:
                words += QLatin1Char('+') + event.revision;
                break;
            case run::EventKind::StepDone:
                words += event.revision + QLatin1Char(event.committed ? '.' : '~');
                break;
            case run::EventKind::StepFailed:
                words += event.revision + QLatin1Char('!');
                break;
            case run::EventKind::Log:
                break;
            case run::EventKind::Done:
                words += event.ok ? QStringLiteral("done") : QStringLiteral("failed");
                break;
            }
        }
        return words.join(QLatin1Char(' '));
    }

    QString log() const
    {
        QStringList lines;
        for (const run::RunEvent& event : events) {
            if (event.kind == run::EventKind::Log)
                lines += event.text;
        }
        return lines.join(QLatin1Char('\n'));
    }

    run::StepFailure failure() const
    {
        for (const run::RunEvent& event : events) {
            if (event.failure)
                return *event.failure;
        }
        return {};
    }

    run::RunRecord record() const { return journal.list().value().first(); }

    MigrationProject project;
    TestDatabase database;
    SeenDatabase seen;
    TemporaryFolder state;
    project::TrustStore trust{ state.path(QStringLiteral("trust.json")) };
    run::Journal journal{ state.path(QStringLiteral("runs")) };
    core::CancelSource cancel;
    run::RunRequest request;
    QList<run::RunEvent> events;
};

inline QStringList list(std::initializer_list<const char*> words)
{
    QStringList result;
    for (const char* word : words)
        result += QString::fromUtf8(word);
    return result;
}

/// A script after another whose upgrade() is these lines (and whose downgrade() does nothing).
inline Script script(const char* id, const char* down, std::initializer_list<const char*> upgrade)
{
    Script script;
    script.id = QString::fromLatin1(id);
    if (down)
        script.down = QStringList{ QString::fromLatin1(down) };
    script.upgrade = list(upgrade);
    return script;
}

/// No file of this process can grow beyond that from now on, as on a full disk. (Programs started later inherit it.)
inline void limitFileSize(qint64 bytes)
{
    std::signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit { };
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = static_cast<rlim_t>(bytes);
    setrlimit(RLIMIT_FSIZE, &limit);
}

inline void liftFileSize()
{
    struct rlimit limit { };
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

inline void everyKind()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : allKinds())
        QTest::newRow(kindName(kind)) << kind;
}

} // namespace espalier::test

Q_DECLARE_METATYPE(espalier::test::Kind)
