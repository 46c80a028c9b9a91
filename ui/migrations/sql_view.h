#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace espalier::ui {

class AlembicComparison;
class Banner;
class CodeView;
class OperationsController;

/// The SQL of the selected revision and, on request, how it compares with what Alembic writes.
class SqlView : public QWidget {
    Q_OBJECT
public:
    SqlView(OperationsController& operations, AlembicComparison& comparison, QWidget* parent = nullptr);

private:
    QWidget* makeFoot();
    void showState();
    void showCode();
    void showVerdict();
    void closeSoon();

    OperationsController& m_operations;
    AlembicComparison& m_comparison;
    QLabel* m_note;
    Banner* m_verdict;
    CodeView* m_code;
    QToolButton* m_compare = nullptr;
};

} // namespace espalier::ui
