#pragma once

#include "core/redaction.h"

#include <QString>

namespace espalier::project {

/// A database URL as a project holds it (SQLAlchemy or libpq form, not checked here). Its password is a Secret: shown()
/// is for people, reveal() for whoever opens the connection.
class UrlText {
public:
    UrlText() = default;
    explicit UrlText(const QString& url);
    /// The URL with "***" for the password.
    QString shown() const;
    QString reveal() const;
    bool isEmpty() const { return m_before.isEmpty() && m_after.isEmpty(); }
    bool hasPassword() const { return !m_password.isEmpty(); }
    friend bool operator==(const UrlText&, const UrlText&) = default;

private:
    QString m_before; // up to the password
    core::Secret m_password; // as written, percent-encoded
    QString m_after; // from behind the password
};

/// Where a URL was found; in the order in which a project's own code would usually prefer them.
enum class UrlOrigin {
    EnvPy, ///< written in env.py: set_main_option("sqlalchemy.url", …), create_engine(…), url=…
    Environment, ///< a variable env.py asks for, found in the process's environment
    DotEnv, ///< a variable in a `.env` file
    Ini, ///< sqlalchemy.url of the ini file
    PyProject, ///< sqlalchemy.url or url of [tool.alembic]
    Default, ///< the default of an os.getenv in env.py or in a module that it imports
};
QString originName(UrlOrigin origin);

/// Whether text could be a database URL as SQLAlchemy or libpq take them, judged by its scheme.
bool looksLikeDatabaseUrl(const QString& text);
/// Whether a database URL is one to be filled in by hand: that of Alembic's own template and the like.
bool isPlaceholderUrl(const QString& text);

/// A database URL found without running code.
struct UrlCandidate {
    UrlText url;
    UrlOrigin origin = UrlOrigin::Ini;
    QString name; ///< the option or variable: "sqlalchemy.url", "DATABASE_URL"
    QString file; ///< absolute
    int line = 0;
    bool isOverridden = false; ///< env.py always sets another one in its place, which may not be known
    bool isPlaceholder = false; ///< the template's own "driver://user:pass@localhost/dbname" and the like
    /// Whether it may be taken for the project's database without asking.
    bool isUsable() const { return !isOverridden && !isPlaceholder; }
    friend bool operator==(const UrlCandidate&, const UrlCandidate&) = default;
};

} // namespace espalier::project
