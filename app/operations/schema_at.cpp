#include "operations/known_schema.h"

namespace espalier::operations {

core::Result<SchemaAt> schemaAt(
    const revisions::LoadedProject& project, const Circumstances& circumstances, const QString& symbols)
{
    QStringList rows;
    for (const QString& symbol : symbols.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (symbol == QLatin1String("heads")) {
            rows += project.graph->realHeads();
            continue;
        }
        const auto found = revisions::resolve(*project.graph, symbol);
        if (!found)
            return core::fail(revisions::errorOf(found.error()));
        rows += *found;
    }
    SchemaAt result;
    Forecaster forecaster(*project.graph, *circumstances.dialect, circumstances.settings);
    MigrationRun run(project, circumstances);
    run.beginFromNothing();
    run.start(rows, [&](const QString& revision, const Evaluation& evaluation) {
        forecaster.see(revision, evaluation);
        for (const Problem& problem : evaluation.problems)
            result.findings.push_back({ revision, problem });
        if (!evaluation.refused.isEmpty())
            result.refusals.push_back({ revision,
                { QStringLiteral("script-raises"),
                    { QT_TRANSLATE_NOOP("Messages", "stops with %1"), { evaluation.refused } }, evaluation.refusedAt,
                    true, false, true } });
        for (const Reason& reason : evaluation.reasons)
            result.unknown.emplace_back(revision, reason);
        if (evaluation.reasons.empty() && evaluation.schemaDoubt)
            result.unknown.emplace_back(revision, *evaluation.schemaDoubt);
        const auto doubts = schemaDoubts(evaluation);
        result.doubts.insert(result.doubts.end(), doubts.begin(), doubts.end());
    });
    result.schema = run.schema();
    result.forecast = forecaster.forecast();
    return result;
}

} // namespace espalier::operations
