// A database that was made again from the SQL that its schema is written as is the same to the server's own dump
// program: statement for statement, with owners and privileges.
#include "torture.h"

#include <QProcess>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* latin) { return QString::fromUtf8(latin); }

/// What the dump program writes of a database, an entry for each object, in the order of their names.
QStringList dumped(const TestDatabase& database)
{
    const Servers& servers = Servers::running();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(text("PGPASSWORD"), servers.admin.password);
    process.setProcessEnvironment(environment);
    process.start(text("pg_dump"),
        { text("--schema-only"), text("--host"), servers.postgresSocketFolder, text("--port"),
            QString::number(servers.postgresPort), text("--username"), servers.admin.user, database.name() });
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s", process.readAllStandardError().constData());
    QString all = QString::fromUtf8(process.readAllStandardOutput());
    all = all.section(text("-- PostgreSQL database dump complete"), 0, 0); // what follows is a key of its own each time
    QStringList entries = all.split(text("\n--\n-- Name: "));
    entries.removeFirst();
    for (QString& entry : entries)
        if (entry.section(QLatin1Char('\n'), 0, 0)
                .contains(text("Type: ACL"))) { // which was granted first says nothing
            QStringList lines = entry.split(QLatin1Char('\n'));
            lines.sort();
            entry = lines.join(QLatin1Char('\n'));
        }
    entries.sort();
    return entries;
}

/// The entries that only one has.
QString without(const QStringList& these, const QStringList& those)
{
    QStringList rest = these;
    for (const QString& one : those)
        rest.removeOne(one);
    return rest.join(text("\n-- Name: "));
}

} // namespace

class TestDumpedAgain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameToTheServersOwnProgram_data();
    void sameToTheServersOwnProgram();
};

void TestDumpedAgain::sameToTheServersOwnProgram_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("torture") << tortureStatements(Kind::PostgreSql);
    QFile file(text(ESPALIER_SOURCE_DIR "/tests/contract/introspection/means_postgresql.sql"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QTest::newRow("means") << QString::fromUtf8(file.readAll()).split(text(";\n"), Qt::SkipEmptyParts);
}

void TestDumpedAgain::sameToTheServersOwnProgram()
{
    QFETCH(QStringList, statements);
    const TestDatabase database(Kind::PostgreSql);
    const TestDatabase copy(Kind::PostgreSql);
    makeRoles(database);
    runStatements(database.adminUrl(), statements);
    const auto before = introspected(database.adminUrl());
    VERIFY_RESULT(before);
    runStatements(copy.adminUrl(), statementsOf(before->schema, dialectFor(Kind::PostgreSql)));
    const QStringList theirs = dumped(database);
    const QStringList ours = dumped(copy);
    QVERIFY(theirs.size() > 50);
    QVERIFY2(without(ours, theirs).isEmpty(), qPrintable(without(ours, theirs) + without(theirs, ours)));
    QVERIFY2(without(theirs, ours).isEmpty(), qPrintable(without(theirs, ours)));
    const auto after = introspected(copy.adminUrl());
    VERIFY_RESULT(after);
    const auto differences
        = schema::difference(before->schema, after->schema, dialectFor(Kind::PostgreSql).schemaRules(before->version));
    QVERIFY2(differences.empty(), qPrintable(shown(differences)));
}

QTEST_GUILESS_MAIN(TestDumpedAgain)
#include "tst_dumped_again.moc"
