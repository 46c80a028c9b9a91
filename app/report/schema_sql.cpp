#include "report/schema_sql.h"

#include "dialects/changes_sql.h"
#include "schema/describe.h"
#include "schema/difference.h"

#include <algorithm>

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
    schema::Schema nothing;
    nothing.knowsSettings = true;
    const auto differences = schema::difference(nothing, schema, dialect.schemaRules());
    QStringList all;
    const bool hasRoutines = std::any_of(schema.others.keyBegin(), schema.others.keyEnd(), [](const auto& key) {
        return key.kind == QLatin1String("function") || key.kind == QLatin1String("procedure");
    });
    if (hasRoutines)
        for (const QString& statement : dialect.serverDdl().scriptStart())
            all.append(statement + QLatin1Char(';'));
    for (const schema::Change& change : schema::forward(differences)) {
        const dialects::Statements statements = dialects::changeToSql(dialect.serverDdl(), change);
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
