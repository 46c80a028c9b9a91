#include "operations/sqlalchemy/names.h"

#include "dialects/ddl.h"
#include "operations/sqlalchemy/column.h"
#include "operations/sqlalchemy/ddl_element.h"
#include "operations/sqlalchemy/dml.h"
#include "operations/sqlalchemy/function.h"
#include "operations/sqlalchemy/metadata.h"
#include "operations/sqlalchemy/select.h"
#include "operations/sqlalchemy/sqlmodel.h"
#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QSet>

// Dotted names to objects. Nothing is made before it is asked for.

namespace espalier::operations {

namespace {

using Context = SqlalchemyContext;

const core::WordSet& modules()
{
    static const core::WordSet all = [] {
        const QStringList names = QStringLiteral(
            "sqlalchemy sqlalchemy.sql sqlalchemy.sql.expression sqlalchemy.sql.schema sqlalchemy.sql.functions "
            "sqlalchemy.sql.elements sqlalchemy.sql.selectable sqlalchemy.sql.sqltypes sqlalchemy.sql.type_api "
            "sqlalchemy.sql.ddl sqlalchemy.sql.dml sqlalchemy.sql.base sqlalchemy.sql.operators sqlalchemy.sql.naming "
            "sqlalchemy.sql.roles sqlalchemy.sql.compiler sqlalchemy.sql.visitors sqlalchemy.types sqlalchemy.schema "
            "sqlalchemy.engine sqlalchemy.engine.reflection sqlalchemy.engine.url sqlalchemy.engine.base "
            "sqlalchemy.engine.default sqlalchemy.engine.interfaces sqlalchemy.engine.result sqlalchemy.engine.row "
            "sqlalchemy.exc sqlalchemy.event sqlalchemy.events sqlalchemy.pool sqlalchemy.inspection sqlalchemy.util "
            "sqlalchemy.future sqlalchemy.future.engine sqlalchemy.orm sqlalchemy.orm.session sqlalchemy.orm.decl_api "
            "sqlalchemy.orm.query sqlalchemy.orm.exc sqlalchemy.orm.attributes sqlalchemy.orm.relationships "
            "sqlalchemy.orm.properties sqlalchemy.orm.collections sqlalchemy.ext sqlalchemy.ext.declarative "
            "sqlalchemy.ext.declarative.api sqlalchemy.ext.hybrid sqlalchemy.ext.associationproxy "
            "sqlalchemy.ext.mutable sqlalchemy.ext.compiler sqlalchemy.ext.asyncio sqlalchemy.ext.orderinglist "
            "sqlalchemy.testing.schema "
            "sqlalchemy.dialects sqlalchemy.dialects.postgresql sqlalchemy.dialects.mysql sqlalchemy.dialects.mariadb "
            "sqlalchemy.dialects.sqlite sqlalchemy.dialects.mssql sqlalchemy.dialects.oracle "
            "sqlalchemy_utils sqlalchemy_utils.types pgvector pgvector.sqlalchemy geoalchemy2 geoalchemy2.types "
            "fastapi_users_db_sqlalchemy fastapi_users_db_sqlalchemy.generics citext flask_sqlalchemy sqlmodel "
            "sqlmodel.sql sqlmodel.sql.sqltypes sqlmodel.sql.expression oslo_db.sqlalchemy.types")
                                      .split(QLatin1Char(' '));
        return core::WordSet(names.begin(), names.end());
    }();
    return all;
}

class ModuleHost final : public Host {
public:
    ModuleHost(Context& context, QString name)
        : Host(context)
        , m_name(std::move(name))
    { }
    QString typeName() const override { return QStringLiteral("module"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (const auto known = m_names.constFind(name); known != m_names.cend())
            return *known;
        const QString dotted = m_name + QLatin1Char('.') + name;
        if (std::optional<Value> found = sqlalchemyName(interpreter, context(), dotted)) {
            if (found->isObject())
                m_names.insert(name, *found);
            return found;
        }
        if (name == QLatin1String("__name__"))
            return Value::string(m_name);
        if (name.startsWith(QLatin1String("__")))
            return std::nullopt;
        // there may be such a name, but nothing is known of it
        auto external = std::make_shared<symbolic::External>();
        external->name = dotted;
        external->place = interpreter.place();
        return Value::of(external);
    }
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value&) override
    {
        m_names.insert(name, interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a package is set"), { name }));
        return true;
    }

private:
    QString m_name;
    symbolic::Names m_names; ///< those asked for before: an object is the same each time, as in Python
};

Value makeColumnClass(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    return makeColumn(interpreter, context, arguments);
}

/// Classes and functions whose maker needs no name.
template <Value (*Make)(Interpreter&, Context&, const Arguments&)>
Value nameless(Interpreter& interpreter, Context& context, const QString&, const Arguments& arguments)
{
    return Make(interpreter, context, arguments);
}

Value makeQuotedName(Interpreter& interpreter, Context& context, const QString& name, const Arguments& arguments)
{
    const Known<schema::Identifier> text = asIdentifier(interpreter, arguments.get(0, u"value"));
    if (text.doubt)
        return Value::unknown(text.doubt);
    if (name == QLatin1String("conv"))
        return makeConventionalName(text.value);
    const Value quote = arguments.get(1, u"quote");
    if (quote.isNone())
        return textValue(text.value);
    const Known<schema::Identifier> quoted = quotedAs(interpreter, context, text.value, &quote);
    return quoted ? Value::of(std::make_shared<NameHost>(quoted.value, false)) : Value::unknown(quoted.doubt);
}

Value makeNaming(Interpreter& interpreter, Context& context, const QString& name, const Arguments& arguments)
{
    return makeConstraint(interpreter, context, name, arguments);
}

/// Classes that scripts only ask isinstance() about.
Value makeNothing(Interpreter& interpreter, Context&, const QString& name, const Arguments&)
{
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "an instance of SQLAlchemy's %1"), { name });
}

struct Entry {
    const char* name;
    ClassHost::Make make;
};
constexpr Entry schemaEntries[] = {
    { "Column", makeColumnClass },
    { "column", nameless<makeLightColumn> },
    { "Table", nameless<makeTableHost> },
    { "table", nameless<makeLightTable> },
    { "MetaData", nameless<makeMetadata> },
    { "ThreadLocalMetaData", nameless<makeMetadata> },
    { "Index", nameless<makeIndex> },
    { "ForeignKey", nameless<makeForeignKey> },
    { "Sequence", nameless<makeSequence> },
    { "Identity", nameless<makeIdentity> },
    { "Computed", nameless<makeComputed> },
    { "FetchedValue", nameless<makeFetchedValue> },
    { "DefaultClause", nameless<makeDefaultClause> },
    { "PassiveDefault", nameless<makeDefaultClause> },
    { "PrimaryKeyConstraint", makeNaming },
    { "UniqueConstraint", makeNaming },
    { "ForeignKeyConstraint", makeNaming },
    { "CheckConstraint", makeNaming },
    { "ExcludeConstraint", makeNaming },
    { "quoted_name", makeQuotedName },
    { "conv", makeQuotedName },
    { "Constraint", makeNothing },
    { "SchemaItem", makeNothing },
    { "ClauseElement", makeNothing },
    { "ColumnElement", makeNothing },
    { "ColumnClause", makeNothing },
    { "TableClause", makeNothing },
    { "TextClause", makeNothing },
    { "Select", makeNothing },
    { "Insert", makeNothing },
    { "Update", makeNothing },
    { "Delete", makeNothing },
    { "Executable", makeNothing },
    { "FromClause", makeNothing },
    { "Selectable", makeNothing },
    { "BinaryExpression", makeNothing },
    { "ColumnOperators", makeNothing },
    { "SchemaType", makeNothing },
};

/// Column, Table and the like, of which the project may have classes of its own that add nothing to how one is made.
class SchemaClassHost final : public ClassHost {
public:
    using ClassHost::ClassHost;
    std::optional<Value> instantiate(
        Interpreter& interpreter, const std::shared_ptr<symbolic::ClassObject>& type, const Arguments& given) override
    {
        const bool isOwn = type->find(QStringLiteral("__init__")) || type->find(QStringLiteral("__new__"));
        return isOwn ? std::nullopt : call(interpreter, given);
    }
};

std::optional<Value> schemaName(Context& context, const QString& name)
{
    for (const Entry& entry : schemaEntries)
        if (name == QLatin1String(entry.name))
            return Value::of(std::make_shared<SchemaClassHost>(context, name, entry.make));
    return std::nullopt;
}

std::optional<Value> typeName(Context& context, const QString& name)
{
    static const core::WordSet abstract{ QStringLiteral("TypeDecorator"), QStringLiteral("UserDefinedType"),
        QStringLiteral("TypeEngine") };
    if (abstract.contains(name))
        return makeTypeClass(context, name);
    const TypeClass* found = findTypeClass(name);
    return found ? std::optional(makeTypeClass(context, QLatin1String(found->name))) : std::nullopt;
}

std::optional<Value> constantName(Context& context, const QString& name)
{
    if (name == QLatin1String("BLANK_SCHEMA") || name == QLatin1String("RETAIN_SCHEMA"))
        return context.only(name, [&] { return Value::of(std::make_shared<InertHost>(context, name)); });
    if (name == QLatin1String("__version__"))
        return Value::string(QStringLiteral("2.0.52"));
    if (name == QLatin1String("NULLTYPE"))
        return makeType(context, {});
    if (name == QLatin1String("STRINGTYPE"))
        return makeType(context, schema::SqlType::of(QStringLiteral("String")));
    if (name == QLatin1String("INTEGERTYPE"))
        return makeType(context, schema::SqlType::of(QStringLiteral("Integer")));
    return std::nullopt;
}

/// A name of SQLAlchemy's that means the same in whatever module it is looked for.
std::optional<Value> commonName(Interpreter& interpreter, Context& context, const QString& name)
{
    for (auto* find :
        { schemaName, typeName, expressionFunction, selectFunction, dmlFunction, ddlElementClass, constantName })
        if (std::optional<Value> found = find(context, name))
            return found;
    for (auto* find : { ormName, engineName })
        if (std::optional<Value> found = find(interpreter, context, name))
            return found;
    return std::nullopt;
}

/// sqlalchemy.dialects.postgresql.X; `path` is "X", or "json.X" with the module where the package keeps it.
std::optional<Value> dialectName(Context& context, const QString& package, const QString& path)
{
    const QString dialect = package == QLatin1String("mariadb") ? QStringLiteral("mysql") : package;
    const QString name = path.section(QLatin1Char('.'), -1);
    if (name == QLatin1String("dialect"))
        return symbolic::builtin(name,
            [kept = &context, package](Interpreter&, const Arguments&) { return makeDialectNamed(*kept, package); });
    if (std::optional<Value> type = typeName(context, dialect + QLatin1Char('.') + name))
        return type;
    if (std::optional<Value> insert = dialectInsertFunction(context, package, name))
        return insert;
    for (auto* find : { schemaName, expressionFunction, dmlFunction, ddlElementClass })
        if (std::optional<Value> found = find(context, name))
            return found;
    // postgresql.base and the like
    static const core::WordSet inner{ QStringLiteral("base"), QStringLiteral("json"), QStringLiteral("types"),
        QStringLiteral("ranges"), QStringLiteral("named_types"), QStringLiteral("ext"), QStringLiteral("enumerated") };
    if (path == name && inner.contains(name))
        return Value::of(
            std::make_shared<ModuleHost>(context, QStringLiteral("sqlalchemy.dialects.%1.%2").arg(package, name)));
    return std::nullopt;
}

std::optional<Value> sqlModelName(Interpreter& interpreter, Context& context, const QString& name)
{
    if (name == QLatin1String("SQLModel"))
        return context.only(
            QStringLiteral("sqlmodel.SQLModel"), [&] { return makeSqlModelBase(interpreter, context); });
    if (name == QLatin1String("AutoString"))
        return makeAutoString(context);
    if (name == QLatin1String("Relationship"))
        return Value::of(std::make_shared<InertHost>(context, name));
    if (name == QLatin1String("Field")) {
        const auto make = [](Interpreter&, Context& own, const QString&, const Arguments& arguments) {
            return Value::of(std::make_shared<SqlModelFieldHost>(own, arguments));
        };
        return Value::of(std::make_shared<ClassHost>(context, name, make));
    }
    return commonName(interpreter, context, name);
}

/// @aggregated(relationship, column): the function gives way to the column.
Value aggregated(const QString& name)
{
    return symbolic::builtin(name, [name](Interpreter&, const Arguments& given) {
        return symbolic::builtin(
            name, [column = given.get(1, u"column")](Interpreter&, const Arguments&) { return column; });
    });
}

/// Names of packages around SQLAlchemy.
std::optional<Value> packageName(
    Interpreter& interpreter, Context& context, const QString& package, const QString& name)
{
    if (package == QLatin1String("flask_sqlalchemy"))
        return name == QLatin1String("SQLAlchemy") ? std::optional(makeFlaskClass(context)) : std::nullopt;
    if (package == QLatin1String("sqlmodel"))
        return sqlModelName(interpreter, context, name);
    if (package == QLatin1String("sqlalchemy_utils") && name == QLatin1String("aggregated"))
        return aggregated(name);
    const QString full = (package == QLatin1String("pgvector") ? QStringLiteral("pgvector.sqlalchemy") : package)
        + QLatin1Char('.') + name;
    return findTypeClass(full) ? typeName(context, full) : std::nullopt;
}

bool isPackage(const QString& package)
{
    static const core::WordSet packages{ QStringLiteral("sqlalchemy_utils"), QStringLiteral("pgvector"),
        QStringLiteral("geoalchemy2"), QStringLiteral("fastapi_users_db_sqlalchemy"), QStringLiteral("citext"),
        QStringLiteral("flask_sqlalchemy"), QStringLiteral("sqlmodel"), QStringLiteral("oslo_db") };
    return packages.contains(package);
}

/// sqlalchemy.sql.functions.now and the like: classes whose call makes the function.
std::optional<Value> functionName(Context& context, const QString& name)
{
    static const core::WordSet names{ QStringLiteral("now"), QStringLiteral("count"), QStringLiteral("max"),
        QStringLiteral("min"), QStringLiteral("sum"), QStringLiteral("coalesce"), QStringLiteral("concat"),
        QStringLiteral("current_timestamp"), QStringLiteral("current_date"), QStringLiteral("current_time"),
        QStringLiteral("current_user"), QStringLiteral("localtime"), QStringLiteral("localtimestamp"),
        QStringLiteral("random"), QStringLiteral("sysdate"), QStringLiteral("char_length") };
    return names.contains(name) ? std::optional(makeFunctionSpace(context, { name })) : std::nullopt;
}

} // namespace

Known<schema::Identifier> quotedAs(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Value* quote)
{
    using schema::Quoting;
    if (!quote || quote->isNone())
        return { name, {} };
    const std::optional<bool> isQuoted = interpreter.isTrue(*quote);
    if (!isQuoted)
        return { name, doubtOf(interpreter, *quote) };
    const bool isUsual = *isQuoted == (context.dialect().ddl().quoted(name) != name);
    return { { name, isUsual ? Quoting::AsNeeded : *isQuoted ? Quoting::Always : Quoting::Never }, {} };
}

std::optional<Value> sqlalchemyName(Interpreter& interpreter, SqlalchemyContext& context, const QString& dotted)
{
    const qsizetype first = dotted.indexOf(QLatin1Char('.'));
    const QString package = first < 0 ? dotted : dotted.left(first);
    if (package != QLatin1String("sqlalchemy") && !isPackage(package))
        return std::nullopt;
    const QString name = dotted.mid(dotted.lastIndexOf(QLatin1Char('.')) + 1);
    // sqlalchemy_utils keeps each type in a module of its own
    const bool isTypeModule = dotted.startsWith(QLatin1String("sqlalchemy_utils.types.")) && name.front().isLower();
    if (isTypeModule || modules().contains(dotted))
        return Value::of(std::make_shared<ModuleHost>(context, dotted));
    if (package != QLatin1String("sqlalchemy"))
        return packageName(interpreter, context, package, name);
    const QString dialects = QStringLiteral("sqlalchemy.dialects.");
    if (dotted.startsWith(dialects)) {
        const QString rest = dotted.mid(dialects.size());
        const QString path = rest.section(QLatin1Char('.'), 1);
        return path.isEmpty() ? std::nullopt : dialectName(context, rest.section(QLatin1Char('.'), 0, 0), path);
    }
    const QString module = dotted.left(dotted.lastIndexOf(QLatin1Char('.')));
    if (!modules().contains(module))
        return std::nullopt;
    if (module.endsWith(QLatin1String(".exc"))) {
        const std::shared_ptr<symbolic::ClassObject> cls = sqlalchemyException(interpreter, name);
        return cls ? std::optional(Value::of(cls)) : std::nullopt;
    }
    if (module == QLatin1String("sqlalchemy.sql.functions"))
        if (std::optional<Value> function = functionName(context, name))
            return function;
    return commonName(interpreter, context, name);
}

std::optional<Value> ClassHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (name == QLatin1String("__name__") || name == QLatin1String("__qualname__"))
        return Value::string(typeName());
    if (name == QLatin1String("__module__"))
        return Value::string(QStringLiteral("sqlalchemy"));
    if (name == QLatin1String("__init__")) // of a class of the project that calls its bases' own
        return symbolic::builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
    if (name.startsWith(QLatin1String("__")))
        return std::nullopt;
    // what is asked of the class is asked of an instance: types named without a call, mostly
    if (findTypeClass(m_name)) {
        const std::optional<Value> made = call(interpreter, {});
        return made ? interpreter.findAttribute(*made, name) : std::nullopt;
    }
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of SQLAlchemy's %2"), { name, typeName() });
}

} // namespace espalier::operations
