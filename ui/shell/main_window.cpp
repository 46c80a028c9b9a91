#include "shell/main_window.h"

#include "actions/action_registry.h"
#include "shell/command_palette.h"
#include "shell/jobs_bar.h"
#include "shell/page.h"
#include "shell/rail.h"
#include "shell/settings.h"
#include "shell/top_bar.h"
#include "style/icon.h"
#include "widgets/banner.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

/// The one local folder or file that is dragged, or nothing.
QString draggedPath(const QMimeData* data)
{
    if (!data->hasUrls() || data->urls().size() != 1 || !data->urls().first().isLocalFile())
        return {};
    return data->urls().first().toLocalFile();
}

QList<PaletteEntry> actionEntries(const ActionRegistry& actions)
{
    QList<PaletteEntry> entries;
    for (const auto& id : actions.ids()) {
        auto* action = actions.action(id);
        const auto& spec = actions.spec(id);
        if (id == QLatin1String("view.palette"))
            continue;
        PaletteEntry entry;
        entry.id = QStringLiteral("action:") + id;
        entry.title = action->text();
        entry.subtitle = actionGroupTitle(spec.group);
        entry.keywords = spec.hint + QLatin1Char(' ') + id;
        entry.icon = spec.icon;
        entry.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        entry.enabled = action->isEnabled();
        entry.destructive = spec.destructive;
        entry.rank = 40;
        entry.run = [action] { action->trigger(); };
        entries.append(entry);
    }
    return entries;
}

} // namespace

MainWindow::MainWindow(Services& services)
    : m_services(services)
{
    setObjectName(QStringLiteral("main-window"));
    setWindowTitle(QStringLiteral("Espalier"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/espalier.svg")));
    setAcceptDrops(true);
    setMinimumSize(760, 480);
    addActions();
    addPageActions();
    build();
    connect(&m_services.selection, &Selection::changed, this, [this](const Item& item) {
        if (!m_isGoing)
            m_services.navigation.visit({ m_currentPage, item });
    });
    connect(&m_services.navigation, &Navigation::going, this, &MainWindow::goTo);
    const auto enableHistory = [this] {
        m_services.actions.setEnabled(QStringLiteral("go.back"), m_services.navigation.canGoBack());
        m_services.actions.setEnabled(QStringLiteral("go.forward"), m_services.navigation.canGoForward());
    };
    connect(&m_services.navigation, &Navigation::changed, this, enableHistory);
    enableHistory();
    resize(1280, 800);
    restoreGeometry(m_services.settings.get(setting::windowGeometry));
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    m_topBar = new TopBar(m_services.actions);
    m_rail = new Rail(m_services.pages);
    m_banner = new Banner;
    m_banner->setObjectName(QStringLiteral("window-banner"));
    m_stack = new QStackedWidget;
    m_jobsBar = new JobsBar(m_services.jobs);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    auto* center = new QWidget;
    auto* column = new QVBoxLayout(center);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_topBar);
    column->addWidget(m_banner);
    column->addLayout(middle, 1);
    column->addWidget(m_jobsBar);
    setCentralWidget(center);
    m_palette = new CommandPalette(this);
    m_palette->addProvider([this] { return actionEntries(m_services.actions); });
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    // Shortcuts work wherever the keyboard is.
    const auto adopt = [this](const QString& id) { addAction(m_services.actions.action(id)); };
    for (const auto& id : m_services.actions.ids())
        adopt(id);
    connect(&m_services.actions, &ActionRegistry::added, this, adopt);
}

void MainWindow::addActions()
{
    auto& actions = m_services.actions;
    actions.add({ .id = QStringLiteral("go.back"),
                    .group = ActionGroup::Go,
                    .text = tr("Back"),
                    .icon = QStringLiteral("chevron-left"),
                    .shortcuts = { QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back) } },
        this, [this] { m_services.navigation.back(); });
    actions.add({ .id = QStringLiteral("go.forward"),
                    .group = ActionGroup::Go,
                    .text = tr("Forward"),
                    .icon = QStringLiteral("chevron-right"),
                    .shortcuts = { QKeySequence(Qt::ALT | Qt::Key_Right), QKeySequence(Qt::Key_Forward) } },
        this, [this] { m_services.navigation.forward(); });
    actions.add({ .id = QStringLiteral("view.palette"),
                    .group = ActionGroup::View,
                    .text = tr("Command Palette"),
                    .icon = QStringLiteral("search"),
                    .shortcuts = { QKeySequence(Qt::CTRL | Qt::Key_K) } },
        this, [this] { m_palette->open(); });
    actions.add({ .id = QStringLiteral("view.search"),
                    .group = ActionGroup::View,
                    .text = tr("Search This Page"),
                    .icon = QStringLiteral("search"),
                    .shortcuts = { QKeySequence::Find } },
        this, [this] {
            if (auto* shown = shownPage())
                shown->startSearch();
        });
    actions.add({ .id = QStringLiteral("view.menu"),
                    .group = ActionGroup::View,
                    .text = tr("Open Menu"),
                    .icon = QStringLiteral("menu"),
                    .shortcuts = { QKeySequence(Qt::Key_F10) } },
        this, [] {});
    actions.add({ .id = QStringLiteral("view.full-screen"),
                    .group = ActionGroup::View,
                    .text = tr("Full Screen"),
                    .icon = QStringLiteral("fit"),
                    .shortcuts = { QKeySequence(Qt::Key_F11) } },
        this, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    actions.add({ .id = QStringLiteral("project.quit"),
                    .group = ActionGroup::Project,
                    .text = tr("Quit"),
                    .icon = QStringLiteral("close"),
                    .shortcuts = { QKeySequence(Qt::CTRL | Qt::Key_Q) } },
        this, [this] { close(); });
}

void MainWindow::addPageActions()
{
    for (const auto& page : m_services.pages.pages()) {
        m_services.actions.add({ .id = QStringLiteral("go.") + page.id,
                                   .group = ActionGroup::Go,
                                   .text = page.title,
                                   .icon = page.icon,
                                   .shortcuts = { page.shortcut } },
            this, [this, id = page.id] { showPage(id); });
    }
}

Page* MainWindow::page(const QString& id)
{
    const auto found = m_pages.constFind(id);
    if (found != m_pages.constEnd())
        return *found;
    const auto* spec = m_services.pages.find(id);
    if (!spec)
        return nullptr;
    auto* made = spec->make();
    made->setObjectName(QStringLiteral("page-") + id);
    made->setAccessibleName(spec->title);
    m_stack->addWidget(made);
    m_pages.insert(id, made);
    return made;
}

Page* MainWindow::shownPage() const { return m_pages.value(m_currentPage); }

bool MainWindow::showPage(const QString& id)
{
    auto* shown = page(id);
    if (!shown)
        return false;
    m_currentPage = id;
    m_stack->setCurrentWidget(shown);
    m_rail->setCurrent(id);
    giveKeyboard(*shown);
    shown->activated();
    if (!m_isGoing)
        m_services.navigation.visit({ id, m_services.selection.current() });
    return true;
}

/// Where it was when the page was left, else where the page begins; never nowhere, since then no key would arrive.
void MainWindow::giveKeyboard(Page& page)
{
    const auto canTake = [&](const QWidget* widget) {
        return widget && page.isAncestorOf(widget) && widget->isVisibleTo(&page) && widget->isEnabled()
            && widget->focusPolicy() != Qt::NoFocus;
    };
    QWidget* target = page.focusWidget();
    if (!canTake(target))
        target = page.home();
    if (target && !canTake(target))
        target->installEventFilter(this); // as soon as it is there
    if (!page.home())
        for (QWidget* next = page.nextInFocusChain(); !canTake(target) && next != &page;
             next = next->nextInFocusChain())
            target = next;
    (canTake(target) ? target : &page)->setFocus(Qt::OtherFocusReason);
}

/// The page had the keyboard until what is to have it could be seen.
bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    const Page* shown = shownPage();
    if (event->type() == QEvent::Show && shown && shown->hasFocus() && watched == shown->home()) {
        watched->removeEventFilter(this);
        shown->home()->setFocus(Qt::OtherFocusReason);
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::showItem(const QString& page, const Item& item)
{
    m_isGoing = true;
    showPage(page);
    m_services.selection.select(item);
    m_isGoing = false;
    m_services.navigation.visit({ m_currentPage, m_services.selection.current() });
}

void MainWindow::goTo(const Place& place)
{
    showPage(place.page);
    m_services.selection.select(place.item);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_closeGuard && !m_closeGuard())
        return event->ignore();
    m_services.settings.set(setting::windowGeometry, saveGeometry());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!draggedPath(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = draggedPath(event->mimeData());
    if (!path.isEmpty())
        Q_EMIT folderDropped(path);
}

} // namespace espalier::ui
