#include "support/evaluated_script.h"

#include <QTest>

// Directives that the project's own code adds to Alembic (Operations.register_operation).

using namespace espalier;

class TestPluginDirectives : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addedByEnv_data();
    void addedByEnv();
    void whatNobodyAddsIsNamed();
    void packagesKnownByName_data();
    void packagesKnownByName();
    void theyAreDoneWhereTheScriptCallsThem();
    void theProjectsOwnPackageIsItsOwn();
};

namespace {

const QByteArray plugin = "from alembic.operations import MigrateOperation, Operations\n"
                          "class Replaceable:\n"
                          "    def __init__(self, name, text):\n"
                          "        self.name = name\n"
                          "        self.text = text\n"
                          "class Reversible(MigrateOperation):\n"
                          "    def __init__(self, target):\n"
                          "        self.target = target\n"
                          "    @classmethod\n"
                          "    def invoke_for_target(cls, operations, target):\n"
                          "        return operations.invoke(cls(target))\n"
                          "    @classmethod\n"
                          "    def replace(cls, operations, target, before):\n"
                          "        operations.invoke(cls(before).reverse())\n"
                          "        operations.invoke(cls(target))\n"
                          "@Operations.register_operation('create_view', 'invoke_for_target')\n"
                          "@Operations.register_operation('replace_view', 'replace')\n"
                          "class CreateView(Reversible):\n"
                          "    def reverse(self):\n"
                          "        return DropView(self.target)\n"
                          "@Operations.register_operation('drop_view')\n"
                          "class DropView(Reversible):\n"
                          "    @classmethod\n"
                          "    def drop_view(cls, operations, target):\n"
                          "        return operations.invoke(cls(target))\n"
                          "@Operations.implementation_for(CreateView)\n"
                          "def create_view(operations, operation):\n"
                          "    operations.execute(f'CREATE VIEW {operation.target.name} AS {operation.target.text}')\n"
                          "@Operations.implementation_for(DropView)\n"
                          "def drop_view(operations, operation):\n"
                          "    operations.execute('DROP VIEW %s' % operation.target.name)\n";
const QByteArray configures = "from alembic import context\n"
                              "if context.is_offline_mode():\n    context.configure(url='postgresql://')\n"
                              "else:\n    context.configure(connection=make())\n"
                              "with context.begin_transaction():\n    context.run_migrations()\n";

operations::Evaluation pluggedIn(const QByteArray& env, const QByteArray& script)
{
    test::TemporaryFolder folder;
    folder.write(QStringLiteral("views/__init__.py"), "");
    folder.write(QStringLiteral("views/replaceable.py"), plugin);
    return test::evaluateInProject(folder, env, "from alembic import op\n" + script);
}

} // namespace

void TestPluginDirectives::addedByEnv_data()
{
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QStringList>("sql");
    const QByteArray view = "class View:\n    name = 'v'\n    text = 'SELECT 1'\n";
    const QStringList created{ QStringLiteral("CREATE VIEW v AS SELECT 1") };
    QTest::newRow("in env.py") << plugin + configures << view + "def upgrade():\n    op.create_view(View)\n" << created;
    QTest::newRow("in a module that env.py imports")
        << "import views.replaceable\n" + configures << view + "def upgrade():\n    op.create_view(View)\n"
        << created;
    QTest::newRow("from a package") << "from views import replaceable as unused\n" + configures
                                    << view + "def upgrade():\n    op.create_view(View)\n"
                                    << created;
    QTest::newRow("in a module that the script uses")
        << configures
        << QByteArray("from views.replaceable import Replaceable\nv = Replaceable('v', 'SELECT 1')\n"
                      "def upgrade():\n    op.create_view(v)\n")
        << created;
    QTest::newRow("one calls another") << plugin + configures
                                       << view + "def upgrade():\n    op.replace_view(View, View)\n"
                                       << QStringList({ QStringLiteral("DROP VIEW v"),
                                              QStringLiteral("CREATE VIEW v AS SELECT 1") });
    QTest::newRow("a method of its own name")
        << plugin + configures << view + "def upgrade():\n    op.drop_view(View)\n"
        << QStringList(QStringLiteral("DROP VIEW v"));
    QTest::newRow("op.invoke()") << configures
                                 << QByteArray("from views.replaceable import DropView, Replaceable\n"
                                               "def upgrade():\n    op.invoke(DropView(Replaceable('w', '')))\n")
                                 << QStringList(QStringLiteral("DROP VIEW w"));
}

void TestPluginDirectives::addedByEnv()
{
    QFETCH(QByteArray, env);
    QFETCH(QByteArray, script);
    const auto evaluation = pluggedIn(env, script);
    QVERIFY2(evaluation.isUnderstood,
        evaluation.reasons.empty() ? "" : qPrintable(evaluation.reasons.front().message.english()));
    QVERIFY(!evaluation.dependsOnMode);
    QTEST(evaluation.sql(), "sql");
}

void TestPluginDirectives::whatNobodyAddsIsNamed()
{
    const auto evaluation = pluggedIn(plugin + configures, "def upgrade():\n    op.create_entity(1)\n");
    QVERIFY(!evaluation.isUnderstood);
    QCOMPARE(evaluation.reasons.front().message.english(),
        QStringLiteral("op.create_entity is no directive of Alembic: a plug-in or the project adds it"));
}

void TestPluginDirectives::packagesKnownByName_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QStringList>("sql");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const QByteArray& script, const QStringList& sql, const char* reason = "") {
        QTest::newRow(name) << script << sql << QString::fromLatin1(reason);
    };
    const QString created = QStringLiteral("CREATE VIEW \"public\".\"v\" AS SELECT 1;");
    const QByteArray view = "from alembic_utils.pg_view import PGView\nv = PGView('public', 'v', 'SELECT 1')\n";
    row("an entity of the script", view + "def upgrade():\n    op.create_entity(v)\n", { created });
    row("an entity of the project", "from entities import v\ndef upgrade():\n    op.create_entity(v)\n", { created });
    row("an entity's own class",
        view + "class Mine(PGView):\n    pass\ndef upgrade():\n    op.create_entity(Mine('public', 'v', 'SELECT 1'))\n",
        { created });
    row("an entity of which not all is known",
        "from alembic_utils.pg_view import PGView\nimport somewhere\ndef upgrade():\n"
        "    op.create_entity(PGView('public', 'v', somewhere.sql))\n",
        {}, "somewhere.sql.strip is not part of the project and not known here");
    row("columns of an enum that are not known",
        "from alembic_postgresql_enum import TableReference\nimport somewhere\ndef upgrade():\n"
        "    op.sync_enum_values('public', 'mood', ['a'], somewhere.columns)\n",
        {}, "somewhere.columns is not part of the project and not known here");
}

void TestPluginDirectives::packagesKnownByName()
{
    QFETCH(QByteArray, script);
    QFETCH(QString, reason);
    test::TemporaryFolder folder;
    folder.write(QStringLiteral("entities.py"),
        "from alembic_utils.pg_view import PGView\nv = PGView.from_sql('create view public.v as SELECT 1')\n");
    const auto evaluation = test::evaluateInProject(folder, configures, "from alembic import op\n" + script);
    if (reason.isEmpty()) {
        QVERIFY2(evaluation.isUnderstood,
            evaluation.reasons.empty() ? "" : qPrintable(evaluation.reasons.front().message.english()));
        QTEST(evaluation.sql(), "sql");
    } else {
        QVERIFY(!evaluation.isUnderstood);
        QCOMPARE(evaluation.reasons.front().message.english(), reason);
    }
}

void TestPluginDirectives::theyAreDoneWhereTheScriptCallsThem()
{
    test::TemporaryFolder folder;
    const auto evaluation = test::evaluateInProject(folder, "import alembic_postgresql_enum\n" + configures,
        "from alembic import op\ndef upgrade():\n\n"
        "    op.sync_enum_values('public', 'mood', ['a', 'b'], [], enum_values_to_rename=[])\n");
    QVERIFY(evaluation.isUnderstood);
    QCOMPARE(evaluation.operations.size(), size_t(9));
    QCOMPARE(evaluation.sql().front(), QStringLiteral("ALTER TYPE \"public\".\"mood\" RENAME TO mood_old"));
    QCOMPARE(evaluation.sql().last(), QStringLiteral("DROP TYPE \"public\".\"mood_old\""));
    for (const operations::Operation& operation : evaluation.operations) {
        QVERIFY2(operation.at.file.endsWith(QLatin1String(".py")), qPrintable(operation.at.file));
        QCOMPARE(operation.at.line, 6);
    }
}

void TestPluginDirectives::theProjectsOwnPackageIsItsOwn()
{
    test::TemporaryFolder folder;
    folder.write(QStringLiteral("alembic_utils/__init__.py"), "");
    folder.write(QStringLiteral("alembic_utils/pg_view.py"), plugin);
    const auto evaluation = test::evaluateInProject(folder, configures,
        "from alembic import op\nfrom alembic_utils.pg_view import Replaceable\ndef upgrade():\n"
        "    op.create_view(Replaceable('v', 'SELECT 1'))\n    op.create_entity(1)\n");
    QCOMPARE(evaluation.sql(), QStringList(QStringLiteral("CREATE VIEW v AS SELECT 1")));
    QVERIFY(!evaluation.isUnderstood);
}

QTEST_GUILESS_MAIN(TestPluginDirectives)
#include "tst_plugin_directives.moc"
