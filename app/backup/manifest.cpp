#include "backup/manifest.h"

#include "backup/manifest_reader.h"
#include "core/checksum.h"
#include "core/json.h"

#include <algorithm>
#include <array>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <utility>

namespace espalier::backup {

namespace {

constexpr int manifestFormat = 1;
constexpr std::array levels{ std::pair{ VerifyLevel::Checksum, "checksum" },
    std::pair{ VerifyLevel::Contents, "contents" } };
const QString timeStamp = QStringLiteral("yyyyMMdd'T'HHmmss'Z'");

QString time(const QDateTime& when) { return when.toUTC().toString(Qt::ISODateWithMs); }

QJsonValue nullable(const std::optional<qint64>& number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonObject filesObject(const BackupFile& file)
{
    return { { QStringLiteral("path"), file.path }, { QStringLiteral("bytes"), file.bytes },
        { QStringLiteral("sha256"), file.sha256 } };
}

QJsonObject propertiesObject(const QMap<QString, QString>& properties)
{
    QJsonObject object;
    for (auto it = properties.begin(); it != properties.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

DatabaseIdentity readIdentity(ManifestReader& reader)
{
    DatabaseIdentity identity;
    identity.name = reader.text("database");
    identity.dialect = reader.text("dialect");
    identity.host = reader.optionalText("host");
    identity.port = static_cast<int>(reader.number("port"));
    identity.user = reader.optionalText("user");
    identity.file = reader.optionalText("file");
    identity.environment = reader.optionalText("environment");
    return identity;
}

QList<dialects::TableRows> readTables(ManifestReader& reader)
{
    QList<dialects::TableRows> tables;
    reader.each("tables", [&](ManifestReader& item) {
        tables += { item.optionalText("schema"), item.text("name"), item.optionalNumber("rows") };
    });
    return tables;
}

QList<BackupFile> readFiles(ManifestReader& reader)
{
    QList<BackupFile> files;
    reader.each("files", [&](ManifestReader& item) {
        const BackupFile file{ item.relativePath("path"), item.number("bytes"), item.text("sha256") };
        item.demand(file.bytes >= 0, "bytes");
        files += file;
    });
    reader.demand(!files.isEmpty(), "files");
    return files;
}

/// Backups from before there were schemas in them do not say.
void readSchemaNote(ManifestReader& reader, Manifest& manifest)
{
    const QString written = reader.optionalText("schema_read");
    const auto reading
        = written.isEmpty() ? std::optional(dialects::SchemaReading::None) : dialects::readingFromName(written);
    reader.demand(reading.has_value(), "schema_read");
    manifest.schemaReading = reading.value_or(dialects::SchemaReading::None);
    manifest.schemaProblem = reader.optionalText("schema_problem");
    reader.demand(!manifest.holdsSchema() || manifest.file(QLatin1String(schemaFileName)), "schema_read");
}

} // namespace

qint64 Manifest::bytes() const
{
    qint64 sum = 0;
    for (const BackupFile& file : files)
        sum += file.bytes;
    return sum;
}

QString Manifest::sha256() const
{
    QByteArrayList lines;
    for (const BackupFile& file : files)
        lines += (file.sha256 + QStringLiteral("  ") + file.path + QLatin1Char('\n')).toUtf8();
    std::sort(
        lines.begin(), lines.end(), [](const QByteArray& a, const QByteArray& b) { return a.mid(66) < b.mid(66); });
    return core::sha256(lines.join());
}

const BackupFile* Manifest::file(const QString& path) const
{
    const auto found
        = std::find_if(files.begin(), files.end(), [&path](const BackupFile& file) { return file.path == path; });
    return found == files.end() ? nullptr : &*found;
}

qint64 Manifest::rows() const
{
    qint64 sum = 0;
    for (const dialects::TableRows& table : tables)
        sum += table.rows.value_or(0);
    return sum;
}

QJsonObject summaryObject(const Manifest& manifest)
{
    QJsonArray tables;
    for (const dialects::TableRows& table : manifest.tables)
        tables += QJsonObject{ { QStringLiteral("schema"), table.schema }, { QStringLiteral("name"), table.name },
            { QStringLiteral("rows"), nullable(table.rows) } };
    const DatabaseIdentity& database = manifest.database;
    return {
        { QStringLiteral("id"), manifest.id },
        { QStringLiteral("database"), database.name },
        { QStringLiteral("dialect"), database.dialect },
        { QStringLiteral("host"), database.host },
        { QStringLiteral("port"), database.port },
        { QStringLiteral("user"), database.user },
        { QStringLiteral("file"), database.file },
        { QStringLiteral("environment"), database.environment },
        { QStringLiteral("created"), time(manifest.created) },
        { QStringLiteral("duration_ms"), manifest.durationMs },
        { QStringLiteral("revisions"), QJsonArray::fromStringList(manifest.revisions) },
        { QStringLiteral("version_table"), manifest.versionTable },
        { QStringLiteral("server_version"), manifest.serverVersion },
        { QStringLiteral("tool"), manifest.tool },
        { QStringLiteral("tool_version"), manifest.toolVersion },
        { QStringLiteral("dump_format"), dialects::formatName(manifest.format) },
        { QStringLiteral("bytes"), manifest.bytes() },
        { QStringLiteral("sha256"), manifest.sha256() },
        { QStringLiteral("tables"), tables },
        { QStringLiteral("rows_counted"), dialects::countingName(manifest.counting) },
        { QStringLiteral("schema_read"), dialects::readingName(manifest.schemaReading) },
        { QStringLiteral("schema_problem"), core::textOrNull(manifest.schemaProblem) },
        { QStringLiteral("warnings"), QJsonArray::fromStringList(manifest.warnings) },
        { QStringLiteral("note"), manifest.note },
    };
}

QByteArray toJson(const Manifest& manifest)
{
    QJsonObject object = summaryObject(manifest);
    QJsonArray files;
    for (const BackupFile& file : manifest.files)
        files += filesObject(file);
    object.insert(QStringLiteral("format"), manifestFormat);
    object.insert(QStringLiteral("files"), files);
    object.insert(QStringLiteral("properties"), propertiesObject(manifest.properties));
    object.insert(QStringLiteral("espalier_version"), manifest.espalierVersion);
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

core::Result<Manifest> parseManifest(const QByteArray& json)
{
    ManifestReader reader(json);
    if (reader.number("format") > manifestFormat)
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The backup was made by a newer Espalier (manifest format %1)."),
            { QString::number(reader.number("format")) });
    Manifest manifest;
    manifest.id = reader.text("id");
    manifest.database = readIdentity(reader);
    manifest.created = reader.dateTime("created");
    manifest.durationMs = reader.number("duration_ms");
    manifest.revisions = reader.texts("revisions");
    manifest.versionTable = reader.optionalText("version_table");
    manifest.serverVersion = reader.optionalText("server_version");
    manifest.tool = reader.text("tool");
    manifest.toolVersion = reader.optionalText("tool_version");
    manifest.espalierVersion = reader.optionalText("espalier_version");
    const auto format = dialects::formatFromName(reader.text("dump_format"));
    reader.demand(format.has_value(), "dump_format");
    manifest.format = format.value_or(dialects::DumpFormat::Custom);
    const auto counting = dialects::countingFromName(reader.text("rows_counted"));
    reader.demand(counting.has_value(), "rows_counted");
    manifest.counting = counting.value_or(dialects::RowCounting::None);
    manifest.tables = readTables(reader);
    manifest.properties = reader.textMap("properties");
    manifest.warnings = reader.texts("warnings");
    manifest.note = reader.optionalText("note");
    manifest.files = readFiles(reader);
    readSchemaNote(reader, manifest);
    if (const auto sound = reader.result(); !sound)
        return core::fail(sound.error());
    if (reader.text("sha256") != manifest.sha256() || reader.number("bytes") != manifest.bytes())
        return core::fail(core::ErrorCode::Corrupt,
            QT_TRANSLATE_NOOP(
                "Messages", "The manifest contradicts itself: its list of files does not have its checksum."));
    return manifest;
}

QByteArray toJson(const Verification& verification)
{
    return QJsonDocument(QJsonObject{
                             { QStringLiteral("format"), 1 },
                             { QStringLiteral("level"), levelName(verification.level) },
                             { QStringLiteral("at"), time(verification.at) },
                             { QStringLiteral("ok"), verification.ok },
                             { QStringLiteral("problems"), QJsonArray::fromStringList(verification.problems) },
                         })
        .toJson(QJsonDocument::Indented);
}

core::Result<Verification> parseVerification(const QByteArray& json)
{
    ManifestReader reader(json);
    Verification verification;
    const auto level = levelFromName(reader.text("level"));
    reader.demand(level.has_value(), "level");
    verification.level = level.value_or(VerifyLevel::Checksum);
    verification.at = reader.dateTime("at");
    verification.ok = reader.flag("ok");
    verification.problems = reader.texts("problems");
    if (const auto sound = reader.result(); !sound)
        return core::fail(sound.error());
    return verification;
}

QString levelName(VerifyLevel level)
{
    for (const auto& entry : levels) {
        if (entry.first == level)
            return QString::fromLatin1(entry.second);
    }
    return {};
}

std::optional<VerifyLevel> levelFromName(const QString& name)
{
    for (const auto& entry : levels) {
        if (name == QLatin1String(entry.second))
            return entry.first;
    }
    return std::nullopt;
}

QString safeName(const QString& name)
{
    QString safe;
    for (const QChar c : name) {
        const bool plain = c.unicode() < 128
            && (c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') || c == QLatin1Char('.'));
        safe += plain ? c : QLatin1Char('_');
    }
    while (safe.startsWith(QLatin1Char('.')) || safe.startsWith(QLatin1Char('-'))) // neither hidden nor an option
        safe.remove(0, 1);
    return safe.isEmpty() ? QStringLiteral("database") : safe.left(60);
}

BackupId makeBackupId(const QString& databaseName, const QDateTime& when)
{
    return QStringLiteral("%1-%2-%3")
        .arg(safeName(databaseName), when.toUTC().toString(timeStamp))
        .arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
}

bool looksLikeBackupId(const QString& name)
{
    static const QRegularExpression form(QStringLiteral(R"(\A[\w.-]+-\d{8}T\d{6}Z-[0-9a-f]{8}\z)"));
    return form.match(name).hasMatch();
}

} // namespace espalier::backup
