#pragma once

#include "authoring/missing_migration.h"
#include "models/model_reader.h"
#include "schema/reading.h"
#include "shell/services.h"

#include <QObject>
#include <QTimer>

namespace espalier::ui {

class SchemaPageController;

/// The revision that leads from the migrations to the models, before it is written: what is asked of it, and the script
/// that comes of that, made in the background and again when the project's files change. Nothing but this one file is
/// ever written, and none that is there already.
class MigrationDraft : public QObject {
    Q_OBJECT
public:
    MigrationDraft(Services& services, SchemaPageController& schemas, QObject* owner = nullptr);

    /// What it can follow: every head.
    QStringList heads() const;
    /// Empty: the only head, or, where there are several, none yet.
    const QString& followed() const { return m_followed; }
    void follow(const QString& head);
    bool needsChoice() const { return m_followed.isEmpty() && heads().size() > 1; }
    /// Empty: made of what the revision does.
    void setMessage(const QString& message);

    /// The last one that was made; null where there is none.
    std::shared_ptr<const authoring::MissingMigration> migration() const;
    const std::optional<core::Error>& error() const { return m_made.error(); }
    /// It is what is asked for now, and can be written.
    bool isReady() const;

    /// In the background; saved() or saveFailed() follows.
    void save();

Q_SIGNALS:
    void changed();
    void saved(const QString& id);
    void saveFailed(const espalier::core::Error& error);

private:
    QString question() const;
    void lookAgain();
    void want();

    Services& m_services;
    SchemaPageController& m_schemas;
    std::shared_ptr<const revisions::LoadedProject> m_project;
    std::shared_ptr<const models::Models> m_models;
    int m_turn = 0; ///< of what was read
    QString m_followed;
    QString m_message;
    const QDateTime m_now = QDateTime::currentDateTime();
    const QString m_hex; ///< so that the id stays while one types
    QTimer m_pause; ///< until nobody has typed for a moment
    bool m_isSaving = false;
    Reading<authoring::MissingMigration> m_made;
};

} // namespace espalier::ui
