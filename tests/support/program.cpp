#include "support/program.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace espalier::test {

namespace {

constexpr int mostMs = 60'000;
constexpr int sliceMs = 20;

// The fields of /proc/PID/stat behind the name, which may hold anything: state, parent, group, …
QByteArrayList statOf(qint64 processId)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).split(' ');
}

int openTerminal()
{
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
        qFatal("no pseudo terminal: %s", std::strerror(errno));
    return terminal;
}

} // namespace

QJsonObject ProgramEnd::json() const
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(out, &error); // refuses anything behind the document
    return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
}

QList<QJsonObject> ProgramEnd::lines() const
{
    QList<QJsonObject> objects;
    if (!out.endsWith('\n'))
        return {};
    for (const QByteArray& line : out.chopped(1).split('\n')) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return {};
        objects += document.object();
    }
    return objects;
}

QByteArray ProgramEnd::text() const
{
    return "exit code " + QByteArray::number(exitCode) + "\n--- out\n" + out + "--- err\n" + err;
}

ProgramUser::ProgramUser()
    : environment(QProcessEnvironment::systemEnvironment())
{
    for (const char* name : { "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DATABASE_URL", "ALEMBIC_CONFIG", "PGPASSWORD",
             "PGPASSFILE", "MYSQL_PWD", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE" })
        environment.remove(QString::fromLatin1(name));
    const std::pair<const char*, const char*> folders[] = { { "HOME", "home" }, { "XDG_DATA_HOME", "data" },
        { "XDG_CONFIG_HOME", "config" }, { "XDG_CACHE_HOME", "cache" }, { "XDG_STATE_HOME", "state" },
        { "XDG_RUNTIME_DIR", "runtime" }, { "TMPDIR", "tmp" } };
    for (const auto& [name, folder] : folders) {
        const QString place = path(QString::fromLatin1(folder));
        QDir().mkpath(place);
        QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(QString::fromLatin1(name), place);
    }
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
}

Program::Program(
    const ProgramUser& user, const QString& name, const QStringList& arguments, const QString& folder, Input input)
{
    m_process.setProgram(QStringLiteral(ESPALIER_BINARY_DIR "/bin/") + name);
    m_process.setArguments(arguments);
    m_process.setProcessEnvironment(user.environment);
    m_process.setWorkingDirectory(folder.isEmpty() ? user.path() : folder);
    QByteArray terminalName;
    if (input == Input::Terminal) {
        m_terminal = openTerminal();
        terminalName = ::ptsname(m_terminal);
    } else {
        m_process.setStandardInputFile(QProcess::nullDevice());
    }
    m_process.setChildProcessModifier([terminalName] {
        ::setsid();
        if (terminalName.isEmpty())
            return;
        const int end = ::open(terminalName.constData(), O_RDWR); // becomes the controlling terminal
        ::dup2(end, STDIN_FILENO);
        ::dup2(end, STDERR_FILENO);
        ::close(end);
    });
    m_process.start();
    if (!m_process.waitForStarted())
        qFatal("cannot start %s: build the target", qPrintable(m_process.program()));
    m_pid = m_process.processId();
}

Program::~Program()
{
    for (const qint64 member : family())
        ::kill(static_cast<pid_t>(member), SIGKILL);
    m_process.waitForFinished();
    if (m_terminal >= 0)
        ::close(m_terminal);
}

void Program::drain()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
    char buffer[4096];
    for (ssize_t got = 1; m_terminal >= 0 && got > 0;) {
        got = ::read(m_terminal, buffer, sizeof buffer);
        if (got > 0)
            m_screen.append(buffer, got);
    }
}

bool Program::waitFor(const QByteArray& text)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < mostMs) {
        const bool ended = m_process.state() == QProcess::NotRunning;
        drain();
        if (m_out.contains(text) || m_err.contains(text) || m_screen.contains(text))
            return true;
        if (ended)
            break;
        m_process.waitForReadyRead(sliceMs);
    }
    qWarning("never said: %s\n%s", text.constData(), (m_out + m_err + m_screen).constData());
    return false;
}

void Program::signal(int number) const { ::kill(static_cast<pid_t>(m_pid), number); }

void Program::type(const QByteArray& text) const
{
    if (::write(m_terminal, text.constData(), static_cast<size_t>(text.size())) != text.size())
        qFatal("cannot type: %s", std::strerror(errno));
}

ProgramEnd Program::finish()
{
    QElapsedTimer timer;
    timer.start();
    while (m_process.state() != QProcess::NotRunning && timer.elapsed() < 2 * mostMs) {
        m_process.waitForFinished(sliceMs);
        drain();
    }
    drain();
    if (m_process.state() != QProcess::NotRunning)
        return { -1, m_out, m_err + "\n(it never ended)" };
    const bool crashed = m_process.exitStatus() == QProcess::CrashExit;
    return { m_process.exitCode() + (crashed ? 128 : 0), m_out, m_err };
}

QList<qint64> Program::family() const
{
    QList<qint64> members;
    if (isRunning(m_pid))
        members += m_pid;
    const QStringList names = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (bool grew = true; grew;) {
        grew = false;
        for (const QString& name : names) {
            const qint64 id = name.toLongLong();
            if (id <= 0 || members.contains(id))
                continue;
            const QByteArrayList stat = statOf(id);
            if (members.contains(stat.value(1).toLongLong())) {
                members += id;
                grew = true;
            }
        }
    }
    return members;
}

ProgramEnd cli(const ProgramUser& user, const QStringList& arguments, const QString& folder)
{
    return Program(user, QStringLiteral("espalier-cli"), arguments, folder).finish();
}

bool isRunning(qint64 processId)
{
    const QByteArrayList stat = statOf(processId);
    return !stat.isEmpty() && stat.first() != "Z" && stat.first() != "X";
}

bool waitForEnd(qint64 processId, int most)
{
    const auto descriptor = static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(processId), 0));
    if (descriptor < 0)
        return errno == ESRCH;
    pollfd ended{ descriptor, POLLIN, 0 };
    const bool has = ::poll(&ended, 1, most) == 1;
    ::close(descriptor);
    return has;
}

Gate::Gate(const QString& path)
    : m_path(path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkfifo(name.constData(), 0600) != 0)
        qFatal("cannot make %s", name.constData());
    m_descriptor
        = ::open(name.constData(), O_RDWR | O_CLOEXEC); // at both ends at once, so that nobody ever sees an end
}

Gate::~Gate() { ::close(m_descriptor); }

void Gate::letThrough() const
{
    if (::write(m_descriptor, "g", 1) != 1)
        qFatal("cannot open the gate %s", qPrintable(m_path));
}

QString Gate::pythonWait() const
{
    return QStringLiteral("open(%1, 'rb', 0).read(1)").arg(QLatin1Char('\'') + m_path + QLatin1Char('\''));
}

} // namespace espalier::test
