#pragma once

#include "core/error.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace espalier::ui {

/// A failure for people: what happened, where, what state the database is in now, and what to do next; the technical
/// detail folded away. The one place in the window that words a failure.
class ErrorPanel : public QFrame {
    Q_OBJECT
public:
    explicit ErrorPanel(QWidget* parent = nullptr);
    /// Hides itself for a cancelled one, since that is no failure.
    void setError(const core::Error& error);
    void clear();
    /// Offers a way on; gone with the next error.
    void addAction(const QString& name, const QString& text, QObject* receiver, std::function<void()> run);

Q_SIGNALS:
    /// The place was clicked.
    void locationActivated(const QString& file, int line);

private:
    void paintEvent(QPaintEvent* event) override;
    void showDetail(bool shown);

    QLabel* m_what;
    QLabel* m_where;
    QLabel* m_state;
    QLabel* m_next;
    QPlainTextEdit* m_detail;
    QToolButton* m_toggle;
    QHBoxLayout* m_buttons;
    core::Error m_error;
};

/// What the user can do about a failure of this kind, in one sentence; empty where there is nothing to say.
QString remedyFor(core::ErrorCode code);

/// A page that says nothing but that.
QWidget* failurePage(ErrorPanel* panel);

} // namespace espalier::ui
