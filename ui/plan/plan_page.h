#pragma once

#include "plan/run_controller.h"
#include "shell/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace espalier::ui {

class Banner;
class EmptyState;
class ErrorPanel;
class PageHeader;
class RunsModel;

/// The steps before anything runs, while it runs, and what the journal says of earlier runs.
class PlanPage : public Page {
    Q_OBJECT
public:
    PlanPage(Services& services, PlanController& plan, RunController& run);
    void startSearch() override;
    void activated() override;

private:
    void addTargetFields(PageHeader* header);
    QWidget* makePlan();
    QWidget* makeSteps();
    QWidget* makeHistory();
    void makeTarget();
    void show();
    void showBanners();
    void showOutcome();
    void showEmpty();
    void selectStep();

    Services& m_services;
    PlanController& m_plan;
    RunController& m_run;
    RunsModel* m_runs;
    PageHeader* m_header;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    QStackedWidget* m_planStack = nullptr;
    QComboBox* m_direction = nullptr;
    QLineEdit* m_target = nullptr;
    Banner* m_production = nullptr;
    Banner* m_refused = nullptr;
    Banner* m_notes = nullptr;
    Banner* m_good = nullptr;
    ErrorPanel* m_error = nullptr;
    EmptyState* m_empty = nullptr;
    QTableView* m_steps = nullptr;
    QPlainTextEdit* m_log = nullptr;
    QTableView* m_history = nullptr;
    QPlainTextEdit* m_historyDetail = nullptr;
    QString m_shownTarget;
};

} // namespace espalier::ui
