#pragma once

#include "core/error.h"
#include "core/message.h"
#include "dialects/batch.h"
#include "schema/change.h"

#include <memory>
#include <variant>
#include <vector>

namespace espalier::operations {

/// Where a revision's body got to with what it does to the transaction: op.get_context().autocommit_block().
struct AutocommitBlock {
    bool begins = true;
};

/// with op.batch_alter_table(…): its steps; `copy` where the dialect has the table made anew, with what it was before.
struct Batch {
    schema::ObjectName table;
    std::vector<dialects::BatchStep> steps;
    std::optional<dialects::BatchTable> copy;
    /// Checks without a name, which Alembic leaves out of a table that it asks the database for.
    std::vector<schema::Constraint> lost = {};
};

/// The steps of a batch as what they do to its table.
schema::Changes changesOf(const Batch& batch);

/// op.bulk_insert(), op.execute() and connection.execute(): SQL text is an Expression of Kind::Text.
struct Execute {
    schema::Statement statement;
    bool isBulkInsert = false;
};

/// What could not be known. `possible` holds what may be done there, as far as it is known.
struct Opaque {
    enum class Reach {
        Nothing, ///< it may stop the run, or nothing that matters
        Rows, ///< data only: the schema after it is known
        Table, ///< a directive that makes `table`, or adds to it, and nothing else
        Anything,
    };
    core::Message reason;
    QString expression; ///< the code that is not known
    Reach reach = Reach::Anything;
    schema::ObjectName table = {}; ///< of Reach::Table
    std::vector<struct Operation> possible;
};

/// What an execute() does whose parameters arrive: printed it goes without them, a database gets them.
struct Bound {
    QStringList sql;
    std::optional<core::Message> unknown = {}; ///< why that is not known
    QString expression = {}; ///< the code that made it so
};

/// One thing that a script does, in its order.
struct Operation {
    /// A single Change is a directive (op.create_table(), Enum.create(), …).
    using What = std::variant<schema::Change, Batch, Execute, AutocommitBlock, Opaque>;
    What what;
    core::Location at; ///< file absolute; the line of the call in the script itself, or in the project's helper
    /// Of Execute: what its SQL text does to the schema, as the dialect's reader has it. Of a Batch: its steps as
    /// changes.
    schema::Changes changes;
    /// The statements as Alembic prints them on the dialect that was asked for, without ";".
    QStringList sql;
    std::shared_ptr<const Bound> bound; ///< null where it has no parameters
    int serial = 0; ///< in its evaluation: finds it again
    bool isRead = false; ///< a SELECT whose rows the script reads: it changes nothing
};

} // namespace espalier::operations
