#include "symbolic/aliases.h"

namespace espalier::symbolic {

Value Value::boolean(bool value)
{
    Value made;
    made.m_kind = Kind::Bool;
    made.m_integer = value ? 1 : 0;
    return made;
}

Value Value::number(qint64 value)
{
    Value made;
    made.m_kind = Kind::Integer;
    made.m_integer = value;
    return made;
}

Value Value::real(double value)
{
    Value made;
    made.m_kind = Kind::Float;
    made.m_real = value;
    return made;
}

Value Value::string(const QString& text)
{
    Value made;
    made.m_kind = Kind::String;
    made.m_text = text;
    return made;
}

Value Value::bytes(const QString& text)
{
    Value made = string(text);
    made.m_kind = Kind::Bytes;
    return made;
}

Value Value::object(ObjectPtr object)
{
    Value made;
    made.m_kind = Kind::Object;
    made.m_object = std::move(object);
    return made;
}

Value Value::unknown(DoubtPtr doubt)
{
    Value made;
    made.m_kind = Kind::Unknown;
    made.m_doubt = std::move(doubt);
    return made;
}

Value Value::oneOf(DoubtPtr doubt, std::shared_ptr<Alternatives> alternatives)
{
    Value made = unknown(std::move(doubt));
    made.m_object = std::move(alternatives);
    return made;
}

Value Value::data(DoubtPtr doubt, const QString& sample)
{
    Value made = unknown(std::move(doubt));
    made.m_isData = true;
    made.m_text = sample;
    return made;
}

Value Value::aliased(bool isIt) const
{
    Value made = *this;
    made.m_isAliased = isIt;
    return made;
}

Value Value::maybeMissing(bool isIt) const
{
    Value made = *this;
    made.m_mayBeMissing = isIt;
    return made;
}

bool Value::isWord() const { return isData() && m_text == sampleWord(); }

Value Value::part() const
{
    Value made = *this;
    if (!isWord())
        made.m_text.clear();
    if (isUnknown())
        made.m_object.reset();
    return made;
}

QString sampleWord() { return QStringLiteral("8730541"); }

} // namespace espalier::symbolic
