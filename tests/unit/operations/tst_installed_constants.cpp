#include "support/evaluated_script.h"

#include <QTest>

// Constants of packages that are installed in the project's environment.

using namespace espalier;

class TestInstalledConstants : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void constants_data();
    void constants();
    void withoutAnEnvironment();
};

namespace {

operations::Evaluation withPackages(const QByteArray& script, bool isInstalled = true)
{
    test::TemporaryFolder folder;
    folder.write(QStringLiteral("own.py"), "SIZE = 5\n");
    if (isInstalled) {
        const QString packages = QStringLiteral(".venv/lib/python3.11/site-packages/");
        folder.write(QStringLiteral(".venv/pyvenv.cfg"), "home = /usr/bin\nversion = 3.11.2\n");
        folder.write(QStringLiteral(".venv/bin/python"), "");
        QFile::setPermissions(folder.path() + QLatin1String("/.venv/bin/python"), QFile::ReadOwner | QFile::ExeOwner);
        folder.write(packages + QStringLiteral("alembic-1.19.2.dist-info/METADATA"), "");
        folder.write(packages + QStringLiteral("lib/__init__.py"), "from lib.sizes import BASE\n");
        folder.write(packages + QStringLiteral("lib/sizes.py"),
            "import os\nBASE = 30\nUUID_SIZE = BASE + 6\nSTATE = 'ON' + 'LINE'\nHOME = os.getenv('HOME')\n"
            "ALL = [1]\nsize = 3\n");
        folder.write(packages + QStringLiteral("own.py"), "SIZE = 7\n");
    }
    return test::evaluateInProject(folder, "from alembic import context\ncontext.configure(url='postgresql://')\n",
        "from alembic import op\n" + script);
}

} // namespace

void TestInstalledConstants::constants_data()
{
    QTest::addColumn<QByteArray>("imports");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QString>("value"); // "?": not known
    QTest::newRow("an attribute of a module")
        << QByteArray("from lib import sizes as s\n") << QByteArray("s.UUID_SIZE") << "36";
    QTest::newRow("a dotted module") << QByteArray("import lib.sizes\n") << QByteArray("lib.sizes.STATE") << "ONLINE";
    QTest::newRow("a name") << QByteArray("from lib.sizes import UUID_SIZE\n") << QByteArray("UUID_SIZE") << "36";
    QTest::newRow("handed on by a package") << QByteArray("import lib\n") << QByteArray("lib.BASE") << "30";
    QTest::newRow("the project's own comes first") << QByteArray("import own\n") << QByteArray("own.SIZE") << "5";
    QTest::newRow("of the environment") << QByteArray("from lib import sizes\n") << QByteArray("sizes.HOME") << "?";
    QTest::newRow("no plain data") << QByteArray("from lib import sizes\n") << QByteArray("sizes.ALL") << "?";
    QTest::newRow("no constant by its name")
        << QByteArray("from lib import sizes\n") << QByteArray("sizes.size") << "?";
    QTest::newRow("not there") << QByteArray("from lib import sizes\n") << QByteArray("sizes.NONE") << "?";
}

void TestInstalledConstants::constants()
{
    QFETCH(QByteArray, imports);
    QFETCH(QByteArray, expression);
    const auto evaluation = withPackages(
        imports + "def upgrade():\n    op.execute(f\"DELETE FROM t WHERE x = '{" + expression + "}'\")\n");
    QTEST(evaluation.isUnderstood ? evaluation.sql().value(0).section(QLatin1Char('\''), 1, 1) : QStringLiteral("?"),
        "value");
}

void TestInstalledConstants::withoutAnEnvironment()
{
    QVERIFY(
        !withPackages("from lib import sizes\ndef upgrade():\n    op.execute('SELECT %s' % sizes.UUID_SIZE)\n", false)
             .isUnderstood);
}

QTEST_GUILESS_MAIN(TestInstalledConstants)
#include "tst_installed_constants.moc"
