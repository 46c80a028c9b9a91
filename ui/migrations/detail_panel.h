#pragma once

#include "migrations/revision_detail.h"
#include "shell/services.h"

#include <QWidget>

class QFormLayout;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace espalier::ui {

class ActionRegistry;
class MigrationsController;
class RevisionTabs;
struct ScriptText;

/// What is known of the selected revision, with what can be done with it, what it does, and its script; or, where two
/// are selected, how their schemas differ.
class DetailPanel : public QWidget {
    Q_OBJECT
public:
    DetailPanel(Services& services, MigrationsController& controller, QWidget* parent = nullptr);
    void setDetail(const std::optional<RevisionDetail>& detail);
    void setScript(const ScriptText& script);
    RevisionTabs& tabs() { return *m_about; }

Q_SIGNALS:
    void revisionActivated(const QString& id);
    void fileActivated(const QString& path);
    /// The pointer or the keyboard is on a button that plans: its path should be seen. An empty id: no longer.
    void previewWanted(const QString& actionId);
    void comparisonClosed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeBody(ActionRegistry& actions);
    void fillTags(const RevisionDetail& detail);
    void fillFacts(const RevisionDetail& detail);
    void fillProblems(const RevisionDetail& detail);
    void addFact(const QString& title, const QString& html, const char* name);

    void showPart();

    MigrationsController& m_controller;
    QStackedWidget* m_stack;
    QLabel* m_id;
    QToolButton* m_copy;
    QLabel* m_message;
    QLabel* m_prose;
    QHBoxLayout* m_tags;
    QFormLayout* m_facts;
    QVBoxLayout* m_problems;
    RevisionTabs* m_about;
    QString m_path;
};

} // namespace espalier::ui
