#include "operations/sqlalchemy/dml.h"

#include "dialects/sql/types.h"
#include "operations/sqlalchemy/type.h"
#include "symbolic/builtin_class.h"

#include <algorithm>
#include <QCoreApplication>

// INSERT, UPDATE and DELETE as values: columns in their table's order, with what the table's own defaults add.

namespace espalier::operations {

using schema::Assignment;
using schema::Expression;

QString DmlHost::typeName() const
{
    return kind == Kind::Insert ? QStringLiteral("Insert")
        : kind == Kind::Update  ? QStringLiteral("Update")
                                : QStringLiteral("Delete");
}

std::shared_ptr<DmlHost> DmlHost::copy() const
{
    auto made = std::make_shared<DmlHost>(context(), kind);
    made->table = table;
    made->rows = rows;
    made->isOrdered = isOrdered;
    made->isInline = isInline;
    made->isMany = isMany;
    made->isEntity = isEntity;
    made->where = where;
    made->returning = returning;
    made->selectedColumns = selectedColumns;
    made->selected = selected;
    made->package = package;
    made->onConflict = onConflict;
    made->with = with;
    made->doubt = doubt;
    return made;
}

DmlHost::Row rowOf(Interpreter& interpreter, const Value& value, DoubtPtr& doubt)
{
    DmlHost::Row row;
    if (const auto dict = value.as<symbolic::Dict>()) {
        note(doubt, dict->doubt);
        for (const auto& entry : dict->entries())
            row.push_back(entry);
        return row;
    }
    note(doubt, doubtOf(interpreter, value));
    return row;
}

Assignment assignmentTo(Interpreter& interpreter, const ColumnHost& column, const Value& value, DoubtPtr& doubt)
{
    note(doubt, column.nameDoubt);
    Operands operands(interpreter, column.context());
    const Expression made = operands.take(value, TextSense::Value, column.type);
    note(doubt, operands.piece(made).doubt);
    if (made.is(Expression::Kind::Literal))
        note(doubt, column.typeDoubt);
    return { column.name(), made, column.effectiveType() };
}

namespace {

/// Fills the assignments of one statement.
class Assigner {
public:
    Assigner(Interpreter& interpreter, const DmlHost& host, DoubtPtr& doubt)
        : m_interpreter(interpreter)
        , m_host(host)
        , m_doubt(doubt)
    { }

    std::vector<Assignment> assign(const DmlHost::Row& row)
    {
        m_used.assign(row.size(), false);
        std::vector<Assignment> all;
        if (m_host.isOrdered) {
            for (size_t i = 0; i < row.size(); ++i)
                if (const std::shared_ptr<ColumnHost> column = columnOfKey(row[i].first))
                    m_used[i] = true, all.push_back(given(*column, row[i].second));
        }
        for (const auto& column : m_host.table->columns) {
            const std::optional<size_t> index = find(row, *column);
            if (index && !m_used[*index]) {
                m_used[*index] = true;
                all.push_back(given(*column, row[*index].second));
            } else if (!index) {
                addDefault(*column, all);
            }
        }
        refuseOthers(row);
        return all;
    }

private:
    std::shared_ptr<ColumnHost> columnOfKey(const Value& key) const
    {
        if (const auto column = key.as<ColumnHost>())
            return m_host.table->column(m_interpreter, column->key);
        const Value plain = plainValue(key);
        return plain.isString() ? named(plain.text()) : nullptr;
    }

    std::shared_ptr<ColumnHost> named(const QString& name) const
    {
        return m_host.isEntity ? m_host.table->attributeColumn(m_interpreter, name)
                               : m_host.table->column(m_interpreter, name);
    }

    std::optional<size_t> find(const DmlHost::Row& row, const ColumnHost& column) const
    {
        for (size_t i = 0; i < row.size(); ++i) {
            const auto host = row[i].first.as<ColumnHost>();
            const Value plain = plainValue(row[i].first);
            if (host ? host->key == column.key : plain.isString() && named(plain.text()).get() == &column)
                return i;
        }
        return std::nullopt;
    }

    Assignment given(const ColumnHost& column, const Value& value)
    {
        return assignmentTo(m_interpreter, column, value, m_doubt);
    }

    /// default= and onupdate= of a Table's columns: they run on the client, and their values are part of the statement.
    void addDefault(const ColumnHost& column, std::vector<Assignment>& all)
    {
        const bool isInsert = m_host.kind == DmlHost::Kind::Insert;
        if (isInsert && column.column.sequence) {
            if (!column.column.isSequenceOptional)
                all.push_back(
                    { column.name(), Expression::nextValue(*column.column.sequence), column.column.type, true });
            return;
        }
        const Value& value = isInsert ? column.clientDefault : column.onUpdate;
        if (value.isNone())
            return;
        const bool isCallable = value.as<symbolic::Function>() || value.as<symbolic::Builtin>()
            || value.as<symbolic::ClassObject>() || value.as<symbolic::BuiltinClass>()
            || value.as<symbolic::BoundMethod>();
        all.emplace_back(given(column, isCallable ? computed(column, value) : value)).isClientDefault = true;
    }

    /// What a function gives for a row. Only what runs on a database calls it: what it does besides is possible.
    Value computed(const ColumnHost& column, const Value& function)
    {
        Arguments arguments;
        if (takesContext(function))
            arguments.positional = { m_interpreter.unknown(
                QT_TRANSLATE_NOOP("Messages", "the default of `%1`, which depends on the row that it is for"),
                { column.name() }) };
        Value made = m_interpreter.unknown(
            QT_TRANSLATE_NOOP("Messages", "the default of `%1`, which Python computes"), { column.name() });
        m_interpreter.fork(made.doubt(), { [] {}, [&] { made = m_interpreter.call(function, arguments); } });
        const bool isOther = made.as<ElementHost>() || symbolic::firstDoubt(made);
        if (!isOther)
            return made;
        return made.isData() && arguments.isEmpty()
            ? m_interpreter.unknown(
                QT_TRANSLATE_NOOP("Messages", "the default of `%1`, which is another value at every moment"),
                { column.name() })
            : m_interpreter.unknown(
                QT_TRANSLATE_NOOP("Messages", "the default of `%1`, which Python computes"), { column.name() });
    }

    /// Whether SQLAlchemy hands over what it knows of the row: to a function with one argument that has no default.
    static bool takesContext(const Value& value)
    {
        const auto method = value.as<symbolic::BoundMethod>();
        const auto function = (method ? method->function : value).as<symbolic::Function>();
        if (!function)
            return false;
        int count = 0;
        for (const python::Node& node : function->definition.field("parameters").children())
            count += node.is("identifier") || (node.is("typed_parameter") && node.firstNamed().is("identifier"));
        return count == (method ? 2 : 1);
    }

    void refuseOthers(const DmlHost::Row& row)
    {
        QStringList names;
        for (size_t i = 0; i < row.size(); ++i) {
            if (m_used[i])
                continue;
            const Value plain = plainValue(row[i].first);
            const auto host = row[i].first.as<ColumnHost>();
            if (host || plain.isString())
                names.append(host ? host->key : plain.text());
            else
                note(m_doubt, doubtOf(m_interpreter, row[i].first));
        }
        if (names.isEmpty() || m_doubt)
            return;
        if (m_host.table->openDoubt) {
            note(m_doubt, m_host.table->openDoubt);
            return;
        }
        names.sort();
        raiseError(m_interpreter, "CompileError",
            QStringLiteral("Unconsumed column names: %1").arg(names.join(QStringLiteral(", "))));
    }

    Interpreter& m_interpreter;
    const DmlHost& m_host;
    DoubtPtr& m_doubt;
    std::vector<bool> m_used;
};

std::vector<FromPart> otherTables(const DmlHost& host)
{
    std::vector<FromPart> all;
    for (const Piece& condition : host.where)
        addFrom(all, condition.from);
    std::erase_if(all, [&](const FromPart& part) { return part.identity == host.table; });
    return normalized(all);
}

std::vector<Expression> expressions(const std::vector<SelectHost::Column>& columns, DoubtPtr& doubt)
{
    std::vector<Expression> all;
    for (const SelectHost::Column& column : columns) {
        note(doubt, column.piece.doubt);
        all.push_back(column.piece.expression);
    }
    return all;
}

/// What UPDATE and DELETE share: further tables, the condition, RETURNING.
template <typename T> void addConditions(const Interpreter& interpreter, const DmlHost& host, T& made, DoubtPtr& doubt)
{
    made.table = host.table->name;
    std::vector<FromPart> enclosing = otherTables(host);
    note(doubt, ambiguity(interpreter, enclosing));
    for (const FromPart& part : enclosing)
        made.from.push_back(part.source);
    enclosing.push_back(host.table->fromPart());
    for (const Piece& condition : host.where)
        note(doubt, condition.doubt);
    if (const std::optional<Expression> all = allOf(host.where))
        made.where = correlatedTo(*all, enclosing);
    made.returning = expressions(host.returning, doubt);
    made.with = host.with;
}

/// Whether the statement itself says the column's value, which then need not be asked for.
bool isGiven(const schema::Insert& insert, const ColumnHost& column)
{
    return !insert.rows.empty()
        && std::any_of(insert.rows.front().begin(), insert.rows.front().end(), [&](const Assignment& assignment) {
               return assignment.column == column.name()
                   && (assignment.value.is(Expression::Kind::Literal) || assignment.value.is(Expression::Kind::Bind));
           });
}

/// Whether the database makes the column's values, were it the key.
bool counts(const ColumnHost& column)
{
    const dialects::sql::Affinity affinity = dialects::sql::typeFacts(column.column.type).affinity;
    return affinity == dialects::sql::Affinity::Integer && column.foreignKeys.empty() && !column.column.serverDefault
        && column.column.autoIncrement != schema::Column::AutoIncrement::No;
}

void addKey(const DmlHost& host, schema::Insert& insert)
{
    if (host.table->isLight || host.isInline)
        return;
    int size = 0;
    bool isCounted = false;
    for (const auto& column : host.table->columns) {
        const bool isInKey
            = std::any_of(host.table->constraints.begin(), host.table->constraints.end(), [&](const Value& value) {
                  const auto constraint = value.as<ConstraintHost>();
                  return constraint->constraint.kind == schema::Constraint::Kind::PrimaryKey
                      && std::any_of(constraint->columns.begin(), constraint->columns.end(), [&](const Value& one) {
                             return one.object() == column || plainValue(one).text() == column->name();
                         });
              });
        if (!column->column.isPrimaryKey && !isInKey)
            continue;
        ++size;
        isCounted = isCounted || counts(*column);
        if (!isGiven(insert, *column))
            insert.key.push_back(column->piece().expression);
    }
    insert.isKeyCounted = size == 1 && isCounted;
}

} // namespace

Known<schema::Insert> DmlHost::insertion(Interpreter& interpreter, const std::vector<Row>& given) const
{
    Known<schema::Insert> known{ {}, doubt };
    schema::Insert& insert = known.value;
    insert.table = table->name;
    note(known.doubt, table->nameDoubt);
    if (selected) {
        for (const Value& column : selectedColumns) {
            const auto host = column.as<ColumnHost>();
            const schema::Identifier name
                = host ? host->name() : table->nameOfKey(noted(known.doubt, asText(interpreter, column)));
            if (name.hasOwnQuoting())
                note(known.doubt, doubtOf(interpreter, textValue(name)));
            insert.columns.append(name);
        }
        const Known<schema::Select> query = selected->query();
        insert.from = std::make_shared<const schema::Select>(noted(known.doubt, query));
        for (const auto& column : table->columns)
            if ((!column->clientDefault.isNone() || column->column.sequence)
                && !insert.columns.contains(column->name()))
                note(known.doubt,
                    interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "the default of `%1`, which Python computes"),
                        { column->name() }));
    }
    for (const Row& row : given)
        insert.rows.push_back(Assigner(interpreter, *this, known.doubt).assign(row));
    insert.onConflict = onConflict;
    insert.returning = expressions(returning, known.doubt);
    insert.with = with;
    if (!selected && !isMany)
        addKey(*this, insert);
    return known;
}

Known<schema::Statement> DmlHost::statement(Interpreter& interpreter) const
{
    Known<schema::Statement> known{ {}, doubt };
    note(known.doubt, table->nameDoubt);
    if (kind == Kind::Insert) {
        const Known<schema::Insert> made = insertion(interpreter, rows);
        return { made.value, made.doubt };
    }
    if (kind == Kind::Update) {
        schema::Update update;
        addConditions(interpreter, *this, update, known.doubt);
        Row all;
        for (const Row& row : rows)
            all.insert(all.end(), row.begin(), row.end());
        update.values = Assigner(interpreter, *this, known.doubt).assign(all);
        std::vector<FromPart> enclosing = otherTables(*this);
        enclosing.push_back(table->fromPart());
        for (Assignment& assignment : update.values)
            assignment.value = correlatedTo(assignment.value, enclosing);
        known.value = std::move(update);
        return known;
    }
    schema::Delete removal;
    addConditions(interpreter, *this, removal, known.doubt);
    known.value = std::move(removal);
    return known;
}

} // namespace espalier::operations
