#pragma once

#include "core/error.h"
#include "schema/change.h"
#include "schema/schema.h"

#include <memory>
#include <optional>
#include <QSet>
#include <QStringList>
#include <variant>

namespace espalier::dialects {

struct BatchTable;

/// Statements as `alembic upgrade --sql` prints them, without the closing ";".
using Statements = core::Result<QStringList>;

/// What one run of migrations remembers: within it an enum type is created, and dropped, with the first table only.
struct DdlMemo {
    QSet<QString> enums;
};

using schema::ColumnAddition;
using schema::ColumnChange;
using schema::NoDefault;
using schema::ServerDefault;

/// The version table's own place and shape.
struct VersionTable {
    schema::ObjectName name{ {}, QStringLiteral("alembic_version") };
    bool hasPrimaryKey = true;
};
/// As Alembic makes it.
schema::Table definitionOf(const VersionTable& table);

/// Renders what migrations do for one dialect, statement for statement as current Alembic and SQLAlchemy would without
/// a server. A failure with ErrorCode::Refused is Alembic's own refusal, its words in `detail`; with Unsupported it is
/// something that is not known here. Stateless; shared between threads.
class Ddl {
public:
    virtual ~Ddl() = default;

    // tables: `table` is as schema::declared() makes it
    virtual Statements createTable(const schema::Table& table, bool ifNotExists, DdlMemo& memo) const = 0;
    virtual Statements dropTable(const schema::Table& table, bool ifExists, DdlMemo& memo) const = 0;
    virtual Statements renameTable(const schema::ObjectName& table, const schema::Identifier& newName) const = 0;
    virtual Statements createTableComment(const schema::ObjectName& table, const QString& comment) const = 0;
    virtual Statements dropTableComment(const schema::ObjectName& table) const = 0;

    // columns
    virtual Statements addColumn(const ColumnAddition& addition) const = 0;
    virtual Statements dropColumn(
        const schema::ObjectName& table, const schema::Identifier& column, bool ifExists) const = 0;
    virtual Statements alterColumn(const ColumnChange& change) const = 0;

    // constraints and indexes: names are final (schema::conventionalName())
    virtual Statements addConstraint(const schema::ObjectName& table, const schema::Constraint& constraint) const = 0;
    virtual Statements dropConstraint(const schema::ConstraintReference& reference, bool ifExists) const = 0;
    virtual Statements createIndex(
        const schema::ObjectName& table, const schema::Index& index, bool ifNotExists) const = 0;
    /// `table` may have no name where the script gave none.
    virtual Statements dropIndex(const schema::ObjectName& table, const schema::Index& index, bool ifExists) const = 0;

    // data and free SQL
    /// A statement for each row, as offline mode has it whatever `multiinsert` says.
    virtual Statements bulkInsert(const schema::Insert& rows) const = 0;
    virtual Statements execute(const schema::Statement& statement) const = 0;

    // other objects
    virtual Statements createSequence(const schema::ObjectName& name, const schema::SequenceOptions& options,
        const schema::SqlType& dataType, bool ifNotExists) const = 0;
    virtual Statements dropSequence(const schema::ObjectName& name, bool ifExists) const = 0;
    virtual Statements createSchema(const QString& name, bool ifNotExists) const = 0;
    virtual Statements dropSchema(const QString& name, bool ifExists, bool cascade) const = 0;
    /// Enum.create() and drop(); nothing where the dialect has no such types.
    virtual Statements createEnum(const schema::SqlType& type) const = 0;
    virtual Statements dropEnum(const schema::SqlType& type) const = 0;

    /// batch_alter_table() for what has to copy the table; see dialects/batch.h.
    virtual Statements recreate(const BatchTable& batch, DdlMemo& memo) const = 0;
    /// Whether recreate="auto" may copy the table at all.
    virtual bool recreatesInBatch() const { return false; }

    /// What makes the second schema of the first by a change whose own words are not enough: the database wants a
    /// column whole, or the table has to be copied. nullopt where they are.
    virtual std::optional<Statements> changeWithin(
        const schema::Change& /*change*/, const schema::Schema& /*before*/, const schema::Schema& /*after*/) const
    {
        return std::nullopt;
    }
    virtual bool hasChangesWithin() const { return false; } ///< whether changeWithin() ever has something to say
    /// Whether a trigger's name is its table's own, so that DROP TRIGGER says ON table.
    virtual bool hasTriggersOfTables() const { return true; }

    /// What a script begins with that makes many objects of a database, so that their order matters less.
    virtual QStringList scriptStart() const { return {}; }

    // pieces
    virtual core::Result<QString> type(const schema::SqlType& type) const = 0;
    virtual core::Result<QString> expression(const schema::Expression& expression) const = 0;
    /// Quoted where SQLAlchemy quotes.
    virtual QString quoted(const QString& identifier) const = 0;

    // what stands around the revisions
    virtual bool isTransactional() const = 0;
    QString begin() const { return QStringLiteral("BEGIN"); }
    QString commit() const { return QStringLiteral("COMMIT"); }
    virtual Statements createVersionTable(const VersionTable& table) const = 0;
    virtual Statements dropVersionTable(const VersionTable& table) const = 0;
    virtual Statements insertVersion(const VersionTable& table, const QString& version) const = 0;
    virtual Statements updateVersion(const VersionTable& table, const QString& from, const QString& to) const = 0;
    virtual Statements deleteVersion(const VersionTable& table, const QString& version) const = 0;
};

/// "-- Running upgrade a -> b"; `direction` is "upgrade", "downgrade", "stamp_upgrade", …
QString runningLine(const QString& direction, const QStringList& from, const QStringList& to);

} // namespace espalier::dialects
