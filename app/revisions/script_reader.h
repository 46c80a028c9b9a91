#pragma once

#include "core/cancel.h"
#include "python/import_finder.h"
#include "python/syntax_cache.h"
#include "revisions/revision.h"

#include <optional>

namespace espalier::revisions {

/// How far scripts were checked for syntax errors.
enum class SyntaxDepth {
    Headers, ///< only up to where the header ends; what follows may hold errors
    Full, ///< every script parsed to its end
};
QString syntaxDepthName(SyntaxDepth depth); ///< "headers", "full"

/// Where a script lies.
struct ScriptPlace {
    QString file; ///< relative to the project folder, for people
    QString path; ///< absolute
};

/// What reading one script gave. The revision is missing where its id could not be had; problems say why.
struct ReadScript {
    std::optional<Revision> revision;
    QList<Problem> problems;
    SyntaxDepth syntax = SyntaxDepth::Headers;
    bool dependsOnOthers = false; ///< its header was read from other files too, so that it changes with them
};

struct ScriptReaderOptions {
    SyntaxDepth syntax = SyntaxDepth::Headers;
    python::ImportFinder imports; ///< where modules of the project are looked for
    core::CancelToken cancel;
    qint64 largestScript = 16 * 1024 * 1024; ///< bytes; of a larger one only the beginning is read (readScriptFile())
    std::shared_ptr<python::SyntaxCache> trees; ///< keeps those of scripts that are parsed whole; null for nowhere
};

/// Reads a script's header as Alembic would find it after importing the module: `revision` (or the file's name, as in
/// its first releases), `down_revision`, `depends_on`, `branch_labels`, the docstring, whether upgrade() and
/// downgrade() are there. What Alembic would refuse, and what cannot be known without running the script, is a problem
/// with its line; the revision is there all the same where its id is known. Never fails: anything may be in a file
/// named .py.
ReadScript readScript(const QByteArray& bytes, const ScriptPlace& place, const ScriptReaderOptions& options = {});

/// The same for a script of `size` bytes that is too large to be read whole: only what its beginning tells without an
/// evaluation, and a warning that says so.
ReadScript readBeginning(const QByteArray& beginning, qint64 size, const ScriptPlace& place);

} // namespace espalier::revisions
