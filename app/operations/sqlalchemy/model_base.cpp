#include "operations/sqlalchemy/orm.h"

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
    }
    type.setAttribute(interpreter, name, value);
}

std::optional<Value> ModelBaseHost::attribute(Interpreter& interpreter, const QString& name)
{
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

Value ModelBaseHost::registryOf(Interpreter& interpreter, const Value& owner) const
{
    const std::optional<Value> metadata = interpreter.findAttribute(owner, QStringLiteral("metadata"));
    if (!metadata || !metadata->as<MetadataHost>())
        return Value::of(std::make_shared<InertHost>(context(), QStringLiteral("registry")));
    const auto base = std::make_shared<ModelBaseHost>(context(), Flavor::Declarative, metadata->as<MetadataHost>());
    const auto type = owner.as<ClassObject>();
    const std::optional<Value> map = type ? type->find(QStringLiteral("type_annotation_map")) : std::nullopt;
    base->typeMap = map ? *map : typeMap;
    return makeRegistry(base);
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
