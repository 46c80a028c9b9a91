#pragma once

#include <memory>
#include <QString>
#include <QStringList>
#include <vector>

namespace espalier::test {

struct Account {
    QString user;
    QString password; ///< full of characters that need escaping
};

/// The throwaway servers of this test run (tests/support/servers.sh; ctest starts and stops them for every test that
/// says SERVERS). Nothing is skipped: without servers running() ends the program with a message that says what to do.
class Servers {
public:
    static const Servers& running();

    Account admin; ///< may do everything
    Account user; ///< may make databases named t_… and use them
    QString postgresSocketFolder;
    int postgresPort = 0;
    QString mariadbSocket;
    int mariadbPort = 0;
    QString certificateAuthority; ///< a file; both servers have a certificate for "localhost" from it

    enum class Route { Tcp, Socket };
    /// SQLAlchemy URLs, password included.
    QString postgresUrl(const QString& database, const Account& account, Route route = Route::Tcp) const;
    QString mariadbUrl(const QString& database, const Account& account, Route route = Route::Tcp) const;

private:
    Servers() = default;
};

enum class Kind { Sqlite, PostgreSql, MariaDb };
std::vector<Kind> allKinds();
const char* kindName(Kind kind);

/// An empty database of its own for a test, owned by the ordinary user; dropped, whoever is still connected, at the
/// end.
class TestDatabase {
public:
    explicit TestDatabase(Kind kind);
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    Kind kind() const { return m_kind; }
    const QString& name() const { return m_name; } ///< database name, or the file's path
    QString url() const; ///< SQLAlchemy form, as the ordinary user, password included
    QString adminUrl() const; ///< the same as the administrator
    /// Runs statements one by one as the administrator, in a session of its own; a failure ends the program.
    void execute(const QStringList& statements) const;
    /// The first column of a query's rows, as text.
    QStringList column(const QString& sql) const;

private:
    Kind m_kind;
    QString m_name;
};

} // namespace espalier::test
