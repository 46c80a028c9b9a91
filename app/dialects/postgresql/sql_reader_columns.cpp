#include "dialects/postgresql/sql_reading.h"
#include "dialects/sql/identifiers.h"

#include <algorithm>
#include <QHash>
#include <QSet>

// Columns that a statement names, as far as it is certain of which table they are.

namespace espalier::dialects::postgresql {

namespace {

/// What a FROM item is called in the statement -> the table; two of one name are left out.
struct NamedTables {
    QHash<QString, schema::ObjectName> byName;
    QSet<QString> taken;
    std::optional<schema::ObjectName> single; ///< the only source of columns

    explicit NamedTables(const ParseTree& tree)
    {
        QStringList queries;
        for (const Node& name : tree.all("ctename"))
            queries.append(name.text());
        int sources = static_cast<int>(queries.size() + tree.all("RangeSubselect").size()
            + tree.all("RangeFunction").size() + tree.all("RangeTableFunc").size());
        for (const Node& name : tree.all("relname")) {
            const Node relation = tree.parentOf(name);
            const schema::ObjectName table = relationName(relation);
            const Node alias = relation["alias"]["aliasname"];
            add(alias ? alias.text() : table.name, table, table.schema.isEmpty() && queries.contains(table.name));
            hasColumnAliases = hasColumnAliases || relation["alias"]["colnames"];
            single = table;
            ++sources;
        }
        if (sources != 1 || hasColumnAliases)
            single.reset();
    }

    void add(const QString& name, const schema::ObjectName& table, bool isQuery)
    {
        if (byName.contains(name) && !(byName.value(name) == table))
            taken.insert(name);
        if (isQuery || hasColumnAliases)
            taken.insert(name);
        byName.insert(name, table);
    }
    std::optional<schema::ObjectName> table(const QString& name) const
    {
        const auto found = byName.find(name);
        return found == byName.end() || taken.contains(name) ? std::nullopt : std::optional(*found);
    }

    bool hasColumnAliases = false;
};

bool isSystemColumn(const QString& name)
{
    static const core::WordSet names = sql::wordSet("ctid xmin xmax cmin cmax tableoid oid");
    return names.contains(name);
}

} // namespace

std::vector<ColumnUse> columnsUsed(const ParseTree& tree)
{
    const NamedTables tables(tree);
    QSet<QString> outputs; // ORDER BY and GROUP BY may name them
    for (const Node& target : tree.all("ResTarget"))
        outputs.insert(target["name"].text());
    std::vector<ColumnUse> all;
    const auto add = [&](const schema::ObjectName& table, const QString& column) {
        if (!isSystemColumn(column) && std::find(all.begin(), all.end(), ColumnUse{ table, column }) == all.end())
            all.push_back({ table, column });
    };
    for (const Node& reference : tree.all("ColumnRef")) {
        const Node fields = reference["fields"];
        const Node last = fields.last().as("String");
        if (!last)
            continue; // "*"
        const QString column = last["sval"].text();
        if (fields.count() == 2) {
            if (const auto table = tables.table(fields.at(0).as("String")["sval"].text()))
                add(*table, column);
        } else if (fields.count() == 1 && tables.single && !outputs.contains(column)
            && !tables.byName.contains(column)) {
            add(*tables.single, column);
        }
    }
    return all;
}

} // namespace espalier::dialects::postgresql
