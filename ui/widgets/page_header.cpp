#include "widgets/page_header.h"

#include "style/colors.h"
#include "style/type.h"
#include "widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace espalier::ui {

PageHeader::PageHeader(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(title))
    , m_note(new ElidedLabel)
    , m_row(new QHBoxLayout(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setFont(titleFont());
    m_note->setForegroundRole(QPalette::Dark);
    m_note->setFewest(8);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // what acts on the page comes first
    m_row->setContentsMargins(20, 8, 12, 9);
    m_row->setSpacing(8);
    m_row->addWidget(m_title);
    m_row->addWidget(m_note, 1);
    setMinimumHeight(52);
}

void PageHeader::setTitle(const QString& title) { m_title->setText(title); }

void PageHeader::setNote(const QString& note, Qt::TextElideMode cut)
{
    m_note->setElideMode(cut);
    m_note->setText(note);
}

void PageHeader::addWidget(QWidget* widget, int stretch) { m_row->addWidget(widget, stretch); }

void PageHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const QMargins margins = m_row->contentsMargins();
    int needed = margins.left() + margins.right() + m_title->sizeHint().width();
    for (int at = 0; at < m_row->count(); ++at)
        if (QLayoutItem* item = m_row->itemAt(at); item->widget() != m_title && !item->isEmpty())
            needed += item->minimumSize().width() + m_row->spacing();
    m_title->setVisible(needed <= width());
}

void PageHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colorsOf(palette()).line);
}

} // namespace espalier::ui
