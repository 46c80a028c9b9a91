#include "dialects/sql/column_addition.h"
#include "dialects/sql/database_text.h"
#include "dialects/sql/statement_reader.h"

#include <algorithm>

// Tables, columns, constraints and indexes.

namespace espalier::dialects::sql {

using schema::Column;
using schema::Constraint;
using schema::Expression;
using schema::Operator;
using schema::Table;

bool StatementReader::readCreateTable()
{
    schema::CreateTable change;
    if (m_at.position() >= 2 && (m_at.text().is(1, "TEMPORARY") || m_at.text().is(1, "TEMP")))
        change.table.prefixes.append(QStringLiteral("TEMPORARY"));
    change.ifNotExists = readIfNotExists();
    change.table.name = takeTable();
    if (change.table.name.name.isEmpty())
        return false;
    if (m_at.take("LIKE")) {
        change.isIncomplete = true;
        takeTable();
    } else if (m_at.isSymbol('(') && !m_at.is("SELECT", 1)) {
        if (m_at.is("LIKE", 1)) {
            change.isIncomplete = true;
            m_at.takeParenthesized();
        } else if (!readElementList(change)) {
            return false;
        }
    }
    if (!readTableOptions(change))
        return false;
    if (!m_at.atEnd()) { // … [AS] SELECT
        m_at.take("AS");
        if (!m_at.isAnyOf({ "SELECT", "WITH", "VALUES" }) && !m_at.isSymbol('('))
            return false;
        change.isIncomplete = true;
        addTablesOfQuery();
        m_at.moveTo(m_at.end());
    }
    if (change.table.columns.empty() && !change.isIncomplete)
        return false;
    change.table = schema::declared(std::move(change.table));
    add(std::move(change));
    return true;
}

bool StatementReader::readElementList(schema::CreateTable& change)
{
    m_at.takeSymbol('(');
    do {
        if (isConstraint()) {
            Constraint constraint;
            if (!readConstraint(constraint))
                return false;
            change.table.constraints.push_back(std::move(constraint));
            continue;
        }
        const int before = m_at.position();
        if (readElement(change))
            continue;
        if (m_at.position() != before)
            return false;
        Column column;
        if (!readColumn(column, change.table))
            return false;
        change.table.columns.push_back(std::move(column));
    } while (m_at.takeSymbol(','));
    return m_at.takeSymbol(')');
}

bool StatementReader::readColumn(Column& column, Table& table)
{
    column.name = m_at.takeName();
    if (column.name.isEmpty())
        return false;
    column.type = readType();
    column.autoIncrement = plainColumn();
    while (!m_at.atEnd() && !m_at.isSymbol(',') && !m_at.isSymbol(')'))
        if (!readColumnOption(column, table) && !readCommonOption(column) && !readColumnConstraint(column, table))
            return false;
    return true;
}

bool StatementReader::readCommonOption(Column& column)
{
    if (m_at.takeAll({ "NOT", "NULL" })) {
        column.nullable = false;
        readConflict(column.options, "sqlite_on_conflict_not_null");
    } else if (m_at.take("NULL")) {
        column.nullable = true;
    } else if (m_at.take("DEFAULT")) {
        const QString text = readDefault();
        if (text.isEmpty())
            return false;
        column.serverDefault = databaseText(text);
    } else if (m_at.take("COLLATE")) {
        const QString name = m_at.takeName();
        column.type.collation = name.isEmpty() ? m_at.takeToken() : name;
    } else if (m_at.takeAll({ "GENERATED", "ALWAYS", "AS" }) || m_at.take("AS")) {
        const QString text = m_at.takeParenthesized();
        if (text.isEmpty())
            return false;
        column.computed = schema::Computed{ databaseText(text), m_at.takeAnyOf({ "STORED", "PERSISTENT" }) };
        m_at.take("VIRTUAL");
    } else {
        return false;
    }
    return true;
}

/// A constant, a function's call or an expression in parentheses, as written.
QString StatementReader::readDefault()
{
    const int begin = m_at.position();
    if (m_at.isSymbol('(')) {
        m_at.takeParenthesized();
        return m_at.text().text(begin, m_at.position());
    }
    if (!m_at.takeSymbol('-'))
        m_at.takeSymbol('+');
    const bool hasIntroducer = m_at.isKind(Token::Kind::Word); // _utf8'…', DATE '…'
    m_at.takeToken();
    if (m_at.isSymbol('('))
        m_at.takeParenthesized();
    else if (hasIntroducer && m_at.isKind(Token::Kind::String))
        m_at.takeToken();
    return m_at.text().text(begin, m_at.position());
}

bool StatementReader::readColumnConstraint(Column& column, Table& table)
{
    Constraint constraint;
    if (m_at.take("CONSTRAINT"))
        constraint.name.text = m_at.takeName();
    if (!constraint.name.isEmpty() && (readColumnOption(column, table) || readCommonOption(column)))
        return true; // SQLite lets anything have a name
    if (m_at.take("CHECK")) {
        constraint.condition = databaseText(m_at.takeParenthesized());
        column.checks.push_back(std::move(constraint));
        return true;
    }
    constraint.columns = { column.name };
    if (m_at.takeAll({ "PRIMARY", "KEY" })) {
        constraint.kind = Constraint::Kind::PrimaryKey;
        if (m_at.take("DESC"))
            column.options.insert(QStringLiteral("sqlite_descending"), true);
        m_at.take("ASC");
        readConflict(constraint.options, "sqlite_on_conflict");
        column.isPrimaryKey = true;
    } else if (m_at.take("UNIQUE")) {
        constraint.kind = Constraint::Kind::Unique;
        m_at.take("KEY");
        readConflict(constraint.options, "sqlite_on_conflict");
    } else if (m_at.is("REFERENCES")) {
        constraint.kind = Constraint::Kind::ForeignKey;
        if (!readReferences(constraint))
            return false;
    } else {
        return false;
    }
    takeColumnConstraint(constraint);
    table.constraints.push_back(std::move(constraint));
    return true;
}

void StatementReader::readConflict(QVariantMap& options, const char* option)
{
    if (m_at.takeAll({ "ON", "CONFLICT" }))
        options.insert(QLatin1String(option), m_at.takeToken().toUpper());
}

bool StatementReader::readReferences(Constraint& key)
{
    if (!m_at.take("REFERENCES"))
        return false;
    key.target = takeTable();
    key.targetColumns = m_at.takeNames();
    while (!m_at.atEnd()) {
        if (m_at.takeAll({ "ON", "DELETE" }) || m_at.takeAll({ "ON", "UPDATE" })) {
            QString& action = m_at.text().is(m_at.position() - 1, "DELETE") ? key.onDelete : key.onUpdate;
            action = m_at.takeToken().toUpper();
            if (m_at.isAnyOf({ "NULL", "DEFAULT", "ACTION" }))
                action += u' ' + m_at.takeToken().toUpper();
        } else if (m_at.take("MATCH")) {
            key.match = m_at.takeToken().toUpper();
        } else {
            break;
        }
    }
    readDeferrability(key);
    return !key.target.name.isEmpty();
}

void StatementReader::readDeferrability(Constraint& constraint)
{
    if (m_at.takeAll({ "NOT", "DEFERRABLE" }))
        constraint.deferrable = false;
    else if (m_at.take("DEFERRABLE"))
        constraint.deferrable = true;
    if (m_at.take("INITIALLY"))
        constraint.initially = m_at.takeToken().toUpper();
}

bool StatementReader::isConstraint() const
{
    return m_at.isAnyOf({ "CONSTRAINT", "CHECK", "UNIQUE" }) || (m_at.is("PRIMARY") && m_at.is("KEY", 1))
        || (m_at.is("FOREIGN") && m_at.is("KEY", 1));
}

bool StatementReader::readConstraint(Constraint& constraint)
{
    if (m_at.take("CONSTRAINT") && !m_at.isAnyOf({ "PRIMARY", "UNIQUE", "FOREIGN", "CHECK" }))
        constraint.name.text = m_at.takeName();
    if (m_at.take("CHECK")) {
        constraint.condition = databaseText(m_at.takeParenthesized());
        m_at.takeAll({ "NOT", "ENFORCED" }) || m_at.take("ENFORCED");
        readConflict(constraint.options, "sqlite_on_conflict");
        return !constraint.condition->textOf().isEmpty();
    }
    const bool isForeign = m_at.takeAll({ "FOREIGN", "KEY" });
    const bool isPrimary = !isForeign && m_at.takeAll({ "PRIMARY", "KEY" });
    if (!isForeign && !isPrimary && !m_at.take("UNIQUE"))
        return false;
    constraint.kind = isForeign ? Constraint::Kind::ForeignKey
        : isPrimary             ? Constraint::Kind::PrimaryKey
                                : Constraint::Kind::Unique;
    m_at.takeAnyOf({ "KEY", "INDEX" });
    if (isForeign)
        readIfNotExists();
    if (!m_at.isSymbol('(') && !m_at.is("USING")) // MySQL: the index's name
        constraint.name.text = constraint.name.isEmpty() ? m_at.takeName() : (m_at.takeName(), constraint.name.text);
    if (m_at.take("USING"))
        m_at.takeToken();
    if (isForeign) {
        constraint.columns = m_at.takeNames();
        return !constraint.columns.isEmpty() && readReferences(constraint);
    }
    std::vector<Expression> elements;
    QVariantMap lengths;
    const int open = m_at.position();
    if (!readElements(elements, lengths))
        return false;
    takeKeyElements(constraint, elements, m_at.text().text(open + 1, m_at.position() - 1));
    for (Expression element : elements) {
        while (element.is(Expression::Kind::Unary) || element.is(Expression::Kind::Collate))
            element = Expression(element.operands().front());
        constraint.columns.append(element.textOf());
    }
    if (!lengths.isEmpty())
        constraint.options.insert(QStringLiteral("mysql_length"), lengths);
    readConflict(constraint.options, "sqlite_on_conflict");
    if (m_at.take("USING"))
        m_at.takeToken();
    return true;
}

bool StatementReader::readElements(std::vector<Expression>& elements, QVariantMap& lengths)
{
    if (!m_at.takeSymbol('('))
        return false;
    do {
        const int begin = m_at.position();
        const int end = m_at.findSymbol(',');
        int last = end;
        const bool isDescending = m_at.text().is(end - 1, "DESC");
        if (isDescending || m_at.text().is(end - 1, "ASC"))
            --last;
        QString collation;
        if (last - begin >= 3 && m_at.text().is(last - 2, "COLLATE")) {
            collation = m_at.text().name(last - 1);
            last -= 2;
        }
        const Token* first = m_at.text().token(begin);
        const bool isName = first && first->isName() && last == begin + 1;
        const bool isPrefix = first && first->isName() && last == begin + 4 && m_at.isSymbol('(', 1)
            && m_at.text().token(begin + 2)->kind == Token::Kind::Number;
        if (last <= begin)
            return false;
        Expression element = isName || isPrefix ? Expression::column(m_at.text().name(begin))
                                                : databaseText(m_at.text().text(begin, last));
        if (isPrefix)
            lengths.insert(m_at.text().name(begin), m_at.text().text(begin + 2).toInt());
        if (!collation.isEmpty())
            element = Expression::collate(std::move(element), collation);
        elements.push_back(isDescending ? Expression::unary(Operator::Desc, std::move(element)) : element);
        m_at.moveTo(end);
    } while (m_at.takeSymbol(','));
    return m_at.takeSymbol(')');
}

bool StatementReader::readCreateIndex(bool isUnique)
{
    schema::CreateIndex change;
    change.index.isUnique = isUnique;
    change.ifNotExists = readIfNotExists();
    const schema::ObjectName name = m_at.takeObject();
    change.index.name.text = name.name;
    if (m_at.take("USING"))
        change.index.options.insert(QStringLiteral("mysql_using"), m_at.takeToken().toLower());
    if (!m_at.take("ON"))
        return false;
    change.table = takeTable();
    if (change.table.schema.isEmpty())
        change.table.schema = name.schema;
    QVariantMap lengths;
    if (name.name.isEmpty() || change.table.name.isEmpty() || !readElements(change.index.elements, lengths))
        return false;
    if (!lengths.isEmpty())
        change.index.options.insert(QStringLiteral("mysql_length"), lengths);
    if (m_at.take("WHERE"))
        change.index.options.insert(QStringLiteral("sqlite_where"), QVariant::fromValue(databaseText(m_at.takeRest())));
    m_at.moveTo(m_at.end()); // COMMENT, ALGORITHM, LOCK, …
    add(std::move(change));
    return true;
}

bool StatementReader::readAddColumn(const schema::ObjectName& table, bool ifTableExists)
{
    schema::ColumnAddition addition;
    addition.table = table;
    addition.ifTableExists = ifTableExists;
    addition.ifNotExists = readIfNotExists();
    Table made;
    if (!readColumn(addition.column, made))
        return false;
    addColumn(m_result.changes, std::move(addition), std::move(made.constraints));
    return true;
}

} // namespace espalier::dialects::sql
