#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>

// Types that the project makes itself: TypeDecorator (what stands behind it, asked of the dialect where the class says
// so), UserDefinedType (get_col_spec()), and subclasses of SQLAlchemy's own types. An instance keeps what stands behind
// it as its attribute `impl`, as a TypeDecorator does.

namespace espalier::operations {

using schema::SqlType;
using symbolic::ClassObject;
using symbolic::External;
using symbolic::Instance;

namespace {

QString implName() { return QStringLiteral("impl"); }

Arguments withoutSelf(const Arguments& arguments)
{
    Arguments rest = arguments;
    if (!rest.positional.empty())
        rest.positional.erase(rest.positional.begin());
    return rest;
}

/// A type class, which the project's classes may inherit from.
class TypeBase final : public ClassHost {
public:
    using ClassHost::ClassHost;

    std::optional<Value> inherited(Interpreter& interpreter, const Value& owner, const QString& name) override
    {
        const auto instance = owner.as<Instance>();
        if (name == QLatin1String("__init__"))
            return initializer(owner);
        if (name == QLatin1String("load_dialect_impl") || name == QLatin1String("type_engine"))
            return symbolic::builtin(
                name, [owner](Interpreter& inner, const Arguments&) { return inner.attribute(owner, implName()); });
        if (name == QLatin1String("with_variant"))
            return variants(owner);
        if (name == QLatin1String("cache_ok"))
            return Value::boolean(true);
        if (name == QLatin1String("copy"))
            return symbolic::builtin(name, [owner](Interpreter&, const Arguments&) { return owner; });
        // length, timezone, create(), …: TypeDecorator.__getattr__
        const bool isForwarded = instance && name != implName() && name != QLatin1String("get_col_spec")
            && !name.startsWith(QLatin1String("process_")) && !name.startsWith(QLatin1Char('_'));
        const std::optional<Value> impl
            = isForwarded ? interpreter.findAttribute(owner, implName()) : std::optional<Value>();
        return impl && !impl->isNone() ? interpreter.findAttribute(*impl, name) : std::nullopt;
    }

    /// A class without an __init__ of its own has this one.
    std::optional<Value> instantiate(
        Interpreter& interpreter, const std::shared_ptr<ClassObject>& type, const Arguments& arguments) override
    {
        if (type->find(QStringLiteral("__init__")))
            return std::nullopt;
        auto instance = std::make_shared<Instance>();
        instance->type = type;
        initialize(interpreter, Value::of(instance), arguments);
        return Value::of(instance);
    }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("__init__") || name == QLatin1String("load_dialect_impl"))
            return inherited(interpreter, value(), name);
        if (name == QLatin1String("Comparator") || name == QLatin1String("comparator_factory"))
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "operators of a column type"));
        return ClassHost::attribute(interpreter, name);
    }

private:
    std::optional<Value> initializer(const Value& owner)
    {
        // unbound, `TypeDecorator.__init__(self, …)`, it has the instance among its arguments
        return symbolic::builtin(QStringLiteral("__init__"),
            [kept = self<TypeBase>(), owner](Interpreter& interpreter, const Arguments& arguments) {
                return owner.as<Instance>()
                    ? kept->initialize(interpreter, owner, arguments)
                    : kept->initialize(interpreter, arguments.get(0, u"self"), withoutSelf(arguments));
            });
    }

    /// TypeDecorator: `self.impl = to_instance(self.__class__.impl, *args, **kwargs)`; others: an instance of
    /// themselves.
    Value initialize(Interpreter& interpreter, const Value& owner, const Arguments& arguments)
    {
        const auto instance = owner.as<Instance>();
        std::optional<Value> impl = instance ? instance->type->find(implName()) : std::nullopt;
        if (instance && findTypeClass(name()))
            impl = value();
        if (!impl)
            return Value::none();
        const bool isClass = impl->as<ClassHost>() || impl->as<ClassObject>() || impl->as<External>();
        interpreter.setAttribute(owner, implName(), isClass ? interpreter.call(*impl, arguments) : *impl);
        return Value::none();
    }

    std::optional<Value> variants(const Value& owner)
    {
        return symbolic::builtin(QStringLiteral("with_variant"),
            [kept = self<TypeBase>(), owner](Interpreter& interpreter, const Arguments& arguments) {
                const Known<SqlType> own = asType(interpreter, kept->context(), owner);
                const Value host = makeType(kept->context(), own.value);
                note(host.as<TypeHost>()->doubt, own.doubt);
                return interpreter.call(interpreter.attribute(host, QStringLiteral("with_variant")), arguments);
            });
    }
};

/// The method as the project wrote it, bound; nullopt where it did not.
std::optional<Value> ownMethod(Interpreter& interpreter, const Value& instance, const QString& name)
{
    const std::optional<Value> found = instance.as<Instance>()->type->find(name);
    if (!found || found->isNone())
        return std::nullopt;
    return interpreter.findAttribute(instance, name);
}

Known<SqlType> columnSpecification(Interpreter& interpreter, const Value& instance, const Value& method)
{
    const Value text = plainValue(interpreter.call(method));
    if (!text.isString())
        return { {}, doubtOf(interpreter, text.isUnknown() ? text : instance) };
    return { SqlType::fromSql(text.text()), {} };
}

/// A type that hears of its column's table adds what its code says: a CHECK, an event.
bool addsToItsTable(const ClassObject& type)
{
    static const QStringList hearing{ listenedAttribute(), QStringLiteral("_set_parent"), QStringLiteral("_set_table"),
        QStringLiteral("_on_table_create"), QStringLiteral("_on_table_drop"), QStringLiteral("_on_metadata_create"),
        QStringLiteral("_on_metadata_drop"), QStringLiteral("_should_create_constraint"),
        QStringLiteral("_set_parent_with_dispatch"), QStringLiteral("dispatch") };
    return std::any_of(
        hearing.begin(), hearing.end(), [&](const QString& name) { return type.find(name).has_value(); });
}

Value makeAbstract(Interpreter& interpreter, SqlalchemyContext&, const QString&, const Arguments&)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "a column type without a class of its own"));
}

} // namespace

Value makeTypeClass(SqlalchemyContext& context, const QString& name)
{
    const bool isAbstract = !findTypeClass(name);
    return Value::of(std::make_shared<TypeBase>(context, name, isAbstract ? makeAbstract : makeTypeInstance));
}

std::optional<Value> boundMethod(Interpreter& interpreter, const Value& type, const QString& name)
{
    return type.as<Instance>() && isCustomType(type) ? ownMethod(interpreter, type, name) : std::nullopt;
}

Known<SqlType> customType(Interpreter& interpreter, SqlalchemyContext& context, const Value& instance)
{
    if (addsToItsTable(*instance.as<Instance>()->type))
        return { {},
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "a column type that adds to its table by itself")) };
    if (const std::optional<Value> method = ownMethod(interpreter, instance, QStringLiteral("load_dialect_impl"))) {
        const Value impl = interpreter.call(*method, { makeDialect(context) });
        if (impl.as<Instance>() && symbolic::isSame(impl, instance))
            return { {}, doubtOf(interpreter, instance) };
        return asType(interpreter, context, impl);
    }
    if (const std::optional<Value> method = ownMethod(interpreter, instance, QStringLiteral("get_col_spec")))
        return columnSpecification(interpreter, instance, *method);
    const std::optional<Value> impl = interpreter.findAttribute(instance, implName());
    if (impl && !impl->isNone() && !symbolic::isSame(*impl, instance))
        return asType(interpreter, context, *impl);
    const std::shared_ptr<ClassHost> base = foreignClass(instance);
    if (base && findTypeClass(base->name()))
        return asType(interpreter, context, Value::of(base));
    return { {}, doubtOf(interpreter, instance) };
}

} // namespace espalier::operations
