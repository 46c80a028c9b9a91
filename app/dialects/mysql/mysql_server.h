#pragma once

#include "dialects/mysql/mysql_compiler.h"
#include "dialects/mysql/mysql_ddl.h"

namespace espalier::dialects::mysql {

/// What the servers take beyond what SQLAlchemy writes: invisible columns, periods, prefixes that descend, …
class ServerCompiler final : public MysqlCompiler {
public:
    QString columnSpecification(const schema::Column& column, const schema::Table& table) override;
    QString createIndex(const schema::Index& index, const schema::Table& table, bool ifNotExists) override;

    /// A whole table with its indexes, without whom some columns could not be.
    QString createWhole(const schema::Table& table);
    /// A column as it stands behind MODIFY, with its own checks.
    QString wholeColumn(const schema::Column& column, const schema::Table& table);
    /// An index as it stands in CREATE TABLE.
    QString indexPart(const schema::Index& index);
    QString elementTexts(const schema::Index& index);
    /// "ENGINE=… …": all options but the partitions.
    QString options(const schema::Table& table);

protected:
    QString tableSuffix(const schema::Table& table) override;
    QString primaryKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString unique(const schema::Constraint& constraint, const schema::Table& table) override;
    QString check(const schema::Constraint& constraint, const schema::Table& table, bool atColumn) override;

private:
    QString indexOptions(const QVariantMap& options);
};

/// Whether a check is a column's own, which stands with it.
bool isOwnCheck(const schema::Constraint& constraint);

/// Whole columns where one is changed, and tables with all that has to stand in their CREATE TABLE.
class ServerDdl final : public MysqlDdl {
public:
    std::unique_ptr<sql::Compiler> compiler() const override { return std::make_unique<ServerCompiler>(); }
    Statements createTable(const schema::Table& table, bool ifNotExists, DdlMemo& memo) const override;
    bool hasChangesWithin() const override { return true; }
    std::optional<Statements> changeWithin(
        const schema::Change& change, const schema::Schema& before, const schema::Schema& after) const override;

private:
    std::optional<Statements> changed(
        const schema::Change& change, const schema::Table& from, const schema::Table& to) const;
};

} // namespace espalier::dialects::mysql
