#pragma once

#include "actions/action_registry.h"
#include "core/clock.h"
#include "jobs/job_queue.h"
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

/// Everything the window is made of, in the order in which it is built. main() makes one; tests make one with a
/// settings file and a prompter of their own.
class WindowApp {
public:
    /// `prompter` replaces the dialogs; it must outlive this.
    explicit WindowApp(const WindowOptions& options, Prompter* prompter = nullptr);
    ~WindowApp();
    WindowApp(const WindowApp&) = delete;
    WindowApp& operator=(const WindowApp&) = delete;

    Services& services() { return m_services; }
    MainWindow& window() { return *m_window; }
    /// Shows the window and starts what the options ask for.
    void start();

private:
    void registerPages();
    void applyOptions();

    WindowOptions m_options;
    core::SystemClock m_clock;
    DialogPrompter m_dialogs;
    Settings m_settings;
    Theme m_theme;
    ActionRegistry m_actions;
    Selection m_selection;
    Navigation m_navigation;
    PageRegistry m_pages;
    jobs::JobQueue m_jobs;
    Services m_services;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace espalier::ui
