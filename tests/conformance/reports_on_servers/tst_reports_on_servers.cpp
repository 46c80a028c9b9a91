#include "support/real_alembic.h"
#include "support/servers.h"
#include "support/temporary_folder.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

// What report 4 says about its scripts, on the database that they were written for.

using namespace espalier;
using namespace espalier::test;

namespace {

const QString tables = QStringLiteral("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
                                      "AND table_type = 'BASE TABLE' ORDER BY table_name");
const QString foreignKeys = QStringLiteral(
    "SELECT conrelid::regclass || ' ' || confrelid::regclass FROM pg_constraint WHERE contype = 'f' ORDER BY 1");

const QByteArray baseTables = R"py(
"""create base tables"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "create_base_tables"
down_revision = None


def upgrade():
    for name in ("jobs", "prospects", "email_logs"):
        op.create_table(name, sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True))
    op.add_column("email_logs", sa.Column("prospect_id", postgresql.UUID(as_uuid=True), nullable=False))
    op.create_foreign_key("fk_email_logs_prospect_id", "email_logs", "prospects", ["prospect_id"], ["id"])


def downgrade():
    for name in ("email_logs", "prospects", "jobs"):
        op.drop_table(name)
)py";

PythonRun upgradeToHead(const QString& folder, const TestDatabase& database)
{
    return runAlembic(folder, { QStringLiteral("upgrade"), QStringLiteral("head") },
        { { QStringLiteral("DATABASE_URL"), database.url() } });
}

} // namespace

class TestReportsOnServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void migrationsAloneMakeTwoOfFiveTables();
    void aBaseMigrationBringsTheOthers();
};

// Report 4, "Option A: drop all, run migrations from scratch", expects five tables afterwards. Without the base
// migration of its step 1, there are two, and silently: the scripts look for the others first.
void TestReportsOnServers::migrationsAloneMakeTwoOfFiveTables()
{
    const TestDatabase database(Kind::PostgreSql);
    const PythonRun run
        = upgradeToHead(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/reports/prospecting/backend"), database);
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(database.column(tables),
        QStringList(
            { QStringLiteral("alembic_version"), QStringLiteral("discovery_queries"), QStringLiteral("settings") }));
    QCOMPARE(database.column(foreignKeys), QStringList());
}

// With it, all that the report expects: five tables, three foreign keys, the same head.
void TestReportsOnServers::aBaseMigrationBringsTheOthers()
{
    const TemporaryFolder copy;
    const QString from = QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/reports/prospecting/backend/");
    QDirIterator it(from, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray content = file.readAll();
        if (file.fileName().contains(QStringLiteral("4b9608290b5d")))
            content.replace("down_revision = None", "down_revision = 'create_base_tables'");
        copy.write(file.fileName().mid(from.size()), content);
    }
    copy.write(QStringLiteral("alembic/versions/create_base_tables.py"), baseTables.trimmed());

    const TestDatabase database(Kind::PostgreSql);
    const PythonRun run = upgradeToHead(copy.path(), database);
    QVERIFY2(run.exitCode == 0, run.text().constData());
    QCOMPARE(database.column(tables),
        QStringList(
            { QStringLiteral("alembic_version"), QStringLiteral("discovery_queries"), QStringLiteral("email_logs"),
                QStringLiteral("jobs"), QStringLiteral("prospects"), QStringLiteral("settings") }));
    QCOMPARE(database.column(foreignKeys),
        QStringList({ QStringLiteral("discovery_queries jobs"), QStringLiteral("email_logs prospects"),
            QStringLiteral("prospects discovery_queries") }));
    QCOMPARE(
        database.column(QStringLiteral("SELECT version_num FROM alembic_version")), { QStringLiteral("556b79de2825") });
}

QTEST_GUILESS_MAIN(TestReportsOnServers)
#include "tst_reports_on_servers.moc"
