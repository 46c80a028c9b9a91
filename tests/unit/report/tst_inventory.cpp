#include "dialects/dialect.h"
#include "report/inventory.h"

#include <QTest>

using namespace espalier;

namespace {

schema::Table tableOf(const char* name, const QStringList& columns)
{
    schema::Table table;
    table.name.name = QLatin1String(name);
    for (const QString& one : columns) {
        schema::Column column;
        column.name = one;
        column.type = schema::SqlType::of(QStringLiteral("Integer"));
        table.columns.push_back(column);
    }
    return table;
}

schema::Constraint keyTo(const char* target)
{
    schema::Constraint key;
    key.kind = schema::Constraint::Kind::ForeignKey;
    key.columns = QStringList{ QStringLiteral("id") };
    key.target.name = QLatin1String(target);
    key.targetColumns = QStringList{ QStringLiteral("id") };
    return key;
}

} // namespace

class TestInventory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keysAreCountedAtBothEnds();
    void whatIsKnownFromElsewhereIsAdded();
};

void TestInventory::keysAreCountedAtBothEnds()
{
    schema::Schema schema;
    schema::Table a = tableOf("a", { QStringLiteral("id"), QStringLiteral("n") });
    a.constraints = { keyTo("b"), keyTo("gone"), keyTo("a") };
    a.indexes.resize(1);
    schema.put(a);
    schema.put(tableOf("b", { QStringLiteral("id") }));
    schema::Table passing = tableOf("passing", {});
    passing.prefixes = QStringList{ QStringLiteral("TEMPORARY") };
    schema.put(passing);
    schema.incomplete = { QStringLiteral("b") };
    const auto rows = report::inventory(schema, {});
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(rows[0].columns, 2);
    QCOMPARE(rows[0].indexes, 1);
    QCOMPARE(rows[0].keysOut, 3);
    QCOMPARE(rows[0].keysIn, 1); // its own
    QVERIFY(!rows[0].isIncomplete);
    QCOMPARE(rows[1].keysIn, 1);
    QVERIFY(rows[1].isIncomplete);
    QCOMPARE(report::references(schema).at({ {}, QStringLiteral("gone") }).size(), size_t(1));
}

void TestInventory::whatIsKnownFromElsewhereIsAdded()
{
    schema::Schema schema;
    schema.put(tableOf("a", { QStringLiteral("id") }));
    schema.put(tableOf("b", { QStringLiteral("id") }));
    dialects::Introspected database;
    database.facts.insert({ {}, QStringLiteral("a") }, { {}, 12, 4096, true });
    models::Models models;
    models.origins[{ {}, QStringLiteral("a") }] = { QStringLiteral("Author"), {} };
    models.origins[{ {}, QStringLiteral("b") }] = {};
    report::InventorySources sources;
    sources.database = &database;
    sources.models = &models;
    const auto rows = report::inventory(schema, sources);
    QCOMPARE(rows[0].rows.value_or(-1), 12);
    QCOMPARE(rows[0].bytes.value_or(-1), 4096);
    QCOMPARE(rows[0].model, QStringLiteral("Author"));
    QVERIFY(!rows[1].rows.has_value());
    QCOMPARE(rows[1].model, QStringLiteral("Table"));
    QVERIFY(rows[0].createdBy.isEmpty());
}

QTEST_GUILESS_MAIN(TestInventory)
#include "tst_inventory.moc"
