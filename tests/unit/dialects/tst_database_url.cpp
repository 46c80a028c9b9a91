#include "core/error.h"
#include "dialects/database_url.h"
#include "dialects/dialect.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using dialects::DatabaseUrl;

namespace {

/// All of an address on one line, the password too: what a test compares.
QString dump(const DatabaseUrl& url)
{
    QStringList hosts;
    for (const auto& host : url.hosts)
        hosts += host.port > 0 ? QStringLiteral("%1 %2").arg(host.host).arg(host.port) : host.host;
    QStringList options;
    for (const auto& [key, value] : url.options)
        options += key + QLatin1Char('=') + value;
    return QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
        .arg(url.dialect, url.driver, hosts.join(QLatin1Char(',')), url.user,
            url.hasPassword ? QLatin1Char('<') + url.password.reveal() + QLatin1Char('>') : QString(), url.database,
            options.join(QLatin1Char('&')));
}

} // namespace

class TestDatabaseUrl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addressIsRead_data();
    void addressIsRead();
    void addressIsRefused_data();
    void addressIsRefused();
    void displayNeverShowsThePassword_data();
    void displayNeverShowsThePassword();
    void displayIsReadableAgain();
    void writtenFormsReadBackTheSame_data();
    void writtenFormsReadBackTheSame();
    void clientFormsLeaveThePasswordOutUnlessAsked();
    void optionsOfPythonDriversStayOutOfClientForms();
    void obsoleteSchemeIsWrittenAsSqlAlchemyWantsIt();
    void relativeFileIsResolvedAgainstTheProject_data();
    void relativeFileIsResolvedAgainstTheProject();
};

void TestDatabaseUrl::addressIsRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("asyncpg", "postgresql+asyncpg://ann:pw@db.example.org:5433/app",
        "postgresql|asyncpg|db.example.org 5433|ann|<pw>|app|");
    row("postgres", "postgres://ann@db/app", "postgresql||db|ann||app|");
    row("socket folder", "postgresql+psycopg2://u:p%40@/db?host=/run/x", "postgresql|psycopg2|/run/x|u|<p@>|db|");
    row("socket folder with port", "postgresql+psycopg2://u@/db?host=/run/x&port=5499",
        "postgresql|psycopg2|/run/x 5499|u||db|");
    row("escaped user", "postgresql+psycopg2://a%2Fb%3Ac:p%3Aw%2F%40%20%25@h/db",
        "postgresql|psycopg2|h|a/b:c|<p:w/@ %>|db|");
    row("plus in password is a plus", "postgresql+psycopg2://u:a+b@h/d", "postgresql|psycopg2|h|u|<a+b>|d|");
    row("broken escape stays", "postgresql+psycopg2://u:100%@h/d", "postgresql|psycopg2|h|u|<100%>|d|");
    row("broken escape before text stays", "postgresql+psycopg2://u:%zz@h/d", "postgresql|psycopg2|h|u|<%zz>|d|");
    row("empty password", "postgresql+psycopg2://u:@h/d", "postgresql|psycopg2|h|u|<>|d|");
    row("password with question mark", "postgresql+psycopg2://u:a?b@h/d", "postgresql|psycopg2|h|u|<a?b>|d|");
    row("non-ascii", "postgresql+psycopg2://jörg:p%C3%A4ß@höst/größe", "postgresql|psycopg2|höst|jörg|<päß>|größe|");
    row("ipv6", "postgresql+asyncpg://u@[2001:db8::1]:5433/d", "postgresql|asyncpg|2001:db8::1 5433|u||d|");
    row("ipv6 without port", "postgresql://u@[::1]/d", "postgresql||::1|u||d|");
    row("options", "postgresql+psycopg2://u@h/d?sslmode=verify-full&sslrootcert=%2Fca.pem&application_name=a+b",
        "postgresql|psycopg2|h|u||d|sslmode=verify-full&sslrootcert=/ca.pem&application_name=a b");
    row("options override", "postgresql+psycopg2://u:p@h/d?user=v&password=q&dbname=e&host=i",
        "postgresql|psycopg2|i|v|<q>|e|");
    row("several hosts, SQLAlchemy", "postgresql+psycopg2://u@/d?host=a:1&host=b:2",
        "postgresql|psycopg2|a 1,b 2|u||d|");
    row("several hosts, commas", "postgresql+psycopg2://u@/d?host=a,b&port=1,2", "postgresql|psycopg2|a 1,b 2|u||d|");
    row("several hosts, one port", "postgresql+psycopg2://u@/d?host=a,b&port=7", "postgresql|psycopg2|a 7,b 7|u||d|");
    row("several hosts, libpq", "postgresql://u@a:1,b:2,[::1]:3/d", "postgresql||a 1,b 2,::1 3|u||d|");
    row("socket, libpq", "postgresql://u@%2Frun%2Fpg:5433/d%20b", "postgresql||/run/pg 5433|u||d b|");
    row("no escapes in names for SQLAlchemy", "postgresql+psycopg2://u@h/d%20b", "postgresql|psycopg2|h|u||d%20b|");
    row("nothing but the scheme", "postgresql://", "postgresql||||||");
    row("database only", "postgresql:///d", "postgresql|||||d|");
    row("repeated option", "postgresql+psycopg2://h/d?options=-c%20a&options=-c%20b",
        "postgresql|psycopg2|h|||d|options=-c a&options=-c b");
    row("blank option is dropped as by SQLAlchemy", "postgresql+psycopg2://h/d?a=&b=1",
        "postgresql|psycopg2|h|||d|b=1");
    row("space around", "  postgresql://u@h/d\n", "postgresql||h|u||d|");
    row("conninfo", "host=db port=5433 dbname=app user=ann password='a \\'b\\\\' sslmode=require",
        "postgresql||db 5433|ann|<a 'b\\>|app|sslmode=require");
    row("conninfo, hosts", "host=a,b port=1,2 dbname = app", "postgresql||a 1,b 2|||app|");
    row("conninfo, service", "service=prod", "postgresql||||||service=prod");
    row("conninfo, port only", "port=5433 dbname=d", "postgresql|| 5433|||d|");
    row("sqlite memory", "sqlite://", "sqlite||||||");
    row("sqlite memory, slash", "sqlite:///", "sqlite||||||");
    row("sqlite memory, named", "sqlite:///:memory:", "sqlite|||||:memory:|");
    row("sqlite relative", "sqlite:///rel/app.db", "sqlite|||||rel/app.db|");
    row("sqlite absolute", "sqlite:////srv/a b%20c.db", "sqlite|||||/srv/a b%20c.db|");
    row("aiosqlite", "sqlite+aiosqlite:////srv/app.db?timeout=20", "sqlite|aiosqlite||||/srv/app.db|timeout=20");
    row("sqlite uri", "sqlite:///file:/srv/app.db?mode=ro&uri=true", "sqlite|||||file:/srv/app.db|mode=ro&uri=true");
    row("bare file uri", "file:/srv/app.db?mode=ro", "sqlite|||||file:/srv/app.db|mode=ro&uri=true");
    row("pymysql", "mysql+pymysql://ann:pw@db:3307/app?charset=utf8mb4",
        "mysql|pymysql|db 3307|ann|<pw>|app|charset=utf8mb4");
    row("mariadb", "mariadb+mariadbconnector://ann@db/app", "mysql|mariadbconnector|db|ann||app|");
    row("mysql socket", "mysql+pymysql://u:p@localhost/app?unix_socket=/run/m.sock",
        "mysql|pymysql|/run/m.sock|u|<p>|app|");
    row("mysql password option", "mysql://u@h/d?passwd=zz", "mysql||h|u|<zz>|d|");
}

void TestDatabaseUrl::addressIsRead()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto url = DatabaseUrl::parse(text);
    VERIFY_RESULT(url);
    QCOMPARE(dump(*url), expected);
}

void TestDatabaseUrl::addressIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QString& text, core::ErrorCode code = core::ErrorCode::Malformed) {
        QTest::newRow(name) << text << static_cast<int>(code);
    };
    row("empty", QStringLiteral("  "));
    row("words", QStringLiteral("hunter2hunter2"));
    row("no slashes", QStringLiteral("postgresql:hunter2hunter2@h/d"));
    row("raw @ and : in the password", QStringLiteral("postgresql+psycopg2://u:p@hunter2hunter2:x@h/d"));
    row("port out of range", QStringLiteral("postgresql://u:hunter2hunter2@h:70000/d"));
    row("negative port", QStringLiteral("postgresql://u:hunter2hunter2@h:-1/d"));
    row("sqlite with a host", QStringLiteral("sqlite://hunter2hunter2/app.db"));
    row("slash in a decoded host", QStringLiteral("postgresql://u:hunter2hunter2@h%2Fx/d"));
    row("query in a host option", QStringLiteral("postgresql://u:hunter2hunter2@/d?host=h?x"));
    row("relative socket file", QStringLiteral("mysql+pymysql://u:hunter2hunter2@/d?unix_socket=run/m.sock"));
    row("unknown kind", QStringLiteral("oracle+cx://u:hunter2hunter2@h/d"), core::ErrorCode::Unsupported);
    row("open quote", QStringLiteral("host=h password='hunter2hunter2"));
    row("no equals sign", QStringLiteral("host=h hunter2hunter2"));
    row("null", QStringLiteral("postgresql://u:hunter2hunter2@h/d") + QChar());
}

void TestDatabaseUrl::addressIsRefused()
{
    QFETCH(QString, text);
    QFETCH(int, code);
    const auto url = DatabaseUrl::parse(text);
    QVERIFY(!url);
    QCOMPARE(core::codeName(url.error().code), core::codeName(static_cast<core::ErrorCode>(code)));
    QVERIFY2(!core::describe(url.error()).contains(QStringLiteral("hunter2")), "the text is in the error");
}

void TestDatabaseUrl::displayNeverShowsThePassword_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << "postgresql+asyncpg://ann:hunter2@db:5432/app?sslmode=require"
                           << "postgresql+asyncpg://ann@db:5432/app?sslmode=require";
    QTest::newRow("password as option") << "postgresql+psycopg2://ann@db/app?password=hunter2"
                                        << "postgresql+psycopg2://ann@db/app";
    QTest::newRow("key's password") << "postgresql://ann@db/app?sslpassword=hunter2&sslkey=/k"
                                    << "postgresql://ann@db/app?sslpassword=***&sslkey=/k";
    QTest::newRow("no user") << "postgresql://:hunter2@db/app"
                             << "postgresql://db/app";
    QTest::newRow("conninfo") << "host=/run/pg user=ann password=hunter2 dbname=app"
                              << "postgresql://ann@/app?host=/run/pg";
    QTest::newRow("mysql") << "mysql+pymysql://ann:hunter2@/app?unix_socket=/run/m.sock"
                           << "mysql+pymysql://ann@/app?unix_socket=/run/m.sock";
    QTest::newRow("sqlite") << "sqlite:////srv/app.db"
                            << "sqlite:////srv/app.db";
    QTest::newRow("sqlite memory") << "sqlite://"
                                   << "sqlite://";
}

void TestDatabaseUrl::displayNeverShowsThePassword()
{
    QFETCH(QString, text);
    const auto url = DatabaseUrl::parse(text);
    VERIFY_RESULT(url);
    QTEST(url->display(), "expected");
}

void TestDatabaseUrl::displayIsReadableAgain()
{
    const auto url
        = DatabaseUrl::parse(QStringLiteral("postgresql+asyncpg://j%C3%B6rg%40x:pw@[::1]:5433/größe?a=b%26c"));
    VERIFY_RESULT(url);
    QCOMPARE(url->display(), QStringLiteral("postgresql+asyncpg://jörg%40x@[::1]:5433/größe?a=b%26c"));
    QCOMPARE(dump(*DatabaseUrl::parse(url->display())), dump(url->withoutPassword()));
}

void TestDatabaseUrl::writtenFormsReadBackTheSame_data() { addressIsRead_data(); }

void TestDatabaseUrl::writtenFormsReadBackTheSame()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto url = DatabaseUrl::parse(text);
    VERIFY_RESULT(url);
    const QString written = url->toSqlAlchemy().reveal();
    const auto again = DatabaseUrl::parse(written);
    VERIFY_RESULT(again);
    QVERIFY2(dump(*again) == expected, qPrintable(written));
    if (&dialects::dialectOf(*url) != &dialects::conninfoDialect())
        return;
    for (const QString& form : { url->toLibpqUri(DatabaseUrl::Password::Include).reveal(),
             url->toConninfo(DatabaseUrl::Password::Include).reveal() }) {
        if (form.isEmpty()) // nothing given at all
            continue;
        const auto client = DatabaseUrl::parse(form);
        VERIFY_RESULT(client);
        QCOMPARE(client->user, url->user);
        QCOMPARE(client->password.reveal(), url->password.reveal());
        QCOMPARE(client->database, url->database);
        QCOMPARE(dump(*client).section(QLatin1Char('|'), 2, 2), dump(*url).section(QLatin1Char('|'), 2, 2));
    }
}

void TestDatabaseUrl::clientFormsLeaveThePasswordOutUnlessAsked()
{
    const auto url = DatabaseUrl::parse(QStringLiteral("postgresql+asyncpg://ann:hunt er2'@db:5433/app"));
    VERIFY_RESULT(url);
    QCOMPARE(url->toLibpqUri().reveal(), QStringLiteral("postgresql://ann@db:5433/app"));
    QCOMPARE(url->toConninfo().reveal(), QStringLiteral("host=db port=5433 dbname=app user=ann"));
    QCOMPARE(url->toConninfo(DatabaseUrl::Password::Include).reveal(),
        QStringLiteral("host=db port=5433 dbname=app user=ann password='hunt er2\\''"));
}

void TestDatabaseUrl::optionsOfPythonDriversStayOutOfClientForms()
{
    const auto url = DatabaseUrl::parse(QStringLiteral(
        "postgresql+asyncpg://h/d?prepared_statement_cache_size=0&application_name=x&async_fallback=true"));
    VERIFY_RESULT(url);
    QCOMPARE(url->toConninfo().reveal(), QStringLiteral("host=h dbname=d application_name=x"));
}

void TestDatabaseUrl::obsoleteSchemeIsWrittenAsSqlAlchemyWantsIt()
{
    const auto url = DatabaseUrl::parse(QStringLiteral("postgres://ann:pw@db/app"));
    VERIFY_RESULT(url);
    QCOMPARE(url->toSqlAlchemy().reveal(), QStringLiteral("postgresql://ann:pw@db/app"));
}

void TestDatabaseUrl::relativeFileIsResolvedAgainstTheProject_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("relative") << "sqlite:///data/app.db"
                              << "/srv/project/data/app.db";
    QTest::newRow("dots") << "sqlite:///./app.db"
                          << "/srv/project/app.db";
    QTest::newRow("absolute") << "sqlite:////var/app.db"
                              << "/var/app.db";
    QTest::newRow("memory") << "sqlite:///:memory:"
                            << ":memory:";
    QTest::newRow("uri") << "sqlite:///file:app.db?uri=true"
                         << "file:/srv/project/app.db";
    QTest::newRow("uri in memory") << "sqlite:///file:shared?mode=memory&uri=true"
                                   << "file:shared";
    QTest::newRow("server") << "postgresql://h/app"
                            << "app";
}

void TestDatabaseUrl::relativeFileIsResolvedAgainstTheProject()
{
    QFETCH(QString, text);
    const auto url = DatabaseUrl::parse(text);
    VERIFY_RESULT(url);
    QTEST(url->resolvedAgainst(QStringLiteral("/srv/project")).database, "expected");
}

QTEST_GUILESS_MAIN(TestDatabaseUrl)
#include "tst_database_url.moc"
