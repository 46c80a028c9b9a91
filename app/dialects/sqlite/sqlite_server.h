#pragma once

#include "dialects/sqlite/sqlite_compiler.h"
#include "dialects/sqlite/sqlite_ddl.h"

namespace espalier::dialects::sqlite {

/// What SQLite itself takes, beyond what SQLAlchemy writes: columns without a type, keys that are no row numbers, …
class ServerCompiler final : public SqliteCompiler {
public:
    QString columnSpecification(const schema::Column& column, const schema::Table& table) override;

protected:
    bool hasInlineKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString primaryKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString foreignKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString unique(const schema::Constraint& constraint, const schema::Table& table) override;

private:
    bool isInline(const schema::Column& column, const schema::Table& table) const;
    QString withElements(QString text, const schema::Constraint& constraint, const schema::Table& table) const;
};

/// Tables and indexes as the database keeps them, word for word where that is known, and changes by copying a table.
class ServerDdl final : public SqliteDdl {
public:
    std::unique_ptr<sql::Compiler> compiler() const override { return std::make_unique<ServerCompiler>(); }
    Statements createTable(const schema::Table& table, bool ifNotExists, DdlMemo& memo) const override;
    Statements createIndex(
        const schema::ObjectName& table, const schema::Index& index, bool ifNotExists) const override;
    bool hasChangesWithin() const override { return true; }
    std::optional<Statements> changeWithin(
        const schema::Change& change, const schema::Schema& before, const schema::Schema& after) const override;

private:
    Statements copied(const schema::Table& from, const schema::Table& to, const schema::Schema& after) const;
};

} // namespace espalier::dialects::sqlite
