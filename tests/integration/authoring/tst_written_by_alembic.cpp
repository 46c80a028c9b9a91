// A revision that Espalier writes is run by the real Alembic, up and down, and gives what the real models say.
#include "support/migration_project.h"

#include "authoring/missing_migration.h"
#include "models/known_models.h"
#include "models/model_reader.h"

#include <QFile>
#include <QTest>

using namespace espalier;
using namespace espalier::test;

namespace {

const char models[] = R"py(import enum

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base(metadata=sa.MetaData(naming_convention={
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"}))


class Mood(enum.Enum):
    sad = 1
    ok = 2


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(40), nullable=False)
    email = sa.Column(sa.String(80), unique=True)
    mood = sa.Column(sa.Enum(Mood, name="mood"), index=True)
    made = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)


class Group(Base):
    __tablename__ = "groups"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.Text, server_default="it's: %d", comment="shown")
    owner_id = sa.Column(sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False)
    parent_id = sa.Column(sa.Integer, sa.ForeignKey("groups.id"))
    feeling = sa.Column(sa.Enum(Mood, name="mood"))
    share = sa.Column(sa.Numeric(5, 2))
    data = sa.Column(sa.JSON)
    __table_args__ = (sa.CheckConstraint("share > 0", name="share"), sa.UniqueConstraint("title", "owner_id"),
                      sa.Index("ix_lower", sa.text("lower(title)")), {"comment": "of users"})


members = sa.Table("members", Base.metadata,
    sa.Column("user_id", sa.ForeignKey("users.id"), primary_key=True),
    sa.Column("group_id", sa.ForeignKey("groups.id"), primary_key=True))
)py";

// What Alembic itself still finds between a database and the models. SQLAlchemy 1.4 does not see indexes of expressions
// on SQLite.
const char compare[] = R"py(import sys
from sqlalchemy import create_engine
from alembic.migration import MigrationContext
from alembic.autogenerate import compare_metadata
from models import Base
with create_engine(sys.argv[1]).connect() as connection:
    context = MigrationContext.configure(connection, opts={
        "compare_type": True, "include_object": lambda object, name, *rest: name != "ix_lower"})
    for difference in compare_metadata(context, Base.metadata):
        print(difference)
)py";

// tables, columns, keys and indexes as SQLAlchemy's inspector sees them
const char inspect[] = R"py(import sys
from sqlalchemy import create_engine, inspect
i = inspect(create_engine(sys.argv[1]))
for t in sorted(i.get_table_names()):
    for c in i.get_columns(t):
        print(t, c["name"], c["type"], c["nullable"], c["default"])
    print(t, i.get_pk_constraint(t)["constrained_columns"])
    for f in i.get_foreign_keys(t):
        print(t, f["constrained_columns"], f["referred_table"], f["referred_columns"], f["options"])
    for u in i.get_unique_constraints(t) + i.get_indexes(t):
        print(t, u["name"], u["column_names"])
)py";

// CREATE TABLE of every model on another database system, and the same of a script that goes through stdin
const char statements[] = R"py(from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable, CreateIndex
from models import Base
for t in Base.metadata.sorted_tables:
    if t.name == "users":
        continue
    print(str(CreateTable(t).compile(dialect=postgresql.dialect())).strip())
    for i in sorted(t.indexes, key=lambda one: one.name):
        print(str(CreateIndex(i).compile(dialect=postgresql.dialect())).strip())
)py";

struct Shop {
    Shop()
    {
        project.write(QStringLiteral("models.py"), models);
        project.write(QStringLiteral("compare.py"), compare);
        project.write(QStringLiteral("inspect_it.py"), inspect);
        project.write(QStringLiteral("statements.py"), statements);
        project.write(QStringLiteral("migrations/script.py.mako"),
            "\"\"\"${message}\n\nRevision ID: ${up_revision}\nRevises: ${down_revision | comma,n}\n"
            "Create Date: ${create_date}\n\n\"\"\"\nfrom alembic import op\nimport sqlalchemy as sa\n"
            "${imports if imports else \"\"}\n\nrevision = ${repr(up_revision)}\n"
            "down_revision = ${repr(down_revision)}\nbranch_labels = ${repr(branch_labels)}\n"
            "depends_on = ${repr(depends_on)}\n\n\ndef upgrade():\n    ${upgrades if upgrades else \"pass\"}\n\n\n"
            "def downgrade():\n    ${downgrades if downgrades else \"pass\"}\n");
        project.replaceInEnv("target_metadata = None", "from models import Base\ntarget_metadata = Base.metadata");
        project.replaceInEnv("connection=connection, target_metadata=target_metadata",
            "connection=connection, target_metadata=target_metadata, render_as_batch=True");
        Script first;
        first.id = QStringLiteral("0001");
        first.upgrade
            = QStringList{ QStringLiteral("op.create_table('users', sa.Column('id', sa.Integer(), nullable=False), "
                                          "sa.Column('name', sa.String(20), nullable=False), "
                                          "sa.Column('nick', sa.String(9)), "
                                          "sa.PrimaryKeyConstraint('id', name=op.f('pk_users')))") };
        first.downgrade = QStringList{ QStringLiteral("op.drop_table('users')") };
        project.add(first);
    }

    PythonRun python(const char* script) const { return runPython(project.folder(), { QLatin1String(script), url }); }

    core::Result<authoring::MissingMigration> written(const char* dialectName) const
    {
        const dialects::Dialect& dialect = *dialects::findDialect(QLatin1String(dialectName));
        const auto opened = project::openProject(project.folder());
        if (!opened)
            return core::fail(opened.error());
        const auto loaded = revisions::load(*opened, jobs::JobContext());
        if (!loaded)
            return core::fail(loaded.error());
        const auto read = models::readModels(*opened, dialect);
        if (!read)
            return core::fail(read.error());
        return authoring::writeMissingMigration(*loaded, dialect, models::placeOf(*read), {});
    }

    const QString url = QStringLiteral("sqlite:///shop.db");
    MigrationProject project{ url };
};

QString detailsOf(const std::vector<schema::Difference>& differences)
{
    QStringList all;
    for (const schema::Difference& one : differences)
        all.append(one.detail.english());
    return all.join(QLatin1Char('\n'));
}

#define VERIFY_RUN(run)                                                                                                \
    do {                                                                                                               \
        const PythonRun verifiedRun = (run);                                                                           \
        QVERIFY2(verifiedRun.exitCode == 0, verifiedRun.text().constData());                                           \
    } while (false)

} // namespace

class TestWrittenByAlembic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void upAndDownOnALiveDatabase();
    void statementsAreThoseOfTheModels();
};

void TestWrittenByAlembic::upAndDownOnALiveDatabase()
{
    const Shop shop;
    VERIFY_RUN(shop.project.alembic({ QStringLiteral("upgrade"), QStringLiteral("head") }));
    const QString before = shop.python("inspect_it.py").out;
    const auto migration = shop.written("sqlite");
    QVERIFY2(migration, migration ? "" : qPrintable(core::describe(migration.error())));
    QCOMPARE(migration->id, QStringLiteral("0002"));
    QVERIFY2(migration->leftOut.empty(), qPrintable(migration->text));
    QCOMPARE(detailsOf(migration->remaining), QString());
    QCOMPARE(detailsOf(migration->notUndone), QString());
    QVERIFY(authoring::save(*migration));
    VERIFY_RUN(shop.project.alembic({ QStringLiteral("upgrade"), QStringLiteral("head") }));
    const PythonRun found = shop.python("compare.py");
    QVERIFY2(found.exitCode == 0, found.text().constData());
    QCOMPARE(found.out, QString());
    QVERIFY(shop.python("inspect_it.py").out != before);
    VERIFY_RUN(shop.project.alembic({ QStringLiteral("downgrade"), QStringLiteral("-1") }));
    QCOMPARE(shop.python("inspect_it.py").out, before);
}

void TestWrittenByAlembic::statementsAreThoseOfTheModels()
{
    Shop shop;
    shop.project.replaceInIni("sqlite:///shop.db", "postgresql://u@localhost/shop");
    shop.project.replaceInEnv(", render_as_batch=True", "");
    const auto migration = shop.written("postgresql");
    QVERIFY2(migration, migration ? "" : qPrintable(core::describe(migration.error())));
    QVERIFY2(migration->leftOut.empty(), qPrintable(migration->text));
    QCOMPARE(detailsOf(migration->remaining), QString());
    QCOMPARE(detailsOf(migration->notUndone), QString());
    QVERIFY(authoring::save(*migration));
    const PythonRun sql
        = shop.project.alembic({ QStringLiteral("upgrade"), QStringLiteral("0001:head"), QStringLiteral("--sql") });
    QVERIFY2(sql.exitCode == 0, sql.text().constData());
    const PythonRun real = shop.python("statements.py");
    QVERIFY2(real.exitCode == 0, real.text().constData());
    const auto linesOf = [](const QString& text) {
        QStringList lines;
        for (QString line : text.split(QLatin1Char('\n'))) {
            line = line.trimmed();
            while (line.endsWith(QLatin1Char(',')) || line.endsWith(QLatin1Char(';')))
                line.chop(1);
            if (!line.trimmed().isEmpty())
                lines.append(line.trimmed());
        }
        return lines;
    };
    const QStringList written = linesOf(sql.out);
    for (const QString& line : linesOf(real.out))
        QVERIFY2(written.contains(line), qPrintable(line + QLatin1String("\nis not in\n") + sql.out));
    VERIFY_RUN(
        shop.project.alembic({ QStringLiteral("downgrade"), QStringLiteral("head:0001"), QStringLiteral("--sql") }));
}

QTEST_GUILESS_MAIN(TestWrittenByAlembic)
#include "tst_written_by_alembic.moc"
