#include "python/string_literal.h"
#include "python/symbol_table.h"
#include "symbolic/builtin_class.h"
#include "symbolic/heap.h"
#include "symbolic/library.h"
#include "symbolic/object_class.h"

#include <limits>

namespace espalier::symbolic {

using python::Node;

namespace {

const QHash<QByteArray, BinaryOperator>& binaryOperators()
{
    static const QHash<QByteArray, BinaryOperator> all{ { "+", BinaryOperator::Add }, { "-", BinaryOperator::Sub },
        { "*", BinaryOperator::Mul }, { "/", BinaryOperator::TrueDiv }, { "//", BinaryOperator::FloorDiv },
        { "%", BinaryOperator::Mod }, { "**", BinaryOperator::Pow }, { "&", BinaryOperator::And },
        { "|", BinaryOperator::Or }, { "^", BinaryOperator::Xor }, { "<<", BinaryOperator::LeftShift },
        { ">>", BinaryOperator::RightShift }, { "@", BinaryOperator::MatMul } };
    return all;
}

Value integerOf(QByteArrayView text, const DoubtPtr& tooLarge)
{
    QByteArray digits = text.toByteArray().replace("_", "").toLower();
    bool ok = false;
    qint64 number = 0;
    if (digits.startsWith("0x"))
        number = digits.mid(2).toLongLong(&ok, 16);
    else if (digits.startsWith("0o"))
        number = digits.mid(2).toLongLong(&ok, 8);
    else if (digits.startsWith("0b"))
        number = digits.mid(2).toLongLong(&ok, 2);
    else
        number = digits.toLongLong(&ok, 10);
    return ok ? Value::number(number) : Value::unknown(tooLarge);
}

/// Whether two values are the same object, as `is` asks; nullopt where it cannot be known.
std::optional<bool> isIdentical(Interpreter& interpreter, const Value& a, const Value& b)
{
    if (a.isUnknown() || b.isUnknown())
        return std::nullopt;
    if (a.isObject() && b.isNone()) {
        // a host may stand for None: the result of a statement that was only printed
        const Value isNone = interpreter.compare(CompareOperator::Eq, a, b);
        if (a.as<External>())
            return std::nullopt;
        return a.object()->typeName() == QLatin1String("NoneType") && isNone.isBool() && isNone.integer() != 0;
    }
    if (a.kind() != b.kind())
        return false;
    if (a.isObject())
        return a.object() == b.object();
    return plainlyEqual(a, b);
}

} // namespace

Value Interpreter::value(const Node& node, const ScopePtr& scope)
{
    spend();
    if (++m_nesting > m_options.limits.depth * 20)
        throw Exhausted{ doubtAt(node, QT_TRANSLATE_NOOP("Messages", "is nested too deeply")) };
    struct Leave {
        int& depth;
        ~Leave() { --depth; }
    } leave{ m_nesting };
    return evaluate(node, scope);
}

Value Interpreter::evaluate(const Node& node, const ScopePtr& scope)
{
    using Evaluate = Value (Interpreter::*)(const Node&, const ScopePtr&);
    static const python::SymbolTable<Evaluate> evaluations{
        { "identifier", &Interpreter::nameNode },
        { "keyword_identifier", &Interpreter::nameNode },
        { "attribute", &Interpreter::attributeNode },
        { "parenthesized_expression", &Interpreter::innerNode },
        { "await", &Interpreter::innerNode },
        { "list_splat", &Interpreter::innerNode },
        { "list_splat_pattern", &Interpreter::innerNode },
        { "case_pattern", &Interpreter::innerNode },
        { "string", &Interpreter::stringNode },
        { "concatenated_string", &Interpreter::stringNode },
        { "list", &Interpreter::display },
        { "tuple", &Interpreter::display },
        { "set", &Interpreter::display },
        { "expression_list", &Interpreter::display },
        { "pattern_list", &Interpreter::display },
        { "dictionary", &Interpreter::dictionary },
        { "list_comprehension", &Interpreter::comprehension },
        { "set_comprehension", &Interpreter::comprehension },
        { "dictionary_comprehension", &Interpreter::comprehension },
        { "generator_expression", &Interpreter::comprehension },
        { "subscript", &Interpreter::subscript },
        { "boolean_operator", &Interpreter::booleanOperator },
        { "comparison_operator", &Interpreter::comparison },
        { "conditional_expression", &Interpreter::conditional },
        { "call", &Interpreter::callNode },
        { "lambda", &Interpreter::lambda },
        { "binary_operator", &Interpreter::binaryNode },
        { "unary_operator", &Interpreter::unaryNode },
        { "named_expression", &Interpreter::namedExpression },
        { "yield", &Interpreter::yieldNode },
        { "type", &Interpreter::typeNode },
        { "generic_type", &Interpreter::typeNode },
        { "union_type", &Interpreter::typeNode },
        { "member_type", &Interpreter::typeNode },
    };
    if (const Evaluate evaluation = evaluations[node])
        return (this->*evaluation)(node, scope);
    const QByteArrayView type(node.type());
    if (type == "integer")
        return integerOf(node.bytes(), doubtAt(node, QT_TRANSLATE_NOOP("Messages", "is a very large number")));
    if (type == "float")
        return Value::real(node.text().remove(QLatin1Char('_')).toDouble());
    if (type == "true" || type == "false")
        return Value::boolean(type == "true");
    if (type == "none" || type == "ellipsis")
        return {};
    if (type == "not_operator") {
        const Value operand = truth(value(node.field("argument"), scope));
        return operand.isUnknown() ? operand : Value::boolean(operand.integer() == 0);
    }
    if (type == "dotted_name") { // of a pattern
        const QStringList parts = node.text().split(QLatin1Char('.'));
        Value found = name(parts.first(), node, scope);
        for (qsizetype i = 1; i < parts.size(); ++i)
            found = attribute(found, parts[i]);
        return found;
    }
    return Value::unknown(doubtAt(node, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")));
}

Value Interpreter::attributeNode(const Node& node, const ScopePtr& scope)
{
    return attribute(value(node.field("object"), scope), mangled(node.field("attribute").text(), scope));
}

Value Interpreter::innerNode(const Node& node, const ScopePtr& scope) { return value(node.firstNamed(), scope); }

// ---- operators

Value Interpreter::binaryNode(const Node& node, const ScopePtr& scope)
{
    const Value left = value(node.field("left"), scope);
    const Value right = value(node.field("right"), scope);
    return binary(binaryOperators().value(node.field("operator").bytes().toByteArray()), left, right);
}

Value Interpreter::unaryNode(const Node& node, const ScopePtr& scope)
{
    const QByteArrayView op = node.field("operator").bytes();
    const Value operand = value(node.field("argument"), scope);
    return unary(op == "-" ? UnaryOperator::Minus : op == "+" ? UnaryOperator::Plus : UnaryOperator::Invert, operand);
}

Value Interpreter::namedExpression(const Node& node, const ScopePtr& scope)
{
    const Value given = value(node.field("value"), scope);
    ScopePtr where = scope;
    while (where->isComprehension && where->parent)
        where = where->parent;
    bind(node.field("name").text(), given, where);
    return given;
}

Value Interpreter::yieldNode(const Node& node, const ScopePtr& scope)
{
    const bool isFrom = node.bytes().sliced(5).trimmed().startsWith("from");
    const Value given = node.children().isEmpty() ? Value() : value(node.firstNamed(), scope);
    if (m_frames.empty() || !m_frames.back()->onYield)
        return {};
    const auto onYield = m_frames.back()->onYield;
    if (isFrom)
        return yieldFrom(given, onYield);
    const Value sent = m_frames.back()->sent;
    onYield(given);
    return sent;
}

namespace {

/// The string that an annotation, or a part of one, consists of; null where it is none.
Node quotedType(Node node)
{
    while (node.is("type") && node.children().size() == 1)
        node = node.children().first();
    return node.is("string") ? node : Node();
}

/// The type that such a text writes out. Its nodes stay valid: there are few texts, and they come again and again.
Node parsedType(const QString& text)
{
    thread_local QHash<QString, std::shared_ptr<const python::SyntaxTree>> trees;
    std::shared_ptr<const python::SyntaxTree>& tree = trees[text];
    if (!tree)
        if (auto parsed = python::SyntaxTree::parse("_: " + text.simplified().toUtf8() + '\n'))
            tree = std::make_shared<const python::SyntaxTree>(std::move(*parsed));
    if (!tree || tree->root().hasError())
        return {};
    Node node = tree->root();
    while (node && !node.is("assignment"))
        node = node.children().first();
    return node.field("type");
}

} // namespace

// Annotations have a grammar of their own: "Mapped[str]" is no subscript there.
Value Interpreter::typeNode(const Node& node, const ScopePtr& scope)
{
    if (node.is("string")) { // the name of a class that is not there yet stays a text
        const Value text = value(node, scope);
        const Node within = text.isString() ? parsedType(text.text()) : Node();
        if (!within)
            return text;
        try {
            const Value named = value(within, scope);
            return named.isUnknown() || named.as<External>() ? text : named;
        } catch (const Raised&) {
            return text;
        }
    }
    const auto parts = node.children();
    const Value first = value(parts.value(0), scope);
    if (node.is("member_type"))
        return attribute(first, parts.value(1).text());
    if (node.is("union_type"))
        return binary(BinaryOperator::Or, first, value(parts.value(1), scope));
    if (!node.is("generic_type"))
        return first;
    const QString kind = first.isObject() ? first.object()->typeName() : QString();
    std::vector<Value> arguments;
    for (const Node& argument : parts.value(1).children()) {
        const bool isType
            = kind != QLatin1String("Literal") && (kind != QLatin1String("Annotated") || arguments.empty());
        const Node string = isType ? quotedType(argument) : Node();
        arguments.push_back(string ? typeNode(string, scope) : value(argument, scope));
    }
    return item(first, arguments.size() == 1 ? arguments.front() : makeTuple(std::move(arguments)));
}

std::optional<Value> Interpreter::annotation(const ClassObject& type, const QString& name)
{
    const auto found = type.annotationNodes.constFind(name);
    if (found == type.annotationNodes.cend())
        return std::nullopt;
    const Node outer = std::exchange(m_node, *found);
    if (type.module)
        m_running.push_back(type.module);
    // as it is read where it stands: what the class binds further down is not there yet ("time: Mapped[time]")
    const ScopePtr before = newScope(type.scope->parent);
    for (const QString& earlier : type.written) {
        if (earlier == name)
            break;
        if (const auto bound = type.scope->names.constFind(earlier); bound != type.scope->names.cend())
            before->names.insert(earlier, *bound);
    }
    Attempt result;
    try {
        const Node string = quotedType(*found);
        result.value = string ? typeNode(string, before) : value(*found, before);
    } catch (const Raised&) {
        result.value = unknown(QT_TRANSLATE_NOOP("Messages", "is a type that is not known here"));
    }
    if (type.module)
        m_running.pop_back();
    m_node = outer;
    return result.value;
}

Value Interpreter::either(const DoubtPtr& why, const std::vector<std::function<Value()>>& possible)
{
    std::vector<Value> results;
    std::vector<std::function<Flow()>> branches;
    for (const auto& one : possible) {
        branches.push_back([&one, &results] {
            results.push_back(one());
            return Flow::Next;
        });
    }
    ways(why, branches);
    for (const Value& other : results)
        if (!isSame(other, results.front()))
            return oneOf(results, why);
    return results.front();
}

Value Interpreter::booleanOperator(const Node& node, const ScopePtr& scope)
{
    const Value left = value(node.field("left"), scope);
    const bool isAnd = node.field("operator").bytes() == "and";
    const Value holds = truth(left);
    const auto right = [&] { return value(node.field("right"), scope); };
    if (holds.isUnknown()) {
        Value second;
        either(holds.doubt(), { [] { return Value(); }, [&] { return second = right(); } });
        // `unknown and False` is false either way
        const auto decided = second.isUnknown() ? std::nullopt : isTrue(second);
        if (decided && *decided != isAnd && left.isUnknown() && second.isBool())
            return second;
        return oneOf({ left, second }, holds.doubt());
    }
    return (holds.integer() != 0) == isAnd ? right() : left;
}

namespace {

const QHash<QByteArray, CompareOperator>& compareOperators()
{
    static const QHash<QByteArray, CompareOperator> operators{ { "==", CompareOperator::Eq },
        { "!=", CompareOperator::Ne }, { "<", CompareOperator::Lt }, { "<=", CompareOperator::Le },
        { ">", CompareOperator::Gt }, { ">=", CompareOperator::Ge }, { "<>", CompareOperator::Ne } };
    return operators;
}

} // namespace

Value Interpreter::comparison(const Node& node, const ScopePtr& scope)
{
    std::vector<Node> operands;
    std::vector<QByteArray> ops;
    for (const Node& child : node.allChildren()) {
        if (child.is("comment"))
            continue;
        const QByteArray text = child.bytes().toByteArray().simplified();
        const bool isOperator
            = compareOperators().contains(text) || text == "in" || text == "not in" || text == "is" || text == "is not";
        if (isOperator && ops.size() + 1 == operands.size())
            ops.push_back(text);
        else
            operands.push_back(child);
    }
    return compared(operands, ops, 0, value(operands.at(0), scope), scope);
}

/// a < b < c from the operand `at` on, of which `left` is the value: c is evaluated only where a < b holds.
Value Interpreter::compared(const std::vector<Node>& operands, const std::vector<QByteArray>& ops, size_t at,
    const Value& left, const ScopePtr& scope)
{
    if (at >= ops.size() || at + 1 >= operands.size())
        return Value::boolean(true);
    const Value right = value(operands[at + 1], scope);
    const QByteArray& op = ops[at];
    Value result;
    if (op == "is" || op == "is not") {
        const auto same = isIdentical(*this, left, right);
        if (same)
            result = Value::boolean(*same == (op == "is"));
        else
            result = firstUnknown({ &left, &right })
                ? *firstUnknown({ &left, &right })
                : Value::unknown(
                    doubtAt(operands[at], QT_TRANSLATE_NOOP("Messages", "is not known without running it")));
    } else if (op == "in" || op == "not in") {
        result = contains(right, left);
        if (op == "not in" && !result.isUnknown())
            result = Value::boolean(!isTrue(result).value_or(false));
    } else {
        result = compare(compareOperators().value(op), left, right);
    }
    if (at + 1 >= ops.size())
        return result;
    const Value holds = truth(result);
    const auto rest = [&] { return compared(operands, ops, at + 1, right, scope); };
    if (holds.isUnknown())
        return either(holds.doubt(), { [&] { return result; }, rest });
    return holds.integer() ? rest() : result;
}

Value Interpreter::conditional(const Node& node, const ScopePtr& scope)
{
    const auto parts = node.children(); // body, condition, alternative
    const Value holds = truth(value(parts.value(1), scope));
    if (!holds.isUnknown())
        return value(parts.value(holds.integer() ? 0 : 2), scope);
    return either(
        holds.doubt(), { [&] { return value(parts.value(0), scope); }, [&] { return value(parts.value(2), scope); } });
}

// ---- calls

Arguments Interpreter::arguments(const Node& node, const ScopePtr& scope)
{
    Arguments given;
    const Node list = node.field("arguments");
    if (list.is("generator_expression")) {
        given.positional.push_back(value(list, scope));
        return given;
    }
    for (const Node& child : list.children()) {
        if (child.is("keyword_argument")) {
            given.keywords.emplace_back(child.field("name").text(), value(child.field("value"), scope));
        } else if (child.is("dictionary_splat")) {
            const Value more = value(child.firstNamed(), scope);
            const auto dict = more.as<Dict>();
            if (!dict || dict->doubt) {
                const DoubtPtr why = firstDoubt(more);
                given.doubt = why ? why : doubtAt(child, QT_TRANSLATE_NOOP("Messages", "arguments that are not known"));
                continue;
            }
            for (const auto& entry : dict->entries())
                given.keywords.emplace_back(plainOf(entry.first).text(), entry.second);
        } else if (isSplat(child)) {
            const Value from = value(child, scope);
            DoubtPtr why;
            const auto more = elements(from, &why);
            if (const DoubtPtr order = orderDoubt(from))
                given.doubt = order;
            else if (more)
                given.positional.insert(given.positional.end(), more->begin(), more->end());
            else
                given.doubt = why;
        } else {
            given.positional.push_back(value(child, scope));
        }
    }
    return given;
}

namespace {

/// Whether it may leave elements of what it is given untaken.
bool takesSome(const Value& callee)
{
    const auto function = callee.as<Builtin>();
    return function
        && (function->name() == QLatin1String("any") || function->name() == QLatin1String("all")
            || function->name() == QLatin1String("next"));
}

/// Whether what it makes of its arguments is the same in whatever order they come.
bool takesAnyOrder(const Value& callee)
{
    static const core::WordSet names{ QStringLiteral("sorted"), QStringLiteral("set"), QStringLiteral("frozenset"),
        QStringLiteral("any"), QStringLiteral("all"), QStringLiteral("sum"), QStringLiteral("min"),
        QStringLiteral("max"), QStringLiteral("len"), QStringLiteral("update"), QStringLiteral("union"),
        QStringLiteral("difference"), QStringLiteral("intersection") };
    const auto function = callee.as<Builtin>();
    const auto type = callee.as<BuiltinClass>();
    return (function && names.contains(function->name())) || (type && names.contains(type->name()));
}

} // namespace

Value Interpreter::callNode(const Node& node, const ScopePtr& scope)
{
    if (const Node method = node.field("function");
        method.is("attribute") && changesDict(method.field("attribute").text()))
        if (const auto instance = ownerOfDict(method.field("object"), scope))
            return callOfDict(*this, *instance, method.field("attribute").text(), arguments(node, scope));
    const Value callee = value(node.field("function"), scope);
    Arguments given;
    const bool outerOrder = std::exchange(m_takesAnyOrder, takesAnyOrder(callee));
    if (takesSome(callee) && node.field("arguments").is("generator_expression"))
        given.positional.push_back(lazyGenerator(node.field("arguments"), scope));
    else
        given = arguments(node, scope);
    m_takesAnyOrder = outerOrder;
    const Node outer = std::exchange(m_node, node);
    given.place = place();
    given.node = node;
    const bool isReport = callee.isUnknown() && isReportingCall(node.field("function").text());
    const Value result = isReport ? Value() : call(callee, given);
    m_node = outer;
    return result;
}

Value Interpreter::lambda(const Node& node, const ScopePtr& scope)
{
    const auto function = std::make_shared<Function>();
    function->name = QStringLiteral("<lambda>");
    function->definition = node;
    function->scope = scope->building ? scope->parent : scope;
    function->module = m_running.empty() ? nullptr : m_running.back();
    for (const Node& parameter : node.field("parameters").children())
        if (const Node otherwise = parameter.field("value"))
            function->defaults.emplace_back(parameter.field("name").text(), value(otherwise, scope));
    return Value::of(function);
}

} // namespace espalier::symbolic
