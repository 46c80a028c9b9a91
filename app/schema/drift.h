#pragma once

#include "core/error.h"
#include "schema/difference.h"

#include <optional>

// Where models, migrations and a database disagree, table by table. Nothing is claimed that is not known: where
// something could not be read, what stands on it is "perhaps".

namespace espalier::schema {

/// What makes a place uncertain.
struct DriftDoubt {
    enum class About {
        Everything, ///< whether the table is there, and what it is
        Further, ///< whether there are tables besides those that are known
        Belonging, ///< whether the tables that are there are meant at all
        Parts, ///< columns, keys and indexes of a table that is there
        Others, ///< enums, views and all else that is no table
    };
    About about = About::Everything;
    ObjectName table; ///< no name: of every table
    QString column; ///< of Parts: that column, and what stands on it; empty: the table as a whole
    core::Message reason;
    core::Location at;
    friend bool operator==(const DriftDoubt&, const DriftDoubt&) = default;
};

/// A schema, and how far it is known.
struct DriftPlace {
    Schema schema;
    std::vector<DriftDoubt> doubts;
};

/// What is known; what is not set is not compared with. The database is without the version table.
struct DriftPlaces {
    /// What the migrations make up to the revisions that the database is at; without it, nothing that concerns the
    /// database and the migrations is certain.
    std::optional<DriftPlace> applied;
    std::optional<DriftPlace> heads; ///< what all migrations make
    std::optional<DriftPlace> models;
    std::optional<DriftPlace> database;
};

enum class DriftState {
    InOrder,
    Pending, ///< a revision that is not applied makes, changes or drops it
    MissingMigration, ///< in the models, in no revision
    OutsideMigrations, ///< in the database or taken for granted by a revision, and no revision makes it
    Orphan, ///< in the database only
    Changed, ///< it is another one in the database than its revisions make, or in the models
    NoModel, ///< revisions make it, no model has it
    Lost, ///< applied revisions make it, the database does not have it
    Ahead, ///< the database has it already, though the revision that makes it is pending
};
/// kebab-case, as machine-readable output carries it.
QString codeName(DriftState state);
/// In a word or two, and in a sentence.
core::Message words(DriftState state);
core::Message explanation(DriftState state);

struct DriftChange {
    Difference difference;
    bool isCertain = true;
};

struct TableDrift {
    ObjectName table; ///< as the first of database, heads, applied and models that has it spells it
    DriftState state = DriftState::InOrder;
    bool isCertain = true; ///< else "perhaps"
    /// Where it is there; not set where the place is not known.
    std::optional<bool> isInApplied;
    std::optional<bool> isInHeads;
    std::optional<bool> isInModels;
    std::optional<bool> isInDatabase;
    bool isAssumed = false; ///< a revision uses it that no revision makes
    std::vector<DriftChange> drifted; ///< from what applied revisions make to the database
    std::vector<DriftChange> pending; ///< from what applied revisions make to the heads
    std::vector<DriftChange> missing; ///< from the heads to the models
    std::vector<DriftDoubt> doubts; ///< what of them concerns it
};

struct Drift {
    std::vector<TableDrift> tables; ///< by name
    // the same of enums, views and all else that belongs to no table
    std::vector<DriftChange> drifted;
    std::vector<DriftChange> pending;
    std::vector<DriftChange> missing;
};

Drift drift(const DriftPlaces& places, const SchemaRules& rules);

/// What models can speak of: tables, and the enums that columns use, without tables that are only assumed. Partitions
/// and tables that another one is made of stay only where `models` has them too.
Schema modelledPart(const Schema& schema, const Schema& models, const SchemaRules& rules);

/// Why Difference::isOfSpelling makes one "perhaps".
core::Message spellingDoubt();

/// Those differences, and how certain each is when the two schemas are known so far.
std::vector<DriftChange> weighed(
    std::vector<Difference> differences, const DriftPlace& a, const DriftPlace& b, const SchemaRules& rules);

} // namespace espalier::schema
