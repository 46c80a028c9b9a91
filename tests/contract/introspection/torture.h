#pragma once

#include "contract/database/contract.h"
#include "database/live_schema.h"
#include "dialects/changes_sql.h"
#include "schema/difference.h"

#include <QFile>

namespace espalier::test {

/// The statements of a torture schema: a line each, or several up to one that ends with ";".
inline QStringList tortureStatements(Kind kind)
{
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/contract/introspection/torture_%1.sql")
                   .arg(perKind(kind, "sqlite", "postgresql", "mariadb")));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.fileName()));
    QStringList statements = QString::fromUtf8(file.readAll()).split(QStringLiteral(";\n"), Qt::SkipEmptyParts);
    const int most = kind == Kind::MariaDb ? 1000 : 1600;
    QStringList columns;
    for (int i = 0; i < most; ++i)
        columns.append(
            QStringLiteral("c%1 %2").arg(i).arg(i % 2 == 0 ? QStringLiteral("INTEGER") : QStringLiteral("SMALLINT")));
    statements.append(QStringLiteral("CREATE TABLE wide (%1)").arg(columns.join(QStringLiteral(", "))));
    return statements;
}

/// The roles that means_postgresql.sql names. The servers go with the run, and they with those.
inline void makeRoles(const TestDatabase& database)
{
    for (const char* const role : { "means_bob", "\"means carl\"" })
        database.execute({ QStringLiteral("DO $$ BEGIN CREATE ROLE %1; EXCEPTION WHEN duplicate_object THEN END $$")
                               .arg(QLatin1String(role)) });
}

/// Runs statements in a session that may change things; a failure ends the program.
inline void runStatements(const QString& url, const QStringList& statements)
{
    auto session = open(url);
    if (!session)
        qFatal("%s", qPrintable(core::describe(session.error())));
    if (const QString failure = runAll(*session, statements); !failure.isEmpty())
        qFatal("%s", qPrintable(failure));
}

inline core::Result<dialects::Introspected> introspected(const QString& url)
{
    return database::readSchema(settingsFor(url), secretIn(url), jobs::JobContext());
}

inline const dialects::Dialect& dialectFor(Kind kind)
{
    return *dialects::findDialect(perKind(kind, "sqlite", "postgresql", "mysql"));
}

/// A line for each difference.
inline QString shown(const std::vector<schema::Difference>& differences)
{
    QStringList all;
    for (const schema::Difference& one : differences)
        all.append(one.detail.english());
    return all.join(QLatin1Char('\n'));
}

/// As `schema --format sql` writes it.
inline QStringList statementsOf(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    schema::Schema nothing;
    nothing.knowsSettings = true;
    QStringList all = dialect.serverDdl().scriptStart();
    for (const schema::Change& change : schema::forward(schema::difference(nothing, schema, dialect.schemaRules()))) {
        const auto statements = dialects::changeToSql(dialect.serverDdl(), change);
        if (!statements)
            qFatal("%s", qPrintable(core::describe(statements.error())));
        all += *statements;
    }
    return all;
}

} // namespace espalier::test
