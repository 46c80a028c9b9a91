#include "support/schema_builder.h"

#include "dialects/dialect.h"
#include "report/schema_objects.h"
#include "schema/apply.h"

#include <QTest>

using namespace espalier;
using namespace espalier::test;
using report::SchemaObject;

namespace {

std::vector<SchemaObject> objectsOf(const char* dialect, const schema::Changes& changes)
{
    const dialects::Dialect& chosen = *dialects::findDialect(text(dialect));
    schema::Replay replay(chosen.schemaRules());
    for (const schema::Change& change : changes)
        replay.apply(change);
    return report::schemaObjects(replay.schema(), chosen);
}

schema::CreateView viewOf(const char* name, const char* query, bool isMaterialized = false)
{
    schema::CreateView creation;
    creation.view.name = named(name);
    creation.view.definition = text(query);
    creation.view.isMaterialized = isMaterialized;
    return creation;
}

schema::CreateEnum enumOf(const char* name, const QStringList& values)
{
    schema::CreateEnum creation;
    creation.type.name = named(name);
    creation.type.values = values;
    return creation;
}

schema::CreateOther other(const char* kind, const char* name, const char* table = "")
{
    schema::CreateOther creation;
    creation.object.kind = text(kind);
    creation.object.name = named(name);
    creation.object.table = text(table);
    creation.object.definition = text("…");
    return creation;
}

QStringList uses(const SchemaObject& object)
{
    QStringList all;
    for (const SchemaObject::Use& use : object.usedBy)
        all.append(use.column.isEmpty() ? use.relation.key() : use.relation.key() + QLatin1Char('.') + use.column);
    return all;
}

const QStringList moods{ text("sad"), text("glad") };

} // namespace

class TestSchemaObjects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typesKnowTheirColumns();
    void viewsKnowWhatTheyRead();
    void aColumnThatIsCalledAsATableIsNoTable();
    void sequencesOfColumnsAreNoneOfTheirOwn();
    void othersKeepTheirWord();
};

void TestSchemaObjects::typesKnowTheirColumns()
{
    const auto found = objectsOf("postgresql",
        { enumOf("mood", moods), other("domain", "email"),
            create("people",
                { Col("id").key(), Col("mood", enumType("mood", moods)),
                    Col("moods", schema::SqlType::arrayOf(enumType("mood", moods))),
                    Col("mail", schema::SqlType::fromSql(text("email"))),
                    Col("mails", schema::SqlType::fromSql(text("email[]"))), Col("name", stringType(20)) }) });
    QCOMPARE(found.size(), size_t(2));
    QCOMPARE(found[0].kind, SchemaObject::Kind::Enum);
    QCOMPARE(found[0].parts, moods);
    QCOMPARE(uses(found[0]), (QStringList{ text("people.mood"), text("people.moods") }));
    QVERIFY(found[0].definition.contains(text("'sad', 'glad'")));
    QCOMPARE(found[1].kind, SchemaObject::Kind::Domain);
    QCOMPARE(uses(found[1]), (QStringList{ text("people.mail"), text("people.mails") }));
}

void TestSchemaObjects::viewsKnowWhatTheyRead()
{
    for (const char* dialect : { "postgresql", "sqlite", "mysql" }) {
        const auto found = objectsOf(dialect,
            { create("people", { Col("id").key(), Col("name", stringType(20)) }),
                viewOf("names", "SELECT name FROM people"),
                viewOf("both", "SELECT n.name FROM names AS n JOIN people AS p ON p.name = n.name") });
        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(found[0].name, named("both"));
        QCOMPARE(found[0].reads, (std::vector{ named("names"), named("people") }));
        QCOMPARE(found[1].reads, std::vector{ named("people") });
        QCOMPARE(uses(found[1]), QStringList{ text("both") });
    }
}

void TestSchemaObjects::aColumnThatIsCalledAsATableIsNoTable()
{
    const auto found = objectsOf("postgresql",
        { create("people", { Col("id").key() }), create("orders", { Col("id").key(), Col("people") }),
            viewOf("v", "SELECT people FROM orders WHERE people > 5") });
    QCOMPARE(found[0].reads, std::vector{ named("orders") });
}

void TestSchemaObjects::sequencesOfColumnsAreNoneOfTheirOwn()
{
    schema::CreateSequence alone;
    alone.sequence.name = named("numbers");
    const auto found = objectsOf("postgresql", { create("people", { Col("id").key() }), alone });
    QCOMPARE(found.size(), size_t(1));
    QCOMPARE(found[0].kind, SchemaObject::Kind::Sequence);
    QCOMPARE(found[0].name, named("numbers"));
}

void TestSchemaObjects::othersKeepTheirWord()
{
    const auto found = objectsOf("postgresql",
        { create("people", { Col("id").key() }), other("function", "f()"), other("trigger", "t", "people") });
    QCOMPARE(found.size(), size_t(2));
    QCOMPARE(found[0].word, text("function"));
    QCOMPARE(found[1].word, text("trigger"));
    QCOMPARE(found[1].table, text("people"));
    QVERIFY(found[0].key() != found[1].key());
}

QTEST_GUILESS_MAIN(TestSchemaObjects)
#include "tst_schema_objects.moc"
