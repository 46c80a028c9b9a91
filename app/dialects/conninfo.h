#pragma once

#include "core/error.h"

#include <QList>
#include <QString>
#include <utility>

namespace espalier::dialects {

using KeyValues = QList<std::pair<QString, QString>>;

/// Reads "key = value key='with \' and spaces'" as libpq does.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
core::Result<KeyValues> parseConninfo(const QString& text);
/// One value as such a string carries it, quoted where needed.
QString conninfoQuoted(const QString& value);
QString conninfoText(const KeyValues& values);
/// Whether a text looks like a conninfo string rather than like anything else.
bool looksLikeConninfo(const QString& text);

} // namespace espalier::dialects
