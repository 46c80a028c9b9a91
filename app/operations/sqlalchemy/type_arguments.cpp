#include "operations/sqlalchemy/type.h"

#include <algorithm>
#include <QStringList>

// What a type's arguments make of it.

namespace espalier::operations {

using schema::SqlType;

namespace {

struct Parameter {
    QString given; ///< the argument's name
    QString kept; ///< under which it is kept
    bool isIgnored = false;
    bool isKeywordOnly = false;
};

struct Signature {
    std::vector<Parameter> parameters;
    bool takesAnything = false;

    const Parameter* at(size_t position) const
    {
        return position < parameters.size() && !parameters[position].isKeywordOnly ? &parameters[position] : nullptr;
    }
    const Parameter* named(const QString& name) const
    {
        const auto found = std::find_if(
            parameters.begin(), parameters.end(), [&](const Parameter& parameter) { return parameter.given == name; });
        return found == parameters.end() ? nullptr : &*found;
    }
};

Signature signatureOf(const TypeClass& type)
{
    Signature signature;
    bool isKeywordOnly = false;
    const QStringList words = QString::fromLatin1(type.parameters).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& word : words) {
        if (word == QLatin1String("~")) {
            signature.takesAnything = true;
        } else if (word == QLatin1String("|")) {
            isKeywordOnly = true;
        } else {
            const bool isIgnored = word.startsWith(QLatin1Char('~'));
            const QString given = word.section(QLatin1Char('>'), 0, 0).mid(isIgnored ? 1 : 0);
            const QString kept = word.section(QLatin1Char('>'), 1, 1);
            signature.parameters.push_back({ given, kept.isEmpty() ? given : kept, isIgnored, isKeywordOnly });
        }
    }
    return signature;
}

const Signature& signatureFor(const TypeClass& type)
{
    static const std::vector<Signature> all = [] {
        std::vector<Signature> made;
        std::transform(typeClassesBegin(), typeClassesEnd(), std::back_inserter(made), signatureOf);
        return made;
    }();
    return all[size_t(&type - typeClassesBegin())];
}

/// Parameters that have no say in the SQL.
bool isSilent(const QString& name)
{
    static const QStringList names{ QStringLiteral("asdecimal"), QStringLiteral("decimal_return_scale"),
        QStringLiteral("as_tuple"), QStringLiteral("zero_indexes"), QStringLiteral("none_as_null"),
        QStringLiteral("astext_type"), QStringLiteral("text_type"), QStringLiteral("pickler"),
        QStringLiteral("protocol"), QStringLiteral("comparator"), QStringLiteral("storage_format"),
        QStringLiteral("regexp"), QStringLiteral("truncate_microseconds"), QStringLiteral("convert_int") };
    return names.contains(name);
}

/// Sets one parameter of a type.
class Setter {
public:
    Setter(Interpreter& interpreter, TypeHost& host)
        : m_interpreter(interpreter)
        , m_host(host)
    { }

    void set(const QString& name, const Value& value)
    {
        if (isSilent(name) || (value.isNone() && name != QLatin1String("geometry_type")))
            return;
        if (setsNumber(name, value) || setsText(name, value) || setsType(name, value))
            return;
        if (name == QLatin1String("timezone"))
            m_host.type.timezone = truth(value);
        else
            setOption(name, value);
    }

private:
    bool setsNumber(const QString& name, const Value& value)
    {
        SqlType& type = m_host.type;
        std::optional<int>* field = name == QLatin1String("length") ? &type.length
            : name == QLatin1String("precision")                    ? &type.precision
            : name == QLatin1String("scale")                        ? &type.scale
            : name == QLatin1String("dimensions")                   ? &type.dimensions
                                                                    : nullptr;
        if (!field)
            return false;
        const Value plain = plainValue(value);
        if (plain.isInteger() || plain.isBool())
            *field = int(plain.integer());
        else
            doubt(value);
        return true;
    }

    bool setsText(const QString& name, const Value& value)
    {
        QString* field = name == QLatin1String("collation") ? &m_host.type.collation
            : name == QLatin1String("charset")              ? &m_host.type.charset
                                                            : nullptr;
        if (field)
            *field = noted(m_host.doubt, asText(m_interpreter, value));
        return field != nullptr;
    }

    bool setsType(const QString& name, const Value& value)
    {
        if (name == QLatin1String("impl")) { // PickleType(impl=…) is printed as that
            const SqlType impl = noted(m_host.doubt, asType(m_interpreter, m_host.context(), value));
            m_host.type = impl;
            return true;
        }
        if (name != QLatin1String("item_type") && name != QLatin1String("data_type"))
            return false;
        m_host.item = typeObject(m_interpreter, m_host.context(), value);
        m_host.type.item = std::make_shared<const SqlType>(
            noted(m_host.doubt, asType(m_interpreter, m_host.context(), m_host.item)));
        return true;
    }

    void setOption(const QString& name, const Value& value)
    {
        const Value plain = plainValue(value);
        QVariant option;
        if (plain.isBool())
            option = plain.integer() != 0;
        else if (plain.isInteger())
            option = plain.integer();
        else if (plain.isString())
            option = plain.text();
        else if (!plain.isNone())
            doubt(value);
        m_host.type.options.insert(name, option);
    }

    bool truth(const Value& value)
    {
        const std::optional<bool> isTrue = m_interpreter.isTrue(value);
        if (!isTrue)
            doubt(value);
        return isTrue.value_or(false);
    }

    void doubt(const Value& value) { note(m_host.doubt, doubtOf(m_interpreter, value)); }

    Interpreter& m_interpreter;
    TypeHost& m_host;
};

void setParameters(Interpreter& interpreter, TypeHost& host, const Arguments& arguments)
{
    const Signature& signature = signatureFor(*host.typeClass);
    Setter setter(interpreter, host);
    const auto take = [&](const Parameter* parameter, const Value& value, const QString& complaint) {
        if (!parameter && !signature.takesAnything)
            typeError(interpreter, complaint);
        if (parameter && !parameter->isIgnored)
            setter.set(parameter->kept, value);
    };
    const size_t count = arguments.positional.size();
    for (size_t i = 0; i < count; ++i)
        take(signature.at(i), arguments.positional[i],
            signature.parameters.empty()
                ? QStringLiteral("%1() takes no arguments").arg(host.typeName())
                : QStringLiteral("%1.__init__() takes at most %2 positional arguments but %3 were given")
                      .arg(host.typeName())
                      .arg(signature.parameters.size() + 1)
                      .arg(count + 1));
    for (const auto& keyword : arguments.keywords)
        take(signature.named(keyword.first), keyword.second,
            QStringLiteral("%1.__init__() got an unexpected keyword argument '%2'")
                .arg(host.typeName(), keyword.first));
}

/// Boolean's name is a constraint's: op.f() leaves it as it is.
void settle(TypeHost& host)
{
    if (host.type.name == QLatin1String("NullType"))
        host.type.name.clear();
    if (host.type.name == QLatin1String("fastapi_users_db_sqlalchemy.TIMESTAMPAware"))
        host.type.timezone = false;
}

} // namespace

Value makeTypeInstance(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments)
{
    auto host = std::make_shared<TypeHost>(context);
    host->typeClass = findTypeClass(name);
    host->type.name = QString::fromLatin1(host->typeClass->name);
    note(host->doubt, arguments.doubt);
    if (qstrcmp(host->typeClass->parameters, "*") == 0) {
        readEnum(interpreter, *host, arguments);
        host->enumArguments = std::make_shared<const Arguments>(arguments);
    } else {
        setParameters(interpreter, *host, arguments);
    }
    settle(*host);
    return Value::of(host);
}

Value makeAutoString(SqlalchemyContext& context)
{
    const auto make = [](Interpreter& interpreter, SqlalchemyContext& own, const QString&, const Arguments& arguments) {
        const Value made = makeTypeInstance(interpreter, own, QStringLiteral("String"), arguments);
        const auto host = made.as<TypeHost>();
        if (!host->type.length)
            host->type
                = host->type.withVariant(QStringLiteral("mysql"), SqlType::string(QStringLiteral("String"), 255));
        return made;
    };
    return Value::of(std::make_shared<ClassHost>(context, QStringLiteral("AutoString"), make));
}

} // namespace espalier::operations
