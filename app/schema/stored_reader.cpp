#include "schema/stored_fields.h"
#include "schema/stored_schema.h"

#include <algorithm>
#include <limits>
#include <QCoreApplication>
#include <QJsonArray>

namespace espalier::schema {

namespace {

/// Values within values, as expressions have them. Far more than any catalogue gives, far less than a stack holds.
constexpr int deepestStored = 200;

class StoredReader;

/// Reads the fields of one object.
class FieldReader {
public:
    FieldReader(StoredReader& reader, const QJsonObject& object)
        : m_reader(reader)
        , m_object(object)
    { }
    template <typename T> void operator()(const char* key, T& value, const std::type_identity_t<T>& byItself = {});

private:
    StoredReader& m_reader;
    const QJsonObject& m_object;
};

/// Reads values into what they were written from. The first that is not as it should be is remembered with its path;
/// what is read from there on does not matter.
class StoredReader {
public:
    bool isGood() const { return m_bad.isEmpty(); }
    core::Result<void> result() const
    {
        if (isGood())
            return {};
        return core::fail(core::ErrorCode::Malformed,
            QT_TRANSLATE_NOOP("Messages", "The field \"%1\" is missing or not as it should be."), { m_bad });
    }
    void demand(bool condition)
    {
        if (!condition && isGood())
            m_bad = m_path.join(QLatin1Char('.'));
    }
    void demandAt(const QString& step, bool condition)
    {
        m_path.append(step);
        demand(condition);
        m_path.removeLast();
    }
    template <typename T> void at(const QString& step, const QJsonValue& json, T& value)
    {
        if (!isGood())
            return;
        m_path.append(step);
        take(json, value);
        m_path.removeLast();
    }

private:
    void take(const QJsonValue& json, bool& value)
    {
        demand(json.isBool());
        value = json.toBool();
    }
    void take(const QJsonValue& json, QString& value)
    {
        demand(json.isString());
        value = json.toString();
    }
    void take(const QJsonValue& json, double& value)
    {
        bool isNumber = json.isString();
        value = isNumber ? json.toString().toDouble(&isNumber) : 0;
        demand(isNumber);
    }
    void take(const QJsonValue& json, qint64& value)
    {
        value = json.toInteger(0);
        demand(json.isDouble() && value == json.toInteger(1));
    }
    void take(const QJsonValue& json, int& value)
    {
        qint64 whole = 0;
        take(json, whole);
        value = static_cast<int>(whole);
        demand(value == whole);
    }
    template <typename T>
    requires std::is_enum_v<T>
    void take(const QJsonValue& json, T& value)
    {
        const auto& names = StoredNames<T>::all;
        const QString name = json.toString();
        const auto found = std::find_if(
            std::begin(names), std::end(names), [&](const char* one) { return name == QLatin1String(one); });
        demand(found != std::end(names));
        if (found != std::end(names))
            value = static_cast<T>(found - std::begin(names));
    }
    template <typename T> void take(const QJsonValue& json, std::optional<T>& value) { take(json, value.emplace()); }
    template <typename T> void take(const QJsonValue& json, core::Rare<T>& value) { take(json, value.emplace()); }
    template <typename T> void take(const QJsonValue& json, std::shared_ptr<const T>& value)
    {
        auto content = std::make_shared<T>();
        take(json, *content);
        value = std::move(content);
    }
    template <typename T> void take(const QJsonValue& json, std::vector<T>& value)
    {
        demand(json.isArray());
        eachOf(json, [&](const QString& step, const QJsonValue& item) { at(step, item, value.emplace_back()); });
    }
    void take(const QJsonValue& json, QStringList& value)
    {
        demand(json.isArray());
        eachOf(json, [&](const QString& step, const QJsonValue& item) { at(step, item, value.emplace_back()); });
    }
    void take(const QJsonValue& json, QVariantMap& value)
    {
        demand(json.isObject());
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end() && isGood(); ++it)
            at(it.key(), it.value(), value[it.key()]);
    }
    void take(const QJsonValue& json, QVariant& value)
    {
        if (!descend())
            return;
        if (json.isBool() || json.isString()) {
            value = json.toVariant();
        } else if (json.isDouble()) {
            qint64 whole = 0;
            take(json, whole);
            value = whole == int(whole) ? QVariant(int(whole)) : QVariant(whole);
        } else if (json.isArray()) {
            QVariantList items;
            eachOf(json, [&](const QString& step, const QJsonValue& item) { at(step, item, items.emplace_back()); });
            value = items;
        } else if (json.isObject()) {
            value = tagged(json.toObject());
        }
        --m_depth;
    }
    void take(const QJsonValue& json, Expression& value)
    {
        ExpressionNode node;
        takeFields(json, node);
        const auto expression = expressionOf(std::move(node));
        demand(expression.has_value());
        value = expression.value_or(Expression());
    }
    template <typename T>
    requires std::is_class_v<T>
    void take(const QJsonValue& json, T& value) { takeFields(json, value); }

    template <typename T> void takeFields(const QJsonValue& json, T& value)
    {
        demand(json.isObject());
        if (!descend())
            return;
        const QJsonObject object = json.toObject();
        FieldReader reader(*this, object);
        fields(reader, value);
        --m_depth;
    }
    bool descend()
    {
        demand(m_depth < deepestStored);
        if (isGood())
            ++m_depth;
        return isGood();
    }
    template <typename Use> void eachOf(const QJsonValue& json, Use use)
    {
        const QJsonArray items = json.toArray();
        for (qsizetype i = 0; i < items.size() && isGood(); ++i)
            use(QString::number(i), items.at(i));
    }
    template <typename T> QVariant variantOf(const QString& tag, const QJsonValue& json)
    {
        T content{};
        at(tag, json, content);
        return QVariant::fromValue(content);
    }
    QVariant tagged(const QJsonObject& object)
    {
        const QString tag = object.size() == 1 ? object.begin().key() : QString();
        const QJsonValue content = object.value(tag);
        if (tag == QLatin1String("expression"))
            return variantOf<Expression>(tag, content);
        if (tag == QLatin1String("texts"))
            return variantOf<QStringList>(tag, content);
        if (tag == QLatin1String("map"))
            return variantOf<QVariantMap>(tag, content);
        demand(tag == QLatin1String("real"));
        return variantOf<double>(tag, content);
    }

    QStringList m_path;
    QString m_bad;
    int m_depth = 0;
};

template <typename T> void FieldReader::operator()(const char* key, T& value, const std::type_identity_t<T>& byItself)
{
    const auto found = m_object.constFind(QLatin1String(key));
    if (found == m_object.constEnd())
        value = byItself;
    else
        m_reader.at(QLatin1String(key), *found, value);
}

template <typename T>
void takeObjects(StoredReader& reader, const QJsonObject& stored, const char* key, Schema& schema, const auto& objects)
{
    std::vector<T> all;
    reader.at(QLatin1String(key), stored.value(QLatin1String(key)), all);
    for (T& object : all)
        schema.put(std::move(object));
    reader.demandAt(QLatin1String(key), static_cast<size_t>(objects.size()) == all.size()); // each name once
}

void takeSet(StoredReader& reader, const QJsonObject& stored, const char* key, QSet<QString>& set)
{
    QStringList all;
    reader.at(QLatin1String(key), stored.value(QLatin1String(key)), all);
    set = QSet<QString>(all.cbegin(), all.cend());
}

} // namespace

core::Result<Schema> schemaFromStored(const QJsonObject& stored)
{
    Schema schema;
    StoredReader reader;
    takeObjects<Table>(reader, stored, "tables", schema, schema.tables);
    takeObjects<EnumType>(reader, stored, "enums", schema, schema.enums);
    takeObjects<Sequence>(reader, stored, "sequences", schema, schema.sequences);
    takeObjects<View>(reader, stored, "views", schema, schema.views);
    takeObjects<OpaqueObject>(reader, stored, "others", schema, schema.others);
    takeSet(reader, stored, "schemas", schema.schemas);
    takeSet(reader, stored, "assumed", schema.assumed);
    takeSet(reader, stored, "incomplete", schema.incomplete);
    schema.knowsSettings = stored.value(QStringLiteral("knows_settings")).toBool();
    if (const auto read = reader.result(); !read)
        return core::fail(read.error());
    return schema;
}

} // namespace espalier::schema
