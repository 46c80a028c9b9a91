#pragma once

#include "dialects/dialect.h"
#include "schema/schema.h"

#include <vector>

namespace espalier::report {

/// What stands in a schema beside its tables: a view, a type, a sequence, a function, …
struct SchemaObject {
    enum class Kind { View, MaterializedView, Enum, Domain, Sequence, Other };
    /// A column of a table, or, with no column, a view.
    struct Use {
        schema::ObjectName relation;
        QString column;
        friend bool operator==(const Use&, const Use&) = default;
    };

    Kind kind = Kind::Other;
    QString word; ///< of Other: "function", "trigger", …
    schema::ObjectName name;
    QString table; ///< that it belongs to: of triggers and policies, and of sequences "table.column"
    QString definition; ///< SQL; of a view its query
    QStringList parts; ///< the values of an enum, the columns of a view
    QString comment;
    std::vector<Use> usedBy; ///< columns of that type, views that read this one
    std::vector<schema::ObjectName> reads; ///< tables and views that a view reads
    friend bool operator==(const SchemaObject&, const SchemaObject&) = default;

    /// Another one for another object of a schema.
    QString key() const;
};

/// By kind and name; without sequences that a column brings with it.
std::vector<SchemaObject> schemaObjects(const schema::Schema& schema, const dialects::Dialect& dialect);

} // namespace espalier::report
