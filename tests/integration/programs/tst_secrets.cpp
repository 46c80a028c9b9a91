// No password is anywhere it does not belong: not in what the programs print, nor in a file they write, nor in the
// arguments of a process. Every verb is run, many in ways that fail, and then everything is searched for the password
// in every spelling.

#include "support/halted_run.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QUrl>
#include <thread>

using namespace espalier::test;

namespace {

QList<QByteArray> spellings(const QString& secret)
{
    const QByteArray raw = secret.toUtf8();
    const QByteArray encoded = QUrl::toPercentEncoding(secret);
    QByteArray lower = encoded.toLower();
    for (qsizetype i = 0; i < lower.size(); ++i) {
        if (encoded[i] != '%' && (i < 1 || encoded[i - 1] != '%') && (i < 2 || encoded[i - 2] != '%'))
            lower[i] = encoded[i];
    }
    QByteArray ini = encoded;
    QByteArray backslashes = raw;
    QByteArray quotes = raw;
    return { raw, encoded, lower, ini.replace('%', "%%"), backslashes.replace('\\', "\\\\"), quotes.replace('\'', "''"),
        raw.toBase64() };
}

QString foundIn(const QByteArray& bytes, const QList<QByteArray>& needles)
{
    for (const QByteArray& needle : needles) {
        const qsizetype at = bytes.indexOf(needle);
        if (at >= 0)
            return QString::fromUtf8(bytes.mid(std::max<qsizetype>(0, at - 80), needle.size() + 120));
    }
    return {};
}

/// The files of a folder that hold one of the needles, with what stands around it.
QStringList filesWith(const QString& folder, const QList<QByteArray>& needles)
{
    QStringList hits;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!files.fileInfo().isFile() || !file.open(QIODevice::ReadOnly))
            continue;
        const QString found = foundIn(file.fileName().toUtf8() + '\n' + file.readAll(), needles);
        if (!found.isEmpty())
            hits += file.fileName() + QLatin1String(": ") + found;
    }
    return hits;
}

QByteArray fileOf(const QString& process, const char* name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process, QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Looks again and again at the arguments of every process that has come since it began and has this user's
/// environment: other tests run at the same time.
class ArgumentWatch {
public:
    ArgumentWatch(QList<QByteArray> needles, const ProgramUser& user)
        : m_needles(std::move(needles))
        , m_home(user.path().toUtf8())
        , m_old(processes())
        , m_thread([this] { watch(); })
    { }
    ~ArgumentWatch() { stop(); }

    /// What was seen, and how many processes were looked at.
    QStringList stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
        }
        m_wake.notify_all();
        if (m_thread.joinable())
            m_thread.join();
        return m_hits;
    }
    qsizetype seen() const { return m_seen.size(); }

private:
    static QStringList processes()
    {
        QStringList ids;
        for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
            if (name.front().isDigit())
                ids += name;
        }
        return ids;
    }

    void watch()
    {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, std::chrono::milliseconds(10), [this] { return m_stop; })) {
            for (const QString& id : processes()) {
                if (m_old.contains(id))
                    continue;
                const QByteArray arguments = fileOf(id, "cmdline");
                if (arguments.isEmpty() || !fileOf(id, "environ").contains(m_home) || arguments.contains("/tests/tst_"))
                    continue; // a fork of the test itself that is not the program yet
                m_seen.insert(id);
                if (const QString found = foundIn(arguments, m_needles); !found.isEmpty())
                    m_hits += QString::fromUtf8(QByteArray(arguments).replace('\0', ' '));
            }
        }
    }

    QList<QByteArray> m_needles;
    QByteArray m_home;
    QStringList m_old;
    QStringList m_hits;
    QSet<QString> m_seen;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    std::thread m_thread;
};

void everyServer()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("PostgreSQL") << Kind::PostgreSql;
    QTest::newRow("MariaDB") << Kind::MariaDb;
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noVerbLeaksThePassword_data() { everyServer(); }
    void noVerbLeaksThePassword();
    void programHidesItsOwnArguments_data() { everyServer(); }
    void programHidesItsOwnArguments();
    void windowLeaksNothing_data() { everyServer(); }
    void windowLeaksNothing();
    void wrongPasswordIsNotShownEither_data() { everyServer(); }
    void wrongPasswordIsNotShownEither();
};

namespace {

/// A project whose second revision prints and raises what it can find out about the connection, and a user who gives
/// the password by the environment variable that the system's own clients read.
struct Leaky {
    explicit Leaky(Kind kind)
        : database(kind)
    {
        project.addChain(1);
        Script script;
        script.id = QStringLiteral("a2");
        script.down = QStringList(QStringLiteral("a1"));
        script.upgrade = QStringList{ QStringLiteral("url = op.get_bind().engine.url"),
            QStringLiteral("text = url.render_as_string(hide_password=False)"),
            QStringLiteral("print(text, repr(url.password), flush=True)"),
            QStringLiteral("import sys; print('on stderr', [text], file=sys.stderr)"),
            QStringLiteral("op.execute(\"SELECT '\" + text.replace(\"'\", \"''\").replace(':', '\\\\:') + \"' FROM "
                           "nothing_here\")") };
        project.add(script);
        const Account& account = Servers::running().user;
        password = account.password;
        needles = spellings(password);
        const char* variable = kind == Kind::PostgreSql ? "PGPASSWORD" : "MYSQL_PWD";
        user.environment.insert(QLatin1String(variable), password);
        bare = database.url();
        bare.remove(QLatin1Char(':') + QString::fromLatin1(QUrl::toPercentEncoding(password)));
    }

    ProgramEnd run(const QString& arguments, const QStringList& more = {})
    {
        QStringList list = arguments.split(QLatin1Char(' '));
        list.replaceInStrings(QStringLiteral("PROJECT"), project.folder());
        const ProgramEnd end = cli(user, list + more);
        output += end.text();
        return end;
    }

    TestDatabase database;
    MigrationProject project;
    ProgramUser user;
    QString password;
    QString bare; ///< the URL without it
    QList<QByteArray> needles;
    QByteArray output;
};

} // namespace

void TestSecrets::noVerbLeaksThePassword()
{
    QFETCH(Kind, kind);
    Leaky leaky(kind);
    QVERIFY(!leaky.bare.contains(leaky.password));
    const QStringList without{ QStringLiteral("--url"), leaky.bare };
    const QStringList with{ QStringLiteral("--url"), leaky.database.url() };
    const QString restored = leaky.database.name() + QStringLiteral("_r");
    ArgumentWatch watch(leaky.needles, leaky.user);

    leaky.run(QStringLiteral("status PROJECT"), without);
    leaky.run(QStringLiteral("upgrade PROJECT head --trust"), without);
    leaky.run(QStringLiteral("stamp PROJECT base"), without);
    leaky.run(QStringLiteral("backup create"), without);
    leaky.database.execute({ QStringLiteral("DROP TABLE IF EXISTS t_a1") });
    const QString as = QStringLiteral(" --format json");
    QCOMPARE(leaky.run(QStringLiteral("status PROJECT") + as, without).exitCode, 0);
    QCOMPARE(leaky.run(QStringLiteral("plan PROJECT head") + as, without).exitCode, 0);
    QCOMPARE(leaky.run(QStringLiteral("upgrade PROJECT a1 --trust --backup") + as, without).exitCode, 0);
    const ProgramEnd failed = leaky.run(QStringLiteral("upgrade PROJECT head") + as, without);
    VERIFY_EXIT(failed, 1);
    QVERIFY2(failed.text().contains("nothing_here"), failed.text().constData());
    QCOMPARE(leaky.run(QStringLiteral("stamp PROJECT a2") + as, without).exitCode, 0);
    QCOMPARE(leaky.run(QStringLiteral("stamp PROJECT a1") + as, without).exitCode, 0);
    QCOMPARE(leaky.run(QStringLiteral("downgrade PROJECT base --yes") + as, without).exitCode, 0);
    leaky.run(QStringLiteral("upgrade PROJECT nobody") + as, without);
    const ProgramEnd backup = leaky.run(QStringLiteral("backup create") + as, without);
    VERIFY_EXIT(backup, 0);
    leaky.run(QStringLiteral("backup list") + as);
    leaky.run(QStringLiteral("backup show latest") + as);
    QCOMPARE(leaky.run(QStringLiteral("backup verify latest") + as).exitCode, 0);
    leaky.run(QStringLiteral("backup restore latest") + as,
        without + QStringList{ QStringLiteral("--into"), leaky.database.name() }); // refused: it exists
    const ProgramEnd back = leaky.run(
        QStringLiteral("backup restore latest") + as, without + QStringList{ QStringLiteral("--into"), restored });
    VERIFY_EXIT(back, 0);
    leaky.database.execute({ QStringLiteral("DROP DATABASE ") + restored });
    leaky.run(QStringLiteral("backup prune --keep-last 1 --apply") + as);
    if (kind == Kind::PostgreSql)
        QCOMPARE(leaky.run(QStringLiteral("backup create --dump-format directory --jobs 2"), without).exitCode, 0);
    const QStringList hits = watch.stop();
    QVERIFY2(hits.isEmpty(), qPrintable(hits.join(QLatin1Char('\n'))));
    QVERIFY(watch.seen() > 20);

    // Once more with the password in the URL: the program's own arguments hold it then, until it has hidden them.
    leaky.user.environment.remove(QStringLiteral("PGPASSWORD"));
    leaky.user.environment.remove(QStringLiteral("MYSQL_PWD"));
    for (const char* verb : { "status PROJECT", "upgrade PROJECT head", "upgrade PROJECT head --format json",
             "backup create", "backup restore latest", "status PROJECT --format json" })
        leaky.run(QLatin1String(verb), with);
    QString broken = leaky.database.url();
    broken.replace(QStringLiteral("127.0.0.1:"), QStringLiteral("127.0.0.1:x"));
    for (const char* verb : { "status PROJECT", "status PROJECT --format json", "backup create" })
        leaky.run(QLatin1String(verb), { QStringLiteral("--url"), broken });
    leaky.run(QStringLiteral("graph PROJECT"), with); // wrong usage

    const QString printed = foundIn(leaky.output, leaky.needles);
    QVERIFY2(printed.isEmpty(), qPrintable(printed));
    QStringList files = filesWith(leaky.user.path(), leaky.needles);
    files += filesWith(leaky.project.folder(), leaky.needles);
    QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
    QVERIFY(!QDir(leaky.user.runsFolder()).isEmpty()); // so there was something to search
    QVERIFY(!QDir(leaky.user.backupsFolder()).isEmpty());
}

void TestSecrets::programHidesItsOwnArguments()
{
    QFETCH(Kind, kind);
    HaltedRun run(kind);
    const auto needles = spellings(Servers::running().user.password);
    auto program = run.halted(); // with the password in --url
    QVERIFY(program);
    const QList<qint64> family = program->family();
    QCOMPARE(family.size(), 2);
    for (const qint64 member : family) {
        QVERIFY(!fileOf(QString::number(member), "cmdline").isEmpty());
        QVERIFY2(foundIn(fileOf(QString::number(member), "cmdline"), needles).isEmpty(),
            fileOf(QString::number(member), "cmdline").constData());
        QVERIFY2(foundIn(fileOf(QString::number(member), "environ"), needles).isEmpty(),
            fileOf(QString::number(member), "environ").constData());
    }
    run.gate.letThrough();
    VERIFY_EXIT(program->finish(), 0);
}

void TestSecrets::windowLeaksNothing()
{
    QFETCH(Kind, kind);
    Leaky leaky(kind);
    leaky.user.environment.remove(QStringLiteral("PGPASSWORD"));
    leaky.user.environment.remove(QStringLiteral("MYSQL_PWD"));
    for (const QString& url :
        { leaky.database.url(), leaky.database.url().replace(QStringLiteral("/t_"), QStringLiteral("/gone_")) }) {
        const QString picture = leaky.user.path(QStringLiteral("page.png"));
        Program window(leaky.user, QStringLiteral("espalier"),
            { leaky.project.folder(), QStringLiteral("--url"), url, QStringLiteral("--screenshot"), picture });
        const ProgramEnd end = window.finish();
        VERIFY_EXIT(end, 0);
        QVERIFY(QFile::remove(picture));
        const QString printed = foundIn(end.text(), leaky.needles);
        QVERIFY2(printed.isEmpty(), qPrintable(printed));
    }
    QStringList files = filesWith(leaky.user.path(), leaky.needles);
    files += filesWith(leaky.project.folder(), leaky.needles);
    QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
}

void TestSecrets::wrongPasswordIsNotShownEither()
{
    QFETCH(Kind, kind);
    Leaky leaky(kind);
    const QString wrong = QStringLiteral("wr0ng & \"od'd\\ @:/?#% pass");
    const QString url = QString(leaky.database.url())
                            .replace(QString::fromLatin1(QUrl::toPercentEncoding(leaky.password)),
                                QString::fromLatin1(QUrl::toPercentEncoding(wrong)));
    leaky.user.environment.remove(QStringLiteral("PGPASSWORD"));
    leaky.user.environment.remove(QStringLiteral("MYSQL_PWD"));
    const auto needles = spellings(wrong);
    for (const char* verb :
        { "status PROJECT", "upgrade PROJECT head --trust", "backup create", "plan PROJECT head" }) {
        const ProgramEnd end = leaky.run(
            QLatin1String(verb), { QStringLiteral("--url"), url, QStringLiteral("--format"), QStringLiteral("json") });
        VERIFY_EXIT(end, 1);
        QVERIFY2(end.out.contains("authentication-failed"), end.text().constData());
    }
    const QString printed = foundIn(leaky.output, needles);
    QVERIFY2(printed.isEmpty(), qPrintable(printed));
    const QStringList files = filesWith(leaky.user.path(), needles);
    QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
