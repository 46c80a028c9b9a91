#pragma once

#include <functional>
#include <QProxyStyle>

class QAbstractButton;

namespace espalier::ui {

/// What a push button is for; drawn accordingly. Plain buttons are outlined.
enum class ButtonRole { Plain, Primary, Danger, Flat };
void setButtonRole(QAbstractButton* button, ButtonRole role);
ButtonRole buttonRole(const QWidget* widget);

/// Marks a frame as a surface: filled with the content colour and framed by a hairline with round corners.
void setCard(QWidget* frame);

/// Fusion with flat, quiet surfaces: the geometry and behaviour are Fusion's, what is painted here is ours. Split over
/// three files: buttons and fields, item views and headers, bars and menus.
class EspalierStyle final : public QProxyStyle {
    Q_OBJECT
public:
    /// `animates` is asked whenever a widget wants to move.
    explicit EspalierStyle(std::function<bool()> animates);

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
        const QWidget* widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
        const QWidget* widget = nullptr) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption* option, const QWidget* widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* returnData = nullptr) const override;
    void polish(QWidget* widget) override;
    using QProxyStyle::polish;

private:
    std::function<bool()> m_animates;
};

} // namespace espalier::ui
