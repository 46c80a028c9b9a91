#include "dialects/mysql/backup_clients.h"
#include "dialects/postgresql/backup_clients.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <thread>

using namespace espalier;
using namespace espalier::dialects;

namespace {

ServerVersion version(const QString& text) { return versionFromNumber(text); }

ServerVersion serverOf(const QString& text)
{
    ServerVersion server = version(text);
    if (text.contains(QStringLiteral("MariaDB")))
        server.flavour = QStringLiteral("MariaDB");
    return server;
}

QList<ClientProgram> programs(const QString& versions, bool mysqlFamily = false)
{
    QList<ClientProgram> list;
    for (const QString& text : versions.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        list += { QStringLiteral("client"), QStringLiteral("/opt/%1/client").arg(text),
            mysqlFamily ? serverOf(text) : version(text) };
    return list;
}

QString textOf(const std::optional<ClientProgram>& program) { return program ? program->version.text : QString(); }

} // namespace

class TestClientChoice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pgDumpIsNeverOlderThanTheServer_data();
    void pgDumpIsNeverOlderThanTheServer();
    void pgRestoreIsNeverOlderThanTheArchive_data();
    void pgRestoreIsNeverOlderThanTheArchive();
    void mariaDbAndMysqlClientsAreNotMixed_data();
    void mariaDbAndMysqlClientsAreNotMixed();
    void versionsAreReadFromWhatProgramsPrint_data();
    void versionsAreReadFromWhatProgramsPrint();
    void serverNewerThanEveryClientIsRefusedWithThePackageToInstall();
    void programThatHangsOrLiesAboutItsVersionIsPassedOver();
    void failuresAreToldApart_data();
    void failuresAreToldApart();
    void passphraseIsNotPutIntoArguments();

private:
    test::TemporaryFolder m_folder;
    void writeProgram(const QString& path, const QByteArray& script)
    {
        const QString file = m_folder.write(path, "#!/bin/sh\n" + script);
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ExeUser);
    }
};

void TestClientChoice::pgDumpIsNeverOlderThanTheServer_data()
{
    QTest::addColumn<QString>("installed");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("expected");
    QTest::newRow("equal is best") << "17.1 15.18 16.2"
                                   << "15.3"
                                   << "15.18";
    QTest::newRow("minor versions do not count") << "15.1"
                                                 << "15.18"
                                                 << "15.1";
    QTest::newRow("nearest newer one") << "13.1 17.1 16.2"
                                       << "15.3"
                                       << "16.2";
    QTest::newRow("all are older") << "13.1 14.2"
                                   << "15.3"
                                   << "";
    QTest::newRow("none there") << ""
                                << "15.3"
                                << "";
    QTest::newRow("before 10 the second number counts") << "9.5.1 9.6.24"
                                                        << "9.6.3"
                                                        << "9.6.24";
    QTest::newRow("before 10, older") << "9.5.1"
                                      << "9.6.3"
                                      << "";
    QTest::newRow("old server, new client") << "15.18"
                                            << "9.6.3"
                                            << "15.18";
}

void TestClientChoice::pgDumpIsNeverOlderThanTheServer()
{
    QFETCH(QString, installed);
    QFETCH(QString, server);
    QTEST(textOf(postgresql::chooseDumpClient(programs(installed), version(server))), "expected");
}

void TestClientChoice::pgRestoreIsNeverOlderThanTheArchive_data()
{
    QTest::addColumn<QString>("installed");
    QTest::addColumn<QString>("archive");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all equal") << "14.1 15.18 16.2"
                               << "15.1"
                               << "15.3"
                               << "15.18";
    QTest::newRow("newer server: its own client") << "15.18 16.2 17.1"
                                                  << "15.1"
                                                  << "16.9"
                                                  << "16.2";
    QTest::newRow("newer server without its own client") << "15.18 17.1"
                                                         << "15.1"
                                                         << "16.9"
                                                         << "15.18";
    QTest::newRow("older server: as old as the archive lets it") << "14.1 15.18 17.1"
                                                                 << "15.1"
                                                                 << "14.9"
                                                                 << "15.18";
    QTest::newRow("too old for the archive") << "14.1"
                                             << "15.1"
                                             << "14.9"
                                             << "";
}

void TestClientChoice::pgRestoreIsNeverOlderThanTheArchive()
{
    QFETCH(QString, installed);
    QFETCH(QString, archive);
    QFETCH(QString, server);
    QTEST(textOf(postgresql::chooseRestoreClient(programs(installed), version(archive), version(server))), "expected");
}

void TestClientChoice::mariaDbAndMysqlClientsAreNotMixed_data()
{
    QTest::addColumn<QString>("installed");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nearest minor") << "10.5.1-MariaDB 10.11.2-MariaDB 11.4.2-MariaDB"
                                   << "10.11.19-MariaDB"
                                   << "10.11.2-MariaDB";
    QTest::newRow("newer major") << "11.4.2-MariaDB"
                                 << "10.11.19-MariaDB"
                                 << "11.4.2-MariaDB";
    QTest::newRow("older major") << "10.5.1-MariaDB"
                                 << "11.4.2-MariaDB"
                                 << "";
    QTest::newRow("MySQL server, MariaDB client") << "10.11.2-MariaDB"
                                                  << "8.0.36"
                                                  << "";
    QTest::newRow("MariaDB server, MySQL client") << "8.0.36"
                                                  << "10.11.2-MariaDB"
                                                  << "";
    QTest::newRow("MySQL") << "5.7.44 8.4.1 8.0.36 10.11.2-MariaDB"
                           << "8.0.11"
                           << "8.0.36";
}

void TestClientChoice::mariaDbAndMysqlClientsAreNotMixed()
{
    QFETCH(QString, installed);
    QFETCH(QString, server);
    QTEST(textOf(mysql::chooseClient(programs(installed, true), serverOf(server))), "expected");
}

void TestClientChoice::versionsAreReadFromWhatProgramsPrint_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("mariaDb");
    const auto row = [](bool postgres, const char* output, const char* expected, bool mariaDb = false) {
        QTest::newRow(output) << postgres << QString::fromLatin1(output) << QString::fromLatin1(expected) << mariaDb;
    };
    row(true, "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", "15.18");
    row(true, "pg_restore (PostgreSQL) 17beta2\n", "17");
    row(true, "pg_dump (PostgreSQL) 9.6.24\n", "9.6.24");
    row(true, "mariadb-dump from 11.4.2-MariaDB\n", "0");
    row(true, "", "0");
    row(false, "mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)\n", "10.11.19", true);
    row(false, "mariadb-dump from 11.4.2-MariaDB, client 10.19 for Linux (x86_64)\n", "11.4.2", true);
    row(false, "mysql  Ver 15.1 Distrib 10.11.19-MariaDB, for debian-linux-gnu\n", "10.11.19", true);
    row(false, "/usr/bin/mysqldump  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)\n", "8.0.36");
    row(false, "mysqldump  Ver 10.13 Distrib 5.7.44, for Linux (x86_64)\n", "5.7.44");
    row(false, "pg_dump (PostgreSQL) 15.18\n", "0");
}

void TestClientChoice::versionsAreReadFromWhatProgramsPrint()
{
    QFETCH(bool, postgres);
    QFETCH(QString, output);
    QFETCH(bool, mariaDb);
    const ServerVersion read = postgres ? postgresql::parseClientVersion(output) : mysql::parseClientVersion(output);
    QTEST(read.isKnown() ? read.number() : QStringLiteral("0"), "expected");
    QCOMPARE(mysql::isMariaDb(read), mariaDb);
}

void TestClientChoice::serverNewerThanEveryClientIsRefusedWithThePackageToInstall()
{
    const auto postgres = postgresql::findDumpClient(version(QStringLiteral("99.1")), {}, {});
    QVERIFY(!postgres);
    QCOMPARE(postgres.error().code, core::ErrorCode::ToolMissing);
    QVERIFY2(postgres.error().message.english().contains(QStringLiteral("postgresql-client-99")),
        qPrintable(postgres.error().message.english()));
    const auto mariaDb = mysql::findClient(mysql::ClientKind::Dump, serverOf(QStringLiteral("99.1-MariaDB")), {}, {});
    QCOMPARE(mariaDb.error().code, core::ErrorCode::ToolMissing);
    QVERIFY(mariaDb.error().message.english().contains(QStringLiteral("mariadb-client")));
    const auto mysqlServer = mysql::findClient(mysql::ClientKind::Load, serverOf(QStringLiteral("99.1")), {}, {});
    QCOMPARE(mysqlServer.error().code, core::ErrorCode::ToolMissing);
    QVERIFY(mysqlServer.error().message.english().contains(QStringLiteral("mysql-client")));
}

void TestClientChoice::programThatHangsOrLiesAboutItsVersionIsPassedOver()
{
    writeProgram(QStringLiteral("a/pg_dump"), "echo 'usage: something else'\n");
    writeProgram(QStringLiteral("b/pg_dump"), "exit 3\n");
    writeProgram(QStringLiteral("c/bin/pg_dump"), "echo 'pg_dump (PostgreSQL) 98.2'\n");
    m_folder.write(QStringLiteral("d/pg_dump"), "not executable");
    const QStringList folders{ m_folder.path(QStringLiteral("a")), m_folder.path(QStringLiteral("b")),
        m_folder.path(QStringLiteral("d")), m_folder.path(QStringLiteral("c")) };
    const auto found = postgresql::findDumpClient(version(QStringLiteral("98.0")), folders, {});
    VERIFY_RESULT(found);
    QCOMPARE(found->path, m_folder.path(QStringLiteral("c/bin/pg_dump")));

    writeProgram(QStringLiteral("e/pg_dump"), "exec sleep 1000\n");
    const core::CancelSource cancel;
    std::thread canceller([&cancel] { cancel.cancel(); });
    const auto cancelled = postgresql::findDumpClient(
        version(QStringLiteral("98.0")), { m_folder.path(QStringLiteral("e")) }, cancel.token());
    canceller.join();
    QVERIFY(!cancelled);
    QVERIFY(cancelled.error().isCancelled());
}

void TestClientChoice::failuresAreToldApart_data()
{
    QTest::addColumn<bool>("postgres");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<core::ErrorCode>("code");
    const auto row = [](bool postgres, const char* output, core::ErrorCode code) {
        QTest::newRow(output) << postgres << QByteArray(output) << code;
    };
    using core::ErrorCode;
    row(true,
        "pg_dump: last built-in OID is 16383\npg_dump: error: could not write to output file: No space left on device",
        ErrorCode::WriteFailed);
    row(true, "pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout", ErrorCode::Busy);
    row(true, "pg_dump: error: query failed: server closed the connection unexpectedly", ErrorCode::ConnectionLost);
    row(true,
        "pg_dump: error: connection to server at \"db\", port 5432 failed: FATAL:  password authentication failed",
        ErrorCode::AuthenticationFailed);
    row(true, "pg_dump: error: connection to server at \"db\", port 5432 failed: Connection refused",
        ErrorCode::ConnectionFailed);
    row(true, "pg_dump: error: aborting because of server version mismatch", ErrorCode::ToolMissing);
    row(true, "pg_restore: error: unsupported version (1.15) in file header", ErrorCode::ToolMissing);
    row(true, "pg_restore: error: could not execute query: ERROR:  relation \"a\" already exists",
        ErrorCode::ToolFailed);
    row(false, "mariadb-dump: Got errno 28 on write", ErrorCode::WriteFailed);
    row(false, "mysqldump: Got error: 1045: \"Access denied for user 'a'@'b'\" when trying to connect",
        ErrorCode::AuthenticationFailed);
    row(false, "mariadb-dump: Error 2013: Lost connection to server during query when dumping table `a` at row: 7",
        ErrorCode::ConnectionLost);
    row(false, "ERROR 1050 (42S01) at line 25: Table 'a' already exists", ErrorCode::ToolFailed);
}

void TestClientChoice::failuresAreToldApart()
{
    QFETCH(bool, postgres);
    QFETCH(QByteArray, output);
    const ClientProgram program{ QStringLiteral("the tool"), {}, {} };
    const core::ProcessOutput ended{ 1, {}, output };
    const core::Error error = postgres ? postgresql::clientFailure(program, ended, QStringLiteral("app"))
                                       : mysql::clientFailure(program, ended, QStringLiteral("app"));
    QTEST(error.code, "code");
    QVERIFY(error.message.english().contains(QStringLiteral("the tool")));
    QVERIFY(!error.detail.isEmpty());
}

void TestClientChoice::passphraseIsNotPutIntoArguments()
{
    const auto url = DatabaseUrl::parse(QStringLiteral("postgresql://ann:hunter22@db/app?sslpassword=s3cr3t-phrase"));
    VERIFY_RESULT(url);
    QCOMPARE(postgresql::checkSecrets(*url).error().code, core::ErrorCode::Unsupported);
    const auto plain = DatabaseUrl::parse(QStringLiteral("postgresql://ann:hunter22@db/app?sslmode=require"));
    VERIFY_RESULT(plain);
    VERIFY_RESULT(postgresql::checkSecrets(*plain));
    const core::ProcessSpec spec = postgresql::clientFor({}, *plain, {});
    QVERIFY(!spec.arguments.join(QLatin1Char(' ')).contains(QStringLiteral("hunter22")));
    QCOMPARE(spec.environment.value(QStringLiteral("PGPASSWORD")), QStringLiteral("hunter22"));
    QVERIFY(spec.arguments.first().contains(QStringLiteral("sslmode=require")));
}

QTEST_GUILESS_MAIN(TestClientChoice)
#include "tst_client_choice.moc"
