#pragma once

#include "project/project.h"

#include <memory>
#include <QObject>

namespace espalier::revisions {

class LoadedScripts;

/// Tells when a project's scripts or settings change on disk. Lives on one thread with an event loop (the window's);
/// looks at folders with inotify, and at the files' states with a scan on a worker thread, so that no number of files
/// exhausts the system's watches. Bursts (a git checkout, an editor's save by rename) become one signal.
class ProjectWatcher : public QObject {
    Q_OBJECT
public:
    explicit ProjectWatcher(QObject* parent = nullptr);
    ~ProjectWatcher() override;

    /// Starts over with this project. With `read`, what load() saw counts as known, so that what has changed since is
    /// told; without it the present state does.
    void watch(const project::Project& project, std::shared_ptr<const LoadedScripts> read = {});
    void stop();

    int settleMs() const;
    /// How long nothing must happen before a signal comes; default 150. An endless burst is looked at all the same,
    /// every ten times as long.
    void setSettleMs(int milliseconds);
    /// Time between looks at file states, for what inotify does not tell (network folders, what links lead to);
    /// default 3000, 0 for never.
    void setRescanMs(int milliseconds);

Q_SIGNALS:
    /// Scripts were added, removed, renamed or edited: load() again with the previous result.
    void scriptsChanged();
    /// alembic.ini, pyproject.toml, env.py or .env changed, or version locations came or went: findProjects() again.
    void settingsChanged();

private:
    void noteEvent(const QByteArray& name, bool isFolder);
    void scan();
    void compare(const void* seen);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace espalier::revisions
