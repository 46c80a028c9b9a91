#pragma once

#include "backup/create.h"
#include "backup/prune.h"
#include "backup/restore.h"
#include "backup/verify.h"
#include "backups/backups_model.h"
#include "shell/services.h"

#include <optional>
#include <QObject>

namespace espalier::ui {

/// What a backup is asked for with, besides the connected database.
struct CreateOptions {
    std::optional<dialects::DumpFormat> format;
    int jobs = 1;
    bool countRows = true;
    QString note;
};

/// Where and how a backup is to be restored.
struct RestoreOptions {
    QString target;
    bool overwrite = false;
    QString typed; ///< the target's name as typed, where it is overwritten
    bool disconnectOthers = false;
    bool withOwners = true;
};

/// What the last job of this page came to, for the strip above the table.
struct BackupOutcome {
    enum class Tone { Good, Info, Bad } tone = Tone::Good;
    QString text;
    std::optional<core::Error> error;
};

/// The Backups page without its widgets.
class BackupsController : public QObject {
    Q_OBJECT
public:
    explicit BackupsController(Services& services, QObject* parent = nullptr);

    BackupsModel& model() { return m_model; }
    /// The selected row; nullptr where there is none.
    const BackupRow* selected() const;
    void select(const backup::BackupId& id);

    void create(const CreateOptions& options);
    void verify(const backup::BackupId& id, backup::VerifyLevel level);
    void restore(const backup::BackupId& id, const RestoreOptions& options);
    void remove(const backup::BackupId& id);
    void prune(const backup::PrunePolicy& policy);
    void removeLeftovers();

    /// Why a restore with these options can't start; empty where it can.
    QString restoreObstacle(const backup::BackupId& id, const RestoreOptions& options) const;
    /// The connection that a restore would use: the connected one where it is of the backup's kind.
    bool canRestoreHere(const backup::Manifest& manifest) const;
    /// The formats that the connected database can be dumped in; the first is the default.
    QList<dialects::DumpFormat> formats() const;

    const std::optional<BackupOutcome>& outcome() const { return m_outcome; }
    void dismissOutcome();

Q_SIGNALS:
    void changed();
    /// Comes before the three below, so that the page that opens the dialogs is there.
    void pageWanted();
    void createWanted();
    void restoreWanted(const QString& id);
    void pruneWanted();

private:
    void addActions();
    void enableActions();
    void confirmRemoval();
    void say(BackupOutcome::Tone tone, const QString& text);
    void say(const core::Error& error);

    Services& m_services;
    BackupsModel m_model;
    std::optional<BackupOutcome> m_outcome;
};

QString formatTitle(dialects::DumpFormat format);

} // namespace espalier::ui
