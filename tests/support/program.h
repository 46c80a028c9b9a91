#pragma once

#include "support/temporary_folder.h"

#include <memory>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace espalier::test {

/// What a program ended with and wrote.
struct ProgramEnd {
    int exitCode = -1; ///< 128 + signal where a signal ended it, as a shell says it
    QByteArray out;
    QByteArray err;

    /// Standard output as the one JSON document that it must be: anything else is an empty object.
    QJsonObject json() const;
    /// Standard output as JSON lines: one line that is no object makes the list empty.
    QList<QJsonObject> lines() const;
    /// For a failed comparison: everything.
    QByteArray text() const;
};

/// The user of a test's programs: folders of their own for data, settings, caches and temporary files; no desktop, no
/// settings of whoever runs the tests.
class ProgramUser {
public:
    ProgramUser();
    QString path(const QString& relative = {}) const { return m_folder.path(relative); }
    QString runsFolder() const { return path(QStringLiteral("data/espalier/runs")); }
    QString backupsFolder() const { return path(QStringLiteral("data/espalier/backups")); }
    QProcessEnvironment environment;

private:
    TemporaryFolder m_folder;
};

/// A program of this build as a process of its own, in a session (and so a process group) of its own.
class Program {
public:
    enum class Input {
        Closed, ///< standard input is /dev/null
        Terminal, ///< standard input and error are a terminal, whose screen() tells what was shown
    };
    /// `name` in the build's bin folder: "espalier-cli", "espalier".
    Program(const ProgramUser& user, const QString& name, const QStringList& arguments, const QString& folder = {},
        Input input = Input::Closed);
    ~Program(); ///< kills it and what it started, if they still run
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    qint64 processId() const { return m_pid; }
    /// Waits until standard output or error holds the text; false when the program ends (or a minute passes) without.
    bool waitFor(const QByteArray& text);
    void signal(int number) const;
    /// Types into the terminal.
    void type(const QByteArray& text) const;
    const QByteArray& screen() const { return m_screen; }
    /// Waits for its end.
    ProgramEnd finish();
    /// Everything that descends from it, itself included, that runs now.
    QList<qint64> family() const;

private:
    void drain();

    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
    QByteArray m_screen;
    qint64 m_pid = 0;
    int m_terminal = -1;
};

/// `espalier-cli ARGUMENTS…` to its end.
ProgramEnd cli(const ProgramUser& user, const QStringList& arguments, const QString& folder = {});

/// Waits until a process has ended, whoever its parent is; false after a minute.
bool waitForEnd(qint64 processId, int mostMs = 60'000);
bool isRunning(qint64 processId);

/// A place where a program waits until the test lets it through: a named pipe that holds one byte for each permission.
class Gate {
public:
    explicit Gate(const QString& path);
    ~Gate();
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    /// For one waiting program, also one that comes later.
    void letThrough() const;
    /// The line of Python that waits here.
    QString pythonWait() const;

private:
    QString m_path;
    int m_descriptor;
};

} // namespace espalier::test
