#include "python/string_literal.h"
#include "symbolic/containers.h"
#include "symbolic/heap.h"
#include "symbolic/iterator.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library/support.h"

namespace espalier::symbolic {

using python::Node;

namespace {

/// What stands in a text's sample for what is not known: words for words, a "q" before them for anything else.
QString insertedSample(const Value& unknown)
{
    return unknown.sample().isNull() ? QLatin1Char('q') + sampleWord() : unknown.sample();
}

} // namespace

// ---- texts

Value Interpreter::stringNode(const Node& node, const ScopePtr& scope)
{
    if (node.is("concatenated_string")) {
        QString joined;
        bool isBytes = false;
        Value unknown_;
        for (const Node& part : node.children()) {
            const Value one = value(part, scope);
            if (one.isUnknown() && !unknown_.isUnknown())
                unknown_ = one;
            isBytes = one.kind() == Value::Kind::Bytes;
            joined += one.isUnknown() ? insertedSample(one) : one.text();
        }
        if (unknown_.isUnknown())
            return Value::data(unknown_.doubt(), joined);
        return isBytes ? Value::bytes(joined) : Value::string(joined);
    }
    const auto prefix = python::stringPrefix(node.bytes());
    if (prefix && prefix->isFormatted)
        return interpolated(node, scope);
    const auto plain = prefix ? python::stringValue(node.bytes()) : std::nullopt;
    if (!plain)
        return Value::unknown(
            doubtAt(node, QT_TRANSLATE_NOOP("Messages", "is a text with escapes that are not followed")));
    return prefix->isBytes ? Value::bytes(*plain) : Value::string(*plain);
}

// What stands between the parts that have nodes of their own is read from the source: literal text and "{{".
Value Interpreter::interpolated(const Node& node, const ScopePtr& scope)
{
    const auto prefix = python::stringPrefix(node.bytes());
    QString joined;
    Value unknown_; // the first of what is inserted that is not known
    for (const Node& part : node.children()) {
        if (part.is("string_content")) {
            python::StringPrefix plain = *prefix;
            plain.isFormatted = false;
            auto content = python::unescape(part.bytes(), plain);
            if (!content)
                return Value::unknown(
                    doubtAt(node, QT_TRANSLATE_NOOP("Messages", "is a text with escapes that are not followed")));
            joined += content->replace(QLatin1String("{{"), QLatin1String("{"))
                          .replace(QLatin1String("}}"), QLatin1String("}"));
        } else if (part.is("interpolation")) {
            const Value inserted = interpolation(part, scope);
            if (!inserted.isUnknown() && !inserted.isString())
                return inserted;
            if (inserted.isUnknown() && !unknown_.isUnknown())
                unknown_ = inserted;
            joined += inserted.isUnknown() ? insertedSample(inserted) : inserted.text();
        }
        checkSize(joined.size());
    }
    if (unknown_.isUnknown())
        return Value::data(unknown_.doubt(), joined);
    return Value::string(joined);
}

Value Interpreter::interpolation(const Node& part, const ScopePtr& scope)
{
    const Node expression = part.field("expression");
    Value inserted = value(expression, scope);
    if (part.bytes().contains('=') && !part.field("format_specifier").bytes().contains('=')) {
        const QByteArrayView after = part.bytes().sliced(expression.end() - part.start());
        if (after.trimmed().startsWith('=')) // f"{x=}"
            return Value::unknown(doubtAt(part, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
    }
    const Node conversion = part.field("type_conversion");
    if (conversion && conversion.bytes() != "!s")
        inserted = repr(inserted);
    else if (conversion)
        inserted = str(inserted);
    const Node specifier = part.field("format_specifier");
    if (specifier.isNull())
        return str(inserted);
    QString spec;
    qsizetype at = specifier.start() + 1; // after ":"
    for (const Node& child : specifier.children()) {
        spec += QString::fromUtf8(specifier.bytes().sliced(at - specifier.start(), child.start() - at));
        const Value nested = value(child.is("interpolation") ? child.field("expression") : child.firstNamed(), scope);
        const Value text = str(nested);
        if (!text.isString())
            return text;
        spec += text.text();
        at = child.end();
    }
    spec += QString::fromUtf8(specifier.bytes().sliced(at - specifier.start()));
    return format(inserted, spec);
}

// ---- containers

namespace {

/// The set of the items, each of which may be unknown.
Value setOf(Interpreter& interpreter, const std::vector<Value>& items, const Unseen& unseen)
{
    const auto set = std::make_shared<Set>();
    set->doubt = unseen;
    if (const DoubtPtr why = firstDoubt(makeTuple(items)))
        set->doubt.add(Unseen::data(why));
    for (const Value& item : items) {
        checkHashable(interpreter, item);
        set->insert(item);
    }
    return Value::of(set);
}

} // namespace

Value Interpreter::display(const Node& node, const ScopePtr& scope)
{
    std::vector<Value> items;
    Unseen unseen;
    for (const Node& child : node.children()) {
        if (!isSplat(child)) {
            items.push_back(value(child, scope));
            continue;
        }
        DoubtPtr reason;
        Value each;
        const Value from = value(child, scope);
        const auto more = elements(from, &reason, &each);
        if (const DoubtPtr order = node.is("set") ? nullptr : orderDoubt(from))
            unseen.add(Unseen::data(order));
        if (more)
            items.insert(items.end(), more->begin(), more->end());
        else
            unseen.add(Unseen::either(each.isData(), reason));
    }
    if (node.is("set"))
        return setOf(*this, items, unseen);
    Value made = node.is("list") ? makeList(std::move(items)) : makeTuple(std::move(items));
    made.as<Sequence>()->doubt = unseen;
    return made;
}

/// {**mapping}
void Interpreter::spread(Dict& dict, const Value& mapping, const Node& child)
{
    const auto other = mapping.as<Dict>();
    const auto keys = mapping.as<Instance>() ? findAttribute(mapping, QStringLiteral("keys")) : std::nullopt;
    const auto names = keys && !keys->isUnknown() ? elements(call(*keys)) : std::nullopt;
    if (other && !other->doubt) {
        dict.order = dict.order ? dict.order : other->order;
        for (const auto& entry : other->entries())
            dict.insert(entry.first, entry.second);
    } else if (names) {
        for (const Value& key : *names)
            dict.setItem(*this, key, item(mapping, key));
    } else {
        const DoubtPtr why = firstDoubt(mapping);
        dict.doubt.add(Unseen::either(why && isPlainData(mapping),
            why ? why : doubtAt(child, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"))));
    }
}

Value Interpreter::dictionary(const Node& node, const ScopePtr& scope)
{
    const auto dict = std::make_shared<Dict>();
    for (const Node& child : node.children()) {
        if (child.is("pair")) {
            const Value key = value(child.field("key"), scope);
            const Value item = value(child.field("value"), scope);
            checkHashable(*this, key);
            if (const DoubtPtr why = firstDoubt(key))
                dict->doubt.add(Unseen::either(isPlainData(key) && isPlainData(item), why));
            else
                dict->insert(key, item);
            continue;
        }
        spread(*dict, value(child.firstNamed(), scope), child);
    }
    return Value::of(dict);
}

// A turn that is in doubt, and one of elements that are not known, is walked as well: what it does may be done.
Value Interpreter::comprehension(const Node& node, const ScopePtr& scope)
{
    const auto parts = node.children(); // the first one is the body
    if (node.is("generator_expression") && parts.size() == 2)
        return lazyGenerator(node, scope);
    return generated(node, scope, value(parts.value(1).field("right"), scope));
}

/// A class's names are not seen in it, but for what it is made of.
ScopePtr Interpreter::comprehensionScope(const ScopePtr& scope)
{
    const ScopePtr local = newScope(scope->building ? scope->parent : scope);
    local->isComprehension = true;
    return local;
}

/// Walks the loops and conditions of a comprehension around `body`; gives why it is not known how often it is done, and
/// in which order.
DoubtPtr Interpreter::walkLoops(const Node& node, const ScopePtr& scope, const Value& iterated,
    const std::function<void(const ScopePtr&)>& body, DoubtPtr& order)
{
    const auto parts = node.children();
    const ScopePtr local = comprehensionScope(scope);
    DoubtPtr why;
    const auto perhaps = [&](const DoubtPtr& reason, const std::function<void()>& turn) {
        why = why ? why : reason;
        repeat(reason, turn);
    };
    const std::function<void(qsizetype)> turn = [&](qsizetype at) {
        spend();
        if (at >= parts.size())
            return body(local);
        const Node part = parts[at];
        if (part.is("if_clause")) {
            const Value holds = truth(value(part.firstNamed(), local));
            if (holds.isUnknown())
                perhaps(holds.doubt(), [&] { turn(at + 1); });
            else if (holds.integer())
                turn(at + 1);
            return;
        }
        DoubtPtr reason;
        Value each;
        const Value from = iteratedOver(*this, at == 1 ? iterated : value(part.field("right"), local));
        const auto turnWith = [&](const Value& item) {
            assign(part.field("left"), item, local);
            turn(at + 1);
        };
        if (const auto given = from.as<Iterator>())
            if (const auto code = given->takeCode(*this))
                return eachOf(*code, turnWith);
        const auto walked = iterator(from, reason, each);
        order = order ? order : orderDoubt(from);
        if (!walked)
            return perhaps(reason, [&] { turnWith(each); });
        for (;;) {
            const std::optional<Value> item = walked->next(*this);
            if (const Unseen unseen = walked->unseen())
                return perhaps(unseen, [&] { turnWith(*item); });
            if (!item)
                return;
            turnWith(*item);
        }
    };
    turn(1);
    return why;
}

Value Interpreter::generated(const Node& node, const ScopePtr& scope, const Value& iterated)
{
    const Node body = node.field("body");
    if (node.is("generator_expression")) {
        const auto code = std::make_shared<GeneratorCode>();
        code->node = node;
        code->scope = scope;
        code->given.push_back(iterated);
        const bool hasOrder = !m_takesAnyOrder;
        code->run = [=, this, own = code.get()](const GeneratorCode::Consumer& onYield) {
            DoubtPtr order;
            walkLoops(
                node, scope, iterated, [&](const ScopePtr& local) { onYield(value(body, local)); }, order);
            own->order = hasOrder ? order : nullptr;
            return Value();
        };
        return Value::of(std::make_shared<Iterator>(code));
    }
    std::vector<Value> items;
    DoubtPtr order;
    DoubtPtr why = walkLoops(
        node, scope, iterated,
        [&](const ScopePtr& local) {
            if (body.is("pair"))
                items.push_back(value(body.field("key"), local));
            items.push_back(value(body.is("pair") ? body.field("value") : body, local));
        },
        order);
    const bool hasOrder = order && items.size() > 1 && !m_takesAnyOrder;
    if (!why && hasOrder && node.is("list_comprehension"))
        why = order;
    const Unseen unseen = Unseen::data(why); // of what is not seen, there is one of each kind among the items
    if (node.is("dictionary_comprehension")) {
        const auto dict = std::make_shared<Dict>();
        dict->doubt = unseen;
        dict->order = hasOrder ? order : nullptr;
        for (size_t i = 0; i + 1 < items.size(); i += 2) {
            if (const DoubtPtr reason = firstDoubt(items[i]))
                dict->doubt.add(Unseen::data(reason));
            checkHashable(*this, items[i]);
            dict->insert(items[i], items[i + 1]);
        }
        return Value::of(dict);
    }
    if (node.is("set_comprehension"))
        return setOf(*this, items, unseen);
    const Value list = makeList(std::move(items));
    list.as<Sequence>()->doubt = unseen;
    return list;
}

/// A generator whose elements are made as they are taken, one by one where it is a single loop over what is known.
Value Interpreter::lazyGenerator(const Node& node, const ScopePtr& scope)
{
    const auto parts = node.children();
    const Value iterated = value(parts.value(1).field("right"), scope);
    bool isPlain = true; // one loop
    for (qsizetype i = 2; i < parts.size(); ++i)
        isPlain = isPlain && parts[i].is("if_clause");
    if (!isPlain || iterated.isUnknown() || orderDoubt(iterated))
        return generated(node, scope, iterated);
    DoubtPtr why;
    Value each;
    auto all = source(iterated, why, each);
    if (!all) // it is not asked again: a __iter__() of the project may do something
        return generated(node, scope,
            Value::of(std::make_shared<Iterator>(
                QStringLiteral("iterator"), std::vector<Value>{ each }, Unseen::either(each.isData(), why))));
    if (all->unseen())
        return generated(node, scope, iterated);
    const ScopePtr local = comprehensionScope(scope);
    return Value::of(std::make_shared<Iterator>(QStringLiteral("generator"), *std::move(all),
        [this, node, local](Interpreter&, const Value& item) -> std::optional<Value> {
            const auto clauses = node.children();
            assign(clauses[1].field("left"), item, local);
            for (qsizetype i = 2; i < clauses.size(); ++i) {
                const Value holds = truth(value(clauses[i].firstNamed(), local));
                if (holds.isUnknown()) {
                    repeat(holds.doubt(), [&] { value(node.field("body"), local); });
                    library::give(holds.doubt());
                }
                if (!holds.integer())
                    return std::nullopt;
            }
            return value(node.field("body"), local);
        }));
}

Value Interpreter::subscript(const Node& node, const ScopePtr& scope)
{
    const Value owner = value(node.field("value"), scope);
    QList<Node> keys;
    for (const Node& child : node.children())
        if (child.start() != node.field("value").start() || child.end() != node.field("value").end())
            keys.append(child);
    const Node key = keys.value(0);
    if (key.is("slice"))
        return sliceOf(owner, key, scope);
    if (keys.size() == 1 && !node.bytes().trimmed().chopped(1).trimmed().endsWith(','))
        return item(owner, value(key, scope));
    std::vector<Value> items;
    for (const Node& one : keys)
        items.push_back(value(one, scope));
    return item(owner, makeTuple(std::move(items)));
}

Value Interpreter::sliceOf(const Value& owner, const Node& slice_, const ScopePtr& scope)
{
    if (owner.isUnknown())
        return owner.part();
    Value parts[3];
    int at = 0;
    for (const Node& child : slice_.allChildren()) {
        if (child.bytes() == ":")
            at = qMin(at + 1, 2);
        else if (child.isNamed() && !child.is("comment"))
            parts[at] = value(child, scope);
    }
    if (const Value* unknown_ = firstUnknown({ &parts[0], &parts[1], &parts[2] }))
        return oneOf({ owner }, unknown_->doubt());
    const auto sequence = owner.as<Sequence>();
    if (sequence && sequence->doubt)
        return sequence->anyElement();
    if (owner.isObject() && !sequence && owner.object()->typeName() != QLatin1String("range"))
        return Value::unknown(doubtAt(slice_, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
    return slice(*this, owner, parts[0], parts[1], parts[2]);
}

} // namespace espalier::symbolic
