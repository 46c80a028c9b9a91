// SQLite's relations of the catalogue.
#include "dialects/catalogue_rows.h"

#include "schema/difference.h"

namespace espalier::dialects {

namespace {

const QString typeColumn = QStringLiteral("type");
const QString nameColumn = QStringLiteral("name");
const QString argumentColumn = QStringLiteral("arg"); ///< the argument of a pragma

CatalogueValue wordOf(const QString& text) { return { CatalogueValue::Kind::Text, text }; }

} // namespace

/// Whether a key has no index: it is the number by which the table is kept.
bool CatalogueRows::isRowNumber(const schema::Constraint& key, const schema::Table& table) const
{
    const schema::Column* column = key.columns.size() == 1 ? table.column(key.columns.front()) : nullptr;
    return column && key.kind == schema::Constraint::Kind::PrimaryKey
        && m_rules.comparable(*column, table).type.compare(QLatin1String("INTEGER"), Qt::CaseInsensitive) == 0;
}

CatalogueRows::Rows CatalogueRows::sqliteMaster() const
{
    using Kind = schema::Constraint::Kind;
    Rows rows;
    const auto add = [&](const char* type, const QString& name, const QString& table) {
        rows.push_back({ { typeColumn, wordOf(QLatin1String(type)) }, { nameColumn, wordOf(name) },
            { QStringLiteral("tbl_name"), wordOf(table) } });
    };
    bool countsUp = false;
    for (const auto& table : m_schema.tables) {
        if (schema::isTemporary(*table)) // which have a catalogue of their own
            continue;
        const QString& name = table->name.name;
        add("table", name, name);
        countsUp = countsUp || table->options.value(QStringLiteral("sqlite_autoincrement")).toBool();
        for (const schema::Index& index : table->indexes)
            add("index", index.name.text, name);
        for (const schema::Constraint& key : table->constraints)
            if (key.kind == Kind::Unique || (key.kind == Kind::PrimaryKey && !isRowNumber(key, *table)))
                add("index", unknownName, name); // sqlite_autoindex_…
    }
    if (countsUp)
        add("table", QStringLiteral("sqlite_sequence"), QStringLiteral("sqlite_sequence"));
    for (const auto& view : m_schema.views)
        add("view", view->name.name, view->name.name);
    for (auto it = m_schema.others.cbegin(); it != m_schema.others.cend(); ++it)
        if (it.key().kind == QLatin1String("trigger"))
            add("trigger", it.key().name.name, (*it)->table);
    return rows;
}

/// Columns as PRAGMA table_info gives them.
CatalogueRows::Rows CatalogueRows::tableInfo() const
{
    Rows rows;
    for (const auto& table : m_schema.tables)
        for (const schema::Column& column : table->columns)
            if (!column.computed)
                rows.push_back({ { argumentColumn, wordOf(table->name.name) }, { nameColumn, wordOf(column.name) } });
    for (const auto& view : m_schema.views)
        addColumns(rows, { { argumentColumn, wordOf(view->name.name) } }, "name", *view);
    return rows;
}

} // namespace espalier::dialects
