#pragma once

#include "core/error.h"
#include "core/redaction.h"

#include <QList>
#include <QString>
#include <utility>

namespace espalier::dialects {

/// Names a dialect: the backend part of a SQLAlchemy URL in its canonical spelling.
using DialectId = QString;

/// Where a server listens. A host that begins with "/" is a unix socket: its folder or the socket file itself, as the
/// dialect means it. Port 0 is the dialect's usual one.
struct HostPort {
    QString host;
    int port = 0;
    friend bool operator==(const HostPort&, const HostPort&) = default;
};

/// The address of a database: what SQLAlchemy's make_url() and libpq's conninfo say about it, decoded. An immutable
/// value in spirit; the password is a Secret, so the struct can be passed about but not printed.
struct DatabaseUrl {
    using Options = QList<std::pair<QString, QString>>;

    DialectId dialect;
    QString scheme; ///< the backend as written, e.g. an alias of the dialect; writers keep it
    QString driver; ///< what stands after "+"; empty for SQLAlchemy's default
    QList<HostPort> hosts; ///< in the order they are tried; empty for files and for the client's default
    QString user;
    core::Secret password;
    bool hasPassword = false; ///< an empty password is not the same as none
    QString database; ///< name, or the path of a file-based dialect
    Options options; ///< decoded, in order, repeats kept; never holds the password

    /// Reads a SQLAlchemy URL, a libpq URI or a libpq conninfo string ("host=… dbname=…"). Malformed with the reason,
    /// Unsupported for a backend that Espalier does not know. The text itself never gets into the error.
    static core::Result<DatabaseUrl> parse(const QString& text);

    QString option(const QString& name) const; ///< the last of that name; empty where there is none
    bool hasOption(const QString& name) const;
    void setOption(const QString& name, const QString& value);
    HostPort host() const { return hosts.isEmpty() ? HostPort{} : hosts.first(); }

    /// For people and for machine-readable output: no password, no secret option, readable escapes.
    QString display() const;
    /// The short form for titles: "app (db.example.org)", or the file's name.
    QString shortName() const;

    /// The URL as SQLAlchemy reads it, password included. The caller says what for by calling reveal().
    core::Secret toSqlAlchemy() const;
    /// A libpq URI and a conninfo string; options that only Python drivers know are left out, the password too unless
    /// asked for (give it to tools through the environment or a password file instead).
    enum class Password { Leave, Include };
    core::Secret toLibpqUri(Password password = Password::Leave) const;
    core::Secret toConninfo(Password password = Password::Leave) const;

    DatabaseUrl withPassword(const core::Secret& secret) const;
    DatabaseUrl withoutPassword() const;
    /// Without the password and without every other option that holds a secret: what may be saved.
    DatabaseUrl withoutSecrets() const;
    DatabaseUrl withDatabase(const QString& name) const;
    /// A relative file path made absolute against `folder`; other URLs as they are.
    DatabaseUrl resolvedAgainst(const QString& folder) const;

    friend bool operator==(const DatabaseUrl&, const DatabaseUrl&) = default;
};

} // namespace espalier::dialects
