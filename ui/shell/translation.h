#pragma once

#include <QString>

namespace espalier::ui {

/// Installs the translations of a language ("de"), or of the desktop's where it is empty, and makes numbers and dates
/// follow. English has a file too: it holds the plural forms.
void installTranslations(const QString& language);
/// Languages that the window speaks, by code; English first.
QStringList availableLanguages();

} // namespace espalier::ui
