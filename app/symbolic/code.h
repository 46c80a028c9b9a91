#pragma once

#include "python/syntax_tree.h"
#include "symbolic/object.h"

#include <QSet>

namespace espalier::symbolic {

class Function;

/// Names of a module, class body or function call. `parent` is where a name is looked for next; a class body's names
/// are not seen by the functions in it, so it is never a function's parent.
class Scope final : public Object {
public:
    QString typeName() const override { return QStringLiteral("scope"); }
    Names names;
    std::shared_ptr<Scope> parent;
    QSet<QString> globals; ///< sent to the module by `global`
    QSet<QString> nonlocals;
    QStringList stars; ///< modules that are not the project's whose names are all here (`from x import *`)
    ClassObject* building = nullptr; ///< the class whose body this is
    std::shared_ptr<Function> function; ///< whose call this is
    bool isComprehension = false; ///< `:=` binds further out
    DoubtPtr mayHaveMore; ///< set where names of it may have been set that are found nowhere else: globals()
    /// Set where it may hold names that cannot be known: exec(), an unresolved `import *`.
    DoubtPtr doubt;

    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;
};
using ScopePtr = std::shared_ptr<Scope>;

/// A module of the project.
class Module final : public Object {
public:
    QString name; ///< as imported
    QString file; ///< absolute
    python::SyntaxTree tree;
    ScopePtr scope;
    QString typeName() const override { return QStringLiteral("module"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    bool setAttribute(Interpreter&, const QString& name, const Value& value) override;

    explicit Module(python::SyntaxTree syntax)
        : tree(std::move(syntax))
    { }
};

class Function final : public Object {
public:
    QString name;
    python::Node definition; ///< function_definition or lambda
    ScopePtr scope; ///< where it was defined
    std::shared_ptr<Module> module;
    std::vector<std::pair<QString, Value>> defaults;
    bool isAsync = false;
    bool isGenerator = false;
    bool isContextManager = false; ///< @contextmanager
    std::shared_ptr<ClassObject> owner; ///< the class whose body defines it, for super()
    Names attributes;
    /// Whether the name is its own, bound yet or not (localNames()).
    bool binds(const QString& name);
    QString typeName() const override { return QStringLiteral("function"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    bool setAttribute(Interpreter&, const QString& name, const Value& value) override;
    std::optional<Value> call(Interpreter&, const Arguments&) override;

private:
    std::optional<QSet<QString>> m_locals;
};

class BoundMethod final : public Object {
public:
    Value self;
    Value function;
    QString typeName() const override { return QStringLiteral("method"); }
    void forHeld(const std::function<void(const Value&)>& each) const override { each(self); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> call(Interpreter&, const Arguments&) override;
};

/// What @property, @staticmethod and @classmethod make.
class Descriptor final : public Object {
public:
    enum class Kind { Property, Static, ClassMethod };
    Kind kind = Kind::Property;
    Value function;
    Value setter; ///< of a property that can be set
    bool isCached = false; ///< @cached_property: what it gave, or was set to, is kept
    QString typeName() const override { return QStringLiteral("property"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override; ///< setter, deleter
    std::optional<Value> call(Interpreter&, const Arguments&) override;
};

/// What an attribute found in a class is for `self`: an instance, or (for class methods) `type`, its class.
Value unwrapped(Interpreter& interpreter, const Value& found, const Value& self, const Value& type, bool isOnInstance);

/// A class of the code, or one of Python's exceptions.
class ClassObject final : public Object {
public:
    QString name;
    std::vector<Value> bases; ///< as given: classes, hosts, External, Unknown
    std::vector<std::shared_ptr<ClassObject>> order; ///< where attributes are looked for, itself first
    std::vector<ObjectPtr> foreign; ///< bases, also inherited ones, that are no classes of the code
    std::vector<std::pair<QString, Value>> keywords; ///< of the class statement: metaclass, table=True
    ScopePtr scope; ///< its own names
    QSet<QString> bound; ///< those that its statement binds somewhere
    QStringList written; ///< its own names, annotated ones too, in the order in which they first stand
    QHash<QString, python::Node> annotationNodes; ///< by name, as written
    std::shared_ptr<Module> module;
    Place place;
    bool isException = false;
    bool isEnum = false;
    std::vector<Value> members; ///< of an enum, aliases left out
    bool isDataclass = false;
    bool isSure = true; ///< false where only one of several ways makes it
    DoubtPtr behaviour; ///< set where a metaclass says what it does that is not followed: how it is compared

    QString typeName() const override { return QStringLiteral("type"); }
    /// In it or its bases, unbound; nullopt where there is none (a foreign base may have it still).
    std::optional<Value> find(const QString& name) const;
    bool inheritsFrom(const QString& className) const; ///< by name, foreign ones (dotted names' last part) too
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    bool setAttribute(Interpreter&, const QString& name, const Value& value) override;
    std::optional<Value> call(Interpreter&, const Arguments&) override;
    std::optional<Value> item(Interpreter&, const Value& key) override; ///< Enum["NAME"], Generic[T]
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override; ///< an enum's members
    std::optional<Value> length(Interpreter&) override;
    std::optional<Value> contains(Interpreter&, const Value&) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override; ///< a union
    bool isBase() const override { return true; }
    bool canChange() const override { return true; }
    QString className() const override { return name; }

    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    /// Names of methods that no class has filled in, sorted.
    QStringList abstractMethods() const;
    bool isAbstract() const; ///< no instance of it can be made
    /// An instance, whatever a metaclass says of calls.
    Value made(Interpreter&, const Arguments&);
};

class Instance final : public Object {
public:
    std::shared_ptr<ClassObject> type;
    Names attributes;
    QStringList written; ///< attribute names in their order
    QString typeName() const override { return type->name; }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    bool setAttribute(Interpreter&, const QString& name, const Value& value) override;
    std::optional<Value> call(Interpreter&, const Arguments&) override;
    std::optional<Value> item(Interpreter&, const Value& key) override;
    bool setItem(Interpreter&, const Value& key, const Value& value) override;
    bool removeItem(Interpreter&, const Value& key) override;
    std::optional<Value> compare(Interpreter&, CompareOperator, const Value&, bool isReflected) override;
    std::optional<Value> binary(Interpreter&, BinaryOperator, const Value&, bool isReflected) override;
    std::optional<Value> contains(Interpreter&, const Value&) override;
    std::optional<Value> unary(Interpreter&, UnaryOperator) override;
    Value truth(Interpreter&) override;
    std::optional<Value> length(Interpreter&) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    std::optional<Value> enter(Interpreter&) override;
    Value leftBy(Interpreter&, const Value& exception) override;
    QStringList swallows() const override;
    Value str(Interpreter&) override;
    Value repr(Interpreter&) override;
    bool isInstanceOf(const QString& className) const override { return type->inheritsFrom(className); }
    bool canChange() const override { return !type->isEnum; }
    void forHeld(const std::function<void(const Value&)>& each) const override;
    void mayHaveChanged(const Unseen& unseen) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;

    bool equals(const Object& other) const override; ///< of a dataclass: by what it holds

    DoubtPtr
        mayHaveMore; ///< set where it may have attributes that are not seen: setattr() with a name that is not known

    /// Of an enum's member and of an instance of `class X(str)`: the plain value it is as well; Unknown none is None.
    Value plain;
    bool hasPlain = false;
    /// Of an error that Python or a package raises: what one version of it says, for people to read.
    QString words;

private:
    std::vector<Value> values() const;
    std::optional<bool> areAlike(const Instance& other) const;
    std::optional<Value> foreign(const Interpreter& interpreter) const;
    std::pair<Value, std::vector<Value>> remaining(Interpreter& interpreter);
    std::pair<Value, std::vector<Value>> counted(Interpreter& interpreter);
};

/// Whether it is a function, a method or a class.
bool isCode(const Value& value);
/// `value` as plain data where it is an enum member or an instance that is a str or int too; else unchanged.
const Value& plainOf(const Value& value);

} // namespace espalier::symbolic
