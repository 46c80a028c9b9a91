#pragma once

#include "schema/schema_snapshot.h"
#include "schema/tables_model.h"
#include "shell/services.h"

#include <optional>
#include <QObject>

namespace espalier::backup {
struct Manifest;
}

namespace espalier::ui {

class OperationsController;
class SchemaController;

/// The Schema page without its widgets: which schema is shown, which it is compared with, and everything that is known
/// of its tables. All is read in the background while somebody looks.
class SchemaPageController : public QObject {
    Q_OBJECT
public:
    enum class State {
        Nothing, ///< what the source needs is not open
        Working,
        Known,
        Failed, ///< error() says why; retry() begins again
    };

    /// How it is shown, in the order of the page's tabs.
    enum class Tab { Tables, Objects, Diagram };

    /// `schemas` has the schemas along the history; `operations` the dialect where no database is connected.
    SchemaPageController(
        Services& services, OperationsController& operations, SchemaController& schemas, QObject* parent = nullptr);

    State state() const;
    /// The last one that was read, also while the next is; null before.
    const SchemaSnapshotPtr& snapshot() const { return m_snapshot; }
    /// Something is being read that may change what is shown.
    bool isReading() const { return m_sources.isReading(); }
    /// Why the source could not be read.
    const core::Error& error() const;

    /// The one chosen, else what is there: the project's migrations, or the database.
    SchemaSource source() const;
    void setSource(SchemaSource source);
    void showBackup(const SchemaPlace& backup);
    bool canShow(SchemaSource source) const;

    /// What Source::Migrations shows: a revision, or all heads where it is empty.
    const QString& revision() const { return m_revision; }
    void setRevision(const QString& revision);
    /// What is shown.
    SchemaPlace place() const;
    /// What it is compared with; nothing where it is not.
    const std::optional<SchemaPlace>& baseline() const { return m_baseline; }
    const SchemaSources& sources() const { return m_sources; }
    /// Whether there are revisions that can be asked for.
    bool canAskBaseline() const { return m_order.size() > 1; }
    void setBaseline(const std::optional<SchemaPlace>& place);
    /// The newest backups that hold a schema: of the database, and where there is none, of databases that stood at
    /// revisions of the project.
    std::vector<SchemaPlace> backups() const;
    /// Why it is not compared though it should be.
    std::optional<core::Error> comparisonError() const;
    /// Models and migrations are compared as they are now, and they differ.
    bool canWriteMigration() const;
    /// Shows a revision whose script was just written, as soon as it is read.
    void showWhenRead(const QString& revision);
    /// The revisions in upgrade order.
    const QStringList& order() const { return m_order; }

    TablesModel& tables() { return m_tables; }
    /// Of all heads, as far as they are known; also while nobody looks.
    QStringList tableNames() const;

    void selectTable(const QString& key);
    QString selectedTable() const;

    /// Nothing is read while nobody looks.
    void setWatched(bool watched);
    void retry();

Q_SIGNALS:
    /// State or snapshot.
    void changed();
    void sourceChanged();
    /// Or what it is compared with.
    void revisionChanged();
    void orderChanged();
    /// A revision is to be shown where revisions are.
    void revisionWanted(const QString& id);
    /// After pageWanted().
    void tabWanted(espalier::ui::SchemaPageController::Tab tab);
    /// The page is to be shown.
    void pageWanted();
    /// The revision that leads from the migrations to the models is to be shown, and written if it is wanted.
    void missingMigrationWanted();

private:
    void addActions();
    void projectChanged();
    void graphChanged();
    void databaseChanged();
    void backupsChanged();
    bool isOffered(const backup::Manifest& manifest) const;
    void refresh();
    void compose();
    SnapshotParts parts() const;
    bool isComposable(const SnapshotParts& parts) const;
    const std::optional<core::Error>& shownError() const;
    void step(int by);
    void enableActions();
    void showAwaited();

    Services& m_services;
    OperationsController& m_operations;
    SchemaSources m_sources;
    TablesModel m_tables;
    std::optional<SchemaSource> m_chosen;
    SchemaPlace m_backup; ///< the one chosen last
    QString m_revision;
    std::optional<SchemaPlace> m_baseline;
    QStringList m_order;
    QString m_awaited; ///< of showWhenRead()
    SchemaSnapshotPtr m_snapshot;
    bool m_isWatched = false;
};

} // namespace espalier::ui
