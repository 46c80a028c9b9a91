#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

Value imported(const Call& call)
{
    const QString name = call.text(0);
    if (name.startsWith(QLatin1Char('.'))) {
        qsizetype level = 0;
        while (level < name.size() && name[level] == QLatin1Char('.'))
            ++level;
        const auto module
            = call.interpreter.importModule(name.sliced(level), int(level), call.interpreter.place().file);
        if (!module || call.has(1)) // of another package than the running file's, for all that is known
            return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "imports a module by a name made up here"));
        return Value::of(module);
    }
    return call.interpreter.import(name);
}

} // namespace

void addImports(Registry& registry)
{
    registry.functions("importlib",
        { { "import_module(name, package?)", imported },
            { "reload(module)", [](const Call& call) { return call[0]; } } });
    registry.unknown("importlib.util", { "find_spec", "spec_from_file_location", "module_from_spec" },
        QT_TRANSLATE_NOOP("Messages", "imports a module by a name made up here"));
    for (const char* module : { "importlib.metadata", "importlib.resources" })
        registry.unknown(module, { "version", "files", "read_text", "open_text", "path", "entry_points" },
            QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    for (const char* name : { "annotations", "print_function", "unicode_literals", "absolute_import", "division",
             "generators", "with_statement", "nested_scopes", "generator_stop" })
        registry.value("__future__", name, Value());
}

} // namespace espalier::symbolic::library
