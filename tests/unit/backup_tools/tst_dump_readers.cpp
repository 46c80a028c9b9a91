#include "dialects/mysql/dump_reader.h"
#include "dialects/postgresql/dump_progress.h"
#include "dialects/postgresql/dump_rows.h"

#include <QTest>

using namespace espalier::dialects;

namespace {

const QByteArray archiveScript = "SET client_encoding = 'UTF8';\n"
                                 "COPY public.empty (a) FROM stdin;\n\\.\n\n"
                                 "COPY \"odd schema\".\"ta\"\"ble x\" (id, note) FROM stdin;\n"
                                 "1\tCOPY public.fake (a) FROM stdin;\n"
                                 "2\tline\\nbreak\n"
                                 "3\t\\\\.\n\\.\n\n"
                                 "COPY public.nocolumns  FROM stdin;\n\n\n\\.\n"
                                 "SELECT pg_catalog.setval('public.s', 3, true);\n";

const QByteArray dumpScript
    = "/*M!999999\\- enable the sandbox mode */ \n"
      "-- MariaDB dump 10.19\n"
      "DROP TABLE IF EXISTS `alembic_version`;\n"
      "CREATE TABLE `alembic_version` (\n  `version_num` varchar(32) NOT NULL\n) ENGINE=InnoDB;\n"
      "LOCK TABLES `alembic_version` WRITE;\n"
      "INSERT INTO `alembic_version` VALUES\n('ae10'),\n('b\\'2');\n"
      "UNLOCK TABLES;\n"
      "CREATE TABLE `em``pty` (\n  `a` int COMMENT 'CREATE TABLE `no`'\n);\n"
      "LOCK TABLES `em``pty` WRITE;\nUNLOCK TABLES;\n"
      "CREATE TABLE `notes` (\n  `id` int\n);\n"
      "LOCK TABLES `notes` WRITE;\n"
      "INSERT INTO `notes` VALUES (1,'a);(b','it''s'),(2,'\\\\',0x27),(3,NULL,'`');\n"
      "INSERT INTO `notes` (`id`, `te``xt`) VALUES (4,'UNLOCK TABLES;');\n"
      "UNLOCK TABLES;\n"
      "DELIMITER ;;\n"
      "CREATE PROCEDURE p()\nBEGIN\nLOCK TABLES `notes` WRITE;\nINSERT INTO `notes` VALUES (9,'','');\n"
      "CREATE TABLE `inside` (a int);\nUNLOCK TABLES;\nEND ;;\n"
      "DELIMITER ;\n"
      "INSERT INTO `outside` VALUES (1);\n"
      "-- Dump completed on 2025-06-03 10:15:00\n";

} // namespace

class TestDumpReaders : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void archiveRowsAreCountedHoweverTheBytesCome_data();
    void archiveRowsAreCountedHoweverTheBytesCome();
    void dumpRowsAreCountedHoweverTheBytesCome_data();
    void dumpRowsAreCountedHoweverTheBytesCome();
    void dumpWithoutItsLastLineIsNotComplete();
    void progressNeverGoesBack();
};

void TestDumpReaders::archiveRowsAreCountedHoweverTheBytesCome_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : { 1, 2, 3, 7, 64, 100'000 })
        QTest::addRow("%d bytes at a time", piece) << piece;
}

void TestDumpReaders::archiveRowsAreCountedHoweverTheBytesCome()
{
    QFETCH(int, piece);
    postgresql::DumpRowCounter counter;
    for (qsizetype i = 0; i < archiveScript.size(); i += piece)
        counter.add(archiveScript.mid(i, piece));
    const QHash<QString, qint64> expected{ { QStringLiteral("public.empty"), 0 },
        { QStringLiteral("odd schema.ta\"ble x"), 3 }, { QStringLiteral("public.nocolumns"), 2 } };
    QCOMPARE(counter.rows(), expected);
    QVERIFY(counter.currentTable().isEmpty());
}

void TestDumpReaders::dumpRowsAreCountedHoweverTheBytesCome_data() { archiveRowsAreCountedHoweverTheBytesCome_data(); }

void TestDumpReaders::dumpRowsAreCountedHoweverTheBytesCome()
{
    QFETCH(int, piece);
    mysql::DumpReader reader(QStringLiteral("alembic_version"));
    for (qsizetype i = 0; i < dumpScript.size(); i += piece)
        reader.add(dumpScript.mid(i, piece));
    const QStringList tables{ QStringLiteral("alembic_version"), QStringLiteral("em`pty"), QStringLiteral("notes") };
    QCOMPARE(reader.tables(), tables);
    QCOMPARE(reader.rowsOf(QStringLiteral("alembic_version")), 2);
    QCOMPARE(reader.rowsOf(QStringLiteral("em`pty")), 0);
    QCOMPARE(reader.rowsOf(QStringLiteral("notes")), 4);
    const QStringList revisions{ QStringLiteral("ae10"), QStringLiteral("b'2") };
    QCOMPARE(reader.watchedValues(), revisions);
    QVERIFY(reader.isComplete());
}

void TestDumpReaders::dumpWithoutItsLastLineIsNotComplete()
{
    for (qsizetype length = 0; length < dumpScript.size(); ++length) {
        mysql::DumpReader reader;
        reader.add(dumpScript.left(length));
        QVERIFY2(!reader.isComplete(), dumpScript.left(length).right(40).constData());
    }
}

void TestDumpReaders::progressNeverGoesBack()
{
    postgresql::DumpProgress progress({ { QStringLiteral("public.a"), 100 }, { QStringLiteral("public.b"), 300 } }, 1);
    const auto done = [&progress] { return progress.progress(QStringLiteral("Dumping")).done; };
    QVERIFY(!progress.hasLocks());
    progress.addLine("pg_dump: reading user-defined functions");
    QVERIFY(progress.hasLocks());
    QCOMPARE(done(), 0);
    progress.addLine("pg_dump: dumping contents of table \"public.a\"");
    QCOMPARE(done(), 0);
    progress.setCopied(QStringLiteral("public.a"), 60);
    QCOMPARE(done(), 60);
    progress.setCopied(QStringLiteral("public.a"), 40);
    QCOMPARE(done(), 60);
    progress.setCopied(QStringLiteral("public.a"), 4000); // the server counts otherwise
    QCOMPARE(done(), 100);
    progress.addLine("pg_dump: dumping contents of table \"public.b\"");
    progress.setCopied(QStringLiteral("public.b"), 150);
    QCOMPARE(done(), 250);
    QCOMPARE(progress.progress(QStringLiteral("Dumping")).total, 400);
    QVERIFY(progress.progress(QStringLiteral("Dumping")).phase.contains(QStringLiteral("public.b")));
}

QTEST_GUILESS_MAIN(TestDumpReaders)
#include "tst_dump_readers.moc"
