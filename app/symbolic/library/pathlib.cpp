#include "symbolic/library/files.h"
#include "symbolic/library/posix_path.h"
#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

/// pathlib.Path, a PosixPath.
class PathObject final : public Object {
public:
    explicit PathObject(QString path)
        : m_path(std::move(path))
    { }
    const QString& path() const { return m_path; }
    QString typeName() const override { return QStringLiteral("PosixPath"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    bool equals(const Object& other) const override
    {
        const auto* path = dynamic_cast<const PathObject*>(&other);
        return path && path->m_path == m_path;
    }
    Value str(Interpreter&) override { return Value::string(m_path); }
    Value repr(Interpreter&) override { return Value::string(QStringLiteral("PosixPath(%1)").arg(reprOf(m_path))); }
    bool isInstanceOf(const QString& className) const override
    {
        static const QStringList names{ QStringLiteral("Path"), QStringLiteral("PurePath"), QStringLiteral("PosixPath"),
            QStringLiteral("PurePosixPath"), QStringLiteral("PathLike") };
        return names.contains(className);
    }

private:
    QString m_path;
};

// As pathlib keeps it: without doubled slashes and single dots.
QString simplified(const QString& path)
{
    QStringList parts = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    parts.removeAll(QStringLiteral("."));
    const bool isDouble = path.startsWith(QLatin1String("//")) && !path.startsWith(QLatin1String("///"));
    const QString root = QLatin1String(isDouble ? "//" : path.startsWith(QLatin1Char('/')) ? "/" : "");
    const QString made = root + parts.join(QLatin1Char('/'));
    return made.isEmpty() ? QStringLiteral(".") : made;
}

Value makePath(const QString& path) { return Value::of(std::make_shared<PathObject>(simplified(path))); }

QString own(const Call& call)
{
    const auto path = call[0].as<PathObject>();
    if (!path)
        call.typeError(QStringLiteral("descriptor requires a Path"));
    return path->path();
}

QString parentOf(const QString& path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    if (path == QLatin1String(".") || slash < 0)
        return QStringLiteral(".");
    return slash == 0 ? QStringLiteral("/") : path.left(slash);
}

QString nameOf(const QString& path) { return path == QLatin1String(".") ? QString() : baseOf(path); }

std::pair<QString, QString> stemAndSuffix(const QString& name)
{
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    return dot > 0 && dot < name.size() - 1 ? std::pair(name.left(dot), name.sliced(dot)) : std::pair(name, QString());
}

QString joinedPaths(const Call& call, QString path, const std::vector<Value>& parts)
{
    for (const Value& part : parts) {
        if (part.isUnknown())
            give(part);
        path = joinPaths(path == QLatin1String(".") ? QString() : path, pathText(call.interpreter, part));
    }
    return path;
}

Value withName(const Call& call, const QString& name)
{
    const QString path = own(call);
    if (nameOf(path).isEmpty() || name.isEmpty() || name.contains(QLatin1Char('/')))
        call.valueError(QStringLiteral("%1 has an empty name").arg(reprOfValue(call.interpreter, call[0])));
    return makePath(joinPaths(parentOf(path), name));
}

Value withSuffix(const Call& call)
{
    const QString suffix = call.text(1);
    if (!suffix.isEmpty() && (!suffix.startsWith(QLatin1Char('.')) || suffix.size() == 1))
        call.valueError(QStringLiteral("Invalid suffix %1").arg(reprOf(suffix)));
    return withName(call, stemAndSuffix(nameOf(own(call))).first + suffix);
}

Value resolvedPath(const Call& call)
{
    const Found found = look(call.interpreter, own(call));
    if (found.kind == Found::Kind::Outside)
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    return makePath(found.path);
}

Value absolutePath(const Call& call)
{
    if (!own(call).startsWith(QLatin1Char('/')))
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs"));
    return call[0];
}

Body asks(bool (*holds)(Found::Kind))
{
    return [holds](const Call& call) {
        const QString path = own(call);
        const Found found = look(call.interpreter, path);
        if (found.kind == Found::Kind::Outside)
            return Value::data(call.interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "reads a file outside of the project: %1"), { path }));
        return Value::boolean(holds(found.kind));
    };
}

Value relativeTo(const Call& call)
{
    const QString path = own(call);
    const QString base = simplified(joinedPaths(call, QStringLiteral("."), call.rest));
    if (base == QLatin1String(".") && !path.startsWith(QLatin1Char('/')))
        return call[0];
    if (path == base)
        return makePath(QStringLiteral("."));
    const QString prefix = base.endsWith(QLatin1Char('/')) ? base : base + QLatin1Char('/');
    if (!path.startsWith(prefix))
        call.valueError(QStringLiteral("%1 is not in the subpath of %2").arg(reprOf(path), reprOf(base)));
    return makePath(path.sliced(prefix.size()));
}

Value globbedPaths(const Call& call, const QString& pattern, bool isDeep)
{
    const QString path = own(call);
    const auto names = entriesOf(call.interpreter, path, pattern, isDeep, true);
    if (!names)
        return call.interpreter.unknown(
            QT_TRANSLATE_NOOP("Messages", "reads a folder outside of the project: %1"), { path });
    std::vector<Value> made;
    for (const QString& name : *names)
        made.push_back(makePath(name));
    return makeIterator("generator", std::move(made));
}

const Methods& pathMethods()
{
    static const Methods methods({
        { "joinpath(self, *parts)",
            [](const Call& call) { return makePath(joinedPaths(call, own(call), call.rest)); } },
        { "with_name(self, name)", [](const Call& call) { return withName(call, call.text(1)); } },
        { "with_stem(self, stem)",
            [](const Call& call) { return withName(call, call.text(1) + stemAndSuffix(nameOf(own(call))).second); } },
        { "with_suffix(self, suffix)", withSuffix },
        { "resolve(self, strict?)", resolvedPath },
        { "absolute(self)", absolutePath },
        { "as_posix(self)", [](const Call& call) { return Value::string(own(call)); } },
        { "__fspath__(self)", [](const Call& call) { return Value::string(own(call)); } },
        { "is_absolute(self)",
            [](const Call& call) { return Value::boolean(own(call).startsWith(QLatin1Char('/'))); } },
        { "exists(self)", asks([](Found::Kind kind) { return kind != Found::Kind::Missing; }) },
        { "is_file(self)", asks([](Found::Kind kind) { return kind == Found::Kind::File; }) },
        { "is_dir(self)", asks([](Found::Kind kind) { return kind == Found::Kind::Folder; }) },
        { "read_text(self, encoding?, errors?)",
            [](const Call& call) {
                return readFile(call.interpreter, call[0], false, call.text(1, QStringLiteral("utf-8")));
            } },
        { "read_bytes(self)", [](const Call& call) { return readFile(call.interpreter, call[0], true, {}); } },
        { "open(self, mode?, buffering?, encoding?, errors?, newline?)",
            [](const Call& call) {
                return openFile(call.interpreter, call[0], call.text(1, QStringLiteral("r")),
                    call.text(3, QStringLiteral("utf-8")));
            } },
        { "glob(self, pattern)", [](const Call& call) { return globbedPaths(call, call.text(1), false); } },
        { "rglob(self, pattern)", [](const Call& call) { return globbedPaths(call, call.text(1), true); } },
        { "iterdir(self)", [](const Call& call) { return globbedPaths(call, QStringLiteral("*"), false); } },
        { "relative_to(self, *other)", relativeTo },
        { "is_relative_to(self, other)",
            [](const Call& call) {
                const QString path = own(call);
                const QString base = simplified(pathText(call.interpreter, call[1]));
                return Value::boolean(
                    path == base || path.startsWith(base.endsWith(QLatin1Char('/')) ? base : base + QLatin1Char('/')));
            } },
    });
    return methods;
}

Value parentsOf(const QString& path)
{
    std::vector<Value> made;
    for (QString at = path; parentOf(at) != at && at != QLatin1String("."); at = parentOf(at))
        made.push_back(makePath(parentOf(at)));
    return makeTuple(std::move(made));
}

Value partsOf(const QString& path)
{
    QStringList parts = path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    parts.removeAll(QStringLiteral("."));
    if (path.startsWith(QLatin1Char('/')))
        parts.prepend(QStringLiteral("/"));
    std::vector<Value> made;
    for (const QString& part : std::as_const(parts))
        made.push_back(Value::string(part));
    return makeTuple(std::move(made));
}

std::optional<Value> PathObject::attribute(Interpreter&, const QString& name)
{
    const auto suffixes = [&] {
        QStringList found = nameOf(m_path).split(QLatin1Char('.')).mid(1);
        for (QString& suffix : found)
            suffix.prepend(QLatin1Char('.'));
        return makeList(found);
    };
    if (name == QLatin1String("parent"))
        return makePath(parentOf(m_path));
    if (name == QLatin1String("parents"))
        return parentsOf(m_path);
    if (name == QLatin1String("parts"))
        return partsOf(m_path);
    if (name == QLatin1String("name"))
        return Value::string(nameOf(m_path));
    if (name == QLatin1String("stem"))
        return Value::string(stemAndSuffix(nameOf(m_path)).first);
    if (name == QLatin1String("suffix"))
        return Value::string(stemAndSuffix(nameOf(m_path)).second);
    if (name == QLatin1String("suffixes"))
        return suffixes();
    if (name == QLatin1String("write_text") || name == QLatin1String("write_bytes") || name == QLatin1String("mkdir")
        || name == QLatin1String("unlink") || name == QLatin1String("touch"))
        return function("write(*args, **kwargs)", [path = m_path](const Call& call) {
            return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "writes the file %1"), { path });
        });
    return pathMethods().bound(name, Value::object(shared_from_this()));
}

std::optional<Value> PathObject::binary(
    Interpreter& interpreter, BinaryOperator op, const Value& other, bool isReflected)
{
    if (op != BinaryOperator::TrueDiv || other.as<External>())
        return std::nullopt;
    if (other.isUnknown())
        return other;
    return sure([&]() -> std::optional<Value> {
        const QString text = pathText(interpreter, other);
        return isReflected ? makePath(joinPaths(text, m_path))
                           : makePath(joinPaths(m_path == QLatin1String(".") ? QString() : m_path, text));
    });
}

std::optional<Value> PathObject::compare(
    Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    if (other.isUnknown())
        return other;
    const auto path = other.as<PathObject>();
    if (op == CompareOperator::Eq || op == CompareOperator::Ne)
        return Value::boolean((path && path->m_path == m_path) == (op == CompareOperator::Eq));
    if (!path)
        return std::nullopt;
    const Value mine = partsOf(m_path);
    const Value theirs = partsOf(path->m_path);
    return isReflected ? plainCompare(interpreter, op, theirs, mine) : plainCompare(interpreter, op, mine, theirs);
}

} // namespace

void addPathlib(Registry& registry)
{
    const BuiltinClass::Members members = [](Interpreter& interpreter, const QString& name) -> std::optional<Value> {
        if (name == QLatin1String("cwd") || name == QLatin1String("home"))
            return function("cwd()", [](const Call& call) {
                return Value::data(
                    call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "depends on where and when it runs")));
            });
        Q_UNUSED(interpreter)
        return pathMethods().unbound(name);
    };
    for (const char* signature : { "Path(*parts)", "PosixPath(*parts)", "PurePath(*parts)", "PurePosixPath(*parts)" }) {
        registry.type(
            "pathlib", signature,
            [](const Call& call) { return makePath(joinedPaths(call, QStringLiteral("."), call.rest)); }, members);
    }
}

} // namespace espalier::symbolic::library
