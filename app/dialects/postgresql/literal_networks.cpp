#include "dialects/postgresql/literal_networks.h"

#include <algorithm>
#include <arpa/inet.h>
#include <QRegularExpression>
#include <QStringList>

namespace espalier::dialects::postgresql {

namespace {

constexpr int bitsOfFour = 32;
constexpr int bitsOfSix = 128;

struct Address {
    QString text; ///< whole, in the server's spelling
    int octets = 4; ///< that were written; 16 of the later kind
    int first = 0; ///< octet
    std::optional<int> bits = {};
    bool isSix() const { return octets == 16; }
};

std::optional<QString> sixText(const QString& text)
{
    in6_addr bytes{};
    char printed[INET6_ADDRSTRLEN] = {};
    if (inet_pton(AF_INET6, text.toLatin1().constData(), &bytes) != 1
        || !inet_ntop(AF_INET6, &bytes, printed, sizeof printed))
        return std::nullopt;
    return QString::fromLatin1(printed);
}

std::optional<Address> addressIn(const QString& written)
{
    static const QRegularExpression four(QStringLiteral("^\\d{1,3}(?:\\.\\d{1,3}){0,3}$"));
    static const QRegularExpression length(QStringLiteral("^\\d{1,3}$"));
    const QString text = written.trimmed();
    const QString address = text.section(QLatin1Char('/'), 0, 0);
    Address found;
    if (address.size() != text.size()) {
        const QString bits = text.mid(address.size() + 1);
        if (!length.match(bits).hasMatch())
            return std::nullopt;
        found.bits = bits.toInt();
    }
    if (address.contains(QLatin1Char(':'))) {
        const auto six = sixText(address);
        if (!six || found.bits.value_or(0) > bitsOfSix)
            return std::nullopt;
        found.text = *six;
        found.octets = 16;
        return found;
    }
    if (!four.match(address).hasMatch() || found.bits.value_or(0) > bitsOfFour)
        return std::nullopt;
    QStringList octets;
    for (const QString& octet : address.split(QLatin1Char('.'))) {
        if (octet.toInt() > 255)
            return std::nullopt;
        octets.append(QString::number(octet.toInt()));
    }
    found.first = octets.front().toInt();
    found.octets = static_cast<int>(octets.size());
    while (octets.size() < 4)
        octets.append(QStringLiteral("0"));
    found.text = octets.join(QLatin1Char('.'));
    return found;
}

/// The length of a network of which only the beginning is written: its class's, or as much as is written.
int impliedBits(const Address& address)
{
    if (address.isSix())
        return bitsOfSix;
    const int ofClass = address.first >= 240 ? 32
        : address.first >= 224               ? 8
        : address.first >= 192               ? 24
        : address.first >= 128               ? 16
                                             : 8;
    const int bits = std::max(ofClass, address.octets * 8);
    return bits == 8 && address.first == 224 ? 4 : bits;
}

} // namespace

std::optional<QString> hostAddress(const QString& text)
{
    const auto address = addressIn(text);
    if (!address || address->octets < 4)
        return std::nullopt;
    const int all = address->isSix() ? bitsOfSix : bitsOfFour;
    return address->bits.value_or(all) == all ? address->text
                                              : address->text + QLatin1Char('/') + QString::number(*address->bits);
}

std::optional<QString> networkAddress(const QString& text)
{
    const auto address = addressIn(text);
    if (!address)
        return std::nullopt;
    return address->text + QLatin1Char('/') + QString::number(address->bits.value_or(impliedBits(*address)));
}

std::optional<QString> hardwareAddress(const QString& text, int bytes)
{
    static const QRegularExpression shape(
        QStringLiteral("^[0-9a-f]{1,2}([:-])[0-9a-f]{1,2}(?:\\1[0-9a-f]{1,2}){4,6}$|^(?:[0-9a-f]{2}){6,8}$"
                       "|^[0-9a-f]{6}[:-][0-9a-f]{6}$|^[0-9a-f]{4}([.-])[0-9a-f]{4}(?:\\2[0-9a-f]{4}){1,2}$"));
    const QString lower = text.trimmed().toLower();
    if (!shape.match(lower).hasMatch())
        return std::nullopt;
    QString digits;
    static const QRegularExpression separator(QStringLiteral("[:.-]"));
    for (const QString& group : lower.split(separator))
        digits += group.size() == 1 ? QLatin1Char('0') + group : group;
    if (bytes == 8 && digits.size() == 12)
        digits.insert(6, QLatin1String("fffe"));
    if (digits.size() != qsizetype(bytes) * 2)
        return std::nullopt;
    QStringList pairs;
    for (qsizetype i = 0; i < digits.size(); i += 2)
        pairs.append(digits.mid(i, 2));
    return pairs.join(QLatin1Char(':'));
}

} // namespace espalier::dialects::postgresql
