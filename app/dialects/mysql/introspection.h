#pragma once

#include "dialects/introspection.h"
#include "dialects/server_version.h"
#include "dialects/sql/row_reader.h"
#include "dialects/sql_executor.h"

#include <QHash>
#include <QSet>

namespace espalier::dialects::mysql {

/// Reads the connection's database out of information_schema: a fixed number of queries, whatever it holds, and one for
/// each table of which that does not say all (partitions, periods). For one reading.
class Introspection {
public:
    Introspection(SqlExecutor& session, const ServerVersion& version)
        : m_session(session)
        , m_version(version)
    { }
    core::Result<Introspected> read();

private:
    using RowReader = sql::RowReader;
    bool isMariaDb() const { return m_version.flavour == QLatin1String("MariaDB"); }
    bool hasChecks() const;

    schema::Table* table(const RowReader& row, const char* column = "relation");

    void takeRights(const RowReader& row);
    void takeTable(const RowReader& row);
    void takeColumn(const RowReader& row);
    void takeIndexElement(const RowReader& row);
    void takeKeyColumn(const RowReader& row);
    void takeCheck(const RowReader& row);
    /// What happens to rows that point to others, which the catalogue hides from roles that may only read.
    core::Result<void> readHiddenActions();
    void takeObject(const RowReader& row);
    void takeParameter(const RowReader& row);
    void takeRoutine(const QString& kind, const QString& name, const QString& rest);
    void takePartition(const RowReader& row);
    core::Result<void> readStatements();
    void takeStatement(schema::Table& table, const QString& statement) const;
    core::Result<void> readSequences();

    schema::SqlType typeOf(const QString& text);
    void takeDefault(const RowReader& row, schema::Column& column) const;
    void settle(schema::Table& table) const;
    QString withoutDatabase(QString sql) const;

    SqlExecutor& m_session;
    ServerVersion m_version;
    Introspected m_result;
    QString m_database;
    QString m_collation; ///< of the database
    QHash<QString, schema::Table> m_tables;
    QHash<QString, QString> m_collations; ///< of tables
    QHash<QString, QStringList> m_viewColumns;
    QHash<QString, QStringList> m_parameters; ///< of routines ("function f"), as they are written
    QHash<QString, QString> m_returned; ///< what functions return
    /// What stands behind PARTITION BY.
    struct Partitions {
        QString method; ///< with its expression
        QString subMethod;
        QStringList names;
        QStringList texts; ///< "PARTITION p VALUES …"
        QList<QStringList> subNames; ///< of each
        QString text() const;
    };
    QHash<QString, Partitions> m_partitions; ///< of tables
    QSet<QString> m_special; ///< tables whose statement says more than the catalogue
    QHash<QString, schema::SqlType> m_types; ///< by their text
    QStringList m_sequences;
    QStringList m_hiddenViews;
    QStringList m_hiddenActions; ///< tables whose keys' actions the catalogue does not show
};

} // namespace espalier::dialects::mysql
