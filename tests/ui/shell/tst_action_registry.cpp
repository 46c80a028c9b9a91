#include "actions/action_registry.h"
#include "models/shortcuts_model.h"
#include "style/icon.h"

#include <QTest>

using namespace espalier::ui;

namespace {

ActionSpec spec(const char* id, ActionGroup group = ActionGroup::Project)
{
    return { .id = QLatin1String(id), .group = group, .text = QLatin1String(id), .icon = QStringLiteral("play") };
}

} // namespace

class TestActionRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anActionRunsWhatItWasGiven();
    void aDisabledActionDoesNotRun();
    void nothingRunsOnceItsOwnerIsGone();
    void actionsStandInTheirGroupInOrder();
    void theShortcutsModelFollowsTheRegistry();
    void everyNamedIconExists();
};

void TestActionRegistry::anActionRunsWhatItWasGiven()
{
    ActionRegistry actions;
    int runs = 0;
    actions.add(spec("project.open"), this, [&] { ++runs; });
    QVERIFY(actions.trigger(QStringLiteral("project.open")));
    QVERIFY(!actions.trigger(QStringLiteral("project.none")));
    QCOMPARE(runs, 1);
}

void TestActionRegistry::aDisabledActionDoesNotRun()
{
    ActionRegistry actions;
    int runs = 0;
    actions.add(spec("project.open"), this, [&] { ++runs; });
    actions.setEnabled(QStringLiteral("project.open"), false);
    QVERIFY(!actions.trigger(QStringLiteral("project.open")));
    QCOMPARE(runs, 0);
}

void TestActionRegistry::nothingRunsOnceItsOwnerIsGone()
{
    ActionRegistry actions;
    int runs = 0;
    {
        QObject owner;
        actions.add(spec("project.open"), &owner, [&] { ++runs; });
    }
    actions.trigger(QStringLiteral("project.open"));
    QCOMPARE(runs, 0);
}

void TestActionRegistry::actionsStandInTheirGroupInOrder()
{
    ActionRegistry actions;
    actions.add(spec("b", ActionGroup::View), this, [] {});
    actions.add(spec("a", ActionGroup::View), this, [] {});
    actions.add(spec("c", ActionGroup::Help), this, [] {});
    QCOMPARE(actions.idsOf(ActionGroup::View), QStringList({ QStringLiteral("b"), QStringLiteral("a") }));
}

void TestActionRegistry::theShortcutsModelFollowsTheRegistry()
{
    ActionRegistry actions;
    actions.add(spec("a"), this, [] {});
    const ShortcutsModel model(actions);
    auto late = spec("b");
    late.shortcuts = { QKeySequence(Qt::CTRL | Qt::Key_B) };
    actions.add(late, this, [] {});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, ShortcutsModel::KeysColumn).data().toString(), QStringLiteral("Ctrl+B"));
}

void TestActionRegistry::everyNamedIconExists()
{
    QVERIFY(hasIcon(QStringLiteral("play")));
    QVERIFY(!hasIcon(QStringLiteral("no-such-icon")));
}

QTEST_MAIN(TestActionRegistry)
#include "tst_action_registry.moc"
