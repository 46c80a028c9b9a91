#pragma once

#include "operations/evaluation.h"
#include "revisions/revision_graph.h"

namespace espalier::operations {

/// What comes of one `alembic upgrade` on an empty database, as far as it can be known without running it.
struct Forecast {
    enum class Outcome { Succeeds, Fails, Unknown };
    Outcome outcome = Outcome::Succeeds;
    QString revision; ///< of Fails: where; empty where Alembic refuses the tree
    QString code; ///< of Fails: kebab-case
    core::Message reason; ///< of Fails and Unknown
    core::Location at;
    /// The first revision that is not known for sure: of Unknown the one that the reason is about; of Fails the upgrade
    /// may end as early as that.
    QString unknownFrom;
};

/// kebab-case name of an outcome, as machine-readable output carries it.
QString codeName(Forecast::Outcome outcome);

/// Makes a forecast of what revisions do one after the other.
class Forecaster {
public:
    Forecaster(
        const revisions::RevisionGraph& graph, const dialects::Dialect& dialect, const MigrationSettings& settings);

    /// The next revision in upgrade order, evaluated on the schema that those before it make of nothing.
    void see(const QString& revision, const Evaluation& evaluation);
    const Forecast& forecast() const { return m_forecast; }

private:
    void fails(const QString& revision, const Problem& problem);
    void doubted(const QString& revision, const core::Message& reason, const core::Location& at, bool isAnything);
    void checkLength(const QString& revision, const Evaluation& evaluation);

    Forecast m_forecast;
    QString m_versionTable;
    bool m_isAnything = false; ///< the schema may be another one than the simulated one
    bool m_isOver = false;
    bool m_refusesLongText = false;
    bool m_changesVersionTable = false;
};

} // namespace espalier::operations
