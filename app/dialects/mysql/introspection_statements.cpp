#include "dialects/dialect.h"
#include "dialects/mysql/introspection.h"
#include "dialects/mysql/server_options.h"

#include <algorithm>
#include <QRegularExpression>

// Routines, and what of a table stands in its statement alone.

namespace espalier::dialects::mysql {

using schema::Constraint;
using schema::Table;

void Introspection::takeParameter(const RowReader& row)
{
    const QString routine = row.text("kind") + QLatin1Char(' ') + row.text("routine");
    QString type = row.text("type");
    if (!row.isNull("collation") && row.text("collation") != m_collation)
        type += QStringLiteral(" CHARSET %1 COLLATE %2").arg(row.text("charset"), row.text("collation"));
    if (row.number("place") == 0) {
        m_returned.insert(routine, type);
        return;
    }
    const bool isOfProcedure = row.text("kind") == QLatin1String("procedure");
    m_parameters[routine].append((isOfProcedure ? row.text("mode") + QLatin1Char(' ') : QString())
        + m_session.dialect().quoted(row.text("name")) + QLatin1Char(' ') + type);
}

void Introspection::takeRoutine(const QString& kind, const QString& name, const QString& rest)
{
    const QString routine = kind + QLatin1Char(' ') + name;
    const QString returned = m_returned.value(routine);
    const QString definition = rest.isEmpty()
        ? QString()
        : QStringLiteral("CREATE %1 %2(%3)%4%5")
              .arg(kind.toUpper(), m_session.dialect().quoted(name),
                  m_parameters.value(routine).join(QStringLiteral(", ")),
                  returned.isEmpty() ? QString() : QLatin1String(" RETURNS ") + returned, rest);
    m_result.schema.put(schema::OpaqueObject{ kind, { {}, name }, {}, definition });
}

void Introspection::takePartition(const RowReader& row)
{
    const QString relation = row.text("relation");
    const QString method = row.text("method");
    if (method == QLatin1String("SYSTEM_TIME")) { // whose interval the catalogue does not give
        m_special.insert(relation);
        return;
    }
    Partitions& partitions = m_partitions[relation];
    partitions.method = QStringLiteral("%1 (%2)").arg(method, row.text("expression"));
    const QString name = row.text("name");
    if (partitions.names.isEmpty() || partitions.names.last() != name) {
        const QString bound = row.text("description");
        QString text = QLatin1String("PARTITION ") + m_session.dialect().quoted(name);
        if (method.startsWith(QLatin1String("RANGE")))
            text += QLatin1String(" VALUES LESS THAN ")
                + (method == QLatin1String("RANGE") && bound == QLatin1String("MAXVALUE")
                        ? bound
                        : QLatin1Char('(') + bound + QLatin1Char(')'));
        else if (method.startsWith(QLatin1String("LIST")))
            text += bound == QLatin1String("MAXVALUE") ? QStringLiteral(" DEFAULT")
                                                       : QLatin1String(" VALUES IN (") + bound + QLatin1Char(')');
        if (const QString comment = row.text("comment"); !comment.isEmpty())
            text += QLatin1String(" COMMENT ") + m_session.dialect().literal(comment);
        partitions.names.append(name);
        partitions.texts.append(text);
        partitions.subNames.append(QStringList());
    }
    if (row.isNull("sub_name"))
        return;
    partitions.subMethod = QStringLiteral("%1 (%2)").arg(row.text("sub_method"), row.text("sub_expression"));
    partitions.subNames.last().append(row.text("sub_name"));
}

/// Names that come by themselves are not said where nothing else is.
QString Introspection::Partitions::text() const
{
    QString text = method;
    if (!subMethod.isEmpty())
        text += QStringLiteral(" SUBPARTITION BY %1 SUBPARTITIONS %2").arg(subMethod).arg(subNames.first().size());
    bool areUsual = method.contains(QLatin1String("HASH")) || method.contains(QLatin1String("KEY"));
    for (qsizetype i = 0; i < names.size(); ++i)
        areUsual
            = areUsual && names[i] == QStringLiteral("p%1").arg(i) && !texts[i].contains(QLatin1String(" COMMENT "));
    if (areUsual)
        return text + QStringLiteral(" PARTITIONS %1").arg(names.size());
    QStringList all;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        QStringList own;
        bool areOwn = false;
        for (qsizetype k = 0; k < subNames[i].size(); ++k) {
            areOwn = areOwn || subNames[i][k] != QStringLiteral("%1sp%2").arg(names[i]).arg(k);
            own.append(QLatin1String("SUBPARTITION `")
                + QString(subNames[i][k]).replace(QLatin1Char('`'), QLatin1String("``")) + QLatin1Char('`'));
        }
        all.append(
            areOwn ? texts[i] + QLatin1String(" (") + own.join(QLatin1String(", ")) + QLatin1Char(')') : texts[i]);
    }
    return text + QLatin1String(" (") + all.join(QLatin1String(", ")) + QLatin1Char(')');
}

core::Result<void> Introspection::readStatements()
{
    QStringList names = m_special.values();
    names.sort();
    for (const QString& name : names) {
        const auto table = m_tables.find(name);
        if (table == m_tables.end())
            continue;
        const auto rows = m_session.query(QLatin1String("SHOW CREATE TABLE ") + m_session.dialect().quoted(name));
        if (!rows)
            return core::fail(rows.error());
        if (!rows->isEmpty())
            takeStatement(table.value(), rows->rows[0].value(1).toString());
    }
    return {};
}

/// As servers write it: a line for each part, then the options, then the partitions.
void Introspection::takeStatement(Table& table, const QString& statement) const
{
    static const QRegularExpression period(
        QStringLiteral("^  (PERIOD FOR (`(?:[^`]|``)+`|SYSTEM_TIME) .*?),?$"), QRegularExpression::MultilineOption);
    static const QRegularExpression exclusive(
        QStringLiteral("^  (?:(PRIMARY) |UNIQUE )KEY (?:`((?:[^`]|``)+)` )?\\((.* WITHOUT OVERLAPS)\\),?$"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression partitions(QStringLiteral("\\n[ /*!\\d]*PARTITION BY (.*?)(?: \\*/)?\\s*$"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression engine(QStringLiteral(" ENGINE = \\w+"));
    QStringList periods;
    for (auto it = period.globalMatch(statement); it.hasNext();) {
        const auto found = it.next();
        periods.append(found.captured(1));
        QString name = found.captured(2);
        name = name.mid(1).chopped(1).replace(QLatin1String("``"), QLatin1String("`"));
        std::erase_if(table.constraints, [&](const Constraint& one) { // which makes sure that it ends after it begins
            return one.kind == Constraint::Kind::Check && one.name.text == name && one.columns.isEmpty();
        });
    }
    if (!periods.isEmpty())
        table.options.insert(periodsOption(), periods);
    for (auto it = exclusive.globalMatch(statement); it.hasNext();) {
        const auto found = it.next();
        const QString name = found.captured(1).isEmpty()
            ? found.captured(2).replace(QLatin1String("``"), QLatin1String("`"))
            : found.captured(1);
        for (schema::Index& index : table.indexes)
            if (index.name.text == name)
                index.options.insert(elementsOption(), found.captured(3));
    }
    if (const auto found = partitions.match(statement); found.hasMatch())
        table.options.insert(QStringLiteral("mysql_partition_by"), found.captured(1).remove(engine).simplified());
}

} // namespace espalier::dialects::mysql
