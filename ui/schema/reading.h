#pragma once

#include "jobs/job_queue.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace espalier::ui {

/// A value that a job reads in the background, read again when the question is another one. What was read last stays
/// until the next is there, so that nothing flickers.
template <typename T> class Reading {
public:
    using Value = std::shared_ptr<const T>;
    using Work = std::function<core::Result<T>(jobs::JobContext&)>;

    /// `changed` is called on the queue's thread whenever anything below says something else.
    Reading(jobs::JobQueue& queue, QObject& owner, std::function<void()> changed)
        : m_queue(queue)
        , m_owner(owner)
        , m_changed(std::move(changed))
    { }

    /// Nothing where the question is the one asked last, answered or not.
    void want(const QString& question, const QString& title, const QString& lane, Work work)
    {
        if (m_question == question)
            return;
        stop();
        m_question = question;
        m_error.reset();
        m_job = m_queue.submit<Value>(
            title, lane, &m_owner,
            [work = std::move(work)](jobs::JobContext& context) -> core::Result<Value> {
                auto result = work(context);
                if (!result)
                    return tl::unexpected(result.error());
                return std::make_shared<const T>(std::move(*result));
            },
            [this, request = m_request](const core::Result<Value>& result) {
                if (request == m_request)
                    take(result);
            });
    }
    void forget()
    {
        stop();
        m_question.clear();
        m_value.reset();
        m_answered.clear();
        m_error.reset();
    }
    /// Asks once more, with the next want(); the value stays until then.
    void askAgain()
    {
        stop();
        m_question.clear();
        m_error.reset();
    }

    const Value& value() const { return m_value; }
    /// The question that the value answers.
    const QString& answered() const { return m_answered; }
    /// The one asked last, answered or not.
    const QString& asked() const { return m_question; }
    bool isWorking() const { return m_job != 0; }
    const std::optional<core::Error>& error() const { return m_error; }

private:
    void stop()
    {
        ++m_request;
        if (m_job != 0)
            m_queue.cancel(std::exchange(m_job, 0));
    }
    void take(const core::Result<Value>& result)
    {
        m_job = 0;
        if (result) {
            m_value = *result;
            m_answered = m_question;
        } else {
            m_error = result.error();
        }
        m_changed();
    }

    jobs::JobQueue& m_queue;
    QObject& m_owner;
    std::function<void()> m_changed;
    QString m_question;
    QString m_answered;
    Value m_value;
    std::optional<core::Error> m_error;
    jobs::JobId m_job = 0;
    int m_request = 0; ///< the latest one wins
};

} // namespace espalier::ui
