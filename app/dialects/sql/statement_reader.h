#pragma once

#include "dialects/sql/cursor.h"
#include "dialects/sql_reader.h"

namespace espalier::dialects::sql {

/// Reads one statement by recursive descent, for dialects that offer no parser to ask. What one dialect alone has
/// stands in its subclass. A function that returns false found something that it does not know: then the whole
/// statement is unknown.
class StatementReader {
public:
    StatementReader(const StatementText& text, const LexRules& rules, ReadStatement& result);
    virtual ~StatementReader() = default;
    StatementReader(const StatementReader&) = delete;
    StatementReader& operator=(const StatementReader&) = delete;

    void read();

protected:
    // what differs
    virtual bool readOther() = 0; ///< by its first word
    virtual bool readAlteration(const schema::ObjectName& table, bool ifTableExists) = 0; ///< up to the next comma
    virtual schema::SqlType readType() = 0;
    /// Of a column that does not say that it counts by itself.
    virtual schema::Column::AutoIncrement plainColumn() const { return schema::Column::AutoIncrement::Auto; }
    virtual bool readColumnOption(schema::Column& column, schema::Table& table) = 0; ///< beyond those that all have
    /// Puts what the elements of a key say beyond their columns (orders, collations) among its options; `text` is all
    /// of them.
    virtual void takeKeyElements(schema::Constraint&, std::vector<schema::Expression>&, const QString& /*text*/) const
    { }
    /// A constraint that stands with its column.
    virtual void takeColumnConstraint(schema::Constraint&) const { }
    virtual bool readElement(schema::CreateTable& change) = 0; ///< of CREATE TABLE, beyond columns and constraints
    virtual bool readTableOptions(schema::CreateTable& change) = 0;
    virtual QString catalogueRelation(const schema::ObjectName& name) const = 0; ///< empty where it is none

    // statements that all have
    bool readStatement();
    bool readCreate();
    bool readCreateTable();
    bool readCreateIndex(bool isUnique);
    bool readCreateView(bool orReplace);
    bool readCreateOther(const QString& kind, bool orReplace);
    bool readDrop();
    bool readAlterTable();
    bool readRows();
    bool readQuery();
    void session(const QString& verb);
    void other(const QString& kind, const schema::ObjectName& name);

    // tables
    bool readColumn(schema::Column& column, schema::Table& table);
    bool readConstraint(schema::Constraint& constraint); ///< of a table, from its CONSTRAINT or keyword on
    bool isConstraint() const; ///< whether one begins here
    bool readAddColumn(const schema::ObjectName& table, bool ifTableExists);
    bool readReferences(schema::Constraint& key);
    QString readDefault();
    /// "(a, b(10) DESC, (lower(c)))"; `lengths` gets those of prefixes.
    bool readElements(std::vector<schema::Expression>& elements, QVariantMap& lengths);
    bool readIfNotExists() { return m_at.takeAll({ "IF", "NOT", "EXISTS" }); }
    bool readIfExists() { return m_at.takeAll({ "IF", "EXISTS" }); }
    QString takeString(); ///< a string's value; null where none stands here
    schema::ObjectName takeTable(); ///< also kept among the statement's tables
    void addTable(const schema::ObjectName& name);
    template <typename Change> void add(Change change) { m_result.changes.push_back(std::move(change)); }

    Cursor m_at;
    const LexRules& m_rules;
    ReadStatement& m_result;

private:
    void fail(const char* reason, const QStringList& arguments);
    bool readColumnConstraint(schema::Column& column, schema::Table& table);
    bool readCommonOption(schema::Column& column);
    bool readElementList(schema::CreateTable& change);
    void readConflict(QVariantMap& options, const char* option);
    void readDeferrability(schema::Constraint& constraint);
    void addTablesOfQuery();
};

/// All statements of a text, each read by a Reader; `prepare` may say otherwise what its tokens are.
template <typename Reader>
std::vector<ReadStatement> readAll(const QString& sql, const LexRules& rules, void (*prepare)(StatementText&) = nullptr)
{
    std::vector<ReadStatement> all;
    for (StatementText& text : statementsIn(sql, rules, Blocks::RoutineBodies)) {
        if (prepare)
            prepare(text);
        ReadStatement& statement = all.emplace_back();
        statement.sql = text.text();
        statement.lineOffset = text.lineOffset;
        Reader(text, statement).read();
    }
    return all;
}

} // namespace espalier::dialects::sql
