#pragma once

#include "migrations/operation_lines.h"
#include "operations/schema_history.h"
#include "shell/services.h"

#include <memory>
#include <optional>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace espalier::dialects {
class Dialect;
}

namespace espalier::ui {

class OperationsController;

/// How the schema differs before and after the selected revision, or between it and another one, without the widgets.
/// Read in the background while somebody looks, each time that another revision, direction or dialect is chosen.
class SchemaController : public QObject {
    Q_OBJECT
public:
    enum class State {
        Nothing, ///< no revision is selected, or none that has a script
        Working,
        Known,
        Stopped, ///< the user cancelled it; retry() begins again
    };

    SchemaController(Services& services, OperationsController& operations, QObject* parent = nullptr);

    State state() const { return m_state; }
    OperationLinesModel& lines() { return m_lines; }
    int changeCount() const { return m_difference ? static_cast<int>(m_difference->changes.size()) : 0; }
    /// Nothing that is not known may change it besides.
    bool isCertain() const { return m_difference && m_difference->doubts.empty() && m_difference->doubtfulBelow == 0; }
    bool hasChanges() const { return m_difference && !m_difference->changes.empty(); }
    /// What is shown, as text; empty unless State::Known.
    QString text() const;

    /// Nothing is read while nobody looks.
    void setWatched(const QObject* by, bool watched);
    void retry();

    /// Compares the selected revision with another one until that is empty or another revision is selected.
    void compareWith(const QString& revision);
    void swap();
    /// Of the open project, for whoever wants schemas too; one question at a time.
    std::shared_ptr<operations::SchemaHistory> history(const dialects::Dialect& dialect);
    bool isComparing() const { return !m_from.isEmpty(); }
    const QString& from() const { return m_from; }
    const QString& to() const { return m_to; }

Q_SIGNALS:
    void changed();
    /// Another pair is compared, or none any more.
    void comparisonChanged();

private:
    struct Question {
        QString dialect;
        QString from; ///< empty: the revision alone
        QString revision;
        int direction = 0;
        const void* project = nullptr; ///< the snapshot that it is about
        friend bool operator==(const Question&, const Question&) = default;
    };

    void graphChanged();
    void selectionChanged();
    void endComparison();
    Question question() const;
    void refresh();
    void stopJob();
    void ask(const Question& question);
    void take(const core::Result<operations::SchemaDifference>& result);
    void show(State state, std::optional<operations::SchemaDifference> difference = {});

    Services& m_services;
    OperationsController& m_operations;
    OperationLinesModel m_lines;
    State m_state = State::Nothing;
    std::optional<operations::SchemaDifference> m_difference;
    QHash<QString, std::shared_ptr<operations::SchemaHistory>> m_histories; ///< by dialect, of the present snapshot
    QSet<const QObject*> m_watchers;
    QString m_from; ///< of a comparison
    QString m_to;
    Question m_asked; ///< answered, or being answered
    quint64 m_job = 0;
    int m_request = 0; ///< the latest one wins
    QTimer m_patience; ///< what was shown stays for a moment: most answers come before
};

} // namespace espalier::ui
