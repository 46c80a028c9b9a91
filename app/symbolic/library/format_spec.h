#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

/// A specification of Python's format mini-language, or of one % conversion.
struct FormatSpec {
    QString fill;
    QChar align; ///< null: by the type
    QChar sign = QLatin1Char('-');
    bool isAlternate = false; ///< "#"
    bool isZeroPadded = false;
    qsizetype width = 0;
    QChar grouping; ///< "," or "_"
    std::optional<int> precision;
    QChar type;

    static FormatSpec parse(Interpreter& interpreter, const QString& spec);
};

/// `text` at the spec's width.
QString padded(Interpreter& interpreter, const FormatSpec& spec, const QString& text, QChar align);
/// A number from its sign, prefix and digits, grouped and padded.
QString padded(Interpreter& interpreter, const FormatSpec& spec, bool isNegative, const QString& prefix,
    const QString& digits, const QString& rest);
QString formatInteger(Interpreter& interpreter, const FormatSpec& spec, qint64 number);
QString formatReal(Interpreter& interpreter, const FormatSpec& spec, double number);

} // namespace espalier::symbolic::library
