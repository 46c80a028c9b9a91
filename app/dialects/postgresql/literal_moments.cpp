#include "dialects/postgresql/literal_moments.h"

#include <cmath>
#include <QHash>
#include <QRegularExpression>

namespace espalier::dialects::postgresql {

namespace {

/// "0.5", without zeros at its end.
QString plainSeconds(qint64 microseconds)
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

} // namespace

std::optional<Moment> momentIn(const QString& text)
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
    Moment moment;
    moment.local = QDateTime(date, time, Qt::UTC);
    moment.fraction = qRound64(found.captured(9).toDouble() * 1'000'000);
    if (!found.captured(10).isEmpty() || !found.captured(11).isEmpty())
        moment.zone = (number(12) * 60 + number(13)) * (found.captured(11) == QLatin1String("-") ? -1 : 1);
    return moment;
}

QString Moment::text(bool atUtc) const
{
    const QDateTime moment = atUtc ? local.addSecs(-zone.value_or(0) * 60) : local;
    if (moment.time() == QTime(0, 0) && fraction == 0)
        return moment.date().toString(Qt::ISODate);
    return moment.date().toString(Qt::ISODate) + QLatin1Char(' ')
        + plainSeconds(moment.time().msecsSinceStartOfDay() * qint64(1000) + fraction);
}

namespace {

constexpr qint64 longestLength = 100'000'000'000'000'000; ///< microseconds; adding one more part to it is safe

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
        add("m min mins minute minutes", { &Length::microseconds, 60e6 });
        add("h hr hrs hour hours", { &Length::microseconds, 3600e6 });
        add("d day days", { &Length::days, 1 });
        add("w week weeks", { &Length::days, 7 });
        add("mon mons month months", { &Length::months, 1 });
        add("y yr yrs year years", { &Length::months, 12 });
        add("decade decades dec decs", { &Length::months, 120 });
        add("c cent century centuries", { &Length::months, 1200 });
        return made;
    }();
    const auto found = units.constFind(unit.toLower());
    if (found == units.cend())
        return false;
    const double size = amount * found->factor;
    const double whole = std::trunc(size);
    if (size == whole || found->field == &Length::microseconds) {
        length.*found->field += qRound64(size);
        return true;
    }
    if (found->factor != 1 && found->field == &Length::months)
        return false; // servers differ in what they make of a part of a year
    length.*found->field += qint64(whole);
    return found->field == &Length::months ? addUnit(length, (size - whole) * 30, QStringLiteral("days"))
                                           : addUnit(length, (size - whole) * 24, QStringLiteral("hours"));
}

} // namespace

std::optional<QString> lengthValue(const QString& written)
{
    QString text = written.trimmed();
    const bool isAgo = text.endsWith(QLatin1String(" ago"), Qt::CaseInsensitive);
    if (isAgo)
        text = text.chopped(4).trimmed();
    if (text.startsWith(QLatin1Char('@')))
        text = text.mid(1).trimmed();
    static const QRegularExpression iso(
        QStringLiteral("^P(?:(-?\\d{1,7})Y)?(?:(-?\\d{1,7})M)?(?:(-?\\d{1,7})W)?(?:(-?\\d{1,7})D)?"
                       "(?:T(?:(-?\\d{1,7})H)?(?:(-?\\d{1,7})M)?(?:(-?\\d{1,7}(?:\\.\\d{1,6})?)S)?)?$"));
    static const QRegularExpression yearsAndMonths(QStringLiteral("^(\\d{1,7})-(\\d{1,2})$"));
    static const QRegularExpression daysAndTime(QStringLiteral("^(\\d{1,7}) (\\d{1,7}:\\d.*)$"));
    static const QRegularExpression part(
        QStringLiteral("\\G\\s*(?:([+-]?)(\\d{1,7}):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,6})?))?"
                       "|([+-]?\\d{1,7}(?:\\.\\d+)?)\\s*([A-Za-z]+))(?=\\s|$)"));
    if (const auto found = daysAndTime.match(text); found.hasMatch())
        return lengthValue(found.captured(1) + QLatin1String(" days ") + found.captured(2)
            + (isAgo ? QLatin1String(" ago") : QLatin1String()));
    Length length;
    if (const auto found = yearsAndMonths.match(text); found.hasMatch()) {
        length.months = found.captured(1).toLongLong() * 12 + found.captured(2).toLongLong();
    } else if (const auto found = iso.match(text); found.hasMatch() && text.size() > 2) {
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
            if (at == text.size() || std::abs(length.microseconds) > longestLength)
                break;
        }
        if (at == 0 || at != text.size())
            return std::nullopt;
    }
    if (isAgo)
        length = { -length.months, -length.days, -length.microseconds };
    const QString seconds = plainSeconds(length.microseconds);
    return length.months == 0 && length.days == 0
        ? seconds
        : QStringLiteral("%1 months %2 days %3").arg(length.months).arg(length.days).arg(seconds);
}

std::optional<QString> dayTimeValue(const QString& text, bool hasZone)
{
    static const QRegularExpression shape(
        QStringLiteral(
            "^\\s*(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,6})?)?)\\s*(?:(Z|UTC)|([+-])(\\d{1,2})(?::?(\\d{2}))?)?\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto found = shape.match(text);
    const bool saysZone = !found.captured(2).isEmpty() || !found.captured(3).isEmpty();
    if (!found.hasMatch() || (hasZone && !saysZone))
        return std::nullopt;
    const auto time = lengthValue(found.captured(1));
    if (!hasZone || !time)
        return time;
    const int minutes = found.captured(4).toInt() * 60 + found.captured(5).toInt();
    return *time + QLatin1String(" zone ")
        + (found.captured(3) == QLatin1String("-") ? QString::number(-minutes) : QString::number(minutes));
}

} // namespace espalier::dialects::postgresql
