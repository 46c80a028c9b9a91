#include "operations/schema_at.h"
#include "operations/schema_history.h"
#include "support/temporary_folder.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using operations::Direction;
using operations::SchemaDifference;
using operations::SchemaHistory;

namespace {

/// A project whose scripts a test writes as bodies.
class World {
public:
    World()
    {
        folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = migrations\n");
        folder.write(QStringLiteral("migrations/env.py"), "from alembic import context\n");
    }
    void add(const QByteArray& id, const QByteArray& down, const QByteArray& up, const QByteArray& back = "pass")
    {
        const auto indented = [](const QByteArray& body) { return "    " + QByteArray(body).replace("\n", "\n    "); };
        folder.write(QStringLiteral("migrations/versions/%1.py").arg(QString::fromLatin1(id)),
            "from alembic import op\nimport sqlalchemy as sa\nrevision = '" + id + "'\ndown_revision = " + down
                + "\ndef upgrade():\n" + indented(up) + "\ndef downgrade():\n" + indented(back) + "\n");
    }
    /// A trunk of tables and columns with two branches and a merge.
    void addTree()
    {
        add("a", "None", "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))", "op.drop_table('t')");
        add("b", "'a'", "op.add_column('t', sa.Column('x', sa.String(10)))", "op.drop_column('t', 'x')");
        add("c1", "'b'", "op.create_index('ix_x', 't', ['x'])", "op.drop_index('ix_x', 't')");
        add("c2", "'b'", "op.create_table('u', sa.Column('n', sa.Integer))", "op.drop_table('u')");
        add("d", "('c1', 'c2')", "op.alter_column('t', 'x', nullable=False)");
    }
    revisions::LoadedProject load() const
    {
        return revisions::load(project::openProject(folder.path()).value(), jobs::JobContext()).value();
    }

    TemporaryFolder folder;
};

QStringList wordsOf(const SchemaDifference& difference)
{
    QStringList all;
    for (const auto& change : difference.changes)
        all.append(change.detail.english());
    return all;
}

const dialects::Dialect& anyDialect() { return *dialects::findDialect(QStringLiteral("postgresql")); }

} // namespace

class TestSchemaHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatARevisionChanges();
    void theDowngradeStartsAtTheRevision();
    void comparesAcrossBranches();
    void whatIsKeptGivesTheSameAsAReplay();
    void renamesAreSaidAsRenames();
    void aNameThatIsMadeOnTheWayIsNoRename();
    void doubtsAreNamedWithTheirRevision();
    void rowsThatAreNotKnownLeaveTheSchemaKnown();
    void commonDoubtsAreCountedAlone();
    void aRevisionThatNobodyDefinesIsNotFound();
    void cancellingEnds();
    void aMomentHoldsWhatEachTableWentThrough();
    void aRenamedTableKeepsItsHistory();
    void anIndexDroppedByNameTouchesItsTable();
};

void TestSchemaHistory::saysWhatARevisionChanges()
{
    World world;
    world.addTree();
    SchemaHistory history(world.load(), anyDialect());
    const jobs::JobContext context;
    const auto changes = [&](const char* id) {
        return wordsOf(history.ofRevision(QLatin1String(id), Direction::Up, context).value());
    };
    QCOMPARE(changes("a"), QStringList{ QStringLiteral("creates table t with one column") });
    QCOMPARE(changes("c1"), QStringList{ QStringLiteral("creates index ix_x on t (x)") });
    QCOMPARE(changes("d"), QStringList{ QStringLiteral("changes column x of t: NOT NULL") });
    QCOMPARE(changes("b"), QStringList{ QStringLiteral("adds column x to t (String(10), nullable)") });
    const auto merge = history.ofRevision(QStringLiteral("d"), Direction::Up, context).value();
    QCOMPARE(merge.before.tables.size(), 2); // both branches
    QVERIFY(merge.doubts.empty());
    QCOMPARE(merge.doubtfulBelow, 0);
}

void TestSchemaHistory::theDowngradeStartsAtTheRevision()
{
    World world;
    world.addTree();
    SchemaHistory history(world.load(), anyDialect());
    const auto down = history.ofRevision(QStringLiteral("b"), Direction::Down, jobs::JobContext()).value();
    QCOMPARE(wordsOf(down), QStringList{ QStringLiteral("drops column x of t") });
    const auto forgetful = history.ofRevision(QStringLiteral("d"), Direction::Down, jobs::JobContext()).value();
    QVERIFY(forgetful.changes.empty());
}

void TestSchemaHistory::comparesAcrossBranches()
{
    World world;
    world.addTree();
    SchemaHistory history(world.load(), anyDialect());
    const jobs::JobContext context;
    const auto across = history.between(QStringLiteral("c1"), QStringLiteral("c2"), context).value();
    QStringList words = wordsOf(across);
    words.sort();
    QCOMPARE(
        words, (QStringList{ QStringLiteral("creates table u with one column"), QStringLiteral("drops index ix_x") }));
    const auto back = history.between(QStringLiteral("d"), QStringLiteral("a"), context).value();
    QVERIFY(wordsOf(back).contains(QStringLiteral("drops table u")));
    QVERIFY(history.between(QStringLiteral("d"), QStringLiteral("d"), context).value().changes.empty());
}

// Whatever was asked before, the answer is that of `schema --at`.
void TestSchemaHistory::whatIsKeptGivesTheSameAsAReplay()
{
    World world;
    world.add("r000", "None", "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))");
    QStringList ids{ QStringLiteral("r000") };
    for (int i = 1; i < 150; ++i) {
        const QByteArray id = "r" + QByteArray::number(i).rightJustified(3, '0');
        // forks of two, each merged by the next
        const QByteArray down = i % 5 == 3 ? "'" + ids.at(i - 2).toLatin1() + "'"
            : i % 5 == 4                   ? "('" + ids.at(i - 1).toLatin1() + "', '" + ids.at(i - 2).toLatin1() + "')"
                                           : "'" + ids.last().toLatin1() + "'";
        world.add(id, down, "op.add_column('t', sa.Column('c" + QByteArray::number(i) + "', sa.Integer))");
        ids.append(QString::fromLatin1(id));
    }
    const auto project = world.load();
    SchemaHistory history(project, anyDialect());
    const auto circumstances = operations::circumstancesOf(project.project, anyDialect(), false);
    for (const int at : { 149, 3, 148, 70, 71, 69, 147, 2, 4, 149, 68 }) {
        const auto found = history.ofRevision(ids[at], Direction::Up, jobs::JobContext()).value();
        const auto truth = operations::schemaAt(project, circumstances, ids[at]).value();
        QVERIFY2(found.after == truth.schema, qPrintable(ids[at]));
        QCOMPARE(found.changes.size(), size_t(1));
    }
}

void TestSchemaHistory::renamesAreSaidAsRenames()
{
    World world;
    world.add(
        "a", "None", "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('x', sa.Integer))");
    world.add(
        "b", "'a'", "op.rename_table('t', 'u')\nop.alter_column('u', 'x', new_column_name='y', type_=sa.BigInteger())");
    world.add("c", "'b'", "op.rename_table('u', 'v')");
    SchemaHistory history(world.load(), anyDialect());
    const jobs::JobContext context;
    QCOMPARE(wordsOf(history.ofRevision(QStringLiteral("b"), Direction::Up, context).value()),
        (QStringList{ QStringLiteral("renames table t to u"), QStringLiteral("renames column x of u to y"),
            QStringLiteral("changes column y of u: Integer → BigInteger") }));
    QCOMPARE(wordsOf(history.between(QStringLiteral("a"), QStringLiteral("c"), context).value()),
        (QStringList{ QStringLiteral("renames table t to u"), QStringLiteral("renames column x of u to y"),
            QStringLiteral("renames table u to v"), QStringLiteral("changes column y of v: Integer → BigInteger") }));
}

void TestSchemaHistory::aNameThatIsMadeOnTheWayIsNoRename()
{
    World world;
    world.add("a", "None", "op.create_table('t', sa.Column('id', sa.Integer))");
    world.add("b", "'a'",
        "op.create_table('fresh', sa.Column('id', sa.Integer), sa.Column('y', sa.Integer))\nop.drop_table('t')\n"
        "op.rename_table('fresh', 't')");
    SchemaHistory history(world.load(), anyDialect());
    QCOMPARE(wordsOf(history.ofRevision(QStringLiteral("b"), Direction::Up, jobs::JobContext()).value()),
        QStringList{ QStringLiteral("adds column y to t (Integer, nullable)") });
}

void TestSchemaHistory::doubtsAreNamedWithTheirRevision()
{
    World world;
    world.addTree();
    world.add("e", "'d'",
        "op.create_table('u', sa.Column('n', sa.Integer))\nimport random\n"
        "op.execute(f'DROP TABLE t{random.random()}')");
    SchemaHistory history(world.load(), anyDialect());
    const auto found = history.ofRevision(QStringLiteral("e"), Direction::Up, jobs::JobContext()).value();
    QVERIFY(found.doubts.size() >= 2);
    const auto at = [&](int line, bool wouldFail) {
        return std::any_of(found.doubts.begin(), found.doubts.end(), [&](const auto& doubt) {
            return doubt.revision == QLatin1String("e") && doubt.at.line == line && doubt.wouldFail == wouldFail;
        });
    };
    QVERIFY(at(6, true));
    QVERIFY(at(8, false));
    const auto down = history.between(QStringLiteral("e"), QStringLiteral("c1"), jobs::JobContext()).value();
    QCOMPARE(down.doubts.size(), found.doubts.size());
    // What drift is weighed by: a table that may be any is about all of them, what a database refuses is meant all the
    // same.
    const auto moment = history.at({ QStringLiteral("e") }, jobs::JobContext()).value();
    QCOMPARE(moment.unknown.size(), size_t(1));
    QCOMPARE(moment.unknown.front().about, schema::DriftDoubt::About::Everything);
    QVERIFY(history.at({ QStringLiteral("c1") }, jobs::JobContext()).value().unknown.empty());
}

void TestSchemaHistory::rowsThatAreNotKnownLeaveTheSchemaKnown()
{
    World world;
    world.addTree();
    world.add("e", "'d'",
        "conn = op.get_bind()\nfor row in conn.execute(sa.text('SELECT x FROM t')).fetchall():\n"
        "    conn.execute(sa.text('UPDATE t SET x = 1 WHERE id = :id'), {'id': row[0]})\n"
        "op.add_column('t', sa.Column('z', sa.Integer))");
    world.add(
        "f", "'e'", "if op.get_bind().execute(sa.text('SELECT count(*) FROM t')).scalar():\n    op.drop_table('u')");
    SchemaHistory history(world.load(), anyDialect());
    const auto rows = history.ofRevision(QStringLiteral("e"), Direction::Up, jobs::JobContext()).value();
    QCOMPARE(wordsOf(rows), QStringList{ QStringLiteral("adds column z to t (Integer, nullable)") });
    QVERIFY(rows.doubts.empty());
    const auto perhaps = history.ofRevision(QStringLiteral("f"), Direction::Up, jobs::JobContext()).value();
    QCOMPARE(perhaps.doubts.size(), size_t(1));
    QCOMPARE(perhaps.doubts.front().tables, QStringList{ QStringLiteral("u") });
}

void TestSchemaHistory::commonDoubtsAreCountedAlone()
{
    World world;
    world.add("a", "None", "import random\nop.execute(f'DROP TABLE t{random.random()}')");
    world.add("b", "'a'", "op.create_table('t', sa.Column('id', sa.Integer))");
    world.add("c", "'b'", "op.create_table('u', sa.Column('id', sa.Integer))");
    SchemaHistory history(world.load(), anyDialect());
    const auto found = history.ofRevision(QStringLiteral("c"), Direction::Up, jobs::JobContext()).value();
    QVERIFY(found.doubts.empty());
    QCOMPARE(found.doubtfulBelow, 1);
    QCOMPARE(history.between(QStringLiteral("b"), QStringLiteral("c"), jobs::JobContext()).value().doubtfulBelow, 1);
}

void TestSchemaHistory::aRevisionThatNobodyDefinesIsNotFound()
{
    World world;
    world.addTree();
    SchemaHistory history(world.load(), anyDialect());
    const auto found = history.between(QStringLiteral("a"), QStringLiteral("nobody"), jobs::JobContext());
    QVERIFY(!found);
    QCOMPARE(found.error().code, core::ErrorCode::NotFound);
}

void TestSchemaHistory::cancellingEnds()
{
    World world;
    world.addTree();
    SchemaHistory history(world.load(), anyDialect());
    core::CancelSource source;
    source.cancel();
    const auto found = history.ofRevision(QStringLiteral("d"), Direction::Up, jobs::JobContext(source.token()));
    QVERIFY(!found);
    QVERIFY(found.error().isCancelled());
    QVERIFY(history.ofRevision(QStringLiteral("d"), Direction::Up, jobs::JobContext()).has_value());
}

void TestSchemaHistory::aMomentHoldsWhatEachTableWentThrough()
{
    World world;
    world.addTree();
    world.add("e", "'d'",
        "op.execute(\"UPDATE t SET x = ''\")\nop.create_table('t', sa.Column('id', sa.Integer), "
        "if_not_exists=True)\nop.drop_table('u')");
    SchemaHistory history(world.load(), anyDialect());
    using Kind = operations::TableTouch::Kind;
    const auto touchesOf = [&](const QStringList& at, const char* table) {
        QStringList all;
        const auto moment = history.at(at, jobs::JobContext());
        if (!moment)
            return QStringList{ moment.error().message.english() };
        for (const auto& touch : moment->histories.of({ {}, QLatin1String(table) }))
            all.append(touch.revision + QLatin1Char(' ') + QString::number(int(touch.kind)));
        return all;
    };
    const auto line
        = [](const char* id, Kind kind) { return QLatin1String(id) + QLatin1Char(' ') + QString::number(int(kind)); };
    QCOMPARE(touchesOf({ QStringLiteral("d") }, "t"),
        (QStringList{
            line("a", Kind::Created), line("b", Kind::Changed), line("c1", Kind::Changed), line("d", Kind::Changed) }));
    QCOMPARE(
        touchesOf({ QStringLiteral("c1"), QStringLiteral("c2") }, "u"), (QStringList{ line("c2", Kind::Created) }));
    QCOMPARE(touchesOf({ QStringLiteral("c1") }, "u"), QStringList());
    QCOMPARE(touchesOf({ QStringLiteral("e") }, "t").last(), line("e", Kind::Rows));
    QCOMPARE(touchesOf({ QStringLiteral("e") }, "u"), QStringList());
    QCOMPARE(history.at({ QStringLiteral("d") }, jobs::JobContext())->schema.tables.size(), 2);
    QVERIFY(history.at({}, jobs::JobContext())->schema.tables.isEmpty());
    QCOMPARE(history.at({ QStringLiteral("nobody") }, jobs::JobContext()).error().code, core::ErrorCode::NotFound);
}

void TestSchemaHistory::aRenamedTableKeepsItsHistory()
{
    World world;
    world.add("a", "None", "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))");
    world.add("b", "'a'", "op.rename_table('t', 'w')");
    world.add("c", "'b'", "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True))");
    SchemaHistory history(world.load(), anyDialect());
    const auto moment = history.at({ QStringLiteral("c") }, jobs::JobContext());
    QVERIFY(moment);
    const auto& renamed = moment->histories.of({ {}, QStringLiteral("w") });
    QCOMPARE(renamed.size(), size_t(2));
    QCOMPARE(renamed[0].revision, QStringLiteral("a"));
    QCOMPARE(renamed[1].kind, operations::TableTouch::Kind::Renamed);
    QCOMPARE(moment->histories.of({ {}, QStringLiteral("t") }).size(), size_t(1));
}

void TestSchemaHistory::anIndexDroppedByNameTouchesItsTable()
{
    World world;
    world.addTree();
    world.add("e", "'d'", "op.drop_index('ix_x')");
    SchemaHistory history(world.load(), anyDialect());
    const auto moment = history.at({ QStringLiteral("e") }, jobs::JobContext());
    QVERIFY(moment);
    QCOMPARE(moment->histories.of({ {}, QStringLiteral("t") }).back().revision, QStringLiteral("e"));
}

QTEST_GUILESS_MAIN(TestSchemaHistory)
#include "tst_schema_history.moc"
