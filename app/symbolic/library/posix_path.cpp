#include "symbolic/library/posix_path.h"
#include "symbolic/library/files.h"
#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

QString joinPaths(const QString& a, const QString& b)
{
    if (b.startsWith(QLatin1Char('/')))
        return b;
    return a.isEmpty() || a.endsWith(QLatin1Char('/')) ? a + b : a + QLatin1Char('/') + b;
}

QString directoryOf(const QString& path)
{
    QString head = path.left(path.lastIndexOf(QLatin1Char('/')) + 1);
    if (head.count(QLatin1Char('/')) != head.size())
        while (head.endsWith(QLatin1Char('/')))
            head.chop(1);
    return head;
}

QString baseOf(const QString& path) { return path.sliced(path.lastIndexOf(QLatin1Char('/')) + 1); }

QString normalPath(const QString& path)
{
    if (path.isEmpty())
        return QStringLiteral(".");
    const bool isAbsolute = path.startsWith(QLatin1Char('/'));
    const bool isDouble = path.startsWith(QLatin1String("//")) && !path.startsWith(QLatin1String("///"));
    QStringList parts;
    const QStringList given = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString& part : given) {
        if (part == QLatin1String("."))
            continue;
        if (part != QLatin1String("..") || (!isAbsolute && parts.isEmpty())
            || (!parts.isEmpty() && parts.last() == QLatin1String("..")))
            parts.append(part);
        else if (!parts.isEmpty())
            parts.removeLast();
    }
    const QString made = QLatin1String(isDouble ? "//" : isAbsolute ? "/" : "") + parts.join(QLatin1Char('/'));
    return made.isEmpty() ? QStringLiteral(".") : made;
}

std::pair<QString, QString> splitExtension(const QString& path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    const qsizetype dot = path.lastIndexOf(QLatin1Char('.'));
    for (qsizetype i = slash + 1; i < dot; ++i) // leading dots are no extension
        if (path[i] != QLatin1Char('.'))
            return { path.left(dot), path.sliced(dot) };
    return { path, QString() };
}

namespace {

QString pathOf(const Call& call, size_t index = 0) { return pathText(call.interpreter, call[index]); }

Value joinedParts(const Call& call)
{
    QString path = pathOf(call);
    for (const Value& part : call.rest)
        path = joinPaths(path, pathText(call.interpreter, part));
    return Value::string(path);
}

Value absoluteText(const Call& call)
{
    const QString path = pathOf(call);
    if (!path.startsWith(QLatin1Char('/')))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    return Value::string(normalPath(path));
}

Value realPath(const Call& call)
{
    const Found found = look(call.interpreter, pathOf(call));
    if (found.kind == Found::Kind::Outside)
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    return Value::string(found.path);
}

Body asksPath(bool (*holds)(Found::Kind))
{
    return [holds](const Call& call) {
        const QString path = pathOf(call);
        const Found found = look(call.interpreter, path);
        if (found.kind == Found::Kind::Outside)
            return Value::data(call.interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "reads a file outside of the project: %1"), { path }));
        return Value::boolean(holds(found.kind));
    };
}

Value expandedHome(const Call& call)
{
    const QString path = pathOf(call);
    if (path.startsWith(QLatin1Char('~')))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    return Value::string(path);
}

Value expandedVariables(const Call& call)
{
    const QString path = pathOf(call);
    if (path.contains(QLatin1Char('$')))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on the environment"));
    return Value::string(path);
}

Value relativePath(const Call& call)
{
    const QString path = pathOf(call);
    const QString start = call.has(1) ? pathOf(call, 1) : QString();
    if (!path.startsWith(QLatin1Char('/')) || !start.startsWith(QLatin1Char('/')))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    const QStringList to = normalPath(path).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QStringList from = normalPath(start).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    qsizetype common = 0;
    while (common < to.size() && common < from.size() && to[common] == from[common])
        ++common;
    QStringList parts(from.size() - common, QStringLiteral(".."));
    parts += to.mid(common);
    return Value::string(parts.isEmpty() ? QStringLiteral(".") : parts.join(QLatin1Char('/')));
}

} // namespace

void addPaths(Registry& registry)
{
    for (const char* module : { "os.path", "posixpath" }) {
        registry.functions(module,
            {
                { "join(path, *paths)", joinedParts },
                { "dirname(path)", [](const Call& call) { return Value::string(directoryOf(pathOf(call))); } },
                { "basename(path)", [](const Call& call) { return Value::string(baseOf(pathOf(call))); } },
                { "normpath(path)", [](const Call& call) { return Value::string(normalPath(pathOf(call))); } },
                { "abspath(path)", absoluteText },
                { "realpath(path)", realPath },
                { "isabs(path)",
                    [](const Call& call) { return Value::boolean(pathOf(call).startsWith(QLatin1Char('/'))); } },
                { "split(path)",
                    [](const Call& call) {
                        const QString path = pathOf(call);
                        return makeTuple({ Value::string(directoryOf(path)), Value::string(baseOf(path)) });
                    } },
                { "splitext(path)",
                    [](const Call& call) {
                        const auto [root, extension] = splitExtension(pathOf(call));
                        return makeTuple({ Value::string(root), Value::string(extension) });
                    } },
                { "exists(path)", asksPath([](Found::Kind kind) { return kind != Found::Kind::Missing; }) },
                { "lexists(path)", asksPath([](Found::Kind kind) { return kind != Found::Kind::Missing; }) },
                { "isfile(path)", asksPath([](Found::Kind kind) { return kind == Found::Kind::File; }) },
                { "isdir(path)", asksPath([](Found::Kind kind) { return kind == Found::Kind::Folder; }) },
                { "expanduser(path)", expandedHome },
                { "expandvars(path)", expandedVariables },
                { "relpath(path, start?)", relativePath },
            });
        registry.value(module, "sep", Value::string(QStringLiteral("/")));
        registry.unknown(module, { "getmtime", "getsize", "getctime" },
            QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    }
}

} // namespace espalier::symbolic::library
