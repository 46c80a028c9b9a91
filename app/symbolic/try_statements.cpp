#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"

#include <QRegularExpression>

namespace espalier::symbolic {

using python::Node;

// ---- try, with

Interpreter::Flow Interpreter::tryStatement(const Node& node, const ScopePtr& scope)
{
    Node finally;
    for (const Node& child : node.children())
        if (child.is("finally_clause"))
            finally = child.children().last();
    Flow flow = Flow::Next;
    try {
        flow = tryBody(node, scope);
    } catch (const Raised&) {
        if (finally) {
            const Flow last = block(finally, scope);
            if (last != Flow::Next)
                return last;
        }
        throw;
    }
    const Flow last = finally ? block(finally, scope) : Flow::Next;
    return last == Flow::Next ? flow : last;
}

namespace {

/// What `except` clauses name.
QStringList caughtBy(const Node& node)
{
    QStringList caught;
    for (const Node& clause : node.children())
        if (clause.is("except_clause") || clause.is("except_group_clause"))
            caught.append(clause.field("value") ? clause.field("value").text() : QStringLiteral("BaseException"));
    return caught;
}

} // namespace

Interpreter::Flow Interpreter::tryBody(const Node& node, const ScopePtr& scope)
{
    Guarded guarded;
    guarded.caught = caughtBy(node);
    for (const Node& child : node.children())
        if (child.is("except_clause") || child.is("except_group_clause"))
            guarded.handlers += child.text();
    guarded.body = [&] { return block(node.field("body"), scope); };
    guarded.handle = [&](const Raised& raised) { return handled(node, raised, scope); };
    guarded.after = [&](Flow flow) {
        for (const Node& child : node.children())
            if (child.is("else_clause") && flow == Flow::Next)
                return block(child.field("body"), scope);
        return flow;
    };
    return guarded.caught.isEmpty() ? guarded.body() : attempt(guarded);
}

namespace {

/// Whether exceptions that Python itself raises for what it is given are among those that a `try` names: of a wrong
/// value, key or type.
bool namesErrors(const QStringList& caught)
{
    static const QRegularExpression errors(QStringLiteral(
        R"(\b(?:ValueError|TypeError|KeyError|IndexError|LookupError|AttributeError|StopIteration|NameError)"
        R"(|UnboundLocalError|ArithmeticError|ZeroDivisionError|OverflowError|UnicodeError|UnicodeDecodeError)"
        R"(|OSError|IOError|EnvironmentError|FileNotFoundError|PermissionError|UnicodeEncodeError|JSONDecodeError|InvalidOperation|DecimalException)\b)"));
    return errors.match(caught.join(QLatin1Char(' '))).hasMatch();
}

/// Whether errors that are not Python's own can be among what a `try` names.
bool takesOthers(const QStringList& caught)
{
    static const QRegularExpression own(QStringLiteral(
        R"(^(?:Value|Type|Key|Index|Lookup|Attribute|Name|UnboundLocal|Arithmetic|ZeroDivision|Overflow|Unicode\w*|OS|IO)"
        R"(|Environment|FileNotFound|Permission|Import|ModuleNotFound|NotImplemented|Assertion|JSONDecode)Error$)"));
    static const QRegularExpression word(QStringLiteral("\\w+\\b(?!\\.)")); // of a dotted name the last
    for (const QString& one : caught)
        for (auto all = word.globalMatch(one); all.hasNext();)
            if (!own.match(all.next().captured()).hasMatch())
                return true;
    return false;
}

/// Whether a clause takes every error of the database.
bool takesAll(const Node& clause)
{
    static const QRegularExpression names(
        QStringLiteral("\\b(?:Exception|BaseException|SQLAlchemyError|StatementError|DBAPIError)\\b"));
    return clause.field("value").isNull() || names.match(clause.field("value").text()).hasMatch();
}

} // namespace

/// How deep what runs is; an exception leads back to where it is caught.
Interpreter::Depth Interpreter::depth() const { return { m_frames.size(), m_running.size(), m_tries.size() }; }

void Interpreter::returnTo(const Depth& depth)
{
    m_frames.resize(depth.frames);
    m_running.resize(depth.running);
    m_tries.resize(depth.tries);
}

// Walks the body, what follows it, and what handles each exception that it may raise.
Interpreter::Flow Interpreter::attempt(const Guarded& guarded)
{
    Try attempt;
    attempt.caught = guarded.caught;
    attempt.namesErrors = namesErrors(guarded.caught);
    const size_t uncertain = m_uncertain.size();
    std::optional<Flow> flow;
    m_tries.push_back(&attempt);
    const Depth within = depth();
    m_world->enterTry(guarded.handlers);
    try {
        flow = guarded.body();
    } catch (const Raised& exception) {
        returnTo(within);
        flow = leftBefore(uncertain);
        const DoubtPtr why = uncertain < m_uncertain.size() ? m_uncertain[uncertain].why : nullptr;
        attempt.possible.push_back({ exception, why });
    }
    m_tries.resize(within.tries - 1);
    m_world->leaveTry();
    closeUncertain(uncertain, Leaving::Turn, m_loops + 1);
    std::vector<std::function<Flow()>> branches;
    if (flow)
        branches.push_back([&] { return guarded.after(*flow); });
    DoubtPtr why;
    for (const Possible& possible : attempt.possible) {
        why = why ? why : possible.why;
        branches.push_back([&guarded, &possible] { return guarded.handle(possible.raised); });
    }
    return branches.size() == 1 ? branches.front()() : ways(why, branches);
}

Interpreter::Outcome Interpreter::outcome(
    const QString& exceptionClass_, const std::function<std::optional<Value>()>& work)
{
    Try attempt;
    const Depth outer = depth();
    const size_t uncertain = m_uncertain.size();
    const auto isIt = [&](const Raised& raised) {
        const auto instance = raised.exception.as<Instance>();
        return instance && instance->type->inheritsFrom(exceptionClass_);
    };
    Outcome outcome;
    m_tries.push_back(&attempt);
    const auto leave = [&] {
        returnTo(outer);
        closeUncertain(uncertain, Leaving::Turn, m_loops + 1);
    };
    try {
        outcome.value = work();
    } catch (const Raised& raised) {
        leave();
        if (!isIt(raised))
            throw;
        outcome.value.reset();
    }
    leave();
    for (const Possible& possible : attempt.possible) {
        if (isIt(possible.raised))
            outcome.mayRaise = possible.why;
        else
            maybeRaised(possible.raised, possible.why);
    }
    return outcome;
}

void Interpreter::mayFail(const DoubtPtr& why)
{
    for (size_t i = m_tries.size(); i-- > 0;)
        if (takesOthers(m_tries[i]->caught)) {
            m_tries[i]->possible.push_back({ { Value::unknown(why), place() }, why });
            openUncertain({ why, Leaving::Try, m_frames.size(), m_loops, i + 1 });
            return;
        }
}

void Interpreter::mayRaise(const DoubtPtr& why)
{
    if (std::any_of(m_tries.begin(), m_tries.end(), [](const Try* attempt) { return attempt->namesErrors; }))
        maybeRaised({ Value::unknown(why), place() }, why);
}

void Interpreter::mayRaise(const DoubtPtr& why, const QStringList& classes)
{
    const auto isExpected = [&](const QString& caught) {
        static const QRegularExpression word(QStringLiteral("\\w+"));
        for (auto all = word.globalMatch(caught); all.hasNext();)
            if (const QString name = all.next().captured();
                classes.contains(name) || name == QLatin1String("Exception") || name == QLatin1String("BaseException"))
                return true;
        return false;
    };
    if (std::any_of(m_tries.begin(), m_tries.end(), [&](const Try* attempt) {
            return std::any_of(attempt->caught.begin(), attempt->caught.end(), isExpected);
        }))
        maybeRaised({ Value::unknown(why), place() }, why);
}

// Runs the handler that takes the exception; raises on where none does.
Interpreter::Flow Interpreter::handled(const Node& node, const Raised& raised, const ScopePtr& scope)
{
    std::vector<Node> perhaps;
    for (const Node& clause : node.children()) {
        if (!clause.is("except_clause") && !clause.is("except_group_clause"))
            continue;
        const auto fits = matches(clause, raised.exception, scope);
        if (fits == true && perhaps.empty())
            return runHandler(clause, raised.exception, scope);
        if (fits != false)
            perhaps.push_back(clause);
        if (fits == true)
            break;
    }
    if (perhaps.empty())
        throw raised;
    const DoubtPtr why = raised.exception.isUnknown()
        ? raised.exception.doubt()
        : doubtAt(perhaps.front(), QT_TRANSLATE_NOOP("Messages", "whether this exception is caught is not known"));
    std::vector<std::function<Flow()>> branches;
    for (const Node& clause : perhaps)
        branches.push_back([this, clause, &raised, &scope, why] {
            const bool isPart = clause.is("except_group_clause");
            return runHandler(clause, isPart ? Value::unknown(why) : raised.exception, scope);
        });
    const bool mayGoOn
        = raised.exception.isUnknown() && !m_tries.empty() && std::none_of(perhaps.begin(), perhaps.end(), takesAll);
    if (perhaps.front().is("except_group_clause") || mayGoOn)
        branches.push_back([&raised]() -> Flow { throw raised; });
    return branches.size() == 1 ? branches.front()() : ways(why, branches);
}

Interpreter::Flow Interpreter::runHandler(const Node& clause, const Value& exception, const ScopePtr& scope)
{
    const Node alias = clause.field("alias");
    const Node caught = clause.is("except_group_clause") ? clause.firstNamed() : clause.field("value");
    const Node named = alias ? alias : caught.is("as_pattern") ? caught.field("alias").firstNamed() : Node();
    if (named)
        bind(named.text(), exception, scope);
    m_handled.push_back(exception);
    const auto leave = [&] {
        m_handled.pop_back();
        if (named && scope->names.contains(named.text())) { // Python forgets it
            touch(*scope);
            scope->names.remove(named.text());
        }
    };
    Flow flow = Flow::Next;
    try {
        flow = block(clause.children().last(), scope);
    } catch (const Raised&) {
        leave();
        throw;
    }
    leave();
    return flow;
}

std::optional<bool> Interpreter::matches(const Node& clause, const Value& exception, const ScopePtr& scope)
{
    if (clause.is("except_group_clause")) // a part of the exception, and the rest goes on to the next clause
        return std::nullopt;
    Node types = clause.field("value");
    if (types.is("as_pattern"))
        types = types.firstNamed();
    if (types.isNull())
        return true;
    const Value caught = value(types, scope);
    if (exception.isUnknown())
        return std::nullopt;
    const Value fits = isInstance(exception, caught);
    return fits.isUnknown() ? std::nullopt : std::optional(fits.integer() != 0);
}

Interpreter::Flow Interpreter::withStatement(const Node& node, const ScopePtr& scope)
{
    QList<Node> items;
    for (const Node& child : node.children())
        if (child.is("with_clause"))
            for (const Node& item : child.children()) {
                const Node inner = item.field("value");
                if (inner.is("tuple")) // `with (a as b, c as d):` may be taken for one
                    for (const Node& one : inner.children())
                        items.append(one);
                else
                    items.append(inner);
            }
    return withItems(items, 0, node.field("body"), scope);
}

static bool hasHandler(const Node& node)
{
    const auto children = node.children();
    return node.is("except_clause") || std::any_of(children.begin(), children.end(), hasHandler);
}

Interpreter::Flow Interpreter::withItems(
    const QList<Node>& items, qsizetype at, const Node& body, const ScopePtr& scope)
{
    if (at >= items.size())
        return block(body, scope);
    const Node item = items[at].is("parenthesized_expression") && items[at].firstNamed().is("as_pattern")
        ? items[at].firstNamed()
        : items[at];
    const bool isNamed = item.is("as_pattern");
    const Value context = value(isNamed ? item.firstNamed() : item, scope);
    const auto named = [&](const Value& entered) {
        if (isNamed)
            assign(item.field("alias").firstNamed(), entered, scope);
    };
    if (const auto generator = context.as<GeneratorContext>()) {
        Flow flow = Flow::Next;
        std::vector<Uncertain> left; // by the body, which runs within the generator
        const std::vector<Frame*> outer = m_frames;
        runGenerator(generator->function, generator->arguments, [&](const Value& yielded) {
            named(yielded);
            const size_t depth = m_uncertain.size();
            const std::vector<Frame*> within = m_frames;
            if (!outer.empty()) // what the body returns and yields is its own function's
                std::fill(m_frames.begin() + ptrdiff_t(outer.size()), m_frames.end(), outer.back());
            const auto runs = [&]() -> Flow {
                try {
                    return withItems(items, at + 1, body, scope);
                } catch (const Raised&) {
                    m_frames = within;
                    throw;
                }
            };
            flow = runs();
            m_frames = within;
            left.assign(m_uncertain.begin() + ptrdiff_t(depth), m_uncertain.end());
        });
        DoubtPtr mayBeSwallowed;
        for (const Uncertain& one : left) {
            if (one.leaving != Leaving::Try)
                openUncertain(one.why, one.leaving);
            else if (one.tries > m_tries.size() && hasHandler(generator->function->definition))
                mayBeSwallowed = one.why;
        }
        return mayBeSwallowed ? perhaps(flow, mayBeSwallowed) : flow;
    }
    if (context.isUnknown()) {
        if (!context.isData()) // its __enter__() and __exit__()
            callUnknown(context.doubt(), {});
        named(context);
        return withItems(items, at + 1, body, scope);
    }
    const auto entered = context.isObject() ? context.object()->enter(*this) : std::nullopt;
    if (!entered)
        raise(QStringLiteral("TypeError"),
            QLatin1Char('\'') + typeName(context)
                + QLatin1String("' object does not support the context manager protocol"));
    const auto runs = [&] {
        named(*entered);
        return withItems(items, at + 1, body, scope);
    };
    const auto caught = context.object()->swallows();
    if (!caught.isEmpty()) {
        Guarded guarded;
        guarded.caught = caught;
        guarded.body = runs;
        guarded.handle = [&](const Raised& raised) { return leftBy(context, raised); };
        guarded.after = [&](Flow flow) {
            context.object()->leftBy(*this, {});
            return flow;
        };
        return attempt(guarded);
    }
    Flow flow = Flow::Next;
    const Depth outer = depth();
    try {
        flow = runs();
    } catch (const Raised& raised) {
        returnTo(outer);
        return leftBy(context, raised);
    }
    context.object()->leftBy(*this, {});
    return flow;
}

/// A `with` is left by an exception, which its context may swallow.
Interpreter::Flow Interpreter::leftBy(const Value& context, const Raised& raised)
{
    const Value isSwallowed = truth(context.object()->leftBy(*this, raised.exception));
    const auto goOn = []() -> Flow { return Flow::Next; };
    const auto raiseOn = [&]() -> Flow { throw raised; };
    if (isSwallowed.isUnknown())
        return ways(isSwallowed.doubt(), { goOn, raiseOn });
    return isSwallowed.integer() ? goOn() : raiseOn();
}

} // namespace espalier::symbolic
