#pragma once

#include "core/message.h"
#include "core/word.h"

#include <memory>
#include <optional>
#include <QString>

namespace espalier::symbolic {

class Object;
using ObjectPtr = std::shared_ptr<Object>;

/// A place in a Python file; `line` counts from 1.
struct Place {
    QString file; ///< absolute
    int line = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

/// Why something is not known, and the code that made it so.
struct Doubt {
    core::Message reason; ///< for people: "reads rows of `users`", marked with QT_TRANSLATE_NOOP("Messages", …)
    QString expression; ///< source text, shortened
    Place place;
};
using DoubtPtr = std::shared_ptr<const Doubt>;

/// A Python value as far as it can be known without running the code. An Unknown is never guessed: it carries what made
/// it so. Plain data is held by value, everything else is an Object that Values share, as in Python.
class Value {
public:
    enum class Kind : quint8 {
        Unknown,
        None,
        Bool,
        Integer, ///< that fits 64 bits
        Float,
        String,
        Bytes, ///< `text` has a character for each byte
        Object,
    };

    Value() = default; ///< None
    static Value none() { return {}; }
    static Value boolean(bool value);
    static Value number(qint64 value);
    static Value real(double value);
    static Value string(const QString& text);
    static Value bytes(const QString& text);
    static Value object(ObjectPtr object);
    template <typename T> static Value of(std::shared_ptr<T> made) { return object(std::move(made)); }
    static Value unknown(DoubtPtr doubt);
    /// An Unknown that surely is plain data, or a container of such: a column of a row, an environment variable, a
    /// time. Nothing that it can be asked to do reaches further than itself. `sample`: text that differs from its own
    /// only in words (sampleWord); null where that is not known either.
    static Value data(DoubtPtr doubt, const QString& sample = {});

    Kind kind() const { return m_kind; }
    bool isUnknown() const { return m_kind == Kind::Unknown; }
    bool isData() const { return m_isData && isUnknown(); }
    /// Of Unknown: it may be, or hold, something that other names reach as well, so that a change made through it may
    /// be one to that.
    bool isAliased() const { return isUnknown() && (!m_isData || m_isAliased); }
    Value aliased(bool isIt = true) const;
    /// Of Unknown, as what is bound to a name or an attribute: it may also be that nothing is.
    bool mayBeMissing() const { return m_mayBeMissing && isUnknown(); }
    Value maybeMissing(bool isIt = true) const;
    bool isNone() const { return m_kind == Kind::None; }
    bool isBool() const { return m_kind == Kind::Bool; }
    bool isInteger() const { return m_kind == Kind::Integer; }
    bool isNumber() const { return m_kind == Kind::Bool || m_kind == Kind::Integer || m_kind == Kind::Float; }
    bool isString() const { return m_kind == Kind::String; }
    bool isObject() const { return m_kind == Kind::Object; }

    qint64 integer() const { return m_integer; } ///< of Bool (0, 1) and Integer
    double realNumber() const { return m_kind == Kind::Float ? m_real : double(m_integer); }
    const QString& text() const { return m_text; } ///< of String and Bytes
    const ObjectPtr& object() const { return m_object; }
    const DoubtPtr& doubt() const { return m_doubt; } ///< of Unknown; never null there
    const QString& sample() const { return m_text; } ///< of Unknown that is data
    bool isWord() const; ///< data whose text is of letters, digits and "_ : . + -" and spaces: a UUID, a time, a number
    /// Of Unknown: what was made of a part of it. Of data that is data, but its text is another one.
    Value part() const;
    /// An Unknown that is one of these.
    static Value oneOf(DoubtPtr doubt, std::shared_ptr<class Alternatives> alternatives);

    /// The object as a T, null where it is none.
    template <typename T> std::shared_ptr<T> as() const
    {
        if constexpr (std::is_final_v<T>) { // a comparison, where else the whole hierarchy is searched
            using Base = std::conditional_t<std::is_final_v<T>, Object, T>; // known when T is
            const Base* const object = m_object.get();
            return object && typeid(*object) == typeid(T) ? std::static_pointer_cast<T>(m_object) : nullptr;
        } else {
            return std::dynamic_pointer_cast<T>(m_object);
        }
    }

private:
    Kind m_kind = Kind::None;
    bool m_isData = false;
    bool m_isAliased = false;
    bool m_mayBeMissing = false;
    union {
        qint64 m_integer = 0;
        double m_real;
    };
    QString m_text;
    ObjectPtr m_object;
    DoubtPtr m_doubt;
};

/// Stands for words in Value::sample().
QString sampleWord();

using Names = core::WordHash<Value>; ///< what names are bound to

} // namespace espalier::symbolic
