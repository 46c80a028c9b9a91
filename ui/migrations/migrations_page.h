#pragma once

#include "migrations/migrations_controller.h"
#include "plan/run_controller.h"
#include "shell/page.h"

class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace espalier::ui {

class DetailPanel;
class EmptyState;
class ErrorPanel;
class PageHeader;

/// The tree on its canvas, the selected revision beside it, what is wrong with the tree below.
class MigrationsPage : public Page {
    Q_OBJECT
public:
    MigrationsPage(Services& services, MigrationsController& controller, PlanController& plan, RunController& run);
    void startSearch() override;
    QWidget* home() const override;
    graphview::GraphView& view() { return *m_view; }

private:
    QWidget* makeTree();
    void addSearch(PageHeader* header);
    void addViewButtons(PageHeader* header);
    QWidget* makeProblems();
    void addViewActions();
    void connectView();
    void takeSelection(const QString& id, const QString& second);
    void showState();
    void showPicture();
    void showProblems();
    void connectPlan();
    void showPath();
    void preview(const QString& actionId);
    void applyColors();
    void showContextMenu(const QString& id, const QPoint& position);
    void exportPicture(bool svg);
    void changeEvent(QEvent* event) override;

    Services& m_services;
    MigrationsController& m_controller;
    PlanController& m_plan;
    RunController& m_run;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ErrorPanel* m_error;
    PageHeader* m_header = nullptr;
    graphview::GraphView* m_view = nullptr;
    QString m_lastSelected; ///< before the present one: what a context menu compares with
    QString m_selected;
    DetailPanel* m_detail = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_matches = nullptr;
    QToolButton* m_problemsButton = nullptr;
    QTableView* m_problems = nullptr;
    QSplitter* m_across = nullptr;
};

} // namespace espalier::ui
