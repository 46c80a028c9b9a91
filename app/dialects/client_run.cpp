#include "dialects/client_run.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFileInfo>

namespace espalier::dialects {

namespace {

constexpr int tickMs = 200;

core::Error stalled(const core::ProcessSpec& spec, int stallTimeoutMs)
{
    return core::makeError(core::ErrorCode::Busy,
        QT_TRANSLATE_NOOP("Messages", "%1 showed no sign of life for %2 seconds and was stopped."),
        { QFileInfo(spec.program).fileName(), QString::number(stallTimeoutMs / 1000) });
}

/// Notices when nothing has moved for too long.
class LifeSign {
public:
    explicit LifeSign(const ClientRun& run)
        : m_run(run)
    {
        m_since.start();
    }
    void sawLine() { m_since.restart(); }
    bool isStalled()
    {
        if (m_run.stallTimeoutMs <= 0)
            return false;
        const qint64 measured = m_run.measure ? m_run.measure() : 0;
        if (measured != m_measured)
            m_since.restart();
        m_measured = measured;
        return m_since.elapsed() >= m_run.stallTimeoutMs;
    }

private:
    const ClientRun& m_run;
    QElapsedTimer m_since;
    qint64 m_measured = 0;
};

} // namespace

core::Result<core::ProcessOutput> runClient(ClientRun run, const core::CancelToken& cancel)
{
    LifeSign life(run);
    const auto onLine = [&](const QByteArray& line) {
        life.sawLine();
        if (run.onErrorLine)
            run.onErrorLine(line);
    };
    run.spec.endsWithParent = true;
    auto process = core::Process::start(run.spec, cancel, onLine);
    if (!process)
        return core::fail(process.error());
    (*process)->closeInput();
    core::ProcessOutput output;
    while (true) {
        auto line = (*process)->readLine(tickMs);
        if (line && !line->has_value())
            break;
        if (line)
            output.standardOutput += **line + '\n';
        else if (line.error().code != core::ErrorCode::Busy)
            return core::fail(line.error());
        if (run.onTick) {
            if (const auto ticked = run.onTick(); !ticked)
                return core::fail(ticked.error());
        }
        if (life.isStalled())
            return core::fail(stalled(run.spec, run.stallTimeoutMs));
    }
    const auto code = (*process)->wait();
    if (!code)
        return core::fail(code.error());
    output.exitCode = *code;
    output.standardError = (*process)->errorTail();
    return output;
}

core::ProcessSpec clientSpec(const ClientProgram& program, const QStringList& prefixes)
{
    core::ProcessSpec spec;
    spec.program = program.path;
    const QStringList names = spec.environment.keys();
    for (const QString& name : names) {
        for (const QString& prefix : prefixes) {
            if (name.startsWith(prefix))
                spec.environment.remove(name);
        }
    }
    spec.environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    spec.environment.remove(QStringLiteral("LANGUAGE"));
    return spec;
}

qint64 folderBytes(const QString& folder)
{
    qint64 sum = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        sum += files.fileInfo().size();
    }
    return sum;
}

QString troubleIn(const QByteArray& errorOutput)
{
    static const char* const words[] = { "error:", "fatal:", "warning:", "detail:", "hint:", "command was:", "failed" };
    QByteArrayList trouble;
    const QByteArrayList lines = errorOutput.split('\n');
    for (const QByteArray& line : lines) {
        const QByteArray lower = line.toLower();
        for (const char* word : words) {
            if (lower.contains(word)) {
                trouble += line;
                break;
            }
        }
    }
    constexpr qsizetype shown = 20;
    const QByteArrayList& best = trouble.isEmpty() ? lines : trouble;
    return QString::fromUtf8(best.mid(std::max<qsizetype>(0, best.size() - shown)).join('\n')).trimmed();
}

} // namespace espalier::dialects
