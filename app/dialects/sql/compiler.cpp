#include "dialects/sql/compiler.h"

#include <QCoreApplication>

namespace espalier::dialects::sql {

core::Result<QString> Compiler::result(const QString& sql) const
{
    if (m_error)
        return core::fail(*m_error);
    return sql;
}

QString Compiler::refuse(const QString& words)
{
    if (!m_error)
        m_error = core::makeError(core::ErrorCode::Refused,
            QT_TRANSLATE_NOOP("Messages", "Alembic cannot write this for %1: %2"), { dialect(), words }, words);
    return {};
}

QString Compiler::refuseOutright(const QString& words)
{
    m_isOutright = m_isOutright || !m_error;
    return refuse(words);
}

QString Compiler::unknown(const QString& reason)
{
    if (!m_error)
        m_error = core::makeError(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "The SQL is not known: %1"), { reason }, reason);
    return {};
}

void Compiler::prefixRefusal(const QString& text)
{
    if (!m_error || m_isOutright || m_error->code != core::ErrorCode::Refused)
        return;
    const QString words = text + m_error->detail;
    m_error.reset();
    refuse(words);
}

QVariant Compiler::option(const QVariantMap& options, const char* key) const
{
    return options.isEmpty() ? QVariant() : options.value(dialect() + QLatin1Char('_') + QLatin1String(key));
}

std::optional<schema::Expression> Compiler::expressionOption(const QVariantMap& options, const char* key) const
{
    const QVariant value = option(options, key);
    if (!value.isValid() || value.isNull())
        return {};
    if (value.canConvert<schema::Expression>())
        return value.value<schema::Expression>();
    return schema::Expression::text(value.toString());
}

QString Compiler::phrase(const QString& text, bool isValid, const char* pattern)
{
    return isValid
        ? text
        : refuse(
            QStringLiteral("Unexpected SQL phrase: '%1' (matching against '%2')").arg(text, QLatin1String(pattern)));
}

QString Compiler::constraintName(const schema::Name& name)
{
    const int longest = names().longestConstraint ? names().longestConstraint : names().longest;
    if (name.isConventional)
        return names().quoted(shortened(name.text, longest));
    if (name.text.size() > names().longest)
        return refuse(QStringLiteral("Identifier '%1' exceeds maximum length of %2 characters")
                          .arg(name.text, QString::number(names().longest)));
    return names().quoted(name.identifier());
}

QString Compiler::indexName(const schema::Name& name)
{
    if (!name.isConventional)
        return constraintName(name);
    return names().quoted(shortened(name.text, names().longestIndex ? names().longestIndex : names().longest));
}

} // namespace espalier::dialects::sql
