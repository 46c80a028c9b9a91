#pragma once

class QString;
class QTableView;

namespace espalier::ui {

/// A dense table of rows: no grid, no row numbers, one row selected at a time.
QTableView* makeTable(const char* name, const QString& label);

} // namespace espalier::ui
