#include "operations/sqlalchemy/orm.h"

#include <algorithm>
#include <QCoreApplication>

// Mappers as code of a project sees them: from a class to its table and columns. What a mapper has beyond that is not
// known.

namespace espalier::operations {

using symbolic::ClassObject;

namespace {

/// One of Mapper.iterate_properties: a column under its attribute's name.
class PropertyHost final : public Host {
public:
    PropertyHost(SqlalchemyContext& context, QString key, Value column)
        : Host(context)
        , m_key(std::move(key))
        , m_column(std::move(column))
    { }
    QString typeName() const override { return QStringLiteral("ColumnProperty"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("key"))
            return Value::string(m_key);
        if (name == QLatin1String("columns"))
            return symbolic::makeList({ m_column });
        if (name == QLatin1String("expression"))
            return m_column;
        if (name.startsWith(QLatin1Char('_')))
            return std::nullopt;
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a mapped attribute"), { name });
    }
    /// Whatever is set says how rows are loaded, not what the table is.
    bool setAttribute(Interpreter&, const QString&, const Value&) override { return true; }

private:
    QString m_key;
    Value m_column;
};

class MapperHost final : public Host {
public:
    MapperHost(SqlalchemyContext& context, Value mapped, Value table)
        : Host(context)
        , m_class(std::move(mapped))
        , m_table(std::move(table))
    { }
    QString typeName() const override { return QStringLiteral("Mapper"); }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        static const QSet<QString> tables{ QStringLiteral("local_table"), QStringLiteral("persist_selectable"),
            QStringLiteral("mapped_table"), QStringLiteral("selectable") };
        if (name == QLatin1String("class_"))
            return m_class;
        if (tables.contains(name))
            return m_table;
        if (name == QLatin1String("inherits"))
            return parent();
        if (name == QLatin1String("base_mapper"))
            return parent().isNone() ? value() : interpreter.findAttribute(parent(), name);
        if (name == QLatin1String("c") || name == QLatin1String("columns"))
            return interpreter.findAttribute(m_table, QStringLiteral("c"));
        if (name == QLatin1String("registry"))
            return interpreter.findAttribute(m_class, name);
        if (name == QLatin1String("polymorphic_on") || name == QLatin1String("polymorphic_identity"))
            return polymorphic(interpreter, name);
        if (name == QLatin1String("iterate_properties"))
            return propertyList();
        if (name == QLatin1String("get_property_by_column"))
            return symbolic::builtin(name, [kept = self<MapperHost>()](Interpreter& inner, const Arguments& arguments) {
                return kept->propertyOf(inner, arguments.get(0, u"column"));
            });
        if (name == QLatin1String("add_property") || name == QLatin1String("add_properties"))
            return symbolic::builtin(name, [](Interpreter&, const Arguments&) { return Value::none(); });
        if (name.startsWith(QLatin1Char('_')))
            return std::nullopt;
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a mapper"), { name });
    }
    bool setAttribute(Interpreter&, const QString&, const Value&) override { return true; }

private:
    /// That of the class that it inherits from; None without one.
    Value parent() const
    {
        const auto type = m_class.as<ClassObject>();
        for (size_t i = 1; type && i < type->order.size(); ++i)
            if (const auto& scope = type->order[i]->scope; scope && scope->names.contains(QStringLiteral("__table__")))
                return scope->names.contains(mapperName)
                    ? scope->names.value(mapperName)
                    : makeMapper(context(), Value::of(type->order[i]), scope->names.value(QStringLiteral("__table__")));
        return Value::none();
    }

    Value polymorphic(Interpreter& interpreter, const QString& name) const
    {
        const auto type = m_class.as<ClassObject>();
        return type && !type->find(QStringLiteral("__mapper_args__"))
            ? Value::none()
            : interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a mapper"), { name });
    }

    Value property(const std::shared_ptr<ColumnHost>& column) const
    {
        const QString key = column->attributeName.isEmpty() ? column->key : column->attributeName;
        return Value::of(std::make_shared<PropertyHost>(context(), key, Value::of(column)));
    }

    Value propertyList() const
    {
        std::vector<Value> all;
        if (const auto table = m_table.as<TableHost>())
            for (const auto& column : table->columns)
                all.push_back(property(column));
        return symbolic::makeList(std::move(all));
    }

    Value propertyOf(Interpreter& interpreter, const Value& given) const
    {
        const auto column = given.as<ColumnHost>();
        return column ? property(column) : Value::unknown(doubtOf(interpreter, given));
    }

    static inline const QString mapperName = QStringLiteral("__mapper__");
    Value m_class;
    Value m_table;
};

} // namespace

Value makeMapper(SqlalchemyContext& context, const Value& mapped, const Value& table)
{
    return Value::of(std::make_shared<MapperHost>(context, mapped, table));
}

Value makeMapper(Interpreter& interpreter, SqlalchemyContext& context, const QString&, const Arguments& arguments)
{
    return mapImperatively(interpreter, context, arguments);
}

Value mapImperatively(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    const Value mapped = arguments.get(0, u"class_");
    const Value table = arguments.get(1, u"local_table");
    const auto type = mapped.as<ClassObject>();
    if (const auto host = table.as<TableHost>(); type && host) {
        type->setAttribute(interpreter, QStringLiteral("__table__"), table);
        if (host->className.isEmpty())
            host->className = type->name;
        for (const auto& column : host->columns)
            type->setAttribute(interpreter, column->key, Value::of(column));
    }
    return makeMapper(context, mapped, table);
}

/// `__mapper_cls__` is code of the project that is called in place of Mapper, and may make tables of its own.
void callOwnMapper(Interpreter& interpreter, const std::shared_ptr<ClassObject>& type)
{
    const QString name = QStringLiteral("__mapper_cls__");
    const std::optional<Value> found = type->find(name);
    const std::shared_ptr<TableHost> table = mappedTable(Value::of(type));
    if (!found || !table)
        return;
    Value maker = interpreter.attribute(Value::of(type), name);
    if (const auto attribute = found->as<DeclaredAttributeHost>()) {
        Value function = attribute->function;
        if (const auto descriptor = function.as<symbolic::Descriptor>())
            function = descriptor->function;
        maker = interpreter.call(function, { Value::of(type) });
    }
    const Value mapper = interpreter.call(maker, { Value::of(type), Value::of(table) });
    if (mapper.isUnknown())
        note(table->openDoubt, mapper.doubt());
    type->setAttribute(interpreter, QStringLiteral("__mapper__"), mapper);
}

} // namespace espalier::operations
