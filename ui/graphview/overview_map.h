#pragma once

#include <QPixmap>
#include <QWidget>

namespace espalier::graphview {

/// A whole canvas in a corner, and the part of it that is looked at; drag or click to look elsewhere. The picture is
/// kept until invalidate().
class OverviewMap : public QWidget {
    Q_OBJECT
public:
    explicit OverviewMap(QWidget* parent);

    /// What is drawn has changed.
    void invalidate();
    /// The part of the canvas in sight.
    void setSeen(const QRectF& seen);

Q_SIGNALS:
    /// The point of the canvas to look at.
    void lookedAt(const QPointF& canvas);

protected:
    struct Inks {
        QColor border;
        QColor back;
        QColor accent;
    };
    virtual Inks inks() const = 0;
    virtual bool isBlank() const = 0; ///< there is nothing to draw
    virtual QPointF toMap(const QPointF& canvas) const = 0;
    virtual QPointF toCanvas(const QPointF& map) const = 0;
    /// Draws what is kept.
    virtual void render(QPainter& painter) = 0;
    /// Draws what is not: the selection and the like.
    virtual void paintMarks(QPainter& painter) = 0;
    /// Whether the frame around what is in sight is dragged where it is taken; else it goes where one clicks.
    virtual bool canDrag(const QRectF& /*frame*/) const { return true; }

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QRectF frame() const;
    void look(const QPointF& position);

    QPixmap m_picture;
    QRectF m_seen;
    QPointF m_grip; ///< of the frame, on the map, while it is dragged
};

} // namespace espalier::graphview
