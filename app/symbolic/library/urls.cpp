#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

QString quotedUrl(const QString& text, const QString& safe)
{
    QString made;
    const QByteArray bytes = text.toUtf8();
    for (const char byte : bytes) {
        const bool isPlain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z')
            || (byte >= 'a' && byte <= 'z') || (byte != 0 && std::strchr("_.-~", byte) != nullptr)
            || (byte > 0 && safe.contains(QLatin1Char(byte)));
        if (isPlain)
            made += QLatin1Char(byte);
        else
            made += QLatin1Char('%')
                + QString::number(static_cast<unsigned char>(byte), 16).toUpper().rightJustified(2, QLatin1Char('0'));
    }
    return made;
}

Value quote(const Call& call, bool isPlus)
{
    const Value& value = plainOf(call[0]);
    const QString safe = call.text(1, QLatin1String(isPlus ? "" : "/"));
    const QString text = value.kind() == Value::Kind::Bytes ? QString() : call.text(0);
    if (value.kind() == Value::Kind::Bytes)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "formats bytes")));
    if (!isPlus)
        return Value::string(quotedUrl(text, safe));
    return Value::string(quotedUrl(text, safe + QLatin1Char(' ')).replace(QLatin1Char(' '), QLatin1Char('+')));
}

Value unquote(const Call& call, bool isPlus)
{
    QString text = call.text(0);
    if (isPlus)
        text.replace(QLatin1Char('+'), QLatin1Char(' '));
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        bool isCode = false;
        const uint code = text[i] == QLatin1Char('%') ? text.mid(i + 1, 2).toUInt(&isCode, 16) : 0;
        if (isCode && i + 2 < text.size()) {
            bytes += char(code);
            i += 2;
        } else if (text[i].isHighSurrogate() && i + 1 < text.size()) {
            bytes += text.sliced(i, 2).toUtf8();
            ++i;
        } else {
            bytes += QString(text[i]).toUtf8();
        }
    }
    return Value::string(QString::fromUtf8(bytes));
}

struct Url {
    QString scheme;
    QString netloc;
    QString path;
    QString params;
    QString query;
    QString fragment;
};

Url parsed(QString text, bool hasParams)
{
    Url url;
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const QString scheme = text.left(std::max<qsizetype>(colon, 0));
    const bool isScheme = !scheme.isEmpty() && scheme[0].isLetter() && scheme[0].unicode() < 0x80
        && std::all_of(scheme.cbegin(), scheme.cend(),
            [](QChar c) { return (c.unicode() < 0x80 && c.isLetterOrNumber()) || QStringLiteral("+-.").contains(c); });
    if (isScheme) {
        url.scheme = scheme.toLower();
        text.remove(0, colon + 1);
    }
    if (text.startsWith(QLatin1String("//"))) {
        qsizetype end = 2;
        while (end < text.size() && !QStringLiteral("/?#").contains(text[end]))
            ++end;
        url.netloc = text.sliced(2, end - 2);
        text.remove(0, end);
    }
    const auto cut = [&](QChar at) {
        const qsizetype index = text.indexOf(at);
        const QString rest = index < 0 ? QString() : text.sliced(index + 1);
        if (index >= 0)
            text.truncate(index);
        return rest;
    };
    url.fragment = cut(QLatin1Char('#'));
    url.query = cut(QLatin1Char('?'));
    static const QStringList withParams{ QString(), QStringLiteral("http"), QStringLiteral("https"),
        QStringLiteral("ftp"), QStringLiteral("sftp"), QStringLiteral("shttp"), QStringLiteral("rtsp"),
        QStringLiteral("sip"), QStringLiteral("sips"), QStringLiteral("mms"), QStringLiteral("tel") };
    const qsizetype semicolon = text.indexOf(QLatin1Char(';'), text.lastIndexOf(QLatin1Char('/')) + 1);
    if (hasParams && semicolon >= 0 && withParams.contains(url.scheme)) {
        url.params = text.sliced(semicolon + 1);
        text.truncate(semicolon);
    }
    url.path = text;
    return url;
}

/// What urlparse() and urlsplit() give, as an attribute's owner; a tuple of its parts otherwise.
class ParseResult final : public Object {
public:
    ParseResult(Url url, bool hasParams)
        : m_url(std::move(url))
        , m_hasParams(hasParams)
    { }
    QString typeName() const override
    {
        return m_hasParams ? QStringLiteral("ParseResult") : QStringLiteral("SplitResult");
    }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        const auto text = [](const QString& value) { return Value::string(value); };
        if (name == QLatin1String("scheme"))
            return text(m_url.scheme);
        if (name == QLatin1String("netloc"))
            return text(m_url.netloc);
        if (name == QLatin1String("path"))
            return text(m_url.path);
        if (name == QLatin1String("params") && m_hasParams)
            return text(m_url.params);
        if (name == QLatin1String("query"))
            return text(m_url.query);
        if (name == QLatin1String("fragment"))
            return text(m_url.fragment);
        if (name == QLatin1String("geturl"))
            return function("geturl()", [made = whole()](const Call&) { return Value::string(made); });
        return authority(name);
    }
    std::optional<Value> item(Interpreter& interpreter, const Value& key) override
    {
        return interpreter.item(parts(), key);
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter& interpreter) override
    {
        return parts().object()->elements(interpreter);
    }

private:
    Value parts() const
    {
        std::vector<Value> made{ Value::string(m_url.scheme), Value::string(m_url.netloc), Value::string(m_url.path) };
        if (m_hasParams)
            made.push_back(Value::string(m_url.params));
        made.push_back(Value::string(m_url.query));
        made.push_back(Value::string(m_url.fragment));
        return makeTuple(std::move(made));
    }

    QString whole() const
    {
        QString made = m_url.path + (m_url.params.isEmpty() ? QString() : QLatin1Char(';') + m_url.params);
        if (!m_url.netloc.isEmpty())
            made = QLatin1String("//") + m_url.netloc
                + (made.isEmpty() || made.startsWith(QLatin1Char('/')) ? made : QLatin1Char('/') + made);
        if (!m_url.scheme.isEmpty())
            made = m_url.scheme + QLatin1Char(':') + made;
        if (!m_url.query.isEmpty())
            made += QLatin1Char('?') + m_url.query;
        return m_url.fragment.isEmpty() ? made : made + QLatin1Char('#') + m_url.fragment;
    }

    std::optional<Value> authority(const QString& name) const
    {
        const qsizetype at = m_url.netloc.lastIndexOf(QLatin1Char('@'));
        const QString user = at < 0 ? QString() : m_url.netloc.left(at);
        const QString host = m_url.netloc.sliced(at + 1);
        const qsizetype bracket = host.lastIndexOf(QLatin1Char(']'));
        const qsizetype colon = host.indexOf(QLatin1Char(':'), bracket + 1);
        const qsizetype secret = user.indexOf(QLatin1Char(':'));
        const auto text = [](const QString& value) { return value.isEmpty() ? Value() : Value::string(value); };
        if (name == QLatin1String("hostname"))
            return text(
                host.left(colon < 0 ? host.size() : colon).remove(QLatin1Char('[')).remove(QLatin1Char(']')).toLower());
        if (name == QLatin1String("port")) {
            bool isNumber = false;
            const int port = colon < 0 ? 0 : host.sliced(colon + 1).toInt(&isNumber);
            return isNumber ? Value::number(port) : Value();
        }
        if (name == QLatin1String("username"))
            return at < 0 ? Value() : Value::string(user.left(secret < 0 ? user.size() : secret));
        if (name == QLatin1String("password"))
            return at < 0 || secret < 0 ? Value() : Value::string(user.sliced(secret + 1));
        return std::nullopt;
    }

    Url m_url;
    bool m_hasParams;
};

Value encodedPairs(const Call& call)
{
    std::vector<Value> pairs;
    if (const auto dict = call[0].as<Dict>()) {
        if (dict->doubt)
            give(dict->doubt);
        for (const auto& [key, value] : dict->entries())
            pairs.push_back(makeTuple({ key, value }));
    } else {
        pairs = call.elements(0);
    }
    QStringList made;
    for (const Value& pair : pairs) {
        QStringList parts;
        for (const Value& part : elementsOf(call.interpreter, pair))
            parts.append(quotedUrl(strOf(call.interpreter, part), QStringLiteral(" "))
                             .replace(QLatin1Char(' '), QLatin1Char('+')));
        made.append(parts.join(QLatin1Char('=')));
    }
    if (call.has(1))
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
    return Value::string(made.join(QLatin1Char('&')));
}

} // namespace

void addUrls(Registry& registry)
{
    const auto split = [](const Call& call, bool hasParams) {
        return Value::of(std::make_shared<ParseResult>(parsed(call.text(0), hasParams), hasParams));
    };
    registry.functions("urllib.parse",
        {
            { "quote(string, safe?)", [](const Call& call) { return quote(call, false); } },
            { "quote_plus(string, safe?)", [](const Call& call) { return quote(call, true); } },
            { "unquote(string)", [](const Call& call) { return unquote(call, false); } },
            { "unquote_plus(string)", [](const Call& call) { return unquote(call, true); } },
            { "urlencode(query, doseq?)", encodedPairs },
            { "urlparse(url, scheme?)", [split](const Call& call) { return split(call, true); } },
            { "urlsplit(url, scheme?)", [split](const Call& call) { return split(call, false); } },
        });
    registry.unknownData("urllib.parse", { "urljoin", "urlunparse", "urlunsplit", "parse_qs", "parse_qsl" },
        QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here"));
    registry.module("urllib");
}

} // namespace espalier::symbolic::library
