#include "backup/manifest_reader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace espalier::backup {

namespace {
QString keyName(const char* key) { return QString::fromLatin1(key); }
} // namespace

ManifestReader::ManifestReader(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    m_isObject = document.isObject();
    m_object = document.object();
}

ManifestReader::ManifestReader(const QJsonObject& object)
    : m_object(object)
{ }

void ManifestReader::demand(bool condition, const char* key)
{
    if (!condition && m_badField.isEmpty())
        m_badField = keyName(key);
}

QString ManifestReader::text(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isString() && !value.toString().isEmpty(), key);
    return value.toString();
}

QString ManifestReader::optionalText(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isString() || value.isNull() || value.isUndefined(), key);
    return value.toString();
}

qint64 ManifestReader::number(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isDouble(), key);
    return value.toInteger();
}

std::optional<qint64> ManifestReader::optionalNumber(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    if (value.isNull() || value.isUndefined())
        return std::nullopt;
    return number(key);
}

bool ManifestReader::flag(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isBool(), key);
    return value.toBool();
}

QDateTime ManifestReader::dateTime(const char* key)
{
    const QDateTime when = QDateTime::fromString(text(key), Qt::ISODateWithMs);
    demand(when.isValid(), key);
    return when.toUTC();
}

QStringList ManifestReader::texts(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isArray() || value.isUndefined(), key);
    QStringList list;
    for (const QJsonValue& item : value.toArray()) {
        demand(item.isString(), key);
        list += item.toString();
    }
    return list;
}

QMap<QString, QString> ManifestReader::textMap(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isObject() || value.isUndefined(), key);
    const QJsonObject object = value.toObject();
    QMap<QString, QString> map;
    for (auto it = object.begin(); it != object.end(); ++it) {
        demand(it.value().isString(), key);
        map.insert(it.key(), it.value().toString());
    }
    return map;
}

QJsonObject ManifestReader::object(const char* key)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isObject(), key);
    return value.toObject();
}

QString ManifestReader::relativePath(const char* key)
{
    const QString path = text(key);
    const QStringList parts = path.split(QLatin1Char('/'));
    const bool stays = !path.startsWith(QLatin1Char('/')) && !parts.contains(QStringLiteral(".."))
        && !parts.contains(QString()) && !path.contains(QLatin1Char('\n')) && !path.contains(QChar(u'\0'));
    demand(stays, key);
    return stays ? path : QString();
}

void ManifestReader::each(const char* key, const std::function<void(ManifestReader&)>& read)
{
    const QJsonValue value = m_object.value(keyName(key));
    demand(value.isArray(), key);
    for (const QJsonValue& item : value.toArray()) {
        demand(item.isObject(), key);
        ManifestReader reader(item.toObject());
        read(reader);
        demand(reader.m_badField.isEmpty(), key);
    }
}

core::Result<void> ManifestReader::result() const
{
    if (!m_isObject)
        return core::fail(core::ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "It is not a JSON object."));
    if (!m_badField.isEmpty())
        return core::fail(core::ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages", "The field \"%1\" is missing or not as it should be."), { m_badField });
    return {};
}

} // namespace espalier::backup
