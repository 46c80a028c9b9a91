#include "shell/window_app.h"

#include "settings/settings_page.h"

namespace espalier::ui {

WindowApp::WindowApp(const WindowOptions& options, Prompter* prompter)
    : m_options(options)
    , m_settings(options.settingsFile)
    , m_theme(m_settings)
    , m_services{ .clock = m_clock,
        .jobs = m_jobs,
        .settings = m_settings,
        .theme = m_theme,
        .actions = m_actions,
        .prompter = prompter ? *prompter : m_dialogs,
        .selection = m_selection,
        .navigation = m_navigation,
        .pages = m_pages }
{
    applyOptions();
    registerPages();
    m_window = std::make_unique<MainWindow>(m_services);
    m_dialogs.setWindow(m_window.get());
}

WindowApp::~WindowApp() = default;

void WindowApp::applyOptions()
{
    if (!m_options.theme.isEmpty())
        m_settings.override(setting::theme, m_options.theme);
    if (!m_options.screenshot.isEmpty())
        m_settings.override(setting::animations, false);
}

void WindowApp::registerPages()
{
    m_pages.add({ .id = QStringLiteral("settings"),
        .title = MainWindow::tr("Settings"),
        .icon = QStringLiteral("settings"),
        .shortcut = QKeySequence(Qt::CTRL | Qt::Key_Comma),
        .make = [this] { return new SettingsPage(m_services); },
        .atBottom = true });
}

void WindowApp::start()
{
    const QString wanted = m_options.page.isEmpty() ? m_pages.pages().first().id : m_options.page;
    if (!m_window->showPage(wanted))
        m_window->showPage(m_pages.pages().first().id);
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    m_window->show();
}

} // namespace espalier::ui
