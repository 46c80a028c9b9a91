#include "authoring/code_writer.h"
#include "operations/sqlalchemy/type_classes.h"

#include <QCoreApplication>

// Types: SQLAlchemy's class and its arguments.

namespace espalier::authoring {

namespace {

using schema::SqlType;

core::Message unwritable(const char* source, const QStringList& arguments = {}) { return { source, arguments }; }

/// Types of another package that cannot be made without what only the project knows: what stands for them in SQL.
std::optional<SqlType> plainType(const SqlType& type)
{
    if (type.name == QLatin1String("sqlalchemy_utils.ChoiceType"))
        return type.item ? *type.item : SqlType::string(QStringLiteral("Unicode"), 255);
    if (type.name == QLatin1String("sqlalchemy_utils.EncryptedType"))
        return SqlType::of(QStringLiteral("LargeBinary"));
    if (type.name == QLatin1String("sqlalchemy_utils.StringEncryptedType"))
        return SqlType::string(QStringLiteral("String"), type.length);
    return std::nullopt;
}

/// What a type keeps under a parameter's name; no code where it keeps nothing there.
std::optional<QString> plainParameter(const SqlType& type, const QString& kept)
{
    const auto number
        = [](const std::optional<int>& value) { return value ? std::optional(QString::number(*value)) : std::nullopt; };
    const auto text
        = [](const QString& value) { return value.isEmpty() ? std::nullopt : std::optional(pythonText(value)); };
    if (kept == QLatin1String("length"))
        return number(type.length);
    if (kept == QLatin1String("precision"))
        return number(type.precision);
    if (kept == QLatin1String("scale"))
        return number(type.scale);
    if (kept == QLatin1String("dimensions"))
        return number(type.dimensions);
    if (kept == QLatin1String("collation"))
        return text(type.collation);
    if (kept == QLatin1String("charset"))
        return text(type.charset);
    if (kept == QLatin1String("timezone"))
        return type.timezone ? std::optional(pythonTruth(true)) : std::nullopt;
    const QVariant option = type.options.value(kept);
    if (option.typeId() == QMetaType::Bool)
        return pythonTruth(option.toBool());
    if (option.typeId() == QMetaType::QString)
        return pythonText(option.toString());
    if (type.options.contains(kept) && option.isNull())
        return QStringLiteral("None");
    return option.isNull() ? std::nullopt : std::optional(option.toString());
}

} // namespace

/// Types that older SQLAlchemys have in a dialect's package only are taken from there.
QString CodeWriter::className(const QString& name)
{
    static const QStringList ofDialect{ QStringLiteral("UUID"), QStringLiteral("DOUBLE_PRECISION") };
    const QString own = ofDialect.contains(name) ? QStringLiteral("postgresql.") + name : name;
    const qsizetype dot = own.lastIndexOf(QLatin1Char('.'));
    if (dot < 0)
        return QLatin1String("sa.") + own;
    const QString package = own.left(dot);
    const bool isDialect
        = package == QLatin1String("mssql") || package == QLatin1String("oracle") || dialects::findDialect(package);
    m_imports.insert(
        isDialect ? QStringLiteral("from sqlalchemy.dialects import ") + package : QStringLiteral("import ") + package);
    return own;
}

Written CodeWriter::enumeration(const SqlType& type)
{
    const schema::EnumFacts& facts = *type.enumeration;
    QStringList arguments;
    for (const QString& value : facts.values)
        arguments.append(pythonText(value));
    const auto add = [&](bool isGiven, const char* keyword, const QString& value) {
        if (isGiven)
            arguments.append(QLatin1String(keyword) + QLatin1Char('=') + value);
    };
    add(!facts.name.isEmpty(), "name", pythonText(facts.name));
    add(!facts.schema.isEmpty(), "schema", pythonText(facts.schema));
    const bool isThere
        = facts.isNative && m_existingEnums.contains(schema::ObjectName{ facts.schema, facts.name }.key());
    add(!facts.isNative, "native_enum", pythonTruth(false));
    add(isThere || !facts.createType, "create_type", pythonTruth(false));
    add(facts.createConstraint, "create_constraint", pythonTruth(true));
    add(facts.inheritSchema, "inherit_schema", pythonTruth(true));
    add(type.length.has_value(), "length", QString::number(type.length.value_or(0)));
    add(!type.collation.isEmpty(), "collation", pythonText(type.collation));
    add(!type.charset.isEmpty(), "charset", pythonText(type.charset));
    // only the dialect's own class can be told not to make the type
    const QString name = isThere || !facts.createType ? m_dialect.id() + QLatin1String(".ENUM") : type.name;
    return QStringLiteral("%1(%2)").arg(className(name), arguments.join(QLatin1String(", ")));
}

Written CodeWriter::parameters(const SqlType& type)
{
    QStringList arguments;
    QVariantMap rest = type.options;
    const QString known = QString::fromLatin1(operations::findTypeClass(type.name)->parameters);
    for (const QString& word : known.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word.startsWith(QLatin1Char('~')) || word == QLatin1String("|"))
            continue;
        const QString given = word.section(QLatin1Char('>'), 0, 0);
        const QString kept = word.contains(QLatin1Char('>')) ? word.section(QLatin1Char('>'), 1) : given;
        rest.remove(kept);
        if (kept == QLatin1String("item_type") || kept == QLatin1String("data_type")) {
            if (!type.item)
                continue;
            const Written item = this->type(*type.item);
            if (!item)
                return item;
            arguments.append(arguments.isEmpty() && given == kept ? *item : given + QLatin1Char('=') + *item);
        } else if (kept == QLatin1String("astext_type")) {
            arguments.append(QStringLiteral("astext_type=sa.Text()")); // as autogenerate has it
        } else if (const auto value = plainParameter(type, kept)) {
            arguments.append(given + QLatin1Char('=') + *value);
        }
    }
    if (!rest.isEmpty())
        return tl::unexpected(unwritable(
            QT_TRANSLATE_NOOP("Messages", "The option %1 of type %2 has no code."), { rest.firstKey(), type.name }));
    return arguments.join(QLatin1String(", "));
}

Written CodeWriter::type(const SqlType& type)
{
    if (type.isNull())
        return tl::unexpected(unwritable(QT_TRANSLATE_NOOP("Messages", "Its type is not known.")));
    if (const auto plain = plainType(type))
        return this->type(*plain);
    if (!operations::findTypeClass(type.name))
        return tl::unexpected(unwritable(QT_TRANSLATE_NOOP("Messages", "Type %1 is known by its name alone."),
            { type.text.isEmpty() ? type.name : type.text }));
    QString code;
    if (type.enumeration) {
        code = *enumeration(type);
    } else {
        const Written arguments = parameters(type);
        if (!arguments)
            return arguments;
        code = QStringLiteral("%1(%2)").arg(className(type.name), *arguments);
    }
    if (!type.variants)
        return code;
    for (const schema::TypeVariant& variant : *type.variants) {
        const Written other = this->type(variant.type);
        if (!other)
            return other;
        code += QStringLiteral(".with_variant(%1, %2)").arg(*other, pythonText(variant.dialect));
    }
    return code;
}

} // namespace espalier::authoring
