#include "backup/schema_file.h"

#include "backup/manifest_reader.h"
#include "core/checksum.h"
#include "core/file.h"
#include "schema/stored_schema.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace espalier::backup {

namespace {

constexpr int schemaFileFormat = 1;
constexpr qint64 largestSchemaFile = 512LL * 1024 * 1024;

QJsonValue orNull(const std::optional<qint64>& number) { return number ? QJsonValue(*number) : QJsonValue(); }

QJsonArray factsArray(const QMap<schema::ObjectName, dialects::ObjectFacts>& facts)
{
    QJsonArray all;
    for (auto it = facts.cbegin(); it != facts.cend(); ++it)
        all.append(
            QJsonObject{ { QStringLiteral("schema"), it.key().schema }, { QStringLiteral("name"), it.key().name },
                { QStringLiteral("owner"), it->owner }, { QStringLiteral("rows"), orNull(it->rows) },
                { QStringLiteral("bytes"), orNull(it->bytes) }, { QStringLiteral("readable"), it->isReadable } });
    return all;
}

QJsonObject versionObject(const dialects::ServerVersion& version)
{
    return { { QStringLiteral("major"), version.major }, { QStringLiteral("minor"), version.minor },
        { QStringLiteral("patch"), version.patch }, { QStringLiteral("flavour"), version.flavour },
        { QStringLiteral("text"), version.text } };
}

int smallNumber(ManifestReader& reader, const char* key)
{
    const qint64 number = reader.number(key);
    reader.demand(number == static_cast<int>(number), key);
    return static_cast<int>(number);
}

void readVersion(ManifestReader& document, dialects::ServerVersion& version)
{
    ManifestReader reader(document.object("server_version"));
    version.major = smallNumber(reader, "major");
    version.minor = smallNumber(reader, "minor");
    version.patch = smallNumber(reader, "patch");
    version.flavour = reader.optionalText("flavour");
    version.text = reader.optionalText("text");
    document.demand(reader.result().has_value(), "server_version");
}

/// Why there is no file, for the manifest.
QString inWords(const core::Error& error)
{
    const QString detail = error.detail.trimmed();
    return detail.isEmpty() ? error.message.english() : error.message.english() + QLatin1Char(' ') + detail;
}

core::Result<void> writeSchema(
    const dialects::Introspected& database, const dialects::DialectId& dialect, const QString& folder)
{
    const QByteArray json = schemaFile(database, dialect);
    const auto again = parseSchemaFile(json);
    if (!again)
        return core::fail(again.error());
    if (json.size() > largestSchemaFile || !(again->schema == database.schema))
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The schema has something that cannot be written to a file and read again."));
    return core::writeFile(folder + QLatin1Char('/') + QLatin1String(schemaFileName), json);
}

} // namespace

QByteArray schemaFile(const dialects::Introspected& database, const dialects::DialectId& dialect)
{
    QStringList unseen;
    for (const core::Message& one : database.unseen)
        unseen += one.english();
    return QJsonDocument(
        QJsonObject{ { QStringLiteral("format"), schemaFileFormat }, { QStringLiteral("dialect"), dialect },
            { QStringLiteral("server_version"), versionObject(database.version) },
            { QStringLiteral("default_schema"), database.defaultSchema },
            { QStringLiteral("unseen"), QJsonArray::fromStringList(unseen) },
            { QStringLiteral("facts"), factsArray(database.facts) },
            { QStringLiteral("schema"), schema::storedSchema(database.schema) } })
        .toJson(QJsonDocument::Compact);
}

core::Result<dialects::Introspected> parseSchemaFile(const QByteArray& json)
{
    ManifestReader reader(json);
    if (reader.number("format") > schemaFileFormat)
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The backup's schema was written by a newer Espalier (format %1)."),
            { QString::number(reader.number("format")) });
    dialects::Introspected database;
    database.defaultSchema = reader.optionalText("default_schema");
    readVersion(reader, database.version);
    for (const QString& sentence : reader.texts("unseen"))
        database.unseen.push_back({ "%1", { sentence } });
    reader.each("facts", [&](ManifestReader& item) {
        dialects::ObjectFacts facts;
        facts.owner = item.optionalText("owner");
        facts.rows = item.optionalNumber("rows");
        facts.bytes = item.optionalNumber("bytes");
        facts.isReadable = item.flag("readable");
        database.facts.insert({ item.optionalText("schema"), item.optionalText("name") }, facts);
    });
    const QJsonObject stored = reader.object("schema");
    if (const auto sound = reader.result(); !sound)
        return core::fail(sound.error());
    auto schema = schema::schemaFromStored(stored);
    if (!schema)
        return core::fail(schema.error());
    database.schema = std::move(*schema);
    return database;
}

void keepSchema(const dialects::DumpedSchema& schema, const QString& folder, Manifest& manifest)
{
    if (!schema.found) {
        manifest.schemaProblem = schema.problem ? inWords(*schema.problem) : QString();
        return;
    }
    const auto written = writeSchema(*schema.found, manifest.database.dialect, folder);
    if (written)
        manifest.schemaReading = schema.reading;
    else
        manifest.schemaProblem = inWords(written.error());
}

core::Result<dialects::Introspected> readSchema(const CatalogueEntry& entry)
{
    const QString name = QLatin1String(schemaFileName);
    const QString path = entry.folder + QLatin1Char('/') + name;
    const Manifest& manifest = entry.manifest;
    if (!manifest.holdsSchema() && !manifest.schemaProblem.isEmpty())
        return core::fail(core::ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages",
                "The backup %1 holds no schema: it could not be read when the backup was made. Restore the backup "
                "beside the database and look at that, or make a new one."),
            { manifest.id }, manifest.schemaProblem);
    const BackupFile* file = manifest.file(name);
    if (!manifest.holdsSchema() || !file)
        return core::fail(core::ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages",
                "The backup %1 holds no schema: it is from before backups had one. Restore it beside the database and "
                "look at that, or make a new one."),
            { manifest.id });
    const auto json = core::readFile(path, largestSchemaFile);
    if (!json)
        return core::fail(json.error());
    if (core::sha256(*json) != file->sha256)
        return core::fail(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP(
                "Messages", "The backup's file %1 is not the one that was written: its checksum differs."),
            { name });
    auto database = parseSchemaFile(*json);
    if (!database)
        return core::fail(database.error().at(path));
    return database;
}

} // namespace espalier::backup
