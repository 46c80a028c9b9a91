#include "dialects/postgresql/literal_value.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTimeZone>

#include <optional>

// As src/backend/utils/adt reads and prints them.

namespace espalier::dialects::postgresql {

namespace {

/// "0.5", without zeros at its end.
QString plainNumber(qint64 microseconds)
{
    const QString sign = microseconds < 0 ? QStringLiteral("-") : QString();
    const quint64 size = microseconds < 0 ? quint64(-microseconds) : quint64(microseconds);
    QString text = sign + QString::number(size / 1'000'000);
    if (size % 1'000'000 == 0)
        return text;
    text += QLatin1Char('.') + QStringLiteral("%1").arg(size % 1'000'000, 6, 10, QLatin1Char('0'));
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    return text;
}

/// "2024-1-5", "20240105", "2024-01-05T10:00:00.5+01": at UTC, where a zone is said.
std::optional<QString> momentValue(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral(
        "^(\\d{4})(?:-(\\d{1,2})-(\\d{1,2})|(\\d{2})(\\d{2}))(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,6})?)?)?"
        " ?(?:(Z|UTC)|([+-])(\\d{2})(?::?(\\d{2}))?)?$"));
    const auto found = shape.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) { return found.captured(group).toInt(); };
    const QDate date(number(1), number(2) + number(4), number(3) + number(5));
    const QTime time(number(6), number(7), number(8));
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const int minutes = (number(12) * 60 + number(13)) * (found.captured(11) == QLatin1String("-") ? -1 : 1);
    const QDateTime moment = QDateTime(date, time, Qt::UTC).addSecs(-minutes * 60);
    const qint64 fraction = qRound64(found.captured(9).toDouble() * 1'000'000);
    if (moment.time() == QTime(0, 0) && fraction == 0)
        return moment.date().toString(Qt::ISODate);
    return moment.date().toString(Qt::ISODate) + QLatin1Char(' ')
        + plainNumber(moment.time().msecsSinceStartOfDay() * qint64(1000) + fraction);
}

struct Length {
    qint64 months = 0;
    qint64 days = 0;
    qint64 microseconds = 0;
};

bool addUnit(Length& length, double amount, const QString& unit)
{
    struct Unit {
        qint64 Length::*field;
        double factor;
    };
    static const QHash<QString, Unit> units = [] {
        QHash<QString, Unit> made;
        const auto add = [&made](const char* names, Unit unit) {
            for (const QString& name : QString::fromLatin1(names).split(QLatin1Char(' ')))
                made.insert(name, unit);
        };
        add("us microsecond microseconds", { &Length::microseconds, 1 });
        add("ms millisecond milliseconds", { &Length::microseconds, 1e3 });
        add("s sec secs second seconds", { &Length::microseconds, 1e6 });
        add("min mins minute minutes", { &Length::microseconds, 60e6 });
        add("h hr hrs hour hours", { &Length::microseconds, 3600e6 });
        add("d day days", { &Length::days, 1 });
        add("w week weeks", { &Length::days, 7 });
        add("mon mons month months", { &Length::months, 1 });
        add("y yr yrs year years", { &Length::months, 12 });
        return made;
    }();
    const auto found = units.constFind(unit.toLower());
    const bool isWhole = amount * found->factor == double(qint64(amount * found->factor));
    if (found == units.cend() || (!isWhole && found->field != &Length::microseconds))
        return false; // a part of a month is days, and so on
    length.*found->field += qRound64(amount * found->factor);
    return true;
}

/// "1 day 02:00", "90 minutes", "PT1H": where it is less than a day the number of its seconds, as a time of day is.
std::optional<QString> lengthValue(const QString& text)
{
    static const QRegularExpression iso(QStringLiteral(
        "^P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?$"));
    static const QRegularExpression part(QStringLiteral("\\G\\s*(?:([+-]?)(\\d+):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,6})?))?"
                                                        "|([+-]?\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+))(?=\\s|$)"));
    Length length;
    if (const auto found = iso.match(text); found.hasMatch() && text.size() > 2) {
        const char* units[] = { "y", "mon", "w", "d", "h", "min", "s" };
        for (int i = 0; i < 7; ++i)
            addUnit(length, found.captured(i + 1).toDouble(), QLatin1String(units[i]));
    } else {
        qsizetype at = 0;
        for (auto found = part.match(text); found.hasMatch(); found = part.match(text, at)) {
            at = found.capturedEnd();
            if (found.captured(6).isEmpty()) {
                const qint64 size = (found.captured(2).toLongLong() * 60 + found.captured(3).toLongLong()) * 60'000'000
                    + qRound64(found.captured(4).toDouble() * 1e6);
                length.microseconds += found.captured(1) == QLatin1String("-") ? -size : size;
            } else if (!addUnit(length, found.captured(5).toDouble(), found.captured(6))) {
                return std::nullopt;
            }
            if (at == text.size())
                break;
        }
        if (at == 0 || at != text.size())
            return std::nullopt;
    }
    const QString seconds = plainNumber(length.microseconds);
    return length.months == 0 && length.days == 0
        ? seconds
        : QStringLiteral("%1 months %2 days %3").arg(length.months).arg(length.days).arg(seconds);
}

/// JSON as jsonb keeps it; null for what is none.
QString jsonValue(const QString& text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isNull() ? QString() : QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

/// "{1, 2}" is "{1,2}", and quotes around plain words are not needed.
QString arrayValue(const QString& text)
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

} // namespace

QString literalValue(const QString& text)
{
    constexpr qsizetype longest = 1 << 16;
    if (text.isEmpty() || text.size() > longest)
        return text;
    const QChar first = text.front();
    if (first == QLatin1Char('{') || first == QLatin1Char('[')) {
        if (const QString json = jsonValue(text); !json.isNull())
            return json;
        return first == QLatin1Char('{') && text.endsWith(QLatin1Char('}')) ? arrayValue(text) : text;
    }
    static const QRegularExpression uuid(QStringLiteral("^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"));
    if (text.size() == 36 && uuid.match(text).hasMatch())
        return text.toLower();
    const bool mayBeNumber = first.isDigit() || first == QLatin1Char('+') || first == QLatin1Char('-');
    if (!mayBeNumber && first != QLatin1Char('P'))
        return text;
    if (const auto moment = momentValue(text))
        return *moment;
    if (const auto length = lengthValue(text))
        return *length;
    static const QRegularExpression host(QStringLiteral("^(\\d{1,3}(?:\\.\\d{1,3}){3})/32$"));
    const auto address = host.match(text);
    return address.hasMatch() ? address.captured(1) : text;
}

} // namespace espalier::dialects::postgresql
