// A schema that is written and read again is the same, whatever it holds; and nothing that is read does harm.
#include "support/random_schema.h"

#include "dialects/dialect.h"
#include "schema/statement.h"
#include "schema/stored_fields.h"
#include "schema/stored_schema.h"

#include <limits>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <rapidcheck.h>

using namespace espalier;
using namespace espalier::test;
using schema::Expression;
using schema::ExpressionNode;
using schema::Schema;

namespace {

QByteArray written(const Schema& schema)
{
    return QJsonDocument(schema::storedSchema(schema)).toJson(QJsonDocument::Compact);
}

core::Result<Schema> read(const QByteArray& json)
{
    return schema::schemaFromStored(QJsonDocument::fromJson(json).object());
}

/// Gives every field of a value something by chance: what is stored is what this fills.
class Filler {
public:
    explicit Filler(Choices& choices)
        : m_choices(choices)
    { }
    template <typename T> void operator()(const char*, T& value, const std::type_identity_t<T>& = {}) { fill(value); }

    void fill(bool& value) { value = m_choices.maybe(50); }
    void fill(int& value) { value = m_choices.below(200) - 100; }
    void fill(qint64& value)
    {
        value = m_choices.oneOf<qint64>({ 0, -1, 42, (qint64(1) << 53) + 1, std::numeric_limits<qint64>::max(),
            std::numeric_limits<qint64>::min() });
    }
    void fill(double& value) { value = m_choices.oneOf<double>({ 0, 0.1, -1e300, 4.9e-324, 1.0 / 3 }); }
    void fill(QString& value)
    {
        value = text(m_choices.oneOf<const char*>(
            { "", "name", "größe ☃ 名 \xf0\x9f\x8c\xb3", "it's \"q\" \\ \n\t", "\x01 odd.dots", "null", "{}" }));
        if (m_choices.maybe(5))
            value += QChar(u'\0');
    }
    void fill(QStringList& value)
    {
        for (int i = m_choices.below(3); i > 0; --i)
            fill(value.emplace_back());
    }
    template <typename T>
    requires std::is_enum_v<T>
    void fill(T& value) { value = static_cast<T>(m_choices.below(int(std::size(schema::StoredNames<T>::all)))); }
    template <typename T> void fill(std::optional<T>& value)
    {
        if (m_choices.maybe(50))
            fill(value.emplace());
    }
    template <typename T> void fill(core::Rare<T>& value)
    {
        if (goesDeeper())
            fill(value.emplace());
    }
    template <typename T> void fill(std::shared_ptr<const T>& value)
    {
        if (!goesDeeper())
            return;
        auto content = std::make_shared<T>();
        fill(*content);
        value = std::move(content);
    }
    template <typename T> void fill(std::vector<T>& value)
    {
        for (int i = goesDeeper() ? m_choices.below(3) : 0; i > 0; --i)
            fill(value.emplace_back());
    }
    void fill(QVariantMap& value)
    {
        for (int i = m_choices.below(3); i > 0; --i) {
            QString key;
            fill(key);
            value.insert(key, variant());
        }
    }
    void fill(Expression& value)
    {
        ExpressionNode node;
        fields(node);
        using Kind = Expression::Kind;
        const auto operands = [&](qsizetype count) {
            node.operands.clear();
            for (qsizetype i = 0; i < count; ++i)
                node.operands.push_back(Expression::text(text("x")));
        };
        if (m_depth > deepest)
            node.kind = Kind::Column;
        switch (node.kind) {
        case Kind::Text:
            operands(0);
            node.operands.push_back(Expression::bind(text("b")));
            break;
        case Kind::Over:
            value = Expression::over(Expression::function(text("f")), { Expression::column(text("a")) }, {});
            return;
        case Kind::Case:
            operands(2 + (node.hasElse ? 1 : 0) + (node.hasCaseValue ? 1 : 0));
            break;
        case Kind::Binary:
            operands(node.op == schema::Operator::Between || node.op == schema::Operator::NotBetween ? 3 : 2);
            break;
        case Kind::Unary:
        case Kind::Cast:
        case Kind::TypeCoerce:
        case Kind::Collate:
        case Kind::Extract:
        case Kind::Label:
        case Kind::Grouping:
            node.operands.resize(std::max<size_t>(node.operands.size(), 1));
            node.operands.resize(1);
            break;
        case Kind::Function:
        case Kind::Clauses:
        case Kind::List:
        case Kind::Tuple:
        case Kind::Array:
            break;
        case Kind::Subquery:
            node.kind = Kind::Unknown;
            [[fallthrough]];
        default:
            operands(0);
        }
        const auto expression = schema::expressionOf(std::move(node));
        if (!expression)
            qFatal("operands that do not go with their expression");
        value = *expression;
    }
    template <typename T>
    requires std::is_class_v<T>
    void fill(T& value) { fields(value); }

private:
    static constexpr int deepest = 4;
    bool goesDeeper() { return m_depth <= deepest && m_choices.maybe(60); }
    template <typename T> void fields(T& value)
    {
        ++m_depth;
        schema::fields(*this, value);
        --m_depth;
    }
    QVariant variant()
    {
        const auto as = [this](auto value) {
            fill(value);
            return QVariant::fromValue(value);
        };
        ++m_depth;
        const int kind = m_choices.below(m_depth > deepest ? 6 : 9);
        QVariant value;
        if (kind == 0)
            value = as(false);
        else if (kind == 1)
            value = as(0);
        else if (kind == 2)
            value = as(qint64(0));
        else if (kind == 3)
            value = as(0.0);
        else if (kind == 4)
            value = as(QString());
        else if (kind == 5)
            value = as(QStringList());
        else if (kind == 6)
            value = as(QVariantMap());
        else if (kind == 7)
            value = QVariantList{ variant(), variant() };
        else
            value = as(Expression());
        --m_depth;
        return value;
    }

    Choices& m_choices;
    int m_depth = 0;
};

template <typename T> void putSome(Filler& filler, Choices& choices, Schema& schema)
{
    for (int i = choices.below(4); i > 0; --i) {
        T object;
        filler.fill(object);
        schema.put(std::move(object));
    }
}

/// Not one that a database could have: every field may hold anything.
Schema filledSchema(Choices& choices)
{
    Filler filler(choices);
    Schema schema;
    putSome<schema::Table>(filler, choices, schema);
    putSome<schema::EnumType>(filler, choices, schema);
    putSome<schema::Sequence>(filler, choices, schema);
    putSome<schema::View>(filler, choices, schema);
    putSome<schema::OpaqueObject>(filler, choices, schema);
    for (QSet<QString>* set : { &schema.schemas, &schema.assumed, &schema.incomplete }) {
        QStringList names;
        filler.fill(names);
        *set = QSet<QString>(names.cbegin(), names.cend());
    }
    return schema;
}

/// The document with that value at a path like "tables.0.name".
QJsonValue with(const QJsonValue& json, const QStringList& path, const QJsonValue& value)
{
    if (path.isEmpty())
        return value;
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        const int at = path.first().toInt();
        array[at] = with(array.at(at), path.mid(1), value);
        return array;
    }
    QJsonObject object = json.toObject();
    object.insert(path.first(), with(object.value(path.first()), path.mid(1), value));
    return object;
}

QJsonObject sample()
{
    Schema schema;
    schema.put(table("t", { Col("id").key(), Col("a", stringType(20)).sqlDefault("'x'") }, { check("a <> ''", "ck") },
        { index("ix", { text("a") }) }));
    return schema::storedSchema(schema);
}

} // namespace

class TestStoredSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readingGivesWhatWasWritten_data();
    void readingGivesWhatWasWritten();
    void everyFieldIsKept();
    void whatIsWrittenIsTheSameEachTime();
    void aQueryWithinAnExpressionIsUnknown();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void unknownFieldsArePassedOver();
    void namesStandOnce();
    void depthHasAnEnd();
    void anyChangedByteIsReadOrRefused();
};

void TestStoredSchema::readingGivesWhatWasWritten_data()
{
    QTest::addColumn<QString>("dialect");
    for (const dialects::Dialect* dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->id())) << dialect->id();
}

void TestStoredSchema::readingGivesWhatWasWritten()
{
    QFETCH(QString, dialect);
    const schema::SchemaRules& rules = dialects::findDialect(dialect)->schemaRules();
    const bool holds = rc::check("read(write(s)) == s", [&rules](std::vector<unsigned char> bytes) {
        Choices choices(std::move(bytes));
        const Schema schema = randomSchema(choices, rules);
        const auto again = read(written(schema));
        RC_ASSERT(again.has_value());
        RC_ASSERT(*again == schema);
    });
    QVERIFY(holds);
}

void TestStoredSchema::everyFieldIsKept()
{
    constexpr unsigned some = 400;
    size_t longest = 0;
    for (unsigned seed = 0; seed < some; ++seed) {
        Choices choices(bytesOf(seed));
        const Schema schema = filledSchema(choices);
        const QByteArray json = written(schema);
        const auto again = read(json);
        QVERIFY2(again, qPrintable(again ? QString() : core::describe(again.error())));
        QVERIFY2(*again == schema, json.constData());
        QCOMPARE(written(*again), json);
        longest = std::max(longest, size_t(json.size()));
    }
    QVERIFY(longest > 10'000);
}

void TestStoredSchema::whatIsWrittenIsTheSameEachTime()
{
    Choices choices(bytesOf(7));
    const Schema schema = filledSchema(choices);
    QCOMPARE(written(schema), written(schema));
}

void TestStoredSchema::aQueryWithinAnExpressionIsUnknown()
{
    Schema schema;
    auto some = table("t", { Col("id") });
    some.columns.front().serverDefault = Expression::subquery(std::make_shared<const schema::Select>());
    schema.put(some);
    const auto again = read(written(schema));
    QVERIFY(again);
    QVERIFY(again->table(named("t"))->columns.front().serverDefault->is(Expression::Kind::Unknown));
}

void TestStoredSchema::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    const auto row
        = [](const char* path, const QJsonValue& value) { QTest::addRow("%s", path) << text(path) << value; };
    row("tables", QJsonValue());
    row("views", QJsonObject());
    row("schemas", QJsonArray{ 7 });
    row("tables.0", QJsonValue(7));
    row("tables.0.name", QJsonValue(text("t")));
    row("tables.0.name.name", QJsonValue(false));
    row("tables.0.columns", QJsonValue(text("id")));
    row("tables.0.columns.1.nullable", QJsonValue(1));
    row("tables.0.columns.1.type.length", QJsonValue(1.5));
    row("tables.0.columns.1.type.length", QJsonValue(1e12));
    row("tables.0.columns.1.autoincrement", QJsonValue(text("sometimes")));
    row("tables.0.columns.1.default", QJsonObject{ { text("kind"), text("unary") } });
    row("tables.0.columns.1.default", QJsonObject{ { text("kind"), text("case") } });
    row("tables.0.columns.1.default", QJsonObject{ { text("kind"), text("over") } });
    row("tables.0.columns.1.default", QJsonObject{ { text("kind"), text("subquery") } });
    row("tables.0.columns.1.default.operands", QJsonArray{ QJsonObject() });
    row("tables.0.constraints.0.kind", QJsonValue(text("rumour")));
    row("tables.0.options", QJsonArray());
    row("tables.0.options", QJsonObject{ { text("a"), QJsonObject() } });
    row("tables.0.options", QJsonObject{ { text("a"), QJsonObject{ { text("real"), text("much") } } } });
}

void TestStoredSchema::wrongFieldsAreNamed()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    const auto result = schema::schemaFromStored(with(sample(), path.split(QLatin1Char('.')), value).toObject());
    QVERIFY(!result);
    QCOMPARE(result.error().code, core::ErrorCode::Malformed);
    const QString named = result.error().message.arguments.value(0);
    QVERIFY2(named.startsWith(path) || path.startsWith(named + QLatin1Char('.')), qPrintable(named));
}

void TestStoredSchema::unknownFieldsArePassedOver()
{
    const auto path = [](const char* dotted) { return text(dotted).split(QLatin1Char('.')); };
    const QJsonObject changed
        = with(with(sample(), path("tables.0.columns.0.novelty"), QJsonValue(7)), path("further"), QJsonArray())
              .toObject();
    const auto result = schema::schemaFromStored(changed);
    QVERIFY(result);
    QVERIFY(*result == *schema::schemaFromStored(sample()));
}

void TestStoredSchema::namesStandOnce()
{
    QJsonObject twice = sample();
    QJsonArray tables = twice.value(text("tables")).toArray();
    tables.append(tables.at(0));
    twice.insert(text("tables"), tables);
    const auto result = schema::schemaFromStored(twice);
    QVERIFY(!result);
    QCOMPARE(result.error().message.arguments, QStringList{ text("tables") });
}

void TestStoredSchema::depthHasAnEnd()
{
    QJsonObject expression{ { text("kind"), text("column") }, { text("text"), text("a") } };
    QJsonObject type{ { text("name"), text("Integer") } };
    QJsonValue options(7);
    for (int i = 0; i < 5000; ++i) {
        expression = { { text("kind"), text("grouping") }, { text("operands"), QJsonArray{ expression } } };
        type = { { text("name"), text("ARRAY") }, { text("item"), type } };
        options = QJsonArray{ options };
    }
    const auto path = [](const char* dotted) { return text(dotted).split(QLatin1Char('.')); };
    for (const auto& [where, value] : { std::pair<const char*, QJsonValue>("tables.0.columns.1.default", expression),
             { "tables.0.columns.1.type", type }, { "tables.0.options.deep", options } }) {
        const auto result = schema::schemaFromStored(with(sample(), path(where), value).toObject());
        QVERIFY(!result);
        QCOMPARE(result.error().code, core::ErrorCode::Malformed);
    }
}

/// What is read of damaged text can be written and read once more.
void TestStoredSchema::anyChangedByteIsReadOrRefused()
{
    Choices choices(bytesOf(11));
    const QByteArray json = written(filledSchema(choices));
    QVERIFY(json.size() > 500);
    int readable = 0;
    for (qsizetype at = 0; at < std::min<qsizetype>(json.size(), 3000); ++at) {
        QByteArray changed = json;
        changed[at] = "0\"}]ae-"[at % 7];
        if (const auto result = read(changed)) {
            ++readable;
            const auto again = read(written(*result));
            QVERIFY2(again && *again == *result, changed.constData());
        }
        (void)read(json.left(at));
    }
    QVERIFY(readable > 0);
}

QTEST_GUILESS_MAIN(TestStoredSchema)
#include "tst_stored_schema.moc"
