#include "symbolic/library/uuid.h"

#include "symbolic/library/registry.h"

#include <QRegularExpression>

namespace espalier::symbolic::library {

namespace {

Value madeUuid(const QUuid& uuid) { return Value::of(std::make_shared<Uuid>(uuid)); }

Value fromText(const Call& call)
{
    for (const auto& [name, value] : call.more) {
        if (name == QLatin1String("bytes") && value.kind() == Value::Kind::Bytes && value.text().size() == 16)
            return madeUuid(QUuid::fromRfc4122(value.text().toLatin1()));
        if (name == QLatin1String("int") && value.isInteger() && value.integer() >= 0) {
            const QByteArray digits = QByteArray::number(value.integer(), 16).rightJustified(32, '0');
            return madeUuid(QUuid::fromRfc4122(QByteArray::fromHex(digits)));
        }
        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "makes a `%1`"), { QStringLiteral("UUID") });
    }
    QString digits = call.text(0);
    digits.remove(QLatin1String("urn:")).remove(QLatin1String("uuid:"));
    digits.remove(QRegularExpression(QStringLiteral("^[{}]+|[{}]+$"))).remove(QLatin1Char('-'));
    static const QRegularExpression hexadecimal(QStringLiteral("\\A[0-9a-fA-F]{32}\\z"));
    if (!hexadecimal.match(digits).hasMatch())
        call.valueError(QStringLiteral("badly formed hexadecimal UUID string"));
    return madeUuid(QUuid::fromRfc4122(QByteArray::fromHex(digits.toLatin1())));
}

// uuid3() and uuid5()
Body derived(QUuid (*work)(const QUuid&, const QByteArray&))
{
    return [work](const Call& call) {
        const auto space = call[0].as<Uuid>();
        if (!space)
            call.typeError(QStringLiteral("namespace must be a UUID"));
        return madeUuid(work(QUuid::fromString(space->text()), call.text(1).toUtf8()));
    };
}

} // namespace

std::optional<Value> Uuid::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("hex"))
        return Value::string(m_uuid.toString(QUuid::Id128));
    if (name == QLatin1String("bytes"))
        return Value::bytes(QString::fromLatin1(m_uuid.toRfc4122()));
    if (name == QLatin1String("urn"))
        return Value::string(QStringLiteral("urn:uuid:") + text());
    if (name == QLatin1String("version"))
        return m_uuid.variant() == QUuid::DCE ? Value::number((m_uuid.data3 >> 12) & 0xF) : Value();
    if (name == QLatin1String("int") || name == QLatin1String("__int__"))
        return tooLarge(interpreter);
    return std::nullopt;
}

std::optional<Value> Uuid::compare(Interpreter& interpreter, CompareOperator op, const Value& other, bool isReflected)
{
    if (other.isUnknown())
        return other;
    const auto uuid = other.as<Uuid>();
    if (!uuid) {
        if (op != CompareOperator::Eq && op != CompareOperator::Ne)
            return std::nullopt;
        return Value::boolean(op == CompareOperator::Ne);
    }
    const Value mine = Value::string(text());
    const Value theirs = Value::string(uuid->text());
    return isReflected ? plainCompare(interpreter, op, theirs, mine) : plainCompare(interpreter, op, mine, theirs);
}

bool Uuid::equals(const Object& other) const
{
    const auto* uuid = dynamic_cast<const Uuid*>(&other);
    return uuid && uuid->m_uuid == m_uuid;
}

void addUuid(Registry& registry)
{
    registry.type("uuid", "UUID(hex?, **forms)", fromText);
    registry.functions("uuid",
        {
            { "uuid3(namespace, name)",
                derived([](const QUuid& space, const QByteArray& name) { return QUuid::createUuidV3(space, name); }) },
            { "uuid5(namespace, name)",
                derived([](const QUuid& space, const QByteArray& name) { return QUuid::createUuidV5(space, name); }) },
        });
    registry.unknownWords(
        "uuid", { "uuid1", "uuid4", "uuid6", "uuid7", "getnode" }, QT_TRANSLATE_NOOP("Messages", "is random"));
    const std::pair<const char*, const char*> spaces[] = { { "NAMESPACE_DNS", "6ba7b810-9dad-11d1-80b4-00c04fd430c8" },
        { "NAMESPACE_URL", "6ba7b811-9dad-11d1-80b4-00c04fd430c8" },
        { "NAMESPACE_OID", "6ba7b812-9dad-11d1-80b4-00c04fd430c8" },
        { "NAMESPACE_X500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8" } };
    for (const auto& [name, text] : spaces)
        registry.value("uuid", name, madeUuid(QUuid::fromString(QLatin1String(text))));
}

} // namespace espalier::symbolic::library
