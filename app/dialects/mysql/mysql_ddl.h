#pragma once

#include "dialects/sql/default_ddl.h"

namespace espalier::dialects::mysql {

/// Alembic's MySQLImpl.
class MysqlDdl : public sql::DefaultDdl {
public:
    std::unique_ptr<sql::Compiler> compiler() const override;

    Statements createEnum(const schema::SqlType& type) const override;
    Statements dropEnum(const schema::SqlType& type) const override;
    bool hasTriggersOfTables() const override { return false; }

protected:
    void createTypes(Script& script, const schema::Table& table, DdlMemo& memo) const override;
    void changeColumn(Script& script, const ColumnChange& change) const override;
    void dropTypeCheck(Script&, const schema::ConstraintReference&) const override { }

private:
    QString specification(Script& script, const ColumnChange& change, const schema::SqlType& type) const;
};

} // namespace espalier::dialects::mysql
