#include "dialects/postgresql/literal_value.h"

#include "dialects/postgresql/literal_moments.h"
#include "dialects/postgresql/literal_networks.h"
#include "dialects/postgresql/literal_ranges.h"
#include "dialects/postgresql/literal_search.h"
#include "dialects/sql/canonical_sql.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

// As src/backend/utils/adt reads and prints them.

namespace espalier::dialects::postgresql {

namespace {

constexpr qsizetype longestLiteral = 1 << 16;

using Spelling = std::optional<QString>;

/// JSON as jsonb keeps it.
Spelling jsonSpelling(const QString& text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray("[") + text.toUtf8() + "]");
    if (!document.isArray() || document.array().size() != 1)
        return std::nullopt;
    const QString json = QString::fromUtf8(document.toJson(QJsonDocument::Compact));
    return json.mid(1, json.size() - 2);
}

/// "{1, 2}" is "{1,2}", and quotes around plain words are not needed.
QString looseArray(const QString& text)
{
    QString value;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted && c == QLatin1Char('\\'))
            value += text[i++];
        else if (c == QLatin1Char('"'))
            isQuoted = !isQuoted;
        if (i < text.size() && (isQuoted || !text[i].isSpace()))
            value += text[i];
    }
    static const QRegularExpression plain(QStringLiteral("\"(?!NULL\")([A-Za-z0-9_.:-]+)\""));
    return value.replace(plain, QStringLiteral("\\1"));
}

Spelling truthSpelling(const QString& text)
{
    const QString word = text.trimmed().toLower();
    static const auto isShort = [](const QString& part, const char* whole, qsizetype least) {
        return part.size() >= least && QLatin1String(whole).startsWith(part);
    };
    if (word == QLatin1String("1") || isShort(word, "true", 1) || isShort(word, "yes", 1)
        || word == QLatin1String("on"))
        return QStringLiteral("true");
    if (word == QLatin1String("0") || isShort(word, "false", 1) || isShort(word, "no", 1) || isShort(word, "off", 2))
        return QStringLiteral("false");
    return std::nullopt;
}

/// What no number is, but its types take.
bool isNoNumber(const QString& word)
{
    return word == QLatin1String("nan") || word == QLatin1String("infinity") || word == QLatin1String("-infinity");
}

Spelling numberSpelling(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^-?\\d+(?:\\.\\d+)?$"));
    const QString number = sql::plainNumber(text.trimmed().toLower());
    return isNoNumber(number) || shape.match(number).hasMatch() ? Spelling(number) : std::nullopt;
}

/// As few digits as tell it from its neighbours.
template <typename Real> Spelling realSpelling(const QString& text)
{
    const Spelling plain = numberSpelling(text);
    if (!plain || isNoNumber(*plain))
        return plain;
    bool isNumber = false;
    const auto value = static_cast<Real>(plain->toDouble(&isNumber));
    char digits[64];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value);
    if (!isNumber || !std::isfinite(value) || end.ec != std::errc())
        return std::nullopt;
    return sql::plainNumber(QString::fromLatin1(digits, static_cast<int>(end.ptr - digits)));
}

/// With two places and "$", as it is where lc_monetary says nothing else; where it does, the sign is another.
Spelling moneySpelling(const QString& text)
{
    static const QRegularExpression shape(
        QStringLiteral("^\\s*(?:(-)\\s*|(\\())?\\$?\\s*(-)?([\\d,]*)(?:\\.(\\d*))?\\s*(\\))?\\s*$"));
    const auto found = shape.match(text);
    QString whole = found.captured(4).remove(QLatin1Char(','));
    const QString part = found.captured(5);
    if (!found.hasMatch() || (whole.isEmpty() && part.isEmpty()) || whole.size() > 15)
        return std::nullopt;
    const qint64 cents = whole.toLongLong() * 100 + part.left(2).leftJustified(2, QLatin1Char('0')).toLongLong()
        + (part.mid(2, 1) >= QLatin1String("5") ? 1 : 0);
    const bool isNegative
        = !found.captured(1).isEmpty() || !found.captured(2).isEmpty() || !found.captured(3).isEmpty();
    whole = QString::number(cents / 100);
    for (qsizetype i = whole.size() - 3; i > 0; i -= 3)
        whole.insert(i, QLatin1Char(','));
    return (isNegative && cents != 0 ? QStringLiteral("-$") : QStringLiteral("$")) + whole
        + QStringLiteral(".%1").arg(cents % 100, 2, 10, QLatin1Char('0'));
}

/// What is no day of a calendar.
Spelling specialMoment(const QString& text)
{
    const QString word = text.trimmed().toLower();
    if (word == QLatin1String("infinity") || word == QLatin1String("-infinity"))
        return word;
    return word == QLatin1String("epoch") ? Spelling(QStringLiteral("1970-01-01")) : std::nullopt;
}

Spelling daySpelling(const QString& text)
{
    const auto moment = momentIn(text.trimmed());
    return moment ? Spelling(moment->local.date().toString(Qt::ISODate)) : specialMoment(text);
}

/// Where the type has no zone, one that is written says nothing.
Spelling momentSpelling(const QString& text)
{
    const auto moment = momentIn(text.trimmed());
    return moment ? Spelling(moment->text(false)) : specialMoment(text);
}

/// Without a zone it hangs on the session's.
Spelling zonedSpelling(const QString& text)
{
    const auto moment = momentIn(text.trimmed());
    if (moment)
        return moment->zone ? Spelling(moment->text(true)) : std::nullopt;
    return specialMoment(text);
}

Spelling timeSpelling(const QString& text) { return dayTimeValue(text, false); }
Spelling zonedTimeSpelling(const QString& text) { return dayTimeValue(text, true); }

Spelling lengthSpelling(const QString& text)
{
    const Spelling seconds = numberSpelling(text);
    return seconds ? lengthValue(*seconds + QLatin1String(" s")) : lengthValue(text);
}

Spelling uuidSpelling(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^\\{?(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}\\}?$"));
    QString digits = text.toLower();
    if (!shape.match(digits).hasMatch())
        return std::nullopt;
    static const QRegularExpression marks(QStringLiteral("[{}-]"));
    digits.remove(marks);
    for (const int at : { 8, 13, 18, 23 })
        digits.insert(at, QLatin1Char('-'));
    return digits;
}

Spelling bitSpelling(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^[bB]?([01]*)$"));
    if (text.startsWith(QLatin1Char('x'), Qt::CaseInsensitive)) {
        const QString digits = binaryDigits(text.mid(1));
        return digits.isNull() ? std::nullopt : Spelling(digits);
    }
    const auto found = shape.match(text);
    return found.hasMatch() ? Spelling(found.captured(1)) : std::nullopt;
}

/// "\x" and digits; what else the server reads is characters, and "\001".
Spelling bytesSpelling(const QString& text)
{
    static const QRegularExpression hex(QStringLiteral("^\\\\x((?:\\s*[0-9a-f]{2})*)\\s*$"));
    if (text.startsWith(QLatin1String("\\x"))) {
        const auto found = hex.match(text.toLower());
        return found.hasMatch()
            ? Spelling(QLatin1String("\\x") + found.captured(1).simplified().remove(QLatin1Char(' ')))
            : std::nullopt;
    }
    static const QRegularExpression octal(QStringLiteral("^[0-3][0-7]{2}$"));
    const QByteArray bytes = text.toUtf8();
    QByteArray read;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\\') {
            read += bytes[i];
        } else if (bytes.mid(i + 1, 1) == "\\") {
            read += bytes[++i];
        } else if (const QString digits = QString::fromLatin1(bytes.mid(i + 1, 3)); octal.match(digits).hasMatch()) {
            read += static_cast<char>(digits.toInt(nullptr, 8));
            i += 3;
        } else {
            return std::nullopt;
        }
    }
    return QLatin1String("\\x") + QString::fromLatin1(read.toHex());
}

/// The numbers of points, circles, boxes and the like: brackets and commas between them say no more, but that a path is
/// open.
Spelling shapeSpelling(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral("^[\\s(\\[<]*[0-9eE+.,\\s()<>\\[\\]-]+$"));
    static const QRegularExpression between(QStringLiteral("[\\s(),<>\\[\\]]+"));
    if (!shape.match(text).hasMatch())
        return std::nullopt;
    QStringList numbers;
    for (const QString& number : text.split(between, Qt::SkipEmptyParts)) {
        const Spelling one = realSpelling<double>(number);
        if (!one)
            return std::nullopt;
        numbers.append(*one);
    }
    return numbers.isEmpty() ? std::nullopt : Spelling(numbers.join(QLatin1Char(',')));
}

Spelling pathSpelling(const QString& text)
{
    const Spelling points = shapeSpelling(text);
    return points && text.trimmed().startsWith(QLatin1Char('[')) ? Spelling(QLatin1String("open ") + *points) : points;
}

/// By its upper right corner and its lower left.
Spelling boxSpelling(const QString& text)
{
    QStringList numbers = shapeSpelling(text).value_or(QString()).split(QLatin1Char(','));
    if (numbers.size() != 4)
        return std::nullopt;
    for (const int i : { 0, 1 })
        if (numbers[i].toDouble() < numbers[i + 2].toDouble())
            numbers.swapItemsAt(i, i + 2);
    return numbers.join(QLatin1Char(','));
}

Spelling hardwareSpelling(const QString& text) { return hardwareAddress(text, 6); }
Spelling longHardwareSpelling(const QString& text) { return hardwareAddress(text, 8); }

struct Type {
    LiteralKind kind = LiteralKind::Unknown;
    Spelling (*spelling)(const QString&) = nullptr; ///< null: its own text
};

Type typeOf(const QString& name)
{
    static const QHash<QString, Type> types = [] {
        QHash<QString, Type> all;
        const auto add = [&all](const char* names, Type type) {
            for (const QString& one : QString::fromLatin1(names).split(QLatin1Char(',')))
                all.insert(one, type);
        };
        constexpr auto other = LiteralKind::Other;
        add("text,character varying,varchar,character,bpchar,char,name,citext,xml,cstring", { LiteralKind::Verbatim });
        add("smallint,integer,bigint,int2,int4,int8,numeric,oid", { LiteralKind::Number, numberSpelling });
        add("real,float4", { LiteralKind::Number, realSpelling<float> });
        add("double precision,float8", { LiteralKind::Number, realSpelling<double> });
        add("boolean,bool", { LiteralKind::Truth, truthSpelling });
        add("money", { other, moneySpelling });
        add("date", { other, daySpelling });
        add("timestamp,timestamp without time zone", { other, momentSpelling });
        add("timestamptz,timestamp with time zone", { other, zonedSpelling });
        add("time,time without time zone", { other, timeSpelling });
        add("timetz,time with time zone", { other, zonedTimeSpelling });
        add("interval", { other, lengthSpelling });
        add("uuid", { other, uuidSpelling });
        add("json,jsonb", { other, jsonSpelling });
        add("bit,bit varying,varbit", { other, bitSpelling });
        add("bytea", { other, bytesSpelling });
        add("inet", { other, hostAddress });
        add("cidr", { other, networkAddress });
        add("macaddr", { other, hardwareSpelling });
        add("macaddr8", { other, longHardwareSpelling });
        add("tsvector", { other, searchVector });
        add("tsquery", { other, searchQuery });
        add("point,lseg,polygon,circle", { other, shapeSpelling });
        add("path", { other, pathSpelling });
        add("box", { other, boxSpelling });
        return all;
    }();
    return types.value(name);
}

/// Of "int4range" and "int4multirange": the type of their bounds; empty for all that is none.
QString boundType(const QString& type)
{
    static const QHash<QString, QString> types{ { QStringLiteral("int4"), QStringLiteral("integer") },
        { QStringLiteral("int8"), QStringLiteral("bigint") }, { QStringLiteral("num"), QStringLiteral("numeric") },
        { QStringLiteral("date"), QStringLiteral("date") }, { QStringLiteral("ts"), QStringLiteral("timestamp") },
        { QStringLiteral("tstz"), QStringLiteral("timestamptz") } };
    if (!type.endsWith(QLatin1String("range")))
        return {};
    const QString name = type.chopped(5);
    return types.value(name.endsWith(QLatin1String("multi")) ? name.chopped(5) : name);
}

/// Without "(20)".
QString bareType(const QString& type)
{
    const qsizetype open = type.indexOf(QLatin1Char('('));
    const qsizetype close = type.indexOf(QLatin1Char(')'), open);
    return open < 0 || close < 0 ? type : type.left(open) + type.mid(close + 1);
}

} // namespace

QString binaryDigits(const QString& hexadecimal)
{
    QString digits = QStringLiteral("");
    for (const QChar c : hexadecimal) {
        bool isDigit = false;
        const int value = QString(c).toInt(&isDigit, 16);
        if (!isDigit)
            return {};
        digits += QStringLiteral("%1").arg(value, 4, 2, QLatin1Char('0'));
    }
    return digits;
}

LiteralKind literalKind(const QString& type)
{
    const QString bare = bareType(type);
    return bare.endsWith(QLatin1String("[]")) || !boundType(bare).isEmpty() ? LiteralKind::Other : typeOf(bare).kind;
}

LiteralValue literalValue(const QString& text, const QString& type)
{
    const QString bare = bareType(type);
    Spelling spelling;
    if (text.size() > longestLiteral) {
        return { text, typeOf(bare).kind == LiteralKind::Verbatim };
    } else if (bare.endsWith(QLatin1String("[]"))) {
        spelling = arrayValue(text, bare.chopped(2));
    } else if (const QString bound = boundType(bare); !bound.isEmpty()) {
        spelling = bare.endsWith(QLatin1String("multirange")) ? multirangeValue(text, bound) : rangeValue(text, bound);
    } else if (bare.startsWith(QLatin1String("interval "))) { // of certain fields alone: the rest is cut off
        return { lengthValue(text).value_or(text), false };
    } else {
        const Type known = typeOf(bare);
        if (known.kind == LiteralKind::Verbatim)
            return { text, true };
        spelling = known.spelling ? known.spelling(text) : std::nullopt;
    }
    if (spelling)
        return { *spelling, true };
    return { literalKind(type) == LiteralKind::Other ? literalValue(text) : text, false };
}

QString literalValue(const QString& text)
{
    if (text.isEmpty() || text.size() > longestLiteral)
        return text;
    const QChar first = text.front();
    if (first == QLatin1Char('{') || first == QLatin1Char('[')) {
        if (const Spelling json = jsonSpelling(text))
            return *json;
        return first == QLatin1Char('{') && text.endsWith(QLatin1Char('}')) ? looseArray(text) : text;
    }
    if (text.size() == 36)
        if (const Spelling uuid = uuidSpelling(text))
            return *uuid;
    const bool mayBeNumber = first.isDigit() || first == QLatin1Char('+') || first == QLatin1Char('-');
    if (!mayBeNumber && first != QLatin1Char('P'))
        return text;
    if (const auto moment = momentIn(text))
        return moment->text(true);
    if (const auto length = lengthValue(text))
        return *length;
    static const QRegularExpression host(QStringLiteral("^(\\d{1,3}(?:\\.\\d{1,3}){3})/32$"));
    const auto address = host.match(text);
    return address.hasMatch() ? address.captured(1) : text;
}

} // namespace espalier::dialects::postgresql
