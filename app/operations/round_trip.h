#pragma once

#include "operations/migration_run.h"
#include "schema/difference.h"

namespace espalier::operations {

/// What upgrade() and then downgrade() of a revision leave of the schema.
struct RoundTrip {
    /// What the schema has then against before: what the downgrade forgets. Without the tables that no revision makes.
    std::vector<schema::Difference> forgotten;
    /// Why that is not known: one of the two is not understood, or stops.
    std::optional<Reason> doubt;
    bool isKnown() const { return !doubt.has_value(); }
};

/// Of a revision on the schema that `before` stands at, which stays as it is.
RoundTrip roundTrip(const MigrationRun& before, revisions::RevisionGraph::Index revision);

} // namespace espalier::operations
