#pragma once

#include "schema/expression.h"

#include <QRegularExpression>

namespace espalier::dialects::sql {

/// SQL as a database tells it, in which ":x" stands for itself; in sa.text() it would be a bind.
inline schema::Expression databaseText(const QString& sql)
{
    static const QRegularExpression bind(
        QStringLiteral(R"((?<![:\w$\\]):[\w$]+(?![:\w$])|\\:)"), QRegularExpression::UseUnicodePropertiesOption);
    return sql.contains(bind) ? schema::Expression::literalColumn(sql) : schema::Expression::text(sql);
}

} // namespace espalier::dialects::sql
