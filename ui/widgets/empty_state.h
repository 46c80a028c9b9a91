#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QVBoxLayout;

namespace espalier::ui {

/// What a page shows when it has nothing to show: why, and what to do about it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    void setContent(const QString& iconName, const QString& title, const QString& text);
    /// Buttons that trigger actions; the first is the main one. The button's name is the action's with "-button".
    void setActions(const QList<QAction*>& actions);
    /// Something of one's own below the buttons, e.g. the list of recent projects.
    void setExtra(QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintIcon();

    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QVBoxLayout* m_column;
    QWidget* m_buttons = nullptr;
    QWidget* m_extra = nullptr;
};

} // namespace espalier::ui
