#include "operations/reader.h"

#include "operations/sqlalchemy/host.h"

namespace espalier::operations {

size_t DirectiveArguments::positionOf(QLatin1String name) const
{
    size_t position = 0;
    for (const QLatin1String word : qTokenize(m_positional, u' ', Qt::SkipEmptyParts)) {
        if (word == name)
            return position;
        ++position;
    }
    return symbolic::keywordOnly;
}

const Value* DirectiveArguments::find(const char* name) const
{
    const QLatin1String wanted(name);
    m_asked.append(wanted);
    return m_arguments.find(positionOf(wanted), wanted);
}

Value DirectiveArguments::required(const char* name)
{
    if (const Value* found = find(name))
        return *found;
    if (m_doubt)
        return Value::unknown(m_doubt);
    m_interpreter.raise(QStringLiteral("TypeError"),
        QLatin1String("missing a required argument: '") + QLatin1String(name) + QLatin1Char('\''));
}

QString DirectiveArguments::text(const char* name)
{
    const Value* found = find(name);
    if (!found || found->isNone() || (found->isBool() && !found->integer()))
        return {};
    QString given = take(asText(m_interpreter, *found));
    return given.isNull() ? QLatin1String("") : given;
}

void DirectiveArguments::noteQuoting(const schema::Identifier& name)
{
    if (name.hasOwnQuoting() && !m_ownQuoting)
        m_ownQuoting = doubtOf(m_interpreter, textValue(name));
}

schema::Identifier DirectiveArguments::identifier(const char* name)
{
    const Value* found = find(name);
    if (!found || found->isNone() || (found->isBool() && !found->integer()))
        return {};
    const schema::Identifier given = take(asIdentifier(m_interpreter, *found));
    noteQuoting(given);
    return given.isNull() ? schema::Identifier(QLatin1String("")) : given;
}

schema::Identifier DirectiveArguments::requiredIdentifier(const char* name)
{
    const schema::Identifier given = take(asIdentifier(m_interpreter, required(name)));
    noteQuoting(given);
    return given;
}

std::optional<bool> DirectiveArguments::flag(const char* name)
{
    const Value* found = find(name);
    if (!found || found->isNone())
        return std::nullopt;
    const auto truth = m_interpreter.isTrue(*found);
    if (!truth)
        note(symbolic::firstDoubt(*found) ? symbolic::firstDoubt(*found)
                                          : m_interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "is not known")));
    return truth;
}

QStringList DirectiveArguments::names(const char* name, schema::OwnQuotings& quotings)
{
    const Value given = required(name);
    if (given.isNone())
        return {};
    std::vector<Value> items{ given };
    if (!given.isString() && !given.as<NameHost>()) {
        DoubtPtr why;
        const auto all = m_interpreter.elements(given, &why);
        if (!all)
            note(why);
        items = all.value_or(std::vector<Value>());
    }
    QStringList texts;
    for (const Value& item : items) {
        const schema::Identifier text = take(asIdentifier(m_interpreter, item));
        noteQuoting(text);
        if (text.hasOwnQuoting())
            quotings.byName.insert(text, text.quoting);
        texts.append(text);
    }
    return texts;
}

schema::Name DirectiveArguments::name(const char* name)
{
    const schema::Name given = take(asName(m_interpreter, required(name)));
    noteQuoting(given.identifier());
    return given;
}

schema::ObjectName DirectiveArguments::table(const char* name)
{
    const schema::Identifier schemaName = identifier("schema");
    return schema::ObjectName::of(schemaName, requiredIdentifier(name));
}

std::optional<schema::SqlType> DirectiveArguments::type(const char* name)
{
    const Value* found = find(name);
    if (!found || found->isNone())
        return std::nullopt;
    return take(asType(m_interpreter, m_context, *found));
}

schema::ServerDefault DirectiveArguments::serverDefault(const char* name)
{
    const Value* found = find(name);
    return found ? take(asServerDefault(m_interpreter, m_context, *found)) : schema::ServerDefault();
}

QVariantMap DirectiveArguments::options()
{
    Arguments rest;
    rest.place = m_arguments.place;
    for (const auto& keyword : m_arguments.keywords)
        if (!m_asked.contains(keyword.first) && keyword.first != QLatin1String("info"))
            rest.keywords.push_back(keyword);
    return take(dialectOptions(m_interpreter, m_context, rest));
}

} // namespace espalier::operations
