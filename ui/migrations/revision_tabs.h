#pragma once

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QListView;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace espalier::ui {

class AlembicComparison;
class CodeView;
class OperationsController;
class SchemaController;

/// What the selected revision does, in words, to the schema, as SQL, and as its script.
class RevisionTabs : public QWidget {
    Q_OBJECT
public:
    enum Tab { OperationsTab, SchemaTab, SqlTab, ScriptTab };

    RevisionTabs(OperationsController& operations, SchemaController& schema, AlembicComparison& comparison,
        QWidget* parent = nullptr);
    /// "operations", "schema", "sql" or "script".
    QString tab() const;
    void setTab(const QString& name);
    void setScript(const QString& text, const QString& trouble);

Q_SIGNALS:
    void fileActivated(const QString& path);
    void tabChanged(const QString& name);

private:
    QWidget* makeTabs();
    QWidget* makeOptions();
    QWidget* makeOperations();
    QWidget* makeScript();
    void showTab();
    void showState();
    void activate(const QString& file, int line);
    QToolButton* addCopyButton(QHBoxLayout* row, const char* name, const QString& text);

    OperationsController& m_operations;
    SchemaController& m_schema;
    AlembicComparison& m_comparison;
    QTabBar* m_tabs;
    QWidget* m_options;
    QButtonGroup* m_direction;
    QComboBox* m_dialect;
    QToolButton* m_copySql;
    QToolButton* m_copySchema;
    QStackedWidget* m_stack;
    QListView* m_lines;
    QLabel* m_nothing;
    CodeView* m_code;
    QLabel* m_trouble;
};

} // namespace espalier::ui
