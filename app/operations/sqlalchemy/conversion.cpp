#include "operations/sqlalchemy/ddl_element.h"
#include "operations/sqlalchemy/dml.h"
#include "operations/sqlalchemy/function.h"
#include "operations/sqlalchemy/orm.h"
#include "operations/sqlalchemy/select.h"
#include "operations/sqlalchemy/type.h"

#include <QCoreApplication>

// From objects to expressions and statements.

namespace espalier::operations {

using schema::Expression;

namespace {

Piece elementPiece(const std::shared_ptr<ElementHost>& element) { return element->piece(); }

/// `__clause_element__()` of the project's own classes, or a source of values.
std::optional<Piece> objectPiece(Interpreter& interpreter, SqlalchemyContext& context, const Value& value)
{
    if (const auto element = value.as<ElementHost>())
        return elementPiece(element);
    if (const auto query = value.as<SelectHost>())
        return query->scalar();
    if (const auto source = value.as<ValueSourceHost>()) {
        if (source->kind == ValueSourceHost::Kind::Default)
            return Piece{ source->expression, {}, source->doubt };
        if (source->kind == ValueSourceHost::Kind::Sequence)
            return Piece{ Expression::nextValue(source->sequence.name), {}, source->doubt };
    }
    if (value.as<symbolic::Instance>()) {
        const std::optional<Value> method = interpreter.findAttribute(value, QStringLiteral("__clause_element__"));
        if (method && !method->isUnknown())
            return asPiece(interpreter, context, interpreter.call(*method), TextSense::Value);
    }
    return std::nullopt;
}

} // namespace

bool isSelect(const Value& value) { return value.as<SelectHost>() != nullptr; }
bool isOfRows(const Value& value) { return value.as<TableHost>() || value.as<ColumnHost>(); }

Piece asPiece(Interpreter& interpreter, SqlalchemyContext& context, const Value& value, TextSense sense)
{
    if (value.isObject()) {
        if (std::optional<Piece> piece = objectPiece(interpreter, context, value))
            return *piece;
    }
    const Value plain = plainValue(value);
    if (plain.isString() && sense == TextSense::Sql)
        return { Expression::text(plain.text()), {}, {} };
    const Known<schema::Literal> literal = asLiteral(interpreter, context, value);
    return literal ? Piece{ Expression::literal(literal.value), {}, {} } : doubtfulPiece(literal.doubt);
}

Known<Expression> asExpression(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& value, TextSense sense)
{
    const Piece piece = asPiece(interpreter, context, value, sense);
    return { piece.expression, piece.doubt };
}

std::optional<Known<Executable>> asExecutable(Interpreter& interpreter, SqlalchemyContext&, const Value& value)
{
    if (const auto query = value.as<SelectHost>()) {
        Known<schema::Select> known = query->query();
        note(known.doubt, ambiguity(interpreter, query->sources()));
        return Known<Executable>{ { schema::Statement(known.value), query->columnNames() }, known.doubt };
    }
    if (const auto statement = value.as<DmlHost>()) {
        const Known<schema::Statement> known = statement->statement(interpreter);
        return Known<Executable>{ { known.value, {} }, known.doubt };
    }
    if (const auto element = value.as<DdlElementHost>())
        return Known<Executable>{ { element->what, {} }, element->doubt };
    if (const auto element = value.as<ElementHost>()) {
        const Piece piece = element->piece();
        const bool isText = piece.expression.is(Expression::Kind::Text) || piece.doubt;
        if (isText)
            return Known<Executable>{ { schema::Statement(piece.expression), {} }, piece.doubt };
        // func.x() and sequences are selected
        if (!piece.expression.is(Expression::Kind::Function) && !piece.expression.is(Expression::Kind::NextValue))
            return std::nullopt;
        schema::Select select;
        select.columns = { piece.expression };
        return Known<Executable>{ { schema::Statement(select), { QString() } }, {} };
    }
    if (value.isUnknown() || value.as<symbolic::External>())
        return Known<Executable>{ {}, doubtOf(interpreter, value) };
    return std::nullopt;
}

Known<schema::Insert> asRows(
    Interpreter& interpreter, SqlalchemyContext& context, const Value& tableOrInsert, const Value& rows)
{
    auto host = tableOrInsert.as<DmlHost>();
    if (!host)
        host = makeInsert(interpreter, context, tableOrInsert, {}, 0).as<DmlHost>();
    DoubtPtr doubt;
    std::vector<DmlHost::Row> given;
    if (rows.as<symbolic::Dict>()) {
        given.push_back(rowOf(interpreter, rows, doubt));
    } else {
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> items = interpreter.elements(rows, &unknown);
        note(doubt, items ? nullptr : unknown ? unknown : doubtOf(interpreter, rows));
        for (const Value& row : items.value_or(std::vector<Value>{}))
            given.push_back(rowOf(interpreter, row, doubt));
    }
    Known<schema::Insert> known = host->insertion(interpreter, given);
    note(known.doubt, doubt);
    return known;
}

} // namespace espalier::operations
