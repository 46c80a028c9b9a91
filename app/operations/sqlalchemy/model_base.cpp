#include "operations/sqlalchemy/orm.h"
#include "symbolic/object_class.h"

#include <algorithm>
#include <QCoreApplication>

// The bases of mapped classes, and what becomes of a class that has been mapped.

namespace espalier::operations {

using symbolic::ClassObject;
using ClassPtr = std::shared_ptr<ClassObject>;

void setClassAttribute(Interpreter& interpreter, ClassObject& type, const QString& name, const Value& value)
{
    const std::optional<Value> table = type.find(QStringLiteral("__table__"));
    const auto host = table ? table->as<TableHost>() : nullptr;
    const auto column = value.as<ColumnHost>();
    if (host && column && column->parent.expired()) {
        interpreter.touch(*column);
        if (column->column.name.isEmpty() && !column->nameDoubt)
            column->column.name = name;
        if (column->key.isEmpty())
            column->key = column->column.name;
        column->attributeName = name;
        host->append(interpreter, value);
        attachWaiting(interpreter, *host);
    }
    type.setAttribute(interpreter, name, value);
}

std::optional<Value> ModelBaseHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("__subclasses__"))
        return symbolic::builtin(
            name, [self = value()](Interpreter& i, const Arguments&) { return i.subclassesOf(self); });
    return inherited(interpreter, value(), name);
}

void ModelBaseHost::subclassed(Interpreter& interpreter, const ClassPtr& type)
{
    const bool isDirect = std::any_of(
        type->bases.begin(), type->bases.end(), [&](const Value& base) { return base.object().get() == this; });
    if (m_flavor == Flavor::Root && isDirect) {
        if (const std::optional<Value> own = type->find(QStringLiteral("registry")))
            for (const char* name : { "metadata", "type_annotation_map" })
                if (const auto given = interpreter.findAttribute(*own, QLatin1String(name));
                    given && !given->isNone() && !type->find(QLatin1String(name)))
                    type->setAttribute(interpreter, QLatin1String(name), *given);
        if (!type->find(QStringLiteral("metadata")))
            type->setAttribute(interpreter, QStringLiteral("metadata"), Value::of(newMetadata(context())));
        return;
    }
    inheritFromOrigin(*type);
    if (metaclass.as<ClassObject>()) { // which maps the class as it makes it
        type->keywords.emplace_back(QStringLiteral("metaclass"), metaclass);
        return;
    }
    if (metaclass.isUnknown() || metaclass.as<symbolic::External>())
        note(type->scope->doubt, doubtOf(interpreter, metaclass));
    if (m_flavor == Flavor::SqlModel)
        for (const auto& [keyword, given] : type->keywords)
            if (keyword == QLatin1String("registry")) { // a base with a metadata of its own
                const std::optional<Value> own = interpreter.findAttribute(given, QStringLiteral("metadata"));
                type->setAttribute(
                    interpreter, QStringLiteral("metadata"), own ? *own : Value::unknown(doubtOf(interpreter, given)));
                return;
            }
    mapClass(interpreter, *this, type);
}

/// declarative_base(cls=…) inherits from that class, and so do the models.
void ModelBaseHost::inheritFromOrigin(ClassObject& type) const
{
    const auto from = origin.as<ClassObject>();
    if (!from)
        return;
    for (const ClassPtr& one : from->order)
        if (std::find(type.order.begin(), type.order.end(), one) == type.order.end())
            type.order.push_back(one);
}

namespace {

/// What DeclarativeMeta.__init__() does.
void mapByMetaclass(Interpreter& interpreter, SqlalchemyContext& context, const Value& given)
{
    const auto type = given.as<ClassObject>();
    if (!type || !type->scope)
        return;
    if (type->scope->names.contains(QStringLiteral("__table__")))
        return;
    if (const auto meta = symbolic::metaclassOf(*type); meta && meta->find(QStringLiteral("__new__")))
        note(type->scope->doubt,
            interpreter.doubt(
                QT_TRANSLATE_NOOP("Messages", "the metaclass %1 says what `%2` does"), { meta->name, type->name }));
    for (const symbolic::ObjectPtr& one : type->foreign)
        if (const auto base = std::dynamic_pointer_cast<ModelBaseHost>(one))
            return mapClass(interpreter, *base, type);
    const std::optional<Value> registry = type->find(QStringLiteral("registry"));
    std::optional<Value> metadata = type->find(QStringLiteral("metadata"));
    if (registry && (!metadata || metadata->isNone()))
        metadata = interpreter.findAttribute(*registry, QStringLiteral("metadata"));
    if (!metadata || !metadata->as<MetadataHost>())
        return;
    ModelBaseHost base(context, ModelBaseHost::Flavor::Declarative, metadata->as<MetadataHost>());
    const auto map
        = registry ? interpreter.findAttribute(*registry, QStringLiteral("type_annotation_map")) : std::nullopt;
    base.typeMap = map.value_or(Value());
    mapClass(interpreter, base, type);
}

} // namespace

std::optional<Value> DeclarativeMetaHost::attribute(Interpreter&, const QString& name)
{
    if (name != QLatin1String("__init__"))
        return std::nullopt;
    return symbolic::builtin(name, [kept = &context()](Interpreter& inner, const Arguments& arguments) {
        mapByMetaclass(inner, *kept, arguments.get(0, u"cls"));
        return Value::none();
    });
}

void DeclarativeMetaHost::subclassed(Interpreter& interpreter, const ClassPtr& type)
{
    mapByMetaclass(interpreter, context(), Value::of(type));
}

std::optional<Value> DeclarativeMetaHost::inherited(Interpreter&, const Value& owner, const QString& name)
{
    if (name != QLatin1String("__init__"))
        return std::nullopt;
    return symbolic::builtin(name, [kept = &context(), owner](Interpreter& inner, const Arguments&) {
        mapByMetaclass(inner, *kept, owner);
        return Value::none();
    });
}

Value ModelBaseHost::registryOf(Interpreter& interpreter, const Value& owner) const
{
    const std::optional<Value> metadata = interpreter.findAttribute(owner, QStringLiteral("metadata"));
    if (!metadata || !metadata->as<MetadataHost>())
        return Value::of(std::make_shared<InertHost>(context(), QStringLiteral("registry")));
    const auto base = std::make_shared<ModelBaseHost>(context(), Flavor::Declarative, metadata->as<MetadataHost>());
    const auto type = owner.as<ClassObject>();
    const std::optional<Value> map = type ? type->find(QStringLiteral("type_annotation_map")) : std::nullopt;
    base->typeMap = map ? *map : typeMap;
    return makeRegistry(base, type);
}

std::optional<Value> ModelBaseHost::inherited(Interpreter& interpreter, const Value& owner, const QString& name)
{
    if (name == QLatin1String("metadata"))
        return m_metadata ? std::optional(Value::of(m_metadata)) : std::nullopt;
    if (const auto type = owner.as<ClassObject>(); type && name == QLatin1String("__setattr__"))
        return symbolic::builtin(name, [type](Interpreter& inner, const Arguments& arguments) {
            setClassAttribute(inner, *type, arguments.get(0, u"name").text(), arguments.get(1, u"value"));
            return Value::none();
        });
    if (name == QLatin1String("__init__"))
        return symbolic::builtin(name, [owner](Interpreter& inner, const Arguments& arguments) {
            for (const auto& [key, value] : arguments.keywords)
                inner.setAttribute(owner, key, value);
            return Value::none();
        });
    if (!origin.isNone()) {
        if (std::optional<Value> found = interpreter.findAttribute(origin, name))
            return found;
    }
    if (name == QLatin1String("registry"))
        return registryOf(interpreter, owner);
    if (name == QLatin1String("__mapper__"))
        return Value::of(std::make_shared<InertHost>(context(), name));
    if (name == QLatin1String("query"))
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "a query of the application's own session"));
    return std::nullopt;
}

} // namespace espalier::operations
