#pragma once

#include "graphview/graph_view.h"
#include "migrations/alembic_comparison.h"
#include "migrations/operations_controller.h"
#include "migrations/problems_model.h"
#include "migrations/revision_detail.h"
#include "migrations/schema_controller.h"
#include "plan/plan.h"
#include "shell/services.h"

#include <optional>
#include <QHash>
#include <QObject>

namespace espalier::ui {

/// The script of a revision, read in the background.
struct ScriptText {
    QString revision;
    QString text;
    QString trouble; ///< why there is none
    friend bool operator==(const ScriptText&, const ScriptText&) = default;
};

/// The Migrations page without its widgets: the picture of the tree, what is selected and said of it, and what may be
/// done with it.
class MigrationsController : public QObject {
    Q_OBJECT
public:
    /// `trust`: where a yes to running the project's code is kept.
    MigrationsController(Services& services, const project::TrustStore& trust, QObject* parent = nullptr);

    /// nullptr while no project is open.
    graphview::GraphPicturePtr picture() const { return m_picture; }
    const std::optional<RevisionDetail>& detail() const { return m_detail; }
    const ScriptText& script() const { return m_script; }
    /// What the selected revision does.
    OperationsController& operations() { return m_operations; }
    /// What the selected revision makes of the schema, or how two revisions differ.
    SchemaController& schema() { return m_schema; }
    /// The selected revision's SQL beside Alembic's.
    AlembicComparison& alembic() { return m_alembic; }
    ProblemsModel& problems() { return m_problems; }
    /// "28 revisions · 3 heads"
    QString summary() const;
    /// The revision that a problem is about, to be selected; empty where it is about none.
    QString revisionOf(const revisions::Problem& problem) const;
    /// The steps that going to `target` would take, for the canvas; empty where it is refused or nothing is to be done.
    graphview::PathHighlight pathTo(plan::Direction direction, const QString& target) const;

    void select(const QString& revision);
    /// The revisions in upgrade order, by which keys and the slider step.
    const QStringList& order() const { return m_order; }
    /// Of the selected revision in that order; -1 where none is selected.
    int position() const;
    void selectAt(int position);
    /// Opens the file in what the desktop has for it.
    void openFile(const QString& path) const;

Q_SIGNALS:
    void pictureChanged();
    void detailChanged();
    void scriptChanged();
    void orderChanged();
    /// Two revisions are to be selected on the canvas.
    void pairWanted(const QString& first, const QString& second);
    /// The user wants a plan.
    void planWanted(espalier::plan::Direction direction, const QString& target);

private:
    void addActions();
    void rebuild();
    void drawPicture();
    void refreshDetail();
    void readScript();
    void enableActions();
    void step(int by);
    void askComparison();

    Services& m_services;
    OperationsController m_operations;
    SchemaController m_schema;
    AlembicComparison m_alembic;
    graphview::GraphPicturePtr m_picture;
    QStringList m_order;
    std::optional<RevisionDetail> m_detail;
    ScriptText m_script;
    ProblemsModel m_problems;
    int m_scriptRequest = 0;
};

/// A plan as the canvas shows it.
graphview::PathHighlight pathOf(const plan::Plan& plan);

} // namespace espalier::ui
