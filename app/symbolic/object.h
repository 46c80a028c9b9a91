#pragma once

#include "python/syntax_tree.h"
#include "symbolic/value.h"

#include <functional>
#include <QHash>
#include <QStringList>
#include <utility>
#include <vector>

namespace espalier::symbolic {

class ClassObject;
class Interpreter;
struct Arguments;

enum class BinaryOperator { Add, Sub, Mul, TrueDiv, FloorDiv, Mod, Pow, And, Or, Xor, LeftShift, RightShift, MatMul };
enum class UnaryOperator { Minus, Plus, Invert };
enum class CompareOperator { Eq, Ne, Lt, Le, Gt, Ge };

/// Anything with an identity. The virtual functions are Python's protocols: nullopt is "this object does not do that"
/// (the interpreter then raises the TypeError or AttributeError that Python would), an Unknown is "it does, with a
/// result that nobody knows". They may raise() through the interpreter.
class Object : public std::enable_shared_from_this<Object> {
public:
    virtual ~Object() = default;
    Object()
        : m_serial(++newest())
    { }
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;

    /// Counts the objects that this thread makes.
    static quint64& newest();
    quint64 serial() const { return m_serial; }

    virtual QString typeName() const = 0; ///< "list", "Column"
    virtual std::optional<Value> attribute(Interpreter&, const QString&) { return std::nullopt; }
    virtual bool setAttribute(Interpreter&, const QString&, const Value&) { return false; }
    virtual std::optional<Value> call(Interpreter&, const Arguments&) { return std::nullopt; }
    /// What it is as an attribute of the instance whose class holds it; nullopt: itself.
    virtual std::optional<Value> asMethodOf(const Value& /*self*/) { return std::nullopt; }
    virtual std::optional<Value> item(Interpreter&, const Value&) { return std::nullopt; }
    virtual bool setItem(Interpreter&, const Value&, const Value&) { return false; }
    virtual bool removeItem(Interpreter&, const Value&) { return false; }
    /// `isReflected`: this object stands on the right.
    virtual std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected);
    virtual std::optional<Value> unary(Interpreter&, UnaryOperator) { return std::nullopt; }
    /// Eq and Ne fall back to identity.
    virtual std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected);
    virtual std::optional<Value> contains(Interpreter&, const Value&) { return std::nullopt; }
    /// A bool, or Unknown; objects are true unless they say otherwise.
    virtual Value truth(Interpreter&) { return Value::boolean(true); }
    virtual std::optional<Value> length(Interpreter&) { return std::nullopt; }
    /// All the elements at once; the first of the pair is an Unknown where they cannot be known, else None.
    virtual std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) { return std::nullopt; }
    virtual std::optional<Value> enter(Interpreter&) { return std::nullopt; } ///< `with`
    /// The end of `with`, maybe by an exception; true swallows that.
    virtual bool leave(Interpreter&, bool /*isByException*/) { return false; }
    /// The same, given the exception, or None: what is true of the result swallows it.
    virtual Value leftBy(Interpreter& interpreter, const Value& exception)
    {
        return Value::boolean(leave(interpreter, !exception.isNone()));
    }
    /// Names of exception classes that the end of `with` may swallow.
    virtual QStringList swallows() const { return {}; }
    virtual Value str(Interpreter& interpreter); ///< str(), a String or Unknown
    virtual Value repr(Interpreter& interpreter);
    /// isinstance(): whether it is one of the class that a host or the library calls `className`.
    virtual bool isInstanceOf(const QString&) const { return false; }
    /// Whether it is the same piece of data as another object: a date, a path.
    virtual bool equals(const Object&) const { return false; }
    /// What isInstanceOf() is asked for where this stands as the class in isinstance(); empty where it is no class.
    virtual QString className() const { return {}; }

    // As a base class of the code's own classes (`class User(Base)`, Base being this).
    virtual bool isBase() const { return false; }
    /// A class statement has ended that names this among its bases, or inherits from one that does.
    virtual void subclassed(Interpreter&, const std::shared_ptr<ClassObject>&) { }
    /// An attribute that neither `owner` (the class, or an instance of it) nor its other bases have.
    virtual std::optional<Value> inherited(Interpreter&, const Value& /*owner*/, const QString&)
    {
        return std::nullopt;
    }
    /// Calling such a class; nullopt makes an ordinary instance.
    virtual std::optional<Value> instantiate(Interpreter&, const std::shared_ptr<ClassObject>&, const Arguments&)
    {
        return std::nullopt;
    }

    // State that code can change. Where two ways are possible, both are walked from the same state and what they leave
    // is joined: the interpreter saves an object's state before its first change (Interpreter::touch()).
    class State {
    public:
        virtual ~State() = default;
    };
    virtual std::unique_ptr<State> save() const { return nullptr; }
    virtual void restore(const State&) { }
    /// Makes what differs between the present state and `other` unknown.
    virtual void join(const State& /*other*/, const DoubtPtr&) { }
    /// Whether code that reaches it can change it.
    virtual bool canChange() const { return false; }
    /// Set where the order in which it gives its elements is not known, though they are.
    virtual DoubtPtr orderDoubt() const { return nullptr; }
    /// What it holds and gives out again.
    virtual void forHeld(const std::function<void(const Value&)>&) const { }
    /// Something that is not known may have changed it, or not. After Interpreter::touch().
    virtual void mayHaveChanged(const class Unseen&) { }
    /// Whether it stands for no more than what it stood for in that state; taken to be so where that cannot be told.
    virtual bool isWithin(const State&) const { return true; }

    bool hasEscaped = false; ///< for escape()
    quint64 changed = 0; ///< newest() at its last Interpreter::touch()

private:
    quint64 m_serial;
};

/// Arguments of a call.
struct Arguments {
    std::vector<Value> positional;
    std::vector<std::pair<QString, Value>> keywords; ///< in their order
    Place place;
    python::Node node; ///< the call; null where no code says it
    /// Set where `*args` or `**kwargs` were given that are not known: anything may be among the arguments.
    DoubtPtr doubt;

    bool isEmpty() const { return positional.empty() && keywords.empty(); }
    QString source() const; ///< the call's text, shortened
    const Value* keyword(QAnyStringView name) const;
    /// By position (where it is not SIZE_MAX) or name; null where not given.
    const Value* find(size_t position, QAnyStringView name) const;
    Value get(size_t position, QAnyStringView name, const Value& otherwise = {}) const;
    /// The first unknown among them, sequences and dicts searched too; null where all is known.
    DoubtPtr firstDoubt() const;
    /// Calls `look` with each of them, those by position first.
    template <typename Look> void forEach(const Look& look) const
    {
        for (const Value& given : positional)
            look(given);
        for (const auto& given : keywords)
            look(given.second);
    }
};

inline constexpr size_t keywordOnly = SIZE_MAX;

// ---- containers

/// Whether a container may hold more, less or other things than are seen in it, and why; false where it is known.
class Unseen {
public:
    Unseen() = default;
    Unseen(DoubtPtr why) // NOLINT(google-explicit-constructor): the usual case, anything may be in it
        : m_why(std::move(why))
    { }
    /// What is not seen surely is plain data.
    static Unseen data(DoubtPtr why);
    static Unseen either(bool isData, DoubtPtr why) { return isData ? data(std::move(why)) : Unseen(std::move(why)); }
    /// These, which are not kept.
    static Unseen of(const std::vector<Value>& values, DoubtPtr why);

    explicit operator bool() const { return m_why != nullptr; }
    operator const DoubtPtr&() const { return m_why; } // NOLINT(google-explicit-constructor)
    const DoubtPtr& why() const { return m_why; }
    bool isData() const { return !m_why || m_isData; }
    bool isAliased() const { return m_why && (!m_isData || m_isAliased); } ///< as Value::isAliased()
    /// There is more that is not seen.
    void add(const Unseen& more);

private:
    DoubtPtr m_why;
    bool m_isData = false;
    bool m_isAliased = false;
};

/// A list or a tuple.
class Sequence : public Object {
public:
    explicit Sequence(std::vector<Value> values)
        : items(std::move(values))
    { }
    std::vector<Value> items;
    Unseen doubt; ///< set where the contents are not known (any longer)
    /// What any one of its elements is, where that is in doubt.
    Value anyElement() const;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    std::optional<Value> length(Interpreter&) override;
    Value truth(Interpreter&) override;
    std::optional<Value> item(Interpreter&, const Value& key) override;
    std::optional<Value> contains(Interpreter&, const Value& value) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    Value repr(Interpreter&) override;
    void forHeld(const std::function<void(const Value&)>& each) const override;
    virtual bool isTuple() const = 0;
};

class List final : public Sequence {
public:
    using Sequence::Sequence;
    QString typeName() const override { return QStringLiteral("list"); }
    bool isTuple() const override { return false; }
    bool canChange() const override { return true; }
    void mayHaveChanged(const Unseen& unseen) override { doubt.add(unseen); }
    bool setItem(Interpreter&, const Value& key, const Value& value) override;
    bool removeItem(Interpreter&, const Value& key) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;
};

class Tuple final : public Sequence {
public:
    using Sequence::Sequence;
    QString typeName() const override { return names.isEmpty() ? QStringLiteral("tuple") : typeNameOf; }
    bool isTuple() const override { return true; }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("tuple"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    QStringList names; ///< of a namedtuple
    QString typeNameOf;
};

/// A dict; keys keep their order.
class Dict final : public Object {
public:
    QString typeName() const override { return QStringLiteral("dict"); }
    Unseen doubt; ///< set where the contents are not known (any longer)
    /// What any one of its keys or values is, where they are in doubt.
    Value anyElement() const;
    Value defaultFactory; ///< of a defaultdict; None without
    DoubtPtr order; ///< set where the order of its entries is not known
    DoubtPtr orderDoubt() const override { return m_entries.size() > 1 && !doubt ? order : nullptr; }
    bool canChange() const override { return true; }
    void forHeld(const std::function<void(const Value&)>& each) const override;
    void mayHaveChanged(const Unseen& unseen) override { doubt.add(unseen); }

    const std::vector<std::pair<Value, Value>>& entries() const { return m_entries; }
    const Value* find(const Value& key) const;
    const Value* find(const QString& key) const { return find(Value::string(key)); }
    void insert(const Value& key, const Value& value); ///< without touch()
    bool remove(const Value& key);
    void clear();

    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    std::optional<Value> length(Interpreter&) override;
    Value truth(Interpreter&) override;
    std::optional<Value> item(Interpreter&, const Value& key) override;
    bool setItem(Interpreter&, const Value& key, const Value& value) override;
    bool removeItem(Interpreter&, const Value& key) override;
    std::optional<Value> contains(Interpreter&, const Value& value) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    Value repr(Interpreter&) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;

private:
    void reindex();
    std::vector<std::pair<Value, Value>> m_entries;
    QHash<QString, size_t> m_strings; ///< where string keys stand; other keys are searched
};

/// A set or frozenset. Its elements keep the order in which they came, which Python does not promise.
class Set final : public Object {
public:
    QString typeName() const override { return isFrozen ? QStringLiteral("frozenset") : QStringLiteral("set"); }
    bool isFrozen = false;
    Unseen doubt;
    Value anyElement() const;
    bool canChange() const override { return !isFrozen; }
    void forHeld(const std::function<void(const Value&)>& each) const override;
    void mayHaveChanged(const Unseen& unseen) override { doubt.add(unseen); }
    const std::vector<Value>& items() const { return m_items; }
    bool has(const Value& value) const;
    void insert(const Value& value); ///< without touch()
    bool remove(const Value& value);
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    std::optional<Value> length(Interpreter&) override;
    Value truth(Interpreter&) override;
    std::optional<Value> contains(Interpreter&, const Value& value) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    Value repr(Interpreter&) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;

private:
    std::vector<Value> m_items;
    QHash<QString, size_t> m_strings;
};

// ---- callables

/// A function that C++ gives.
class Builtin final : public Object {
public:
    using Function = std::function<Value(Interpreter&, const Arguments&)>;
    /// `self`: what it is a method of.
    Builtin(QString name, Function function, Value self = {})
        : m_name(std::move(name))
        , m_function(std::move(function))
        , m_self(std::move(self))
    { }
    QString typeName() const override { return QStringLiteral("builtin_function_or_method"); }
    const QString& name() const { return m_name; }
    std::optional<Value> call(Interpreter& interpreter, const Arguments& arguments) override
    {
        return m_function(interpreter, arguments);
    }
    void forHeld(const std::function<void(const Value&)>& each) const override { each(m_self); }

private:
    QString m_name;
    Function m_function;
    Value m_self;
};

inline Value builtin(const QString& name, Builtin::Function function, const Value& self = {})
{
    return Value::of(std::make_shared<Builtin>(name, std::move(function), self));
}

/// Something imported, or made from it, that is neither the project's nor known here. `name` is its dotted name, with
/// "()" where it was called. Its attributes are External too.
class External final : public Object {
public:
    QString name;
    Place place; ///< of the import
    /// Where it is what calling another gave: that call.
    std::shared_ptr<const Arguments> arguments;

    QString typeName() const override { return name; }
    std::optional<Value> attribute(Interpreter&, const QString& attribute) override;
    std::optional<Value> call(Interpreter&, const Arguments&) override;
    std::optional<Value> item(Interpreter&, const Value&) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    std::optional<Value> contains(Interpreter&, const Value&) override;
    Value truth(Interpreter&) override;
    std::optional<Value> length(Interpreter&) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    std::optional<Value> enter(Interpreter&) override;
    Value str(Interpreter&) override;
    Value repr(Interpreter& interpreter) override { return str(interpreter); }
    bool isBase() const override { return true; }
    DoubtPtr doubt(const Interpreter&) const; ///< "`x.y` is not part of the project"
};

/// Whether two values are equal as plain data: numbers by value, containers by content, objects by identity. nullopt
/// where an unknown decides.
std::optional<bool> plainlyEqual(const Value& a, const Value& b);
/// The same thing: equal plain data or one object, unknowns by their doubt. For joining states.
bool isSame(const Value& a, const Value& b);
/// Whether it surely is plain data, known or not, or a list, tuple, set or dict of such.
bool isPlainData(const Value& value);
/// Whether all of them are known to be there, and are such.
bool isOfPlainData(const Arguments& arguments);
/// The first doubt in the value or in what it contains (sequences, dicts, sets; to a depth); null where all is known.
DoubtPtr firstDoubt(const Value& value);

Value makeList(std::vector<Value> items);
Value makeTuple(std::vector<Value> items);
/// From strings.
Value makeList(const QStringList& items);

} // namespace espalier::symbolic
