#include "revisions/script_reader.h"

#include "python/evaluator.h"
#include "python/source.h"
#include "python/text.h"
#include "revisions/header_scanner.h"

#include <algorithm>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::revisions {

namespace {

using python::Value;

Problem problem(const char* code, const ScriptPlace& place, int line, const core::Message& message)
{
    Problem made;
    made.code = QLatin1String(code);
    made.message = message;
    made.file = place.file;
    made.line = line;
    return made;
}

// What follows "Create Date:" and the like on its own line.
QString afterLabel(const QString& documentation, QLatin1String label)
{
    for (qsizetype at = documentation.indexOf(label); at >= 0; at = documentation.indexOf(label, at + 1)) {
        const qsizetype lineStart = documentation.lastIndexOf(QLatin1Char('\n'), at) + 1;
        if (!python::strip(QStringView(documentation).mid(lineStart, at - lineStart)).isEmpty())
            continue;
        const qsizetype start = at + label.size();
        qsizetype end = documentation.indexOf(QLatin1Char('\n'), start);
        end = end < 0 ? documentation.size() : end;
        return python::strip(QStringView(documentation).mid(start, end - start)).toString();
    }
    return {};
}

// Script.longdoc and Script.doc
void setDocumentation(Revision& revision, const std::optional<QString>& documentation)
{
    if (!documentation)
        return;
    revision.documentation = python::strip(*documentation).toString();
    const qsizetype paragraph = revision.documentation.indexOf(QLatin1String("\n\n"));
    revision.message = paragraph < 0 ? revision.documentation : revision.documentation.left(paragraph);
    revision.created = afterLabel(revision.documentation, QLatin1String("Create Date:"));
    revision.documentedParent = afterLabel(revision.documentation, QLatin1String("Revises:"));
}

/// Takes the header out of a syntax tree.
class TreeReader {
public:
    TreeReader(
        python::Evaluator& evaluator, const python::Module& module, const ScriptPlace& place, QList<Problem>& problems)
        : m_evaluator(evaluator)
        , m_module(module)
        , m_place(place)
        , m_problems(problems)
    { }

    std::optional<Revision> run()
    {
        Revision revision;
        revision.file = m_place.file;
        revision.path = m_place.path;
        if (!readId(revision))
            return std::nullopt;
        revision.down = readList("down_revision", revision.downLine);
        if (revision.downLine == 0)
            m_problems.append(problem("no-down-revision", m_place, revision.line,
                { QT_TRANSLATE_NOOP("Messages", "The script of %1 has no down_revision; Alembic cannot load it."),
                    { revision.id } }));
        revision.dependsOn = readOptionalList("depends_on");
        revision.branchLabels = readOptionalList("branch_labels");
        noteAssumptions();
        setDocumentation(revision, readDocumentation());
        revision.hasUpgrade = has("upgrade");
        revision.hasDowngrade = has("downgrade");
        return revision;
    }

private:
    void notKnown(const char* name, const Value& unknown, int line)
    {
        // the place where it stops being known may be in another file; the assignment never is
        const QString expression = unknown.text.isEmpty() ? QLatin1String(name) : unknown.text;
        m_problems.append(problem("not-literal", m_place, line,
            { QT_TRANSLATE_NOOP("Messages", "%1 cannot be known without running the script: %2"),
                { QLatin1String(name), expression } }));
    }

    void wrongType(const char* name, int line)
    {
        m_problems.append(problem("wrong-type", m_place, line,
            { QT_TRANSLATE_NOOP("Messages", "%1 is not what Alembic takes for it."), { QLatin1String(name) } }));
    }

    // The file's name stands in for a missing id, as it did in Alembic 0.1.
    bool readIdFromFileName(Revision& revision)
    {
        static const QRegularExpression legacy(QStringLiteral("^([a-f0-9]+)\\.py$"));
        const auto match = legacy.match(QFileInfo(m_place.path).fileName());
        if (!match.hasMatch()) {
            m_problems.append(problem("no-revision", m_place, 1,
                { QT_TRANSLATE_NOOP("Messages", "The script does not set `revision`; Alembic cannot tell its id."),
                    {} }));
            return false;
        }
        revision.id = match.captured(1);
        revision.line = 1;
        return true;
    }

    bool readId(Revision& revision)
    {
        const auto found = m_evaluator.find(m_module, QStringLiteral("revision"));
        if (!found)
            return readIdFromFileName(revision);
        if (found->value.isUnknown()) {
            notKnown("revision", found->value, found->line);
            return false;
        }
        if (!found->value.isString()) {
            wrongType("revision", found->line);
            return false;
        }
        revision.id = found->value.text;
        revision.line = found->line;
        return true;
    }

    // Alembic's to_tuple(): None, a string, or anything that gives strings one by one.
    QStringList readList(const char* name, int& line)
    {
        const auto found = m_evaluator.find(m_module, QLatin1String(name));
        if (!found)
            return {};
        line = found->line;
        const Value& value = found->value;
        if (const Value* unknown = value.firstUnknown()) {
            notKnown(name, *unknown, line);
            return {};
        }
        if (value.isNone())
            return {};
        if (value.isString())
            return { value.text };
        QStringList strings;
        const size_t step = value.kind == Value::Kind::Dict ? 2 : 1;
        bool isRight = value.isSequence() || step == 2;
        for (size_t i = 0; isRight && i < value.elements().size(); i += step) {
            isRight = value.elements()[i].isString();
            strings.append(value.elements()[i].text);
        }
        if (isRight)
            return strings;
        wrongType(name, line);
        return {};
    }

    // Where the script itself does not set it, a star import hardly ever does: taken as not set, and said once.
    QStringList readOptionalList(const char* name)
    {
        const python::Scope& scope = *m_module.scope;
        int line = 0;
        if (!scope.isOpen || scope.names.contains(QLatin1String(name))
            || scope.names.contains(QStringLiteral("__getattr__")))
            return readList(name, line);
        m_assumed.append(QLatin1String(name));
        return {};
    }

    void noteAssumptions()
    {
        if (m_assumed.isEmpty())
            return;
        Problem note = problem("assumed-unset", m_place, m_module.scope->openLine,
            { QT_TRANSLATE_NOOP("Messages",
                  "The script itself does not set %1, and this line could only by what it imports; taken as not set."),
                { m_assumed.join(QStringLiteral(", ")) } });
        note.severity = Severity::Info;
        m_problems.append(note);
    }

    std::optional<QString> readDocumentation()
    {
        const auto documentation = m_evaluator.find(m_module, QStringLiteral("__doc__"));
        const bool isText = documentation && documentation->value.isString();
        return isText ? std::optional<QString>(documentation->value.text) : std::nullopt;
    }

    bool has(const char* name)
    {
        const auto found = m_evaluator.find(m_module, QLatin1String(name));
        return found && !found->value.isNone();
    }

    python::Evaluator& m_evaluator;
    const python::Module& m_module;
    const ScriptPlace& m_place;
    QList<Problem>& m_problems;
    QStringList m_assumed;
};

Revision fromHeader(const ScannedHeader& header, const ScriptPlace& place)
{
    Revision revision;
    revision.id = header.revision.values.first();
    revision.down = header.downRevision.values;
    revision.dependsOn = header.dependsOn.values;
    revision.branchLabels = header.branchLabels.values;
    revision.file = place.file;
    revision.path = place.path;
    revision.line = header.revision.line;
    revision.downLine = header.downRevision.line;
    revision.hasUpgrade = header.hasUpgrade;
    revision.hasDowngrade = header.hasDowngrade;
    setDocumentation(revision, header.documentation);
    return revision;
}

// With a syntax error anywhere, Alembic loads nothing.
void addSyntaxProblem(const python::SyntaxTree& tree, const ScriptPlace& place, QList<Problem>& problems)
{
    QString what;
    const int line = tree.firstErrorLine(&what);
    if (line != 0)
        problems.append(problem("syntax-error", place, line,
            { QT_TRANSLATE_NOOP("Messages", "The script is not Python 3: syntax error at “%1”."), { what } }));
}

void addSourceProblem(
    const python::Source& source, const python::SyntaxTree* tree, const ScriptPlace& place, QList<Problem>& problems)
{
    if (!source.fault)
        return;
    const bool isInComments = tree && !source.invalid.isEmpty()
        && std::all_of(
            source.invalid.cbegin(), source.invalid.cend(), [tree](qsizetype at) { return tree->isComment(at); });
    if (!isInComments)
        problems.append(problem("unreadable-script", place, source.fault->line, source.fault->message));
}

void readTree(
    const python::Source& source, const ScriptPlace& place, const ScriptReaderOptions& options, ReadScript& read)
{
    const auto tree = options.trees ? options.trees->tree(source.text, options.cancel)
                                    : python::SyntaxTree::parse(source.text, options.cancel);
    addSourceProblem(source, tree ? &*tree : nullptr, place, read.problems);
    if (!tree) {
        if (!tree.error().isCancelled())
            read.problems.append(problem("unreadable-script", place, 1, tree.error().message));
        return;
    }
    read.syntax = SyntaxDepth::Full;
    addSyntaxProblem(*tree, place, read.problems);
    if (read.revision)
        return;
    python::Evaluator::Options evaluation;
    evaluation.imports = options.imports;
    python::Evaluator evaluator(std::move(evaluation));
    const python::Module& module = evaluator.evaluate(*tree, place.path);
    const bool isBroken = !read.problems.isEmpty();
    QList<Problem> problems;
    read.revision = TreeReader(evaluator, module, place, problems).run();
    read.dependsOnOthers = evaluator.moduleCount() > 1;
    // junk has no id either: one problem is enough to say so
    if (read.revision || !isBroken)
        read.problems += problems;
}

} // namespace

QString syntaxDepthName(SyntaxDepth depth)
{
    return depth == SyntaxDepth::Full ? QStringLiteral("full") : QStringLiteral("headers");
}

ReadScript readScript(const QByteArray& bytes, const ScriptPlace& place, const ScriptReaderOptions& options)
{
    ReadScript read;
    const python::Source source = python::decodeSource(bytes);
    const ScannedHeader header = scanHeader(source.text);
    if (header.isComplete)
        read.revision = fromHeader(header, place);
    if (!header.isComplete || source.fault || options.syntax == SyntaxDepth::Full)
        readTree(source, place, options, read);
    return read;
}

ReadScript readBeginning(const QByteArray& beginning, qint64 size, const ScriptPlace& place)
{
    ReadScript read;
    const ScannedHeader header = scanHeader(python::decodeSource(beginning).text, true);
    if (header.isComplete)
        read.revision = fromHeader(header, place);
    Problem large = problem("large-script", place, 1,
        { header.isComplete
                ? QT_TRANSLATE_NOOP("Messages", "The script has %1 bytes; only its header was read.")
                : QT_TRANSLATE_NOOP("Messages", "The script has %1 bytes and no plain header; it was not read."),
            { QString::number(size) } });
    large.severity = header.isComplete ? Severity::Warning : Severity::Error;
    read.problems.append(large);
    read.syntax = SyntaxDepth::Full; // as much as there will be
    return read;
}

} // namespace espalier::revisions
