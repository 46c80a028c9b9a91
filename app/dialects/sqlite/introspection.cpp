#include "dialects/sqlite/introspection.h"

#include "dialects/broken_view.h"
#include "dialects/dialect.h"
#include "dialects/sql/database_text.h"
#include "dialects/sql/row_reader.h"
#include "dialects/sql_reader.h"
#include "dialects/sqlite/unread_table.h"
#include "schema/apply.h"
#include "schema/kept_statement.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace espalier::dialects::sqlite {

using schema::Constraint;
using schema::Table;
using sql::RowReader;

namespace {

/// A table without what only its statement says: names of constraints, checks, collations.
struct LibrarysTable {
    Table table;
    QHash<qint64, Constraint> references; ///< by their number
    QMap<qint64, QString> key;
};

class CatalogueReading {
public:
    explicit CatalogueReading(SqlExecutor& session)
        : m_session(session)
        , m_replay(session.dialect().schemaRules())
    { }

    core::Result<Introspected> read()
    {
        return sql::eachRow(m_session, "introspect_columns", [this](const RowReader& row) { takeColumn(row); })
            .and_then([this] {
                return sql::eachRow(m_session, "introspect_keys", [this](const RowReader& row) { takeKey(row); });
            })
            .and_then([this] {
                return sql::eachRow(m_session, "introspect_objects", [this](const RowReader& row) { takeObject(row); });
            })
            .and_then([this] { return findBroken(m_views); })
            .and_then([this] {
                return m_hasStatistics ? sql::eachRow(
                           m_session, "introspect_statistics", [this](const RowReader& row) { takeStatistics(row); })
                                       : core::Result<void>();
            })
            .map([this] { return finished(); });
    }

private:
    void takeColumn(const RowReader& row)
    {
        LibrarysTable& own = m_tables[row.text("relation")];
        own.table.name.name = row.text("relation");
        schema::Column column;
        column.name = row.text("name");
        column.type = schema::SqlType::fromSql(row.text("type"));
        column.nullable = !row.flag("is_not_null");
        if (!row.isNull("default_value"))
            column.serverDefault = sql::databaseText(row.text("default_value"));
        column.isPrimaryKey = row.number("key_place") > 0;
        if (column.isPrimaryKey)
            own.key.insert(row.number("key_place"), column.name);
        own.table.columns.push_back(std::move(column));
    }

    void takeKey(const RowReader& row)
    {
        Constraint& key = m_tables[row.text("relation")].references[row.number("id")];
        key.kind = Constraint::Kind::ForeignKey;
        key.target.name = row.text("target");
        key.columns.append(row.text("source_column"));
        if (!row.isNull("target_column"))
            key.targetColumns.append(row.text("target_column"));
        key.onUpdate = row.text("on_update");
        key.onDelete = row.text("on_delete");
    }

    /// What the statement's words give, where the library agrees that those are its columns.
    void takeObject(const RowReader& row)
    {
        m_hasStatistics = row.flag("has_statistics");
        const auto statements = m_session.dialect().sqlReader().read(row.text("sql"));
        const bool isTable = row.text("type") == QLatin1String("table");
        if (row.text("type") == QLatin1String("view"))
            m_views.append(row.text("name"));
        const bool isUnderstood = statements.size() == 1 && !statements.front().changes.empty()
            && !std::holds_alternative<schema::UnknownStatement>(statements.front().changes.front());
        if (isUnderstood && (!isTable || agrees(row.text("name"), statements.front().changes.front()))) {
            for (const schema::Change& change : statements.front().changes)
                m_replay.apply(change);
            keep(row);
            return;
        }
        if (isTable) {
            putLibrarys(row.text("name"));
            keep(row);
            m_unread.insert(row.text("name"));
        } else {
            m_others.push_back({ row.text("type"), { {}, row.text("name") }, row.text("tbl_name"), row.text("sql") });
        }
        m_notUnderstood.append(row.text("name"));
    }

    /// The statement itself, which says more than a schema holds.
    void keep(const RowReader& row)
    {
        const QString type = row.text("type");
        if (type == QLatin1String("table"))
            m_statements.insert(row.text("name"), row.text("sql"));
        else if (type == QLatin1String("index"))
            m_indexStatements.insert(row.text("name"), row.text("sql"));
    }

    void putStatements(schema::Schema& schema) const
    {
        for (const std::shared_ptr<const Table>& table : schema.tables.values()) {
            Table kept = *table;
            for (schema::Column& column : kept.columns)
                if (column.type.isNull()) // which is known here: none
                    column.type.text = QStringLiteral(" ");
            if (const QString statement = m_statements.value(table->name.name); !statement.isEmpty())
                kept.options.insert(schema::keptStatementOption(), statement);
            if (m_unread.contains(table->name.name))
                kept.options.insert(unreadOption(), true);
            for (schema::Index& index : kept.indexes)
                if (const QString statement = m_indexStatements.value(index.name.text); !statement.isEmpty())
                    index.options.insert(schema::keptStatementOption(), statement);
            for (Constraint& key : kept.constraints)
                if (key.kind == Constraint::Kind::ForeignKey && key.targetColumns.isEmpty())
                    if (const Table* target = schema.table(key.target); target && target->primaryKey())
                        key.targetColumns = target->primaryKey()->columns;
            schema.put(std::move(kept));
        }
        for (const schema::OpaqueObject& object : m_others)
            schema.put(object);
        schema.knowsSettings = true;
    }

    /// The library looks at a view's words when it is asked for its rows: all at once, and where one fails, by halves.
    core::Result<void> findBroken(const QStringList& views)
    {
        constexpr qsizetype mostAtOnce = 200; // of the 500 terms that a compound SELECT may have
        if (views.size() > mostAtOnce)
            return findBrokenInHalves(views);
        QStringList selects{ QStringLiteral("SELECT NULL") };
        for (const QString& view : views)
            selects.append(QStringLiteral("SELECT NULL FROM ") + m_session.dialect().quoted(view));
        const auto read = m_session.execute(
            QStringLiteral("SELECT * FROM (%1) LIMIT 0").arg(selects.join(QLatin1String(" UNION ALL "))));
        if (read)
            return {};
        const core::ErrorCode code = read.error().code;
        if (views.isEmpty() || (code != core::ErrorCode::NotFound && code != core::ErrorCode::StatementFailed))
            return core::fail(read.error());
        if (views.size() > 1)
            return findBrokenInHalves(views);
        static const QRegularExpression words(
            QStringLiteral("^(?!Error |SQLSTATE |Statement: )(.+)$"), QRegularExpression::MultilineOption);
        m_result.unseen.push_back(brokenView({ {}, views.front() }, words.match(read.error().detail).captured(1)));
        return {};
    }

    core::Result<void> findBrokenInHalves(const QStringList& views)
    {
        return findBroken(views.mid(0, views.size() / 2)).and_then([&] {
            return findBroken(views.mid(views.size() / 2));
        });
    }

    bool agrees(const QString& name, const schema::Change& change) const
    {
        const auto* creation = std::get_if<schema::CreateTable>(&change);
        if (!creation)
            return false;
        if (creation->isIncomplete) // a virtual one
            return true;
        const auto known = m_tables.constFind(name);
        const auto isSame = [](const schema::Column& a, const schema::Column& b) { return a.name == b.name; };
        return known != m_tables.cend() && creation->table.name.name == name
            && std::equal(creation->table.columns.begin(), creation->table.columns.end(), known->table.columns.begin(),
                known->table.columns.end(), isSame);
    }

    void putLibrarys(const QString& name)
    {
        const LibrarysTable own = m_tables.value(name);
        schema::CreateTable creation;
        creation.table = own.table;
        creation.table.name.name = name;
        creation.isIncomplete = true;
        if (!own.key.isEmpty()) {
            Constraint key;
            key.kind = Constraint::Kind::PrimaryKey;
            key.columns = own.key.values();
            creation.table.constraints.push_back(std::move(key));
        }
        for (const Constraint& reference : own.references)
            creation.table.constraints.push_back(reference);
        m_replay.apply(creation);
    }

    void takeStatistics(const RowReader& row)
    {
        bool isNumber = false;
        const qint64 rows = row.text("stat").section(QLatin1Char(' '), 0, 0).toLongLong(&isNumber);
        if (isNumber)
            m_result.facts[{ {}, row.text("name") }].rows = rows;
    }

    /// Columns of a key that the library lets be NULL, since nothing else was written. A number of rows never is.
    void settleKeys(schema::Schema& schema) const
    {
        for (const std::shared_ptr<const Table>& table : schema.tables.values()) {
            Table settled = *table;
            const LibrarysTable own = m_tables.value(table->name.name);
            const bool isRowNumber
                = own.key.size() == 1 && isInteger(own.table.column(own.key.first())); // "INTEGER PRIMARY KEY"
            for (const QString& name : own.key)
                if (schema::Column* column = isRowNumber ? nullptr : settled.column(name))
                    column->nullable = own.table.column(name)->nullable;
            if (!(settled == *table))
                schema.put(std::move(settled));
        }
    }

    static bool isInteger(const schema::Column* column)
    {
        return column && column->type.text.compare(QLatin1String("INTEGER"), Qt::CaseInsensitive) == 0;
    }

    Introspected finished()
    {
        m_result.schema = m_replay.schema();
        settleKeys(m_result.schema);
        putStatements(m_result.schema);
        m_result.defaultSchema = QStringLiteral("main");
        if (!m_notUnderstood.isEmpty())
            m_result.unseen.push_back(
                { QT_TRANSLATE_NOOP(
                      "Messages", "The statements that made these are not understood to their last word: %1."),
                    { m_notUnderstood.join(QStringLiteral(", ")) } });
        return std::move(m_result);
    }

    SqlExecutor& m_session;
    schema::Replay m_replay;
    Introspected m_result;
    QHash<QString, LibrarysTable> m_tables;
    QHash<QString, QString> m_statements; ///< of tables
    QHash<QString, QString> m_indexStatements;
    QSet<QString> m_unread; ///< tables
    std::vector<schema::OpaqueObject> m_others; ///< indexes and views that are not understood
    QStringList m_views;
    QStringList m_notUnderstood;
    bool m_hasStatistics = false;
};

} // namespace

core::Result<Introspected> readCatalogue(SqlExecutor& session) { return CatalogueReading(session).read(); }

} // namespace espalier::dialects::sqlite
