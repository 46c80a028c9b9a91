#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <functional>
#include <memory>
#include <optional>
#include <QByteArray>
#include <QList>
#include <QProcessEnvironment>
#include <QStringList>

class QProcess;

namespace espalier::core {

/// An external program to run. It gets a process group of its own, so that stopping it stops what it started too.
/// Secrets go into `environment` or `input`, never into `arguments`: everybody on the machine can read those.
struct ProcessSpec {
    QString program; ///< a path, or a name looked up in PATH
    QStringList arguments;
    QString workingFolder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QByteArray input; ///< written to its standard input, which is then closed (run() only)
    int stopGraceMs = 3000; ///< between the polite signal and SIGKILL when cancelled
    /// The program gets SIGTERM when the thread that started it is gone, also by kill -9 of this process. For programs
    /// that would go on writing for nobody.
    bool endsWithParent = false;
    /// Descriptors of this process that the program inherits, under their own numbers: a lock that shall hold as long
    /// as either of them lives.
    QList<int> inherited;
};

struct ProcessOutput {
    int exitCode = 0;
    QByteArray standardOutput;
    QByteArray standardError; ///< the last 64 KiB
};

using LineSink = std::function<void(const QByteArray& line)>;

/// A running program that is spoken to line by line. Blocking; used on one worker thread, the one that started it.
/// Destroying it stops the program.
class Process {
public:
    /// `onErrorLine` gets each line of standard error while the other calls wait.
    static Result<std::unique_ptr<Process>> start(
        const ProcessSpec& spec, const CancelToken& cancel, LineSink onErrorLine = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    qint64 processId() const;
    Result<void> writeLine(const QByteArray& line);
    /// Hands bytes to its standard input and waits until it has taken them.
    Result<void> write(const QByteArray& bytes);
    void closeInput();
    /// The next line of standard output without its line end; nullopt when the output has ended. `timeoutMs` < 0 waits
    /// for ever. Cancelling stops the program and fails with Cancelled; a time-out fails with Busy, the program goes
    /// on.
    Result<std::optional<QByteArray>> readLine(int timeoutMs = -1);
    /// What has come on standard output since the last call, at least one byte; for output that is no lines of text.
    /// Otherwise as readLine().
    Result<std::optional<QByteArray>> readBytes(int timeoutMs = -1);
    /// Waits for the end. An exit code other than 0 is a value here, not an error; a crash is an error.
    Result<int> wait();
    /// The last 64 KiB of standard error so far.
    const QByteArray& errorTail() const { return m_errorTail; }
    /// Asks politely (SIGINT to the group), waits for the grace time, then kills.
    void stop();

private:
    Process(const ProcessSpec& spec, const CancelToken& cancel, LineSink onErrorLine);
    void drainErrors(bool all);
    Result<std::optional<QByteArray>> readOutput(bool wholeLine, int timeoutMs);

    std::unique_ptr<QProcess> m_process;
    CancelToken m_cancel;
    LineSink m_onErrorLine;
    QByteArray m_errorTail;
    QByteArray m_errorLine;
    int m_stopGraceMs;
    qint64 m_processId = 0;
};

/// Runs a program to its end. A program that cannot be started is ToolMissing; any exit code is a value.
Result<ProcessOutput> run(const ProcessSpec& spec, const CancelToken& cancel = {}, const LineSink& onErrorLine = {},
    const LineSink& onOutputLine = {});

/// As run(), but an exit code other than 0 is a ToolFailed error with the tail of standard error as detail.
Result<ProcessOutput> runChecked(const ProcessSpec& spec, const CancelToken& cancel = {});

} // namespace espalier::core
