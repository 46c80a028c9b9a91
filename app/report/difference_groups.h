#pragma once

#include "operations/schema_history.h"

#include <QStringList>

namespace espalier::report {

/// One sentence of a difference, or a part of what a sentence makes or drops.
struct DifferenceLine {
    schema::Difference::Kind kind = schema::Difference::Kind::Alter;
    schema::ObjectKind object = schema::ObjectKind::Table;
    core::Message words; ///< goes on from "This"
    bool isPart = false; ///< a column, key or index that comes or goes with its table
};

/// All that differs in one table, or in what belongs to none.
struct DifferenceGroup {
    QString table; ///< its name after it; empty for types, views, sequences, …
    schema::Difference::Kind kind = schema::Difference::Kind::Alter; ///< of the table itself
    std::vector<DifferenceLine> lines;
    bool isIncomplete = false; ///< the table's columns are not all known
    bool isDoubtful = false; ///< what is not known may change the table, or may not
};

/// By table, those without one last.
std::vector<DifferenceGroup> differenceGroups(const operations::SchemaDifference& difference);

/// "+", "-" or "~".
QChar differenceSign(schema::Difference::Kind kind);
/// The groups as text, in the application's language; empty where nothing differs.
QString differenceText(const operations::SchemaDifference& difference);

} // namespace espalier::report
