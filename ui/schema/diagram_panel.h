#pragma once

#include "schema/diagram_controller.h"
#include "schema/diagram_export.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace espalier::ui {

class DiagramGroupActions;
class DiagramView;
class EmptyState;
class SchemaPageController;

/// The diagram on the page: the canvas, and a line above it where not everything is shown.
class DiagramPanel : public QWidget {
    Q_OBJECT
public:
    DiagramPanel(Services& services, SchemaPageController& schema, DiagramController& diagram);
    DiagramView& view() { return *m_view; }
    /// Marks the tables that a search finds.
    void setSearch(const QString& words);
    void nextMatch();
    /// For files: what is seen, in that format.
    void exportAs(DiagramFormat format);

Q_SIGNALS:
    void searchChanged(int count);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeStrip();
    void addActions();
    void enableActions();
    void show();
    void showScene(bool keepsSight);
    void showStrip();
    void showContextMenu(const QString& key, const QString& group, const QPoint& position);
    void focusOnSelected();

    Services& m_services;
    SchemaPageController& m_schema;
    DiagramController& m_diagram;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    DiagramView* m_view;
    DiagramGroupActions* m_groups;
    QWidget* m_strip = nullptr;
    QLabel* m_what = nullptr;
    QLabel* m_depthLabel = nullptr;
    QSpinBox* m_depth = nullptr;
    QPushButton* m_group = nullptr;
    QPushButton* m_all = nullptr;
    QPushButton* m_hidden = nullptr;
    QString m_search;
    QString m_written; ///< the file that was exported last, until something else is done
};

} // namespace espalier::ui
