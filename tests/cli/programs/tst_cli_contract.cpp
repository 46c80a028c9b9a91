// What the command line promises (its keys, types, order, exit codes), asked of the program itself.

#include "support/migration_project.h"
#include "support/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace espalier::test;

namespace {

QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& entry : value.toArray())
        list += entry.toString();
    return list;
}

QString nameOf(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("bool");
    case QJsonValue::Double:
        return QStringLiteral("number");
    case QJsonValue::String:
        return QStringLiteral("text");
    case QJsonValue::Array:
        return QStringLiteral("list");
    case QJsonValue::Object:
        return QStringLiteral("object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("missing");
}

/// What is wrong with an object that should have these keys, "name:type" or "name:type|type"; empty when nothing is.
QString misfit(const QJsonObject& object, const char* keys)
{
    for (const QString& key : words(keys)) {
        const QString name = key.section(QLatin1Char(':'), 0, 0);
        const QString type = nameOf(object.value(name).type());
        if (!key.section(QLatin1Char(':'), 1).split(QLatin1Char('|')).contains(type))
            return QStringLiteral("%1 is %2").arg(key, type);
    }
    return {};
}

const char errorKeys[] = "code:text message:text file:text|null line:number|null";

} // namespace

#define VERIFY_KEYS(object, keys) QVERIFY2(misfit(object, keys).isEmpty(), qPrintable(misfit(object, keys)))
#define VERIFY_EXIT(end, code) QVERIFY2((end).exitCode == (code), (end).text().constData())

class TestCliContract : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void graphHasTheContractsKeys();
    void graphIsInUpgradeOrder();
    void statusHasTheContractsKeys();
    void textOfStatusMarksWhatIsCurrent();
    void planHasTheContractsKeys();
    void planStartsWhereItIsTold();
    void downwardsPlanIsADowngrade();
    void refusedPlanSaysItsKindAndIsOne_data();
    void refusedPlanSaysItsKindAndIsOne();
    void demoWritesAProjectAndNeverOverOne();
    void runVerbsWriteALinePerEvent();
    void textOfARunTellsEachStep();
    void downgradeWantsAYesWhereNobodyCanBeAsked();
    void failingRunEndsWithDoneAndIsOne();
    void refusedRunIsOneDoneLine();
    void unknownTargetRunsNothing();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void failureIsOneErrorDocument_data();
    void failureIsOneErrorDocument();
    void outputThatCannotBeWrittenIsAFailure();
    void whoeverClosesThePipeIsNotToldOfIt();
    void urlOfTheProjectIsUsedWithoutRunningIt();
    void whatAUrlLacksIsSaid();
    void sectionsOfAnIniFileAreToldApart();
    void trustIsAskedOnlyAtATerminal();
    void questionAtATerminalCanBeInterrupted();
    void helpAndVersionAreOnStandardOutput();

private:
    QString copyOfDemo();
    ProgramEnd json(QStringList arguments) const
    {
        return cli(m_user, arguments << QStringLiteral("--format") << QStringLiteral("json"));
    }

    ProgramUser m_user;
    QString m_demo;
    int m_copies = 0;
};

void TestCliContract::initTestCase()
{
    m_demo = m_user.path(QStringLiteral("demo"));
    const ProgramEnd made = cli(m_user, { QStringLiteral("demo"), m_demo });
    VERIFY_EXIT(made, 0);
}

QString TestCliContract::copyOfDemo()
{
    const QString folder = m_user.path(QStringLiteral("demo-%1").arg(++m_copies));
    return cli(m_user, { QStringLiteral("demo"), folder }).exitCode == 0 ? folder : QString();
}

void TestCliContract::graphHasTheContractsKeys()
{
    const ProgramEnd end = json({ QStringLiteral("graph"), m_demo });
    VERIFY_EXIT(end, 0);
    QCOMPARE(end.err, QByteArray());
    const QJsonObject graph = end.json();
    QCOMPARE(graph[QStringLiteral("format")].toInt(), 1);
    VERIFY_KEYS(graph,
        "project:text config:text script_location:text version_locations:list revisions:list heads:list bases:list "
        "branch_points:list merge_points:list problems:list");
    QCOMPARE(graph[QStringLiteral("revisions")].toArray().size(), 28);
    for (const QJsonValue& revision : graph[QStringLiteral("revisions")].toArray()) {
        VERIFY_KEYS(revision.toObject(),
            "id:text down:list depends_on:list branch_labels:list message:text created:text|null file:text "
            "line:number");
        const QString file = revision[QStringLiteral("file")].toString();
        QVERIFY2(QFile::exists(m_demo + QLatin1Char('/') + file), qPrintable(file));
    }
    for (const QJsonValue& problem : graph[QStringLiteral("problems")].toArray()) {
        VERIFY_KEYS(
            problem.toObject(), "code:text severity:text message:text revisions:list file:text|null line:number|null");
        QVERIFY(words("error warning info").contains(problem[QStringLiteral("severity")].toString()));
    }
}

void TestCliContract::graphIsInUpgradeOrder()
{
    QStringList seen;
    for (const QJsonValue& revision :
        json({ QStringLiteral("graph"), m_demo }).json()[QStringLiteral("revisions")].toArray()) {
        for (const QString& parent : strings(revision[QStringLiteral("down")]))
            QVERIFY2(seen.contains(parent), qPrintable(parent));
        seen += revision[QStringLiteral("id")].toString();
    }
    QVERIFY(!seen.isEmpty());
}

void TestCliContract::statusHasTheContractsKeys()
{
    const ProgramEnd end = json({ QStringLiteral("status"), m_demo });
    VERIFY_EXIT(end, 0);
    QCOMPARE(end.err, QByteArray());
    const QJsonObject status = end.json();
    VERIFY_KEYS(status,
        "format:number database:text version_table:text current:list unknown:list revisions:list "
        "counts:object interrupted:null");
    VERIFY_KEYS(status[QStringLiteral("counts")].toObject(), "applied:number pending:number");
    QCOMPARE(status[QStringLiteral("counts")][QStringLiteral("applied")].toInt(), 16);
    QCOMPARE(status[QStringLiteral("counts")][QStringLiteral("pending")].toInt(), 12);
    int applied = 0;
    for (const QJsonValue& revision : status[QStringLiteral("revisions")].toArray()) {
        VERIFY_KEYS(revision.toObject(), "id:text state:text");
        const QString state = revision[QStringLiteral("state")].toString();
        QVERIFY(words("applied pending").contains(state));
        applied += state == QLatin1String("applied");
    }
    QCOMPARE(applied, 16);
}

void TestCliContract::textOfStatusMarksWhatIsCurrent()
{
    const ProgramEnd end = cli(m_user, { QStringLiteral("status"), m_demo });
    VERIFY_EXIT(end, 0);
    QVERIFY2(end.out.contains("[x] pay002 [current]  link payments to fines\n"), end.text().constData());
    QVERIFY2(end.out.contains("[x] pay001  create payments\n"), end.text().constData());
    QVERIFY2(end.out.contains("[ ] pay003  record the currency of a payment\n"), end.text().constData());
    QVERIFY2(end.out.contains("16 applied, 12 pending"), end.text().constData());
}

void TestCliContract::planHasTheContractsKeys()
{
    const ProgramEnd end = json({ QStringLiteral("plan"), m_demo, QStringLiteral("heads") });
    VERIFY_EXIT(end, 0);
    QCOMPARE(end.err, QByteArray());
    const QJsonObject plan = end.json();
    VERIFY_KEYS(plan, "format:number target:text start:list direction:text runner:text steps:list refused:null");
    QCOMPARE(plan[QStringLiteral("direction")].toString(), QStringLiteral("upgrade"));
    QCOMPARE(plan[QStringLiteral("start")].toArray().size(), 0);
    QStringList rows;
    for (const QJsonValue& step : plan[QStringLiteral("steps")].toArray()) {
        VERIFY_KEYS(
            step.toObject(), "revision:text from:list to:list message:text opaque:bool|null destructive:bool|null");
        QCOMPARE(strings(step[QStringLiteral("from")]), rows);
        rows = strings(step[QStringLiteral("to")]);
    }
    QCOMPARE(rows, words("c20f76a3d984 fd4a90267b1e pay004"));
}

void TestCliContract::planStartsWhereItIsTold()
{
    const auto start = [this](const QStringList& more) {
        return strings(json(QStringList{ QStringLiteral("plan"), m_demo, QStringLiteral("heads") } + more)
                           .json()[QStringLiteral("start")]);
    };
    QCOMPARE(start({ QStringLiteral("--from"), QStringLiteral("pay002,3f1c9a7e5b20") }), words("3f1c9a7e5b20 pay002"));
    QCOMPARE(start({ QStringLiteral("--url"), QStringLiteral("sqlite:///%1/library.db").arg(m_demo) }).size(), 4);
    const ProgramEnd unknown
        = json({ QStringLiteral("plan"), m_demo, QStringLiteral("heads"), QStringLiteral("--from=nobody") });
    VERIFY_EXIT(unknown, 1);
    VERIFY_KEYS(unknown.json()[QStringLiteral("error")].toObject(), errorKeys);
}

void TestCliContract::downwardsPlanIsADowngrade()
{
    const QJsonObject plan = json({ QStringLiteral("plan"), m_demo, QStringLiteral("base"), QStringLiteral("--down"),
                                      QStringLiteral("--from=pay002") })
                                 .json();
    QCOMPARE(plan[QStringLiteral("direction")].toString(), QStringLiteral("downgrade"));
    QStringList ids;
    for (const QJsonValue& step : plan[QStringLiteral("steps")].toArray())
        ids += step[QStringLiteral("revision")].toString();
    QCOMPARE(ids.first(), QStringLiteral("pay002"));
    QVERIFY(ids.contains(QStringLiteral("pay001")));
}

void TestCliContract::refusedPlanSaysItsKindAndIsOne_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("kind");
    QTest::newRow("unknown") << words("nobody") << QStringLiteral("unknown-revision");
    QTest::newRow("several heads") << words("head") << QStringLiteral("multiple-heads");
    QTest::newRow("several answer") << words("pay00") << QStringLiteral("ambiguous");
    QTest::newRow("overlap") << words("pay002 --from pay002,pay001") << QStringLiteral("overlap");
    QTest::newRow("too far down") << words("-9 --down --from pay002") << QStringLiteral("no-such-path");
}

void TestCliContract::refusedPlanSaysItsKindAndIsOne()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, kind);
    const QStringList verb{ QStringLiteral("plan"), m_demo };
    const ProgramEnd end = json(verb + arguments);
    VERIFY_EXIT(end, 1);
    const QJsonObject refused = end.json()[QStringLiteral("refused")].toObject();
    VERIFY_KEYS(refused, "kind:text message:text");
    QCOMPARE(refused[QStringLiteral("kind")].toString(), kind);
    const ProgramEnd text = cli(m_user, verb + arguments);
    VERIFY_EXIT(text, 1);
    QVERIFY2(text.err.contains("Refused"), text.text().constData());
}

void TestCliContract::demoWritesAProjectAndNeverOverOne()
{
    const QString folder = m_user.path(QStringLiteral("new"));
    const ProgramEnd end = json({ QStringLiteral("demo"), folder });
    VERIFY_EXIT(end, 0);
    VERIFY_KEYS(end.json(), "format:number project:text database:text files:list");
    QVERIFY(QFile::exists(end.json()[QStringLiteral("database")].toString()));
    const ProgramEnd again = json({ QStringLiteral("demo"), folder });
    VERIFY_EXIT(again, 1);
    VERIFY_KEYS(again.json()[QStringLiteral("error")].toObject(), errorKeys);
}

void TestCliContract::runVerbsWriteALinePerEvent()
{
    const QString demo = copyOfDemo();
    const auto run = [&](const char* arguments) {
        const QStringList list = words(arguments);
        return json(QStringList{ list.first(), demo } + list.mid(1));
    };
    const ProgramEnd up = run("upgrade heads --trust");
    VERIFY_EXIT(up, 0);
    QString story;
    for (const QJsonObject& line : up.lines()) {
        VERIFY_KEYS(line, "event:text at:text");
        const QString event = line[QStringLiteral("event")].toString();
        if (event.startsWith(QLatin1String("step-")))
            VERIFY_KEYS(line, "revision:text index:number total:number");
        if (event != QLatin1String("log"))
            story += event == QLatin1String("step-started") ? QLatin1Char('+')
                : event == QLatin1String("step-done")       ? QLatin1Char('.')
                                                            : QLatin1Char('!');
    }
    QCOMPARE(story, QStringLiteral("+.").repeated(12) + QLatin1Char('!'));
    const QJsonObject done = up.lines().last();
    VERIFY_KEYS(done, "event:text ok:bool current:list error:null");
    QCOMPARE(strings(done[QStringLiteral("current")]), words("c20f76a3d984 fd4a90267b1e pay004"));

    const ProgramEnd down = run("downgrade pay002 --yes");
    VERIFY_EXIT(down, 0);
    QVERIFY(strings(down.lines().last()[QStringLiteral("current")]).contains(QStringLiteral("pay002")));
    const ProgramEnd stamp = run("stamp base");
    VERIFY_EXIT(stamp, 0);
    QCOMPARE(strings(stamp.lines().last()[QStringLiteral("current")]), QStringList());
}

void TestCliContract::textOfARunTellsEachStep()
{
    const ProgramEnd end
        = cli(m_user, { QStringLiteral("upgrade"), copyOfDemo(), QStringLiteral("pay003"), QStringLiteral("--trust") });
    VERIFY_EXIT(end, 0);
    QVERIFY2(end.out.contains("1/1 pay003: running"), end.text().constData());
    QVERIFY2(end.out.contains("1/1 pay003: done"), end.text().constData());
    QVERIFY2(end.out.contains("Done: the database is at "), end.text().constData());
}

void TestCliContract::downgradeWantsAYesWhereNobodyCanBeAsked()
{
    const ProgramEnd end
        = json({ QStringLiteral("downgrade"), copyOfDemo(), QStringLiteral("pay001"), QStringLiteral("--trust") });
    VERIFY_EXIT(end, 1);
    QCOMPARE(end.lines().size(), 1);
    const QJsonObject done = end.lines().first();
    QCOMPARE(done[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("refused"));
    QVERIFY(done[QStringLiteral("error")][QStringLiteral("message")].toString().contains(QStringLiteral("--yes")));
}

void TestCliContract::failingRunEndsWithDoneAndIsOne()
{
    const QString database = m_user.path(QStringLiteral("failing.db"));
    QFile(database).open(QIODevice::WriteOnly);
    const MigrationProject project(QStringLiteral("sqlite:///") + database);
    project.addChain(1);
    Script second;
    second.id = QStringLiteral("a2");
    second.down = words("a1");
    second.upgrade = QStringList{ QStringLiteral("raise ValueError('no such luck')") };
    project.add(second);
    const ProgramEnd end
        = json({ QStringLiteral("upgrade"), project.folder(), QStringLiteral("head"), QStringLiteral("--trust") });
    VERIFY_EXIT(end, 1);
    const QJsonObject done = end.lines().last();
    QCOMPARE(done[QStringLiteral("event")].toString(), QStringLiteral("done"));
    QCOMPARE(done[QStringLiteral("ok")], QJsonValue(false));
    QCOMPARE(strings(done[QStringLiteral("current")]), words("a1"));
    const QJsonObject error = done[QStringLiteral("error")].toObject();
    VERIFY_KEYS(error, "code:text message:text file:text line:number");
    QVERIFY(error[QStringLiteral("file")].toString().endsWith(QLatin1String("a2.py")));
    QCOMPARE(error[QStringLiteral("line")].toInt(), 12);
    const ProgramEnd text = cli(m_user, { QStringLiteral("upgrade"), project.folder(), QStringLiteral("head") });
    VERIFY_EXIT(text, 1);
    QVERIFY2(text.err.contains("a2.py:12") && text.err.contains("no such luck"), text.text().constData());
}

void TestCliContract::refusedRunIsOneDoneLine()
{
    const ProgramEnd end = json({ QStringLiteral("upgrade"), m_demo, QStringLiteral("heads") });
    VERIFY_EXIT(end, 1); // nobody has trusted this copy
    QCOMPARE(end.lines().size(), 1);
    VERIFY_KEYS(end.lines().first(), "format:number event:text ok:bool current:list error:object");
    QCOMPARE(end.lines().first()[QStringLiteral("current")].toArray().size(), 4); // known although nothing was run
    QCOMPARE(
        end.lines().first()[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("untrusted"));
    VERIFY_KEYS(end.lines().first()[QStringLiteral("error")].toObject(), errorKeys);
}

void TestCliContract::unknownTargetRunsNothing()
{
    const ProgramEnd end
        = json({ QStringLiteral("upgrade"), copyOfDemo(), QStringLiteral("nobody"), QStringLiteral("--trust") });
    VERIFY_EXIT(end, 1);
    QCOMPARE(end.lines().size(), 1);
    QCOMPARE(end.lines().first()[QStringLiteral("current")].toArray().size(), 4);
    QCOMPARE(
        end.lines().first()[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("refused"));
}

void TestCliContract::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no verb") << QStringList();
    QTest::newRow("unknown verb") << words("dance");
    QTest::newRow("no project") << words("graph");
    QTest::newRow("no target") << words("plan .");
    QTest::newRow("unknown option") << words("graph . --loud");
    QTest::newRow("option without value") << words("graph . --name");
    QTest::newRow("unknown format") << words("graph . --format xml");
    QTest::newRow("unknown runner") << words("upgrade . head --runner make");
    QTest::newRow("one argument too many") << words("graph . more");
}

void TestCliContract::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const ProgramEnd text = cli(m_user, arguments);
    VERIFY_EXIT(text, 2);
    QCOMPARE(text.out, QByteArray());
    QVERIFY2(text.err.contains("--help"), text.text().constData());
    if (arguments.contains(QStringLiteral("--format"))
        || arguments.value(arguments.size() - 1) == QLatin1String("--name"))
        return;
    const ProgramEnd asked = json(arguments);
    VERIFY_EXIT(asked, 2);
    VERIFY_KEYS(asked.json()[QStringLiteral("error")].toObject(), errorKeys);
    QCOMPARE(asked.err, QByteArray());
}

void TestCliContract::failureIsOneErrorDocument_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("code");
    QTest::newRow("graph, nothing there") << words("graph /nowhere/at/all") << QStringLiteral("not-found");
    QTest::newRow("status, nothing there") << words("status /nowhere/at/all") << QStringLiteral("not-found");
    QTest::newRow("plan, nothing there") << words("plan /nowhere/at/all head") << QStringLiteral("not-found");
    QTest::newRow("graph, no project") << words("graph tmp") << QStringLiteral("not-found");
    QTest::newRow("graph, a device") << words("graph /dev/null") << QStringLiteral("unreadable");
    QTest::newRow("status, bad URL") << words("status demo --url nonsense") << QStringLiteral("malformed");
    QTest::newRow("status, unknown system") << words("status demo --url oracle://h/x") << QStringLiteral("unsupported");
    QTest::newRow("status, no database file")
        << words("status demo --url sqlite:////nowhere/at/all.db") << QStringLiteral("not-found");
    QTest::newRow("demo, cannot be made") << words("demo /proc/nowhere") << QStringLiteral("write-failed");
}

void TestCliContract::failureIsOneErrorDocument()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, code);
    const ProgramEnd end = json(arguments);
    VERIFY_EXIT(end, 1);
    QCOMPARE(end.err, QByteArray());
    QCOMPARE(end.json()[QStringLiteral("format")].toInt(), 1);
    const QJsonObject error = end.json()[QStringLiteral("error")].toObject();
    VERIFY_KEYS(error, errorKeys);
    QCOMPARE(error[QStringLiteral("code")].toString(), code);
    const ProgramEnd text = cli(m_user, arguments);
    VERIFY_EXIT(text, 1);
    QCOMPARE(text.out, QByteArray());
    QVERIFY(!text.err.isEmpty());
}

void TestCliContract::outputThatCannotBeWrittenIsAFailure()
{
    QProcess process;
    process.setProcessEnvironment(m_user.environment);
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(ESPALIER_BINARY_DIR "/bin/espalier-cli"), { QStringLiteral("graph"), m_demo });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("could not be written"));
}

// As under `| head`.
void TestCliContract::whoeverClosesThePipeIsNotToldOfIt()
{
    QProcess process;
    process.setProcessEnvironment(m_user.environment);
    process.start(QStringLiteral("bash"),
        { QStringLiteral("-c"), QStringLiteral("exec 3> >(:); wait $!; \"$0\" graph \"$1\" >&3; echo \"exit $?\" >&2"),
            QStringLiteral(ESPALIER_BINARY_DIR "/bin/espalier-cli"), m_demo });
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardError(), QByteArray("exit 1\n"));
}

void TestCliContract::urlOfTheProjectIsUsedWithoutRunningIt()
{
    const QString database = m_user.path(QStringLiteral("own.db"));
    QFile(database).open(QIODevice::WriteOnly);
    const MigrationProject project(QStringLiteral("sqlite:///") + database);
    project.addChain(2);
    project.setEnv(project.env() + "open('env-was-run', 'w').close()\n");
    const ProgramEnd end = json({ QStringLiteral("status"), project.folder() });
    VERIFY_EXIT(end, 0);
    QCOMPARE(end.json()[QStringLiteral("database")].toString(), QStringLiteral("sqlite:///") + database);
    QVERIFY(!QFile::exists(project.path(QStringLiteral("env-was-run"))));
    QVERIFY(!QFile::exists(m_user.path(QStringLiteral("env-was-run"))));
}

void TestCliContract::whatAUrlLacksIsSaid()
{
    const MigrationProject project; // its URL is the one of Alembic's template
    project.addChain(1);
    const ProgramEnd end = json({ QStringLiteral("status"), project.folder() });
    VERIFY_EXIT(end, 1);
    const QString message = end.json()[QStringLiteral("error")][QStringLiteral("message")].toString();
    QVERIFY2(message.contains(QStringLiteral("--url")), qPrintable(message));
}

void TestCliContract::sectionsOfAnIniFileAreToldApart()
{
    const QString folder = m_user.path(QStringLiteral("two"));
    QByteArray ini;
    for (const char* name : { "alembic", "other" }) {
        const QString scripts = folder + QLatin1Char('/') + QLatin1String(name);
        QDir().mkpath(scripts + QStringLiteral("/versions"));
        QFile database(folder + QStringLiteral("/%1.db").arg(QLatin1String(name)));
        QVERIFY(database.open(QIODevice::WriteOnly));
        QFile env(scripts + QStringLiteral("/env.py"));
        QVERIFY(env.open(QIODevice::WriteOnly));
        QFile script(scripts + QStringLiteral("/versions/%1.py").arg(QLatin1String(name)));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(QByteArray("revision = 'r_") + name + "'\ndown_revision = None\n");
        ini += QByteArray("[") + name + "]\nscript_location = " + name + "\nsqlalchemy.url = sqlite:///" + name
            + ".db\n";
    }
    QFile file(folder + QStringLiteral("/alembic.ini"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(ini);
    file.close();
    for (const char* name : { "alembic", "other" }) {
        const QStringList section{ QStringLiteral("--name"), QLatin1String(name) };
        const ProgramEnd graph = json(QStringList{ QStringLiteral("graph"), folder } + section);
        VERIFY_EXIT(graph, 0);
        QCOMPARE(
            strings(graph.json()[QStringLiteral("heads")]), QStringList(QLatin1String("r_") + QLatin1String(name)));
        const ProgramEnd status = json(QStringList{ QStringLiteral("status"), folder } + section);
        VERIFY_EXIT(status, 0);
        QCOMPARE(status.json()[QStringLiteral("database")].toString(),
            QStringLiteral("sqlite:///%1/%2.db").arg(folder, QLatin1String(name)));
    }
    VERIFY_EXIT(json({ QStringLiteral("graph"), folder, QStringLiteral("--name"), QStringLiteral("third") }), 1);
}

void TestCliContract::trustIsAskedOnlyAtATerminal()
{
    const QString demo = copyOfDemo();
    const QStringList upgrade{ QStringLiteral("upgrade"), demo, QStringLiteral("pay003") };
    const ProgramEnd nobody = cli(m_user, upgrade);
    VERIFY_EXIT(nobody, 1);
    QVERIFY2(!nobody.err.contains("[y/N]"), nobody.text().constData());
    {
        Program program(m_user, QStringLiteral("espalier-cli"), upgrade, {}, Program::Input::Terminal);
        QVERIFY(program.waitFor("[y/N]"));
        program.type("n\n");
        QCOMPARE(program.finish().exitCode, 1);
    }
    Program program(m_user, QStringLiteral("espalier-cli"), upgrade, {}, Program::Input::Terminal);
    QVERIFY(program.waitFor("[y/N]"));
    program.type("y\n");
    const ProgramEnd end = program.finish();
    VERIFY_EXIT(end, 0);
    QVERIFY2(end.out.contains("pay003: done"), end.text().constData());
}

void TestCliContract::questionAtATerminalCanBeInterrupted()
{
    Program program(m_user, QStringLiteral("espalier-cli"),
        { QStringLiteral("upgrade"), copyOfDemo(), QStringLiteral("pay003") }, {}, Program::Input::Terminal);
    QVERIFY(program.waitFor("[y/N]"));
    program.type("\x03"); // Ctrl+C
    const ProgramEnd end = program.finish();
    VERIFY_EXIT(end, 130);
    QCOMPARE(end.out, QByteArray());
}

void TestCliContract::helpAndVersionAreOnStandardOutput()
{
    for (const char* arguments : { "--help", "--version", "graph --help", "backup create --help", "upgrade --help" }) {
        const ProgramEnd end = cli(m_user, words(arguments));
        VERIFY_EXIT(end, 0);
        QVERIFY(!end.out.isEmpty());
        QCOMPARE(end.err, QByteArray());
    }
}

QTEST_GUILESS_MAIN(TestCliContract)
#include "tst_cli_contract.moc"
