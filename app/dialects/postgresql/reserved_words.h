#pragma once

#include <QSet>
#include <QString>

namespace espalier::dialects::postgresql {

/// Words that SQLAlchemy quotes as identifiers, in lower case.
const QSet<QString>& reservedWords();

} // namespace espalier::dialects::postgresql
