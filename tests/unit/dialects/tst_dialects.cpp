#include "dialects/dialect.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QFile>
#include <QTest>

using namespace espalier;
using namespace espalier::dialects;

namespace {

const Dialect& dialectNamed(const char* id) { return *findDialect(QLatin1String(id)); }

struct VersionRow {
    const char* dialect;
    const char* text;
    const char* product;
    VersionSupport support;
};

// Servers that are older and newer than anything this was made for are read, named and marked.
constexpr VersionRow versions[] = {
    { "postgresql", "PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu", "PostgreSQL 15.18",
        VersionSupport::Supported },
    { "postgresql", "PostgreSQL 9.6.24 on x86_64-pc-linux-gnu", "PostgreSQL 9.6.24", VersionSupport::TooOld },
    { "postgresql", "PostgreSQL 10.0", "PostgreSQL 10", VersionSupport::Supported },
    { "postgresql", "PostgreSQL 19beta2 on aarch64-unknown-linux-gnu", "PostgreSQL 19", VersionSupport::Untested },
    { "postgresql", "PostgreSQL 27.1", "PostgreSQL 27.1", VersionSupport::Untested },
    { "postgresql", "PostgreSQL 11.2-YB-2.19.0.0-b0 on x86_64", "YugabyteDB 11.2", VersionSupport::Untested },
    { "postgresql", "CockroachDB CCL v22.1.0 (x86_64)", "CockroachDB 22.1", VersionSupport::Untested },
    { "postgresql", "something else", "PostgreSQL", VersionSupport::Unknown },
    { "mysql", "10.11.19-MariaDB-0+deb12u1", "MariaDB 10.11.19", VersionSupport::Supported },
    { "mysql", "5.5.5-10.6.4-MariaDB-log", "MariaDB 10.6.4", VersionSupport::Supported },
    { "mysql", "5.5.68-MariaDB", "MariaDB 5.5.68", VersionSupport::TooOld },
    { "mysql", "13.0.1-MariaDB", "MariaDB 13.0.1", VersionSupport::Untested },
    { "mysql", "8.0.36", "MySQL 8.0.36", VersionSupport::Supported },
    { "mysql", "8.4.0-4 (Percona)", "MySQL 8.4", VersionSupport::Supported },
    { "mysql", "5.6.51", "MySQL 5.6.51", VersionSupport::TooOld },
    { "mysql", "5.7.25-TiDB-v6.5.0", "TiDB 6.5", VersionSupport::Untested },
    { "mysql", "", "MySQL", VersionSupport::Unknown },
    { "sqlite", "3.40.1", "SQLite 3.40.1", VersionSupport::Supported },
    { "sqlite", "3.7.17", "SQLite 3.7.17", VersionSupport::TooOld },
    { "sqlite", "4.0.0", "SQLite 4", VersionSupport::Untested },
};

} // namespace

class TestDialects : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void versionIsReadAndWeighed_data();
    void versionIsReadAndWeighed();
    void identifiersAreQuoted();
    void literalsCannotBeLeft();
    void versionTableIsNamedExactly();
    void schemesLeadToTheirDialect();
    void catalogueQueriesComeWithoutTheirHeader();
    void passwordFileGivesTheFirstLineThatFits_data();
    void passwordFileGivesTheFirstLineThatFits();
    void passwordFileThatOthersCanReadIsPassedOver();
    void failureIsClassified_data();
    void failureIsClassified();
    void failureKeepsWhatTheDriverSaid();
    void tlsOfTheUrlCountsUnlessTheSettingsSayMore();
    void tlsPromisesAreHonest();
    void driverOptionsThatCannotBePassedAreRefused();
};

void TestDialects::versionIsReadAndWeighed_data()
{
    QTest::addColumn<int>("row");
    for (size_t i = 0; i < std::size(versions); ++i)
        QTest::newRow(*versions[i].text ? versions[i].text : "empty") << static_cast<int>(i);
}

void TestDialects::versionIsReadAndWeighed()
{
    QFETCH(int, row);
    const VersionRow& expected = versions[row];
    const Dialect& dialect = dialectNamed(expected.dialect);
    const ServerVersion version = dialect.parseVersion(QLatin1String(expected.text));
    QCOMPARE(productName(dialect, version), QLatin1String(expected.product));
    QCOMPARE(static_cast<int>(dialect.versionSupport(version)), static_cast<int>(expected.support));
}

void TestDialects::identifiersAreQuoted()
{
    const QString nasty = QStringLiteral("Größe \"`'; DROP");
    QCOMPARE(dialectNamed("postgresql").quoted(nasty), QStringLiteral("\"Größe \"\"`'; DROP\""));
    QCOMPARE(dialectNamed("sqlite").quoted(nasty), QStringLiteral("\"Größe \"\"`'; DROP\""));
    QCOMPARE(dialectNamed("mysql").quoted(nasty), QStringLiteral("`Größe \"``'; DROP`"));
}

void TestDialects::literalsCannotBeLeft()
{
    const QString nasty = QStringLiteral("it's \\' over");
    QCOMPARE(dialectNamed("postgresql").literal(nasty), QStringLiteral("E'it''s \\\\'' over'"));
    QCOMPARE(dialectNamed("sqlite").literal(nasty), QStringLiteral("'it''s \\'' over'"));
    QCOMPARE(dialectNamed("mysql").literal(nasty), QStringLiteral("'it''s \\\\'' over'"));
}

void TestDialects::versionTableIsNamedExactly()
{
    QCOMPARE(dialectNamed("postgresql").versionTableSelect(QStringLiteral("My Schema"), QStringLiteral("V")),
        QStringLiteral("SELECT version_num FROM \"My Schema\".\"V\""));
    QCOMPARE(dialectNamed("mysql").versionTableSelect({}, QStringLiteral("alembic_version")),
        QStringLiteral("SELECT version_num FROM `alembic_version`"));
}

void TestDialects::schemesLeadToTheirDialect()
{
    for (const Dialect* dialect : allDialects()) {
        QCOMPARE(findDialect(dialect->id()), dialect);
        for (const QString& scheme : dialect->schemes())
            QCOMPARE(findDialect(scheme), dialect);
    }
    QCOMPARE(findDialect(QStringLiteral("mariadb"))->id(), QStringLiteral("mysql"));
    QVERIFY(!findDialect(QStringLiteral("oracle")));
}

void TestDialects::catalogueQueriesComeWithoutTheirHeader()
{
    for (const Dialect* dialect : allDialects()) {
        const QString query = catalogueQuery(dialect->id(), QStringLiteral("tables"));
        QVERIFY2(query.startsWith(QStringLiteral("SELECT")), qPrintable(query));
    }
}

void TestDialects::passwordFileGivesTheFirstLineThatFits_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::newRow("exact") << "postgresql://ann@db:5433/app"
                           << "exact";
    QTest::newRow("any port") << "postgresql://ann@db/app"
                              << "any:port";
    QTest::newRow("usual port") << "postgresql://bob@other/x"
                                << "usual port";
    QTest::newRow("socket is localhost") << "postgresql://ann@/app?host=/run/pg"
                                         << "loc\\al";
    QTest::newRow("database defaults to the user") << "postgresql://carl@h"
                                                   << "own";
    QTest::newRow("colon in a name") << "postgresql://d%3Aora@h/d"
                                     << "escaped";
    QTest::newRow("none") << "postgresql://zoe@h/d"
                          << "";
}

void TestDialects::passwordFileGivesTheFirstLineThatFits()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    const test::TemporaryFolder folder;
    const QString file = folder.write(QStringLiteral("pgpass"),
        "# db:*:*:ann:commented\n"
        "db:5433:app:ann:exact\n"
        "db:*:app:ann:any\\:port\n"
        "db:*:app:ann:too late\n"
        "other:5432:*:bob:usual port\r\n"
        "localhost:*:*:ann:loc\\\\al\n"
        "*:*:carl:carl:own\n"
        "broken line\n"
        "*:*:*:d\\:ora:escaped\n");
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PGPASSFILE"), file);
    const auto address = DatabaseUrl::parse(url);
    VERIFY_RESULT(address);
    const auto secret = dialectOf(*address).passwordFromFile(*address, environment);
    QCOMPARE(secret ? secret->reveal() : QString(), expected);
}

void TestDialects::passwordFileThatOthersCanReadIsPassedOver()
{
    const test::TemporaryFolder folder;
    const QString file = folder.write(QStringLiteral(".pgpass"), "*:*:*:*:secret-word\n");
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), folder.path());
    const auto address = DatabaseUrl::parse(QStringLiteral("postgresql://ann@db/app"));
    VERIFY_RESULT(address);
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    QVERIFY(!dialectOf(*address).passwordFromFile(*address, environment));
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(dialectOf(*address).passwordFromFile(*address, environment));
}

void TestDialects::failureIsClassified_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<bool>("connecting");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row
        = [](const char* dialect, bool connecting, const char* code, const char* text, const char* expected) {
              QTest::addRow("%s %s %s", dialect, code, text)
                  << QString::fromUtf8(dialect) << connecting << QString::fromUtf8(code) << QString::fromUtf8(text)
                  << QString::fromUtf8(expected);
          };
    row("postgresql", true, "28P01", "Passwort-Authentifizierung fehlgeschlagen", "authentication-failed");
    row("postgresql", true, "28000", "no pg_hba.conf entry", "authentication-failed");
    row("postgresql", true, "", "fe_sendauth: no password supplied", "authentication-failed");
    row("postgresql", true, "3D000", "", "not-found");
    row("postgresql", true, "53300", "", "busy");
    row("postgresql", true, "57P03", "", "busy");
    row("postgresql", true, "", "Connection refused", "connection-failed");
    row("postgresql", true, "", "could not translate host name", "connection-failed");
    row("postgresql", true, "", "server does not support SSL", "connection-failed");
    row("postgresql", false, "57P01", "", "connection-lost");
    row("postgresql", false, "08006", "", "connection-lost");
    row("postgresql", false, "42P01", "", "not-found");
    row("postgresql", false, "25006", "", "refused");
    row("postgresql", false, "42501", "", "refused");
    row("postgresql", false, "55P03", "", "busy");
    row("postgresql", false, "40P01", "", "busy");
    row("postgresql", false, "57014", "canceling statement due to statement timeout", "busy");
    row("postgresql", false, "57014", "canceling statement due to user request", "statement-failed");
    row("postgresql", false, "53100", "", "write-failed");
    row("postgresql", false, "XX001", "", "corrupt");
    row("postgresql", false, "23505", "duplicate key", "statement-failed");
    row("mysql", true, "1045", "Access denied (using password: YES)", "authentication-failed");
    row("mysql", true, "1049", "", "not-found");
    row("mysql", true, "2002", "", "connection-failed");
    row("mysql", true, "2005", "", "connection-failed");
    row("mysql", true, "1040", "", "busy");
    row("mysql", false, "2013", "", "connection-lost");
    row("mysql", false, "1146", "", "not-found");
    row("mysql", false, "1792", "", "refused");
    row("mysql", false, "1205", "", "busy");
    row("mysql", false, "1064", "", "statement-failed");
    row("sqlite", false, "1", "no such table: x", "not-found");
    row("sqlite", false, "1", "syntax error", "statement-failed");
    row("sqlite", false, "5", "database is locked", "busy");
    row("sqlite", false, "8", "", "refused");
    row("sqlite", false, "1032", "", "refused"); // SQLITE_READONLY_DBMOVED
    row("sqlite", false, "11", "", "corrupt");
    row("sqlite", false, "13", "", "write-failed");
    row("sqlite", true, "26", "", "malformed");
}

void TestDialects::failureIsClassified()
{
    QFETCH(QString, dialect);
    SqlFailure failure;
    QFETCH(bool, connecting);
    QFETCH(QString, code);
    QFETCH(QString, text);
    failure.whileConnecting = connecting;
    failure.nativeCode = code;
    failure.driverText = text;
    const FailureKind kind = findDialect(dialect)->classify(failure);
    QTEST(core::codeName(codeOf(kind, failure.whileConnecting)), "expected");
}

void TestDialects::failureKeepsWhatTheDriverSaid()
{
    SqlFailure failure;
    failure.sqlState = QStringLiteral("42601");
    failure.nativeCode = QStringLiteral("42601");
    failure.driverText = QStringLiteral("ERROR:  syntax error at or near \"SELEC\"\n");
    failure.statement = QStringLiteral("SELEC 1");
    const core::Error error = failureError(FailureKind::Other, failure, QStringLiteral("sqlite:///x"));
    QCOMPARE(
        error.detail, QStringLiteral("SQLSTATE 42601\nERROR:  syntax error at or near \"SELEC\"\nStatement: SELEC 1"));
}

void TestDialects::tlsOfTheUrlCountsUnlessTheSettingsSayMore()
{
    ConnectRequest request;
    request.url = *DatabaseUrl::parse(QStringLiteral("postgresql+asyncpg://h/d?ssl=require"));
    const Dialect& dialect = dialectOf(request.url);
    QVERIFY(dialect.effectiveTls(request).mode == TlsMode::Require);
    request.tls.mode = TlsMode::VerifyFull;
    QVERIFY(dialect.effectiveTls(request).mode == TlsMode::VerifyFull);
    QVERIFY(dialect.driverConnection(request)->options.contains(QStringLiteral("sslmode=verify-full")));
    request.url = *DatabaseUrl::parse(QStringLiteral("mysql://h/d?ssl_ca=/ca.pem"));
    request.tls = {};
    QVERIFY(dialectOf(request.url).effectiveTls(request).mode == TlsMode::VerifyCa);
}

void TestDialects::tlsPromisesAreHonest()
{
    QVERIFY(dialectNamed("postgresql").tlsPromise(TlsMode::VerifyFull) == TlsPromise::Enforced);
    QVERIFY(dialectNamed("mysql").tlsPromise(TlsMode::Require) == TlsPromise::CheckedAfterLogin);
    QVERIFY(dialectNamed("mysql").tlsPromise(TlsMode::VerifyFull) == TlsPromise::NotPossible);
    QVERIFY(dialectNamed("sqlite").tlsPromise(TlsMode::Require) == TlsPromise::NotApplicable);
}

void TestDialects::driverOptionsThatCannotBePassedAreRefused()
{
    ConnectRequest request;
    request.tls.rootCertificate = QStringLiteral("/tmp/a;sslmode=disable");
    for (const char* url : { "postgresql://h/d", "mysql://h/d" }) {
        request.url = *DatabaseUrl::parse(QLatin1String(url));
        const auto connection = dialectOf(request.url).driverConnection(request);
        QVERIFY(!connection);
        QVERIFY(connection.error().code == core::ErrorCode::InvalidArgument);
    }
}

QTEST_GUILESS_MAIN(TestDialects)
#include "tst_dialects.moc"
