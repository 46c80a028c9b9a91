#include "revisions/project_watcher.h"

#include "revisions/script_files.h"

#include <optional>
#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

// Two ways of noticing, since neither is enough alone. inotify on folders is immediate but knows only of names coming
// and going (editors that save by rename, git); a scan of file times finds what was written in place and works on
// network folders, a little later. Both lead to the same comparison of two listings, so a burst or a false alarm
// costs one scan, and a signal means that something really differs.

namespace espalier::revisions {

namespace {

/// What a project's files look like at one moment.
struct Look {
    QHash<QString, ScriptFile> scripts;
    QHash<QString, qint64> settings; ///< modification time in ms; -1 where the file is not there
    QStringList folders;
};

qint64 timeOf(const QString& path)
{
    const QFileInfo info(path);
    return info.exists() ? info.lastModified().toMSecsSinceEpoch() ^ (info.size() << 20) : -1;
}

Look lookAt(const project::Project& project)
{
    Look look;
    for (const ScriptFile& file : listScripts(project).files)
        look.scripts.insert(file.path, file);
    const QStringList settings{ project.configFile, project.pyprojectFile, project.envFile(),
        project.folder + QStringLiteral("/.env"), project.scriptLocation + QStringLiteral("/versions") };
    for (const QString& path : settings) {
        if (!path.isEmpty())
            look.settings.insert(path, QFileInfo(path).isDir() ? 0 : timeOf(path));
    }
    look.folders << project.folder << project.scriptLocation;
    for (const QString& location : project.versionLocations) {
        look.settings.insert(location, QFileInfo::exists(location) ? 0 : -1);
        look.folders << location;
        if (!project.recursive)
            continue;
        QDirIterator below(
            location, QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (below.hasNext())
            look.folders << below.next();
    }
    look.folders.removeDuplicates();
    return look;
}

bool sameScripts(const Look& a, const Look& b)
{
    if (a.scripts.size() != b.scripts.size())
        return false;
    for (auto it = a.scripts.cbegin(); it != a.scripts.cend(); ++it) {
        const auto other = b.scripts.constFind(it.key());
        if (other == b.scripts.cend() || !it->isSameState(*other))
            return false;
    }
    return true;
}

constexpr int mostWatchedFolders = 500;

} // namespace

struct ProjectWatcher::Private {
    project::Project project;
    bool watching = false;
    bool scanning = false;
    bool again = false;
    int generation = 0; ///< a scan of an earlier project is dropped
    std::optional<Look> known;
    QFileSystemWatcher folders;
    QTimer settle;
    QTimer rescan;
};

ProjectWatcher::ProjectWatcher(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->settle.setSingleShot(true);
    d->settle.setInterval(150);
    d->rescan.setInterval(2000);
    connect(&d->folders, &QFileSystemWatcher::directoryChanged, &d->settle, qOverload<>(&QTimer::start));
    connect(&d->settle, &QTimer::timeout, this, &ProjectWatcher::scan);
    connect(&d->rescan, &QTimer::timeout, this, &ProjectWatcher::scan);
}

ProjectWatcher::~ProjectWatcher() = default;

void ProjectWatcher::watch(const project::Project& project)
{
    stop();
    d->project = project;
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
    d->settle.stop();
    d->rescan.stop();
    if (!d->folders.directories().isEmpty())
        d->folders.removePaths(d->folders.directories());
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
    const Look look = *static_cast<const Look*>(seen);
    d->scanning = false;
    const std::optional<Look> before = std::exchange(d->known, look);
    if (!before || before->folders != look.folders) {
        if (!d->folders.directories().isEmpty())
            d->folders.removePaths(d->folders.directories());
        for (const QString& folder : look.folders.mid(0, mostWatchedFolders)) {
            if (QFileInfo(folder).isDir())
                d->folders.addPath(folder);
        }
    }
    const int generation = d->generation;
    if (before && before->settings != look.settings)
        Q_EMIT settingsChanged();
    if (generation == d->generation && before && !sameScripts(*before, look))
        Q_EMIT scriptsChanged();
    if (generation == d->generation && std::exchange(d->again, false))
        scan();
}

} // namespace espalier::revisions
