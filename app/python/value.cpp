#include "python/value.h"

#include <algorithm>

namespace espalier::python {

Value Value::ofKind(Kind kind, const QString& text)
{
    Value value;
    value.kind = kind;
    value.text = text;
    return value;
}

Value Value::unknown(const QString& expression, int line)
{
    Value value = ofKind(Kind::Unknown, expression);
    value.line = line;
    return value;
}

Value Value::boolean(bool flag)
{
    Value value = ofKind(Kind::Bool);
    value.integer = flag ? 1 : 0;
    return value;
}

Value Value::number(qint64 integer)
{
    Value value = ofKind(Kind::Integer);
    value.integer = integer;
    return value;
}

Value Value::sequence(Kind kind, std::vector<Value> items)
{
    Value value = ofKind(kind);
    value.items = std::make_shared<const std::vector<Value>>(std::move(items));
    return value;
}

const std::vector<Value>& Value::elements() const
{
    static const std::vector<Value> none;
    return items ? *items : none;
}

const Value* Value::firstUnknown() const
{
    if (isUnknown())
        return this;
    for (const Value& item : elements()) {
        if (const Value* unknown = item.firstUnknown())
            return unknown;
    }
    return nullptr;
}

std::optional<bool> Value::truth() const
{
    switch (kind) {
    case Kind::Unknown:
    case Kind::External:
    case Kind::Instance:
        return std::nullopt;
    case Kind::None:
        return false;
    case Kind::Bool:
    case Kind::Integer:
        return integer != 0;
    case Kind::Float:
        return real != 0;
    case Kind::String:
    case Kind::Bytes:
        return !text.isEmpty();
    case Kind::Tuple:
    case Kind::List:
    case Kind::Set:
    case Kind::Dict:
        return !elements().empty();
    case Kind::Function:
    case Kind::Class:
    case Kind::Module:
        return true;
    }
    return std::nullopt;
}

std::optional<QString> Value::str() const
{
    if (kind == Kind::String)
        return text;
    if (kind == Kind::Integer)
        return QString::number(integer);
    if (kind == Kind::Bool)
        return integer != 0 ? QStringLiteral("True") : QStringLiteral("False");
    if (kind == Kind::None)
        return QStringLiteral("None");
    return std::nullopt;
}

const Value* Value::at(const QString& key) const
{
    const Value* found = nullptr;
    const std::vector<Value>& all = elements();
    for (size_t i = 0; kind == Kind::Dict && i + 1 < all.size(); i += 2) {
        if (all[i].isString() && all[i].text == key)
            found = &all[i + 1]; // the last one given counts
    }
    return found;
}

bool operator==(const Value& a, const Value& b)
{
    const auto isNumber
        = [](const Value& value) { return value.kind == Value::Kind::Bool || value.kind == Value::Kind::Integer; };
    if (isNumber(a) && isNumber(b))
        return a.integer == b.integer && a.kind == b.kind;
    if (a.kind != b.kind || a.kind == Value::Kind::Unknown)
        return false;
    if (a.object || b.object)
        return a.object == b.object;
    return a.text == b.text && a.real == b.real && a.elements() == b.elements();
}

} // namespace espalier::python
