#include "cli/printable.h"

namespace espalier::cli {

namespace {

bool isHarmful(QChar character)
{
    const char16_t code = character.unicode();
    if (code >= 0x20 && code < 0x7f)
        return false; // nearly all there is
    const bool isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    const bool isSeparator = code == 0x2028 || code == 0x2029;
    const bool turnsDirection = code == 0x061c || code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e)
        || (code >= 0x2066 && code <= 0x2069);
    return isControl || isSeparator || turnsDirection;
}

QString hex(QChar character, int digits)
{
    return QString::number(character.unicode(), 16).rightJustified(digits, QLatin1Char('0'));
}

QString shown(QChar character)
{
    if (character == QLatin1Char('\n'))
        return QStringLiteral("\\n");
    if (character == QLatin1Char('\t'))
        return QStringLiteral("\\t");
    return character.unicode() <= 0xff ? QStringLiteral("\\x") + hex(character, 2)
                                       : QStringLiteral("\\u") + hex(character, 4);
}

template <typename Show> QString replaced(const QString& text, QLatin1String kept, Show show)
{
    QString result;
    qsizetype done = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isHarmful(text[i]) || kept.contains(text[i]))
            continue;
        result += QStringView(text).mid(done, i - done);
        result += show(text[i]);
        done = i + 1;
    }
    if (done == 0)
        return text;
    result += QStringView(text).mid(done);
    return result;
}

} // namespace

QString printable(const QString& text) { return replaced(text, QLatin1String("\n\t"), shown); }

QString printableLine(const QString& text) { return replaced(text, QLatin1String(), shown); }

QString printableJson(const QString& json)
{
    // Within strings QJsonDocument has escaped what is below 0x20 itself; outside there are only its own line ends.
    return replaced(
        json, QLatin1String("\n"), [](QChar character) { return QStringLiteral("\\u") + hex(character, 4); });
}

} // namespace espalier::cli
