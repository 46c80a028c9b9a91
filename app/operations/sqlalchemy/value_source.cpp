#include "dialects/ddl.h"
#include "operations/sqlalchemy/column.h"
#include "operations/sqlalchemy/function.h"
#include "operations/sqlalchemy/metadata.h"

#include <QCoreApplication>

// Sequences, identities, computed columns, defaults.

namespace espalier::operations {

using schema::Expression;
using Kind = ValueSourceHost::Kind;

namespace {

schema::SequenceOptions sequenceOptions(ArgumentReader& reader, size_t first)
{
    const auto at = [&](size_t offset) { return first == symbolic::keywordOnly ? first : first + offset; };
    schema::SequenceOptions options;
    options.start = reader.integer(at(0), "start");
    options.increment = reader.integer(at(1), "increment");
    options.minValue = reader.integer(at(2), "minvalue");
    options.maxValue = reader.integer(at(3), "maxvalue");
    options.noMinValue = reader.boolean(at(4), "nominvalue").value_or(false);
    options.noMaxValue = reader.boolean(at(5), "nomaxvalue").value_or(false);
    options.cycle = reader.boolean(at(6), "cycle");
    return options;
}

Value recordSequence(ValueSourceHost& self, Interpreter& interpreter, const Arguments& arguments, bool isCreated)
{
    ArgumentReader reader(interpreter, arguments);
    note(reader.doubt, self.doubt);
    const bool isChecked = reader.boolean(1, "checkfirst").value_or(true);
    Known<schema::Change> change{ {}, reader.doubt };
    if (isCreated)
        change.value = schema::CreateSequence{ self.sequence, false };
    else
        change.value = schema::DropSequence{ self.sequence.name, false };
    self.context().record(interpreter, change, arguments.get(0, u"bind"), isChecked);
    return Value::none();
}

Value createSequence(ValueSourceHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return recordSequence(self, interpreter, arguments, true);
}

Value dropSequence(ValueSourceHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return recordSequence(self, interpreter, arguments, false);
}

Value nextValue(ValueSourceHost& self, Interpreter&, const Arguments&)
{
    Piece piece{ Expression::nextValue(self.sequence.name), {}, self.doubt };
    return makeElement(self.context(), std::move(piece));
}

constexpr Method<ValueSourceHost> sequenceMethods[] = {
    { "create", createSequence },
    { "drop", dropSequence },
    { "next_value", nextValue },
};

const char* pythonType(const Value& value)
{
    switch (value.kind()) {
    case Value::Kind::Bool:
        return "bool";
    case Value::Kind::Integer:
        return "int";
    case Value::Kind::Float:
        return "float";
    default:
        return nullptr;
    }
}

[[noreturn]] void refuseDefault(Interpreter& interpreter, const QString& type)
{
    argumentError(interpreter,
        QStringLiteral("Argument 'arg' is expected to be one of type '<class 'str'>' or '<class "
                       "'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', "
                       "got '<class '%1'>'")
            .arg(type));
}

} // namespace

QString ValueSourceHost::typeName() const
{
    switch (kind) {
    case Kind::Sequence:
        return QStringLiteral("Sequence");
    case Kind::Identity:
        return QStringLiteral("Identity");
    case Kind::Computed:
        return QStringLiteral("Computed");
    case Kind::Fetched:
        return QStringLiteral("FetchedValue");
    case Kind::Default:
        return QStringLiteral("DefaultClause");
    }
    return {};
}

bool ValueSourceHost::isA(const QString& name) const
{
    return name == typeName() || (name == QLatin1String("FetchedValue") && kind != Kind::Sequence);
}

std::optional<Value> ValueSourceHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (kind == Kind::Sequence) {
        if (std::optional<Value> method = findMethod(*this, sequenceMethods, name))
            return method;
        if (name == QLatin1String("name") || name == QLatin1String("key"))
            return doubt ? Value::unknown(doubt) : Value::string(sequence.name.name);
        if (name == QLatin1String("schema"))
            return sequence.name.schema.isEmpty() ? Value::none() : Value::string(sequence.name.schema);
    }
    if (kind == Kind::Default && name == QLatin1String("arg"))
        return makeElement(context(), Piece{ expression, {}, doubt });
    if (kind == Kind::Computed && name == QLatin1String("sqltext"))
        return makeElement(context(), Piece{ computed.expression, {}, doubt });
    if (name.startsWith(QLatin1Char('_')))
        return std::nullopt;
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a column's default"), { name });
}

Value makeSequence(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<ValueSourceHost>(context, Kind::Sequence);
    const Value given = arguments.get(SIZE_MAX, u"metadata");
    const std::shared_ptr<MetadataHost> metadata = metadataHost(interpreter, given);
    if (!given.isNone() && !metadata && !reader.find("schema"))
        note(reader.doubt, doubtOf(interpreter, given));
    host->sequence.name = ownName(interpreter, context, reader, metadata.get());
    host->sequence.options = sequenceOptions(reader, 1);
    host->sequence.options.cache = reader.integer("cache");
    host->isOptional = reader.flag("optional");
    if (const Value* type = reader.find("data_type"); type && !type->isNone()) {
        host->dataType = noted(reader.doubt, asType(interpreter, context, *type));
        const core::Result<QString> sql = context.dialect().ddl().type(host->dataType);
        host->sequence.dataType = sql ? *sql : QString();
    }
    host->doubt = reader.doubt;
    if (metadata) {
        interpreter.touch(*metadata);
        metadata->sequences.push_back(host);
    }
    return Value::of(host);
}

Value makeIdentity(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<ValueSourceHost>(context, Kind::Identity);
    host->isAlways = reader.boolean(0, "always").value_or(false);
    host->sequence.options = sequenceOptions(reader, 2);
    host->sequence.options.cache = reader.integer(9, "cache");
    host->doubt = reader.doubt;
    return Value::of(host);
}

Value makeComputed(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    auto host = std::make_shared<ValueSourceHost>(context, Kind::Computed);
    host->computed.expression
        = noted(reader.doubt, asExpression(interpreter, context, arguments.get(0, u"sqltext"), TextSense::Sql));
    host->computed.persisted = reader.boolean(1, "persisted");
    host->doubt = reader.doubt;
    return Value::of(host);
}

Value makeFetchedValue(Interpreter&, SqlalchemyContext& context, const Arguments&)
{
    return Value::of(std::make_shared<ValueSourceHost>(context, Kind::Fetched));
}

Value makeDefaultClause(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    auto host = std::make_shared<ValueSourceHost>(context, Kind::Default);
    host->expression = noted(host->doubt, defaultExpression(interpreter, context, arguments.get(0, u"arg")));
    return Value::of(host);
}

Known<Expression> defaultExpression(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    const Value plain = plainValue(value);
    if (const char* type = pythonType(plain))
        refuseDefault(interpreter, QLatin1String(type));
    if (isFunctionName(value))
        refuseDefault(interpreter, QStringLiteral("sqlalchemy.sql.functions._FunctionGenerator"));
    return asExpression(interpreter, context, value, TextSense::Value);
}

Known<schema::ServerDefault> asServerDefault(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    if (value.isBool() && value.integer() == 0)
        return {};
    if (value.isNone())
        return { schema::NoDefault{}, {} };
    const auto source = value.as<ValueSourceHost>();
    if (!source) {
        const Known<Expression> expression = defaultExpression(interpreter, context, value);
        return { expression.value, expression.doubt };
    }
    switch (source->kind) {
    case Kind::Identity:
        return { schema::Identity{ source->isAlways, source->sequence.options }, source->doubt };
    case Kind::Computed:
        return { source->computed, source->doubt };
    case Kind::Default:
        return { source->expression, source->doubt };
    case Kind::Sequence:
    case Kind::Fetched:
        break;
    }
    return { {}, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a default that the database makes")) };
}

} // namespace espalier::operations
