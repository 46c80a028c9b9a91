#include "operations/sqlalchemy/dml.h"

#include <algorithm>
#include <QCoreApplication>

// What insert() of a dialect's own module has beyond that of sqlalchemy: ON CONFLICT and the row that was refused
// (sqlalchemy/dialects/postgresql/dml.py, sqlite/dml.py).

namespace espalier::operations {

using schema::Expression;
using schema::OnConflict;

namespace {

/// on_conflict_…(constraint, index_elements, index_where, set_, where)
class ConflictReader {
public:
    ConflictReader(Interpreter& interpreter, DmlHost& statement)
        : m_interpreter(interpreter)
        , m_statement(statement)
    { }

    void read(const Arguments& arguments, bool isUpdate)
    {
        OnConflict& made = m_statement.onConflict.emplace();
        made.package = m_statement.package;
        const Value elements = arguments.get(1, u"index_elements");
        readConstraint(made, arguments.get(0, u"constraint"), elements);
        if (!elements.isNone())
            readElements(made, elements);
        made.elementsWhere = condition(arguments.get(2, u"index_where"));
        if (!isUpdate)
            return;
        if (made.constraint.isEmpty() && made.elements.empty() && !m_statement.doubt)
            m_interpreter.raise(QStringLiteral("ValueError"),
                QStringLiteral(
                    "Either constraint or index_elements, but not both, must be specified unless DO NOTHING"));
        readValues(made, arguments.get(3, u"set_"));
        made.where = condition(arguments.get(4, u"where"));
    }

private:
    void readConstraint(OnConflict& made, const Value& given, const Value& elements)
    {
        if (given.isNone())
            return;
        if (!elements.isNone())
            m_interpreter.raise(QStringLiteral("ValueError"),
                QStringLiteral("'constraint' and 'index_elements' are mutually exclusive"));
        if (const auto host = given.as<ConstraintHost>()) {
            const Known<schema::Constraint> constraint = asConstraint(m_interpreter, m_statement.context(), given);
            note(m_statement.doubt, constraint.doubt);
            if (constraint.value.name.identifier().hasOwnQuoting())
                note(m_statement.doubt, doubtOf(m_interpreter, textValue(constraint.value.name.identifier())));
            made.constraint = constraint.value.name.text;
            for (const Value& column : made.constraint.isEmpty() ? host->columns : std::vector<Value>{})
                addElement(made, column);
            return;
        }
        const Known<QString> name = asText(m_interpreter, given);
        note(m_statement.doubt, name.doubt);
        made.constraint = name.value;
    }

    void readElements(OnConflict& made, const Value& given)
    {
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> items = m_interpreter.elements(given, &unknown);
        note(m_statement.doubt, items ? nullptr : unknown ? unknown : doubtOf(m_interpreter, given));
        for (const Value& item : items.value_or(std::vector<Value>{}))
            addElement(made, item);
    }

    void addElement(OnConflict& made, const Value& item)
    {
        const Value plain = plainValue(item);
        if (plain.isString()) {
            made.elements.push_back(Expression::column(plain.text()));
            return;
        }
        const Piece piece = asPiece(m_interpreter, m_statement.context(), item, TextSense::Sql);
        note(m_statement.doubt, piece.doubt);
        made.elements.push_back(piece.expression);
    }

    std::optional<Expression> condition(const Value& given)
    {
        if (given.isNone())
            return std::nullopt;
        const Piece piece = conditionPiece(m_interpreter, m_statement.context(), given);
        note(m_statement.doubt, piece.doubt);
        return piece.expression;
    }

    /// SET in the order of the table's columns; what is none of them comes last, as it is.
    void readValues(OnConflict& made, const Value& given)
    {
        DmlHost::Row row;
        if (const auto columns = given.as<ColumnsHost>()) {
            const std::vector<Value> all = columns->elements(m_interpreter)->second;
            for (const Value& column : all)
                row.emplace_back(Value::string(column.as<ColumnHost>()->key), column);
        } else {
            row = rowOf(m_interpreter, given, m_statement.doubt);
        }
        if (row.empty() && !m_statement.doubt)
            m_interpreter.raise(
                QStringLiteral("ValueError"), QStringLiteral("set parameter dictionary must not be empty"));
        note(m_statement.doubt, m_statement.table->openDoubt);
        for (const auto& column : m_statement.table->columns) {
            const auto found = std::find_if(row.begin(), row.end(), [&](const auto& pair) {
                const auto host = pair.first.template as<ColumnHost>();
                const Value plain = plainValue(pair.first);
                return host ? host->key == column->key : plain.isString() && plain.text() == column->key;
            });
            if (found == row.end())
                continue;
            made.values.push_back(assignmentTo(m_interpreter, *column, found->second, m_statement.doubt));
            row.erase(found);
        }
        for (const auto& [key, value] : row) {
            const Known<QString> name = asText(m_interpreter, key);
            note(m_statement.doubt, name.doubt);
            const Piece piece = asPiece(m_interpreter, m_statement.context(), value, TextSense::Value);
            note(m_statement.doubt, piece.doubt);
            made.values.push_back({ name.value, piece.expression, {} });
        }
    }

    Interpreter& m_interpreter;
    DmlHost& m_statement;
};

template <bool IsUpdate> Value onConflict(DmlHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    if (self.onConflict)
        invalidRequest(
            interpreter, QStringLiteral("This Insert construct already has an ON CONFLICT clause established"));
    std::shared_ptr<DmlHost> made = self.copy();
    note(made->doubt, arguments.doubt);
    ConflictReader(interpreter, *made).read(arguments, IsUpdate);
    return Value::of(made);
}

constexpr Method<DmlHost> conflictMethods[] = {
    { "on_conflict_do_nothing", onConflict<false> },
    { "on_conflict_do_update", onConflict<true> },
};

} // namespace

std::optional<Value> onConflictAttribute(DmlHost& self, Interpreter& interpreter, const QString& name)
{
    if (self.package.isEmpty())
        return std::nullopt;
    if (name == QLatin1String("excluded"))
        return interpreter.attribute(
            makeAlias(interpreter, self.table, Value::string(name)), QStringLiteral("columns"));
    return findMethod(self, conflictMethods, name);
}

std::optional<Value> dialectInsertFunction(SqlalchemyContext& context, const QString& package, const QString& name)
{
    if (name != QLatin1String("insert"))
        return std::nullopt;
    return symbolic::builtin(name, [kept = &context, package](Interpreter& interpreter, const Arguments& arguments) {
        const Value made = makeInsert(
            interpreter, *kept, arguments.get(0, u"table"), arguments, arguments.keyword(u"table") ? 0 : 1);
        made.as<DmlHost>()->package = package;
        return made;
    });
}

} // namespace espalier::operations
