#pragma once

#include "core/process.h"

#include <functional>
#include <memory>
#include <QJsonObject>

namespace espalier::run {

/// A running bridge: resources/bridge/espalier_bridge.py in the project's interpreter, spoken to in JSON lines. Its
/// program comes through standard input, so nothing needs to be where the interpreter runs. Used on one thread.
class Bridge {
public:
    /// Gets each line of the interpreter's standard error: the project's prints and logs.
    using LogSink = std::function<void(const QString& line)>;

    /// `inherited`: descriptors that the interpreter keeps open as long as it lives.
    static core::Result<std::unique_ptr<Bridge>> start(
        const QStringList& command, const QString& workingFolder, const QList<int>& inherited, const LogSink& log);

    core::Result<void> send(const QJsonObject& message);
    /// The next message; nullopt when the interpreter has ended. Busy after `timeoutMs`, the bridge goes on.
    core::Result<std::optional<QJsonObject>> receive(int timeoutMs);
    /// Tells the bridge that nothing more will come: it ends as soon as it may.
    void hangUp();
    /// Ends it now, also in the middle of a step.
    void kill();
    /// Waits for the end, at most so long, then kills.
    void finish(int timeoutMs);
    qint64 processId() const;
    QString errorTail() const;

private:
    Bridge(std::unique_ptr<core::Process> process, LogSink log);

    std::unique_ptr<core::Process> m_process;
    LogSink m_log;
};

} // namespace espalier::run
