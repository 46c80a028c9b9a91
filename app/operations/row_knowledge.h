#pragma once

#include "dialects/dialect.h"
#include "dialects/sql_reader.h"
#include "operations/known_rows.h"
#include "schema/change.h"
#include "schema/schema_rules.h"

#include <QHash>
#include <QSet>

namespace espalier::operations {

/// Which tables surely have no rows when migrations run on an empty database, one after the other and nothing between:
/// those that they made and put nothing into. What may have written somewhere else (triggers, functions, inherited
/// tables, statements that are not understood) leaves nothing known of the tables that were there.
///
/// What a step that is not understood may have left behind, a trigger say, writes to nothing that a later revision
/// makes: it could not name it. Triggers and the like that are seen may write anywhere.
class RowKnowledge {
public:
    explicit RowKnowledge(const dialects::Dialect& dialect);

    bool isEmpty(const schema::ObjectName& table) const;
    /// Whether a query surely has no rows; `used` gets the tables that this rests on.
    bool hasNone(const dialects::QueryRows& rows, QSet<QString>* used = nullptr) const;

    /// Another revision's script runs.
    void beginRevision() { ++m_revision; }
    /// Statements that read over no rows, or insert what a query without rows gives: functions in them are never
    /// called.
    bool writesNothing(const std::vector<dialects::ReadStatement>& read) const;
    /// Functions that migrations made and that cannot write.
    bool areReadOnly(const QStringList& functions) const;
    /// Functions that migrations made and that are called as they can be.
    bool areThere(const dialects::ReadStatement& calling) const;
    /// Changes of nothing but tables without rows: defaults and the like, which are worked out for rows, are not.
    bool isOfEmptyTables(const schema::Changes& changes) const;
    /// What rows have against a change, or may have. `after` is the schema after it, `before` its table before.
    std::vector<schema::Fault> weigh(
        const schema::Change& change, const schema::Schema& after, const schema::Table* before) const;
    /// A change was made. `isNew`: a table that it creates was surely not there before.
    void apply(const schema::Change& change, const schema::Schema& after, bool isNew);
    /// That may have been done to the table, in whatever schema it is; of any table where it has no name.
    void mayTouch(const schema::TouchRows& change);
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
    /// What is written to a table may have to do with.
    enum class Reach {
        Itself, ///< no triggers, rules, parents
        Earlier, ///< perhaps some, of a step that is not understood: tables that were there when it ran
        Anything,
    };
    struct Table {
        Reach reach = Reach::Itself;
        int made = 0; ///< in which revision
        int until = 0; ///< of Earlier: tables of that revision and before
        bool isEmpty = false;
        friend bool operator==(const Table&, const Table&) = default;
    };
    void create(const schema::CreateTable& change, bool isNew);
    void rename(const schema::RenameTable& change);
    void touch(const schema::TouchRows& change, const QString& table);
    void other(const schema::CreateOther& change);
    void loseRowsUntil(int revision);
    bool callsWriting(const schema::Table& table) const;
    bool callsWriting(const schema::Column& column) const;

    bool callsWriting(const schema::Expression& expression) const;

    const dialects::SqlReader* m_reader;
    const schema::SchemaRules* m_rules;
    QHash<QString, Table> m_tables;
    QSet<QString> m_readOnly; ///< functions, in lower case, without schema and arguments
    QSet<QString> m_callable; ///< functions, in lower case, of the default schema, that need no arguments
    KnownRows m_known;
    bool m_isWhole = true;
    int m_revision = 0;
    int m_until = 0; ///< when the last step was that is not understood
};

} // namespace espalier::operations
