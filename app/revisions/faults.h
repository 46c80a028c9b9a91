#pragma once

#include "revisions/revision.h"

/// The faults of a tree as Problems: what each is called, how it is worded, and which line is to blame.
namespace espalier::revisions::faults {

/// `similar` is the only id that begins with `parent`, where there is one.
Problem missingParent(const Revision& revision, const QString& parent, const QString& similar);
Problem missingDependency(const Revision& revision, const QString& dependency, const QString& similar);
Problem selfParent(const Revision& revision);
Problem selfDependency(const Revision& revision);
/// The link from `revision` to `parent` is the one left out; `members` are all that are in the cycle.
Problem cycle(const Revision& revision, const QString& parent, const QStringList& members, bool isSeenByAlembic);
Problem dependencyCycle(
    const Revision& revision, const QString& dependency, const QStringList& members, bool isSeenByAlembic);
Problem duplicateId(const Revision& earlier, const Revision& later);
Problem duplicateLabel(const Revision& revision, const QString& label, const Revision& holder);
Problem illegalId(const Revision& revision, const QStringList& characters);
Problem longId(const Revision& revision, qsizetype length);
Problem multipleHeads(const QStringList& heads);
Problem alembicHangs(const QStringList& members);

/// Whether Alembic can't load a tree that has a problem of this code.
bool stopAlembic(const QString& code);

} // namespace espalier::revisions::faults
