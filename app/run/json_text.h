#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace espalier::run {

/// Texts of the journal's and the bridge's records; what is absent or no text is empty.
inline QString text(const QJsonObject& json, const char* name) { return json.value(QLatin1String(name)).toString(); }

inline QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& entry : value.toArray())
        list += entry.toString();
    return list;
}

} // namespace espalier::run
