#include "core/file_lock.h"
#include "core/process.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <QTest>

using namespace espalier;
using core::FileLock;

class TestFileLock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyOneHoldsItExclusively();
    void severalShareIt();
    void movingKeepsIt();
    void childrenDoNotInheritIt();
    void anUnwritablePlaceIsAnError();
};

void TestFileLock::onlyOneHoldsItExclusively()
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(QStringLiteral("lock"));
    {
        const auto first = FileLock::take(path, FileLock::Mode::Exclusive);
        VERIFY_RESULT(first);
        const auto second = FileLock::take(path, FileLock::Mode::Exclusive, 20);
        QVERIFY(!second);
        QCOMPARE(second.error().code, core::ErrorCode::Busy);
        QVERIFY(!FileLock::take(path, FileLock::Mode::Shared));
    }
    VERIFY_RESULT(FileLock::take(path, FileLock::Mode::Exclusive));
}

void TestFileLock::severalShareIt()
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(QStringLiteral("lock"));
    const auto first = FileLock::take(path, FileLock::Mode::Shared);
    VERIFY_RESULT(first);
    const auto second = FileLock::take(path, FileLock::Mode::Shared);
    VERIFY_RESULT(second);
    QVERIFY(!FileLock::take(path, FileLock::Mode::Exclusive));
}

void TestFileLock::movingKeepsIt()
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(QStringLiteral("lock"));
    FileLock kept;
    {
        auto taken = FileLock::take(path, FileLock::Mode::Exclusive);
        VERIFY_RESULT(taken);
        kept = std::move(*taken);
    }
    QVERIFY(kept.isHeld());
    QVERIFY(!FileLock::take(path, FileLock::Mode::Exclusive));
}

void TestFileLock::childrenDoNotInheritIt()
{
    const test::TemporaryFolder folder;
    const QString path = folder.path(QStringLiteral("lock"));
    std::unique_ptr<core::Process> child;
    {
        const auto lock = FileLock::take(path, FileLock::Mode::Exclusive);
        VERIFY_RESULT(lock);
        core::ProcessSpec spec;
        spec.program = QStringLiteral("cat");
        child = core::Process::start(spec, {}).value();
        VERIFY_RESULT(child->writeLine("up"));
        QCOMPARE(child->readLine(5000).value().value(), QByteArray("up"));
    }
    VERIFY_RESULT(FileLock::take(path, FileLock::Mode::Exclusive));
}

void TestFileLock::anUnwritablePlaceIsAnError()
{
    const auto lock = FileLock::take(QStringLiteral("/no/such/folder/lock"), FileLock::Mode::Exclusive);
    QVERIFY(!lock);
    QCOMPARE(lock.error().code, core::ErrorCode::Unreadable);
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_file_lock.moc"
