#pragma once

#include "dialects/dialect.h"
#include "dialects/sql_reader.h"
#include "support/change_text.h"

#include <QTest>

namespace espalier::test {

struct Case {
    const char* name;
    const char* sql;
    const char* expected; ///< lines
};

inline std::vector<dialects::ReadStatement> readSql(const char* dialect, const QString& sql)
{
    return dialects::findDialect(QLatin1String(dialect))->sqlReader().read(sql);
}

/// What the statements of a text do, a line for each change; "read" for one that only reads.
inline QString changesOf(const char* dialect, const QString& sql)
{
    QStringList lines;
    for (const dialects::ReadStatement& statement : readSql(dialect, sql)) {
        if (statement.isRead)
            lines.append(QStringLiteral("read"));
        if (!statement.changes.empty())
            lines.append(text(statement.changes));
    }
    return lines.join(u'\n');
}

template <size_t N> void addCases(const Case (&cases)[N])
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    for (const Case& one : cases)
        QTest::newRow(one.name) << QString::fromUtf8(one.sql) << QString::fromUtf8(one.expected);
}

inline void checkCase(const char* dialect)
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(changesOf(dialect, sql), expected);
}

} // namespace espalier::test
