#pragma once

#include "core/cancel.h"
#include "core/message.h"
#include "dialects/dialect.h"
#include "project/project.h"
#include "schema/apply.h"
#include "symbolic/interpreter.h"

#include <map>
#include <vector>

// The models of a project: what its SQLAlchemy classes and tables say, read without running them.

namespace espalier::models {

/// Where a table of the models is defined.
struct Origin {
    QString className; ///< of the mapped class; empty for a Table(…)
    core::Location at;
};

/// Something of the models that is not known.
struct Gap {
    schema::ObjectName table; ///< empty name: of the models as a whole
    QString column; ///< empty: of the table as a whole
    core::Message reason;
    QString expression; ///< the code that made it so
    core::Location at;
    bool isOfExistence = false; ///< the table may not be there, or be another one
};

/// Two models under one name, a foreign key to a table that no model has, …
struct Fault {
    QString code; ///< "duplicate-model", "duplicate-class", "missing-target"
    core::Message message;
    schema::ObjectName table;
    core::Location at;
};

struct Models {
    /// Columns whose type is not known stand there without one; tables that may have further columns are `incomplete`.
    schema::Schema schema;
    std::map<schema::ObjectName, Origin> origins;
    std::vector<Gap> gaps;
    std::vector<Gap> unread; ///< classes and tables of the files that could not be followed: there may be more
    std::vector<Fault> faults;
    /// Tables of models that env.py does not import, as far as it can be followed: autogenerate does not see them.
    std::vector<schema::ObjectName> notImported;
    /// env.py's target_metadata was followed; else these are all models that the project's files define.
    bool isOfTarget = false;
};

/// Follows what env.py's target_metadata imports, and searches the project's files for further models. NotFound where
/// neither env.py nor the project's files lead to a model.
core::Result<Models> readModels(const project::Project& project, const dialects::Dialect& dialect,
    const core::CancelToken& cancel = {}, const symbolic::Environment& environment = {});

} // namespace espalier::models
