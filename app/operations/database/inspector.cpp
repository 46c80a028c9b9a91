#include "operations/database/inspector.h"

#include "operations/database/connection.h"
#include "operations/reader.h"

namespace espalier::operations {

namespace {

using symbolic::builtin;
using symbolic::Dict;
using symbolic::makeList;

using Kind = schema::Constraint::Kind;

Value text(const QString& value) { return value.isEmpty() ? Value() : Value::string(value); }

/// A dict from names and values.
class Entries {
public:
    Entries& with(const char* name, const Value& value)
    {
        m_dict->insert(Value::string(QLatin1String(name)), value);
        return *this;
    }
    Value done() const { return Value::of(m_dict); }

private:
    std::shared_ptr<Dict> m_dict = std::make_shared<Dict>();
};

/// What the inspector tells of a table.
class TableFacts {
public:
    TableFacts(Interpreter& interpreter, Recorder& recorder, const schema::Table& table)
        : m_interpreter(interpreter)
        , m_recorder(recorder)
        , m_table(table)
    { }

    Value columns() const
    {
        std::vector<Value> all;
        for (const schema::Column& column : m_table.columns)
            all.push_back(
                Entries()
                    .with("name", Value::string(column.name))
                    .with("type", makeType(m_recorder, column.type))
                    .with("nullable", Value::boolean(column.isNullable()))
                    .with("default", defaultOf(column))
                    .with("autoincrement", m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is not known")))
                    .with("comment", text(column.comment))
                    .done());
        return makeList(std::move(all));
    }

    Value indexes() const
    {
        std::vector<Value> all;
        for (const schema::Index& index : m_table.indexes) {
            QStringList columns;
            for (const schema::Expression& element : index.elements)
                columns.append(element.textOf());
            all.push_back(Entries()
                              .with("name", text(index.name.text))
                              .with("column_names", makeList(columns))
                              .with("unique", Value::boolean(index.isUnique))
                              .done());
        }
        return makeList(std::move(all));
    }

    Value foreignKeys() const
    {
        std::vector<Value> all;
        for (const schema::Constraint& key : m_table.constraints) {
            if (key.kind != Kind::ForeignKey)
                continue;
            const auto options = std::make_shared<Dict>();
            if (!key.onDelete.isEmpty())
                options->insert(Value::string(QStringLiteral("ondelete")), Value::string(key.onDelete));
            if (!key.onUpdate.isEmpty())
                options->insert(Value::string(QStringLiteral("onupdate")), Value::string(key.onUpdate));
            all.push_back(Entries()
                              .with("name", text(key.name.text))
                              .with("constrained_columns", makeList(key.columns))
                              .with("referred_schema", text(key.target.schema))
                              .with("referred_table", text(key.target.name))
                              .with("referred_columns", makeList(key.targetColumns))
                              .with("options", Value::of(options))
                              .done());
        }
        return makeList(std::move(all));
    }

    Value uniques() const
    {
        std::vector<Value> all;
        for (const schema::Constraint& unique : m_table.constraints)
            if (unique.kind == Kind::Unique)
                all.push_back(Entries()
                                  .with("name", text(unique.name.text))
                                  .with("column_names", makeList(unique.columns))
                                  .done());
        return makeList(std::move(all));
    }

    Value checks() const
    {
        std::vector<Value> all;
        for (const schema::Constraint& check : m_table.constraints)
            if (check.kind == Kind::Check)
                all.push_back(Entries()
                                  .with("name", text(check.name.text))
                                  .with("sqltext", m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is not known")))
                                  .done());
        return makeList(std::move(all));
    }

    Value primaryKey() const
    {
        const schema::Constraint* key = m_table.primaryKey();
        return Entries()
            .with("name", key ? text(key->name.text) : Value())
            .with("constrained_columns", makeList(key ? key->columns : QStringList()))
            .done();
    }

private:
    Value defaultOf(const schema::Column& column) const
    {
        if (!column.serverDefault)
            return {};
        return m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a default as the database prints it"));
    }

    Interpreter& m_interpreter;
    Recorder& m_recorder;
    const schema::Table& m_table;
};

Value tableMissing(Interpreter& interpreter, const QString& name)
{
    interpreter.raise(QStringLiteral("sqlalchemy.exc.NoSuchTableError"), name);
}

/// Calls `tell` with the table that the arguments name.
Value onTable(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments,
    const std::function<Value(const TableFacts&)>& tell)
{
    DirectiveArguments reader(
        interpreter, recorder, arguments, { QStringLiteral("table_name"), QStringLiteral("schema") });
    const schema::ObjectName name = reader.table();
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    const auto table = recorder.reflected(interpreter, name);
    if (table.doubt)
        return Value::unknown(table.doubt);
    if (!table.value)
        return tableMissing(interpreter, name.name);
    return tell(TableFacts(interpreter, recorder, *table.value));
}

Value hasTable(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
{
    DirectiveArguments reader(
        interpreter, recorder, arguments, { QStringLiteral("table_name"), QStringLiteral("schema") });
    const schema::ObjectName name = schema::keyOf(reader.table(), recorder.dialect().schemaRules());
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    if (recorder.schema().table(name) || recorder.isVersionTable(name))
        return Value::boolean(true);
    return recorder.schemaDoubt() ? Value::unknown(recorder.schemaDoubt()) : Value::boolean(false);
}

Value hasIndex(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
{
    const Value wanted = arguments.get(1, u"index_name");
    if (wanted.isUnknown())
        return wanted;
    Arguments rest;
    rest.positional = { arguments.get(0, u"table_name") };
    if (const Value* schemaName = arguments.keyword(u"schema"))
        rest.keywords.emplace_back(QStringLiteral("schema"), *schemaName);
    const Value indexes = onTable(interpreter, recorder, rest, [](const TableFacts& facts) { return facts.indexes(); });
    DoubtPtr why;
    const auto items = interpreter.elements(indexes, &why);
    if (!items)
        return Value::unknown(why);
    for (const Value& item : *items)
        if (symbolic::plainlyEqual(interpreter.item(item, Value::string(QStringLiteral("name"))), wanted) == true)
            return Value::boolean(true);
    return Value::boolean(false);
}

template <typename Map> Value namesIn(const Map& map, const QString& schemaName, const DoubtPtr& why)
{
    QStringList names;
    for (auto it = map.keyBegin(); it != map.keyEnd(); ++it)
        if (it->schema == schemaName)
            names.append(it->name);
    const Value list = makeList(names);
    list.as<symbolic::Sequence>()->doubt = why;
    return list;
}

/// A list of names that is open at its end: what is in it is known, what is not may be there all the same.
class OpenNames final : public symbolic::Object {
public:
    OpenNames(QStringList names, DoubtPtr why)
        : m_names(std::move(names))
        , m_doubt(std::move(why))
    { }
    QString typeName() const override { return QStringLiteral("list"); }
    std::optional<Value> contains(Interpreter&, const Value& value) override
    {
        if (value.isString() && m_names.contains(value.text()))
            return Value::boolean(true);
        return Value::unknown(m_doubt);
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override
    {
        return std::pair(Value::unknown(m_doubt), std::vector<Value>());
    }
    Value truth(Interpreter&) override { return m_names.isEmpty() ? Value::unknown(m_doubt) : Value::boolean(true); }
    std::optional<Value> length(Interpreter&) override { return Value::unknown(m_doubt); }

private:
    QStringList m_names;
    DoubtPtr m_doubt;
};

Value tableNames(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
{
    DirectiveArguments reader(interpreter, recorder, arguments, { QStringLiteral("schema") });
    const QString schemaName = schema::keyOf({ reader.text("schema"), {} }, recorder.dialect().schemaRules()).schema;
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    QStringList names;
    const auto& tables = recorder.schema().tables;
    for (auto it = tables.keyBegin(); it != tables.keyEnd(); ++it)
        if (it->schema == schemaName)
            names.append(it->name);
    if (schemaName.isEmpty())
        names.append(recorder.circumstances().settings.versionTable.name);
    if (recorder.schemaDoubt())
        return Value::of(std::make_shared<OpenNames>(names, recorder.schemaDoubt()));
    return makeList(names);
}

} // namespace

std::optional<Value> Inspector::attribute(Interpreter& interpreter, const QString& name)
{
    Recorder& recorder = m_recorder;
    recorder.askedForMode();
    using Tell = Value (TableFacts::*)() const;
    static const QHash<QString, Tell> tables{ { QStringLiteral("get_columns"), &TableFacts::columns },
        { QStringLiteral("get_indexes"), &TableFacts::indexes },
        { QStringLiteral("get_foreign_keys"), &TableFacts::foreignKeys },
        { QStringLiteral("get_unique_constraints"), &TableFacts::uniques },
        { QStringLiteral("get_check_constraints"), &TableFacts::checks },
        { QStringLiteral("get_pk_constraint"), &TableFacts::primaryKey } };
    if (const Tell tell = tables.value(name))
        return builtin(name, [&recorder, tell](Interpreter& i, const Arguments& arguments) {
            return onTable(i, recorder, arguments, [tell](const TableFacts& facts) { return (facts.*tell)(); });
        });
    if (name == QLatin1String("has_table"))
        return builtin(
            name, [&recorder](Interpreter& i, const Arguments& arguments) { return hasTable(i, recorder, arguments); });
    if (name == QLatin1String("has_index"))
        return builtin(
            name, [&recorder](Interpreter& i, const Arguments& arguments) { return hasIndex(i, recorder, arguments); });
    if (name == QLatin1String("get_table_names"))
        return builtin(name,
            [&recorder](Interpreter& i, const Arguments& arguments) { return tableNames(i, recorder, arguments); });
    if (name == QLatin1String("get_view_names"))
        return builtin(name, [&recorder](Interpreter&, const Arguments& arguments) {
            return namesIn(recorder.schema().views, arguments.get(0, u"schema").text(), recorder.schemaDoubt());
        });
    if (name == QLatin1String("get_enums"))
        return builtin(name, [&recorder](Interpreter&, const Arguments&) {
            std::vector<Value> all;
            const auto& enums = recorder.schema().enums;
            for (auto it = enums.cbegin(); it != enums.cend(); ++it)
                all.push_back(Entries()
                                  .with("name", Value::string(it.key().name))
                                  .with("schema", text(it.key().schema))
                                  .with("labels", makeList((*it)->values))
                                  .done());
            const Value list = makeList(std::move(all));
            list.as<symbolic::Sequence>()->doubt = recorder.schemaDoubt();
            return list;
        });
    if (name == QLatin1String("dialect"))
        return makeDialect(recorder);
    if (name == QLatin1String("bind") || name == QLatin1String("engine"))
        return Value::of(std::make_shared<Connection>(recorder));
    if (name == QLatin1String("clear_cache"))
        return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the inspector for %1"), { name });
}

} // namespace espalier::operations
