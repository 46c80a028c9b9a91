#include "operations/sqlalchemy/names.h"

#include "dialects/ddl.h"

#include <QCoreApplication>

namespace espalier::operations {

namespace {

/// connection.dialect, and what load_dialect_impl() is given.
class DialectHost final : public Host {
public:
    DialectHost(SqlalchemyContext& context, QString name)
        : Host(context)
        , m_name(std::move(name))
    { }
    QString typeName() const override { return QStringLiteral("Dialect"); }

    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (name == QLatin1String("name"))
            return Value::string(m_name);
        if (name == QLatin1String("type_descriptor"))
            return symbolic::builtin(
                name, [](Interpreter&, const Arguments& arguments) { return arguments.get(0, u"typeobj"); });
        if (name == QLatin1String("identifier_preparer"))
            return value();
        if (name == QLatin1String("has_table"))
            return symbolic::builtin(
                name, [kept = self<DialectHost>()](Interpreter& inner, const Arguments& arguments) {
                    return kept->hasTable(inner, arguments);
                });
        if (name.startsWith(QLatin1String("get_"))) // what an inspector asks it, with the connection before it
            return symbolic::builtin(
                name, [kept = self<DialectHost>(), name](Interpreter& inner, const Arguments& arguments) {
                    return kept->inspected(inner, name, arguments);
                });
        const bool quotes = name == QLatin1String("quote") || name == QLatin1String("quote_identifier")
            || name == QLatin1String("format_table") || name == QLatin1String("quote_schema");
        if (quotes && m_name == context().dialect().id())
            return symbolic::builtin(
                name, [kept = self<DialectHost>()](Interpreter& inner, const Arguments& arguments) {
                    const Value given = arguments.positional.empty() ? Value::none() : arguments.positional[0];
                    const Known<QString> text = asText(inner, given);
                    return text.doubt ? Value::unknown(text.doubt)
                                      : Value::string(kept->context().dialect().ddl().quoted(text.value));
                });
        if (name.startsWith(QLatin1Char('_')))
            return std::nullopt;
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of the dialect"), { name });
    }

private:
    Value hasTable(Interpreter& interpreter, const Arguments& arguments)
    {
        ArgumentReader reader(interpreter, arguments);
        schema::ObjectName name{ reader.text(2, "schema"), reader.text(1, "table_name") };
        if (reader.doubt)
            return Value::unknown(reader.doubt);
        const Known<std::optional<schema::Table>> found = context().reflected(interpreter, name);
        return found.doubt ? Value::unknown(found.doubt) : Value::boolean(found.value.has_value());
    }

    Value inspected(Interpreter& interpreter, const QString& method, const Arguments& arguments)
    {
        Arguments rest = arguments;
        if (!rest.positional.empty())
            rest.positional.erase(rest.positional.begin());
        const Value inspector = context().inspect(interpreter, arguments.get(0, u"connection"));
        return interpreter.call(interpreter.attribute(inspector, method), rest);
    }

    QString m_name;
};

} // namespace

Value makeDialectNamed(SqlalchemyContext& context, const QString& name)
{
    return Value::of(std::make_shared<DialectHost>(context, name.isEmpty() ? context.dialect().id() : name));
}

Value makeDialect(SqlalchemyContext& context) { return makeDialectNamed(context, {}); }

} // namespace espalier::operations
