#include "symbolic/library/registry.h"
#include "symbolic/library/regular_expression.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

[[noreturn]] void tooMuch(Interpreter& interpreter, const Pattern& pattern)
{
    give(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a regular expression that is not understood here: %1"),
        { pattern.pattern() }));
}

enum class Where { Anywhere, Start, All };

Value found(Interpreter& interpreter, const std::shared_ptr<Pattern>& pattern, const QString& subject, Where where)
{
    interpreter.spend(int(std::min<qsizetype>(subject.size() / 16, 1 << 16)));
    QRegularExpression expression = pattern->expression();
    if (where == Where::All) // the line end closes a comment of a verbose pattern
        expression.setPattern(QStringLiteral("(*LIMIT_MATCH=2000000)(*LF)(?:%1%2)\\z")
                                  .arg(translatedPattern(interpreter, pattern->pattern()),
                                      QLatin1String(pattern->flags() & 64 ? "\n" : "")));
    const QRegularExpressionMatch match = expression.match(subject, 0, QRegularExpression::NormalMatch,
        where == Where::Anywhere ? QRegularExpression::NoMatchOption : QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.isValid())
        tooMuch(interpreter, *pattern);
    return match.hasMatch() ? Value::of(std::make_shared<Match>(pattern, match, subject)) : Value();
}

std::vector<std::shared_ptr<Match>> allFound(
    Interpreter& interpreter, const std::shared_ptr<Pattern>& pattern, const QString& subject)
{
    std::vector<std::shared_ptr<Match>> all;
    interpreter.spend(int(std::min<qsizetype>(subject.size() / 16, 1 << 16)));
    auto matches = pattern->expression().globalMatch(subject);
    if (!matches.isValid())
        tooMuch(interpreter, *pattern);
    while (matches.hasNext()) {
        interpreter.spend();
        all.push_back(std::make_shared<Match>(pattern, matches.next(), subject));
        checkCount(interpreter, all.size() / 16);
    }
    return all;
}

// Parameters of the functions of re after the pattern begin at `first`; of a Pattern's methods too.
Value search(const Call& call, const std::shared_ptr<Pattern>& pattern, size_t first, Where where)
{
    return found(call.interpreter, pattern, call.text(first), where);
}

Value substituted(const Call& call, const std::shared_ptr<Pattern>& pattern, size_t first, bool isCounted)
{
    const Value& replacement = plainOf(call[first]);
    const QString subject = call.text(first + 1);
    const qint64 limit = call.integer(first + 2, 0);
    QString made;
    qsizetype from = 0;
    qint64 count = 0;
    for (const std::shared_ptr<Match>& match : allFound(call.interpreter, pattern, subject)) {
        if (limit > 0 && count == limit)
            break;
        ++count;
        const qsizetype start = toUnits(subject, match->start(0));
        made += QStringView(subject).sliced(from, start - from);
        if (replacement.isString()) {
            made += match->expanded(call.interpreter, replacement.text());
        } else {
            const Value text = call.interpreter.call(replacement, { Value::of(match) });
            made += textOf(call.interpreter, text, QStringLiteral("replacement"));
        }
        from = toUnits(subject, match->end(0));
        call.interpreter.checkSize(made.size());
    }
    made += QStringView(subject).sliced(from);
    return isCounted ? makeTuple({ Value::string(made), Value::number(count) }) : Value::string(made);
}

Value splitByPattern(const Call& call, const std::shared_ptr<Pattern>& pattern, size_t first)
{
    const QString subject = call.text(first);
    const qint64 limit = call.integer(first + 1, 0);
    std::vector<Value> parts;
    qsizetype from = 0;
    qint64 count = 0;
    for (const std::shared_ptr<Match>& match : allFound(call.interpreter, pattern, subject)) {
        if (limit > 0 && count++ == limit)
            break;
        parts.push_back(Value::string(subject.sliced(from, toUnits(subject, match->start(0)) - from)));
        for (int i = 1; i <= match->count(); ++i)
            parts.push_back(match->group(i));
        from = toUnits(subject, match->end(0));
    }
    parts.push_back(Value::string(subject.sliced(from)));
    return makeList(std::move(parts));
}

Value findAll(const Call& call, const std::shared_ptr<Pattern>& pattern, size_t first)
{
    const Value empty = Value::string(QString());
    std::vector<Value> items;
    for (const std::shared_ptr<Match>& match : allFound(call.interpreter, pattern, call.text(first))) {
        if (match->count() < 2) {
            items.push_back(match->group(match->count(), empty));
            continue;
        }
        std::vector<Value> groups;
        for (int i = 1; i <= match->count(); ++i)
            groups.push_back(match->group(i, empty));
        items.push_back(makeTuple(std::move(groups)));
    }
    return makeList(std::move(items));
}

Value findIter(const Call& call, const std::shared_ptr<Pattern>& pattern, size_t first)
{
    std::vector<Value> items;
    for (const std::shared_ptr<Match>& match : allFound(call.interpreter, pattern, call.text(first)))
        items.push_back(Value::of(match));
    return makeIterator("callable_iterator", std::move(items));
}

using Work = std::function<Value(const Call&, const std::shared_ptr<Pattern>&)>;

struct Operation {
    const char* signature; ///< after the pattern
    Work work;
};

const std::vector<Operation>& operations()
{
    static const std::vector<Operation> all{
        { "match(pattern, string, ", [](const Call& call, const auto& p) { return search(call, p, 1, Where::Start); } },
        { "fullmatch(pattern, string, ",
            [](const Call& call, const auto& p) { return search(call, p, 1, Where::All); } },
        { "search(pattern, string, ",
            [](const Call& call, const auto& p) { return search(call, p, 1, Where::Anywhere); } },
        { "findall(pattern, string, ", [](const Call& call, const auto& p) { return findAll(call, p, 1); } },
        { "finditer(pattern, string, ", [](const Call& call, const auto& p) { return findIter(call, p, 1); } },
        { "split(pattern, string, maxsplit?, ",
            [](const Call& call, const auto& p) { return splitByPattern(call, p, 1); } },
        { "sub(pattern, repl, string, count?, ",
            [](const Call& call, const auto& p) { return substituted(call, p, 1, false); } },
        { "subn(pattern, repl, string, count?, ",
            [](const Call& call, const auto& p) { return substituted(call, p, 1, true); } },
    };
    return all;
}

const Methods& patternMethods()
{
    static const Methods methods = [] {
        Methods all({});
        for (const Operation& operation : operations()) {
            QByteArray signature(operation.signature);
            signature.chop(2);
            signature += ")";
            all.add({ signature.constData(),
                [work = operation.work](const Call& call) { return work(call, call[0].as<Pattern>()); } });
        }
        return all;
    }();
    return methods;
}

Value escapedPattern(const Call& call)
{
    QString made;
    static const QString special = QStringLiteral("()[]{}?*+-|^$\\.&~# \t\n\r\v\f");
    for (const QChar c : call.text(0))
        made += special.contains(c) ? QString(QLatin1Char('\\')) + c : QString(c);
    return Value::string(made);
}

} // namespace

std::optional<Value> Pattern::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("pattern"))
        return Value::string(m_pattern);
    if (name == QLatin1String("flags"))
        return Value::number(m_flags);
    if (name == QLatin1String("groups"))
        return Value::number(m_expression.captureCount());
    return patternMethods().bound(name, Value::object(shared_from_this()));
}

void addRegularExpressions(Registry& registry)
{
    for (const Operation& operation : operations()) {
        const QByteArray signature = QByteArray(operation.signature) + "flags?)";
        const size_t flags = size_t(signature.count(','));
        registry.functions("re", { { signature.constData(), [work = operation.work, flags](const Call& call) {
                                        return work(call, compiled(call.interpreter, call[0], call.integer(flags, 0)));
                                    } } });
    }
    registry.functions("re",
        {
            { "compile(pattern, flags?)",
                [](const Call& call) { return Value::of(compiled(call.interpreter, call[0], call.integer(1, 0))); } },
            { "escape(pattern)", escapedPattern },
            { "purge()", [](const Call&) { return Value(); } },
        });
    const std::pair<const char*, int> flags[] = { { "IGNORECASE", 2 }, { "I", 2 }, { "MULTILINE", 8 }, { "M", 8 },
        { "DOTALL", 16 }, { "S", 16 }, { "UNICODE", 32 }, { "U", 32 }, { "VERBOSE", 64 }, { "X", 64 }, { "ASCII", 256 },
        { "A", 256 }, { "NOFLAG", 0 } };
    for (const auto& [name, value] : flags)
        registry.value("re", name, Value::number(value));
    registry.made("re", "error", [](Interpreter& interpreter) {
        return Value::of(interpreter.makeExceptionClass(QStringLiteral("re.error"), QStringLiteral("Exception")));
    });
}

} // namespace espalier::symbolic::library
