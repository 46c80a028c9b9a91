#pragma once

#include "actions/action_registry.h"
#include "backups/backups_controller.h"
#include "connections/connections_controller.h"
#include "core/clock.h"
#include "jobs/job_queue.h"
#include "migrations/migrations_controller.h"
#include "plan/plan_controller.h"
#include "plan/run_controller.h"
#include "project/trust.h"
#include "run/alembic_runner.h"
#include "schema/diagram_controller.h"
#include "schema/schema_page_controller.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_actions.h"
#include "session/project_session.h"
#include "session/run_history.h"
#include "session/secret_keeper.h"
#include "shell/dialog_prompter.h"
#include "shell/main_window.h"
#include "shell/navigation.h"
#include "shell/page.h"
#include "shell/selection.h"
#include "shell/services.h"
#include "shell/settings.h"
#include "shell/window_options.h"
#include "style/theme.h"

#include <memory>

namespace espalier::ui {

class WindowPresenter;

/// Where the window keeps things; empty names mean the user's own places. Tests have places of their own.
struct WindowPlaces {
    QString settings;
    QString connections;
    QString trust;
    QString journal;
    bool useKeychain = true;
    Prompter* prompter = nullptr; ///< instead of dialogs; outlives the window
};

/// Everything the window is made of, in the order in which it is built.
class WindowApp {
public:
    explicit WindowApp(const WindowOptions& options, const WindowPlaces& places = {});
    ~WindowApp();
    WindowApp(const WindowApp&) = delete;
    WindowApp& operator=(const WindowApp&) = delete;

    Services& services() { return m_services; }
    MainWindow& window() { return *m_window; }
    PlanController& plan() { return m_plan; }
    RunController& run() { return m_run; }
    SchemaPageController& schema() { return m_schema; }
    DiagramController& diagram() { return m_diagram; }
    /// Shows the window and starts what the options ask for.
    void start();

private:
    void registerPages();
    void connectParts();
    void takeOptions();
    bool mayClose();
    void connectForPicture();

    WindowOptions m_options;
    core::SystemClock m_clock;
    DialogPrompter m_dialogs;
    Settings m_settings;
    Theme m_theme;
    ActionRegistry m_actions;
    Selection m_selection;
    Navigation m_navigation;
    PageRegistry m_pages;
    SecretKeeper m_secrets;
    project::TrustStore m_trust;
    run::Journal m_journal;
    run::AlembicRunner m_runner;
    std::unique_ptr<jobs::JobQueue> m_jobs;
    ProjectSession m_project;
    DatabaseSession m_database;
    RunHistory m_history;
    BackupShelf m_backupShelf;
    Services m_services;
    ProjectActions m_projectActions;
    ConnectionsController m_connections;
    MigrationsController m_migrations;
    SchemaPageController m_schema;
    DiagramController m_diagram;
    PlanController m_plan;
    RunController m_run;
    BackupsController m_backups;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace espalier::ui
