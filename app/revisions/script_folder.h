#pragma once

#include "project/project.h"
#include "revisions/revision.h"
#include "revisions/script_reader.h"

#include <vector>

namespace espalier::revisions {

/// A file that Alembic would take for a script, in the order in which it reads them.
struct ListedScript {
    ScriptPlace place;
    QByteArray path; ///< as the system knows it; names need not be UTF-8
    std::optional<core::Message> fault; ///< why it cannot be read, known without opening it
};

struct ScriptListing {
    std::vector<ListedScript> scripts;
    QList<Problem> problems;
    std::vector<QByteArray> folders; ///< all that were looked into
    int listedLocations = 0; ///< version locations that could be listed
    int refusedLocations = 0; ///< those that are there but could not
};

/// The scripts of a project: per version location, files by name (its bytes), then the folders below where the project
/// is recursive. As in Alembic: `*.py` but not `.#*` and `__init__*`, nothing in `__pycache__`, folder links not
/// followed, a file reached twice read once, and a link judged by the name it leads to.
ScriptListing listScripts(const project::Project& project);

} // namespace espalier::revisions
