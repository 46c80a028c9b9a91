// Questions about the schema itself ("SELECT 1 FROM information_schema.columns WHERE …"), answered from the simulated
// schema. Each relation of the catalogue that scripts ask is made into rows of texts; conditions, joins and outputs are
// then those of any small query.
#include "operations/database/catalogue.h"

#include "operations/database/catalogue_columns.h"
#include "schema/schema_rules.h"

namespace espalier::operations {

namespace {

using dialects::CatalogueColumn;
using dialects::CatalogueCondition;
using dialects::CatalogueQuery;
using dialects::CatalogueValue;

using Row = QHash<QString, QString>;
using Rows = std::vector<Row>;

QString key(const char* text) { return QString(QLatin1String(text)); }

QString yesNo(bool value) { return value ? QStringLiteral("YES") : QStringLiteral("NO"); }

QString trueFalse(bool value) { return value ? QStringLiteral("true") : QStringLiteral("false"); }

class Catalogue {
public:
    explicit Catalogue(Recorder& recorder)
        : m_schema(recorder.schema())
        , m_default(recorder.dialect().schemaRules().facts().defaultSchema)
    { }

    /// nullopt where the relation is not kept here.
    std::optional<Rows> rows(const QString& relation) const
    {
        using Make = Rows (Catalogue::*)() const;
        static const QHash<QString, Make> makers{
            { key("information_schema.tables"), &Catalogue::tables },
            { key("information_schema.columns"), &Catalogue::columns },
            { key("information_schema.table_constraints"), &Catalogue::constraints },
            { key("pg_catalog.pg_tables"), &Catalogue::pgTables },
            { key("pg_catalog.pg_indexes"), &Catalogue::pgIndexes },
            { key("pg_catalog.pg_index"), &Catalogue::pgIndex },
            { key("pg_catalog.pg_type"), &Catalogue::pgTypes },
            { key("pg_catalog.pg_enum"), &Catalogue::pgEnums },
            { key("pg_catalog.pg_class"), &Catalogue::pgClass },
            { key("pg_catalog.pg_constraint"), &Catalogue::pgConstraints },
            { key("pg_catalog.pg_extension"), &Catalogue::pgExtensions },
            { key("sqlite_master"), &Catalogue::sqliteMaster },
            { key("pragma.table_info"), &Catalogue::tableInfo },
            { key("session"), &Catalogue::session },
        };
        const Make make = makers.value(relation);
        return make ? std::optional((this->*make)()) : std::nullopt;
    }
    const QString& defaultSchema() const { return m_default; }
    /// What `oid` and its like are here, of a name as SQL text has it: public."T".
    QString objectId(const QString& written) const
    {
        schema::ObjectName name;
        QString part;
        bool isQuoted = false;
        const auto end = [&] {
            name.schema = std::exchange(name.name, part);
            part.clear();
        };
        for (const QChar c : written) {
            if (c == u'"')
                isQuoted = !isQuoted;
            else if (c == u'.' && !isQuoted)
                end();
            else
                part += isQuoted ? c : c.toLower();
        }
        end();
        return idOf(name);
    }

private:
    QString idOf(schema::ObjectName name) const
    {
        if (name.schema == m_default)
            name.schema.clear();
        return name.key();
    }
    /// Those that constraints make too.
    template <typename Visit> void eachIndex(const Visit& visit) const
    {
        using Kind = schema::Constraint::Kind;
        eachTable([&](const schema::ObjectName& table, const schema::Table& of) {
            for (const schema::Index& index : of.indexes)
                visit(table, index, false);
            for (const schema::Constraint& constraint : of.constraints) {
                if (constraint.kind != Kind::PrimaryKey && constraint.kind != Kind::Unique)
                    continue;
                schema::Index index;
                index.name = constraint.name;
                index.isUnique = true;
                visit(table, index, constraint.kind == Kind::PrimaryKey);
            }
        });
    }
    QString schemaOf(const schema::ObjectName& name) const { return name.schema.isEmpty() ? m_default : name.schema; }

    template <typename Visit> void eachTable(const Visit& visit) const
    {
        for (auto it = m_schema.tables.cbegin(); it != m_schema.tables.cend(); ++it)
            visit(it.key(), **it);
    }

    Rows session() const { return { { { key("current_schema"), m_default } } }; }

    Rows tables() const
    {
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table&) {
            rows.push_back({ { key("table_schema"), schemaOf(name) }, { key("table_name"), name.name },
                { key("table_type"), key("BASE TABLE") } });
        });
        return rows;
    }

    Rows columns() const
    {
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            for (const schema::Column& column : table.columns)
                rows.push_back({ { key("table_schema"), schemaOf(name) }, { key("table_name"), name.name },
                    { key("column_name"), column.name }, { key("is_nullable"), yesNo(column.isNullable()) } });
        });
        return rows;
    }

    Rows constraints() const
    {
        using Kind = schema::Constraint::Kind;
        static const QHash<int, QString> kinds{ { int(Kind::PrimaryKey), key("PRIMARY KEY") },
            { int(Kind::ForeignKey), key("FOREIGN KEY") }, { int(Kind::Unique), key("UNIQUE") },
            { int(Kind::Check), key("CHECK") } };
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            for (const schema::Constraint& constraint : table.constraints)
                rows.push_back({ { key("table_schema"), schemaOf(name) }, { key("constraint_schema"), schemaOf(name) },
                    { key("table_name"), name.name }, { key("constraint_name"), constraint.name.text },
                    { key("constraint_type"), kinds.value(int(constraint.kind)) } });
        });
        return rows;
    }

    Rows pgTables() const
    {
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table&) {
            rows.push_back({ { key("schemaname"), schemaOf(name) }, { key("tablename"), name.name } });
        });
        return rows;
    }

    Rows pgIndexes() const
    {
        Rows rows;
        eachIndex([&](const schema::ObjectName& table, const schema::Index& index, bool) {
            rows.push_back({ { key("schemaname"), schemaOf(table) }, { key("tablename"), table.name },
                { key("indexname"), index.name.text } });
        });
        return rows;
    }

    Rows pgIndex() const
    {
        Rows rows;
        eachIndex([&](const schema::ObjectName& table, const schema::Index& index, bool isPrimary) {
            rows.push_back({ { key("indexrelid"), idOf({ table.schema, index.name.text }) },
                { key("indrelid"), idOf(table) }, { key("indisvalid"), trueFalse(index.isValid) },
                { key("indisunique"), trueFalse(index.isUnique) }, { key("indisprimary"), trueFalse(isPrimary) } });
        });
        return rows;
    }

    Rows pgTypes() const
    {
        Rows rows;
        for (auto it = m_schema.enums.keyBegin(); it != m_schema.enums.keyEnd(); ++it)
            rows.push_back({ { key("typname"), it->name }, { key("oid"), it->key() }, { key("typtype"), key("e") } });
        return rows;
    }

    Rows pgEnums() const
    {
        Rows rows;
        for (auto it = m_schema.enums.cbegin(); it != m_schema.enums.cend(); ++it)
            for (const QString& label : (*it)->values)
                rows.push_back({ { key("enumlabel"), label }, { key("enumtypid"), it.key().key() } });
        return rows;
    }

    Rows pgClass() const
    {
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            rows.push_back({ { key("relname"), name.name }, { key("relkind"), key("r") }, { key("oid"), name.key() } });
            for (const schema::Index& index : table.indexes)
                rows.push_back({ { key("relname"), index.name.text }, { key("relkind"), key("i") },
                    { key("oid"), idOf({ name.schema, index.name.text }) } });
        });
        return rows;
    }

    Rows pgConstraints() const
    {
        using Kind = schema::Constraint::Kind;
        static const QHash<int, QString> kinds{ { int(Kind::PrimaryKey), key("p") },
            { int(Kind::ForeignKey), key("f") }, { int(Kind::Unique), key("u") }, { int(Kind::Check), key("c") },
            { int(Kind::Exclusion), key("x") } };
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            for (const schema::Constraint& constraint : table.constraints)
                rows.push_back({ { key("conname"), constraint.name.text }, { key("conrelid"), name.key() },
                    { key("contype"), kinds.value(int(constraint.kind)) } });
        });
        return rows;
    }

    Rows pgExtensions() const
    {
        Rows rows;
        for (auto it = m_schema.others.keyBegin(); it != m_schema.others.keyEnd(); ++it)
            if (it->kind == key("extension"))
                rows.push_back({ { key("extname"), it->name.name } });
        return rows;
    }

    Rows sqliteMaster() const
    {
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            rows.push_back(
                { { key("type"), key("table") }, { key("name"), name.name }, { key("tbl_name"), name.name } });
            for (const schema::Index& index : table.indexes)
                rows.push_back({ { key("type"), key("index") }, { key("name"), index.name.text },
                    { key("tbl_name"), name.name } });
        });
        return rows;
    }

    /// Columns as PRAGMA gives them, by position "0", "1", …; the pragma's argument is a condition on `name`, so that
    /// the column's own name goes by its position alone.
    Rows tableInfo() const
    {
        Rows rows;
        eachTable([&](const schema::ObjectName& name, const schema::Table& table) {
            for (const schema::Column& column : table.columns)
                rows.push_back({ { key("name"), name.name }, { key("1"), column.name } });
        });
        return rows;
    }

    const schema::Schema& m_schema;
    QString m_default;
};

class Answer {
public:
    Answer(Interpreter& interpreter, Recorder& recorder, const CatalogueQuery& query)
        : m_interpreter(interpreter)
        , m_recorder(recorder)
        , m_query(query)
        , m_catalogue(recorder)
    { }

    std::optional<Known<std::vector<Value>>> find()
    {
        if (!load())
            return std::nullopt;
        combine(0, {});
        if (m_isUnknown)
            return std::nullopt;
        Known<std::vector<Value>> answer;
        answer.doubt = doubt();
        const bool isExistence
            = m_query.answer == CatalogueQuery::Answer::Exists || m_query.answer == CatalogueQuery::Answer::NotExists;
        if (!answer.doubt && asksOfIncomplete() && !(isExistence && !m_found.empty()))
            answer.doubt = m_interpreter.doubt(QT_TRANSLATE_NOOP(
                "Messages", "asks for a table that no revision makes, so that not all of it is known"));
        answer.value = rows();
        return answer;
    }

private:
    bool load()
    {
        for (const QString& relation : m_query.relations) {
            auto rows = m_catalogue.rows(relation);
            if (!rows)
                return false;
            m_relations.push_back(std::move(*rows));
        }
        return !m_relations.empty();
    }

    /// Walks all combinations of a row of each relation.
    void combine(size_t at, std::vector<const Row*> chosen)
    {
        m_interpreter.spend();
        if (m_isUnknown)
            return;
        if (at == m_relations.size()) {
            if (fits(chosen))
                m_found.push_back(chosen);
            return;
        }
        for (const Row& row : m_relations[at]) {
            auto more = chosen;
            more.push_back(&row);
            if (fitsSoFar(more))
                combine(at + 1, std::move(more));
        }
    }

    /// nullopt (and m_isUnknown) where no such column is kept here.
    std::optional<QString> value(const CatalogueColumn& column, const std::vector<const Row*>& chosen)
    {
        for (size_t i = 0; i < chosen.size(); ++i) {
            if (column.relation >= 0 && size_t(column.relation) != i)
                continue;
            const auto found = chosen[i]->constFind(column.name);
            if (found != chosen[i]->cend())
                return *found;
        }
        m_isUnknown = true;
        return std::nullopt;
    }

    bool fitsSoFar(const std::vector<const Row*>& chosen)
    {
        for (const CatalogueCondition& condition : m_query.conditions)
            if (condition.column.relation == int(chosen.size()) - 1 && !holds(condition, chosen))
                return false;
        return true;
    }

    bool fits(const std::vector<const Row*>& chosen)
    {
        for (const CatalogueCondition& condition : m_query.conditions)
            if (!holds(condition, chosen))
                return false;
        for (const dialects::CatalogueJoin& join : m_query.joins)
            if (value(join.left, chosen) != value(join.right, chosen))
                return false;
        return true;
    }

    bool holds(const CatalogueCondition& condition, const std::vector<const Row*>& chosen)
    {
        const auto text = value(condition.column, chosen);
        if (!text)
            return false;
        const bool isLike
            = condition.test == CatalogueCondition::Test::Like || condition.test == CatalogueCondition::Test::NotLike;
        bool isAny = false;
        for (const CatalogueValue& wanted : condition.values) {
            const auto other = textOf(wanted);
            if (!other || isLike) {
                m_isUnknown = true;
                return false;
            }
            isAny = isAny || (isObjectId(condition.column.name) ? m_catalogue.objectId(*other) : *other) == *text;
        }
        return isAny == (condition.test == CatalogueCondition::Test::AnyOf);
    }

    std::optional<QString> textOf(const CatalogueValue& value) const
    {
        switch (value.kind) {
        case CatalogueValue::Kind::Text:
        case CatalogueValue::Kind::Number:
        case CatalogueValue::Kind::Boolean:
            return value.text;
        case CatalogueValue::Kind::CurrentSchema:
            return m_catalogue.defaultSchema();
        default:
            return std::nullopt;
        }
    }

    /// Why what it asks for is in doubt: the table that it names, or else whatever it names, or else anything.
    DoubtPtr doubt() const
    {
        const SchemaCertainty& certainty = m_recorder.certainty();
        if (certainty.isWhole())
            return nullptr;
        for (const bool isOfTable : { true, false }) {
            bool isNamed = false;
            DoubtPtr why;
            for (const CatalogueCondition& condition : m_query.conditions) {
                const NamingColumn* by = namingColumn(condition.column.name);
                if (condition.test != CatalogueCondition::Test::AnyOf || !by || by->isOfTable != isOfTable)
                    continue;
                for (const CatalogueValue& value : condition.values) {
                    isNamed = true;
                    why = why ? why : certainty.of({ {}, value.text }, SchemaCertainty::Everything);
                }
            }
            if (isNamed)
                return why;
        }
        return certainty.ofFurther();
    }

    bool asksOfIncomplete() const
    {
        const auto asksOfIndexes = [](const QString& relation) {
            return relation == key("pg_catalog.pg_index") || relation == key("pg_catalog.pg_indexes");
        };
        const auto namesTable = [](const CatalogueCondition& condition) {
            return condition.column.name == key("tablename") || condition.column.name == key("indrelid");
        };
        if (m_found.empty() && !m_recorder.schema().incomplete.isEmpty()
            && std::any_of(m_query.relations.cbegin(), m_query.relations.cend(), asksOfIndexes)
            && std::none_of(m_query.conditions.begin(), m_query.conditions.end(), namesTable))
            return true; // it may be one of theirs
        for (const CatalogueCondition& condition : m_query.conditions)
            for (const CatalogueValue& value : condition.values)
                if (m_recorder.schema().incomplete.contains(value.text))
                    return true;
        return false;
    }

    std::vector<Value> rows()
    {
        using Kind = CatalogueQuery::Answer;
        const auto one = [](const Value& value) { return std::vector<Value>{ symbolic::makeTuple({ value }) }; };
        if (m_query.answer == Kind::Count)
            return one(Value::number(qint64(m_found.size())));
        if (m_query.answer != Kind::Rows)
            return one(Value::boolean(m_found.empty() == (m_query.answer == Kind::NotExists)));
        std::vector<Value> all;
        for (const auto& chosen : m_found)
            all.push_back(outputs(chosen));
        if (m_query.limit && all.size() > size_t(*m_query.limit))
            all.resize(size_t(*m_query.limit));
        return all;
    }

    Value outputs(const std::vector<const Row*>& chosen)
    {
        std::vector<Value> values;
        QStringList names;
        for (const dialects::CatalogueOutput& output : m_query.outputs) {
            const auto text = output.column ? value(*output.column, chosen) : std::optional(output.constant);
            values.push_back(text ? given(output, *text) : Value::string({}));
            names.append(output.name);
        }
        if (m_query.relations.size() == 1 && m_query.relations.front() == key("pragma.table_info"))
            values = { Value::number(0), Value::string(chosen.front()->value(key("1"))) };
        const auto row = std::make_shared<symbolic::Tuple>(std::move(values));
        if (names.size() == qsizetype(row->items.size()))
            row->names = names;
        row->typeNameOf = QStringLiteral("Row");
        return Value::of(row);
    }

    static Value given(const dialects::CatalogueOutput& output, const QString& text)
    {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        if (output.column && output.column->name.startsWith(QLatin1String("indis")))
            return Value::boolean(text == trueFalse(true));
        return !output.column && isNumber ? Value::number(number) : Value::string(text);
    }

    Interpreter& m_interpreter;
    Recorder& m_recorder;
    const CatalogueQuery& m_query;
    Catalogue m_catalogue;
    std::vector<Rows> m_relations;
    std::vector<std::vector<const Row*>> m_found;
    bool m_isUnknown = false;
};

} // namespace

std::optional<Known<std::vector<Value>>> answerCatalogueQuery(
    Interpreter& interpreter, Recorder& recorder, const CatalogueQuery& query)
{
    return Answer(interpreter, recorder, query).find();
}

} // namespace espalier::operations
