#include "symbolic/library/methods.h"
#include "symbolic/library/text.h"

#include <cmath>

namespace espalier::symbolic::library {

namespace {

Value decodedNumber(const Call& call)
{
    const QByteArray bytes = call[0].text().toLatin1();
    const QString name = call.text(1, QStringLiteral("utf-8")).toLower().replace(QLatin1Char('_'), QLatin1Char('-'));
    if (name == QLatin1String("latin-1") || name == QLatin1String("latin1") || name == QLatin1String("iso-8859-1"))
        return Value::string(call[0].text());
    const bool isAscii = name == QLatin1String("ascii") || name == QLatin1String("us-ascii");
    const bool isUtf8 = name == QLatin1String("utf-8") || name == QLatin1String("utf8");
    const QString text = QString::fromUtf8(bytes);
    const bool isHeld = isAscii ? std::all_of(bytes.cbegin(), bytes.cend(), [](char c) { return c >= 0; })
                                : isUtf8 && text.toUtf8() == bytes;
    if (!isHeld)
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "decodes from %1"), { name }));
    return Value::string(text);
}

Value hexOf(const Call& call)
{
    if (call.has(1))
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
    return Value::string(QString::fromLatin1(call[0].text().toLatin1().toHex()));
}

Value bytesFromHex(const Call& call)
{
    QString text = call.text(0);
    text.remove(QLatin1Char(' '));
    const QByteArray made = QByteArray::fromHex(text.toLatin1());
    if (made.size() * 2 != text.size())
        call.valueError(QStringLiteral("non-hexadecimal number found in fromhex() arg"));
    return Value::bytes(QString::fromLatin1(made));
}

// A method of str that means the same for bytes, as long as what it is given and gives are bytes too.
Body asForText(const char* name)
{
    return [name = QString::fromLatin1(name)](const Call& call) {
        const auto texts = [&](const Value& value) {
            if (value.isUnknown())
                give(value);
            return value.kind() == Value::Kind::Bytes ? Value::string(value.text()) : value;
        };
        const auto bytes = [](const Value& value) { return value.isString() ? Value::bytes(value.text()) : value; };
        Arguments given;
        for (const Value& value : call.rest)
            given.positional.push_back(texts(value));
        const Value made = call.interpreter.call(*stringMethods().bound(name, Value::string(call[0].text())), given);
        const auto sequence = made.as<Sequence>();
        if (!sequence)
            return bytes(made);
        std::vector<Value> items;
        for (const Value& item : sequence->items)
            items.push_back(bytes(item));
        return sequence->isTuple() ? makeTuple(std::move(items)) : makeList(std::move(items));
    };
}

Value bytesJoined(const Call& call)
{
    QString made;
    for (const Value& item : call.elements(1)) {
        if (item.isUnknown())
            give(item);
        if (item.kind() != Value::Kind::Bytes)
            call.typeError(QStringLiteral("sequence item: expected a bytes-like object"));
        made += (made.isEmpty() ? QString() : call[0].text()) + item.text();
        call.interpreter.checkSize(made.size());
    }
    return Value::bytes(made);
}

int bitsOf(qint64 number)
{
    quint64 magnitude = number < 0 ? 0 - quint64(number) : quint64(number);
    int bits = 0;
    for (; magnitude; magnitude >>= 1)
        ++bits;
    return bits;
}

Value bytesOfNumber(const Call& call)
{
    const quint64 number = quint64(call.integer(0));
    const qint64 size = call.integer(1, 1);
    const bool isBig = call.text(2, QStringLiteral("big")) == QLatin1String("big");
    if (call.integer(0) < 0 || size < 0 || size > 4096)
        give(tooLarge(call.interpreter));
    QString made;
    for (qint64 i = 0; i < size; ++i)
        made += QChar(ushort(i < 8 ? (number >> (8 * i)) & 0xFF : 0));
    if (size < 8 && (number >> (8 * size)) != 0)
        call.interpreter.raise(QStringLiteral("OverflowError"), QStringLiteral("int too big to convert"));
    if (isBig)
        std::reverse(made.begin(), made.end());
    return Value::bytes(made);
}

Value fromBytes(const Call& call)
{
    QString bytes = call[0].kind() == Value::Kind::Bytes ? call[0].text() : QString();
    if (bytes.isEmpty() || bytes.size() > 8 || call.has(2))
        give(tooLarge(call.interpreter));
    if (call.text(1, QStringLiteral("big")) != QLatin1String("big"))
        std::reverse(bytes.begin(), bytes.end());
    quint64 number = 0;
    for (const QChar c : std::as_const(bytes))
        number = number << 8 | c.unicode();
    return number >> 63 ? tooLarge(call.interpreter) : Value::number(qint64(number));
}

} // namespace

const Methods& bytesMethods()
{
    static const Methods methods = [] {
        Methods all({
            { "decode(self, encoding?, errors?)", decodedNumber },
            { "hex(self, sep?)", hexOf },
            { "fromhex(string)", bytesFromHex },
            { "join(self, iterable)", bytesJoined },
        });
        for (const char* name : { "strip", "lstrip", "rstrip", "split", "rsplit", "replace", "find", "rfind",
                 "startswith", "endswith", "count", "partition", "rpartition", "removeprefix", "removesuffix" }) {
            const QByteArray signature = QByteArray(name) + "(self, *args)";
            all.add({ signature.constData(), asForText(name) });
        }
        return all;
    }();
    return methods;
}

const Methods& integerMethods()
{
    static const Methods methods({
        { "bit_length(self)", [](const Call& call) { return Value::number(bitsOf(call.integer(0))); } },
        { "bit_count(self)",
            [](const Call& call) {
                const qint64 number = call.integer(0);
                return Value::number(qPopulationCount(number < 0 ? 0 - quint64(number) : quint64(number)));
            } },
        { "to_bytes(self, length?, byteorder?)", bytesOfNumber },
        { "from_bytes(bytes, byteorder?, signed?)", fromBytes },
        { "conjugate(self)", [](const Call& call) { return Value::number(call.integer(0)); } },
    });
    return methods;
}

const Methods& floatMethods()
{
    static const Methods methods({
        { "is_integer(self)",
            [](const Call& call) {
                const double number = call[0].realNumber();
                return Value::boolean(std::isfinite(number) && number == std::floor(number));
            } },
        { "conjugate(self)", [](const Call& call) { return call[0]; } },
    });
    return methods;
}

} // namespace espalier::symbolic::library
