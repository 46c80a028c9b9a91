#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

const Methods& stringMethods();
const Methods& bytesMethods();
const Methods& integerMethods();
const Methods& floatMethods();
const Methods& listMethods();
const Methods& tupleMethods();
const Methods& dictMethods();
/// collections.Counter.
bool isCounter(const Dict& dict);
const Methods& setMethods();

/// Sorts as Python does: stable, by `key` where it is no None. give() where the order is not known.
std::vector<Value> sorted(Interpreter& interpreter, std::vector<Value> items, const Value& key, bool isReversed);

/// Puts a mapping, or an iterable of pairs, and keywords into a dict, as dict() and dict.update() do.
void update(const Call& call, Dict& dict, const Value& from, const std::vector<std::pair<QString, Value>>& keywords);
Value compareSets(Interpreter& interpreter, CompareOperator op, const Value& a, const Value& b);

/// dict.keys(), values(), items(): what the dict has whenever they are looked at.
class DictView final : public Object {
public:
    enum class Kind { Keys, Values, Items };
    DictView(std::shared_ptr<Dict> dict, Kind kind)
        : m_dict(std::move(dict))
        , m_kind(kind)
    { }
    QString typeName() const override;
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    std::optional<Value> contains(Interpreter&, const Value&) override;
    Value truth(Interpreter& interpreter) override { return m_dict->truth(interpreter); }
    std::optional<Value> length(Interpreter& interpreter) override { return m_dict->length(interpreter); }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    Value repr(Interpreter&) override;
    void forHeld(const std::function<void(const Value&)>& each) const override { each(Value::of(m_dict)); }

    DoubtPtr orderDoubt() const override { return m_dict->orderDoubt(); }

    const std::shared_ptr<Dict>& dict() const { return m_dict; }

private:
    Value asSet() const;
    std::shared_ptr<Dict> m_dict;
    Kind m_kind;
};

/// The dict that it is, or is a view of; null for others.
std::shared_ptr<Dict> dictBehind(const Value& value);

} // namespace espalier::symbolic::library
