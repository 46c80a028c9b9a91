#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// A class that Python or its standard library has: str, dict, enum.Enum, datetime.date. What isinstance() compares is
/// the name that instances give for themselves (Object::isInstanceOf()).
class BuiltinClass : public Object {
public:
    /// `members`: what str.join or dict.fromkeys is, unbound.
    using Members = std::function<std::optional<Value>(Interpreter&, const QString&)>;
    BuiltinClass(QString name, Builtin::Function make, Members members = {})
        : m_name(std::move(name))
        , m_make(std::move(make))
        , m_members(std::move(members))
    { }

    const QString& name() const { return m_name; }
    QString typeName() const override { return QStringLiteral("type"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> call(Interpreter&, const Arguments&) override;
    std::optional<Value> item(Interpreter&, const Value& key) override; ///< list[int] is list
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override; ///< str | None
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    Value repr(Interpreter&) override;
    bool isBase() const override { return true; }
    QString className() const override { return m_name; }
    std::optional<Value> inherited(Interpreter&, const Value& owner, const QString& name) override;
    std::optional<Value> instantiate(Interpreter&, const std::shared_ptr<ClassObject>&, const Arguments&) override;

private:
    QString m_name;
    Builtin::Function m_make;
    Members m_members;
};

/// A class whose instances are kept as those of another, so that isinstance() can't tell: collections.OrderedDict.
class LooseClass final : public BuiltinClass {
public:
    using BuiltinClass::BuiltinClass;
    QString className() const override { return {}; }
};

/// What stands for a class nobody knows more of than its name: type(column.type).
class NamedClass final : public BuiltinClass {
public:
    explicit NamedClass(const QString& name);
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
};

} // namespace espalier::symbolic
