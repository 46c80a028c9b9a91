#pragma once

#include "schema/change.h"
#include "schema/fault.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"

#include <memory>
#include <optional>
#include <QSet>
#include <vector>

// What a change makes of a schema.
//
// Where the database would refuse a change, the schema after it is what the change means to reach, as far as that can
// be: a table that nothing created is assumed and made of what is known, what is there already stays as it was, what is
// held is dropped all the same. So a replay goes on after its first fault and stays readable. Who weighs what happens
// if the statement fails keeps the schema before.

namespace espalier::schema {

/// Enums that table operations of one run of migrations met (schema and name): each is created once in a run.
using EnumMemo = QSet<QString>;

struct ApplyOptions {
    /// With a memo, a created table also creates the enums of its columns that the memo does not have, as Alembic does
    /// (and is refused where such an enum is there already); without one it takes the enums that are there.
    EnumMemo* memo = nullptr;
    /// The version table is there whatever the schema says, and is no part of it.
    ObjectName versionTable{ {}, QStringLiteral("alembic_version") };
    /// The table is copied, not altered (Alembic's batch mode): nothing is refused for what ALTER TABLE can't do.
    bool copiesTable = false;
};

/// What became of a change.
enum class Effect {
    Changed, ///< the schema is another one now, or was meant to be
    Nothing, ///< IF [NOT] EXISTS, or what is there already
    NotHeld, ///< about rows, the session, or what a Schema does not hold: it is in the list of changes alone
    Unknown, ///< the statement is not understood: the schema after it is not certain
};

struct Applied {
    Schema after;
    std::vector<Fault> faults;
    std::vector<ObjectName> assumed; ///< tables that were assumed just now
    Effect effect = Effect::Changed;

    /// Whether the database refuses it for sure.
    bool wouldFail() const;
};

/// One change, with the searching of names that it needs: for more than a few use a Replay.
Applied apply(Schema before, const Change& change, const SchemaRules& rules, const ApplyOptions& options = {});

/// A schema and what is known of its names, changed step by step: a step costs the size of the table that it touches,
/// and a copy of Schema's maps after schema() was copied.
class Replay {
public:
    explicit Replay(const SchemaRules& rules, Schema start = {});
    Replay(const Replay&);
    Replay(Replay&&) noexcept;
    Replay& operator=(const Replay&);
    Replay& operator=(Replay&&) noexcept;
    ~Replay();

    struct Outcome {
        std::vector<Fault> faults;
        std::vector<ObjectName> assumed;
        Effect effect = Effect::Changed;
        bool wouldFail() const;
    };
    Outcome apply(const Change& change, const ApplyOptions& options = {});
    const Schema& schema() const;
    /// The table that a name means, in whatever case where the database takes several for one; null where there is
    /// none.
    const Table* table(const ObjectName& name) const;
    /// The same of a view.
    const View* view(const ObjectName& name) const;

private:
    std::unique_ptr<class SchemaState> m_state;
    const SchemaRules* m_rules;
};

/// The name as a schema's keys have it: without the default schema.
ObjectName keyOf(const ObjectName& name, const SchemaRules& rules);

} // namespace espalier::schema
