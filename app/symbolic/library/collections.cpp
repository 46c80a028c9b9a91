#include "symbolic/library/methods.h"
#include "symbolic/library/registry.h"

#include <QRegularExpression>

namespace espalier::symbolic::library {

namespace {

/// What namedtuple() makes.
class NamedTupleClass final : public BuiltinClass {
public:
    NamedTupleClass(const QString& name, const QStringList& fields, std::vector<Value> defaults)
        : BuiltinClass(
            name,
            [name, fields, defaults](Interpreter& interpreter, const Arguments& arguments) {
                return make(interpreter, name, fields, defaults, arguments);
            },
            [name, fields, defaults](Interpreter&, const QString& member) -> std::optional<Value> {
                if (member == QLatin1String("_fields"))
                    return makeTuple(makeList(fields).as<List>()->items);
                if (member != QLatin1String("_make"))
                    return std::nullopt;
                return function("_make(iterable)", [name, fields, defaults](const Call& call) {
                    Arguments arguments;
                    arguments.positional = call.elements(0);
                    return make(call.interpreter, name, fields, defaults, arguments);
                });
            })
    { }

private:
    static Value make(Interpreter& interpreter, const QString& name, const QStringList& fields,
        const std::vector<Value>& defaults, const Arguments& arguments)
    {
        if (arguments.doubt)
            return Value::unknown(arguments.doubt);
        const auto size = size_t(fields.size());
        const auto fail = [&](const QString& message) { interpreter.raise(QStringLiteral("TypeError"), message); };
        if (arguments.positional.size() > size)
            fail(QStringLiteral("%1() takes %2 arguments").arg(name).arg(size));
        for (const auto& [keyword, value] : arguments.keywords)
            if (!fields.contains(keyword))
                fail(QStringLiteral("%1() got an unexpected keyword argument '%2'").arg(name, keyword));
        std::vector<Value> items;
        for (size_t i = 0; i < size; ++i) {
            const Value* given = arguments.find(i, fields[qsizetype(i)]);
            if (!given && i + defaults.size() < size)
                fail(QStringLiteral("%1() missing required argument: '%2'").arg(name, fields[qsizetype(i)]));
            items.push_back(given ? *given : defaults[i + defaults.size() - size]);
        }
        const auto made = std::make_shared<Tuple>(std::move(items));
        made->names = fields;
        made->typeNameOf = name;
        return Value::of(made);
    }
};

Value namedTuple(const Call& call)
{
    QStringList fields;
    const Value& given = plainOf(call[1]);
    if (given.isString())
        fields = given.text().split(QRegularExpression(QStringLiteral("[\\s,]+")), Qt::SkipEmptyParts);
    else
        for (const Value& field : call.elements(1))
            fields.append(textOf(call.interpreter, field, QStringLiteral("field names")));
    std::vector<Value> defaults;
    for (const auto& [name, value] : call.more) {
        if (name == QLatin1String("defaults") && !value.isNone())
            defaults = elementsOf(call.interpreter, value);
        else if (name == QLatin1String("rename"))
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "makes a class as it runs")));
    }
    if (defaults.size() > size_t(fields.size()))
        call.typeError(QStringLiteral("Got more default values than field names"));
    return Value::of(std::make_shared<NamedTupleClass>(call.text(0), fields, std::move(defaults)));
}

Value defaultDict(const Call& call)
{
    const auto dict = std::make_shared<Dict>();
    dict->defaultFactory = call[0];
    update(call, *dict, call[1], call.more);
    return Value::of(dict);
}

Value orderedDict(const Call& call)
{
    const auto dict = std::make_shared<Dict>();
    update(call, *dict, call[0], call.more);
    return Value::of(dict);
}

/// collections.Counter, as far as counting and reading go.
Value counter(const Call& call)
{
    const auto dict = std::make_shared<Dict>();
    dict->defaultFactory = function("zero()", [](const Call&) { return Value::number(0); });
    if (call[0].as<Dict>()) {
        update(call, *dict, call[0], call.more);
        return Value::of(dict);
    }
    const std::vector<Value> items = call.has(0) ? call.elements(0) : std::vector<Value>();
    for (const Value& item : items) {
        if (item.isUnknown())
            give(item);
        const Value* count = dict->find(item);
        const qint64 before = count ? count->integer() : 0;
        dict->insert(item, Value::number(before + 1));
    }
    for (const auto& [name, count] : call.more) {
        if (call.has(0))
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
        dict->insert(Value::string(name), count);
    }
    return Value::of(dict);
}

Value deque(const Call& call)
{
    if (!call[1].isNone())
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "makes a `%1`"), { QStringLiteral("deque") }));
    return makeList(call.has(0) ? call.elements(0) : std::vector<Value>());
}

} // namespace

void addCollections(Registry& registry)
{
    registry.looseType("collections", "OrderedDict(other?, **kwargs)", orderedDict, dictMethods());
    registry.looseType("collections", "defaultdict(default_factory?, other?, **kwargs)", defaultDict, dictMethods());
    registry.looseType("collections", "Counter(iterable?, **kwargs)", counter, dictMethods());
    registry.looseType("collections", "deque(iterable?, maxlen?)", deque, listMethods());
    registry.functions("collections",
        { { "namedtuple(typename, field_names, **options)", namedTuple },
            { "ChainMap(*maps)", [](const Call& call) {
                 return call.interpreter.unknown(
                     QT_TRANSLATE_NOOP("Messages", "makes a `%1`"), { QStringLiteral("ChainMap") });
             } } });
}

} // namespace espalier::symbolic::library
