#pragma once

#include "schema/column.h"
#include "schema/constraint.h"
#include "schema/index.h"

#include <QStringList>
#include <QVariantMap>
#include <vector>

namespace espalier::schema {

struct Table {
    ObjectName name;
    std::vector<Column> columns;
    std::vector<Constraint> constraints; ///< in the order in which SQLAlchemy prints them, the primary key anywhere
    std::vector<Index> indexes;
    QString comment;
    QStringList prefixes; ///< CREATE … TABLE: "TEMPORARY", "UNLOGGED"
    QVariantMap
        options; ///< dialect keywords as written: "mysql_engine", "postgresql_partition_by", "sqlite_autoincrement"

    const Column* column(const QString& columnName) const;
    Column* column(const QString& columnName);
    const Constraint* primaryKey() const;
    const Constraint* constraint(const QString& constraintName) const;
    const Index* index(const QString& indexName) const;
    friend bool operator==(const Table& a, const Table& b);
};

/// Names that a project's MetaData(naming_convention=…) gives: "ix", "uq", "ck", "fk", "pk" -> template.
/// Whether a name in it, its own or one of its columns, is written in its own way.
bool hasOwnQuoting(const Table& table);
/// The same table with names as a database gives them.
Table withoutQuoting(Table table);

using NamingConvention = QMap<QString, QString>;

/// The table with everything that its columns and arguments imply as SQLAlchemy makes it of them, in its order: the
/// primary key, unique constraints, foreign keys, the checks of types, indexes; names by the convention.
Table declared(Table table, const NamingConvention& convention = {});

/// The name that a convention gives to a constraint or index of `table` (whose `name` is what the script said, empty
/// for None); unchanged where it gives none.
Name conventionalName(const Constraint& constraint, const Table& table, const NamingConvention& convention);
Name conventionalName(const Index& index, const Table& table, const NamingConvention& convention);

} // namespace espalier::schema
