#pragma once

#include "dialects/conninfo.h"
#include "dialects/dialect.h"

namespace espalier::dialects::postgresql {

/// What libpq is told about a connection besides host, database, user and password: options of the URL that it knows,
/// TLS, time-outs, the application's name.
KeyValues connectionOptions(const ConnectRequest& request, const TlsSettings& tls);

/// Host and port as libpq wants them, several separated by commas; only what is not empty.
KeyValues hostParameters(const DatabaseUrl& url);

} // namespace espalier::dialects::postgresql
