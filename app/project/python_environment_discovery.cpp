// Where a project's Python can be, from the surest sign to the weakest: an environment in the project's folder or one
// above it up to the repository, the active one, those that poetry, pdm and conda keep elsewhere for this folder, the
// version that pyenv is told to use, the system's. An environment found twice is listed once, by its first reason. Only
// then those that hold Alembic go before those that don't. Nothing is run: what is installed is read from folder names.

#include "core/file.h"
#include "project/installed_packages.h"

#include <algorithm>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::project {

namespace {

constexpr int deepestSearch = 6; // folders from the project up to its repository
constexpr qint64 smallFile = 1024 * 1024;

class Discovery {
public:
    Discovery(const QString& projectFolder, const EnvironmentPlaces& places)
        : m_places(places)
        , m_folders(foldersUpwards(projectFolder, places.home))
    { }

    QList<PythonEnvironment> find()
    {
        for (const QString& folder : m_folders)
            inFolder(folder);
        activated();
        for (const QString& folder : m_folders) {
            pdm(folder);
            poetry(folder);
            conda(folder);
        }
        activeConda();
        for (const QString& folder : m_folders)
            pyenv(folder);
        system();
        std::stable_sort(m_found.begin(), m_found.end(), [](const PythonEnvironment& a, const PythonEnvironment& b) {
            return !a.installed.alembic().isEmpty() && b.installed.alembic().isEmpty();
        });
        return m_found;
    }

private:
    static QStringList foldersUpwards(const QString& start, const QString& home)
    {
        QStringList folders;
        QDir folder(QFileInfo(start).canonicalFilePath().isEmpty() ? start : QFileInfo(start).canonicalFilePath());
        const QString homeFolder = home.isEmpty() ? QString() : QFileInfo(home).canonicalFilePath();
        for (int depth = 0; depth < deepestSearch; ++depth) {
            if (depth > 0 && (folder.path() == homeFolder || folder.isRoot()))
                break;
            folders += folder.path();
            if (folder.exists(QStringLiteral(".git")) || !folder.cdUp())
                break;
        }
        return folders;
    }

    QString variable(const char* name) const { return m_places.variables.value(QString::fromLatin1(name)); }

    QString homeFile(const QString& relative) const { return QDir(m_places.home).filePath(relative); }

    static QByteArray content(const QString& file)
    {
        const auto text = core::readFile(file, smallFile);
        return text ? *text : QByteArray();
    }

    bool isInsideProject(const QString& path) const
    {
        const QString repository = m_folders.last();
        return path == repository || path.startsWith(repository + QLatin1Char('/'));
    }

    static QString interpreterIn(const QString& folder)
    {
        for (const char* name : { "python", "python3" }) {
            const QString path = folder + QStringLiteral("/bin/") + QLatin1String(name);
            if (QFileInfo(path).isExecutable() && QFileInfo(path).isFile())
                return path;
        }
        return {};
    }

    void addFolder(EnvironmentKind kind, const QString& path, const core::Message& reason)
    {
        const QString folder = QDir::cleanPath(path);
        const QString interpreter = interpreterIn(folder);
        if (interpreter.isEmpty())
            return;
        PythonEnvironment environment;
        environment.kind = kind;
        environment.folder = folder;
        environment.command = QStringList{ interpreter };
        environment.reason = reason;
        environment.installed = installedIn(folder);
        environment.isInsideProject = isInsideProject(folder) || isInsideProject(QFileInfo(folder).canonicalFilePath());
        add(environment);
    }

    void add(const PythonEnvironment& environment)
    {
        const QString key = environment.folder.isEmpty() ? environment.command.first()
                                                         : QFileInfo(environment.folder).canonicalFilePath();
        if (m_seen.contains(key))
            return;
        m_seen += key;
        m_found += environment;
    }

    void inFolder(const QString& folder)
    {
        const QDir dir(folder);
        QStringList names{ QStringLiteral(".venv"), QStringLiteral("venv"), QStringLiteral("env"),
            QStringLiteral(".env"), QStringLiteral("virtualenv") };
        const QString uvFolder = variable("UV_PROJECT_ENVIRONMENT");
        if (!uvFolder.isEmpty() && dir.exists(QStringLiteral("uv.lock")))
            addFolder(EnvironmentKind::Uv, dir.absoluteFilePath(uvFolder),
                { QT_TRANSLATE_NOOP("Messages", "UV_PROJECT_ENVIRONMENT names it for uv."), {} });
        for (const QString& name : names) {
            const bool uv = name == QLatin1String(".venv") && dir.exists(QStringLiteral("uv.lock"));
            const bool isPoetry = name == QLatin1String(".venv") && dir.exists(QStringLiteral("poetry.lock"));
            const EnvironmentKind kind = uv ? EnvironmentKind::Uv
                : isPoetry                  ? EnvironmentKind::Poetry
                                            : EnvironmentKind::VirtualEnv;
            addFolder(kind, dir.filePath(name),
                { QT_TRANSLATE_NOOP("Messages", "The folder %1 of the project is a virtual environment."), { name } });
        }
    }

    void activated()
    {
        const QString folder = variable("VIRTUAL_ENV");
        if (!folder.isEmpty())
            addFolder(EnvironmentKind::Active, folder,
                { QT_TRANSLATE_NOOP("Messages", "VIRTUAL_ENV: it was active where Espalier was started."), {} });
    }

    void pdm(const QString& folder)
    {
        const QString interpreter = QString::fromUtf8(content(folder + QStringLiteral("/.pdm-python"))).trimmed();
        if (!QFileInfo(interpreter).isExecutable() || QFileInfo(interpreter).fileName().isEmpty())
            return;
        const core::Message reason{ QT_TRANSLATE_NOOP("Messages", "pdm's file .pdm-python names it."), {} };
        const QString environment = QDir::cleanPath(QFileInfo(interpreter).absolutePath() + QStringLiteral("/.."));
        if (QFileInfo::exists(environment + QStringLiteral("/pyvenv.cfg")))
            addFolder(EnvironmentKind::Pdm, environment, reason);
        else
            addInterpreter(EnvironmentKind::Pdm, interpreter, reason);
    }

    // poetry/core and poetry/utils/env: "<name>-<first 8 of base64url(sha256(folder))>-py3.11"
    void poetry(const QString& folder)
    {
        const QByteArray pyproject = content(folder + QStringLiteral("/pyproject.toml"));
        QString name = tomlName(pyproject, QStringLiteral("tool.poetry"));
        if (name.isEmpty())
            name = tomlName(pyproject, QStringLiteral("project"));
        if (name.isEmpty())
            return;
        static const QRegularExpression unsafe(QStringLiteral("[ $`!*@\"\\\\\\r\\n\\t]"));
        const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256)
                                    .toBase64(QByteArray::Base64UrlEncoding)
                                    .left(8);
        const QString prefix = name.toLower().replace(unsafe, QStringLiteral("_")).left(42) + QLatin1Char('-')
            + QString::fromLatin1(hash) + QStringLiteral("-py");
        for (const QString& root : poetryRoots()) {
            QStringList entries = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
            for (const QString& entry : entries) {
                if (entry.startsWith(prefix))
                    addFolder(EnvironmentKind::Poetry, root + QLatin1Char('/') + entry,
                        { QT_TRANSLATE_NOOP("Messages", "poetry keeps it for this folder."), {} });
            }
        }
    }

    QStringList poetryRoots() const
    {
        QStringList roots{ variable("POETRY_VIRTUALENVS_PATH") };
        const QString cache = variable("POETRY_CACHE_DIR");
        if (!cache.isEmpty())
            roots += cache + QStringLiteral("/virtualenvs");
        const QString xdg = variable("XDG_CACHE_HOME");
        roots += (xdg.isEmpty() ? homeFile(QStringLiteral(".cache")) : xdg) + QStringLiteral("/pypoetry/virtualenvs");
        roots.removeAll(QString());
        return roots;
    }

    // A name is all that is wanted here; a wrong one only finds nothing. The TOML reader proper is for settings.
    static QString tomlName(const QByteArray& toml, const QString& table)
    {
        static const QRegularExpression header(QStringLiteral("^\\s*\\[([^\\]]+)\\]"));
        static const QRegularExpression setting(QStringLiteral("^\\s*name\\s*=\\s*(\"([^\"]*)\"|'([^']*)')"));
        QString current;
        for (const QByteArray& raw : toml.split('\n')) {
            const QString line = QString::fromUtf8(raw);
            if (const auto match = header.match(line); match.hasMatch())
                current = match.captured(1).trimmed();
            else if (const auto found = setting.match(line); found.hasMatch() && current == table)
                return found.captured(2) + found.captured(3);
        }
        return {};
    }

    void conda(const QString& folder)
    {
        for (const char* file : { "environment.yml", "environment.yaml" }) {
            static const QRegularExpression setting(
                QStringLiteral("^name:\\s*['\"]?([^'\"#\\s]+)"), QRegularExpression::MultilineOption);
            const QString text = QString::fromUtf8(content(folder + QLatin1Char('/') + QLatin1String(file)));
            const QString name = setting.match(text).captured(1);
            if (name.isEmpty() || name.contains(QLatin1Char('/')))
                continue;
            for (const QString& environment : condaFolders(name))
                addFolder(EnvironmentKind::Conda, environment,
                    { QT_TRANSLATE_NOOP("Messages", "%1 names the conda environment %2."),
                        { QString::fromLatin1(file), name } });
        }
    }

    QStringList condaFolders(const QString& name) const
    {
        QStringList roots{ variable("MAMBA_ROOT_PREFIX"), variable("CONDA_ROOT") };
        const QString executable = variable("CONDA_EXE");
        if (!executable.isEmpty())
            roots += QDir::cleanPath(QFileInfo(executable).absolutePath() + QStringLiteral("/.."));
        for (const char* root : { ".conda", "miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba" })
            roots += homeFile(QString::fromLatin1(root));
        QStringList folders;
        for (const QString& root : roots) {
            if (!root.isEmpty())
                folders += root + QStringLiteral("/envs/") + name;
        }
        // conda lists every environment it made, wherever it stands.
        const QByteArray registered = content(homeFile(QStringLiteral(".conda/environments.txt")));
        for (const QByteArray& line : registered.split('\n')) {
            const QString path = QString::fromUtf8(line).trimmed();
            if (QFileInfo(path).fileName() == name)
                folders += path;
        }
        return folders;
    }

    void activeConda()
    {
        const QString folder = variable("CONDA_PREFIX");
        if (!folder.isEmpty())
            addFolder(EnvironmentKind::Conda, folder,
                { QT_TRANSLATE_NOOP("Messages", "CONDA_PREFIX: it was active where Espalier was started."), {} });
    }

    void pyenv(const QString& folder)
    {
        const QString set = variable("PYENV_ROOT");
        const QDir versions((set.isEmpty() ? homeFile(QStringLiteral(".pyenv")) : set) + QStringLiteral("/versions"));
        for (const QByteArray& line : content(folder + QStringLiteral("/.python-version")).split('\n')) {
            const QString name = QString::fromUtf8(line).trimmed();
            if (name.isEmpty() || name.startsWith(QLatin1Char('#')) || name.contains(QLatin1Char('/')))
                continue;
            QStringList matches{ name };
            const QStringList longer = versions.entryList({ name + QStringLiteral(".*") }, QDir::Dirs);
            std::copy(longer.rbegin(), longer.rend(), std::back_inserter(matches));
            for (const QString& match : matches)
                addFolder(EnvironmentKind::Pyenv, versions.filePath(match),
                    { QT_TRANSLATE_NOOP("Messages", "The file .python-version asks pyenv for %1."), { name } });
        }
    }

    void system()
    {
        for (const QString& interpreter : m_places.systemInterpreters)
            addInterpreter(EnvironmentKind::System, interpreter,
                { QT_TRANSLATE_NOOP("Messages", "The system's own Python."), {} });
    }

    void addInterpreter(EnvironmentKind kind, const QString& interpreter, const core::Message& reason)
    {
        if (!QFileInfo(interpreter).isExecutable() || !QFileInfo(interpreter).isFile())
            return;
        PythonEnvironment environment;
        environment.kind = kind;
        environment.command = QStringList{ interpreter };
        environment.reason = reason;
        environment.isInsideProject = isInsideProject(interpreter);
        const QString prefix = QDir::cleanPath(QFileInfo(interpreter).absolutePath() + QStringLiteral("/.."));
        const QString version = QFileInfo(QFileInfo(interpreter).canonicalFilePath()).fileName().mid(6);
        if (version.contains(QLatin1Char('.')))
            environment.installed.python = version;
        addInstalledFrom(prefix + QStringLiteral("/lib/python3/dist-packages"), environment.installed);
        for (const char* root : { "/lib/python", "/local/lib/python" }) {
            for (const char* packages : { "/dist-packages", "/site-packages" })
                addInstalledFrom(
                    prefix + QLatin1String(root) + version + QLatin1String(packages), environment.installed);
        }
        add(environment);
    }

    EnvironmentPlaces m_places;
    QStringList m_folders;
    QList<PythonEnvironment> m_found;
    QStringList m_seen;
};

} // namespace

QString environmentKindName(EnvironmentKind kind)
{
    switch (kind) {
    case EnvironmentKind::Command:
        return QStringLiteral("command");
    case EnvironmentKind::VirtualEnv:
        return QStringLiteral("virtualenv");
    case EnvironmentKind::Active:
        return QStringLiteral("active");
    case EnvironmentKind::Poetry:
        return QStringLiteral("poetry");
    case EnvironmentKind::Pdm:
        return QStringLiteral("pdm");
    case EnvironmentKind::Uv:
        return QStringLiteral("uv");
    case EnvironmentKind::Conda:
        return QStringLiteral("conda");
    case EnvironmentKind::Pyenv:
        return QStringLiteral("pyenv");
    case EnvironmentKind::System:
        return QStringLiteral("system");
    }
    return QStringLiteral("system");
}

QList<PythonEnvironment> discoverEnvironments(const QString& projectFolder, const EnvironmentPlaces& places)
{
    return Discovery(projectFolder, places).find();
}

QList<PythonEnvironment> discoverEnvironments(const QString& projectFolder)
{
    EnvironmentPlaces places;
    places.home = QDir::homePath();
    return discoverEnvironments(projectFolder, places);
}

} // namespace espalier::project
