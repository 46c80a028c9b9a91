#include "contract.h"
#include "support/temporary_folder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QUrl>
#include <thread>

using namespace espalier;
using namespace espalier::test;
using core::ErrorCode;

namespace {

/// A server that takes connections and never says a word.
class SilentServer {
public:
    SilentServer() { m_server.listen(QHostAddress::LocalHost); }
    QString url(Kind kind) const
    {
        return QStringLiteral("%1://someone:Hush-Mark-77@127.0.0.1:%2/nowhere")
            .arg(perKind(kind, "", "postgresql+psycopg2", "mysql+pymysql"))
            .arg(m_server.serverPort());
    }

private:
    QTcpServer m_server;
};

QString withPassword(QString url, const QString& password)
{
    const QString known = QString::fromLatin1(QUrl::toPercentEncoding(Servers::running().user.password));
    return url.replace(known, QString::fromLatin1(QUrl::toPercentEncoding(password)));
}

} // namespace

class TestDatabaseConnecting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sessionSaysWhatItIs_data() { everyKind(); }
    void sessionSaysWhatItIs();
    void socketsWorkAsWellAsTheNetwork_data() { everyServer(); }
    void socketsWorkAsWellAsTheNetwork();
    void wrongPasswordIsToldFromEverythingElse_data() { everyServer(); }
    void wrongPasswordIsToldFromEverythingElse();
    void aDatabaseThatIsClosedToTheUserIsNoWrongPassword();
    void missingPasswordIsAskedFor_data() { everyServer(); }
    void missingPasswordIsAskedFor();
    void declinedPromptLeavesTheFirstError();
    void noServerIsAConnectionFailure_data() { everyServer(); }
    void noServerIsAConnectionFailure();
    void unknownHostIsAConnectionFailure_data() { everyServer(); }
    void unknownHostIsAConnectionFailure();
    void missingDatabaseIsNotFound_data() { everyKind(); }
    void missingDatabaseIsNotFound();
    void silentServerEndsWithTheTimeout_data() { everyServer(); }
    void silentServerEndsWithTheTimeout();
    void connectingCanBeCancelled();
    void cancelledJobOpensNothing_data() { everyKind(); }
    void cancelledJobOpensNothing();
    void fileOfAnotherKindIsRefusedAndLeftAlone();
    void fileIsMadeOnlyOnRequest();
    void sessionsOfManyThreadsDoNotMeet_data() { everyKind(); }
    void sessionsOfManyThreadsDoNotMeet();
    void testButtonGivesFacts_data() { everyKind(); }
    void testButtonGivesFacts();
    void noErrorHoldsASecret();

private:
    QStringList m_errors; // of all tests, for the last one
    template <typename T> core::Result<T> noted(core::Result<T> result)
    {
        if (!result)
            m_errors += core::describe(result.error());
        return result;
    }
};

void TestDatabaseConnecting::sessionSaysWhatItIs()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto session = open(database.url());
    VERIFY_RESULT(session);
    const dialects::SessionFacts& facts = session->facts();
    QVERIFY2(facts.version.isKnown(), qPrintable(facts.version.text));
    QCOMPARE(facts.database, database.name());
    QCOMPARE(facts.user.section(QLatin1Char('@'), 0, 0), kind == Kind::Sqlite ? QString() : QStringLiteral("espalier"));
    QCOMPARE(facts.version.flavour, perKind(kind, "", "", "MariaDB"));
    QVERIFY(!facts.readOnly);
    QVERIFY(!facts.isStandby);
    QVERIFY(facts.encoding.startsWith(QStringLiteral("utf"), Qt::CaseInsensitive));
}

void TestDatabaseConnecting::socketsWorkAsWellAsTheNetwork()
{
    QFETCH(Kind, kind);
    const Servers& servers = Servers::running();
    const TestDatabase database(kind);
    const QString url = kind == Kind::PostgreSql
        ? servers.postgresUrl(database.name(), servers.user, Servers::Route::Socket)
        : servers.mariadbUrl(database.name(), servers.user, Servers::Route::Socket);
    const auto session = open(url);
    VERIFY_RESULT(session);
    QCOMPARE(session->facts().database, database.name());
}

void TestDatabaseConnecting::wrongPasswordIsToldFromEverythingElse()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto session = noted(open(withPassword(database.url(), QStringLiteral("Wr0ng-Mark/x"))));
    VERIFY_FAILS(session, ErrorCode::AuthenticationFailed);
    QVERIFY(!session.error().detail.isEmpty());
}

void TestDatabaseConnecting::aDatabaseThatIsClosedToTheUserIsNoWrongPassword()
{
    const TestDatabase database(Kind::MariaDb);
    const QString user = QStringLiteral("n_") + database.name();
    database.execute({ QStringLiteral("CREATE USER `%1`@`%` IDENTIFIED BY 'x'").arg(user) });
    const auto session = open(Servers::running().mariadbUrl(database.name(), { user, QStringLiteral("x") }));
    database.execute({ QStringLiteral("DROP USER `%1`@`%`").arg(user) });
    VERIFY_FAILS(session, ErrorCode::Refused);
}

void TestDatabaseConnecting::missingPasswordIsAskedFor()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    auto settings = settingsFor(database.url());
    const auto store = database::makeSessionSecretStore({});
    int asked = 0;
    database::SecretSources sources;
    sources.session = store.get();
    sources.environment.clear();
    sources.prompt = [&](const database::ConnectionSettings&, const core::Message& why) {
        ++asked;
        Q_ASSERT(!why.text().isEmpty());
        return std::optional(core::Secret(asked == 1 ? QStringLiteral("Typ0-Mark") : Servers::running().user.password));
    };
    VERIFY_RESULT(database::connectTo(settings, sources, jobs::JobContext()));
    QCOMPARE(asked, 2);
    // What worked is remembered, and nobody is asked again.
    VERIFY_RESULT(database::connectTo(settings, sources, jobs::JobContext()));
    QCOMPARE(asked, 2);
}

void TestDatabaseConnecting::declinedPromptLeavesTheFirstError()
{
    const TestDatabase database(Kind::PostgreSql);
    database::SecretSources sources;
    sources.environment.clear();
    sources.prompt = [](const auto&, const auto&) { return std::optional<core::Secret>(); };
    VERIFY_FAILS(
        database::connectTo(settingsFor(database.url()), sources, jobs::JobContext()), ErrorCode::AuthenticationFailed);
}

void TestDatabaseConnecting::noServerIsAConnectionFailure()
{
    QFETCH(Kind, kind);
    quint16 port = 0;
    {
        QTcpServer server; // a port that was free a moment ago
        server.listen(QHostAddress::LocalHost);
        port = server.serverPort();
    }
    const QString scheme = perKind(kind, "", "postgresql", "mysql+pymysql");
    const auto session
        = noted(open(QStringLiteral("%1://someone:Hush-Mark-77@127.0.0.1:%2/nowhere").arg(scheme).arg(port)));
    VERIFY_FAILS(session, ErrorCode::ConnectionFailed);
}

void TestDatabaseConnecting::unknownHostIsAConnectionFailure()
{
    QFETCH(Kind, kind);
    const QString scheme = perKind(kind, "", "postgresql", "mysql+pymysql");
    const auto session = noted(open(scheme + QStringLiteral("://someone:Hush-Mark-77@no-such-host.invalid/nowhere")));
    VERIFY_FAILS(session, ErrorCode::ConnectionFailed);
    QVERIFY(core::summary(session.error()).contains(QStringLiteral("no-such-host.invalid")));
}

void TestDatabaseConnecting::missingDatabaseIsNotFound()
{
    QFETCH(Kind, kind);
    const Servers& servers = Servers::running();
    const TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("missing.db"));
    const QString url = kind == Kind::Sqlite ? QStringLiteral("sqlite:///") + file
        : kind == Kind::PostgreSql           ? servers.postgresUrl(QStringLiteral("t_missing"), servers.user)
                                             : servers.mariadbUrl(QStringLiteral("t_missing"), servers.user);
    VERIFY_FAILS(noted(open(url)), ErrorCode::NotFound);
    QVERIFY2(!QFile::exists(file), "looking at a database made one");
}

void TestDatabaseConnecting::silentServerEndsWithTheTimeout()
{
    QFETCH(Kind, kind);
    const SilentServer server;
    database::OpenOptions options;
    options.connectTimeoutMs = 1000;
    QElapsedTimer timer;
    timer.start();
    VERIFY_FAILS(noted(open(server.url(kind), {}, options)), ErrorCode::ConnectionFailed);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed())));
}

void TestDatabaseConnecting::connectingCanBeCancelled()
{
    const SilentServer server;
    const core::CancelSource source;
    QElapsedTimer timer;
    timer.start();
    std::thread canceller([&] { source.cancel(); });
    const auto session = open(server.url(Kind::PostgreSql), source.token());
    canceller.join();
    VERIFY_FAILS(session, ErrorCode::Cancelled);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

void TestDatabaseConnecting::cancelledJobOpensNothing()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const core::CancelSource source;
    source.cancel();
    VERIFY_FAILS(open(database.url(), source.token()), ErrorCode::Cancelled);
}

void TestDatabaseConnecting::fileOfAnotherKindIsRefusedAndLeftAlone()
{
    const TemporaryFolder folder;
    const QByteArray junk = QByteArray("this is no database, but it is long enough to look at\n").repeated(40);
    const QString file = folder.write(QStringLiteral("letter.txt"), junk);
    VERIFY_FAILS(open(QStringLiteral("sqlite:///") + file), ErrorCode::Malformed);
    QFile again(file);
    QVERIFY(again.open(QIODevice::ReadOnly));
    QCOMPARE(again.readAll(), junk);
    VERIFY_FAILS(open(QStringLiteral("sqlite:///") + folder.path()), ErrorCode::Unreadable);
}

void TestDatabaseConnecting::fileIsMadeOnlyOnRequest()
{
    const TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("größe %20 ?#.db"));
    database::OpenOptions options;
    options.createIfMissing = true;
    auto session = open(QStringLiteral("file:") + QString::fromLatin1(QUrl::toPercentEncoding(file, "/")), {}, options);
    VERIFY_RESULT(session);
    VERIFY_RESULT(session->execute(QStringLiteral("CREATE TABLE t (a)")));
    QVERIFY(QFile::exists(file));
}

void TestDatabaseConnecting::sessionsOfManyThreadsDoNotMeet()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            auto session = open(database.url());
            for (int round = 0; session && round < 20; ++round) {
                const auto rows = session->query(QStringLiteral("SELECT %1").arg(round));
                good += rows && rows->rows[0][0].toInt() == round ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(good.load(), 8 * 20);
}

void TestDatabaseConnecting::testButtonGivesFacts()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    const auto report
        = database::testConnection(settingsFor(database.url()), secretIn(database.url()), jobs::JobContext());
    VERIFY_RESULT(report);
    QVERIFY2(report->product.startsWith(QLatin1String(kindName(kind)) + QLatin1Char(' ')), qPrintable(report->product));
    QVERIFY(report->support == dialects::VersionSupport::Supported);
    QVERIFY(report->notes.isEmpty());
    const auto refused = noted(database::testConnection(
        settingsFor(QStringLiteral("sqlite:////no/such/file.db")), std::nullopt, jobs::JobContext()));
    VERIFY_FAILS(refused, ErrorCode::NotFound);
}

void TestDatabaseConnecting::noErrorHoldsASecret()
{
    QVERIFY(m_errors.size() >= 10);
    for (const QString& text : std::as_const(m_errors)) {
        for (const char* mark : { "us3r-Mark", "adm1n-Mark", "Hush-Mark", "Wr0ng-Mark", "Typ0-Mark" })
            QVERIFY2(!text.contains(QLatin1String(mark)), qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TestDatabaseConnecting)
#include "tst_database_connecting.moc"
