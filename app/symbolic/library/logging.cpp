#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

/// What can be done with as one likes and changes nothing: a logger, a handler, sys.stdout.
class Silent final : public Object {
public:
    explicit Silent(QString name)
        : m_name(std::move(name))
    { }
    QString typeName() const override { return m_name; }
    QString className() const override { return m_name; }
    bool isBase() const override { return true; }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        static const QSet<QString> makers{ QStringLiteral("getChild"), QStringLiteral("bind"), QStringLiteral("opt"),
            QStringLiteral("new"), QStringLiteral("patch") };
        static const QSet<QString> questions{ QStringLiteral("isEnabledFor"), QStringLiteral("getEffectiveLevel"),
            QStringLiteral("hasHandlers"), QStringLiteral("level"), QStringLiteral("handlers"),
            QStringLiteral("isatty"), QStringLiteral("getvalue"), QStringLiteral("encoding"), QStringLiteral("name"),
            QStringLiteral("disabled") };
        if (makers.contains(name)) {
            const Value self = Value::object(shared_from_this());
            return builtin(name, [self](Interpreter&, const Arguments&) { return self; });
        }
        if (questions.contains(name))
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on how logging is set up"));
        return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
    }
    bool setAttribute(Interpreter&, const QString&, const Value&) override { return true; }
    std::optional<Value> call(Interpreter&, const Arguments&) override { return Value::object(shared_from_this()); }
    std::optional<Value> enter(Interpreter&) override { return Value::object(shared_from_this()); }

private:
    QString m_name;
};

/// tqdm.tqdm(): gives what it was given, and says how far it is.
class Progress final : public Object {
public:
    explicit Progress(Value iterable)
        : m_iterable(std::move(iterable))
    { }
    QString typeName() const override { return QStringLiteral("tqdm"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        DoubtPtr doubt;
        auto items = interpreter.elements(m_iterable, &doubt);
        return items ? std::pair(Value(), *std::move(items)) : std::pair(Value::unknown(doubt), std::vector<Value>());
    }
    std::optional<Value> enter(Interpreter&) override { return Value::object(shared_from_this()); }

private:
    Value m_iterable;
};

Value silent(const char* name) { return Value::of(std::make_shared<Silent>(QString::fromLatin1(name))); }

} // namespace

void addLogging(Registry& registry)
{
    const Value logger = silent("Logger");
    registry.functions("logging", { { "getLogger(name?)", [logger](const Call&) { return logger; }, Unknowns::Keep } });
    registry.value("logging", "root", logger);
    registry.silent("logging",
        { "basicConfig", "debug", "info", "warning", "warn", "error", "exception", "critical", "log", "disable",
            "captureWarnings", "setLoggerClass", "addLevelName", "shutdown" });
    for (const char* name :
        { "Logger", "LoggerAdapter", "Handler", "StreamHandler", "FileHandler", "NullHandler", "Formatter", "Filter" })
        registry.value("logging", name, silent(name));
    const std::pair<const char*, int> levels[] = { { "NOTSET", 0 }, { "DEBUG", 10 }, { "INFO", 20 }, { "WARNING", 30 },
        { "WARN", 30 }, { "ERROR", 40 }, { "CRITICAL", 50 }, { "FATAL", 50 } };
    for (const auto& [name, level] : levels)
        registry.value("logging", name, Value::number(level));
    registry.silent("logging.config", { "fileConfig", "dictConfig" });
    registry.silent(
        "warnings", { "warn", "warn_explicit", "simplefilter", "filterwarnings", "resetwarnings", "showwarning" });
    registry.value("warnings", "catch_warnings", silent("catch_warnings"));
    registry.value("sys", "stdout", silent("TextIOWrapper"));
    registry.value("sys", "stderr", silent("TextIOWrapper"));
    registry.silent("traceback", { "print_exc", "print_exception", "print_stack" });
    registry.unknownData("traceback", { "format_exc", "format_exception", "extract_stack", "format_stack" },
        QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    registry.silent("pprint", { "pprint", "pp" });
    registry.unknownData("pprint", { "pformat" }, QT_TRANSLATE_NOOP("Messages", "wraps text"));
    registry.silent("atexit", { "register", "unregister" });
    for (const char* module : { "tqdm", "tqdm.auto", "tqdm.std" })
        registry.functions(module,
            { { "tqdm(iterable?, **options)",
                [](const Call& call) { return Value::of(std::make_shared<Progress>(call[0])); }, Unknowns::Keep } });
    registry.silent("gc", { "collect", "disable", "enable" });
}

} // namespace espalier::symbolic::library
