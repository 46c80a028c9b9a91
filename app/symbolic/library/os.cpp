#include "symbolic/library/builtins.h"
#include "symbolic/library/files.h"
#include "symbolic/library/registry.h"

#include <QDir>

namespace espalier::symbolic::library {

namespace {

Value variable(const Call& call, const Value& otherwise, bool mustBeSet)
{
    return call.interpreter.environmentVariable(call.text(0), otherwise, mustBeSet);
}

/// os.environ. What the code would change there is not kept: such code does something that is not followed.
class Environment final : public Object {
public:
    QString typeName() const override { return QStringLiteral("_Environ"); }
    std::optional<Value> item(Interpreter& interpreter, const Value& key) override
    {
        return sure(
            [&] { return interpreter.environmentVariable(textOf(interpreter, key, QStringLiteral("key")), {}, true); });
    }
    std::optional<Value> contains(Interpreter& interpreter, const Value& key) override
    {
        return sure([&] {
            const Value value
                = interpreter.environmentVariable(textOf(interpreter, key, QStringLiteral("key")), {}, false);
            return value.isUnknown() ? value : Value::boolean(!value.isNone());
        });
    }
    bool setItem(Interpreter& interpreter, const Value&, const Value&) override
    {
        change(interpreter);
        return true;
    }
    bool removeItem(Interpreter& interpreter, const Value&) override
    {
        change(interpreter);
        return true;
    }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == QLatin1String("get"))
            return function("get(key, default?)", [](const Call& call) { return variable(call, call[1], false); });
        static const QStringList changes{ QStringLiteral("pop"), QStringLiteral("update"), QStringLiteral("setdefault"),
            QStringLiteral("clear") };
        if (changes.contains(name))
            return function("change(*args, **kwargs)", [](const Call& call) { return change(call.interpreter); });
        return std::nullopt;
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return std::pair(all(interpreter), std::vector<Value>());
    }
    std::optional<Value> length(Interpreter& interpreter) override { return all(interpreter); }

private:
    static Value all(Interpreter& interpreter)
    {
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on the environment"));
    }
    static Value change(Interpreter& interpreter)
    {
        return outside(interpreter, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "changes environment variables")));
    }
};

// By name, where Python gives the file system's order, on which nothing sensible depends.
Value listed(const Call& call)
{
    const QString path = pathText(call.interpreter, call[0]);
    const Found found = look(call.interpreter, path);
    if (found.kind == Found::Kind::Outside || found.kind == Found::Kind::File)
        return Value::data(call.interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "reads a folder outside of the project: %1"), { path }));
    if (found.kind == Found::Kind::Missing)
        call.interpreter.raise(QStringLiteral("FileNotFoundError"),
            QStringLiteral("[Errno 2] No such file or directory: %1").arg(reprOf(path)));
    const QStringList names
        = QDir(found.path).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    checkCount(call.interpreter, size_t(names.size()));
    return makeList(names);
}

} // namespace

void addOs(Registry& registry)
{
    registry.value("os", "environ", Value::of(std::make_shared<Environment>()));
    registry.value("os", "sep", Value::string(QStringLiteral("/")));
    registry.value("os", "pathsep", Value::string(QStringLiteral(":")));
    registry.value("os", "linesep", Value::string(QStringLiteral("\n")));
    registry.value("os", "curdir", Value::string(QStringLiteral(".")));
    registry.value("os", "pardir", Value::string(QStringLiteral("..")));
    registry.value("os", "devnull", Value::string(QStringLiteral("/dev/null")));
    registry.value("os", "name", Value::string(QStringLiteral("posix")));
    registry.functions("os",
        {
            { "getenv(key, default?)", [](const Call& call) { return variable(call, call[1], false); } },
            { "fspath(path)", [](const Call& call) { return Value::string(pathText(call.interpreter, call[0])); } },
            { "listdir(path)", listed },
        });
    registry.unknownData("os",
        { "getcwd", "getcwdb", "getpid", "getppid", "getlogin", "cpu_count", "urandom", "uname", "stat" },
        QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    registry.unknownData("os", { "walk", "scandir" }, QT_TRANSLATE_NOOP("Messages", "reads folders"));
    registry.outside("os", { "system", "popen", "kill", "_exit", "putenv", "unsetenv" });
    registry.outside("os",
        { "remove", "unlink", "rmdir", "removedirs", "mkdir", "makedirs", "rename", "replace", "chdir", "chmod",
            "chown", "symlink", "link", "truncate" },
        World::Reach::World);
    registry.functions("os", { { "PathLike()", [](const Call&) { return Value(); } } });
}

} // namespace espalier::symbolic::library
