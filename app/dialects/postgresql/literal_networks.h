#pragma once

#include <optional>
#include <QString>

// Addresses as the server prints them (network.c, inet_net_pton.c, mac.c, mac8.c); nullopt for what is none, or is
// spelled in a way that is not known here.

namespace espalier::dialects::postgresql {

std::optional<QString> hostAddress(const QString& text); ///< inet
std::optional<QString> networkAddress(const QString& text); ///< cidr
/// Of six bytes or of eight.
std::optional<QString> hardwareAddress(const QString& text, int bytes);

} // namespace espalier::dialects::postgresql
