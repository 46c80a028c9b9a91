#pragma once

#include "database/connection_settings.h"
#include "database/session.h"

#include <optional>
#include <QObject>

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

class SecretKeeper;

/// The fields of the connection dialog.
struct ConnectionForm {
    QString name;
    dialects::DialectId dialect;
    QString host;
    QString port;
    QString database; ///< or the file
    QString user;
    QString password;
    bool hasPassword = false; ///< typed or pasted; an empty one counts only then
    database::SecretSource secretSource = database::SecretSource::Session;
    dialects::TlsMode tls = dialects::TlsMode::Default;
    QString rootCertificate;
    QString clientCertificate;
    QString clientKey;
    database::EnvironmentTag environment = database::EnvironmentTag::Unspecified;
    friend bool operator==(const ConnectionForm&, const ConnectionForm&) = default;
};

/// What the connection dialog does, without its widgets: takes a pasted URL apart, says what the choices mean, tests.
class ConnectionEditor : public QObject {
    Q_OBJECT
public:
    enum class TestState { None, Running, Good, Bad };

    ConnectionEditor(jobs::JobQueue& queue, SecretKeeper& secrets, QObject* parent = nullptr);

    /// Starts over with saved settings, or with nothing.
    void edit(const database::ConnectionSettings& settings);
    void startNew();
    /// Fills the fields from a URL in SQLAlchemy's or libpq's form. The error says what is wrong with it; nothing
    /// changes then. A file is taken relative to `folder`.
    core::Result<void> pasteUrl(const QString& text, const QString& folder = {});

    const ConnectionForm& form() const { return m_form; }
    void setForm(const ConnectionForm& form);
    bool isFileBased() const;
    /// The address as SQLAlchemy would write it, without the password.
    QString shownUrl() const;
    /// What is missing before this can be tried; empty where nothing is.
    QString missing() const;
    /// What the chosen TLS mode promises with this client library.
    QString tlsText() const;
    /// Where the password goes and how long it lasts. Known after the keychain was looked for.
    QString secretText() const;
    bool keychainKnown() const { return m_keychain.has_value(); }
    bool keychainWorks() const { return m_keychain.value_or(false); }

    /// The settings that the fields describe; the password apart.
    database::ConnectionSettings settings() const;
    std::optional<core::Secret> secret() const;

    void test();
    void cancelTest();
    TestState testState() const { return m_testState; }
    const database::ConnectionReport& report() const { return m_report; }
    const core::Error& testError() const { return m_testError; }

Q_SIGNALS:
    void changed();
    void testChanged();

private:
    void lookForKeychain();
    void setTestState(TestState state);

    jobs::JobQueue& m_queue;
    SecretKeeper& m_secrets;
    ConnectionForm m_form;
    database::ConnectionSettings m_base; ///< what the form does not show is kept: id, driver, options
    std::optional<bool> m_keychain;
    QString m_secretText;
    TestState m_testState = TestState::None;
    database::ConnectionReport m_report;
    core::Error m_testError;
    quint64 m_testJob = 0;
    int m_testRequest = 0;
};

QString environmentTitle(database::EnvironmentTag tag);
QString tlsModeTitle(dialects::TlsMode mode);

} // namespace espalier::ui
