#pragma once

#include "operations/sqlalchemy/sqlalchemy.h"
#include "symbolic/code.h"
#include "symbolic/library.h"

#include <array>
#include <span>

namespace espalier::operations {

using symbolic::Object;
using symbolic::ObjectPtr;

/// An object of SQLAlchemy.
class Host : public Object {
public:
    explicit Host(SqlalchemyContext& context)
        : m_context(&context)
    { }
    SqlalchemyContext& context() const { return *m_context; }
    /// Whether SQLAlchemy's class of that name is its class or a base of that.
    virtual bool isA(const QString& /*className*/) const { return false; }
    bool isInstanceOf(const QString& className) const final
    {
        const QLatin1String prefix("sqlalchemy.");
        return className.startsWith(prefix)
            && (isA(className.mid(prefix.size())) || typeName() == className.mid(prefix.size()));
    }
    template <typename T> std::shared_ptr<T> self() { return std::static_pointer_cast<T>(shared_from_this()); }
    Value value() { return Value::object(shared_from_this()); }

private:
    SqlalchemyContext* m_context;
};

/// Methods and attributes of a class of objects, looked up by name.
template <typename T> struct Method {
    const char* name;
    Value (*call)(T& self, Interpreter& interpreter, const Arguments& arguments);
};
template <typename T> struct Property {
    const char* name;
    Value (*get)(T& self, Interpreter& interpreter);
};

template <typename T, size_t Count>
std::optional<Value> findMethod(T& self, const Method<T> (&methods)[Count], const QString& name)
{
    for (const Method<T>& method : methods) {
        if (name == QLatin1String(method.name))
            return symbolic::builtin(name,
                [kept = std::static_pointer_cast<T>(self.shared_from_this()), call = method.call](
                    Interpreter& interpreter, const Arguments& arguments) {
                    return call(*kept, interpreter, arguments);
                });
    }
    return std::nullopt;
}

template <typename T, size_t Count>
std::optional<Value> findProperty(
    T& self, Interpreter& interpreter, const Property<T> (&properties)[Count], const QString& name)
{
    for (const Property<T>& property : properties)
        if (name == QLatin1String(property.name))
            return property.get(self, interpreter);
    return std::nullopt;
}

/// A class of SQLAlchemy, as a script names it.
class ClassHost : public Host {
public:
    using Make = Value (*)(Interpreter&, SqlalchemyContext&, const QString& name, const Arguments&);
    ClassHost(SqlalchemyContext& context, QString name, Make make)
        : Host(context)
        , m_name(std::move(name))
        , m_make(make)
    { }
    /// As schema values know it: "String", "postgresql.JSONB", "Column".
    const QString& name() const { return m_name; }
    QString typeName() const override { return m_name.section(QLatin1Char('.'), -1); }
    QString className() const override { return QLatin1String("sqlalchemy.") + typeName(); }
    std::optional<Value> call(Interpreter& interpreter, const Arguments& arguments) override
    {
        return m_make(interpreter, context(), m_name, arguments);
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> compare(
        Interpreter&, symbolic::CompareOperator op, const Value& other, bool isReflected) override;
    std::optional<Value> item(Interpreter&, const Value&) override { return value(); } ///< Mapped[…], Generic forms
    bool isBase() const override { return true; }

private:
    QString m_name;
    Make m_make;
};

/// A str that knows whether it is quoted, or final (op.f()).
class NameHost final : public Object {
public:
    NameHost(schema::Identifier text, bool isConventional)
        : m_text(std::move(text))
        , m_isConventional(isConventional)
    { }
    const schema::Identifier& text() const { return m_text; }
    bool isConventional() const { return m_isConventional; }
    QString typeName() const override
    {
        return m_isConventional ? QStringLiteral("conv") : QStringLiteral("quoted_name");
    }
    bool isInstanceOf(const QString& name) const override
    {
        return name == QLatin1String("str") || name == QLatin1String("sqlalchemy.quoted_name")
            || name == QLatin1String("sqlalchemy.") + typeName();
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    std::optional<Value> item(Interpreter& interpreter, const Value& key) override;
    std::optional<Value> binary(
        Interpreter& interpreter, symbolic::BinaryOperator op, const Value& other, bool isReflected) override;
    std::optional<Value> compare(
        Interpreter& interpreter, symbolic::CompareOperator op, const Value& other, bool isReflected) override;
    std::optional<Value> contains(Interpreter& interpreter, const Value& value) override;
    std::optional<Value> length(Interpreter&) override { return Value::number(m_text.size()); }
    Value truth(Interpreter&) override { return Value::boolean(!m_text.isEmpty()); }
    Value str(Interpreter&) override { return Value::string(m_text); }
    Value repr(Interpreter&) override { return Value::string(symbolic::reprOf(m_text)); }

private:
    schema::Identifier m_text;
    bool m_isConventional;
};

/// A value whose text is what counts: NameHost and str-like instances as a String, all others as they are; so is a
/// name with a quoting of its own, which its text alone does not tell.
Value plainValue(const Value& value);

// ---- doubts

/// Why `value` cannot be used: its own doubt, or that it is nothing of the kind expected.
DoubtPtr doubtOf(const Interpreter& interpreter, const Value& value);
inline void note(DoubtPtr& doubt, const DoubtPtr& found)
{
    if (!doubt)
        doubt = found;
}
template <typename T> const T& noted(DoubtPtr& doubt, const Known<T>& known)
{
    note(doubt, known.doubt);
    return known.value;
}

/// An exception of sqlalchemy.exc.
[[noreturn]] void raiseError(Interpreter& interpreter, const char* name, const QString& text);
[[noreturn]] void argumentError(Interpreter& interpreter, const QString& text);
[[noreturn]] void typeError(Interpreter& interpreter, const QString& text);
[[noreturn]] void invalidRequest(Interpreter& interpreter, const QString& text);

/// Reads a call's arguments as plain data and remembers the first that is not known.
class ArgumentReader {
public:
    ArgumentReader(Interpreter& interpreter, const Arguments& arguments)
        : doubt(arguments.doubt)
        , m_interpreter(interpreter)
        , m_arguments(arguments)
    { }
    const Value* find(size_t position, const char* name) const;
    const Value* find(const char* name) const { return find(symbolic::keywordOnly, name); }
    QString text(size_t position, const char* name);
    QString text(const char* name) { return text(symbolic::keywordOnly, name); }
    schema::Identifier identifier(size_t position, const char* name);
    std::optional<bool> boolean(size_t position, const char* name); ///< none where it was not given, or None
    std::optional<bool> boolean(const char* name) { return boolean(symbolic::keywordOnly, name); }
    bool flag(const char* name, bool otherwise = false) { return boolean(name).value_or(otherwise); }
    std::optional<qint64> integer(size_t position, const char* name);
    std::optional<qint64> integer(const char* name) { return integer(symbolic::keywordOnly, name); }

    DoubtPtr doubt;

private:
    Interpreter& m_interpreter;
    const Arguments& m_arguments;
};

/// All the values of *args, those of a single list or tuple among them taken out of it.
std::vector<Value> flattened(Interpreter& interpreter, const std::vector<Value>& values, DoubtPtr& doubt);
/// Keywords of `arguments` that are not among `known` raise a TypeError.
void refuseKeywords(
    Interpreter& interpreter, const Arguments& arguments, const char* function, std::span<const char* const> known);

Value textValue(const schema::Identifier& text); ///< None where it is null

} // namespace espalier::operations
