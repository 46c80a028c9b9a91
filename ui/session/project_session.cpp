#include "session/project_session.h"

#include "jobs/job_queue.h"
#include "shell/prompter.h"
#include "shell/settings.h"

#include <QDir>
#include <QFileInfo>

namespace espalier::ui {
namespace {

constexpr int mostRecent = 12;
const auto projectLane = QStringLiteral("project");

} // namespace

ProjectSession::ProjectSession(jobs::JobQueue& queue, Settings& settings, Prompter& prompter, QObject* parent)
    : QObject(parent)
    , m_queue(queue)
    , m_settings(settings)
    , m_prompter(prompter)
{
    connect(&m_watcher, &revisions::ProjectWatcher::scriptsChanged, this, &ProjectSession::reload);
    connect(&m_watcher, &revisions::ProjectWatcher::settingsChanged, this, &ProjectSession::findAgain);
}

ProjectSession::~ProjectSession() = default;

void ProjectSession::open(const QString& path, const QString& section)
{
    const int request = ++m_request;
    m_path = QFileInfo(path).absoluteFilePath();
    m_section = section;
    setState(State::Searching);
    project::FindOptions options;
    options.section = section;
    m_queue.submit<QList<project::Project>>(
        tr("Looking for projects"), {}, this,
        [path = m_path, options](
            jobs::JobContext& context) { return project::findProjects(path, options, context.cancel()); },
        [this, request](core::Result<QList<project::Project>> found) {
            if (request != m_request)
                return;
            if (!found)
                fail(found.error());
            else
                choose(*found);
        });
}

void ProjectSession::choose(const QList<project::Project>& found)
{
    if (found.size() == 1)
        return load(found.first());
    Choice choice{ .id = QStringLiteral("project.choose"),
        .title = tr("Which Project?"),
        .text = tr("There are %n projects in %1.", nullptr, static_cast<int>(found.size())).arg(m_path) };
    const QDir start(QFileInfo(m_path).isDir() ? m_path : QFileInfo(m_path).absolutePath());
    for (const auto& project : found) {
        choice.options.append(project.name());
        choice.details.append(
            start.relativeFilePath(project.configFile.isEmpty() ? project.scriptLocation : project.configFile));
    }
    const int request = m_request;
    m_prompter.choose(choice, this, [this, found, request](int chosen) {
        if (request != m_request)
            return;
        if (chosen >= 0 && chosen < found.size())
            load(found[chosen]);
        else
            setState(m_loaded ? State::Open : State::None);
    });
}

void ProjectSession::load(const project::Project& project)
{
    const int request = m_request;
    setState(State::Loading);
    m_queue.submit<revisions::LoadedProject>(
        tr("Reading %1").arg(project.name()), projectLane, this,
        [project](jobs::JobContext& context) { return revisions::load(project, context); },
        [this, request](core::Result<revisions::LoadedProject> loaded) {
            if (request != m_request)
                return;
            if (!loaded)
                fail(loaded.error());
            else
                take(*loaded, true);
        });
}

void ProjectSession::reload()
{
    if (!m_loaded)
        return;
    m_queue.submit<revisions::LoadedProject>(
        tr("Reading what has changed"), projectLane, this,
        [previous = m_loaded](
            jobs::JobContext& context) { return revisions::load(previous->project, context, {}, previous.get()); },
        [this, folder = m_loaded->project.folder](core::Result<revisions::LoadedProject> loaded) {
            if (!m_loaded || m_loaded->project.folder != folder)
                return;
            if (loaded)
                take(*loaded, false);
            else if (!loaded.error().isCancelled())
                fail(loaded.error());
        });
}

/// The settings changed: where the scripts are may be another place now.
void ProjectSession::findAgain()
{
    if (!m_loaded)
        return;
    const auto old = m_loaded->project;
    project::FindOptions options;
    options.section = old.section;
    const QString place = old.configFile.isEmpty() ? old.folder : old.configFile;
    m_queue.submit<revisions::LoadedProject>(
        tr("Reading what has changed"), projectLane, this,
        [place, options, previous = m_loaded](jobs::JobContext& context) -> core::Result<revisions::LoadedProject> {
            auto found = project::openProject(place, options, context.cancel());
            if (!found)
                return core::fail(found.error());
            return revisions::load(*found, context, {}, previous.get());
        },
        [this, folder = old.folder](core::Result<revisions::LoadedProject> loaded) {
            if (!m_loaded || m_loaded->project.folder != folder)
                return;
            if (!loaded) {
                if (!loaded.error().isCancelled())
                    fail(loaded.error());
                return;
            }
            take(*loaded, false);
            m_watcher.watch(m_loaded->project, m_loaded->scripts);
            Q_EMIT projectChanged();
        });
}

void ProjectSession::take(const revisions::LoadedProject& loaded, bool isNew)
{
    m_loaded = std::make_shared<const revisions::LoadedProject>(loaded);
    m_error = {};
    setState(State::Open);
    if (isNew) {
        m_watcher.watch(m_loaded->project, m_loaded->scripts);
        remember();
        Q_EMIT projectChanged();
    }
    Q_EMIT graphChanged();
    if (loaded.syntax == revisions::SyntaxDepth::Headers)
        checkSyntax();
}

void ProjectSession::checkSyntax()
{
    m_queue.submit<revisions::LoadedProject>(
        tr("Checking the scripts' syntax"), projectLane, this,
        [loaded = m_loaded](jobs::JobContext& context) { return revisions::checkSyntax(*loaded, context); },
        [this, before = m_loaded](core::Result<revisions::LoadedProject> loaded) {
            if (loaded && m_loaded == before)
                take(*loaded, false);
        });
}

void ProjectSession::close()
{
    ++m_request;
    m_watcher.stop();
    m_loaded.reset();
    setState(State::None);
    Q_EMIT projectChanged();
    Q_EMIT graphChanged();
}

void ProjectSession::fail(const core::Error& error)
{
    if (error.isCancelled())
        return setState(m_loaded ? State::Open : State::None);
    m_error = error;
    setState(State::Failed);
}

void ProjectSession::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void ProjectSession::remember()
{
    const auto& project = m_loaded->project;
    const bool byFile = project.sections.size() > 1 && !project.configFile.isEmpty();
    const QString place = byFile ? project.configFile + QLatin1Char('#') + project.section : project.folder;
    QStringList recent = m_settings.get(setting::recentProjects);
    recent.removeAll(place);
    recent.prepend(place);
    m_settings.set(setting::recentProjects, recent.mid(0, mostRecent));
}

} // namespace espalier::ui
