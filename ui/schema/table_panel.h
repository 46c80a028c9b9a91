#pragma once

#include "schema/table_lines.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QListView;
class QModelIndex;
class QStackedWidget;
class QTabBar;

namespace espalier::ui {

class ChangesPanel;
class ElidedLabel;
class SchemaPageController;
struct Services;

/// Beside the tables: all that is known of the one that is selected.
class TablePanel : public QWidget {
    Q_OBJECT
public:
    TablePanel(Services& services, SchemaPageController& controller, QWidget* parent = nullptr);

private:
    QWidget* makeBody();
    void show();
    void showTags(const report::InventoryRow& row, const TableStanding& standing);
    void activate(const QModelIndex& index);

    Services& m_services;
    SchemaPageController& m_controller;
    TableLinesModel m_lines;
    QString m_shown;
    QStackedWidget* m_stack;
    ElidedLabel* m_name = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_comment = nullptr;
    QLabel* m_facts = nullptr;
    QHBoxLayout* m_tags = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_parts = nullptr;
    QListView* m_view = nullptr;
    ChangesPanel* m_changes = nullptr;
};

} // namespace espalier::ui
