#pragma once

#include "plan/run_controller.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace espalier::ui {

/// Beside the steps: on which database, with which Python, what first; the button that runs, and while it runs how far
/// it is and how to stop it.
class RunPanel : public QWidget {
    Q_OBJECT
public:
    RunPanel(Services& services, PlanController& plan, RunController& run);

private:
    QWidget* makeOptions();
    QWidget* makeProgress();
    void fillEnvironments();
    void askCommand();
    void show();
    void showProgress();
    void takeOptions();

    Services& m_services;
    PlanController& m_plan;
    RunController& m_run;
    QLabel* m_database;
    class Tag* m_environmentTag;
    QComboBox* m_python;
    QLabel* m_why;
    QCheckBox* m_backup;
    QSpinBox* m_lock;
    QLabel* m_obstacle;
    QPushButton* m_start;
    QWidget* m_options;
    QWidget* m_progress;
    QLabel* m_stepText;
    QProgressBar* m_bar;
    QPushButton* m_stop;
    QPushButton* m_kill;
    QPushButton* m_again;
    QTimer m_second;
};

} // namespace espalier::ui
