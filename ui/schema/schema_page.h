#pragma once

#include "schema/schema_page_controller.h"
#include "shell/page.h"

class QComboBox;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;

namespace espalier::ui {

class Banner;
class DiagramController;
class DiagramPanel;
class EmptyState;
class ErrorPanel;
class PageHeader;

/// The tables of the migrations at any revision, of the models or of the database, and all that is known of each.
class SchemaPage : public Page {
    Q_OBJECT
public:
    SchemaPage(Services& services, SchemaPageController& controller, DiagramController& diagram);
    void startSearch() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeHeader();
    void makeButtons();
    void showTab();
    bool isDiagram() const;
    QWidget* makeContent();
    QWidget* makeTables();
    void show();
    void showSource();
    void showNote();
    void showDoubts();
    void showEmpty();
    void showColumns();
    void followSelection();

    Services& m_services;
    SchemaPageController& m_controller;
    DiagramController& m_diagramController;
    PageHeader* m_header;
    QTabBar* m_tabs = nullptr;
    QComboBox* m_source = nullptr;
    QLineEdit* m_filter = nullptr;
    Banner* m_doubts = nullptr;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ErrorPanel* m_error;
    QTableView* m_table = nullptr;
    TablesFilter* m_proxy = nullptr;
    QStackedWidget* m_tablesStack = nullptr;
    EmptyState* m_noTables = nullptr;
    QStackedWidget* m_views = nullptr;
    DiagramPanel* m_diagram = nullptr;
    QToolButton* m_fit = nullptr;
    QToolButton* m_export = nullptr;
    QSplitter* m_across = nullptr;
    bool m_isFollowing = false; ///< the table follows the selection, not the other way round
};

} // namespace espalier::ui
