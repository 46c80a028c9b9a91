#pragma once

#include <QString>
#include <QVariantMap>

namespace espalier::schema {

/// Among the options of a table or index: the statement that made it, word for word, where the database keeps that
/// itself. It is gone as soon as the table becomes another one, and is not compared.
inline QString keptStatementOption() { return QStringLiteral("statement"); }
inline QString keptStatement(const QVariantMap& options) { return options.value(keptStatementOption()).toString(); }

} // namespace espalier::schema
