#pragma once

#include "shell/page.h"
#include "shell/services.h"

class QFormLayout;
class QLineEdit;
class QTableView;

namespace espalier::ui {

/// How the window looks, where things are kept, and every shortcut.
class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(Services& services);
    void startSearch() override;

private:
    void addLook(QFormLayout* form);
    void addPlaces(QFormLayout* form);
    QWidget* makeShortcuts();

    Services& m_services;
    QLineEdit* m_filter = nullptr;
};

} // namespace espalier::ui
