#pragma once

#include "dialects/sql/default_ddl.h"

namespace espalier::dialects::sqlite {

/// Alembic's SQLiteImpl.
class SqliteDdl : public sql::DefaultDdl {
public:
    std::unique_ptr<sql::Compiler> compiler() const override;
    Statements dropConstraint(const schema::ConstraintReference& reference, bool ifExists) const override;
    bool recreatesInBatch() const override { return true; }
    bool hasTriggersOfTables() const override { return false; }

protected:
    void addConstraintTo(
        Script& script, const schema::Table& table, const schema::Constraint& constraint) const override;
    void dropTypeCheck(Script&, const schema::ConstraintReference&) const override { }
    void renameColumn(Script& script, const ColumnChange& change) const override;
    QString renameTarget(
        const Script& script, const schema::ObjectName& table, const schema::Identifier& newName) const override;
};

} // namespace espalier::dialects::sqlite
