#pragma once

#include "support/migration_project.h"
#include "support/program.h"
#include "support/servers.h"

#include <csignal>
#include <QJsonArray>
#include <QTest>

namespace espalier::test {

/// A project a1 - a2 - a3 whose a2 waits at a gate before it makes its table, and a user who upgrades it with the
/// program.
class HaltedRun {
public:
    explicit HaltedRun(Kind kind)
        : database(kind)
        , gate(folder.path(QStringLiteral("gate")))
    {
        const auto add = [this](const char* id, const char* down, const QStringList& first) {
            Script script;
            script.id = QLatin1String(id);
            if (down)
                script.down = QStringList(QLatin1String(down));
            script.upgrade = first
                + QStringList(QStringLiteral("op.create_table('t_%1', sa.Column('id', sa.Integer))").arg(script.id));
            script.downgrade = QStringList(QStringLiteral("op.drop_table('t_%1')").arg(script.id));
            project.add(script);
        };
        add("a1", nullptr, {});
        add("a2", "a1", { QStringLiteral("print('a2 waits', flush=True)"), gate.pythonWait() });
        add("a3", "a2", {});
    }

    /// Whether each step stands on its own as soon as it is done; else all of them are one transaction.
    bool commitsEachStep() const { return database.kind() != Kind::PostgreSql; }

    QStringList arguments(const QString& verb, const QStringList& more = {}) const
    {
        return QStringList{ verb, project.folder() } + more
            + QStringList{ QStringLiteral("--url"), database.url(), QStringLiteral("--format"),
                  QStringLiteral("json") };
    }
    QStringList upgradeArguments() const
    {
        return arguments(QStringLiteral("upgrade"), { QStringLiteral("head"), QStringLiteral("--trust") });
    }
    /// Starts the upgrade and waits until it stands in a2.
    std::unique_ptr<Program> halted()
    {
        auto program = std::make_unique<Program>(user, QStringLiteral("espalier-cli"), upgradeArguments());
        return program->waitFor("a2 waits") ? std::move(program) : nullptr;
    }
    ProgramEnd upgrade() const { return cli(user, upgradeArguments()); }
    QJsonObject status() const { return cli(user, arguments(QStringLiteral("status"))).json(); }

    /// The interpreter that the program has started.
    static qint64 python(const Program& program)
    {
        const QList<qint64> family = program.family();
        return family.size() == 2 ? family.last() : -1;
    }

    /// The tables of the revisions that stand: "t_a1 t_a2".
    QString tables() const
    {
        const QString sql = database.kind() == Kind::Sqlite
            ? QStringLiteral("SELECT name FROM sqlite_master WHERE name IN (%1) ORDER BY 1")
            : QStringLiteral("SELECT table_name FROM information_schema.tables WHERE table_name IN (%1) AND"
                             " table_schema IN ('public', '%2') ORDER BY 1");
        const QString names = QStringLiteral("'t_a1', 't_a2', 't_a3'");
        return database.column(database.kind() == Kind::Sqlite ? sql.arg(names) : sql.arg(names, database.name()))
            .join(QLatin1Char(' '));
    }

    static QStringList rows(const QJsonValue& list)
    {
        QStringList result;
        for (const QJsonValue& row : list.toArray())
            result += row.toString();
        return result;
    }
    static QString codeOf(const ProgramEnd& end)
    {
        const QList<QJsonObject> lines = end.lines();
        return lines.isEmpty() ? QString() : lines.last()[QStringLiteral("error")][QStringLiteral("code")].toString();
    }

    TemporaryFolder folder;
    TestDatabase database;
    MigrationProject project;
    ProgramUser user;
    Gate gate;
};

#define VERIFY_EXIT(end, code) QVERIFY2((end).exitCode == (code), (end).text().constData())

/// What must hold of every kind of database; a test of one kind calls these.
namespace halted {

inline void killedRunIsToldAndTakenUpAgain(Kind kind)
{
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    const qint64 python = HaltedRun::python(*program);
    QVERIFY(python > 0);
    program->signal(SIGKILL);
    QCOMPARE(program->finish().exitCode, 128 + SIGKILL);

    const bool each = run.commitsEachStep();
    if (each) { // its statement is not undone, so Python may finish it; until then nobody else changes this database
        const QJsonObject now = run.status();
        QCOMPARE(HaltedRun::rows(now[QStringLiteral("current")]), QStringList(QStringLiteral("a1")));
        QCOMPARE(now[QStringLiteral("interrupted")][QStringLiteral("step")].toString(), QStringLiteral("a2"));
        const ProgramEnd second = run.upgrade();
        VERIFY_EXIT(second, 1);
        QCOMPARE(HaltedRun::codeOf(second), QStringLiteral("busy"));
        QVERIFY2(second.err.contains("interrupted in the middle of revision a2"), second.text().constData());
        run.gate.letThrough();
    }
    QVERIFY(waitForEnd(python));
    QCOMPARE(run.tables(), each ? QStringLiteral("t_a1 t_a2") : QString()); // and never t_a3

    const QJsonObject status = run.status();
    QCOMPARE(
        HaltedRun::rows(status[QStringLiteral("current")]), each ? QStringList(QStringLiteral("a2")) : QStringList());
    QCOMPARE(status[QStringLiteral("interrupted")][QStringLiteral("step")].toString(), QStringLiteral("a2"));
    if (!each)
        run.gate.letThrough(); // a2 is run again
    const ProgramEnd again = run.upgrade();
    VERIFY_EXIT(again, 0);
    QVERIFY2(again.err.contains("interrupted in the middle of revision a2"), again.text().constData());
    QVERIFY2(
        again.err.contains(each ? "The database is at a2." : "The database is at base."), again.text().constData());
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2 t_a3"));
    QVERIFY(run.status()[QStringLiteral("interrupted")].isNull());
}

/// Program and Python at once, as when the machine stops.
inline void everythingKilledAtOnce(Kind kind)
{
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    const qint64 python = HaltedRun::python(*program);
    QVERIFY(python > 0);
    ::kill(static_cast<pid_t>(python), SIGSTOP); // so that it cannot do anything in between
    program->signal(SIGKILL);
    ::kill(static_cast<pid_t>(python), SIGKILL);
    program->finish();
    QVERIFY(waitForEnd(python));
    const bool each = run.commitsEachStep();
    const QJsonObject status = run.status();
    QCOMPARE(
        HaltedRun::rows(status[QStringLiteral("current")]), each ? QStringList(QStringLiteral("a1")) : QStringList());
    QCOMPARE(status[QStringLiteral("interrupted")][QStringLiteral("step")].toString(), QStringLiteral("a2"));
    run.gate.letThrough();
    VERIFY_EXIT(run.upgrade(), 0);
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2 t_a3"));
}

inline void signalStopsBetweenSteps(Kind kind, int number)
{
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    program->signal(number);
    QVERIFY(program->waitFor("next safe place"));
    run.gate.letThrough();
    const ProgramEnd end = program->finish();
    VERIFY_EXIT(end, 130);
    const bool each = run.commitsEachStep();
    const QJsonObject done = end.lines().last();
    QCOMPARE(done[QStringLiteral("ok")], QJsonValue(false));
    QCOMPARE(HaltedRun::codeOf(end), QStringLiteral("cancelled"));
    QCOMPARE(
        HaltedRun::rows(done[QStringLiteral("current")]), each ? QStringList(QStringLiteral("a2")) : QStringList());
    QCOMPARE(run.tables(), each ? QStringLiteral("t_a1 t_a2") : QString());
    QVERIFY(run.status()[QStringLiteral("interrupted")].isNull()); // it ended as it should
    if (!each)
        run.gate.letThrough();
    VERIFY_EXIT(run.upgrade(), 0);
}

inline void killedPythonIsAFailure(Kind kind)
{
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    const qint64 python = HaltedRun::python(*program);
    QVERIFY(python > 0);
    ::kill(static_cast<pid_t>(python), SIGKILL);
    const ProgramEnd end = program->finish();
    VERIFY_EXIT(end, 1);
    const QJsonObject error = end.lines().last()[QStringLiteral("error")].toObject();
    QCOMPARE(error[QStringLiteral("code")].toString(), QStringLiteral("tool-failed"));
    QVERIFY(error[QStringLiteral("message")].toString().contains(QStringLiteral("in the middle of revision a2")));
    QVERIFY(!error[QStringLiteral("state")].toString().isEmpty());
    QCOMPARE(HaltedRun::rows(end.lines().last()[QStringLiteral("current")]),
        run.commitsEachStep() ? QStringList(QStringLiteral("a1")) : QStringList());
    run.gate.letThrough();
    VERIFY_EXIT(run.upgrade(), 0);
}

inline void secondRunIsRefused(Kind kind)
{
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    const ProgramEnd second = run.upgrade();
    VERIFY_EXIT(second, 1);
    QCOMPARE(HaltedRun::codeOf(second), QStringLiteral("busy"));
    run.gate.letThrough();
    const ProgramEnd end = program->finish();
    VERIFY_EXIT(end, 0);
    QCOMPARE(run.tables(), QStringLiteral("t_a1 t_a2 t_a3"));
}

inline void backupDuringARunIsOfOneMoment(Kind kind)
{
    HaltedRun run(kind);
    auto program = run.halted();
    QVERIFY(program);
    const ProgramEnd backup = cli(run.user,
        { QStringLiteral("backup"), QStringLiteral("create"), QStringLiteral("--url"), run.database.url(),
            QStringLiteral("--verify"), QStringLiteral("contents"), QStringLiteral("--format"),
            QStringLiteral("json") });
    VERIFY_EXIT(backup, 0);
    const QJsonObject made = backup.json()[QStringLiteral("backup")].toObject();
    QStringList tables;
    for (const QJsonValue& table : made[QStringLiteral("tables")].toArray())
        tables += table[QStringLiteral("name")].toString();
    const bool each = run.commitsEachStep();
    QCOMPARE(
        HaltedRun::rows(made[QStringLiteral("revisions")]), each ? QStringList(QStringLiteral("a1")) : QStringList());
    QCOMPARE(tables.contains(QStringLiteral("t_a1")), each);
    QVERIFY(!tables.contains(QStringLiteral("t_a2")));
    run.gate.letThrough();
    VERIFY_EXIT(program->finish(), 0);
}

} // namespace halted

} // namespace espalier::test

Q_DECLARE_METATYPE(espalier::test::Kind)
