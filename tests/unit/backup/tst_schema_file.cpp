// The schema beside a dump: what was written is read again, and what is no such file does no harm.
#include "backup/schema_file.h"
#include "core/file.h"
#include "support/backup_fixture.h"
#include "support/random_schema.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include "dialects/dialect.h"

#include <QJsonDocument>
#include <QTest>

using namespace espalier;
using namespace espalier::backup;
using test::text;

namespace {

dialects::Introspected sample(unsigned seed = 1)
{
    test::Choices choices(test::bytesOf(seed));
    dialects::Introspected database;
    database.schema = test::randomSchema(choices, dialects::findDialect(text("postgresql"))->schemaRules());
    database.facts.insert({ {}, text("t") }, { text("ann"), 12, 1LL << 60, true });
    database.facts.insert({ text("größe"), text("u") }, { {}, {}, {}, false });
    database.version = { 15, 18, 0, text("Flavour"), text("15.18 (Debian)") };
    database.defaultSchema = text("public");
    database.unseen.push_back({ "This role may not use the schemas %1.", { text("a, b") } });
    return database;
}

QStringList sentences(const dialects::Introspected& database)
{
    QStringList all;
    for (const core::Message& one : database.unseen)
        all += one.english();
    return all;
}

QByteArray changed(const char* key, const QJsonValue& value)
{
    QJsonObject object = QJsonDocument::fromJson(schemaFile(sample(), text("postgresql"))).object();
    object.insert(text(key), value);
    return QJsonDocument(object).toJson();
}

dialects::DumpedSchema dumped() { return { sample(), dialects::SchemaReading::Snapshot, std::nullopt }; }

} // namespace

class TestSchemaFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrote();
    void badFieldIsNamed_data();
    void badFieldIsNamed();
    void anyTruncationIsRefused();
    void newerFormatIsUnsupported();
    void hugeNestingIsRefused();
    void schemaIsKeptAndSaid();
    void whatCannotBeReadIsSaidAndNothingIsWritten();
    void whatCannotBeWrittenIsSaid();
    void backupWithoutOneSaysWhatToDo();
    void changedFileIsCorrupt();
};

void TestSchemaFile::readsWhatItWrote()
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        const dialects::Introspected database = sample(seed);
        const QByteArray json = schemaFile(database, text("postgresql"));
        const auto again = parseSchemaFile(json);
        VERIFY_RESULT(again);
        QVERIFY(again->schema == database.schema);
        QVERIFY(again->facts == database.facts);
        QVERIFY(again->version == database.version);
        QCOMPARE(again->defaultSchema, database.defaultSchema);
        QCOMPARE(sentences(*again), sentences(database));
        QCOMPARE(schemaFile(*again, text("postgresql")), json);
    }
}

void TestSchemaFile::badFieldIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* key, const QJsonValue& value) {
        QTest::addRow("%s %d", key, int(value.type())) << changed(key, value) << text(key);
    };
    row("format", text("1"));
    row("schema", QJsonArray());
    row("facts", QJsonObject());
    row("facts", QJsonArray{ QJsonObject{ { text("name"), text("t") } } });
    row("unseen", QJsonArray{ 7 });
    row("server_version", QJsonObject{ { text("major"), text("15") } });
    row("server_version", 15);
    row("default_schema", 7);
}

void TestSchemaFile::badFieldIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const auto result = parseSchemaFile(json);
    QVERIFY(!result);
    QCOMPARE(result.error().code, core::ErrorCode::Malformed);
    QCOMPARE(result.error().message.arguments, QStringList{ field });
}

void TestSchemaFile::anyTruncationIsRefused()
{
    const QByteArray json = schemaFile(sample(), text("postgresql"));
    for (qsizetype size = 0; size < json.size(); ++size)
        QVERIFY(!parseSchemaFile(json.left(size)));
}

void TestSchemaFile::newerFormatIsUnsupported()
{
    QCOMPARE(parseSchemaFile(changed("format", 2)).error().code, core::ErrorCode::Unsupported);
}

void TestSchemaFile::hugeNestingIsRefused()
{
    constexpr int deep = 100'000;
    for (const char* open : { "[", "{\"format\":1,\"schema\":{\"tables\":[{\"options\":", "{\"a\":" })
        QVERIFY(!parseSchemaFile(QByteArray(open).repeated(deep)));
    const QByteArray arrays = QByteArray("[").repeated(deep) + QByteArray("]").repeated(deep);
    QVERIFY(!parseSchemaFile("{\"format\":1,\"schema\":" + arrays + "}"));
}

void TestSchemaFile::schemaIsKeptAndSaid()
{
    const test::TemporaryFolder folder;
    Manifest manifest;
    keepSchema(dumped(), folder.path(), manifest);
    QCOMPARE(manifest.schemaReading, dialects::SchemaReading::Snapshot);
    QCOMPARE(manifest.schemaProblem, QString());
    const auto json = core::readFile(folder.path(text("schema.json")));
    VERIFY_RESULT(json);
    manifest.files = { { text("schema.json"), json->size(), core::sha256(*json) } };
    const auto again = readSchema({ manifest, folder.path(), std::nullopt });
    VERIFY_RESULT(again);
    QVERIFY(again->schema == sample().schema);
}

void TestSchemaFile::whatCannotBeReadIsSaidAndNothingIsWritten()
{
    const test::TemporaryFolder folder;
    Manifest manifest;
    const dialects::DumpedSchema failed{ std::nullopt, dialects::SchemaReading::None,
        core::makeError(core::ErrorCode::StatementFailed, "No rights.", {}, text("42501")) };
    keepSchema(failed, folder.path(), manifest);
    QVERIFY(!manifest.holdsSchema());
    QCOMPARE(manifest.schemaProblem, text("No rights. 42501"));
    QVERIFY(!QFile::exists(folder.path(text("schema.json"))));
    const auto result = readSchema({ manifest, folder.path(), std::nullopt });
    QCOMPARE(result.error().code, core::ErrorCode::NotFound);
    QCOMPARE(result.error().detail, manifest.schemaProblem);
}

void TestSchemaFile::whatCannotBeWrittenIsSaid()
{
    const test::TemporaryFolder folder;
    Manifest manifest;
    keepSchema(dumped(), folder.path(text("no such folder")), manifest);
    QVERIFY(!manifest.holdsSchema());
    QVERIFY(!manifest.schemaProblem.isEmpty());
    dialects::DumpedSchema deep = dumped();
    schema::Table table;
    table.name.name = text("deep");
    table.columns.resize(1);
    schema::Expression expression;
    for (int i = 0; i < 2000; ++i)
        expression = schema::Expression::grouping(expression);
    table.columns.front().serverDefault = expression;
    deep.found->schema.put(table);
    Manifest other;
    keepSchema(deep, folder.path(), other);
    QVERIFY(!other.holdsSchema());
    QVERIFY(!other.schemaProblem.isEmpty());
    QVERIFY(!QFile::exists(folder.path(text("schema.json"))));
}

void TestSchemaFile::backupWithoutOneSaysWhatToDo()
{
    const test::TemporaryFolder folder;
    const auto id = test::writeBackup(folder.path(), text("app"), QDateTime::currentDateTimeUtc());
    VERIFY_RESULT(id);
    const auto entry = Catalogue(folder.path()).find(*id);
    VERIFY_RESULT(entry);
    const auto result = readSchema(*entry);
    QCOMPARE(result.error().code, core::ErrorCode::NotFound);
    QVERIFY(result.error().message.english().contains(text("make a new one")));
}

void TestSchemaFile::changedFileIsCorrupt()
{
    const test::TemporaryFolder folder;
    Manifest manifest;
    keepSchema(dumped(), folder.path(), manifest);
    manifest.files = { { text("schema.json"), 1, QString(64, QLatin1Char('a')) } };
    const CatalogueEntry entry{ manifest, folder.path(), std::nullopt };
    QCOMPARE(readSchema(entry).error().code, core::ErrorCode::Corrupt);
    QVERIFY(QFile::remove(folder.path(text("schema.json"))));
    QCOMPARE(readSchema(entry).error().code, core::ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestSchemaFile)
#include "tst_schema_file.moc"
