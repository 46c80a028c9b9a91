#include "operations/sql_script.h"

// What stands around the revisions' own statements: MigrationContext.run_migrations() of Alembic in offline mode.

namespace espalier::operations {

namespace {

class Writer {
public:
    void statement(const QString& sql) { m_text += sql + QLatin1String(";\n\n"); }
    void line(const QString& text) { m_text += text + QLatin1String("\n\n"); }
    bool statements(const dialects::Statements& all)
    {
        if (!all) {
            m_error = all.error();
            return false;
        }
        for (const QString& sql : *all)
            statement(sql);
        return true;
    }
    QString text() const { return m_text; }
    core::Result<QString> result() const
    {
        if (m_error)
            return core::fail(*m_error);
        return m_text;
    }

private:
    QString m_text;
    std::optional<core::Error> m_error;
};

QString heading(const SqlScript::Step& step, const revisions::RevisionGraph& graph)
{
    const QStringList parents = graph.revision(graph.indexOf(step.step.revision)).down;
    const bool isDown = step.step.direction == revisions::Direction::Downgrade;
    return dialects::runningLine(isDown ? QStringLiteral("downgrade") : QStringLiteral("upgrade"),
        isDown ? QStringList{ step.step.revision } : parents, isDown ? parents : QStringList{ step.step.revision });
}

void writeVersions(
    Writer& writer, const SqlScript::Step& step, const dialects::Ddl& ddl, const dialects::VersionTable& table)
{
    for (const revisions::VersionChange& change : step.step.changes) {
        if (change.from.isEmpty())
            writer.statements(ddl.insertVersion(table, change.to));
        else if (change.to.isEmpty())
            writer.statements(ddl.deleteVersion(table, change.from));
        else
            writer.statements(ddl.updateVersion(table, change.from, change.to));
    }
}

QString commented(const QString& text)
{
    return QLatin1String("-- ") + QString(text).replace(QLatin1Char('\n'), QLatin1String("\n-- "));
}

void writeOperations(Writer& writer, const std::vector<Operation>& operations)
{
    for (const Operation& operation : operations) {
        if (const auto* opaque = std::get_if<Opaque>(&operation.what)) {
            writer.line(commented(QStringLiteral("Not known without running it (line %1): %2")
                                      .arg(operation.at.line)
                                      .arg(opaque->reason.english())));
            continue;
        }
        if (!operation.isRead)
            for (const QString& sql : operation.sql)
                writer.statement(sql);
    }
}

void writeEvaluation(Writer& writer, const Evaluation& evaluation)
{
    for (const core::Message& assumption : evaluation.assumptions())
        writer.line(commented(assumption.english()));
    if (!evaluation.refusedOffline.isEmpty())
        writer.line(commented(
            QStringLiteral("Alembic does not print it: %1. On a database it does:").arg(evaluation.refusedOffline)));
    writeOperations(writer, evaluation.operations);
    if (!evaluation.refused.isEmpty())
        writer.line(commented(QStringLiteral("Alembic stops here: %1").arg(evaluation.refused)));
}

} // namespace

bool SqlScript::isComplete() const
{
    return std::all_of(steps.begin(), steps.end(),
        [](const Step& step) { return step.evaluation.isUnderstood && step.evaluation.refused.isEmpty(); });
}

SqlScript evaluateSteps(MigrationRun& run, const revisions::Traversal& traversal, bool eachAlone)
{
    SqlScript script;
    script.start = traversal.start;
    run.prepare(traversal.steps);
    revisions::VersionRows rows(traversal.start);
    for (const revisions::TraversalStep& step : traversal.steps) {
        SqlScript::Step done;
        done.step = step;
        done.before = rows.list();
        rows.apply(step);
        done.after = rows.list();
        if (eachAlone)
            run.beginRun();
        done.evaluation = run.run(step);
        script.steps.push_back(std::move(done));
    }
    return script;
}

core::Result<QString> scriptText(
    const SqlScript& script, const Circumstances& circumstances, const revisions::RevisionGraph& graph)
{
    const dialects::Ddl& ddl = circumstances.dialect->ddl();
    const MigrationSettings& settings = circumstances.settings;
    const dialects::VersionTable table{ settings.versionTable, settings.versionTableHasKey };
    const bool isTransactional
        = settings.transactionalDdl.value_or(ddl.isTransactional()) && settings.startsTransaction;
    const bool isWhole = isTransactional && !settings.transactionPerMigration;
    Writer writer;
    if (isWhole)
        writer.statement(ddl.begin());
    for (const SqlScript::Step& step : script.steps) {
        if (isTransactional && !isWhole)
            writer.statement(ddl.begin());
        if (step.before.isEmpty())
            writer.statements(ddl.createVersionTable(table));
        writer.line(heading(step, graph));
        writeEvaluation(writer, step.evaluation);
        writeVersions(writer, step, ddl, table);
        if (isTransactional && !isWhole)
            writer.statement(ddl.commit());
    }
    if (!script.steps.empty() && script.steps.back().after.isEmpty())
        writer.statements(ddl.dropVersionTable(table));
    if (isWhole)
        writer.statement(ddl.commit());
    return writer.result();
}

QString statementsText(const Evaluation& evaluation)
{
    Writer writer;
    writeEvaluation(writer, evaluation);
    return writer.text().trimmed();
}

} // namespace espalier::operations
