#pragma once

#include "database/version_table.h"
#include "revisions/revision_graph.h"

#include <optional>
#include <QDateTime>

namespace espalier::ui {

enum class AppliedWord { NotConnected, Pending, Applied, Current, Unknown, Missing };

/// Another revision, as a link.
struct RevisionLink {
    QString id;
    QString message;
    bool exists = true;
    friend bool operator==(const RevisionLink&, const RevisionLink&) = default;
};

/// All that the detail panel says of one revision. A value, made without a window.
struct RevisionDetail {
    QString id;
    QString message; ///< first line
    QString documentation; ///< what follows it, without the lines that Alembic writes
    QString created;
    QString file; ///< relative to the project
    QString path;
    int line = 0;
    bool exists = true; ///< false for a ghost: named, but no script defines it
    QList<RevisionLink> parents;
    QList<RevisionLink> children;
    QList<RevisionLink> dependencies;
    QStringList labels;
    bool head = false;
    bool base = false;
    bool merge = false;
    bool hasUpgrade = true;
    bool hasDowngrade = true;
    AppliedWord applied = AppliedWord::NotConnected;
    QDateTime appliedAt; ///< by a run that the journal knows
    QList<revisions::Problem> problems;
};

/// nullopt for an id that neither the tree nor the database has.
std::optional<RevisionDetail> revisionDetail(const revisions::RevisionGraph& graph, const QString& id,
    const database::DatabaseStatus* status, const QDateTime& appliedAt);

QString appliedText(AppliedWord word);

} // namespace espalier::ui
