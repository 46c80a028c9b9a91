#include "symbolic/library/files.h"

#include "symbolic/library/posix_path.h"
#include "symbolic/library/registry.h"
#include "symbolic/library/text.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::symbolic::library {

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;

bool isWithin(const QString& path, const QString& folder)
{
    return !folder.isEmpty() && (path == folder || path.startsWith(folder + QLatin1Char('/')));
}

bool isOfProject(const Interpreter& interpreter, const QString& canonical)
{
    QStringList folders = interpreter.options().imports.roots();
    folders.append(QFileInfo(interpreter.place().file).path());
    return std::any_of(folders.cbegin(), folders.cend(),
        [&](const QString& folder) { return isWithin(canonical, QFileInfo(folder).canonicalFilePath()); });
}

std::optional<QString> decoded(const QByteArray& bytes, const QString& encoding)
{
    const QString name = encoding.toLower().replace(QLatin1Char('_'), QLatin1Char('-'));
    if (name == QLatin1String("latin-1") || name == QLatin1String("latin1") || name == QLatin1String("iso-8859-1"))
        return QString::fromLatin1(bytes);
    const bool isMarked = name == QLatin1String("utf-8-sig");
    if (!isMarked && name != QLatin1String("utf-8") && name != QLatin1String("utf8") && name != QLatin1String("ascii"))
        return std::nullopt;
    // fromUtf8() takes a byte order mark away, which Python keeps.
    const bool hasMark = bytes.startsWith("\xEF\xBB\xBF");
    const QByteArray rest = hasMark ? bytes.sliced(3) : bytes;
    const QString text = QString::fromUtf8(rest);
    if (text.toUtf8() != rest)
        return std::nullopt;
    return hasMark && !isMarked ? QChar(0xFEFF) + text : text;
}

QString universal(QString text)
{
    return text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
}

} // namespace

Found look(const Interpreter& interpreter, const QString& path)
{
    if (!path.startsWith(QLatin1Char('/')) || path.contains(QChar(0)))
        return {};
    const QFileInfo info(path);
    if (info.exists()) {
        const QString canonical = info.canonicalFilePath();
        if (!isOfProject(interpreter, canonical))
            return {};
        return { info.isDir() ? Found::Kind::Folder : Found::Kind::File, canonical };
    }
    // What is not there is so in a folder that is: nothing is said of links and ".." on the way.
    const QString clean = QDir::cleanPath(path);
    QString parent = clean.left(clean.lastIndexOf(QLatin1Char('/')));
    while (!parent.isEmpty() && !QFileInfo::exists(parent))
        parent = parent.left(parent.lastIndexOf(QLatin1Char('/')));
    const bool isLink = QFileInfo(path).isSymLink() || path.contains(QLatin1String("/../"));
    if (parent.isEmpty() || isLink || !isOfProject(interpreter, QFileInfo(parent).canonicalFilePath()))
        return {};
    return { Found::Kind::Missing, clean };
}

std::optional<QStringList> entriesOf(
    Interpreter& interpreter, const QString& folder, const QString& pattern, bool isDeep, bool isWithHidden)
{
    const Found found = look(interpreter, folder);
    if (found.kind == Found::Kind::Outside || pattern.contains(QLatin1Char('/'))
        || pattern.contains(QLatin1String("**")))
        return std::nullopt;
    QStringList paths;
    if (found.kind != Found::Kind::Folder)
        return paths;
    const QRegularExpression expression(QRegularExpression::wildcardToRegularExpression(pattern));
    QDirIterator entries(found.path, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
        isDeep ? QDirIterator::Subdirectories : QDirIterator::NoIteratorFlags);
    while (entries.hasNext()) {
        interpreter.spend();
        const QString entry = entries.next();
        const bool isHidden = entries.fileName().startsWith(QLatin1Char('.'));
        if ((!isHidden || isWithHidden) && expression.match(entries.fileName()).hasMatch())
            paths.append(joinPaths(folder, entry.sliced(found.path.size() + 1)));
    }
    paths.sort();
    return paths;
}

QString pathText(Interpreter& interpreter, const Value& value)
{
    const Value& plain = plainOf(value);
    if (plain.isString())
        return plain.text();
    if (const DoubtPtr doubt = mystery(interpreter, value))
        give(doubt);
    const auto found = value.isObject() ? interpreter.findAttribute(value, QStringLiteral("__fspath__")) : std::nullopt;
    if (!found)
        interpreter.raise(QStringLiteral("TypeError"),
            QStringLiteral("expected str, bytes or os.PathLike object, not %1").arg(interpreter.typeName(value)));
    return strOf(interpreter, interpreter.call(*found));
}

Value readFile(Interpreter& interpreter, const Value& path, bool isBytes, const QString& encoding)
{
    const QString name = pathText(interpreter, path);
    const Found found = look(interpreter, name);
    if (found.kind == Found::Kind::Outside) {
        const DoubtPtr why
            = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads a file outside of the project: %1"), { name });
        interpreter.mayRaise(why);
        return Value::data(why);
    }
    if (found.kind == Found::Kind::Missing)
        interpreter.raise(QStringLiteral("FileNotFoundError"),
            QStringLiteral("[Errno 2] No such file or directory: %1").arg(reprOf(name)));
    if (found.kind == Found::Kind::Folder)
        interpreter.raise(
            QStringLiteral("IsADirectoryError"), QStringLiteral("[Errno 21] Is a directory: %1").arg(reprOf(name)));
    QFile file(found.path);
    if (!QFileInfo(found.path).isFile() || file.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return interpreter.unknown(
            QT_TRANSLATE_NOOP("Messages", "reads the file %1, which can't be read here"), { name });
    const QByteArray bytes = file.read(largestFile + 1);
    interpreter.checkSize(bytes.size());
    if (isBytes)
        return Value::bytes(QString::fromLatin1(bytes));
    const std::optional<QString> text = decoded(bytes, encoding);
    if (!text)
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "decodes from %1"), { encoding });
    return Value::string(universal(*text));
}

Value openFile(Interpreter& interpreter, const Value& path, const QString& mode, const QString& encoding)
{
    if (mode.contains(QLatin1Char('w')) || mode.contains(QLatin1Char('a')) || mode.contains(QLatin1Char('x'))
        || mode.contains(QLatin1Char('+')))
        return Value::data(
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "writes the file %1"), { pathText(interpreter, path) }));
    const bool isBytes = mode.contains(QLatin1Char('b'));
    const Value content = readFile(interpreter, path, isBytes, encoding);
    return content.isUnknown() ? content : Value::of(std::make_shared<Stream>(content.text(), isBytes));
}

namespace {

Value open(const Call& call)
{
    if (call[2].isString()) // newline=""
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "reads a file with line ends as they are")));
    return openFile(
        call.interpreter, call[0], call.text(1, QStringLiteral("r")), call.text(3, QStringLiteral("utf-8")));
}

Value globbedNames(const Call& call)
{
    const QString pattern = pathText(call.interpreter, call[0]);
    const auto paths = !call.more.empty()
        ? std::nullopt
        : entriesOf(call.interpreter, directoryOf(pattern), baseOf(pattern), false, false);
    if (!paths || baseOf(pattern).startsWith(QLatin1Char('.')))
        return Value::data(call.interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "reads a folder outside of the project: %1"), { pattern }));
    return makeList(*paths);
}

} // namespace

void addFiles(Registry& registry)
{
    registry.functions(
        "glob", { { "glob(pathname, **options)", globbedNames }, { "iglob(pathname, **options)", globbedNames } });
    const Entry opened{ "open(file, mode?, newline?, encoding?, buffering?, errors?)",
        [](const Call& call) { return open(call); } };
    for (const char* module : { "io", "codecs" })
        registry.functions(module, { opened });
    registry.type("io", "StringIO(initial_value?, newline?)",
        [](const Call& call) { return Value::of(std::make_shared<Stream>(call.text(0, QString()), false, true)); });
    registry.type("io", "BytesIO(initial_bytes?)", [](const Call& call) {
        return Value::of(std::make_shared<Stream>(call[0].isNone() ? QString() : call[0].text(), true, true));
    });
}

} // namespace espalier::symbolic::library
