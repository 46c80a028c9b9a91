#include "cli/command_line.h"
#include "cli/terminal.h"
#include "core/program_arguments.h"
#include "translations/translations.h"

#include <csignal>
#include <QCoreApplication>
#include <thread>
#include <unistd.h>

using namespace espalier;

namespace {

// SIGINT, SIGTERM and SIGHUP arrive on a thread of their own, so that a command's cancel hooks may do what a signal
// handler may not. The first one asks the command to stop at its next safe place; the second ends the process at once.
// What whoever started it has had ignored (nohup, a shell's background job) stays ignored.
void watchSignals(const core::CancelSource& source)
{
    const QByteArray notice = "Stopping at the next safe place. Interrupt again to end at once.\n";
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : { SIGINT, SIGTERM, SIGHUP }) {
        struct sigaction now { };
        if (sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&signals, number);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, source, notice] {
        int received = 0;
        sigwait(&signals, &received);
        source.cancel();
        [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, notice.constData(), size_t(notice.size()));
        sigwait(&signals, &received);
        _exit(cli::Interrupted);
    }).detach();
}

} // namespace

int main(int argc, char** argv)
{
    const core::CancelSource interrupt;
    watchSignals(interrupt); // before Qt makes threads: they inherit the mask
    std::signal(SIGPIPE, SIG_IGN);
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    core::hidePasswords(argc, argv);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("espalier"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ESPALIER_VERSION));
    translations::install();
    QTextStream out(stdout);
    QTextStream err(stderr);
    const core::CancelToken cancel = interrupt.token();
    const cli::CommandIo io{ out, err, cancel, cli::isInteractive(),
        [cancel](const QString& question) { return cli::askOnTerminal(question, false, cancel); },
        [cancel](const QString& question) { return cli::askOnTerminal(question, true, cancel); } };
    return cli::runCommandLine(arguments, io);
}
