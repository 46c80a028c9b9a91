#include "symbolic/library/regular_expression.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

Match::Match(std::shared_ptr<Pattern> pattern, QRegularExpressionMatch match, QString subject)
    : m_pattern(std::move(pattern))
    , m_match(std::move(match))
    , m_subject(std::move(subject))
{ }

Value Match::group(int index, const Value& otherwise) const
{
    return m_match.capturedStart(index) < 0 ? otherwise : Value::string(m_match.captured(index));
}

qsizetype Match::start(int group) const
{
    const qsizetype at = m_match.capturedStart(group);
    return at < 0 ? -1 : toPoints(m_subject, at);
}

qsizetype Match::end(int group) const
{
    const qsizetype at = m_match.capturedEnd(group);
    return at < 0 ? -1 : toPoints(m_subject, at);
}

int Match::indexOf(Interpreter& interpreter, const Value& group) const
{
    const Value& plain = plainOf(group);
    const qint64 index = plain.isString() ? names().indexOf(plain.text()) : plain.isNumber() ? plain.integer() : -1;
    if (index < 0 || index > count() || (plain.isString() && plain.text().isEmpty()))
        interpreter.raise(QStringLiteral("IndexError"), QStringLiteral("no such group"));
    return int(index);
}

QString Match::expanded(Interpreter& interpreter, const QString& text) const
{
    static const QRegularExpression reference(
        QStringLiteral(R"(\\(?:(\d+)|g<(\w+)>|(.))|[^\\]+|\\)"), QRegularExpression::DotMatchesEverythingOption);
    static const QHash<QString, QString> escapes{ { QStringLiteral("n"), QStringLiteral("\n") },
        { QStringLiteral("t"), QStringLiteral("\t") }, { QStringLiteral("r"), QStringLiteral("\r") },
        { QStringLiteral("\\"), QStringLiteral("\\") } };
    QString made;
    for (auto parts = reference.globalMatch(text); parts.hasNext();) {
        const QRegularExpressionMatch part = parts.next();
        const QString name = part.captured(1) + part.captured(2);
        const QString escape = part.captured(3);
        if (!name.isEmpty()) {
            bool isNumber = false;
            const int index = name.toInt(&isNumber);
            if (part.captured(1).size() > 2 || part.captured(1).startsWith(QLatin1Char('0')))
                give(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
            const Value group
                = this->group(indexOf(interpreter, isNumber ? Value::number(index) : Value::string(name)));
            made += group.text();
        } else if (!escape.isEmpty()) {
            if (!escapes.contains(escape) && escape[0].unicode() < 0x80 && escape[0].isLetter())
                give(interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "has a format that is not understood")));
            made += escapes.value(escape, QLatin1Char('\\') + escape);
        } else {
            made += part.captured();
        }
        interpreter.checkSize(made.size());
    }
    return made;
}

namespace {

const Match& self(const Call& call) { return *call[0].as<Match>(); }

Value groups(const Call& call)
{
    std::vector<Value> items;
    for (int i = 1; i <= self(call).count(); ++i)
        items.push_back(self(call).group(i, call[1]));
    return makeTuple(std::move(items));
}

Value groupDict(const Call& call)
{
    std::vector<std::pair<Value, Value>> entries;
    const QStringList names = self(call).names();
    for (int i = 1; i < names.size(); ++i)
        if (!names[i].isEmpty())
            entries.emplace_back(Value::string(names[i]), self(call).group(i, call[1]));
    return makeDict(entries);
}

Value groupOf(const Call& call)
{
    if (call.rest.empty())
        return self(call).group(0);
    std::vector<Value> items;
    for (const Value& index : call.rest)
        items.push_back(self(call).group(self(call).indexOf(call.interpreter, index)));
    return items.size() == 1 ? items.front() : makeTuple(std::move(items));
}

int groupIndex(const Call& call) { return call.has(1) ? self(call).indexOf(call.interpreter, call[1]) : 0; }

const Methods& matchMethods()
{
    static const Methods methods({
        { "group(self, *groups)", groupOf },
        { "groups(self, default?)", groups },
        { "groupdict(self, default?)", groupDict },
        { "start(self, group?)", [](const Call& call) { return Value::number(self(call).start(groupIndex(call))); } },
        { "end(self, group?)", [](const Call& call) { return Value::number(self(call).end(groupIndex(call))); } },
        { "span(self, group?)",
            [](const Call& call) {
                const int group = groupIndex(call);
                return makeTuple({ Value::number(self(call).start(group)), Value::number(self(call).end(group)) });
            } },
        { "expand(self, template)",
            [](const Call& call) { return Value::string(self(call).expanded(call.interpreter, call.text(1))); } },
    });
    return methods;
}

} // namespace

std::optional<Value> Match::attribute(Interpreter&, const QString& name)
{
    if (name == QLatin1String("re"))
        return Value::of(m_pattern);
    if (name == QLatin1String("string"))
        return Value::string(m_subject);
    if (name == QLatin1String("lastindex") || name == QLatin1String("lastgroup")) {
        const int last = m_match.lastCapturedIndex();
        if (last <= 0)
            return Value();
        return name == QLatin1String("lastindex") ? Value::number(last) : Value::string(names().value(last));
    }
    return matchMethods().bound(name, Value::object(shared_from_this()));
}

std::optional<Value> Match::item(Interpreter& interpreter, const Value& key)
{
    return key.isUnknown() ? key : group(indexOf(interpreter, key));
}

} // namespace espalier::symbolic::library
