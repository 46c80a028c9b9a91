#include "operations/sqlalchemy/column_collector.h"
#include "operations/sqlalchemy/oslo.h"
#include "operations/sqlalchemy/sqlmodel.h"

#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QCoreApplication>

// Declarative mapping: from a class to its table. Columns stand in the order of the class's own names, then of its
// mixins' and abstract bases', nearest first.

namespace espalier::operations {

using symbolic::ClassObject;
using ClassPtr = std::shared_ptr<ClassObject>;

namespace {

bool isMapped(const ClassObject& type) { return type.scope && type.scope->names.contains(QStringLiteral("__table__")); }

/// CamelCase to camel_case, as Flask-SQLAlchemy names its tables.
QString snakeCase(const QString& name)
{
    QString text;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const bool isUpper = name[i].isUpper();
        const bool startsWord
            = i > 0 && isUpper && (!name[i - 1].isUpper() || (i + 1 < name.size() && name[i + 1].isLower()));
        text += startsWord ? QLatin1String("_") : QLatin1String();
        text += name[i].toLower();
    }
    return text;
}

ClassPtr mappedParent(const ClassObject& type)
{
    for (size_t i = 1; i < type.order.size(); ++i)
        if (isMapped(*type.order[i]))
            return type.order[i];
    return nullptr;
}

/// Makes the table of one class.
class Mapper {
public:
    Mapper(Interpreter& interpreter, const ModelBaseHost& base, const ClassPtr& type)
        : m_interpreter(interpreter)
        , m_base(base)
        , m_type(type)
        , m_collector(interpreter, type)
    { }

    void map()
    {
        if (const Value given = m_type->scope->names.value(QStringLiteral("__table__")); given.as<TableHost>()) {
            adopt(*given.as<TableHost>());
            return;
        }
        const ClassPtr parent = mappedParent(*m_type);
        if (isSqlModel() && (parent || !isSqlModelTable(*m_type)))
            return; // SQLModel maps no class whose parent is mapped
        const std::optional<Value> name = tableName(parent != nullptr);
        if (!name && !parent)
            return noteNameless();
        m_collector.isSqlModel = isSqlModel();
        if (isSqlModel()) {
            SqlModelColumns fields(m_interpreter, m_base.context(), m_type);
            fields.collect();
            m_collector.columns = std::move(fields.columns);
            m_collector.doubt = fields.doubt;
        }
        for (size_t i = 0; i < m_type->order.size(); ++i) {
            if (i == 0 || !isMapped(*m_type->order[i]))
                m_collector.collect(*m_type->order[i], i == 0);
            else
                m_collector.pass(*m_type->order[i]);
        }
        if (!parent)
            addPackageColumns();
        if (name && !(parent && isOfParentsTable()))
            makeOwnTable(*name);
        else
            extend(mappedTable(Value::of(parent)));
    }

private:
    bool isSqlModel() const { return m_base.flavor() == ModelBaseHost::Flavor::SqlModel; }

    Value metadata() const
    {
        const std::optional<Value> found = m_type->find(QStringLiteral("metadata"));
        return found && !found->isNone() ? *found : Value::of(m_base.metadata()); // a mixin's None stands behind
    }

    /// A class with columns whose name may come from a base that is not known.
    void noteNameless()
    {
        const QStringList& names = m_type->written;
        const bool hasColumns = std::any_of(names.begin(), names.end(), [&](const QString& name) {
            const auto annotation = m_interpreter.annotation(*m_type, name);
            return m_type->scope->names.value(name).as<ColumnHost>() || (annotation && annotation->as<MappedHost>());
        });
        DoubtPtr why = foreignBase();
        for (const ClassPtr& one : m_type->order)
            note(why, one->scope ? one->scope->doubt : nullptr);
        const auto host = metadata().as<MetadataHost>();
        if (!why || !hasColumns || !host)
            return;
        m_interpreter.touch(*host);
        note(host->doubt, why);
    }

    std::optional<Value> find(const QString& name)
    {
        const std::optional<Value> found = m_type->find(name);
        return found ? std::optional(declared(m_interpreter, m_type, *found)) : std::nullopt;
    }

    /// `__tablename__` or `__table_args__`: what a mapped parent has is not inherited, but for its functions; what
    /// mixins and bases without a table have is. Flask-SQLAlchemy looks at the first class alone that has it.
    std::optional<Value> inheritedOnly(const QString& name)
    {
        bool isFirst = true;
        for (const ClassPtr& one : m_type->order) {
            const auto held = one->scope ? one->scope->names.constFind(name) : symbolic::Names::const_iterator();
            if (!one->scope || held == one->scope->names.cend())
                continue;
            const bool isPassedOn = one == m_type || !isMapped(*one) || held->as<DeclaredAttributeHost>();
            if (isPassedOn && (isFirst || m_base.flavor() != ModelBaseHost::Flavor::Flask))
                return find(name);
            isFirst = false;
        }
        return std::nullopt;
    }

    std::optional<Value> tableName(bool hasMappedParent)
    {
        const std::optional<Value> name = inheritedOnly(QStringLiteral("__tablename__"));
        if (name && !name->isNone())
            return name;
        if (isSqlModel())
            return Value::string(m_type->name.toLower());
        if (m_base.flavor() == ModelBaseHost::Flavor::Flask && (hasMappedParent || hasKey()))
            return Value::string(snakeCase(m_type->name));
        return std::nullopt;
    }

    /// Flask-SQLAlchemy gives a class whose parent is mapped a table only where it has a key (__table_cls__).
    bool isOfParentsTable() const
    {
        const auto isKey = [](const auto& column) { return column.second->column.isPrimaryKey; };
        return m_base.flavor() == ModelBaseHost::Flavor::Flask
            && std::none_of(m_collector.columns.begin(), m_collector.columns.end(), isKey);
    }

    bool hasKey()
    {
        ColumnCollector all(m_interpreter, m_type);
        for (size_t i = 0; i < m_type->order.size(); ++i)
            all.collect(*m_type->order[i], false);
        return std::any_of(all.columns.begin(), all.columns.end(),
            [](const auto& column) { return column.second->column.isPrimaryKey; });
    }

    void makeOwnTable(const Value& name)
    {
        Arguments arguments;
        arguments.positional = { name, metadata() };
        std::stable_sort(m_collector.columns.begin(), m_collector.columns.end(),
            [](const auto& a, const auto& b) { return a.second->sortOrder < b.second->sortOrder; });
        for (const auto& [attribute, column] : m_collector.columns)
            arguments.positional.push_back(Value::of(column));
        publishColumns(); // which __table_args__ may speak of
        addTableArguments(arguments);
        const Value table = made(arguments);
        const auto host = table.as<TableHost>();
        if (!host) // by the project's own __table_cls__
            return extend(mappedTable(Value::of(mappedParent(*m_type))));
        host->className = m_type->name;
        host->definedAt = m_type->place;
        host->foreignBase = foreignBase();
        note(host->openDoubt, m_collector.doubt);
        noteBind(*host);
        publish(table);
    }

    /// Flask-SQLAlchemy 3 keeps the models of each `__bind_key__` in a MetaData of its own, earlier ones in one.
    void noteBind(TableHost& table)
    {
        const bool isFlask = m_base.flavor() == ModelBaseHost::Flavor::Flask;
        const std::optional<Value> bind = isFlask ? find(QStringLiteral("__bind_key__")) : std::nullopt;
        if (bind && !bind->isNone())
            note(table.existenceDoubt,
                std::make_shared<const symbolic::Doubt>(symbolic::Doubt{
                    { QT_TRANSLATE_NOOP("Messages", "which database %1 belongs to"), { m_type->name } },
                    QStringLiteral("__bind_key__"), m_type->place }));
    }

    /// None for a class that its own `__table_cls__` gives no table.
    Value made(const Arguments& arguments)
    {
        const QString name = QStringLiteral("__table_cls__");
        if (!m_type->find(name))
            return makeTableHost(m_interpreter, m_base.context(), arguments);
        Value table = m_interpreter.call(m_interpreter.attribute(Value::of(m_type), name), arguments);
        if (table.as<TableHost>() || table.isNone())
            return table;
        const DoubtPtr why = doubtOf(m_interpreter, table);
        table = makeTableHost(m_interpreter, m_base.context(), arguments);
        note(table.as<TableHost>()->existenceDoubt, why);
        return table;
    }

    /// Bases of other packages, those of declarative_base(cls=X) too.
    std::vector<symbolic::ObjectPtr> foreignBases() const
    {
        std::vector<symbolic::ObjectPtr> all = m_type->foreign;
        if (const auto origin = m_base.origin.as<ClassObject>())
            all.insert(all.end(), origin->foreign.begin(), origin->foreign.end());
        return all;
    }

    void addPackageColumns()
    {
        for (const symbolic::ObjectPtr& base : foreignBases())
            if (const auto external = std::dynamic_pointer_cast<symbolic::External>(base))
                for (const auto& column : osloColumns(m_interpreter, m_base.context(), external->name)) {
                    const bool isThere = std::any_of(m_collector.columns.begin(), m_collector.columns.end(),
                        [&](const auto& one) { return one.first == column->name(); });
                    if (!isThere)
                        m_collector.columns.emplace_back(column->name(), column);
                }
    }

    DoubtPtr foreignBase() const
    {
        // packages whose classes for models have no columns
        static const QStringList plain{ QStringLiteral("flask_login."), QStringLiteral("flask_security."),
            QStringLiteral("abc."), QStringLiteral("sqlalchemy.ext."), QStringLiteral("pydantic.BaseModel") };
        for (const symbolic::ObjectPtr& base : foreignBases()) {
            const auto external = std::dynamic_pointer_cast<symbolic::External>(base);
            const bool isPlain = external && std::any_of(plain.begin(), plain.end(), [&](const QString& package) {
                return external->name.startsWith(package);
            });
            if (external && !isPlain && !isOsloMixin(external->name))
                return std::make_shared<const symbolic::Doubt>(symbolic::Doubt{
                    { QT_TRANSLATE_NOOP("Messages", "the columns that %1 may bring, of another package"),
                        { external->name } },
                    external->name.section(QLatin1Char('.'), -1), m_type->place });
        }
        return nullptr;
    }

    /// A dict, or a tuple of items that may end with one.
    void addTableArguments(Arguments& arguments)
    {
        const std::optional<Value> given = inheritedOnly(QStringLiteral("__table_args__"));
        if (!given || given->isNone())
            return;
        if (given->as<symbolic::Dict>()) {
            addKeywords(arguments, *given);
            return;
        }
        if (given->isUnknown() || given->as<symbolic::External>()) {
            arguments.positional.push_back(*given); // one that is not known
            return;
        }
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> items = m_interpreter.elements(*given, &unknown);
        note(arguments.doubt, items ? nullptr : unknown ? unknown : doubtOf(m_interpreter, *given));
        for (const Value& item : items.value_or(std::vector<Value>{})) {
            if (item.as<symbolic::Dict>())
                addKeywords(arguments, item);
            else
                arguments.positional.push_back(item);
        }
    }

    void addKeywords(Arguments& arguments, const Value& value)
    {
        const auto dict = value.as<symbolic::Dict>();
        note(arguments.doubt, dict->doubt);
        for (const auto& [key, item] : dict->entries())
            arguments.keywords.emplace_back(noted(arguments.doubt, asText(m_interpreter, key)), item);
    }

    /// Single-table inheritance: the parent's table has this class's columns too.
    void extend(const std::shared_ptr<TableHost>& table)
    {
        if (!table)
            return;
        note(table->openDoubt, m_collector.doubt);
        for (const auto& [attribute, column] : m_collector.columns)
            table->append(m_interpreter, Value::of(column));
        attachWaiting(m_interpreter, *table);
        publish(Value::of(table));
    }

    void publish(const Value& table)
    {
        m_type->setAttribute(m_interpreter, QStringLiteral("__table__"), table);
        publishColumns();
    }

    void publishColumns()
    {
        for (const auto& [attribute, column] : m_collector.columns) {
            column->attributeName = attribute;
            m_type->setAttribute(m_interpreter, attribute, Value::of(column));
        }
    }

    /// `__table__ = Table(…)`: its columns become attributes.
    void adopt(TableHost& table)
    {
        if (table.className.isEmpty())
            table.className = m_type->name;
        for (const auto& column : table.columns)
            if (!m_type->scope->names.contains(column->key))
                m_type->setAttribute(m_interpreter, column->key, Value::of(column));
    }

    Interpreter& m_interpreter;
    const ModelBaseHost& m_base;
    ClassPtr m_type;
    ColumnCollector m_collector;
};

bool isAbstract(const ClassObject& type)
{
    const Value given = type.scope ? type.scope->names.value(QStringLiteral("__abstract__")) : Value::none();
    return given.isBool() && given.integer() != 0;
}

/// A class with a table's name and columns whose base is another package's.
bool isForeignModel(const ClassObject& type)
{
    if (!type.scope || isMapped(type) || isAbstract(type)
        || !type.scope->names.contains(QStringLiteral("__tablename__")))
        return false;
    const bool isKnown = std::any_of(type.foreign.begin(), type.foreign.end(),
        [](const auto& base) { return std::dynamic_pointer_cast<ModelBaseHost>(base) != nullptr; });
    const bool isForeign = std::any_of(type.foreign.begin(), type.foreign.end(),
        [](const auto& base) { return std::dynamic_pointer_cast<symbolic::External>(base) != nullptr; });
    const auto& names = type.scope->names;
    return !isKnown && (isForeign || type.scope->doubt)
        && std::any_of(
            names.begin(), names.end(), [](const Value& value) { return value.as<ColumnHost>() != nullptr; });
}

} // namespace

Value metadataOfForeignModels(SqlalchemyContext& context)
{
    return context.only(
        QStringLiteral("models of another package's base"), [&] { return Value::of(newMetadata(context)); });
}

void mapForeignModel(Interpreter& interpreter, SqlalchemyContext& context, const ClassPtr& type)
{
    const auto metadata = metadataOfForeignModels(context).as<MetadataHost>();
    for (auto one = type->order.rbegin(); one != type->order.rend(); ++one) {
        if (!isForeignModel(**one))
            continue;
        mapClass(interpreter, ModelBaseHost(context, ModelBaseHost::Flavor::Declarative, metadata), *one);
    }
}

void mapClass(Interpreter& interpreter, const ModelBaseHost& base, const ClassPtr& type)
{
    if (!type->scope || isAbstract(*type))
        return;
    const QString map = QStringLiteral("type_annotation_map");
    if (!base.typeMap.isNone() && !type->find(map))
        type->setAttribute(interpreter, map, base.typeMap);
    Mapper(interpreter, base, type).map();
    callOwnMapper(interpreter, type);
}

std::shared_ptr<TableHost> mappedTable(const Value& value)
{
    const auto type = value.as<ClassObject>();
    if (!type)
        return nullptr;
    const std::optional<Value> table = type->find(QStringLiteral("__table__"));
    return table ? table->as<TableHost>() : nullptr;
}

std::vector<std::pair<QString, Value>> mappedColumns(Interpreter&, const Value& mappedClass)
{
    std::vector<std::pair<QString, Value>> all;
    const std::shared_ptr<TableHost> table = mappedTable(mappedClass);
    if (!table)
        return all;
    for (const auto& column : table->columns)
        all.emplace_back(column->attributeName.isEmpty() ? column->key : column->attributeName, Value::of(column));
    return all;
}

} // namespace espalier::operations
