#pragma once

#include <QDialog>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace espalier::ui {

/// A dialog with a title line, a body and at its foot one way forward and a way back.
class DialogFrame : public QDialog {
    Q_OBJECT
public:
    DialogFrame(const QString& title, const QString& acceptText, QWidget* parent);
    QVBoxLayout* body() const { return m_body; }
    QPushButton* acceptButton() const { return m_accept; }
    QPushButton* cancelButton() const { return m_cancel; }
    /// The foot's free space at its near end.
    void addFootWidget(QWidget* widget);
    void addText(const QString& text);
    void addPoints(const QStringList& points);

private:
    QVBoxLayout* m_body;
    QHBoxLayout* m_foot;
    QPushButton* m_accept;
    QPushButton* m_cancel;
};

} // namespace espalier::ui
