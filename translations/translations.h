#pragma once

#include <QString>
#include <QStringList>

namespace espalier::translations {

/// Installs the translations of a language ("de"), or of the desktop's where it is empty, into the application, and
/// makes numbers and dates follow. English has a file too: it holds the plural forms.
void install(const QString& language = {});
/// Languages there are, by code; English first.
QStringList available();
/// The first of `wanted` ("de-AT", "en", best first) that there is; English where there is none, or before them stands
/// the C locale.
QString choose(const QStringList& wanted);

} // namespace espalier::translations
