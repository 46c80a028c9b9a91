// The desktop's keychain through QtKeychain, whose jobs are asynchronous and live in a thread with an event loop. They
// get a thread of their own, so that whoever asks can block (on a worker thread) without an event loop, and the GUI
// thread has nothing to do with it. QtKeychain's own fallback, a plain text file, stays off.
#include "database/secret_store.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <qt6keychain/keychain.h>
#include <QThread>

namespace espalier::database {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Secret;

namespace {

/// What a job ended with; shared, since the one who waits may give up first.
struct Outcome {
    std::mutex mutex;
    std::condition_variable changed;
    bool isDone = false;
    QKeychain::Error error = QKeychain::NoError;
    QString errorText;
    QString text;
};

class KeychainSecretStore final : public SecretStore {
public:
    KeychainSecretStore(QString service, int timeoutMs)
        : m_service(std::move(service))
        , m_timeoutMs(timeoutMs)
    {
        m_inside.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_thread.start();
    }
    ~KeychainSecretStore() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    Result<std::optional<Secret>> read(const ConnectionId& id, const core::CancelToken& cancel) override
    {
        auto outcome = perform(cancel, id, [service = m_service] { return new QKeychain::ReadPasswordJob(service); });
        if (!outcome)
            return fail(outcome.error());
        if ((*outcome)->error == QKeychain::EntryNotFound)
            return std::optional<Secret>();
        if (auto failed = failure(**outcome))
            return fail(*failed);
        return Secret((*outcome)->text);
    }

    Result<void> write(const ConnectionId& id, const Secret& secret, const core::CancelToken& cancel) override
    {
        return ended(perform(cancel, id, [service = m_service, secret] {
            auto* job = new QKeychain::WritePasswordJob(service);
            job->setTextData(secret.reveal());
            return job;
        }));
    }

    Result<void> remove(const ConnectionId& id, const core::CancelToken& cancel) override
    {
        return ended(perform(cancel, id, [service = m_service] { return new QKeychain::DeletePasswordJob(service); }));
    }

    bool isPersistent() const override { return true; }
    core::Message explanation() const override
    {
        return { QT_TRANSLATE_NOOP("Messages", "Passwords are kept in the desktop's keychain."), {} };
    }

private:
    using OutcomePointer = std::shared_ptr<Outcome>;

    Result<OutcomePointer> perform(
        const core::CancelToken& cancel, const QString& key, const std::function<QKeychain::Job*()>& make)
    {
        Q_ASSERT_X(QThread::currentThread() != &m_thread, "keychain", "asked from its own thread");
        auto outcome = std::make_shared<Outcome>();
        QMetaObject::invokeMethod(&m_inside, [outcome, key, make] {
            QKeychain::Job* job = make();
            job->setKey(key);
            job->setInsecureFallback(false);
            QObject::connect(job, &QKeychain::Job::finished, job, [outcome](QKeychain::Job* finished) {
                const std::lock_guard lock(outcome->mutex);
                outcome->error = finished->error();
                outcome->errorText = finished->errorString();
                if (auto* reading = qobject_cast<QKeychain::ReadPasswordJob*>(finished))
                    outcome->text = reading->textData();
                outcome->isDone = true;
                outcome->changed.notify_all();
            });
            job->start();
        });
        const QDeadlineTimer deadline(m_timeoutMs);
        std::unique_lock lock(outcome->mutex);
        while (!outcome->isDone) {
            if (cancel.isCancelled())
                return core::cancelled();
            if (deadline.hasExpired())
                return fail(ErrorCode::Busy,
                    QT_TRANSLATE_NOOP("Messages", "The keychain does not answer; it may be waiting to be unlocked."));
            outcome->changed.wait_for(lock, std::chrono::milliseconds(50));
        }
        return outcome;
    }

    static std::optional<core::Error> failure(const Outcome& outcome)
    {
        if (outcome.error == QKeychain::NoError)
            return std::nullopt;
        if (outcome.error == QKeychain::AccessDeniedByUser || outcome.error == QKeychain::AccessDenied)
            return core::makeError(ErrorCode::Refused, QT_TRANSLATE_NOOP("Messages", "The keychain refuses access."),
                {}, outcome.errorText);
        return core::makeError(
            ErrorCode::ToolFailed, QT_TRANSLATE_NOOP("Messages", "The keychain does not work."), {}, outcome.errorText);
    }

    static Result<void> ended(const Result<OutcomePointer>& outcome)
    {
        if (!outcome)
            return fail(outcome.error());
        if (auto failed = failure(**outcome); failed && (*outcome)->error != QKeychain::EntryNotFound)
            return fail(*failed);
        return {};
    }

    QString m_service;
    int m_timeoutMs;
    QThread m_thread;
    QObject m_inside; // lives in m_thread
};

} // namespace

std::unique_ptr<SecretStore> makeKeychainSecretStore(const QString& service, int timeoutMs)
{
    return std::make_unique<KeychainSecretStore>(service, timeoutMs);
}

} // namespace espalier::database
