#pragma once

#include <QWidget>

class QContextMenuEvent;
class QStackedWidget;
class QTableView;

namespace espalier::ui {

class EmptyState;
class SchemaPageController;
class StateBar;
class TablesFilter;
struct Services;

/// The list of tables, and above it how many there are of each state.
class TablesPanel : public QWidget {
    Q_OBJECT
public:
    TablesPanel(Services& services, SchemaPageController& controller, QWidget* parent = nullptr);

    void setSearch(const QString& words);
    /// After another snapshot.
    void show();
    int foundCount() const;
    void selectFirst();
    QTableView& table() { return *m_table; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// Other rows are found.
    void foundChanged();
    /// Where the selected table stands in the diagram.
    void diagramWanted();

private:
    void refilter();
    void showStates();
    void showEmpty();
    void showColumns();
    int widthOfTitle(int column) const; ///< with the mark of the one that it is sorted by
    void followSelection();
    bool openMenu(QObject* watched, const QContextMenuEvent& event);

    Services& m_services;
    SchemaPageController& m_controller;
    StateBar* m_states;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    QTableView* m_table;
    TablesFilter* m_proxy;
    bool m_areMarksShown = false; ///< in the bar of states
    bool m_isFollowing = false; ///< the table follows the selection, not the other way round
};

} // namespace espalier::ui
