#include "connections/connection_editor.h"

#include "dialects/dialect.h"
#include "jobs/job_queue.h"
#include "session/secret_keeper.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::ui {
namespace {

/// The backend name of a fresh URL; what a saved or pasted URL had stays as long as its kind does.
dialects::DatabaseUrl withDialect(dialects::DatabaseUrl url, const dialects::DialectId& dialect)
{
    if (url.dialect == dialect)
        return url;
    dialects::DatabaseUrl fresh;
    fresh.dialect = dialect;
    if (const auto* known = dialects::findDialect(dialect))
        fresh.scheme = known->schemes().value(0);
    return fresh;
}

ConnectionForm formOf(const database::ConnectionSettings& settings)
{
    ConnectionForm form;
    const auto& url = settings.url;
    form.name = settings.name;
    form.dialect = url.dialect;
    form.host = url.host().host;
    form.port = url.host().port > 0 ? QString::number(url.host().port) : QString();
    form.database = url.database;
    form.user = url.user;
    form.secretSource = settings.secretSource;
    form.tls = settings.tls.mode;
    form.rootCertificate = settings.tls.rootCertificate;
    form.clientCertificate = settings.tls.certificate;
    form.clientKey = settings.tls.key;
    form.environment = settings.environment;
    return form;
}

} // namespace

QString environmentTitle(database::EnvironmentTag tag)
{
    switch (tag) {
    case database::EnvironmentTag::Unspecified:
        return QCoreApplication::translate("Environment", "not said");
    case database::EnvironmentTag::Development:
        return QCoreApplication::translate("Environment", "development");
    case database::EnvironmentTag::Testing:
        return QCoreApplication::translate("Environment", "testing");
    case database::EnvironmentTag::Staging:
        return QCoreApplication::translate("Environment", "staging");
    case database::EnvironmentTag::Production:
        return QCoreApplication::translate("Environment", "production");
    }
    return {};
}

QString tlsModeTitle(dialects::TlsMode mode)
{
    switch (mode) {
    case dialects::TlsMode::Default:
        return QCoreApplication::translate("TlsMode", "As the client's settings say");
    case dialects::TlsMode::Disable:
        return QCoreApplication::translate("TlsMode", "Never");
    case dialects::TlsMode::Prefer:
        return QCoreApplication::translate("TlsMode", "If the server offers it");
    case dialects::TlsMode::Require:
        return QCoreApplication::translate("TlsMode", "Encrypted");
    case dialects::TlsMode::VerifyCa:
        return QCoreApplication::translate("TlsMode", "Encrypted, known authority");
    case dialects::TlsMode::VerifyFull:
        return QCoreApplication::translate("TlsMode", "Encrypted, known authority, right host");
    }
    return {};
}

ConnectionEditor::ConnectionEditor(jobs::JobQueue& queue, SecretKeeper& secrets, QObject* parent)
    : QObject(parent)
    , m_queue(queue)
    , m_secrets(secrets)
{
    startNew();
    lookForKeychain();
}

void ConnectionEditor::lookForKeychain()
{
    m_queue.submit<QString>(
        tr("Looking for the keychain"), QStringLiteral("keychain"), this,
        [secrets = &m_secrets](jobs::JobContext&) -> core::Result<QString> {
            return (secrets->isPersistent() ? QStringLiteral("+") : QStringLiteral("-"))
                + secrets->explanation().text();
        },
        [this](core::Result<QString> answer) {
            if (!answer)
                return;
            m_keychain = answer->startsWith(QLatin1Char('+'));
            m_secretText = answer->mid(1);
            if (!*m_keychain && m_form.secretSource == database::SecretSource::Keychain)
                m_form.secretSource = database::SecretSource::Session;
            Q_EMIT changed();
        });
}

void ConnectionEditor::startNew()
{
    dialects::DatabaseUrl url;
    const auto* first = dialects::allDialects().front();
    url.dialect = first->id();
    url.scheme = first->schemes().value(0);
    edit(database::ConnectionSettings::fromUrl(url));
}

void ConnectionEditor::edit(const database::ConnectionSettings& settings)
{
    m_base = settings;
    m_form = formOf(settings);
    if (m_base.url.hasPassword) {
        m_form.password = m_base.url.password.reveal();
        m_form.hasPassword = true;
        m_base.url = m_base.url.withoutPassword();
    }
    setTestState(TestState::None);
    Q_EMIT changed();
}

core::Result<void> ConnectionEditor::pasteUrl(const QString& text, const QString& folder)
{
    auto url = dialects::DatabaseUrl::parse(text.trimmed());
    if (!url)
        return core::fail(url.error());
    if (!folder.isEmpty())
        *url = url->resolvedAgainst(folder);
    auto settings = m_base;
    settings.url = *url;
    settings.name = m_form.name;
    settings.environment = m_form.environment;
    settings.secretSource = m_form.secretSource;
    settings.tls = dialects::dialectOf(*url).tlsOf(*url);
    edit(settings);
    return {};
}

void ConnectionEditor::setForm(const ConnectionForm& form)
{
    if (form == m_form)
        return;
    m_form = form;
    if (m_testState != TestState::None)
        cancelTest();
    setTestState(TestState::None);
    Q_EMIT changed();
}

bool ConnectionEditor::isFileBased() const
{
    const auto* dialect = dialects::findDialect(m_form.dialect);
    return dialect && dialect->isFileBased();
}

database::ConnectionSettings ConnectionEditor::settings() const
{
    auto settings = m_base;
    auto url = withDialect(m_base.url, m_form.dialect).withoutPassword();
    url.database = m_form.database.trimmed();
    if (isFileBased()) {
        url.hosts.clear();
        url.user.clear();
    } else {
        const dialects::HostPort place{ m_form.host.trimmed(), m_form.port.toInt() };
        // Several hosts of a pasted URL are kept as long as the first is not edited.
        if (url.host() != place)
            url.hosts = place.host.isEmpty() && place.port == 0 ? QList<dialects::HostPort>{} : QList{ place };
        url.user = m_form.user.trimmed();
    }
    settings.url = url;
    settings.name = m_form.name.trimmed();
    settings.tls = { m_form.tls, m_form.rootCertificate, m_form.clientCertificate, m_form.clientKey };
    settings.environment = m_form.environment;
    settings.secretSource = isFileBased() ? database::SecretSource::None : m_form.secretSource;
    return settings;
}

std::optional<core::Secret> ConnectionEditor::secret() const
{
    if (isFileBased() || !m_form.hasPassword)
        return std::nullopt;
    return core::Secret(m_form.password);
}

QString ConnectionEditor::shownUrl() const { return settings().url.display(); }

QString ConnectionEditor::missing() const
{
    if (isFileBased())
        return m_form.database.trimmed().isEmpty() ? tr("Which file?") : QString();
    if (m_form.database.trimmed().isEmpty())
        return tr("Which database?");
    bool isNumber = true;
    const int port = m_form.port.isEmpty() ? 0 : m_form.port.toInt(&isNumber);
    if (!isNumber || port < 0 || port > 65535)
        return tr("The port is no number between 1 and 65535.");
    return {};
}

QString ConnectionEditor::tlsText() const
{
    const auto* dialect = dialects::findDialect(m_form.dialect);
    if (!dialect || dialect->isFileBased())
        return {};
    switch (dialect->tlsPromise(m_form.tls)) {
    case dialects::TlsPromise::Enforced:
        return tr("Enforced by the client library: it refuses anything less before it logs in.");
    case dialects::TlsPromise::CheckedAfterLogin:
        return tr("Checked after the login and before any statement: otherwise Espalier hangs up. The password has "
                  "been sent by then.");
    case dialects::TlsPromise::NotPossible:
        return tr("Can't be promised with this client library: connecting will be refused.");
    case dialects::TlsPromise::NotApplicable:
        break;
    }
    return {};
}

QString ConnectionEditor::secretText() const
{
    switch (m_form.secretSource) {
    case database::SecretSource::Keychain:
        return m_secretText;
    case database::SecretSource::Session: {
        const QString text = tr("Kept in memory until the window closes; nothing is written.");
        return keychainKnown() && !keychainWorks() ? text + QLatin1Char(' ') + m_secretText : text;
    }
    case database::SecretSource::None:
        return tr("The server is expected to ask for none.");
    case database::SecretSource::Environment:
        return tr("Taken from the client's environment variables.");
    case database::SecretSource::PasswordFile:
        return tr("Taken from the client's own password file.");
    }
    return {};
}

void ConnectionEditor::test()
{
    const int request = ++m_testRequest;
    setTestState(TestState::Running);
    m_testJob = m_queue.submit<database::ConnectionReport>(
        tr("Testing the connection"), {}, this,
        [settings = settings(), typed = secret(), secrets = &m_secrets](
            jobs::JobContext& context) -> core::Result<database::ConnectionReport> {
            std::optional<core::Secret> password = typed;
            if (!password) {
                database::SecretSources sources;
                sources.store = secrets;
                auto found = database::findSecret(settings, sources, context.cancel());
                if (!found)
                    return core::fail(found.error());
                password = *found;
            }
            return database::testConnection(settings, password, context);
        },
        [this, request](core::Result<database::ConnectionReport> report) {
            if (request != m_testRequest)
                return;
            if (report) {
                m_report = *report;
                return setTestState(TestState::Good);
            }
            m_testError = report.error();
            setTestState(m_testError.isCancelled() ? TestState::None : TestState::Bad);
        });
}

void ConnectionEditor::cancelTest()
{
    if (m_testState == TestState::Running)
        m_queue.cancel(m_testJob);
}

void ConnectionEditor::setTestState(TestState state)
{
    if (state == TestState::None)
        ++m_testRequest;
    m_testState = state;
    Q_EMIT testChanged();
}

} // namespace espalier::ui
