#pragma once

#include "revisions/project_loader.h"
#include "revisions/project_watcher.h"

#include <memory>
#include <QObject>

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

class Prompter;
class Settings;

/// The project that is open: found, read, and read again whenever its files change. The window's one source of the
/// tree; pages hold the snapshots that it gives out.
class ProjectSession : public QObject {
    Q_OBJECT
public:
    enum class State { None, Searching, Loading, Open, Failed };

    ProjectSession(jobs::JobQueue& queue, Settings& settings, Prompter& prompter, QObject* parent = nullptr);
    ~ProjectSession() override;

    /// Looks for projects at a folder or file and opens the one that is there; asks where there are several. What was
    /// open stays until the new one is read.
    void open(const QString& path, const QString& section = {});
    /// Reads what has changed on disk, now.
    void reload();
    void close();

    State state() const { return m_state; }
    bool isOpen() const { return m_loaded != nullptr; }
    /// nullptr while none is open.
    std::shared_ptr<const revisions::LoadedProject> loaded() const { return m_loaded; }
    const project::Project* project() const { return m_loaded ? &m_loaded->project : nullptr; }
    /// nullptr while none is open.
    std::shared_ptr<const revisions::RevisionGraph> graph() const { return m_loaded ? m_loaded->graph : nullptr; }
    /// Why the last opening failed; only in State::Failed.
    const core::Error& error() const { return m_error; }
    /// What was asked to be opened last.
    QString path() const { return m_path; }

Q_SIGNALS:
    void stateChanged();
    /// Another project is open, or none.
    void projectChanged();
    /// The tree of the open project is another one; also after projectChanged().
    void graphChanged();

private:
    void setState(State state);
    void fail(const core::Error& error);
    void choose(const QList<project::Project>& found);
    void load(const project::Project& project);
    void take(const revisions::LoadedProject& loaded, bool isNew);
    void checkSyntax();
    void findAgain();
    void remember();

    jobs::JobQueue& m_queue;
    Settings& m_settings;
    Prompter& m_prompter;
    revisions::ProjectWatcher m_watcher;
    State m_state = State::None;
    std::shared_ptr<const revisions::LoadedProject> m_loaded;
    core::Error m_error;
    QString m_path;
    QString m_section;
    int m_request = 0; ///< the latest one wins
};

} // namespace espalier::ui
