#include "../support/project_steps.h"
#include "support/migration_project.h"
#include "support/servers.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

using namespace espalier;
using namespace espalier::test;

namespace {

/// A door to the server that a test can shut: new connections are refused, or taken and left without a word.
class Door : public QObject {
public:
    explicit Door(quint16 to)
        : m_to(to)
    {
        connect(&m_listener, &QTcpServer::newConnection, this, &Door::take);
        m_listener.listen(QHostAddress::LocalHost);
        m_port = m_listener.serverPort();
    }
    quint16 port() const { return m_port; }
    void shut()
    {
        m_listener.close();
        for (auto* socket : findChildren<QTcpSocket*>())
            socket->abort();
    }
    bool openAgain() { return m_listener.listen(QHostAddress::LocalHost, m_port); }
    void setSilent(bool silent) { m_silent = silent; }

private:
    void take()
    {
        auto* client = m_listener.nextPendingConnection();
        client->setParent(this);
        if (m_silent)
            return;
        auto* server = new QTcpSocket(this);
        server->connectToHost(QHostAddress::LocalHost, m_to);
        connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    }

    QTcpServer m_listener;
    quint16 m_to;
    quint16 m_port = 0;
    bool m_silent = false;
};

/// How long the event loop was away at most.
class Heartbeat : public QObject {
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = qMax(m_longest, m_since.restart());
            ++m_beats;
        });
        m_since.start();
        m_timer.start(10);
    }
    qint64 longest() const { return m_longest; }
    int beats() const { return m_beats; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    int m_beats = 0;
};

constexpr qint64 frozenMs = 2000; // far over any pause of a busy machine, far under every time limit of a connection

} // namespace

class TestLostServer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aServerThatGoesAwayIsAnErrorWithAWayBack();
    void aServerThatSaysNothingFreezesNothing();

private:
    static QString through(const Door& door, const TestDatabase& database)
    {
        QUrl url(database.url());
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(door.port());
        return url.toString(QUrl::FullyEncoded);
    }
};

void TestLostServer::aServerThatGoesAwayIsAnErrorWithAWayBack()
{
    const TestDatabase database(Kind::PostgreSql);
    Door door(static_cast<quint16>(Servers::running().postgresPort));
    const MigrationProject project;
    const QStringList ids = project.addChain(3);
    GuiWorld world;
    openProject(world, project.folder(), 3);
    if (!QTest::currentTestFailed())
        connectTo(world, through(door, database));
    if (QTest::currentTestFailed())
        return;
    const Heartbeat heart;
    door.shut();
    world.services().actions.trigger(QStringLiteral("database.refresh"));
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("reconnect"), 30000);
    QVERIFY(GuiWorld::find("window-banner"));
    QCOMPARE(graphOf(world)->picture().size(), 3); // what was known is still shown
    QVERIFY2(heart.longest() < frozenMs, qPrintable(QString::number(heart.longest())));
    QVERIFY(door.openAgain());
    QVERIFY(GuiWorld::click("reconnect"));
    QTRY_VERIFY_WITH_TIMEOUT(world.services().database.isConnected(), 30000);
    QTRY_VERIFY(!GuiWorld::find("window-banner"));
    QTRY_COMPARE(stateOf(world, ids[0]), graphview::NodeState::Pending);
}

void TestLostServer::aServerThatSaysNothingFreezesNothing()
{
    const TestDatabase database(Kind::PostgreSql);
    Door door(static_cast<quint16>(Servers::running().postgresPort));
    const MigrationProject project;
    project.addChain(3);
    GuiWorld world;
    openProject(world, project.folder(), 3);
    if (!QTest::currentTestFailed())
        connectTo(world, through(door, database));
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY(world.isIdle());
    door.setSilent(true);
    const Heartbeat heart;
    world.services().actions.trigger(QStringLiteral("database.refresh"));
    QTRY_VERIFY(!world.isIdle());
    // Pages turn while the job waits.
    for (const auto& page : world.services().pages.pages())
        QVERIFY(world.app->window().showPage(page.id));
    QTRY_VERIFY_WITH_TIMEOUT(heart.beats() >= 100, 10000);
    QVERIFY(!world.isIdle());
    QVERIFY2(heart.longest() < frozenMs, qPrintable(QString::number(heart.longest())));
    door.shut();
    QTRY_VERIFY_WITH_TIMEOUT(GuiWorld::find("reconnect"), 60000);
}

QTEST_MAIN(TestLostServer)
#include "tst_lost_server.moc"
