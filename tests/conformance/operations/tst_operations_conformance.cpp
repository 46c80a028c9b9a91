#include "support/evaluated_script.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

// Scripts of our own through Espalier, against what current Alembic and SQLAlchemy print of them (golden.json, recorded
// by record.py).

using namespace espalier;
using operations::Direction;

namespace {

const QString folder = QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/operations/");

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList trimmedLines(const QStringList& statements)
{
    QStringList all;
    for (const QString& statement : statements) {
        QStringList lines = statement.split(QLatin1Char('\n'));
        for (QString& line : lines)
            while (line.endsWith(QLatin1Char(' ')))
                line.chop(1);
        all.append(lines.join(QLatin1Char('\n')));
    }
    return all;
}

QStringList strings(const QJsonArray& array)
{
    QStringList all;
    for (const QJsonValue value : array)
        all.append(value.toString());
    return all;
}

/// Without the exception's class: "CompileError: …".
QString words(const QString& refusal) { return refusal.mid(refusal.indexOf(QLatin1Char(' ')) + 1); }

} // namespace

class OperationsConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sqlIsAlembics_data();
    void sqlIsAlembics();
    void casesAreAlembics_data();
    void casesAreAlembics();
    void noMutatedScriptIsUnderstoodWrongly_data();
    void noMutatedScriptIsUnderstoodWrongly();
};

void OperationsConformance::sqlIsAlembics_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<bool>("isDown");
    QTest::addColumn<QJsonValue>("expected");
    const QJsonObject scripts = QJsonDocument::fromJson(read(folder + QLatin1String("golden.json")))
                                    .object()
                                    .value(QLatin1String("scripts"))
                                    .toObject();
    QVERIFY(scripts.size() >= 5);
    for (auto script = scripts.begin(); script != scripts.end(); ++script) {
        const QJsonObject dialects = script.value().toObject();
        for (auto dialect = dialects.begin(); dialect != dialects.end(); ++dialect)
            for (const bool isDown : { false, true }) {
                const QString direction = isDown ? QStringLiteral("down") : QStringLiteral("up");
                QTest::addRow("%s %s %s", qPrintable(script.key()), qPrintable(dialect.key()), qPrintable(direction))
                    << script.key() << dialect.key() << isDown << dialect.value().toObject().value(direction);
            }
    }
}

void OperationsConformance::sqlIsAlembics()
{
    QFETCH(QString, name);
    QFETCH(QString, dialect);
    QFETCH(bool, isDown);
    QFETCH(QJsonValue, expected);
    const auto evaluation = test::evaluateText(
        read(folder + name + QLatin1String(".py")), dialect, isDown ? Direction::Down : Direction::Up);
    if (expected.isObject()) {
        QCOMPARE(words(evaluation.refused), words(expected.toObject().value(QLatin1String("refused")).toString()));
        return;
    }
    QCOMPARE(evaluation.refused, QString());
    for (const operations::Reason& reason : evaluation.reasons)
        qWarning(
            "line %d: %s (%s)", reason.at.line, qPrintable(reason.message.english()), qPrintable(reason.expression));
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(trimmedLines(evaluation.sql()), trimmedLines(strings(expected.toArray())));
}

// Every directive, type and option in small pieces (cases.txt).
void OperationsConformance::casesAreAlembics_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QJsonValue>("expected");
    const QJsonObject golden = QJsonDocument::fromJson(read(folder + QLatin1String("golden.json")))
                                   .object()[QLatin1String("cases")]
                                   .toObject();
    QByteArray all = '\n' + read(folder + QLatin1String("cases.txt"));
    QList<QByteArray> parts = all.replace("\n== ", "\x01").split('\x01');
    QVERIFY(parts.size() > 60);
    parts.removeFirst(); // the comment
    const QByteArray prelude = parts.takeFirst().mid(int(qstrlen("prelude")));
    for (const QByteArray& part : std::as_const(parts)) {
        const qsizetype end = part.indexOf('\n');
        const QString name = QString::fromUtf8(part.first(end));
        QByteArray body = part.sliced(end);
        body.replace("\n", "\n    ");
        const QByteArray text = prelude + "\n\ndef upgrade():" + QByteArray(part.sliced(end)).replace("\n", "\n    ");
        const QJsonObject dialects = golden.value(name).toObject();
        QCOMPARE(dialects.size(), 3);
        for (auto dialect = dialects.begin(); dialect != dialects.end(); ++dialect)
            QTest::addRow("%s %s", qPrintable(name), qPrintable(dialect.key()))
                << text << dialect.key() << QJsonValue(dialect.value());
    }
}

void OperationsConformance::casesAreAlembics()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, dialect);
    QFETCH(QJsonValue, expected);
    const auto evaluation = test::evaluateText(text, dialect);
    for (const operations::Reason& reason : evaluation.reasons)
        qWarning(
            "line %d: %s (%s)", reason.at.line, qPrintable(reason.message.english()), qPrintable(reason.expression));
    const QByteArray tag = QTest::currentDataTag();
    if (tag.startsWith("not yet") || tag.startsWith("cannot be known")) {
        QVERIFY(!evaluation.isUnderstood);
        QVERIFY(!evaluation.reasons.empty());
        for (const operations::Reason& reason : evaluation.reasons)
            QVERIFY(
                tag.startsWith("not yet") || reason.message.english().startsWith(QLatin1String("the default of `")));
        return;
    }
    QVERIFY(evaluation.isUnderstood);
    const QString refused = expected[QLatin1String("refused")].toString();
    const QJsonArray sql = expected.isObject() ? expected[QLatin1String("sql")].toArray() : expected.toArray();
    const QStringList printed = trimmedLines(evaluation.sql());
    const QStringList wanted = trimmedLines(strings(sql));
    for (qsizetype at = 0; at < std::max(printed.size(), wanted.size()); ++at)
        QCOMPARE(printed.value(at), wanted.value(at));
    QCOMPARE(words(evaluation.refused), words(refused));
}

namespace {

/// What is like a literal that begins so, and can not be known.
QString unknowable(QChar begin)
{
    if (begin == QLatin1Char('['))
        return QStringLiteral("list(__import__('uuid').uuid4().hex)");
    return begin == QLatin1Char('"') ? QStringLiteral("__import__('uuid').uuid4().hex")
                                     : QStringLiteral("__import__('random').randint(1, 9)");
}

} // namespace

// Any one value of a script is made unknowable: what is then still called understood must be what was understood
// before.
void OperationsConformance::noMutatedScriptIsUnderstoodWrongly_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : QDir(folder).entryList({ QStringLiteral("*.py") }))
        QTest::newRow(qPrintable(file)) << file;
}

void OperationsConformance::noMutatedScriptIsUnderstoodWrongly()
{
    QFETCH(QString, name);
    const QString text = QString::fromUtf8(read(folder + name));
    const qsizetype body = text.indexOf(QLatin1String("\nrevision"));
    static const QRegularExpression literal(
        QStringLiteral("(?<![fr\\w\"'])\"[^\"\\n{}%\\\\]*\"(?!\")|\\b[0-9]+\\b|(?<=[ (])\\[[^][\\n]+\\](?! for)"));
    const QString dialect = QStringLiteral("postgresql");
    const QStringList before = test::evaluateText(text.toUtf8(), dialect).sql();
    int mutants = 0;
    int doubted = 0;
    auto matches = literal.globalMatch(text, body);
    while (matches.hasNext()) {
        const auto match = matches.next();
        QString mutant = text;
        mutant.replace(match.capturedStart(), match.capturedLength(), unknowable(match.captured().front()));
        const auto evaluation = test::evaluateText(mutant.toUtf8(), dialect);
        ++mutants;
        const bool isSure = evaluation.isUnderstood && evaluation.refused.isEmpty();
        doubted += isSure ? 0 : 1;
        if (isSure && evaluation.sql() != before)
            QFAIL(qPrintable(QStringLiteral("line %1: %2")
                                 .arg(QStringView(text).left(match.capturedStart()).count(QLatin1Char('\n')) + 1)
                                 .arg(match.captured())));
    }
    QVERIFY2(mutants > 5 && doubted > mutants / 3, qPrintable(QStringLiteral("%1 of %2").arg(doubted).arg(mutants)));
}

QTEST_GUILESS_MAIN(OperationsConformance)
#include "tst_operations_conformance.moc"
