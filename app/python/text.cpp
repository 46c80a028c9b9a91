#include "python/text.h"

namespace espalier::python {

bool isSpace(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= 0x1c && code <= 0x1f) || character.isSpace();
}

QStringView strip(QStringView text)
{
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.mid(1);
    return stripRight(text);
}

QStringView stripRight(QStringView text)
{
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

QList<QStringView> universalLines(QStringView text)
{
    QList<QStringView> lines;
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != QLatin1Char('\n') && text[i] != QLatin1Char('\r'))
            continue;
        lines.append(text.mid(start, i - start));
        if (text[i] == QLatin1Char('\r') && i + 1 < text.size() && text[i + 1] == QLatin1Char('\n'))
            ++i;
        start = i + 1;
    }
    if (start < text.size())
        lines.append(text.mid(start));
    return lines;
}

std::optional<QString> percentFormat(const QString& text, const QHash<QString, QString>& values)
{
    QString filled;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != QLatin1Char('%')) {
            filled += text[i];
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == QLatin1Char('%')) {
            filled += text[++i];
            continue;
        }
        const qsizetype end = text.indexOf(QLatin1String(")s"), i);
        if (end < 0 || text[i + 1] != QLatin1Char('('))
            return std::nullopt;
        const auto value = values.constFind(text.mid(i + 2, end - i - 2));
        if (value == values.cend())
            return std::nullopt;
        filled += *value;
        i = end + 1;
    }
    return filled;
}

} // namespace espalier::python
