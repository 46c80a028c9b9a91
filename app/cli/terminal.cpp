#include "cli/terminal.h"

#include <QTextStream>
#include <termios.h>
#include <unistd.h>

namespace espalier::cli {

bool isInteractive() { return isatty(STDIN_FILENO) && isatty(STDERR_FILENO); }

QString askOnTerminal(const QString& question, bool hidden)
{
    QTextStream(stderr) << question << ' ' << Qt::flush;
    termios before{};
    const bool restore = hidden && tcgetattr(STDIN_FILENO, &before) == 0;
    if (restore) {
        termios quiet = before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    QTextStream input(stdin);
    const QString answer = input.readLine();
    if (restore) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        QTextStream(stderr) << '\n';
    }
    return answer;
}

} // namespace espalier::cli
