#include "widgets/recent_projects.h"

#include "session/project_session.h"
#include "shell/settings.h"
#include "style/espalier_style.h"
#include "style/icon.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

RecentProject recentProject(const QString& saved)
{
    RecentProject project;
    const qsizetype mark = saved.lastIndexOf(QLatin1Char('#'));
    const bool hasSection = mark > 0 && QFileInfo(saved.left(mark)).isFile();
    project.path = hasSection ? saved.left(mark) : saved;
    project.section = hasSection ? saved.mid(mark + 1) : QString();
    const QFileInfo info(project.path);
    project.folder = hasSection ? info.absolutePath() : project.path;
    project.name = QFileInfo(project.folder).fileName();
    if (hasSection)
        project.name += QStringLiteral(" [%1]").arg(project.section);
    const QString home = QDir::homePath();
    if (project.folder.startsWith(home + QLatin1Char('/')))
        project.folder = QLatin1Char('~') + project.folder.mid(home.size());
    return project;
}

QWidget* makeRecentProjects(Services& services)
{
    const QStringList recent = services.settings.get(setting::recentProjects).mid(0, 5);
    if (recent.isEmpty())
        return nullptr;
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(2);
    auto* title = new QLabel(QCoreApplication::translate("RecentProjects", "Opened last"));
    title->setForegroundRole(QPalette::Dark);
    title->setAlignment(Qt::AlignCenter);
    column->addWidget(title);
    for (const auto& saved : recent) {
        const RecentProject project = recentProject(saved);
        auto* button = new QPushButton(themedIcon(QStringLiteral("folder"), QPalette::Dark),
            QStringLiteral("%1    %2").arg(project.name, project.folder));
        setButtonRole(button, ButtonRole::Flat);
        QObject::connect(button, &QPushButton::clicked, &services.project,
            [&services, project] { services.project.open(project.path, project.section); });
        column->addWidget(button);
    }
    return box;
}

} // namespace espalier::ui
