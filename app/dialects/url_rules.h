#pragma once

#include <QStringList>

namespace espalier::dialects {

/// How one dialect's drivers spell the parts of an address in a URL's query, where they override the URL's own. The
/// first of each list is what writers use.
struct UrlRules {
    QStringList userOptions;
    QStringList passwordOptions;
    QStringList secretOptions; ///< other options that must not be shown
    QStringList databaseOptions;
    QStringList hostOptions; ///< may be repeated, may hold "host:port"
    QStringList portOptions;
    QString socketOption; ///< holds a socket file; where empty, a host that begins with "/" is a socket's folder
    QStringList clientLibraryOptions; ///< what the C client library understands; the rest is for Python's drivers
    /// The scheme alone (without "+driver") also means the client library's own URIs: several hosts, escaped names.
    bool plainSchemeIsClientUri = false;
    QString obsoleteScheme; ///< read, but written as the dialect's own
};

} // namespace espalier::dialects
