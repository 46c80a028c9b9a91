// `schema --backup` and `diff` with backups, as somebody at a terminal has them.
#include "dialects/sqlite/backup_file.h"
#include "support/command_run.h"
#include "support/temporary_folder.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace espalier;
using dialects::sqlite::BackupFile;
using test::CommandRun;

namespace {

QString word(const char* text) { return QString::fromUtf8(text); }

/// The sample project with its database, and a folder for backups.
class Library {
public:
    Library()
    {
        [&] { QCOMPARE(CommandRun::of({ word("demo"), project() }).exitCode, cli::Done); }();
    }

    QString project() const { return m_folder.path(word("demo")); }
    QString url() const { return word("sqlite:///") + project() + word("/library.db"); }
    QString backups() const { return m_folder.path(word("backups")); }
    void execute(const char* sql) const
    {
        const auto file = BackupFile::open(project() + word("/library.db"), BackupFile::Mode::Existing);
        QVERIFY(file && file->execute(sql));
    }
    CommandRun run(const QStringList& arguments) const
    {
        return CommandRun::of(arguments + QStringList{ word("--folder"), backups() });
    }
    QJsonObject json(const QStringList& arguments, int exitCode = cli::Done) const
    {
        const CommandRun run = this->run(arguments + QStringList{ word("--format"), word("json") });
        [&] { QVERIFY2(run.exitCode == exitCode, qPrintable(run.out + run.err)); }();
        [&] { QCOMPARE(run.json().value(word("format")).toInt(), 1); }();
        return run.json();
    }
    QString backUp() const
    {
        const QStringList words{ word("backup"), word("create"), word("--url"), url() };
        return json(words)[word("backup")][word("id")].toString();
    }
    QStringList changes(const QString& a, const QString& b) const
    {
        QStringList all;
        for (const QJsonValue& change : json({ word("diff"), a, b })[word("changes")].toArray())
            all.append(change[word("detail")].toString());
        return all;
    }

private:
    test::TemporaryFolder m_folder;
};

} // namespace

class TestBackupSchemaCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void schemaOfABackupIsThatOfTheDatabase();
    void everyFormatIsPrinted_data();
    void everyFormatIsPrinted();
    void latestIsThatOfTheDatabaseNamed();
    void manifestSaysHowTheSchemaWasRead();
    void differenceWithTheDatabaseIsWhatChangedSince();
    void differenceWithTheProjectHasStates();
    void twoBackupsAreCompared();
    void backupWithoutASchemaSaysSo();
    void failures_data();
    void failures();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
};

void TestBackupSchemaCommand::schemaOfABackupIsThatOfTheDatabase()
{
    const Library library;
    const QString id = library.backUp();
    QJsonObject kept = library.json({ word("schema"), word("--backup"), id });
    QCOMPARE(kept.take(word("backup")).toString(), id);
    QCOMPARE(kept.take(word("schema_read")).toString(), word("copy"));
    QCOMPARE(kept, library.json({ word("schema"), word("--url"), library.url() }));
    library.execute("ALTER TABLE authors ADD COLUMN later TEXT");
    QVERIFY(kept != library.json({ word("schema"), word("--url"), library.url() }));
    QCOMPARE(library.json({ word("schema"), word("--backup"), id })[word("tables")], kept[word("tables")]);
    // a beginning of the id is enough
    QCOMPARE(library.json({ word("schema"), word("--backup"), id.left(id.size() - 2) })[word("backup")].toString(), id);
}

void TestBackupSchemaCommand::everyFormatIsPrinted_data()
{
    QTest::addColumn<QString>("format");
    for (const char* format : { "text", "sql", "dot", "mermaid", "dbml" })
        QTest::newRow(format) << word(format);
}

void TestBackupSchemaCommand::everyFormatIsPrinted()
{
    QFETCH(QString, format);
    const Library library;
    library.backUp();
    const CommandRun kept = library.run({ word("schema"), word("--backup"), word("latest"), word("--format"), format });
    const CommandRun live = library.run({ word("schema"), word("--url"), library.url(), word("--format"), format });
    QCOMPARE(kept.exitCode, cli::Done);
    QVERIFY(kept.out.contains(word("book_subjects")));
    QCOMPARE(kept.out, live.out);
    QCOMPARE(kept.err, live.err);
}

void TestBackupSchemaCommand::latestIsThatOfTheDatabaseNamed()
{
    const Library library;
    const QString id = library.backUp();
    const Library other;
    const QString otherUrl = word("sqlite:///") + other.project() + word("/library.db");
    library.json({ word("backup"), word("create"), word("--url"), otherUrl });
    QCOMPARE(
        library.json({ word("schema"), word("--backup"), word("latest"), word("--url"), library.url() })[word("backup")]
            .toString(),
        id);
    QVERIFY(library.json({ word("schema"), word("--backup"), word("latest") })[word("backup")].toString() != id);
    QCOMPARE(library.json({ word("diff"), word("backup:latest"), library.url() })[word("a")].toString(),
        word("backup:") + id);
    QCOMPARE(library.json({ word("diff"), library.url(), word("backup:latest") })[word("b")].toString(),
        word("backup:") + id);
}

void TestBackupSchemaCommand::manifestSaysHowTheSchemaWasRead()
{
    const Library library;
    const QString id = library.backUp();
    const QJsonObject listed = library.json({ word("backup"), word("list") })[word("backups")][0].toObject();
    QCOMPARE(listed[word("schema_read")].toString(), word("copy"));
    QVERIFY(listed[word("schema_problem")].isNull());
    const QJsonArray files
        = library.json({ word("backup"), word("show"), id })[word("backup")][word("files")].toArray();
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.at(1)[word("path")].toString(), word("schema.json"));
    QCOMPARE(files.at(1)[word("sha256")].toString().size(), 64);
    QVERIFY(library.run({ word("backup"), word("show"), id }).out.contains(word("read in the copy")));
    const QJsonObject restored
        = library.json({ word("backup"), word("restore"), id, word("--url"), library.url() })[word("restored")]
              .toObject();
    QCOMPARE(restored[word("differences")].toArray(), QJsonArray());
    QCOMPARE(restored[word("notes")].toArray(), QJsonArray());
}

void TestBackupSchemaCommand::differenceWithTheDatabaseIsWhatChangedSince()
{
    const Library library;
    const QString backup = word("backup:") + library.backUp();
    const CommandRun same = library.run({ word("diff"), backup, library.url() });
    QCOMPARE(same.exitCode, cli::Done);
    QCOMPARE(same.out, word("No difference.\n"));
    library.execute("CREATE TABLE stray (id INTEGER NOT NULL PRIMARY KEY); DROP INDEX ix_books_title");
    QCOMPARE(library.changes(backup, library.url()),
        (QStringList{ word("drops index ix_books_title"), word("creates table stray with one column") }));
    const QJsonObject back = library.json({ word("diff"), library.url(), backup });
    QCOMPARE(back[word("b")].toString(), backup);
    QCOMPARE(back[word("changes")].toArray().size(), 2);
    for (const QJsonValue& change : back[word("changes")].toArray()) {
        QVERIFY(change[word("certain")].toBool());
        QVERIFY(!change[word("sql")].toArray().isEmpty());
    }
    QVERIFY(!back.contains(word("tables"))); // which has states of a project's tables
}

void TestBackupSchemaCommand::differenceWithTheProjectHasStates()
{
    const Library library;
    const QString backup = word("backup:") + library.backUp();
    const QString heads = library.project() + word("@heads");
    QJsonObject kept = library.json({ word("diff"), heads, backup });
    QJsonObject live = library.json({ word("diff"), heads, library.url() });
    QCOMPARE(kept.take(word("b")).toString(), backup);
    live.remove(word("b"));
    QVERIFY(!kept[word("changes")].toArray().isEmpty());
    QVERIFY(!kept[word("tables")].toArray().isEmpty());
    QCOMPARE(kept, live);
    // afterwards: the database has gone on, the backup has not
    library.execute("DROP TABLE fines");
    QCOMPARE(library.json({ word("diff"), heads, backup })[word("tables")], kept[word("tables")]);
    QVERIFY(library.json({ word("diff"), heads, library.url() })[word("tables")] != kept[word("tables")]);
}

void TestBackupSchemaCommand::twoBackupsAreCompared()
{
    const Library library;
    const QString first = word("backup:") + library.backUp();
    library.execute("ALTER TABLE authors ADD COLUMN later TEXT");
    const QString second = word("backup:") + library.backUp();
    QCOMPARE(library.changes(first, second), QStringList{ word("adds column later to authors (TEXT, nullable)") });
    QCOMPARE(library.changes(second, first), QStringList{ word("drops column later of authors") });
    QCOMPARE(library.changes(first, first), QStringList());
}

void TestBackupSchemaCommand::backupWithoutASchemaSaysSo()
{
    const Library library;
    const QString id = library.backUp();
    const QString folder = library.backups() + QLatin1Char('/') + id;
    // as it was before there were schemas in backups
    QFile::remove(folder + word("/schema.json"));
    QFile manifest(folder + word("/manifest.json"));
    QVERIFY(manifest.open(QIODevice::ReadWrite));
    QJsonObject object = QJsonDocument::fromJson(manifest.readAll()).object();
    const auto sum
        = [](const QByteArray& bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(); };
    const QJsonObject dump = object[word("files")][0].toObject();
    object[word("files")] = QJsonArray{ dump };
    object[word("bytes")] = dump[word("bytes")];
    const QByteArray line
        = dump[word("sha256")].toString().toUtf8() + "  " + dump[word("path")].toString().toUtf8() + '\n';
    object[word("sha256")] = QString::fromLatin1(sum(line));
    object.remove(word("schema_read"));
    object.remove(word("schema_problem"));
    const QByteArray json = QJsonDocument(object).toJson();
    manifest.resize(0);
    manifest.seek(0);
    manifest.write(json);
    manifest.close();
    QFile sums(folder + word("/SHA256SUMS"));
    QVERIFY(sums.open(QIODevice::WriteOnly));
    sums.write(line + sum(json) + "  manifest.json\n");
    sums.close();
    QCOMPARE(library.json({ word("backup"), word("list") })[word("backups")].toArray().size(), 1);
    QVERIFY(library.run({ word("backup"), word("show"), id }).out.contains(word("Schema          none")));
    const QJsonObject error
        = library.json({ word("schema"), word("--backup"), id }, cli::Failed)[word("error")].toObject();
    QCOMPARE(error[word("code")].toString(), word("not-found"));
    QVERIFY(error[word("message")].toString().contains(word("holds no schema")));
    QVERIFY(error[word("message")].toString().contains(word("make a new one")));
    QCOMPARE(library.run({ word("diff"), word("backup:") + id, library.url() }).exitCode, cli::Failed);
}

void TestBackupSchemaCommand::failures_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QStringList& arguments, const char* code) {
        QTest::newRow(name) << arguments << word(code);
    };
    row("no such backup", { word("schema"), word("--backup"), word("nothing") }, "not-found");
    row("no such backup to compare", { word("diff"), word("backup:nothing"), word("backup:latest") }, "not-found");
    row("no id", { word("diff"), word("backup:"), word("backup:latest") }, "not-found");
    row("none of that database", { word("diff"), word("backup:latest"), word("postgresql://h/d") }, "not-found");
    row("another kind of database", { word("diff"), word("backup:library.db"), word("postgresql://h/d") },
        "unsupported");
    row("nothing that is known", { word("diff"), word("backup:latest"), word("backups") }, "unsupported");
}

void TestBackupSchemaCommand::failures()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, code);
    const Library library;
    library.backUp();
    QCOMPARE(library.json(arguments, cli::Failed)[word("error")][word("code")].toString(), code);
}

void TestBackupSchemaCommand::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a project and a backup") << QStringList{ word("schema"), word("demo"), word("--backup"), word("x") };
    QTest::newRow("neither") << QStringList{ word("schema") };
}

void TestBackupSchemaCommand::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    QCOMPARE(CommandRun::of(arguments).exitCode, cli::WrongUsage);
}

QTEST_GUILESS_MAIN(TestBackupSchemaCommand)
#include "tst_backup_schema_command.moc"
