#include "symbolic/library/methods.h"

namespace espalier::symbolic::library {

std::shared_ptr<Dict> dictBehind(const Value& value)
{
    const auto view = value.as<DictView>();
    return view ? view->dict() : value.as<Dict>();
}

QString DictView::typeName() const
{
    static const std::array names{ "dict_keys", "dict_values", "dict_items" };
    return QString::fromLatin1(names[size_t(m_kind)]);
}

std::optional<std::pair<Value, std::vector<Value>>> DictView::elements(Interpreter&)
{
    if (m_dict->doubt)
        return std::pair(m_dict->anyElement(), std::vector<Value>());
    std::vector<Value> made;
    made.reserve(m_dict->entries().size());
    for (const auto& [key, value] : m_dict->entries())
        made.push_back(m_kind == Kind::Keys ? key : m_kind == Kind::Values ? value : makeTuple({ key, value }));
    return std::pair(Value(), std::move(made));
}

Value DictView::asSet() const
{
    const auto set = std::make_shared<Set>();
    set->doubt = m_dict->doubt;
    for (const auto& [key, value] : m_dict->entries())
        set->insert(m_kind == Kind::Items ? makeTuple({ key, value }) : key);
    return Value::of(set);
}

std::optional<Value> DictView::attribute(Interpreter&, const QString& name)
{
    if (m_kind == Kind::Keys && name == QLatin1String("isdisjoint"))
        return setMethods().bound(name, asSet());
    return std::nullopt;
}

std::optional<Value> DictView::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    static const QHash<BinaryOperator, QString> names{ { BinaryOperator::And, QStringLiteral("intersection") },
        { BinaryOperator::Or, QStringLiteral("union") }, { BinaryOperator::Sub, QStringLiteral("difference") },
        { BinaryOperator::Xor, QStringLiteral("symmetric_difference") } };
    if (m_kind == Kind::Values || !names.contains(op))
        return std::nullopt;
    return sure([&] {
        Value left = asSet();
        Value right = other;
        if (isReflected) {
            right = left;
            left = makeSet(elementsOf(interpreter, other));
        }
        return interpreter.call(*setMethods().bound(names[op], left), { right });
    });
}

std::optional<Value> DictView::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    const auto view = other.as<DictView>();
    if (m_kind == Kind::Values || !(view || other.as<Set>()) || (view && view->m_kind == Kind::Values))
        return std::nullopt;
    return sure([&]() -> std::optional<Value> {
        const Value mine = asSet();
        const Value theirs = view ? view->asSet() : other;
        return isReflected ? compareSets(interpreter, op, theirs, mine) : compareSets(interpreter, op, mine, theirs);
    });
}

std::optional<Value> DictView::contains(Interpreter& interpreter, const Value& value)
{
    if (m_kind == Kind::Keys)
        return m_dict->contains(interpreter, value);
    const auto found = elements(interpreter);
    return found->first.isUnknown() ? found->first : interpreter.contains(makeList(found->second), value);
}

Value DictView::repr(Interpreter& interpreter)
{
    return sure([&] {
        const auto found = elements(interpreter);
        if (found->first.isUnknown())
            return found->first;
        return Value::string(
            QStringLiteral("%1(%2)").arg(typeName(), reprOfValue(interpreter, makeList(found->second))));
    });
}

} // namespace espalier::symbolic::library
