#pragma once

#include <QSet>
#include <QString>

namespace espalier::dialects::sqlite {

/// Words that SQLAlchemy quotes as identifiers, in lower case.
const QSet<QString>& reservedWords();

} // namespace espalier::dialects::sqlite
