#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <QList>
#include <QMap>
#include <QProcessEnvironment>
#include <QStringList>

namespace espalier::project {

enum class EnvironmentKind { Command, VirtualEnv, Active, Poetry, Pdm, Uv, Conda, Pyenv, System };
QString environmentKindName(EnvironmentKind kind);

/// What is installed in an environment, by distribution name in lower case with "-" ("alembic", "sqlalchemy",
/// "psycopg2", …): read from the folder names in site-packages, or told by the interpreter.
struct InstalledPackages {
    QString python; ///< "3.11.2"; empty where not known
    QMap<QString, QString> versions; ///< only those that matter here: Alembic, SQLAlchemy, database drivers
    QString alembic() const { return versions.value(QStringLiteral("alembic")); }
    QString sqlAlchemy() const { return versions.value(QStringLiteral("sqlalchemy")); }
};

/// A way to start the project's Python.
struct PythonEnvironment {
    EnvironmentKind kind = EnvironmentKind::System;
    QStringList command; ///< program and leading arguments; ends with the interpreter
    QString folder; ///< of the environment; empty for a command or the system's interpreter
    core::Message reason; ///< why it is a candidate, and why at this rank
    InstalledPackages installed; ///< as far as it can be seen without running anything
    bool isInsideProject = false; ///< its interpreter is a file of the project: running even that needs trust
    QString workingFolder; ///< where a command must be started; empty where it does not matter
    QString text() const { return command.join(QLatin1Char(' ')); }
};

/// Where discovery looks besides the project folder; tests point it at made-up folders.
struct EnvironmentPlaces {
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    QString home;
    QStringList systemInterpreters{ QStringLiteral("/usr/bin/python3") };
};

/// Candidates, best first: those with Alembic before those without, then by how surely they belong to the project.
/// Reads files and folder names only; runs nothing.
QList<PythonEnvironment> discoverEnvironments(const QString& projectFolder, const EnvironmentPlaces& places);
QList<PythonEnvironment> discoverEnvironments(const QString& projectFolder);

/// The environment for a command that the user typed, e.g. `docker compose exec -T api python` or `poetry run`; where
/// no word is an interpreter, `python` is appended. Split like a POSIX shell splits words, without a shell: quotes and
/// backslashes count, a leading `~/` is the home folder, and what only a shell could do (`$`, `|`, `;`, …, unquoted) is
/// refused. One word that is the folder of a virtual environment means its interpreter.
core::Result<PythonEnvironment> environmentFromCommand(const QString& text, const QString& projectFolder = {});
core::Result<QStringList> splitCommand(const QString& text);

/// Asks the interpreter itself: `python -I -c …`, which runs none of the project's modules. For an environment inside
/// the project (or a command) the caller must have the user's trust. ToolMissing, ToolFailed, Busy after `timeoutMs`.
core::Result<InstalledPackages> probeEnvironment(
    const PythonEnvironment& environment, const core::CancelToken& cancel, int timeoutMs = 15000);

} // namespace espalier::project
