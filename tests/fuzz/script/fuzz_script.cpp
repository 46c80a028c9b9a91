#include "fuzz/fuzz_input.h"
#include "python/evaluator.h"
#include "python/source.h"
#include "revisions/header_scanner.h"
#include "revisions/script_reader.h"

using namespace espalier;
using revisions::HeaderField;

namespace {

bool isSame(const HeaderField& field, const std::optional<python::Binding>& binding)
{
    if (!binding || binding->value.isNone())
        return field.values.isEmpty();
    const python::Value& value = binding->value;
    if (value.firstUnknown())
        return true; // the evaluator has its limits, the scanner saw plain text
    if (value.isString())
        return field.values == QStringList{ value.text };
    QStringList texts;
    for (const python::Value& item : value.elements())
        texts.append(item.text);
    return field.values == texts;
}

// What one pass over the tokens takes for the header is what the syntax tree says.
void checkScanner(const python::Source& source, const revisions::ScannedHeader& header)
{
    const auto tree = python::SyntaxTree::parse(source.text);
    if (!tree || tree->firstErrorLine() != 0)
        return;
    python::Evaluator evaluator({});
    const python::Module& module = evaluator.evaluate(*tree, QStringLiteral("/s/a.py"));
    const auto find = [&](const char* name) { return evaluator.find(module, QLatin1String(name)); };
    fuzz::require(isSame(header.revision, find("revision")), "scanner and tree agree on revision");
    fuzz::require(isSame(header.downRevision, find("down_revision")), "scanner and tree agree on down_revision");
    fuzz::require(isSame(header.dependsOn, find("depends_on")), "scanner and tree agree on depends_on");
    fuzz::require(isSame(header.branchLabels, find("branch_labels")), "scanner and tree agree on branch_labels");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const revisions::ScriptPlace place{ QStringLiteral("versions/a.py"), QStringLiteral("/s/versions/a.py") };
    revisions::ScriptReaderOptions options;
    const auto quick = revisions::readScript(bytes, place, options);
    options.syntax = revisions::SyntaxDepth::Full;
    const auto whole = revisions::readScript(bytes, place, options);
    fuzz::require(quick.revision || !quick.problems.isEmpty(), "a script without a revision has a problem");
    if (quick.revision && whole.revision)
        fuzz::require(*quick.revision == *whole.revision, "both depths read the same header");

    const python::Source source = python::decodeSource(bytes);
    const auto header = revisions::scanHeader(source.text);
    if (header.isComplete && !source.fault)
        checkScanner(source, header);
    return 0;
}
