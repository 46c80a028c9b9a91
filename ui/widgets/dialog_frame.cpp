#include "widgets/dialog_frame.h"

#include "style/espalier_style.h"
#include "style/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {

DialogFrame::DialogFrame(const QString& title, const QString& acceptText, QWidget* parent)
    : QDialog(parent)
    , m_body(new QVBoxLayout)
    , m_foot(new QHBoxLayout)
    , m_accept(new QPushButton(acceptText))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setWindowTitle(title);
    setModal(true);
    auto* heading = new QLabel(title);
    heading->setFont(titleFont());
    heading->setWordWrap(true);
    m_accept->setObjectName(QStringLiteral("accept"));
    m_accept->setDefault(true);
    setButtonRole(m_accept, ButtonRole::Primary);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setAutoDefault(false);
    connect(m_accept, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_foot->setSpacing(8);
    m_foot->addStretch(1);
    m_foot->addWidget(m_cancel);
    m_foot->addWidget(m_accept);
    m_body->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(heading);
    column->addLayout(m_body, 1);
    column->addSpacing(4);
    column->addLayout(m_foot);
    setMinimumWidth(420);
}

void DialogFrame::addFootWidget(QWidget* widget) { m_foot->insertWidget(m_foot->count() - 3, widget); }

void DialogFrame::addText(const QString& text)
{
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("text"));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_body->addWidget(label);
}

void DialogFrame::addPoints(const QStringList& points)
{
    QString html;
    for (const auto& point : points)
        html += QStringLiteral("<li>%1</li>").arg(point.toHtmlEscaped());
    auto* label = new QLabel(QStringLiteral("<ul style=\"margin-left:-20px\">%1</ul>").arg(html));
    label->setObjectName(QStringLiteral("points"));
    label->setWordWrap(true);
    m_body->addWidget(label);
}

} // namespace espalier::ui
