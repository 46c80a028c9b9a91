// What `espalier-cli write` writes is run by the real Alembic on live databases: up, down and up again.
#include "support/command_run.h"
#include "support/migration_project.h"
#include "support/servers.h"

#include <QFile>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* utf8) { return QString::fromUtf8(utf8); }

// enums, sequences, indexes, keys in a circle and to themselves, checks, defaults, comments; a table that is there
// already changes
const char models[] = R"py(import enum

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base(metadata=sa.MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}))
Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Mood(enum.Enum):
    sad = 1
    ok = 2


class Person(Base):
    __tablename__ = "people"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(40), nullable=False, index=True)
    email = sa.Column(sa.String(80), unique=True)
    mood = sa.Column(sa.Enum(Mood, name="mood"), server_default="ok", nullable=False)
    made = sa.Column(sa.DateTime(), server_default=sa.func.now(), nullable=False)
    rank = sa.Column(sa.Integer, nullable=False)
    team_id = sa.Column(Big, sa.ForeignKey("teams.id", ondelete="SET NULL", use_alter=True))
    __table_args__ = (sa.CheckConstraint("rank >= 0", name="rank"), sa.Index(None, "name", "made"))


class Team(Base):
    __tablename__ = "teams"
    id = sa.Column(Big, primary_key=True)
    title = sa.Column(sa.String(50), server_default="it's: 100 %", comment="shown", nullable=False)
    owner_id = sa.Column(sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
    parent_id = sa.Column(Big, sa.ForeignKey("teams.id"))
    feeling = sa.Column(sa.Enum(Mood, name="mood"))
    share = sa.Column(sa.Numeric(5, 2), server_default=sa.text("0.5"))
    is_open = sa.Column(sa.Boolean(), server_default=sa.true(), nullable=False)
    founded = sa.Column(sa.Date())
    logo = sa.Column(sa.LargeBinary())
    number = sa.Column(sa.Integer, sa.Sequence("team_numbers", start=100, increment=5))
    __table_args__ = (sa.CheckConstraint("share > 0 AND share < 100", name="share"),
                      sa.UniqueConstraint("title", "owner_id"), sa.Index(None, "founded", unique=True),
                      {"comment": "of people"})


tickets = sa.Sequence("tickets", metadata=Base.metadata)
members = sa.Table("members", Base.metadata,
    sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("team_id", Big, sa.ForeignKey("teams.id"), primary_key=True))
)py";

// what Alembic itself still finds between a database and the models
const char compare[] = R"py(import sys
from sqlalchemy import create_engine
from alembic.migration import MigrationContext
from alembic.autogenerate import compare_metadata
from models import Base
with create_engine(sys.argv[1]).connect() as connection:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    for difference in compare_metadata(context, Base.metadata):
        print(difference)
)py";

// all that SQLAlchemy's inspector sees
const char inspection[] = R"py(import sys
from sqlalchemy import create_engine, inspect
engine = create_engine(sys.argv[1])
i = inspect(engine)
for t in sorted(i.get_table_names()):
    for c in i.get_columns(t):
        print(t, c["name"], c["type"], c["nullable"], c["default"])
    print(t, i.get_pk_constraint(t)["constrained_columns"])
    for f in i.get_foreign_keys(t):
        print(t, f["name"], f["constrained_columns"], f["referred_table"], f["referred_columns"], f["options"])
    for u in i.get_unique_constraints(t) + i.get_indexes(t):
        print(t, u["name"], u["column_names"])
    if engine.dialect.name != "sqlite":
        for c in i.get_check_constraints(t):
            print(t, c["name"])
if engine.dialect.name != "sqlite":
    print(sorted(i.get_sequence_names()))
if engine.dialect.name == "postgresql":
    print(i.get_enums())
)py";

class Team {
public:
    explicit Team(Kind kind)
        : database(kind)
        , project(database.url())
    {
        project.write(text("models.py"), models);
        project.write(text("compare.py"), compare);
        project.write(text("inspect_it.py"), inspection);
        QFile mako(text(ESPALIER_SOURCE_DIR "/tests/data/authoring/script.py.mako"));
        if (!mako.open(QIODevice::ReadOnly))
            qFatal("no template");
        project.write(text("migrations/script.py.mako"), mako.readAll());
        project.replaceInEnv("target_metadata = None", "from models import Base\ntarget_metadata = Base.metadata");
        if (kind == Kind::Sqlite)
            project.replaceInEnv("connection=connection, target_metadata=target_metadata",
                "connection=connection, target_metadata=target_metadata, render_as_batch=True");
        Script first;
        first.id = text("0001");
        first.upgrade = QStringList{
            text("op.create_table('people', sa.Column('id', sa.Integer(), nullable=False), sa.Column('name', "
                 "sa.String(20), nullable=True), sa.Column('nick', sa.String(9), server_default='x'), "
                 "sa.PrimaryKeyConstraint('id', name=op.f('pk_people')))"),
            text("op.create_index('ix_people_nick', 'people', ['nick'])")
        };
        first.downgrade = QStringList{ text("op.drop_table('people')") };
        project.add(first);
    }

    /// What went wrong; empty where nothing did.
    QString alembic(const QStringList& arguments) const
    {
        const PythonRun run = project.alembic(arguments);
        return run.exitCode == 0 ? QString() : QString::fromUtf8(run.text()).trimmed().right(300);
    }
    QString said(const char* script) const
    {
        const PythonRun run = runPython(project.folder(), { text(script), database.url() });
        return run.exitCode == 0 ? run.out : QString::fromUtf8(run.text());
    }

    TestDatabase database;
    MigrationProject project;
};

} // namespace

class TestWrittenOnServers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void upDownAndUpAgain_data()
    {
        QTest::addColumn<Kind>("kind");
        for (const Kind kind : allKinds())
            QTest::newRow(kindName(kind)) << kind;
    }
    void upDownAndUpAgain();
};

void TestWrittenOnServers::upDownAndUpAgain()
{
    QFETCH(Kind, kind);
    const Team team(kind);
    QCOMPARE(team.alembic({ text("upgrade"), text("head") }), QString());
    const QString before = team.said("inspect_it.py");
    QVERIFY(before.contains(text("nick")));

    const CommandRun run
        = CommandRun::of({ text("write"), team.project.folder(), text("--apply"), text("--format=json") });
    const QJsonObject written = run.json();
    QVERIFY2(run.exitCode == 0 && written[text("written")].toBool(), qPrintable(run.out + run.err));
    const auto none = [&](const char* what) { return written[text(what)].toArray() == QJsonArray{}; };
    QVERIFY2(none("left_out") && none("remaining") && none("not_undone"), qPrintable(run.out));
    const QJsonArray warnings = written[text("warnings")].toArray();
    QCOMPARE(warnings.size(), 1); // the only column that rows could have no value for
    QCOMPARE(warnings[0][text("name")].toString(), text("rank"));

    QCOMPARE(team.alembic({ text("upgrade"), text("head") }), QString());
    QCOMPARE(team.said("compare.py"), QString());
    const CommandRun diff
        = CommandRun::of({ text("diff"), team.project.folder() + text("@models"), team.database.url() });
    QCOMPARE(diff.out + diff.err, text("No difference.\n"));
    const QString after = team.said("inspect_it.py");
    QVERIFY(after.contains(text("members")));
    for (const char* sequence : { "'team_numbers'", "'tickets'" })
        QCOMPARE(after.contains(text(sequence)), kind == Kind::PostgreSql);

    QCOMPARE(team.alembic({ text("downgrade"), text("-1") }), QString());
    QCOMPARE(team.said("inspect_it.py"), before);
    QCOMPARE(team.alembic({ text("upgrade"), text("head") }), QString()); // nothing of it was left behind
    QCOMPARE(team.said("inspect_it.py"), after);
}

QTEST_GUILESS_MAIN(TestWrittenOnServers)
#include "tst_written_on_servers.moc"
