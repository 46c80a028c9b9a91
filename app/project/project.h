#pragma once

#include "core/cancel.h"
#include "project/env_facts.h"
#include "project/url_candidate.h"

#include <QList>
#include <QStringList>

namespace espalier::project {

/// Where a project's settings stand.
enum class ConfigKind {
    Ini, ///< an ini file of Alembic
    PyProject, ///< [tool.alembic] of pyproject.toml only
    None, ///< no settings file: Flask-Migrate without options, settings made in code, or a bare versions/ folder
};

/// An Alembic project: where its scripts are and what its settings say. A value; reading it runs nothing of the
/// project. All paths are absolute and clean.
struct Project {
    /// The folder the project is shown as and paths in output are relative to: that of the settings file, the parent of
    /// a Flask-Migrate folder, or the folder that holds a bare versions/.
    QString folder;
    ConfigKind kind = ConfigKind::None;
    QString configFile; ///< the ini file, or pyproject.toml where there is no ini file; empty for ConfigKind::None
    QString section = QStringLiteral("alembic"); ///< ini section, as given with --name
    QStringList sections; ///< all ini sections that name scripts of their own, this one included
    QString pyprojectFile; ///< pyproject.toml with a [tool.alembic] table; empty where there is none
    bool isFlaskMigrate = false;

    QString scriptLocation; ///< folder of env.py
    QString scriptLocationText; ///< as written, e.g. "app:migrations"; empty where it was not given
    QStringList versionLocations; ///< in order; folders that do not exist are left in (Alembic passes them over)
    bool recursive = false; ///< recursive_version_locations
    bool sourceless = false; ///< compiled files without source count as scripts for Alembic; they cannot be read here
    QString fileTemplate = QStringLiteral("%(rev)s_%(slug)s");
    QString timezone;
    QStringList sysPath; ///< folders that imports are looked for in: prepend_sys_path, then the project's folder

    EnvFacts env;
    QList<UrlCandidate> urls; ///< best first; those that are not isUsable() last
    QList<Note> notes;

    QString name() const; ///< the folder's name, and the section where it is not "alembic"
    /// version_table as env.py sets it, else Alembic's default; where it is set to something unknown, the default too.
    QString versionTable() const { return env.versionTable.valueOr(QStringLiteral("alembic_version")); }
    QString versionTableSchema() const { return env.versionTableSchema.valueOr(QString()); }
    QString envFile() const { return env.file; }
    /// `path` relative to the project's folder, with "/"; unchanged where it lies outside.
    QString relative(const QString& path) const { return relativeTo(folder, path); }
    /// The same of any folder; of none it is unchanged.
    static QString relativeTo(const QString& folder, const QString& path);
};

struct FindOptions {
    QString section; ///< ini section (--name); empty for all that have scripts
    bool everywhere = false; ///< look into the folders below too where the folder itself is a project
    int maxDepth = 8; ///< of folders below the start
    int maxFolders = 20000;
    /// Whether variables of this process's environment may fill in what env.py reads with os.getenv.
    bool useEnvironment = true;
};

/// The projects at `path`, an ini file, a pyproject.toml or a folder. A folder that is a project itself gives that one
/// (each ini section with scripts of its own is one); any other is walked, bounded, past version control, virtual
/// environments and node_modules. By path. NotFound where there is no project, Malformed with file and line where the
/// one file that was named cannot be read.
core::Result<QList<Project>> findProjects(
    const QString& path, const FindOptions& options = {}, const core::CancelToken& cancel = {});

/// The one project at `path`: as findProjects(), but several are Ambiguous, the error naming them. Of several sections
/// of one ini file it is [alembic], as for Alembic.
core::Result<Project> openProject(
    const QString& path, const FindOptions& options = {}, const core::CancelToken& cancel = {});

} // namespace espalier::project
