#include "operations/sqlalchemy/host.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::operations {

using symbolic::BinaryOperator;
using symbolic::CompareOperator;

std::optional<Value> ClassHost::compare(Interpreter&, CompareOperator op, const Value& other, bool)
{
    const auto cls = other.as<ClassHost>();
    if (op == CompareOperator::Eq || op == CompareOperator::Ne)
        return Value::boolean((cls && cls->name() == m_name) == (op == CompareOperator::Eq));
    return std::nullopt;
}

namespace {

/// With the text of a name for what it is in Python.
Value asStr(const Value& value)
{
    const auto name = value.as<NameHost>();
    return name ? Value::string(name->text()) : plainValue(value);
}

} // namespace

std::optional<Value> NameHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("quote"))
        return m_text.hasOwnQuoting() ? Value::boolean(m_text.quoting == schema::Quoting::Always) : Value::none();
    return symbolic::plainAttribute(interpreter, Value::string(m_text), name);
}

std::optional<Value> NameHost::item(Interpreter& interpreter, const Value& key)
{
    return interpreter.item(Value::string(m_text), key);
}

std::optional<Value> NameHost::binary(Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    const Value own = Value::string(m_text);
    const Value plain = asStr(other);
    return isReflected ? symbolic::plainBinary(interpreter, op, plain, own)
                       : symbolic::plainBinary(interpreter, op, own, plain);
}

std::optional<Value> NameHost::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    const Value own = Value::string(m_text);
    const Value plain = asStr(other);
    if (plain.isUnknown())
        return plain;
    if (op == CompareOperator::Eq || op == CompareOperator::Ne)
        return Value::boolean((plain.isString() && plain.text() == m_text) == (op == CompareOperator::Eq));
    return isReflected ? symbolic::plainCompare(interpreter, op, plain, own)
                       : symbolic::plainCompare(interpreter, op, own, plain);
}

std::optional<Value> NameHost::contains(Interpreter& interpreter, const Value& value)
{
    return interpreter.contains(Value::string(m_text), asStr(value));
}

Value plainValue(const Value& value)
{
    if (const auto name = value.as<NameHost>())
        return name->text().hasOwnQuoting() ? value : Value::string(name->text());
    return symbolic::plainOf(value);
}

DoubtPtr doubtOf(const Interpreter& interpreter, const Value& value)
{
    if (value.isUnknown())
        return value.doubt();
    if (const auto external = value.as<symbolic::External>())
        return external->doubt(interpreter);
    if (DoubtPtr inside = symbolic::firstDoubt(value))
        return inside;
    if (const auto name = value.as<NameHost>(); name && name->text().hasOwnQuoting())
        return interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "the name %1 with a quoting of its own"), { name->text() });
    return interpreter.doubt(
        QT_TRANSLATE_NOOP("Messages", "SQLAlchemy is given a %1 here"), { interpreter.typeName(value) });
}

void argumentError(Interpreter& interpreter, const QString& text) { raiseError(interpreter, "ArgumentError", text); }

void typeError(Interpreter& interpreter, const QString& text) { interpreter.raise(QStringLiteral("TypeError"), text); }

void invalidRequest(Interpreter& interpreter, const QString& text)
{
    raiseError(interpreter, "InvalidRequestError", text);
}

const Value* ArgumentReader::find(size_t position, const char* name) const
{
    if (position < m_arguments.positional.size())
        return &m_arguments.positional[position];
    const QLatin1String wanted(name);
    for (const auto& keyword : m_arguments.keywords)
        if (keyword.first == wanted)
            return &keyword.second;
    return nullptr;
}

QString ArgumentReader::text(size_t position, const char* name)
{
    const Value* given = find(position, name);
    if (!given)
        return {};
    const Known<QString> known = asText(m_interpreter, *given);
    note(doubt, known.doubt);
    return known.value;
}

schema::Identifier ArgumentReader::identifier(size_t position, const char* name)
{
    const Value* given = find(position, name);
    if (!given)
        return {};
    const Known<schema::Identifier> known = asIdentifier(m_interpreter, *given);
    note(doubt, known.doubt);
    return known.value;
}

std::optional<bool> ArgumentReader::boolean(size_t position, const char* name)
{
    const Value* given = find(position, name);
    if (!given || given->isNone())
        return {};
    const std::optional<bool> isTrue = m_interpreter.isTrue(*given);
    if (!isTrue)
        note(doubt, doubtOf(m_interpreter, *given));
    return isTrue;
}

std::optional<qint64> ArgumentReader::integer(size_t position, const char* name)
{
    const Value* given = find(position, name);
    if (!given || given->isNone())
        return {};
    const Value& plain = plainValue(*given);
    if (plain.isInteger() || plain.isBool())
        return plain.integer();
    if (plain.isString()) { // "10" is printed as it is
        bool isNumber = false;
        const qint64 number = plain.text().toLongLong(&isNumber);
        if (isNumber)
            return number;
    }
    note(doubt, doubtOf(m_interpreter, *given));
    return {};
}

std::vector<Value> flattened(Interpreter& interpreter, const std::vector<Value>& values, DoubtPtr& doubt)
{
    std::vector<Value> all;
    for (const Value& value : values) {
        const bool isContainer = value.as<symbolic::Sequence>() || value.as<symbolic::Set>();
        if (!isContainer) {
            all.push_back(value);
            continue;
        }
        DoubtPtr unknown;
        if (const std::optional<std::vector<Value>> inside = interpreter.elements(value, &unknown))
            all.insert(all.end(), inside->begin(), inside->end());
        else
            note(doubt, unknown ? unknown : doubtOf(interpreter, value));
    }
    return all;
}

void refuseKeywords(
    Interpreter& interpreter, const Arguments& arguments, const char* function, std::span<const char* const> known)
{
    for (const auto& keyword : arguments.keywords) {
        const bool isKnown = std::any_of(
            known.begin(), known.end(), [&](const char* name) { return keyword.first == QLatin1String(name); });
        if (!isKnown)
            typeError(interpreter,
                QStringLiteral("%1() got an unexpected keyword argument '%2'")
                    .arg(QLatin1String(function), keyword.first));
    }
}

Value textValue(const schema::Identifier& text)
{
    if (text.hasOwnQuoting())
        return Value::of(std::make_shared<NameHost>(text, false));
    return text.isNull() ? Value::none() : Value::string(text);
}

Known<schema::Identifier> asIdentifier(Interpreter& interpreter, const Value& value)
{
    if (const auto name = value.as<NameHost>())
        return { name->text(), {} };
    const Known<QString> text = asText(interpreter, value);
    return { text.value, text.doubt };
}

Known<QString> asText(Interpreter& interpreter, const Value& value)
{
    const Value plain = plainValue(value);
    if (plain.isString())
        return { plain.text().isNull() ? QStringLiteral("") : plain.text(), {} };
    if (plain.isNone())
        return {};
    return { {}, doubtOf(interpreter, value) };
}

Known<schema::Name> asName(Interpreter& interpreter, const Value& value)
{
    const auto name = value.as<NameHost>();
    const Known<schema::Identifier> text = asIdentifier(interpreter, value);
    return { { text.value, name && name->isConventional(), text.value.quoting }, text.doubt };
}

Value makeConventionalName(const QString& text) { return Value::of(std::make_shared<NameHost>(text, true)); }

} // namespace espalier::operations
