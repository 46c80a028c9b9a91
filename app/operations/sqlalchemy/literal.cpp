#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>
#include <QHash>

// Python's values on their way into SQL.

namespace espalier::operations {

using schema::Literal;
using Kind = Literal::Kind;

namespace {

/// Objects of the standard library that SQLAlchemy takes for values: the class and how its text is had.
struct Temporal {
    const char* className;
    Kind kind;
    const char* method; ///< str() where it is null
};
// a datetime is a date, so it comes first
constexpr Temporal temporals[] = {
    { "datetime", Kind::DateTime, "isoformat" },
    { "date", Kind::Date, "isoformat" },
    { "time", Kind::Time, "isoformat" },
    { "timedelta", Kind::Interval, nullptr },
    { "UUID", Kind::Uuid, nullptr },
    { "Decimal", Kind::Decimal, nullptr },
};

std::optional<Known<Literal>> temporal(Interpreter& interpreter, const Value& value)
{
    for (const Temporal& one : temporals) {
        const QLatin1String name(one.className);
        if (value.object()->typeName() != name && !value.object()->isInstanceOf(name))
            continue;
        const Value text = one.method ? interpreter.call(interpreter.attribute(value, QLatin1String(one.method)))
                                      : interpreter.str(value);
        if (!text.isString())
            return Known<Literal>{ {}, doubtOf(interpreter, text) };
        Literal literal = Literal::ofKind(one.kind, text.text());
        if (one.kind == Kind::Interval) {
            const Value seconds = interpreter.call(interpreter.attribute(value, QStringLiteral("total_seconds")));
            literal.real = seconds.realNumber();
        }
        return Known<Literal>{ literal, {} };
    }
    return std::nullopt;
}

Known<Literal> sequence(Interpreter& interpreter, SqlalchemyContext& context, const std::vector<Value>& values)
{
    Known<Literal> known;
    std::vector<Literal> items;
    for (const Value& value : values)
        items.push_back(noted(known.doubt, asLiteral(interpreter, context, value)));
    known.value = Literal::sequence(Kind::List, std::move(items));
    return known;
}

Known<Literal> container(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    if (const auto dict = value.as<symbolic::Dict>()) {
        Known<Literal> known{ {}, dict->doubt };
        std::vector<Literal> items;
        for (const auto& [key, item] : dict->entries()) {
            items.push_back(noted(known.doubt, asLiteral(interpreter, context, key)));
            items.push_back(noted(known.doubt, asLiteral(interpreter, context, item)));
        }
        known.value = Literal::sequence(Kind::Dict, std::move(items));
        return known;
    }
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> items = interpreter.elements(value, &unknown);
    return items ? sequence(interpreter, context, *items)
                 : Known<Literal>{ {}, unknown ? unknown : doubtOf(interpreter, value) };
}

Known<Literal> object(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    if (value.as<symbolic::External>())
        return { {}, doubtOf(interpreter, value) };
    if (std::optional<Known<Literal>> found = temporal(interpreter, value))
        return *found;
    const bool isContainer = value.as<symbolic::Sequence>() || value.as<symbolic::Dict>() || value.as<symbolic::Set>();
    return isContainer ? container(interpreter, context, value) : Known<Literal>{ {}, doubtOf(interpreter, value) };
}

Known<Literal> plainLiteral(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    const Value plain = plainValue(value);
    switch (plain.kind()) {
    case Value::Kind::Unknown:
        return { {}, plain.doubt() };
    case Value::Kind::None:
        return {};
    case Value::Kind::Bool:
        return { Literal::boolean(plain.integer() != 0), {} };
    case Value::Kind::Integer:
        return { Literal::number(plain.integer()), {} };
    case Value::Kind::Float:
        return { Literal::real_(plain.realNumber()), {} };
    case Value::Kind::String:
        return { Literal::string(plain.text()), {} };
    case Value::Kind::Bytes:
        return { Literal::ofKind(Kind::Bytes, plain.text()), {} };
    case Value::Kind::Object:
        break;
    }
    return object(interpreter, context, plain);
}

/// What a TypeDecorator of the project makes of a value before it is bound; the value itself where it says nothing.
Value bound(Interpreter& interpreter, SqlalchemyContext& context, const Value& value, const Value& type)
{
    for (const char* name : { "process_literal_param", "process_bind_param" }) {
        if (const std::optional<Value> method = boundMethod(interpreter, type, QLatin1String(name)))
            return interpreter.call(*method, { value, makeDialect(context) });
    }
    return value;
}

} // namespace

Known<Literal> asLiteral(Interpreter& interpreter, SqlalchemyContext& context, const Value& value, const Value& type)
{
    if (type.isNone() || value.isUnknown())
        return plainLiteral(interpreter, context, value);
    const Value given = bound(interpreter, context, value, type);
    const std::shared_ptr<TypeHost> host = typeHost(interpreter, context, type);
    if (host && host->type.enumeration && !given.isNone() && !given.isUnknown()) {
        if (const std::optional<QString> text = enumText(*host, given))
            return { Literal::string(*text), host->doubt };
    }
    return plainLiteral(interpreter, context, given);
}

} // namespace espalier::operations
