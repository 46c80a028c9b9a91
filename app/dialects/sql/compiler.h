#pragma once

#include "core/error.h"
#include "dialects/database_url.h"
#include "dialects/sql/identifiers.h"
#include "dialects/sql/types.h"
#include "schema/statement.h"
#include "schema/table.h"

#include <optional>
#include <QString>
#include <QStringList>

namespace espalier::dialects::sql {

// Turns schema values into SQL as SQLAlchemy's compilers do: types (TypeCompiler), expressions and statements
// (SQLCompiler, always with literal_binds) and DDL constructs (DDLCompiler). The base class is SQLAlchemy's generic
// part; each dialect's folder has the subclass with what that dialect does otherwise, as SQLAlchemy's own dialects
// declare it.
//
// A compiler lives for one rendering. What SQLAlchemy raises stops nothing here: the first refusal is kept, later text
// is worthless, and result() gives one or the other. That keeps the string building as plain as the original.

/// What dialects declare about themselves, with the values that SQLAlchemy has before it meets a server.
struct DialectFacts {
    DialectId dialect;
    const char* compilerName = ""; ///< SQLAlchemy's type compiler, as its errors name it
    IdentifierRules names;
    bool hasNativeBoolean = false;
    bool hasNativeUuid = false;
    bool escapesBackslashes = false;
    bool canAlter = true;
    bool hasComments = false;
    bool hasInlineComments = false;
    bool hasIdentity = false;
    bool dividesIntegersToIntegers = true;
    bool returnsInsertedKeys = false;
    bool hasLastRow = false; ///< a key that is counted up is asked of the connection, not returned
    bool hasSequences = false; ///< the sequence of a column says the value that an INSERT leaves out
    bool hasSequenceTypes = false;
    bool listsTuplesAsValues = false; ///< IN (VALUES (…), (…))
    bool hasOnConflict = false; ///< INSERT … ON CONFLICT
    bool hasConflictConstraints = false; ///< ON CONFLICT ON CONSTRAINT
    bool hasWithAfterInsert = false; ///< INSERT INTO t WITH x AS (…) SELECT …; else WITH stands first
    const char* statementCompilerName = ""; ///< as compilerName
};

/// Where an expression stands.
struct Place {
    bool withTable = true; ///< "table.column"; else the column alone
    bool inOperator = false; ///< inside another operator
};

class Compiler {
public:
    explicit Compiler(const DialectFacts& facts)
        : m_facts(facts)
    { }
    virtual ~Compiler() = default;

    const DialectFacts& facts() const { return m_facts; }
    const IdentifierRules& names() const { return m_facts.names; }
    const DialectId& dialect() const { return m_facts.dialect; }

    // result
    bool failed() const { return m_error.has_value(); }
    core::Result<QString> result(const QString& sql) const;
    const std::optional<core::Error>& error() const { return m_error; }
    /// Keeps a refusal in Alembic's or SQLAlchemy's own words; nothing is the text for it.
    QString refuse(const QString& words);
    /// The same for what Python raises besides CompileError: tables and columns are not named in it.
    QString refuseOutright(const QString& words);
    QString unknown(const QString& reason);
    /// Puts "(in table 't', column 'c'): " before a refusal that happened since.
    void prefixRefusal(const QString& text);

    // types
    QString type(const schema::SqlType& type);
    /// The type without variants and third parties: what is printed on this dialect.
    schema::SqlType resolved(const schema::SqlType& type);

    // expressions
    QString expression(const schema::Expression& expression, Place place = {});
    /// Without table names, as DDL has it.
    QString plain(const schema::Expression& expression) { return this->expression(expression, { .withTable = false }); }
    QString literal(const schema::Literal& value, const schema::SqlType& type);
    QString stringLiteral(const QString& text);
    schema::SqlType typeOf(const schema::Expression& expression);
    QString expanded(const schema::Expression& bind, Place place);
    QString textWithBinds(const schema::Expression& text, Place place);

    // statements
    QString statement(const schema::Statement& statement);
    /// `isPart`: of a compound or an INSERT, which has the common tables stand before it.
    QString select(const schema::Select& select, Place place = {}, bool isPart = false);
    QString insert(const schema::Insert& insert);
    QString update(const schema::Update& update);
    QString remove(const schema::Delete& statement);

    // tables
    QString createTable(const schema::Table& table, bool ifNotExists = false);
    QString dropTable(const schema::ObjectName& table, bool ifExists = false);
    virtual QString columnSpecification(const schema::Column& column, const schema::Table& table);
    /// A column's own constraints (CHECKs among its arguments), each after a space.
    QString columnChecks(const schema::Column& column, const schema::Table& table);
    QString defaultText(const schema::Expression& value);
    /// The column whose values the database makes itself.
    const schema::Column* autoIncrementColumn(const schema::Table& table);
    /// The column said to be automatic, refused where its type cannot be.
    const schema::Column* checkedAutomatic(const schema::Column& column, const schema::Table& table);

    // constraints and indexes
    /// As it stands in CREATE TABLE or after ADD; empty where the dialect has nothing for it.
    QString constraint(const schema::Constraint& constraint, const schema::Table& table);
    bool isCreated(const schema::Constraint& constraint);
    QString addConstraint(const schema::Constraint& constraint, const schema::Table& table);
    virtual QString dropConstraint(const schema::ConstraintReference& reference, bool ifExists, bool cascade = false);
    virtual QString createIndex(const schema::Index& index, const schema::Table& table, bool ifNotExists);
    virtual QString dropIndex(const schema::Index& index, const schema::ObjectName& table, bool ifExists);
    QString constraintName(const schema::Name& name);
    QString indexName(const schema::Name& name);

    // comments, sequences, schemas
    virtual QString setTableComment(const schema::ObjectName& table, const QString& comment);
    virtual QString dropTableComment(const schema::ObjectName& table);
    QString setColumnComment(const schema::ObjectName& table, const schema::Identifier& column, const QString& comment);
    QString createSequence(const schema::ObjectName& name, const schema::SequenceOptions& options,
        const schema::SqlType& dataType, bool ifNotExists);
    QString dropSequence(const schema::ObjectName& name, bool ifExists);
    virtual QString sequenceOptions(const schema::SequenceOptions& options);
    QString identity(const schema::Identity& identity);
    virtual QString computed(const schema::Computed& computed);

    // the parts of foreign keys that inline REFERENCES share
    virtual QString match(const schema::Constraint& constraint);
    QString cascades(const schema::Constraint& constraint);
    QString deferrability(const schema::Constraint& constraint);

protected:
    // types: `visit` is TypeFacts::visit
    virtual QString typeText(const QString& visit, const schema::SqlType& type);
    QString unsupportedType(const QString& visit);
    QString sizedString(const QString& name, std::optional<int> length, const QString& collation);
    static QString numeric(const QString& name, const schema::SqlType& type);
    /// What Interval becomes.
    virtual QString intervalText(const schema::SqlType& type);

    // expressions
    virtual QString boolean(bool value) const;
    virtual QString function(const schema::Expression& function, Place place);
    virtual QString binary(const schema::Expression& binary, Place place);
    QString castValue(const schema::Expression& inner, const schema::SqlType& type, Place place);
    virtual QString cast(const schema::Expression& cast, Place place);
    virtual QString nextValue(const schema::ObjectName& sequence);
    virtual QString emptyIn(bool negated);
    virtual QString limit(const schema::Select& select, Place place);
    virtual QString extract(const schema::Expression& extract, Place place);
    virtual QString array(const schema::Expression& array, Place place);
    virtual QString forUpdate() { return QStringLiteral(" FOR UPDATE"); }
    virtual QString fromNothing(const schema::Select&) { return {}; }
    virtual bool returningNamesTable() const { return true; }
    virtual QString join(schema::Source::Join join) const;
    QString uuidText(const schema::Literal& value, const schema::SqlType& type);
    virtual QString literalText(const schema::Literal& value, const schema::SqlType& type);
    virtual QString arrayBrackets(const QString& items) const { return QLatin1Char('[') + items + QLatin1Char(']'); }
    QString arrayLiteral(const schema::Literal& value, const schema::SqlType& type);
    virtual QString emptyInsert() const { return QStringLiteral(" DEFAULT VALUES"); }
    virtual QString updateTables(const schema::Update& update) { return names().quotedName(update.table); }
    virtual QString assignedColumn(const schema::Update& update, const schema::Assignment& assignment);
    virtual QString updateFrom(const schema::Update& update);
    virtual QString deleteFrom(const schema::Delete& statement);
    /// "left op right" with both grouped as their precedence asks.
    QString generic(const schema::Expression& binary, const QString& op, Place place);
    QString operand(const schema::Expression& expression, schema::Operator against, Place place);
    QString list(const std::vector<schema::Expression>& expressions, Place place);
    QString sources(const std::vector<schema::Source>& sources, Place place);
    QString badLiteral(const schema::Literal& value, const schema::SqlType& type);

    // DDL
    virtual bool hasNativeEnum() const { return false; }
    virtual QString tableSuffix(const schema::Table&) { return {}; }
    /// What stands behind the name of a table that has its columns from another; columns without a specification are
    /// left out then.
    virtual QString tableParent(const schema::Table&) { return {}; }
    /// A table has it from another one, which brings it along.
    virtual bool isInherited(const schema::Constraint&, const schema::Table&) const { return false; }
    virtual bool hasInlineKey(const schema::Constraint&, const schema::Table&) { return false; }
    virtual QString primaryKey(const schema::Constraint& constraint, const schema::Table& table);
    virtual QString foreignKey(const schema::Constraint& constraint, const schema::Table& table);
    virtual QString unique(const schema::Constraint& constraint, const schema::Table& table);
    virtual QString check(const schema::Constraint& constraint, const schema::Table& table, bool atColumn);
    virtual QString exclusion(const schema::Constraint& constraint);
    virtual QString uniqueModifier(const schema::Constraint&) { return {}; }
    virtual QString foreignKeyTarget(const schema::ObjectName& target) { return names().quotedName(target); }
    virtual bool isValidOnDelete(const QString& phrase) const;
    virtual const char* onDeletePattern() const;
    /// Columns of a constraint, as their table has them where it is known.
    QString columnList(
        const QStringList& columns, const schema::Table& table, const schema::OwnQuotings& quotings) const;
    QString constraintPreamble(const schema::Constraint& constraint);
    QString typeCheck(const schema::Constraint& constraint, const schema::Table& table);
    QString phrase(const QString& text, bool isValid, const char* pattern);
    /// A dialect option: the value under "<dialect>_<key>".
    QVariant option(const QVariantMap& options, const char* key) const;
    /// An option that is an expression or its text.
    std::optional<schema::Expression> expressionOption(const QVariantMap& options, const char* key) const;

private:
    QString unary(const schema::Expression& unary, Place place);
    QString over(const schema::Expression& over, Place place);
    QString clauses(const schema::Expression& clauses, Place place);
    QString alone(const schema::Expression& clause, Place place); ///< the only one of clauses
    QString negated(const schema::Expression& operand, Place place);
    QString caseText(const schema::Expression& expression, Place place);
    QString inText(const schema::Expression& binary, Place place);
    QString columnText(const schema::Expression& column, Place place) const;
    bool isGrouped(const schema::Expression& expression, schema::Operator against) const;
    bool isBooleanValue(const schema::Expression& expression);
    QString isTrue(const schema::Expression& expression, bool wanted, Place place);
    QString source(const schema::Source& source, Place place);
    QString commonTable(const schema::Source& source);
    QString withClause(bool withNext = false);
    void writeCommonTables(const std::vector<schema::Source>& with);
    QString plainSelect(const schema::Select& select, Place place);
    QString returning(const std::vector<schema::Expression>& columns);
    QString compound(const schema::Select& select, Place place);
    QString selectColumns(const schema::Select& select, Place place);
    QString condition(const schema::Expression& where, Place place);
    QString assigned(const schema::Assignment& assignment);
    QString onConflict(const schema::OnConflict& conflict);
    QString insertValues(const schema::Insert& insert);
    std::vector<schema::Source> sourcesOf(const schema::Select& select) const;
    QStringList tableConstraints(const schema::Table& table);

    std::optional<core::Error> m_error;
    bool m_isOutright = false;
    struct With {
        schema::Source source;
        int depth; ///< of the statement that it stands before
        QString text; ///< empty while it is being written
    };
    std::vector<With> m_with; ///< in the order in which they are complete
    int m_depth = 0; ///< of statements within one another
    std::vector<QString> m_enclosing; ///< tables of the statements around a subquery
    const DialectFacts& m_facts;
};

} // namespace espalier::dialects::sql
