#pragma once

#include "core/error.h"

#include <functional>
#include <optional>
#include <QDateTime>
#include <QJsonObject>
#include <QMap>

namespace espalier::backup {

/// Reads fields of a JSON object that somebody may have written by hand. The first field that is missing or of the
/// wrong kind is remembered and named by result(); values read are then defaults.
class ManifestReader {
public:
    explicit ManifestReader(const QByteArray& json);
    explicit ManifestReader(const QJsonObject& object);

    QString text(const char* key); ///< must be there and not empty
    QString optionalText(const char* key);
    qint64 number(const char* key);
    std::optional<qint64> optionalNumber(const char* key);
    bool flag(const char* key);
    QDateTime dateTime(const char* key);
    QStringList texts(const char* key);
    QMap<QString, QString> textMap(const char* key);
    QJsonObject object(const char* key);
    /// A path that stays inside the backup's folder.
    QString relativePath(const char* key);
    void each(const char* key, const std::function<void(ManifestReader&)>& read);
    void demand(bool condition, const char* key);
    /// Malformed, naming the first bad field.
    core::Result<void> result() const;

private:
    QJsonObject m_object;
    QString m_badField;
    bool m_isObject = true;
};

} // namespace espalier::backup
