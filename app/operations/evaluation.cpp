#include "operations/evaluation.h"

#include "operations/plain_value.h"
#include "operations/recorder.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::operations {

namespace {

QString functionName(Direction direction)
{
    return direction == Direction::Up ? QStringLiteral("upgrade") : QStringLiteral("downgrade");
}

std::optional<symbolic::Value> asValue(symbolic::Interpreter& interpreter, const HandedOn& given)
{
    switch (given.kind) {
    case HandedOn::Kind::Unknown:
        break;
    case HandedOn::Kind::Module:
        return interpreter.import(given.module);
    case HandedOn::Kind::Plain:
        return fromPlain(given.plain);
    case HandedOn::Kind::Instance:
        if (const auto module = interpreter.importModule(given.module, 0, {}))
            if (const auto type = module->attribute(interpreter, given.className))
                return interpreter.call(*type);
        break;
    }
    return std::nullopt;
}

/// upgrade(engine_name) and the like: env.py hands values on with run_migrations(**kw).
symbolic::Arguments givenByEnv(symbolic::Interpreter& interpreter, const QMap<QString, HandedOn>& handedOn)
{
    symbolic::Arguments given;
    for (auto it = handedOn.cbegin(); it != handedOn.cend(); ++it) {
        const auto value = asValue(interpreter, *it);
        given.keywords.emplace_back(it.key(),
            value ? *value
                  : interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` is given by env.py"), { it.key() }));
    }
    return given;
}

Evaluation record(
    Recorder& recorder, const Script& script, Direction direction, RunMemo& memo, QSet<QString>* modules = nullptr)
{
    const Circumstances& circumstances = recorder.circumstances();
    symbolic::Interpreter::Options options;
    options.imports = circumstances.imports;
    options.sources = circumstances.sources;
    options.world = &recorder;
    options.environment = circumstances.environment;
    options.limits = circumstances.limits;
    options.changedModules = memo.changedModules;
    symbolic::Interpreter interpreter(std::move(options));
    const auto attempt = interpreter.attempt([&]() -> Value {
        const auto module = interpreter.run(
            script.tree, script.file, QFileInfo(script.file).completeBaseName() + QLatin1String("_py"));
        const auto function = module->attribute(interpreter, functionName(direction));
        if (!function)
            interpreter.raise(QStringLiteral("AttributeError"),
                QLatin1String("module has no attribute '") + functionName(direction) + QLatin1Char('\''));
        return interpreter.call(*function, givenByEnv(interpreter, circumstances.settings.handedOn));
    });
    memo.changedModules += interpreter.changedModules();
    if (modules)
        *modules = interpreter.importedModules();
    return recorder.finish(interpreter, attempt);
}

} // namespace

Evaluation evaluate(const Script& script, Direction direction, const Circumstances& circumstances,
    schema::Replay& state, RunMemo& memo, RowKnowledge* rows, SchemaCertainty* certainty)
{
    if (rows)
        rows->beginRevision();
    if (certainty)
        certainty->beginRevision();
    Recorder recorder(circumstances, state, memo, rows, certainty);
    return record(recorder, script, direction, memo);
}

std::optional<Ahead> evaluateAhead(const Script& script, Direction direction, const Circumstances& circumstances)
{
    RunMemo memo;
    Recorder recorder(circumstances, memo);
    Ahead ahead;
    try {
        ahead.evaluation = record(recorder, script, direction, memo, &ahead.modules);
    } catch (const Recorder::NeedsSchema&) {
        return std::nullopt;
    }
    if (!memo.printed.enums.isEmpty()) // what the run printed before decides
        return std::nullopt;
    ahead.steps = recorder.takeSteps();
    ahead.changedModules = memo.changedModules;
    return ahead;
}

Evaluation evaluate(Ahead ahead, const Circumstances& circumstances, schema::Replay& state, RunMemo& memo,
    RowKnowledge* rows, SchemaCertainty* certainty)
{
    if (rows)
        rows->beginRevision();
    if (certainty)
        certainty->beginRevision();
    memo.changedModules += ahead.changedModules;
    Recorder recorder(circumstances, state, memo, rows, certainty);
    ahead.evaluation.problems = recorder.make(ahead.steps);
    ahead.evaluation.schemaDoubt = recorder.schemaReason();
    return std::move(ahead.evaluation);
}

} // namespace espalier::operations
