#pragma once

#include "core/cancel.h"
#include "core/error.h"
#include "dialects/dialect.h"
#include "schema/schema.h"

#include <QStringList>
#include <vector>

// Tables and foreign keys as text of other programs.

namespace espalier::report {

/// Tables that are shown together.
struct TableGroup {
    QString name;
    QStringList tables; ///< keys of their names; those that the schema does not have don't count
};

/// For Graphviz: a node for each table with a port for each column, an edge for each foreign key, a cluster for each
/// group.
QString schemaDot(
    const schema::Schema& schema, const dialects::Dialect& dialect, const std::vector<TableGroup>& groups = {});

/// schemaDot() laid out by Graphviz's `dot`, which runs as a process of its own: cancellable, ToolMissing where it is
/// not installed.
core::Result<QString> schemaSvg(
    const schema::Schema& schema, const dialects::Dialect& dialect, const core::CancelToken& cancel = {});

/// Mermaid's erDiagram. Names and types keep the characters that it takes; others become "_".
QString schemaMermaid(const schema::Schema& schema, const dialects::Dialect& dialect);

/// https://dbml.dbdiagram.io/docs
QString schemaDbml(
    const schema::Schema& schema, const dialects::Dialect& dialect, const std::vector<TableGroup>& groups = {});

} // namespace espalier::report
