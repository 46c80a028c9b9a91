#pragma once

#include <QJsonValue>
#include <QString>

namespace espalier::core {

/// A text, or null where there is none: how all JSON of the program says so.
inline QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

} // namespace espalier::core
