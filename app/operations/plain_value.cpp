#include "operations/plain_value.h"

namespace espalier::operations {

using symbolic::Value;

std::optional<QVariant> asPlain(const Value& value)
{
    if (value.isNone())
        return QVariant();
    if (value.isBool())
        return QVariant(value.integer() != 0);
    if (value.isInteger())
        return QVariant(value.integer());
    if (value.isString())
        return QVariant(value.text());
    return std::nullopt;
}

Value fromPlain(const QVariant& plain)
{
    if (!plain.isValid())
        return {};
    switch (plain.typeId()) {
    case QMetaType::Bool:
        return Value::boolean(plain.toBool());
    case QMetaType::QString:
        return Value::string(plain.toString());
    default:
        return Value::number(plain.toLongLong());
    }
}

} // namespace espalier::operations
