#pragma once

#include "shell/services.h"
#include "shell/top_bar.h"

#include <QObject>
#include <QTimer>

namespace espalier::ui {

class ConnectionsController;
class MainWindow;
class ProjectActions;
class SchemaPageController;

/// What the top bar says of project, database and backups at this moment.
TopBarContent topBarContent(const Services& services);

/// Keeps the window's frame in step with the project and the database: top bar, title, banner, marks, the palette's
/// revisions.
class WindowPresenter : public QObject {
    Q_OBJECT
public:
    WindowPresenter(
        Services& services, MainWindow& window, ProjectActions& projects, ConnectionsController& connections);

    /// The palette finds the tables too.
    void addTablesToPalette(SchemaPageController& schema);

private:
    void show();
    void showBanner();
    void addRevisionsToPalette();
    void openConnectionDialog();

    Services& m_services;
    MainWindow& m_window;
    ConnectionsController& m_connections;
    QTimer m_minute; ///< relative times grow old
    QString m_dismissedOffer; ///< the project whose offered database was declined
};

} // namespace espalier::ui
