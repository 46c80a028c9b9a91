#include "cli/connection_options.h"
#include "dialects/sqlite/backup_file.h"
#include "support/command_run.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace espalier;
using dialects::sqlite::BackupFile;
using test::CommandRun;

namespace {

/// A small database and a folder for its backups.
class Desk {
public:
    Desk()
    {
        execute("CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('ae10');"
                "CREATE TABLE leads (id int); INSERT INTO leads VALUES (1), (2), (3)");
    }

    QString database() const { return m_folder.path(QStringLiteral("app.db")); }
    QString path(const QString& name) const { return m_folder.path(name); }
    void execute(const char* sql) const
    {
        const auto file = BackupFile::open(database(), BackupFile::Mode::Create);
        QVERIFY(file && file->execute(sql));
    }
    qint64 leads(const QString& name) const
    {
        const auto file = BackupFile::open(name, BackupFile::Mode::Existing);
        return file ? file->number("SELECT count(*) FROM leads").value_or(-1) : -1;
    }
    CommandRun run(const QStringList& arguments, const QStringList& answers = {}) const
    {
        return CommandRun::of(QStringList{ QStringLiteral("backup") } + arguments
                + QStringList{ QStringLiteral("--folder"), m_folder.path(QStringLiteral("backups")) },
            answers);
    }
    QJsonObject json(const QStringList& arguments, int exitCode = cli::Done) const
    {
        const CommandRun run = this->run(arguments + QStringList{ QStringLiteral("--format"), QStringLiteral("json") });
        if (run.exitCode != exitCode)
            qWarning("exit %d: %s%s", run.exitCode, qPrintable(run.out), qPrintable(run.err));
        [&] { QCOMPARE(run.exitCode, exitCode); }();
        [&] { QCOMPARE(run.json().value(QStringLiteral("format")).toInt(), 1); }();
        return run.json();
    }
    QStringList url() const { return { QStringLiteral("--url"), QStringLiteral("sqlite:///") + database() }; }
    QString create(const QStringList& more = {}) const
    {
        const auto document = json(QStringList{ QStringLiteral("create") } + url() + more);
        return document[QStringLiteral("backup")][QStringLiteral("id")].toString();
    }

private:
    test::TemporaryFolder m_folder;
};

} // namespace

class TestBackupCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listHasTheContractsShape();
    void brokenAndUnfinishedBackupsAreListed();
    void showGivesTheWholeManifest();
    void verifyExitsByWhatItFinds();
    void latestIsThatOfTheDatabaseNamed();
    void restoreGoesIntoANewFile();
    void restoreOverTheOldOneWantsItsName();
    void pruneOnlySaysWhatItWouldDo();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void failureIsAnErrorDocument();
    void durationsAreRead_data();
    void durationsAreRead();
};

void TestBackupCommand::listHasTheContractsShape()
{
    const Desk desk;
    QCOMPARE(desk.json({ QStringLiteral("list") })[QStringLiteral("backups")].toArray().size(), 0);
    const QString id = desk.create({ QStringLiteral("--verify"), QStringLiteral("contents"),
        QStringLiteral("--environment"), QStringLiteral("staging"), QStringLiteral("--note"), QStringLiteral("why") });
    const QJsonObject one = desk.json({ QStringLiteral("list") })[QStringLiteral("backups")][0].toObject();
    QCOMPARE(one[QStringLiteral("id")].toString(), id);
    QCOMPARE(one[QStringLiteral("database")].toString(), QStringLiteral("app.db"));
    QCOMPARE(one[QStringLiteral("environment")].toString(), QStringLiteral("staging"));
    QCOMPARE(one[QStringLiteral("note")].toString(), QStringLiteral("why"));
    QVERIFY(QDateTime::fromString(one[QStringLiteral("created")].toString(), Qt::ISODateWithMs).isValid());
    QCOMPARE(one[QStringLiteral("revisions")].toArray(), QJsonArray{ QStringLiteral("ae10") });
    QVERIFY(!one[QStringLiteral("server_version")].toString().isEmpty());
    QVERIFY(!one[QStringLiteral("tool_version")].toString().isEmpty());
    QVERIFY(one[QStringLiteral("bytes")].toInteger() > 0);
    QCOMPARE(one[QStringLiteral("sha256")].toString().size(), 64);
    const QJsonArray tables = one[QStringLiteral("tables")].toArray();
    QCOMPARE(tables.size(), 2);
    const QJsonObject leads{ { QStringLiteral("schema"), QString() },
        { QStringLiteral("name"), QStringLiteral("leads") }, { QStringLiteral("rows"), 3 } };
    QCOMPARE(tables[1].toObject()[QStringLiteral("name")], leads[QStringLiteral("name")]);
    QCOMPARE(tables[1].toObject()[QStringLiteral("rows")].toInt(), 3);
    const QJsonObject verified = one[QStringLiteral("verified")].toObject();
    QCOMPARE(verified[QStringLiteral("level")].toString(), QStringLiteral("contents"));
    QVERIFY(verified[QStringLiteral("ok")].toBool());
    desk.create();
    QVERIFY(desk.json({ QStringLiteral("list") })[QStringLiteral("backups")][0][QStringLiteral("verified")].isNull());
    QCOMPARE(desk.json({ QStringLiteral("list"), QStringLiteral("--database"),
                 QStringLiteral("other") })[QStringLiteral("backups")]
                 .toArray()
                 .size(),
        0);
    QVERIFY(desk.run({ QStringLiteral("list") }).out.contains(id));
}

void TestBackupCommand::brokenAndUnfinishedBackupsAreListed()
{
    const Desk desk;
    const QString id = desk.create();
    QVERIFY(QFile::resize(desk.path(QStringLiteral("backups/") + id + QStringLiteral("/database.sqlite")), 0));
    QVERIFY(QDir().mkpath(desk.path(QStringLiteral("backups/app-20250101T000000Z-00000000.part"))));
    const QJsonObject document = desk.json({ QStringLiteral("list") });
    QCOMPARE(document[QStringLiteral("backups")].toArray().size(), 0);
    QCOMPARE(document[QStringLiteral("broken")][0][QStringLiteral("id")].toString(), id);
    QCOMPARE(document[QStringLiteral("broken")][0][QStringLiteral("error")][QStringLiteral("code")].toString(),
        QStringLiteral("corrupt"));
    QCOMPARE(document[QStringLiteral("leftovers")].toArray().size(), 1);
    desk.json({ QStringLiteral("prune"), QStringLiteral("--leftovers"), QStringLiteral("--apply") });
    QCOMPARE(desk.json({ QStringLiteral("list") })[QStringLiteral("leftovers")].toArray().size(), 0);
}

void TestBackupCommand::showGivesTheWholeManifest()
{
    const Desk desk;
    const QString id = desk.create();
    const QJsonObject shown
        = desk.json({ QStringLiteral("show"), QStringLiteral("latest") })[QStringLiteral("backup")].toObject();
    QCOMPARE(shown[QStringLiteral("id")].toString(), id);
    QCOMPARE(shown[QStringLiteral("files")][0][QStringLiteral("path")].toString(), QStringLiteral("database.sqlite"));
    QVERIFY(desk.run({ QStringLiteral("show"), id }).out.contains(QStringLiteral("leads")));
}

void TestBackupCommand::verifyExitsByWhatItFinds()
{
    const Desk desk;
    const QString id = desk.create();
    QVERIFY(desk.json({ QStringLiteral("verify"), id })[QStringLiteral("ok")].toBool());
    QFile file(desk.path(QStringLiteral("backups/") + id + QStringLiteral("/database.sqlite")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(5000);
    file.write("x");
    file.close();
    const QJsonObject bad = desk.json({ QStringLiteral("verify"), id }, cli::Failed);
    QVERIFY(!bad[QStringLiteral("ok")].toBool(true));
    QCOMPARE(bad[QStringLiteral("problems")].toArray().size(), 1);
    QCOMPARE(desk.run({ QStringLiteral("verify"), id }).exitCode, cli::Failed);
}

// Two databases of the same name: the newest backup of all is the other's.
void TestBackupCommand::latestIsThatOfTheDatabaseNamed()
{
    const Desk desk;
    const QString first = desk.create();
    QVERIFY(QDir().mkpath(desk.path(QStringLiteral("other"))));
    const QString other = desk.path(QStringLiteral("other/app.db"));
    QVERIFY(QFile::copy(desk.database(), other));
    const QStringList otherUrl{ QStringLiteral("--url"), QStringLiteral("sqlite:///") + other };
    const QString latest = QStringLiteral("latest");
    const QStringList show{ QStringLiteral("show"), latest };
    QCOMPARE(desk.json(show + otherUrl, cli::Failed)[QStringLiteral("error")][QStringLiteral("code")].toString(),
        QStringLiteral("not-found"));
    const QString second
        = desk.json(QStringList(QStringLiteral("create")) + otherUrl)[QStringLiteral("backup")][QStringLiteral("id")]
              .toString();
    const auto idOf = [](const QJsonValue& backup) { return backup[QStringLiteral("id")].toString(); };
    QCOMPARE(idOf(desk.json(show)[QStringLiteral("backup")]), second);
    QCOMPARE(idOf(desk.json(show + desk.url())[QStringLiteral("backup")]), first);
    QCOMPARE(idOf(desk.json(QStringList{ QStringLiteral("verify"), latest } + desk.url())), first);
    const QJsonObject restored = desk.json(QStringList{ QStringLiteral("restore"), latest } + desk.url());
    QCOMPARE(restored[QStringLiteral("restored")][QStringLiteral("backup")].toString(), first);
    const QJsonArray listed
        = desk.json(QStringList(QStringLiteral("list")) + otherUrl)[QStringLiteral("backups")].toArray();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(idOf(listed[0]), second);
    desk.json(show + QStringList{ QStringLiteral("--url"), QStringLiteral("no url") }, cli::Failed);
}

void TestBackupCommand::restoreGoesIntoANewFile()
{
    const Desk desk;
    const QString id = desk.create();
    desk.execute("DELETE FROM leads");
    const QJsonObject outcome
        = desk.json(QStringList{ QStringLiteral("restore"), id } + desk.url())[QStringLiteral("restored")].toObject();
    const QString target = outcome[QStringLiteral("target")].toString();
    QVERIFY(target != desk.database());
    QCOMPARE(desk.leads(target), 3);
    QCOMPARE(desk.leads(desk.database()), 0);
    QCOMPARE(outcome[QStringLiteral("differences")].toArray().size(), 0);
    QCOMPARE(outcome[QStringLiteral("revisions")].toArray(), QJsonArray{ QStringLiteral("ae10") });
    desk.json(QStringList{ QStringLiteral("restore"), id } + desk.url(), cli::Failed); // that name is taken now
}

void TestBackupCommand::restoreOverTheOldOneWantsItsName()
{
    const Desk desk;
    const QString id = desk.create();
    desk.execute("DELETE FROM leads");
    const QStringList over = QStringList{
        QStringLiteral("restore"), id, QStringLiteral("--into"), desk.database(), QStringLiteral("--overwrite")
    } + desk.url();
    QCOMPARE(desk.run(over).exitCode, cli::Failed);
    QCOMPARE(desk.run(over, { QStringLiteral("other.db") }).exitCode, cli::Failed);
    QCOMPARE(desk.leads(desk.database()), 0);
    QCOMPARE(desk.run(over, { QStringLiteral("app.db") }).exitCode, cli::Done);
    QCOMPARE(desk.leads(desk.database()), 3);
    desk.execute("DELETE FROM leads");
    QCOMPARE(desk.run(over + QStringList{ QStringLiteral("--confirm"), QStringLiteral("app.db") }).exitCode, cli::Done);
    QCOMPARE(desk.leads(desk.database()), 3);
}

void TestBackupCommand::pruneOnlySaysWhatItWouldDo()
{
    const Desk desk;
    desk.create();
    desk.create();
    const QStringList prune{ QStringLiteral("prune"), QStringLiteral("--keep-last"), QStringLiteral("1") };
    const QJsonObject dry = desk.json(prune);
    QVERIFY(dry[QStringLiteral("dry_run")].toBool());
    QCOMPARE(dry[QStringLiteral("removed")].toArray().size(), 0);
    QVERIFY(dry[QStringLiteral("freed_bytes")].toInteger() > 0);
    const QJsonObject real = desk.json(prune + QStringList{ QStringLiteral("--apply") });
    QCOMPARE(real[QStringLiteral("removed")].toArray().size(), 1);
    QCOMPARE(desk.json({ QStringLiteral("list") })[QStringLiteral("backups")].toArray().size(), 1);
    desk.json({ QStringLiteral("prune") }, cli::Failed); // no rule would mean: all
}

void TestBackupCommand::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no verb") << QStringList{};
    QTest::newRow("unknown verb") << QStringList{ QStringLiteral("explode") };
    QTest::newRow("no id") << QStringList{ QStringLiteral("verify") };
    QTest::newRow("unknown level") << QStringList{ QStringLiteral("verify"), QStringLiteral("x"),
        QStringLiteral("--level"), QStringLiteral("deep") };
    QTest::newRow("no number") << QStringList{ QStringLiteral("prune"), QStringLiteral("--keep-last"),
        QStringLiteral("many") };
}

void TestBackupCommand::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const Desk desk;
    QCOMPARE(desk.run(arguments).exitCode, cli::WrongUsage);
}

void TestBackupCommand::failureIsAnErrorDocument()
{
    const Desk desk;
    const QJsonObject missing = desk.json({ QStringLiteral("verify"), QStringLiteral("nothing") }, cli::Failed);
    QCOMPARE(missing[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("not-found"));
    const QJsonObject noFile = desk.json({ QStringLiteral("create"), QStringLiteral("--url"),
                                             QStringLiteral("sqlite:///") + desk.path(QStringLiteral("no.db")) },
        cli::Failed);
    QVERIFY(noFile.contains(QStringLiteral("error")));
    QVERIFY(!QFile::exists(desk.path(QStringLiteral("no.db"))));
}

void TestBackupCommand::durationsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("milliseconds"); // -1: refused
    QTest::newRow("seconds") << QStringLiteral("5s") << 5000;
    QTest::newRow("plain") << QStringLiteral("5") << 5000;
    QTest::newRow("ms") << QStringLiteral("250ms") << 250;
    QTest::newRow("min") << QStringLiteral("2min") << 120'000;
    QTest::newRow("m") << QStringLiteral("2m") << 120'000;
    QTest::newRow("h") << QStringLiteral("1.5h") << 5'400'000;
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("word") << QStringLiteral("soon") << -1;
    QTest::newRow("negative") << QStringLiteral("-1s") << -1;
    QTest::newRow("too long") << QStringLiteral("99999999h") << -1;
}

void TestBackupCommand::durationsAreRead()
{
    QFETCH(QString, text);
    QFETCH(int, milliseconds);
    const auto read = cli::parseDuration(text);
    QCOMPARE(read.value_or(-1), milliseconds);
}

QTEST_GUILESS_MAIN(TestBackupCommand)
#include "tst_backup_command.moc"
