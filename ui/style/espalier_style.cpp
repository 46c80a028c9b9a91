#include "style/espalier_style.h"

#include "style/colors.h"
#include "style/style_parts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QFrame>
#include <QGroupBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>

namespace espalier::ui {
namespace {

const char cardProperty[] = "espalierCard";

constexpr int chevronRoom = 16;

/// A button with words that opens a menu says so; an icon alone that does needs no arrow.
bool showsChevron(const QStyleOptionToolButton& tool)
{
    return (tool.features & QStyleOptionToolButton::HasMenu) && tool.toolButtonStyle != Qt::ToolButtonIconOnly;
}

QPalette buttonTextPalette(const QPalette& palette, ButtonRole role)
{
    const Colors& colors = colorsOf(palette);
    QPalette changed = palette;
    const QColor text = role == ButtonRole::Primary ? colors.onAccent : colors.onDanger;
    changed.setColor(QPalette::Active, QPalette::ButtonText, text);
    changed.setColor(QPalette::Inactive, QPalette::ButtonText, text);
    return changed;
}

} // namespace

void setCard(QWidget* frame) { frame->setProperty(cardProperty, true); }

EspalierStyle::EspalierStyle(std::function<bool()> animates)
    : QProxyStyle(QStringLiteral("fusion"))
    , m_animates(std::move(animates))
{ }

void EspalierStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Colors& colors = colorsOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        return paintButton(painter, *option, widget);
    case PE_FrameDefaultButton:
        return;
    case PE_PanelButtonTool:
        return paintToolButton(painter, *option);
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            paintField(painter, *option);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckBox(painter, *option);
    case PE_IndicatorRadioButton:
        return paintRadioButton(painter, *option);
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            paintItemBackground(painter, *item, widget);
        return;
    case PE_PanelItemViewRow:
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, colorsOf(option->palette).surface);
        return;
    case PE_FrameFocusRect:
        if (widget && qobject_cast<const QAbstractItemView*>(widget))
            return;
        return paintFocus(painter, option->rect, colors, 4);
    case PE_Frame:
        if (widget && widget->property(cardProperty).toBool())
            return paintRounded(painter, option->rect, colors.surface, colors.line, cornerRadius + 2);
        return paintRounded(painter, option->rect, Qt::NoBrush, colors.line, 2);
    case PE_FrameMenu:
        return;
    case PE_PanelMenu:
        return paintRounded(painter, option->rect, colors.raised, colors.outline, 0);
    case PE_PanelTipLabel:
        return paintRounded(painter, option->rect, option->palette.color(QPalette::ToolTipBase), Qt::NoPen, 0);
    case PE_IndicatorArrowUp:
        return paintChevron(painter, option->rect, Qt::UpArrow, colors.muted);
    case PE_IndicatorArrowDown:
        return paintChevron(painter, option->rect, Qt::DownArrow, colors.muted);
    case PE_IndicatorArrowLeft:
        return paintChevron(painter, option->rect, Qt::LeftArrow, colors.muted);
    case PE_IndicatorArrowRight:
        return paintChevron(painter, option->rect, Qt::RightArrow, colors.muted);
    case PE_IndicatorHeaderArrow:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            const auto way = header->sortIndicator == QStyleOptionHeader::SortUp ? Qt::UpArrow : Qt::DownArrow;
            paintChevron(painter, option->rect, way, colors.muted);
        }
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.bottomLeft(), QSize(option->rect.width(), 1)), colors.line);
        return;
    case PE_FrameGroupBox:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void EspalierStyle::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton copy(*button);
            const ButtonRole role = buttonRole(widget);
            if (role == ButtonRole::Primary || role == ButtonRole::Danger)
                copy.palette = buttonTextPalette(copy.palette, role);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            QStyleOptionComboBox copy(*box);
            const int icon = box->currentIcon.isNull() ? 0 : box->iconSize.width() + 4;
            const int room = subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget).width() - icon - 2;
            copy.currentText = box->fontMetrics.elidedText(box->currentText, Qt::ElideMiddle, room);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: {
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            return paintHeaderSection(painter, *header);
        painter->fillRect(option->rect, colorsOf(option->palette).surface);
        return;
    }
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            QStyleOptionHeader copy(*header);
            copy.palette.setColor(QPalette::ButtonText, colorsOf(option->palette).muted);
            copy.state &= ~State_On; // no bold header where a cell is selected
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_ProgressBarGroove:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            return paintProgressGroove(painter, *bar);
        break;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            return paintProgressContents(painter, *bar);
        break;
    case CE_ProgressBarLabel:
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            return paintTab(painter, *tab);
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            QStyleOptionMenuItem copy(*item);
            const Colors& colors = colorsOf(option->palette);
            if ((copy.state & State_Selected) && copy.menuItemType != QStyleOptionMenuItem::Separator)
                paintMenuItemBackground(painter, copy);
            copy.state &= ~State_Selected;
            copy.palette.setColor(QPalette::Window, colors.raised);
            copy.palette.setBrush(QPalette::Base, colors.raised);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_ItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            // Selected rows have a soft background, so their text keeps its colour.
            QStyleOptionViewItem copy(*item);
            copy.palette.setColor(QPalette::HighlightedText, copy.palette.color(QPalette::Text));
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_Splitter:
        painter->fillRect(option->rect, colorsOf(option->palette).line);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void EspalierStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const Colors& colors = colorsOf(option->palette);
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option); combo && control == CC_ComboBox) {
        QStyleOption field(*option);
        if (!combo->editable)
            field.state &= ~State_ReadOnly;
        paintField(painter, field);
        paintChevron(painter, subControlRect(control, option, SC_ComboBoxArrow, widget), Qt::DownArrow,
            option->state & State_Enabled ? colors.muted : colors.outline);
        return;
    }
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin && control == CC_SpinBox) {
        paintField(painter, *option);
        if (spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            paintChevron(painter, subControlRect(control, option, SC_SpinBoxUp, widget), Qt::UpArrow, colors.muted);
            paintChevron(painter, subControlRect(control, option, SC_SpinBoxDown, widget), Qt::DownArrow, colors.muted);
        }
        return;
    }
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option); tool && control == CC_ToolButton) {
        // The focus ring only for those who use the keyboard, and no arrow on what is a menu altogether.
        QStyleOptionToolButton copy(*tool);
        if (!(copy.state & State_KeyboardFocusChange))
            copy.state &= ~State_HasFocus;
        const bool hasChevron = showsChevron(copy);
        copy.features &= ~QStyleOptionToolButton::HasMenu;
        QProxyStyle::drawComplexControl(control, &copy, painter, widget);
        if (hasChevron) {
            QRect place(copy.rect.right() - chevronRoom, copy.rect.top(), chevronRoom - 4, copy.rect.height());
            paintChevron(painter, visualRect(copy.direction, copy.rect, place), Qt::DownArrow, colors.muted);
        }
        return;
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option); bar && control == CC_ScrollBar)
        return paintScrollBar(painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_Slider && (option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange)) {
        const QRect handle
            = subControlRect(control, static_cast<const QStyleOptionComplex*>(option), SC_SliderHandle, widget);
        paintFocus(painter, handle.adjusted(-2, -2, 2, 2).intersected(option->rect), colors, cornerRadius);
    }
}

int EspalierStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonMargin:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return 1;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return 16;
    case PM_ToolBarIconSize:
        return 18;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_HeaderMargin:
        return 8;
    case PM_HeaderMarkSize:
        return 12;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
        return 0;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_FocusFrameHMargin:
        return 7; // one less than the header's: views add one
    case PM_TabBarTabHSpace:
        return 24;
    case PM_TabBarTabVSpace:
        return 14;
    case PM_TabBarBaseOverlap:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize EspalierStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.rwidth() += 8;
        result.setHeight(qMax(result.height(), 32));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(qMax(result.height(), 32));
        break;
    case CT_ToolButton:
        if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option); tool && showsChevron(*tool))
            result.rwidth() += chevronRoom;
        result = result.expandedTo(QSize(32, 32));
        break;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator) {
            result.rwidth() += 16;
            result.setHeight(qMax(result.height(), 30));
        }
        break;
    case CT_HeaderSection:
        result.setHeight(qMax(result.height(), 32));
        break;
    case CT_ItemViewItem:
        result.setHeight(qMax(result.height(), 30));
        break;
    default:
        break;
    }
    return result;
}

QRect EspalierStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl subControl, const QWidget* widget) const
{
    QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
    if ((control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        || (control == CC_SpinBox && subControl == SC_SpinBoxEditField))
        return option->direction == Qt::RightToLeft ? rect.adjusted(0, 0, -6, 0) : rect.adjusted(6, 0, 0, 0);
    if (control == CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        // No arrow buttons: the groove is the whole bar.
        if (!bar)
            return rect;
        if (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine)
            return {};
        if (subControl == SC_ScrollBarGroove)
            return option->rect;
        const bool vertical = bar->orientation == Qt::Vertical;
        const int length = vertical ? option->rect.height() : option->rect.width();
        const int range = bar->maximum - bar->minimum;
        int slider = length;
        if (range > 0)
            slider = qBound(
                qMin(28, length), static_cast<int>(qint64(length) * bar->pageStep / (range + bar->pageStep)), length);
        const int at = sliderPositionFromValue(
            bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const QRect groove = option->rect;
        if (subControl == SC_ScrollBarSlider)
            return vertical ? QRect(groove.left(), groove.top() + at, groove.width(), slider)
                            : QRect(groove.left() + at, groove.top(), slider, groove.height());
        if (subControl == SC_ScrollBarSubPage)
            return vertical ? QRect(groove.left(), groove.top(), groove.width(), at)
                            : QRect(groove.left(), groove.top(), at, groove.height());
        if (subControl == SC_ScrollBarAddPage)
            return vertical ? QRect(groove.left(), groove.top() + at + slider, groove.width(), length - at - slider)
                            : QRect(groove.left() + at + slider, groove.top(), length - at - slider, groove.height());
    }
    return rect;
}

QRect EspalierStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        frame && element == SE_LineEditContents && frame->lineWidth > 0)
        rect.adjust(6, 0, -6, 0);
    return rect;
}

int EspalierStyle::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* returnData) const
{
    switch (hint) {
    case SH_Widget_Animate:
        return m_animates() ? 1 : 0;
    case SH_Widget_Animation_Duration:
        return m_animates() ? 120 : 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_Header_ArrowAlignment:
        return Qt::AlignRight | Qt::AlignVCenter;
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

void EspalierStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) || qobject_cast<QComboBox*>(widget)
        || qobject_cast<QScrollBar*>(widget) || qobject_cast<QTabBar*>(widget) || qobject_cast<QHeaderView*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
}

} // namespace espalier::ui
