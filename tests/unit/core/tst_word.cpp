#include "core/word.h"

#include <QTest>

using namespace espalier;
using core::Word;

class TestWord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isFoundByTheSameText();
    void hashesSpread();
};

void TestWord::isFoundByTheSameText()
{
    core::WordHash<int> numbers;
    QStringList texts{ QString(), QStringLiteral("id"), QStringLiteral("Id"), QStringLiteral("größe"),
        QString(40, u'x'), QString(41, u'x') };
    for (int i = 0; i < texts.size(); ++i)
        numbers.insert(texts[i], i);
    QCOMPARE(numbers.size(), texts.size());
    for (int i = 0; i < texts.size(); ++i) {
        const QString same = QString::fromUtf8(texts[i].toUtf8());
        QCOMPARE(numbers.value(same, -1), i);
    }
    QVERIFY(numbers.contains(QLatin1String("id")));
    QVERIFY(!numbers.contains(QLatin1String("ID")));
    QCOMPARE(core::textHash(u"", 1), core::textHash(QStringView(), 1)); // equal texts, equal hashes
}

void TestWord::hashesSpread()
{
    QSet<size_t> low;
    for (int i = 0; i < 4096; ++i)
        low.insert(core::textHash(QString::number(i), 0) & 0xffff);
    QVERIFY2(low.size() > 3800, qPrintable(QString::number(low.size()))); // 3,971 of a random function
    QVERIFY(core::textHash(u"id", 1) != core::textHash(u"id", 2));
}

QTEST_GUILESS_MAIN(TestWord)
#include "tst_word.moc"
