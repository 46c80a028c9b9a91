#include "jobs/job_queue.h"

#include <atomic>
#include <QSignalSpy>
#include <QTest>

using namespace espalier;
using namespace espalier::jobs;

class TestJobQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resultArrivesOnTheGuiThread();
    void jobsOfALaneNeverOverlap();
    void cancelledJobIsNotAFailure();
    void resultIsDroppedWhenTheReceiverIsGone();
};

void TestJobQueue::resultArrivesOnTheGuiThread()
{
    JobQueue queue;
    int answer = 0;
    QThread* workThread = nullptr;
    QThread* doneThread = nullptr;
    queue.submit<int>(
        QStringLiteral("add"), {}, this,
        [&](JobContext&) -> core::Result<int> {
            workThread = QThread::currentThread();
            return 42;
        },
        [&](core::Result<int> result) {
            doneThread = QThread::currentThread();
            answer = *result;
        });
    QTRY_COMPARE(answer, 42);
    QCOMPARE(doneThread, thread());
    QVERIFY(workThread != thread());
}

void TestJobQueue::jobsOfALaneNeverOverlap()
{
    JobQueue queue;
    std::atomic<int> running{ 0 };
    std::atomic<int> most{ 0 };
    QStringList order;
    for (int i = 0; i < 5; ++i) {
        queue.submit<int>(
            QString::number(i), QStringLiteral("lane"), this,
            [&, i](JobContext&) -> core::Result<int> {
                most = std::max(most.load(), ++running);
                QThread::yieldCurrentThread();
                --running;
                return i;
            },
            [&](core::Result<int> result) { order += QString::number(*result); });
    }
    QTRY_COMPARE(order.size(), 5);
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("0 1 2 3 4"));
    QCOMPARE(most.load(), 1);
    QVERIFY(queue.isIdle());
}

void TestJobQueue::cancelledJobIsNotAFailure()
{
    JobQueue queue;
    QList<JobState> states;
    connect(&queue, &JobQueue::jobChanged, this, [&](const JobInfo& info) { states.append(info.state); });
    std::atomic<bool> started{ false };
    const JobId id = queue.submit<int>(QStringLiteral("wait"), {}, this,
        [&](JobContext& context) -> core::Result<int> {
            started = true;
            while (!context.cancel().isCancelled())
                QThread::yieldCurrentThread();
            return core::cancelled();
        },
        {});
    QTRY_VERIFY(started.load());
    queue.cancel(id);
    QTRY_VERIFY(queue.isIdle());
    QCOMPARE(states.last(), JobState::Cancelled);
}

void TestJobQueue::resultIsDroppedWhenTheReceiverIsGone()
{
    JobQueue queue;
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    std::atomic<bool> go{ false };
    queue.submit<int>(
        QStringLiteral("late"), {}, receiver.get(),
        [&](JobContext&) -> core::Result<int> {
            while (!go)
                QThread::yieldCurrentThread();
            return 1;
        },
        [&](core::Result<int>) { called = true; });
    receiver.reset();
    go = true;
    QTRY_VERIFY(queue.isIdle());
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestJobQueue)
#include "tst_job_queue.moc"
