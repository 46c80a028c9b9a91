#pragma once

#include "backups/backups_controller.h"
#include "shell/page.h"

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace espalier::ui {

class Banner;
class EmptyState;
class ErrorPanel;
class PageHeader;

/// The catalogue, and what can be done with a backup.
class BackupsPage : public Page {
    Q_OBJECT
public:
    BackupsPage(Services& services, BackupsController& controller);
    void startSearch() override;
    void activated() override;

private:
    QWidget* makeCatalogue();
    QWidget* makeFoot();
    void openCreate();
    void openRestore(const QString& id);
    void openPrune();
    void show();
    void showOutcome();
    void showDetail();
    void followSelection();

    Services& m_services;
    BackupsController& m_controller;
    PageHeader* m_header;
    QLineEdit* m_filter;
    Banner* m_outcome;
    Banner* m_leftovers;
    ErrorPanel* m_error;
    QWidget* m_errorBox = nullptr;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QTableView* m_table = nullptr;
    QSortFilterProxyModel* m_proxy = nullptr;
    QLabel* m_detail = nullptr;
};

} // namespace espalier::ui
