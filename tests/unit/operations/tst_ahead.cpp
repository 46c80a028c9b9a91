// Evaluating ahead of the schema gives what evaluating on it gives, or says that it cannot.
#include "core/file.h"
#include "dialects/dialect.h"
#include "operations/migration_run.h"
#include "operations/operation_kind.h"
#include "operations/project_operations.h"
#include "project/project.h"
#include "support/migration_project.h"
#include "support/verify_result.h"

#include <QDir>
#include <QTest>

using namespace espalier;
using operations::Direction;
using operations::Evaluation;

namespace {

operations::Circumstances circumstances(const QString& dialect, bool isOffline)
{
    operations::Circumstances made;
    made.dialect = dialects::findDialect(dialect);
    made.isOffline = isOffline;
    made.options = QMap<QString, QString>();
    return made;
}

operations::Script script(const QByteArray& text)
{
    return { QStringLiteral("/project/versions/script.py"), *python::SyntaxTree::parse(text) };
}

operations::Script upgrade(const QByteArray& body)
{
    return script("from alembic import op\nimport sqlalchemy as sa\n\ndef upgrade():\n" + body);
}

QString outline(const Evaluation& evaluation)
{
    QString text = evaluation.sql().join(QLatin1Char('\n')) + QLatin1Char('\n') + evaluation.refused + QLatin1Char(' ')
        + QString::number(evaluation.isUnderstood) + QString::number(evaluation.dependsOnMode) + QLatin1Char('\n');
    for (const operations::Operation& operation : evaluation.operations)
        text += QString::number(operation.at.line) + operations::factsOf(operation).kind
            + QString::number(operation.changes.size()) + QString::number(operation.isRead) + QLatin1Char('\n');
    for (const operations::Reason& reason : evaluation.reasons)
        text += reason.message.english() + QString::number(reason.at.line) + QLatin1Char('\n');
    for (const operations::Problem& problem : evaluation.problems)
        text += problem.code + problem.message.english() + QString::number(problem.at.line)
            + QString::number(problem.wouldFail) + QString::number(problem.isAssumed) + QLatin1Char('\n');
    return text;
}

/// Sixty revisions after each other: some ask what the database holds, some are refused by it.
void fill(const test::MigrationProject& project)
{
    QString before;
    for (int i = 0; i < 60; ++i) {
        const QString id = QStringLiteral("r%1").arg(i, 3, 10, QLatin1Char('0'));
        const QString table = QStringLiteral("t%1").arg(i / 3);
        QStringList body{ QStringLiteral("op.create_table('%1', sa.Column('x', sa.Integer()))").arg(table) };
        if (i % 3 == 1) // asks
            body = { QStringLiteral("if '%1' in sa.inspect(op.get_bind()).get_table_names():").arg(table),
                QStringLiteral("    op.add_column('%1', sa.Column('y%2', sa.Integer()))").arg(table).arg(i) };
        if (i % 3 == 2)
            body = {
                QStringLiteral("op.add_column('%1', sa.Column('z%2', sa.Enum('p', name='e')))").arg(table).arg(i % 9)
            };
        project.add({ .id = id,
            .down = before.isEmpty() ? QStringList() : QStringList{ before },
            .upgrade = body,
            .downgrade = { QStringLiteral("pass") },
            .dependsOn = {},
            .branchLabels = {},
            .message = {} });
        before = id;
    }
}

} // namespace

class TestAhead : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ownScriptsAreTheSame_data();
    void ownScriptsAreTheSame();
    void whatAsksTheSchemaIsNotDoneAhead_data();
    void whatAsksTheSchemaIsNotDoneAhead();
    void whatTheDatabaseRefusesIsFoundLater();
    void aRunWithManyThreadsIsTheRunWithoutAny();
    void whatIsKeptOfAProjectIsWhatARunGives();
    void whatIsForDatabasesAloneIsShownAsItIsThere();
};

void TestAhead::ownScriptsAreTheSame_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("dialect");
    const QDir folder(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/operations"));
    for (const QString& file : folder.entryList({ QStringLiteral("*.py") }))
        for (const char* dialect : { "postgresql", "sqlite", "mysql" })
            QTest::addRow("%s %s", qPrintable(file), dialect) << folder.filePath(file) << QString::fromLatin1(dialect);
}

void TestAhead::ownScriptsAreTheSame()
{
    QFETCH(QString, file);
    QFETCH(QString, dialect);
    const auto bytes = core::readFile(file);
    VERIFY_RESULT(bytes);
    const operations::Script one = script(*bytes);
    for (const bool isOffline : { true, false })
        for (const Direction direction : { Direction::Up, Direction::Down }) {
            const operations::Circumstances around = circumstances(dialect, isOffline);
            auto ahead = operations::evaluateAhead(one, direction, around);
            if (!ahead)
                continue;
            schema::Replay state(around.dialect->schemaRules()), later(around.dialect->schemaRules());
            operations::RunMemo memo, laterMemo;
            const Evaluation plain = operations::evaluate(one, direction, around, state, memo);
            const Evaluation settled = operations::evaluate(std::move(*ahead), around, later, laterMemo);
            QCOMPARE(outline(settled), outline(plain));
            QVERIFY(later.schema() == state.schema());
            QCOMPARE(laterMemo.printed.enums, memo.printed.enums);
        }
}

void TestAhead::whatAsksTheSchemaIsNotDoneAhead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isAhead");
    QTest::newRow("plain") << QByteArray("    op.create_table('a', sa.Column('x', sa.Integer()))\n") << true;
    QTest::newRow("inspector") << QByteArray("    if 'a' in sa.inspect(op.get_bind()).get_table_names():\n"
                                             "        op.drop_table('a')\n")
                               << false;
    QTest::newRow("try") << QByteArray(
        "    try:\n        op.drop_table('a')\n    except Exception:\n        op.drop_table('b')\n")
                         << false;
    QTest::newRow("unknown condition") << QByteArray(
        "    if __import__('random').random():\n        op.drop_table('a')\n")
                                       << false;
    QTest::newRow("enum") << QByteArray("    op.create_table('a', sa.Column('x', sa.Enum('p', 'q', name='e')))\n")
                          << false;
    QTest::newRow("batch that reflects") << QByteArray("    with op.batch_alter_table('a', recreate='always') as b:\n"
                                                       "        b.drop_column('x')\n")
                                         << false;
}

void TestAhead::whatAsksTheSchemaIsNotDoneAhead()
{
    QFETCH(QByteArray, body);
    const auto around = circumstances(QStringLiteral("postgresql"), false);
    QTEST(operations::evaluateAhead(upgrade(body), Direction::Up, around).has_value(), "isAhead");
}

void TestAhead::whatTheDatabaseRefusesIsFoundLater()
{
    const auto around = circumstances(QStringLiteral("postgresql"), true);
    const operations::Script one = upgrade("    op.create_table('a', sa.Column('x', sa.Integer()))\n"
                                           "    op.create_table('a', sa.Column('y', sa.Integer()))\n"
                                           "    op.execute('SELECT something that is no SQL')\n"
                                           "    op.drop_column('a', 'nothing')\n"
                                           "    op.drop_table('b')\n");
    auto ahead = operations::evaluateAhead(one, Direction::Up, around);
    QVERIFY(ahead.has_value());
    QVERIFY(ahead->evaluation.problems.empty());
    schema::Replay state(around.dialect->schemaRules()), later(around.dialect->schemaRules());
    operations::RunMemo memo, laterMemo;
    const Evaluation plain = operations::evaluate(one, Direction::Up, around, state, memo);
    const Evaluation settled = operations::evaluate(std::move(*ahead), around, later, laterMemo);
    QVERIFY(plain.problems.size() >= 2);
    QCOMPARE(outline(settled), outline(plain));
    QVERIFY(later.schema() == state.schema());
}

void TestAhead::aRunWithManyThreadsIsTheRunWithoutAny()
{
    const test::MigrationProject project;
    fill(project);
    const core::CancelToken cancel;
    const auto opened = project::openProject(project.folder());
    VERIFY_RESULT(opened);
    const auto loaded = revisions::load(*opened, jobs::JobContext(cancel));
    VERIFY_RESULT(loaded);
    const auto around = circumstances(QStringLiteral("postgresql"), false);
    const auto run = [&](unsigned threads) {
        operations::MigrationRun migrations(*loaded, around, std::make_shared<operations::ScriptTrees>(*loaded->graph));
        std::vector<operations::Forerunner::Turn> turns;
        for (const auto index : loaded->graph->upgradeOrder())
            turns.emplace_back(index, Direction::Up);
        if (threads)
            migrations.prepare(turns, threads);
        QString text;
        for (const auto& [index, direction] : turns)
            text += outline(migrations.run(index, direction));
        return text;
    };
    const QString plain = run(0);
    QVERIFY(plain.contains(QLatin1String("z8")));
    for (const unsigned threads : { 1U, 2U, 8U })
        QCOMPARE(run(threads), plain);
}

void TestAhead::whatIsKeptOfAProjectIsWhatARunGives()
{
    const test::MigrationProject project;
    fill(project);
    const core::CancelToken cancel;
    const jobs::JobContext context(cancel);
    const auto opened = project::openProject(project.folder());
    VERIFY_RESULT(opened);
    const auto loaded = revisions::load(*opened, context);
    VERIFY_RESULT(loaded);
    const dialects::Dialect& dialect = *dialects::findDialect(QStringLiteral("postgresql"));
    auto order = loaded->graph->upgradeOrder();
    operations::MigrationRun migrations(*loaded, operations::circumstancesOf(*opened, dialect, false));
    for (const Direction direction : { Direction::Up, Direction::Down }) {
        QStringList told;
        const auto kept = operations::evaluateProject(*loaded, dialect, direction, context,
            [&](const QString& id, const Evaluation& evaluation) { told.append(id + outline(evaluation)); });
        VERIFY_RESULT(kept);
        QStringList asked, plain;
        for (const auto index : order) {
            const QString& id = loaded->graph->id(index);
            migrations.beginRun();
            plain.append(id + outline(migrations.run(index, direction)));
            const auto evaluation = (*kept)->of(id);
            QVERIFY(evaluation);
            asked.append(id + outline(*evaluation));
        }
        QCOMPARE(told, plain);
        QCOMPARE(asked, plain);
        QVERIFY(plain.filter(QStringLiteral("t0")).size() > 0 || direction == Direction::Down);
        QCOMPARE((*kept)->tables().size(), direction == Direction::Up ? 20 : 0); // they are of the way up
        std::reverse(order.begin(), order.end());
    }
}

void TestAhead::whatIsForDatabasesAloneIsShownAsItIsThere()
{
    const test::MigrationProject project;
    const QStringList refusing{ QStringLiteral("if op.get_context().as_sql:"),
        QStringLiteral("    raise Exception('only online')") };
    const auto add = [&](const char* id, const QStringList& down, const QStringList& body) {
        project.add({ .id = QLatin1String(id),
            .down = down,
            .upgrade = body,
            .downgrade = { QStringLiteral("pass") },
            .dependsOn = {},
            .branchLabels = {},
            .message = {} });
    };
    add("a", {}, QStringList{ QStringLiteral("op.create_table('t', sa.Column('x', sa.Integer()))") });
    add("b", { QStringLiteral("a") }, refusing + QStringList{ QStringLiteral("op.drop_column('t', 'x')") });
    add("c", { QStringLiteral("b") },
        refusing
            + QStringList{
                QStringLiteral("if 'x' not in [c['name'] for c in sa.inspect(op.get_bind()).get_columns('t')]:"),
                QStringLiteral("    op.add_column('t', sa.Column('y', sa.Integer()))") });
    add("d", { QStringLiteral("c") }, QStringList{ QStringLiteral("raise Exception('never')") });
    const core::CancelToken cancel;
    const auto opened = project::openProject(project.folder());
    VERIFY_RESULT(opened);
    const auto loaded = revisions::load(*opened, jobs::JobContext(cancel));
    VERIFY_RESULT(loaded);
    for (const unsigned threads : { 0U, 2U }) {
        operations::MigrationRun run(*loaded, circumstances(QStringLiteral("postgresql"), true),
            std::make_shared<operations::ScriptTrees>(*loaded->graph));
        std::vector<operations::Forerunner::Turn> turns;
        for (const auto index : loaded->graph->upgradeOrder())
            turns.emplace_back(index, Direction::Up);
        if (threads)
            run.prepare(turns, threads);
        std::vector<Evaluation> found;
        for (const auto& [index, direction] : turns)
            found.push_back(run.run(index, direction));
        QCOMPARE(found.size(), size_t(4));
        for (const size_t at : { size_t(1), size_t(2) }) {
            QVERIFY(found[at].isUnderstood);
            QCOMPARE(found[at].refused, QString());
            QCOMPARE(found[at].refusedOffline, QStringLiteral("Exception: only online"));
        }
        QCOMPARE(found[1].sql(), QStringList{ QStringLiteral("ALTER TABLE t DROP COLUMN x") });
        QCOMPARE(found[2].sql(), QStringList{ QStringLiteral("ALTER TABLE t ADD COLUMN y INTEGER") });
        QCOMPARE(found[3].refused, QStringLiteral("Exception: never"));
        QCOMPARE(found[3].refusedOffline, QString());
        QCOMPARE(run.schema().tables.first()->columns.size(), size_t(1));
    }
}

QTEST_GUILESS_MAIN(TestAhead)
#include "tst_ahead.moc"
