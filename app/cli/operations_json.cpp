#include "cli/operations_json.h"

#include "core/json.h"
#include "operations/operation_kind.h"
#include "report/schema_json.h"

#include <QJsonArray>

namespace espalier::cli {

namespace {

using operations::Operation;

QJsonArray reasonArray(const operations::Evaluation& evaluation, const project::Project& project)
{
    QJsonArray all;
    for (const operations::Reason& reason : evaluation.reasons)
        all.append(QJsonObject{ { QStringLiteral("file"), core::textOrNull(project.relative(reason.at.file)) },
            { QStringLiteral("line"), reason.at.line }, { QStringLiteral("reason"), reason.message.english() },
            { QStringLiteral("expression"), core::textOrNull(reason.expression) } });
    return all;
}

void insertAssumptions(QJsonObject& object, const operations::Evaluation& evaluation, const project::Project& project)
{
    if (!evaluation.assumedEmpty.isEmpty())
        object.insert(QStringLiteral("assumes_empty"), QJsonArray::fromStringList(evaluation.assumedEmpty));
    if (!evaluation.assumedSettings.isEmpty())
        object.insert(QStringLiteral("assumes_settings"), QJsonArray::fromStringList(evaluation.assumedSettings));
    QJsonArray code;
    for (const core::Location& at : evaluation.assumedCode)
        code.append(QJsonObject{ { QStringLiteral("file"), core::textOrNull(project.relative(at.file)) },
            { QStringLiteral("line"), at.line } });
    if (!code.isEmpty())
        object.insert(QStringLiteral("assumes_code"), code);
}

QJsonArray operationArray(const std::vector<Operation>& operations, const project::Project& project)
{
    QJsonArray all;
    for (const Operation& operation : operations) {
        const operations::OperationFacts facts = operations::factsOf(operation);
        QJsonObject object{
            { QStringLiteral("op"), facts.kind },
            { QStringLiteral("schema"), core::textOrNull(facts.schema) },
            { QStringLiteral("table"), core::textOrNull(facts.table) },
            { QStringLiteral("column"), core::textOrNull(facts.column) },
            { QStringLiteral("name"), core::textOrNull(facts.name) },
            { QStringLiteral("new_name"), core::textOrNull(facts.newName) },
            { QStringLiteral("type"), core::textOrNull(facts.type) },
            { QStringLiteral("sql"), QJsonArray::fromStringList(operation.sql) },
            { QStringLiteral("file"), core::textOrNull(project.relative(operation.at.file)) },
            { QStringLiteral("line"), operation.at.line },
            { QStringLiteral("reason"), core::textOrNull(facts.reason) },
        };
        if (operation.isRead)
            object.insert(QStringLiteral("read"), true);
        if (const auto* opaque = std::get_if<operations::Opaque>(&operation.what); opaque && !opaque->possible.empty())
            object.insert(QStringLiteral("possible"), operationArray(opaque->possible, project));
        all.append(object);
    }
    return all;
}

QJsonArray problemArray(const operations::Evaluation& evaluation, const project::Project& project)
{
    QJsonArray all;
    for (const operations::Problem& problem : evaluation.problems)
        all.append(QJsonObject{ { QStringLiteral("code"), problem.code },
            { QStringLiteral("message"), problem.message.english() },
            { QStringLiteral("would_fail"), problem.wouldFail },
            { QStringLiteral("file"), core::textOrNull(project.relative(problem.at.file)) },
            { QStringLiteral("line"), problem.at.line } });
    return all;
}

} // namespace

QJsonObject sqlObject(
    const operations::SqlScript& script, const dialects::Dialect& dialect, bool isDown, const project::Project& project)
{
    QJsonArray steps;
    for (const operations::SqlScript::Step& step : script.steps) {
        QJsonObject object{
            { QStringLiteral("revision"), step.step.revision },
            { QStringLiteral("statements"), QJsonArray::fromStringList(step.evaluation.sql()) },
            { QStringLiteral("understood"), step.evaluation.isUnderstood },
            { QStringLiteral("reasons"), reasonArray(step.evaluation, project) },
        };
        if (!step.evaluation.refused.isEmpty()) {
            object.insert(QStringLiteral("refused"), step.evaluation.refused);
            object.insert(QStringLiteral("refused_line"), step.evaluation.refusedAt.line);
        }
        if (!step.evaluation.refusedOffline.isEmpty()) {
            object.insert(QStringLiteral("refused"), step.evaluation.refusedOffline);
            object.insert(QStringLiteral("online"), true);
        }
        insertAssumptions(object, step.evaluation, project);
        steps.append(object);
    }
    return { { QStringLiteral("dialect"), dialect.id() },
        { QStringLiteral("direction"), isDown ? QStringLiteral("downgrade") : QStringLiteral("upgrade") },
        { QStringLiteral("steps"), steps } };
}

void insertRoundTrip(QJsonObject& document, const operations::RoundTrip& trip, const dialects::Dialect& dialect,
    const project::Project& project)
{
    document.insert(QStringLiteral("downgrade_forgets"),
        trip.isKnown() ? QJsonValue(report::differencesJson(trip.forgotten, dialect)) : QJsonValue());
    if (trip.isKnown())
        return;
    document.insert(QStringLiteral("downgrade_unknown"),
        QJsonObject{ { QStringLiteral("reason"), trip.doubt->message.english() },
            { QStringLiteral("file"), core::textOrNull(project.relative(trip.doubt->at.file)) },
            { QStringLiteral("line"), trip.doubt->at.line } });
}

QJsonObject opsObject(
    const QString& revision, bool isDown, const operations::Evaluation& evaluation, const project::Project& project)
{
    QJsonObject object{ { QStringLiteral("revision"), revision },
        { QStringLiteral("direction"), isDown ? QStringLiteral("downgrade") : QStringLiteral("upgrade") },
        { QStringLiteral("operations"), operationArray(evaluation.operations, project) },
        { QStringLiteral("understood"), evaluation.isUnderstood },
        { QStringLiteral("reasons"), reasonArray(evaluation, project) },
        { QStringLiteral("problems"), problemArray(evaluation, project) } };
    if (!evaluation.refused.isEmpty())
        object.insert(QStringLiteral("refused"), evaluation.refused);
    insertAssumptions(object, evaluation, project);
    if (!evaluation.refusedOffline.isEmpty())
        object.insert(QStringLiteral("refused_offline"), evaluation.refusedOffline);
    return object;
}

} // namespace espalier::cli
