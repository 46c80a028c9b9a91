#include "project/trust.h"

#include "core/file.h"
#include "core/file_lock.h"

#include <functional>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace espalier::project {

namespace {

const core::SystemClock systemClock;
constexpr int format = 1;
constexpr int lockWaitMs = 5000;

// Links are followed, so that trust in one folder can't be borrowed by a link elsewhere or lost by using one.
QString canonical(const QString& folder)
{
    const QString path = QFileInfo(folder).canonicalFilePath();
    return path.isEmpty() ? QDir::cleanPath(QFileInfo(folder).absoluteFilePath()) : path;
}

QByteArray hashOf(const QString& folder, const QString& config)
{
    if (config.isEmpty())
        return {};
    const auto content = core::readFile(QDir(folder).filePath(config), 16 * 1024 * 1024);
    return content ? QCryptographicHash::hash(*content, QCryptographicHash::Sha256).toHex() : QByteArray();
}

QJsonObject toJson(const TrustRecord& record)
{
    return { { QStringLiteral("folder"), record.folder }, { QStringLiteral("config"), record.config },
        { QStringLiteral("config_sha256"), QString::fromLatin1(record.configHash) },
        { QStringLiteral("granted"), record.granted.toString(Qt::ISODate) } };
}

TrustRecord fromJson(const QJsonObject& json)
{
    TrustRecord record;
    record.folder = json.value(QStringLiteral("folder")).toString();
    record.config = json.value(QStringLiteral("config")).toString();
    record.configHash = json.value(QStringLiteral("config_sha256")).toString().toLatin1();
    record.granted = QDateTime::fromString(json.value(QStringLiteral("granted")).toString(), Qt::ISODate);
    return record;
}

core::Error damaged(const QString& file)
{
    return core::makeError(core::ErrorCode::Malformed,
        QT_TRANSLATE_NOOP("Messages", "The list of trusted projects is damaged; no project counts as trusted."))
        .at(file);
}

core::Result<QList<TrustRecord>> readStore(const QString& file)
{
    if (!QFileInfo::exists(file))
        return QList<TrustRecord>();
    const auto content = core::readFile(file, 16 * 1024 * 1024);
    if (!content)
        return tl::unexpected(content.error());
    const QJsonObject json = QJsonDocument::fromJson(*content).object();
    const QJsonValue projects = json.value(QStringLiteral("projects"));
    if (json.value(QStringLiteral("format")).toInt() != format || !projects.isArray())
        return tl::unexpected(damaged(file));
    QList<TrustRecord> records;
    for (const QJsonValue& value : projects.toArray()) {
        const TrustRecord record = fromJson(value.toObject());
        if (record.folder.isEmpty())
            return tl::unexpected(damaged(file));
        records += record;
    }
    return records;
}

core::Result<void> writeStore(const QString& file, const QList<TrustRecord>& records)
{
    QJsonArray projects;
    for (const TrustRecord& record : records)
        projects += toJson(record);
    const QJsonObject json{ { QStringLiteral("format"), format }, { QStringLiteral("projects"), projects } };
    return core::writeFile(file, QJsonDocument(json).toJson());
}

// Two windows may grant at the same time: read, change and replace under one lock.
core::Result<void> change(const QString& file, const std::function<void(QList<TrustRecord>&)>& edit)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return core::fail(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot make the folder %1."),
            { QFileInfo(file).absolutePath() });
    const auto lock = core::FileLock::take(file + QStringLiteral(".lock"), core::FileLock::Mode::Exclusive, lockWaitMs);
    if (!lock)
        return tl::unexpected(lock.error());
    auto records = readStore(file);
    if (!records)
        return tl::unexpected(records.error());
    edit(*records);
    return writeStore(file, *records);
}

void removeFolder(QList<TrustRecord>& records, const QString& folder)
{
    records.removeIf([&](const TrustRecord& record) { return record.folder == folder; });
}

} // namespace

TrustStore::TrustStore(const QString& file, const core::Clock* clock)
    : m_file(file)
    , m_clock(clock ? clock : &systemClock)
{ }

TrustStore TrustStore::ofUser()
{
    return TrustStore(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/espalier/trusted-projects.json"));
}

core::Result<QList<TrustRecord>> TrustStore::list() const { return readStore(m_file); }

core::Result<std::optional<TrustRecord>> TrustStore::find(const QString& folder) const
{
    const auto records = list();
    if (!records)
        return tl::unexpected(records.error());
    const QString path = canonical(folder);
    for (const TrustRecord& record : *records) {
        if (record.folder == path)
            return std::optional<TrustRecord>(record);
    }
    return std::optional<TrustRecord>();
}

core::Result<void> TrustStore::require(const QString& folder) const
{
    const auto record = find(folder);
    if (!record)
        return tl::unexpected(record.error());
    if (!record->has_value())
        return core::fail(core::ErrorCode::Untrusted,
            QT_TRANSLATE_NOOP("Messages",
                "The code of %1 may not run yet: its env.py and migration scripts are programs. Allow it once if you "
                "trust them."),
            { canonical(folder) });
    return {};
}

core::Result<void> TrustStore::grant(const QString& folder, const QString& config)
{
    TrustRecord record;
    record.folder = canonical(folder);
    if (!QFileInfo(record.folder).isDir())
        return core::fail(
            core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no folder %1."), { record.folder });
    record.config = QDir::isAbsolutePath(config) ? QDir(record.folder).relativeFilePath(config) : config;
    record.configHash = hashOf(record.folder, record.config);
    record.granted = m_clock->nowUtc();
    return change(m_file, [&](QList<TrustRecord>& records) {
        removeFolder(records, record.folder);
        records += record;
    });
}

core::Result<void> TrustStore::revoke(const QString& folder)
{
    const QString path = canonical(folder);
    return change(m_file, [&](QList<TrustRecord>& records) { removeFolder(records, path); });
}

bool configChanged(const TrustRecord& record) { return hashOf(record.folder, record.config) != record.configHash; }

} // namespace espalier::project
