#include "support/evaluated_script.h"

#include <QTest>

// flask.current_app.config in a script: what the application's own code sets there, with its names given as assumed.

using namespace espalier;

class TestFlaskSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void settings_data();
    void settings();
    void whereTheApplicationIs_data();
    void whereTheApplicationIs();
    void hangsOnTheEnvironment();
};

namespace {

operations::Evaluation evaluated(const QByteArray& application, const QByteArray& expression,
    const QString& file = QStringLiteral("app.py"), const QMap<QString, QString>& variables = {},
    const QByteArray& flaskEnv = {})
{
    test::TemporaryFolder folder;
    folder.write(QStringLiteral("settings.py"),
        "import os\n"
        "class Base:\n"
        "    USER = 'base'\n"
        "    COUNT = 3\n"
        "    low = 'no setting'\n"
        "    DOMAIN = os.environ.get('DOMAIN')\n"
        "class Live(Base):\n"
        "    USER = 'live'\n"
        "configs = {'live': Live, 'base': Base}\n"
        "MODULE_WIDE = 'wide'\n");
    folder.write(file, "import os, settings\nfrom flask import Flask\nfrom somewhere import Extension\n" + application);
    if (!flaskEnv.isEmpty())
        folder.write(QStringLiteral(".flaskenv"), flaskEnv);
    return test::evaluateInProject(folder,
        "from alembic import context\n"
        "context.configure(url='postgresql://')\n"
        "with context.begin_transaction():\n    context.run_migrations()\n",
        "from alembic import op\nfrom flask import current_app\n"
        "def upgrade():\n    op.execute(f\"DELETE FROM t WHERE x = '{"
            + expression + "}'\")\n",
        { variables, true });
}

QString deleted(const operations::Evaluation& evaluation)
{
    return evaluation.isUnderstood ? evaluation.sql().join(QLatin1Char(';')).section(QLatin1Char('\''), 1, 1)
                                   : QStringLiteral("?");
}

} // namespace

void TestFlaskSettings::settings_data()
{
    QTest::addColumn<QByteArray>("application");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QString>("value"); // "?": not known
    const QByteArray user = "current_app.config['USER']";

    QTest::newRow("a class") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n") << user
                             << "live";
    QTest::newRow("inherited") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n")
                               << QByteArray("current_app.config.get('COUNT')") << "3";
    QTest::newRow("a dotted name") << QByteArray("app = Flask('x')\napp.config.from_object('settings.Base')\n") << user
                                   << "base";
    QTest::newRow("a module") << QByteArray("app = Flask('x')\napp.config.from_object('settings')\n")
                              << QByteArray("current_app.config['MODULE_WIDE']") << "wide";
    QTest::newRow("an instance") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live())\n") << user
                                 << "live";
    QTest::newRow("the last one counts") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n"
                                                       "app.config['USER'] = 'mine'\n")
                                         << user << "mine";
    QTest::newRow("a mapping") << QByteArray("app = Flask('x')\napp.config.from_mapping(USER='mapped')\n"
                                             "app.config.update({'USER': 'updated'})\n")
                               << user << "updated";
    QTest::newRow("a factory") << QByteArray("def create_app(name='live'):\n    made = Flask('x')\n"
                                             "    made.config.from_object(settings.configs[name])\n    return made\n")
                               << user << "live";
    QTest::newRow("a class of its own") << QByteArray(
        "class Own(Flask):\n    def __init__(self):\n"
        "        super().__init__('own')\n        self.config['USER'] = 'own'\n"
        "application = Own()\n") << user << "own";
    QTest::newRow("extensions leave it") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n"
                                                       "Extension(app)\nExtension().init_app(app)\n")
                                         << user << "live";

    QTest::newRow("not in capitals") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n")
                                     << QByteArray("current_app.config['low']") << "?";
    QTest::newRow("not set") << QByteArray("app = Flask('x')\n") << QByteArray("current_app.config['DEBUG']") << "?";
    QTest::newRow("one of two") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n"
                                              "if Extension.is_on():\n    app.config['USER'] = 'other'\n")
                                << user << "?";
    QTest::newRow("a file read as it runs") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n"
                                                          "app.config.from_envvar('SETTINGS', silent=True)\n")
                                            << user << "?";
    QTest::newRow("a class with a base that is not known")
        << QByteArray("class C(Extension):\n    USER = 'c'\napp = Flask('x')\napp.config.from_object(C)\n") << user
        << "?";
    QTest::newRow("a default of Flask's may be there")
        << QByteArray("app = Flask('x')\napp.config.setdefault('USER', 'default')\n") << user << "?";
    QTest::newRow("another config") << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n"
                                                  "app.config = Extension()\n")
                                    << user << "?";
    QTest::newRow("the script changes it")
        << QByteArray("app = Flask('x')\napp.config.from_object(settings.Live)\n")
        << QByteArray("[current_app.config.clear(), current_app.config['USER']][1]") << "?";
}

void TestFlaskSettings::settings()
{
    QFETCH(QByteArray, application);
    QFETCH(QByteArray, expression);
    const auto evaluation = evaluated(application, expression);
    QTEST(deleted(evaluation), "value");
    QFETCH(QString, value);
    if (value != QLatin1String("?"))
        QCOMPARE(evaluation.assumedSettings.size(), 1);
}

void TestFlaskSettings::whereTheApplicationIs_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QByteArray>("flaskEnv");
    QTest::addColumn<QString>("value");
    QTest::newRow("app.py") << "app.py" << QString() << QByteArray() << "live";
    QTest::newRow("wsgi.py") << "wsgi.py" << QString() << QByteArray() << "live";
    QTest::newRow("nowhere") << "other.py" << QString() << QByteArray() << "?";
    QTest::newRow("FLASK_APP") << "other.py"
                               << "other.py" << QByteArray() << "live";
    QTest::newRow("a dotted name") << "inner/other.py"
                                   << "inner.other:one" << QByteArray() << "live";
    QTest::newRow("a call") << "other.py"
                            << "other:make()" << QByteArray() << "live";
    QTest::newRow("another name") << "other.py"
                                  << "other:two" << QByteArray() << "?";
    QTest::newRow(".flaskenv") << "other.py" << QString() << QByteArray("FLASK_APP=other\n") << "live";
    QTest::newRow("the environment wins") << "other.py"
                                          << "none.py" << QByteArray("FLASK_APP=other\n") << "?";
}

void TestFlaskSettings::whereTheApplicationIs()
{
    QFETCH(QString, file);
    QFETCH(QString, variable);
    QFETCH(QByteArray, flaskEnv);
    QMap<QString, QString> variables;
    if (!variable.isEmpty())
        variables.insert(QStringLiteral("FLASK_APP"), variable);
    const auto evaluation = evaluated("app = one = Flask('x')\napp.config.from_object(settings.Live)\n"
                                      "def make():\n    return app\n",
        "current_app.config['USER']", file, variables, flaskEnv);
    QTEST(deleted(evaluation), "value");
}

void TestFlaskSettings::hangsOnTheEnvironment()
{
    const auto given
        = evaluated("app = Flask('x')\napp.config.from_object(settings.Live)\n", "current_app.config['DOMAIN']",
            QStringLiteral("app.py"), { { QStringLiteral("DOMAIN"), QStringLiteral("here.example") } });
    QCOMPARE(deleted(given), QStringLiteral("here.example"));
    QCOMPARE(given.assumedSettings, QStringList(QStringLiteral("DOMAIN")));
}

QTEST_GUILESS_MAIN(TestFlaskSettings)
#include "tst_flask_settings.moc"
