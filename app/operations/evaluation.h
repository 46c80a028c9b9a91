#pragma once

#include "operations/circumstances.h"
#include "operations/operation.h"
#include "python/syntax_tree.h"
#include "schema/apply.h"
#include "symbolic/value.h"

#include <optional>
#include <vector>

namespace espalier::operations {

/// Why something is not known, for people.
struct Reason {
    core::Message message;
    QString expression; ///< the code that made it so
    core::Location at;
    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Something that a database would refuse, or not do as written.
struct Problem {
    QString code; ///< "table-exists", "transaction-aborted", …
    core::Message message;
    core::Location at;
    bool wouldFail = false;
    bool isAssumed = false; ///< about a table that no revision makes
    bool mayFail = false; ///< it is refused, or that depends on what is not known here
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// What upgrade() or downgrade() of one script does on one dialect.
struct Evaluation {
    std::vector<Operation> operations;
    /// Every statement was reached with known values only.
    bool isUnderstood = true;
    std::vector<Reason> reasons; ///< of the opaque operations, nested ones too; empty where it is understood
    std::vector<Problem> problems; ///< as far as the schema that it ran on is known
    /// The script itself raises, or Alembic or SQLAlchemy refuses what it asks for: "CompileError: …".
    QString refused;
    core::Location refusedAt;
    /// Why it stops where it is only printed ("Exception: only possible in online mode"): what stands here is then what
    /// it does on a database. Empty where it is as it was asked for.
    QString refusedOffline;
    /// Tables that have no rows when migrations run on an empty database: what it reads there is none. So this holds
    /// for such a run alone.
    QStringList assumedEmpty;
    /// Settings of the Flask application that are taken to be what its own code says: extensions, and the configuration
    /// of the place where it runs, could say otherwise.
    QStringList assumedSettings;
    /// Calls of former revisions to code that is not known, and hooks of env.py: what this one asks of the schema is
    /// answered as if they had left it alone.
    std::vector<core::Location> assumedCode;
    std::optional<Reason> schemaDoubt; ///< why the schema after it is not certain
    bool dependsOnMode = false; ///< it asked whether it runs offline, or read from the database

    /// "Holds for an empty database, …": what it rests on.
    std::vector<core::Message> assumptions() const;
    QStringList sql() const; ///< of all operations that are certain, reads left out
};

class RowKnowledge;
class SchemaCertainty;

enum class Direction { Up, Down };

/// A script, parsed.
struct Script {
    QString file; ///< absolute
    python::SyntaxTree tree;
};

/// What one run of migrations remembers: an enum is created, and dropped, with the first table only.
struct RunMemo {
    QSet<QString> changedModules; ///< files of modules that keep something that scripts so far have changed
    dialects::DdlMemo printed;
    schema::EnumMemo applied;
};

/// Evaluates one direction of a script on the schema that `state` holds, which becomes that after it. With `rows`, on
/// a database that was empty when the first migration ran; without, tables may hold anything. `certainty`: how far
/// `state` is known; without, all of it.
Evaluation evaluate(const Script& script, Direction direction, const Circumstances& circumstances,
    schema::Replay& state, RunMemo& memo, RowKnowledge* rows = nullptr, SchemaCertainty* certainty = nullptr);

/// What a script does, evaluated before it is known what the database holds then: most scripts do not ask.
struct Ahead {
    /// Changes that are still to be made to the schema.
    struct Step {
        schema::Changes changes;
        bool copiesTable = false;
        bool isAutocommitted = false;
        symbolic::Place place = {};
        QString statement = {}; ///< the SQL of one that may do to rows more than the changes say
    };
    Evaluation evaluation; ///< without problems
    std::vector<Step> steps;
    QSet<QString> modules; ///< files of those that it imports
    QSet<QString> changedModules;
};
/// Any thread. nullopt where it depends on the schema, or on the run so far.
std::optional<Ahead> evaluateAhead(const Script& script, Direction direction, const Circumstances& circumstances);
/// The same as evaluate(), from what was found ahead.
Evaluation evaluate(Ahead ahead, const Circumstances& circumstances, schema::Replay& state, RunMemo& memo,
    RowKnowledge* rows = nullptr, SchemaCertainty* certainty = nullptr);

} // namespace espalier::operations
