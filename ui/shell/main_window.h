#pragma once

#include "shell/navigation.h"
#include "shell/services.h"

#include <functional>
#include <QHash>
#include <QMainWindow>

class QStackedWidget;

namespace espalier::ui {

class Banner;
class CommandPalette;
class JobsBar;
class Page;
class Rail;
class TopBar;

/// The frame around the pages; knows nothing of what they show.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Services& services);
    ~MainWindow() override;

    /// Makes the page when it is shown for the first time. False for one that is not there.
    bool showPage(const QString& id);
    /// The page with something selected on it: one place for going back, not two.
    void showItem(const QString& page, const Item& item);
    QString currentPage() const { return m_currentPage; }
    TopBar& topBar() { return *m_topBar; }
    JobsBar& jobsBar() { return *m_jobsBar; }
    Rail& rail() { return *m_rail; }
    /// The strip below the top bar, for what concerns the whole window, such as a lost connection.
    Banner& banner() { return *m_banner; }
    CommandPalette& palette() { return *m_palette; }

    /// Asked before the window closes; false keeps it open.
    void setCloseGuard(std::function<bool()> guard) { m_closeGuard = std::move(guard); }

Q_SIGNALS:
    void folderDropped(const QString& path);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void addActions();
    void addPageActions();
    Page* page(const QString& id);
    Page* shownPage() const;
    void giveKeyboard(Page& page);
    void goTo(const Place& place);

    Services& m_services;
    TopBar* m_topBar = nullptr;
    Rail* m_rail = nullptr;
    Banner* m_banner = nullptr;
    QStackedWidget* m_stack = nullptr;
    JobsBar* m_jobsBar = nullptr;
    CommandPalette* m_palette = nullptr;
    QHash<QString, Page*> m_pages;
    QString m_currentPage;
    bool m_isGoing = false; ///< between places
    std::function<bool()> m_closeGuard;
};

} // namespace espalier::ui
