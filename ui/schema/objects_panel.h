#pragma once

#include "schema/objects_model.h"
#include "schema/table_lines.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QListView;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace espalier::ui {

class ElidedLabel;
class EmptyState;

/// The list of views, types and whatever else is no table.
class ObjectsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ObjectsPanel(ObjectsController& controller, QWidget* parent = nullptr);
    void setSearch(const QString& words);
    QTableView& table() { return *m_table; }
    void selectFirst();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void show();
    void showEmpty();
    void followSelection();

    ObjectsController& m_controller;
    ObjectsModel m_rows;
    std::shared_ptr<const ObjectsController::Rows> m_shown;
    QSortFilterProxyModel* m_proxy;
    QTableView* m_table;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    bool m_isFollowing = false; ///< the table follows the selection, not the other way round
};

/// Beside that list: all that is known of the one that is selected.
class ObjectPanel : public QWidget {
    Q_OBJECT
public:
    explicit ObjectPanel(ObjectsController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    void tableWanted(const QString& key);

private:
    void show();

    ObjectsController& m_controller;
    TableLinesModel m_lines;
    QStackedWidget* m_stack;
    ElidedLabel* m_name;
    QHBoxLayout* m_tags;
    QLabel* m_facts;
    QListView* m_view;
};

} // namespace espalier::ui
