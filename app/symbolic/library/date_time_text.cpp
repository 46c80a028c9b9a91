#include "symbolic/library/date_time_methods.h"

#include <QLocale>
#include <QRegularExpression>

namespace espalier::symbolic::library {

namespace {

QString digits(qint64 number, int width) { return QString::number(number).rightJustified(width, QLatin1Char('0')); }

struct Clock {
    qint64 hour = 0;
    qint64 minute = 0;
    qint64 second = 0;
    qint64 micros = 0;
};

Clock clockOf(qint64 time)
{
    const qint64 seconds = time / microsecondsPerSecond;
    return { seconds / 3600, seconds / 60 % 60, seconds % 60, time % microsecondsPerSecond };
}

std::optional<QString> code(const DateTime& value, QChar letter)
{
    const QLocale c = QLocale::c();
    const QDate date = value.kind() == DateTime::Kind::Time ? QDate(1900, 1, 1) : value.date();
    const Clock clock = clockOf(value.time());
    const qint64 hour12 = clock.hour % 12 == 0 ? 12 : clock.hour % 12;
    const auto all = [&](const char* format) { return formatTime(value, QString::fromLatin1(format)); };
    int isoYear = 0;
    const int week = date.weekNumber(&isoYear);
    switch (letter.unicode()) {
    case 'Y':
        return QString::number(date.year());
    case 'm':
        return digits(date.month(), 2);
    case 'd':
        return digits(date.day(), 2);
    case 'H':
        return digits(clock.hour, 2);
    case 'I':
        return digits(hour12, 2);
    case 'M':
        return digits(clock.minute, 2);
    case 'S':
        return digits(clock.second, 2);
    case 'f':
        return digits(clock.micros, 6);
    case 'y':
        return digits(date.year() % 100, 2);
    case 'j':
        return digits(date.dayOfYear(), 3);
    case 'a':
        return c.dayName(date.dayOfWeek(), QLocale::ShortFormat);
    case 'A':
        return c.dayName(date.dayOfWeek(), QLocale::LongFormat);
    case 'b':
    case 'h':
        return c.monthName(date.month(), QLocale::ShortFormat);
    case 'B':
        return c.monthName(date.month(), QLocale::LongFormat);
    case 'p':
        return QLatin1String(clock.hour < 12 ? "AM" : "PM");
    case 'w':
        return QString::number(date.dayOfWeek() % 7);
    case 'u':
        return QString::number(date.dayOfWeek());
    case 'U':
        return digits((date.dayOfYear() + 6 - date.dayOfWeek() % 7) / 7, 2);
    case 'W':
        return digits((date.dayOfYear() + 6 - (date.dayOfWeek() - 1)) / 7, 2);
    case 'G':
        return QString::number(isoYear);
    case 'V':
        return digits(week, 2);
    case 'e':
        return QString::number(date.day()).rightJustified(2, QLatin1Char(' '));
    case 'D':
    case 'x':
        return all("%m/%d/%y");
    case 'F':
        return all("%Y-%m-%d");
    case 'T':
    case 'X':
        return all("%H:%M:%S");
    case 'R':
        return all("%H:%M");
    case 'c':
        return all("%a %b %e %H:%M:%S %Y");
    case 'z':
        return value.zone() ? offsetText(value.zone()->offset(), QString()) : QString();
    case 'Z':
        return value.zone() ? value.zone()->name() : QString();
    case 'n':
        return QStringLiteral("\n");
    case 't':
        return QStringLiteral("\t");
    case '%':
        return QStringLiteral("%");
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<QString> formatTime(const DateTime& value, const QString& format)
{
    if (value.kind() != DateTime::Kind::Time && value.date().year() < 1000) // padded by some C libraries only
        return std::nullopt;
    QString made;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format[i] != QLatin1Char('%') || i + 1 == format.size()) {
            made += format[i];
            continue;
        }
        const auto text = code(value, format[++i]);
        if (!text)
            return std::nullopt;
        made += *text;
    }
    return made;
}

namespace {

QString names(bool isDay, QLocale::FormatType type)
{
    QStringList all;
    for (int i = 1; i <= (isDay ? 7 : 12); ++i)
        all.append(isDay ? QLocale::c().dayName(i, type) : QLocale::c().monthName(i, type));
    return QStringLiteral("(?i:%1)").arg(all.join(QLatin1Char('|')));
}

// What a code of strptime() matches.
QString patternOf(QChar letter)
{
    switch (letter.unicode()) {
    case 'Y':
        return QStringLiteral("\\d{4}");
    case 'm':
        return QStringLiteral("1[0-2]|0[1-9]|[1-9]");
    case 'd':
        return QStringLiteral("3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]");
    case 'H':
        return QStringLiteral("2[0-3]|[01]\\d|\\d");
    case 'I':
        return QStringLiteral("1[0-2]|0[1-9]|[1-9]");
    case 'M':
        return QStringLiteral("[0-5]\\d|\\d");
    case 'S':
        return QStringLiteral("6[01]|[0-5]\\d|\\d");
    case 'f':
        return QStringLiteral("\\d{1,6}");
    case 'y':
        return QStringLiteral("\\d\\d");
    case 'p':
        return QStringLiteral("(?i:AM|PM)");
    case 'z':
        return QStringLiteral("[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|(?-i:Z)");
    case 'b':
        return names(false, QLocale::ShortFormat);
    case 'B':
        return names(false, QLocale::LongFormat);
    case 'a':
        return names(true, QLocale::ShortFormat);
    case 'A':
        return names(true, QLocale::LongFormat);
    default:
        return {};
    }
}

int monthOf(const QString& name)
{
    for (int i = 1; i <= 12; ++i)
        if (QLocale::c().monthName(i, QLocale::ShortFormat).compare(name.left(3), Qt::CaseInsensitive) == 0)
            return i;
    return 1;
}

std::shared_ptr<TimeZone> parsedZone(QString text)
{
    if (text.isEmpty())
        return nullptr;
    if (text == QLatin1String("Z"))
        return std::make_shared<TimeZone>(0);
    const bool isNegative = text.startsWith(QLatin1Char('-'));
    text.remove(QLatin1Char(':'));
    const qint64 seconds = text.mid(1, 2).toInt() * 3600 + text.mid(3, 2).toInt() * 60 + text.mid(5, 2).toInt();
    return std::make_shared<TimeZone>((isNegative ? -seconds : seconds) * microsecondsPerSecond);
}

} // namespace

std::optional<Value> parseTime(const QString& text, const QString& format)
{
    QString pattern;
    QString letters;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format[i].isSpace()) {
            pattern += QLatin1String("\\s+");
            while (i + 1 < format.size() && format[i + 1].isSpace())
                ++i;
        } else if (format[i] != QLatin1Char('%')) {
            pattern += QRegularExpression::escape(format[i]);
        } else if (++i < format.size() && format[i] == QLatin1Char('%')) {
            pattern += QLatin1Char('%');
        } else {
            const QString part = i < format.size() ? patternOf(format[i]) : QString();
            if (part.isEmpty() || letters.contains(format[i]))
                return std::nullopt;
            letters += format[i];
            pattern += QLatin1Char('(') + part + QLatin1Char(')');
        }
    }
    const QRegularExpressionMatch match
        = QRegularExpression(QRegularExpression::anchoredPattern(pattern), QRegularExpression::CaseInsensitiveOption)
              .match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto part = [&](char letter) { return match.captured(int(letters.indexOf(QLatin1Char(letter))) + 1); };
    const auto has = [&](char letter) { return letters.contains(QLatin1Char(letter)); };
    const auto number
        = [&](char letter, int otherwise) { return has(letter) ? part(letter).trimmed().toInt() : otherwise; };
    int year = number('Y', 1900);
    if (has('y'))
        year = number('y', 0) + (number('y', 0) < 69 ? 2000 : 1900);
    const int month = has('b') ? monthOf(part('b')) : has('B') ? monthOf(part('B')) : number('m', 1);
    qint64 hour = number('H', 0);
    if (has('I'))
        hour = number('I', 0) % 12 + (part('p').toUpper() == QLatin1String("PM") && has('p') ? 12 : 0);
    const qint64 micros = has('f') ? part('f').leftJustified(6, QLatin1Char('0')).toLongLong() : 0;
    const QDate date(year, month, number('d', 1));
    if (!date.isValid() || year < 1 || number('S', 0) > 59)
        return std::nullopt;
    return makeMoment(date, ((hour * 60 + number('M', 0)) * 60 + number('S', 0)) * microsecondsPerSecond + micros,
        has('z') ? parsedZone(part('z')) : nullptr);
}

std::optional<Value> parseIso(DateTime::Kind kind, const QString& text)
{
    // What isoformat() writes, with a few of the shapes that Python 3.11 takes as well.
    static const QString datePattern = QStringLiteral("(\\d{4})-(\\d\\d)-(\\d\\d)");
    static const QString timePattern
        = QStringLiteral("(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,6}))?)?([+-]\\d\\d:\\d\\d(?::\\d\\d)?|Z)?");
    static const QRegularExpression patterns[]
        = { QRegularExpression(QRegularExpression::anchoredPattern(datePattern + QStringLiteral("()()()()()"))),
              QRegularExpression(QRegularExpression::anchoredPattern(QStringLiteral("()()()") + timePattern)),
              QRegularExpression(QRegularExpression::anchoredPattern(
                  datePattern + QStringLiteral("(?:.") + timePattern + QStringLiteral(")?"))) };
    const QRegularExpressionMatch match = patterns[size_t(kind)].match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    const QDate date(number(1), number(2), number(3));
    if (kind != DateTime::Kind::Time && !date.isValid())
        return std::nullopt;
    if (number(4) > 23 || number(5) > 59 || number(6) > 59)
        return std::nullopt;
    const qint64 time = ((qint64(number(4)) * 60 + number(5)) * 60 + number(6)) * microsecondsPerSecond
        + match.captured(7).leftJustified(6, QLatin1Char('0')).toLongLong();
    return Value::of(std::make_shared<DateTime>(
        kind, kind == DateTime::Kind::Time ? QDate() : date, time, parsedZone(match.captured(8))));
}

} // namespace espalier::symbolic::library
