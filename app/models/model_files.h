#pragma once

#include "core/cancel.h"
#include "project/project.h"

#include <QStringList>

namespace espalier::models {

/// The Python files of a project that look as if they defined models, its migrations and tests left out.
struct ModelFiles {
    QStringList files; ///< absolute, by path
    QStringList roots; ///< folders that their packages are imported from
};
ModelFiles findModelFiles(const project::Project& project, const core::CancelToken& cancel = {});

} // namespace espalier::models
