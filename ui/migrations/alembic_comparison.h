#pragma once

#include "operations/evaluation.h"
#include "project/python_environment.h"
#include "project/trust.h"
#include "report/statement_comparison.h"
#include "run/alembic_sql.h"
#include "shell/services.h"

#include <functional>
#include <optional>
#include <QObject>

namespace espalier::ui {

class OperationsController;

/// The selected revision's SQL beside what the project's own Alembic writes for it with --sql. Only on request: it runs
/// the project's code, so the user's trust is asked first.
class AlembicComparison : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Asking, Working, Done, Failed };
    /// The project's Python; nullptr where none was found.
    using Environment = std::function<const project::PythonEnvironment*()>;

    AlembicComparison(Services& services, OperationsController& operations, const project::TrustStore& trust,
        QObject* parent = nullptr);
    void setEnvironment(const Environment& environment) { m_environment = environment; }

    State state() const { return m_state; }
    /// Why it can't start now; empty where it can.
    QString obstacle() const;
    void start();
    void cancel();
    /// Back to the SQL alone.
    void close();

    /// Of State::Done.
    const std::vector<report::ComparedStatement>& statements() const { return m_result.compared; }
    bool isSame() const { return report::isSame(m_result.compared); }
    /// What came out, in a sentence.
    QString summary() const;
    /// Whether that is good news.
    enum class Verdict { Same, Different, Unable };
    Verdict verdict() const;

Q_SIGNALS:
    void changed();

private:
    struct Question {
        QString revision;
        QString dialect;
        operations::Direction direction = operations::Direction::Up;
        const void* project = nullptr; ///< the snapshot that it is about
        friend bool operator==(const Question&, const Question&) = default;
    };
    struct Result {
        run::BridgeVersions versions;
        std::optional<run::StepFailure> failure;
        QString refused; ///< what Espalier says that stops it
        bool isUnderstood = true;
        QStringList ours;
        std::vector<report::ComparedStatement> compared;
    };

    Question question() const;
    void follow();
    void run();
    void take(const core::Result<Result>& result);
    void setState(State state);
    void stopJob();
    QString versionText() const;

    Services& m_services;
    OperationsController& m_operations;
    project::TrustStore m_trust;
    Environment m_environment;
    State m_state = State::Idle;
    Question m_asked;
    Result m_result;
    core::Error m_error;
    quint64 m_job = 0;
    int m_request = 0; ///< the latest one wins
};

} // namespace espalier::ui
