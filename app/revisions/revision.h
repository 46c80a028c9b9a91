#pragma once

#include "core/message.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace espalier::revisions {

using RevisionId = QString;

/// One migration script's header, as written in the file: nothing is resolved or checked yet.
struct Revision {
    RevisionId id;
    QStringList down; ///< down_revision: whole ids (Alembic takes no partial ones here), as written; empty for a base
    QStringList dependsOn; ///< depends_on: whole ids or branch labels, as written
    QStringList branchLabels; ///< the script's own labels; those spread along the branch are RevisionGraph::labels()
    QString message; ///< first line of the docstring
    QString documentation; ///< the whole docstring
    QString created; ///< what stands after "Create Date:" in the docstring
    QString documentedParent; ///< what stands after "Revises:" in the docstring
    QString file; ///< relative to the project folder, with "/"
    QString path; ///< absolute
    int line = 0; ///< of the `revision = …` statement, from 1
    int downLine = 0; ///< of `down_revision = …`; 0 where there is none
    bool hasUpgrade = true;
    bool hasDowngrade = true;
    friend bool operator==(const Revision&, const Revision&) = default;
};

enum class Severity { Error, Warning, Info };
QString severityName(Severity severity);

/// Something wrong with a tree or a script, with its place. Codes are stable kebab-case names: missing-parent,
/// duplicate-id, cycle, self-parent, dependency-cycle, missing-dependency, duplicate-label, multiple-heads,
/// illegal-id, unreadable-script, syntax-error, no-revision, not-literal, alembic-hangs, …
struct Problem {
    QString code;
    Severity severity = Severity::Error;
    core::Message message;
    QStringList revisions;
    QString file; ///< relative to the project folder; empty where no file is to blame
    int line = 0;
    friend bool operator==(const Problem&, const Problem&) = default;
};

} // namespace espalier::revisions
