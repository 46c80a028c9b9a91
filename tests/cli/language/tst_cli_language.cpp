#include "demo/demo_project.h"
#include "support/temporary_folder.h"

#include <QProcess>
#include <QTest>

// What people read follows the locale; what programs read never does.

using namespace espalier;
using espalier::test::TemporaryFolder;

namespace {

struct Said {
    int exitCode = -1;
    QString out;
    QString err;
};

Said say(const QStringList& arguments, const QString& locale, const QString& language = {})
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("LC_MESSAGES"));
    environment.remove(QStringLiteral("LANGUAGE"));
    environment.insert(QStringLiteral("LC_ALL"), locale);
    if (!language.isEmpty())
        environment.insert(QStringLiteral("LANGUAGE"), language);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ESPALIER_BINARY_DIR "/bin/espalier-cli"), arguments);
    if (!process.waitForFinished(60000))
        return {};
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

const QString german = QStringLiteral("de_DE.UTF-8");
const QString plain = QStringLiteral("C.UTF-8");

} // namespace

class TestCliLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theTextIsInThePersonsLanguage();
    void theCLocaleIsEnglishWhateverLanguageSays();
    void jsonIsTheSameInEveryLanguage_data();
    void jsonIsTheSameInEveryLanguage();

private:
    TemporaryFolder m_folder;
    QString m_project;
    QString m_broken;
};

void TestCliLanguage::initTestCase()
{
    m_project = m_folder.path(QStringLiteral("demo"));
    m_broken = m_folder.path(QStringLiteral("broken"));
    QVERIFY(demo::writeDemo(m_project));
    QVERIFY(demo::writeDemo(m_broken));
    m_folder.write(QStringLiteral("broken/migrations/versions/lost.py"),
        "\"\"\"Follows nothing\"\"\"\nrevision = 'aaaa'\ndown_revision = 'nowhere'\n");
}

void TestCliLanguage::theTextIsInThePersonsLanguage()
{
    const Said graph = say({ QStringLiteral("graph"), m_broken }, german);
    QVERIFY2(graph.out.contains(QStringLiteral("Revisionen; Heads:")), qPrintable(graph.out));
    QVERIFY2(graph.out.contains(QStringLiteral("Kein Skript definiert nowhere")), qPrintable(graph.out));
    const Said help = say({ QStringLiteral("--help") }, german);
    QVERIFY2(help.out.contains(QStringLiteral("Zeigt die Revisionen")), qPrintable(help.out));
    const Said wrong = say({ QStringLiteral("graph"), QStringLiteral("/nowhere") }, german);
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.err.contains(QStringLiteral("Es gibt keine")), qPrintable(wrong.err));
}

void TestCliLanguage::theCLocaleIsEnglishWhateverLanguageSays()
{
    for (const QString& language : { QString(), QStringLiteral("de") }) {
        const Said graph = say({ QStringLiteral("graph"), m_project }, plain, language);
        QVERIFY2(graph.out.contains(QStringLiteral(" revisions; heads:")), qPrintable(graph.out));
    }
}

void TestCliLanguage::jsonIsTheSameInEveryLanguage_data()
{
    QTest::addColumn<QStringList>("verb");
    QTest::newRow("graph") << QStringList{ QStringLiteral("graph"), m_broken };
    QTest::newRow("status") << QStringList{ QStringLiteral("status"), m_project };
    QTest::newRow("failure") << QStringList{ QStringLiteral("graph"), QStringLiteral("/nowhere") };
    QTest::newRow("refused upgrade") << QStringList{ QStringLiteral("upgrade"), m_project, QStringLiteral("zzz") };
}

void TestCliLanguage::jsonIsTheSameInEveryLanguage()
{
    QFETCH(QStringList, verb);
    const QStringList arguments = verb + QStringList{ QStringLiteral("--format"), QStringLiteral("json") };
    const Said inGerman = say(arguments, german);
    QVERIFY(!inGerman.out.isEmpty());
    QCOMPARE(inGerman.out, say(arguments, plain).out);
}

QTEST_GUILESS_MAIN(TestCliLanguage)
#include "tst_cli_language.moc"
