#include "models/palette_model.h"

#include <QTest>

using namespace espalier::ui;

namespace {

PaletteEntry entry(const char* title, const char* subtitle = "", bool enabled = true)
{
    PaletteEntry made;
    made.title = QLatin1String(title);
    made.subtitle = QLatin1String(subtitle);
    made.enabled = enabled;
    return made;
}

QString found(const PaletteModel& model)
{
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles.append(model.entry(row)->title);
    return titles.join(QLatin1Char('|'));
}

} // namespace

class TestCommandPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingTypedShowsEverythingInItsOrder();
    void beginningsOfWordsComeBeforeTheirMiddle();
    void wordsMayBeTypedInAnyOrder();
    void lettersThatStandApartFindInitials();
    void textThatIsNowhereFindsNothing();
    void subtitleIsSearchedButCountsForLess();
    void whatCannotBeDoneNowComesLastAndCannotBeSelected();
    void atMostAHundredAreShown();
};

void TestCommandPalette::nothingTypedShowsEverythingInItsOrder()
{
    PaletteModel model;
    model.setEntries({ entry("Open"), entry("Close"), entry("Quit") });
    QCOMPARE(found(model), QStringLiteral("Open|Close|Quit"));
}

void TestCommandPalette::beginningsOfWordsComeBeforeTheirMiddle()
{
    PaletteModel model;
    model.setEntries({ entry("Unfold All"), entry("Fold All") });
    model.setFilter(QStringLiteral("fold"));
    QCOMPARE(found(model), QStringLiteral("Fold All|Unfold All"));
}

void TestCommandPalette::wordsMayBeTypedInAnyOrder()
{
    PaletteModel model;
    model.setEntries({ entry("Create users table"), entry("Create orders table") });
    model.setFilter(QStringLiteral("users create"));
    QCOMPARE(found(model), QStringLiteral("Create users table"));
}

void TestCommandPalette::lettersThatStandApartFindInitials()
{
    QVERIFY(matchScore(QStringLiteral("op"), QStringLiteral("Open Project")));
    QVERIFY(matchScore(QStringLiteral("osd"), QStringLiteral("Open Sample Database")));
    QVERIFY(!matchScore(QStringLiteral("xyz"), QStringLiteral("Open Sample Database")));
}

void TestCommandPalette::textThatIsNowhereFindsNothing()
{
    PaletteModel model;
    model.setEntries({ entry("Open") });
    model.setFilter(QStringLiteral("zebra"));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.entry(0));
}

void TestCommandPalette::subtitleIsSearchedButCountsForLess()
{
    PaletteModel model;
    model.setEntries({ entry("ae1027", "add leads"), entry("Leads", "") });
    model.setFilter(QStringLiteral("leads"));
    QCOMPARE(found(model), QStringLiteral("Leads|ae1027"));
}

void TestCommandPalette::whatCannotBeDoneNowComesLastAndCannotBeSelected()
{
    PaletteModel model;
    model.setEntries({ entry("Verify Backup", "", false), entry("Verify Project") });
    model.setFilter(QStringLiteral("verify"));
    QCOMPARE(found(model), QStringLiteral("Verify Project|Verify Backup"));
    QVERIFY(!(model.flags(model.index(1)) & Qt::ItemIsSelectable));
}

void TestCommandPalette::atMostAHundredAreShown()
{
    PaletteModel model;
    QList<PaletteEntry> entries;
    for (int at = 0; at < 5000; ++at)
        entries.append(entry("revision"));
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), 100);
}

QTEST_GUILESS_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"
