// Two ways of noticing, since neither is enough alone. inotify on folders is immediate, but knows nothing of network
// folders, of what links lead to, or of more folders than the system grants; a scan of the files' states finds all of
// it, a little later. Both lead to the same comparison of two looks at the disk, so a burst or a false alarm costs one
// scan, and a signal means that something really differs.
#include "revisions/project_watcher.h"

#include "revisions/folder_events.h"
#include "revisions/loaded_scripts.h"

#include <algorithm>
#include <optional>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QPointer>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

namespace espalier::revisions {

/// What a project's files look like at one moment.
struct Look {
    QHash<QByteArray, FileState> scripts;
    QHash<QString, FileState> settings;
    QHash<QString, bool> locations; ///< whether they are there
    std::vector<QByteArray> folders;
};

namespace {

constexpr size_t mostWatchedFolders = 500;
constexpr int longestBurst = 10; // times the time to settle

QStringList settingsFiles(const project::Project& project)
{
    QStringList files{ project.configFile, project.pyprojectFile, project.envFile(),
        project.folder + QStringLiteral("/.env") };
    files.removeAll(QString());
    return files;
}

Look lookAt(const project::Project& project)
{
    Look look;
    ScriptListing listing = listScripts(project);
    look.scripts.reserve(qsizetype(listing.scripts.size()));
    for (const ListedScript& script : listing.scripts)
        look.scripts.insert(script.path, fileState(script.path));
    for (const QString& path : settingsFiles(project))
        look.settings.insert(path, fileState(QFile::encodeName(path)));
    QStringList locations = project.versionLocations;
    locations << project.scriptLocation << project.scriptLocation + QStringLiteral("/versions");
    for (const QString& path : locations)
        look.locations.insert(path, QFileInfo(path).isDir());
    look.folders = std::move(listing.folders);
    for (const QString& path :
        settingsFiles(project) + locations) // the folders they are in, from which they may vanish
        look.folders.push_back(QFile::encodeName(QFileInfo(path).absolutePath()));
    std::sort(look.folders.begin(), look.folders.end());
    look.folders.erase(std::unique(look.folders.begin(), look.folders.end()), look.folders.end());
    if (look.folders.size() > mostWatchedFolders)
        look.folders.resize(mostWatchedFolders);
    return look;
}

} // namespace

struct ProjectWatcher::Private {
    project::Project project;
    QSet<QByteArray> settingsNames;
    std::shared_ptr<const LoadedScripts> read; ///< until the first look
    bool watching = false;
    bool scanning = false;
    bool again = false;
    int generation = 0; ///< a scan of an earlier project is dropped
    std::optional<Look> known;
    FolderEvents events;
    QTimer settle;
    QTimer rescan;
    QElapsedTimer burst;
};

ProjectWatcher::ProjectWatcher(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->settle.setSingleShot(true);
    d->settle.setInterval(150);
    d->rescan.setInterval(3000);
    connect(&d->events, &FolderEvents::happened, this, &ProjectWatcher::noteEvent);
    connect(&d->settle, &QTimer::timeout, this, &ProjectWatcher::scan);
    connect(&d->rescan, &QTimer::timeout, this, &ProjectWatcher::scan);
}

ProjectWatcher::~ProjectWatcher() = default;

void ProjectWatcher::watch(const project::Project& project, std::shared_ptr<const LoadedScripts> read)
{
    stop();
    d->project = project;
    d->read = std::move(read);
    for (const QString& file : settingsFiles(project))
        d->settingsNames.insert(QFile::encodeName(QFileInfo(file).fileName()));
    d->watching = true;
    if (d->rescan.interval() > 0)
        d->rescan.start();
    scan();
}

void ProjectWatcher::stop()
{
    ++d->generation;
    d->watching = false;
    d->scanning = false;
    d->again = false;
    d->known.reset();
    d->read.reset();
    d->settingsNames.clear();
    d->settle.stop();
    d->rescan.stop();
    d->events.setFolders({});
}

int ProjectWatcher::settleMs() const { return d->settle.interval(); }
void ProjectWatcher::setSettleMs(int milliseconds) { d->settle.setInterval(milliseconds); }

void ProjectWatcher::setRescanMs(int milliseconds)
{
    d->rescan.setInterval(milliseconds);
    if (milliseconds <= 0)
        d->rescan.stop();
    else if (d->watching)
        d->rescan.start();
}

// A log or a database beside alembic.ini may be written all the time; only names that matter lead to a scan.
void ProjectWatcher::noteEvent(const QByteArray& name, bool isFolder)
{
    const bool matters = isFolder ? name != "__pycache__" : name.endsWith(".py") || d->settingsNames.contains(name);
    if (!matters || !d->watching)
        return;
    if (!d->settle.isActive())
        d->burst.start();
    if (!d->settle.isActive() || d->burst.elapsed() < longestBurst * d->settle.interval())
        d->settle.start();
}

void ProjectWatcher::scan()
{
    if (!d->watching)
        return;
    if (d->scanning) {
        d->again = true;
        return;
    }
    d->scanning = true;
    const int generation = d->generation;
    QThreadPool::globalInstance()->start(
        [self = QPointer(this), application = QCoreApplication::instance(), project = d->project, generation] {
            const auto look = std::make_shared<Look>(lookAt(project));
            const auto take = [self, look, generation] {
                if (self && self->d->generation == generation)
                    self->compare(look.get());
            };
            QMetaObject::invokeMethod(application, take, Qt::QueuedConnection);
        });
}

void ProjectWatcher::compare(const void* seen)
{
    const Look& look = *static_cast<const Look*>(seen);
    d->scanning = false;
    std::optional<Look> before = std::exchange(d->known, look);
    if (const auto read = std::exchange(d->read, nullptr)) {
        before = look;
        before->scripts = read->states();
    }
    // What happened in a folder between this look and now was not told: look once more.
    const bool looksAgain = d->events.setFolders(look.folders) || std::exchange(d->again, false);
    const int generation = d->generation;
    if (before && (before->settings != look.settings || before->locations != look.locations))
        Q_EMIT settingsChanged();
    if (generation == d->generation && before && before->scripts != look.scripts)
        Q_EMIT scriptsChanged();
    if (generation == d->generation && looksAgain)
        scan();
}

} // namespace espalier::revisions
