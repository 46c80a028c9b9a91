#include "symbolic/library/builtins.h"
#include "symbolic/library/methods.h"

namespace espalier::symbolic {

namespace {

std::optional<Value> numberAttribute(const Value& owner, const QString& name)
{
    const bool isReal = owner.kind() == Value::Kind::Float;
    const Value self = owner.isBool() ? Value::number(owner.integer()) : owner;
    if (name == QLatin1String("real"))
        return self;
    if (name == QLatin1String("imag"))
        return isReal ? Value::real(0) : Value::number(0);
    if (!isReal && name == QLatin1String("numerator"))
        return self;
    if (!isReal && name == QLatin1String("denominator"))
        return Value::number(1);
    return (isReal ? library::floatMethods() : library::integerMethods()).bound(name, self);
}

const library::Methods* methodsOf(const Value& owner)
{
    if (owner.isString())
        return &library::stringMethods();
    if (owner.kind() == Value::Kind::Bytes)
        return &library::bytesMethods();
    if (owner.as<List>())
        return &library::listMethods();
    if (owner.as<Tuple>())
        return &library::tupleMethods();
    if (owner.as<Dict>())
        return &library::dictMethods();
    if (owner.as<Set>())
        return &library::setMethods();
    return nullptr;
}

// Those that are called on the class: str.maketrans("a", "b") is also "".maketrans("a", "b").
bool isStatic(const QString& name)
{
    return name == QLatin1String("maketrans") || name == QLatin1String("fromkeys") || name == QLatin1String("fromhex")
        || name == QLatin1String("from_bytes");
}

Value namedAs(const Tuple& like, std::vector<Value> items)
{
    const auto made = std::make_shared<Tuple>(std::move(items));
    made->names = like.names;
    made->typeNameOf = like.typeNameOf;
    return Value::of(made);
}

Value replaced(const library::Call& call)
{
    const auto tuple = call[0].as<Tuple>();
    std::vector<Value> items = tuple->items;
    for (const auto& [name, value] : call.more) {
        const qsizetype at = tuple->names.indexOf(name);
        if (at < 0)
            call.valueError(QStringLiteral("Got unexpected field names: ['%1']").arg(name));
        items[size_t(at)] = value;
    }
    return namedAs(*tuple, std::move(items));
}

Value asDict(const library::Call& call)
{
    const auto tuple = call[0].as<Tuple>();
    std::vector<std::pair<Value, Value>> entries;
    for (size_t i = 0; i < tuple->items.size(); ++i)
        entries.emplace_back(Value::string(tuple->names.value(qsizetype(i))), tuple->items[i]);
    return library::makeDict(entries);
}

// What a namedtuple has besides a tuple's methods and its fields.
std::optional<Value> namedTupleAttribute(const Tuple& tuple, const Value& owner, const QString& name)
{
    static const library::Methods methods({
        { "_replace(self, **fields)", replaced, library::Unknowns::Keep },
        { "_asdict(self)", asDict, library::Unknowns::Keep },
    });
    if (tuple.names.isEmpty())
        return std::nullopt;
    if (name == QLatin1String("_fields"))
        return makeTuple(makeList(tuple.names).as<List>()->items);
    return methods.bound(name, owner);
}

/// What a Counter does in its own way, which is not followed.
std::optional<Value> counterAttribute(const Value& owner, const QString& name)
{
    static const QSet<QString> names{ QStringLiteral("update"), QStringLiteral("subtract"), QStringLiteral("elements"),
        QStringLiteral("most_common"), QStringLiteral("total"), QStringLiteral("fromkeys") };
    if (!names.contains(name))
        return std::nullopt;
    return builtin(name, [owner](Interpreter& interpreter, const Arguments&) {
        const DoubtPtr why = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
        library::taint(interpreter, owner, Unseen::data(why));
        return Value::data(why);
    });
}

} // namespace

std::optional<Value> plainAttribute(Interpreter& interpreter, const Value& given, const QString& name)
{
    const Value& owner = plainOf(given);
    if (name == QLatin1String("__class__"))
        return library::builtinType(interpreter.typeName(owner));
    if (owner.isNumber())
        return numberAttribute(owner, name);
    const library::Methods* methods = methodsOf(owner);
    if (!methods)
        return std::nullopt;
    if (const auto dict = owner.as<Dict>(); dict && name == QLatin1String("default_factory"))
        return dict->defaultFactory;
    if (const auto dict = owner.as<Dict>(); dict && library::isCounter(*dict))
        if (auto found = counterAttribute(owner, name))
            return found;
    if (const auto tuple = owner.as<Tuple>())
        if (auto found = namedTupleAttribute(*tuple, owner, name))
            return found;
    return isStatic(name) ? methods->unbound(name) : methods->bound(name, owner);
}

} // namespace espalier::symbolic
