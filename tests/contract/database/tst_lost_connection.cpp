// Connections that break at any moment, and what is then said.
#include "contract.h"

#include "database/live_schema.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QUrl>

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;

namespace {

QString text(const char* latin) { return QString::fromUtf8(latin); }

/// Stands between a client and a server, and hangs up when so many bytes have gone to the client.
class FragileWire {
public:
    FragileWire(int serverPort, qint64 bytes)
        : m_left(bytes)
    {
        m_listener.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_listener,
            [this, serverPort] {
                QObject::connect(
                    &m_listener, &QTcpServer::newConnection, &m_listener, [this, serverPort] { take(serverPort); });
                m_listener.listen(QHostAddress::LocalHost);
            },
            Qt::BlockingQueuedConnection);
    }
    ~FragileWire()
    {
        QMetaObject::invokeMethod(
            &m_listener,
            [this] {
                qDeleteAll(m_listener.findChildren<QTcpSocket*>());
                m_listener.close();
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    FragileWire(const FragileWire&) = delete;
    FragileWire& operator=(const FragileWire&) = delete;

    QString to(const TestDatabase& database) const
    {
        QUrl url(database.url());
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(m_listener.serverPort());
        return url.toString(QUrl::FullyEncoded);
    }
    qint64 left() const { return m_left; }

private:
    void take(int serverPort)
    {
        auto* client = m_listener.nextPendingConnection();
        client->setParent(&m_listener);
        auto* server = new QTcpSocket(&m_listener);
        QObject::connect(
            client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
        QObject::connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        QObject::connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            const QByteArray bytes = server->readAll().left(qMax<qint64>(0, m_left));
            m_left -= bytes.size();
            client->write(bytes);
            if (m_left <= 0) {
                client->disconnectFromHost();
                server->abort();
            }
        });
        server->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(serverPort));
    }

    QThread m_thread;
    QTcpServer m_listener;
    std::atomic<qint64> m_left;
};

/// Fails every statement, each with words of its own.
class Refusing final : public dialects::SqlExecutor {
public:
    explicit Refusing(const dialects::Dialect& dialect)
        : m_dialect(dialect)
    { }
    const dialects::Dialect& dialect() const override { return m_dialect; }
    core::Result<dialects::Rows> query(const QString&, const QVariantList&) override { return core::fail(next()); }
    core::Result<qint64> execute(const QString&, const QVariantList&) override { return core::fail(next()); }
    int asked = 0;

private:
    core::Error next() { return core::makeError(ErrorCode::StatementFailed, "Refused.", {}, QString::number(++asked)); }
    const dialects::Dialect& m_dialect;
};

QStringList warnings;

void collect(QtMsgType, const QMessageLogContext&, const QString& message) { warnings.append(message); }

} // namespace

class TestLostConnection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isToldAtWhateverMomentItBreaks_data() { everyServer(); }
    void isToldAtWhateverMomentItBreaks();
    void theFirstErrorIsTheOneThatIsTold();
};

void TestLostConnection::isToldAtWhateverMomentItBreaks()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ text("CREATE TABLE a (id INTEGER PRIMARY KEY)"), text("CREATE TABLE b (id INTEGER)") });
    const Servers& servers = Servers::running();
    const int port = kind == Kind::PostgreSql ? servers.postgresPort : servers.mariadbPort;
    constexpr qint64 endless = 1'000'000'000;
    constexpr int moments = 60;
    qint64 whole = 0;
    {
        const FragileWire wire(port, endless);
        const QString url = wire.to(database);
        VERIFY_RESULT(database::readSchema(settingsFor(url), secretIn(url), jobs::JobContext()));
        whole = endless - wire.left();
    }
    warnings.clear();
    const auto before = qInstallMessageHandler(&collect);
    QStringList wrong;
    for (int moment = 0; moment < moments; ++moment) {
        const FragileWire wire(port, whole * moment / moments);
        const QString url = wire.to(database);
        const auto read = database::readSchema(settingsFor(url), secretIn(url), jobs::JobContext());
        if (!read && read.error().code != ErrorCode::ConnectionLost && read.error().code != ErrorCode::ConnectionFailed)
            wrong.append(QStringLiteral("%1 of %2: %3").arg(moment).arg(moments).arg(core::describe(read.error())));
    }
    qInstallMessageHandler(before);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    QVERIFY2(warnings.filter(text("not open")).isEmpty(), qPrintable(warnings.join(QLatin1Char('\n'))));
}

void TestLostConnection::theFirstErrorIsTheOneThatIsTold()
{
    Refusing session(*dialects::findDialect(text("sqlite")));
    const auto read = database::readSchema(session, {}, jobs::JobContext());
    QVERIFY(!read);
    QVERIFY(session.asked > 1); // tried again
    QCOMPARE(read.error().detail, text("1"));
}

QTEST_GUILESS_MAIN(TestLostConnection)
#include "tst_lost_connection.moc"
