#include "operations/sqlalchemy/element.h"
#include "operations/sqlalchemy/table.h"

#include <QCoreApplication>

// Keywords of one dialect, as schema values keep them.

namespace espalier::operations {

namespace {

QVariant plainVariant(const Value& plain)
{
    switch (plain.kind()) {
    case Value::Kind::Bool:
        return plain.integer() != 0;
    case Value::Kind::Integer:
        return plain.integer();
    case Value::Kind::Float:
        return plain.realNumber();
    case Value::Kind::String:
        return plain.text();
    default:
        return {};
    }
}

/// Reads the value of one option.
class OptionReader {
public:
    OptionReader(Interpreter& interpreter, SqlalchemyContext& context)
        : m_interpreter(interpreter)
        , m_context(context)
    { }

    QVariant read(const QString& key, const Value& value)
    {
        const Value plain = plainValue(value);
        if (const auto column = value.as<ColumnHost>(); column && !key.endsWith(QLatin1String("_where")))
            return column->name();
        if (value.as<ElementHost>())
            return QVariant::fromValue(noted(doubt, asExpression(m_interpreter, m_context, value, TextSense::Sql)));
        if (plain.isString() && key.endsWith(QLatin1String("_where")))
            return QVariant::fromValue(schema::Expression::text(plain.text()));
        if (const auto dict = value.as<symbolic::Dict>())
            return readDict(key, *dict);
        if (value.as<symbolic::Sequence>() || value.as<symbolic::Set>())
            return readList(value);
        if (plain.isObject() || plain.isUnknown())
            note(doubt, doubtOf(m_interpreter, value));
        return plainVariant(plain);
    }

    DoubtPtr doubt;

private:
    QVariant readList(const Value& value)
    {
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> items = m_interpreter.elements(value, &unknown);
        note(doubt, items ? nullptr : unknown ? unknown : doubtOf(m_interpreter, value));
        QVariantList all;
        for (const Value& item : items.value_or(std::vector<Value>{}))
            all.append(read({}, item));
        return all;
    }

    QVariant readDict(const QString& key, const symbolic::Dict& dict)
    {
        note(doubt, dict.doubt);
        QVariantMap map;
        QVariantList pairs;
        for (const auto& [name, value] : dict.entries()) {
            const Known<QString> text = name.as<ColumnHost>() ? Known<QString>{ name.as<ColumnHost>()->name(), {} }
                                                              : asText(m_interpreter, name);
            const QVariant item = read({}, value);
            map.insert(noted(doubt, text), item);
            pairs.append(QVariant(QVariantList{ text.value, item }));
        }
        return key.endsWith(QLatin1String("_with")) ? QVariant(pairs) : QVariant(map);
    }

    Interpreter& m_interpreter;
    SqlalchemyContext& m_context;
};

} // namespace

Known<QVariantMap> dialectOptions(Interpreter& interpreter, SqlalchemyContext& context, const Arguments& arguments)
{
    OptionReader reader(interpreter, context);
    reader.doubt = arguments.doubt;
    QVariantMap options;
    for (const auto& keyword : arguments.keywords) {
        if (keyword.first.indexOf(QLatin1Char('_'), 1) < 1)
            typeError(interpreter,
                QStringLiteral("Additional arguments should be named <dialectname>_<argument>, got '%1'")
                    .arg(keyword.first));
        options.insert(keyword.first, reader.read(keyword.first, keyword.second));
    }
    return { options, reader.doubt };
}

} // namespace espalier::operations
