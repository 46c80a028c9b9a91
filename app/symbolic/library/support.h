#pragma once

#include "symbolic/builtin_class.h"
#include "symbolic/code.h"
#include "symbolic/interpreter.h"
#include "symbolic/iterator.h"
#include "symbolic/library.h"

#include <QCoreApplication>

namespace espalier::symbolic::library {

/// Thrown where an unknown decides what comes out; sure() makes it the result. Never leaves this folder.
struct Unsure {
    Value unknown;
};
[[noreturn]] void give(const Value& unknown);
[[noreturn]] void give(const DoubtPtr& doubt);

template <typename Work> auto sure(const Work& work) -> decltype(work())
{
    try {
        return work();
    } catch (const Unsure& unsure) {
        return unsure.unknown;
    }
}

/// Why it is not known what kind of thing the value is: unknown, of another package, or of a class derived from such.
/// Null where its kind is known.
DoubtPtr mystery(const Interpreter& interpreter, const Value& value);

/// What unknown arguments do to a function.
enum class Unknowns {
    Spread, ///< the result is that unknown
    Keep, ///< the function looks for itself
    Change, ///< as Keep; where the function cannot tell, its first argument (a container) is not known any longer
            ///< either
};

class Call;
using Body = std::function<Value(const Call&)>;

/// A function of Python's library. Its signature is "name(self, a, b?, *rest, **more)"; "?" marks what has a default.
class Routine {
public:
    Routine(const char* signature, Body body, Unknowns unknowns);
    const QString& name() const { return m_name; }
    Value call(Interpreter& interpreter, const Arguments& arguments) const;

private:
    friend class Call;
    Value result(Interpreter& interpreter, const Arguments& arguments) const;
    struct Parameter {
        QString name;
        bool isOptional = false;
    };
    QString m_name;
    std::vector<Parameter> m_parameters;
    bool m_hasRest = false;
    bool m_hasMore = false;
    Body m_body;
    Unknowns m_unknowns;
};

/// A call of a Routine: its arguments by the position of their parameter. The conversions raise Python's TypeError, or
/// give() where the argument is unknown.
class Call {
public:
    Call(Interpreter& caller, const Routine& routine, const Arguments& given);
    Interpreter& interpreter;
    const Arguments& arguments;
    std::vector<Value> rest; ///< *rest
    std::vector<std::pair<QString, Value>> more; ///< **more

    bool has(size_t index) const { return m_has[index]; }
    const Value& operator[](size_t index) const { return m_values[index]; } ///< None where not given
    QString text(size_t index) const;
    QString text(size_t index, const QString& otherwise) const; ///< where it is not given, or None
    qint64 integer(size_t index) const;
    qint64 integer(size_t index, qint64 otherwise) const;
    bool flag(size_t index, bool otherwise = false) const;
    std::vector<Value> elements(size_t index) const;
    [[noreturn]] void typeError(const QString& message) const;
    [[noreturn]] void valueError(const QString& message) const;

private:
    std::vector<Value> m_values;
    std::vector<bool> m_has;
};

struct Entry {
    const char* signature;
    Body body;
    Unknowns unknowns = Unknowns::Spread;
};

Value function(const char* signature, Body body, Unknowns unknowns = Unknowns::Spread);

/// Methods of one type; their first parameter is self.
class Methods {
public:
    Methods(std::initializer_list<Entry> entries);
    void add(const Methods& others) { m_routines.insert(others.m_routines); }
    void add(const Entry& entry);
    std::optional<Value> bound(const QString& name, const Value& self) const;
    std::optional<Value> unbound(const QString& name) const;
    BuiltinClass::Members members() const; ///< must outlive it

private:
    QHash<QString, std::shared_ptr<const Routine>> m_routines;
};

QString textOf(Interpreter& interpreter, const Value& value, const QString& what); ///< else TypeError, give()
qint64 integerOf(Interpreter& interpreter, const Value& value);
/// The elements, or give().
std::vector<Value> elementsOf(Interpreter& interpreter, const Value& value);
bool truthOf(Interpreter& interpreter, const Value& value);
bool equal(Interpreter& interpreter, const Value& a, const Value& b);
QString strOf(Interpreter& interpreter, const Value& value);
QString reprOfValue(Interpreter& interpreter, const Value& value);

/// A text made of values: where it is not known, data with a sample, if `again`, given samples, makes one.
Value textMadeOf(const Value& text, const std::function<Value()>& again);
/// The value with samples in place of the data that is not known; nullopt where one has none.
std::optional<Value> sampled(const Value& value);

/// Makes what a container or an instance holds unknown.
void taint(Interpreter& interpreter, const Value& container, const Unseen& unseen);
/// Refuses more elements than a container may have.
void checkCount(Interpreter& interpreter, size_t count);
Value tooLarge(const Interpreter& interpreter); ///< an unknown for numbers that 64 bits don't hold

Value stringList(const std::vector<QString>& items);
Value makeSet(std::vector<Value> items, bool isFrozen = false);
Value makeDict(const std::vector<std::pair<Value, Value>>& entries);
Value makeIterator(const char* typeName, std::vector<Value> items, Iterator::Transform transform = {});
/// What iterates over the value, or give().
ElementSource sourceOf(Interpreter& interpreter, const Value& value);

/// Counts how deep a walk through nested values is; Exhausted past what a stack can hold.
class Nesting {
public:
    explicit Nesting(Interpreter& interpreter);
    ~Nesting() { --depth(); }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    static int& depth();
};

} // namespace espalier::symbolic::library
