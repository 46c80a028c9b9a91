// Questions about the schema itself ("SELECT 1 FROM information_schema.columns WHERE …"), answered from the simulated
// schema. Each relation of the catalogue that scripts ask is made into rows of cells; conditions, joins and outputs are
// then those of any small query.
#include "operations/database/catalogue.h"

#include "dialects/catalogue_rows.h"
#include "dialects/ddl.h"
#include "operations/database/catalogue_columns.h"
#include "operations/database/catalogue_order.h"
#include "operations/database/like.h"

namespace espalier::operations {

namespace {

using dialects::CatalogueColumn;
using dialects::CatalogueCondition;
using dialects::CatalogueQuery;
using dialects::CatalogueRow;
using dialects::CatalogueRows;
using dialects::CatalogueValue;
using ValueKind = dialects::CatalogueValue::Kind;

/// Of a condition, as SQL has it; Perhaps is also what is not kept here.
enum class Fit { No, Perhaps, Yes };

Fit fitIf(bool holds) { return holds ? Fit::Yes : Fit::No; }

Fit opposite(Fit fit) { return fit == Fit::Yes ? Fit::No : fit == Fit::No ? Fit::Yes : fit; }

bool isTruthText(const QString& text) { return text == QLatin1String("true") || text == QLatin1String("t"); }

/// The schema with the version table that Alembic makes before the first revision.
schema::Schema withVersionTable(schema::Schema schema, const schema::ObjectName& name, const schema::SchemaFacts& facts)
{
    schema::Table table;
    table.name = name;
    if (table.name.schema == facts.defaultSchema)
        table.name.schema.clear();
    if (table.name.name.isEmpty() || schema.tables.contains(table.name))
        return schema;
    schema::Column column;
    column.name = QStringLiteral("version_num");
    column.type = schema::SqlType::string(QStringLiteral("String"), 32);
    column.nullable = false;
    table.columns = { column };
    schema::Constraint key;
    key.kind = schema::Constraint::Kind::PrimaryKey;
    key.name.text = facts.primaryKeyName.isEmpty() ? name.name + QLatin1String("_pkc") : facts.primaryKeyName;
    key.columns = QStringList{ column.name };
    table.constraints = { key };
    schema.put(std::move(table));
    return schema;
}

QSet<QString> columnsOf(const CatalogueQuery& query)
{
    QSet<QString> names;
    for (const CatalogueCondition& condition : query.conditions)
        names.insert(condition.column.name);
    for (const dialects::CatalogueJoin& join : query.joins)
        names += { join.left.name, join.right.name };
    for (const dialects::CatalogueOutput& output : query.outputs)
        if (output.column)
            names.insert(output.column->name);
    return names;
}

class Answer {
public:
    Answer(Interpreter& interpreter, const CatalogueSource& source, const CatalogueQuery& query)
        : m_interpreter(interpreter)
        , m_source(source)
        , m_query(query)
        , m_rules(source.dialect.schemaRules())
        , m_schema(withVersionTable(source.schema, source.versionTable, m_rules.facts()))
        , m_catalogue(m_schema, m_rules, columnsOf(query))
    { }

    std::optional<CatalogueAnswer> find()
    {
        if (!load())
            return std::nullopt;
        combine(0, {});
        const bool isExistence
            = m_query.answer == CatalogueQuery::Answer::Exists || m_query.answer == CatalogueQuery::Answer::NotExists;
        const bool isFound = isExistence && !m_found.empty();
        if (m_isUnknown || (!isFound && (mayFindSystem() || mayBeOwnType())))
            return std::nullopt;
        CatalogueAnswer answer;
        answer.doubt = doubt();
        if (!answer.doubt && asksOfIncomplete() && !isFound)
            answer.doubt = m_interpreter.doubt(QT_TRANSLATE_NOOP(
                "Messages", "asks for a table that no revision makes, so that not all of it is known"));
        fill(answer);
        return answer;
    }

private:
    bool load()
    {
        for (const QString& relation : m_query.relations) {
            auto rows = relation.startsWith(QLatin1String("to_reg")) ? lookup(relation) : m_catalogue.of(relation);
            if (!rows)
                return false;
            m_relations.push_back(std::move(*rows));
        }
        return !m_relations.empty();
    }

    /// to_regclass('x') and to_regtype('x'): names of what they find.
    std::optional<std::vector<CatalogueRow>> lookup(const QString& function) const
    {
        const bool isClass = function == QLatin1String("to_regclass");
        auto rows = isClass                           ? m_catalogue.of(QStringLiteral("pg_catalog.pg_class"))
            : function == QLatin1String("to_regtype") ? m_catalogue.of(QStringLiteral("pg_catalog.pg_type"))
                                                      : std::nullopt;
        if (rows)
            for (CatalogueRow& row : *rows)
                row = { { QStringLiteral("name"),
                    row.value(QStringLiteral("oid"), row.value(QStringLiteral("typname"))) } };
        return rows;
    }
    bool isLookup() const { return m_query.relations.front().startsWith(QLatin1String("to_reg")); }

    /// Walks all combinations of a row of each relation.
    void combine(size_t at, std::vector<const CatalogueRow*> chosen)
    {
        m_interpreter.spend();
        if (m_isUnknown)
            return;
        if (at == m_relations.size()) {
            const Fit fit = fits(chosen);
            if (fit == Fit::Yes)
                m_found.push_back(chosen);
            m_isUnknown = fit == Fit::Perhaps;
            return;
        }
        for (const CatalogueRow& row : m_relations[at]) {
            auto more = chosen;
            more.push_back(&row);
            if (mayFit(more))
                combine(at + 1, std::move(more));
        }
    }

    static CatalogueAnswer::Cell cell(const CatalogueColumn& column, const std::vector<const CatalogueRow*>& chosen)
    {
        for (size_t i = 0; i < chosen.size(); ++i) {
            if (column.relation >= 0 && size_t(column.relation) != i)
                continue;
            const auto found = chosen[i]->constFind(column.name);
            if (found != chosen[i]->cend())
                return *found;
        }
        return std::nullopt;
    }

    bool mayFit(const std::vector<const CatalogueRow*>& chosen) const
    {
        for (const CatalogueCondition& condition : m_query.conditions)
            if (condition.column.relation == int(chosen.size()) - 1 && holds(condition, chosen) == Fit::No)
                return false;
        for (const dialects::CatalogueJoin& join : m_query.joins)
            if (std::max(join.left.relation, join.right.relation) == int(chosen.size()) - 1
                && joins(join, chosen) == Fit::No)
                return false;
        return true;
    }

    Fit fits(const std::vector<const CatalogueRow*>& chosen) const
    {
        Fit all = Fit::Yes;
        for (const CatalogueCondition& condition : m_query.conditions)
            all = std::min(all, holds(condition, chosen));
        for (const dialects::CatalogueJoin& join : m_query.joins)
            all = std::min(all, joins(join, chosen));
        return all;
    }

    static Fit joins(const dialects::CatalogueJoin& join, const std::vector<const CatalogueRow*>& chosen)
    {
        const auto left = cell(join.left, chosen);
        const auto right = cell(join.right, chosen);
        if (!left || !right)
            return Fit::Perhaps;
        return fitIf(left->kind != ValueKind::Null && right->kind != ValueKind::Null && left->text == right->text);
    }

    Fit holds(const CatalogueCondition& condition, const std::vector<const CatalogueRow*>& chosen) const
    {
        using Test = CatalogueCondition::Test;
        if (isOfDatabase(condition))
            return fitIf(condition.test == Test::AnyOf);
        const auto found = cell(condition.column, chosen);
        if (!found)
            return Fit::Perhaps;
        const bool isNegated = condition.test == Test::NoneOf || condition.test == Test::NotLike;
        const bool asksForNull = condition.values.size() == 1 && condition.values.front().kind == ValueKind::Null;
        if (found->kind == ValueKind::Null && !asksForNull)
            return Fit::No; // neither = nor <>
        Fit any = Fit::No;
        for (const CatalogueValue& wanted : condition.values)
            any = std::max(any, matches(*found, wanted, condition));
        return isNegated ? opposite(any) : any;
    }

    /// "table_catalog = current_database()".
    static bool isOfDatabase(const CatalogueCondition& condition)
    {
        return condition.column.name.endsWith(QLatin1String("_catalog")) && condition.values.size() == 1
            && condition.values.front().kind == ValueKind::CurrentDatabase;
    }

    Fit matches(const CatalogueValue& found, const CatalogueValue& wanted, const CatalogueCondition& condition) const
    {
        using Test = CatalogueCondition::Test;
        if (wanted.kind == ValueKind::Null)
            return fitIf(found.kind == ValueKind::Null);
        if (wanted.kind == ValueKind::Bind || wanted.kind == ValueKind::CurrentDatabase)
            return Fit::Perhaps;
        const QString text = wanted.kind == ValueKind::CurrentSchema ? m_catalogue.defaultSchema() : wanted.text;
        if (condition.test == Test::Like || condition.test == Test::NotLike)
            return found.text == dialects::unknownName ? Fit::Perhaps
                                                       : fitIf(isLike(inLikesCase(found.text), inLikesCase(text)));
        if (found.kind == ValueKind::Boolean)
            return fitIf(isTruthText(found.text) == isTruthText(text));
        if (condition.column.name == QLatin1String("arg") && m_rules.facts().foldsTables)
            return fitIf(found.text.compare(text, Qt::CaseInsensitive) == 0);
        const bool isName = isObjectId(condition.column.name) || isLookup();
        return fitIf((isName ? m_catalogue.objectId(text) : text) == found.text);
    }

    /// LIKE does not tell small letters from capitals where names do not.
    QString inLikesCase(const QString& text) const
    {
        return m_rules.facts().foldsTables || m_rules.facts().foldsColumns ? text.toLower() : text;
    }

    /// Why what it asks for is in doubt: the table that it names, or else whatever it names, or else anything.
    DoubtPtr doubt() const
    {
        const SchemaCertainty& certainty = m_source.certainty;
        const SchemaCertainty::Parts asked = SchemaCertainty::Everything | SchemaCertainty::Type;
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
                    why = why ? why : certainty.of({ {}, value.text }, asked);
                }
            }
            if (isNamed)
                return why;
        }
        return certainty.ofFurther(nullptr, SchemaCertainty::Presence | SchemaCertainty::Type);
    }

    /// Whether what the database itself holds may be among the rows: no condition names a schema or an object.
    bool mayFindSystem() const
    {
        static const QSet<QString> withoutSystem{ QStringLiteral("pg_enum"), QStringLiteral("pg_extension"),
            QStringLiteral("pg_sequences"), QStringLiteral("pg_matviews"), QStringLiteral("sequences"),
            QStringLiteral("referential_constraints") };
        const auto isOwn = [](const QString& schema) {
            return schema == QLatin1String("pg_catalog") || schema == QLatin1String("information_schema");
        };
        for (const CatalogueCondition& condition : m_query.conditions) {
            if (condition.test == CatalogueCondition::Test::AnyOf
                && (namingColumn(condition.column.name) || isOfSchema(condition.column.name)))
                return false;
            if (condition.test == CatalogueCondition::Test::NoneOf && isOfSchema(condition.column.name)
                && std::count_if(condition.values.begin(), condition.values.end(),
                       [&](const CatalogueValue& value) { return isOwn(value.text); })
                    == 2)
                return false;
        }
        return std::any_of(m_query.relations.cbegin(), m_query.relations.cend(), [&](const QString& relation) {
            return isOwn(relation.section(u'.', 0, 0)) && !withoutSystem.contains(relation.section(u'.', 1));
        });
    }

    /// to_regtype() knows the types of the database by other names too.
    bool mayBeOwnType() const
    {
        static const QSet<QString> aliases{ QStringLiteral("int"), QStringLiteral("decimal"), QStringLiteral("dec"),
            QStringLiteral("float"), QStringLiteral("national") };
        return m_query.relations.front() == QLatin1String("to_regtype") && m_found.empty()
            && std::any_of(m_query.conditions.begin(), m_query.conditions.end(), [&](const CatalogueCondition& one) {
                   const QString name = one.values.front().text.toLower();
                   return m_rules.catalogueType(name) || name.contains(u'[')
                       || aliases.contains(name.section(u'(', 0, 0).section(u' ', 0, 0));
               });
    }

    bool asksOfIncomplete() const
    {
        const auto asksOfParts = [](const QString& relation) {
            return relation.startsWith(QLatin1String("pg_catalog.pg_index"))
                || relation == QLatin1String("pg_catalog.pg_constraint")
                || relation == QLatin1String("pg_catalog.pg_trigger")
                || relation == QLatin1String("information_schema.table_constraints")
                || relation == QLatin1String("information_schema.key_column_usage")
                || relation == QLatin1String("information_schema.referential_constraints");
        };
        const auto namesTable = [](const CatalogueCondition& condition) {
            const NamingColumn* by = namingColumn(condition.column.name);
            return by && by->isOfTable && condition.test == CatalogueCondition::Test::AnyOf;
        };
        if (m_found.empty() && !m_schema.incomplete.isEmpty()
            && std::any_of(m_query.relations.cbegin(), m_query.relations.cend(), asksOfParts)
            && std::none_of(m_query.conditions.begin(), m_query.conditions.end(), namesTable))
            return true; // it may be one of theirs
        for (const CatalogueCondition& condition : m_query.conditions)
            for (const CatalogueValue& value : condition.values)
                if (m_schema.incomplete.contains(value.text))
                    return true;
        return false;
    }

    void fill(CatalogueAnswer& answer)
    {
        using Kind = CatalogueQuery::Answer;
        if (m_query.answer == Kind::Count) {
            answer.rows = { { CatalogueValue{ ValueKind::Number, QString::number(m_found.size()) } } };
            return;
        }
        if (m_query.answer != Kind::Rows) {
            const bool is = m_found.empty() == (m_query.answer == Kind::NotExists);
            answer.rows
                = { { CatalogueValue{ ValueKind::Boolean, is ? QStringLiteral("true") : QStringLiteral("false") } } };
            return;
        }
        for (const dialects::CatalogueOutput& output : m_query.outputs)
            answer.names.append(output.name);
        answer.isOfAll = answer.names.contains(QLatin1String("*"));
        if (answer.isOfAll && m_query.relations.front() == QLatin1String("pragma.table_info")) {
            answer.isOfAll = false;
            answer.names = QStringList{ QStringLiteral("cid"), QStringLiteral("name"), QStringLiteral("type"),
                QStringLiteral("notnull"), QStringLiteral("dflt_value"), QStringLiteral("pk") };
        }
        if (isLookup() && m_found.empty()) // a function gives NULL, not no row
            answer.rows = { { CatalogueValue{ ValueKind::Null, {} } } };
        std::vector<OrderedRow> rows;
        for (const auto& chosen : m_found) {
            OrderedRow row{ outputs(chosen), {} };
            for (const CatalogueColumn& column : m_query.orderBy)
                row.keys.push_back(orderKey(column, chosen));
            if (!m_query.isDistinct || std::none_of(rows.begin(), rows.end(), [&](const OrderedRow& other) {
                    return other.cells == row.cells;
                }))
                rows.push_back(std::move(row));
        }
        const bool differs = std::any_of(
            rows.begin(), rows.end(), [&](const OrderedRow& row) { return row.cells != rows.front().cells; });
        answer.isOrdered = !differs || givesInOrder() || sortRows(rows);
        if (m_query.limit && rows.size() > size_t(*m_query.limit)) {
            rows.resize(size_t(*m_query.limit));
            answer.isCut = !answer.isOrdered;
        }
        for (OrderedRow& row : rows)
            answer.rows.push_back(std::move(row.cells));
    }

    /// Whether the database's own order is that of the parts of a table.
    bool givesInOrder() const
    {
        static const QSet<QString> ordered{ QStringLiteral("pragma.table_info"), QStringLiteral("show.columns") };
        return m_query.relations.size() == 1 && ordered.contains(m_query.relations.front());
    }

    OrderKey orderKey(const CatalogueColumn& column, const std::vector<const CatalogueRow*>& chosen) const
    {
        if (isObjectId(column.name)) // here a name
            return {};
        if (auto found = cell(column, chosen))
            return { std::move(found), {} };
        for (size_t i = 0; i < chosen.size() && isPlace(column.name); ++i) {
            QString owner;
            for (const char* const one : { "table_schema", "table_name", "attrelid", "enumtypid" })
                owner += chosen[i]->value(QLatin1String(one)).text + u'\n';
            if (owner.size() > 4 && (column.relation < 0 || size_t(column.relation) == i))
                return { CatalogueValue{ ValueKind::Number, QString::number(chosen[i] - m_relations[i].data()) },
                    owner };
        }
        return {};
    }

    std::vector<CatalogueAnswer::Cell> outputs(const std::vector<const CatalogueRow*>& chosen) const
    {
        if (m_query.relations.front() == QLatin1String("pragma.table_info")
            && m_query.outputs.front().name == QLatin1String("*"))
            return { std::nullopt, cell({ 0, QStringLiteral("name") }, chosen), std::nullopt, std::nullopt,
                std::nullopt, std::nullopt };
        std::vector<CatalogueAnswer::Cell> cells;
        for (const dialects::CatalogueOutput& output : m_query.outputs)
            cells.push_back(output.column ? shown(output, cell(*output.column, chosen))
                                          : CatalogueAnswer::Cell(constant(output.constant)));
        return cells;
    }

    /// As regclass and the like show a name; the number that it is else is not known.
    CatalogueAnswer::Cell shown(const dialects::CatalogueOutput& output, CatalogueAnswer::Cell cell) const
    {
        const bool isNumber
            = isObjectId(output.column->name) || output.column->name.endsWith(QLatin1String("namespace"));
        if (!cell || cell->text == dialects::unknownName || (isNumber && !output.isCast))
            return std::nullopt;
        if (cell->kind != ValueKind::Text || !(isNumber || isLookup()))
            return cell;
        QStringList parts = cell->text.split(u'.');
        for (QString& part : parts)
            part = m_source.dialect.ddl().quoted(part);
        cell->text = parts.join(u'.');
        return cell;
    }

    static CatalogueValue constant(const QString& text)
    {
        bool isNumber = false;
        text.toLongLong(&isNumber);
        return { isNumber ? ValueKind::Number : ValueKind::Text, text };
    }

    Interpreter& m_interpreter;
    const CatalogueSource& m_source;
    const CatalogueQuery& m_query;
    const schema::SchemaRules& m_rules;
    schema::Schema m_schema;
    CatalogueRows m_catalogue;
    std::vector<std::vector<CatalogueRow>> m_relations;
    std::vector<std::vector<const CatalogueRow*>> m_found;
    bool m_isUnknown = false;
};

Value asValue(const Interpreter& interpreter, const CatalogueAnswer::Cell& cell)
{
    if (!cell)
        return Value::data(
            interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is what a statement returns that is not known")));
    switch (cell->kind) {
    case ValueKind::Number:
        return Value::number(cell->text.toLongLong());
    case ValueKind::Boolean:
        return Value::boolean(isTruthText(cell->text));
    case ValueKind::Null:
        return {};
    default:
        return Value::string(cell->text);
    }
}

} // namespace

std::optional<CatalogueAnswer> askCatalogue(
    Interpreter& interpreter, const CatalogueSource& source, const CatalogueQuery& query)
{
    return Answer(interpreter, source, query).find();
}

std::optional<CatalogueRowValues> answerCatalogueQuery(
    Interpreter& interpreter, Recorder& recorder, const CatalogueQuery& query)
{
    const CatalogueSource source{ recorder.schema(), recorder.certainty(), recorder.dialect(),
        recorder.circumstances().settings.versionTable };
    const auto answer = askCatalogue(interpreter, source, query);
    if (!answer)
        return std::nullopt;
    CatalogueRowValues known;
    known.doubt = answer->doubt;
    if (!answer->isOrdered || answer->isCut)
        known.order = interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "the order in which a database gives them"));
    if (!known.doubt && answer->isCut)
        known.doubt = known.order;
    for (const auto& cells : answer->rows) {
        if (answer->isOfAll) {
            known.rows.push_back(asValue(interpreter, std::nullopt));
            continue;
        }
        std::vector<Value> values;
        for (const CatalogueAnswer::Cell& cell : cells)
            values.push_back(asValue(interpreter, cell));
        const auto row = std::make_shared<symbolic::Tuple>(std::move(values));
        if (!answer->names.isEmpty() && answer->names.size() == qsizetype(row->items.size())) {
            row->names = answer->names;
            row->typeNameOf = QStringLiteral("Row");
        }
        known.rows.push_back(Value::of(row));
    }
    return known;
}

} // namespace espalier::operations
