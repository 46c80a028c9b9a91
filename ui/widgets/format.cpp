#include "widgets/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace espalier::ui {

QString relativeTime(const QDateTime& when, const QDateTime& now)
{
    if (!when.isValid())
        return {};
    const qint64 seconds = when.secsTo(now);
    // In variables: lupdate 6.4 never comes back from an expression with parentheses as the number.
    const int minutes = qMax(1, int(seconds / 60));
    const int hours = int(seconds / 3600);
    if (seconds < 0)
        return exactTime(when);
    if (seconds < 45)
        return QCoreApplication::translate("Format", "just now");
    if (seconds < 3600)
        return QCoreApplication::translate("Format", "%n min ago", nullptr, minutes);
    if (seconds < 86400)
        return QCoreApplication::translate("Format", "%n h ago", nullptr, hours);
    const int days = int(when.toLocalTime().date().daysTo(now.toLocalTime().date()));
    if (days == 1)
        return QCoreApplication::translate("Format", "yesterday");
    if (days < 31)
        return QCoreApplication::translate("Format", "%n days ago", nullptr, days);
    return QLocale().toString(when.toLocalTime().date(), QLocale::ShortFormat);
}

QString exactTime(const QDateTime& when)
{
    return when.isValid() ? QLocale().toString(when.toLocalTime(), QLocale::LongFormat) : QString();
}

QString number(qint64 value) { return QLocale().toString(value); }

QString byteSize(qint64 bytes) { return QLocale().formattedDataSize(bytes, bytes < 10 * 1024 ? 0 : 1); }

QString duration(qint64 milliseconds)
{
    const QLocale locale;
    if (milliseconds < 1000)
        return QCoreApplication::translate("Format", "%1 ms").arg(locale.toString(milliseconds));
    if (milliseconds < 10000)
        return QCoreApplication::translate("Format", "%1 s").arg(locale.toString(double(milliseconds) / 1000, 'f', 1));
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 60)
        return QCoreApplication::translate("Format", "%1 s").arg(locale.toString(seconds));
    return QCoreApplication::translate("Format", "%1 min %2 s")
        .arg(locale.toString(seconds / 60), locale.toString(seconds % 60));
}

QString shortId(const QString& id)
{
    if (id.size() <= 12)
        return id;
    for (const QChar sign : id) {
        if (!sign.isDigit() && !(sign >= QLatin1Char('a') && sign <= QLatin1Char('f')))
            return id;
    }
    return id.left(12);
}

} // namespace espalier::ui
