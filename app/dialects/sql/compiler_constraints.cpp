#include "dialects/sql/compiler.h"
#include "dialects/sql/operators.h"

#include <QRegularExpression>

// Constraints and indexes.

namespace espalier::dialects::sql {

using schema::Constraint;
using schema::Expression;
using schema::Operator;
using schema::Table;
using ConstraintKind = Constraint::Kind;

namespace {

const char actionPattern[] = "^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$";

bool isAction(const QString& text)
{
    static const QRegularExpression action(QLatin1String(actionPattern), QRegularExpression::CaseInsensitiveOption);
    return action.match(text).hasMatch();
}

} // namespace

QString Compiler::constraintPreamble(const Constraint& constraint)
{
    return constraint.name.isEmpty()
        ? QString()
        : QLatin1String("CONSTRAINT ") + constraintName(constraint.name) + QLatin1Char(' ');
}

bool Compiler::isCreated(const Constraint& constraint)
{
    if (!constraint.isTypeBound)
        return true;
    const schema::SqlType here = resolved(*constraint.type);
    const TypeFacts facts = typeFacts(here);
    if (facts.visit == QLatin1String("boolean") || facts.visit == QLatin1String("BOOLEAN"))
        return !m_facts.hasNativeBoolean && here.flag("create_constraint");
    if (!here.enumeration || !here.enumeration->createConstraint)
        return false;
    return facts.visit == QLatin1String("enum") && !(here.enumeration->isNative && hasNativeEnum());
}

QString Compiler::columnList(const QStringList& columns, const Table& table, const schema::OwnQuotings& quotings) const
{
    QStringList all;
    for (const QString& name : columns) {
        const schema::Column* column = table.column(name);
        all.append(names().quoted(column ? column->identifier() : quotings.of(name)));
    }
    return all.join(QStringLiteral(", "));
}

QString Compiler::typeCheck(const Constraint& constraint, const Table& table)
{
    const schema::SqlType here = resolved(*constraint.type);
    QString values;
    if (here.enumeration) {
        QStringList all;
        for (const QString& value : here.enumeration->values)
            all.append(stringLiteral(value));
        values = all.join(QStringLiteral(", "));
    } else {
        values = QStringLiteral("0, 1");
    }
    return QStringLiteral("%1 IN (%2)")
        .arg(columnList(constraint.columns.mid(0, 1), table, constraint.quotings), values);
}

QString Compiler::constraint(const Constraint& constraint, const Table& table)
{
    switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
        return hasInlineKey(constraint, table) ? QString() : primaryKey(constraint, table);
    case ConstraintKind::ForeignKey:
        return foreignKey(constraint, table);
    case ConstraintKind::Unique:
        return unique(constraint, table);
    case ConstraintKind::Check:
        return check(constraint, table, false);
    case ConstraintKind::Exclusion:
        return exclusion(constraint);
    }
    return {};
}

QString Compiler::primaryKey(const Constraint& constraint, const Table& table)
{
    if (constraint.columns.isEmpty())
        return {};
    QStringList columns = constraint.columns;
    if (constraint.isImplicit) {
        if (const schema::Column* first = autoIncrementColumn(table)) {
            columns.removeAll(first->name);
            columns.prepend(first->name);
        }
    }
    return constraintPreamble(constraint) + QLatin1String("PRIMARY KEY (")
        + columnList(columns, table, constraint.quotings) + QLatin1Char(')') + deferrability(constraint);
}

QString Compiler::foreignKey(const Constraint& constraint, const Table& table)
{
    const bool isOwn = constraint.target == table.name;
    const schema::OwnQuotings& quotings = constraint.quotings;
    return constraintPreamble(constraint) + QLatin1String("FOREIGN KEY(")
        + columnList(constraint.columns, table, quotings) + QLatin1String(") REFERENCES ")
        + foreignKeyTarget(isOwn ? table.name : constraint.target) + QLatin1String(" (")
        + columnList(constraint.targetColumns, isOwn ? table : Table(), quotings) + QLatin1Char(')') + match(constraint)
        + cascades(constraint) + deferrability(constraint);
}

QString Compiler::unique(const Constraint& constraint, const Table& table)
{
    if (constraint.columns.isEmpty())
        return {};
    return constraintPreamble(constraint) + QLatin1String("UNIQUE ") + uniqueModifier(constraint) + QLatin1Char('(')
        + columnList(constraint.columns, table, constraint.quotings) + QLatin1Char(')') + deferrability(constraint);
}

QString Compiler::check(const Constraint& constraint, const Table& table, bool)
{
    const QString body = constraint.isTypeBound ? typeCheck(constraint, table)
        : constraint.condition                  ? plain(*constraint.condition)
                                                : QString();
    return constraintPreamble(constraint) + QLatin1String("CHECK (") + body + QLatin1Char(')')
        + deferrability(constraint);
}

QString Compiler::exclusion(const Constraint&)
{
    return refuse(QStringLiteral(
        "Compiler <%1> can't render element of type <class 'sqlalchemy.dialects.postgresql.ext.ExcludeConstraint'>")
                      .arg(QString(QLatin1String(m_facts.compilerName))
                               .replace(QLatin1String("TypeCompiler"), QLatin1String("DDLCompiler"))));
}

QString Compiler::match(const Constraint& constraint)
{
    return constraint.match.isEmpty() ? QString() : QLatin1String(" MATCH ") + constraint.match;
}

const char* Compiler::onDeletePattern() const { return actionPattern; }

bool Compiler::isValidOnDelete(const QString& phrase) const { return isAction(phrase); }

QString Compiler::cascades(const Constraint& constraint)
{
    QString text;
    if (!constraint.onDelete.isEmpty())
        text += QLatin1String(" ON DELETE ")
            + phrase(constraint.onDelete, isValidOnDelete(constraint.onDelete), onDeletePattern());
    if (!constraint.onUpdate.isEmpty())
        text
            += QLatin1String(" ON UPDATE ") + phrase(constraint.onUpdate, isAction(constraint.onUpdate), actionPattern);
    return text;
}

QString Compiler::deferrability(const Constraint& constraint)
{
    static const QRegularExpression moment(
        QStringLiteral("^(?:DEFERRED|IMMEDIATE)$"), QRegularExpression::CaseInsensitiveOption);
    QString text;
    if (constraint.deferrable)
        text += *constraint.deferrable ? QLatin1String(" DEFERRABLE") : QLatin1String(" NOT DEFERRABLE");
    if (!constraint.initially.isEmpty())
        text += QLatin1String(" INITIALLY ")
            + phrase(constraint.initially, moment.match(constraint.initially).hasMatch(), "^(?:DEFERRED|IMMEDIATE)$");
    return text;
}

QString Compiler::addConstraint(const Constraint& constraint, const Table& table)
{
    return QLatin1String("ALTER TABLE ") + names().quotedName(table.name) + QLatin1String(" ADD ")
        + this->constraint(constraint, table);
}

QString Compiler::dropConstraint(const schema::ConstraintReference& reference, bool ifExists, bool cascade)
{
    if (reference.name.isEmpty()) {
        const bool isUnique = reference.kind == ConstraintKind::Unique;
        return refuse(QStringLiteral("Can't emit DROP CONSTRAINT for constraint %1; it has no name")
                          .arg(isUnique ? QStringLiteral("UniqueConstraint()") : QString()));
    }
    return QLatin1String("ALTER TABLE ") + names().quotedName(reference.table) + QLatin1String(" DROP CONSTRAINT ")
        + (ifExists ? QStringLiteral("IF EXISTS ") : QString()) + constraintName(reference.name)
        + (cascade ? QStringLiteral(" CASCADE") : QString());
}

QString Compiler::createIndex(const schema::Index& index, const Table& table, bool ifNotExists)
{
    if (index.name.isEmpty())
        return refuse(QStringLiteral("CREATE INDEX requires that the index have a name"));
    QStringList elements;
    for (const Expression& element : index.elements)
        elements.append(plain(element));
    return QStringLiteral("CREATE %1INDEX %2%3 ON %4 (%5)")
        .arg(index.isUnique ? QStringLiteral("UNIQUE ") : QString(),
            ifNotExists ? QStringLiteral("IF NOT EXISTS ") : QString(), indexName(index.name),
            names().quotedName(table.name), elements.join(QStringLiteral(", ")));
}

QString Compiler::dropIndex(const schema::Index& index, const schema::ObjectName& table, bool ifExists)
{
    if (index.name.isEmpty())
        return refuse(QStringLiteral("DROP INDEX requires that the index have a name"));
    return QLatin1String("\nDROP INDEX ") + (ifExists ? QStringLiteral("IF EXISTS ") : QString())
        + (table.schema.isEmpty() ? QString() : names().quoted(table.schemaIdentifier()) + QLatin1Char('.'))
        + indexName(index.name);
}

} // namespace espalier::dialects::sql
