#include "operations/database/any_order.h"

#include "symbolic/interpreter.h"

namespace espalier::operations {

namespace {

using symbolic::DoubtPtr;
using symbolic::Interpreter;
using symbolic::Value;

/// What its methods do to it is done to a list in some order, and leaves that in doubt where the order matters.
class ListInAnyOrder final : public symbolic::Object {
public:
    ListInAnyOrder(std::vector<Value> items, DoubtPtr why)
        : m_list(symbolic::makeList(std::move(items)))
        , m_order(std::move(why))
    { }
    QString typeName() const override { return QStringLiteral("list"); }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("list"); }
    DoubtPtr orderDoubt() const override { return m_order; }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        const auto method = interpreter.findAttribute(m_list, name);
        static const QSet<QString> whateverOrder{ QStringLiteral("append"), QStringLiteral("extend"),
            QStringLiteral("remove"), QStringLiteral("count"), QStringLiteral("clear") };
        if (!method || whateverOrder.contains(name))
            return method;
        if (name == QLatin1String("copy"))
            return symbolic::builtin(
                name, [list = m_list, order = m_order](Interpreter& i, const symbolic::Arguments&) {
                    return Value::of(std::make_shared<ListInAnyOrder>(*i.elements(list), order));
                });
        return symbolic::builtin(name, [list = m_list, order = m_order](Interpreter& i, const symbolic::Arguments&) {
            loseItems(i, list, order);
            return Value::data(order);
        });
    }
    bool canChange() const override { return true; }
    bool setItem(Interpreter& interpreter, const Value&, const Value&) override
    {
        loseItems(interpreter, m_list, m_order);
        return true;
    }
    bool removeItem(Interpreter& interpreter, const Value& key) override { return setItem(interpreter, key, {}); }
    Value truth(Interpreter& interpreter) override { return m_list.object()->truth(interpreter); }
    std::optional<Value> contains(Interpreter& interpreter, const Value& value) override
    {
        return interpreter.contains(m_list, value);
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return m_list.object()->elements(interpreter);
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
    /// What is in it hangs on the order.
    static void loseItems(Interpreter& interpreter, const Value& list, const DoubtPtr& order)
    {
        const auto items = list.as<symbolic::List>();
        interpreter.touch(*items);
        items->mayHaveChanged(symbolic::Unseen::data(order));
    }
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
