#include "dialects/postgresql/postgresql_names.h"

#include "dialects/postgresql/reserved_words.h"
#include "schema/column_use.h"

#include <QRegularExpression>

// PostgreSQL's own naming, from its sources: src/backend/commands/indexcmds.c (makeObjectName, ChooseRelationName,
// ChooseIndexName, ChooseIndexNameAddition, ChooseIndexColumnNames), src/backend/catalog/pg_constraint.c
// (ChooseConstraintName), src/backend/commands/tablecmds.c (ChooseForeignKeyConstraintNameAddition).

namespace espalier::dialects::postgresql {

using schema::Expression;

namespace {

constexpr qsizetype longest = 63; // NAMEDATALEN - 1

/// At most so many bytes, whole characters.
QByteArray clipped(const QByteArray& utf8, qsizetype bytes)
{
    if (utf8.size() <= bytes)
        return utf8;
    qsizetype end = bytes;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80)
        --end;
    return utf8.left(end);
}

/// FigureIndexColname(): what an element of an index is called.
QString elementName(const Expression& element)
{
    const QString column = schema::columnOf(element);
    if (!column.isEmpty())
        return column;
    if (element.is(Expression::Kind::Function))
        return element.textOf().section(QLatin1Char('.'), -1).toLower();
    if (element.is(Expression::Kind::Cast) && !element.operands().empty())
        return elementName(element.operands().front());
    const QString text = element.is(Expression::Kind::Text) || element.is(Expression::Kind::LiteralColumn)
        ? element.textOf().trimmed()
        : QString();
    const qsizetype parenthesis = text.indexOf(QLatin1Char('('));
    const QString head = (parenthesis < 0 ? text.section(QLatin1Char(' '), 0, 0) : text.left(parenthesis)).trimmed();
    const bool isName = !head.isEmpty()
        && std::all_of(head.begin(), head.end(), [](QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('_'); });
    return isName ? head.toLower() : QStringLiteral("expr");
}

/// ChooseIndexColumnNames(): doubles are numbered.
QStringList distinct(const QStringList& names)
{
    QStringList result;
    for (const QString& name : names) {
        QString current = name;
        for (int i = 1; result.contains(current); ++i) {
            const QByteArray number = QByteArray::number(i);
            current = QString::fromUtf8(clipped(name.toUtf8(), longest - number.size()) + number);
        }
        result.append(current);
    }
    return result;
}

} // namespace

QString cut(const QString& name)
{
    constexpr int mostBytes = 3; // of a UTF-16 unit, in UTF-8
    return name.size() * mostBytes <= longest ? name : QString::fromUtf8(clipped(name.toUtf8(), longest));
}

QString objectName(const QString& name1, const QString& name2, const QString& label)
{
    const QByteArray first = name1.toUtf8();
    const QByteArray second = name2.toUtf8();
    const qsizetype overhead = (name2.isEmpty() ? 0 : 1) + (label.isEmpty() ? 0 : label.toUtf8().size() + 1);
    qsizetype firstBytes = first.size();
    qsizetype secondBytes = second.size();
    while (firstBytes + secondBytes > longest - overhead) {
        if (firstBytes > secondBytes)
            --firstBytes;
        else
            --secondBytes;
    }
    QString name = QString::fromUtf8(clipped(first, firstBytes));
    if (!name2.isEmpty())
        name += QLatin1Char('_') + QString::fromUtf8(clipped(second, secondBytes));
    return label.isEmpty() ? name : name + QLatin1Char('_') + label;
}

NameChoice::NameChoice(const schema::Table& table, const schema::TakenNames& taken)
    : m_table(table)
    , m_taken(taken)
{
    m_chosen.insert(table.name.name);
    for (const schema::Constraint& constraint : table.constraints)
        m_chosen.insert(constraint.name.text);
    for (const schema::Index& index : table.indexes)
        m_chosen.insert(index.name.text);
}

bool NameChoice::isTaken(const QString& name, bool asRelation, bool asConstraint) const
{
    const QString& schema = m_table.name.schema;
    return m_chosen.contains(name) || (asRelation && m_taken.hasRelation(schema, name))
        || (asConstraint && m_taken.hasConstraint(schema, name));
}

QString NameChoice::relation(const QString& columns, const QString& label, bool isConstraint)
{
    QString name = objectName(m_table.name.name, columns, label);
    for (int pass = 1; isTaken(name, true, isConstraint); ++pass)
        name = objectName(m_table.name.name, columns, label + QString::number(pass));
    m_chosen.insert(name);
    return name;
}

QString NameChoice::constraint(const QString& columns, const QString& label)
{
    QString name = objectName(m_table.name.name, columns, label);
    for (int pass = 1; isTaken(name, false, true); ++pass)
        name = objectName(m_table.name.name, columns, label + QString::number(pass));
    m_chosen.insert(name);
    return name;
}

QString indexAddition(const schema::Index& index, const QStringList& included)
{
    QStringList names;
    for (const Expression& element : index.elements)
        names.append(elementName(element));
    return distinct(names + included).join(QLatin1Char('_'));
}

QString columnAddition(const QStringList& columns) { return columns.join(QLatin1Char('_')); }

bool needsNoQuotes(const QString& name)
{
    static const QRegularExpression plain(QStringLiteral("^[a-z_][a-z0-9_]*$"));
    return plain.match(name).hasMatch() && !reservedWords().contains(name);
}

} // namespace espalier::dialects::postgresql
