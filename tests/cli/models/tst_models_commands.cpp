// `diff` with models and `write`, as somebody at a terminal has them.
#include "conformance/reports/report_project.h"
#include "support/command_run.h"
#include "support/temporary_folder.h"

#include <QJsonArray>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

QString word(const char* text) { return QString::fromUtf8(text); }

QMap<QString, QString> statesOf(const QJsonObject& document)
{
    QMap<QString, QString> states;
    for (const QJsonValue& table : document.value(word("tables")).toArray())
        states.insert(table[word("name")].toString(),
            (table[word("certain")].toBool() ? QString() : word("perhaps ")) + table[word("state")].toString());
    return states;
}

} // namespace

class TestModelsCommands : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void differencesOfMigrationsAndModels();
    void statesInJson();
    void statesOfADatabase();
    void whatIsNotKnownIsPerhaps();
    void modelsCarryCreateAll();
    void whereModelsWereLookedForIsSaid();
    void severalMetadataGiveNoConvention();
    void variablesOfTheEnvironmentAreModelsToo();
    void differencesKnowVariablesOfTheEnvironment();
    void revisionsAreWrittenWithVariablesOfTheEnvironment();
    void revisionIsShownThenWritten();
    void severalHeadsAreAsked();
};

void TestModelsCommands::differencesOfMigrationsAndModels()
{
    const QString project = reportFolder(word("prospecting/backend"));
    const CommandRun run = CommandRun::of({ word("diff"), project + word("@heads"), project + word("@models") });
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out,
        word("creates table prospects with 18 columns\n"
             "creates table email_logs with 6 columns\n"
             "creates table jobs with 9 columns\n"
             "adds foreign key discovery_queries_job_id_fkey from discovery_queries (job_id) to jobs (id)\n"));
    QCOMPARE(run.err,
        word("app/main.py:7 makes tables beside the migrations: await conn.run_sync(Base.metadata.create_all)\n"));
    QCOMPARE(CommandRun::of({ word("diff"), project + word("@models"), project + word("@models") }).out,
        word("No difference.\n"));
    QCOMPARE(CommandRun::of({ word("diff"), word("@models"), project + word("@models") }).exitCode, 1);
}

void TestModelsCommands::statesInJson()
{
    const QString project = reportFolder(word("prospecting/backend"));
    const QJsonObject json
        = CommandRun::of({ word("diff"), project + word("@models"), project + word("@heads"), word("--format=json") })
              .json();
    QCOMPARE(statesOf(json),
        (QMap<QString, QString>{ { word("jobs"), word("missing-migration") },
            { word("prospects"), word("missing-migration") }, { word("email_logs"), word("missing-migration") },
            { word("settings"), word("in-order") }, { word("discovery_queries"), word("changed") } }));
    const QJsonObject change = json.value(word("changes")).toArray().first().toObject();
    QCOMPARE(change.value(word("certain")).toBool(), true);
    QVERIFY(!change.value(word("sql")).toArray().isEmpty());
    const QJsonObject call = json.value(word("create_all")).toArray().first().toObject();
    QCOMPARE(call.value(word("file")).toString(), word("app/main.py"));
    QCOMPARE(call.value(word("line")).toInt(), 7);
    // two revisions have no states
    const CommandRun revisions = CommandRun::of(
        { word("diff"), project + word("@heads"), project + word("@4b9608290b5d"), word("--format=json") });
    QVERIFY(!revisions.json().contains(word("tables")));
}

void TestModelsCommands::statesOfADatabase()
{
    const QString project = reportFolder(word("leads/backend"));
    const TestDatabase database(Kind::Sqlite);
    const PythonRun upgraded = alembicOn(project, database, { word("upgrade"), word("137b19ac6ef3") });
    QVERIFY2(upgraded.exitCode == 0, upgraded.text().constData());
    database.execute({ word("DROP TABLE sessions"), word("CREATE TABLE stray (id INTEGER PRIMARY KEY)"),
        word("CREATE TABLE reports (id INTEGER PRIMARY KEY)"),
        word("CREATE TABLE documents (id INTEGER PRIMARY KEY)") });
    const CommandRun run
        = CommandRun::of({ word("diff"), project + word("@models"), database.url(), word("--format=json") });
    QVERIFY2(run.exitCode == 0, qPrintable(run.out));
    const QMap<QString, QString> states = statesOf(run.json());
    QCOMPARE(states.value(word("users")), word("in-order"));
    QCOMPARE(states.value(word("sessions")), word("lost"));
    QCOMPARE(states.value(word("stray")), word("orphan"));
    QCOMPARE(states.value(word("reports")), word("outside-migrations"));
    QCOMPARE(states.value(word("documents")), word("ahead"));
    QCOMPARE(states.value(word("file_documents")), word("pending"));
    QCOMPARE(states.value(word("customers")), word("missing-migration"));
    QVERIFY(!states.contains(word("alembic_version")));
}

void TestModelsCommands::whatIsNotKnownIsPerhaps()
{
    const TemporaryFolder copy;
    copyFolder(reportFolder(word("prospecting")), copy.path());
    replaceInFile(copy.path(word("backend/alembic/versions/556b79de2825_add_discovery_query_id_to_prospects_safe.py")),
        "def downgrade", "    op.execute(open('more.sql').read())\n\n\ndef downgrade");
    const QString project = copy.path(word("backend"));
    const CommandRun run = CommandRun::of({ word("diff"), project + word("@heads"), project + word("@models") });
    QVERIFY2(run.out.startsWith(word("perhaps: creates table prospects")), qPrintable(run.out));
    QVERIFY2(run.err.contains(word("4 of them cannot be known for sure")), qPrintable(run.err));
    const CommandRun written = CommandRun::of({ word("write"), project });
    QVERIFY2(written.out.contains(word("    # espalier: jobs is left out: ")), qPrintable(written.out));
    QVERIFY2(!written.out.contains(word("create_table")), qPrintable(written.out));
    QVERIFY(written.err.contains(word("Left out: jobs: ")));
}

void TestModelsCommands::modelsCarryCreateAll()
{
    const QJsonObject json = CommandRun::of(
        { word("schema"), reportFolder(word("prospecting/backend")), word("--models"), word("--format=json") })
                                 .json();
    QCOMPARE(json.value(word("create_all")).toArray().size(), 1);
}

void TestModelsCommands::whereModelsWereLookedForIsSaid()
{
    const TemporaryFolder folder;
    folder.write(word("alembic.ini"), "[alembic]\nscript_location = migrations\n");
    folder.write(word("migrations/versions/a1.py"), "revision = 'a1'\ndown_revision = None\n");
    const auto write = [&](const QByteArray& env) { folder.write(word("migrations/env.py"), env); };
    const auto errorOf = [&] {
        return CommandRun::of({ word("schema"), folder.path(), word("--models"), word("--format=json") })
            .json()
            .value(word("error"))
            .toObject();
    };
    write("from alembic import context\n\nfrom shop.models import Base\n\n"
          "context.configure(url='sqlite://', target_metadata=[Base.metadata])\n");
    QCOMPARE(CommandRun::of({ word("schema"), folder.path(), word("--models"), word("--at=base") }).exitCode, 2);
    const CommandRun run = CommandRun::of({ word("schema"), folder.path(), word("--models") });
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.err,
        word("No models of %1 are found: neither env.py's target_metadata nor the files lead to any. "
             "(%1/migrations/env.py:3)\n"
             "Because: shop.models.Base.metadata is not part of the project and not known here\n")
            .arg(folder.path()));
    QCOMPARE(errorOf().value(word("line")).toInt(), 3);
    folder.write(word("shop/__init__.py"), "");
    folder.write(word("shop/models.py"), "import os\n");
    write("from alembic import context\n\n\nfrom shop.models import Base\n\n"
          "context.configure(url='sqlite://', target_metadata=Base.metadata)\n");
    QCOMPARE(errorOf().value(word("line")).toInt(), 4);
    write("from alembic import context\n\ncontext.configure(url='sqlite://', target_metadata=None)\n");
    QCOMPARE(errorOf().value(word("line")).toInt(), 3);
    write("import os\n");
    QVERIFY(errorOf().value(word("file")).toString().endsWith(word("migrations/env.py")));
}

void TestModelsCommands::severalMetadataGiveNoConvention()
{
    const TemporaryFolder folder;
    folder.write(word("alembic.ini"), "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n");
    folder.write(word("models.py"),
        "import sqlalchemy as sa\nmetadata = sa.MetaData(naming_convention={'uq': 'uq_%(table_name)s'})\n");
    folder.write(word("migrations/versions/a1.py"),
        "import sqlalchemy as sa\nfrom alembic import op\nrevision = 'a1'\ndown_revision = None\n\n"
        "def upgrade():\n    op.create_table('a', sa.Column('n', sa.Integer), sa.UniqueConstraint('n'))\n");
    const auto sqlWith = [&](const QByteArray& given) {
        folder.write(word("migrations/env.py"),
            "from alembic import context\nfrom models import metadata\n"
            "context.configure(url='postgresql://', target_metadata="
                + given + ")\nwith context.begin_transaction():\n    context.run_migrations()\n");
        return CommandRun::of({ word("sql"), folder.path(), word("heads"), word("--dialect=postgresql") }).out;
    };
    QVERIFY(sqlWith("metadata").contains(word("CONSTRAINT uq_a UNIQUE (n)")));
    const QString several = sqlWith("[metadata]");
    QVERIFY2(several.contains(word("UNIQUE (n)")) && !several.contains(word("uq_a")), qPrintable(several));
}

/// Models and a revision whose lengths are the variable SIZE's.
static void writeSizedProject(const TemporaryFolder& folder)
{
    folder.write(word("alembic.ini"), "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n");
    folder.write(word("migrations/versions/a1.py"),
        "import os\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = 'a1'\ndown_revision = None\n\n"
        "def upgrade():\n    op.create_table('a', sa.Column('id', sa.Integer, nullable=False),\n"
        "        sa.PrimaryKeyConstraint('id', name='pk' + os.environ.get('SUFFIX', '')))\n\n"
        "def downgrade():\n    op.drop_table('a')\n");
    folder.write(word("migrations/script.py.mako"),
        "revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n\ndef upgrade():\n    ${upgrades}\n\n"
        "def downgrade():\n    ${downgrades}\n");
    folder.write(word("migrations/env.py"),
        "from alembic import context\nfrom models import Base\n"
        "context.configure(url='x://', target_metadata=Base.metadata)\n");
    folder.write(word("models.py"),
        "import os\nimport sqlalchemy as sa\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n"
        "class A(Base):\n    __tablename__ = 'a'\n    id = sa.Column(sa.Integer)\n"
        "    name = sa.Column(sa.String(int(os.environ['SIZE'])))\n"
        "    __table_args__ = (sa.PrimaryKeyConstraint('id', name='pk'),)\n");
}

void TestModelsCommands::variablesOfTheEnvironmentAreModelsToo()
{
    const TemporaryFolder folder;
    writeSizedProject(folder);
    const auto typeOfName = [&](const QStringList& options) {
        const CommandRun run = CommandRun::of(
            QStringList{ word("schema"), folder.path(), word("--models"), word("--format=json") } + options);
        return run.json()[word("tables")][0][word("columns")][1][word("type")];
    };
    QCOMPARE(typeOfName({ word("--env=SIZE=7") }).toString(), word("VARCHAR(7)"));
    QVERIFY(typeOfName({}).isObject()); // why it is not known
}

void TestModelsCommands::differencesKnowVariablesOfTheEnvironment()
{
    const TemporaryFolder folder;
    writeSizedProject(folder);
    const auto outputOf = [&](const QStringList& options) {
        return CommandRun::of(
            QStringList{ word("diff"), folder.path() + word("@heads"), folder.path() + word("@models") } + options)
            .out;
    };
    QCOMPARE(
        outputOf({ word("--env=SIZE=7"), word("--clean-env") }), word("adds column name to a (String(7), nullable)\n"));
    QVERIFY(outputOf({ word("--clean-env") }).contains(word("perhaps: ")));
    const QString other = outputOf({ word("--env=SIZE=7"), word("--env=SUFFIX=_2") });
    QVERIFY2(other.contains(word("pk_2")), qPrintable(other)); // of the migrations
    QCOMPARE(CommandRun::of({ word("diff"), word("a@heads"), word("b@heads"), word("--env=SIZE") }).exitCode, 2);
    const CommandRun open = CommandRun::of(
        { word("diff"), folder.path() + word("@heads"), folder.path() + word("@models"), word("--env=SIZE=7") });
    QCOMPARE(open.out, word("No difference that is known.\n"));
    QVERIFY2(open.err.contains(word("a: depends on the environment variable SUFFIX (migrations/versions/a1.py:")),
        qPrintable(open.err));
}

void TestModelsCommands::revisionsAreWrittenWithVariablesOfTheEnvironment()
{
    const TemporaryFolder folder;
    writeSizedProject(folder);
    const auto runOf = [&](const QStringList& options) {
        return CommandRun::of(QStringList{ word("write"), folder.path(), word("--rev-id=a2") } + options);
    };
    const CommandRun known = runOf({ word("--env=SIZE=7"), word("--clean-env"), word("--ignore-env") });
    QVERIFY2(known.out.contains(word("sa.Column('name', sa.String(length=7)")), qPrintable(known.out + known.err));
    const CommandRun open = runOf({ word("--env=SIZE=7") });
    QCOMPARE(open.out, word("Nothing is known to be missing.\n"));
    QVERIFY2(open.err.contains(word("SUFFIX")), qPrintable(open.err));
    const CommandRun unknown = runOf({ word("--env=SUFFIX=") });
    QVERIFY2(unknown.err.contains(word("Left out: a.name")), qPrintable(unknown.out + unknown.err));
}

void TestModelsCommands::revisionIsShownThenWritten()
{
    const TemporaryFolder copy;
    copyFolder(reportFolder(word("prospecting")), copy.path());
    const QString project = copy.path(word("backend"));
    const QStringList command{ word("write"), project, word("--message=core tables"), word("--rev-id=ae10ae10ae10") };
    const CommandRun shown = CommandRun::of(command);
    QCOMPARE(shown.exitCode, 0);
    QVERIFY2(shown.out.startsWith(word("# alembic/versions/ae10ae10ae10_core_tables.py\n\"\"\"core tables\n")),
        qPrintable(shown.out));
    QVERIFY(!QFile::exists(project + word("/alembic/versions/ae10ae10ae10_core_tables.py")));
    const CommandRun written = CommandRun::of(command + QStringList{ word("--apply") });
    QCOMPARE(written.out, word("Written: alembic/versions/ae10ae10ae10_core_tables.py\n"));
    QFile file(project + word("/alembic/versions/ae10ae10ae10_core_tables.py"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(file.readAll()).contains(word("down_revision = '556b79de2825'")));
    QCOMPARE(CommandRun::of({ word("write"), project }).out,
        word("Nothing is missing: the migrations make what the models say.\n"));
    const CommandRun none = CommandRun::of({ word("write"), project, word("--format=json") });
    QVERIFY(none.json().value(word("text")).isNull());
    QCOMPARE(none.json().value(word("written")).toBool(), false);
}

void TestModelsCommands::severalHeadsAreAsked()
{
    const QString project = reportFolder(word("leads/backend"));
    const CommandRun run = CommandRun::of({ word("write"), project, word("--format=json") });
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.json().value(word("error")).toObject().value(word("code")).toString(), word("ambiguous"));
    const CommandRun chosen
        = CommandRun::of({ word("write"), project, word("--parent=file_doc_mgmt_001"), word("--format=json") });
    QCOMPARE(chosen.json().value(word("down")).toArray(), QJsonArray{ word("file_doc_mgmt_001") });
    QCOMPARE(chosen.json().value(word("remaining")).toArray(), QJsonArray());
    QCOMPARE(CommandRun::of({ word("write"), project, word("--parent=nothing") }).exitCode, 1);
}

QTEST_GUILESS_MAIN(TestModelsCommands)
#include "tst_models_commands.moc"
