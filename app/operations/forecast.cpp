#include "operations/forecast.h"

#include <algorithm>

namespace espalier::operations {

namespace {

/// VARCHAR(32), as Alembic makes the version table.
constexpr qsizetype versionColumn = 32;

bool mayDoAnything(const std::vector<Operation>& operations)
{
    return std::any_of(operations.begin(), operations.end(), [](const Operation& operation) {
        const auto* opaque = std::get_if<Opaque>(&operation.what);
        return opaque && opaque->reach == Opaque::Reach::Anything;
    });
}

const Problem* firstThat(const std::vector<Problem>& problems, bool (*holds)(const Problem&))
{
    const auto found = std::find_if(problems.begin(), problems.end(), holds);
    return found == problems.end() ? nullptr : &*found;
}

} // namespace

QString codeName(Forecast::Outcome outcome)
{
    switch (outcome) {
    case Forecast::Outcome::Succeeds:
        return QStringLiteral("succeeds");
    case Forecast::Outcome::Fails:
        return QStringLiteral("fails");
    case Forecast::Outcome::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

Forecaster::Forecaster(
    const revisions::RevisionGraph& graph, const dialects::Dialect& dialect, const MigrationSettings& settings)
    : m_versionTable(settings.versionTable.name)
    , m_refusesLongText(dialect.schemaRules().facts().refusesLongText)
{
    if (graph.isLoadableByAlembic())
        return;
    const auto& all = graph.problems();
    const auto error = std::find_if(all.begin(), all.end(),
        [](const revisions::Problem& problem) { return problem.severity == revisions::Severity::Error; });
    if (error == all.end())
        return;
    fails({}, { error->code, error->message, { error->file, error->line }, true, false, true });
}

void Forecaster::fails(const QString& revision, const Problem& problem)
{
    m_forecast.outcome = Forecast::Outcome::Fails;
    m_forecast.revision = revision;
    m_forecast.code = problem.code;
    m_forecast.reason = problem.message;
    m_forecast.at = problem.at;
    m_isOver = true;
}

void Forecaster::doubted(
    const QString& revision, const core::Message& reason, const core::Location& at, bool isAnything)
{
    m_isAnything = m_isAnything || isAnything;
    if (m_forecast.outcome == Forecast::Outcome::Unknown)
        return;
    m_forecast.outcome = Forecast::Outcome::Unknown;
    m_forecast.unknownFrom = revision;
    m_forecast.reason = reason;
    m_forecast.at = at;
}

void Forecaster::see(const QString& revision, const Evaluation& evaluation)
{
    if (m_isOver)
        return;
    const Problem* sure = firstThat(evaluation.problems, [](const Problem& problem) { return problem.wouldFail; });
    const bool isRefused = !evaluation.refused.isEmpty();
    if (sure && !m_isAnything)
        return fails(revision, *sure);
    if (isRefused && evaluation.isUnderstood && !m_isAnything)
        return fails(revision,
            { QStringLiteral("script-raises"),
                { QT_TRANSLATE_NOOP("Messages", "stops with %1"), { evaluation.refused } }, evaluation.refusedAt, true,
                false, true });
    if (!evaluation.reasons.empty())
        doubted(revision, evaluation.reasons.front().message, evaluation.reasons.front().at,
            mayDoAnything(evaluation.operations));
    if (evaluation.schemaDoubt)
        doubted(revision, evaluation.schemaDoubt->message, evaluation.schemaDoubt->at, true);
    if (const Problem* possible
        = firstThat(evaluation.problems, [](const Problem& problem) { return problem.mayFail; }))
        doubted(revision, possible->message, possible->at, false);
    if (isRefused) // after something unknown: it may not get there
        doubted(revision, { QT_TRANSLATE_NOOP("Messages", "stops with %1"), { evaluation.refused } },
            evaluation.refusedAt, true);
    checkLength(revision, evaluation);
}

/// The version table has the id only when the revision is through. Some projects widen its column themselves.
void Forecaster::checkLength(const QString& revision, const Evaluation& evaluation)
{
    const QStringList sql = evaluation.sql();
    m_changesVersionTable = m_changesVersionTable
        || std::any_of(sql.begin(), sql.end(), [this](const QString& one) { return one.contains(m_versionTable); });
    const qsizetype length = revision.toUcs4().size();
    if (!m_refusesLongText || length <= versionColumn)
        return;
    const core::Message why{ QT_TRANSLATE_NOOP("Messages",
                                 "The id %1 has %2 characters; the version table that Alembic makes holds 32."),
        { revision, QString::number(length) } };
    if (m_changesVersionTable || m_isAnything)
        doubted(revision, why, {}, false);
    else
        fails(revision, { QStringLiteral("long-id"), why, {}, true, false, true });
}

} // namespace espalier::operations
