#include "cli/printable.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace espalier::cli;

class TestPrintable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void harmfulCharactersAreShown_data();
    void harmfulCharactersAreShown();
    void ordinaryTextIsUnchanged();
    void jsonStillMeansTheSame();
};

void TestPrintable::harmfulCharactersAreShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const QString& text, const char* lines, const char* line) {
        QTest::newRow(name) << text << QString::fromLatin1(lines) << QString::fromLatin1(line);
    };
    row("escape", QStringLiteral("a\x1b[2Jb"), "a\\x1b[2Jb", "a\\x1b[2Jb");
    row("line end", QStringLiteral("a\nb\t"), "a\nb\t", "a\\nb\\t");
    row("carriage return", QStringLiteral("a\rb"), "a\\x0db", "a\\x0db");
    row("eight bits", QStringLiteral("a\u009b1mb"), "a\\x9b1mb", "a\\x9b1mb");
    row("delete", QStringLiteral("a\u007f"), "a\\x7f", "a\\x7f");
    row("direction", QStringLiteral("a\u202eb\u2069"), "a\\u202eb\\u2069", "a\\u202eb\\u2069");
    row("null", QString(QChar(0)) + QLatin1Char('a'), "\\x00a", "\\x00a");
}

void TestPrintable::harmfulCharactersAreShown()
{
    QFETCH(QString, text);
    QFETCH(QString, lines);
    QFETCH(QString, line);
    QCOMPARE(printable(text), lines);
    QCOMPARE(printableLine(text), line);
}

void TestPrintable::ordinaryTextIsUnchanged()
{
    const QString text = QStringLiteral("größe \u00a0 名 \U0001f333 \\n \"x\"");
    QCOMPARE(printableLine(text), text);
    QCOMPARE(printable(QString()), QString());
}

void TestPrintable::jsonStillMeansTheSame()
{
    const QJsonObject object{ { QStringLiteral("a\u009b\u202e"), QStringLiteral("\x1b\u2028\u007f\nü") } };
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson());
    const QString shown = printableJson(json);
    QVERIFY(!shown.contains(QChar(0x9b)) && !shown.contains(QChar(0x202e)) && !shown.contains(QChar(0x7f)));
    QCOMPARE(QJsonDocument::fromJson(shown.toUtf8()).object(), object);
}

QTEST_GUILESS_MAIN(TestPrintable)
#include "tst_printable.moc"
