#include "core/rare.h"

#include <QString>
#include <QTest>

using namespace espalier;

class TestRare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isEmptyAtFirst();
    void copiesAreOfTheirOwn();
    void equalityIsThatOfTheValues();
    void goesToAndFromOptional();
    void takesAPointersSize();
};

using RareText = core::Rare<QString>;

void TestRare::isEmptyAtFirst()
{
    RareText rare;
    QVERIFY(!rare);
    QCOMPARE(rare.value_or(QStringLiteral("none")), QStringLiteral("none"));
    rare = QStringLiteral("a");
    QVERIFY(rare.has_value());
    QCOMPARE(rare->size(), 1);
    rare.reset();
    QVERIFY(!rare);
}

void TestRare::copiesAreOfTheirOwn()
{
    RareText first = QStringLiteral("a");
    RareText second = first;
    second->append(QLatin1Char('b'));
    QCOMPARE(*first, QStringLiteral("a"));
    first = second;
    second.emplace(QStringLiteral("c"));
    QCOMPARE(*first, QStringLiteral("ab"));
    const RareText& itself = first;
    first = itself;
    QCOMPARE(*first, QStringLiteral("ab"));
    const RareText moved = std::move(first);
    QCOMPARE(*moved, QStringLiteral("ab"));
}

void TestRare::equalityIsThatOfTheValues()
{
    const RareText none;
    const RareText a = QStringLiteral("a");
    QVERIFY(none == RareText());
    QVERIFY(!(none == a));
    QVERIFY(a == RareText(QStringLiteral("a")));
    QVERIFY(!(a == RareText(QStringLiteral("b"))));
}

void TestRare::goesToAndFromOptional()
{
    const std::optional<QString> none = RareText();
    QVERIFY(!none);
    const std::optional<QString> some = RareText(QStringLiteral("a"));
    QCOMPARE(*some, QStringLiteral("a"));
    QVERIFY(RareText(some) == RareText(QStringLiteral("a")));
    QVERIFY(!RareText(none));
    RareText rare = some;
    rare = std::nullopt;
    QVERIFY(!rare);
}

void TestRare::takesAPointersSize() { static_assert(sizeof(core::Rare<std::pair<QString, qint64>>) == sizeof(void*)); }

QTEST_GUILESS_MAIN(TestRare)
#include "tst_rare.moc"
