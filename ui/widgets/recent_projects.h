#pragma once

#include "shell/services.h"

#include <QString>

class QWidget;

namespace espalier::ui {

/// The projects opened last, as links that open them; nullptr where there are none.
QWidget* makeRecentProjects(Services& services);

/// A saved place: a folder, or an ini file with "#section".
struct RecentProject {
    QString path;
    QString section;
    QString name; ///< the folder's name and the section
    QString folder; ///< shown, with "~" for the home folder
};
RecentProject recentProject(const QString& saved);

} // namespace espalier::ui
