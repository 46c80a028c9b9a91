#pragma once

#include "schema/schema_page_controller.h"
#include "shell/page.h"

class QComboBox;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace espalier::ui {

class Banner;
class DiagramController;
class DiagramPanel;
class EmptyState;
class ObjectsController;
class ObjectsPanel;
class ErrorPanel;
class PageHeader;
class TablesPanel;

/// The tables of the migrations at any revision, of the models or of the database, and all that is known of each.
class SchemaPage : public Page {
    Q_OBJECT
public:
    SchemaPage(Services& services, SchemaPageController& controller, DiagramController& diagram);
    void startSearch() override;
    QWidget* home() const override { return &shownList(); }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeHeader();
    void makeButtons();
    void showTab();
    bool isDiagram() const;
    bool isObjects() const;
    QWidget& shownList() const;
    QWidget* makeContent();
    void show();
    void showSource();
    void showBaseline();
    void askBaseline();
    void showNote();
    void showMissing();
    void showConnection();
    QString doubtsOf(const SchemaPlace& place) const;
    void showDoubts();
    void openMigration();

    Services& m_services;
    SchemaPageController& m_controller;
    DiagramController& m_diagramController;
    PageHeader* m_header;
    QTabBar* m_tabs = nullptr;
    QComboBox* m_source = nullptr;
    QComboBox* m_baseline = nullptr;
    QLineEdit* m_filter = nullptr;
    Banner* m_doubts = nullptr;
    Banner* m_missing = nullptr; ///< offers what leads from the migrations to the models
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ErrorPanel* m_error;
    QStackedWidget* m_views = nullptr;
    TablesPanel* m_tables = nullptr;
    ObjectsController* m_objectsController;
    ObjectsPanel* m_objects = nullptr;
    QStackedWidget* m_details = nullptr;
    DiagramPanel* m_diagram = nullptr;
    QToolButton* m_fit = nullptr;
    QToolButton* m_export = nullptr;
    QSplitter* m_across = nullptr;
};

} // namespace espalier::ui
