#include "style/icon.h"

#include <optional>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace espalier::ui {
namespace {

QString fileOf(const QString& name) { return QStringLiteral(":/icons/%1.svg").arg(name); }

/// Draws a one-colour SVG with `currentColor` replaced; pixmaps are cached by name, colour and size.
class StrokeIconEngine final : public QIconEngine {
public:
    StrokeIconEngine(QString name, QPalette::ColorRole role, std::optional<QColor> fixed)
        : m_name(std::move(name))
        , m_role(role)
        , m_fixed(fixed)
    { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, render(rect.size(), ratio, colorFor(mode, state)));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return render(size, 1.0, colorFor(mode, state));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        return render(size / scale, scale, colorFor(mode, state));
    }

    QIconEngine* clone() const override { return new StrokeIconEngine(m_name, m_role, m_fixed); }
    QString key() const override { return QStringLiteral("espalier-stroke"); }
    bool isNull() override { return !QFile::exists(fileOf(m_name)); }

private:
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (m_fixed)
            return *m_fixed;
        if (state == QIcon::On)
            return palette.color(QPalette::Link);
        return palette.color(m_role);
    }

    QPixmap render(const QSize& size, qreal ratio, const QColor& color) const
    {
        const QString key = QStringLiteral("espalier-icon/%1/%2/%3x%4@%5")
                                .arg(m_name, color.name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(ratio);
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap((QSizeF(size) * ratio).toSize());
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QFile file(fileOf(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
            QPainter painter(&pixmap);
            renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        }
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString m_name;
    QPalette::ColorRole m_role;
    std::optional<QColor> m_fixed;
};

} // namespace

QIcon themedIcon(const QString& name, QPalette::ColorRole role)
{
    return QIcon(new StrokeIconEngine(name, role, std::nullopt));
}

QIcon themedIcon(const QString& name, const QColor& color)
{
    return QIcon(new StrokeIconEngine(name, QPalette::ButtonText, color));
}

bool hasIcon(const QString& name) { return QFile::exists(fileOf(name)); }

} // namespace espalier::ui
