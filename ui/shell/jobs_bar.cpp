#include "shell/jobs_bar.h"

#include "style/colors.h"
#include "style/icon.h"
#include "widgets/elided_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {
constexpr int patienceMs = 300;
}

JobRow::JobRow(jobs::JobQueue& queue, QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel)
    , m_detail(new ElidedLabel)
    , m_bar(new QProgressBar)
    , m_cancel(new QToolButton)
{
    m_detail->setMuted(true);
    m_bar->setFixedSize(160, 8);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel->setObjectName(QStringLiteral("cancel-job"));
    m_cancel->setIcon(themedIcon(QStringLiteral("close")));
    m_cancel->setAutoRaise(true);
    m_cancel->setFixedSize(24, 24);
    m_cancel->setToolTip(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel"));
    connect(m_cancel, &QToolButton::clicked, this, [this, &queue] {
        m_cancel->setEnabled(false);
        m_detail->setText(tr("Cancelling…"));
        queue.cancel(m_job);
    });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_title);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    row->addWidget(m_detail, 1);
}

void JobRow::setJob(const jobs::JobInfo& info)
{
    if (m_job != info.id)
        m_cancel->setEnabled(info.cancellable);
    m_job = info.id;
    m_title->setText(info.title);
    if (m_cancel->isEnabled() || !info.cancellable)
        m_detail->setText(progressText(info.progress));
    const int permille = progressPermille(info.progress);
    m_bar->setRange(0, permille < 0 ? 0 : 1000);
    m_bar->setValue(qMax(0, permille));
    m_cancel->setToolTip(info.cancellable ? tr("Cancel") : tr("This can't be stopped safely just now"));
}

JobsBar::JobsBar(jobs::JobQueue& queue, QWidget* parent)
    : QWidget(parent)
    , m_queue(queue)
    , m_model(new JobsModel(queue, this))
    , m_row(new JobRow(queue))
    , m_message(new ElidedLabel)
    , m_more(new QToolButton)
{
    setObjectName(QStringLiteral("jobs-bar"));
    setFixedHeight(32);
    m_message->setObjectName(QStringLiteral("jobs-message"));
    m_message->setMuted(true);
    m_more->setObjectName(QStringLiteral("more-jobs"));
    m_more->setAutoRaise(true);
    m_more->setFixedHeight(24);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 8, 0);
    row->addWidget(m_row, 1);
    row->addWidget(m_message, 1);
    row->addWidget(m_more);
    connect(m_more, &QToolButton::clicked, this, &JobsBar::showAll);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &JobsBar::refresh);
    connect(m_model, &JobsModel::rowsInserted, this, [this] {
        if (m_row->isHidden())
            m_patience.start();
        else
            refresh();
    });
    connect(m_model, &JobsModel::rowsRemoved, this, &JobsBar::refresh);
    connect(m_model, &JobsModel::dataChanged, this, [this] {
        if (!m_patience.isActive())
            refresh();
    });
    connect(m_model, &JobsModel::failed, this,
        [this](const jobs::JobInfo& info) { setMessage(core::summary(info.error), true); });
    refresh();
}

void JobsBar::setMessage(const QString& text, bool isFailure)
{
    m_failure = isFailure;
    m_message->setText(text);
    m_message->setMuted(!isFailure);
}

void JobsBar::refresh()
{
    const auto& running = m_model->jobs();
    if (running.isEmpty())
        m_patience.stop();
    m_row->setVisible(!running.isEmpty());
    m_message->setVisible(running.isEmpty());
    m_more->setVisible(running.size() > 1);
    if (running.isEmpty())
        return;
    m_row->setJob(running.first());
    m_more->setText(tr("%n more", nullptr, static_cast<int>(running.size()) - 1));
}

void JobsBar::showAll()
{
    // A popup of rows that live as long as it is open; it follows the model.
    auto* popup = new QFrame(this, Qt::Popup);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(popup);
    const auto fill = [this, popup, column] {
        while (auto* item = column->takeAt(0)) {
            delete item->widget();
            delete item;
        }
        for (const auto& job : m_model->jobs()) {
            auto* row = new JobRow(m_queue);
            row->setJob(job);
            column->addWidget(row);
        }
        if (m_model->jobs().isEmpty())
            popup->close();
    };
    fill();
    connect(m_model, &JobsModel::rowsInserted, popup, fill);
    connect(m_model, &JobsModel::rowsRemoved, popup, fill);
    connect(m_model, &JobsModel::dataChanged, popup, [this, column] {
        for (int at = 0; at < column->count() && at < m_model->rowCount(); ++at)
            static_cast<JobRow*>(column->itemAt(at)->widget())->setJob(m_model->jobs()[at]);
    });
    popup->resize(qMin(560, width()), popup->sizeHint().height());
    popup->move(mapToGlobal(QPoint(width() - popup->width() - 8, -popup->height())));
    popup->show();
}

void JobsBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), colorsOf(palette()).line);
}

} // namespace espalier::ui
