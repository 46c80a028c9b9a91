#include "core/process.h"

#include <csignal>
#include <fcntl.h>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <sys/prctl.h>
#include <unistd.h>

namespace espalier::core {

namespace {

// QProcess can only be touched by its own thread, so waiting looks at the cancel token in slices of this length.
constexpr int sliceMs = 40;
constexpr qsizetype tailLimit = 64 * 1024;

void signalGroup(qint64 processId, int signal)
{
    if (processId > 0)
        ::kill(static_cast<pid_t>(-processId), signal);
}

Error startFailure(const QProcess& process, const ProcessSpec& spec)
{
    return makeError(ErrorCode::ToolMissing, QT_TRANSLATE_NOOP("Messages", "Cannot start %1."), { spec.program },
        process.errorString());
}

} // namespace

Process::Process(const ProcessSpec& spec, const CancelToken& cancel, LineSink onErrorLine)
    : m_process(std::make_unique<QProcess>())
    , m_cancel(cancel)
    , m_onErrorLine(std::move(onErrorLine))
    , m_stopGraceMs(spec.stopGraceMs)
{
    m_process->setProgram(spec.program);
    m_process->setArguments(spec.arguments);
    m_process->setProcessEnvironment(spec.environment);
    if (!spec.workingFolder.isEmpty())
        m_process->setWorkingDirectory(spec.workingFolder);
    const bool endsWithParent = spec.endsWithParent;
    const pid_t parent = ::getpid();
    m_process->setChildProcessModifier([endsWithParent, parent, inherited = spec.inherited] {
        ::setpgid(0, 0);
        for (const int descriptor : inherited)
            ::fcntl(descriptor, F_SETFD, 0); // in the child only: without "close on exec"
        sigset_t none; // a mask is inherited, and a program that never gets SIGINT cannot be stopped politely
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        if (endsWithParent) {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);
            if (::getppid() != parent) // it died before prctl() could see it
                ::_exit(1);
        }
    });
}

Result<std::unique_ptr<Process>> Process::start(
    const ProcessSpec& spec, const CancelToken& cancel, LineSink onErrorLine)
{
    if (cancel.isCancelled())
        return cancelled();
    if (!spec.workingFolder.isEmpty() && !QFileInfo(spec.workingFolder).isDir())
        return fail(
            ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no folder %1."), { spec.workingFolder });
    std::unique_ptr<Process> process(new Process(spec, cancel, std::move(onErrorLine)));
    process->m_process->start();
    if (!process->m_process->waitForStarted(-1))
        return fail(startFailure(*process->m_process, spec));
    process->m_processId = process->m_process->processId();
    return process;
}

Process::~Process() { stop(); }

qint64 Process::processId() const { return m_processId; }

Result<void> Process::writeLine(const QByteArray& line) { return write(line + '\n'); }

Result<void> Process::write(const QByteArray& bytes)
{
    m_process->write(bytes);
    while (m_process->bytesToWrite() > 0) {
        if (m_cancel.isCancelled()) {
            stop();
            return cancelled();
        }
        if (!m_process->waitForBytesWritten(sliceMs) && m_process->state() != QProcess::Running)
            return fail(ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "%1 ended before it was done."),
                { QFileInfo(m_process->program()).fileName() }, QString::fromUtf8(m_errorTail));
        drainErrors(false);
    }
    return {};
}

void Process::closeInput() { m_process->closeWriteChannel(); }

void Process::drainErrors(bool all)
{
    const QByteArray text = m_process->readAllStandardError();
    m_errorTail = (m_errorTail + text).right(tailLimit);
    m_errorLine += text;
    for (qsizetype end = m_errorLine.indexOf('\n'); end >= 0; end = m_errorLine.indexOf('\n')) {
        if (m_onErrorLine)
            m_onErrorLine(m_errorLine.left(end));
        m_errorLine.remove(0, end + 1);
    }
    if (all && !m_errorLine.isEmpty()) {
        if (m_onErrorLine)
            m_onErrorLine(m_errorLine);
        m_errorLine.clear();
    }
}

Result<std::optional<QByteArray>> Process::readLine(int timeoutMs) { return readOutput(true, timeoutMs); }

Result<std::optional<QByteArray>> Process::readBytes(int timeoutMs) { return readOutput(false, timeoutMs); }

Result<std::optional<QByteArray>> Process::readOutput(bool wholeLine, int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    m_process->setReadChannel(QProcess::StandardOutput);
    while (true) {
        drainErrors(false);
        if (wholeLine && m_process->canReadLine()) {
            QByteArray line = m_process->readLine();
            while (line.endsWith('\n') || line.endsWith('\r'))
                line.chop(1);
            return std::optional<QByteArray>(line);
        }
        if (!wholeLine && m_process->bytesAvailable() > 0)
            return std::optional<QByteArray>(m_process->readAllStandardOutput());
        if (m_cancel.isCancelled()) {
            stop();
            return cancelled();
        }
        if (m_process->state() == QProcess::NotRunning) {
            drainErrors(true);
            const QByteArray rest = m_process->readAllStandardOutput();
            return rest.isEmpty() ? std::optional<QByteArray>() : std::optional<QByteArray>(rest);
        }
        if (timeoutMs >= 0 && timer.elapsed() >= timeoutMs)
            return fail(ErrorCode::Busy, QT_TRANSLATE_NOOP("Messages", "%1 does not answer."),
                { QFileInfo(m_process->program()).fileName() });
        m_process->waitForReadyRead(sliceMs);
    }
}

Result<int> Process::wait()
{
    while (m_process->state() != QProcess::NotRunning) {
        drainErrors(false);
        if (m_cancel.isCancelled()) {
            stop();
            return cancelled();
        }
        m_process->waitForFinished(sliceMs);
    }
    drainErrors(true);
    if (m_process->exitStatus() == QProcess::CrashExit)
        return fail(ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "%1 was killed or crashed."),
            { QFileInfo(m_process->program()).fileName() }, QString::fromUtf8(m_errorTail));
    return m_process->exitCode();
}

void Process::stop()
{
    if (m_process->state() == QProcess::NotRunning)
        return;
    signalGroup(m_processId, SIGINT);
    if (!m_process->waitForFinished(m_stopGraceMs)) {
        signalGroup(m_processId, SIGKILL);
        m_process->kill();
        m_process->waitForFinished(-1);
    }
    // What it started may ignore SIGINT (a shell's background jobs do) and outlive it.
    signalGroup(m_processId, SIGKILL);
    drainErrors(true);
}

Result<ProcessOutput> run(
    const ProcessSpec& spec, const CancelToken& cancel, const LineSink& onErrorLine, const LineSink& onOutputLine)
{
    auto process = Process::start(spec, cancel, onErrorLine);
    if (!process)
        return tl::unexpected(process.error());
    if (!spec.input.isEmpty()) {
        QByteArray input = spec.input;
        if (input.endsWith('\n'))
            input.chop(1);
        if (const auto written = (*process)->writeLine(input); !written)
            return tl::unexpected(written.error());
    }
    (*process)->closeInput();
    ProcessOutput output;
    while (true) {
        auto line = (*process)->readLine();
        if (!line)
            return tl::unexpected(line.error());
        if (!line->has_value())
            break;
        if (onOutputLine)
            onOutputLine(**line);
        else
            output.standardOutput += **line + '\n';
    }
    const auto code = (*process)->wait();
    if (!code)
        return tl::unexpected(code.error());
    output.exitCode = *code;
    output.standardError = (*process)->errorTail();
    return output;
}

Result<ProcessOutput> runChecked(const ProcessSpec& spec, const CancelToken& cancel)
{
    auto output = run(spec, cancel);
    if (output && output->exitCode != 0)
        return fail(ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "%1 ended with exit code %2."),
            { QFileInfo(spec.program).fileName(), QString::number(output->exitCode) },
            QString::fromUtf8(output->standardError));
    return output;
}

} // namespace espalier::core
