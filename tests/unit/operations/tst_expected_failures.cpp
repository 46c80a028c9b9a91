#include "support/evaluated_script.h"

#include <QTest>

using namespace espalier;

namespace {

/// What becomes of a statement whose failure a script expects.
enum class Fate { GoesThrough, Fails, MayFail };

const char* const postgresql = "postgresql";
const char* const sqlite = "sqlite";

QByteArray script(const QByteArray& statement, const QByteArray& handler = "except Exception:")
{
    return "from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql as pg\n\n"
           "def upgrade():\n"
           "    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('n', sa.String(20)),\n"
           "        sa.Column('k', sa.Integer))\n"
           "    op.create_table('p', sa.Column('id', sa.String(10), primary_key=True))\n"
           "    op.execute('CREATE VIEW v AS SELECT id, n FROM t')\n"
           "    try:\n"
           "        with op.get_bind().begin_nested():\n"
           "            "
        + statement + "\n        op.create_table('fine', sa.Column('id', sa.Integer))\n    " + handler
        + "\n        op.create_table('failed', sa.Column('id', sa.Integer))\n";
}

bool makes(const QStringList& statements, const QString& table)
{
    return std::any_of(statements.begin(), statements.end(),
        [&](const QString& sql) { return sql.contains(QLatin1String("CREATE TABLE ") + table + QLatin1Char(' ')); });
}

Fate fateOf(const operations::Evaluation& evaluation)
{
    const QStringList sql = evaluation.sql();
    const bool isFine = makes(sql, QStringLiteral("fine"));
    const bool hasFailed = makes(sql, QStringLiteral("failed"));
    if (evaluation.isUnderstood)
        return isFine ? Fate::GoesThrough : Fate::Fails;
    return isFine || hasFailed ? Fate::GoesThrough : Fate::MayFail; // one of them would be a claim
}

} // namespace

Q_DECLARE_METATYPE(Fate)

/// In a `try` that expects errors of the database only what is weighed in full is taken for granted. Each was run by
/// Alembic 1.19.2 on PostgreSQL 15 and SQLite: none is claimed that went the other way.
class ExpectedFailuresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void statements_data();
    void statements();
    void handlersThatTakeSomeErrors();
    void whereTheTransactionIsLost();
};

void ExpectedFailuresTest::statements_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<Fate>("fate");
    const auto row = [](const char* dialect, Fate fate, const QByteArray& statement) {
        QTest::newRow((QByteArray(dialect) + ' ' + statement).constData())
            << statement << QString::fromLatin1(dialect) << fate;
    };
    for (const char* dialect : { postgresql, sqlite }) {
        row(dialect, Fate::GoesThrough, "op.add_column('t', sa.Column('z', sa.Integer))");
        row(dialect, Fate::GoesThrough, "op.create_index('ix', 't', ['k'])");
        row(dialect, Fate::GoesThrough,
            "op.create_table('c', sa.Column('id', sa.Integer), sa.CheckConstraint('id > 1 AND id IS NOT NULL'))");
        row(dialect, Fate::Fails, "op.create_index('ix', 't', ['nope'])");
        row(dialect, Fate::Fails, "op.create_table('c', sa.Column('id', sa.Integer), sa.Column('id', sa.Integer))");
        row(dialect, Fate::Fails, "op.create_table('c', sa.Column('id', sa.Integer), sa.UniqueConstraint('nope'))");
        row(dialect, Fate::Fails,
            "sa.Table('c', sa.MetaData(), sa.UniqueConstraint('id'), sa.Column('id', "
            "sa.Integer)).create(op.get_bind())");
        row(dialect, Fate::GoesThrough, "op.create_table('c', sa.UniqueConstraint('id'), sa.Column('id', sa.Integer))");
        row(dialect, Fate::MayFail,
            "op.create_table('c', sa.Column('id', sa.Integer), sa.CheckConstraint('nope > 1'))");
        row(dialect, Fate::MayFail,
            "op.create_table('c', sa.Column('id', sa.Integer), sa.CheckConstraint('id > nofunc(1)'))");
        row(dialect, Fate::MayFail, "op.create_index('ix', 't', [sa.text('lower(nope)')])");
        row(dialect, Fate::MayFail, "op.execute('select nofunc(1)')");
        row(dialect, Fate::MayFail, "op.get_bind().execute('select 1')"); // a plain string
        row(dialect, Fate::MayFail, "op.execute('update t set k = nofunc(k)')");
        row(dialect, Fate::MayFail, "op.execute('insert into t (id) values (1), (1)')");
        row(dialect, Fate::MayFail, "op.execute('create table c as select nope from t')");
        row(dialect, Fate::MayFail, "op.drop_column('t', 'n')"); // the view reads it
    }
    for (const char* statement : { "op.create_foreign_key('fk', 't', 'p', ['k'], ['id'])",
             "op.add_column('t', sa.Column('pid', sa.Integer, sa.ForeignKey('p.id')))",
             "op.create_check_constraint('ck', 't', \"n > 1\")", "op.execute('CREATE EXTENSION nope')",
             "op.execute(\"select 'nope'::regclass\")", "op.execute('select 1/0')",
             "op.execute('do $$ begin raise exception $q$x$q$; end $$')",
             "op.alter_column('t', 'n', type_=sa.Integer())", "op.alter_column('t', 'k', server_default='abc')",
             "op.alter_column('t', 'n', type_=sa.Text())", "op.create_index('ix', 't', ['n'], postgresql_using='gin')",
             "op.create_index('ix', 't', ['k'], postgresql_concurrently=True)",
             "op.execute('create view w as select nope from t')", "op.execute('grant select on t to nobody_here')",
             "op.execute('set role nobody_here')", "sa.Enum('a', 'a', name='en').create(op.get_bind())",
             "op.create_table('c', sa.Column('id', sa.Numeric(2000, 3)))",
             "op.create_table('c', sa.Column('id', sa.Integer, server_default=sa.text('nofunc()')))",
             "op.create_table('c', sa.Column('id', sa.Integer, sa.Identity(start=0)))",
             "op.create_table('c', sa.Column('a', sa.JSON, unique=True))",
             "op.create_table('c', sa.Column('e', sa.Enum('a', 'b', name='en')), sa.CheckConstraint('nope > 1'))",
             "op.create_table('c', sa.Column('A', sa.Integer), sa.CheckConstraint('A > 1'))",
             "op.create_table('c', sa.Column('a', sa.Integer), sa.CheckConstraint('a > 1 AND'))",
             "op.create_table('c', sa.Column('a', sa.Integer), sa.CheckConstraint('a = 1 = 2'))",
             "op.create_table('c', sa.Column('a', sa.Integer), sa.CheckConstraint('NOT a'))",
             "op.add_column('v', sa.Column('z', sa.Integer))", "op.execute(\"select id from t where k = 'x'\")",
             "op.execute('select id from t group by n')", "op.execute('select id from t limit -1')",
             "op.execute('show nope')", "op.execute(\"set lock_timeout = 'abc'\")", "op.execute('release savepoint x')",
             "op.execute('update t set k = 1 where id in (select id from t)')" })
        row(postgresql, Fate::MayFail, statement);
    for (const char* statement : { "op.create_check_constraint('ck', 't', \"n <> 'x' OR n IS NULL\")",
             "op.create_foreign_key('fk', 't', 'p', ['n'], ['id'])",
             "op.create_foreign_key('fk', 't', 't', ['k'], ['id'])", "op.alter_column('t', 'k', server_default='3')",
             "op.execute(\"update t set k = 1 where n = 'x'\")",
             "op.create_table('c', sa.Column('at', sa.DateTime, server_default=sa.func.now()))",
             "op.execute('select count(*) from t')", "op.execute(\"set lock_timeout = '5s'\")",
             "op.execute(\"select id, n from t where k between 1 and 3 and (n in ('a', 'b') or not n is null)\")",
             "op.create_table('c', sa.Column('a', sa.Boolean), sa.CheckConstraint('a'))",
             "op.create_table('c', sa.Column('a', sa.String), sa.CheckConstraint(sa.column('a').in_(['x', 'y'])))",
             "sa.Enum('a', 'b', name='en').create(op.get_bind())" })
        row(postgresql, QByteArray(statement).contains("['n'], ['id']") ? Fate::MayFail : Fate::GoesThrough, statement);
    row(postgresql, Fate::MayFail, "op.execute('-- nothing')");
    row(postgresql, Fate::Fails, "op.execute('selec 1')");
    row(sqlite, Fate::MayFail, "op.execute('selec 1')");
    row(sqlite, Fate::MayFail, "op.execute('create table c (x int,)')");
    row(sqlite, Fate::MayFail, "op.execute('vacuum t')");
    row(sqlite, Fate::GoesThrough, "op.execute('alter table t add column z int')");
}

void ExpectedFailuresTest::statements()
{
    QFETCH(QByteArray, statement);
    QFETCH(QString, dialect);
    QFETCH(Fate, fate);
    QCOMPARE(fateOf(test::evaluateText(script(statement), dialect, operations::Direction::Up, false)), fate);
}

void ExpectedFailuresTest::handlersThatTakeSomeErrors()
{
    const QByteArray statement = "op.execute('CREATE EXTENSION nope')";
    const auto of = [&](const QByteArray& handler) {
        return fateOf(test::evaluateText(
            script(statement, handler), QStringLiteral("postgresql"), operations::Direction::Up, false));
    };
    QCOMPARE(of("except KeyError:"), Fate::GoesThrough); // no error of a database
    QCOMPARE(of("except sa.exc.ProgrammingError:"), Fate::MayFail);
    // what the inner handler does not take goes on to the outer one
    const QByteArray nested
        = "from alembic import op\nimport sqlalchemy as sa\n\n"
          "def upgrade():\n    try:\n        try:\n            with op.get_bind().begin_nested():\n"
          "                op.execute('CREATE EXTENSION nope')\n        except sa.exc.NoSuchTableError:\n"
          "            pass\n        op.create_table('fine', sa.Column('id', sa.Integer))\n"
          "    except Exception:\n        op.create_table('failed', sa.Column('id', sa.Integer))\n";
    QCOMPARE(fateOf(test::evaluateText(nested, QStringLiteral("postgresql"), operations::Direction::Up, false)),
        Fate::MayFail);
}

/// Without a savepoint nothing can follow a failure, so that what ends well did not fail; unless it is rolled back.
void ExpectedFailuresTest::whereTheTransactionIsLost()
{
    const auto of = [](const QByteArray& handler) {
        return fateOf(test::evaluateText("from alembic import op\nimport sqlalchemy as sa\n\n"
                                         "def upgrade():\n    try:\n        op.execute('CREATE EXTENSION nope')\n"
                                         "        op.create_table('fine', sa.Column('id', sa.Integer))\n"
                                         "    except Exception:\n        "
                + handler + "\n",
            QStringLiteral("postgresql"), operations::Direction::Up, false));
    };
    QCOMPARE(of("pass"), Fate::GoesThrough);
    QCOMPARE(of("op.get_bind().rollback()"), Fate::MayFail);
}

QTEST_GUILESS_MAIN(ExpectedFailuresTest)
#include "tst_expected_failures.moc"
