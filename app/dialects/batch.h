#pragma once

#include "dialects/ddl.h"

#include <QMap>
#include <variant>
#include <vector>

namespace espalier::dialects {

struct BatchColumn {
    schema::Column column;
    QString insertBefore;
    QString insertAfter;
};
struct BatchDropColumn {
    QString column;
    std::optional<schema::SqlType> existingType;
};
struct BatchDropConstraint {
    QString name;
    std::optional<schema::Constraint::Kind> kind;
};
struct BatchDropIndex {
    QString name;
};
struct BatchIndex {
    schema::Index index;
};
struct BatchRenameTable {
    QString newName;
};
struct BatchTableComment {
    QString comment; ///< null removes it
};

/// One operation inside `with op.batch_alter_table(…)`.
using BatchStep = std::variant<BatchColumn, BatchDropColumn, ColumnChange, schema::Constraint, BatchDropConstraint,
    BatchIndex, BatchDropIndex, BatchRenameTable, BatchTableComment>;

/// A batch that copies the table: what batch_alter_table() got and what the table was before (`copy_from`, or the table
/// as known at that point), as schema::declared() makes it.
struct BatchTable {
    schema::Table table;
    std::vector<BatchStep> steps;
    std::vector<schema::Constraint> tableArguments; ///< table_args
    QVariantMap tableOptions; ///< table_kwargs
    std::vector<QStringList> partialReordering;
    schema::NamingConvention convention; ///< of the target metadata
};

/// The table that a copy is made in, before it takes the name of the old one.
schema::ObjectName temporaryTable(const schema::ObjectName& table);
/// An added Column(index=True) gets an index when the temporary table is made, beside the one that the batch makes
/// afterwards: it is named after that table and stays.
std::vector<schema::Index> temporaryIndexes(const schema::ObjectName& table, const schema::Column& added);

/// Whether recreate="auto" copies the table on a dialect that cannot alter much; others never do.
bool needsRecreation(const std::vector<BatchStep>& steps);

} // namespace espalier::dialects
