#include "connections/connection_editor.h"
#include "jobs/job_queue.h"
#include "session/secret_keeper.h"
#include "support/temporary_folder.h"

#include <QFile>
#include <QTest>

using namespace espalier;
using namespace espalier::ui;

class TestConnectionEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aPastedUrlFillsTheFields();
    void thePasswordNeverStandsInTheShownUrl();
    void aUrlThatCannotBeReadChangesNothing();
    void aRelativeFileIsTakenFromTheProject();
    void anotherKindForgetsTheOldOptions();
    void whatIsMissingIsNamed();
    void withoutAKeychainThePasswordLastsForTheSession();
    void aTestOfAFileSaysWhatAnswered();
    void aTestOfAFileThatIsNotThereSaysSo();
    void editingForgetsAnOldTest();

private:
    std::unique_ptr<jobs::JobQueue> m_queue;
    std::unique_ptr<SecretKeeper> m_secrets;
    std::unique_ptr<ConnectionEditor> m_editor;
};

void TestConnectionEditor::init()
{
    m_queue = std::make_unique<jobs::JobQueue>();
    m_secrets = std::make_unique<SecretKeeper>(database::makeSessionSecretStore({ "No keychain runs here.", {} }));
    m_editor = std::make_unique<ConnectionEditor>(*m_queue, *m_secrets);
    QTRY_VERIFY(m_editor->keychainKnown());
}

void TestConnectionEditor::cleanup()
{
    m_editor.reset();
    m_queue.reset();
    m_secrets.reset();
}

void TestConnectionEditor::aPastedUrlFillsTheFields()
{
    QVERIFY(m_editor->pasteUrl(
        QStringLiteral("postgresql+psycopg2://ann:s%40fe@db.example.org:6543/shop?sslmode=verify-full")));
    const ConnectionForm& form = m_editor->form();
    QCOMPARE(form.dialect, QStringLiteral("postgresql"));
    QCOMPARE(form.host, QStringLiteral("db.example.org"));
    QCOMPARE(form.port, QStringLiteral("6543"));
    QCOMPARE(form.database, QStringLiteral("shop"));
    QCOMPARE(form.user, QStringLiteral("ann"));
    QCOMPARE(form.password, QStringLiteral("s@fe"));
    QCOMPARE(form.tls, dialects::TlsMode::VerifyFull);
    QCOMPARE(m_editor->settings().url.driver, QStringLiteral("psycopg2"));
    QCOMPARE(m_editor->secret()->reveal(), QStringLiteral("s@fe"));
}

void TestConnectionEditor::thePasswordNeverStandsInTheShownUrl()
{
    QVERIFY(m_editor->pasteUrl(QStringLiteral("postgresql://ann:topsecret@localhost/shop")));
    QVERIFY(!m_editor->shownUrl().contains(QStringLiteral("topsecret")));
    QVERIFY(!m_editor->settings().url.hasPassword);
}

void TestConnectionEditor::aUrlThatCannotBeReadChangesNothing()
{
    QVERIFY(m_editor->pasteUrl(QStringLiteral("postgresql://ann@localhost/shop")));
    const ConnectionForm before = m_editor->form();
    QVERIFY(!m_editor->pasteUrl(QStringLiteral("oracle://x")));
    QVERIFY(!m_editor->pasteUrl(QStringLiteral("::::")));
    QCOMPARE(m_editor->form(), before);
}

void TestConnectionEditor::aRelativeFileIsTakenFromTheProject()
{
    QVERIFY(m_editor->pasteUrl(QStringLiteral("sqlite:///app.db"), QStringLiteral("/srv/project")));
    QVERIFY(m_editor->isFileBased());
    QCOMPARE(m_editor->form().database, QStringLiteral("/srv/project/app.db"));
    QVERIFY(!m_editor->secret());
}

void TestConnectionEditor::anotherKindForgetsTheOldOptions()
{
    QVERIFY(m_editor->pasteUrl(QStringLiteral("postgresql+psycopg2://ann@localhost/shop?application_name=x")));
    ConnectionForm form = m_editor->form();
    form.dialect = QStringLiteral("mysql");
    m_editor->setForm(form);
    const auto url = m_editor->settings().url;
    QCOMPARE(url.dialect, QStringLiteral("mysql"));
    QVERIFY(url.driver.isEmpty());
    QVERIFY(!url.hasOption(QStringLiteral("application_name")));
}

void TestConnectionEditor::whatIsMissingIsNamed()
{
    QVERIFY(m_editor->pasteUrl(QStringLiteral("postgresql://ann@localhost/shop")));
    QVERIFY(m_editor->missing().isEmpty());
    ConnectionForm form = m_editor->form();
    form.database.clear();
    m_editor->setForm(form);
    QVERIFY(!m_editor->missing().isEmpty());
    form.database = QStringLiteral("shop");
    form.port = QStringLiteral("abc");
    m_editor->setForm(form);
    QVERIFY(!m_editor->missing().isEmpty());
}

void TestConnectionEditor::withoutAKeychainThePasswordLastsForTheSession()
{
    QVERIFY(!m_editor->keychainWorks());
    QCOMPARE(m_editor->form().secretSource, database::SecretSource::Session);
    QVERIFY(m_editor->secretText().contains(QStringLiteral("No keychain runs here.")));
}

void TestConnectionEditor::aTestOfAFileSaysWhatAnswered()
{
    const test::TemporaryFolder folder;
    const QString file = folder.write(QStringLiteral("app.db"), {});
    QVERIFY(m_editor->pasteUrl(QStringLiteral("sqlite:///") + file));
    m_editor->test();
    QCOMPARE(m_editor->testState(), ConnectionEditor::TestState::Running);
    QTRY_COMPARE(m_editor->testState(), ConnectionEditor::TestState::Good);
    QVERIFY(m_editor->report().product.contains(QStringLiteral("SQLite")));
}

void TestConnectionEditor::aTestOfAFileThatIsNotThereSaysSo()
{
    const test::TemporaryFolder folder;
    QVERIFY(m_editor->pasteUrl(QStringLiteral("sqlite:///") + folder.path(QStringLiteral("none.db"))));
    m_editor->test();
    QTRY_COMPARE(m_editor->testState(), ConnectionEditor::TestState::Bad);
    QVERIFY(!m_editor->testError().message.text().isEmpty());
    QVERIFY(!QFile::exists(folder.path(QStringLiteral("none.db"))));
}

void TestConnectionEditor::editingForgetsAnOldTest()
{
    const test::TemporaryFolder folder;
    QVERIFY(m_editor->pasteUrl(QStringLiteral("sqlite:///") + folder.path(QStringLiteral("none.db"))));
    m_editor->test();
    QTRY_COMPARE(m_editor->testState(), ConnectionEditor::TestState::Bad);
    ConnectionForm form = m_editor->form();
    form.database += QLatin1Char('x');
    m_editor->setForm(form);
    QCOMPARE(m_editor->testState(), ConnectionEditor::TestState::None);
}

QTEST_GUILESS_MAIN(TestConnectionEditor)
#include "tst_connection_editor.moc"
