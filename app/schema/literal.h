#pragma once

#include <memory>
#include <QString>
#include <utility>
#include <vector>

namespace espalier::schema {

/// A Python value that reaches SQL.
struct Literal {
    enum class Kind {
        None,
        Bool,
        Integer,
        Float,
        String,
        Bytes, ///< `text` has a character for each byte
        DateTime, ///< `text` as Python's isoformat(): "2024-01-02T03:04:05.000006+00:00"
        Date, ///< "2024-01-02"
        Time, ///< "03:04:05"
        Interval, ///< timedelta: `text` as str(timedelta), `real` its total seconds
        Uuid, ///< 32 digits with dashes
        Decimal, ///< as str(Decimal)
        List, ///< also tuples and sets
        Dict, ///< `items` alternate between keys and values, in their order
    };
    Kind kind = Kind::None;
    QString text = {}; ///< see Kind; digits of an Integer that does not fit 64 bits
    qint64 integer = 0; ///< also 0 or 1 for Bool
    double real = 0;
    std::shared_ptr<const std::vector<Literal>> items = {}; ///< of List and Dict; null is empty

    static Literal none() { return {}; }
    static Literal boolean(bool value) { return { .kind = Kind::Bool, .integer = value ? 1 : 0 }; }
    static Literal number(qint64 value) { return { .kind = Kind::Integer, .integer = value }; }
    static Literal real_(double value) { return { .kind = Kind::Float, .real = value }; }
    static Literal string(const QString& text) { return { .kind = Kind::String, .text = text }; }
    static Literal ofKind(Kind kind, const QString& text) { return { .kind = kind, .text = text }; }
    static Literal sequence(Kind kind, std::vector<Literal> items);

    const std::vector<Literal>& elements() const;
    bool isNone() const { return kind == Kind::None; }
    friend bool operator==(const Literal& a, const Literal& b);
};

} // namespace espalier::schema
