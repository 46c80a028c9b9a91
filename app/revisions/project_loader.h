#pragma once

#include "jobs/job_context.h"
#include "project/project.h"
#include "revisions/revision_graph.h"
#include "revisions/script_reader.h"

namespace espalier::revisions {

struct LoadOptions {
    /// Up to this many bytes of scripts, all are parsed whole (tree-sitter does 4 to 14 MB a second on a core); above
    /// it, those whose header asks for it.
    qint64 fullSyntaxLimit = 1024 * 1024;
    /// A larger script is a problem; only its beginning is read, bytes.
    qint64 largestScript = 16 * 1024 * 1024;
    int threads = 0; ///< 0: as many as the machine has
    std::shared_ptr<python::SyntaxCache> trees
        = nullptr; ///< keeps what is parsed whole, for those who evaluate it then
};

class LoadedScripts; // what was read of each file, for the next load

/// A project with its tree: an immutable snapshot.
struct LoadedProject {
    project::Project project;
    std::shared_ptr<const RevisionGraph> graph;
    SyntaxDepth syntax = SyntaxDepth::Full;
    int filesRead = 0; ///< this time; 0 when nothing had changed
    std::shared_ptr<const LoadedScripts> scripts;
    std::shared_ptr<python::SyntaxCache> trees; ///< of LoadOptions
};

/// Reads every script that Alembic would load and builds the tree. What cannot be read is a problem of the graph, and
/// the rest still loads; only a project none of whose version locations can be listed (Unreadable), or a cancelled job,
/// fails. `previous` (of the same project) makes it read only files that have changed since.
core::Result<LoadedProject> load(const project::Project& project, const jobs::JobContext& context,
    const LoadOptions& options = {}, const LoadedProject* previous = nullptr);

/// `loaded` with every script's whole syntax checked: for the background, after the window has shown the tree.
core::Result<LoadedProject> checkSyntax(
    const LoadedProject& loaded, const jobs::JobContext& context, const LoadOptions& options = {});

} // namespace espalier::revisions
