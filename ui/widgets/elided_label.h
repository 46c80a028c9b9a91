#pragma once

#include <QFrame>

namespace espalier::ui {

/// A line of text that gives way: shortened with "…" where there is no room, whole in the tool tip.
class ElidedLabel : public QFrame {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    QString text() const { return m_text; }
    void setText(const QString& text);
    void setMuted(bool muted);
    void setElideMode(Qt::TextElideMode mode);
    /// Where there is room for fewer letters, nothing is shown.
    void setFewest(int letters);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_text;
    bool m_muted = false;
    int m_fewest = 0;
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

} // namespace espalier::ui
