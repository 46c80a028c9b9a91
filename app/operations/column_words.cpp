#include "operations/change_words.h"

#include "operations/words.h"

namespace espalier::operations {

namespace {

QString literalText(const schema::Literal& value)
{
    switch (value.kind) {
    case schema::Literal::Kind::Bool:
        return value.integer != 0 ? QStringLiteral("true") : QStringLiteral("false");
    case schema::Literal::Kind::Integer:
        return value.text.isEmpty() ? QString::number(value.integer) : value.text;
    case schema::Literal::Kind::Float:
        return QString::number(value.real);
    case schema::Literal::Kind::String:
        return QLatin1Char('\'') + shortened(value.text) + QLatin1Char('\'');
    default:
        return value.text;
    }
}

QString defaultText(const schema::Expression& expression)
{
    switch (expression.kind()) {
    case schema::Expression::Kind::Null:
        return QStringLiteral("NULL");
    case schema::Expression::Kind::True:
        return QStringLiteral("true");
    case schema::Expression::Kind::False:
        return QStringLiteral("false");
    case schema::Expression::Kind::Function:
        return expression.textOf() + QLatin1String("()");
    case schema::Expression::Kind::Literal:
        return literalText(expression.value());
    default:
        return shortened(expression.textOf());
    }
}

void sayDefault(std::vector<core::Message>& sentences, const schema::ColumnChange& change)
{
    const QStringList place{ change.column, change.table.key() };
    if (std::holds_alternative<schema::NoDefault>(change.serverDefault))
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "takes the default from column %1 of %2"), place });
    else if (std::holds_alternative<schema::Identity>(change.serverDefault))
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "makes column %1 of %2 an identity"), place });
    else if (std::holds_alternative<schema::Computed>(change.serverDefault))
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "makes column %1 of %2 computed"), place });
    else if (const auto* value = std::get_if<schema::Expression>(&change.serverDefault)) {
        const QString text = defaultText(*value);
        if (text.isEmpty())
            sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "gives column %1 of %2 another default"), place });
        else
            sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "gives column %1 of %2 the default %3"),
                { change.column, change.table.key(), text } });
    }
}

} // namespace

QString typeInWords(const schema::SqlType& type)
{
    if (!type.text.isEmpty())
        return type.text;
    if (type.isNull())
        return QStringLiteral("NullType");
    const QString name = type.name.section(QLatin1Char('.'), -1);
    QStringList arguments;
    if (type.item)
        arguments.append(typeInWords(*type.item));
    if (type.length)
        arguments.append(QString::number(*type.length));
    if (type.precision)
        arguments.append(QString::number(*type.precision));
    if (type.precision && type.scale)
        arguments.append(QString::number(*type.scale));
    if (type.enumeration && !type.enumeration->name.isEmpty())
        arguments.append(type.enumeration->name);
    return arguments.isEmpty() ? name
                               : name + QLatin1Char('(') + arguments.join(QLatin1String(", ")) + QLatin1Char(')');
}

core::Message columnInWords(const schema::ColumnAddition& change)
{
    const schema::Column& column = change.column;
    const bool isNullable = column.isNullable();
    const QString value = column.serverDefault ? defaultText(*column.serverDefault) : QString();
    QStringList arguments{ column.name, change.table.key(), typeInWords(column.type) };
    if (value.isEmpty())
        return { isNullable ? QT_TRANSLATE_NOOP("Messages", "adds column %1 to %2: %3, nullable")
                            : QT_TRANSLATE_NOOP("Messages", "adds column %1 to %2: %3, not null"),
            arguments };
    arguments.append(value);
    return { isNullable ? QT_TRANSLATE_NOOP("Messages", "adds column %1 to %2: %3, nullable, default %4")
                        : QT_TRANSLATE_NOOP("Messages", "adds column %1 to %2: %3, not null, default %4"),
        arguments };
}

std::vector<core::Message> columnInWords(const schema::ColumnChange& change)
{
    const QStringList place{ change.column, change.table.key() };
    std::vector<core::Message> sentences;
    if (change.type && change.existingType)
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "changes the type of column %1 of %2 from %3 to %4"),
            { change.column, change.table.key(), typeInWords(*change.existingType), typeInWords(*change.type) } });
    else if (change.type)
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "changes the type of column %1 of %2 to %3"),
            { change.column, change.table.key(), typeInWords(*change.type) } });
    if (change.nullable)
        sentences.push_back({ *change.nullable ? QT_TRANSLATE_NOOP("Messages", "lets column %1 of %2 be null")
                                               : QT_TRANSLATE_NOOP("Messages", "forbids null in column %1 of %2"),
            place });
    sayDefault(sentences, change);
    if (change.changesComment)
        sentences.push_back(
            { change.comment.isNull() ? QT_TRANSLATE_NOOP("Messages", "removes the comment of column %1 of %2")
                                      : QT_TRANSLATE_NOOP("Messages", "changes the comment of column %1 of %2"),
                place });
    if (!change.newName.isEmpty())
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "renames column %1 of %2 to %3"),
            { change.column, change.table.key(), change.newName } });
    if (sentences.empty())
        sentences.push_back({ QT_TRANSLATE_NOOP("Messages", "changes column %1 of %2"), place });
    return sentences;
}

} // namespace espalier::operations
