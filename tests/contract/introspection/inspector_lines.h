#pragma once

#include "contract/database/contract.h"
#include "support/real_alembic.h"

#include "dialects/ddl.h"
#include "schema/column_use.h"
#include "schema/schema.h"
#include "schema/schema_rules.h"

// A schema in the lines of inspector.py, once as SQLAlchemy sees a database and once as a Schema has it.

namespace espalier::test {

inline QString line(const QStringList& parts) { return parts.join(QLatin1Char('\x1f')); }

/// A type's SQL in the one spelling of the rules.
inline QString spelled(const QString& sql, const schema::SchemaRules& rules)
{
    schema::Column column;
    column.type = schema::SqlType::fromSql(sql.section(QStringLiteral(" COLLATE "), 0, 0));
    return rules.comparable(column, schema::Table{}).type;
}

inline QStringList inspectorLines(const QString& url, const schema::SchemaRules& rules)
{
    const PythonRun run = runPython(
        QStringLiteral(ESPALIER_SOURCE_DIR "/tests/contract/introspection"), { QStringLiteral("inspector.py"), url });
    if (run.exitCode != 0)
        qFatal("%s", run.text().constData());
    QStringList lines;
    for (const QString& written : run.out.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        QStringList parts = written.split(QLatin1Char('\x1f'));
        if (parts.front() == QLatin1String("type"))
            parts.back() = spelled(parts.back(), rules);
        lines.append(line(parts));
    }
    lines.sort();
    return lines;
}

class SchemaLines {
public:
    SchemaLines(
        const schema::Schema& schema, Kind kind, const dialects::Dialect& dialect, const schema::SchemaRules& rules)
        : m_kind(kind)
        , m_dialect(dialect)
        , m_rules(rules)
    {
        for (const auto& table : schema.tables)
            if (!table->prefixes.contains(QStringLiteral("FOREIGN")))
                add(*table);
        for (const auto& view : schema.views)
            say({ QStringLiteral("view"), view->name.schema, view->name.name });
        for (const auto& type : schema.enums)
            say(QStringList{ QStringLiteral("enum"), type->name.schema, type->name.name } + type->values);
        lines.sort();
    }
    QStringList lines;

private:
    void say(const QStringList& parts) { lines.append(line(parts)); }
    static QString truth(bool value) { return value ? QStringLiteral("True") : QStringLiteral("False"); }

    void add(const schema::Table& table)
    {
        const QStringList name{ table.name.schema, table.name.name };
        const bool hasComments = m_kind == Kind::PostgreSql;
        say(QStringList{ QStringLiteral("table") } + name + QStringList{ hasComments ? table.comment : QString() });
        for (const schema::Column& column : table.columns) {
            say(QStringList{ QStringLiteral("column") } + name
                + QStringList{ column.name, truth(m_rules.comparable(column, table).isNullable), column.comment });
            if (column.computed)
                say(QStringList{ QStringLiteral("computed") } + name + QStringList{ column.name });
            if (column.identity)
                say(QStringList{ QStringLiteral("identity") } + name
                    + QStringList{ column.name, truth(column.identity->always) });
            const auto type = m_dialect.ddl().type(column.type);
            say(QStringList{ QStringLiteral("type") } + name
                + QStringList{ column.name, type ? spelled(*type, m_rules) : QStringLiteral("?") });
        }
        bool hasKey = false;
        for (const schema::Constraint& constraint : table.constraints) {
            hasKey |= constraint.kind == schema::Constraint::Kind::PrimaryKey;
            add(constraint, name);
        }
        if (!hasKey)
            say(QStringList{ QStringLiteral("key") } + name + QStringList{ QString() });
        for (const schema::Index& index : table.indexes) {
            const QStringList columns = schema::leadingColumns(index);
            if (columns.size() == static_cast<qsizetype>(index.elements.size()))
                say(QStringList{ QStringLiteral("index") } + name
                    + QStringList{ index.name.text, columns.join(QLatin1Char(',')), truth(index.isUnique) });
        }
    }

    void add(const schema::Constraint& constraint, const QStringList& name)
    {
        using Parts = schema::Constraint::Kind;
        const QString columns = constraint.columns.join(QLatin1Char(','));
        switch (constraint.kind) {
        case Parts::PrimaryKey:
            return say(QStringList{ QStringLiteral("key") } + name + QStringList{ columns });
        case Parts::ForeignKey:
            return say(QStringList{ QStringLiteral("foreign") } + name
                + QStringList{ constraint.name.text, columns, constraint.target.schema, constraint.target.name,
                    constraint.targetColumns.join(QLatin1Char(',')), constraint.onDelete.section(u'(', 0, 0).trimmed(),
                    constraint.onUpdate });
        case Parts::Unique:
            return say(m_kind == Kind::MariaDb
                    ? QStringList{ QStringLiteral("index") } + name
                        + QStringList{ constraint.name.text, columns, truth(true) }
                    : QStringList{ QStringLiteral("unique") } + name + QStringList{ constraint.name.text, columns });
        case Parts::Check:
            if (m_kind == Kind::PostgreSql || (m_kind == Kind::MariaDb && constraint.columns.isEmpty()))
                say(QStringList{ QStringLiteral("check") } + name + QStringList{ constraint.name.text });
            return;
        case Parts::Exclusion:
            return;
        }
    }

    Kind m_kind;
    const dialects::Dialect& m_dialect;
    const schema::SchemaRules& m_rules;
};

/// Columns and keys that SQLAlchemy 1.4's inspector reads in its own way, as "kind | table | name".
inline bool isReadOtherwise(const QString& line, Kind kind)
{
    static const QHash<Kind, QStringList> others{
        { Kind::PostgreSql,
            { // the type of a domain is its base's, NOT NULL is the domain's; others are not known, or text
                QStringLiteral("type | types | p"), QStringLiteral("column | types | p"),
                QStringLiteral("type | types | e"), QStringLiteral("type | types | ad"),
                QStringLiteral("type | types | sp"), QStringLiteral("type | types | n"),
                QStringLiteral("type | types | q"), QStringLiteral("type | types | x"),
                QStringLiteral("type | a_team | lead"), QStringLiteral("type | a_team | members") } },
        { Kind::Sqlite,
            { // REFERENCES among a column's words, UNIQUE among them; no type; DOUBLE PRECISION is REAL
                QStringLiteral("foreign | child | "), QStringLiteral("unique | Käufer & Co | "),
                QStringLiteral("type | types | untyped"), QStringLiteral("type | types | x") } },
        { Kind::MariaDb,
            { // the backtick in a name stays doubled
                QStringLiteral("column | Käufer & Co | back`tick"), QStringLiteral("type | Käufer & Co | back`tick"),
                QStringLiteral("index | Käufer & Co | ix \"odd\"") } }
    };
    const QStringList parts = QString(line).replace(QLatin1String("``"), QLatin1String("`")).split(QLatin1Char('\x1f'));
    return others.value(kind).contains(
        QStringList{ parts.value(0), parts.value(2), parts.value(3) }.join(QStringLiteral(" | ")));
}

/// What stands in one list only, for a test's message.
inline QString onlyInOne(const QStringList& ours, const QStringList& theirs, Kind kind)
{
    QStringList all;
    for (const QString& one : ours)
        if (!theirs.contains(one) && !isReadOtherwise(one, kind))
            all.append(QLatin1String("ours:   ") + QString(one).replace(QLatin1Char('\x1f'), QLatin1String(" | ")));
    for (const QString& one : theirs)
        if (!ours.contains(one) && !isReadOtherwise(one, kind))
            all.append(QLatin1String("theirs: ") + QString(one).replace(QLatin1Char('\x1f'), QLatin1String(" | ")));
    return all.join(QLatin1Char('\n'));
}

} // namespace espalier::test
