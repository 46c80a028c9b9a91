#include "symbolic/aliases.h"

#include "symbolic/heap.h"
#include "symbolic/iterator.h"
#include "symbolic/library.h"

#include <unordered_set>

namespace espalier::symbolic {

using python::Node;

namespace {

/// Of this thread's evaluations, in their order.
std::vector<std::weak_ptr<Object>>& escapedObjects()
{
    thread_local std::vector<std::weak_ptr<Object>> objects;
    return objects;
}

/// Walks the object and what it holds; `isNew` says whether to go on there.
void walkHeld(const ObjectPtr& from, const std::function<bool(const ObjectPtr&)>& isNew)
{
    std::vector<ObjectPtr> left{ from };
    while (!left.empty()) {
        const ObjectPtr object = left.back();
        left.pop_back();
        if (isNew(object))
            object->forHeld([&](const Value& held) {
                if (held.isObject())
                    left.push_back(held.object());
            });
    }
}

/// Methods of containers and iterators that change them.
bool isChanging(const QString& method)
{
    static const QSet<QString> names = [] {
        QSet<QString> all;
        for (const char* name : { "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "update",
                 "setdefault", "popitem", "add", "discard", "difference_update", "intersection_update",
                 "symmetric_difference_update", "appendleft", "extendleft", "popleft", "rotate", "move_to_end",
                 "subtract", "__setitem__", "__delitem__", "__iadd__", "__ior__", "__next__" })
            all.insert(QLatin1String(name));
        return all;
    }();
    return names.contains(method);
}

} // namespace

bool escape(const Value& value)
{
    if (value.isUnknown())
        return value.isAliased();
    if (!value.isObject())
        return false;
    bool isAliased = false;
    std::unordered_set<const Object*> seen;
    walkHeld(value.object(), [&](const ObjectPtr& object) {
        isAliased = isAliased || object->canChange();
        if (object->hasEscaped || !seen.insert(object.get()).second)
            return false;
        if (object->canChange()) {
            object->hasEscaped = true;
            escapedObjects().push_back(object);
        }
        return true;
    });
    return isAliased;
}

bool escape(const Arguments& arguments)
{
    bool isAliased = false;
    arguments.forEach([&](const Value& given) { isAliased = escape(given) || isAliased; });
    return isAliased;
}

Escaped::Escaped()
    : m_before(escapedObjects().size())
{ }

Escaped::~Escaped()
{
    auto& all = escapedObjects();
    all.resize(std::min(all.size(), m_before));
}

std::vector<ObjectPtr> Escaped::objects() const
{
    std::vector<ObjectPtr> found;
    std::unordered_set<const Object*> seen;
    const auto& all = escapedObjects();
    for (size_t i = m_before; i < all.size(); ++i) {
        const ObjectPtr escaped = all[i].lock();
        if (!escaped)
            continue;
        walkHeld(escaped, [&](const ObjectPtr& object) {
            if (!seen.insert(object.get()).second)
                return false;
            if (object->canChange())
                found.push_back(object);
            return true;
        });
    }
    return found;
}

// ---- what is done through an unknown value

/// Something unknown may have been changed, so that it holds what is `unseen` now.
void Interpreter::mayHaveChanged(const Unseen& unseen)
{
    for (const ObjectPtr& object : m_escaped.objects()) {
        spend();
        if (unseen.isData() && !isContainer(*object))
            continue;
        touch(*object);
        object->mayHaveChanged(unseen);
    }
}

bool Interpreter::isContainer(const Object& object)
{
    return dynamic_cast<const Sequence*>(&object) || dynamic_cast<const Dict*>(&object)
        || dynamic_cast<const Set*>(&object);
}

void Interpreter::mayHaveChanged(const Value& owner, const std::vector<Value>& given)
{
    if (!owner.isAliased())
        return;
    Unseen unseen = Unseen::of(given, owner.doubt());
    if (!owner.isData())
        unseen.add(Unseen(owner.doubt()));
    mayHaveChanged(unseen);
}

void Interpreter::mayHaveTaken(const Value& iterated)
{
    if (!iterated.isAliased())
        return;
    for (const ObjectPtr& object : m_escaped.objects()) {
        if (!dynamic_cast<Iterator*>(object.get()))
            continue;
        touch(*object);
        object->mayHaveChanged(Unseen(iterated.doubt()));
    }
}

/// A method of an unknown container was asked for.
void Interpreter::mayBeChangedBy(const Value& owner, const QString& method)
{
    if (owner.isData() && owner.isAliased() && isChanging(method))
        mayHaveChanged(Unseen::data(owner.doubt()));
}

/// owner.name = value, of an owner that is one of several.
void Interpreter::mayHaveAttribute(const Value& owner, const QString& name, const Value& value)
{
    escape(value);
    for (const ObjectPtr& object : m_escaped.objects()) {
        spend();
        if (auto* instance = dynamic_cast<Instance*>(object.get())) {
            const auto before = instance->attributes.constFind(name);
            instance->setAttribute(*this, name,
                before != instance->attributes.cend() ? oneOf({ *before, value }, owner.doubt())
                                                      : Value::unknown(owner.doubt()).maybeMissing());
        } else if (auto* type = dynamic_cast<ClassObject*>(object.get()); type && type->scope->names.contains(name)) {
            touch(*type->scope);
            type->scope->names.insert(name, oneOf({ type->scope->names.value(name), value }, owner.doubt()));
        }
    }
}

/// A function was given away: it may be called, any number of times. An iterator may be read.
void Interpreter::mayBeCalled(const Value& given, const DoubtPtr& why)
{
    if (const auto iterator = given.as<Iterator>())
        return fork(why, { [] {}, [&] { iterator->walkRest(*this); } });
    const auto method = given.as<BoundMethod>();
    const auto function = method ? method->function.as<Function>() : given.as<Function>();
    if (!function || function->isGenerator || isImporting())
        return;
    size_t count = 0;
    for (const Node& parameter : function->definition.field("parameters").children())
        count += parameter.is("identifier") || parameter.is("typed_parameter") ? 1 : 0;
    count -= method && count > 0 ? 1 : 0;
    repeat(why, [&] { call(given, std::vector<Value>(count, Value::unknown(why))); });
}

} // namespace espalier::symbolic
