#include "symbolic/library/registry.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace espalier::symbolic::library {

namespace {

using Algorithm = QCryptographicHash::Algorithm;

const QHash<QString, Algorithm>& algorithms()
{
    static const QHash<QString, Algorithm> all{ { QStringLiteral("md5"), Algorithm::Md5 },
        { QStringLiteral("sha1"), Algorithm::Sha1 }, { QStringLiteral("sha224"), Algorithm::Sha224 },
        { QStringLiteral("sha256"), Algorithm::Sha256 }, { QStringLiteral("sha384"), Algorithm::Sha384 },
        { QStringLiteral("sha512"), Algorithm::Sha512 }, { QStringLiteral("sha3_256"), Algorithm::Sha3_256 },
        { QStringLiteral("sha3_512"), Algorithm::Sha3_512 }, { QStringLiteral("blake2b"), Algorithm::Blake2b_512 },
        { QStringLiteral("blake2s"), Algorithm::Blake2s_256 } };
    return all;
}

QByteArray bytesOf(const Call& call, const Value& value)
{
    if (value.isUnknown())
        give(value);
    if (value.kind() != Value::Kind::Bytes)
        call.typeError(value.isString() ? QStringLiteral("Strings must be encoded before hashing")
                                        : QStringLiteral("object supporting the buffer API required"));
    return value.text().toLatin1();
}

/// A hash object of hashlib or hmac.
class Digest final : public Object {
public:
    Digest(Algorithm algorithm, QByteArray content, QByteArray key = {}, bool isKeyed = false)
        : m_algorithm(algorithm)
        , m_content(std::move(content))
        , m_key(std::move(key))
        , m_isKeyed(isKeyed)
    { }
    QString typeName() const override { return QStringLiteral("HASH"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        const std::shared_ptr<Object> kept = shared_from_this();
        auto* self = this;
        if (name == QLatin1String("hexdigest"))
            return function("hexdigest()", [kept, self](const Call&) {
                return self->m_doubt ? Value::unknown(self->m_doubt)
                                     : Value::string(QString::fromLatin1(self->result().toHex()));
            });
        if (name == QLatin1String("digest"))
            return function("digest()", [kept, self](const Call&) {
                return self->m_doubt ? Value::unknown(self->m_doubt)
                                     : Value::bytes(QString::fromLatin1(self->result()));
            });
        if (name == QLatin1String("copy"))
            return function("copy()", [kept, self](const Call&) {
                return Value::of(
                    std::make_shared<Digest>(self->m_algorithm, self->m_content, self->m_key, self->m_isKeyed));
            });
        if (name != QLatin1String("update"))
            return std::nullopt;
        return function(
            "update(data)",
            [kept, self](const Call& call) {
                call.interpreter.touch(*self);
                if (call[0].isUnknown())
                    self->m_doubt = call[0].doubt();
                else
                    self->m_content += bytesOf(call, call[0]);
                call.interpreter.checkSize(self->m_content.size());
                return Value();
            },
            Unknowns::Keep);
    }
    std::unique_ptr<State> save() const override
    {
        auto state = std::make_unique<Kept>();
        state->content = m_content;
        state->doubt = m_doubt;
        return state;
    }
    void restore(const State& state) override
    {
        m_content = static_cast<const Kept&>(state).content;
        m_doubt = static_cast<const Kept&>(state).doubt;
    }
    void join(const State& other, const DoubtPtr& why) override
    {
        const auto& saved = static_cast<const Kept&>(other);
        if (!m_doubt && (saved.doubt || saved.content != m_content))
            m_doubt = saved.doubt ? saved.doubt : why;
    }

private:
    struct Kept final : State {
        QByteArray content;
        DoubtPtr doubt;
    };
    QByteArray result() const
    {
        return m_isKeyed ? QMessageAuthenticationCode::hash(m_content, m_key, m_algorithm)
                         : QCryptographicHash::hash(m_content, m_algorithm);
    }
    Algorithm m_algorithm;
    QByteArray m_content;
    QByteArray m_key;
    bool m_isKeyed;
    DoubtPtr m_doubt;
};

Value digest(const Call& call, Algorithm algorithm, size_t index)
{
    for (const auto& [name, value] : call.more)
        if (name != QLatin1String("usedforsecurity"))
            give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "makes a `%1`"), { QStringLiteral("HASH") }));
    const QByteArray content = call.has(index) ? bytesOf(call, call[index]) : QByteArray();
    return Value::of(std::make_shared<Digest>(algorithm, content));
}

Algorithm algorithmOf(const Call& call, const Value& value)
{
    const Value& plain = plainOf(value);
    const QString name = plain.isString() ? plain.text()
        : value.as<Builtin>()             ? value.as<Builtin>()->name()
                                          : QString();
    const auto found = algorithms().constFind(name.toLower());
    if (found == algorithms().cend())
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "makes a `%1`"), { QStringLiteral("HASH") }));
    return *found;
}

QByteArray latin1Of(const Call& call, const Value& value)
{
    const Value& plain = plainOf(value);
    return plain.isString() ? plain.text().toLatin1() : bytesOf(call, value);
}

Value bytesValue(const QByteArray& bytes) { return Value::bytes(QString::fromLatin1(bytes)); }

// base64.b64decode(), which Python is lenient about in ways of its own: only what is well formed is known.
Body decodedBytes(QByteArray::Base64Options options)
{
    return [options](const Call& call) {
        const QByteArray given = latin1Of(call, call[0]);
        const auto made = QByteArray::fromBase64Encoding(given, options | QByteArray::AbortOnBase64DecodingErrors);
        if (!made || (*made).toBase64(options) != given)
            return call.interpreter.unknown(
                QT_TRANSLATE_NOOP("Messages", "decodes from %1"), { QStringLiteral("base64") });
        return bytesValue(*made);
    };
}

} // namespace

void addDigests(Registry& registry)
{
    for (auto it = algorithms().cbegin(); it != algorithms().cend(); ++it) {
        const QByteArray signature = it.key().toLatin1() + "(string?, **options)";
        registry.functions("hashlib", { { signature.constData(), [algorithm = it.value()](const Call& call) {
                                             return digest(call, algorithm, 0);
                                         } } });
    }
    registry.functions("hashlib", { { "new(name, data?, **options)", [](const Call& call) {
                                         return digest(call, algorithmOf(call, call[0]), 1);
                                     } } });
    registry.unknown("hashlib", { "pbkdf2_hmac", "scrypt" }, QT_TRANSLATE_NOOP("Messages", "derives a key"));
    registry.functions(
        "hmac", { { "new(key, msg?, digestmod?)", [](const Call& call) {
                       const QByteArray content = call[1].isNone() ? QByteArray() : bytesOf(call, call[1]);
                       return Value::of(
                           std::make_shared<Digest>(algorithmOf(call, call[2]), content, bytesOf(call, call[0]), true));
                   } } });
    const QByteArray::Base64Options urls = QByteArray::Base64UrlEncoding;
    registry.functions("base64",
        {
            { "b64encode(s)", [](const Call& call) { return bytesValue(bytesOf(call, call[0]).toBase64()); } },
            { "standard_b64encode(s)", [](const Call& call) { return bytesValue(bytesOf(call, call[0]).toBase64()); } },
            { "urlsafe_b64encode(s)",
                [urls](const Call& call) { return bytesValue(bytesOf(call, call[0]).toBase64(urls)); } },
            { "b64decode(s)", decodedBytes(QByteArray::Base64Encoding) },
            { "standard_b64decode(s)", decodedBytes(QByteArray::Base64Encoding) },
            { "urlsafe_b64decode(s)", decodedBytes(urls) },
            { "b16encode(s)", [](const Call& call) { return bytesValue(bytesOf(call, call[0]).toHex().toUpper()); } },
        });
    const Body unhex = [](const Call& call) {
        const QByteArray given = latin1Of(call, call[0]);
        const QByteArray made = QByteArray::fromHex(given);
        if (made.toHex() != given.toLower())
            call.interpreter.raise(QStringLiteral("binascii.Error"), QStringLiteral("Non-hexadecimal digit found"));
        return bytesValue(made);
    };
    const Body hex = [](const Call& call) { return bytesValue(bytesOf(call, call[0]).toHex()); };
    registry.functions("binascii",
        { { "hexlify(data)", hex }, { "unhexlify(hexstr)", unhex }, { "b2a_hex(data)", hex },
            { "a2b_hex(hexstr)", unhex } });
}

} // namespace espalier::symbolic::library
