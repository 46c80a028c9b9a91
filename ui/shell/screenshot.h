#pragma once

#include "core/error.h"

#include <functional>
#include <QObject>
#include <QTimer>

class QWidget;

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

/// Draws the window into a PNG file once it has come to rest: no job runs, and nothing was to be painted for a moment.
class Screenshot : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const core::Result<void>&)>;
    Screenshot(QWidget& window, jobs::JobQueue& queue, const QString& file, Done done);

private:
    void take();

    QWidget& m_window;
    jobs::JobQueue& m_queue;
    QString m_file;
    Done m_done;
    QTimer m_rest;
};

} // namespace espalier::ui
