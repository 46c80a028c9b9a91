#include "dialects/sql/reflected_types.h"

#include <QRegularExpression>

namespace espalier::dialects::sql {

SaidType saidType(const QString& sql)
{
    static const QRegularExpression parts(QStringLiteral("^([^()]*)(?:\\(([^)]*)\\)(.*))?$"));
    const auto match = parts.match(sql);
    SaidType said;
    said.name = (match.captured(1).trimmed() + QLatin1Char(' ') + match.captured(3).trimmed()).trimmed().toUpper();
    for (const QString& number : match.captured(2).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool isNumber = false;
        said.numbers.push_back(number.trimmed().toInt(&isNumber));
        said.isPlain = said.isPlain && isNumber;
    }
    said.isPlain = said.isPlain && match.hasMatch();
    return said;
}

schema::SqlType sizedType(const QString& className, const SaidType& said)
{
    schema::SqlType type = schema::SqlType::of(className);
    const bool isNumeric = className.endsWith(QLatin1String("NUMERIC")) || className.endsWith(QLatin1String("DECIMAL"));
    if (isNumeric && !said.numbers.empty())
        type.precision = said.numbers.front();
    else if (!said.numbers.empty())
        type.length = said.numbers.front();
    if (isNumeric && said.numbers.size() > 1)
        type.scale = said.numbers[1];
    return type;
}

} // namespace espalier::dialects::sql
