#include "session/project_actions.h"

#include "actions/action_registry.h"
#include "demo/demo_project.h"
#include "jobs/job_queue.h"
#include "session/project_session.h"
#include "shell/prompter.h"
#include "shell/settings.h"
#include "widgets/recent_projects.h"

#include <QDir>
#include <QMenu>

namespace espalier::ui {

ProjectActions::ProjectActions(Services& services, QObject* parent)
    : QObject(parent)
    , m_services(services)
{
    auto& actions = services.actions;
    actions.add({ .id = QStringLiteral("project.open"),
                    .group = ActionGroup::Project,
                    .text = tr("Open Project…"),
                    .icon = QStringLiteral("folder"),
                    .shortcuts = { QKeySequence::Open },
                    .hint = tr("A folder with alembic.ini, or one that holds several such projects") },
        this, [this] {
            const auto* open = m_services.project.project();
            m_services.prompter.chooseFolder(QStringLiteral("project.open"), tr("Open Project"),
                open ? open->folder : QDir::homePath(), this, [this](const QString& folder) {
                    if (!folder.isEmpty())
                        m_services.project.open(folder);
                });
        });
    actions.add({ .id = QStringLiteral("project.demo"),
                    .group = ActionGroup::Project,
                    .text = tr("Open the Sample Project…"),
                    .icon = QStringLiteral("branch"),
                    .hint = tr("Makes a small project with a SQLite database to try things on") },
        this, [this] { makeDemo(); });
    actions.add({ .id = QStringLiteral("project.reload"),
                    .group = ActionGroup::Project,
                    .text = tr("Read Again"),
                    .icon = QStringLiteral("refresh"),
                    .shortcuts = { QKeySequence::Refresh },
                    .hint = tr("Reads changed scripts and what is applied; files are also watched") },
        this, [this] { m_services.project.reload(); });
    actions.add({ .id = QStringLiteral("project.close"),
                    .group = ActionGroup::Project,
                    .text = tr("Close Project"),
                    .icon = QStringLiteral("close"),
                    .shortcuts = { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W) } },
        this, [this] { m_services.project.close(); });
    connect(&services.project, &ProjectSession::stateChanged, this, &ProjectActions::enable);
    enable();
}

void ProjectActions::enable()
{
    const bool open = m_services.project.isOpen();
    m_services.actions.setEnabled(QStringLiteral("project.reload"), open);
    m_services.actions.setEnabled(QStringLiteral("project.close"), open);
}

void ProjectActions::fillMenu(QMenu& menu)
{
    menu.clear();
    for (const auto& saved : m_services.settings.get(setting::recentProjects)) {
        const RecentProject project = recentProject(saved);
        auto* action = menu.addAction(QStringLiteral("%1\t%2").arg(project.name, project.folder));
        connect(action, &QAction::triggered, this,
            [this, project] { m_services.project.open(project.path, project.section); });
    }
    if (!menu.isEmpty())
        menu.addSeparator();
    for (const char* id : { "project.open", "project.demo", "project.reload", "project.close" })
        menu.addAction(m_services.actions.action(QLatin1String(id)));
}

void ProjectActions::makeDemo()
{
    m_services.prompter.chooseFolder(QStringLiteral("project.demo"), tr("Where to Put the Sample Project"),
        QDir::homePath(), this, [this](const QString& chosen) {
            if (chosen.isEmpty())
                return;
            const QString folder = QDir(chosen).filePath(QStringLiteral("espalier-demo"));
            m_services.jobs.submit<demo::DemoProject>(
                tr("Making the sample project"), {}, this,
                [folder](jobs::JobContext&) { return demo::writeDemo(folder); },
                [this, folder](core::Result<demo::DemoProject> made) {
                    if (!made)
                        return m_services.prompter.showError(made.error());
                    m_services.project.open(folder);
                });
        });
}

} // namespace espalier::ui
