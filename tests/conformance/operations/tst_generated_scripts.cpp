#include "support/evaluated_script.h"
#include "support/real_alembic.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

// Scripts made at random (generate.py), through the installed Alembic and through Espalier, statement for statement.
// ESPALIER_SEED=N makes others.

using namespace espalier;

namespace {

constexpr int scripts = 250;

QStringList statements(const QJsonValue& expected)
{
    QStringList all;
    for (const QJsonValue one : expected.isObject() ? expected[QLatin1String("sql")].toArray() : expected.toArray()) {
        QStringList lines = one.toString().split(QLatin1Char('\n'));
        for (QString& line : lines)
            while (line.endsWith(QLatin1Char(' ')))
                line.chop(1);
        all.append(lines.join(QLatin1Char('\n')));
    }
    return all;
}

} // namespace

class TestGeneratedScripts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void areAsAlembicPrintsThem();
};

void TestGeneratedScripts::areAsAlembicPrintsThem()
{
    const QString seed = qEnvironmentVariable("ESPALIER_SEED", QStringLiteral("1"));
    const test::PythonRun made = test::runPython(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/conformance/operations"),
        { QStringLiteral("generate.py"), seed, QString::number(scripts) });
    QVERIFY2(made.exitCode == 0, made.text().constData());
    const QJsonArray all = QJsonDocument::fromJson(made.out.toUtf8()).array();
    QCOMPARE(all.size(), qsizetype(scripts));
    int refused = 0;
    qsizetype compared = 0;
    for (const QJsonValue script : all) {
        const QByteArray text = script[QLatin1String("text")].toString().toUtf8();
        for (const char* dialect : { "postgresql", "sqlite", "mysql" }) {
            const QJsonValue expected = script[QLatin1String(dialect)];
            const auto evaluation = test::evaluateText(text, QString::fromLatin1(dialect));
            QJsonArray printed;
            for (const QString& sql : evaluation.sql())
                printed.append(sql);
            const QStringList mine = statements(printed);
            QStringList theirs = statements(expected);
            const bool isRefused = expected.isObject();
            if (isRefused && theirs.size() > mine.size()) // Alembic prints half of the directive that it then refuses
                theirs.resize(std::max(mine.size(), theirs.size() - 1));
            if (!evaluation.isUnderstood || mine != theirs || evaluation.refused.isEmpty() == isRefused) {
                for (const operations::Reason& reason : evaluation.reasons)
                    qWarning("line %d: %s", reason.at.line, qPrintable(reason.message.english()));
                qWarning("%s\n%s\nrefused: %s; Alembic: %s", dialect, text.constData(), qPrintable(evaluation.refused),
                    qPrintable(expected[QLatin1String("refused")].toString()));
            }
            for (qsizetype i = 0; i < std::max(mine.size(), theirs.size()); ++i)
                QCOMPARE(mine.value(i), theirs.value(i));
            QVERIFY(evaluation.isUnderstood);
            QCOMPARE(!evaluation.refused.isEmpty(), isRefused);
            refused += isRefused ? 1 : 0;
            compared += theirs.size();
        }
    }
    QVERIFY2(compared > 3 * scripts && refused < scripts / 5,
        qPrintable(QStringLiteral("%1 statements, %2 refused").arg(compared).arg(refused)));
}

QTEST_GUILESS_MAIN(TestGeneratedScripts)
#include "tst_generated_scripts.moc"
