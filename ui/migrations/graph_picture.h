#pragma once

#include "database/version_table.h"
#include "graphview/graph_picture.h"
#include "migrations/operation_lines.h"
#include "revisions/revision_graph.h"

#include <QDateTime>

namespace espalier::ui {

/// The tree as the canvas draws it, with what is applied in the database that is looked at (`status` is nullptr where
/// none is) and, where it is known, what each revision does. Rows of the version table that no script defines are drawn
/// as ghosts that nothing leads to. Linear.
graphview::GraphPicturePtr graphPicture(const revisions::RevisionGraph& graph, const database::DatabaseStatus* status,
    const QDateTime& now, const GlyphsOfRevisions* glyphs = nullptr);

/// What "Create Date:" holds, where it has the form that Alembic writes; invalid otherwise.
QDateTime createdTime(const QString& text);

} // namespace espalier::ui
