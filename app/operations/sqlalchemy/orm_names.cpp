#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>

// sqlalchemy.orm, sqlalchemy.ext and packages around them, by name.

namespace espalier::operations {

using symbolic::ClassObject;
using Flavor = ModelBaseHost::Flavor;

namespace {

using Context = SqlalchemyContext;

std::shared_ptr<MetadataHost> metadataArgument(Interpreter& interpreter, Context& context, const Arguments& arguments)
{
    const Value* given = arguments.keyword(u"metadata");
    std::shared_ptr<MetadataHost> metadata = given ? metadataHost(interpreter, *given) : nullptr;
    if (!metadata) {
        metadata = newMetadata(context);
        if (given && !given->isNone()) {
            metadata->doubt = doubtOf(interpreter, *given);
            metadata->conventionDoubt = metadata->doubt;
        }
    }
    return metadata;
}

Value declarativeBase(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    auto base = std::make_shared<ModelBaseHost>(
        context, Flavor::Declarative, metadataArgument(interpreter, context, arguments));
    base->origin = arguments.get(symbolic::keywordOnly, u"cls");
    base->typeMap = arguments.get(symbolic::keywordOnly, u"type_annotation_map");
    base->metaclass = arguments.get(symbolic::keywordOnly, u"metaclass");
    return Value::of(base);
}

/// @as_declarative(): the class becomes a base.
Value asDeclarative(Interpreter&, Context& context, const QString& name, const Arguments& arguments)
{
    return symbolic::builtin(
        name, [kept = &context, given = arguments](Interpreter& interpreter, const Arguments& inner) {
            auto base = std::make_shared<ModelBaseHost>(
                *kept, Flavor::Declarative, metadataArgument(interpreter, *kept, given));
            base->origin = inner.positional.empty() ? Value::none() : inner.positional[0];
            base->typeMap = given.get(symbolic::keywordOnly, u"type_annotation_map");
            return Value::of(base);
        });
}

class RegistryHost final : public Host {
public:
    RegistryHost(Context& context, std::shared_ptr<ModelBaseHost> base, std::shared_ptr<ClassObject> owner)
        : Host(context)
        , m_base(std::move(base))
        , m_owner(std::move(owner))
    { }
    QString typeName() const override { return QStringLiteral("registry"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == QLatin1String("metadata"))
            return Value::of(m_base->metadata());
        if (name == QLatin1String("type_annotation_map"))
            return m_base->typeMap;
        if (name == QLatin1String("generate_base"))
            return symbolic::builtin(name, [base = m_base](Interpreter&, const Arguments&) { return Value::of(base); });
        if (name == QLatin1String("as_declarative_base"))
            return symbolic::builtin(
                name, [kept = self<RegistryHost>()](Interpreter&, const Arguments&) { return kept->asBase(); });
        if (name == QLatin1String("update_type_annotation_map"))
            return symbolic::builtin(name, [kept = self<RegistryHost>()](Interpreter& inner, const Arguments& given) {
                kept->updateTypeMap(inner, given.get(0, u"type_annotation_map"));
                return Value::none();
            });
        if (name == QLatin1String("mapped") || name == QLatin1String("map_declaratively"))
            return mapping(name, m_base);
        if (name == QLatin1String("map_imperatively"))
            return symbolic::builtin(name, [kept = &context()](Interpreter& inner, const Arguments& arguments) {
                return mapImperatively(inner, *kept, arguments);
            });
        if (name == QLatin1String("mapped_as_dataclass")) // @mapped_as_dataclass, or with arguments of the dataclass
            return symbolic::builtin(name, [name, base = m_base](Interpreter& interpreter, const Arguments& arguments) {
                const Value map = mapping(name, base);
                return arguments.positional.empty() ? map : interpreter.call(map, arguments);
            });
        if (name.startsWith(QLatin1Char('_')))
            return std::nullopt;
        return Value::of(std::make_shared<InertHost>(context(), name));
    }

    /// What maps a class and gives it back.
    static Value mapping(const QString& name, const std::shared_ptr<ModelBaseHost>& base)
    {
        return symbolic::builtin(name, [base](Interpreter& interpreter, const Arguments& arguments) {
            const Value type = arguments.get(0, u"cls");
            if (const auto cls = type.as<ClassObject>())
                mapClass(interpreter, *base, cls);
            return type;
        });
    }

    const std::shared_ptr<ModelBaseHost>& base() const { return m_base; }

private:
    /// A decorator of the class that becomes the base.
    Value asBase() const
    {
        return symbolic::builtin(
            QStringLiteral("as_declarative_base"), [from = m_base](Interpreter&, const Arguments& arguments) {
                auto base = std::make_shared<ModelBaseHost>(from->context(), Flavor::Declarative, from->metadata());
                base->origin = arguments.get(0, u"cls");
                base->typeMap = from->typeMap;
                return Value::of(base);
            });
    }

    void updateTypeMap(Interpreter& interpreter, const Value& further)
    {
        auto map = m_base->typeMap.as<symbolic::Dict>();
        if (!map) {
            map = std::make_shared<symbolic::Dict>();
            m_base->typeMap = Value::of(map);
            if (m_owner)
                m_owner->setAttribute(interpreter, QStringLiteral("type_annotation_map"), m_base->typeMap);
        }
        interpreter.touch(*map);
        const auto given = further.as<symbolic::Dict>();
        if (!given || given->doubt)
            map->doubt.add(given ? given->doubt.why() : doubtOf(interpreter, further));
        else
            for (const auto& [key, type] : given->entries())
                map->insert(key, type);
    }

    std::shared_ptr<ModelBaseHost> m_base;
    std::shared_ptr<ClassObject> m_owner;
};

/// @mapped_as_dataclass(registry, …)
Value mappedAsDataclass(Interpreter& interpreter, Context&, const QString& name, const Arguments& arguments)
{
    const Value given = arguments.get(0, u"registry");
    const auto host = given.as<RegistryHost>();
    return host ? RegistryHost::mapping(name, host->base()) : Value::unknown(doubtOf(interpreter, given));
}

Value registry(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    auto base = std::make_shared<ModelBaseHost>(
        context, Flavor::Declarative, metadataArgument(interpreter, context, arguments));
    base->typeMap = arguments.get(symbolic::keywordOnly, u"type_annotation_map");
    return makeRegistry(base);
}

// ---- sessions

/// sessionmaker(…): calling it makes a session.
class SessionFactoryHost final : public Host {
public:
    SessionFactoryHost(Context& context, Arguments arguments)
        : Host(context)
        , m_arguments(std::move(arguments))
    { }
    QString typeName() const override { return QStringLiteral("sessionmaker"); }
    std::optional<Value> call(Interpreter& interpreter, const Arguments& arguments) override
    {
        Arguments all = arguments;
        if (all.positional.empty())
            all.positional = m_arguments.positional;
        for (const auto& keyword : m_arguments.keywords)
            if (!all.keyword(keyword.first))
                all.keywords.push_back(keyword);
        note(all.doubt, m_arguments.doubt);
        return context().session(interpreter, all);
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("configure"))
            return symbolic::builtin(name, [kept = self<SessionFactoryHost>()](Interpreter&, const Arguments& given) {
                for (const auto& keyword : given.keywords)
                    kept->m_arguments.keywords.insert(kept->m_arguments.keywords.begin(), keyword);
                return Value::none();
            });
        if (name == QLatin1String("begin"))
            return value();
        const std::optional<Value> session = call(interpreter, {});
        return session ? interpreter.findAttribute(*session, name) : std::nullopt; // scoped_session
    }

private:
    Arguments m_arguments;
};

Value sessionMaker(Interpreter&, Context& context, const QString&, const Arguments& arguments)
{
    return Value::of(std::make_shared<SessionFactoryHost>(context, arguments));
}

Value session(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    return context.session(interpreter, arguments);
}

Value first(Interpreter&, Context&, const QString&, const Arguments& arguments)
{
    return arguments.positional.empty() ? Value::none() : arguments.positional[0];
}

// ---- columns and attributes

Value mappedColumn(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    const Value made = makeColumn(interpreter, context, arguments);
    made.as<ColumnHost>()->isMapped = true;
    return made;
}

/// deferred(Column(…)), column_property(Column(…)): the column; of an expression nothing that a table has.
Value columnWithin(Interpreter&, Context& context, const QString& name, const Arguments& arguments)
{
    const Value given = arguments.positional.empty() ? Value::none() : arguments.positional[0];
    const auto column = given.as<ColumnHost>();
    if (!column)
        return Value::of(std::make_shared<InertHost>(context, name));
    column->isMapped = false; // an annotation says nothing of what stands within
    return given;
}

Value composite(Interpreter&, Context& context, const QString&, const Arguments& arguments)
{
    auto host = std::make_shared<CompositeHost>(context);
    for (const Value& given : arguments.positional) {
        if (auto column = given.as<ColumnHost>())
            host->columns.push_back(std::move(column));
        else if (host->composed.isNone())
            host->composed = given;
        else
            host->columns.push_back(nullptr); // an attribute that the class has, by its name
    }
    return Value::of(host);
}

Value inert(Interpreter&, Context& context, const QString& name, const Arguments&)
{
    return Value::of(std::make_shared<InertHost>(context, name));
}

/// Whether a class that it inherits from is mapped.
Value hasInheritedTable(Interpreter&, Context&, const QString&, const Arguments& arguments)
{
    const auto type = arguments.get(0, u"cls").as<ClassObject>();
    return Value::boolean(
        type && std::any_of(type->order.begin() + 1, type->order.end(), [](const std::shared_ptr<ClassObject>& one) {
            return one->scope && one->scope->names.contains(QStringLiteral("__table__"));
        }));
}

Value decorator(Interpreter&, Context&, const QString& name, const Arguments& arguments)
{
    const Value given = arguments.positional.empty() ? Value::none() : arguments.positional[0];
    if (given.as<symbolic::Function>())
        return given;
    return symbolic::builtin(name, [](Interpreter&, const Arguments& inner) {
        return inner.positional.empty() ? Value::none() : inner.positional[0];
    });
}

class MappedClass final : public ClassHost {
public:
    using ClassHost::ClassHost;
    std::optional<Value> item(Interpreter&, const Value& key) override
    {
        return Value::of(std::make_shared<MappedHost>(context(), key));
    }
};

class DeclaredAttributeClass final : public ClassHost {
public:
    using ClassHost::ClassHost;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("directive"))
            return value();
        if (name == QLatin1String("cascading"))
            return symbolic::builtin(name, [kept = &context()](Interpreter&, const Arguments& arguments) {
                const auto made = std::make_shared<DeclaredAttributeHost>(*kept, arguments.get(0, u"fget"));
                made->isCascading = true;
                return Value::of(made);
            });
        return ClassHost::attribute(interpreter, name);
    }
};

Value declaredAttribute(Interpreter&, Context& context, const QString&, const Arguments& arguments)
{
    return Value::of(std::make_shared<DeclaredAttributeHost>(
        context, arguments.positional.empty() ? Value::none() : arguments.positional[0]));
}

/// sqlalchemy.ext.mutable: as_mutable(type) is that type.
class MutableClass final : public ClassHost {
public:
    using ClassHost::ClassHost;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (const std::optional<Value> found = inherited(interpreter, value(), name))
            return found;
        return name.startsWith(QLatin1String("__")) ? ClassHost::attribute(interpreter, name)
                                                    : Value::of(std::make_shared<InertHost>(context(), name));
    }
    std::optional<Value> inherited(Interpreter&, const Value&, const QString& name) override
    {
        if (name != QLatin1String("as_mutable"))
            return std::nullopt;
        return symbolic::builtin(name, [kept = &context()](Interpreter& inner, const Arguments& arguments) {
            return arguments.positional.empty() ? Value::none() : typeObject(inner, *kept, arguments.positional[0]);
        });
    }
};

struct Entry {
    const char* name;
    ClassHost::Make make;
};
constexpr Entry entries[] = {
    { "declarative_base", declarativeBase },
    { "as_declarative", asDeclarative },
    { "registry", registry },
    { "mapped_as_dataclass", mappedAsDataclass },
    { "sessionmaker", sessionMaker },
    { "scoped_session", first },
    { "Session", session },
    { "create_session", session },
    { "mapped_column", mappedColumn },
    { "deferred", columnWithin },
    { "column_property", columnWithin },
    { "composite", composite },
    { "has_inherited_table", hasInheritedTable },
    { "synonym_for", decorator },
    { "validates", decorator },
    { "reconstructor", first },
    { "declarative_mixin", first },
    { "remote", first },
    { "foreign", first },
    { "mapper", makeMapper },
    { "Mapper", makeMapper },
};

/// What has no say in what tables are like.
constexpr const char* inertNames[] = { "relationship", "relation", "backref", "dynamic_loader", "synonym", "joinedload",
    "subqueryload", "selectinload", "lazyload", "contains_eager", "load_only", "defer", "undefer", "noload",
    "raiseload", "defaultload", "with_loader_criteria", "hybrid_property", "hybrid_method", "association_proxy",
    "ordering_list", "attribute_mapped_collection", "column_mapped_collection", "attribute_keyed_dict",
    "column_keyed_dict", "configure_mappers", "clear_mappers", "class_mapper", "object_session", "make_transient",
    "with_polymorphic", "Comparator", "Load", "object_mapper", "WriteOnlyMapped", "DynamicMapped", "Relationship",
    "RelationshipProperty", "Query", "MappedAsDataclass", "unmapped_dataclass", "AsyncAttrs", "InstrumentedAttribute",
    "query_expression", "compiles" };

} // namespace

Value makeRegistry(const std::shared_ptr<ModelBaseHost>& base, const std::shared_ptr<ClassObject>& owner)
{
    return Value::of(std::make_shared<RegistryHost>(base->context(), base, owner));
}

std::optional<Value> ormName(Interpreter& interpreter, SqlalchemyContext& context, const QString& name)
{
    Q_UNUSED(interpreter)
    if (name == QLatin1String("DeclarativeMeta"))
        return context.only(name, [&] { return Value::of(std::make_shared<DeclarativeMetaHost>(context)); });
    if (name == QLatin1String("DeclarativeBase") || name == QLatin1String("DeclarativeBaseNoMeta"))
        return Value::of(std::make_shared<ModelBaseHost>(context, Flavor::Root, nullptr));
    if (name == QLatin1String("Mapped"))
        return Value::of(std::make_shared<MappedClass>(context, name, inert));
    for (const char* mutableClass : { "Mutable", "MutableDict", "MutableList", "MutableSet", "MutableComposite" })
        if (name == QLatin1String(mutableClass))
            return Value::of(std::make_shared<MutableClass>(context, name, inert));
    if (name == QLatin1String("declared_attr"))
        return Value::of(std::make_shared<DeclaredAttributeClass>(context, name, declaredAttribute));
    for (const Entry& entry : entries)
        if (name == QLatin1String(entry.name))
            return Value::of(std::make_shared<ClassHost>(context, name, entry.make));
    for (const char* one : inertNames)
        if (name == QLatin1String(one))
            return Value::of(std::make_shared<InertHost>(context, name));
    return std::nullopt;
}

// ---- packages around SQLAlchemy

namespace {

/// `db = SQLAlchemy()`: SQLAlchemy's names, a metadata and a base for models.
class FlaskHost final : public Host {
public:
    FlaskHost(Context& context, std::shared_ptr<ModelBaseHost> base)
        : Host(context)
        , m_base(std::move(base))
    { }
    QString typeName() const override { return QStringLiteral("SQLAlchemy"); }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("Model"))
            return Value::of(m_base);
        if (name == QLatin1String("metadata"))
            return Value::of(m_base->metadata());
        if (name == QLatin1String("Table"))
            return symbolic::builtin(name, [base = m_base](Interpreter& inner, const Arguments& arguments) {
                Arguments all = arguments;
                if (all.positional.size() < 2 || !all.positional[1].as<MetadataHost>())
                    all.positional.insert(
                        all.positional.begin() + std::min<ptrdiff_t>(1, ptrdiff_t(all.positional.size())),
                        Value::of(base->metadata()));
                return makeTableHost(inner, base->context(), all);
            });
        if (name == QLatin1String("session") || name == QLatin1String("engine"))
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "the application's own database session"));
        if (name == QLatin1String("init_app"))
            return Value::of(std::make_shared<InertHost>(context(), name));
        for (const char* module : { "sqlalchemy.", "sqlalchemy.orm." })
            if (std::optional<Value> found = sqlalchemyName(interpreter, context(), QLatin1String(module) + name))
                return found;
        return std::nullopt;
    }

private:
    std::shared_ptr<ModelBaseHost> m_base;
};

Value flask(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    std::shared_ptr<MetadataHost> metadata = metadataArgument(interpreter, context, arguments);
    const Value* model = arguments.keyword(u"model_class");
    if (model && model->as<symbolic::ClassObject>())
        if (const auto own = model->as<symbolic::ClassObject>()->find(QStringLiteral("metadata")))
            metadata = own->as<MetadataHost>() ? own->as<MetadataHost>() : metadata;
    auto base = std::make_shared<ModelBaseHost>(context, Flavor::Flask, std::move(metadata));
    if (model)
        base->origin = *model;
    return Value::of(std::make_shared<FlaskHost>(context, std::move(base)));
}

/// SQLAlchemy of Flask-SQLAlchemy, from which applications derive: each instance of such a class has one of its own.
class FlaskClassHost final : public ClassHost {
public:
    explicit FlaskClassHost(Context& context)
        : ClassHost(context, QStringLiteral("SQLAlchemy"), flask)
    { }

    std::optional<Value> inherited(Interpreter& interpreter, const Value& owner, const QString& name) override
    {
        const auto instance = owner.as<symbolic::Instance>();
        if (!instance)
            return std::nullopt;
        if (name == QLatin1String("__init__"))
            return symbolic::builtin(name, [this, instance](Interpreter& inner, const Arguments& arguments) {
                m_made.insert(instance->serial(), flask(inner, context(), {}, arguments));
                return Value::none();
            });
        if (!m_made.contains(instance->serial()))
            m_made.insert(instance->serial(), flask(interpreter, context(), {}, {}));
        return m_made.value(instance->serial()).object()->attribute(interpreter, name);
    }

private:
    QHash<quint64, Value> m_made; ///< by the serials of instances: out of reach of code that is not known
};

} // namespace

Value makeFlaskClass(SqlalchemyContext& context) { return Value::of(std::make_shared<FlaskClassHost>(context)); }

Value makeSqlModelBase(Interpreter&, SqlalchemyContext& context)
{
    return Value::of(std::make_shared<ModelBaseHost>(context, Flavor::SqlModel, newMetadata(context)));
}

} // namespace espalier::operations
