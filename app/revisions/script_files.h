#pragma once

#include "project/project.h"
#include "revisions/revision.h"

#include <vector>

namespace espalier::revisions {

/// A file that Alembic would take for a revision script, and what tells whether it has changed.
struct ScriptFile {
    QString path; ///< absolute, links resolved, as Alembic has it
    QString file; ///< relative to the project folder
    qint64 size = 0;
    qint64 modifiedNs = 0;
    quint64 inode = 0;
    bool isRegular = true; ///< false: a pipe, a device, a link that leads nowhere

    bool isSameState(const ScriptFile& other) const
    {
        return size == other.size && modifiedNs == other.modifiedNs && inode == other.inode
            && isRegular == other.isRegular;
    }
};

struct ScriptListing {
    std::vector<ScriptFile> files;
    QList<Problem> problems; ///< folders that cannot be listed, files met twice
    int listedFolders = 0; ///< version locations that could be listed
    int refusedFolders = 0; ///< those that are there but could not
};

/// The scripts of a project in the order in which Alembic reads them: location by location, by name within a folder,
/// folders below in order where version_locations are recursive; never __pycache__ (alembic.script.base, _list_py_dir).
ScriptListing listScripts(const project::Project& project);

} // namespace espalier::revisions
