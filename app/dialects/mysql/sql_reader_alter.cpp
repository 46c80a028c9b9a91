#include "dialects/mysql/sql_reading.h"

#include "dialects/sql/database_text.h"

// ALTER TABLE: https://dev.mysql.com/doc/refman/8.0/en/alter-table.html, https://mariadb.com/kb/en/alter-table/

namespace espalier::dialects::mysql {

using schema::Constraint;
using schema::ObjectName;

bool Reader::readAlteration(const ObjectName& table, bool ifTableExists)
{
    if (m_at.take("ADD"))
        return readAdd(table, ifTableExists);
    if (m_at.take("DROP"))
        return readDropped(table, ifTableExists);
    if (m_at.take("MODIFY"))
        return readRedefinition(table, ifTableExists, false);
    if (m_at.take("CHANGE"))
        return readRedefinition(table, ifTableExists, true);
    if (m_at.take("ALTER"))
        return readAlterColumn(table, ifTableExists);
    if (m_at.take("RENAME"))
        return readRenamed(table, ifTableExists);
    return readTableChange(table);
}

bool Reader::readAdd(const ObjectName& table, bool ifTableExists)
{
    if (isConstraint()) {
        schema::AddConstraint change;
        change.table = table;
        change.ifTableExists = ifTableExists;
        if (m_at.is("CONSTRAINT") && m_at.is("IF", 1)) { // MariaDB
            m_at.take("CONSTRAINT");
            change.ifNotExists = readIfNotExists();
            change.constraint.name.text = m_at.takeName();
        }
        const QString name = change.constraint.name.text;
        if (!readConstraint(change.constraint))
            return false;
        if (!name.isEmpty())
            change.constraint.name.text = name;
        add(std::move(change));
        return true;
    }
    if (isIndex()) {
        schema::CreateIndex change;
        change.table = table;
        if (m_at.is("IF", 1) || m_at.is("IF", 2)) {
            const int kind = m_at.is("IF", 1) ? 1 : 2;
            change.ifNotExists = m_at.is("NOT", kind + 1);
        }
        if (!readIndex(change.index))
            return false;
        add(std::move(change));
        return true;
    }
    if (m_at.is("PARTITION"))
        return readTableChange(table);
    m_at.take("COLUMN");
    return readAddedColumns(table, ifTableExists);
}

/// "name type …" or "(name type …, name type …)".
bool Reader::readAddedColumns(const ObjectName& table, bool ifTableExists)
{
    if (!m_at.takeSymbol('('))
        return readAddColumn(table, ifTableExists) && readPlace();
    do {
        if (!readAddColumn(table, ifTableExists))
            return false;
    } while (m_at.takeSymbol(','));
    return m_at.takeSymbol(')');
}

bool Reader::readPlace()
{
    if (m_at.take("AFTER"))
        return !m_at.takeName().isEmpty();
    m_at.take("FIRST");
    return true;
}

bool Reader::readDropped(const ObjectName& table, bool ifTableExists)
{
    using Kind = Constraint::Kind;
    schema::DropConstraint constraint;
    constraint.reference.table = table;
    constraint.ifTableExists = ifTableExists;
    if (m_at.takeAll({ "PRIMARY", "KEY" })) {
        constraint.reference.kind = Kind::PrimaryKey;
        add(std::move(constraint));
        return true;
    }
    const bool isForeign = m_at.takeAll({ "FOREIGN", "KEY" });
    const bool isCheck = !isForeign && m_at.take("CHECK");
    if (isForeign || isCheck || m_at.take("CONSTRAINT")) {
        constraint.ifExists = readIfExists();
        constraint.reference.name.text = m_at.takeName();
        if (isForeign || isCheck)
            constraint.reference.kind = isForeign ? Kind::ForeignKey : Kind::Check;
        const bool isNamed = !constraint.reference.name.isEmpty();
        add(std::move(constraint));
        return isNamed;
    }
    if (m_at.takeAnyOf({ "INDEX", "KEY" })) {
        const bool ifExists = readIfExists();
        const QString name = m_at.takeName();
        add(schema::DropIndex{ table, { {}, name }, ifExists, false });
        return !name.isEmpty();
    }
    if (m_at.is("PARTITION"))
        return readTableChange(table);
    m_at.take("COLUMN");
    const bool ifExists = readIfExists();
    const QString column = m_at.takeName();
    m_at.takeAnyOf({ "RESTRICT", "CASCADE" });
    add(schema::DropColumn{ table, column, ifExists, false, ifTableExists });
    return !column.isEmpty();
}

/// MODIFY and CHANGE say the whole column anew: what they leave out is gone.
bool Reader::readRedefinition(const ObjectName& table, bool ifTableExists, bool isRenamed)
{
    m_at.take("COLUMN");
    schema::ColumnChange change;
    change.table = table;
    change.ifTableExists = ifTableExists;
    if (readIfExists())
        return false; // MariaDB alone has it, and nothing here could say it
    if (isRenamed)
        change.column = m_at.takeName();
    schema::Table made;
    schema::Column column;
    if (!readColumn(column, made) || !readPlace())
        return false;
    if (!isRenamed)
        change.column = column.name;
    else if (column.name != change.column)
        change.newName = column.name;
    change.type = column.type;
    change.nullable = column.nullable.value_or(true);
    if (column.serverDefault)
        change.serverDefault = *column.serverDefault;
    else if (column.computed)
        change.serverDefault = *column.computed;
    else
        change.serverDefault = schema::NoDefault();
    change.autoIncrement = column.autoIncrement == schema::Column::AutoIncrement::Yes;
    change.changesComment = true;
    if (!column.comment.isEmpty())
        change.comment = column.comment;
    add(std::move(change));
    for (std::vector<Constraint>* brought : { &made.constraints, &column.checks })
        for (Constraint& constraint : *brought)
            add(schema::AddConstraint{ table, std::move(constraint), ifTableExists, false });
    return !column.name.isEmpty();
}

bool Reader::readAlterColumn(const ObjectName& table, bool ifTableExists)
{
    if (m_at.isAnyOf({ "INDEX", "KEY", "CHECK", "CONSTRAINT" }))
        return readTableChange(table);
    m_at.take("COLUMN");
    schema::ColumnChange change;
    change.table = table;
    change.ifTableExists = ifTableExists;
    change.column = m_at.takeName();
    if (m_at.takeAll({ "SET", "DEFAULT" }))
        change.serverDefault = sql::databaseText(readDefault());
    else if (m_at.takeAll({ "DROP", "DEFAULT" }))
        change.serverDefault = schema::NoDefault();
    else
        return readTableChange(table); // SET VISIBLE
    add(std::move(change));
    return true;
}

bool Reader::readRenamed(const ObjectName& table, bool ifTableExists)
{
    if (m_at.take("COLUMN")) {
        schema::ColumnChange change;
        change.table = table;
        change.ifTableExists = ifTableExists;
        change.column = m_at.takeName();
        if (!m_at.take("TO"))
            return false;
        change.newName = m_at.takeName();
        add(std::move(change));
        return true;
    }
    if (m_at.takeAnyOf({ "INDEX", "KEY" })) {
        schema::RenameIndex change;
        change.index.name = m_at.takeName();
        change.table = table;
        if (!m_at.take("TO"))
            return false;
        change.newName = m_at.takeName();
        add(std::move(change));
        return true;
    }
    m_at.takeAnyOf({ "TO", "AS" });
    ObjectName name = m_at.takeObject();
    if (name.schema.isEmpty())
        name.schema = table.schema;
    add(schema::RenameTable{ table, name, ifTableExists });
    return !name.name.isEmpty();
}

/// Options of the table, its partitions and storage.
bool Reader::readTableChange(const ObjectName& table)
{
    if (m_at.take("COMMENT")) {
        m_at.takeSymbol('=');
        add(schema::SetTableComment{ table, takeString() });
        return true;
    }
    const bool isKnown = m_at.isAnyOf({ "ENGINE", "CONVERT", "DEFAULT", "CHARACTER", "CHARSET", "COLLATE",
        "AUTO_INCREMENT", "ROW_FORMAT", "KEY_BLOCK_SIZE", "ORDER", "DISABLE", "ENABLE", "FORCE", "ALGORITHM", "LOCK",
        "ADD", "DROP", "PARTITION", "TRUNCATE", "REORGANIZE", "EXCHANGE", "COALESCE", "ANALYZE", "REMOVE", "DISCARD",
        "IMPORT", "INDEX", "KEY", "CHECK", "CONSTRAINT", "SET", "STATS_PERSISTENT", "STATS_AUTO_RECALC",
        "STATS_SAMPLE_PAGES", "CHECKSUM", "AVG_ROW_LENGTH", "MAX_ROWS", "MIN_ROWS", "PACK_KEYS", "TABLESPACE", "WITH",
        "WITHOUT", "REPAIR", "OPTIMIZE", "REBUILD", "PAGE_COMPRESSED", "NOWAIT", "WAIT", "DELAY_KEY_WRITE" });
    if (!isKnown)
        return false;
    const int begin = m_at.position();
    m_at.moveTo(m_at.end());
    add(schema::AlterOther{ QStringLiteral("table"), table, m_at.text().text(begin, m_at.end()).simplified() });
    return true;
}

} // namespace espalier::dialects::mysql
