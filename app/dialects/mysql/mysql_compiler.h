#pragma once

#include "dialects/sql/compiler.h"

namespace espalier::dialects::mysql {

/// SQLAlchemy's MySQLTypeCompiler, MySQLCompiler and MySQLDDLCompiler, before they meet a server.
class MysqlCompiler : public sql::Compiler {
public:
    MysqlCompiler();

    QString columnSpecification(const schema::Column& column, const schema::Table& table) override;
    QString dropConstraint(const schema::ConstraintReference& reference, bool ifExists, bool cascade) override;
    QString createIndex(const schema::Index& index, const schema::Table& table, bool ifNotExists) override;
    QString dropIndex(const schema::Index& index, const schema::ObjectName& table, bool ifExists) override;
    QString setTableComment(const schema::ObjectName& table, const QString& comment) override;
    QString dropTableComment(const schema::ObjectName& table) override;
    QString sequenceOptions(const schema::SequenceOptions& options) override;
    QString match(const schema::Constraint& constraint) override;

protected:
    QString typeText(const QString& visit, const schema::SqlType& type) override;
    QString boolean(bool value) const override;
    QString function(const schema::Expression& function, sql::Place place) override;
    QString binary(const schema::Expression& binary, sql::Place place) override;
    QString cast(const schema::Expression& cast, sql::Place place) override;
    QString nextValue(const schema::ObjectName& sequence) override;
    QString limit(const schema::Select& select, sql::Place place) override;
    QString fromNothing(const schema::Select& select) override;
    QString join(schema::Source::Join join) const override;
    QString emptyInsert() const override { return QStringLiteral(" () VALUES ()"); }
    QString assignedColumn(const schema::Update& update, const schema::Assignment& assignment) override;
    QString updateTables(const schema::Update& update) override;
    QString updateFrom(const schema::Update&) override { return {}; }
    QString deleteFrom(const schema::Delete& statement) override;

    bool hasNativeEnum() const override { return true; }
    QString tableSuffix(const schema::Table& table) override;
    QString primaryKey(const schema::Constraint& constraint, const schema::Table& table) override;

private:
    QString integerText(const QString& visit, const schema::SqlType& type);
    QString numberText(const QString& visit, const schema::SqlType& type);
    QString stringText(const QString& visit, const schema::SqlType& type);
    QString valuesText(const QString& visit, const schema::SqlType& type);
    QString castType(const schema::SqlType& type);
    QString tableOption(const QString& name, const QString& value);
    bool isTimestamp(const schema::SqlType& type);
    QString indexColumns(const schema::Index& index);
};

} // namespace espalier::dialects::mysql
