#include "operations/sqlalchemy/element.h"

// text(…).bindparams(…) and .columns(…)

namespace espalier::operations {

namespace {

/// The text with a value for one of its parameters.
void setBind(std::vector<schema::Expression>& binds, const schema::Expression& bind)
{
    const auto same = std::find_if(
        binds.begin(), binds.end(), [&](const schema::Expression& other) { return other.textOf() == bind.textOf(); });
    if (same == binds.end())
        binds.push_back(bind);
    else
        *same = bind;
}

Value boundText(Interpreter& interpreter, ExpressionHost& self, const Arguments& arguments)
{
    Piece piece = self.piece();
    std::vector<schema::Expression> binds = piece.expression.operands();
    DoubtPtr why = piece.doubt ? piece.doubt : arguments.doubt;
    for (const Value& given : arguments.positional) {
        const Piece bind = asPiece(interpreter, self.context(), given, TextSense::Value);
        why = why ? why : bind.doubt;
        if (bind.expression.is(schema::Expression::Kind::Bind))
            setBind(binds, bind.expression);
    }
    for (const auto& keyword : arguments.keywords) {
        const Known<schema::Literal> literal = asLiteral(interpreter, self.context(), keyword.second);
        why = why ? why : literal.doubt;
        setBind(binds, schema::Expression::bind(keyword.first, literal.value));
    }
    piece.expression = schema::Expression::text(piece.expression.textOf(), std::move(binds));
    piece.doubt = why;
    return makeElement(self.context(), piece);
}

} // namespace

std::optional<Value> textMethod(ExpressionHost& self, const QString& name)
{
    const auto host = std::static_pointer_cast<ExpressionHost>(self.shared_from_this());
    if (name == QLatin1String("bindparams"))
        return symbolic::builtin(name, [host](Interpreter& interpreter, const Arguments& arguments) {
            return boundText(interpreter, *host, arguments);
        });
    if (name == QLatin1String("columns") || name == QLatin1String("execution_options"))
        return symbolic::builtin(name, [host](Interpreter&, const Arguments&) { return Value::of(host); });
    return std::nullopt;
}

} // namespace espalier::operations
