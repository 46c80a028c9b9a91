#include "shell/navigation.h"

#include <QTest>

using namespace espalier::ui;

namespace {

Place at(const char* page, const char* revision = "")
{
    const QString id = QLatin1String(revision);
    return { QLatin1String(page), { id.isEmpty() ? ItemKind::None : ItemKind::Revision, id } };
}

} // namespace

class TestNavigation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void backAndForwardWalkThePlacesVisited();
    void goingSomewhereForgetsWhatWasAhead();
    void theSamePlaceTwiceIsOnePlace();
    void theFirstSelectionOnAPageCompletesItsPlace();
    void goingBackIsNotAVisit();
    void onlyTheLastHundredPlacesAreKept();
};

void TestNavigation::backAndForwardWalkThePlacesVisited()
{
    Navigation navigation;
    Place shown;
    connect(&navigation, &Navigation::going, this, [&](const Place& place) { shown = place; });
    navigation.visit(at("migrations", "a1"));
    navigation.visit(at("plan"));
    QVERIFY(navigation.canGoBack());
    QVERIFY(!navigation.canGoForward());
    navigation.back();
    QCOMPARE(shown, at("migrations", "a1"));
    QVERIFY(!navigation.canGoBack());
    navigation.forward();
    QCOMPARE(shown, at("plan"));
}

void TestNavigation::goingSomewhereForgetsWhatWasAhead()
{
    Navigation navigation;
    navigation.visit(at("migrations", "a1"));
    navigation.visit(at("migrations", "b2"));
    navigation.back();
    navigation.visit(at("backups"));
    QVERIFY(!navigation.canGoForward());
}

void TestNavigation::theSamePlaceTwiceIsOnePlace()
{
    Navigation navigation;
    navigation.visit(at("plan", "a1"));
    navigation.visit(at("plan", "a1"));
    QVERIFY(!navigation.canGoBack());
}

void TestNavigation::theFirstSelectionOnAPageCompletesItsPlace()
{
    Navigation navigation;
    navigation.visit(at("migrations"));
    navigation.visit(at("migrations", "a1"));
    QVERIFY(!navigation.canGoBack());
    navigation.visit(at("migrations", "b2"));
    QVERIFY(navigation.canGoBack());
}

void TestNavigation::goingBackIsNotAVisit()
{
    Navigation navigation;
    connect(&navigation, &Navigation::going, &navigation, [&](const Place& place) { navigation.visit(place); });
    navigation.visit(at("migrations", "a1"));
    navigation.visit(at("plan", "a1"));
    navigation.visit(at("backups", "a1"));
    navigation.back();
    navigation.back();
    QVERIFY(navigation.canGoForward());
    navigation.forward();
    navigation.forward();
    QVERIFY(!navigation.canGoForward());
}

void TestNavigation::onlyTheLastHundredPlacesAreKept()
{
    Navigation navigation;
    for (int visit = 0; visit < 250; ++visit)
        navigation.visit({ QStringLiteral("migrations"), { ItemKind::Revision, QString::number(visit) } });
    int steps = 0;
    while (navigation.canGoBack()) {
        navigation.back();
        ++steps;
    }
    QCOMPARE(steps, 99);
}

QTEST_GUILESS_MAIN(TestNavigation)
#include "tst_navigation.moc"
