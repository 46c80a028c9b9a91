#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

namespace {

/// Functions and methods of plain data that give plain data, and do nothing else.
bool isOfData(const QString& name)
{
    static const QSet<QString> names = [] {
        QSet<QString> all;
        for (const char* one : { "str", "int", "float", "bool", "len", "repr", "loads", "dumps", "sorted", "list",
                 "tuple", "set", "dict", "min", "max", "sum", "abs", "round", "deepcopy", "copy", "join", "replace",
                 "format", "strip", "lstrip", "rstrip", "split", "rsplit", "lower", "upper", "title", "startswith",
                 "endswith", "encode", "decode", "get", "isoformat", "strftime", "sub", "match", "search", "findall",
                 "b64encode", "b64decode", "fromisoformat", "strptime", "enumerate", "zip", "reversed", "iter", "next",
                 "any", "all", "getattr", "frozenset", "bin", "hex", "oct", "ord", "chr", "ascii", "divmod", "pow",
                 "count", "index", "find", "rfind", "partition", "rpartition", "zfill", "center", "ljust", "rjust",
                 "capitalize", "casefold", "swapcase", "splitlines", "removeprefix", "removesuffix", "translate",
                 "bytes", "bytearray", "complex", "range", "slice", "isinstance", "hasattr", "cast", "Decimal",
                 "Fraction", "timedelta", "datetime", "date", "time", "fromtimestamp", "utcfromtimestamp", "combine",
                 "UUID", "urlparse", "urlsplit", "urlunparse", "urlunsplit", "urljoin", "quote", "unquote",
                 "quote_plus", "unquote_plus", "urlencode", "parse_qs", "parse_qsl", "escape", "unescape", "ceil",
                 "floor", "trunc", "sqrt", "log", "log10", "log2", "exp", "isnan", "gcd", "md5", "sha1", "sha224",
                 "sha256", "sha384", "sha512", "hexlify", "unhexlify", "b32encode", "b32decode", "urlsafe_b64encode",
                 "urlsafe_b64decode", "standard_b64encode", "standard_b64decode", "normalize", "dedent", "indent",
                 "Counter", "OrderedDict", "fullmatch", "finditer", "subn", "split", "literal_eval", "basename",
                 "dirname", "splitext", "normpath", "abspath", "chain", "islice", "product", "Path", "PurePath", "keys",
                 "values", "items", "pop", "popitem", "setdefault", "fromkeys", "union", "intersection", "difference",
                 "symmetric_difference", "issubset", "issuperset", "isdisjoint" })
            all.insert(QLatin1String(one));
        return all;
    }();
    return names.contains(name);
}

/// Functions and methods that give plain data whatever they are given.
bool givesData(const QString& name)
{
    static const QSet<QString> names{ QStringLiteral("str"), QStringLiteral("int"), QStringLiteral("float"),
        QStringLiteral("bool"), QStringLiteral("len"), QStringLiteral("repr"), QStringLiteral("Decimal"),
        QStringLiteral("UUID"), QStringLiteral("isinstance"), QStringLiteral("hasattr"), QStringLiteral("dumps"),
        QStringLiteral("loads"), QStringLiteral("join") };
    return names.contains(name);
}

/// The result for an unknown argument.
Value spread(const QString& name, const Value& unknown, const Arguments& arguments)
{
    if (name == QLatin1String("str") && arguments.positional.size() == 1 && unknown.isData())
        return unknown;
    if (givesData(name))
        return Value::data(unknown.doubt());
    if (!unknown.isData() || !isOfData(name) || !isOfPlainData(arguments))
        return Value::unknown(unknown.doubt());
    return Value::data(unknown.doubt());
}

/// How many arguments it calls a function with that it was given; none where it calls none, or not by itself.
size_t argumentsOfCalls(const QString& name, const Arguments& arguments)
{
    static const QHash<QString, size_t> counts{ { QStringLiteral("filter"), 1 }, { QStringLiteral("sorted"), 1 },
        { QStringLiteral("min"), 1 }, { QStringLiteral("max"), 1 }, { QStringLiteral("sort"), 1 },
        { QStringLiteral("groupby"), 1 }, { QStringLiteral("takewhile"), 1 }, { QStringLiteral("dropwhile"), 1 },
        { QStringLiteral("filterfalse"), 1 }, { QStringLiteral("reduce"), 2 }, { QStringLiteral("accumulate"), 2 } };
    if (name == QLatin1String("map"))
        return std::max<size_t>(arguments.positional.size(), 2) - 1;
    if (name != QLatin1String("starmap"))
        return counts.value(name);
    const auto function = arguments.positional.empty() ? nullptr : arguments.positional.front().as<Function>();
    return function ? size_t(function->definition.field("parameters").children().size()) : 1;
}

/// What it calls for each element is code of the project, which may do anything: where the elements are not known, it
/// is walked once, in doubt.
void callPerhaps(Interpreter& interpreter, const QString& name, const Arguments& arguments, const DoubtPtr& why)
{
    const size_t count = argumentsOfCalls(name, arguments);
    const auto walk = [&](const Value& given) {
        if (isCode(given))
            interpreter.repeat(why, [&] { interpreter.call(given, std::vector<Value>(count, Value::unknown(why))); });
    };
    if (count == 0)
        return;
    arguments.forEach(walk);
}

/// What a container may hold that was to take what it was given.
Unseen unseenIn(const Arguments& arguments, const DoubtPtr& why)
{
    std::vector<Value> given;
    if (!arguments.positional.empty())
        given.assign(arguments.positional.begin() + 1, arguments.positional.end());
    for (const auto& keyword : arguments.keywords)
        given.push_back(keyword.second);
    Unseen unseen = Unseen::of(given, why);
    unseen.add(Unseen::either(isOfPlainData(arguments), why));
    return unseen;
}

/// Whether the order in which its arguments have their elements shows in what it makes.
bool showsOrder(const QString& name)
{
    static const QSet<QString> names = [] {
        QSet<QString> all;
        for (const char* one :
            { "list", "tuple", "join", "enumerate", "zip", "map", "filter", "iter", "extend", "reduce", "chain",
                "from_iterable", "islice", "str", "repr", "format", "deque", "product", "permutations", "combinations",
                "groupby", "zip_longest", "cycle", "accumulate", "starmap", "takewhile", "dropwhile", "filterfalse",
                "pairwise", "tee", "reversed", "fromkeys", "OrderedDict", "extendleft", "print" })
            all.insert(QLatin1String(one));
        return all;
    }();
    return names.contains(name);
}

/// How many elements it takes of an iterator is known here.
bool takesKnownNumber(const QString& name, const Value& result)
{
    return name == QLatin1String("next") || name == QLatin1String("__next__")
        || (name == QLatin1String("islice") && !result.isUnknown());
}

/// What it was given is read as its result is, or may have been read in part.
void doubtIterators(Interpreter& interpreter, const Arguments& arguments, const Value& result)
{
    const auto look = [&](const Value& given) {
        const auto iterator = given.as<Iterator>();
        const auto reader = result.as<Iterator>();
        if (!iterator || iterator->isDoubted() || iterator == reader || (reader && reader->takesFrom(*iterator)))
            return;
        if (result.isUnknown()) // it may have been read, or a part of it
            interpreter.fork(result.doubt(), { [] {}, [&] { iterator->walkRest(interpreter); } });
        interpreter.touch(*iterator);
        iterator->mayHaveChanged(result.isUnknown()
                ? result.doubt()
                : interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is read by another iterator as well")));
    };
    arguments.forEach(look);
}

/// Functions and methods whose result holds nothing of what they are given.
bool isText(const QString& name)
{
    static const QSet<QString> names{ QStringLiteral("str"), QStringLiteral("int"), QStringLiteral("float"),
        QStringLiteral("bool"), QStringLiteral("len"), QStringLiteral("repr"), QStringLiteral("isinstance"),
        QStringLiteral("hasattr"), QStringLiteral("join"), QStringLiteral("format"), QStringLiteral("dumps"),
        QStringLiteral("count"), QStringLiteral("index"), QStringLiteral("any"), QStringLiteral("all"),
        QStringLiteral("startswith"), QStringLiteral("endswith"), QStringLiteral("Decimal"), QStringLiteral("UUID") };
    return names.contains(name);
}

/// A result that is one of the unknown arguments: what stands behind it may be any of the others.
Value checked(const Value& result, const Arguments& arguments)
{
    if (!result.isData())
        return result;
    bool isPassedOn = false;
    bool isOfPlain = true;
    const auto look = [&](const Value& given) {
        isPassedOn = isPassedOn || (given.isUnknown() && given.doubt() == result.doubt());
        isOfPlain = isOfPlain && isPlainData(given);
    };
    arguments.forEach(look);
    return isPassedOn && !isOfPlain ? Value::unknown(result.doubt()) : result;
}

} // namespace

Routine::Routine(const char* signature, Body body, Unknowns unknowns)
    : m_body(std::move(body))
    , m_unknowns(unknowns)
{
    const QString text = QString::fromLatin1(signature);
    const qsizetype open = text.indexOf(QLatin1Char('('));
    m_name = text.left(open);
    const QStringList names = text.sliced(open + 1).chopped(1).split(QLatin1String(", "), Qt::SkipEmptyParts);
    for (const QString& name : names) {
        if (name.startsWith(QLatin1String("**")))
            m_hasMore = true;
        else if (name.startsWith(QLatin1Char('*')))
            m_hasRest = true;
        else if (name.endsWith(QLatin1Char('?')))
            m_parameters.push_back({ name.chopped(1), true });
        else
            m_parameters.push_back({ name, false });
    }
}

Value Routine::call(Interpreter& interpreter, const Arguments& arguments) const
{
    interpreter.spend();
    const Value made = result(interpreter, arguments);
    if (made.isUnknown())
        interpreter.mayRaise(made.doubt());
    if ((made.isUnknown() || made.as<Iterator>()) && !takesKnownNumber(m_name, made))
        doubtIterators(interpreter, arguments, made);
    return made.isUnknown() && !isText(m_name) ? made.aliased(escape(arguments)) : made;
}

Value Routine::result(Interpreter& interpreter, const Arguments& arguments) const
{
    const auto first = [&] { return arguments.positional.empty() ? Value() : arguments.positional.front(); };
    if (arguments.doubt) {
        if (m_unknowns == Unknowns::Change)
            taint(interpreter, first(), arguments.doubt);
        return Value::unknown(arguments.doubt);
    }
    if (m_unknowns == Unknowns::Spread) {
        for (const Value& value : arguments.positional)
            if (value.isUnknown())
                return spread(m_name, value, arguments);
        for (const auto& [name, value] : arguments.keywords)
            if (value.isUnknown())
                return spread(m_name, value, arguments);
    }
    try {
        const bool isJson = m_name == QLatin1String("dumps"); // which refuses a set
        if (showsOrder(m_name) || isJson)
            for (const Value& value : arguments.positional)
                if (const DoubtPtr why = isJson && value.as<Set>() ? nullptr : interpreter.orderDoubt(value))
                    give(why);
        const Value result = m_body(Call(interpreter, *this, arguments));
        const bool isMade = isText(m_name) || m_name == QLatin1String("cast"); // which gives its second one
        return isMade ? result : checked(result, arguments);
    } catch (const Unsure& unsure) {
        if (m_unknowns == Unknowns::Change)
            taint(interpreter, first(), unseenIn(arguments, unsure.unknown.doubt()));
        callPerhaps(interpreter, m_name, arguments, unsure.unknown.doubt());
        const bool isOfPlain = givesData(m_name) || (isOfData(m_name) && isOfPlainData(arguments));
        return isOfPlain && !unsure.unknown.isData() ? Value::data(unsure.unknown.doubt()) : unsure.unknown;
    }
}

Call::Call(Interpreter& caller, const Routine& routine, const Arguments& given)
    : interpreter(caller)
    , arguments(given)
    , m_values(routine.m_parameters.size())
    , m_has(routine.m_parameters.size())
{
    const size_t count = m_values.size();
    for (size_t i = 0; i < given.positional.size(); ++i) {
        if (i < count) {
            m_values[i] = given.positional[i];
            m_has[i] = true;
        } else if (routine.m_hasRest) {
            rest.push_back(given.positional[i]);
        } else {
            typeError(QStringLiteral("%1 expected at most %2 arguments, got %3")
                          .arg(routine.m_name)
                          .arg(count)
                          .arg(given.positional.size()));
        }
    }
    for (const auto& [name, value] : given.keywords) {
        size_t i = 0;
        while (i < count && routine.m_parameters[i].name != name)
            ++i;
        if (i < count && !m_has[i]) {
            m_values[i] = value;
            m_has[i] = true;
        } else if (i == count && routine.m_hasMore) {
            more.emplace_back(name, value);
        } else {
            typeError(QStringLiteral("'%1' is an invalid keyword argument for %2()").arg(name, routine.m_name));
        }
    }
    for (size_t i = 0; i < count; ++i)
        if (!m_has[i] && !routine.m_parameters[i].isOptional)
            typeError(QStringLiteral("%1() missing required argument '%2' (pos %3)")
                          .arg(routine.m_name, routine.m_parameters[i].name)
                          .arg(i + 1));
}

QString Call::text(size_t index) const { return textOf(interpreter, m_values[index], QStringLiteral("argument")); }

QString Call::text(size_t index, const QString& otherwise) const
{
    return m_values[index].isNone() ? otherwise : text(index);
}

qint64 Call::integer(size_t index) const { return integerOf(interpreter, m_values[index]); }

qint64 Call::integer(size_t index, qint64 otherwise) const
{
    return m_values[index].isNone() ? otherwise : integer(index);
}

bool Call::flag(size_t index, bool otherwise) const
{
    return m_has[index] ? truthOf(interpreter, m_values[index]) : otherwise;
}

std::vector<Value> Call::elements(size_t index) const { return elementsOf(interpreter, m_values[index]); }

void Call::typeError(const QString& message) const { interpreter.raise(QStringLiteral("TypeError"), message); }

void Call::valueError(const QString& message) const { interpreter.raise(QStringLiteral("ValueError"), message); }

Value function(const char* signature, Body body, Unknowns unknowns)
{
    const auto routine = std::make_shared<const Routine>(signature, std::move(body), unknowns);
    return builtin(routine->name(), [routine](Interpreter& interpreter, const Arguments& arguments) {
        return routine->call(interpreter, arguments);
    });
}

Methods::Methods(std::initializer_list<Entry> entries)
{
    for (const Entry& entry : entries)
        add(entry);
}

void Methods::add(const Entry& entry)
{
    const auto routine = std::make_shared<const Routine>(entry.signature, entry.body, entry.unknowns);
    m_routines.insert(routine->name(), routine);
}

std::optional<Value> Methods::bound(const QString& name, const Value& self) const
{
    const std::shared_ptr<const Routine> routine = m_routines.value(name);
    if (!routine)
        return std::nullopt;
    return builtin(
        name,
        [routine, self](Interpreter& interpreter, const Arguments& arguments) {
            Arguments all = arguments;
            all.positional.insert(all.positional.begin(), self);
            return routine->call(interpreter, all);
        },
        self);
}

std::optional<Value> Methods::unbound(const QString& name) const
{
    const std::shared_ptr<const Routine> routine = m_routines.value(name);
    if (!routine)
        return std::nullopt;
    return builtin(name, [routine](Interpreter& interpreter, const Arguments& arguments) {
        return routine->call(interpreter, arguments);
    });
}

BuiltinClass::Members Methods::members() const
{
    return [this](Interpreter&, const QString& name) { return unbound(name); };
}

} // namespace espalier::symbolic::library
