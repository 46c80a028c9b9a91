#include "shell/command_palette.h"

#include "style/colors.h"
#include "style/icon.h"
#include "style/style_parts.h"
#include "style/type.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

/// Icon, title, subtitle; the shortcut at the far end.
class PaletteDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return { 200, 36 }; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colors& colors = colorsOf(option.palette);
        if (option.state & QStyle::State_Selected)
            paintRounded(painter, option.rect.adjusted(4, 1, -4, -1), colors.accentSoft, Qt::NoPen, cornerRadius);
        const bool enabled = index.data(PaletteModel::EnabledRole).toBool();
        const bool destructive = index.data(PaletteModel::DestructiveRole).toBool();
        const QColor ink = !enabled ? colors.outline : destructive ? colors.danger : colors.text;
        const QRect box = option.rect.adjusted(14, 0, -14, 0);
        const auto place = [&](const QRect& rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
        const QString name = index.data(PaletteModel::IconNameRole).toString();
        if (!name.isEmpty())
            themedIcon(name, enabled ? (destructive ? colors.danger : colors.muted) : colors.outline)
                .paint(painter, place(QRect(box.left(), box.center().y() - 8, 16, 16)));
        const QString keys = index.data(PaletteModel::ShortcutRole).toString();
        const int keysWidth = keys.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(keys) + 12;
        QRect text = box.adjusted(28, 0, -keysWidth, 0);
        const QString title = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width());
        painter->setFont(option.font);
        painter->setPen(ink);
        painter->drawText(place(text), Qt::AlignVCenter | Qt::AlignLeading, title);
        text.setLeft(text.left() + option.fontMetrics.horizontalAdvance(title) + 12);
        painter->setPen(enabled ? colors.muted : colors.outline);
        const QString subtitle = index.data(PaletteModel::SubtitleRole).toString();
        painter->drawText(place(text), Qt::AlignVCenter | Qt::AlignLeading,
            option.fontMetrics.elidedText(subtitle, Qt::ElideRight, qMax(0, text.width())));
        painter->drawText(place(box), Qt::AlignVCenter | Qt::AlignTrailing, keys);
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window)
    , m_window(window)
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("command-palette"));
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(QStringLiteral("palette-field"));
    m_field->setPlaceholderText(tr("An action, a table, a revision's id or words of its message…"));
    m_field->setAccessibleName(tr("Search everything"));
    m_field->setMinimumHeight(40);
    m_list->setObjectName(QStringLiteral("palette-list"));
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        m_list->setCurrentIndex(m_model->index(0));
    });
    connect(m_list, &QListView::clicked, this, [this] { runCurrent(); });
    window->installEventFilter(this);
    hide();
}

void CommandPalette::addProvider(Provider provider) { m_providers.append(std::move(provider)); }

void CommandPalette::open()
{
    QList<PaletteEntry> entries;
    for (const auto& provider : m_providers)
        entries += provider();
    m_model->setEntries(entries);
    m_field->clear();
    m_list->setCurrentIndex(m_model->index(0));
    place();
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::place()
{
    const int width = qMin(680, m_window->width() - 48);
    const int height = qMin(440, m_window->height() - 120);
    setGeometry((m_window->width() - width) / 2, 56, width, height);
}

void CommandPalette::runCurrent()
{
    const auto* entry = m_model->entry(m_list->currentIndex().row());
    if (!entry || !entry->enabled)
        return;
    const auto run = entry->run;
    hide();
    m_window->setFocus();
    if (run)
        run();
}

void CommandPalette::move(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = qBound(0, m_list->currentIndex().row() + by, rows - 1);
    m_list->setCurrentIndex(m_model->index(row));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field)
        return false;
    if (event->type() == QEvent::FocusOut) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(8);
        return true;
    case Qt::Key_PageUp:
        move(-8);
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors& colors = colorsOf(palette());
    paintRounded(&painter, rect(), colors.surface, colors.outline, cornerRadius + 4);
}

} // namespace espalier::ui
