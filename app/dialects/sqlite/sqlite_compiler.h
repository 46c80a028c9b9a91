#pragma once

#include "dialects/sql/compiler.h"

namespace espalier::dialects::sqlite {

/// SQLAlchemy's SQLiteTypeCompiler, SQLiteCompiler and SQLiteDDLCompiler.
class SqliteCompiler : public sql::Compiler {
public:
    SqliteCompiler();

    QString columnSpecification(const schema::Column& column, const schema::Table& table) override;
    QString createIndex(const schema::Index& index, const schema::Table& table, bool ifNotExists) override;

protected:
    QString typeText(const QString& visit, const schema::SqlType& type) override;
    QString function(const schema::Expression& function, sql::Place place) override;
    QString binary(const schema::Expression& binary, sql::Place place) override;
    QString emptyIn(bool negated) override;
    QString limit(const schema::Select& select, sql::Place place) override;
    QString extract(const schema::Expression& extract, sql::Place place) override;
    QString forUpdate() override { return {}; }
    bool returningNamesTable() const override { return false; }
    QString literalText(const schema::Literal& value, const schema::SqlType& type) override;

    QString tableSuffix(const schema::Table& table) override;
    bool hasInlineKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString primaryKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString foreignKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString unique(const schema::Constraint& constraint, const schema::Table& table) override;
    QString check(const schema::Constraint& constraint, const schema::Table& table, bool atColumn) override;
    QString foreignKeyTarget(const schema::ObjectName& target) override { return names().quoted(target.identifier()); }

    bool isInlineKey(const schema::Column& column, const schema::Table& table) const;
    QString onConflict(const QVariant& option) const;
};

} // namespace espalier::dialects::sqlite
