#pragma once

#include "database/session.h"
#include "database/version_table.h"
#include "session/secret_keeper.h"

#include <memory>
#include <optional>
#include <QObject>
#include <QTimer>

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

class ProjectSession;

/// The database that is looked at: its address, whether it answers, and what stands in its version table, read again
/// after every run, on request, and now and then. Connections are opened by the jobs that need one, on their threads;
/// what lives here are values.
class DatabaseSession : public QObject {
    Q_OBJECT
public:
    enum class State { None, Connecting, Connected, Lost, Failed };

    DatabaseSession(
        jobs::JobQueue& queue, SecretKeeper& secrets, const ProjectSession& project, QObject* parent = nullptr);
    ~DatabaseSession() override;

    /// `secret` is a password typed just now; it stays in memory until the window closes.
    void open(const database::ConnectionSettings& settings, const std::optional<core::Secret>& secret = {});
    /// The same database again: after it was lost, or with another password.
    void reconnect(const std::optional<core::Secret>& secret = {});
    void close();
    /// Reads the version table again.
    void refresh();

    State state() const { return m_state; }
    bool isConnected() const { return m_state == State::Connected; }
    /// Whether it can be read, though what is applied may not be: a role may see a schema and no version table.
    bool isReadable() const { return isConnected() || m_isVersionTableClosed; }
    /// Whether one was chosen, connected or not.
    bool hasDatabase() const { return m_settings.has_value(); }
    const database::ConnectionSettings* settings() const { return m_settings ? &*m_settings : nullptr; }
    const dialects::SessionFacts& facts() const { return m_facts; }
    /// nullptr until the version table was read for the open project.
    const database::DatabaseStatus* status() const { return m_status ? &*m_status : nullptr; }
    database::VersionTableName versionTable() const;
    /// Rows of the version table, as read last.
    const database::VersionRows& rows() const { return m_rows; }
    const core::Error& error() const { return m_error; }
    /// The address without a password.
    QString displayName() const;
    bool isProduction() const;
    /// For jobs: the settings with the password typed in this window, where there was one. Keychain and files are
    /// asked by resolved(), on the job's thread.
    database::ConnectionSettings settingsForJob() const;
    SecretKeeper& secrets() const { return m_secrets; }
    /// Jobs that use this database one after the other.
    QString lane() const;

    /// After a job on this database failed: takes note where that means the connection is gone.
    void noteFailure(const core::Error& error);

Q_SIGNALS:
    /// Another database, or none, or its state.
    void changed();
    /// What is applied may have changed.
    void statusChanged();
    /// The server wants a password that nobody has.
    void passwordWanted(const QString& why);

private:
    struct Read {
        dialects::SessionFacts facts;
        core::Result<database::VersionRows> rows;
    };
    void read(State meanwhile);
    void take(const core::Result<Read>& result);
    void recompute();
    void setState(State state);

    jobs::JobQueue& m_queue;
    SecretKeeper& m_secrets;
    const ProjectSession& m_project;
    State m_state = State::None;
    std::optional<database::ConnectionSettings> m_settings;
    std::optional<core::Secret> m_secret;
    dialects::SessionFacts m_facts;
    database::VersionRows m_rows;
    std::optional<database::DatabaseStatus> m_status;
    core::Error m_error;
    QTimer m_poll;
    int m_request = 0;
    bool m_reading = false;
    bool m_isVersionTableClosed = false;
};

/// The settings with the password from wherever it is kept, in their URL. Blocking.
core::Result<database::ConnectionSettings> resolved(
    const database::ConnectionSettings& settings, SecretKeeper& secrets, const core::CancelToken& cancel);

} // namespace espalier::ui
