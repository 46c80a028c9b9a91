// `sql … --compare`: Espalier's statements beside those of the project's own Alembic.

#include "cli/printable.h"
#include "cli/run_command.h"
#include "cli/sql_command.h"
#include "report/statement_comparison.h"
#include "run/alembic_sql.h"
#include "run/project_setup.h"

#include <QJsonArray>

namespace espalier::cli {

namespace {

using report::ComparedStatement;

/// One revision's statements on both sides.
struct ComparedStep {
    const operations::SqlScript::Step* ours;
    const run::AlembicSql::Step* theirs;
    std::vector<ComparedStatement> statements;
    /// Alembic wrote it all, so that there is something to compare with.
    bool isComparable() const { return !theirs->failure; }
    bool isSame() const { return report::isSame(statements); }
};

QString sideName(ComparedStatement::Side side)
{
    switch (side) {
    case ComparedStatement::Side::Ours:
        return QStringLiteral("ours");
    case ComparedStatement::Side::Theirs:
        return QStringLiteral("theirs");
    case ComparedStatement::Side::Both:
        break;
    }
    return QStringLiteral("both");
}

QJsonObject stepObject(const ComparedStep& step)
{
    QJsonArray statements;
    for (const ComparedStatement& one : step.statements)
        statements.append(
            QJsonObject{ { QStringLiteral("side"), sideName(one.side) }, { QStringLiteral("text"), one.text } });
    return { { QStringLiteral("revision"), step.ours->step.revision },
        { QStringLiteral("same"), step.isComparable() ? QJsonValue(step.isSame()) : QJsonValue::Null },
        { QStringLiteral("understood"), step.ours->evaluation.isUnderstood },
        { QStringLiteral("failure"),
            step.isComparable() ? QJsonValue::Null : QJsonValue(run::sentence(*step.theirs->failure)) },
        { QStringLiteral("statements"), statements } };
}

QString stepText(const ComparedStep& step)
{
    const QString revision = step.ours->step.revision;
    if (!step.isComparable())
        return SqlCommand::tr("%1: Alembic can't write it offline: %2")
            .arg(revision, run::sentence(*step.theirs->failure));
    if (step.isSame())
        return SqlCommand::tr("%1: the same, %2")
            .arg(revision, SqlCommand::tr("%n statements", nullptr, int(step.statements.size())));
    return SqlCommand::tr("%1: %2 (+ as written here, - as Alembic writes it)")
               .arg(revision, SqlCommand::tr("%n statements differ", nullptr, report::differenceCount(step.statements)))
        + QLatin1Char('\n') + report::comparisonText(step.statements);
}

} // namespace

int SqlCommand::compare(const CommandIo& io, const revisions::LoadedProject& loaded, const dialects::Dialect& dialect,
    const operations::SqlScript& script) const
{
    const auto environment = m_python.empty()
        ? run::chooseEnvironment(loaded.project)
        : project::environmentFromCommand(QString::fromStdString(m_python), loaded.project.folder);
    if (!environment)
        return reportError(io, environment.error(), isJson());
    if (const auto trusted = RunCommand::requireTrust(loaded.project, m_trust, io); !trusted)
        return reportError(io, trusted.error(), isJson());
    run::AlembicSqlRequest request;
    request.project = run::alembicProject(loaded.project, *environment);
    request.environment = *environment;
    request.dialect = dialect.id();
    request.isDowngrade = m_down;
    for (const auto& step : script.steps)
        request.revisions.append(step.step.revision);
    const auto url = run::offlineUrl(dialect, loaded.project, environment->installed);
    if (!url)
        return reportError(io, url.error(), isJson());
    request.url = *url;
    const auto theirs = run::alembicSql(request, project::TrustStore::ofUser(), jobs::JobContext(io.cancel));
    if (!theirs)
        return reportError(io, theirs.error(), isJson());
    QJsonArray steps;
    int same = 0, different = 0, unable = 0;
    for (size_t at = 0; at < script.steps.size(); ++at) {
        const auto& ours = script.steps[at];
        const auto& other = theirs->steps[at];
        const ComparedStep step{ &ours, &other, report::compareStatements(ours.evaluation.sql(), other.statements) };
        ++(!step.isComparable() ? unable : step.isSame() ? same : different);
        if (isJson())
            steps.append(stepObject(step));
        else
            io.out << printable(stepText(step)) << '\n';
    }
    if (isJson())
        writeJson(io,
            { { QStringLiteral("dialect"), dialect.id() },
                { QStringLiteral("direction"), m_down ? QStringLiteral("downgrade") : QStringLiteral("upgrade") },
                { QStringLiteral("alembic"), theirs->versions.alembic },
                { QStringLiteral("sqlalchemy"), theirs->versions.sqlAlchemy },
                { QStringLiteral("counts"),
                    QJsonObject{ { QStringLiteral("same"), same }, { QStringLiteral("different"), different },
                        { QStringLiteral("not_written"), unable } } },
                { QStringLiteral("steps"), steps } });
    else
        io.out << tr("Alembic %1: %2 the same, %3 different, %4 that it can't write offline.")
                      .arg(theirs->versions.alembic)
                      .arg(same)
                      .arg(different)
                      .arg(unable)
               << Qt::endl;
    if (!isJson() && different > 0 && run::isOlderSqlAlchemy(theirs->versions))
        io.err << tr("What is written here is as SQLAlchemy 2.0 has it; the project has %1.")
                      .arg(theirs->versions.sqlAlchemy)
               << Qt::endl;
    return different > 0 ? FindingsOverLimit : Done;
}

} // namespace espalier::cli
