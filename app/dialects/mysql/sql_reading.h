#pragma once

#include "dialects/sql/statement_reader.h"

// What the files of MySQL's and MariaDB's reader share.

namespace espalier::dialects::mysql {

const sql::LexRules& lexRules();

/// A type with its arguments, sign, character set and collation.
schema::SqlType takeType(sql::Cursor& at);

class Reader final : public sql::StatementReader {
public:
    Reader(const sql::StatementText& text, ReadStatement& result);

protected:
    bool readOther() override;
    bool readAlteration(const schema::ObjectName& table, bool ifTableExists) override;
    schema::SqlType readType() override { return takeType(m_at); }
    schema::Column::AutoIncrement plainColumn() const override { return schema::Column::AutoIncrement::No; }
    bool readColumnOption(schema::Column& column, schema::Table& table) override;
    bool readElement(schema::CreateTable& change) override;
    bool readTableOptions(schema::CreateTable& change) override;
    QString catalogueRelation(const schema::ObjectName& name) const override;

private:
    // CREATE and DROP of what others have not
    bool readCreateMore();
    bool readDropMore();
    bool readSession();
    bool readShow();
    bool readRenameTables();
    bool readGrant();
    /// "INDEX name USING BTREE (a, b(10)) COMMENT '…'", from INDEX, FULLTEXT, … on.
    bool readIndex(schema::Index& index);
    bool isIndex() const { return m_at.isAnyOf({ "INDEX", "KEY", "FULLTEXT", "SPATIAL" }); }
    bool readTableOption(schema::Table& table);

    // ALTER TABLE
    bool readAdd(const schema::ObjectName& table, bool ifTableExists);
    bool readAddedColumns(const schema::ObjectName& table, bool ifTableExists);
    bool readDropped(const schema::ObjectName& table, bool ifTableExists);
    bool readRedefinition(const schema::ObjectName& table, bool ifTableExists, bool isRenamed);
    bool readAlterColumn(const schema::ObjectName& table, bool ifTableExists);
    bool readRenamed(const schema::ObjectName& table, bool ifTableExists);
    bool readPlace(); ///< FIRST, AFTER column
    bool readTableChange(const schema::ObjectName& table);
};

} // namespace espalier::dialects::mysql
