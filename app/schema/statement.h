#pragma once

#include "schema/expression.h"

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace espalier::schema {

struct Writing;

/// A query of WITH, which stands in FROM by its name.
struct CommonTable {
    QString name;
    bool isRecursive = false;
    QStringList columns = {}; ///< of a recursive one
    bool isNested = false; ///< it stands before the query that uses it, not before the whole statement
    std::shared_ptr<const Writing> writing = {}; ///< what it is where it is no query
    friend bool operator==(const CommonTable& a, const CommonTable& b);
};

/// What stands in FROM: a table, a subquery or a join of two such.
struct Source {
    ObjectName table = {}; ///< empty name where it is a subquery or a join
    QString alias = {};
    std::shared_ptr<const Select> query = {};
    std::shared_ptr<const CommonTable> common = {}; ///< of WITH: then `query` or its writing stands there; else null
    enum class Join { None, Inner, LeftOuter, FullOuter };
    Join join = Join::None;
    std::shared_ptr<const Source> left = {};
    std::shared_ptr<const Source> right = {};
    std::optional<Expression> on = {};

    static Source of(ObjectName name, const QString& alias = {})
    {
        return { .table = std::move(name), .alias = alias };
    }
    static Source joined(Source left, Source right, std::optional<Expression> on, Join join = Join::Inner);
    friend bool operator==(const Source& a, const Source& b);
};

/// How the parts of a compound SELECT go together.
enum class SetOperator { Union, UnionAll, Intersect, IntersectAll, Except, ExceptAll };

struct Select {
    /// Of a compound: its queries; then only its order and limits are its own.
    std::vector<std::shared_ptr<const Select>> parts;
    SetOperator setOperator = SetOperator::Union;
    std::vector<Expression> columns;
    bool distinct = false;
    std::vector<Source> from;
    std::optional<Expression> where; ///< several where() calls are an And
    std::vector<Expression> groupBy;
    std::optional<Expression> having;
    std::vector<Expression> orderBy;
    std::optional<Expression> limit;
    std::optional<Expression> offset;
    bool forUpdate = false;
    std::vector<Source> with; ///< common tables that stand before it, whether it names them or not
    friend bool operator==(const Select& a, const Select& b);
};

struct Assignment {
    Identifier column;
    Expression value;
    SqlType type; ///< of the column, where the script declared it: it decides how a literal is printed
    bool isClientDefault = false; ///< not given by the script: what `default=` or `onupdate=` of the column says
    friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// ON CONFLICT of an INSERT.
struct OnConflict {
    QString constraint; ///< the constraint that is in conflict, by name; then there are no elements
    std::vector<Expression> elements; ///< of the unique index in conflict; with no constraint and none of these: any
    std::optional<Expression> elementsWhere; ///< the predicate of that index
    std::vector<Assignment> values; ///< DO UPDATE SET; DO NOTHING where there are none
    std::optional<Expression> where; ///< of DO UPDATE
    QString package; ///< of sqlalchemy.dialects, whose insert() it comes from
    friend bool operator==(const OnConflict&, const OnConflict&) = default;
};

struct Insert {
    ObjectName table;
    std::vector<std::vector<Assignment>> rows; ///< one row, or several for values([…, …])
    QStringList columns; ///< of from_select()
    std::shared_ptr<const Select> from;
    std::vector<Expression> returning; ///< asked for by the script
    /// Primary key of the table where it is a Table with one and the statement is not inline(): dialects that fetch
    /// generated keys so return these.
    std::vector<Expression> key;
    bool isKeyCounted = false; ///< that key is one integer that the database counts up
    std::optional<OnConflict> onConflict;
    std::vector<Source> with; ///< as of Select
    friend bool operator==(const Insert& a, const Insert& b);
};

struct Update {
    ObjectName table;
    std::vector<Assignment> values;
    std::vector<Source> from; ///< further tables named in `where`, in their order
    std::optional<Expression> where;
    std::vector<Expression> returning;
    std::vector<Source> with; ///< as of Select
    friend bool operator==(const Update& a, const Update& b);
};

struct Delete {
    ObjectName table;
    std::vector<Source> from;
    std::optional<Expression> where;
    std::vector<Expression> returning;
    std::vector<Source> with; ///< as of Select
    friend bool operator==(const Delete& a, const Delete& b);
};

/// Of WITH: what changes rows, and gives those of its RETURNING.
struct Writing {
    std::variant<Insert, Update, Delete> statement;
    friend bool operator==(const Writing&, const Writing&) = default;
};

/// Anything that op.execute() takes beyond DDL constructs.
using Statement = std::variant<Expression, Insert, Update, Delete, Select>;

/// The first Unknown in it; null where all is known.
const Expression* firstUnknown(const Select& select);
const Expression* firstUnknown(const Statement& statement);
/// All that change rows among the common tables of it and of its subqueries.
std::vector<const Writing*> writingsIn(const Statement& statement);

} // namespace espalier::schema
