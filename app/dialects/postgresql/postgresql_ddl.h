#pragma once

#include "dialects/sql/default_ddl.h"

namespace espalier::dialects::postgresql {

/// Alembic's PostgresqlImpl; or, for a server, what makes of its schemas what is wanted.
class PostgresqlDdl final : public sql::DefaultDdl {
public:
    explicit PostgresqlDdl(bool isForServer = false)
        : m_isForServer(isForServer)
    { }
    std::unique_ptr<sql::Compiler> compiler() const override;
    bool isTransactional() const override { return true; }
    Statements createEnum(const schema::SqlType& type) const override;
    Statements dropEnum(const schema::SqlType& type) const override;
    QStringList scriptStart() const override;
    Statements createIndex(
        const schema::ObjectName& table, const schema::Index& index, bool ifNotExists) const override;

protected:
    void addConstraintTo(
        Script& script, const schema::Table& table, const schema::Constraint& constraint) const override;
    void createTypes(Script& script, const schema::Table& table, DdlMemo& memo) const override;
    void dropTypes(Script& script, const schema::Table& table, DdlMemo& memo) const override;
    void beforeRecreation(Script& script, const schema::Table& table, const QStringList& carried) const override;
    void changeColumn(Script& script, const ColumnChange& change) const override;
    void changeDefault(Script& script, const ColumnChange& change) const override;
    void changeIdentity(Script& script, const ColumnChange& change) const override;
    void changeComment(Script& script, const ColumnChange& change) const override;
    QString renameTarget(
        const Script& script, const schema::ObjectName& table, const schema::Identifier& newName) const override;

private:
    static void attachIndexes(Script& script, const schema::ObjectName& index, const QVariantMap& options);

    const bool m_isForServer;
};

} // namespace espalier::dialects::postgresql
