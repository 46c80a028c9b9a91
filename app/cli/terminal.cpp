#include "cli/terminal.h"

#include "cli/printable.h"

#include <cerrno>
#include <poll.h>
#include <QTextStream>
#include <termios.h>
#include <unistd.h>

namespace espalier::cli {

namespace {

constexpr int sliceMs = 50; // how often a cancel is looked at

/// Switches the terminal's echo off while it lives.
class Silence {
public:
    explicit Silence(bool wanted)
        : m_restore(wanted && tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_restore)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Silence()
    {
        if (!m_restore)
            return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        QTextStream(stderr) << '\n';
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

private:
    termios m_before{};
    bool m_restore;
};

// A byte at a time: what follows the line belongs to the next question.
QByteArray readLine(const core::CancelToken& cancel)
{
    QByteArray line;
    while (!cancel.isCancelled()) {
        pollfd input{ STDIN_FILENO, POLLIN, 0 };
        if (::poll(&input, 1, sliceMs) <= 0)
            continue;
        char byte = 0;
        const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || byte == '\n')
            return line;
        line += byte;
    }
    return {};
}

} // namespace

bool isInteractive() { return isatty(STDIN_FILENO) && isatty(STDERR_FILENO); }

QString askOnTerminal(const QString& question, bool hidden, const core::CancelToken& cancel)
{
    QTextStream(stderr) << printable(question) << ' ' << Qt::flush;
    const Silence silence(hidden);
    return QString::fromLocal8Bit(readLine(cancel));
}

bool isOutputPipeClosed()
{
    pollfd output{ STDOUT_FILENO, 0, 0 };
    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

} // namespace espalier::cli
