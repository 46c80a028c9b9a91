#pragma once

#include "schema/migration_draft.h"
#include "widgets/dialog_frame.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace espalier::ui {

class Banner;
class CodeView;
class ElidedLabel;
class EmptyState;
class ErrorPanel;

/// Shows the revision that is missing between migrations and models, with all that it leaves out, and writes its file.
class MigrationDialog : public DialogFrame {
    Q_OBJECT
public:
    MigrationDialog(Services& services, SchemaPageController& schemas, QWidget* parent);
    /// Writes; it closes when that is done.
    void accept() override;

private:
    void makeForm();
    void refresh();
    void showHeads();
    void showCode(const QString& text);
    void showNotes();

    Services& m_services;
    SchemaPageController& m_schemas;
    MigrationDraft m_draft;
    QComboBox* m_heads;
    QLineEdit* m_message;
    ElidedLabel* m_file;
    QStackedWidget* m_stack;
    CodeView* m_code;
    EmptyState* m_empty;
    ErrorPanel* m_error;
    QLabel* m_summary;
    QListWidget* m_notes;
    Banner* m_failure;
};

} // namespace espalier::ui
