#pragma once

#include "schema/change.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <QString>
#include <QStringList>
#include <vector>

namespace espalier::dialects {

/// What a column of the catalogue is compared with.
struct CatalogueValue {
    enum class Kind {
        Text, ///< also enum labels and names; '…'::regclass is the name inside
        Number,
        Boolean, ///< "true" or "false"
        Null,
        Bind, ///< `text` is the bind parameter's name
        CurrentSchema,
        CurrentDatabase,
    };
    Kind kind = Kind::Text;
    QString text = {};
    friend bool operator==(const CatalogueValue&, const CatalogueValue&) = default;
};

struct CatalogueColumn {
    int relation = 0; ///< index in CatalogueQuery::relations; -1 where the query does not say of several which
    QString name; ///< lower case; "*" for all of them, "oid" where a relation is compared as a whole
    friend bool operator==(const CatalogueColumn&, const CatalogueColumn&) = default;
};

/// "column = value", "column IN (…)", "column LIKE '…'" and their opposites.
struct CatalogueCondition {
    enum class Test { AnyOf, NoneOf, Like, NotLike };
    CatalogueColumn column;
    Test test = Test::AnyOf;
    std::vector<CatalogueValue> values; ///< one for Like
    friend bool operator==(const CatalogueCondition&, const CatalogueCondition&) = default;
};

struct CatalogueJoin {
    CatalogueColumn left;
    CatalogueColumn right;
    friend bool operator==(const CatalogueJoin&, const CatalogueJoin&) = default;
};

struct CatalogueOutput {
    std::optional<CatalogueColumn> column; ///< none for a constant
    QString name; ///< under which rows give it; the alias where there is one
    QString constant; ///< "1", "true", a string's text
    bool isCast = false; ///< to a name or a text: conrelid::regclass
    friend bool operator==(const CatalogueOutput&, const CatalogueOutput&) = default;
};

/// A question about the schema itself that is simple enough to be answered from a schema::Schema: all conditions hold
/// of one row, or of a row of each relation, joined.
struct CatalogueQuery {
    enum class Answer {
        Rows,
        Count, ///< SELECT count(*)
        Exists, ///< SELECT EXISTS (…)
        NotExists,
    };
    Answer answer = Answer::Rows;
    /// With their schema: "information_schema.columns", "pg_catalog.pg_type", "sqlite_master". Questions of other
    /// shapes are relations too, their arguments conditions: "pragma.table_info" (arg), "show.columns" (table_name),
    /// "to_regclass" (name); so is what a session says of itself, "session" (current_schema).
    QStringList relations;
    std::vector<CatalogueCondition> conditions;
    std::vector<CatalogueJoin> joins;
    std::vector<CatalogueOutput> outputs; ///< empty for Count and Exists
    bool isDistinct = false;
    std::vector<CatalogueColumn> orderBy;
    std::optional<qint64> limit;
    friend bool operator==(const CatalogueQuery&, const CatalogueQuery&) = default;
};

/// Where a query surely has no rows.
struct QueryRows {
    /// It has none where of each of these lists some table is without rows. An empty list: that is never sure.
    std::vector<std::vector<schema::ObjectName>> noneIf;
    struct Output {
        QString name;
        CatalogueValue value; ///< a Number, a Boolean or Null
        friend bool operator==(const Output&, const Output&) = default;
    };
    /// Of count(*), max(x), EXISTS (…): then it has one row, with these.
    std::optional<std::vector<Output>> single = {};
    friend bool operator==(const QueryRows&, const QueryRows&) = default;
};

/// A column that a statement names.
struct ColumnUse {
    schema::ObjectName table;
    QString column;
    friend bool operator==(const ColumnUse&, const ColumnUse&) = default;
};

struct Block;

/// One statement of a text.
struct ReadStatement {
    QString sql = {}; ///< as the database gets it, without the closing ";" and comments before it
    int lineOffset = 0; ///< lines of the text before it
    schema::Changes changes = {}; ///< in the order in which they happen; empty for reads
    bool isRead = false; ///< a SELECT, SHOW, EXPLAIN without any effect
    std::vector<schema::ObjectName> tables = {}; ///< that it names, in their order, each once; also views
    bool areTablesSure = false; ///< a whole grammar of the database says so: they must be there
    /// Of those tables, where it is certain of which; those that are written are in the changes.
    std::vector<ColumnUse> columns = {};
    std::optional<CatalogueQuery> query = {};
    /// Of a SELECT, and of the one whose rows an INSERT takes; not set where nothing is known of them.
    std::optional<QueryRows> rows = {};
    QStringList unknownFunctions = {}; ///< in lower case: those that it calls that may do more than give a value
    QStringList calledOtherwise = {}; ///< of these: those that it does not just call as "name()"
    /// More exact than `changes`, which then say UnknownStatement, for those who can answer catalogue queries.
    std::shared_ptr<const Block> block = {};

    /// It reads or writes rows and does nothing else.
    bool isOfRows() const
    {
        return std::all_of(changes.begin(), changes.end(), [](const schema::Change& change) {
            return std::holds_alternative<schema::TouchRows>(change);
        }) && (isRead || !changes.empty());
    }
};

/// Reads SQL text as scripts hand it to op.execute() and Connection.execute(): several statements, SQLAlchemy's
/// ":name" binds and "\:" among them. Never fails: what it does not understand is a schema::UnknownStatement with a
/// reason for people. Stateless; shared between threads.
///
/// Changes are as the text says them: constraints without a name have none, and whether a name without a schema is
/// found in the default one is for those to say who know the search path. Columns that ALTER TABLE … ADD COLUMN brings
/// are as declared (Column::foreignKeys, isUnique, …) wherever that can hold what the text says; else AddConstraint
/// follows.
class SqlReader {
public:
    virtual ~SqlReader() = default;
    virtual std::vector<ReadStatement> read(const QString& sql) const = 0;
    /// Whether statements that define something (CREATE TABLE with its defaults and checks, an index's expressions)
    /// may call what read() counts among unknownFunctions: quicker than read(), and true where that is in doubt.
    virtual bool mayCallUnknown(const QString& /*definition*/) const { return false; }
    /// What a function gives within a block, of its name in lower case; nullopt where that is not known.
    virtual std::optional<CatalogueValue> valueOf(
        const QString& /*function*/, const std::vector<CatalogueValue>& /*arguments*/) const
    {
        return std::nullopt;
    }
};

} // namespace espalier::dialects
