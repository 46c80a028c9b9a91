#pragma once

#include "dialects/dialect.h"
#include "schema/difference.h"
#include "schema/schema.h"

#include <QJsonArray>
#include <QJsonObject>

namespace espalier::report {

/// The document of `espalier-cli schema`, without "format". A schema of null is the database's default one; columns of
/// an index are null where they are expressions, which "expressions" then has in full.
QJsonObject schemaJson(const schema::Schema& schema, const dialects::Dialect& dialect);

/// The same of a database, with what it says besides: owner, rows (an estimate), bytes of each table, and what could
/// not be seen.
QJsonObject databaseJson(const dialects::Introspected& database, const dialects::Dialect& dialect);

/// The "changes" of `espalier-cli diff`: "sql" leads from A to B, "sql_back" from B to A. Where the database has no
/// statement for a change, "sql_unknown" says why and the list is empty.
/// The SQL of each is that of a step from the one schema to the other.
QJsonArray differencesJson(const std::vector<schema::Difference>& differences, const dialects::Dialect& dialect,
    const schema::Schema& from = {}, const schema::Schema& to = {});

} // namespace espalier::report
