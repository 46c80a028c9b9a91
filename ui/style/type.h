#pragma once

#include <QFont>

namespace espalier::ui {

/// The two sizes of type, and the monospace face for ids, code and logs.
QFont bodyFont();
QFont boldFont();
QFont titleFont();
QFont monoFont();

} // namespace espalier::ui
