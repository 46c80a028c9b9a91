#include "symbolic/builtin_class.h"
#include "symbolic/heap.h"
#include "symbolic/iterator.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library/support.h"
#include "symbolic/local_names.h"

#include <unordered_set>

// Generators. Their code runs when somebody takes elements. Where all of them are taken at once, or one after the other
// by a loop that nothing leaves, it runs as in Python: to its end, or around the turns of that loop. Where they may be
// taken in part, it is walked to its end when the first one is taken, as what may be done or not; whatever changes what
// it reads from there on leaves the other elements in doubt.

namespace espalier::symbolic {

using python::Node;

namespace {

/// Within, nobody else can be given elements.
class Running {
public:
    explicit Running(const GeneratorCode& code)
        : m_code(code)
    {
        m_code.isRunning = true;
    }
    ~Running() { m_code.isRunning = false; }
    Q_DISABLE_COPY_MOVE(Running)

private:
    const GeneratorCode& m_code;
};

bool holdsAny(const Node& node, std::initializer_list<const char*> types)
{
    if (std::any_of(types.begin(), types.end(), [&](const char* type) { return node.is(type); }))
        return true;
    const auto children = node.children();
    return std::any_of(children.begin(), children.end(), [&](const Node& child) { return holdsAny(child, types); });
}

/// Walks what `from` holds.
void walkReached(const Value& from, std::unordered_set<const Object*>& seen, const std::function<void(Object&)>& each)
{
    if (!from.isObject() || !seen.insert(from.object().get()).second)
        return;
    each(*from.object());
    from.object()->forHeld([&](const Value& held) { walkReached(held, seen, each); });
}

/// When anything that the value holds was last changed.
quint64 lastChange(const std::vector<Value>& values)
{
    quint64 last = 0;
    std::unordered_set<const Object*> seen;
    for (const Value& value : values)
        walkReached(value, seen, [&](const Object& object) { last = std::max(last, object.changed); });
    return last;
}

void collectNames(const Node& node, QSet<QString>& names)
{
    if (node.is("identifier"))
        names.insert(node.text());
    for (const Node& child : node.children())
        collectNames(child, names);
}

/// Names in the code of a function, or of a comprehension, that are its own.
QSet<QString> ownNames(const Node& code)
{
    QSet<QString> names;
    if (code.is("function_definition")) {
        names = localNames(code);
        for (const Node& parameter : code.field("parameters").children())
            collectNames(
                parameter.is("identifier") || !parameter.field("name") ? parameter : parameter.field("name"), names);
        return names;
    }
    for (const Node& part : code.children())
        if (const Node left = part.is("for_in_clause") ? part.field("left") : Node())
            collectNames(left, names);
    return names;
}

/// Whether it is none of Python's own: what it says may hang on what has been done meanwhile.
bool isOfWorld(const Object& object)
{
    const auto is = [&](const auto*... types) { return ((dynamic_cast<decltype(types)>(&object) != nullptr) || ...); };
    return !is(static_cast<const Sequence*>(nullptr), static_cast<const Dict*>(nullptr),
        static_cast<const Set*>(nullptr), static_cast<const Function*>(nullptr),
        static_cast<const BoundMethod*>(nullptr), static_cast<const ClassObject*>(nullptr),
        static_cast<const Instance*>(nullptr), static_cast<const Iterator*>(nullptr),
        static_cast<const Module*>(nullptr), static_cast<const Builtin*>(nullptr),
        static_cast<const BuiltinClass*>(nullptr), static_cast<const LazyImport*>(nullptr),
        static_cast<const Descriptor*>(nullptr));
}

/// What the names in code stand for, and in the functions that it may call.
class NamesRead {
public:
    std::vector<Value> found;
    void read(const Node& code, const ScopePtr& scope)
    {
        QSet<QString> names;
        collectNames(code, names);
        names -= ownNames(code);
        QStringList sorted(names.begin(), names.end());
        sorted.sort();
        for (const QString& name : std::as_const(sorted))
            look(name, scope);
    }

private:
    void look(const QString& name, const ScopePtr& scope)
    {
        for (ScopePtr where = scope; where; where = where->parent) {
            const auto bound = where->names.constFind(name);
            if (bound == where->names.cend())
                continue;
            found.push_back(*bound);
            const auto method = bound->as<BoundMethod>();
            const auto function = method ? method->function.as<Function>() : bound->as<Function>();
            if (function && m_functions.insert(function.get()).second)
                read(function->definition, function->scope);
            return;
        }
    }
    std::unordered_set<const Function*> m_functions;
};

std::vector<Value> namesRead(const GeneratorCode& code)
{
    NamesRead names;
    names.found = code.given;
    names.read(code.node, code.scope);
    return std::move(names.found);
}

bool areSame(const std::vector<Value>& a, const std::vector<Value>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const Value& x, const Value& y) { return x.isUnknown() == y.isUnknown() && isSame(x, y); });
}

} // namespace

// ---- what is walked ahead

/// Walks a generator to its end, as what may be done or not.
std::shared_ptr<const ReadAhead> Interpreter::readAhead(const GeneratorCode& code)
{
    const auto ahead = std::make_shared<ReadAhead>();
    ahead->why = doubtAt(code.node, QT_TRANSLATE_NOOP("Messages", "a generator does it when it is read"));
    const auto yielded = std::make_shared<List>(std::vector<Value>());
    std::vector<quint64> given; // when
    std::optional<Raised> raised;
    const auto keep = [&](Object& object) { // what it is now is one of the states that it may be left in
        const auto found = std::find_if(ahead->left.begin(), ahead->left.end(),
            [&](const ReadAhead::Left& left) { return left.object.get() == &object; });
        auto now = object.save();
        if (found == ahead->left.end()) {
            ahead->left.push_back({ object.shared_from_this(), std::move(now) });
            return;
        }
        object.restore(*found->state);
        object.join(*now, ahead->why);
        found->state = object.save();
        object.restore(*now);
    };
    fork(ahead->why,
        { [] {},
            [&] {
                const size_t own = m_saves.size() - 1;
                const auto keepAll = [&] {
                    for (size_t i = own; i < m_saves.size(); ++i)
                        for (const auto& entry : m_saves[i]->states)
                            if (entry.first != yielded.get() && entry.first->serial() <= m_saves[own]->newest)
                                keep(*entry.first);
                };
                try {
                    code.run([&](const Value& one) {
                        spend();
                        touch(*yielded);
                        yielded->items.push_back(one);
                        given.push_back(Object::newest());
                        keepAll();
                    });
                } catch (const Raised& exception) {
                    raised = exception;
                }
                keepAll();
                ahead->source.items = yielded->items;
                ahead->unseen = yielded->doubt;
            } });
    for (size_t i = 0; i < ahead->source.items.size() && i < given.size(); ++i)
        if (lastChange({ ahead->source.items[i] }) > given[i])
            ahead->unseen.add(ahead->why);
    if (code.order && ahead->source.items.size() > 1)
        ahead->unseen.add(Unseen::data(code.order));
    if (raised && ahead->unseen)
        maybeRaised(*raised, ahead->unseen);
    else if (raised)
        ahead->source.raise = [raised] { throw Raised(*raised); };
    ahead->read = namesRead(code);
    goesOn(*ahead);
    ahead->when = Object::newest();
    std::unordered_set<const Object*> seen;
    for (const Value& value : ahead->read)
        walkReached(value, seen, [&](const Object& object) { ahead->asksWorld |= isOfWorld(object); });
    return ahead;
}

/// It may do more of what it was found to do.
void Interpreter::goesOn(const ReadAhead& ahead)
{
    for (const ReadAhead::Left& left : ahead.left) {
        touch(*left.object);
        left.object->join(*left.state, ahead.why);
    }
}

bool Interpreter::isOutdated(const ReadAhead& ahead, const GeneratorCode& code) const
{
    const std::vector<Value> now = namesRead(code);
    return lastChange(now) > ahead.when || !areSame(now, ahead.read);
}

void Iterator::setAhead(std::shared_ptr<const ReadAhead> ahead)
{
    if (!m_code || ahead == m_ahead)
        return;
    m_ahead = std::move(ahead);
    m_sources.front() = m_ahead ? m_ahead->source : ElementSource();
}

void Iterator::readAhead(Interpreter& interpreter)
{
    if (!m_code || isEnded())
        return;
    interpreter.touch(*this);
    const auto before = m_ahead;
    const bool isOutdated = before && interpreter.isOutdated(*before, *m_code);
    if (before && !isOutdated && !before->asksWorld)
        return interpreter.goesOn(*before);
    const auto ahead = interpreter.readAhead(*m_code);
    if (before && !isOutdated && areSame(ahead->source.items, before->source.items)
        && bool(ahead->source.raise) == bool(before->source.raise))
        return;
    setAhead(ahead);
    if (before)
        m_unseen.add(m_ahead->why);
    m_unseen.add(m_ahead->unseen);
}

// ---- what is read to its end

bool Iterator::canGiveCode() const
{
    return m_code && !m_ahead && m_position == 0 && !m_unseen && m_code->node.is("function_definition")
        && !holdsAny(m_code->node, { "try_statement", "with_statement" });
}

std::shared_ptr<GeneratorCode> Iterator::takeCode(Interpreter& interpreter)
{
    if (!canGiveCode())
        return nullptr;
    interpreter.touch(*this);
    end();
    return m_code;
}

std::optional<std::pair<Value, std::vector<Value>>> Iterator::elementsOfCode(Interpreter& interpreter)
{
    const auto reader = m_transform && m_sources.size() == 1 ? m_sources.front().iterator : nullptr;
    const auto code = reader ? reader->takeCode(interpreter) : nullptr;
    const bool isUnread = m_code && !m_ahead && m_position == 0 && !m_unseen;
    if (!code && !isUnread)
        return std::nullopt;
    interpreter.touch(*this);
    end();
    const auto taken = std::make_shared<List>(std::vector<Value>());
    const auto take = [&](const Value& one) {
        interpreter.spend();
        interpreter.touch(*taken);
        taken->items.push_back(one);
        if (taken->items.size() % 4096 == 0)
            library::checkCount(interpreter, taken->items.size());
    };
    if (code) {
        interpreter.eachOf(*code, [&](const Value& item) {
            if (const std::optional<Value> made = m_transform(interpreter, m_givesTuples ? makeTuple({ item }) : item))
                take(*made);
        });
    } else {
        const Running running(*m_code);
        m_code->run(take);
        if (m_code->order && taken->items.size() > 1)
            taken->doubt.add(Unseen::data(m_code->order));
    }
    if (taken->doubt)
        return std::pair(anyOf(taken->items, taken->doubt), std::vector<Value>());
    return std::pair(Value(), std::move(taken->items));
}

/// Runs a generator, and between its parts what is done with each of its elements, where it was asked for.
void Interpreter::eachOf(const GeneratorCode& code, const std::function<void(const Value&)>& consume)
{
    const Running isRunning(code);
    const size_t frames = m_frames.size();
    const size_t running = m_running.size();
    code.run([&](const Value& one) {
        const std::vector<Frame*> within(m_frames.begin() + ptrdiff_t(frames), m_frames.end());
        const std::vector<std::shared_ptr<Module>> modules(m_running.begin() + ptrdiff_t(running), m_running.end());
        m_frames.resize(frames);
        m_running.resize(running);
        const auto back = [&] {
            m_frames.resize(frames);
            m_frames.insert(m_frames.end(), within.begin(), within.end());
            m_running.resize(running);
            m_running.insert(m_running.end(), modules.begin(), modules.end());
        };
        try {
            consume(one);
        } catch (const Raised&) {
            back();
            throw;
        }
        back();
    });
}

namespace {

/// Whether something in a loop's body leaves the loop other than by an exception.
bool leavesLoop(const Node& node, bool isWithinOther)
{
    if (node.is("function_definition") || node.is("lambda") || node.is("class_definition"))
        return false;
    if (node.is("return_statement") || (node.is("break_statement") && !isWithinOther))
        return true;
    const bool isLoop = node.is("for_statement") || node.is("while_statement");
    const auto children = node.children();
    return std::any_of(children.begin(), children.end(),
        [&](const Node& child) { return leavesLoop(child, isWithinOther || isLoop); });
}

} // namespace

/// The turns of a loop over a generator; false where they have to be walked as others.
bool Interpreter::turnsWithin(Iterator& generator, const Node& loop, const ScopePtr& scope)
{
    if (!generator.canGiveCode() || leavesLoop(loop.field("body"), false))
        return false;
    eachOf(*generator.takeCode(*this), [&](const Value& item) {
        m_node = loop;
        spend();
        assign(loop.field("left"), item, scope);
        turn(loop.field("body"), scope);
    });
    return true;
}

// ---- in code

Value iteratedOver(Interpreter& interpreter, const Value& value)
{
    const auto instance = value.as<Instance>();
    const auto method = instance ? instance->type->find(QStringLiteral("__iter__")) : std::nullopt;
    const auto function = method ? method->as<Function>() : nullptr;
    return function && function->isGenerator ? interpreter.call(*method, { value }) : value;
}

Value Interpreter::generator(const std::shared_ptr<Function>& function, const Arguments& given)
{
    bindParameters(*function, given, newScope(function->scope)); // which may raise
    const auto code = std::make_shared<GeneratorCode>();
    code->node = function->definition;
    code->scope = function->scope;
    given.forEach([&](const Value& value) { code->given.push_back(value); });
    for (const auto& [name, value] : function->defaults)
        code->given.push_back(value);
    code->run = [this, function, given, own = code.get()](const GeneratorCode::Consumer& onYield) {
        return enterFunction(function, given, onYield, own->sent);
    };
    return Value::of(std::make_shared<Iterator>(code));
}

Value Interpreter::yieldFrom(const Value& from, const std::function<void(const Value&)>& onYield)
{
    const Value given = iteratedOver(*this, from);
    const auto iterator = given.as<Iterator>();
    if (const auto code = iterator ? iterator->takeCode(*this) : nullptr) {
        const Running running(*code);
        return code->run(onYield);
    }
    const bool isPlain = given.as<Sequence>() || given.as<Dict>() || given.as<Set>() || given.isString();
    DoubtPtr why;
    Value each;
    const auto walked = this->iterator(given, why, each);
    while (walked && !orderDoubt(given)) {
        const std::optional<Value> one = walked->next(*this);
        why = walked->unseen();
        if (!one)
            return isPlain ? Value() : unknown(QT_TRANSLATE_NOOP("Messages", "what a generator returns is not known"));
        if (why) {
            each = *one;
            break;
        }
        onYield(*one);
    }
    if (const DoubtPtr order = walked ? orderDoubt(given) : nullptr) {
        const auto items = elements(Value::of(walked));
        each = oneOf(items.value_or(std::vector<Value>()), why = order);
    }
    repeat(why, [&] { onYield(each); });
    return isPlain ? Value() : Value::unknown(why);
}

} // namespace espalier::symbolic
