// A connection that insists on TLS has it, or nothing is said to the server: PyMySQL by itself would go on in the open.

#include "dialects/dialect.h"
#include "integration/run/run_world.h"
#include "run/project_setup.h"
#include "support/verify_result.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <thread>

using namespace espalier;
using namespace espalier::test;
using dialects::TlsMode;

namespace {

/// A server of the MySQL protocol that offers no TLS, as one seen through somebody who strips it. Tells how many bytes
/// its client said after the greeting.
class PlainServer {
public:
    PlainServer()
        : m_thread([this] { serve(); })
    {
        while (m_port.load() == 0)
            std::this_thread::yield();
    }
    ~PlainServer() { (void)heard(); }
    int port() const { return m_port.load(); }
    /// Waits for the end of the conversation.
    qint64 heard()
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_heard;
    }

private:
    static QByteArray greeting()
    {
        const QByteArray payload = QByteArray("\x0a") + QByteArray("5.7.44\0", 7) + QByteArray(4, '\1')
            + QByteArray("saltsalt\0", 9)
            + QByteArray("\xff\xf7", 2) // capabilities, low half: all but CLIENT_SSL (0x0800)
            + QByteArray("\x21\x02\x00", 3) + QByteArray("\x0f\x80", 2) + QByteArray("\x15") + QByteArray(10, '\0')
            + QByteArray("saltsaltsalt\0", 13) + QByteArray("mysql_native_password\0", 22);
        return QByteArray(1, static_cast<char>(payload.size())) + QByteArray(3, '\0') + payload;
    }
    void serve()
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
        m_port = server.serverPort();
        if (!server.waitForNewConnection(60'000))
            return;
        const std::unique_ptr<QTcpSocket> client(server.nextPendingConnection());
        client->write(greeting());
        while (client->state() == QTcpSocket::ConnectedState) {
            client->waitForReadyRead(60'000);
            m_heard += client->readAll().size();
            if (m_heard > 0)
                client->abort();
        }
    }

    std::atomic<int> m_port = 0;
    qint64 m_heard = 0;
    std::thread m_thread;
};

core::Secret urlFor(const QString& text, TlsMode mode, const QString& authority)
{
    const auto url = dialects::DatabaseUrl::parse(text).value();
    const auto result = run::urlForProject(url, { mode, authority, {}, {} }, {}, {});
    if (!result)
        qFatal("%s", qPrintable(core::describe(result.error())));
    return *result;
}

} // namespace

class TestRunnerTls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void insistingConnectionIsEncrypted_data();
    void insistingConnectionIsEncrypted();
    void unknownAuthorityIsRefused();
    void nothingIsSaidToAServerWithoutTls();
    void modesThatCannotBeKeptAreRefused();
};

void TestRunnerTls::insistingConnectionIsEncrypted_data()
{
    QTest::addColumn<TlsMode>("mode");
    QTest::newRow("require") << TlsMode::Require;
    QTest::newRow("verify-ca") << TlsMode::VerifyCa;
    QTest::newRow("verify-full") << TlsMode::VerifyFull;
}

void TestRunnerTls::insistingConnectionIsEncrypted()
{
    QFETCH(TlsMode, mode);
    RunWorld world(Kind::MariaDb);
    const QString url = world.database.url().replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost"));
    const QString authority = mode == TlsMode::Require ? QString() : Servers::running().certificateAuthority;
    world.request.url = urlFor(url, mode, authority);
    world.request.insistOnTls = true;
    world.project.add(script("a1", nullptr,
        { "row = op.get_bind().exec_driver_sql(\"SHOW STATUS LIKE 'Ssl_cipher'\").fetchone()",
            "print('cipher', row[1], flush=True)" }));
    const auto outcome = world.run(world.chain(list({ "a1" })));
    VERIFY_RESULT(outcome);
    QVERIFY2(outcome->state == run::RunState::Done,
        qPrintable(outcome->error ? core::describe(*outcome->error) : QString()));
    QVERIFY2(world.log().contains(QStringLiteral("cipher TLS")), qPrintable(world.log()));
}

void TestRunnerTls::unknownAuthorityIsRefused()
{
    RunWorld world(Kind::MariaDb);
    world.request.url = urlFor(world.database.url().replace(QStringLiteral("127.0.0.1"), QStringLiteral("localhost")),
        TlsMode::VerifyFull, QStringLiteral("/etc/ssl/certs/ca-certificates.crt"));
    world.request.insistOnTls = true;
    world.project.addChain(1);
    const auto outcome = world.run(world.chain(list({ "a1" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, run::RunState::Failed);
    QCOMPARE(outcome->current, QStringList());
}

void TestRunnerTls::nothingIsSaidToAServerWithoutTls()
{
    RunWorld world(Kind::MariaDb);
    PlainServer plain;
    const QString url = QString(world.database.url())
                            .replace(QStringLiteral(":%1/").arg(Servers::running().mariadbPort),
                                QStringLiteral(":%1/").arg(plain.port()));
    world.request.url = urlFor(url, TlsMode::Require, {});
    world.request.insistOnTls = true;
    world.project.addChain(1);
    const auto outcome = world.run(world.chain(list({ "a1" })));
    VERIFY_RESULT(outcome);
    QCOMPARE(outcome->state, run::RunState::Failed);
    QVERIFY2(core::describe(*outcome->error).contains(QStringLiteral("TLS is required")),
        qPrintable(core::describe(*outcome->error)));
    QCOMPARE(plain.heard(), 0);
}

void TestRunnerTls::modesThatCannotBeKeptAreRefused()
{
    const auto& dialect = *dialects::findDialect(QStringLiteral("mysql"));
    const QString authority = QStringLiteral("/ca.pem");
    QVERIFY(dialect.pythonTlsOptions(QStringLiteral("pymysql"), { TlsMode::VerifyFull, authority, {}, {} }));
    QVERIFY(!dialect.pythonTlsOptions(QStringLiteral("pymysql"), { TlsMode::VerifyFull, {}, {}, {} }));
    QVERIFY(!dialect.pythonTlsOptions(QStringLiteral("mysqldb"), { TlsMode::Require, {}, {}, {} }));
    QVERIFY(!dialect.pythonTlsOptions(QStringLiteral("aiomysql"), { TlsMode::Require, {}, {}, {} }));
}

QTEST_GUILESS_MAIN(TestRunnerTls)
#include "tst_runner_tls.moc"
