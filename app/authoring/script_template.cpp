#include "authoring/script_template.h"

#include "authoring/template_code.h"
#include "python/syntax_tree.h"
#include "symbolic/interpreter.h"
#include "symbolic/library.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace espalier::authoring {

namespace {

using symbolic::Interpreter;
using symbolic::Value;

/// Alembic's comma filter; the names that a template may use follow.
constexpr const char* preamble = "import datetime\n"
                                 "def comma(value):\n"
                                 "    if value is None:\n"
                                 "        return ''\n"
                                 "    if isinstance(value, str):\n"
                                 "        return value\n"
                                 "    return ', '.join(value)\n"
                                 "out = []\n";

QString tupleText(const QStringList& texts)
{
    QString all;
    for (const QString& text : texts)
        all += symbolic::reprOf(text) + QLatin1String(", ");
    return QLatin1Char('(') + all.trimmed() + QLatin1Char(')');
}

/// Alembic's tuple_rev_as_scalar().
QString scalarOrTuple(const QStringList& ids)
{
    return ids.isEmpty() ? QStringLiteral("None") : ids.size() == 1 ? symbolic::reprOf(ids.first()) : tupleText(ids);
}

QString dateText(const QDateTime& when)
{
    const QDate date = when.date();
    const QTime time = when.time();
    const QString zone = when.timeSpec() == Qt::LocalTime
        ? QString()
        : QStringLiteral(", tzinfo=datetime.timezone(datetime.timedelta(seconds=%1))").arg(when.offsetFromUtc());
    return QStringLiteral("datetime.datetime(%1, %2, %3, %4, %5, %6, %7%8)")
        .arg(date.year())
        .arg(date.month())
        .arg(date.day())
        .arg(time.hour())
        .arg(time.minute())
        .arg(time.second())
        .arg(time.msec() * 1000)
        .arg(zone);
}

QStringList namesOf(const TemplateValues& values)
{
    const auto line
        = [](const char* name, const QString& code) { return QLatin1String(name) + QLatin1String(" = ") + code; };
    const auto listOrNone
        = [](const QStringList& texts) { return texts.isEmpty() ? QStringLiteral("None") : scalarOrTuple(texts); };
    return { line("up_revision", symbolic::reprOf(values.upRevision)),
        line("down_revision", scalarOrTuple(values.downRevision)),
        line("branch_labels", listOrNone(values.branchLabels)), line("depends_on", listOrNone(values.dependsOn)),
        line("create_date", dateText(values.createDate)), line("message", symbolic::reprOf(values.message)),
        line("imports", symbolic::reprOf(values.imports)), line("upgrades", symbolic::reprOf(values.upgrades)),
        line("downgrades", symbolic::reprOf(values.downgrades)) };
}

core::Error unknownAt(const QString& file, int line, const QString& why)
{
    return core::makeError(core::ErrorCode::Unsupported,
        QT_TRANSLATE_NOOP("Messages", "The template cannot be filled in without running it: %1"), { why })
        .at(file, line);
}

/// The pieces in `out`, joined.
core::Result<QString> joined(Interpreter& interpreter, const Value& out, const QString& file)
{
    QString text;
    const auto pieces = interpreter.elements(out);
    if (!pieces)
        return core::fail(unknownAt(file, 1, QStringLiteral("out")));
    for (const Value& piece : *pieces) {
        const auto parts = interpreter.elements(piece);
        if (!parts || parts->size() != 2)
            return core::fail(unknownAt(file, 1, QStringLiteral("out")));
        const int line = int((*parts)[0].integer());
        const Value& value = (*parts)[1];
        if (value.isUnknown())
            return core::fail(unknownAt(file, line, value.doubt()->reason.english()));
        if (!value.isString())
            return core::fail(unknownAt(file, line, interpreter.typeName(value)));
        text += value.text();
    }
    return text;
}

} // namespace

core::Result<QString> renderTemplate(const QString& text, const QString& file, const TemplateValues& values)
{
    const auto code = translateTemplate(text, file);
    if (!code)
        return core::fail(code.error());
    const QStringList before
        = QString::fromLatin1(preamble).split(QLatin1Char('\n'), Qt::SkipEmptyParts) + namesOf(values);
    const QString source = (before + code->lines).join(QLatin1Char('\n')) + QLatin1Char('\n');
    const auto placeOf = [&](int line) {
        const auto at = size_t(std::max<qsizetype>(0, line - 1 - before.size()));
        return at < code->places.size() ? code->places[at] : 1;
    };
    const auto tree = python::SyntaxTree::parse(source.toUtf8());
    const int errorLine = tree ? tree->firstErrorLine() : 1;
    if (errorLine > 0)
        return core::fail(unknownAt(file, placeOf(errorLine), QStringLiteral("SyntaxError")));
    Interpreter interpreter({});
    core::Result<QString> result = QString();
    const auto attempt = interpreter.attempt([&] {
        const auto module = interpreter.run(*tree, file, QStringLiteral("template"));
        result = joined(interpreter, module->scope->names.value(QStringLiteral("out")), file);
        return Value();
    });
    if (attempt.exhausted)
        return core::fail(unknownAt(file, placeOf(attempt.exhausted->place.line), attempt.exhausted->reason.english()));
    if (!attempt.value)
        return core::fail(unknownAt(file, placeOf(attempt.place.line), interpreter.describe(attempt.exception)));
    return result;
}

core::Result<QString> formatPattern(
    const QString& pattern, const QMap<QString, QString>& texts, const QMap<QString, qint64>& numbers)
{
    QStringList entries;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        entries.append(QStringLiteral("%1: %2").arg(symbolic::reprOf(it.key()), symbolic::reprOf(it.value())));
    for (auto it = numbers.cbegin(); it != numbers.cend(); ++it)
        entries.append(QStringLiteral("%1: %2").arg(symbolic::reprOf(it.key())).arg(it.value()));
    const QString source
        = QStringLiteral("result = %1 % {%2}\n").arg(symbolic::reprOf(pattern), entries.join(QLatin1String(", ")));
    const auto tree = python::SyntaxTree::parse(source.toUtf8());
    QString formatted;
    Interpreter interpreter({});
    const auto attempt = interpreter.attempt([&] {
        const auto module = interpreter.run(*tree, QStringLiteral("file_template"), QStringLiteral("template"));
        const Value value = module->scope->names.value(QStringLiteral("result"));
        formatted = value.isString() ? value.text() : QString();
        return Value();
    });
    if (!attempt.value || formatted.isEmpty())
        return core::fail(core::ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages", "The file name %1 cannot be filled in."), { pattern });
    return formatted;
}

} // namespace espalier::authoring
