// Patterns (PEP 634). A clause is tried without binding its names first: where it may fit only, they are bound in a
// branch of their own.
#include "symbolic/heap.h"
#include "symbolic/library.h"

namespace espalier::symbolic {

using python::Node;

namespace {

using Fit = std::optional<bool>; ///< nullopt: it may

Fit both(Fit one, Fit other)
{
    if (one == false || other == false)
        return false;
    return one && other ? Fit(true) : std::nullopt;
}

QList<Node> listOf(const Node& node)
{
    QList<Node> all;
    for (const Node& child : node.children())
        all.append(child);
    return all;
}

QList<Node> patternsOf(const Node& clause)
{
    QList<Node> patterns;
    for (const Node& child : clause.children())
        if (child.is("case_pattern"))
            patterns.append(child);
    return patterns;
}

bool isStar(const Node& pattern) { return pattern.is("splat_pattern") || pattern.firstNamed().is("splat_pattern"); }

/// The name of `*name` and `**name`; null for `*_`.
Node starredName(const Node& pattern)
{
    return pattern.is("splat_pattern") ? pattern.firstNamed() : pattern.firstNamed().firstNamed();
}

/// Names for what a class pattern's positions mean; nullopt where the class is not known well enough.
std::optional<QStringList> matchArguments(const ClassObject& type)
{
    if (const auto given = type.find(QStringLiteral("__match_args__"))) {
        const auto names = given->as<Tuple>();
        if (!names || names->doubt)
            return std::nullopt;
        QStringList all;
        for (const Value& name : names->items)
            all.append(name.isString() ? name.text() : QString());
        return all;
    }
    if (!type.foreign.empty() || type.behaviour || type.scope->doubt)
        return std::nullopt;
    QStringList all;
    if (type.isDataclass)
        for (auto base = type.order.rbegin(); base != type.order.rend(); ++base)
            for (const QString& field : (*base)->written)
                if ((*base)->annotationNodes.contains(field) && !all.contains(field))
                    all.append(field);
    return all;
}

/// Classes whose one position is the subject itself.
bool takesSubject(const Value& type)
{
    static const QSet<QString> names{ QStringLiteral("bool"), QStringLiteral("bytearray"), QStringLiteral("bytes"),
        QStringLiteral("dict"), QStringLiteral("float"), QStringLiteral("frozenset"), QStringLiteral("int"),
        QStringLiteral("list"), QStringLiteral("set"), QStringLiteral("str"), QStringLiteral("tuple") };
    return type.isObject() && !type.as<ClassObject>() && names.contains(type.object()->className());
}

} // namespace

Interpreter::Flow Interpreter::matchStatement(const Node& node, const ScopePtr& scope)
{
    std::vector<Value> subjects;
    for (const Node& part : node.children())
        if (part.start() < node.field("body").start())
            subjects.push_back(value(part, scope));
    const Value subject = subjects.size() == 1 ? subjects.front() : makeTuple(subjects); // match a, b:
    std::vector<std::function<Flow()>> possible;
    bool isSure = false;
    DoubtPtr why = firstDoubt(subject);
    for (const Node& clause : node.field("body").children()) {
        if (!clause.is("case_clause"))
            continue;
        const QList<Node> patterns = patternsOf(clause);
        const Node guard = clause.field("guard"), body = clause.field("consequence");
        const Fit fit = fits(patterns, subject, scope, Captures::Skip);
        if (fit == false)
            continue;
        if (possible.empty() && fit == true) {
            fits(patterns, subject, scope, Captures::Bind);
            const Value holds = guard ? truth(value(guard.firstNamed(), scope)) : Value::boolean(true);
            if (!holds.isUnknown() && holds.integer())
                return block(body, scope);
            if (!holds.isUnknown())
                continue;
            why = why ? why : holds.doubt();
            possible.push_back([this, body, &scope] { return block(body, scope); });
            continue;
        }
        possible.push_back([this, patterns, guard, body, &subject, &scope] {
            fits(patterns, subject, scope, Captures::Bind);
            if (guard)
                value(guard.firstNamed(), scope);
            return block(body, scope);
        });
        isSure = fit == true && !guard;
        if (isSure)
            break;
    }
    if (possible.empty())
        return Flow::Next;
    if (!isSure)
        possible.push_back([] { return Flow::Next; });
    return ways(
        why ? why : doubtAt(node.field("subject"), QT_TRANSLATE_NOOP("Messages", "a pattern that is not followed")),
        possible);
}

Fit Interpreter::fits(const QList<Node>& patterns, const Value& subject, const ScopePtr& scope, Captures captures)
{
    const bool isOpen = patterns.size() == 1 && !isStar(patterns.first());
    return isOpen ? fits(patterns.first(), subject, scope, captures) : sequenceFits(patterns, subject, scope, captures);
}

Fit Interpreter::fits(const Node& pattern, const Value& subject, const ScopePtr& scope, Captures captures)
{
    spend();
    if (pattern.bytes() == "_")
        return true;
    if (pattern.is("case_pattern")) {
        const Node inner = pattern.firstNamed();
        const bool isNumber = inner.is("integer") || inner.is("float");
        return isNumber ? literalFits(inner, pattern.bytes().startsWith('-'), subject, scope)
                        : fits(inner, subject, scope, captures);
    }
    if (pattern.is("as_pattern")) {
        const Fit fit = fits(pattern.firstNamed(), subject, scope, captures);
        if (captures == Captures::Bind)
            bind(listOf(pattern).last().text(), subject, scope);
        return fit;
    }
    if (pattern.is("union_pattern")) {
        bool isOpen = false;
        for (const Node& one : pattern.children()) {
            const Fit fit = fits(one, subject, scope, Captures::Skip);
            if (fit != false && captures == Captures::Bind)
                fits(one, subject, scope, captures);
            if (fit == true && !isOpen)
                return true;
            isOpen = isOpen || fit != false;
        }
        return isOpen ? Fit() : Fit(false);
    }
    if (pattern.is("list_pattern") || pattern.is("tuple_pattern")) {
        const QList<Node> parts = listOf(pattern);
        const bool isGroup = pattern.is("tuple_pattern") && parts.size() == 1 && !isStar(parts.first())
            && !pattern.bytes().chopped(1).trimmed().endsWith(',');
        return isGroup ? fits(parts.first(), subject, scope, captures) : sequenceFits(parts, subject, scope, captures);
    }
    if (pattern.is("dict_pattern"))
        return mappingFits(pattern, subject, scope, captures);
    if (pattern.is("class_pattern"))
        return classFits(pattern, subject, scope, captures);
    const bool isName = pattern.is("dotted_name") || pattern.is("identifier");
    if (isName && !pattern.bytes().contains('.')) {
        if (captures == Captures::Bind)
            bind(pattern.text(), subject, scope);
        return true;
    }
    if (isName || pattern.is("string") || pattern.is("concatenated_string") || pattern.is("integer")
        || pattern.is("float") || pattern.is("none") || pattern.is("true") || pattern.is("false"))
        return literalFits(pattern, false, subject, scope);
    if (captures == Captures::Bind)
        captureParts(pattern, subject, scope);
    return std::nullopt;
}

Fit Interpreter::literalFits(const Node& pattern, bool isNegative, const Value& subject, const ScopePtr& scope)
{
    const Value wanted = isNegative ? unary(UnaryOperator::Minus, value(pattern, scope)) : value(pattern, scope);
    if (subject.isUnknown() || wanted.isUnknown())
        return std::nullopt;
    if (wanted.isBool() != subject.isBool()
        && (pattern.is("true") || pattern.is("false"))) // these are compared by `is`
        return false;
    return isTrue(compare(CompareOperator::Eq, subject, wanted));
}

/// Names in it hold something of the subject.
void Interpreter::captureParts(const Node& pattern, const Value& subject, const ScopePtr& scope)
{
    if (pattern.is("keyword_pattern")) {
        const auto parts = listOf(pattern);
        for (const Node& part : parts.mid(1))
            captureParts(part, subject, scope);
        return;
    }
    if (pattern.is("identifier") || (pattern.is("dotted_name") && !pattern.bytes().contains('.'))) {
        const DoubtPtr why = firstDoubt(subject);
        bind(pattern.text(),
            Value::unknown(
                why ? why : doubtAt(pattern, QT_TRANSLATE_NOOP("Messages", "a pattern that is not followed"))),
            scope);
        return;
    }
    const auto parts = listOf(pattern);
    for (const Node& part : pattern.is("class_pattern") ? parts.mid(1) : parts)
        if (!part.is("dotted_name") || !part.bytes().contains('.'))
            captureParts(part, subject, scope);
}

Fit Interpreter::sequenceFits(
    const QList<Node>& patterns, const Value& subject, const ScopePtr& scope, Captures captures)
{
    const auto sequence = subject.as<Sequence>();
    const bool mayBeOne = subject.isUnknown()
        || (subject.isObject() && !sequence && !subject.as<Dict>() && !subject.as<Set>() && !subject.as<Function>());
    if (!sequence && !mayBeOne)
        return false;
    if (!sequence || sequence->doubt) {
        if (captures == Captures::Bind)
            for (const Node& pattern : patterns)
                captureParts(pattern, subject, scope);
        return std::nullopt;
    }
    const std::vector<Value> items = sequence->items;
    const auto size = qsizetype(items.size()), count = patterns.size();
    qsizetype star = -1;
    for (qsizetype at = 0; at < count; ++at)
        star = isStar(patterns[at]) ? at : star;
    if (star < 0 ? size != count : size < count - 1)
        return false;
    Fit all = true;
    for (qsizetype at = 0; at < count && all != false; ++at) {
        if (at == star) {
            const auto begin = items.begin() + at;
            if (const Node name = starredName(patterns[at]); name && captures == Captures::Bind)
                bind(name.text(), makeList(std::vector<Value>(begin, begin + (size - (count - 1)))), scope);
            continue;
        }
        const qsizetype from = star >= 0 && at > star ? at + size - count : at;
        all = both(all, fits(patterns[at], items[size_t(from)], scope, captures));
    }
    return all;
}

Fit Interpreter::mappingFits(const Node& pattern, const Value& subject, const ScopePtr& scope, Captures captures)
{
    const auto dict = subject.as<Dict>();
    const bool mayBeOne = subject.isUnknown() || (subject.isObject() && !subject.as<Sequence>() && !subject.as<Set>());
    if (!dict && !mayBeOne)
        return false;
    if (!dict || dict->doubt) {
        if (captures == Captures::Bind)
            captureParts(pattern, subject, scope);
        return std::nullopt;
    }
    const QList<Node> parts = listOf(pattern);
    const auto rest = std::make_shared<Dict>();
    for (const auto& entry : dict->entries())
        rest->insert(entry.first, entry.second);
    Fit all = true;
    for (qsizetype at = 0; at < parts.size() && all != false; ++at) {
        if (isStar(parts[at])) {
            if (const Node name = starredName(parts[at]); name && captures == Captures::Bind)
                bind(name.text(), Value::of(rest), scope);
            continue;
        }
        const Value key = value(parts[at], scope);
        ++at;
        const Value* held = key.isUnknown() || at >= parts.size() ? nullptr : dict->find(key);
        if (!held)
            return key.isUnknown() ? Fit() : Fit(false);
        const Value found = *held;
        rest->remove(key);
        all = both(all, fits(parts[at], found, scope, captures));
    }
    return all;
}

Fit Interpreter::classFits(const Node& pattern, const Value& subject, const ScopePtr& scope, Captures captures)
{
    const Value type = value(pattern.firstNamed(), scope);
    const Value is = isInstance(subject, type);
    if (!is.isUnknown() && !is.integer())
        return false;
    const auto own = type.as<ClassObject>();
    const auto names = own ? matchArguments(*own) : std::nullopt;
    Fit all = is.isUnknown() ? Fit() : Fit(true);
    qsizetype position = 0;
    const QList<Node> parts = listOf(pattern);
    for (const Node& part : parts.mid(1)) {
        const Node inner = part.is("case_pattern") ? part.firstNamed() : part;
        const bool isKeyword = inner.is("keyword_pattern");
        if (!isKeyword && takesSubject(type) && position++ == 0) {
            all = both(all, fits(part, subject, scope, captures));
            continue;
        }
        std::optional<Value> held;
        const bool isKnown = isKeyword || (names && position < names->size());
        if (isKnown && !subject.isUnknown()) {
            held = findAttribute(subject, isKeyword ? inner.firstNamed().text() : (*names)[position++]);
            if (!held && subject.as<Instance>())
                return false;
        }
        if (!held || held->isUnknown()) {
            if (captures == Captures::Bind)
                captureParts(inner, held.value_or(subject), scope);
            all = both(all, std::nullopt);
        } else if (!isKeyword) {
            all = both(all, fits(part, *held, scope, captures));
        } else {
            all = both(all, fits(QList<Node>{ listOf(inner).last() }, *held, scope, captures));
        }
        if (all == false)
            return all;
    }
    return all;
}

} // namespace espalier::symbolic
