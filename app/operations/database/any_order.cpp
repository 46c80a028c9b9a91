#include "operations/database/any_order.h"

#include "symbolic/interpreter.h"

namespace espalier::operations {

namespace {

using symbolic::DoubtPtr;
using symbolic::Interpreter;
using symbolic::Value;

/// Nothing changes it: what would is not followed.
class ListInAnyOrder final : public symbolic::Object {
public:
    ListInAnyOrder(std::vector<Value> items, DoubtPtr why)
        : m_list(symbolic::makeList(std::move(items)))
        , m_order(std::move(why))
    { }
    QString typeName() const override { return QStringLiteral("list"); }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("list"); }
    DoubtPtr orderDoubt() const override { return m_order; }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name != QLatin1String("copy"))
            return Value::unknown(m_order);
        const Value self = Value::object(shared_from_this());
        return symbolic::builtin(name, [self](Interpreter&, const symbolic::Arguments&) { return self; });
    }
    std::optional<Value> contains(Interpreter& interpreter, const Value& value) override
    {
        return interpreter.contains(m_list, value);
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return std::pair(Value(), *interpreter.elements(m_list));
    }
    std::optional<Value> length(Interpreter& interpreter) override { return interpreter.length(m_list); }
    std::optional<Value> item(Interpreter&, const Value&) override { return Value::data(m_order); }
    std::optional<Value> binary(Interpreter&, symbolic::BinaryOperator, const Value&, bool) override
    {
        return Value::unknown(m_order);
    }
    std::optional<Value> compare(Interpreter&, symbolic::CompareOperator, const Value&, bool) override
    {
        return Value::data(m_order);
    }
    void forHeld(const std::function<void(const Value&)>& each) const override { each(m_list); }

private:
    Value m_list;
    DoubtPtr m_order;
};

} // namespace

bool differ(const std::vector<Value>& items)
{
    return std::any_of(
        items.begin(), items.end(), [&](const Value& one) { return !symbolic::isSame(one, items.front()); });
}

Value listInAnyOrder(std::vector<Value> items, const DoubtPtr& why)
{
    if (!why || !differ(items))
        return symbolic::makeList(std::move(items));
    return Value::of(std::make_shared<ListInAnyOrder>(std::move(items), why));
}

} // namespace espalier::operations
