#include "schema/diagram_picture.h"

#include "report/schema_words.h"
#include "schema/drift_doubts.h"
#include "schema/schema_rules.h"
#include "widgets/format.h"

#include <algorithm>
#include <set>

namespace espalier::ui {
namespace {

using schema::Constraint;

QString columnsText(const QStringList& columns) { return columns.join(QStringLiteral(", ")); }

/// The columns that are in some key, and which: one pass over the constraints.
QHash<QString, QStringList> keysOf(const schema::Table& table)
{
    QHash<QString, QStringList> keys;
    const auto note = [&](const QString& column, const QString& mark) {
        QStringList& marks = keys[column];
        if (!marks.contains(mark))
            marks.append(mark);
    };
    for (const schema::Column& column : table.columns)
        if (column.isPrimaryKey)
            note(column.name, QStringLiteral("PK"));
    for (const Constraint& constraint : table.constraints) {
        if (constraint.kind == Constraint::Kind::PrimaryKey)
            for (const QString& column : constraint.columns)
                note(column, QStringLiteral("PK"));
        if (constraint.kind == Constraint::Kind::ForeignKey)
            for (const QString& column : constraint.columns)
                note(column, QStringLiteral("FK"));
        if (constraint.kind == Constraint::Kind::Unique && constraint.columns.size() == 1)
            note(constraint.columns.front(), QStringLiteral("UQ"));
    }
    return keys;
}

/// Builds a picture out of one schema, or of two.
class Builder {
public:
    Builder(const schema::Schema& schema, const dialects::Dialect& dialect)
        : m_after(schema)
        , m_dialect(dialect)
        , m_rules(dialect.schemaRules())
    { }
    Builder(const report::ComparedSchemas& compared, const dialects::Dialect& dialect)
        : m_compared(&compared)
        , m_after(compared.after())
        , m_dialect(dialect)
        , m_rules(compared.rules())
    { }

    DiagramPicturePtr build()
    {
        std::map<schema::ObjectName, std::pair<const schema::Table*, const schema::Table*>> all;
        const auto keyOf = [this](const schema::Table& table) { return schema::foldedKey(table.name, m_rules); };
        if (m_compared)
            for (const schema::Table* table : report::shownTables(m_compared->before()))
                all[keyOf(*table)].first = table;
        for (const schema::Table* table : report::shownTables(m_after))
            all[keyOf(*table)].second = table;
        for (const auto& [name, both] : all)
            addTable(both.first, both.second);
        for (const auto& [name, both] : all)
            addKeys(both.first, both.second);
        m_picture->joinNeighbours();
        return m_picture;
    }

private:
    QString typeOf(const schema::Column& column) const
    {
        const report::Known type = report::typeText(column.type, m_dialect);
        return type.isKnown() ? type.text.toLower() : QStringLiteral("?");
    }

    /// What comes or goes with its table has no mark of its own.
    DiagramMark markOf(const schema::Column& column, const schema::Table* before, const schema::Table* after) const
    {
        return m_compared && before && after ? m_compared->mark(after->name, column.name) : DiagramMark::Same;
    }

    void addTable(const schema::Table* before, const schema::Table* after)
    {
        const schema::Table& table = after ? *after : *before;
        DiagramTable shown;
        shown.key = table.name.key();
        shown.schema = table.name.schema;
        shown.name = table.name.name;
        const auto keys = keysOf(table);
        std::vector<DiagramRow> rows;
        const auto addRow = [&](const schema::Column& column, DiagramMark mark) {
            const QStringList marks = keys.value(column.name);
            rows.push_back({ column.name, typeOf(column), marks.join(QLatin1Char(' ')),
                marks.contains(QStringLiteral("PK")), column.isNullable(), mark });
        };
        for (const schema::Column& column : table.columns)
            addRow(column, markOf(column, before, after));
        if (before && after)
            for (const schema::Column& column : before->columns)
                if (markOf(column, before, after) == DiagramMark::Removed)
                    addRow(column, DiagramMark::Removed);
        keepRows(shown, std::move(rows));
        if (m_compared)
            shown.mark = m_compared->mark(table.name);
        m_picture->indexOf.insert(shown.key, static_cast<int>(m_picture->tables.size()));
        m_picture->tables.push_back(std::move(shown));
    }

    static void keepRows(DiagramTable& table, std::vector<DiagramRow> rows)
    {
        int room = mostDiagramRows;
        // What differs and what is a key is shown in any case; one column that is left over is shown too.
        const auto isWanted
            = [](const DiagramRow& row) { return !row.keys.isEmpty() || row.mark != DiagramMark::Same; };
        for (const DiagramRow& row : rows)
            room -= isWanted(row) ? 1 : 0;
        const auto plain = static_cast<int>(
            std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return !isWanted(row); }));
        if (plain <= room + 1)
            room = plain;
        for (DiagramRow& row : rows) {
            if (isWanted(row) || room-- > 0)
                table.rows.push_back(std::move(row));
            else
                ++table.hidden;
        }
    }

    int rowOf(int table, const QString& column) const
    {
        const auto& rows = m_picture->tables[size_t(table)].rows;
        for (size_t row = 0; row < rows.size(); ++row)
            if (rows[row].name == column)
                return static_cast<int>(row);
        return -1;
    }

    int targetOf(const Constraint& key)
    {
        const int known = m_picture->find(key.target.key());
        if (known >= 0)
            return known;
        DiagramTable missing;
        missing.key = key.target.key();
        missing.schema = key.target.schema;
        missing.name = key.target.name;
        missing.isMissing = true;
        for (const QString& column : key.targetColumns)
            missing.rows.push_back({ column, {}, {}, false, false, DiagramMark::Same });
        const int index = static_cast<int>(m_picture->tables.size());
        m_picture->indexOf.insert(missing.key, index);
        m_picture->tables.push_back(std::move(missing));
        return index;
    }

    bool haveOtherKeys(const schema::ObjectName& table) const
    {
        const auto changes = m_compared ? m_compared->of(table) : std::vector<const schema::DriftChange*>();
        return std::any_of(changes.begin(), changes.end(), [](const schema::DriftChange* change) {
            return change->difference.object == schema::ObjectKind::ForeignKey;
        });
    }

    void addKeys(const schema::Table* before, const schema::Table* after)
    {
        const bool differ = before && after && haveOtherKeys(after->name);
        const auto textsOf = [&](const schema::Table* table) {
            QStringList texts;
            if (differ)
                for (const Constraint* key : report::foreignKeys(*table))
                    texts.append(m_rules.comparable(*key, *table));
            return texts;
        };
        const QStringList textsBefore = textsOf(before), textsAfter = textsOf(after);
        const DiagramMark whole = !m_compared ? DiagramMark::Same
            : !before                         ? DiagramMark::Added
            : !after                          ? DiagramMark::Removed
                                              : DiagramMark::Same;
        const schema::Table& table = after ? *after : *before;
        for (const Constraint* key : report::foreignKeys(table)) {
            const bool isNew = differ && !textsBefore.contains(m_rules.comparable(*key, table));
            addKey(table, *key, isNew ? DiagramMark::Added : whole);
        }
        if (differ)
            for (const Constraint* key : report::foreignKeys(*before))
                if (!textsAfter.contains(m_rules.comparable(*key, *before)))
                    addKey(*before, *key, DiagramMark::Removed);
    }

    void addKey(const schema::Table& table, const Constraint& key, DiagramMark mark)
    {
        DiagramKey shown;
        shown.from = m_picture->find(table.name.key());
        shown.to = targetOf(key);
        shown.fromRow = rowOf(shown.from, key.columns.value(0));
        shown.toRow = rowOf(shown.to, key.targetColumns.value(0));
        shown.isOne = report::isUniqueOn(table, key.columns);
        shown.isOptional = std::any_of(key.columns.begin(), key.columns.end(), [&](const QString& name) {
            const schema::Column* column = table.column(name);
            return !column || column->isNullable();
        });
        shown.words
            = QStringLiteral("%1 (%2) → %3 (%4)")
                  .arg(table.name.key(), columnsText(key.columns), key.target.key(), columnsText(key.targetColumns));
        if (!key.name.text.isEmpty())
            shown.words.prepend(key.name.text + QLatin1Char('\n'));
        shown.mark = mark;
        m_picture->keys.push_back(shown);
    }

    const report::ComparedSchemas* m_compared = nullptr;
    const schema::Schema& m_after;
    const dialects::Dialect& m_dialect;
    const schema::SchemaRules& m_rules;
    std::shared_ptr<DiagramPicture> m_picture = std::make_shared<DiagramPicture>();
};

} // namespace

void DiagramPicture::joinNeighbours()
{
    neighbours.assign(tables.size(), {});
    std::set<std::pair<int, int>> seen;
    for (const DiagramKey& key : keys) {
        if (key.from == key.to || !seen.insert(std::minmax(key.from, key.to)).second)
            continue;
        neighbours[size_t(key.from)].push_back(key.to);
        neighbours[size_t(key.to)].push_back(key.from);
    }
}

std::vector<bool> DiagramPicture::around(int table, int depth) const
{
    std::vector<bool> reached(tables.size(), false);
    if (table < 0)
        return reached;
    reached[size_t(table)] = true;
    std::vector<int> edge{ table };
    for (int step = 0; step < depth && !edge.empty(); ++step) {
        std::vector<int> next;
        for (const int from : edge)
            for (const int to : neighbours[size_t(from)])
                if (!reached[size_t(to)]) {
                    reached[size_t(to)] = true;
                    next.push_back(to);
                }
        edge = std::move(next);
    }
    return reached;
}

QString folderTitle(const DiagramTable& table)
{
    return QStringLiteral("%1 · %2").arg(table.name, number(table.folded.size()));
}

DiagramPicturePtr diagramPicture(const schema::Schema& schema, const dialects::Dialect& dialect)
{
    return Builder(schema, dialect).build();
}

DiagramPicturePtr diagramPicture(const report::ComparedSchemas& compared, const dialects::Dialect& dialect)
{
    return Builder(compared, dialect).build();
}

DiagramPicturePtr partOf(const DiagramPicture& picture, const std::vector<bool>& shown)
{
    auto part = std::make_shared<DiagramPicture>();
    std::vector<int> newIndex(picture.tables.size(), -1);
    for (size_t table = 0; table < picture.tables.size(); ++table) {
        if (!shown[table])
            continue;
        newIndex[table] = static_cast<int>(part->tables.size());
        part->indexOf.insert(picture.tables[table].key, newIndex[table]);
        part->tables.push_back(picture.tables[table]);
    }
    for (DiagramKey key : picture.keys) {
        key.from = newIndex[size_t(key.from)];
        key.to = newIndex[size_t(key.to)];
        if (key.from >= 0 && key.to >= 0)
            part->keys.push_back(key);
    }
    part->neighbours.resize(part->tables.size());
    for (size_t table = 0; table < picture.tables.size(); ++table)
        for (const int other : picture.neighbours[table])
            if (newIndex[table] >= 0 && newIndex[size_t(other)] >= 0)
                part->neighbours[size_t(newIndex[table])].push_back(newIndex[size_t(other)]);
    return part;
}

} // namespace espalier::ui
