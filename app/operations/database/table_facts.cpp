#include "operations/database/table_facts.h"

#include "schema/column_use.h"

namespace espalier::operations {

namespace {

using symbolic::Dict;
using symbolic::makeList;

using Kind = schema::Constraint::Kind;

Value textOrNone(const QString& value) { return value.isEmpty() ? Value() : Value::string(value); }

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

/// What has a name, by it; nameless ones last.
class Named {
public:
    void add(const schema::Name& name, Value value)
    {
        m_all.emplace_back(name.text.isEmpty() ? QStringLiteral("~") : name.text, std::move(value));
    }
    Value sorted()
    {
        std::stable_sort(m_all.begin(), m_all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        return asTheyCame();
    }
    Value asTheyCame() const
    {
        std::vector<Value> values;
        for (const auto& one : m_all)
            values.push_back(one.second);
        return makeList(std::move(values));
    }

private:
    std::vector<std::pair<QString, Value>> m_all;
};

} // namespace

Value TableFacts::notKnown() const
{
    return m_doubt ? Value::unknown(m_doubt) : m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is not known"));
}

Value TableFacts::type(const schema::SqlType& type) const
{
    return type.isNull() || m_doubt ? notKnown() : makeType(m_recorder, type);
}

Value TableFacts::defaultOf(const schema::Column& column) const
{
    if (m_doubt)
        return notKnown();
    if (!column.serverDefault)
        return {};
    return m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a default as the database prints it"));
}

Value TableFacts::columns() const
{
    std::vector<Value> all;
    for (const schema::Column& column : m_table.columns)
        all.push_back(Entries()
                          .with("name", Value::string(column.name))
                          .with("type", type(column.type))
                          .with("nullable", m_doubt ? notKnown() : Value::boolean(column.isNullable()))
                          .with("default", defaultOf(column))
                          .with("autoincrement", notKnown())
                          .with("comment", m_doubt ? notKnown() : textOrNone(column.comment))
                          .done());
    return makeList(std::move(all));
}

Value TableFacts::indexOf(const schema::Index& index) const
{
    std::vector<Value> columns;
    bool isOfColumns = true;
    bool isSorted = false;
    for (const schema::Expression& element : index.elements) {
        const QString column = schema::columnOf(element);
        const bool isText = element.is(schema::Expression::Kind::Text)
            && !element.textOf().contains(QLatin1Char('(')); // it may be no more than a column
        columns.push_back(isText ? notKnown() : textOrNone(column));
        isOfColumns = isOfColumns && !column.isEmpty();
        isSorted = isSorted || isText || element.is(schema::Expression::Kind::Unary);
    }
    Entries entries;
    entries.with("name", textOrNone(index.name.text))
        .with("column_names", makeList(std::move(columns)))
        .with("unique", Value::boolean(index.isUnique))
        .with("dialect_options", notKnown());
    if (!isOfColumns)
        entries.with("expressions", notKnown());
    if (isSorted)
        entries.with("column_sorting", notKnown());
    return entries.done();
}

/// The index that a constraint brings with it.
Value TableFacts::indexOf(const schema::Constraint& key) const
{
    Entries entries;
    entries.with("name", textOrNone(key.name.text))
        .with("column_names", key.kind == Kind::Unique ? makeList(key.columns) : notKnown())
        .with("unique", Value::boolean(key.kind == Kind::Unique))
        .with("dialect_options", notKnown());
    if (!m_facts.uniquesAreIndexes)
        entries.with("duplicates_constraint", textOrNone(key.name.text));
    return entries.done();
}

Value TableFacts::indexes() const
{
    Named all;
    for (const schema::Index& index : m_table.indexes)
        all.add(index.name, indexOf(index));
    const bool areListed = m_facts.keysAreRelations || m_facts.uniquesAreIndexes;
    for (const schema::Constraint& key : m_table.constraints)
        if (areListed && (key.kind == Kind::Unique || key.kind == Kind::Exclusion))
            all.add(key.name, indexOf(key));
    return all.sorted();
}

Value TableFacts::foreignKeys() const
{
    Named all;
    for (const schema::Constraint& key : m_table.constraints) {
        if (key.kind != Kind::ForeignKey)
            continue;
        const auto options = std::make_shared<Dict>();
        if (!key.onDelete.isEmpty())
            options->insert(Value::string(QStringLiteral("ondelete")), Value::string(key.onDelete));
        if (!key.onUpdate.isEmpty())
            options->insert(Value::string(QStringLiteral("onupdate")), Value::string(key.onUpdate));
        all.add(key.name,
            Entries()
                .with("name", textOrNone(key.name.text))
                .with("constrained_columns", makeList(key.columns))
                .with("referred_schema", textOrNone(key.target.schema))
                .with("referred_table", textOrNone(key.target.name))
                .with("referred_columns", makeList(key.targetColumns))
                .with("options", Value::of(options))
                .done());
    }
    // Where constraints and indexes are kept together, keys are told by name too.
    return m_facts.constraintsShareNames || m_facts.uniquesAreIndexes ? all.sorted() : all.asTheyCame();
}

Value TableFacts::uniques() const
{
    Named all;
    for (const schema::Constraint& unique : m_table.constraints)
        if (unique.kind == Kind::Unique) {
            Entries entries;
            entries.with("name", textOrNone(unique.name.text)).with("column_names", makeList(unique.columns));
            if (m_facts.uniquesAreIndexes)
                entries.with("duplicates_index", textOrNone(unique.name.text));
            all.add(unique.name, entries.done());
        }
    for (const schema::Index& index : m_table.indexes)
        if (m_facts.uniquesAreIndexes && index.isUnique)
            all.add(index.name,
                Entries()
                    .with("name", textOrNone(index.name.text))
                    .with("column_names",
                        m_interpreter.item(indexOf(index), Value::string(QStringLiteral("column_names"))))
                    .with("duplicates_index", textOrNone(index.name.text))
                    .done());
    return m_facts.constraintsShareNames || m_facts.uniquesAreIndexes ? all.sorted() : all.asTheyCame();
}

Value TableFacts::checks() const
{
    Named all;
    for (const schema::Constraint& check : m_table.constraints)
        if (check.kind == Kind::Check)
            all.add(check.name, Entries().with("name", textOrNone(check.name.text)).with("sqltext", notKnown()).done());
    return all.sorted();
}

Value TableFacts::primaryKey() const
{
    const schema::Constraint* key = m_table.primaryKey();
    const bool isNamed = key && m_facts.primaryKeyName.isEmpty();
    return Entries()
        .with("name", isNamed ? textOrNone(key->name.text) : Value())
        .with("constrained_columns", makeList(key ? key->columns : QStringList()))
        .done();
}

Value enumFacts(const schema::EnumType& type, const QString& schemaName)
{
    return Entries()
        .with("name", Value::string(type.name.name))
        .with("schema", textOrNone(schemaName))
        .with("visible", Value::boolean(true))
        .with("labels", makeList(type.values))
        .done();
}

} // namespace espalier::operations
