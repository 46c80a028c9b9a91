#pragma once

#include "dialects/sql_reader.h"

#include <memory>
#include <variant>

// What a block in a database's own language does (DO $$ … $$), as values: as far as it rests on the schema itself.

namespace espalier::dialects {

/// A query within a block.
struct BlockQuery {
    std::optional<CatalogueQuery> catalogue; ///< its Binds are the block's variables
    std::optional<QueryRows> rows; ///< of a query about rows
};

/// A value or a condition in a block.
struct BlockExpression {
    enum class Kind {
        Unknown,
        Constant, ///< `value`
        Variable, ///< `value.text`; "record.column" of a record
        Not,
        And,
        Or,
        IsNull,
        Compare, ///< `value.text` is the operator: = <> < > <= >=
        Concat, ///< ||
        Function, ///< `value.text` its name, in lower case
        Array,
        Scalar, ///< the one value of `query`
        Exists, ///< whether `query` has rows
    };
    Kind kind = Kind::Unknown;
    CatalogueValue value = {};
    std::vector<BlockExpression> operands = {};
    std::shared_ptr<const BlockQuery> query = {};
};

struct BlockStep;
using BlockSteps = std::vector<BlockStep>;

/// What nobody here understands, and what it may be about.
struct BlockUnknown { };
struct BlockReturn { };
/// EXECUTE: SQL that is put together.
struct BlockExecute {
    BlockExpression sql;
};
struct BlockAssign {
    QString variable;
    BlockExpression value;
};
/// SELECT … INTO, PERFORM: FOUND says whether there was a row.
struct BlockSelect {
    QStringList variables; ///< one that is a record takes the row
    BlockQuery query;
};
struct BlockIf;
/// FOR … IN query LOOP.
struct BlockForRows;
/// FOREACH … IN ARRAY … LOOP.
struct BlockForEach;
/// BEGIN … EXCEPTION WHEN … END.
struct BlockTry;

struct BlockStep {
    /// schema::Changes are statements as they stand.
    std::variant<BlockUnknown, schema::Changes, BlockReturn, BlockExecute, BlockAssign, BlockSelect,
        std::shared_ptr<const BlockIf>, std::shared_ptr<const BlockForRows>, std::shared_ptr<const BlockForEach>,
        std::shared_ptr<const BlockTry>>
        what;
};

struct BlockIf {
    struct Branch {
        BlockExpression condition;
        BlockSteps steps;
    };
    std::vector<Branch> branches; ///< IF, ELSIF
    BlockSteps otherwise;
};
struct BlockForRows {
    QStringList variables;
    BlockQuery query;
    BlockSteps steps;
};
struct BlockForEach {
    QString variable;
    BlockExpression array;
    BlockSteps steps;
};

struct BlockTry {
    BlockSteps steps;
    std::vector<BlockSteps> handlers; ///< each for errors of its own, or all
};

struct Block {
    QStringList records; ///< variables that hold a row
    BlockSteps steps; ///< those that give variables their first values come first
};

} // namespace espalier::dialects
