#include "dialects/sql/column_addition.h"

namespace espalier::dialects::sql {

using schema::Column;
using schema::ColumnAddition;
using schema::Constraint;

namespace {

/// Whether schema::ColumnForeignKey can say what the constraint says.
bool fitsColumn(const Constraint& key)
{
    const QString target = key.target.schema + key.target.name + key.targetColumns.join(QString());
    return key.targetColumns.size() == 1 && !target.contains(u'.');
}

schema::ColumnForeignKey columnForeignKey(const Constraint& key)
{
    schema::ColumnForeignKey reference;
    reference.target = key.target.key() + u'.' + key.targetColumns.front();
    reference.name = key.name;
    reference.onDelete = key.onDelete;
    reference.onUpdate = key.onUpdate;
    reference.match = key.match;
    reference.initially = key.initially;
    reference.deferrable = key.deferrable;
    reference.options = key.options;
    return reference;
}

/// Puts a constraint where a column as declared can have it; false where it cannot.
bool moveIntoColumn(ColumnAddition& addition, const Constraint& constraint)
{
    Column& column = addition.column;
    const bool isPlain = constraint.name.isEmpty() && constraint.options.isEmpty() && !constraint.deferrable
        && constraint.initially.isEmpty();
    if (constraint.kind == Constraint::Kind::ForeignKey && fitsColumn(constraint)) {
        column.foreignKeys.push_back(columnForeignKey(constraint));
        addition.inlineReferences = true;
        return true;
    }
    if (constraint.kind == Constraint::Kind::Unique && isPlain) {
        column.isUnique = true;
        return true;
    }
    if (constraint.kind == Constraint::Kind::PrimaryKey && isPlain) {
        addition.inlinePrimaryKey = true;
        return true;
    }
    return false;
}

} // namespace

void addColumn(schema::Changes& changes, ColumnAddition addition, std::vector<Constraint> constraints)
{
    schema::Changes more;
    for (Constraint& constraint : constraints) {
        if (moveIntoColumn(addition, constraint))
            continue;
        addition.column.isPrimaryKey &= constraint.kind != Constraint::Kind::PrimaryKey;
        more.push_back(schema::AddConstraint{
            addition.table, std::move(constraint), addition.ifTableExists, addition.ifNotExists });
    }
    changes.push_back(std::move(addition));
    changes.insert(changes.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace espalier::dialects::sql
