#include "core/process.h"
#include "support/verify_result.h"

#include <csignal>
#include <QTest>
#include <sys/wait.h>
#include <thread>

using namespace espalier::core;

namespace {
ProcessSpec shell(const QString& script)
{
    ProcessSpec spec;
    spec.program = QStringLiteral("sh");
    spec.arguments = { QStringLiteral("-c"), script };
    spec.stopGraceMs = 200;
    return spec;
}
} // namespace

class TestProcess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outputAndExitCodeAreValues();
    void missingProgramIsToolMissing();
    void missingFolderIsNamed();
    void linesGoBothWays();
    void cancelStopsTheWholeGroup();
    void failureCarriesTheTailOfStandardError();
    void politeStopReachesAProgramOfAThreadThatBlocksSignals();
    void programThatEndsWithItsParentDoesSo();
};

void TestProcess::outputAndExitCodeAreValues()
{
    const auto output = run(shell(QStringLiteral("echo out; echo err >&2; exit 3")));
    VERIFY_RESULT(output);
    QCOMPARE(output->exitCode, 3);
    QCOMPARE(output->standardOutput, QByteArray("out\n"));
    QCOMPARE(output->standardError, QByteArray("err\n"));
}

void TestProcess::missingProgramIsToolMissing()
{
    ProcessSpec spec;
    spec.program = QStringLiteral("no-such-program-anywhere");
    const auto output = run(spec);
    QVERIFY(!output);
    QCOMPARE(output.error().code, ErrorCode::ToolMissing);
}

void TestProcess::missingFolderIsNamed()
{
    ProcessSpec spec = shell(QStringLiteral("true"));
    spec.workingFolder = QStringLiteral("/no/such/folder");
    const auto output = run(spec);
    QVERIFY(!output);
    QVERIFY(describe(output.error()).contains(QStringLiteral("/no/such/folder")));
}

void TestProcess::linesGoBothWays()
{
    auto process = Process::start(shell(QStringLiteral("while read line; do echo \"<$line>\"; done")), {});
    VERIFY_RESULT(process);
    VERIFY_RESULT((*process)->writeLine("one"));
    QCOMPARE((*process)->readLine(5000).value().value(), QByteArray("<one>"));
    VERIFY_RESULT((*process)->writeLine("two"));
    QCOMPARE((*process)->readLine(5000).value().value(), QByteArray("<two>"));
    QCOMPARE((*process)->readLine(50).error().code, ErrorCode::Busy);
    (*process)->closeInput();
    QVERIFY(!(*process)->readLine(5000).value().has_value());
    QCOMPARE((*process)->wait().value(), 0);
}

void TestProcess::cancelStopsTheWholeGroup()
{
    const CancelSource source;
    auto process = Process::start(shell(QStringLiteral("sleep 1000 & echo $!; wait")), source.token());
    VERIFY_RESULT(process);
    const qint64 child = (*process)->readLine(5000).value().value().toLongLong();
    QVERIFY(child > 0);
    std::thread canceller([&] { source.cancel(); });
    const auto line = (*process)->readLine();
    canceller.join();
    QVERIFY(!line);
    QVERIFY(line.error().isCancelled());
    QTRY_VERIFY(::kill(static_cast<pid_t>(child), 0) != 0);
}

void TestProcess::failureCarriesTheTailOfStandardError()
{
    const auto output = runChecked(shell(QStringLiteral("echo broken pipe dream >&2; exit 1")));
    QVERIFY(!output);
    QCOMPARE(output.error().code, ErrorCode::ToolFailed);
    QVERIFY(output.error().detail.contains(QStringLiteral("broken pipe dream")));
}

void TestProcess::politeStopReachesAProgramOfAThreadThatBlocksSignals()
{
    std::thread([] {
        sigset_t signals;
        sigemptyset(&signals);
        sigaddset(&signals, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
        ProcessSpec spec = shell(QStringLiteral("trap 'echo polite; exit 0' INT; echo ready; while :; do :; done"));
        spec.stopGraceMs = 60'000;
        auto process = Process::start(spec, {});
        VERIFY_RESULT(process);
        QCOMPARE((*process)->readLine(5000).value().value(), QByteArray("ready"));
        (*process)->stop();
        QCOMPARE((*process)->readLine(5000).value().value(), QByteArray("polite"));
    }).join();
}

// exec: a shell of its own would be the one that ends, and leave the sleep behind.
void TestProcess::programThatEndsWithItsParentDoesSo()
{
    [[maybe_unused]] static Process* abandoned = nullptr; // nobody stops it, as if this process had been killed
    pid_t child = 0;
    std::thread([&child] {
        ProcessSpec spec = shell(QStringLiteral("exec sleep 1000"));
        spec.endsWithParent = true;
        auto process = Process::start(spec, {});
        VERIFY_RESULT(process);
        child = static_cast<pid_t>((*process)->processId());
        abandoned = process->release();
    }).join();
    QVERIFY(child > 0);
    QTRY_VERIFY(::kill(child, 0) != 0 || ::waitpid(child, nullptr, WNOHANG) == child);
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
