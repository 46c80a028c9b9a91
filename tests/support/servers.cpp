#include "servers.h"

#include <functional>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QUrl>
#include <QUuid>

namespace espalier::test {

namespace {

QHash<QString, QString> readEnvironment(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("No test servers are running (no %s). Run the test through ctest, or start them:\n"
               "  tests/support/servers.sh start %s",
            qPrintable(path), qPrintable(QFileInfo(path).path()));
    QHash<QString, QString> values;
    for (const QByteArray& line : file.readAll().split('\n')) {
        const qsizetype sign = line.indexOf('=');
        if (sign > 0)
            values.insert(QString::fromUtf8(line.left(sign)), QString::fromUtf8(line.mid(sign + 1)));
    }
    return values;
}

QString escaped(const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

QString uniqueName() { return QStringLiteral("t_") + QUuid::createUuid().toString(QUuid::Id128).left(16); }

/// Opens a session of its own, so that what a test does to its connections cannot disturb it.
void withSession(Kind kind, const QString& database, const std::function<void(QSqlDatabase&)>& use)
{
    const QString connection = QStringLiteral("test-admin-") + uniqueName();
    {
        const char* drivers[] = { "QSQLITE", "QPSQL", "QMYSQL" };
        auto session = QSqlDatabase::addDatabase(QLatin1String(drivers[static_cast<int>(kind)]), connection);
        session.setDatabaseName(database);
        if (kind != Kind::Sqlite) {
            const Servers& servers = Servers::running();
            session.setUserName(servers.admin.user);
            session.setPassword(servers.admin.password);
            if (kind == Kind::PostgreSql) {
                session.setHostName(servers.postgresSocketFolder);
                session.setPort(servers.postgresPort);
            } else {
                session.setConnectOptions(QStringLiteral("UNIX_SOCKET=") + servers.mariadbSocket);
            }
        }
        if (!session.open())
            qFatal("cannot open the test database: %s", qPrintable(session.lastError().text()));
        use(session);
        session.close();
    }
    QSqlDatabase::removeDatabase(connection);
}

void run(QSqlDatabase& session, const QString& sql)
{
    QSqlQuery query(session);
    if (!query.exec(sql))
        qFatal("%s\n  in: %s", qPrintable(query.lastError().text()), qPrintable(sql));
}

void executeIn(Kind kind, const QString& database, const QStringList& statements)
{
    withSession(kind, database, [&](QSqlDatabase& session) {
        for (const QString& statement : statements)
            run(session, statement);
    });
}

} // namespace

const Servers& Servers::running()
{
    static const Servers servers = [] {
        const QString folder = qEnvironmentVariable(
            "ESPALIER_TEST_SERVERS", QStringLiteral(ESPALIER_BINARY_DIR) + QStringLiteral("/tests/servers"));
        const auto values = readEnvironment(folder + QStringLiteral("/servers.env"));
        const auto value = [&](const char* key) { return values.value(QLatin1String(key)); };
        Servers result;
        result.admin = { value("ADMIN"), value("ADMIN_PASSWORD") };
        result.user = { value("USER"), value("USER_PASSWORD") };
        result.postgresSocketFolder = value("PG_SOCKET_FOLDER");
        result.postgresPort = value("PG_PORT").toInt();
        result.mariadbSocket = value("MARIADB_SOCKET");
        result.mariadbPort = value("MARIADB_PORT").toInt();
        result.certificateAuthority = value("CA");
        if (result.postgresPort == 0 || result.mariadbPort == 0)
            qFatal("the test servers did not start: see the logs in %s", qPrintable(folder));
        return result;
    }();
    return servers;
}

QString Servers::postgresUrl(const QString& database, const Account& account, Route route) const
{
    const QString login = QStringLiteral("postgresql+psycopg2://%1:%2@").arg(account.user, escaped(account.password));
    if (route == Route::Tcp)
        return login + QStringLiteral("127.0.0.1:%1/%2").arg(postgresPort).arg(database);
    return login + QStringLiteral("/%1?host=%2&port=%3").arg(database, postgresSocketFolder).arg(postgresPort);
}

QString Servers::mariadbUrl(const QString& database, const Account& account, Route route) const
{
    const QString login = QStringLiteral("mysql+pymysql://%1:%2@").arg(account.user, escaped(account.password));
    if (route == Route::Tcp)
        return login + QStringLiteral("127.0.0.1:%1/%2").arg(mariadbPort).arg(database);
    return login + QStringLiteral("localhost/%1?unix_socket=%2").arg(database, mariadbSocket);
}

std::vector<Kind> allKinds() { return { Kind::Sqlite, Kind::PostgreSql, Kind::MariaDb }; }

const char* kindName(Kind kind)
{
    switch (kind) {
    case Kind::Sqlite:
        return "SQLite";
    case Kind::PostgreSql:
        return "PostgreSQL";
    case Kind::MariaDb:
        return "MariaDB";
    }
    return "";
}

TestDatabase::TestDatabase(Kind kind)
    : m_kind(kind)
    , m_name(uniqueName())
{
    switch (kind) {
    case Kind::Sqlite: {
        QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/espalier-XXXXXX"));
        folder.setAutoRemove(false);
        m_name = folder.filePath(m_name + QStringLiteral(".db"));
        executeIn(kind, m_name, { QStringLiteral("PRAGMA user_version = 0") });
        break;
    }
    case Kind::PostgreSql:
        executeIn(kind, QStringLiteral("postgres"),
            { QStringLiteral("CREATE DATABASE %1 OWNER %2").arg(m_name, Servers::running().user.user) });
        break;
    case Kind::MariaDb:
        executeIn(kind, QStringLiteral("mysql"), { QStringLiteral("CREATE DATABASE %1").arg(m_name) });
        break;
    }
}

TestDatabase::~TestDatabase()
{
    switch (m_kind) {
    case Kind::Sqlite:
        QDir(QFileInfo(m_name).path()).removeRecursively();
        break;
    case Kind::PostgreSql:
        executeIn(m_kind, QStringLiteral("postgres"),
            { QStringLiteral("DROP DATABASE IF EXISTS %1 WITH (FORCE)").arg(m_name) });
        break;
    case Kind::MariaDb:
        executeIn(m_kind, QStringLiteral("mysql"), { QStringLiteral("DROP DATABASE IF EXISTS %1").arg(m_name) });
        break;
    }
}

QString TestDatabase::url() const
{
    switch (m_kind) {
    case Kind::Sqlite:
        return QStringLiteral("sqlite:///") + m_name;
    case Kind::PostgreSql:
        return Servers::running().postgresUrl(m_name, Servers::running().user);
    case Kind::MariaDb:
        return Servers::running().mariadbUrl(m_name, Servers::running().user);
    }
    return {};
}

QString TestDatabase::adminUrl() const
{
    switch (m_kind) {
    case Kind::Sqlite:
        return url();
    case Kind::PostgreSql:
        return Servers::running().postgresUrl(m_name, Servers::running().admin);
    case Kind::MariaDb:
        return Servers::running().mariadbUrl(m_name, Servers::running().admin);
    }
    return {};
}

void TestDatabase::execute(const QStringList& statements) const { executeIn(m_kind, m_name, statements); }

QStringList TestDatabase::column(const QString& sql) const
{
    QStringList values;
    withSession(m_kind, m_name, [&](QSqlDatabase& session) {
        QSqlQuery query(session);
        if (!query.exec(sql))
            qFatal("%s\n  in: %s", qPrintable(query.lastError().text()), qPrintable(sql));
        while (query.next())
            values += query.value(0).toString();
    });
    return values;
}

} // namespace espalier::test
