#pragma once

#include "dialects/sql_reader.h"
#include "operations/known_rows.h"
#include "schema/change.h"
#include "schema/schema_rules.h"

#include <QSet>

namespace espalier::operations {

/// Which tables surely have no rows when migrations run on an empty database, one after the other and nothing between:
/// those that they made and put nothing into. What may have written somewhere else (triggers, functions, inherited
/// tables, statements that are not understood) leaves nothing known of the tables that were there.
class RowKnowledge {
public:
    explicit RowKnowledge(const schema::SchemaRules& rules)
        : m_rules(&rules)
        , m_known(rules)
    { }

    bool isEmpty(const schema::ObjectName& table) const;
    /// Whether a query surely has no rows; `used` gets the tables that this rests on.
    bool hasNone(const dialects::QueryRows& rows, QSet<QString>* used = nullptr) const;

    /// What rows have against a change, or may have. `after` is the schema after it, `before` its table before.
    std::vector<schema::Fault> weigh(
        const schema::Change& change, const schema::Schema& after, const schema::Table* before) const;
    /// A change was made. `isNew`: a table that it creates was surely not there before.
    void apply(const schema::Change& change, const schema::Schema& after, bool isNew);
    /// Rows of that table may have been written, in whatever schema it is; of any table where it has no name.
    void mayTouch(const schema::ObjectName& table);
    /// Any rows may have been written.
    void loseRows();
    /// Anything may have been done: also what writes rows later on, such as triggers.
    void loseAll();
    /// Whether nothing was done so far that may have made tables unnoticed.
    bool isWhole() const { return m_isWhole; }
    /// Keeps what the other one knows too.
    void keepCommon(const RowKnowledge& other);

private:
    QString keyOf(const schema::ObjectName& name) const;
    void create(const schema::CreateTable& change, bool isNew);
    void touch(const schema::TouchRows& change);
    void other(const schema::CreateOther& change);
    void forget(const QString& table);

    const schema::SchemaRules* m_rules;
    QSet<QString> m_empty;
    KnownRows m_known;
    bool m_isWhole = true;
    QSet<QString> m_plain; ///< what is written there stays there: no triggers, rules, parents
};

} // namespace espalier::operations
