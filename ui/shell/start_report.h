#pragma once

#include <functional>
#include <QObject>

class QWidget;

namespace espalier::jobs {
class JobQueue;
}

namespace espalier::ui {

/// Measures the program's own start, for the benchmark: how long after the start of the process the window was painted
/// first, when the tree was, and how much memory had been used once nothing was left to do. Times are the system's,
/// from the start of the process, in steps of its clock tick (10 ms).
class StartReport : public QObject {
public:
    /// `done` gets a line of JSON: {"window_ms":…,"tree_ms":…,"peak_mb":…}.
    using Done = std::function<void(const QByteArray& line)>;
    StartReport(QWidget& window, jobs::JobQueue& queue, Done done);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void painted(QObject* widget);
    void finishWhenIdle();

    QWidget& m_window;
    jobs::JobQueue& m_queue;
    Done m_done;
    qint64 m_windowMs = -1;
    qint64 m_treeMs = -1;
};

} // namespace espalier::ui
