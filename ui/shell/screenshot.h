#pragma once

#include "core/error.h"

#include <functional>
#include <QObject>
#include <QTimer>

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

class MainWindow;

/// Draws the window into PNG files: the page that is shown into one file, or, where a folder is given, every page into
/// a file of its name. Waits before each until the window has come to rest: no job runs, and none has for a moment.
class Screenshot : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const core::Result<void>&)>;
    Screenshot(MainWindow& window, jobs::JobQueue& queue, const QString& target, const QStringList& pages, Done done);

private:
    void take();
    core::Result<void> write(const QString& file) const;

    MainWindow& m_window;
    jobs::JobQueue& m_queue;
    QString m_target;
    QStringList m_pages; ///< still to be drawn; used for a folder only
    Done m_done;
    QTimer m_rest;
};

} // namespace espalier::ui
