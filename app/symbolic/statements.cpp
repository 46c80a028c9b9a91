#include "python/symbol_table.h"
#include "symbolic/heap.h"
#include "symbolic/lazy_import.h"
#include "symbolic/library.h"

namespace espalier::symbolic {

using python::Node;

namespace {

constexpr int mostTurns = 20'000; ///< of one `while`

/// Names that assignments in `node` bind, not looking into functions and classes.
void assignedNames(const Node& node, QSet<QString>& names)
{
    if (node.is("function_definition") || node.is("class_definition") || node.is("lambda"))
        return;
    const auto target = [&](const Node& left, const auto& self) -> void {
        if (left.is("identifier"))
            names.insert(left.text());
        else if (left.is("pattern_list") || left.is("tuple_pattern") || left.is("list_pattern"))
            for (const Node& part : left.children())
                self(part, self);
    };
    if (node.is("assignment") || node.is("augmented_assignment") || node.is("for_statement"))
        target(node.field("left"), target);
    else if (node.is("named_expression"))
        target(node.field("name"), target);
    for (const Node& child : node.children())
        assignedNames(child, names);
}

bool isDocumentation(const Node& node) { return node.is("expression_statement") && node.firstNamed().is("string"); }

} // namespace

QSet<QString> Interpreter::namesBoundBy(const Node& statement)
{
    QSet<QString> names;
    const Node definition = statement.is("decorated_definition") ? statement.field("definition") : statement;
    if (definition.is("function_definition") || definition.is("class_definition"))
        names.insert(definition.field("name").text());
    else
        assignedNames(statement, names);
    return names;
}

Interpreter::Flow Interpreter::block(const Node& node, const ScopePtr& scope)
{
    for (const Node& child : node.children()) {
        const Flow flow = statement(child, scope);
        if (flow != Flow::Next)
            return flow;
    }
    return Flow::Next;
}

Interpreter::Flow Interpreter::statement(const Node& node, const ScopePtr& scope)
{
    using Walk = Flow (Interpreter::*)(const Node&, const ScopePtr&);
    static const python::SymbolTable<Walk> walks{
        { "if_statement", &Interpreter::ifStatement },
        { "for_statement", &Interpreter::forStatement },
        { "while_statement", &Interpreter::whileStatement },
        { "try_statement", &Interpreter::tryStatement },
        { "with_statement", &Interpreter::withStatement },
        { "match_statement", &Interpreter::matchStatement },
        { "raise_statement", &Interpreter::raiseStatement },
        { "return_statement", &Interpreter::returnStatement },
        { "assert_statement", &Interpreter::assertStatement },
    };
    spend();
    m_node = node;
    if (const Walk found = walks[node])
        return (this->*found)(node, scope);
    const QByteArrayView type(node.type());
    if (type == "break_statement")
        return Flow::Break;
    if (type == "continue_statement")
        return Flow::Continue;
    if (type == "expression_statement" && !isDocumentation(node))
        expressionStatement(node, scope);
    else if (type == "import_statement")
        importStatement(node, scope);
    else if (type == "import_from_statement")
        importFrom(node, scope);
    else if (type == "function_definition")
        defineFunction(node, scope, {});
    else if (type == "class_definition")
        defineClass(node, scope, {});
    else if (type == "decorated_definition")
        decorated(node, scope);
    else if (type == "delete_statement")
        remove(node.firstNamed(), scope);
    else if (type == "global_statement" || type == "nonlocal_statement")
        for (const Node& child : node.children())
            (type == "global_statement" ? scope->globals : scope->nonlocals).insert(child.text());
    else if (type == "ERROR" || type == "print_statement" || type == "exec_statement")
        raise(QStringLiteral("SyntaxError"), shown(node));
    return Flow::Next;
}

void Interpreter::expressionStatement(const Node& node, const ScopePtr& scope)
{
    const auto children = node.children();
    const Node expression = children.value(0);
    if (expression.is("assignment")) {
        std::vector<Node> targets;
        Node right = expression;
        while (right.is("assignment")) {
            targets.push_back(right.field("left"));
            if (const Node type = right.field("type"))
                annotate(right.field("left"), type, scope);
            right = right.field("right");
        }
        if (right.isNull()) { // an annotation alone binds nothing
            const Node target = expression.field("left");
            // The grammar takes "match [a]:", a line's end and "case [b]: c" for one.
            if (target.is("subscript") && target.field("value").bytes() == "match"
                && expression.bytes().sliced(target.bytes().size()).contains('\n'))
                callUnknown(doubtAt(target, QT_TRANSLATE_NOOP("Messages", "is Python that is not followed here")), {});
            return;
        }
        const Value assigned = value(right, scope);
        for (const Node& target : targets)
            assign(target, assigned, scope);
    } else if (expression.is("augmented_assignment")) {
        augmented(expression, scope);
    } else {
        for (const Node& one : children)
            value(one, scope);
    }
}

void Interpreter::annotate(const Node& target, const Node& type, const ScopePtr& scope)
{
    if (!scope->building || !target.is("identifier"))
        return;
    const QString name = mangled(target.text(), scope);
    if (!scope->building->written.contains(name))
        scope->building->written.append(name);
    scope->building->annotationNodes.insert(name, type);
}

void Interpreter::augmented(const Node& node, const ScopePtr& scope)
{
    static const QHash<QByteArray, BinaryOperator> operators{ { "+=", BinaryOperator::Add },
        { "-=", BinaryOperator::Sub }, { "*=", BinaryOperator::Mul }, { "/=", BinaryOperator::TrueDiv },
        { "//=", BinaryOperator::FloorDiv }, { "%=", BinaryOperator::Mod }, { "**=", BinaryOperator::Pow },
        { "&=", BinaryOperator::And }, { "|=", BinaryOperator::Or }, { "^=", BinaryOperator::Xor },
        { "<<=", BinaryOperator::LeftShift }, { ">>=", BinaryOperator::RightShift }, { "@=", BinaryOperator::MatMul } };
    const Node target = node.field("left");
    // What the target is a part of is asked for once.
    const Node key = target.field("subscript");
    const bool isItem = target.is("subscript") && !key.is("slice")
        && !target.bytes().trimmed().chopped(1).trimmed().endsWith(',') && target.children().size() == 2
        && !ownerOfDict(target.field("value"), scope);
    const bool isAttribute = target.is("attribute");
    const Value owner = isItem ? value(target.field("value"), scope)
        : isAttribute          ? value(target.field("object"), scope)
                               : Value();
    const Value asked = isItem ? value(key, scope) : Value();
    const QString name = isAttribute ? mangled(target.field("attribute").text(), scope) : QString();
    const Value before = isItem ? item(owner, asked) : isAttribute ? attribute(owner, name) : value(target, scope);
    const Value more = value(node.field("right"), scope);
    const BinaryOperator op = operators.value(node.field("operator").bytes().toByteArray());
    const Value after = changedInPlace(before, op, more);
    if (isItem)
        setItem(owner, asked, after);
    else if (isAttribute)
        setAttribute(owner, name, after);
    else
        assign(target, after, scope);
}

/// What `before op= more` leaves: the same object, changed, where its type does that.
Value Interpreter::changedInPlace(const Value& before, BinaryOperator op, const Value& more)
{
    if (const auto list = before.as<List>(); list && op == BinaryOperator::Add) {
        touch(*list);
        DoubtPtr why;
        Value each;
        if (const auto items = elements(more, &why, &each))
            list->items.insert(list->items.end(), items->begin(), items->end());
        else
            list->doubt.add(Unseen::either(each.isData(), why));
        return before;
    }
    static const QHash<BinaryOperator, QString> methods{ { BinaryOperator::Add, QStringLiteral("__iadd__") },
        { BinaryOperator::Sub, QStringLiteral("__isub__") }, { BinaryOperator::Mul, QStringLiteral("__imul__") },
        { BinaryOperator::Or, QStringLiteral("__ior__") }, { BinaryOperator::And, QStringLiteral("__iand__") },
        { BinaryOperator::Xor, QStringLiteral("__ixor__") } };
    const auto instance = before.as<Instance>();
    if (const auto method = instance ? instance->type->find(methods.value(op)) : std::nullopt)
        return call(*method, { before, more });
    if (methods.contains(op))
        mayHaveChanged(before, { more });
    const Value made = binary(op, before, more);
    if (!before.isObject() || !before.object()->canChange() || !isContainer(*before.object()))
        return made;
    touch(*before.object());
    if (made.isUnknown())
        before.object()->mayHaveChanged(Unseen::either(made.isData(), made.doubt()));
    else if (isContainer(*made.object()) && made.object()->typeName() == before.object()->typeName())
        before.object()->restore(*made.object()->save());
    else
        return made;
    return before;
}

// ---- conditions

Interpreter::Flow Interpreter::ifStatement(const Node& node, const ScopePtr& scope)
{
    const Value condition = truth(value(node.field("condition"), scope));
    QList<Node> others;
    for (const Node& child : node.children())
        if (child.is("elif_clause") || child.is("else_clause"))
            others.append(child);
    return ifClause(condition, node.field("consequence"), others, 0, scope);
}

Interpreter::Flow Interpreter::ifClause(
    const Value& condition, const Node& consequence, const QList<Node>& others, qsizetype next, const ScopePtr& scope)
{
    const auto otherwise = [this, &others, next, &scope]() -> Flow {
        if (next >= others.size())
            return Flow::Next;
        const Node& clause = others[next];
        if (clause.is("else_clause"))
            return block(clause.field("body"), scope);
        m_node = clause;
        return ifClause(
            truth(value(clause.field("condition"), scope)), clause.field("consequence"), others, next + 1, scope);
    };
    if (!condition.isUnknown())
        return condition.integer() ? block(consequence, scope) : otherwise();
    return ways(condition.doubt(), { [&] { return block(consequence, scope); }, otherwise });
}

// ---- loops

namespace {

/// Counts the loops around what runs.
class Within {
public:
    explicit Within(int& loops)
        : m_loops(loops)
    {
        ++m_loops;
    }
    ~Within() { --m_loops; }
    Q_DISABLE_COPY_MOVE(Within)

private:
    int& m_loops;
};

} // namespace

Interpreter::Flow Interpreter::forStatement(const Node& node, const ScopePtr& scope)
{
    const Value iterated = value(node.field("right"), scope);
    const size_t depth = m_uncertain.size();
    const auto turns = [&] {
        const Within within(m_loops);
        return turnsOf(iterated, node, scope);
    };
    return afterTurns(turns(), node, scope, depth);
}

/// What follows the last turn: the `else` of the loop, where no turn has broken it.
Interpreter::Flow Interpreter::afterTurns(Flow flow, const Node& loop, const ScopePtr& scope, size_t depth)
{
    const int level = m_loops + 1;
    const size_t end = m_uncertain.size();
    const DoubtPtr mayBreak = mayHaveLeft(depth, end, Leaving::Loop, level);
    const DoubtPtr mayReturn = mayHaveLeft(depth, end, Leaving::Function, level);
    Flow after = flow == Flow::Return ? flow : Flow::Next;
    try {
        if (flow < Flow::Break)
            for (const Node& child : loop.children())
                if (child.is("else_clause"))
                    after = block(child.field("body"), scope);
    } catch (const Raised& exception) {
        if (const auto before = leftBefore(exception, end))
            after = *before;
        else if (!mayBreak && !mayReturn)
            throw;
        else
            maybeRaised(exception, mayBreak ? mayBreak : mayReturn), after = mayBreak ? Flow::Next : Flow::Return;
    }
    closeUncertain(depth, Leaving::Loop, level);
    return mayBreak ? perhaps(after, mayBreak) : after;
}

Interpreter::Flow Interpreter::whileStatement(const Node& node, const ScopePtr& scope)
{
    const size_t depth = m_uncertain.size();
    const auto turns = [&] {
        const Within within(m_loops);
        return whileTurns(node, scope);
    };
    return afterTurns(turns(), node, scope, depth);
}

Interpreter::Flow Interpreter::whileTurns(const Node& node, const ScopePtr& scope)
{
    for (int turns = 0;; ++turns) {
        m_node = node;
        if (turns > mostTurns)
            throw Exhausted{ doubt(QT_TRANSLATE_NOOP("Messages", "a loop that does not end")) };
        spend();
        const Value condition = truth(value(node.field("condition"), scope));
        if (condition.isUnknown())
            return unknownTurns(condition.doubt(), node, scope);
        if (!condition.integer())
            return Flow::Next;
        const size_t before = m_uncertain.size();
        const Flow flow = turn(node.field("body"), scope);
        if (flow != Flow::Next)
            return flow;
        if (m_uncertain.size() > before) // each further turn is in doubt: no end of them can be known
            return unknownTurns(DoubtPtr(m_uncertain.back().why), node, scope);
    }
}

// ---- return, raise, assert

Interpreter::Flow Interpreter::returnStatement(const Node& node, const ScopePtr& scope)
{
    const Value returned = node.children().isEmpty() ? Value() : value(node.firstNamed(), scope);
    if (!m_frames.empty())
        m_frames.back()->returned.push_back(returned);
    return Flow::Return;
}

Interpreter::Flow Interpreter::raiseStatement(const Node& node, const ScopePtr& scope)
{
    const auto children = node.children();
    const Node cause = node.field("cause");
    if (children.isEmpty() || (cause && children.first().start() == cause.start())) {
        if (m_handled.empty())
            raise(QStringLiteral("RuntimeError"), QStringLiteral("No active exception to reraise"));
        raise(m_handled.back());
    }
    Value raised = value(children.first(), scope);
    m_node = node;
    if (raised.as<ClassObject>())
        raised = call(raised);
    const auto thrown = raised.as<Instance>();
    const bool isNone = !raised.isUnknown() && !raised.as<External>()
        && !(thrown && (thrown->type->isException || !thrown->type->foreign.empty() || thrown->type->scope->doubt));
    if (isNone && (!raised.isObject() || thrown || raised.as<Sequence>() || raised.as<Dict>()))
        raise(QStringLiteral("TypeError"), QStringLiteral("exceptions must derive from BaseException"));
    if (const auto instance = raised.as<Instance>(); instance && cause)
        instance->setAttribute(*this, QStringLiteral("__cause__"), value(cause, scope));
    raise(raised);
}

Interpreter::Flow Interpreter::assertStatement(const Node& node, const ScopePtr& scope)
{
    const auto parts = node.children();
    const Value holds = truth(value(parts.value(0), scope));
    const auto fail = [&]() -> Flow {
        const Value message = parts.size() > 1 ? str(value(parts[1], scope)) : Value::string(QString());
        raise(QStringLiteral("AssertionError"), message.isString() ? message.text() : QString());
    };
    if (holds.isUnknown())
        return ways(holds.doubt(), { [] { return Flow::Next; }, fail });
    return holds.integer() ? Flow::Next : fail();
}

} // namespace espalier::symbolic
