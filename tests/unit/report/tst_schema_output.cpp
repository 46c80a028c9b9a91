#include "support/schema_builder.h"
#include "support/verify_result.h"

#include "report/schema_diagrams.h"
#include "report/schema_json.h"
#include "report/schema_sql.h"
#include "schema/apply.h"

#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

using namespace espalier;
using namespace espalier::test;

namespace {

const dialects::Dialect& dialect(const char* id) { return *dialects::findDialect(text(id)); }

/// Two tables with one of everything.
schema::Schema sample(const char* id = "postgresql")
{
    schema::Replay replay(dialect(id).schemaRules());
    schema::CreateEnum mood;
    mood.type = { named("mood"), { text("good"), text("it's") }, {} };
    replay.apply(mood);
    replay.apply(create("users", { Col("id").key(), Col("email", stringType(50)).notNull().unique() }));
    Col score("score", "Numeric");
    score.column.type.precision = 10;
    score.column.type.scale = 2;
    score.sqlDefault("0");
    score.column.comment = text("the \"best\" one");
    schema::Constraint reference = foreignKey({ text("user_id") }, "users", { text("id") }, "fk_user");
    reference.onDelete = text("CASCADE");
    reference.deferrable = true;
    reference.initially = text("DEFERRED");
    schema::Index partial = index("ix_partial", { text("score") });
    partial.elements.push_back(schema::Expression::text(text("lower(note)")));
    partial.options.insert(text(id) + text("_where"), QVariant::fromValue(schema::Expression::text(text("score > 0"))));
    replay.apply(create("orders",
        { Col("id").key(), Col("user_id"), score, Col("note", stringType(9)).textDefault("it's"),
            Col("m", enumType("mood", { text("good") })), Col("odd", schema::SqlType::of(text("some.package.Odd"))) },
        { reference, check("score > 0", "ck_score") }, { partial }));
    return replay.schema();
}

QJsonObject tableOf(const QJsonObject& document, const char* name)
{
    for (const QJsonValue table : document[text("tables")].toArray())
        if (table[text("name")] == text(name))
            return table.toObject();
    return {};
}

QString compact(const QJsonValue& value)
{
    return QString::fromUtf8(
        QJsonDocument(value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject()))
            .toJson(QJsonDocument::Compact));
}

} // namespace

class TestSchemaOutput : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasTheShapeThatOthersRelyOn();
    void jsonSaysWhatIsNotKnown();
    void jsonOfAssumedTables();
    void jsonOfDifferences();
    void sqlMakesTheSchema();
    void sqlSaysWhatIsNotKnown();
    void dotLabelsAreWellFormed();
    void groupsAreWritten();
    void graphvizDrawsIt();
    void aCancelledDrawingIsNone();
    void mermaidKeepsItsOwnCharacters();
    void dbmlHasTablesEnumsAndReferences();
};

void TestSchemaOutput::jsonHasTheShapeThatOthersRelyOn()
{
    const QJsonObject document = report::schemaJson(sample(), dialect("postgresql"));
    QCOMPARE(document[text("dialect")].toString(), text("postgresql"));
    const QJsonObject orders = tableOf(document, "orders");
    const QJsonArray columns = orders[text("columns")].toArray();
    QCOMPARE(compact(columns[0]),
        text(
            R"j({"autoincrement":true,"default":null,"name":"id","nullable":false,"primary_key":true,"type":"INTEGER"})j"));
    QCOMPARE(compact(columns[2]),
        text(
            R"j({"comment":"the \"best\" one","default":"0","name":"score","nullable":true,"primary_key":false,"type":"NUMERIC(10, 2)"})j"));
    QCOMPARE(columns[3][text("default")].toString(), text("'it''s'"));
    QCOMPARE(columns[4][text("type")].toString(), text("mood"));
    QCOMPARE(compact(orders[text("primary_key")]), text(R"j({"columns":["id"],"name":"orders_pkey"})j"));
    QCOMPARE(compact(orders[text("foreign_keys")]),
        text(
            R"j([{"columns":["user_id"],"deferrable":true,"initially":"DEFERRED","name":"fk_user","on_delete":"CASCADE","on_update":null,"ref_columns":["id"],"ref_schema":null,"ref_table":"users"}])j"));
    QCOMPARE(compact(orders[text("checks")]), text(R"j([{"name":"ck_score","sql":"score > 0"}])j"));
    QCOMPARE(compact(orders[text("indexes")]),
        text(
            R"j([{"columns":["score",null],"expressions":["score","lower(note)"],"name":"ix_partial","unique":false,"where":"score > 0"}])j"));
    QCOMPARE(compact(tableOf(document, "users")[text("uniques")]),
        text(R"j([{"columns":["email"],"name":"users_email_key"}])j"));
    QCOMPARE(compact(document[text("enums")]), text(R"j([{"name":"mood","schema":null,"values":["good","it's"]}])j"));
    QCOMPARE(document[text("sequences")].toArray().size(), 2);
    for (const char* key :
        { "schema", "name", "columns", "primary_key", "foreign_keys", "uniques", "indexes", "checks" })
        QVERIFY2(orders.contains(text(key)), key);
}

void TestSchemaOutput::jsonSaysWhatIsNotKnown()
{
    const QJsonArray columns
        = tableOf(report::schemaJson(sample(), dialect("postgresql")), "orders")[text("columns")].toArray();
    QVERIFY(!columns[5][text("type")][text("unknown")].toString().isEmpty());
    schema::Replay replay(dialect("sqlite").schemaRules());
    Col column("a");
    column.column.serverDefault = schema::Expression::unknown(text("line 7 reads a file"));
    replay.apply(create("t", { column }));
    const QJsonObject table = tableOf(report::schemaJson(replay.schema(), dialect("sqlite")), "t");
    QCOMPARE(compact(table[text("columns")][0][text("default")]), text(R"j({"unknown":"line 7 reads a file"})j"));
}

void TestSchemaOutput::jsonOfAssumedTables()
{
    schema::Replay replay(dialect("postgresql").schemaRules());
    replay.apply(createIndex("leads", index("ix", { text("a") })));
    const QJsonObject leads = tableOf(report::schemaJson(replay.schema(), dialect("postgresql")), "leads");
    QVERIFY(leads[text("assumed")].toBool() && leads[text("incomplete")].toBool());
    QVERIFY(leads[text("columns")][0][text("type")].isObject());
    QVERIFY(leads[text("primary_key")].isNull());
}

void TestSchemaOutput::jsonOfDifferences()
{
    schema::Replay replay(dialect("postgresql").schemaRules(), sample());
    replay.apply(add("users", Col("age")));
    const auto json = report::differencesJson(
        schema::difference(sample(), replay.schema(), dialect("postgresql").schemaRules()), dialect("postgresql"));
    QCOMPARE(compact(json),
        text(
            R"j([{"detail":"adds column age to users (Integer, nullable)","kind":"add","name":"age","object":"column","schema":null,"sql":["ALTER TABLE users ADD COLUMN age INTEGER"],"sql_back":["ALTER TABLE users DROP COLUMN age"],"table":"users"}])j"));
    schema::Replay tighter(dialect("sqlite").schemaRules(), sample("sqlite"));
    schema::ApplyOptions options;
    options.copiesTable = true;
    tighter.apply(addTo("users", check("id > 0", "ck")), options);
    const auto refused = report::differencesJson(
        schema::difference(sample("sqlite"), tighter.schema(), dialect("sqlite").schemaRules()), dialect("sqlite"));
    QVERIFY(refused[0][text("sql")].toArray().isEmpty());
    QVERIFY(!refused[0][text("sql_unknown")].toString().isEmpty());
}

void TestSchemaOutput::sqlMakesTheSchema()
{
    schema::Schema known = sample();
    schema::Table orders = *known.table(named("orders"));
    orders.columns.pop_back();
    known.put(orders);
    const QString sql = report::schemaSql(known, dialect("postgresql"));
    const QStringList order{ text("CREATE TYPE mood"), text("CREATE TABLE users"), text("CREATE TABLE orders"),
        text("CREATE INDEX ix_partial") };
    qsizetype at = -1;
    for (const QString& statement : order) {
        const qsizetype next = sql.indexOf(statement);
        QVERIFY2(next > at, qPrintable(sql));
        at = next;
    }
    QCOMPARE(sql.count(text("CREATE TYPE")), 1);
    QVERIFY(sql.contains(text("id SERIAL NOT NULL")));
    QVERIFY(!sql.contains(text("CREATE SEQUENCE")));
}

void TestSchemaOutput::sqlSaysWhatIsNotKnown()
{
    const QString sql = report::schemaSql(sample(), dialect("postgresql"));
    QVERIFY2(sql.contains(text("-- not known: creates table orders with 6 columns")), qPrintable(sql));
    QVERIFY(sql.contains(text("CREATE TABLE users")));
}

void TestSchemaOutput::graphvizDrawsIt()
{
    schema::Replay replay(dialect("postgresql").schemaRules(), sample());
    replay.apply(create("odd \"<name>\" & more", { Col("größe").key() }));
    const auto svg = report::schemaSvg(replay.schema(), dialect("postgresql"));
    VERIFY_RESULT(svg);
    QXmlStreamReader xml(*svg);
    QStringList titles;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("title"))
            titles.append(xml.readElementText());
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(titles.contains(text("odd \"<name>\" & more")));
    QVERIFY2(titles.contains(text("orders:c1->users:c0")), qPrintable(titles.join(QLatin1Char('|'))));
    QVERIFY(svg->contains(text("größe")));
}

void TestSchemaOutput::aCancelledDrawingIsNone()
{
    const core::CancelSource source;
    source.cancel();
    const auto svg = report::schemaSvg(sample(), dialect("postgresql"), source.token());
    QVERIFY(!svg);
    QVERIFY(svg.error().isCancelled());
}

void TestSchemaOutput::dotLabelsAreWellFormed()
{
    schema::Schema schema = sample();
    schema::Table odd = table("odd \"<name>\" & more", { Col("a \"b\" <c>").key() });
    schema.put(odd);
    const QString dot = report::schemaDot(schema, dialect("postgresql"));
    QVERIFY(dot.contains(text("\"orders\":c1 -> \"users\":c0")));
    QVERIFY(dot.contains(text("\"odd \\\"<name>\\\" & more\" [label=<")));
    int labels = 0;
    for (const QString& line : dot.split(QLatin1Char('\n'))) {
        const qsizetype from = line.indexOf(text("[label=<"));
        if (from < 0)
            continue;
        QXmlStreamReader label(line.mid(from + 8, line.lastIndexOf(text(">];")) - from - 8));
        while (!label.atEnd())
            label.readNext();
        QVERIFY2(!label.hasError(), qPrintable(label.errorString() + line));
        ++labels;
    }
    QCOMPARE(labels, 3);
}

void TestSchemaOutput::groupsAreWritten()
{
    const std::vector<report::TableGroup> groups{ { text("a \"b\""), { text("orders"), text("users"), text("gone") } },
        { text("empty"), { text("gone") } } };
    const QString dot = report::schemaDot(sample(), dialect("postgresql"), groups);
    QVERIFY2(dot.contains(text("subgraph cluster_0 { label=\"a \\\"b\\\"\"")), qPrintable(dot));
    QVERIFY(dot.contains(text("\"orders\"; \"users\"; }")) && !dot.contains(text("cluster_1")));
    const QString dbml = report::schemaDbml(sample(), dialect("postgresql"), groups);
    QVERIFY2(dbml.endsWith(text("\nTableGroup \"a \\\"b\\\"\" {\n  \"orders\"\n  \"users\"\n}\n")), qPrintable(dbml));
}

void TestSchemaOutput::mermaidKeepsItsOwnCharacters()
{
    const QString mermaid = report::schemaMermaid(sample(), dialect("postgresql"));
    QVERIFY(mermaid.startsWith(text("erDiagram\n")));
    QVERIFY2(mermaid.contains(text("    NUMERIC(10__2) score \"the 'best' one\"\n")), qPrintable(mermaid));
    QVERIFY(mermaid.contains(text("    INTEGER user_id FK\n")));
    QVERIFY(mermaid.contains(text("  \"orders\" }o--o| \"users\" : \"user_id\"\n")));
}

void TestSchemaOutput::dbmlHasTablesEnumsAndReferences()
{
    const QString dbml = report::schemaDbml(sample(), dialect("postgresql"));
    QVERIFY(dbml.contains(text("Enum \"mood\" {\n  \"good\"\n  \"it's\"\n}\n")));
    QVERIFY2(dbml.contains(text("  \"id\" \"INTEGER\" [pk, increment, not null]\n")), qPrintable(dbml));
    QVERIFY(dbml.contains(text("  \"score\" \"NUMERIC(10, 2)\" [default: `0`, note: 'the \"best\" one']\n")));
    QVERIFY(dbml.contains(text("    (\"score\", `lower(note)`) [name: 'ix_partial']\n")));
    QVERIFY(dbml.contains(text("Ref \"fk_user\": \"orders\".\"user_id\" > \"users\".\"id\" [delete: cascade]\n")));
}

QTEST_GUILESS_MAIN(TestSchemaOutput)
#include "tst_schema_output.moc"
