#include "support/command_run.h"

#include <QTest>

using namespace espalier;
using espalier::test::CommandRun;

namespace {

class Greet final : public cli::Command {
public:
    std::string name() const override { return "greet"; }
    QString summary() const override { return QStringLiteral("Greets somebody"); }
    void setUp(CLI::App& app) override { app.add_option("WHO", m_who)->required(); }
    int run(const cli::CommandIo& io) override
    {
        if (m_who == "nobody") {
            return cli::reportError(io,
                core::makeError(core::ErrorCode::NotFound, "There is no %1.", { QStringLiteral("nobody") })
                    .at(QStringLiteral("a.py"), 7),
                isJson());
        }
        if (isJson())
            cli::writeJson(io, { { QStringLiteral("hello"), QString::fromStdString(m_who) } });
        else
            io.out << "hello " << QString::fromStdString(m_who) << '\n';
        return cli::Done;
    }

private:
    std::string m_who;
};

CommandRun greet(const QStringList& arguments)
{
    cli::Commands commands;
    commands.push_back(std::make_unique<Greet>());
    return CommandRun::of(arguments, {}, std::move(commands));
}

} // namespace

class TestCommandLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonIsOneDocumentWithFormat();
    void textGoesToStandardOutput();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void anUnknownVerbIsNamed();
    void wrongUsageIsJsonWhereAskedFor();
    void failureIsOneWithPlace();
    void helpListsTheVerbs();
    void everyVerbHasTextJsonAndHelp();
};

void TestCommandLine::jsonIsOneDocumentWithFormat()
{
    const CommandRun run = greet({ QStringLiteral("greet"), QStringLiteral("ann"), QStringLiteral("--format=json") });
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json(),
        (QJsonObject{ { QStringLiteral("format"), 1 }, { QStringLiteral("hello"), QStringLiteral("ann") } }));
    QVERIFY(run.err.isEmpty());
}

void TestCommandLine::textGoesToStandardOutput()
{
    QCOMPARE(greet({ QStringLiteral("greet"), QStringLiteral("ann") }).out, QStringLiteral("hello ann\n"));
}

void TestCommandLine::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no verb") << QStringList{};
    QTest::newRow("unknown verb") << QStringList{ QStringLiteral("dance") };
    QTest::newRow("missing argument") << QStringList{ QStringLiteral("greet") };
    QTest::newRow("unknown option") << QStringList{ QStringLiteral("greet"), QStringLiteral("a"),
        QStringLiteral("--loud") };
    QTest::newRow("unknown format") << QStringList{ QStringLiteral("greet"), QStringLiteral("a"),
        QStringLiteral("--format"), QStringLiteral("xml") };
}

void TestCommandLine::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const CommandRun run = greet(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.out.isEmpty());
    QVERIFY(run.err.contains(QStringLiteral("--help")));
}

void TestCommandLine::anUnknownVerbIsNamed()
{
    const QString said = QStringLiteral("There is no verb \"%1\".");
    QVERIFY(greet({ QStringLiteral("dance") }).err.startsWith(said.arg(QStringLiteral("dance"))));
    QVERIFY(CommandRun::of({ QStringLiteral("backup"), QStringLiteral("dance") })
                .err.startsWith(said.arg(QStringLiteral("dance"))));
    QVERIFY(greet({}).err.startsWith(QStringLiteral("Wrong usage: ")));
    QVERIFY(greet({ QStringLiteral("greet") }).err.startsWith(QStringLiteral("Wrong usage: ")));
    QVERIFY(CommandRun::of({ QStringLiteral("backup") }).err.startsWith(QStringLiteral("Wrong usage: ")));
}

void TestCommandLine::wrongUsageIsJsonWhereAskedFor()
{
    const CommandRun run = greet({ QStringLiteral("greet"), QStringLiteral("--format"), QStringLiteral("json") });
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(
        run.json()[QStringLiteral("error")][QStringLiteral("code")].toString(), QStringLiteral("invalid-argument"));
}

void TestCommandLine::failureIsOneWithPlace()
{
    const CommandRun run
        = greet({ QStringLiteral("greet"), QStringLiteral("nobody"), QStringLiteral("--format=json") });
    QCOMPARE(run.exitCode, 1);
    const QJsonObject error = run.json()[QStringLiteral("error")].toObject();
    QCOMPARE(error[QStringLiteral("code")].toString(), QStringLiteral("not-found"));
    QCOMPARE(error[QStringLiteral("message")].toString(), QStringLiteral("There is no nobody."));
    QCOMPARE(error[QStringLiteral("file")].toString(), QStringLiteral("a.py"));
    QCOMPARE(error[QStringLiteral("line")].toInt(), 7);
    QVERIFY(greet({ QStringLiteral("greet"), QStringLiteral("nobody") }).err.contains(QStringLiteral("a.py:7")));
}

void TestCommandLine::helpListsTheVerbs()
{
    const CommandRun run = greet({ QStringLiteral("--help") });
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.out.contains(QStringLiteral("Greets somebody")));
}

void TestCommandLine::everyVerbHasTextJsonAndHelp()
{
    for (const auto& command : cli::makeCommands()) {
        QVERIFY(command->formats().contains(QStringLiteral("text")));
        QVERIFY(command->formats().contains(QStringLiteral("json")));
        const CommandRun run = CommandRun::of({ QString::fromStdString(command->name()), QStringLiteral("--help") });
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains(QStringLiteral("--format")));
    }
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
