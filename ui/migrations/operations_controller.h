#pragma once

#include "migrations/operation_lines.h"
#include "operations/project_operations.h"
#include "shell/services.h"

#include <QHash>
#include <QObject>

namespace espalier::dialects {
class Dialect;
}

namespace espalier::ui {

/// What the selected revision does, without its widgets. The whole project is evaluated in the background, once for
/// each dialect and direction that is looked at, and again when its files change.
class OperationsController : public QObject {
    Q_OBJECT
public:
    enum class State {
        Nothing, ///< no revision is selected, or none that has a script
        Working,
        Known,
        Stopped, ///< the user cancelled it; retry() begins again
    };

    explicit OperationsController(Services& services, QObject* parent = nullptr);

    State state() const { return m_state; }
    /// Of the selected revision; nullptr unless State::Known.
    const operations::Evaluation* evaluation() const { return m_evaluation.get(); }
    OperationLinesModel& lines() { return m_lines; }
    /// The statements of the revision on the dialect; empty where there are none.
    const QString& sql() const { return m_sql; }
    /// Why there are no lines; its link asks again.
    QString note() const;
    /// Absolute path of the selected revision's script.
    const QString& script() const { return m_script; }

    operations::Direction direction() const { return m_direction; }
    void setDirection(operations::Direction direction);
    /// The one chosen, else that of the connected database, else that of the project's own URL.
    const dialects::Dialect& dialect() const;
    void setDialect(const QString& id);
    void retry();

    /// What all revisions do upwards, as last known for the open project; nullptr at first.
    operations::ProjectOperationsPtr upgrades() const { return m_upgrades.operations; }
    /// The glyphs of those; nullptr where there are none.
    const GlyphsOfRevisions* upgradeGlyphs() const { return m_upgrades.glyphs.get(); }

Q_SIGNALS:
    void changed();
    void upgradesChanged();

private:
    struct Key {
        QString dialect;
        operations::Direction direction = operations::Direction::Up;
        friend bool operator==(const Key&, const Key&) = default;
        friend size_t qHash(const Key& key, size_t seed) { return qHashMulti(seed, key.dialect, int(key.direction)); }
    };

    /// Of all revisions in one direction.
    struct Known {
        operations::ProjectOperationsPtr operations;
        std::shared_ptr<const GlyphsOfRevisions> glyphs;
    };

    /// Any thread.
    static core::Result<Known> readOperations(const revisions::LoadedProject& project, const dialects::Dialect& dialect,
        operations::Direction direction, const jobs::JobContext& context);
    void projectChanged();
    void graphChanged();
    void databaseChanged();
    void refresh();
    void stopJobs();
    void want(operations::Direction direction);
    void take(const Key& key, const core::Result<Known>& result);
    void setUpgrades(const Known& upgrades);

    Services& m_services;
    OperationLinesModel m_lines;
    State m_state = State::Nothing;
    operations::Direction m_direction = operations::Direction::Up;
    QString m_chosenDialect;
    QString m_shownDialect;
    QString m_sql;
    QString m_script;
    std::shared_ptr<const operations::Evaluation> m_evaluation;
    Known m_upgrades;
    QHash<Key, Known> m_known; ///< of the project's present snapshot
    QHash<Key, quint64> m_running; ///< jobs
    QList<Key> m_stopped;
    int m_request = 0; ///< the latest one wins
};

} // namespace espalier::ui
