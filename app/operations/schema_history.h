#pragma once

#include "jobs/job_context.h"
#include "operations/migration_run.h"
#include "operations/table_touches.h"
#include "schema/difference.h"
#include "schema/drift.h"

#include <mutex>
#include <optional>
#include <QCache>

namespace espalier::operations {

/// Two moments of a project's history, and what leads from the one schema to the other.
struct SchemaDifference {
    schema::Schema before;
    schema::Schema after;
    /// Renamed tables and columns first, as the scripts rename them, then what differs besides.
    std::vector<schema::Difference> changes;

    /// What makes the schema after it uncertain.
    struct Doubt {
        QString revision;
        core::Message message; ///< goes on from "This revision"
        QString expression; ///< the code that is not known
        core::Location at;
        bool wouldFail = false; ///< a database would refuse it: the schema is what was meant
        QStringList tables = {}; ///< keys of those that it may change
    };
    std::vector<Doubt> doubts; ///< of the revisions that lie between
    int doubtfulBelow = 0; ///< so many revisions below both are not known in full
};

/// The schema at one moment of a project's history, and what led there.
struct SchemaMoment {
    schema::Schema schema;
    TableHistories histories;
    std::vector<SchemaDifference::Doubt> doubts; ///< of all revisions up to there
    std::vector<schema::DriftDoubt> unknown; ///< what of the schema is not certain, for schema::drift()
    int revisions = 0; ///< so many have run
};

/// The schemas along a project's history, each that of a revision and all its ancestors, run in upgrade order on an
/// empty database as one `alembic upgrade` would. Some of them are kept, so that a step to a neighbour costs that step
/// alone. Any thread; one question at a time, the others wait.
class SchemaHistory {
public:
    SchemaHistory(const revisions::LoadedProject& project, const dialects::Dialect& dialect);

    /// What the revision makes of the schema of its ancestors; downwards, what its downgrade() makes of its own.
    core::Result<SchemaDifference> ofRevision(
        const QString& revision, Direction direction, const jobs::JobContext& context);
    /// From the schema at `a` to the schema at `b`, wherever they stand in the tree.
    core::Result<SchemaDifference> between(const QString& a, const QString& b, const jobs::JobContext& context);
    /// After all of these and their ancestors; nothing for none.
    core::Result<SchemaMoment> at(const QStringList& revisions, const jobs::JobContext& context);

private:
    using Index = revisions::RevisionGraph::Index;
    /// Revisions in the order in which they run, with a key for each beginning of it.
    struct Sequence;
    struct Key {
        size_t hash = 0;
        int length = 0;
        Index last = -1;
        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed) { return qHashMulti(seed, key.hash, key.length, key.last); }
    };
    /// What is kept of a revision's evaluation; nothing for most.
    struct Facts {
        std::vector<SchemaDifference::Doubt> doubts;
        std::vector<schema::DriftDoubt> unknown;
        schema::Changes renames;
        TouchedTables touched;
        bool isEmpty() const { return doubts.empty() && unknown.empty() && renames.empty() && touched.isEmpty(); }
    };

    core::Result<Index> indexOf(const QString& revision) const;
    Sequence sequenceTo(const std::vector<Index>& revisions) const;
    core::Result<MigrationRun> after(const Sequence& sequence, size_t count, const jobs::JobContext& context);
    Facts factsOf(const QString& revision, const Evaluation& evaluation) const;
    const schema::SchemaRules& rules() const { return m_dialect.schemaRules(); }

    std::mutex m_mutex;
    revisions::LoadedProject m_project;
    const dialects::Dialect& m_dialect;
    std::optional<Circumstances> m_circumstances; ///< read with the first question: that takes files
    QCache<Key, MigrationRun> m_kept;
    QHash<Key, Facts> m_facts; ///< of the last revision of a beginning that was run; no entry where there is nothing
};

} // namespace espalier::operations
