#include "report/schema_sql.h"

#include "dialects/changes_sql.h"
#include "schema/describe.h"
#include "schema/difference.h"

namespace espalier::report {

namespace {

QString comment(const QString& text)
{
    return QLatin1String("-- ") + QString(text).replace(QLatin1Char('\n'), QLatin1String("\n-- "));
}

QString unknown(const schema::Change& change, const core::Error& error)
{
    const QString reason = error.detail.isEmpty() ? error.message.english() : error.detail;
    return comment(QStringLiteral("not known: %1: %2").arg(schema::describe(change).english(), reason));
}

} // namespace

QString schemaSql(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    const auto differences = schema::difference({}, schema, dialect.schemaRules());
    QStringList all;
    for (const schema::Change& change : schema::forward(differences)) {
        const dialects::Statements statements = dialects::changeToSql(dialect.ddl(), change);
        if (!statements) {
            all.append(unknown(change, statements.error()));
            continue;
        }
        for (const QString& statement : *statements)
            all.append(statement + QLatin1Char(';'));
    }
    return all.isEmpty() ? QString() : all.join(QLatin1String("\n\n")) + QLatin1Char('\n');
}

} // namespace espalier::report
