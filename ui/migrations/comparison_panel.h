#pragma once

#include "shell/services.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace espalier::ui {

class OperationsController;
class SchemaController;

/// The schema at one revision beside that at another: which two, and what differs.
class ComparisonPanel : public QWidget {
    Q_OBJECT
public:
    ComparisonPanel(
        Services& services, OperationsController& operations, SchemaController& schema, QWidget* parent = nullptr);

Q_SIGNALS:
    void fileActivated(const QString& path);
    /// The user is done with comparing.
    void closed();

private:
    QWidget* makeHead();
    QWidget* makeOptions();
    QToolButton* addButton(class QHBoxLayout* row, const char* name, const char* icon, const QString& text);
    void showState();
    QString endText(const QString& revision) const;

    Services& m_services;
    OperationsController& m_operations;
    SchemaController& m_schema;
    QLabel* m_title;
    QLabel* m_from;
    QLabel* m_to;
    QLabel* m_summary;
    QComboBox* m_dialect;
    QToolButton* m_copy;
};

} // namespace espalier::ui
