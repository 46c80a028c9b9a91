#pragma once

#include "operations/sqlalchemy/metadata.h"

namespace espalier::operations {

/// A base of mapped classes: what declarative_base() gives, DeclarativeBase, db.Model.
class ModelBaseHost final : public Host {
public:
    enum class Flavor {
        Declarative, ///< declarative_base()
        Root, ///< DeclarativeBase: each class derived from it directly is a base with a metadata of its own
        Flask, ///< db.Model: tables get their names from their classes
        SqlModel, ///< columns come from annotations and Field(…)
    };
    ModelBaseHost(SqlalchemyContext& context, Flavor flavor, std::shared_ptr<MetadataHost> metadata)
        : Host(context)
        , m_flavor(flavor)
        , m_metadata(std::move(metadata))
    { }
    /// declarative_base(cls=X), @as_declarative(): its columns and attributes are those of every model.
    Value origin;
    Value typeMap; ///< type_annotation_map of its registry; None without one
    Value metaclass; ///< declarative_base(metaclass=…): a class of the project; None without one

    QString typeName() const override
    {
        return m_flavor == Flavor::Root ? QStringLiteral("DeclarativeBase") : QStringLiteral("DeclarativeMeta");
    }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool isBase() const override { return true; }
    void subclassed(Interpreter& interpreter, const std::shared_ptr<symbolic::ClassObject>& type) override;
    std::optional<Value> inherited(Interpreter& interpreter, const Value& owner, const QString& name) override;
    Flavor flavor() const { return m_flavor; }
    const std::shared_ptr<MetadataHost>& metadata() const { return m_metadata; }

private:
    Value registryOf(Interpreter& interpreter, const Value& owner) const;
    void inheritFromOrigin(symbolic::ClassObject& type) const;
    Flavor m_flavor;
    std::shared_ptr<MetadataHost> m_metadata;
};

/// The registry of a base: what maps classes that do not derive from it. `owner` is the class that it was asked of.
Value makeRegistry(
    const std::shared_ptr<ModelBaseHost>& base, const std::shared_ptr<symbolic::ClassObject>& owner = nullptr);

/// Mapped[int], and what @declared_attr makes of a function.
class MappedHost final : public Host {
public:
    MappedHost(SqlalchemyContext& context, Value given)
        : Host(context)
        , parameter(std::move(given))
    { }
    const Value parameter;
    QString typeName() const override { return QStringLiteral("Mapped"); }
};
class DeclaredAttributeHost final : public Host {
public:
    DeclaredAttributeHost(SqlalchemyContext& context, Value given)
        : Host(context)
        , function(std::move(given))
    { }
    const Value function;
    bool isCascading = false; ///< evaluated for each class, though a mapped parent has it
    QString typeName() const override { return QStringLiteral("declared_attr"); }
};

/// DeclarativeMeta: maps the classes whose metaclass it is, or a base of that.
class DeclarativeMetaHost final : public Host {
public:
    using Host::Host;
    QString typeName() const override { return QStringLiteral("DeclarativeMeta"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool isBase() const override { return true; }
    void subclassed(Interpreter& interpreter, const std::shared_ptr<symbolic::ClassObject>& type) override;
    std::optional<Value> inherited(Interpreter& interpreter, const Value& owner, const QString& name) override;
};

/// relationship(), hybrid_property and others that have no say in a table: what is done with them gives them again.
class InertHost final : public Host {
public:
    InertHost(SqlalchemyContext& context, QString name)
        : Host(context)
        , m_name(std::move(name))
    { }
    QString typeName() const override { return m_name; }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        return name.startsWith(QLatin1String("__")) ? std::nullopt : std::optional(value());
    }
    bool setAttribute(Interpreter&, const QString&, const Value&) override { return true; }
    std::optional<Value> call(Interpreter&, const Arguments& arguments) override
    {
        if (arguments.keyword(u"backref"))
            backrefs(context()).push_back(value());
        return value();
    }
    std::optional<Value> item(Interpreter&, const Value&) override { return value(); }
    bool isBase() const override { return true; }
    /// It ties objects to others, which are written with them.
    bool isTie() const
    {
        static const QSet<QString> ties{ QStringLiteral("relationship"), QStringLiteral("relation"),
            QStringLiteral("dynamic_loader"), QStringLiteral("Relationship"), QStringLiteral("association_proxy"),
            QStringLiteral("WriteOnlyMapped"), QStringLiteral("DynamicMapped") };
        return ties.contains(m_name);
    }
    /// Those that give other classes an attribute which their text does not show, and None for each function that
    /// listens to what is done with objects.
    static std::vector<Value>& backrefs(SqlalchemyContext& context)
    {
        const Value& all
            = context.only(QStringLiteral("backrefs"), [] { return symbolic::makeList(std::vector<Value>()); });
        return all.as<symbolic::List>()->items;
    }

private:
    QString m_name;
};

/// composite(class, …): columns of which a class's attribute is made.
class CompositeHost final : public Host {
public:
    using Host::Host;
    Value composed; ///< the class; None where the annotation says it
    std::vector<std::shared_ptr<ColumnHost>> columns; ///< null: an attribute of the class
    QString typeName() const override { return QStringLiteral("Composite"); }
};

/// Makes the table of a class, and its columns the class's attributes.
void mapClass(Interpreter& interpreter, const ModelBaseHost& base, const std::shared_ptr<symbolic::ClassObject>& type);
/// Maps a class with columns whose base is of a package that is not read, and those of its own bases that are such:
/// what the base brings, and the MetaData, is not known.
void mapForeignModel(
    Interpreter& interpreter, SqlalchemyContext& context, const std::shared_ptr<symbolic::ClassObject>& type);
/// Of the classes that mapForeignModel() has mapped.
Value metadataOfForeignModels(SqlalchemyContext& context);
/// `User.name = …` after the class: a column becomes one of its table.
void setClassAttribute(Interpreter& interpreter, symbolic::ClassObject& type, const QString& name, const Value& value);
/// The table of a mapped class; null for all other values.
std::shared_ptr<TableHost> mappedTable(const Value& value);
/// Mapper(class, table), and as a name of SQLAlchemy.
Value makeMapper(SqlalchemyContext& context, const Value& mapped, const Value& table);
Value makeMapper(Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments);
/// registry.map_imperatively(class, table), mapper(class, table): the columns become the class's attributes.
Value mapImperatively(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments);
/// Follows what a class that has just been mapped has as its `__mapper_cls__`.
void callOwnMapper(Interpreter& interpreter, const std::shared_ptr<symbolic::ClassObject>& type);
/// What an annotation says, as far as it can be read.
struct AnnotationReading {
    Value type = {}; ///< the Python class, or its name (a String)
    bool isOptional = false;
    bool isKnown = true;
    std::shared_ptr<ColumnHost> column = {}; ///< mapped_column(…) of Annotated[type, mapped_column(…)]
    Value alias = {}; ///< that Annotated as a whole
    std::vector<Value> further = {}; ///< what stands behind the type there
};
AnnotationReading readAnnotation(Interpreter& interpreter, const Value& annotation);
/// `def x(cls) -> Mapped[int]`: what a declared_attr says of what it returns is the attribute's annotation.
void noteReturned(symbolic::ClassObject& type, const QString& name);
/// The type and nullability that an annotation gives a column of `type`: Mapped[Optional[int]].
void annotate(Interpreter& interpreter, const symbolic::ClassObject& type, ColumnHost& column, const Value& annotation);

/// Names of sqlalchemy.orm and sqlalchemy.ext: relationship, sessionmaker, declarative_base, …
std::optional<Value> ormName(Interpreter& interpreter, SqlalchemyContext& context, const QString& name);
/// flask_sqlalchemy.SQLAlchemy, sqlmodel.SQLModel
Value makeFlaskClass(SqlalchemyContext& context);
Value makeSqlModelBase(Interpreter& interpreter, SqlalchemyContext& context);
} // namespace espalier::operations
