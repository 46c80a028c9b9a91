#pragma once

#include "contract/database/contract.h"

#include "dialects/dialect.h"
#include "schema/column_use.h"
#include "schema/schema_rules.h"

// A schema in lines, once as a server's catalogue has it and once as a Schema does: columns with type, NULL and
// default, constraints, indexes and sequences by their names.

namespace espalier::test {

/// The lines of the catalogue; types and defaults in the rules' one spelling.
inline QStringList catalogueLines(database::Session& session, Kind kind, const schema::SchemaRules& rules)
{
    const QString columns = perKind(kind,
        "SELECT m.name AS t, p.name AS c, p.type AS y, p.\"notnull\" = 0 AS n, p.dflt_value AS d FROM sqlite_master m, "
        "pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
        "SELECT c.relname AS t, a.attname AS c, format_type(a.atttypid, a.atttypmod) AS y, NOT a.attnotnull AS n, "
        "pg_get_expr(d.adbin, d.adrelid) AS d FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN "
        "pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT "
        "a.attisdropped AND c.relnamespace = 'public'::regnamespace",
        "SELECT c.TABLE_NAME AS t, COLUMN_NAME AS c, COLUMN_TYPE AS y, IS_NULLABLE = 'YES' AS n, COLUMN_DEFAULT AS d "
        "FROM "
        "information_schema.COLUMNS c JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND "
        "t.TABLE_NAME "
        "= c.TABLE_NAME AND TABLE_TYPE = 'BASE TABLE' WHERE c.TABLE_SCHEMA = DATABASE()");
    QStringList lines;
    const auto rows = session.query(columns);
    if (!rows)
        qFatal("%s", qPrintable(core::describe(rows.error())));
    for (size_t row = 0; row < rows->size(); ++row) {
        schema::Column column;
        column.type = schema::SqlType::fromSql(rows->text(row, QStringLiteral("y")));
        column.nullable = rows->value(row, QStringLiteral("n")).toBool();
        const QVariant value = rows->value(row, QStringLiteral("d"));
        if (!value.isNull())
            column.serverDefault = schema::Expression::literalColumn(value.toString());
        const schema::ComparableColumn stored = rules.comparable(column, schema::Table{});
        lines.append(QStringLiteral("column %1.%2 %3%4 default [%5]")
                         .arg(rows->text(row, QStringLiteral("t")), rows->text(row, QStringLiteral("c")), stored.type,
                             stored.isNullable ? QString() : QStringLiteral(" not null"), stored.defaultValue));
    }
    const QString names = perKind(kind,
        "SELECT 'index ' || tbl_name || '.' || name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE "
        "'sqlite_autoindex%'",
        "SELECT 'constraint ' || c.relname || '.' || conname || ' ' || contype::text FROM pg_constraint k JOIN "
        "pg_class c ON "
        "c.oid = k.conrelid WHERE k.connamespace = 'public'::regnamespace UNION ALL SELECT 'index ' || tablename || "
        "'.' "
        "|| indexname FROM pg_indexes WHERE schemaname = 'public' UNION ALL SELECT 'sequence ' || relname FROM "
        "pg_class "
        "WHERE relkind = 'S' UNION ALL SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY "
        "e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname",
        "SELECT CONCAT('constraint ', TABLE_NAME, '.', CONSTRAINT_NAME, ' ', LOWER(LEFT(CONSTRAINT_TYPE, 1))) FROM "
        "information_schema.TABLE_CONSTRAINTS t WHERE TABLE_SCHEMA = DATABASE() AND CONSTRAINT_TYPE <> 'UNIQUE' AND "
        "NOT "
        "EXISTS (SELECT 1 FROM information_schema.CHECK_CONSTRAINTS c WHERE c.CONSTRAINT_SCHEMA = t.TABLE_SCHEMA AND "
        "c.TABLE_NAME = t.TABLE_NAME AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME AND CHECK_CLAUSE LIKE 'json_valid(%') "
        "UNION ALL "
        "SELECT CONCAT('index ', TABLE_NAME, '.', INDEX_NAME, ' ', GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX "
        "SEPARATOR ',')) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() GROUP BY TABLE_NAME, "
        "INDEX_NAME");
    const auto named = session.query(names);
    if (!named)
        qFatal("%s", qPrintable(core::describe(named.error())));
    for (const QVariantList& row : named->rows)
        lines.append(row.value(0).toString());
    lines.sort();
    return lines;
}

inline bool hasIndex(const schema::Constraint& constraint)
{
    using Parts = schema::Constraint::Kind;
    return constraint.kind == Parts::PrimaryKey || constraint.kind == Parts::Unique
        || constraint.kind == Parts::Exclusion;
}

/// The same lines of a Schema.
inline QStringList schemaLines(const schema::Schema& schema, Kind kind, const schema::SchemaRules& rules)
{
    QStringList lines;
    for (const auto& table : schema.tables) {
        const QString t = table->name.name;
        for (const schema::Column& column : table->columns) {
            const schema::ComparableColumn stored = rules.comparable(column, *table);
            lines.append(QStringLiteral("column %1.%2 %3%4 default [%5]")
                             .arg(t, column.name, stored.type,
                                 stored.isNullable ? QString() : QStringLiteral(" not null"), stored.defaultValue));
        }
        for (const schema::Constraint& constraint : table->constraints) {
            const auto letter = QChar::fromLatin1("pfucx"[static_cast<int>(constraint.kind)]);
            const bool isUnique = constraint.kind == schema::Constraint::Kind::Unique;
            if (kind == Kind::PostgreSql || (kind == Kind::MariaDb && !isUnique))
                lines.append(QStringLiteral("constraint %1.%2 %3").arg(t, constraint.name.text, letter));
            if (kind == Kind::PostgreSql && hasIndex(constraint))
                lines.append(QStringLiteral("index %1.%2").arg(t, constraint.name.text));
            if (kind == Kind::MariaDb && hasIndex(constraint))
                lines.append(QStringLiteral("index %1.%2 %3")
                                 .arg(t, constraint.name.text, constraint.columns.join(QLatin1Char(','))));
        }
        for (const schema::Index& index : table->indexes)
            lines.append(QStringLiteral("index %1.%2").arg(t, index.name.text)
                + (kind == Kind::MariaDb ? QLatin1Char(' ') + schema::leadingColumns(index).join(QLatin1Char(','))
                                         : QString()));
    }
    if (kind == Kind::PostgreSql) {
        for (const auto& sequence : schema.sequences)
            lines.append(QStringLiteral("sequence ") + sequence->name.name);
        for (const auto& type : schema.enums)
            lines.append(QStringLiteral("enum %1 %2").arg(type->name.name, type->values.join(QLatin1Char(','))));
    }
    lines.sort();
    return lines;
}

/// What differs, for a test's message: "-" is expected by us, "+" is what the server has.
inline QString lineDifference(const QStringList& ours, const QStringList& servers)
{
    QStringList all;
    for (const QString& line : ours)
        if (!servers.contains(line))
            all.append(QLatin1String("ours:   ") + line);
    for (const QString& line : servers)
        if (!ours.contains(line))
            all.append(QLatin1String("server: ") + line);
    return all.join(QLatin1Char('\n'));
}

} // namespace espalier::test
