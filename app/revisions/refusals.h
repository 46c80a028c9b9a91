#pragma once

#include "revisions/traversal.h"

/// Alembic's refusals, in Espalier's words.
namespace espalier::revisions::refusals {

tl::unexpected<Refusal> unknown(const QString& symbol);
tl::unexpected<Refusal> unknownBranch(const QString& label);
tl::unexpected<Refusal> ambiguousId(const QString& symbol, const QStringList& fitting);
tl::unexpected<Refusal> ambiguousWalk(const QStringList& ways);
tl::unexpected<Refusal> ambiguousStart(const QString& target);
tl::unexpected<Refusal> notOnBranch(const RevisionId& revision, const QString& branch);
tl::unexpected<Refusal> multipleHeads(const QString& argument, const QStringList& heads);
tl::unexpected<Refusal> overlap(const RevisionId& revision, const QStringList& others);
tl::unexpected<Refusal> notAnAncestor(const QString& lower, const QString& upper);
tl::unexpected<Refusal> nothingToDrop(const QString& target);
tl::unexpected<Refusal> walkedTooFar(const QString& steps);
tl::unexpected<Refusal> rangeNotAllowed(const QString& target);
tl::unexpected<Refusal> notARange(const QString& range);
tl::unexpected<Refusal> brokenTree(const RevisionId& revision);

// Where Alembic has no words and ends with a traceback:
tl::unexpected<Refusal> missingFunction(const RevisionId& revision, const QString& function);
tl::unexpected<Refusal> leadsNowhere(const QString& target);
tl::unexpected<Refusal> unreachable();
tl::unexpected<Refusal> emptyTarget();
tl::unexpected<Refusal> rowsDoNotFit(const RevisionId& revision, const QStringList& rows);

} // namespace espalier::revisions::refusals
