#include "python/evaluator_frame.h"

#include <QUrl>

namespace espalier::python {

namespace {

constexpr size_t deepestCall = 12;

const Value* argument(const Call& call, size_t position, const QString& name)
{
    if (position < call.positional.size())
        return &call.positional[position];
    const auto found = call.keywords.constFind(name);
    return found == call.keywords.cend() ? nullptr : &*found;
}

// str.format() with plain fields.
std::optional<QString> formatFields(const QString& pattern, const Call& call)
{
    QString filled;
    size_t next = 0;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern[i];
        if (c != QLatin1Char('{') && c != QLatin1Char('}')) {
            filled += c;
            continue;
        }
        if (i + 1 < pattern.size() && pattern[i + 1] == c) {
            filled += c;
            ++i;
            continue;
        }
        const qsizetype end = pattern.indexOf(QLatin1Char('}'), i);
        if (c == QLatin1Char('}') || end < 0)
            return std::nullopt;
        const QString field = pattern.mid(i + 1, end - i - 1);
        bool isNumber = false;
        const size_t number = field.toUInt(&isNumber);
        const Value* inserted = argument(call,
            field.isEmpty() ? next++
                : isNumber  ? number
                            : call.positional.size(),
            field);
        const auto text = inserted ? inserted->str() : std::nullopt;
        if (!text)
            return std::nullopt;
        filled += *text;
        i = end;
    }
    return filled;
}

QString encoded(const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

// URL.create() of SQLAlchemy, PostgresDsn.build() and the like of pydantic.
std::optional<QString> builtUrl(const Call& call)
{
    const auto part = [&](std::initializer_list<const char*> names, size_t position) -> std::optional<QString> {
        for (const char* name : names) {
            const Value* found = argument(call, position, QLatin1String(name));
            if (!found || found->isNone())
                continue;
            return found->str();
        }
        return QString();
    };
    const auto scheme = part({ "drivername", "scheme" }, 0);
    const auto user = part({ "username", "user" }, 1);
    const auto password = part({ "password" }, 2);
    const auto host = part({ "host" }, 3);
    const auto port = part({ "port" }, 4);
    const auto path = part({ "database", "path" }, 5);
    if (!scheme || scheme->isEmpty() || !user || !password || !host || !port || !path)
        return std::nullopt;
    QString url = *scheme + QLatin1String("://");
    if (!user->isEmpty())
        url += encoded(*user) + (password->isEmpty() ? QString() : QLatin1Char(':') + encoded(*password))
            + QLatin1Char('@');
    url += *host + (port->isEmpty() ? QString() : QLatin1Char(':') + *port);
    const QString database = path->startsWith(QLatin1Char('/')) ? path->mid(1) : *path;
    return url + (database.isEmpty() ? QString() : QLatin1Char('/') + database);
}

bool isEnvironmentLookup(const QString& name)
{
    static const QSet<QString> lookups{ QStringLiteral("os.getenv"), QStringLiteral("os.environ.get"),
        QStringLiteral("decouple.config"), QStringLiteral("environ.get"), QStringLiteral("starlette.config.Config()"),
        QStringLiteral("environs.Env()"), QStringLiteral("environs.Env().str"), QStringLiteral("environs.Env().get"),
        QStringLiteral("environ.Env()"), QStringLiteral("environ.Env().str") };
    return lookups.contains(name);
}

} // namespace

Call Evaluator::arguments(const Node& node, const ScopePtr& scope)
{
    Call call;
    call.node = node;
    call.module = m_current.back();
    const Node callee = node.field("function");
    call.name = callee.is("attribute") ? callee.field("attribute").text() : callee.text();
    for (const Node& child : node.field("arguments").children()) {
        if (child.is("keyword_argument")) {
            const QString name = child.field("name").text();
            call.keywords.insert(name, value(child.field("value"), scope));
            call.keywordNodes.insert(name, child.field("value"));
        } else if (child.is("dictionary_splat")) {
            const Value more = value(child.firstNamed(), scope);
            const std::vector<Value>& items = more.elements();
            for (size_t i = 0; more.kind == Value::Kind::Dict && i + 1 < items.size(); i += 2) {
                call.keywords.insert(items[i].text, items[i + 1]);
                call.keywordNodes.insert(items[i].text, child);
            }
        } else if (child.is("list_splat")) {
            const Value more = value(child.firstNamed(), scope);
            call.positional.insert(call.positional.end(), more.elements().begin(), more.elements().end());
        } else {
            call.positional.push_back(value(child, scope));
        }
    }
    return call;
}

Value Evaluator::call(const Node& node, const ScopePtr& scope)
{
    const Node calleeNode = node.field("function");
    const Value owner = calleeNode.is("attribute") ? value(calleeNode.field("object"), scope) : Value();
    const Value callee = calleeNode.is("attribute")
        ? attributeOf(owner, calleeNode.field("attribute").text(), calleeNode)
        : value(calleeNode, scope);
    const Call call = arguments(node, scope);
    if (m_options.onCall)
        m_options.onCall(call);
    if (callee.kind == Value::Kind::Function) {
        const bool isMethod = owner.kind == Value::Kind::Instance;
        return callFunction(callee.object, call, isMethod ? &owner : nullptr);
    }
    if (callee.kind == Value::Kind::Class) {
        Value made = Value::ofKind(Value::Kind::Instance, callee.text);
        made.object = std::make_shared<Object>();
        made.object->name = callee.text;
        made.object->type = callee.object;
        made.object->scope = newScope(nullptr);
        made.object->module = callee.object->module;
        const auto initializer = callee.object->scope->names.constFind(QStringLiteral("__init__"));
        if (initializer != callee.object->scope->names.cend() && initializer->value.kind == Value::Kind::Function)
            callFunction(initializer->value.object, call, &made);
        return made;
    }
    if (callee.kind == Value::Kind::External)
        return externalCall(callee.text, call);
    Value result;
    if (calleeNode.is("identifier"))
        result = builtin(call.name, call);
    else if (calleeNode.is("attribute"))
        result = method(owner, call.name, call);
    if (result.kind == Value::Kind::Unknown && result.line == 0)
        return callee.isUnknown() && callee.line != 0 && callee.line != node.line() ? callee : unknown(node);
    return result;
}

Value Evaluator::builtin(const QString& name, const Call& call)
{
    if (name == QLatin1String("exec") || name == QLatin1String("eval") || name == QLatin1String("setattr")) {
        if (m_frames.empty())
            open(m_modules.at(m_current.back()->file)->scope, call.node, true);
        return {};
    }
    const Value first = call.positional.empty() ? Value() : call.positional.front();
    if (name == QLatin1String("str") && call.positional.size() == 1) {
        const auto text = first.str();
        return text ? Value::string(*text) : Value();
    }
    if (name == QLatin1String("int") && call.positional.size() == 1) {
        bool ok = false;
        const qint64 number = first.isString() ? first.text.trimmed().toLongLong(&ok) : first.integer;
        return ok || first.kind == Value::Kind::Integer ? Value::number(number) : Value();
    }
    if (name == QLatin1String("bool") && call.positional.size() == 1) {
        const auto truth = first.truth();
        return truth ? Value::boolean(*truth) : Value();
    }
    const bool isTuple = name == QLatin1String("tuple");
    if (isTuple || name == QLatin1String("list")) {
        const Value::Kind kind = isTuple ? Value::Kind::Tuple : Value::Kind::List;
        if (call.positional.empty())
            return Value::sequence(kind, {});
        return first.isSequence() ? Value::sequence(kind, first.elements()) : Value();
    }
    if (name == QLatin1String("dict") && call.positional.size() <= 1) {
        if (!call.positional.empty() && first.kind != Value::Kind::Dict)
            return {};
        std::vector<Value> items = first.elements();
        for (auto it = call.keywords.cbegin(); it != call.keywords.cend(); ++it) {
            items.push_back(Value::string(it.key()));
            items.push_back(*it);
        }
        return Value::sequence(Value::Kind::Dict, std::move(items));
    }
    return {};
}

Value Evaluator::method(const Value& owner, const QString& name, const Call& call)
{
    if (owner.kind == Value::Kind::Dict && name == QLatin1String("get") && !call.positional.empty()
        && call.positional.front().isString()) {
        const Value* found = owner.at(call.positional.front().text);
        if (found)
            return *found;
        return call.positional.size() > 1 ? call.positional[1] : Value::none();
    }
    if (!owner.isString())
        return {};
    const auto text = [&](size_t position) {
        return position < call.positional.size() ? call.positional[position].str() : std::nullopt;
    };
    const size_t count = call.positional.size();
    if (name == QLatin1String("format")) {
        const auto filled = formatFields(owner.text, call);
        return filled ? Value::string(*filled) : Value();
    }
    if (name == QLatin1String("join") && count == 1 && call.positional.front().isSequence()) {
        QStringList parts;
        for (const Value& item : call.positional.front().elements()) {
            if (!item.isString())
                return {};
            parts.append(item.text);
        }
        return Value::string(parts.join(owner.text));
    }
    if (name == QLatin1String("replace") && count == 2 && text(0) && text(1) && !text(0)->isEmpty())
        return Value::string(QString(owner.text).replace(*text(0), *text(1)));
    if (name == QLatin1String("replace") && count == 3 && text(0) && text(1) && text(2) == QLatin1String("1")) {
        const qsizetype at = owner.text.indexOf(*text(0));
        return Value::string(at < 0 ? owner.text : QString(owner.text).replace(at, text(0)->size(), *text(1)));
    }
    if (name == QLatin1String("strip") && count == 0)
        return Value::string(owner.text.trimmed());
    if (name == QLatin1String("lower") && count == 0)
        return Value::string(owner.text.toLower());
    if (name == QLatin1String("upper") && count == 0)
        return Value::string(owner.text.toUpper());
    if (name == QLatin1String("startswith") && count == 1 && text(0))
        return Value::boolean(owner.text.startsWith(*text(0)));
    if (name == QLatin1String("endswith") && count == 1 && text(0))
        return Value::boolean(owner.text.endsWith(*text(0)));
    // what URL and settings objects offer; here they are strings
    static const QSet<QString> same{ QStringLiteral("unicode_string"), QStringLiteral("render_as_string"),
        QStringLiteral("get_secret_value"), QStringLiteral("__str__") };
    return same.contains(name) ? owner : Value();
}

Value Evaluator::environmentVariable(const Call& call, const Node& node)
{
    if (call.positional.empty() || !call.positional.front().isString())
        return unknown(node);
    const QString variable = call.positional.front().text;
    if (!m_variables.contains(variable))
        m_variables.append(variable);
    if (!m_options.environment)
        return unknown(node);
    if (const auto set = m_options.environment(variable))
        return Value::string(*set);
    if (call.name == QLatin1String("environ[]"))
        return unknown(node);
    if (const Value* otherwise = argument(call, 1, QStringLiteral("default")))
        return *otherwise;
    return call.name == QLatin1String("getenv") || call.name == QLatin1String("get") ? Value::none() : unknown(node);
}

Value Evaluator::externalCall(const QString& name, const Call& call)
{
    if (isEnvironmentLookup(name))
        return environmentVariable(call, call.node);
    const QString last = name.section(QLatin1Char('.'), -1);
    if (last == QLatin1String("Field")) { // a setting's default
        const Value* otherwise = argument(call, 0, QStringLiteral("default"));
        return otherwise ? *otherwise : unknown(call.node);
    }
    if (name.endsWith(QLatin1String("URL.create")) || name.endsWith(QLatin1String(".build"))) {
        const auto url = builtUrl(call);
        if (url)
            return Value::string(*url);
    }
    static const QSet<QString> wrappers{ QStringLiteral("make_url"), QStringLiteral("SecretStr"),
        QStringLiteral("PostgresDsn"), QStringLiteral("quote_plus"), QStringLiteral("cast") };
    if (wrappers.contains(last) && !call.positional.empty() && call.positional.back().isString())
        return call.positional.back();
    Value made = Value::external(name + QLatin1String("()"));
    made.line = call.node.line();
    return made;
}

Value Evaluator::callFunction(
    const std::shared_ptr<Object>& function, const Call& call, const Value* self, bool* raises)
{
    const Node definition = function->definition;
    if (m_frames.size() >= deepestCall || definition.isNull())
        return unknown(call.node);
    const ScopePtr local = newScope(function->scope);
    size_t position = 0;
    for (const Node& parameter : definition.field("parameters").children()) {
        const Node nameNode = parameter.is("identifier") ? parameter
            : parameter.is("typed_parameter")            ? parameter.firstNamed()
                                                         : parameter.field("name");
        if (!nameNode.is("identifier"))
            continue;
        const QString name = nameNode.text();
        if (self && position == 0 && local->names.isEmpty()) {
            bind(name, *self, local, parameter.line());
            self = nullptr;
            continue;
        }
        const Value* given = argument(call, position++, name);
        const Node otherwise = parameter.field("value");
        bind(name,
            given                    ? *given
                : otherwise.isNull() ? unknown(nameNode)
                                     : value(otherwise, function->scope),
            local, parameter.line());
    }
    Frame frame;
    m_frames.push_back(&frame);
    m_current.push_back(function->module);
    const Flow flow = block(definition.field("body"), local);
    m_current.pop_back();
    m_frames.pop_back();
    if (flow == Flow::Next)
        frame.returned.push_back(Value::none());
    if (raises)
        *raises = frame.returned.empty() && flow == Flow::Stop && spend();
    if (frame.returned.empty())
        return unknown(call.node.isNull() ? definition : call.node);
    for (const Value& other : frame.returned) {
        if (other != frame.returned.front())
            return unknown(call.node.isNull() ? definition : call.node);
    }
    return frame.returned.front();
}

// Functions that the module defines and nobody calls with known arguments, for onCall's sake.
void Evaluator::lookIntoFunctions()
{
    for (size_t i = 0; i < m_functions.size(); ++i) { // it grows while nested ones are met
        const std::shared_ptr<Object> function = m_functions[i];
        if (function->module == m_current.back())
            callFunction(function, Call(), nullptr);
    }
}

} // namespace espalier::python
