#pragma once

#include "schema/schema_rules.h"

namespace espalier::dialects::postgresql {

/// As a server without another NAMEDATALEN cuts a name: 63 bytes, never inside a character.
QString cut(const QString& name);

/// Whether quote_identifier() leaves it as it is.
bool needsNoQuotes(const QString& name);

/// makeObjectName() of commands/indexcmds.c: "name1_name2_label", the longer name shortened until all fits.
QString objectName(const QString& name1, const QString& name2, const QString& label);

/// The names that the server gives to constraints and indexes without one, one after the other, as
/// ChooseConstraintName(), ChooseRelationName() and ChooseIndexName() find them.
class NameChoice {
public:
    NameChoice(const schema::Table& table, const schema::TakenNames& taken);

    /// An index that belongs to a constraint, or does not.
    QString relation(const QString& columns, const QString& label, bool isConstraint);
    QString constraint(const QString& columns, const QString& label);

private:
    bool isTaken(const QString& name, bool asRelation, bool asConstraint) const;

    const schema::Table& m_table;
    const schema::TakenNames& m_taken;
    QSet<QString> m_chosen; ///< in this statement
};

/// "a_b" of an index's columns; "expr" for what has no name.
QString indexAddition(const schema::Index& index, const QStringList& included);
QString columnAddition(const QStringList& columns);

} // namespace espalier::dialects::postgresql
