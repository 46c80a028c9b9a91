#include "symbolic/library/registry.h"

#include <limits>

namespace espalier::symbolic::library {

namespace {

constexpr const char* whenItRuns = QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs");
constexpr const char* random = QT_TRANSLATE_NOOP("Messages", "is random");

Value unknownList(Interpreter& interpreter)
{
    const Value made = makeList(std::vector<Value>());
    made.as<List>()->doubt = interpreter.doubt(whenItRuns);
    return made;
}

Value versionInfo()
{
    const auto made = std::make_shared<Tuple>(std::vector<Value>{ Value::number(3), Value::number(11), Value::number(0),
        Value::string(QStringLiteral("final")), Value::number(0) });
    made->names = { QStringLiteral("major"), QStringLiteral("minor"), QStringLiteral("micro"),
        QStringLiteral("releaselevel"), QStringLiteral("serial") };
    made->typeNameOf = QStringLiteral("version_info");
    return Value::of(made);
}

Value exited(const Call& call)
{
    call.interpreter.raise(QStringLiteral("SystemExit"), call[0].isString() ? call[0].text() : QString());
}

void addRandom(Registry& registry)
{
    registry.unknownWords("random", { "random", "randint", "randrange", "uniform", "getrandbits", "gauss" }, random);
    registry.unknownData("random", { "choice", "choices", "sample", "randbytes", "Random", "SystemRandom" }, random);
    registry.silent("random", { "seed" });
    registry.functions("random",
        { { "shuffle(x)",
            [](const Call& call) {
                taint(call.interpreter, call[0], Unseen::data(call.interpreter.doubt(random)));
                return Value();
            },
            Unknowns::Keep } });
    registry.unknownWords("secrets", { "token_hex", "randbelow", "randbits" }, random);
    registry.unknownData("secrets", { "token_bytes", "token_urlsafe", "choice", "SystemRandom" }, random);
}

void addOutside(Registry& registry)
{
    registry.outside(
        "subprocess", { "run", "call", "check_call", "check_output", "Popen", "getoutput", "getstatusoutput" });
    registry.outside("shutil",
        { "copy", "copy2", "copyfile", "copytree", "move", "rmtree", "make_archive", "unpack_archive", "chown" },
        World::Reach::World);
    registry.unknownData("shutil", { "which", "disk_usage", "get_terminal_size" }, whenItRuns);
    registry.outside("socket", { "socket", "create_connection", "getaddrinfo", "gethostbyname" }, World::Reach::World);
    registry.unknownData("socket", { "gethostname", "getfqdn" }, whenItRuns);
    registry.outside("urllib.request", { "urlopen", "urlretrieve", "Request" }, World::Reach::World);
    registry.outside("multiprocessing", { "Process", "Pool", "Queue", "Manager" });
    registry.outside("threading", { "Thread", "Timer" });
    registry.unknownData("tempfile",
        { "mkdtemp", "mkstemp", "gettempdir", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile" },
        whenItRuns);
    registry.unknown("pickle", { "loads", "load", "dumps", "dump" },
        QT_TRANSLATE_NOOP("Messages", "reads or writes objects as bytes"));
    for (const char* module : { "zlib", "gzip", "bz2", "lzma" })
        registry.unknownData(module, { "compress", "decompress", "open" },
            QT_TRANSLATE_NOOP("Messages", "reads or writes objects as bytes"));
}

} // namespace

void addSystem(Registry& registry)
{
    registry.value("sys", "version_info", versionInfo());
    registry.value("sys", "platform", Value::string(QStringLiteral("linux")));
    registry.value("sys", "maxsize", Value::number(std::numeric_limits<qint64>::max()));
    registry.value("sys", "maxunicode", Value::number(0x10FFFF));
    registry.value("sys", "byteorder", Value::string(QStringLiteral("little")));
    registry.made("sys", "path", unknownList);
    for (const char* name : { "argv", "modules", "executable", "version", "prefix", "stdin", "flags", "meta_path" })
        registry.made("sys", name, [](Interpreter& interpreter) { return interpreter.unknown(whenItRuns); });
    registry.functions(
        "sys", { { "exit(status?)", exited }, { "intern(string)", [](const Call& call) { return call[0]; } } });
    registry.unknown(
        "sys", { "exc_info", "getsizeof", "getrecursionlimit", "_getframe", "getdefaultencoding" }, whenItRuns);
    registry.silent("sys", { "setrecursionlimit", "settrace" });
    registry.unknownWords("time",
        { "time", "time_ns", "monotonic", "perf_counter", "process_time", "ctime", "mktime", "asctime" }, whenItRuns);
    registry.unknownData("time", { "localtime", "gmtime", "strftime" }, whenItRuns);
    registry.silent("time", { "sleep" });
    registry.unknownData(
        "platform", { "system", "machine", "node", "platform", "python_version", "release" }, whenItRuns);
    registry.unknownData("getpass", { "getpass", "getuser" }, whenItRuns);
    registry.unknown("inspect",
        { "stack", "currentframe", "getsource", "getmembers", "signature", "isclass", "isfunction", "getfile",
            "getmodule", "iscoroutinefunction" },
        whenItRuns);
    registry.silent("asyncio", { "sleep" });
    registry.functions("asyncio", { { "run(coroutine, debug?)", [](const Call& call) { return call[0]; } } });
    addRandom(registry);
    addOutside(registry);
}

} // namespace espalier::symbolic::library
