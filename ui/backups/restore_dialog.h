#pragma once

#include "backups/backups_controller.h"
#include "widgets/dialog_frame.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace espalier::ui {

class Banner;
class Prompter;

/// Where to bring a backup back: beside the live database unless one asks for more.
class RestoreDialog : public DialogFrame {
    Q_OBJECT
public:
    RestoreDialog(BackupsController& backups, const backup::CatalogueEntry& entry, const QString& liveName,
        Prompter& prompter, QWidget* parent);
    RestoreOptions options() const;

private:
    QWidget* makeFacts(const backup::CatalogueEntry& entry);
    QWidget* makeTargets();
    void refresh();

    BackupsController& m_backups;
    const backup::CatalogueEntry m_entry;
    QString m_live; ///< the database, or file, that the backup was made of
    QRadioButton* m_new;
    QRadioButton* m_over;
    QLineEdit* m_target;
    QWidget* m_overBox;
    QLineEdit* m_typed;
    QCheckBox* m_disconnect;
    QCheckBox* m_owners;
    QLabel* m_obstacle;
};

} // namespace espalier::ui
