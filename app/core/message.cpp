#include "core/message.h"

#include <QCoreApplication>

namespace espalier::core {

namespace {

// All placeholders at once: an argument that itself contains "%2" must not be taken for a place.
QString fill(const QString& pattern, const QStringList& arguments)
{
    QString filled;
    filled.reserve(pattern.size() + 32);
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == QLatin1Char('%') && i + 1 < pattern.size() && pattern[i + 1].isDigit();
        const int number = place ? pattern[i + 1].digitValue() : 0;
        if (number >= 1 && number <= arguments.size()) {
            filled += arguments[number - 1];
            ++i;
        } else {
            filled += pattern[i];
        }
    }
    return filled;
}

} // namespace

QString Message::text() const { return fill(QCoreApplication::translate("Messages", source), arguments); }

QString Message::english() const { return fill(QString::fromUtf8(source), arguments); }

} // namespace espalier::core
