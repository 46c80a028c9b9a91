#pragma once

#include "schema/name.h"

#include <QChar>
#include <QStringList>

namespace espalier::dialects::sql {

/// How a dialect writes names, as SQLAlchemy's IdentifierPreparer does.
struct IdentifierRules {
    QChar quote = QLatin1Char('"');
    const core::WordSet* reserved = nullptr; ///< lower case
    int longest = 9999;
    int longestIndex = 0; ///< 0 is `longest`
    int longestConstraint = 0;

    /// Quoted where it has to be: a reserved word, capitals, other characters than letters, digits, _ and $. Or else as
    /// the name itself says.
    QString quoted(const schema::Identifier& name) const;
    QString always(const QString& name) const;
    bool needsQuotes(const QString& name) const;
    bool hasIllegalCharacters(const QString& name) const;
    QString quotedName(const schema::ObjectName& name) const;
    /// Alembic's own quoting of schemas: each part of a dotted name by itself.
    QString quotedDotted(const schema::Identifier& schemaName) const;
    QString list(const QStringList& names) const; ///< "a, b"
};

/// A conventional name that is too long, shortened as SQLAlchemy does: its beginning and four digits of its MD5.
QString shortened(const QString& name, int longest);

core::WordSet wordSet(const char* words);

} // namespace espalier::dialects::sql
