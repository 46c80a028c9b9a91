#include "schema_text.h"
#include "support/schema_builder.h"

#include "dialects/dialect.h"
#include "schema/apply.h"
#include "schema/column_use.h"

#include <QTest>

// What applying does besides what a server can be asked for (tests/contract/schema): tables that nobody made, effects,
// runs of migrations.

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

const SchemaRules& rulesOf(const char* dialect) { return dialects::findDialect(text(dialect))->schemaRules(); }

struct Run {
    Schema schema;
    QStringList faults;
    QStringList assumed;
    std::vector<Effect> effects;
};

Run run(const Changes& changes, const char* dialect = "postgresql", ApplyOptions options = {}, Schema start = {})
{
    Replay replay(rulesOf(dialect), std::move(start));
    Run result;
    for (const Change& change : changes) {
        const Replay::Outcome outcome = replay.apply(change, options);
        for (const Fault& fault : outcome.faults)
            result.faults.append(codeName(fault.kind) + (fault.wouldFail() ? QString() : QStringLiteral("?")));
        for (const ObjectName& name : outcome.assumed)
            result.assumed.append(name.key());
        result.effects.push_back(outcome.effect);
    }
    result.schema = replay.schema();
    return result;
}

QStringList columnsOf(const Schema& schema, const char* name)
{
    QStringList names;
    for (const Column& column : schema.table(named(name))->columns)
        names.append(column.name);
    return names;
}

TouchRows touch(const char* verb, const char* table) { return { text(verb), named(table) }; }

const QStringList moods{ text("a"), text("b") };

} // namespace

class TestApply : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tableThatNothingMadeIsAssumedOnce();
    void assumedTableTakesWhatIsSaidOfIt();
    void assumedTableHasNoMissingColumns();
    void tableMadeAfterItsFirstUse();
    void targetsOfForeignKeysAreAssumed();
    void versionTableIsAlwaysThere();
    void rowsOfMissingTablesFail();
    void cataloguesAreAlwaysThere();
    void effectsTellWhatASchemaDoesNotHold();
    void enumIsMadeOnceInARun();
    void enumThatIsThereIsRefusedInARun();
    void enumWithoutItsTypeIsMissing();
    void addedColumnMakesNoEnum();
    void defaultSchemaIsNoSchema();
    void namesAreCutAsTheServerCutsThem();
    void conventionalNamesAreShortened();
    void caseDoesNotMatterWhereItDoesNot();
    void checksOfColumnsAreTheTables();
    void checksOfTypesAreThereWhereTheDatabaseHasThem();
    void keyThatWaitsForOthersIsLeftOut();
    void renamedColumnIsRenamedInSqlText();
    void wholeDefinitionsForgetWhatTheyDoNotSay();
    void copiedTablesAreNotRefused();
    void triggersGoWithTheirTable();
    void definitionsNameTheTableAsItIsCalled_data();
    void definitionsNameTheTableAsItIsCalled();
    void routinesTakeTheirUsersAlong();
    void partitionsAreNotKnownWhole();
    void sequencesTakeTheirDefaultsWithThem();
    void enumsAreFoundInTypesThatAreText();
    void whatTheDatabaseHasNotIsRefused();
    void schemaBeforeStaysAsItWas();
    void replayAndSingleStepsAgree();
};

void TestApply::tableThatNothingMadeIsAssumedOnce()
{
    const Run result = run({ add("leads", Col("score")), add("leads", Col("rank")) });
    QCOMPARE(result.faults, QStringList{ text("table-missing") });
    QCOMPARE(result.assumed, QStringList{ text("leads") });
    QCOMPARE(columnsOf(result.schema, "leads"), (QStringList{ text("score"), text("rank") }));
    QVERIFY(result.schema.assumed.contains(text("leads")));
    QVERIFY(result.schema.incomplete.contains(text("leads")));
}

void TestApply::assumedTableTakesWhatIsSaidOfIt()
{
    ColumnChange change = alter("leads", "age");
    change.existingType = SqlType::of(text("Integer"));
    change.existingNullable = true;
    change.nullable = false;
    const Run result = run({ change, addTo("leads", unique({ text("age"), text("name") }, "uq")),
        createIndex("leads", index("ix", { text("email") })) });
    const Table* table = result.schema.table(named("leads"));
    QCOMPARE(result.faults, QStringList{ text("table-missing") });
    QCOMPARE(columnsOf(result.schema, "leads"), (QStringList{ text("age"), text("name"), text("email") }));
    QVERIFY(!table->column(text("age"))->isNullable());
    QVERIFY(table->column(text("name"))->type.isNull());
    QVERIFY(table->constraint(text("uq")));
    QVERIFY(table->index(text("ix")));
}

void TestApply::assumedTableHasNoMissingColumns()
{
    const Run result = run({ DropColumn{ named("leads"), text("x") }, dropFrom("leads", "fk"), dropIndex("leads", "ix"),
        alter("leads", "y"), RenameConstraint{ named("leads"), text("a"), text("b") } });
    QCOMPARE(result.faults, QStringList{ text("table-missing") });
}

void TestApply::tableMadeAfterItsFirstUse()
{
    const Run result = run({ add("leads", Col("score")), create("leads", { Col("id").key() }) });
    QCOMPARE(result.faults, (QStringList{ text("table-missing"), text("table-exists?") }));
    QCOMPARE(columnsOf(result.schema, "leads"), (QStringList{ text("id"), text("score") }));
    QVERIFY(result.schema.assumed.isEmpty());
    QVERIFY(result.schema.incomplete.isEmpty());
}

void TestApply::targetsOfForeignKeysAreAssumed()
{
    const Run result = run({ create("t", { Col("id").key(), Col("u").to("users.id"), Col("v").to("users.code") }) });
    QCOMPARE(result.faults, QStringList{ text("table-missing") });
    QCOMPARE(columnsOf(result.schema, "users"), (QStringList{ text("id"), text("code") }));
    const Run lenient = run({ create("t", { Col("id").key(), Col("u").to("users.id") }) }, "sqlite");
    QVERIFY(lenient.faults.isEmpty() && !lenient.schema.table(named("users")));
}

void TestApply::versionTableIsAlwaysThere()
{
    ColumnChange wider = alter("alembic_version", "version_num");
    wider.type = stringType(64);
    const Run result = run({ wider, touch("update", "alembic_version"), DropTable{ named("alembic_version") } });
    QVERIFY(result.faults.isEmpty());
    QVERIFY(result.schema.tables.isEmpty());
    ApplyOptions options;
    options.versionTable = named("versions");
    QVERIFY(run({ touch("update", "versions") }, "postgresql", options).faults.isEmpty());
}

void TestApply::rowsOfMissingTablesFail()
{
    const Run result = run({ touch("insert", "users"), touch("update", "users") });
    QCOMPARE(result.faults, QStringList{ text("table-missing") });
    QVERIFY(result.schema.assumed.contains(text("users")));
}

void TestApply::cataloguesAreAlwaysThere()
{
    TouchRows rows = touch("select", "pg_class");
    TouchRows tables = touch("select", "tables");
    tables.table.schema = text("information_schema");
    QVERIFY(run({ rows, tables }).faults.isEmpty());
    QVERIFY(run({ touch("select", "sqlite_master") }, "sqlite").faults.isEmpty());
}

void TestApply::effectsTellWhatASchemaDoesNotHold()
{
    AlterOther storage{ text("table"), named("t"), text("SET (fillfactor = 70)") };
    UnknownStatement unknown{ text("MAGIC"), {} };
    const Run result = run({ create("t", { Col("id").key() }), storage, SessionStatement{ text("SET") }, unknown,
        DropTable{ named("x"), true }, touch("insert", "t") });
    const std::vector<Effect> wanted{ Effect::Changed, Effect::NotHeld, Effect::NotHeld, Effect::Unknown,
        Effect::Nothing, Effect::NotHeld };
    QCOMPARE(result.effects, wanted);
    QVERIFY(result.faults.isEmpty());
}

void TestApply::enumIsMadeOnceInARun()
{
    EnumMemo memo;
    ApplyOptions options;
    options.memo = &memo;
    const Run result = run({ create("t", { Col("id").key(), Col("m", enumType("mood", moods)) }),
                               create("u", { Col("id").key(), Col("m", enumType("mood", moods)) }) },
        "postgresql", options);
    QVERIFY2(result.faults.isEmpty(), qPrintable(result.faults.join(QLatin1Char(' '))));
    QCOMPARE(result.schema.enums.value(named("mood"))->values, moods);
    // the run remembers it, and does not make it again when a statement took it away
    const Run dropped = run({ DropTable{ named("t") }, DropTable{ named("u") }, DropEnum{ named("mood") },
                                create("w", { Col("id").key(), Col("m", enumType("mood", moods)) }) },
        "postgresql", options, result.schema);
    QCOMPARE(dropped.faults, QStringList{ text("enum-missing") });
}

void TestApply::enumThatIsThereIsRefusedInARun()
{
    CreateEnum creation;
    creation.type = { named("mood"), moods, {} };
    const Changes changes{ creation, create("t", { Col("id").key(), Col("m", enumType("mood", moods)) }) };
    EnumMemo memo;
    ApplyOptions options;
    options.memo = &memo;
    QCOMPARE(run(changes, "postgresql", options).faults, QStringList{ text("enum-exists") });
    QVERIFY(run(changes).faults.isEmpty());
}

void TestApply::enumWithoutItsTypeIsMissing()
{
    EnumFacts facts;
    facts.name = text("mood");
    facts.createType = false;
    const Run result
        = run({ create("t", { Col("id").key(), Col("m", SqlType::enumOf(facts, text("postgresql.ENUM"))) }) });
    QCOMPARE(result.faults, QStringList{ text("enum-missing") });
    EnumFacts textual;
    textual.name = text("mood");
    textual.isNative = false;
    const Run none = run({ create("t", { Col("id").key(), Col("m", SqlType::enumOf(textual)) }) });
    QVERIFY(none.faults.isEmpty() && none.schema.enums.isEmpty());
}

void TestApply::addedColumnMakesNoEnum()
{
    EnumMemo memo;
    ApplyOptions options;
    options.memo = &memo;
    const Run result
        = run({ create("t", { Col("id").key() }), add("t", Col("m", enumType("mood", moods))) }, "postgresql", options);
    QCOMPARE(result.faults, QStringList{ text("enum-missing") });
}

void TestApply::defaultSchemaIsNoSchema()
{
    CreateTable creation = create("t", { Col("id").key() });
    creation.table.name.schema = text("public");
    Col child("t_id");
    child.to("public.t.id");
    const Run result = run({ creation, create("u", { Col("id").key(), child }), add("t", Col("a")) });
    QVERIFY(result.faults.isEmpty());
    QCOMPARE(columnsOf(result.schema, "t"), (QStringList{ text("id"), text("a") }));
    QCOMPARE(result.schema.table(named("u"))->constraints.back().target, named("t"));
}

void TestApply::namesAreCutAsTheServerCutsThem()
{
    const QString name = QString(70, QLatin1Char('x'));
    const Run result = run({ create(qPrintable(name), { Col("id").key() }), add(qPrintable(name), Col("a")) });
    QCOMPARE(result.faults, QStringList{ text("identifier-too-long?") });
    QVERIFY(result.schema.table({ {}, name.left(63) }));
    QCOMPARE(run({ create(qPrintable(name), { Col("id").key() }) }, "mysql").faults,
        QStringList{ text("identifier-too-long") });
    QVERIFY(run({ create(qPrintable(name), { Col("id").key() }) }, "sqlite").faults.isEmpty());
}

void TestApply::conventionalNamesAreShortened()
{
    Index long_ = index("", { text("id") });
    long_.name = { QString(80, QLatin1Char('i')), true };
    const Run result = run({ create("t", { Col("id").key() }), createIndex("t", long_), dropIndex("t", "nope") });
    const QString stored = result.schema.table(named("t"))->indexes.front().name.text;
    QCOMPARE(stored.size(), 60); // 55 characters, "_" and four digits
    QVERIFY(stored.startsWith(QString(55, QLatin1Char('i')) + QLatin1Char('_')));
    // and found by the long one, as op.drop_index(op.f(…)) says it
    Index named_ = index("", { text("id") });
    named_.name = { QString(70, QLatin1Char('n')), true };
    DropIndex removal;
    removal.table = named("t");
    removal.index = { {}, named_.name.text };
    removal.isConventional = true;
    const Run both = run({ create("t", { Col("id").key() }), createIndex("t", named_), removal });
    QCOMPARE(both.faults, QStringList());
    QVERIFY(both.schema.table(named("t"))->indexes.empty());
}

void TestApply::caseDoesNotMatterWhereItDoesNot()
{
    const Changes changes{ create("Users", { Col("Id").key(), Col("Name", stringType(9)) }), add("users", Col("age")),
        createIndex("USERS", index("IX", { text("name") })), dropIndex("users", "ix"),
        DropColumn{ named("users"), text("NAME") } };
    const Run result = run(changes, "sqlite");
    QVERIFY2(result.faults.isEmpty(), qPrintable(result.faults.join(QLatin1Char(' '))));
    QCOMPARE(columnsOf(result.schema, "Users"), (QStringList{ text("Id"), text("age") }));
    QVERIFY(run(changes).faults.contains(text("table-missing")));
}

void TestApply::checksOfColumnsAreTheTables()
{
    const Run result = run({ create("t", { Col("id").key(), Col("a").check("a > 0") }) });
    const Table* table = result.schema.table(named("t"));
    QVERIFY(table->columns.back().checks.empty());
    QCOMPARE(table->constraints.back().name.text, text("t_a_check"));
}

void TestApply::checksOfTypesAreThereWhereTheDatabaseHasThem()
{
    SqlType flag = SqlType::of(text("Boolean"));
    flag.options.insert(text("create_constraint"), true);
    flag.options.insert(text("name"), text("ck_flag"));
    const Changes changes{ create("t", { Col("id").key(), Col("flag", flag) }) };
    QVERIFY(!run(changes).schema.table(named("t"))->constraint(text("ck_flag")));
    QVERIFY(run(changes, "sqlite").schema.table(named("t"))->constraint(text("ck_flag")));
}

void TestApply::keyThatWaitsForOthersIsLeftOut()
{
    Col child("u");
    child.to("users.id", "fk");
    child.column.foreignKeys.front().useAlter = true;
    const Changes changes{ create("users", { Col("id").key() }), create("t", { Col("id").key(), child }) };
    QVERIFY(!run(changes).schema.table(named("t"))->constraint(text("fk")));
    QVERIFY(run(changes, "sqlite").schema.table(named("t"))->constraint(text("fk")));
}

void TestApply::renamedColumnIsRenamedInSqlText()
{
    Index partial = index("ix", { text("a") });
    partial.options.insert(
        text("postgresql_where"), QVariant::fromValue(Expression::text(text("a > 0 AND note <> 'a'"))));
    const Run result
        = run({ create("t", { Col("id").key(), Col("a"), Col("b") }, { check("\"a\" > b AND A <> 'a'", "ck") }),
            createIndex("t", partial), renameColumn("t", "a", "New") });
    const Table* table = result.schema.table(named("t"));
    QCOMPARE(table->constraint(text("ck"))->condition->textOf(), text("\"New\" > b AND \"New\" <> 'a'"));
    QCOMPARE(leadingColumns(table->indexes.front()), QStringList{ text("New") });
    QCOMPARE(table->indexes.front().options.value(text("postgresql_where")).value<Expression>().textOf(),
        text("\"New\" > 0 AND note <> 'a'"));
}

void TestApply::wholeDefinitionsForgetWhatTheyDoNotSay()
{
    ColumnChange wider = alter("t", "a");
    wider.type = stringType(50);
    wider.existingType = stringType(9);
    const Changes changes{ create("t", { Col("id").key(), Col("a", stringType(9)).notNull().textDefault("x") }),
        wider };
    const Column* forgotten = run(changes, "mysql").schema.table(named("t"))->column(text("a"));
    QVERIFY(forgotten->isNullable() && !forgotten->serverDefault);
    const Schema kept = run(changes).schema;
    QVERIFY(!kept.table(named("t"))->column(text("a"))->isNullable());
    QVERIFY(kept.table(named("t"))->column(text("a"))->serverDefault);
}

void TestApply::copiedTablesAreNotRefused()
{
    const Changes changes{ create("t", { Col("id").key(), Col("a").indexed() }), addTo("t", check("a > 0", "ck")),
        DropColumn{ named("t"), text("a") } };
    QCOMPARE(run(changes, "sqlite").faults.size(), 3); // no ADD CONSTRAINT; the index and the check hold the column
    ApplyOptions options;
    options.copiesTable = true;
    const Run copied = run(changes, "sqlite", options);
    QVERIFY(copied.faults.isEmpty());
    QVERIFY(copied.schema.table(named("t"))->indexes.empty());
}

void TestApply::triggersGoWithTheirTable()
{
    CreateOther trigger;
    trigger.object = { text("trigger"), named("tr"), text("t"), text("CREATE TRIGGER …") };
    const Run renamed = run({ create("t", { Col("id").key() }), trigger, RenameTable{ named("t"), named("u") } });
    QCOMPARE(renamed.schema.others.first()->table, text("u"));
    const Run dropped = run({ DropTable{ named("u") } }, "postgresql", {}, renamed.schema);
    QVERIFY(dropped.schema.others.isEmpty());
}

void TestApply::definitionsNameTheTableAsItIsCalled_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    const auto row
        = [](const char* before, const char* after) { QTest::newRow(before) << text(before) << text(after); };
    row("CREATE TRIGGER t AFTER UPDATE OF t ON t EXECUTE FUNCTION t()",
        "CREATE TRIGGER t AFTER UPDATE OF t ON \"order\" EXECUTE FUNCTION t()");
    row("CREATE TRIGGER x AFTER INSERT ON public.t FOR EACH ROW",
        "CREATE TRIGGER x AFTER INSERT ON \"order\" FOR EACH ROW");
    row("create policy p on \"public\" . \"t\" using (true)", "create policy p on \"order\" using (true)");
    row("create policy p on \"public\".\"t\" using (true)", "create policy p on \"order\" using (true)");
    row("CREATE RULE r AS ON INSERT TO t DO NOTHING", "CREATE RULE r AS ON INSERT TO \"order\" DO NOTHING");
}

void TestApply::definitionsNameTheTableAsItIsCalled()
{
    QFETCH(QString, before);
    CreateOther trigger;
    trigger.object = { text("trigger"), named("x"), text("public.t"), before };
    const Run renamed = run({ create("t", { Col("id").key() }), trigger, RenameTable{ named("t"), named("order") } });
    QCOMPARE(renamed.schema.others.size(), 1);
    QCOMPARE(renamed.schema.others.firstKey().table, text("order"));
    QTEST(renamed.schema.others.first()->definition, "after");
}

void TestApply::routinesTakeTheirUsersAlong()
{
    CreateOther function, trigger, other;
    function.object = { text("function"), named("f()"), {}, text("CREATE FUNCTION f() …") };
    trigger.object = { text("trigger"), named("x"), text("t"), text("CREATE TRIGGER x … EXECUTE FUNCTION f()") };
    other.object = { text("trigger"), named("y"), text("t"), text("CREATE TRIGGER y … EXECUTE FUNCTION g()") };
    const Changes made{ create("t", { Col("id").key() }), function, trigger, other };
    const auto left = [&](bool cascade) {
        Changes changes = made;
        changes.push_back(DropOther{ text("function"), named("f()"), {}, false, cascade });
        return run(changes).schema.others.size();
    };
    QCOMPARE(left(true), 1);
    QCOMPARE(left(false), 2); // refused, if anything
}

void TestApply::partitionsAreNotKnownWhole()
{
    CreateTable creation = create("part", {});
    creation.isIncomplete = true;
    const Run result = run({ creation, createIndex("part", index("ix", { text("day") })) });
    QVERIFY(result.faults.isEmpty());
    QVERIFY(result.schema.assumed.isEmpty());
    QVERIFY(result.schema.incomplete.contains(text("part")));
}

void TestApply::schemaBeforeStaysAsItWas()
{
    const SchemaRules& rules = rulesOf("postgresql");
    const Schema empty;
    const Applied first = schema::apply(empty, create("t", { Col("id").key() }), rules);
    const Applied second = schema::apply(first.after, DropTable{ named("t") }, rules);
    QVERIFY(empty.tables.isEmpty() && first.after.table(named("t")) && !second.after.table(named("t")));
    QVERIFY(!second.wouldFail());
    QVERIFY(schema::apply(second.after, DropTable{ named("t") }, rules).wouldFail());
}

void TestApply::enumsAreFoundInTypesThatAreText()
{
    const Changes changes{ CreateEnum{ { named("mood"), moods, {} }, false },
        create("t", { Col("id").key(), Col("m", SqlType::fromSql(text("mood[]"))) }) };
    Changes renamed = changes;
    AlterEnum rename;
    rename.name = named("mood");
    rename.newName = text("Feeling");
    renamed.push_back(rename);
    QCOMPARE(run(renamed).schema.table(named("t"))->columns.back().type.text, text("\"Feeling\"[]"));
    Changes dropped = changes;
    dropped.push_back(DropEnum{ named("mood"), false, false });
    QCOMPARE(run(dropped).faults, QStringList{ text("still-referenced") });
}

void TestApply::sequencesTakeTheirDefaultsWithThem()
{
    const Change table = create("t", { Col("id").key() });
    const Run held = run({ table, DropSequence{ named("t_id_seq"), false, false } });
    QCOMPARE(held.faults, QStringList{ text("still-referenced") });
    const Run dropped = run({ table, DropSequence{ named("t_id_seq"), false, true } });
    QCOMPARE(dropped.faults, QStringList());
    QVERIFY(dropped.schema.sequences.isEmpty());
    const auto comparable = [](const Run& result) {
        const Table& t = *result.schema.table(named("t"));
        return rulesOf("postgresql").comparable(t.columns.front(), t).defaultValue;
    };
    QCOMPARE(comparable(run({ table })), text("nextval"));
    QCOMPARE(comparable(dropped), QString());
}

void TestApply::whatTheDatabaseHasNotIsRefused()
{
    const Run result = run({ UnknownStatement{ text("UPDATE a INNER JOIN b"), {}, true },
        UnknownStatement{ text("DO $$ … $$"), {}, false } });
    QCOMPARE(result.faults, QStringList{ text("unsupported") });
    QCOMPARE(int(result.effects[0]), int(Effect::NotHeld));
    QCOMPARE(int(result.effects[1]), int(Effect::Unknown));
}

void TestApply::replayAndSingleStepsAgree()
{
    const Changes changes{ create("users", { Col("id").key(), Col("email", stringType(9)).unique() }),
        create("t", { Col("id").key(), Col("u").to("users.id").indexed() }),
        RenameTable{ named("users"), named("people") }, createIndex("people", index("ix_t_u", { text("email") })),
        renameColumn("people", "id", "pid"), DropColumn{ named("t"), text("u") },
        createIndex("people", index("ix_t_u", { text("email") })) };
    Schema single;
    for (const Change& change : changes)
        single = schema::apply(std::move(single), change, rulesOf("postgresql")).after;
    const Run replayed = run(changes);
    QCOMPARE(linesOf(single, rulesOf("postgresql")), linesOf(replayed.schema, rulesOf("postgresql")));
    QCOMPARE(replayed.faults, QStringList{ text("index-exists") }); // the first ix_t_u of people, not the second
}

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
