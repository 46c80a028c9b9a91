#pragma once

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QListView;
class QModelIndex;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace espalier::ui {

class CodeView;
class OperationsController;

/// What the selected revision does, in words, as SQL, and as its script.
class RevisionTabs : public QWidget {
    Q_OBJECT
public:
    enum Tab { OperationsTab, SqlTab, ScriptTab };

    explicit RevisionTabs(OperationsController& operations, QWidget* parent = nullptr);
    void setScript(const QString& text, const QString& trouble);

Q_SIGNALS:
    void fileActivated(const QString& path);

private:
    QWidget* makeTabs();
    QWidget* makeOptions();
    QWidget* makeOperations();
    QWidget* makeSql();
    QWidget* makeScript();
    void showTab();
    void showState();
    void activate(const QModelIndex& index);
    void copySql();
    QString emptyText() const;

    OperationsController& m_operations;
    QTabBar* m_tabs;
    QWidget* m_options;
    QButtonGroup* m_direction;
    QComboBox* m_dialect;
    QToolButton* m_copy;
    QStackedWidget* m_stack;
    QListView* m_lines;
    QLabel* m_nothing;
    CodeView* m_sql;
    QLabel* m_noSql;
    CodeView* m_code;
    QLabel* m_trouble;
};

} // namespace espalier::ui
