#pragma once

#include "backups/backups_controller.h"
#include "widgets/dialog_frame.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace espalier::ui {

/// How to back up the connected database.
class CreateBackupDialog : public DialogFrame {
    Q_OBJECT
public:
    CreateBackupDialog(
        const QString& database, const QList<dialects::DumpFormat>& formats, const QString& folder, QWidget* parent);
    CreateOptions options() const;

private:
    QComboBox* m_format;
    QSpinBox* m_jobs;
    QCheckBox* m_count;
    QLineEdit* m_note;
};

/// Which backups to keep; says what would go before anything does.
class PruneDialog : public DialogFrame {
    Q_OBJECT
public:
    PruneDialog(const QList<backup::CatalogueEntry>& backups, QWidget* parent);
    backup::PrunePolicy policy() const;

private:
    void preview();

    const QList<backup::CatalogueEntry> m_backups;
    QSpinBox* m_last;
    QSpinBox* m_daily;
    QSpinBox* m_weekly;
    QLabel* m_preview;
};

} // namespace espalier::ui
