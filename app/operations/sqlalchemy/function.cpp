#include "operations/sqlalchemy/function.h"

#include "operations/sqlalchemy/element.h"
#include "operations/sqlalchemy/type.h"

namespace espalier::operations {

using schema::Expression;
using schema::SqlType;

namespace {

class FunctionSpace final : public Host {
public:
    FunctionSpace(SqlalchemyContext& context, QStringList names)
        : Host(context)
        , m_names(std::move(names))
    { }
    QString typeName() const override { return QStringLiteral("_FunctionGenerator"); }
    bool isNamed() const { return !m_names.isEmpty(); }

    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name.startsWith(QLatin1String("__")))
            return std::nullopt;
        // func.in_(…): a trailing underscore keeps off Python's keywords
        const QString plain = name.endsWith(QLatin1Char('_')) ? name.chopped(1) : name;
        return makeFunctionSpace(context(), m_names + QStringList{ plain });
    }

    std::optional<Value> call(Interpreter& interpreter, const Arguments& arguments) override
    {
        if (m_names.isEmpty())
            return std::nullopt;
        if (const std::optional<Value> special = specialForm(interpreter, arguments))
            return special;
        Operands operands(interpreter, context());
        operands.doubt(arguments.doubt);
        std::vector<Expression> parameters;
        for (const Value& argument : arguments.positional)
            parameters.push_back(operands.take(argument));
        Value type = typeOfFirst(arguments);
        SqlType sqlType;
        if (const Value* given = arguments.keyword(u"type_"); given && !given->isNone()) {
            type = typeObject(interpreter, context(), *given);
            const Known<SqlType> known = asType(interpreter, context(), type);
            operands.doubt(known.doubt);
            sqlType = known.value;
        }
        return operands.make(
            Expression::function(m_names.join(QLatin1Char('.')), std::move(parameters), sqlType), type);
    }

private:
    /// func.cast(…) and func.extract(…) are those functions.
    std::optional<Value> specialForm(Interpreter& interpreter, const Arguments& arguments)
    {
        const QString name = m_names.front().toLower();
        if (m_names.size() != 1 || (name != QLatin1String("cast") && name != QLatin1String("extract")))
            return std::nullopt;
        const std::optional<Value> function = expressionFunction(context(), name);
        return function ? std::optional(interpreter.call(*function, arguments)) : std::nullopt;
    }

    /// Functions that give what they are given.
    Value typeOfFirst(const Arguments& arguments) const
    {
        static const QStringList names{ QStringLiteral("coalesce"), QStringLiteral("max"), QStringLiteral("min"),
            QStringLiteral("sum") };
        if (m_names.size() != 1 || !names.contains(m_names.front().toLower()))
            return {};
        for (const Value& argument : arguments.positional)
            if (const Value type = typeBeside(argument); !type.isNone())
                return type;
        return {};
    }

    QStringList m_names;
};

} // namespace

Value makeFunctionSpace(SqlalchemyContext& context, const QStringList& names)
{
    return Value::of(std::make_shared<FunctionSpace>(context, names));
}

bool isFunctionName(const Value& value)
{
    const auto space = value.as<FunctionSpace>();
    return space && space->isNamed();
}

} // namespace espalier::operations
