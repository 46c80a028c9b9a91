#pragma once

#include "core/cancel.h"
#include "core/error.h"
#include "project/project.h"

#include <vector>

namespace espalier::models {

/// A place where a program makes tables beside the migrations: Base.metadata.create_all(engine), db.create_all(),
/// run_sync(SQLModel.metadata.create_all).
struct CreateAllCall {
    QString code; ///< the line's own code, shortened
    core::Location at;
    bool isInTests = false;
    friend bool operator==(const CreateAllCall&, const CreateAllCall&) = default;
};

/// Those in the project's files, by path and line; tests come with them, and the migrations' own scripts do not.
std::vector<CreateAllCall> findCreateAll(const project::Project& project, const core::CancelToken& cancel = {});

} // namespace espalier::models
