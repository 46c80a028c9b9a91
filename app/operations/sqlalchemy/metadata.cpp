#include "operations/sqlalchemy/metadata.h"

#include "dialects/ddl.h"
#include "operations/sqlalchemy/state.h"
#include "schema/schema_rules.h"

#include <algorithm>
#include <QCoreApplication>
#include <QSet>

namespace espalier::operations {

using Tables = std::vector<std::shared_ptr<TableHost>>;

namespace {

struct MetadataState {
    schema::NamingConvention convention;
    QString schemaName;
    DoubtPtr doubt;
    Tables tables;
    std::vector<std::shared_ptr<ValueSourceHost>> sequences;
};

Tables tablesOf(Interpreter& interpreter, MetadataHost& self, const Arguments& arguments, DoubtPtr& doubt)
{
    const Value* given = arguments.keyword(u"tables");
    if (!given || given->isNone()) {
        note(doubt, self.tablesDoubt());
        return self.tables;
    }
    Tables tables;
    DoubtPtr unknown;
    const std::optional<std::vector<Value>> items = interpreter.elements(*given, &unknown);
    note(doubt, items ? nullptr : unknown ? unknown : doubtOf(interpreter, *given));
    for (const Value& item : items.value_or(std::vector<Value>{})) {
        if (std::shared_ptr<TableHost> table = tableHost(item))
            tables.push_back(std::move(table));
        else
            note(doubt, doubtOf(interpreter, item));
    }
    return tables;
}

/// Types that are made with the MetaData are made before its tables.
void createEnums(Interpreter& interpreter, const Tables& tables, const Value& bind, bool isChecked)
{
    for (const auto& table : tables)
        for (const auto& column : table->columns) {
            const dialects::Dialect& dialect = table->context().dialect();
            const schema::SqlType type = column->column.type.on(dialect.id());
            if (!type.enumeration || !type.enumeration->hasMetadata || !type.enumeration->isNative)
                continue;
            const auto use = dialect.schemaRules().enumOf(type, schema::Table{});
            if (use)
                table->context().record(
                    interpreter, { schema::Change(schema::CreateEnum{ use->type, false }), column->typeDoubt }, bind, isChecked);
        }
}

template <bool IsCreated> Value recordAll(MetadataHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    const Value bind = arguments.get(0, u"bind");
    const bool isChecked = reader.boolean(2, "checkfirst").value_or(true);
    Tables tables = self.sorted(interpreter, tablesOf(interpreter, self, arguments, reader.doubt), reader.doubt);
    if (!IsCreated)
        std::reverse(tables.begin(), tables.end());
    if (IsCreated)
        createEnums(interpreter, tables, bind, isChecked);
    if (reader.doubt) { // whatever it may be that is created or dropped
        self.context().record(interpreter, { schema::Change{}, reader.doubt }, bind, isChecked);
        return Value::none();
    }
    for (const auto& table : tables)
        recordTable(interpreter, *table, IsCreated, bind, isChecked);
    if (!IsCreated)
        dropEnums(interpreter, tables, bind, isChecked, true);
    return Value::none();
}

/// reflect(bind, schema=, only=[…])
Value reflect(MetadataHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    interpreter.touch(self);
    ArgumentReader reader(interpreter, arguments);
    const Value* schemaGiven = reader.find(1, "schema");
    const QString schemaName = schemaGiven && !schemaGiven->isNone() ? reader.text(1, "schema") : self.schemaName;
    const Value* only = reader.find(3, "only");
    std::vector<schema::ObjectName> names;
    if (only && !only->isNone()) {
        const std::optional<std::vector<Value>> items = interpreter.elements(*only);
        if (!items)
            note(reader.doubt, doubtOf(interpreter, *only));
        for (const Value& item : items.value_or(std::vector<Value>{}))
            names.push_back({ schemaName, noted(reader.doubt, asText(interpreter, item)) });
    } else {
        const auto known = self.context().reflectedNames(interpreter, schemaName);
        names = noted(reader.doubt, known);
    }
    note(self.doubt, reader.doubt);
    for (const schema::ObjectName& name : names)
        reflectInto(interpreter, self, name);
    return Value::none();
}

Value clear(MetadataHost& self, Interpreter& interpreter, const Arguments&)
{
    interpreter.touch(self);
    self.tables.clear();
    return Value::none();
}

Value remove(MetadataHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    interpreter.touch(self);
    std::erase(self.tables, tableHost(arguments.get(0, u"table")));
    return Value::none();
}

/// _add_table(name, schema, table): a table of another MetaData, as projects put several together for autogenerate.
Value addTable(MetadataHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    interpreter.touch(self);
    const Value given = arguments.get(2, u"table");
    if (const auto table = given.as<TableHost>())
        self.tables.push_back(table);
    else
        note(self.doubt, doubtOf(interpreter, given));
    return Value::none();
}

constexpr Method<MetadataHost> methods[] = {
    { "_add_table", addTable },
    { "create_all", recordAll<true> },
    { "drop_all", recordAll<false> },
    { "reflect", reflect },
    { "clear", clear },
    { "remove", remove },
};

Value tableDict(MetadataHost& self)
{
    auto dict = std::make_shared<symbolic::Dict>();
    dict->doubt = self.tablesDoubt();
    for (const auto& table : self.tables)
        dict->insert(Value::string(table->name.key()), Value::of(table));
    return Value::of(dict);
}

Value sortedTables(MetadataHost& self, Interpreter& interpreter)
{
    DoubtPtr doubt = self.tablesDoubt();
    Tables byName = self.tables;
    std::stable_sort(
        byName.begin(), byName.end(), [](const auto& a, const auto& b) { return a->name.key() < b->name.key(); });
    std::vector<Value> all;
    for (const auto& table : self.sorted(interpreter, byName, doubt))
        all.push_back(Value::of(table));
    return doubt ? Value::unknown(doubt) : symbolic::makeList(std::move(all));
}

/// Keys of the tables that one refers to.
QSet<QString> parents(Interpreter& interpreter, TableHost& table, DoubtPtr& doubt)
{
    QSet<QString> keys;
    const Known<schema::Table> known = declaredTable(interpreter, table);
    note(doubt, known.doubt);
    for (const schema::Constraint& constraint : known.value.constraints)
        if (constraint.kind == schema::Constraint::Kind::ForeignKey && !constraint.useAlter
            && !(constraint.target == table.name))
            keys.insert(constraint.target.key());
    return keys;
}

} // namespace

void dropEnums(Interpreter& interpreter, const Tables& tables, const Value& bind, bool isChecked, bool withMetadata)
{
    QSet<QString> done;
    for (const auto& table : tables) {
        const Known<schema::Table> known = declaredTable(interpreter, *table);
        for (const schema::Column& column : known.value.columns) {
            const dialects::Dialect& dialect = table->context().dialect();
            const schema::SqlType type = column.type.on(dialect.id());
            if (!type.enumeration || !type.enumeration->isNative || !type.enumeration->createType
                || (type.enumeration->hasMetadata && !withMetadata))
                continue;
            const dialects::Statements sql = dialect.ddl().dropEnum(type);
            const schema::ObjectName name{ type.enumeration->schema, type.enumeration->name };
            if (!sql || sql->isEmpty() || done.contains(name.key()))
                continue;
            done.insert(name.key());
            table->context().record(
                interpreter, { schema::DropEnum{ name, false, false }, known.doubt }, bind, isChecked);
        }
    }
}

std::optional<Value> MetadataHost::attribute(Interpreter& interpreter, const QString& name)
{
    if (std::optional<Value> method = findMethod(*this, methods, name))
        return method;
    if (name == QLatin1String("tables"))
        return tableDict(*this);
    if (name == QLatin1String("sorted_tables"))
        return sortedTables(*this, interpreter);
    if (name == QLatin1String("schema"))
        return schemaName.isEmpty() ? Value::none() : Value::string(schemaName);
    if (name == QLatin1String("naming_convention"))
        return conventionValue;
    if (name == QLatin1String("bind"))
        return Value::none();
    if (name == QLatin1String("info"))
        return Value::of(std::make_shared<symbolic::Dict>());
    return std::nullopt;
}

bool MetadataHost::setAttribute(Interpreter& interpreter, const QString& name, const Value& value)
{
    interpreter.touch(*this);
    if (name == QLatin1String("naming_convention")) {
        conventionValue = value;
        conventionDoubt = nullptr;
        convention = readConvention(interpreter, value, conventionDoubt);
    } else if (name == QLatin1String("schema")) {
        schemaName = noted(doubt, asText(interpreter, value));
    }
    return true;
}

std::unique_ptr<Object::State> MetadataHost::save() const
{
    return saved(MetadataState{ convention, schemaName, doubt, tables, sequences });
}

void MetadataHost::restore(const State& state)
{
    const auto& old = stateOf<MetadataState>(state);
    convention = old.convention;
    schemaName = old.schemaName;
    doubt = old.doubt;
    tables = old.tables;
    sequences = old.sequences;
}

void MetadataHost::join(const State& other, const DoubtPtr& why)
{
    const auto& old = stateOf<MetadataState>(other);
    const auto isOf = [](const Tables& some, const std::shared_ptr<TableHost>& table) {
        return std::find(some.begin(), some.end(), table) != some.end();
    };
    for (const auto& table : tables)
        if (!isOf(old.tables, table))
            note(table->existenceDoubt, why);
    for (const auto& table : old.tables) {
        if (isOf(tables, table))
            continue;
        note(table->existenceDoubt, why);
        if (table->nameDoubt || !find(table->name.key())) // else either the one or the other is there
            tables.push_back(table);
    }
    if (old.schemaName != schemaName || old.sequences != sequences)
        note(doubt, why);
    if (old.convention != convention)
        note(conventionDoubt, why);
}

QString MetadataHost::named(const QString& target) const
{
    const std::shared_ptr<TableHost> table = find(target.section(QLatin1Char('.'), 0, -2));
    const std::shared_ptr<ColumnHost> column
        = table ? table->columnOfKey(target.section(QLatin1Char('.'), -1)) : nullptr;
    return column && !column->nameDoubt ? target.section(QLatin1Char('.'), 0, -2) + QLatin1Char('.') + column->name()
                                        : target;
}

DoubtPtr MetadataHost::tablesDoubt() const
{
    DoubtPtr why = doubt;
    for (const auto& table : tables)
        note(why, table->existenceDoubt);
    return why;
}

std::shared_ptr<TableHost> MetadataHost::find(const QString& key) const
{
    const auto found = std::find_if(
        tables.begin(), tables.end(), [&](const auto& table) { return !table->nameDoubt && table->name.key() == key; });
    return found == tables.end() ? nullptr : *found;
}

/// As SQLAlchemy's topological sort: again and again all those whose parents are out, in the order given.
Tables MetadataHost::sorted(Interpreter& interpreter, const Tables& some, DoubtPtr& why) const
{
    struct Waiting {
        std::shared_ptr<TableHost> table;
        QSet<QString> parents;
    };
    std::vector<Waiting> todo;
    QSet<QString> open;
    for (const auto& table : some) {
        todo.push_back({ table, parents(interpreter, *table, why) });
        open.insert(table->name.key());
    }
    Tables done;
    while (!todo.empty()) {
        std::vector<Waiting> rest;
        QSet<QString> out;
        for (Waiting& one : todo) {
            if (one.parents.intersects(open)) {
                rest.push_back(std::move(one));
            } else {
                out.insert(one.table->name.key());
                done.push_back(one.table);
            }
        }
        if (out.isEmpty()) {
            note(why, interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "tables that refer to each other in a circle")));
            return done;
        }
        open.subtract(out);
        todo = std::move(rest);
    }
    return done;
}

schema::NamingConvention readConvention(Interpreter& interpreter, const Value& value, DoubtPtr& doubt)
{
    schema::NamingConvention convention;
    if (value.isNone())
        return convention;
    const auto dict = value.as<symbolic::Dict>();
    if (!dict) {
        note(doubt, doubtOf(interpreter, value));
        return convention;
    }
    note(doubt, dict->doubt);
    for (const auto& [key, pattern] : dict->entries()) {
        const Value name = plainValue(key);
        if (pattern.as<symbolic::Function>() || pattern.as<symbolic::Builtin>())
            continue; // a token of the project's own: templates that use it are not known
        if (name.isString())
            convention.insert(name.text(), noted(doubt, asText(interpreter, pattern)));
        else if (const auto cls = key.as<ClassHost>(); !cls)
            note(doubt, doubtOf(interpreter, key));
    }
    return convention;
}

void reflectInto(Interpreter& interpreter, MetadataHost& metadata, const schema::ObjectName& name)
{
    if (metadata.find(name.key()))
        return;
    Arguments arguments;
    arguments.positional = { Value::string(name.name), metadata.value() };
    arguments.keywords = { { QStringLiteral("autoload_with"), Value::boolean(true) } };
    if (!name.schema.isEmpty())
        arguments.keywords.emplace_back(QStringLiteral("schema"), Value::string(name.schema));
    makeTableHost(interpreter, metadata.context(), arguments);
}

std::shared_ptr<MetadataHost> newMetadata(SqlalchemyContext& context)
{
    auto host = std::make_shared<MetadataHost>(context);
    context.takeApartLater(host);
    return host;
}

const Value& SqlalchemyContext::only(const QString& name, const std::function<Value()>& make)
{
    auto found = m_only.find(name);
    if (found == m_only.end())
        found = m_only.insert(name, make());
    return *found;
}

SqlalchemyContext::~SqlalchemyContext()
{
    for (const std::weak_ptr<symbolic::Object>& circle : m_circles) {
        const auto metadata = std::dynamic_pointer_cast<MetadataHost>(circle.lock());
        if (!metadata)
            continue;
        for (const auto& table : std::exchange(metadata->tables, {})) {
            table->indexes.clear();
            table->constraints.clear();
            for (const auto& column : table->columns)
                column->foreignKeys.clear();
        }
    }
}

Value makeMetadata(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    auto host = newMetadata(context);
    ArgumentReader reader(interpreter, arguments);
    if (const Value* schemaGiven = reader.find("schema"))
        host->schemaName = noted(host->doubt, asText(interpreter, *schemaGiven));
    else if (arguments.positional.size() == 1 && plainValue(arguments.positional[0]).isString())
        host->schemaName = plainValue(arguments.positional[0]).text();
    if (const Value* convention = reader.find(2, "naming_convention")) {
        host->conventionValue = *convention;
        host->convention = readConvention(interpreter, *convention, host->conventionDoubt);
    }
    if (const Value* quote = reader.find("quote_schema"); quote && !host->schemaName.isEmpty()) {
        const Known<schema::Identifier> quoted = quotedAs(interpreter, context, host->schemaName, quote);
        note(host->doubt, quoted.value.hasOwnQuoting() ? doubtOf(interpreter, textValue(quoted.value)) : quoted.doubt);
    }
    note(host->doubt, arguments.doubt);
    return Value::of(host);
}

std::shared_ptr<MetadataHost> metadataHost(Interpreter& interpreter, const Value& value)
{
    if (auto host = value.as<MetadataHost>())
        return host;
    if (!value.isObject() || value.as<symbolic::External>())
        return nullptr;
    const std::optional<Value> inner = interpreter.findAttribute(value, QStringLiteral("metadata"));
    return inner ? inner->as<MetadataHost>() : nullptr;
}

Known<schema::NamingConvention> asNamingConvention(Interpreter& interpreter, const Value& metadata)
{
    const std::shared_ptr<MetadataHost> host = metadataHost(interpreter, metadata);
    if (!host)
        return { {}, doubtOf(interpreter, metadata) };
    return { host->convention, host->conventionDoubt };
}

} // namespace espalier::operations
