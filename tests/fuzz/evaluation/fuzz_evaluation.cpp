#include "dialects/dialect.h"
#include "fuzz/fuzz_input.h"
#include "operations/evaluation.h"
#include "python/source.h"

using namespace espalier;
using operations::Direction;

namespace {

void checkOperation(const operations::Operation& operation, bool isNested)
{
    const auto* opaque = std::get_if<operations::Opaque>(&operation.what);
    if (!opaque) {
        if (!std::holds_alternative<operations::Execute>(operation.what)) // op.execute("")
            for (const QString& sql : operation.sql)
                fuzz::require(!sql.isEmpty(), "a statement has text");
        return;
    }
    fuzz::require(!opaque->reason.english().isEmpty(), "what is not known has a reason");
    fuzz::require(isNested || operation.at.line > 0, "and a place");
    for (const operations::Operation& possible : opaque->possible)
        checkOperation(possible, true);
}

void checkEvaluation(const operations::Evaluation& evaluation)
{
    bool isOpaque = false;
    for (const operations::Operation& operation : evaluation.operations) {
        checkOperation(operation, false);
        isOpaque = isOpaque || std::holds_alternative<operations::Opaque>(operation.what);
    }
    fuzz::require(!isOpaque || !evaluation.isUnderstood, "what has an opaque operation is not understood");
    fuzz::require(evaluation.isUnderstood || !evaluation.reasons.empty() || !evaluation.refused.isEmpty(),
        "what is not understood says why");
}

void checkScript(const operations::Script& script, const operations::Circumstances& around, Direction direction)
{
    schema::Replay state(around.dialect->schemaRules());
    operations::RunMemo memo;
    const operations::Evaluation evaluation = operations::evaluate(script, direction, around, state, memo);
    checkEvaluation(evaluation);
    auto ahead = operations::evaluateAhead(script, direction, around);
    if (!ahead)
        return;
    schema::Replay later(around.dialect->schemaRules());
    operations::RunMemo laterMemo;
    const operations::Evaluation settled = operations::evaluate(std::move(*ahead), around, later, laterMemo);
    fuzz::require(settled.sql() == evaluation.sql() && settled.problems == evaluation.problems
            && settled.isUnderstood == evaluation.isUnderstood && later.schema() == state.schema(),
        "evaluated ahead is the same");
}

} // namespace

// Any text as a script, both directions, on every dialect, offline and on a database. Small limits: a fuzzer is to
// reach them, not to wait for them.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    auto tree = python::SyntaxTree::parse(python::decodeSource(fuzz::bytesOf(data, size)).text);
    if (!tree)
        return 0;
    const operations::Script script{ QStringLiteral("/project/versions/script.py"), std::move(*tree) };
    for (const dialects::Dialect* dialect : dialects::allDialects())
        for (const bool isOffline : { true, false })
            for (const Direction direction : { Direction::Up, Direction::Down }) {
                operations::Circumstances around;
                around.dialect = dialect;
                around.isOffline = isOffline;
                around.options = QMap<QString, QString>();
                around.limits.steps = 5000;
                around.limits.text = 64 * 1024;
                around.limits.elements = 2000;
                checkScript(script, around, direction);
            }
    return 0;
}
