#pragma once

#include "schema/rows_controller.h"
#include "schema/rows_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QStackedWidget;
class QTableView;

namespace espalier::ui {

class EmptyState;
class ErrorPanel;

/// The first rows of the selected table.
class RowsPanel : public QWidget {
    Q_OBJECT
public:
    RowsPanel(Services& services, SchemaPageController& schema, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void show();
    void showRows();

    RowsController m_controller;
    RowsModel m_rows;
    std::shared_ptr<const database::FirstRows> m_shown; ///< those that the table has
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    ErrorPanel* m_error;
    QTableView* m_table;
    QLabel* m_note;
    QAction* m_open;
    QAction* m_again;
    QAction* m_openDatabase;
};

} // namespace espalier::ui
