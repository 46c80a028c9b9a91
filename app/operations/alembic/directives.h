#pragma once

#include "dialects/batch.h"
#include "operations/reader.h"
#include "operations/recorder.h"

namespace espalier::operations {

/// Where a directive goes: to the database at once, or to a batch, which has its table.
class DirectiveTarget {
public:
    virtual ~DirectiveTarget() = default;
    virtual std::optional<schema::ObjectName> table() const { return std::nullopt; }
    virtual void take(Interpreter& interpreter, schema::Change change, dialects::BatchStep step) = 0;
};

/// What a directive of Alembic does with its arguments. Names of parameters are those of op.NAME(); those of
/// batch_op.NAME() are the same without the table.
using Directive = Value (*)(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);

struct DirectiveFacts {
    const char* name;
    const char* parameters; ///< by position, space-separated
    const char* batchParameters; ///< the same in a batch; null where a batch has no such directive
    Directive run;
};
const DirectiveFacts* findDirective(const QString& name);

// by subject
Value addColumn(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value alterColumn(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value dropColumn(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createForeignKey(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createPrimaryKey(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createUnique(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createCheck(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createExclude(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value dropConstraint(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createIndex(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value dropIndex(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createTable(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value dropTable(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value renameTable(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value createTableComment(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value dropTableComment(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value executeDirective(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);
Value bulkInsert(DirectiveArguments& reader, Recorder& recorder, DirectiveTarget& target);

/// The table that a directive is about.
schema::ObjectName tableOf(
    DirectiveArguments& reader, const DirectiveTarget& target, const char* parameter = "table_name");

/// A constraint or index with the name that the target metadata's convention gives it.
template <typename T> T named(Recorder& recorder, T object, const schema::ObjectName& tableName)
{
    schema::Table table;
    table.name = tableName;
    object.name = schema::conventionalName(object, table, recorder.convention());
    return object;
}

} // namespace espalier::operations
