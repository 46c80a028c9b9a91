#pragma once

#include "project/project.h"
#include "revisions/revision_graph.h"

#include <functional>

namespace espalier::authoring {

/// So many hex digits by chance.
using RandomHex = std::function<QString(int digits)>;

/// The id of a new revision, of the form that most of the newest have: hex digits, a number (one more than the
/// highest), a date, a number or date before words, words of the message.
QString newRevisionId(
    const revisions::RevisionGraph& graph, const QString& message, const QDateTime& now, const RandomHex& randomHex);

/// Where the script of a revision goes: in its parent's folder, else the first of the version locations; named by
/// file_template as Alembic does.
core::Result<QString> scriptPath(const project::Project& project, const revisions::Revision* parent, const QString& id,
    const QString& message, const QDateTime& now);

/// Now, in the time zone that the project's settings name.
core::Result<QDateTime> creationTime(const project::Project& project, const QDateTime& now);

/// Alembic's slug of a message. Its `longest` may be negative, as a slice of Python's may end.
QString slugOf(const QString& message, qsizetype longest = 40);

/// truncate_slug_length of the project's settings. Malformed where that is no number.
core::Result<qsizetype> slugLength(const project::Project& project);

} // namespace espalier::authoring
