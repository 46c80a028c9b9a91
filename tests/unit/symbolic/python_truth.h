#pragma once

#include "python/syntax_tree.h"
#include "symbolic/library.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

// Python itself says what an expression gives: a table of them goes through /usr/bin/python3 and through the
// interpreter, and their repr() must be the same. What raises is shown as "!" and the exception's class.
namespace espalier::test {

/// Lines that are no expressions of their own, but stand before each: imports, and names.
struct Table {
    QString preamble;
    QStringList expressions;
};

inline QStringList linesOf(const char* text)
{
    QStringList lines = QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.removeIf([](const QString& line) { return line.trimmed().isEmpty(); });
    return lines;
}

inline QStringList realResults(const Table& table)
{
    static const QString script = QStringLiteral("import sys, json\n"
                                                 "preamble, expressions = json.load(sys.stdin)\n"
                                                 "def result(expression):\n"
                                                 "    names = {}\n"
                                                 "    try:\n"
                                                 "        exec(preamble, names)\n"
                                                 "        return repr(eval(expression, names))\n"
                                                 "    except Exception as e:\n"
                                                 "        return '!' + type(e).__name__\n"
                                                 "json.dump([result(e) for e in expressions], sys.stdout)\n");
    QProcess python;
    python.setProgram(QStringLiteral("/usr/bin/python3"));
    python.setArguments({ QStringLiteral("-W"), QStringLiteral("ignore"), QStringLiteral("-c"), script });
    python.start();
    python.write(QJsonDocument(QJsonArray{ table.preamble, QJsonArray::fromStringList(table.expressions) }).toJson());
    python.closeWriteChannel();
    if (!python.waitForFinished(60000) || python.exitCode() != 0)
        qFatal("python3 failed: %s", python.readAllStandardError().constData());
    QStringList results;
    const QJsonArray values = QJsonDocument::fromJson(python.readAllStandardOutput()).array();
    for (const QJsonValue& value : values)
        results.append(value.toString());
    return results;
}

/// What the interpreter knows of an expression: its repr(), "!" and an exception's class, or "?" and a reason.
inline QString symbolicResult(const QString& preamble, const QString& expression,
    symbolic::Interpreter::Options options = {}, const QString& file = QStringLiteral("/nowhere/script.py"))
{
    const auto tree
        = python::SyntaxTree::parse((preamble + QStringLiteral("\nresult = (%1)\n").arg(expression)).toUtf8());
    if (!tree)
        return QStringLiteral("? not parsed");
    symbolic::Interpreter interpreter(std::move(options));
    QString shown;
    const auto attempt = interpreter.attempt([&] {
        const auto module = interpreter.run(*tree, file, QStringLiteral("script"));
        const symbolic::Value value = module->scope->names.value(QStringLiteral("result"));
        return value.isUnknown() ? value : interpreter.repr(value);
    });
    if (attempt.exhausted)
        return QStringLiteral("? too much: ") + attempt.exhausted->reason.english();
    if (!attempt.value)
        return QLatin1Char('!') + interpreter.describe(attempt.exception).section(QLatin1Char(':'), 0, 0);
    if (attempt.value->isUnknown())
        return QStringLiteral("? ") + attempt.value->doubt()->reason.english();
    return attempt.value->text();
}

inline void compareWithPython(const Table& table)
{
    const QStringList real = realResults(table);
    QCOMPARE(real.size(), table.expressions.size());
    QStringList wrong;
    for (qsizetype i = 0; i < real.size(); ++i) {
        const QString made = symbolicResult(table.preamble, table.expressions[i]);
        if (made != real[i])
            wrong.append(QStringLiteral("%1\n    is  %2\n    not %3").arg(table.expressions[i], real[i], made));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("\n") + wrong.join(QLatin1Char('\n'))));
}

} // namespace espalier::test
