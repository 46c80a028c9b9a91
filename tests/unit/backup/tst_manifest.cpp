#include "backup/manifest.h"
#include "support/verify_result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace espalier;
using namespace espalier::backup;

namespace {

Manifest sample()
{
    Manifest manifest;
    manifest.id = QStringLiteral("app-20250603T101500Z-0000abcd");
    manifest.database = { QStringLiteral("postgresql"), QStringLiteral("Größe \"app\""), QStringLiteral("db"), 5432,
        QStringLiteral("ann"), QString(), QStringLiteral("production") };
    manifest.created = QDateTime(QDate(2025, 6, 3), QTime(10, 15, 0, 7), Qt::UTC);
    manifest.durationMs = 1;
    manifest.tool = QStringLiteral("pg_dump");
    manifest.format = dialects::DumpFormat::Directory;
    manifest.counting = dialects::RowCounting::Snapshot;
    manifest.revisions = { QStringLiteral("a1"), QStringLiteral("b2") };
    manifest.tables = { { QStringLiteral("public"), QStringLiteral("big"), 9'007'199'254'740'993 },
        { QString(), QStringLiteral("uncounted"), std::nullopt } };
    manifest.properties = { { QStringLiteral("encoding"), QStringLiteral("UTF8") } };
    manifest.schemaProblem = QStringLiteral("no rights");
    manifest.files = { { QStringLiteral("database.dir/toc.dat"), 12, QString(64, QLatin1Char('a')) },
        { QStringLiteral("database.dir/1.dat.gz"), 0, QString(64, QLatin1Char('b')) } };
    return manifest;
}

QByteArray changed(const char* key, const QJsonValue& value)
{
    QJsonObject object = QJsonDocument::fromJson(toJson(sample())).object();
    object[QString::fromLatin1(key)] = value;
    return QJsonDocument(object).toJson();
}

} // namespace

class TestManifest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrote();
    void backupsFromBeforeSchemasAreRead();
    void schemaAndHowItWasReadAreKept();
    void sumIsThatOfTheLinesOfSha256sum();
    void badFieldIsNamed_data();
    void badFieldIsNamed();
    void anyTruncationIsRefused();
    void newerFormatIsUnsupported();
    void filesThatContradictTheSumAreCorrupt();
    void verificationReadsWhatItWrote();
    void idHoldsNameAndTimeAndIsKnownAgain();
};

void TestManifest::readsWhatItWrote()
{
    const auto again = parseManifest(toJson(sample()));
    VERIFY_RESULT(again);
    QCOMPARE(toJson(*again), toJson(sample()));
    QVERIFY(*again == sample());
}

void TestManifest::backupsFromBeforeSchemasAreRead()
{
    QJsonObject object = QJsonDocument::fromJson(toJson(sample())).object();
    object.remove(QStringLiteral("schema_read"));
    object.remove(QStringLiteral("schema_problem"));
    const auto manifest = parseManifest(QJsonDocument(object).toJson());
    VERIFY_RESULT(manifest);
    QVERIFY(!manifest->holdsSchema());
    QCOMPARE(manifest->schemaProblem, QString());
}

void TestManifest::schemaAndHowItWasReadAreKept()
{
    Manifest manifest = sample();
    manifest.files += { QStringLiteral("schema.json"), 7, QString(64, QLatin1Char('c')) };
    for (const char* name : { "snapshot", "copy", "unchanged", "before", "after" }) {
        manifest.schemaReading = *dialects::readingFromName(QString::fromLatin1(name));
        const QByteArray json = toJson(manifest);
        QCOMPARE(QJsonDocument::fromJson(json)[QStringLiteral("schema_read")].toString(), QString::fromLatin1(name));
        const auto again = parseManifest(json);
        VERIFY_RESULT(again);
        QVERIFY(*again == manifest);
    }
}

void TestManifest::sumIsThatOfTheLinesOfSha256sum()
{
    // printf '%s  %s\n' bbb…b database.dir/1.dat.gz aaa…a database.dir/toc.dat | sha256sum
    QCOMPARE(sample().sha256(), QStringLiteral("99214b09b9b39419eb15e0dcdaa58dfd2d5c0aefccefb285699edf5be8fab576"));
    QCOMPARE(sample().bytes(), 12);
}

void TestManifest::badFieldIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* key, const QJsonValue& value) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(key)).arg(value.type())))
            << changed(key, value) << QString::fromLatin1(key);
    };
    row("id", 7);
    row("created", QStringLiteral("yesterday"));
    row("dump_format", QStringLiteral("tape"));
    row("rows_counted", QJsonValue::Null);
    row("tables", QStringLiteral("none"));
    row("tables", QJsonArray{ 1 });
    row("files", QJsonArray{});
    row("properties", QJsonArray{});
    row("revisions", QJsonArray{ 1 });
    row("schema_read", QStringLiteral("guessed"));
    row("schema_read", 7);
    row("schema_read", QJsonObject());
    row("schema_problem", 7);
    QTest::newRow("schema without its file")
        << changed("schema_read", QStringLiteral("snapshot")) << QStringLiteral("schema_read");
    for (const char* path : { "/etc/passwd", "../x", "a/../../x", "a//b", "", "a\nb" })
        QTest::newRow(path) << changed("files",
            QJsonArray{ QJsonObject{ { QStringLiteral("path"), QString::fromLatin1(path) },
                { QStringLiteral("bytes"), 1 }, { QStringLiteral("sha256"), QStringLiteral("x") } } })
                            << QStringLiteral("files");
}

void TestManifest::badFieldIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const auto manifest = parseManifest(json);
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code, core::ErrorCode::Malformed);
    QCOMPARE(manifest.error().message.arguments, QStringList{ field });
}

void TestManifest::anyTruncationIsRefused()
{
    const QByteArray whole = toJson(sample()).trimmed();
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(!parseManifest(whole.left(length)));
}

void TestManifest::newerFormatIsUnsupported()
{
    QCOMPARE(parseManifest(changed("format", 2)).error().code, core::ErrorCode::Unsupported);
}

void TestManifest::filesThatContradictTheSumAreCorrupt()
{
    QCOMPARE(parseManifest(changed("sha256", QString(64, QLatin1Char('0')))).error().code, core::ErrorCode::Corrupt);
    QCOMPARE(parseManifest(changed("bytes", 13)).error().code, core::ErrorCode::Corrupt);
}

void TestManifest::verificationReadsWhatItWrote()
{
    const Verification verification{ VerifyLevel::Contents, QDateTime(QDate(2025, 6, 3), QTime(11, 0), Qt::UTC), false,
        { QStringLiteral("file x: other checksum") } };
    const auto again = parseVerification(toJson(verification));
    VERIFY_RESULT(again);
    QVERIFY(*again == verification);
}

void TestManifest::idHoldsNameAndTimeAndIsKnownAgain()
{
    const QDateTime when(QDate(2025, 6, 3), QTime(10, 15), Qt::UTC);
    const BackupId id = makeBackupId(QStringLiteral("../my db"), when);
    QVERIFY2(id.startsWith(QStringLiteral("_my_db-20250603T101500Z-")), qPrintable(id));
    QVERIFY(looksLikeBackupId(id));
    QVERIFY(!looksLikeBackupId(QStringLiteral("holiday photos")));
    QVERIFY(makeBackupId(QStringLiteral("a"), when) != makeBackupId(QStringLiteral("a"), when));
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
