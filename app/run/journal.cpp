#include "run/journal.h"

#include "core/file.h"
#include "run/json_text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <unistd.h>

namespace espalier::run {

namespace {

const core::SystemClock systemClock;
constexpr int format = 1;
constexpr int mostLogLines = 5000;
constexpr qint64 largestRecord = 64 * 1024 * 1024;
constexpr int lockWaitMs = 2000; // a reader holds the lock for a moment
const QString suffix = QStringLiteral(".jsonl");

QString bootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed() : QString();
}

QJsonObject headerJson(const RunHeader& header)
{
    return { { QStringLiteral("format"), format }, { QStringLiteral("event"), QStringLiteral("begin") },
        { QStringLiteral("id"), header.id }, { QStringLiteral("started"), header.started.toString(Qt::ISODateWithMs) },
        { QStringLiteral("project"), header.project }, { QStringLiteral("database"), header.database },
        { QStringLiteral("environment"), header.environment },
        { QStringLiteral("direction"), plan::directionName(header.direction) },
        { QStringLiteral("target"), header.target },
        { QStringLiteral("start"), QJsonArray::fromStringList(header.start) },
        { QStringLiteral("steps"), QJsonArray::fromStringList(header.steps) },
        { QStringLiteral("runner"), header.runner }, { QStringLiteral("pid"), header.processId },
        { QStringLiteral("boot_id"), header.bootId } };
}

plan::Direction directionFromName(const QString& name)
{
    for (const plan::Direction direction : { plan::Direction::Downgrade, plan::Direction::Stamp }) {
        if (plan::directionName(direction) == name)
            return direction;
    }
    return plan::Direction::Upgrade;
}

std::optional<RunHeader> headerFromJson(const QJsonObject& json)
{
    const auto text = [&json](const char* name) { return json.value(QLatin1String(name)).toString(); };
    if (json.value(QStringLiteral("format")).toInt() != format || text("event") != QLatin1String("begin"))
        return {};
    RunHeader header;
    header.id = text("id");
    header.started = QDateTime::fromString(text("started"), Qt::ISODateWithMs);
    header.project = text("project");
    header.database = text("database");
    header.environment = text("environment");
    header.direction = directionFromName(text("direction"));
    header.target = text("target");
    header.start = strings(json.value(QStringLiteral("start")));
    header.steps = strings(json.value(QStringLiteral("steps")));
    header.runner = text("runner");
    header.processId = json.value(QStringLiteral("pid")).toInteger();
    header.bootId = text("boot_id");
    return header;
}

void conclude(RunRecord& record, const RunEvent& done)
{
    record.ended = done.at;
    record.current = done.rows;
    record.currentKnown = done.rowsKnown;
    const bool cancelled = done.error && done.error->isCancelled();
    record.state = done.ok ? RunState::Done : cancelled ? RunState::Cancelled : RunState::Failed;
}

// The lock says whether the writer lives; process ids are used again and say less.
bool isBeingWritten(const QString& file)
{
    const auto lock = core::FileLock::take(file, core::FileLock::Mode::Shared);
    return !lock && lock.error().code == core::ErrorCode::Busy;
}

core::Error notARecord(const QString& file)
{
    return core::makeError(
        core::ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "%1 is not the record of a run."), { file });
}

// A crash can leave the last line torn, or a tail of zeros after a power cut: what was not complete did not happen.
core::Result<RunRecord> readRecord(const QString& file, bool withLog)
{
    const bool running = isBeingWritten(file); // before reading: an end written in between is then seen
    const auto content = core::readFile(file, largestRecord);
    if (!content)
        return tl::unexpected(content.error());
    const QList<QByteArray> lines = content->split('\n');
    const auto header = headerFromJson(QJsonDocument::fromJson(lines.first()).object());
    if (!header || lines.size() < 2)
        return tl::unexpected(notARecord(file));
    RunRecord record;
    record.header = *header;
    record.file = file;
    record.state = running ? RunState::Running : RunState::Interrupted;
    for (qsizetype i = 1; i < lines.size() - 1; ++i) {
        const auto event = eventFromJson(QJsonDocument::fromJson(lines[i]).object());
        if (!event) {
            record.isDamaged = record.isDamaged || i < lines.size() - 2;
            continue;
        }
        if (event->kind == EventKind::Done)
            conclude(record, *event);
        if (withLog || event->kind != EventKind::Log)
            record.events += *event;
    }
    return record;
}

core::Error cannotWrite(const QString& file)
{
    return core::makeError(core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot write the journal %1."),
        { file }, QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace

QString runStateName(RunState state)
{
    switch (state) {
    case RunState::Running:
        return QStringLiteral("running");
    case RunState::Done:
        return QStringLiteral("done");
    case RunState::Failed:
        return QStringLiteral("failed");
    case RunState::Cancelled:
        return QStringLiteral("cancelled");
    case RunState::Interrupted:
        return QStringLiteral("interrupted");
    }
    return QStringLiteral("interrupted");
}

RunWriter::RunWriter(RunHeader header, core::FileLock lock, QString file)
    : m_header(std::move(header))
    , m_lock(std::move(lock))
    , m_file(std::move(file))
{ }

core::Result<void> RunWriter::writeLine(const QJsonObject& object, bool durable)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    qsizetype written = 0;
    while (written < line.size()) {
        const ssize_t count = ::pwrite(m_lock.descriptor(), line.constData() + written,
            static_cast<size_t>(line.size() - written), m_length + written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const core::Error error = cannotWrite(m_file);
            // Half a line would make the next one unreadable too.
            [[maybe_unused]] const int cut = ::ftruncate(m_lock.descriptor(), m_length);
            return tl::unexpected(error);
        }
        written += count;
    }
    m_length += line.size();
    if (durable && ::fdatasync(m_lock.descriptor()) != 0)
        return tl::unexpected(cannotWrite(m_file));
    return {};
}

core::Result<void> RunWriter::append(const RunEvent& event)
{
    const bool isLog = event.kind == EventKind::Log;
    if (isLog && ++m_logLines > mostLogLines)
        return {};
    return writeLine(eventJson(event), !isLog);
}

Journal::Journal(const QString& folder, const core::Clock* clock)
    : m_folder(folder)
    , m_clock(clock ? clock : &systemClock)
{ }

Journal Journal::ofUser()
{
    return Journal(
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/espalier/runs"));
}

core::Result<std::unique_ptr<RunWriter>> Journal::begin(RunHeader header) const
{
    header.started = m_clock->nowUtc();
    header.id = header.started.toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))
        + QStringLiteral("-%1").arg(QRandomGenerator::global()->generate(), 8, 16, QLatin1Char('0'));
    header.processId = QCoreApplication::applicationPid();
    header.bootId = bootId();
    if (!QDir().mkpath(m_folder))
        return core::fail(
            core::ErrorCode::WriteFailed, QT_TRANSLATE_NOOP("Messages", "Cannot make the folder %1."), { m_folder });
    const QString file = QDir(m_folder).filePath(header.id + suffix);
    auto lock = core::FileLock::take(file, core::FileLock::Mode::Exclusive, lockWaitMs);
    if (!lock)
        return tl::unexpected(lock.error().code == core::ErrorCode::Unreadable ? cannotWrite(file) : lock.error());
    std::unique_ptr<RunWriter> writer(new RunWriter(std::move(header), std::move(*lock), file));
    auto written = writer->writeLine(headerJson(writer->header()), true);
    if (written)
        written = core::syncToDisk(m_folder);
    if (!written) {
        QFile::remove(file);
        return tl::unexpected(written.error());
    }
    return writer;
}

core::Result<QList<RunRecord>> Journal::list() const
{
    const QDir folder(m_folder);
    if (!folder.exists())
        return QList<RunRecord>();
    if (!folder.isReadable())
        return core::fail(core::ErrorCode::Unreadable, QT_TRANSLATE_NOOP("Messages", "Cannot read %1."), { m_folder });
    QList<RunRecord> records;
    const QStringList names = folder.entryList({ QLatin1Char('*') + suffix }, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString& name : names) {
        if (const auto record = readRecord(folder.filePath(name), false))
            records += *record;
    }
    // Two runs of one second differ in their names by chance only.
    std::stable_sort(records.begin(), records.end(),
        [](const RunRecord& first, const RunRecord& second) { return first.header.started > second.header.started; });
    return records;
}

core::Result<RunRecord> Journal::read(const RunId& id) const
{
    const QString file = QDir(m_folder).filePath(id + suffix);
    if (id.contains(QLatin1Char('/')) || !QFileInfo(file).isFile())
        return core::fail(
            core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no record of a run %1."), { id });
    return readRecord(file, true);
}

} // namespace espalier::run
