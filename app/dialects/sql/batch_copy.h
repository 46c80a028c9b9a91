#pragma once

#include "dialects/batch.h"
#include "dialects/sql/compiler.h"

namespace espalier::dialects::sql {

/// The table that a batch makes and how the old one's rows get there: Alembic's ApplyBatchImpl.
class BatchCopy {
public:
    BatchCopy(const BatchTable& batch, Compiler& compiler);

    const schema::Table& newTable() const { return m_new; }
    schema::Insert transfer() const;
    std::vector<schema::Index> indexes() const;
    QString temporaryName() const;
    QStringList carriedNames() const; ///< named constraints that go on

private:
    struct Moved {
        QString key; ///< its name before the batch
        schema::Column column;
        std::optional<schema::Expression> from; ///< none for new columns
        bool isRetyped = false;
    };
    using Pair = std::pair<QString, QString>;

    void apply(const BatchColumn& step);
    void apply(const BatchDropColumn& step);
    void apply(const ColumnChange& step);
    void apply(const schema::Constraint& step);
    void apply(const BatchDropConstraint& step);
    void apply(const BatchIndex& step);
    void apply(const BatchDropIndex& step);
    void apply(const BatchRenameTable&);
    void apply(const BatchTableComment& step);
    void setType(Moved& moved, const schema::SqlType& type);
    void placeNew(const BatchColumn& step);
    void order();
    void build();
    void settleKeyColumn(const QString& name);
    Moved* find(const QString& key);
    std::optional<schema::Constraint> carried(const schema::Constraint& constraint) const;
    QMap<QString, QString> renames() const;

    const BatchTable& m_batch;
    Compiler& m_compiler;
    std::vector<Moved> m_columns;
    QStringList m_existing; ///< keys of the old columns that are still there
    std::vector<Pair> m_added; ///< (before, after)
    std::vector<schema::Constraint> m_named;
    std::vector<schema::Constraint> m_unnamed;
    std::vector<schema::Index> m_indexes;
    std::vector<schema::Index> m_newIndexes;
    std::vector<schema::Index> m_temporaryIndexes;
    schema::Table m_new;
};

/// The items in an order in which every pair's first comes before its second, as SQLAlchemy's topological.sort(); what
/// is left of a cycle is dropped.
QStringList sorted(const std::vector<std::pair<QString, QString>>& pairs, const QStringList& items);

} // namespace espalier::dialects::sql
