#pragma once

#include "shell/jobs_model.h"

#include <QFrame>
#include <QTimer>
#include <QWidget>

class QProgressBar;
class QToolButton;

namespace espalier::ui {

class ElidedLabel;

/// One running job: title, how far, cancel.
class JobRow : public QWidget {
    Q_OBJECT
public:
    explicit JobRow(jobs::JobQueue& queue, QWidget* parent = nullptr);
    void setJob(const jobs::JobInfo& info);
    jobs::JobId job() const { return m_job; }

private:
    jobs::JobId m_job = 0;
    ElidedLabel* m_title;
    ElidedLabel* m_detail;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
};

/// The window's foot: the oldest running job with progress and cancel, the others in a list that opens, and what was
/// last said where nothing runs.
class JobsBar : public QWidget {
    Q_OBJECT
public:
    explicit JobsBar(jobs::JobQueue& queue, QWidget* parent = nullptr);
    /// Said until something else is.
    void setMessage(const QString& text, bool isFailure = false);
    const JobsModel& model() const { return *m_model; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void showAll();

    jobs::JobQueue& m_queue;
    JobsModel* m_model;
    JobRow* m_row;
    ElidedLabel* m_message;
    QToolButton* m_more;
    QTimer m_patience; ///< what is over at once is not worth a flicker
    bool m_failure = false;
};

} // namespace espalier::ui
