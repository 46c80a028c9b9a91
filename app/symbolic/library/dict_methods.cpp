#include "symbolic/containers.h"
#include "symbolic/library/methods.h"

namespace espalier::symbolic::library {

namespace {

std::shared_ptr<Dict> dictOf(const Call& call)
{
    const auto dict = call[0].as<Dict>();
    if (!dict)
        call.typeError(QStringLiteral("descriptor requires a 'dict' object"));
    return dict;
}

const Dict& known(const Call& call)
{
    const auto dict = dictOf(call);
    if (dict->doubt)
        give(dict->doubt);
    return *dict;
}

Dict& changed(const Call& call)
{
    const auto dict = dictOf(call);
    call.interpreter.touch(*dict);
    checkCount(call.interpreter, dict->entries().size() + 1);
    return *dict;
}

// What stands under the key given as the first argument. give() where that is not known.
const Value* found(const Call& call)
{
    const Dict& dict = known(call);
    if (const DoubtPtr doubt = mystery(call.interpreter, call[1]))
        give(doubt);
    checkHashable(call.interpreter, call[1]);
    const Value* value = dict.find(call[1]);
    if (!value) // an unknown key may be the very one
        for (const auto& [key, other] : dict.entries())
            if (key.isUnknown())
                give(key);
    return value;
}

Value get(const Call& call)
{
    const Value* value = found(call);
    return value ? *value : call[2];
}

Value popKey(const Call& call)
{
    const Value* value = found(call);
    if (!value) {
        if (call.has(2))
            return call[2];
        call.interpreter.raiseKeyError(call[1]);
    }
    const Value taken = *value;
    changed(call).remove(call[1]);
    return taken;
}

Value popItem(const Call& call)
{
    const Dict& dict = known(call);
    if (dict.entries().empty())
        call.interpreter.raiseKeyError(Value::string(QStringLiteral("popitem(): dictionary is empty")));
    if (const DoubtPtr why = dict.orderDoubt())
        give(why);
    const bool isFirst = call.has(1) && !call.flag(1);
    const auto [key, value] = isFirst ? dict.entries().front() : dict.entries().back();
    changed(call).remove(key);
    return makeTuple({ key, value });
}

Value setDefault(const Call& call)
{
    if (const Value* value = found(call))
        return *value;
    changed(call).insert(call[1], call[2]);
    return call[2];
}

Value clearDict(const Call& call)
{
    Dict& dict = changed(call);
    dict.clear();
    dict.doubt = {};
    return {};
}

Value copyOfDict(const Call& call)
{
    const Dict& dict = known(call);
    const Value made = makeDict(dict.entries());
    made.as<Dict>()->defaultFactory = dict.defaultFactory;
    made.as<Dict>()->order = dict.order;
    return made;
}

Value fromKeys(const Call& call)
{
    std::vector<std::pair<Value, Value>> entries;
    for (const Value& key : call.elements(0))
        entries.emplace_back(key, call[1]);
    checkCount(call.interpreter, entries.size());
    return makeDict(entries);
}

Value view(const Call& call, DictView::Kind kind) { return Value::of(std::make_shared<DictView>(dictOf(call), kind)); }

Value moveToEnd(const Call& call)
{
    const Value* value = found(call);
    if (!value || call.has(2))
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reorders a dict")));
    const Value moved = *value;
    Dict& dict = changed(call);
    dict.remove(call[1]);
    dict.insert(call[1], moved);
    return {};
}

void insert(Dict& dict, const Value& key, const Value& value)
{
    if (key.isUnknown())
        give(key);
    dict.insert(key, value);
}

} // namespace

void update(const Call& call, Dict& dict, const Value& from, const std::vector<std::pair<QString, Value>>& keywords)
{
    Interpreter& interpreter = call.interpreter;
    if (const DoubtPtr doubt = mystery(interpreter, from))
        give(doubt);
    if (const auto other = from.as<Dict>()) {
        if (other->doubt)
            give(other->doubt);
        dict.order = dict.order ? dict.order : other->order;
        const std::vector<std::pair<Value, Value>> entries = other->entries(); // it may be the dict itself
        for (const auto& [key, value] : entries)
            insert(dict, key, value);
    } else if (const auto keys
        = from.isObject() ? interpreter.findAttribute(from, QStringLiteral("keys")) : std::nullopt) {
        for (const Value& key : elementsOf(interpreter, interpreter.call(*keys)))
            insert(dict, key, interpreter.item(from, key));
    } else if (!from.isNone()) {
        for (const Value& pair : elementsOf(interpreter, from)) {
            const std::vector<Value> parts = elementsOf(interpreter, pair);
            if (parts.size() != 2)
                call.valueError(QStringLiteral("dictionary update sequence element has length %1; 2 is required")
                                    .arg(parts.size()));
            insert(dict, parts[0], parts[1]);
        }
    }
    for (const auto& [name, value] : keywords)
        dict.insert(Value::string(name), value);
    checkCount(interpreter, dict.entries().size());
}

const Methods& dictMethods()
{
    static const Methods methods({
        { "get(self, key, default?)", get, Unknowns::Keep },
        { "pop(self, key, default?)", popKey, Unknowns::Change },
        { "popitem(self, last?)", popItem, Unknowns::Change },
        { "setdefault(self, key, default?)", setDefault, Unknowns::Change },
        { "clear(self)", clearDict, Unknowns::Change },
        { "copy(self)", copyOfDict, Unknowns::Keep },
        { "fromkeys(iterable, value?)", fromKeys, Unknowns::Keep },
        { "keys(self)", [](const Call& call) { return view(call, DictView::Kind::Keys); }, Unknowns::Keep },
        { "values(self)", [](const Call& call) { return view(call, DictView::Kind::Values); }, Unknowns::Keep },
        { "items(self)", [](const Call& call) { return view(call, DictView::Kind::Items); }, Unknowns::Keep },
        { "move_to_end(self, key, last?)", moveToEnd, Unknowns::Change },
        { "update(self, other?, **kwargs)",
            [](const Call& call) {
                update(call, changed(call), call[1], call.more);
                return Value();
            },
            Unknowns::Change },
    });
    return methods;
}

} // namespace espalier::symbolic::library
