#include "operations/database/inspector.h"

#include "operations/database/any_order.h"
#include "operations/database/connection.h"
#include "operations/database/table_facts.h"
#include "operations/reader.h"
#include "schema/difference.h"

namespace espalier::operations {

namespace {

using symbolic::builtin;
using symbolic::makeList;

QString questionOf(const QString& method, const schema::ObjectName& name)
{
    return QStringList{ method, name.schema, name.name }.join(QChar(0x1f));
}

/// A list of names of which some may be there or not.
class OpenNames final : public symbolic::Object {
public:
    /// `doubtful`: which may be in it, or not; any where there are none.
    OpenNames(const QStringList& names, const QSet<QString>& doubtful, DoubtPtr why)
        : m_doubtful(doubtful)
        , m_doubt(std::move(why))
    {
        for (const QString& name : names)
            if (!doubtful.contains(name.toLower()))
                m_names.append(name);
    }
    QString typeName() const override { return QStringLiteral("list"); }
    std::optional<Value> attribute(Interpreter&, const QString&) override { return Value::unknown(m_doubt); }
    std::optional<Value> contains(Interpreter&, const Value& value) override
    {
        if (value.isString() && !m_doubtful.isEmpty() && !m_doubtful.contains(value.text().toLower()))
            return Value::boolean(m_names.contains(value.text()));
        return Value::unknown(m_doubt);
    }
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override
    {
        return std::pair(Value::unknown(m_doubt), std::vector<Value>());
    }
    bool isInstanceOf(const QString& className) const override { return className == QLatin1String("list"); }
    std::optional<Value> binary(Interpreter&, symbolic::BinaryOperator, const Value&, bool) override
    {
        return Value::unknown(m_doubt);
    }
    std::optional<Value> compare(Interpreter&, symbolic::CompareOperator, const Value&, bool) override
    {
        return Value::unknown(m_doubt);
    }
    Value truth(Interpreter&) override { return m_names.isEmpty() ? Value::unknown(m_doubt) : Value::boolean(true); }
    std::optional<Value> length(Interpreter&) override { return Value::unknown(m_doubt); }
    std::optional<Value> item(Interpreter&, const Value&) override { return Value::unknown(m_doubt); }

private:
    QStringList m_names;
    QSet<QString> m_doubtful;
    DoubtPtr m_doubt;
};

/// The schema as the keys of the simulated one have it.
QString schemaKey(const Recorder& recorder, const QString& name)
{
    return schema::keyOf({ name, {} }, recorder.dialect().schemaRules()).schema;
}

QStringList tableNames(const Recorder& recorder, const QString& schemaName, bool areTemporary)
{
    QStringList names;
    const auto& tables = recorder.schema().tables;
    for (auto it = tables.cbegin(); it != tables.cend(); ++it)
        if (it.key().schema == schemaName && schema::isTemporary(**it) == areTemporary)
            names.append(it.key().name);
    const schema::ObjectName& version = recorder.circumstances().settings.versionTable;
    if (!areTemporary && schemaKey(recorder, version.schema) == schemaName)
        names.append(version.name);
    names.sort();
    names.removeDuplicates();
    return names;
}

QStringList viewNames(const Recorder& recorder, const QString& schemaName, bool areMaterialized)
{
    QStringList names;
    const auto& views = recorder.schema().views;
    for (auto it = views.cbegin(); it != views.cend(); ++it)
        if (it.key().schema == schemaName && (*it)->isMaterialized == areMaterialized)
            names.append(it.key().name);
    return names;
}

} // namespace

// ---- what was told

struct Inspector::Kept final : State {
    Kept(Answers answers_, QHash<QString, schema::Schema> tables_)
        : answers(std::move(answers_))
        , tables(std::move(tables_))
    { }
    Answers answers;
    QHash<QString, schema::Schema> tables;
};

std::unique_ptr<symbolic::Object::State> Inspector::save() const { return std::make_unique<Kept>(m_answers, m_tables); }

void Inspector::restore(const State& state)
{
    const auto& kept = static_cast<const Kept&>(state);
    m_answers = kept.answers;
    m_tables = kept.tables;
}

void Inspector::join(const State& state, const DoubtPtr& why)
{
    const auto& kept = static_cast<const Kept&>(state);
    for (auto it = kept.answers.cbegin(); it != kept.answers.cend(); ++it) {
        const auto same = m_answers.find(it.key());
        if (same == m_answers.end())
            m_answers.insert(it.key(), *it)->why = why;
        else if (it->why || !(same->seen == it->seen))
            same->why = why;
    }
    for (auto it = m_answers.begin(); it != m_answers.end(); ++it)
        if (!kept.answers.contains(it.key()))
            it->why = why;
    for (auto it = kept.tables.cbegin(); it != kept.tables.cend(); ++it)
        if (!m_tables.contains(it.key()))
            m_tables.insert(it.key(), *it);
}

bool Inspector::isWithin(const State& state) const
{
    const auto& kept = static_cast<const Kept&>(state);
    return m_answers.size() == kept.answers.size()
        && std::all_of(m_answers.keyBegin(), m_answers.keyEnd(),
            [&](const QString& question) { return kept.answers.contains(question); });
}

Value Inspector::remembered(Interpreter& interpreter, const QString& question, const std::function<Value()>& ask)
{
    const auto before = m_answers.constFind(question);
    if (before != m_answers.cend() && (!before->why || before->seen == m_recorder.schema()))
        return before->value;
    if (before != m_answers.cend())
        return Value::unknown(before->why);
    const Value value = ask();
    interpreter.touch(*this);
    m_answers.insert(question, { value, m_recorder.schema(), nullptr });
    return value;
}

/// Whether it may keep something else of the table than what is so now.
bool Inspector::isStale(const schema::ObjectName& table) const
{
    const auto first = m_tables.constFind(table.key());
    if (first == m_tables.cend())
        return false;
    const auto before = first->tables.value(table);
    const auto now = m_recorder.schema().tables.value(table);
    const bool isSame = before == now || (before && now && *before == *now);
    return !isSame && (!before || m_recorder.dialect().schemaRules().facts().reflectsWholeTables);
}

// ---- questions

Value Inspector::ofTable(Interpreter& interpreter, const QString& method, const Arguments& arguments)
{
    using Tell = Value (TableFacts::*)() const;
    static const QHash<QString, Tell> parts{ { QStringLiteral("get_columns"), &TableFacts::columns },
        { QStringLiteral("get_indexes"), &TableFacts::indexes }, { QStringLiteral("has_index"), &TableFacts::indexes },
        { QStringLiteral("get_foreign_keys"), &TableFacts::foreignKeys },
        { QStringLiteral("get_unique_constraints"), &TableFacts::uniques },
        { QStringLiteral("get_check_constraints"), &TableFacts::checks },
        { QStringLiteral("get_pk_constraint"), &TableFacts::primaryKey } };
    DirectiveArguments reader(interpreter, m_recorder, arguments, "table_name schema");
    const schema::ObjectName name = reader.table();
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    return remembered(interpreter, questionOf(method, name), [&]() -> Value {
        const schema::ObjectName key = m_recorder.keyOfTable(name);
        if (isStale(key))
            return interpreter.unknown(
                QT_TRANSLATE_NOOP("Messages", "the inspector keeps what it read of %1 before that was changed"),
                { key.key() });
        if (!m_tables.contains(key.key())) {
            interpreter.touch(*this);
            m_tables.insert(key.key(), m_recorder.schema());
        }
        const bool isOfColumns = method == QLatin1String("get_columns");
        const auto table
            = m_recorder.reflected(interpreter, name, isOfColumns ? SchemaCertainty::Columns : SchemaCertainty::Keys);
        if (table.doubt)
            return Value::unknown(table.doubt);
        if (!table.value)
            interpreter.raise(QStringLiteral("sqlalchemy.exc.NoSuchTableError"), name.name);
        const DoubtPtr why = isOfColumns
            ? m_recorder.certainty().of(m_recorder.keyOfTable(name), SchemaCertainty::Attributes)
            : nullptr;
        return (TableFacts(interpreter, m_recorder, *table.value, why).*parts.value(method))();
    });
}

Value Inspector::hasTable(Interpreter& interpreter, const Arguments& arguments)
{
    DirectiveArguments reader(interpreter, m_recorder, arguments, "table_name schema");
    const schema::ObjectName name = reader.table();
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    return remembered(interpreter, questionOf(QStringLiteral("has_table"), name), [&] {
        const Known<bool> found = m_recorder.hasTable(interpreter, name);
        return found.doubt ? Value::unknown(found.doubt) : Value::boolean(found.value);
    });
}

Value Inspector::hasIndex(Interpreter& interpreter, const Arguments& arguments)
{
    const Value wanted = arguments.get(1, u"index_name");
    Arguments ofTable_;
    ofTable_.positional = { arguments.get(0, u"table_name"), arguments.get(2, u"schema") };
    DirectiveArguments reader(interpreter, m_recorder, ofTable_, "table_name schema");
    const schema::ObjectName name = reader.table();
    const DoubtPtr why = reader.doubt() ? reader.doubt() : symbolic::firstDoubt(wanted);
    if (why)
        return Value::unknown(why);
    const Value isThere = remembered(interpreter, questionOf(QStringLiteral("has_index in"), name), [&] {
        const Known<bool> found = m_recorder.hasTable(interpreter, name);
        return found.doubt ? Value::unknown(found.doubt) : Value::boolean(found.value);
    });
    if (isThere.isUnknown() || !isThere.integer())
        return isThere;
    const Value indexes = ofTable(interpreter, QStringLiteral("has_index"), ofTable_);
    DoubtPtr unseen;
    const auto items = interpreter.elements(indexes, &unseen);
    if (!items)
        return Value::unknown(unseen);
    for (const Value& item : *items)
        if (symbolic::plainlyEqual(interpreter.item(item, Value::string(QStringLiteral("name"))), wanted) == true)
            return Value::boolean(true);
    return Value::boolean(false);
}

Value Inspector::names(Interpreter& interpreter, const QString& method, const Arguments& arguments)
{
    DirectiveArguments reader(interpreter, m_recorder, arguments, "schema");
    const QString given = reader.text("schema");
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    return remembered(interpreter, questionOf(method, { given, {} }), [&]() -> Value {
        const QString schemaName = schemaKey(m_recorder, given);
        const bool areViews = method.endsWith(QLatin1String("view_names"));
        const QStringList names = areViews
            ? viewNames(m_recorder, schemaName, method.contains(QLatin1String("materialized")))
            : tableNames(m_recorder, schemaName, method.contains(QLatin1String("temp")));
        QSet<QString> doubtful;
        if (const DoubtPtr why = m_recorder.certainty().ofFurther(&doubtful))
            return Value::of(std::make_shared<OpenNames>(names, doubtful, why));
        if (!m_recorder.dialect().schemaRules().facts().listsTablesByName) {
            std::vector<Value> all;
            for (const QString& one : names)
                all.push_back(Value::string(one));
            return listInAnyOrder(std::move(all),
                interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "the order in which a database gives them")));
        }
        return makeList(names);
    });
}

Value Inspector::enums(Interpreter& interpreter, const Arguments& arguments)
{
    DirectiveArguments reader(interpreter, m_recorder, arguments, "schema");
    const QString given = reader.text("schema");
    if (reader.doubt())
        return Value::unknown(reader.doubt());
    return remembered(interpreter, questionOf(QStringLiteral("get_enums"), { given, {} }), [&] {
        const QString usual = m_recorder.dialect().schemaRules().facts().defaultSchema;
        std::vector<Value> all;
        const auto& enums = m_recorder.schema().enums;
        for (auto it = enums.cbegin(); it != enums.cend(); ++it)
            if (given == QLatin1String("*") || it.key().schema == schemaKey(m_recorder, given))
                all.push_back(TableFacts::ofEnum(
                    **it, it.key().schema.isEmpty() ? usual : it.key().schema, it.key().schema.isEmpty()));
        const Value list = makeList(std::move(all));
        list.as<symbolic::Sequence>()->doubt = m_recorder.certainty().ofFurther();
        return list;
    });
}

std::optional<Value> Inspector::attribute(Interpreter& interpreter, const QString& name)
{
    m_recorder.askedForMode();
    using Ask = Value (Inspector::*)(Interpreter&, const Arguments&);
    static const QHash<QString, Ask> single{ { QStringLiteral("has_table"), &Inspector::hasTable },
        { QStringLiteral("has_index"), &Inspector::hasIndex }, { QStringLiteral("get_enums"), &Inspector::enums } };
    static const QSet<QString> ofTables{ QStringLiteral("get_columns"), QStringLiteral("get_indexes"),
        QStringLiteral("get_foreign_keys"), QStringLiteral("get_unique_constraints"),
        QStringLiteral("get_check_constraints"), QStringLiteral("get_pk_constraint") };
    static const QSet<QString> lists{ QStringLiteral("get_table_names"), QStringLiteral("get_temp_table_names"),
        QStringLiteral("get_view_names"), QStringLiteral("get_materialized_view_names") };
    const auto self = std::static_pointer_cast<Inspector>(shared_from_this());
    if (const Ask ask = single.value(name))
        return builtin(
            name, [self, ask](Interpreter& i, const Arguments& arguments) { return (self.get()->*ask)(i, arguments); });
    if (ofTables.contains(name))
        return builtin(name,
            [self, name](Interpreter& i, const Arguments& arguments) { return self->ofTable(i, name, arguments); });
    if (lists.contains(name))
        return builtin(
            name, [self, name](Interpreter& i, const Arguments& arguments) { return self->names(i, name, arguments); });
    if (name == QLatin1String("dialect"))
        return makeDialect(m_recorder);
    if (name == QLatin1String("bind") || name == QLatin1String("engine"))
        return connectionOf(m_recorder);
    if (name == QLatin1String("clear_cache"))
        return builtin(name, [self](Interpreter& i, const Arguments&) {
            i.touch(*self);
            self->m_answers.clear();
            self->m_tables.clear();
            return Value();
        });
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the inspector for %1"), { name });
}

} // namespace espalier::operations
