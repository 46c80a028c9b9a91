#include "schema/stored_fields.h"
#include "schema/stored_schema.h"

#include <algorithm>
#include <QJsonArray>

namespace espalier::schema {

namespace {

// Every kind of value that fields have, as JSON.

template <typename T> QJsonValue storedValue(const T& value);
QJsonValue storedVariant(const QVariant& value);

/// An object of the fields that are not what they are by themselves.
class FieldWriter {
public:
    template <typename T> void operator()(const char* key, const T& value, const std::type_identity_t<T>& byItself = {})
    {
        if (!(value == byItself))
            m_object.insert(QLatin1String(key), storedValue(value));
    }
    const QJsonObject& object() const { return m_object; }

private:
    QJsonObject m_object;
};

QJsonObject storedVariants(const QVariantMap& map)
{
    QJsonObject object;
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        object.insert(it.key(), storedVariant(it.value()));
    return object;
}

QString realText(double value)
{
    constexpr int exact = 17;
    return QString::number(value, 'g', exact);
}

/// What is no text, truth, whole number or list says what it is.
QJsonValue storedVariant(const QVariant& value)
{
    const auto tagged = [](const char* tag, const QJsonValue& content) {
        return QJsonObject{ { QLatin1String(tag), content } };
    };
    if (value.canConvert<Expression>())
        return tagged("expression", storedValue(value.value<Expression>()));
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return value.toLongLong();
    case QMetaType::Double:
        return tagged("real", realText(value.toDouble()));
    case QMetaType::QString:
        return value.toString();
    case QMetaType::QStringList:
        return tagged("texts", storedValue(value.toStringList()));
    case QMetaType::QVariantMap:
        return tagged("map", storedVariants(value.toMap()));
    case QMetaType::QVariantList: {
        QJsonArray items;
        for (const QVariant& item : value.toList())
            items.append(storedVariant(item));
        return items;
    }
    default:
        return {};
    }
}

QJsonObject storedNode(const ExpressionNode& node)
{
    FieldWriter writer;
    fields(writer, node.query ? nodeOf(Expression::unknown(QStringLiteral("a query"))) : node);
    return writer.object();
}

template <typename T> struct Content : std::false_type { };
template <typename T> struct Content<std::optional<T>> : std::true_type { };
template <typename T> struct Content<core::Rare<T>> : std::true_type { };
template <typename T> struct Content<std::shared_ptr<const T>> : std::true_type { };

template <typename T> struct Items : std::false_type { };
template <typename T> struct Items<std::vector<T>> : std::true_type { };
template <> struct Items<QStringList> : std::true_type { };

template <typename T> QJsonValue storedValue(const T& value)
{
    if constexpr (std::same_as<T, bool> || std::same_as<T, QString>) {
        return QJsonValue(value);
    } else if constexpr (std::same_as<T, double>) {
        return realText(value);
    } else if constexpr (std::integral<T>) {
        return QJsonValue(qint64(value));
    } else if constexpr (std::is_enum_v<T>) {
        return QString::fromLatin1(StoredNames<T>::all[size_t(value)]);
    } else if constexpr (std::same_as<T, QVariantMap>) {
        return storedVariants(value);
    } else if constexpr (std::same_as<T, Expression>) {
        return storedNode(nodeOf(value));
    } else if constexpr (Content<T>::value) {
        return storedValue(*value);
    } else if constexpr (Items<T>::value) {
        QJsonArray items;
        for (const auto& item : value)
            items.append(storedValue(item));
        return items;
    } else {
        FieldWriter writer;
        fields(writer, value);
        return writer.object();
    }
}

template <typename Key, typename T> QJsonArray storedObjects(const QMap<Key, std::shared_ptr<const T>>& objects)
{
    QJsonArray all;
    for (const auto& object : objects)
        all.append(storedValue(*object));
    return all;
}

QJsonArray storedSet(const QSet<QString>& set)
{
    QStringList sorted(set.cbegin(), set.cend());
    sorted.sort();
    return QJsonArray::fromStringList(sorted);
}

} // namespace

QJsonObject storedSchema(const Schema& schema)
{
    return { { QStringLiteral("tables"), storedObjects(schema.tables) },
        { QStringLiteral("enums"), storedObjects(schema.enums) },
        { QStringLiteral("sequences"), storedObjects(schema.sequences) },
        { QStringLiteral("views"), storedObjects(schema.views) },
        { QStringLiteral("others"), storedObjects(schema.others) },
        { QStringLiteral("schemas"), storedSet(schema.schemas) },
        { QStringLiteral("assumed"), storedSet(schema.assumed) },
        { QStringLiteral("incomplete"), storedSet(schema.incomplete) },
        { QStringLiteral("knows_settings"), schema.knowsSettings } };
}

} // namespace espalier::schema
