#pragma once

#include "shell/services.h"

#include <QObject>

class QMenu;

namespace espalier::ui {

/// What can be done with projects as a whole: open, open again, read again, close.
class ProjectActions : public QObject {
    Q_OBJECT
public:
    explicit ProjectActions(Services& services, QObject* parent = nullptr);
    /// For the project's button in the top bar: what was opened last, and the actions.
    void fillMenu(QMenu& menu);
    void makeDemo();

private:
    void enable();

    Services& m_services;
};

} // namespace espalier::ui
