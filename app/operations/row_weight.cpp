// What rows that are there, or come, have against a change. What they are may not be known: then it is said so.
#include "operations/known_rows.h"

#include "schema/apply.h"

#include <algorithm>

namespace espalier::operations {

namespace {

constexpr size_t mostCompared = 200; // rows of one table

QString keyText(const QHash<QString, Cell>& row, const QStringList& columns)
{
    QStringList parts;
    for (const QString& column : columns) {
        const schema::Literal& literal = row.value(column).literal;
        parts.append(QString::number(int(literal.kind)) + QLatin1Char(':') + QString::number(literal.integer)
            + QLatin1Char(':') + literal.text + QLatin1Char(':') + QString::number(literal.real));
    }
    return parts.join(QChar(0));
}

enum class Sameness { Different, Same, Unknown };

Sameness sameness(const QHash<QString, Cell>& a, const QHash<QString, Cell>& b, const QStringList& columns)
{
    Sameness all = Sameness::Same;
    for (const QString& column : columns) {
        const Cell one = a.value(column), other = b.value(column);
        if ((one.isKnown && one.isNull) || (other.isKnown && other.isNull))
            return Sameness::Different; // NULL is equal to nothing
        if (!one.isKnown || !other.isKnown)
            all = Sameness::Unknown;
        else if (one.literal.kind != other.literal.kind)
            all = Sameness::Unknown;
        else if (!(one.literal == other.literal))
            return Sameness::Different;
    }
    return all;
}

/// A keyword of any dialect, and not False.
bool hasOption(const QVariantMap& options, const char* keyword)
{
    const QString suffix = QLatin1Char('_') + QLatin1String(keyword);
    for (auto it = options.begin(); it != options.end(); ++it)
        if (it.key().endsWith(suffix) && it.value() != QVariant(false))
            return true;
    return false;
}

/// Columns that have to be unique together, and whether they alone decide.
struct RowKey {
    QStringList columns;
    bool isPlain = true;
};

std::vector<RowKey> keysOf(const schema::Table& table)
{
    std::vector<RowKey> keys;
    for (const schema::Constraint& one : table.constraints)
        if (one.kind == schema::Constraint::Kind::PrimaryKey || one.kind == schema::Constraint::Kind::Unique)
            keys.push_back({ one.columns, !hasOption(one.options, "nulls_not_distinct") });
    for (const schema::Index& index : table.indexes) {
        if (!index.isUnique)
            continue;
        RowKey key;
        for (const schema::Expression& element : index.elements) {
            key.isPlain = key.isPlain && element.is(schema::Expression::Kind::Column);
            key.columns.append(element.textOf());
        }
        key.isPlain
            = key.isPlain && !hasOption(index.options, "where") && !hasOption(index.options, "nulls_not_distinct");
        keys.push_back(key);
    }
    return keys;
}

/// Values that the database makes are new ones.
bool isCountedUp(const schema::Column* column)
{
    return column && (column->identity || column->autoIncrement == schema::Column::AutoIncrement::Yes);
}

} // namespace

/// One change against the rows.
class RowWeight {
public:
    using Fault = schema::Fault;
    using FaultKind = schema::FaultKind;
    using Outcome = schema::Fault::Outcome;
    using IsEmpty = std::function<bool(const schema::ObjectName&)>;

    RowWeight(
        const KnownRows& rows, const schema::SchemaRules& rules, const schema::Schema& schema, const IsEmpty& isEmpty)
        : m_rows(rows)
        , m_rules(rules)
        , m_schema(schema)
        , m_isEmpty(isEmpty)
    { }

    std::vector<Fault> take() { return std::move(m_faults); }

    void weigh(const schema::Change& change, const schema::Table* before)
    {
        if (const auto* touched = std::get_if<schema::TouchRows>(&change))
            weighTouch(*touched);
        else if (const auto* added = std::get_if<schema::ColumnAddition>(&change))
            weighAddition(*added, before);
        else if (const auto* changed = std::get_if<schema::ColumnChange>(&change))
            weighChange(*changed, before);
        else if (const auto* constraint = std::get_if<schema::AddConstraint>(&change))
            weighConstraint(constraint->table, constraint->constraint);
        else if (const auto* index = std::get_if<schema::CreateIndex>(&change); index && index->index.isUnique)
            weighIndex(*index);
    }

private:
    void fault(FaultKind kind, const schema::ObjectName& table, const QString& part, Outcome outcome)
    {
        const char* sentence = kind == FaultKind::NullRefused
            ? QT_TRANSLATE_NOOP("Messages", "Column %2 of %1 would be NULL in rows that are there, and it is NOT NULL.")
            : kind == FaultKind::NotThere ? QT_TRANSLATE_NOOP("Messages", "%1 has no row to which %2 could point.")
            : kind == FaultKind::NotDistinct
            ? QT_TRANSLATE_NOOP("Messages", "Rows of %1 are equal in (%2), which has to be unique.")
            : QT_TRANSLATE_NOOP("Messages", "Whether it goes through depends on the rows of %1 (%2).");
        m_faults.push_back({ kind, outcome, { sentence, { table.key(), part } }, table, part });
    }
    void depends(const schema::ObjectName& table, const QString& part)
    {
        fault(FaultKind::DependsOnRows, table, part, Outcome::MayBeRefused);
    }

    const schema::Table* tableOf(const schema::ObjectName& name) const
    {
        const schema::ObjectName key = schema::keyOf(name, m_rules);
        const bool isWhole = !m_schema.incomplete.contains(key.key()) && !m_schema.assumed.contains(key.key());
        return isWhole ? m_schema.table(key) : nullptr;
    }

    // ---- structure on rows that are there

    void weighAddition(const schema::ColumnAddition& change, const schema::Table* before)
    {
        const schema::Column& column = change.column;
        const bool isThere = before && before->column(column.name);
        if (isThere || m_isEmpty(change.table) || !tableOf(change.table))
            return;
        const bool fillsItself = column.serverDefault || column.identity || column.computed
            || column.autoIncrement == schema::Column::AutoIncrement::Yes
            || isCountedUp(tableOf(change.table)->column(column.name));
        const TableRows* rows = m_rows.rowsOf(change.table);
        if (!fillsItself && !column.isNullable()) {
            if (rows && !rows->rows.empty() && rows->areAllThere)
                fault(FaultKind::NullRefused, change.table, column.name, Outcome::Refused);
            else
                depends(change.table, column.name);
        } else if (fillsItself && (column.isUnique || !column.foreignKeys.empty() || !column.checks.empty()))
            depends(change.table, column.name);
    }

    void weighChange(const schema::ColumnChange& change, const schema::Table* before)
    {
        const schema::Column* old = before ? before->column(change.column) : nullptr;
        if (!old || m_isEmpty(change.table) || !tableOf(change.table))
            return;
        if (change.nullable == false && old->isNullable())
            weighNotNull(change.table, change.column);
        if (change.type && !isWider(*old, *change.type, *before))
            depends(change.table, change.column);
    }

    void weighNotNull(const schema::ObjectName& table, const QString& column)
    {
        const TableRows* rows = m_rows.rowsOf(table);
        if (!rows)
            return depends(table, column);
        bool mayBe = false;
        for (const auto& row : rows->rows) {
            const Cell cell = row.value(column, Cell{ false, true, {} });
            if (cell.isKnown && cell.isNull && rows->areAllThere)
                return fault(FaultKind::NullRefused, table, column, Outcome::Refused);
            mayBe = mayBe || cell.isNull;
        }
        if (mayBe)
            depends(table, column);
    }

    /// Whether every value of the old type is one of the new type.
    bool isWider(const schema::Column& old, const schema::SqlType& type, const schema::Table& table) const
    {
        schema::Column changed = old;
        changed.type = type;
        const QString from = m_rules.comparable(old, table).type, to = m_rules.comparable(changed, table).type;
        static const QStringList integers{ QStringLiteral("smallint"), QStringLiteral("integer"),
            QStringLiteral("bigint") };
        const auto isText = [](const QString& one) {
            return one == QLatin1String("text") || one.startsWith(QLatin1String("character varying"));
        };
        const auto length = [](const QString& one) {
            const qsizetype open = one.indexOf(QLatin1Char('('));
            return open < 0 ? qint64(1) << 40 : one.mid(open + 1, one.size() - open - 2).toLongLong();
        };
        if (from == to)
            return true;
        if (isText(from) && isText(to))
            return length(to) >= length(from);
        return integers.contains(from) && integers.indexOf(to) > integers.indexOf(from);
    }

    void weighConstraint(const schema::ObjectName& name, const schema::Constraint& constraint)
    {
        if (m_isEmpty(name) || !tableOf(name))
            return;
        using Kind = schema::Constraint::Kind;
        const bool isLater = hasOption(constraint.options, "not_valid");
        if (isLater && (constraint.kind == Kind::Check || constraint.kind == Kind::ForeignKey))
            return;
        if (constraint.kind == Kind::PrimaryKey)
            for (const QString& column : constraint.columns)
                weighNotNull(name, column);
        if (constraint.kind == Kind::PrimaryKey || constraint.kind == Kind::Unique)
            return weighKey(name, { constraint.columns });
        if (constraint.kind == Kind::ForeignKey && areAllNull(name, constraint.columns))
            return;
        depends(name, constraint.columns.join(QLatin1String(", ")));
    }

    bool areAllNull(const schema::ObjectName& name, const QStringList& columns) const
    {
        const TableRows* rows = m_rows.rowsOf(name);
        return rows && std::all_of(rows->rows.begin(), rows->rows.end(), [&](const auto& row) {
            return std::any_of(columns.begin(), columns.end(), [&](const QString& column) {
                const Cell cell = row.value(column);
                return cell.isKnown && cell.isNull;
            });
        });
    }

    void weighIndex(const schema::CreateIndex& change)
    {
        const schema::Table* table = tableOf(change.table);
        if (m_isEmpty(change.table) || !table)
            return;
        schema::Table alone;
        alone.indexes.push_back(change.index);
        weighKey(change.table, keysOf(alone).front());
    }

    /// A new key over rows that are there.
    void weighKey(const schema::ObjectName& name, const RowKey& key)
    {
        const TableRows* rows = m_rows.rowsOf(name);
        if (!rows || rows->rows.size() > mostCompared)
            return depends(name, key.columns.join(QLatin1String(", ")));
        weighDoubles(name, key, rows->rows, 0, rows->areAllThere);
    }

    /// Rows from `begin` on against all before them.
    void weighDoubles(const schema::ObjectName& name, const RowKey& key, const std::vector<QHash<QString, Cell>>& rows,
        size_t begin, bool areAllThere)
    {
        const schema::Table* table = tableOf(name);
        if (std::any_of(key.columns.begin(), key.columns.end(), [&](const QString& column) {
                return isCountedUp(table->column(column))
                    && std::none_of(
                        rows.begin(), rows.end(), [&](const auto& row) { return row.value(column).isKnown; });
            }))
            return; // counted up, never written
        QSet<QString> seen;
        bool mayBe = false;
        bool areAllKnown = true;
        for (size_t i = 0; i < rows.size(); ++i) {
            const bool isKnown = std::all_of(key.columns.begin(), key.columns.end(),
                [&](const QString& column) { return rows[i].value(column).isKnown; });
            areAllKnown = areAllKnown && isKnown;
            const QString text = isKnown ? keyText(rows[i], key.columns) : QString();
            const bool isNull = isKnown
                && std::any_of(key.columns.begin(), key.columns.end(),
                    [&](const QString& column) { return rows[i].value(column).isNull; });
            if (isKnown && !isNull && i >= begin && seen.contains(text)) {
                if (key.isPlain && areAllThere)
                    return fault(FaultKind::NotDistinct, name, key.columns.join(QLatin1String(", ")), Outcome::Refused);
                mayBe = true;
            }
            if (isKnown && !isNull)
                seen.insert(text);
        }
        for (size_t i = begin; !areAllKnown && !mayBe && i < rows.size(); ++i)
            for (size_t j = 0; j < i && !mayBe; ++j)
                mayBe = sameness(rows[i], rows[j], key.columns) == Sameness::Unknown
                    && !areBothMade(rows[i], rows[j], key);
        if (mayBe || (!key.isPlain && rows.size() > 1))
            depends(name, key.columns.join(QLatin1String(", ")));
    }

    /// Both made by the database, and not NULL: of a counter, or random.
    static bool areBothMade(const QHash<QString, Cell>& a, const QHash<QString, Cell>& b, const RowKey& key)
    {
        return std::any_of(key.columns.begin(), key.columns.end(), [&](const QString& column) {
            const Cell one = a.value(column), other = b.value(column);
            return !one.isKnown && !one.isNull && !other.isKnown && !other.isNull;
        });
    }

    // ---- rows that come

    void weighTouch(const schema::TouchRows& change)
    {
        const schema::Table* table = change.table.name.isEmpty() ? nullptr : tableOf(change.table);
        if (!table || change.verb == QLatin1String("read"))
            return;
        if (change.verb == QLatin1String("insert"))
            return weighInsert(change, *table);
        if (m_isEmpty(change.table))
            return;
        if (change.verb == QLatin1String("update"))
            weighUpdate(change, *table);
        else if (change.verb == QLatin1String("delete") || change.verb == QLatin1String("truncate"))
            weighRemoval(change.table);
        else
            depends(change.table, change.verb);
    }

    void weighInsert(const schema::TouchRows& change, const schema::Table& table)
    {
        if (!change.rows || change.rows->isOfQuery)
            return depends(change.table, change.verb);
        const TableRows* before = m_rows.rowsOf(change.table);
        const bool wasEmpty = m_isEmpty(change.table);
        KnownRows trial = m_rows;
        trial.apply(change, m_schema, wasEmpty);
        const TableRows* now = trial.rowsOf(change.table);
        for (const schema::Constraint& one : table.constraints)
            weighNewRows(one, change, now, before && !wasEmpty ? before->rows.size() : 0);
        if (change.rows->skipsDoubles)
            return;
        for (const RowKey& key : keysOf(table)) {
            if (!now || now->rows.size() > mostRowsForKeys) {
                if (!isMade(change, table, key))
                    return depends(change.table, key.columns.join(QLatin1String(", ")));
                continue;
            }
            const bool wereAllThere = wasEmpty || !before || before->areAllThere;
            weighDoubles(change.table, key, now->rows, before && !wasEmpty ? before->rows.size() : 0, wereAllThere);
        }
    }

    /// Whether the database itself makes a value of the key for each row.
    static bool isMade(const schema::TouchRows& change, const schema::Table& table, const RowKey& key)
    {
        return std::any_of(key.columns.begin(), key.columns.end(), [&](const QString& column) {
            const qsizetype at = change.rows->columns.indexOf(column);
            if (at < 0)
                return !change.rows->columns.isEmpty() && isCountedUp(table.column(column));
            return std::all_of(change.rows->rows.begin(), change.rows->rows.end(), [&](const auto& row) {
                return size_t(at) < row.size() && row[size_t(at)].kind == schema::WrittenValue::Kind::Made;
            });
        });
    }

    void weighNewRows(
        const schema::Constraint& one, const schema::TouchRows& change, const TableRows* now, size_t begin)
    {
        using Kind = schema::Constraint::Kind;
        const QString part = one.columns.isEmpty() ? one.name.text : one.columns.join(QLatin1String(", "));
        if (one.kind == Kind::Check || one.kind == Kind::Exclusion) {
            if (!one.isTypeBound || m_rules.isCreated(one))
                depends(change.table, one.name.isEmpty() ? part : one.name.text);
            return;
        }
        if (one.kind != Kind::ForeignKey)
            return;
        const TableRows* targets = m_rows.rowsOf(one.target);
        const bool isTargetEmpty = m_isEmpty(one.target) && m_schema.table(schema::keyOf(one.target, m_rules));
        const bool isSelf = schema::keyOf(one.target, m_rules) == schema::keyOf(change.table, m_rules);
        if (!now)
            return depends(change.table, part);
        for (size_t i = begin; i < now->rows.size(); ++i) {
            if (std::any_of(one.columns.begin(), one.columns.end(), [&](const QString& column) {
                    const Cell cell = now->rows[i].value(column);
                    return cell.isKnown && cell.isNull;
                }))
                continue;
            const bool isKnown = std::all_of(one.columns.begin(), one.columns.end(),
                [&](const QString& column) { return now->rows[i].value(column).isKnown; });
            if (isKnown && isTargetEmpty && !isSelf && !one.deferrable.value_or(false))
                return fault(FaultKind::NotThere, one.target, part, Outcome::Refused);
            if (!isKnown || isSelf || !targets || !targets->areAllThere || !isFound(*targets, one, now->rows[i]))
                return depends(change.table, part);
        }
    }

    static bool isFound(const TableRows& targets, const schema::Constraint& key, const QHash<QString, Cell>& row)
    {
        return std::any_of(targets.rows.begin(), targets.rows.end(), [&](const auto& target) {
            for (qsizetype i = 0; i < key.columns.size(); ++i) {
                const Cell theirs = target.value(key.targetColumns.value(i));
                if (!theirs.isKnown || !(theirs.literal == row.value(key.columns[i]).literal))
                    return false;
            }
            return !key.targetColumns.isEmpty();
        });
    }

    /// What other rows, or rows beside, may have against new values.
    void weighUpdate(const schema::TouchRows& change, const schema::Table& table)
    {
        if (!change.rows)
            return depends(change.table, change.verb);
        const QStringList columns = change.rows->columns;
        const auto isWritten = [&](const QString& column) { return columns.contains(column); };
        for (const RowKey& key : keysOf(table))
            if (!key.isPlain || std::any_of(key.columns.begin(), key.columns.end(), isWritten))
                return depends(change.table, key.columns.join(QLatin1String(", ")));
        for (const schema::Constraint& one : table.constraints) {
            const bool isAbout
                = one.columns.isEmpty() || std::any_of(one.columns.begin(), one.columns.end(), isWritten);
            const bool isHeld = one.kind == schema::Constraint::Kind::ForeignKey
                || one.kind == schema::Constraint::Kind::Check || one.kind == schema::Constraint::Kind::Exclusion;
            if (isAbout && isHeld && (!one.isTypeBound || m_rules.isCreated(one)))
                return depends(
                    change.table, one.columns.isEmpty() ? one.name.text : one.columns.join(QLatin1String(", ")));
        }
    }

    void weighRemoval(const schema::ObjectName& name)
    {
        const schema::ObjectName key = schema::keyOf(name, m_rules);
        for (const auto& other : m_schema.tables)
            for (const schema::Constraint& one : other->constraints)
                if (one.kind == schema::Constraint::Kind::ForeignKey && schema::keyOf(one.target, m_rules) == key
                    && !m_isEmpty(other->name) && !areAllNull(other->name, one.columns)
                    && one.onDelete.compare(QLatin1String("CASCADE"), Qt::CaseInsensitive) != 0
                    && one.onDelete.compare(QLatin1String("SET NULL"), Qt::CaseInsensitive) != 0)
                    return depends(other->name, one.columns.join(QLatin1String(", ")));
    }

    static constexpr size_t mostRowsForKeys = 500;
    const KnownRows& m_rows;
    const schema::SchemaRules& m_rules;
    const schema::Schema& m_schema;
    const IsEmpty& m_isEmpty;
    std::vector<Fault> m_faults;
};

std::vector<schema::Fault> KnownRows::weigh(const schema::Change& change, const schema::Schema& after,
    const schema::Table* before, const std::function<bool(const schema::ObjectName&)>& isEmpty) const
{
    RowWeight weight(*this, *m_rules, after, isEmpty);
    weight.weigh(change, before);
    return weight.take();
}

} // namespace espalier::operations
