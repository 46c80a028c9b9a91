#include "operations/database/table_facts.h"

#include "schema/column_use.h"

namespace espalier::operations {

namespace {

using symbolic::Dict;
using symbolic::makeList;

using Kind = schema::Constraint::Kind;

Value textOrNone(const QString& value) { return value.isEmpty() ? Value() : Value::string(value); }

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

/// A dict from names and values.
class TableFacts::Entries {
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

Value TableFacts::notKnown() const
{
    return m_doubt ? Value::unknown(m_doubt) : m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is not known"));
}

Value TableFacts::type(const schema::Column& column) const
{
    if (column.type.isNull() || m_doubt)
        return notKnown();
    const schema::SchemaRules& rules = m_recorder.dialect().schemaRules();
    const QString stored = rules.comparable(column, m_table).type;
    const auto named = m_recorder.schema().enums.value(schema::ObjectName::ofKey(stored));
    const auto told = named ? rules.reflectedType(*named) : rules.reflectedType(stored);
    return told ? makeType(m_recorder, *told)
                : m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a type as the database tells it"));
}

Value TableFacts::defaultOf(const schema::Column& column) const
{
    if (m_doubt)
        return notKnown();
    const bool isOfSequence
        = m_facts.hasSequences && !column.identity && column.autoIncrement != schema::Column::AutoIncrement::No;
    if (!column.serverDefault && !isOfSequence)
        return {};
    return m_interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is a default as the database prints it"));
}

Value TableFacts::columns() const
{
    const schema::Constraint* key = m_table.primaryKey();
    std::vector<Value> all;
    for (const schema::Column& column : m_table.columns) {
        Entries entries;
        entries.with("name", Value::string(column.name))
            .with("type", type(column))
            .with("nullable", m_doubt ? notKnown() : Value::boolean(column.isNullable()))
            .with("default", defaultOf(column));
        if (m_told.tellsCounting)
            entries.with("autoincrement", notKnown());
        if (m_told.tellsComments)
            entries.with("comment", m_doubt ? notKnown() : textOrNone(column.comment));
        if (m_told.tellsPlaceInKey)
            entries.with(
                "primary_key", m_doubt ? notKnown() : Value::number(key ? key->columns.indexOf(column.name) + 1 : 0));
        if (column.computed)
            entries.with("computed", notKnown());
        if (column.identity)
            entries.with("identity", notKnown());
        all.push_back(entries.done());
    }
    return makeList(std::move(all));
}

Value TableFacts::unique(bool isIt) const
{
    return m_told.countsUnique ? Value::number(isIt ? 1 : 0) : Value::boolean(isIt);
}

/// Of anything but columns; one in a text that may be no more than a column counts as such.
bool TableFacts::isOfExpressions(const schema::Index& index) const
{
    return std::any_of(index.elements.begin(), index.elements.end(), [](const schema::Expression& element) {
        const bool isText = element.is(schema::Expression::Kind::Text);
        return schema::columnOf(element).isEmpty() && (!isText || element.textOf().contains(QLatin1Char('(')));
    });
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
    const auto option = [&](const char* name) {
        return index.options.value(m_facts.dialect + QLatin1Char('_') + QLatin1String(name));
    };
    Entries entries;
    entries.with("name", textOrNone(index.name.text))
        .with("column_names", makeList(std::move(columns)))
        .with("unique", unique(index.isUnique));
    if (m_told.tellsIncluded)
        entries.with("include_columns", makeList(option("include").toStringList()));
    const QString prefix = option("prefix").toString();
    if (m_told.tellsIndexType && (index.isUnique || !prefix.isEmpty()))
        entries.with("type", Value::string(prefix.isEmpty() ? QStringLiteral("UNIQUE") : prefix.toUpper()));
    if (!m_told.tellsIndexType || !index.options.isEmpty())
        entries.with("dialect_options", notKnown());
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
        .with("unique", unique(key.kind == Kind::Unique));
    if (m_told.tellsIncluded)
        entries.with(
            "include_columns", makeList(key.options.value(m_facts.dialect + QLatin1String("_include")).toStringList()));
    if (m_told.tellsIndexType)
        entries.with("type", Value::string(QStringLiteral("UNIQUE")));
    else
        entries.with("dialect_options", notKnown());
    if (!m_facts.uniquesAreIndexes)
        entries.with("duplicates_constraint", textOrNone(key.name.text));
    return entries.done();
}

Value TableFacts::indexes() const
{
    Named all;
    for (const schema::Index& index : m_table.indexes)
        if (!m_told.leavesOutExpressions || !isOfExpressions(index))
            all.add(index.name, indexOf(index));
    const bool areListed = m_facts.keysAreRelations || m_facts.uniquesAreIndexes;
    for (const schema::Constraint& key : m_table.constraints)
        if (areListed && (key.kind == Kind::Unique || key.kind == Kind::Exclusion))
            all.add(key.name, indexOf(key));
    return all.sorted();
}

/// Of a foreign key: what is not the usual.
Value TableFacts::optionsOf(const schema::Constraint& key) const
{
    const auto isUsual = [](const QString& action) { return action.isEmpty() || action == QLatin1String("NO ACTION"); };
    const QString onDelete = key.onDelete.toUpper(), onUpdate = key.onUpdate.toUpper();
    const QString restrict = QStringLiteral("RESTRICT");
    if (m_facts.uniquesAreIndexes && (onDelete == restrict || onUpdate == restrict)) // which is the usual to some
        return notKnown();
    Entries options;
    if (!isUsual(onUpdate))
        options.with("onupdate", Value::string(onUpdate));
    if (!isUsual(onDelete))
        options.with("ondelete", Value::string(onDelete));
    const QString initially = key.initially.toUpper();
    if (!initially.isEmpty() && (m_told.tellsKeysAsWritten || initially == QLatin1String("DEFERRED")))
        options.with("initially", Value::string(initially));
    if (key.deferrable && (m_told.tellsKeysAsWritten || *key.deferrable))
        options.with("deferrable", Value::boolean(*key.deferrable));
    if (!m_told.tellsKeysAsWritten && !key.match.isEmpty() && key.match.toUpper() != QLatin1String("SIMPLE"))
        options.with("match", Value::string(key.match.toUpper()));
    return options.done();
}

void TableFacts::withComment(Entries& entries, const schema::Constraint& key) const
{
    if (m_told.commentsParts)
        entries.with("comment", m_doubt ? notKnown() : textOrNone(key.comment));
}

/// What is told of constraints that stand with their columns in the text of the statement is not followed.
bool TableFacts::isAnyBesideColumn(schema::Constraint::Kind kind) const
{
    return std::any_of(m_table.constraints.begin(), m_table.constraints.end(), [&](const schema::Constraint& one) {
        return one.kind == kind && one.options.contains(m_facts.dialect + QLatin1String("_beside_column"));
    });
}

Value TableFacts::foreignKeys() const
{
    if (isAnyBesideColumn(Kind::ForeignKey))
        return notKnown();
    Named all;
    for (const schema::Constraint& key : m_table.constraints) {
        if (key.kind != Kind::ForeignKey)
            continue;
        Entries entries;
        entries.with("name", textOrNone(key.name.text))
            .with("constrained_columns", makeList(key.columns))
            .with("referred_schema", textOrNone(key.target.schema))
            .with("referred_table", textOrNone(key.target.name))
            .with("referred_columns", makeList(key.targetColumns))
            .with("options", optionsOf(key));
        withComment(entries, key);
        all.add(key.name, entries.done());
    }
    // Where constraints and indexes are kept together, keys are told by name too.
    return m_facts.constraintsShareNames || m_facts.uniquesAreIndexes ? all.sorted() : all.asTheyCame();
}

Value TableFacts::uniques() const
{
    if (isAnyBesideColumn(Kind::Unique))
        return notKnown();
    Named all;
    for (const schema::Constraint& unique : m_table.constraints)
        if (unique.kind == Kind::Unique) {
            Entries entries;
            entries.with("name", textOrNone(unique.name.text)).with("column_names", makeList(unique.columns));
            if (m_facts.uniquesAreIndexes)
                entries.with("duplicates_index", textOrNone(unique.name.text));
            withComment(entries, unique);
            if (m_told.commentsParts)
                entries.with("dialect_options", notKnown());
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
        if (check.kind == Kind::Check) {
            Entries entries;
            entries.with("name", textOrNone(check.name.text)).with("sqltext", notKnown());
            withComment(entries, check);
            if (!check.options.isEmpty())
                entries.with("dialect_options", notKnown());
            all.add(check.name, entries.done());
        }
    return all.sorted();
}

Value TableFacts::primaryKey() const
{
    const schema::Constraint* key = m_table.primaryKey();
    const bool isNamed = key && m_facts.primaryKeyName.isEmpty();
    Entries entries;
    entries.with("name", isNamed ? textOrNone(key->name.text) : Value())
        .with("constrained_columns", makeList(key ? key->columns : QStringList()));
    if (key)
        withComment(entries, *key);
    if (key && m_told.commentsParts)
        entries.with("dialect_options", notKnown());
    return entries.done();
}

Value TableFacts::ofEnum(const schema::EnumType& type, const QString& schemaName, bool isVisible)
{
    return Entries()
        .with("name", Value::string(type.name.name))
        .with("schema", textOrNone(schemaName))
        .with("visible", Value::boolean(isVisible))
        .with("labels", makeList(type.values))
        .done();
}

} // namespace espalier::operations
