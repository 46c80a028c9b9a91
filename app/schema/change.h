#pragma once

#include "core/message.h"
#include "schema/objects.h"
#include "schema/statement.h"
#include "schema/table.h"

#include <memory>
#include <optional>
#include <QStringList>
#include <variant>
#include <vector>

// What a statement does to a schema, as values: the one vocabulary between scripts, SQL text and databases. Names are
// final (conventions applied), tables as schema::declared() makes them.

namespace espalier::schema {

/// A server default as alter_column() takes it.
struct NoDefault {
    friend bool operator==(const NoDefault&, const NoDefault&) = default;
};
/// Not given (False in Python), none (None), SQL or text, identity, computed.
using ServerDefault = std::variant<std::monostate, NoDefault, Expression, Identity, Computed>;

/// op.alter_column(), ALTER TABLE … ALTER COLUMN: what is not set was not given.
struct ColumnChange {
    ObjectName table;
    Identifier column;
    std::optional<bool> nullable;
    ServerDefault serverDefault;
    Identifier newName;
    core::Rare<SqlType> type;
    core::Rare<SqlType> existingType;
    ServerDefault existingServerDefault;
    std::optional<bool> existingNullable;
    std::optional<bool> autoIncrement;
    std::optional<bool> existingAutoIncrement;
    bool changesComment = false;
    QString comment; ///< null with `changesComment` removes it
    QString existingComment;
    QString usingExpression; ///< postgresql_using; null where not given
    NamingConvention convention; ///< of the target metadata: names the checks of old and new type
    bool ifTableExists = false; ///< ALTER TABLE IF EXISTS: nothing happens where the table is not there
    bool namesTypeClass = false; ///< `type_=DateTime`, not `DateTime()`: Alembic does not look at what type that is
};

struct ColumnAddition {
    ObjectName table;
    Column column;
    bool ifNotExists = false;
    bool inlineReferences = false;
    bool inlinePrimaryKey = false;
    NamingConvention convention;
    bool ifTableExists = false;
};

struct CreateTable {
    Table table;
    bool ifNotExists = false;
    /// CREATE TABLE … (LIKE …), … AS SELECT, … PARTITION OF: its columns are not all in `table`.
    bool isIncomplete = false;
};
struct DropTable {
    ObjectName table;
    bool ifExists = false;
    bool cascade = false;
};
struct RenameTable {
    ObjectName table;
    ObjectName newName; ///< its schema differs with SET SCHEMA only
    bool ifExists = false;
};
struct DropColumn {
    ObjectName table;
    Identifier column;
    bool ifExists = false;
    bool cascade = false;
    bool ifTableExists = false;
};
struct AddConstraint {
    ObjectName table;
    Constraint constraint;
    bool ifTableExists = false;
    bool ifNotExists = false; ///< by its name
};
struct DropConstraint {
    ConstraintReference reference;
    bool ifExists = false;
    bool cascade = false;
    bool ifTableExists = false;
};
struct RenameConstraint {
    ObjectName table;
    QString name;
    QString newName;
    bool ifTableExists = false;
};
struct CreateIndex {
    ObjectName table;
    Index index;
    bool ifNotExists = false;
};
struct DropIndex {
    ObjectName table; ///< no name where it was not given
    ObjectName index;
    bool ifExists = false;
    bool cascade = false;
    bool isConventional = false; ///< as Name::isConventional
    QVariantMap options = {}; ///< dialect keywords as written: "postgresql_concurrently"
};
struct RenameIndex {
    ObjectName index;
    QString newName;
    bool ifExists = false;
    ObjectName table = {}; ///< no name where it was not given
};
struct SetTableComment {
    ObjectName table;
    QString comment; ///< null removes it
};
struct CreateEnum {
    EnumType type;
    bool checkFirst = false;
};
struct DropEnum {
    ObjectName name;
    bool ifExists = false;
    bool cascade = false;
};
/// ALTER TYPE … ADD VALUE, RENAME VALUE, RENAME TO.
struct AlterEnum {
    ObjectName name;
    QString addValue;
    QString before;
    QString after;
    bool ifNotExists = false;
    QString renameValue; ///< to `addValue`
    QString newName;
};
struct CreateSequence {
    Sequence sequence;
    bool ifNotExists = false;
    bool alters = false; ///< ALTER SEQUENCE: what is said of one that is there (with `ifNotExists`: if it is there)
};
struct DropSequence {
    ObjectName name;
    bool ifExists = false;
    bool cascade = false; ///< the defaults that take their value from it go as well
};
struct CreateSchema {
    QString name;
    bool ifNotExists = false;
};
struct DropSchema {
    QString name;
    bool ifExists = false;
    bool cascade = false;
};
struct CreateView {
    View view;
    bool orReplace = false;
    bool ifNotExists = false;
};
struct DropView {
    ObjectName name;
    bool isMaterialized = false;
    bool ifExists = false;
    bool cascade = false;
};
/// Functions, triggers, extensions, domains, policies, grants, …: carried by name.
struct CreateOther {
    OpaqueObject object;
    bool orReplace = false;
    bool ifNotExists = false;
    bool isReadOnly = false; ///< a routine that the database lets write nothing
    bool needsNoArguments = false; ///< a function that can be called without any
};
/// ALTER … RENAME TO and SET SCHEMA of views, sequences, schemas, types, functions, …; "type" where it may also be an
/// enum.
struct RenameOther {
    QString kind;
    ObjectName name;
    QString table; ///< of triggers and policies
    ObjectName newName;
    bool ifExists = false;
};
struct DropOther {
    QString kind;
    ObjectName name;
    QString table;
    bool ifExists = false;
    bool cascade = false;
    QString statement = {}; ///< that does it, where it is not DROP
};
/// Something about an object that a Schema does not hold: storage parameters, owner, privileges, row security, …
struct AlterOther {
    QString kind; ///< "table", "index", "function", …
    ObjectName name;
    QString what; ///< the statement, shortened
    QString statement = {}; ///< the whole of it, where it is known
};
/// A value as a statement about rows writes it.
struct WrittenValue {
    enum class Kind {
        Literal,
        Default, ///< the word DEFAULT
        Made, ///< made by the database when the statement runs, never NULL: `literal` is one such
        Expression, ///< it is worked out when the statement runs, or not known here
    };
    Kind kind = Kind::Expression;
    schema::Literal literal = {};
    friend bool operator==(const WrittenValue&, const WrittenValue&) = default;
};

/// What INSERT … VALUES and UPDATE … SET write.
struct WrittenRows {
    QStringList columns; ///< empty: the table's first ones
    std::vector<std::vector<WrittenValue>> rows; ///< one for UPDATE; none where they come from a query
    bool isOfQuery = false; ///< INSERT … SELECT
    bool skipsDoubles = false; ///< ON CONFLICT
    bool isOfAll = false; ///< UPDATE, DELETE: without a condition
};

/// Rows, not structure. `verb` is "insert", "update", "delete", "merge", "truncate", "select" (with a function that may
/// write), "copy", "read".
struct TouchRows {
    QString verb;
    ObjectName table; ///< no name where several or none are named
    std::shared_ptr<const WrittenRows> rows = {}; ///< where that is known
};
/// A statement about the session or the transaction: SET, LOCK, COMMIT, DO, …
struct SessionStatement {
    QString verb; ///< first words, upper case
};
/// SQL that nobody here understands.
struct UnknownStatement {
    QString sql;
    core::Message reason;
    bool isRefused = false; ///< the database's own grammar does not have it
};

using Change = std::variant<CreateTable, DropTable, RenameTable, ColumnAddition, DropColumn, ColumnChange,
    AddConstraint, DropConstraint, RenameConstraint, CreateIndex, DropIndex, RenameIndex, SetTableComment, CreateEnum,
    DropEnum, AlterEnum, CreateSequence, DropSequence, CreateSchema, DropSchema, CreateView, DropView, CreateOther,
    DropOther, RenameOther, AlterOther, TouchRows, SessionStatement, UnknownStatement>;
using Changes = std::vector<Change>;

} // namespace espalier::schema
