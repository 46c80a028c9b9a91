#pragma once

#include <functional>
#include <QString>

namespace espalier::symbolic::library {

QString reprOfBytes(const QString& bytes);
QString asciiOf(const QString& repr); ///< ascii()
QString fixed(double number, int precision); ///< "%.*f", whatever the locale
QString scientific(double number, int precision); ///< "%.*e"
QString notFinite(double number); ///< "nan", "inf", "-inf"

/// The fewest digits that read as the same number: d.ddd × 10^exponent.
struct Digits {
    QString digits;
    int exponent = 0;
};
Digits shortestDigits(double number);

} // namespace espalier::symbolic::library
