#include "operations/database/block_run.h"

#include "operations/database/catalogue.h"

namespace espalier::operations {

namespace {

using dialects::BlockExpression;
using dialects::BlockQuery;
using dialects::BlockStep;
using dialects::BlockSteps;
using dialects::CatalogueValue;
using Part = dialects::BlockExpression::Kind;

using MaybeValue = std::optional<CatalogueValue>; ///< nullopt where it is not known

CatalogueValue truthOf(bool value)
{
    return { CatalogueValue::Kind::Boolean, value ? QStringLiteral("true") : QStringLiteral("false") };
}

bool isNull(const CatalogueValue& value) { return value.kind == CatalogueValue::Kind::Null; }

/// Of a condition: NULL is not true.
std::optional<bool> holds(const MaybeValue& value)
{
    if (!value || (!isNull(*value) && value->kind != CatalogueValue::Kind::Boolean))
        return std::nullopt;
    return value->text == QLatin1String("true");
}

MaybeValue compared(const QString& test, const CatalogueValue& left, const CatalogueValue& right)
{
    using Kind = CatalogueValue::Kind;
    if (isNull(left) || isNull(right))
        return CatalogueValue{ Kind::Null, {} };
    if (left.kind != right.kind)
        return std::nullopt;
    if (test == QLatin1String("=") || test == QLatin1String("<>"))
        return truthOf((left.text == right.text) == (test == QLatin1String("=")));
    if (left.kind != Kind::Number)
        return std::nullopt;
    const qint64 a = left.text.toLongLong();
    const qint64 b = right.text.toLongLong();
    return truthOf(test == QLatin1String("<") ? a < b
            : test == QLatin1String(">")      ? a > b
            : test == QLatin1String("<=")     ? a <= b
                                              : a >= b);
}

/// All that it may do to rows, where it does nothing else.
bool addRows(const BlockSteps& steps, schema::Changes& rows)
{
    return std::all_of(steps.begin(), steps.end(), [&](const BlockStep& step) {
        const auto* changes = std::get_if<schema::Changes>(&step.what);
        if (!changes)
            return false;
        for (const schema::Change& change : *changes) {
            const auto* touched = std::get_if<schema::TouchRows>(&change);
            if (!touched)
                return false;
            rows.push_back(schema::TouchRows{ touched->verb, touched->table });
        }
        return true;
    });
}

class BlockRun {
public:
    BlockRun(Interpreter& interpreter, Recorder& recorder, const dialects::Block& block)
        : m_interpreter(interpreter)
        , m_recorder(recorder)
        , m_block(block)
        , m_state(recorder.dialect().schemaRules(), recorder.schema())
        , m_certainty(recorder.certainty())
    {
        m_options.versionTable = recorder.circumstances().settings.versionTable;
    }

    std::optional<schema::Changes> run(const schema::Changes& before)
    {
        if (step(before) == Flow::Unknown)
            return std::nullopt;
        m_changes.clear();
        m_variables.insert(QStringLiteral("found"), truthOf(false));
        if (steps(m_block.steps) == Flow::Unknown)
            return std::nullopt;
        m_recorder.assumeEmpty(m_assumedEmpty);
        return std::move(m_changes);
    }

private:
    enum class Flow { On, Return, Unknown };

    Flow steps(const BlockSteps& all)
    {
        Flow flow = Flow::On;
        for (size_t i = 0; i < all.size() && flow == Flow::On; ++i) {
            m_interpreter.spend();
            flow = std::visit([&](const auto& step) { return this->step(step); }, all[i].what);
        }
        return flow;
    }

    static Flow step(const dialects::BlockUnknown&) { return Flow::Unknown; }
    static Flow step(const dialects::BlockReturn&) { return Flow::Return; }

    Flow step(const schema::Changes& changes)
    {
        for (const schema::Change& change : changes) {
            if (m_state.apply(change, m_options).effect == schema::Effect::Unknown)
                return Flow::Unknown;
            m_certainty.made(change);
            m_changes.push_back(change);
            if (std::holds_alternative<schema::TouchRows>(change)) {
                m_hasWritten = true;
                m_variables.insert(QStringLiteral("found"), std::nullopt);
            }
        }
        return Flow::On;
    }

    Flow step(const dialects::BlockExecute& execute)
    {
        const MaybeValue sql = value(execute.sql);
        if (!sql || sql->kind != CatalogueValue::Kind::Text)
            return Flow::Unknown;
        Flow flow = Flow::On;
        for (const dialects::ReadStatement& one : m_recorder.dialect().sqlReader().read(sql->text))
            if (flow == Flow::On)
                flow = one.unknownFunctions.isEmpty() && !one.block ? step(one.changes) : Flow::Unknown;
        return flow;
    }

    Flow step(const dialects::BlockAssign& assign)
    {
        if (assign.value.kind == Part::Array) {
            m_arrays.insert(assign.variable, values(assign.value.operands));
            return Flow::On;
        }
        m_variables.insert(assign.variable, value(assign.value));
        return Flow::On;
    }

    Flow step(const dialects::BlockSelect& select)
    {
        const auto answer = ask(select.query);
        if (!answer)
            return setUnknown(select.variables);
        m_variables.insert(QStringLiteral("found"), truthOf(!answer->rows.empty()));
        if (select.variables.isEmpty())
            return Flow::On;
        if (!isOneRow(*answer))
            return setUnknown(select.variables, false);
        if (answer->rows.empty())
            for (const QString& variable : select.variables)
                clear(variable);
        else
            take(select.variables, *answer, answer->rows.front());
        return Flow::On;
    }

    Flow step(const std::shared_ptr<const dialects::BlockIf>& condition)
    {
        for (const auto& branch : condition->branches) {
            const auto is = holds(value(branch.condition));
            if (!is)
                return perhaps(*condition);
            if (*is)
                return steps(branch.steps);
        }
        return steps(condition->otherwise);
    }

    Flow step(const std::shared_ptr<const dialects::BlockForRows>& loop)
    {
        const auto answer = ask(loop->query);
        schema::Changes rows;
        if (!answer && addRows(loop->steps, rows))
            return step(rows);
        if (!answer || answer->isCut)
            return Flow::Unknown;
        Flow flow = Flow::On;
        for (size_t i = 0; i < answer->rows.size() && flow == Flow::On; ++i) {
            take(loop->variables, *answer, answer->rows[i]);
            flow = steps(loop->steps);
        }
        m_variables.insert(QStringLiteral("found"), truthOf(!answer->rows.empty()));
        return flow;
    }

    Flow step(const std::shared_ptr<const dialects::BlockForEach>& loop)
    {
        std::optional<std::vector<CatalogueValue>> all;
        if (loop->array.kind == Part::Array)
            all = values(loop->array.operands);
        else if (loop->array.kind == Part::Variable)
            all = m_arrays.value(loop->array.value.text);
        if (!all)
            return Flow::Unknown;
        Flow flow = Flow::On;
        for (size_t i = 0; i < all->size() && flow == Flow::On; ++i) {
            m_variables.insert(loop->variable, (*all)[i]);
            flow = steps(loop->steps);
        }
        return flow;
    }

    /// An error is not foreseen; so it is known what is done where the handlers come to the same.
    Flow step(const std::shared_ptr<const dialects::BlockTry>& attempt)
    {
        const BlockRun before = *this;
        Flow flow = steps(attempt->steps);
        for (const BlockSteps& handler : attempt->handlers) {
            BlockRun other = before;
            if (flow != Flow::On || other.steps(handler) != Flow::On || other.m_hasWritten != before.m_hasWritten
                || m_hasWritten != before.m_hasWritten || !(other.m_state.schema() == m_state.schema())
                || other.m_variables != before.m_variables)
                flow = Flow::Unknown;
        }
        return flow;
    }

    /// One of its ways is gone, and it is not known which.
    Flow perhaps(const dialects::BlockIf& condition)
    {
        schema::Changes rows;
        for (const auto& branch : condition.branches)
            if (!addRows(branch.steps, rows))
                return Flow::Unknown;
        return addRows(condition.otherwise, rows) ? step(rows) : Flow::Unknown;
    }

    Flow setUnknown(const QStringList& variables, bool withFound = true)
    {
        for (const QString& variable : variables) {
            clear(variable);
            m_variables.insert(variable, std::nullopt);
            m_unknownRecords.insert(variable);
        }
        if (withFound)
            m_variables.insert(QStringLiteral("found"), std::nullopt);
        return Flow::On;
    }

    /// NULL, as a record without a row.
    void clear(const QString& variable)
    {
        m_unknownRecords.remove(variable);
        for (auto it = m_variables.begin(); it != m_variables.end();)
            it = it.key().startsWith(variable + u'.') ? m_variables.erase(it) : std::next(it);
        m_variables.insert(variable, CatalogueValue{ CatalogueValue::Kind::Null, {} });
    }

    void take(
        const QStringList& variables, const CatalogueAnswer& answer, const std::vector<CatalogueAnswer::Cell>& row)
    {
        const bool isRecord = m_block.records.contains(variables.front());
        for (const QString& variable : variables)
            clear(variable);
        if (isRecord) {
            m_unknownRecords.insert(variables.front()); // what is not among its columns
            for (size_t i = 0; i < row.size() && i < size_t(answer.names.size()); ++i)
                m_variables.insert(variables.front() + u'.' + answer.names[qsizetype(i)].toLower(), row[i]);
            return;
        }
        for (size_t i = 0; i < size_t(variables.size()); ++i)
            m_variables.insert(
                variables[qsizetype(i)], i < row.size() ? row[i] : CatalogueValue{ CatalogueValue::Kind::Null, {} });
    }

    /// Whether SELECT INTO takes that row and no other that is not the same.
    static bool isOneRow(const CatalogueAnswer& answer)
    {
        return !answer.isCut
            && std::all_of(
                answer.rows.begin(), answer.rows.end(), [&](const auto& row) { return row == answer.rows.front(); })
            && (answer.rows.size() < 2
                || std::all_of(answer.rows.front().begin(), answer.rows.front().end(),
                    [](const CatalogueAnswer::Cell& cell) { return cell.has_value(); }));
    }

    /// nullopt where the rows are not known.
    std::optional<CatalogueAnswer> ask(const BlockQuery& query)
    {
        if (query.catalogue) {
            auto bound = *query.catalogue;
            const CatalogueSource source{ m_state.schema(), m_certainty, m_recorder.dialect(), m_options.versionTable };
            auto answer = bind(bound) ? askCatalogue(m_interpreter, source, bound) : std::nullopt;
            return answer && !answer->doubt ? std::move(answer) : std::nullopt;
        }
        const QSet<QString> empty = query.rows ? m_recorder.emptyTablesOf(*query.rows) : QSet<QString>();
        if (empty.isEmpty() || m_hasWritten)
            return std::nullopt;
        m_assumedEmpty += empty;
        CatalogueAnswer answer;
        if (query.rows->single) {
            answer.rows.emplace_back();
            for (const auto& output : *query.rows->single) {
                answer.names.append(output.name);
                answer.rows.back().push_back(output.value);
            }
        }
        return answer;
    }

    /// Puts the values of variables into a query; false where one is not known, or NULL, with which nothing is equal.
    bool bind(dialects::CatalogueQuery& query)
    {
        for (auto& condition : query.conditions)
            for (CatalogueValue& wanted : condition.values) {
                if (wanted.kind != CatalogueValue::Kind::Bind)
                    continue;
                const MaybeValue known = variable(wanted.text);
                if (!known || isNull(*known))
                    return false;
                wanted = *known;
            }
        return true;
    }

    MaybeValue variable(const QString& name) const
    {
        const auto found = m_variables.constFind(name);
        if (found != m_variables.cend())
            return *found;
        const QString record = name.section(u'.', 0, 0);
        return m_unknownRecords.contains(record) || !name.contains(u'.')
            ? std::nullopt
            : MaybeValue(CatalogueValue{ CatalogueValue::Kind::Null, {} });
    }

    std::optional<std::vector<CatalogueValue>> values(const std::vector<BlockExpression>& operands)
    {
        std::vector<CatalogueValue> all;
        for (const BlockExpression& operand : operands) {
            MaybeValue one = value(operand);
            if (!one)
                return std::nullopt;
            all.push_back(std::move(*one));
        }
        return all;
    }

    MaybeValue value(const BlockExpression& expression)
    {
        switch (expression.kind) {
        case Part::Constant:
            return constant(expression.value);
        case Part::Variable:
            return variable(expression.value.text);
        case Part::And:
        case Part::Or:
            return logic(expression);
        case Part::Scalar:
        case Part::Exists:
            return asked(expression);
        default:
            break;
        }
        const auto operands = expression.kind == Part::Unknown ? std::nullopt : values(expression.operands);
        return operands ? ofValues(expression, *operands) : std::nullopt;
    }

    MaybeValue constant(const CatalogueValue& value) const
    {
        if (value.kind == CatalogueValue::Kind::CurrentSchema)
            return CatalogueValue{ CatalogueValue::Kind::Text,
                m_recorder.dialect().schemaRules().facts().defaultSchema };
        return value.kind == CatalogueValue::Kind::CurrentDatabase ? std::nullopt : MaybeValue(value);
    }

    MaybeValue ofValues(const BlockExpression& expression, const std::vector<CatalogueValue>& operands) const
    {
        const dialects::SqlReader& reader = m_recorder.dialect().sqlReader();
        switch (expression.kind) {
        case Part::Not: {
            const auto is = holds(operands.front());
            return !is ? std::nullopt : isNull(operands.front()) ? MaybeValue(operands.front()) : truthOf(!*is);
        }
        case Part::IsNull:
            return truthOf(isNull(operands.front()));
        case Part::Compare:
            return compared(expression.value.text, operands[0], operands[1]);
        case Part::Concat:
            if (isNull(operands[0]) || isNull(operands[1]))
                return CatalogueValue{ CatalogueValue::Kind::Null, {} };
            return reader.valueOf(QStringLiteral("concat"), operands);
        case Part::Function:
            return reader.valueOf(expression.value.text, operands);
        default:
            return std::nullopt;
        }
    }

    /// AND, OR: one operand may settle it.
    MaybeValue logic(const BlockExpression& expression)
    {
        const bool settles = expression.kind == Part::Or;
        bool isSure = true;
        for (const BlockExpression& operand : expression.operands) {
            const MaybeValue one = value(operand);
            const auto is = holds(one);
            if (is && !isNull(*one) && *is == settles)
                return truthOf(settles);
            isSure = isSure && is && !isNull(*one);
        }
        return isSure ? MaybeValue(truthOf(!settles)) : std::nullopt;
    }

    MaybeValue asked(const BlockExpression& expression)
    {
        const auto answer = ask(*expression.query);
        if (!answer)
            return std::nullopt;
        const bool isQuestion = expression.query->catalogue
            && expression.query->catalogue->answer != dialects::CatalogueQuery::Answer::Rows;
        if (expression.kind == Part::Exists && !isQuestion)
            return truthOf(!answer->rows.empty());
        if (answer->rows.empty())
            return CatalogueValue{ CatalogueValue::Kind::Null, {} };
        return isOneRow(*answer) && !answer->rows.front().empty() ? answer->rows.front().front() : std::nullopt;
    }

    Interpreter& m_interpreter;
    Recorder& m_recorder;
    const dialects::Block& m_block;
    schema::Replay m_state;
    SchemaCertainty m_certainty;
    schema::ApplyOptions m_options;
    schema::Changes m_changes;
    bool m_hasWritten = false; ///< what is known of rows was known before that
    QSet<QString> m_assumedEmpty;
    QHash<QString, MaybeValue> m_variables; ///< also "record.column", and "found"
    QHash<QString, std::optional<std::vector<CatalogueValue>>> m_arrays;
    QSet<QString> m_unknownRecords;
};

} // namespace

std::optional<schema::Changes> runBlock(
    Interpreter& interpreter, Recorder& recorder, const dialects::Block& block, const schema::Changes& before)
{
    return BlockRun(interpreter, recorder, block).run(before);
}

} // namespace espalier::operations
