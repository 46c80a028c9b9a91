#pragma once

#include <QIcon>
#include <QPalette>

namespace espalier::ui {

/// The icon `:/icons/<name>.svg`, drawn in the palette's own colours at paint time, so a change of theme needs nothing:
/// the given role where enabled, greyed where not, the accent where checked.
QIcon themedIcon(const QString& name, QPalette::ColorRole role = QPalette::ButtonText);

/// The same in one fixed colour, for marks whose colour has a meaning.
QIcon themedIcon(const QString& name, const QColor& color);

/// Whether such an icon is there.
bool hasIcon(const QString& name);

} // namespace espalier::ui
