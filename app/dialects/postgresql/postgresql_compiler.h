#pragma once

#include "dialects/sql/compiler.h"

namespace espalier::dialects::postgresql {

/// An enum with inherit_schema stands where its table does.
schema::SqlType inherited(const schema::SqlType& type, const schema::Table& table);

/// SQLAlchemy's PGTypeCompiler, PGCompiler and PGDDLCompiler with psycopg2, before it meets a server; or, for a server,
/// what that takes for all that its own catalogue holds.
class PostgresqlCompiler final : public sql::Compiler {
public:
    explicit PostgresqlCompiler(bool isForServer = false);

    QString columnSpecification(const schema::Column& column, const schema::Table& table) override;
    QString createIndex(const schema::Index& index, const schema::Table& table, bool ifNotExists) override;
    QString dropIndex(const schema::Index& index, const schema::ObjectName& table, bool ifExists) override;
    QString computed(const schema::Computed& computed) override;
    /// Whether the column is written as SERIAL.
    bool isSerial(const schema::Column& column, const schema::Table& table);
    QString createEnum(const schema::SqlType& type);
    QString dropEnum(const schema::SqlType& type);
    QString setConstraintComment(
        const schema::Constraint& constraint, const schema::ObjectName& table, const QString& comment);

protected:
    QString typeText(const QString& visit, const schema::SqlType& type) override;
    QString intervalText(const schema::SqlType& type) override;
    QString function(const schema::Expression& function, sql::Place place) override;
    QString binary(const schema::Expression& binary, sql::Place place) override;
    static QString eager(const QString& text, sql::Place place);
    QString nextValue(const schema::ObjectName& sequence) override;
    QString limit(const schema::Select& select, sql::Place place) override;
    QString array(const schema::Expression& array, sql::Place place) override;
    QString literalText(const schema::Literal& value, const schema::SqlType& type) override;
    QString arrayBrackets(const QString& items) const override;
    QString deleteFrom(const schema::Delete& statement) override;

    bool hasNativeEnum() const override { return true; }
    QString tableSuffix(const schema::Table& table) override;
    QString tableParent(const schema::Table& table) override;
    bool isInherited(const schema::Constraint& constraint, const schema::Table& table) const override;
    QString typedColumn(const schema::Column& column);
    QString storageText(const QVariantMap& options) const;
    QString primaryKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString foreignKey(const schema::Constraint& constraint, const schema::Table& table) override;
    QString unique(const schema::Constraint& constraint, const schema::Table& table) override;
    QString check(const schema::Constraint& constraint, const schema::Table& table, bool atColumn) override;
    QString exclusion(const schema::Constraint& constraint) override;
    QString uniqueModifier(const schema::Constraint& constraint) override;
    bool isValidOnDelete(const QString& phrase) const override;
    const char* onDeletePattern() const override;

private:
    QString named(const schema::SqlType& type);
    QString arrayType(const schema::SqlType& type);
    QString include(const QVariantMap& options);
    QString keyStorage(const QVariantMap& options);
    QString notValid(const QVariantMap& options) const;
    QString indexElement(const schema::Expression& element, const QVariantMap& classes);
    QString indexTail(const schema::Index& index);
    QString indexMethod(const QString& method);

    const bool m_isForServer;
};

} // namespace espalier::dialects::postgresql
