#include "support/evaluated_script.h"

#include <QTest>

// env.py may give upgrade() and downgrade() values of its own: context.run_migrations(op=op, tester=…).

using namespace espalier;
using operations::HandedOn;

class TestHandedOn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void plainValuesAndObjectsWithoutAState();
    void whatHasAStateIsNotGuessed();
    void hooksAreNamed();

private:
    /// What a script makes of `tester`, which env.py has from `given`.
    static operations::Evaluation evaluated(const QByteArray& given);
};

operations::Evaluation TestHandedOn::evaluated(const QByteArray& given)
{
    test::TemporaryFolder folder;
    folder.write(QStringLiteral("testers.py"),
        "from abc import ABC, abstractmethod\n"
        "class Tester(ABC):\n"
        "    @abstractmethod\n"
        "    def name(self): ...\n"
        "    @abstractmethod\n"
        "    def fill(self, table): ...\n"
        "def filled(cls):\n"
        "    return type(cls.__name__, (cls,), {name: lambda *given: 'nobody' for name in cls.__abstractmethods__})\n"
        "@filled\n"
        "class Idle(Tester):\n"
        "    def fill(self, table): pass\n"
        "class Counting(Tester):\n"
        "    def __init__(self, start): self.start = start\n"
        "    def name(self): return str(self.start)\n"
        "    def fill(self, table): pass\n");
    return test::evaluateInProject(folder,
        "from alembic import context, op\nfrom testers import Counting, Idle\n"
        "context.configure(url='postgresql://')\n"
        "with context.begin_transaction():\n    context.run_migrations(op=op, count=3, tester="
            + given + ")\n",
        "def upgrade(op, tester, count):\n"
        "    tester.fill('t')\n"
        "    op.execute('DELETE FROM t%d WHERE x = \\'%s\\'' % (count, tester.name()))\n");
}

void TestHandedOn::plainValuesAndObjectsWithoutAState()
{
    const auto evaluation = evaluated("Idle()");
    QCOMPARE(evaluation.refused, QString());
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.sql(), QStringList(QStringLiteral("DELETE FROM t3 WHERE x = 'nobody'")));
}

void TestHandedOn::whatHasAStateIsNotGuessed()
{
    const auto evaluation = evaluated("Counting(5)");
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.reasons.front().message.english(), QStringLiteral("`tester` is given by env.py"));
}

/// env.py may have something done beside the revisions, or to their statements.
void TestHandedOn::hooksAreNamed()
{
    const auto linesOf = [](const QByteArray& env) {
        test::TemporaryFolder folder;
        const auto evaluation = test::evaluateInProject(folder,
            "from alembic import context\nfrom sqlalchemy import event\n" + env
                + "with context.begin_transaction():\n    context.run_migrations()\n",
            "from alembic import op\ndef upgrade():\n    op.execute('DELETE FROM t')\n");
        QList<int> lines;
        for (const core::Location& at : evaluation.assumedCode)
            lines.append(at.line);
        return lines;
    };
    const QByteArray plain = "context.configure(url='postgresql://', on_version_apply=None)\n";
    QCOMPARE(linesOf(plain), QList<int>());
    QCOMPARE(linesOf("context.configure(url='postgresql://', on_version_apply=[print])\n"), QList<int>{ 3 });
    QCOMPARE(linesOf("def on(c):\n    return c.execution_options(schema_translate_map={None: 'x'})\n" + plain),
        QList<int>{ 4 });
    QCOMPARE(
        linesOf("def on(engine):\n    event.listen(engine, 'before_cursor_execute', print, retval=True)\n" + plain),
        QList<int>{ 4 });
}

QTEST_GUILESS_MAIN(TestHandedOn)
#include "tst_handed_on.moc"
