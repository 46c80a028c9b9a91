#pragma once

#include "dialects/counted_rows.h"
#include "models/create_all.h"
#include "operations/schema_history.h"
#include "report/compared_schemas.h"
#include "report/table_drift.h"
#include "schema/reading.h"
#include "schema/schema_place.h"
#include "shell/services.h"

#include <QObject>

namespace espalier::ui {

class OperationsController;
class SchemaController;

/// What leads from one schema to another, and which.
struct SchemaComparison {
    SchemaPlace before;
    SchemaPlace after;
    report::ComparedSchemas found;
};

/// All that the Schema page reads: the migrations at some revisions, the models, the database, one of its backups,
/// where they disagree, and what leads from one to another. Each is read in the background when it is wanted, and kept
/// until it would be another one.
class SchemaSources : public QObject {
    Q_OBJECT
public:
    using Moment = std::shared_ptr<const operations::SchemaMoment>;
    using CreateAllCalls = std::vector<models::CreateAllCall>;
    using Counts = QMap<schema::ObjectName, dialects::CountedRows>;

    /// `schemas` has the schemas along the history; `operations` the dialect where no database is connected.
    SchemaSources(
        Services& services, OperationsController& operations, SchemaController& schemas, QObject* parent = nullptr);

    /// Reads what is still missing to show that place, what it is compared with, and all states of tables.
    void want(const SchemaPlace& shown, const std::optional<SchemaPlace>& baseline);
    /// The database's, where there is one, else that of a backup that is looked at: all that is read can be compared
    /// with it.
    const dialects::Dialect& dialect() const;

    /// Null while it is not read.
    Moment moment(const QString& revision) const;
    std::shared_ptr<const models::Models> models() const;
    std::shared_ptr<const dialects::Introspected> database() const;
    std::shared_ptr<const dialects::Introspected> backup(const QString& id) const;
    /// Null where no two can disagree, and until it is known.
    std::shared_ptr<const report::TableDrifts> drifts() const { return m_drifts.value(); }
    std::shared_ptr<const CreateAllCalls> createAll() const { return m_createAll.value(); }
    /// Of the database's tables, where it keeps no estimates of its own.
    std::shared_ptr<const Counts> counts() const { return m_counts.value(); }
    /// The last one that was made of what is wanted.
    std::shared_ptr<const SchemaComparison> comparison() const { return m_comparison.value(); }

    /// Why there is none, though both sides are there.
    const std::optional<core::Error>& comparisonError() const { return m_comparison.error(); }

    /// Why that cannot be read; none while it is read, and where it was.
    const std::optional<core::Error>& error(const SchemaPlace& place) const;
    bool isReading() const;

    void forgetProject();
    /// The project's files have changed: what was read of them stays until it is read again.
    void filesChanged() { ++m_generation; }
    void askAgain();

Q_SIGNALS:
    void changed();

private:
    /// What a comparison is made of; kept, so that another one is never taken for it.
    struct Compared {
        SchemaPlace before, after;
        std::shared_ptr<const void> left, right;
        friend bool operator==(const Compared&, const Compared&) = default;
    };

    bool isProjectReadable() const;
    QString questionOf(const QString& revision) const;
    void readMoment(Reading<operations::SchemaMoment>& reading, const QString& question, const QStringList& revisions);
    void readApplied();
    void readModels();
    void readCreateAll();
    void readDatabase();
    void readBackup(Reading<dialects::Introspected>& reading, const QString& id);
    dialects::ServerVersion versionOf(const Compared& compared) const;
    void readCounts();
    void readDrifts();
    void readComparison(const SchemaPlace& shown, const std::optional<SchemaPlace>& baseline);
    std::shared_ptr<const void> valueOf(const SchemaPlace& place) const;
    std::function<report::ComparedSide()> sideOf(const SchemaPlace& place) const;

    Services& m_services;
    OperationsController& m_operations;
    SchemaController& m_schemas;
    Reading<operations::SchemaMoment> m_heads;
    Reading<operations::SchemaMoment> m_shown; ///< at a revision
    Reading<operations::SchemaMoment> m_before; ///< at a revision that it is compared with
    Reading<operations::SchemaMoment> m_applied;
    Reading<models::Models> m_models;
    Reading<CreateAllCalls> m_createAll;
    Reading<dialects::Introspected> m_database;
    Reading<dialects::Introspected> m_backup; ///< that is shown
    Reading<dialects::Introspected> m_backupBefore; ///< that it is compared with
    Reading<Counts> m_counts;
    Reading<report::TableDrifts> m_drifts;
    Reading<SchemaComparison> m_comparison;
    report::DriftSources m_driftsOf;
    std::optional<Compared> m_comparisonOf;
    QString m_databaseKey; ///< of the connection that m_database is of
    const dialects::Dialect* m_backupDialect = nullptr; ///< null where no backup is looked at
    int m_generation = 0; ///< of the project's files
    int m_turn = 0; ///< of what is made of what was read
};

} // namespace espalier::ui
