#pragma once

#include "dialects/ddl.h"
#include "dialects/sql/compiler.h"

namespace espalier::dialects::sql {

/// Alembic's DefaultImpl over SQLAlchemy's compilers; dialects override what theirs do otherwise.
class DefaultDdl : public Ddl {
public:
    Statements createTable(const schema::Table& table, bool ifNotExists, DdlMemo& memo) const override;
    Statements dropTable(const schema::Table& table, bool ifExists, DdlMemo& memo) const override;
    Statements renameTable(const schema::ObjectName& table, const schema::Identifier& newName) const override;
    Statements createTableComment(const schema::ObjectName& table, const QString& comment) const override;
    Statements dropTableComment(const schema::ObjectName& table) const override;
    Statements addColumn(const ColumnAddition& addition) const override;
    Statements dropColumn(
        const schema::ObjectName& table, const schema::Identifier& column, bool ifExists) const override;
    Statements alterColumn(const ColumnChange& change) const override;
    Statements addConstraint(const schema::ObjectName& table, const schema::Constraint& constraint) const override;
    Statements dropConstraint(const schema::ConstraintReference& reference, bool ifExists) const override;
    Statements createIndex(
        const schema::ObjectName& table, const schema::Index& index, bool ifNotExists) const override;
    Statements dropIndex(const schema::ObjectName& table, const schema::Index& index, bool ifExists) const override;
    Statements bulkInsert(const schema::Insert& rows) const override;
    Statements execute(const schema::Statement& statement) const override;
    Statements createSequence(const schema::ObjectName& name, const schema::SequenceOptions& options,
        const schema::SqlType& dataType, bool ifNotExists) const override;
    Statements dropSequence(const schema::ObjectName& name, bool ifExists) const override;
    Statements createSchema(const QString& name, bool ifNotExists) const override;
    Statements dropSchema(const QString& name, bool ifExists, bool cascade) const override;
    Statements createEnum(const schema::SqlType&) const override { return QStringList(); }
    Statements dropEnum(const schema::SqlType&) const override { return QStringList(); }
    Statements recreate(const BatchTable& batch, DdlMemo& memo) const override;
    core::Result<QString> type(const schema::SqlType& type) const override;
    core::Result<QString> expression(const schema::Expression& expression) const override;
    QString quoted(const QString& identifier) const override;
    bool isTransactional() const override { return false; }
    Statements createVersionTable(const VersionTable& table) const override;
    Statements dropVersionTable(const VersionTable& table) const override;
    Statements insertVersion(const VersionTable& table, const QString& version) const override;
    Statements updateVersion(const VersionTable& table, const QString& from, const QString& to) const override;
    Statements deleteVersion(const VersionTable& table, const QString& version) const override;

    virtual std::unique_ptr<Compiler> compiler() const = 0;

protected:
    /// Statements of one operation, until the first refusal.
    struct Script {
        explicit Script(std::unique_ptr<Compiler> compiler)
            : sql(std::move(compiler))
        { }
        std::unique_ptr<Compiler> sql;
        QStringList statements;

        /// As DefaultImpl.static_output() prints them.
        void add(const QString& statement);
        Statements result() const;
    };
    Script script() const { return Script(compiler()); }

    /// "ALTER TABLE t", the schema quoted part by part.
    static QString alterTable(const Script& script, const schema::ObjectName& table);
    static QString alterColumnText(const Script& script, const ColumnChange& change);

    virtual void createTypes(Script&, const schema::Table&, DdlMemo&) const { }
    virtual void dropTypes(Script&, const schema::Table&, DdlMemo&) const { }
    /// Before the copy takes over those constraints, by name, of the old table.
    virtual void beforeRecreation(Script&, const schema::Table&, const QStringList&) const { }
    virtual void addConstraintTo(
        Script& script, const schema::Table& table, const schema::Constraint& constraint) const;
    virtual void dropTypeCheck(Script& script, const schema::ConstraintReference& reference) const;
    virtual void changeColumn(Script& script, const ColumnChange& change) const;
    virtual void changeDefault(Script& script, const ColumnChange& change) const;
    virtual void changeIdentity(Script& script, const ColumnChange& change) const;
    virtual void changeComment(Script& script, const ColumnChange& change) const;
    virtual void renameColumn(Script& script, const ColumnChange& change) const;
    virtual QString renameTarget(
        const Script& script, const schema::ObjectName& table, const schema::Identifier& newName) const;
    void createTableIn(Script& script, const schema::Table& table, bool ifNotExists, DdlMemo& memo) const;
    QString additionText(Script& script, const ColumnAddition& addition, const schema::Table& table) const;
    /// The type's own CHECK on this dialect, where it has one.
    static std::optional<schema::Constraint> typeCheckOf(
        Script& script, const ColumnChange& change, const schema::SqlType& type);
    static QString unsupported(const Script& script, const char* element);
};

/// Whether two of a change's defaults are or were an identity or computed.
template <typename T> bool isOrWas(const ColumnChange& change)
{
    return std::holds_alternative<T>(change.serverDefault) || std::holds_alternative<T>(change.existingServerDefault);
}

} // namespace espalier::dialects::sql
