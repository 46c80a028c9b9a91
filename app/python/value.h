#pragma once

#include <memory>
#include <optional>
#include <QHash>
#include <QString>
#include <vector>

namespace espalier::python {

struct Object;

/// A Python value as far as it is known without running code. An Unknown is never guessed: it carries the source text
/// and line of what made it so.
struct Value {
    enum class Kind {
        Unknown,
        None,
        Bool,
        Integer,
        Float,
        String,
        Bytes, ///< `text` has a character for each byte
        Tuple,
        List,
        Set,
        Dict, ///< `items` alternate between keys and values
        Function,
        Class,
        Instance, ///< of a class of the project
        Module, ///< of the project
        External, ///< something imported that is not the project's; `text` is its dotted name
    };
    Kind kind = Kind::Unknown;
    QString text; ///< of strings and bytes; source text of what is unknown; name of a function, class or external thing
    qint64 integer = 0; ///< also 0 or 1 for Bool
    double real = 0;
    std::shared_ptr<const std::vector<Value>> items; ///< of sequences and dicts; never null for them
    std::shared_ptr<Object> object; ///< of functions, classes, instances and modules
    int line = 0; ///< of what is unknown

    static Value unknown(const QString& expression, int line);
    static Value none() { return ofKind(Kind::None); }
    static Value boolean(bool value);
    static Value number(qint64 value);
    static Value string(const QString& text) { return ofKind(Kind::String, text); }
    static Value external(const QString& name) { return ofKind(Kind::External, name); }
    static Value ofKind(Kind kind, const QString& text = {});
    static Value sequence(Kind kind, std::vector<Value> items);

    bool isUnknown() const { return kind == Kind::Unknown || kind == Kind::External; }
    bool isNone() const { return kind == Kind::None; }
    bool isString() const { return kind == Kind::String; }
    bool isSequence() const { return kind == Kind::Tuple || kind == Kind::List || kind == Kind::Set; }
    const std::vector<Value>& elements() const;
    /// The first unknown value in this one, itself included; null where all is known.
    const Value* firstUnknown() const;
    /// bool(value), nullopt where that is not known.
    std::optional<bool> truth() const;
    /// str(value), nullopt where that is not known or not simple.
    std::optional<QString> str() const;
    /// The value of a dict's string key; null where it is not there.
    const Value* at(const QString& key) const;
};

/// Whether both are known and equal, for plain data; functions and the like are equal when they are the same.
bool operator==(const Value& a, const Value& b);
inline bool operator!=(const Value& a, const Value& b) { return !(a == b); }

} // namespace espalier::python
