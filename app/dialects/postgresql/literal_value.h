#pragma once

#include <QString>

namespace espalier::dialects::postgresql {

/// The text of a literal in one spelling, to be compared.
struct LiteralValue {
    QString text;
    /// It is known what the server makes of the spelling; else another one may mean the same.
    bool isSettled = true;
};

/// Of a literal of that type: what the server makes of it when it keeps it ("1 hour" is '01:00:00', "10/8" of cidr
/// '10.0.0.0/8'). The name of the type is any that the server or a cast has for it.
LiteralValue literalValue(const QString& text, const QString& type);

/// What is known of a type's literals. Verbatim: they are kept as they are.
enum class LiteralKind { Unknown, Verbatim, Number, Truth, Other };
LiteralKind literalKind(const QString& type);

/// The same of a literal whose type is not known: moments, lengths of time, UUIDs, JSON, arrays and addresses by their
/// looks; what looks like none of these is given back.
QString literalValue(const QString& text);

/// Binary digits of hexadecimal ones; null where they are none.
QString binaryDigits(const QString& hexadecimal);

} // namespace espalier::dialects::postgresql
