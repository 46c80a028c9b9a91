#include "python/evaluator_frame.h"

#include <QFileInfo>

namespace espalier::python {

namespace {

constexpr int deepest = 150;
constexpr qsizetype longestText = 1024 * 1024;
constexpr size_t mostElements = 100'000;

std::optional<qint64> integerValue(QString digits)
{
    digits.remove(QLatin1Char('_'));
    bool ok = false;
    const qint64 value = digits.startsWith(QLatin1String("0o"), Qt::CaseInsensitive) ? digits.mid(2).toLongLong(&ok, 8)
        : digits.startsWith(QLatin1String("0b"), Qt::CaseInsensitive)                ? digits.mid(2).toLongLong(&ok, 2)
        : digits.startsWith(QLatin1String("0x"), Qt::CaseInsensitive)                ? digits.mid(2).toLongLong(&ok, 16)
                                                                                     : digits.toLongLong(&ok, 10);
    return ok ? std::optional<qint64>(value) : std::nullopt;
}

// pydantic's BaseSettings and the like: each field may be set by an environment variable of its name.
bool isSettingsClass(const Object& type)
{
    return type.bases.join(QLatin1Char(' ')).contains(QLatin1String("Settings"));
}

bool isText(const Value& value) { return value.isString() || value.kind == Value::Kind::Bytes; }

// "%s" and "%(name)s" as far as they are plain.
std::optional<QString> percent(const QString& pattern, const Value& right)
{
    QString filled;
    size_t next = 0;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != QLatin1Char('%')) {
            filled += pattern[i];
            continue;
        }
        const QChar kind = i + 1 < pattern.size() ? pattern[++i] : QChar();
        std::optional<QString> text;
        if (kind == QLatin1Char('%')) {
            text = QStringLiteral("%");
        } else if (kind == QLatin1Char('(')) {
            const qsizetype end = pattern.indexOf(QLatin1String(")s"), i);
            const Value* named = end < 0 ? nullptr : right.at(pattern.mid(i + 1, end - i - 1));
            if (named)
                text = named->str();
            i = end + 1;
        } else if (kind == QLatin1Char('s') || kind == QLatin1Char('d')) {
            const bool isTuple = right.kind == Value::Kind::Tuple;
            if (isTuple && next < right.elements().size())
                text = right.elements()[next].str();
            else if (!isTuple && next == 0)
                text = right.str();
            ++next;
        }
        if (!text)
            return std::nullopt;
        filled += *text;
    }
    return filled;
}

} // namespace

Value Evaluator::value(const Node& node, const ScopePtr& scope)
{
    if (node.isNull() || m_depth >= deepest || !spend())
        return unknown(node);
    ++m_depth;
    Value result = plainValue(node, scope);
    --m_depth;
    if (result.text.size() > longestText || result.elements().size() > mostElements)
        return unknown(node);
    return result;
}

Value Evaluator::plainValue(const Node& node, const ScopePtr& scope)
{
    if (node.is("string") || node.is("concatenated_string"))
        return text(node, scope);
    if (node.is("identifier"))
        return name(node, scope);
    if (node.is("none"))
        return Value::none();
    if (node.is("true") || node.is("false"))
        return Value::boolean(node.is("true"));
    if (node.is("integer")) {
        const auto integer = integerValue(node.text());
        return integer ? Value::number(*integer) : unknown(node);
    }
    if (node.is("float")) {
        Value real = Value::ofKind(Value::Kind::Float);
        real.real = node.text().remove(QLatin1Char('_')).toDouble();
        return real;
    }
    if (node.is("parenthesized_expression"))
        return value(node.firstNamed(), scope);
    if (node.is("tuple") || node.is("expression_list"))
        return display(node, scope, Value::Kind::Tuple);
    if (node.is("list"))
        return display(node, scope, Value::Kind::List);
    if (node.is("set"))
        return display(node, scope, Value::Kind::Set);
    if (node.is("dictionary"))
        return dictionary(node, scope);
    if (node.is("attribute"))
        return attribute(node, scope);
    if (node.is("subscript"))
        return subscript(node, scope);
    if (node.is("binary_operator"))
        return binary(node, scope);
    if (node.is("boolean_operator") || node.is("not_operator"))
        return boolean(node, scope);
    if (node.is("comparison_operator"))
        return comparison(node, scope);
    if (node.is("unary_operator")) {
        const Value operand = value(node.field("argument"), scope);
        qint64 negated = 0;
        const bool isMinus = node.field("operator").bytes() == "-" && operand.kind == Value::Kind::Integer
            && !__builtin_sub_overflow(qint64(0), operand.integer, &negated);
        return isMinus ? Value::number(negated) : unknown(node);
    }
    if (node.is("call"))
        return call(node, scope);
    if (node.is("await"))
        return value(node.firstNamed(), scope);
    if (node.is("named_expression")) {
        const Value assigned = value(node.field("value"), scope);
        bind(node.field("name").text(), assigned, scope, node.line());
        return assigned;
    }
    if (node.is("conditional_expression")) {
        const auto parts = node.children(); // consequence, condition, alternative
        const auto truth = value(parts.value(1), scope).truth();
        if (truth)
            return value(parts.value(*truth ? 0 : 2), scope);
        const Value first = value(parts.value(0), scope);
        const Value second = value(parts.value(2), scope);
        return first == second ? first : unknown(node);
    }
    return unknown(node);
}

Value Evaluator::name(const Node& node, const ScopePtr& scope)
{
    const QString wanted = node.text();
    for (ScopePtr at = scope; at; at = at->parent) {
        if (at->isClass && at != scope)
            continue;
        const auto found = at->names.constFind(wanted);
        if (found == at->names.cend())
            continue;
        Value known = found->value;
        if (known.isUnknown() && known.line == 0)
            known.line = found->line;
        return known;
    }
    return unknown(node);
}

Value Evaluator::text(const Node& node, const ScopePtr& scope)
{
    if (node.is("concatenated_string")) {
        QString joined;
        Value::Kind kind = Value::Kind::String;
        for (const Node& part : node.children()) {
            const Value one = value(part, scope);
            if (!isText(one))
                return one;
            kind = one.kind;
            joined += one.text;
        }
        return Value::ofKind(kind, joined);
    }
    const auto prefix = stringPrefix(node.bytes());
    if (!prefix)
        return unknown(node);
    if (prefix->isFormatted)
        return formatted(node, scope, prefix->isRaw);
    const auto plain = stringValue(node.bytes());
    return plain ? Value::ofKind(prefix->isBytes ? Value::Kind::Bytes : Value::Kind::String, *plain) : unknown(node);
}

Value Evaluator::formatted(const Node& node, const ScopePtr& scope, bool isRaw)
{
    QString joined;
    for (const Node& part : node.children()) {
        if (part.is("string_content")) {
            StringPrefix prefix;
            prefix.isRaw = isRaw;
            auto content = unescape(part.bytes(), prefix);
            if (!content)
                return unknown(node);
            joined += content->replace(QLatin1String("{{"), QLatin1String("{"))
                          .replace(QLatin1String("}}"), QLatin1String("}"));
        } else if (part.is("interpolation")) {
            const Node conversion = part.field("type_conversion");
            const bool isPlain
                = part.field("format_specifier").isNull() && (conversion.isNull() || conversion.bytes() == "!s");
            const Value inner = value(part.field("expression"), scope);
            const auto inserted = isPlain ? inner.str() : std::nullopt;
            if (!inserted)
                return inner.isUnknown() ? inner : unknown(part);
            joined += *inserted;
        }
    }
    return Value::string(joined);
}

Value Evaluator::display(const Node& node, const ScopePtr& scope, Value::Kind kind)
{
    std::vector<Value> items;
    for (const Node& child : node.children()) {
        if (!child.is("list_splat")) {
            items.push_back(value(child, scope));
            continue;
        }
        const Value more = value(child.firstNamed(), scope);
        if (!more.isSequence())
            return unknown(node);
        items.insert(items.end(), more.elements().begin(), more.elements().end());
    }
    return Value::sequence(kind, std::move(items));
}

Value Evaluator::dictionary(const Node& node, const ScopePtr& scope)
{
    std::vector<Value> items;
    for (const Node& child : node.children()) {
        if (child.is("pair")) {
            items.push_back(value(child.field("key"), scope));
            items.push_back(value(child.field("value"), scope));
            continue;
        }
        const Value more = child.is("dictionary_splat") ? value(child.firstNamed(), scope) : Value();
        if (more.kind != Value::Kind::Dict)
            return unknown(node);
        items.insert(items.end(), more.elements().begin(), more.elements().end());
    }
    return Value::sequence(Value::Kind::Dict, std::move(items));
}

Value Evaluator::attribute(const Node& node, const ScopePtr& scope)
{
    const Value owner = value(node.field("object"), scope);
    return attributeOf(owner, node.field("attribute").text(), node);
}

Value Evaluator::attributeOf(const Value& owner, const QString& attribute, const Node& node)
{
    if (owner.kind == Value::Kind::External) {
        Value part = Value::external(owner.text + QLatin1Char('.') + attribute);
        part.line = owner.line;
        return part;
    }
    if (!owner.object || !owner.object->scope || owner.kind == Value::Kind::Function)
        return owner.kind == Value::Kind::Unknown && owner.line != 0 ? owner : unknown(node);
    const Object& object = *owner.object;
    if (owner.kind == Value::Kind::Instance && object.type && isSettingsClass(*object.type)) {
        if (!m_options.environment)
            return unknown(node);
        if (const auto set = m_options.environment(attribute.toUpper()))
            return Value::string(*set);
        if (!m_variables.contains(attribute.toUpper()))
            m_variables.append(attribute.toUpper());
    }
    auto found = object.scope->names.constFind(attribute);
    if (found == object.scope->names.cend() && owner.kind == Value::Kind::Instance && object.type) {
        found = object.type->scope->names.constFind(attribute);
        if (found == object.type->scope->names.cend())
            return unknown(node);
    } else if (found == object.scope->names.cend()) {
        // a module below a package
        const bool isPackage = owner.kind == Value::Kind::Module && object.module
            && object.module->file.endsWith(QLatin1String("/__init__.py"));
        const QString file = isPackage ? m_options.imports.find(attribute, 1, object.module->file) : QString();
        const auto module = file.isEmpty() ? nullptr : loadModule(file);
        if (!module)
            return unknown(node);
        Value below = Value::ofKind(Value::Kind::Module, attribute);
        below.object = module;
        return below;
    }
    const Value known = found->value;
    const bool isProperty = known.kind == Value::Kind::Function && owner.kind == Value::Kind::Instance
        && known.object->decorators.join(QLatin1Char(' ')).contains(QLatin1String("property"));
    return isProperty ? callFunction(known.object, Call(), &owner) : known;
}

Value Evaluator::subscript(const Node& node, const ScopePtr& scope)
{
    const Value owner = value(node.field("value"), scope);
    const Value key = value(node.field("subscript"), scope);
    if (owner.kind == Value::Kind::External && owner.text == QLatin1String("os.environ")) {
        Call call;
        call.positional = { key };
        call.name = QStringLiteral("environ[]");
        return environmentVariable(call, node);
    }
    if (owner.kind == Value::Kind::Dict && key.isString()) {
        const Value* found = owner.at(key.text);
        return found ? *found : unknown(node);
    }
    if ((owner.kind == Value::Kind::Tuple || owner.kind == Value::Kind::List) && key.kind == Value::Kind::Integer) {
        const qint64 size = static_cast<qint64>(owner.elements().size());
        const qint64 index = key.integer < 0 ? key.integer + size : key.integer;
        if (index >= 0 && index < size)
            return owner.elements()[static_cast<size_t>(index)];
    }
    return owner.isUnknown() && owner.line != 0 ? owner : unknown(node);
}

Value Evaluator::binary(const Node& node, const ScopePtr& scope)
{
    const Value left = value(node.field("left"), scope);
    const Value right = value(node.field("right"), scope);
    const QByteArrayView sign = node.field("operator").bytes();
    const bool isPlus = sign == "+" || sign == "+=";
    if (left.isUnknown() || right.isUnknown())
        return unknown(node);
    if (isPlus && isText(left) && left.kind == right.kind)
        return Value::ofKind(left.kind, left.text + right.text);
    if (isPlus && left.isSequence() && left.kind == right.kind && left.kind != Value::Kind::Set) {
        std::vector<Value> items = left.elements();
        items.insert(items.end(), right.elements().begin(), right.elements().end());
        return Value::sequence(left.kind, std::move(items));
    }
    const bool isDivision = sign == "/" || sign == "//"; // pathlib's, mostly: not known
    qint64 number = 0;
    if (left.kind == Value::Kind::Integer && right.kind == Value::Kind::Integer && !isDivision) {
        if (isPlus && !__builtin_add_overflow(left.integer, right.integer, &number))
            return Value::number(number);
        if ((sign == "-" || sign == "-=") && !__builtin_sub_overflow(left.integer, right.integer, &number))
            return Value::number(number);
    }
    if (sign == "%" && left.isString()) {
        if (const auto filled = percent(left.text, right))
            return Value::string(*filled);
    }
    return unknown(node);
}

Value Evaluator::boolean(const Node& node, const ScopePtr& scope)
{
    if (node.is("not_operator")) {
        const auto truth = value(node.field("argument"), scope).truth();
        return truth ? Value::boolean(!*truth) : unknown(node);
    }
    const Value left = value(node.field("left"), scope);
    const auto truth = left.truth();
    const bool isAnd = node.field("operator").bytes() == "and";
    if (!truth) {
        value(node.field("right"), scope); // for what it calls
        return unknown(node);
    }
    return *truth == isAnd ? value(node.field("right"), scope) : left;
}

Value Evaluator::comparison(const Node& node, const ScopePtr& scope)
{
    const auto children = node.allChildren();
    const std::vector<Node> parts(children.begin(), children.end());
    if (parts.size() < 3)
        return unknown(node);
    const Value left = value(parts.front(), scope);
    const Value right = value(parts.back(), scope);
    QByteArray sign;
    for (size_t i = 1; i + 1 < parts.size(); ++i)
        sign += (sign.isEmpty() ? "" : " ") + parts[i].bytes().toByteArray().simplified();
    if (left.firstUnknown() || right.firstUnknown())
        return unknown(node);
    if (sign == "==" || sign == "!=")
        return Value::boolean((left == right) == (sign == "=="));
    const bool isComparedWithNone = left.isNone() || right.isNone();
    if ((sign == "is" || sign == "is not") && isComparedWithNone)
        return Value::boolean((left.kind == right.kind) == (sign == "is"));
    if (sign == "in" || sign == "not in") {
        bool isIn = false;
        if (right.isSequence()) {
            for (const Value& item : right.elements())
                isIn = isIn || item == left;
        } else if (left.isString() && right.isString()) {
            isIn = right.text.contains(left.text);
        } else {
            return unknown(node);
        }
        return Value::boolean(isIn == (sign == "in"));
    }
    return unknown(node);
}

} // namespace espalier::python
