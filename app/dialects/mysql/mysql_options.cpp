#include "dialects/mysql/mysql_rules.h"
#include "dialects/mysql/mysql_server.h"
#include "dialects/mysql/server_options.h"

#include <algorithm>
#include <QMap>
#include <QRegularExpression>

// What of tables no script says, and servers do: storage, collations, versions of rows, partitions, what is not seen.

namespace espalier::dialects::mysql {

using schema::Change;
using schema::Changes;
using schema::Column;
using schema::Constraint;
using schema::Index;
using schema::Table;

namespace {

QString optionText(const Table& table, const char* key)
{
    return table.options.value(QLatin1String("mysql_") + QLatin1String(key)).toString();
}

/// "row_format=DYNAMIC `page_compressed`='1'" by their names.
QMap<QString, QString> storageOf(const Table& table)
{
    static const QRegularExpression setting(QStringLiteral("(`[^`]+`|\\w+)=('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\S+)"));
    QMap<QString, QString> all;
    for (auto it = setting.globalMatch(table.options.value(storageOption()).toString()); it.hasNext();) {
        const auto found = it.next();
        all.insert(found.captured(1), found.captured(2));
    }
    return all;
}

/// What a setting is where nobody set it.
QString usualSetting(const QString& name)
{
    static const core::WordSet counted
        = sql::wordSet("max_rows min_rows avg_row_length checksum delay_key_write key_block_size");
    return counted.contains(name) ? QStringLiteral("0") : QStringLiteral("DEFAULT");
}

/// Collects the statements that make one table's options those of another.
class OptionChanges {
public:
    OptionChanges(const Table& from, const Table& to)
        : m_from(from)
        , m_to(to)
    { }

    Changes all()
    {
        compareVersioning();
        compareStorage();
        compareColumns();
        compareIndexes();
        comparePartitions();
        Changes changes;
        for (const QString& statement : m_statements)
            changes.push_back(schema::AlterOther{ QStringLiteral("table"), m_from.name,
                m_words.join(QLatin1String(", ")),
                QLatin1String("ALTER TABLE ") + m_sql.names().quotedName(m_from.name) + QLatin1Char(' ') + statement });
        return changes;
    }

private:
    void add(const QString& statement, const QString& words = {})
    {
        m_statements.append(statement);
        m_words.append(words.isEmpty() ? statement : words);
    }

    void compareVersioning()
    {
        const QStringList before = m_from.options.value(periodsOption()).toStringList();
        const QStringList after = m_to.options.value(periodsOption()).toStringList();
        const bool was = m_from.options.value(versioningOption()).toBool();
        const bool is = m_to.options.value(versioningOption()).toBool();
        static const QRegularExpression definition(QStringLiteral("\\s*\\(`.*$"));
        if (was && !is)
            add(QStringLiteral("DROP SYSTEM VERSIONING"));
        for (const QString& period : before)
            if (!after.contains(period) && !period.contains(QLatin1String("SYSTEM_TIME")))
                add(QLatin1String("DROP ") + QString(period).remove(definition));
        for (const QString& period : after)
            if (!before.contains(period) && !period.contains(QLatin1String("SYSTEM_TIME")))
                add(QLatin1String("ADD ") + period);
        if (!was && is)
            add(QStringLiteral("ADD SYSTEM VERSIONING"));
    }

    void compareStorage()
    {
        if (const QString engine = optionText(m_to, "engine");
            engine != optionText(m_from, "engine") && !engine.isEmpty())
            add(QLatin1String("ENGINE=") + engine);
        const QMap<QString, QString> before = storageOf(m_from);
        const QMap<QString, QString> after = storageOf(m_to);
        QStringList settings;
        for (auto it = after.cbegin(); it != after.cend(); ++it)
            if (before.value(it.key()) != it.value())
                settings.append(it.key() + QLatin1Char('=') + it.value());
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            if (!after.contains(it.key()))
                settings.append(it.key() + QLatin1Char('=') + usualSetting(it.key()));
        if (!settings.isEmpty())
            add(settings.join(QLatin1Char(' ')));
        const QString collation = collationOf(m_to);
        if (collation != collationOf(m_from))
            add(QStringLiteral("DEFAULT CHARACTER SET %1 COLLATE %2")
                    .arg(collation.section(QLatin1Char('_'), 0, 0), collation));
    }

    static QString collationOf(const Table& table) { return table.options.value(tableCollationOption()).toString(); }
    static QString collationOf(const Column& column)
    {
        return column.options.value(columnCollationOption()).toString();
    }

    /// What is seen of a column, how it is kept and sorted; what kind of column it is has been compared.
    void compareColumns()
    {
        for (const Column& column : m_to.columns) {
            const Column* old = m_from.column(column.name);
            if (!old)
                continue;
            QStringList words;
            const bool isInvisible = column.options.contains(invisibleOption());
            if (isInvisible != old->options.contains(invisibleOption()))
                words.append(QLatin1String(isInvisible ? "INVISIBLE" : "VISIBLE"));
            const QString compression = column.options.value(compressionOption()).toString();
            if (compression != old->options.value(compressionOption()).toString())
                words.append(compression.isEmpty() ? QStringLiteral("not COMPRESSED") : compression);
            const bool isUnversioned = column.options.contains(versioningOption());
            if (isUnversioned != old->options.contains(versioningOption()))
                words.append(QLatin1String(isUnversioned ? "WITHOUT SYSTEM VERSIONING" : "WITH SYSTEM VERSIONING"));
            const auto isJson = [](const Column& one) { return one.type.name == QLatin1String("JSON"); };
            if (isJson(column) != isJson(*old)
                && m_rules.comparable(*old, m_from).type == m_rules.comparable(column, m_to).type)
                words.append(QLatin1String(isJson(column) ? "JSON" : "no JSON"));
            if (!collationOf(column).isEmpty() && !collationOf(*old).isEmpty()
                && collationOf(column) != collationOf(*old))
                words.append(QLatin1String("COLLATE ") + collationOf(column));
            if (words.isEmpty())
                continue;
            const bool isElseSame = m_rules.comparable(*old, m_from) == m_rules.comparable(column, m_to);
            add(QLatin1String("MODIFY COLUMN ") + m_sql.wholeColumn(isElseSame ? column : written(column, *old), m_to),
                column.name + QLatin1Char(' ') + words.join(QLatin1Char(' ')));
        }
    }

    /// The old column with what is new of it here: the rest is another change's.
    static Column written(const Column& column, const Column& old)
    {
        Column result = old;
        result.options = column.options;
        if (old.options.contains(QStringLiteral("mysql_on_update")))
            result.options.insert(
                QStringLiteral("mysql_on_update"), old.options.value(QStringLiteral("mysql_on_update")));
        else
            result.options.remove(QStringLiteral("mysql_on_update"));
        if (!collationOf(column).isEmpty() && !collationOf(old).isEmpty()) {
            result.type.collation = collationOf(column);
            result.type.charset = collationOf(column).section(QLatin1Char('_'), 0, 0);
        }
        return result;
    }

    template <typename Part>
    void comparePart(const Part& from, const Part& to, const QString& name, const QString& made)
    {
        const bool isIgnored = to.options.contains(ignoredOption());
        const QString quoted = m_sql.names().quoted(name);
        if (to.options.value(commentOption()) != from.options.value(commentOption()))
            add(QStringLiteral("DROP INDEX %1, ADD %2").arg(quoted, made),
                QStringLiteral("%1 COMMENT %2").arg(name, to.options.value(commentOption()).toString()));
        else if (isIgnored != from.options.contains(ignoredOption()))
            add(QStringLiteral("ALTER INDEX %1 %2").arg(quoted, QLatin1String(isIgnored ? "IGNORED" : "NOT IGNORED")));
    }

    void compareIndexes()
    {
        const MysqlRules& rules = m_rules;
        for (const Index& index : m_to.indexes)
            if (const Index* old = m_from.index(index.name.text);
                old && rules.comparable(*old, m_from) == rules.comparable(index, m_to))
                comparePart(*old, index, index.name.text, m_sql.indexPart(index));
        for (const Constraint& key : m_to.constraints)
            if (const Constraint* old = m_from.constraint(key.name.text); old && key.kind == Constraint::Kind::Unique
                && rules.comparable(*old, m_from) == rules.comparable(key, m_to))
                comparePart(*old, key, key.name.text, m_sql.constraint(key, m_to));
    }

    void comparePartitions()
    {
        const QString before = optionText(m_from, "partition_by");
        const QString after = optionText(m_to, "partition_by");
        if (before != after)
            add(after.isEmpty() ? QStringLiteral("REMOVE PARTITIONING") : QLatin1String("PARTITION BY ") + after);
    }

    const Table& m_from;
    const Table& m_to;
    ServerCompiler m_sql;
    MysqlRules m_rules{ Product::MariaDb };
    QStringList m_statements;
    QStringList m_words;
};

} // namespace

QString MysqlRules::comparable(const Constraint& constraint, const Table& table) const
{
    return DefaultRules::comparable(constraint, table) + constraint.options.value(elementsOption()).toString();
}

QString MysqlRules::comparable(const Index& index, const Table& table) const
{
    QString text = DefaultRules::comparable(index, table) + option(index.options, "prefix").toUpper()
        + index.options.value(elementsOption()).toString();
    const QVariant length = index.options.value(QStringLiteral("mysql_length"));
    const QVariantMap lengths = length.toMap();
    for (auto it = lengths.cbegin(); it != lengths.cend(); ++it)
        text += QStringLiteral(" %1(%2)").arg(it.key(), it.value().toString());
    if (length.isValid() && lengths.isEmpty())
        for (const schema::Expression& element : index.elements)
            text += QStringLiteral(" %1(%2)").arg(element.textOf(), length.toString());
    return text;
}

Changes MysqlRules::optionChanges(const Table& from, const Table& to) const { return OptionChanges(from, to).all(); }

} // namespace espalier::dialects::mysql
