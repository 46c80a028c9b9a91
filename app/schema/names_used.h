#pragma once

#include "schema/change.h"

#include <QSet>
#include <QString>

// What a statement names besides the object that it is about: types, functions, tables, views, sequences. By words, so
// that a name may be told that is another one's.

namespace espalier::schema {

/// The words of SQL, those within strings too (`nextval('t_id_seq')`); quoted names without their quotes, others as
/// they are and in lower case.
QSet<QString> wordsIn(const QString& sql);
/// The same, but for what stands behind a dot: "x.y" is there as that.
QSet<QString> namesIn(const QString& sql);

/// Whether a default's SQL takes its value from the sequence of that name, within `nextval('…')`.
bool readsSequence(const QString& sql, const QString& sequence);

/// By all changes together, as namesIn() has them.
QSet<QString> namesUsed(const Changes& changes);

/// Names of what the changes make, functions without their arguments; sequences that come with columns are not among
/// them.
std::vector<ObjectName> namesMade(const Changes& changes);

} // namespace espalier::schema
