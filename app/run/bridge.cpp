#include "run/bridge.h"

#include "resources/resources.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

namespace espalier::run {

namespace {

// All that is ever on the command line: reads one line, a JSON string that holds the bridge, and runs it.
const QString bootstrap = QStringLiteral(
    "import sys,json;exec(compile(json.loads(sys.stdin.buffer.readline().decode()),'<espalier bridge>','exec'))");

QByteArray bridgeProgram()
{
    const QJsonArray text{ QString::fromUtf8(resources::read(QStringLiteral("bridge/espalier_bridge.py"))) };
    const QByteArray list = QJsonDocument(text).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2); // QJsonDocument writes no bare string
}

} // namespace

Bridge::Bridge(std::unique_ptr<core::Process> process, LogSink log)
    : m_process(std::move(process))
    , m_log(std::move(log))
{ }

core::Result<std::unique_ptr<Bridge>> Bridge::start(
    const QStringList& command, const QString& workingFolder, const QList<int>& inherited, const LogSink& log)
{
    core::ProcessSpec spec;
    spec.program = command.first();
    spec.arguments = command.mid(1) + QStringList{ QStringLiteral("-c"), bootstrap };
    spec.workingFolder = workingFolder;
    spec.inherited = inherited;
    // No cancel token: cancelling stops between steps, by not answering "go"; see AlembicRunner.
    auto process = core::Process::start(spec, {}, [log](const QByteArray& line) { log(QString::fromUtf8(line)); });
    if (!process)
        return tl::unexpected(process.error());
    std::unique_ptr<Bridge> bridge(new Bridge(std::move(*process), log));
    if (const auto written = bridge->m_process->writeLine(bridgeProgram()); !written)
        return tl::unexpected(written.error());
    return bridge;
}

core::Result<void> Bridge::send(const QJsonObject& message)
{
    return m_process->writeLine(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

core::Result<std::optional<QJsonObject>> Bridge::receive(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (true) {
        const auto line = m_process->readLine(std::max(0, timeoutMs - static_cast<int>(timer.elapsed())));
        if (!line)
            return tl::unexpected(line.error());
        if (!line->has_value())
            return std::optional<QJsonObject>();
        const QJsonObject message = QJsonDocument::fromJson(**line).object();
        if (message.contains(QStringLiteral("event")))
            return std::optional<QJsonObject>(message);
        m_log(QString::fromUtf8(**line)); // a wrapper around the interpreter says something first
    }
}

void Bridge::hangUp() { m_process->closeInput(); }

void Bridge::kill() { m_process->stop(); }

void Bridge::finish(int timeoutMs)
{
    hangUp();
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < timeoutMs) {
        const auto message = receive(timeoutMs - static_cast<int>(timer.elapsed()));
        if (!message || !message->has_value())
            break;
    }
    m_process->stop();
}

qint64 Bridge::processId() const { return m_process->processId(); }

QString Bridge::errorTail() const { return QString::fromUtf8(m_process->errorTail()); }

} // namespace espalier::run
