#pragma once

#include "dialects/introspection.h"
#include "dialects/sql/row_reader.h"
#include "dialects/sql_executor.h"

#include <functional>
#include <QHash>
#include <unordered_map>

namespace espalier::dialects::postgresql {

/// Reads the catalogue of the database that a session is in: a fixed number of queries, whatever it holds. To be used
/// in one snapshot (repeatable read); sets the search path of the transaction. For one reading.
class Introspection {
public:
    explicit Introspection(SqlExecutor& session)
        : m_session(session)
    { }
    core::Result<Introspected> read();

private:
    using RowReader = sql::RowReader;
    struct Column {
        QString name;
        qint64 collation = 0;
    };
    struct Relation {
        schema::ObjectName name;
        bool isView = false;
        qint64 pages = 0; ///< those of its indexes too
        schema::Table table;
        schema::View view;
        std::vector<Column> columns; ///< by attnum; what was dropped has no name
        std::vector<qint64> order; ///< attnums, as the columns of the table or view stand
        const Column& column(qint64 number) const;
        void put(qint64 number, Column column);
        void sortColumns();
    };
    struct IndexRow {
        schema::Index index;
        std::vector<schema::ExclusionElement> elements; ///< as an exclusion constraint has them, without operators
        QStringList included;
        bool isOfConstraint = false;
        qint64 relation = 0;
        qint64 parent = 0; ///< whose part it is; 0: none
    };
    struct Name {
        QString name;
        QString text; ///< quoted, with its schema where that is needed
        bool comesByItself = false;
    };

    core::Result<void> readAll();
    core::Result<void> readSettings();
    core::Result<void> setUpTransaction();
    core::Result<void> withoutLoops(const std::function<core::Result<void>()>& read);
    schema::ObjectName name(const RowReader& row) const;
    schema::ObjectName name(const QString& schemaName, const QString& text) const;
    Relation* relation(const RowReader& row, const char* column = "relation");
    Relation* relation(qint64 oid);

    void takeSchema(const RowReader& row);
    void takeName(const RowReader& row);
    void takeType(const RowReader& row);
    void takeRelation(const RowReader& row);
    void takeColumn(const RowReader& row);
    void takeIndex(const RowReader& row);
    void takeConstraint(const RowReader& row);
    void takeSequence(const RowReader& row);
    void takeOther(const RowReader& row);
    void takeKind(const RowReader& row);
    void takeSetting(const RowReader& row);
    void takeSize(const RowReader& row);

    schema::SqlType typeOf(const QString& text, qint64 enumeration);
    QString collationOf(qint64 type, const QString& text, qint64 collation) const;
    schema::Column columnOf(const RowReader& row);
    static QStringList columnsOf(const Relation& relation, const std::vector<qint64>& numbers);
    void takeElements(const RowReader& row, const Relation& relation, IndexRow& found);
    void takeForeignKey(const RowReader& row, const Relation& relation, schema::Constraint& key);
    void takeBacking(const RowReader& row, schema::Constraint& constraint);
    QString collationText(qint64 collation) const;
    void makeSerial(schema::Table& table, const schema::Column& wanted, const schema::Sequence& sequence);
    void sortColumns();
    void linkIndexes();
    void putRelations();
    void noteRights();

    SqlExecutor& m_session;
    Introspected m_result;
    std::unordered_map<qint64, Relation> m_relations; ///< by oid, as everything here
    std::pair<qint64, Relation*> m_last; ///< rows come in runs of one relation
    std::unordered_map<qint64, schema::EnumType> m_enums;
    std::unordered_map<qint64, IndexRow> m_indexes;
    std::unordered_map<qint64, qint64> m_collationOf; ///< of types of the database's own
    std::unordered_map<qint64, Name> m_classes;
    std::unordered_map<qint64, QHash<qint64, QStringList>> m_classOptions; ///< of indexes, by the element's number
    std::unordered_map<qint64, Name> m_collations;
    QHash<QString, schema::SqlType> m_types; ///< by their text
    qint64 m_blockSize = 0;
    QStringList m_closedSchemas; ///< that this role may not use
};

} // namespace espalier::dialects::postgresql
