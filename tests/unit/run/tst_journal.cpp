#include "core/process.h"
#include "run/journal.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <csignal>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace espalier;
using namespace espalier::run;

namespace {

class FixedClock final : public core::Clock {
public:
    QDateTime nowUtc() const override { return m_now; }
    void advance(int milliseconds) { m_now = m_now.addMSecs(milliseconds); }

private:
    QDateTime m_now{ QDate(2026, 11, 21), QTime(4, 5, 6), Qt::UTC };
};

RunHeader header()
{
    RunHeader header;
    header.project = QStringLiteral("/p");
    header.database = QStringLiteral("sqlite:////p/db");
    header.environment = QStringLiteral("/usr/bin/python3");
    header.target = QStringLiteral("head");
    header.start = QStringList{ QStringLiteral("a1") };
    header.steps = QStringList{ QStringLiteral("a2"), QStringLiteral("a3") };
    header.runner = QStringLiteral("alembic");
    return header;
}

RunEvent step(EventKind kind, const QString& revision, int index, const QStringList& rows = {})
{
    RunEvent event;
    event.kind = kind;
    event.at = QDateTime(QDate(2026, 11, 21), QTime(4, 5, 7), Qt::UTC);
    event.revision = revision;
    event.index = index;
    event.total = 2;
    event.rows = rows;
    event.committed = kind == EventKind::StepDone;
    return event;
}

RunEvent log(const QString& text)
{
    RunEvent event;
    event.text = text;
    return event;
}

RunEvent done(bool ok, const std::optional<core::Error>& error = {})
{
    RunEvent event;
    event.kind = EventKind::Done;
    event.at = QDateTime(QDate(2026, 11, 21), QTime(4, 5, 9), Qt::UTC);
    event.ok = ok;
    event.error = error;
    event.rows = QStringList{ QStringLiteral("a2") };
    return event;
}

/// "started a2, done a2, …"
QString story(const RunRecord& record)
{
    QStringList parts;
    for (const RunEvent& event : record.events)
        parts += QStringLiteral("%1 %2").arg(eventName(event.kind), event.revision).trimmed();
    return parts.join(QStringLiteral(", "));
}

} // namespace

class TestJournal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRunIsReadBackAsWritten();
    void aRunBeingWrittenIsRunning();
    void aRunWithoutItsEndIsInterrupted();
    void howItEndedComesFromTheLastEvent();
    void failuresKeepEverything();
    void aTornLastLineIsForgiven_data();
    void aTornLastLineIsForgiven();
    void aDamagedMiddleIsSaid();
    void aTornFirstLineIsNoRun();
    void otherFilesAreLeftOut();
    void newestComesFirst();
    void logLinesAreReadOnRequest();
    void endlessLogsAreCut();
    void aFullDiskLeavesTheRecordReadable();
    void aKilledProcessLeavesAnInterruptedRun();
    void pathsAreNoIds();
    void noJournalYetIsAnEmptyList();
    void anUnwritableFolderIsAnError();
    void recordsAreForTheirOwnerOnly();
};

void TestJournal::aRunIsReadBackAsWritten()
{
    const test::TemporaryFolder folder;
    const FixedClock clock;
    const Journal journal(folder.path(QStringLiteral("runs")), &clock);
    RunId id;
    {
        auto writer = journal.begin(header());
        VERIFY_RESULT(writer);
        id = (*writer)->header().id;
        QVERIFY(id.startsWith(QStringLiteral("20261121T040506Z-")));
        VERIFY_RESULT((*writer)->append(step(EventKind::StepStarted, QStringLiteral("a2"), 0)));
        VERIFY_RESULT((*writer)->append(step(EventKind::StepDone, QStringLiteral("a2"), 0, { QStringLiteral("a2") })));
        VERIFY_RESULT((*writer)->append(done(true)));
    }
    const auto record = journal.read(id);
    VERIFY_RESULT(record);
    QCOMPARE(record->state, RunState::Done);
    QCOMPARE(record->header.steps, header().steps);
    QCOMPARE(record->header.start, header().start);
    QCOMPARE(record->header.database, header().database);
    QCOMPARE(record->header.processId, QCoreApplication::applicationPid());
    QVERIFY(!record->header.bootId.isEmpty());
    QCOMPARE(record->header.started, clock.nowUtc());
    QCOMPARE(record->ended, done(true).at);
    QCOMPARE(record->current, QStringList{ QStringLiteral("a2") });
    QVERIFY(record->currentKnown);
    QVERIFY(!record->isDamaged);
    QCOMPARE(story(*record), QStringLiteral("step-started a2, step-done a2, done"));
    QCOMPARE(record->events[1].rows, QStringList{ QStringLiteral("a2") });
    QVERIFY(record->events[1].committed);
}

void TestJournal::aRunBeingWrittenIsRunning()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header());
    VERIFY_RESULT(writer);
    QCOMPARE(journal.list().value().first().state, RunState::Running);
    writer->reset();
    QCOMPARE(journal.list().value().first().state, RunState::Interrupted);
}

void TestJournal::aRunWithoutItsEndIsInterrupted()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header());
    VERIFY_RESULT((*writer)->append(step(EventKind::StepStarted, QStringLiteral("a2"), 0)));
    writer->reset();
    const RunRecord record = journal.list().value().first();
    QCOMPARE(record.state, RunState::Interrupted);
    QCOMPARE(story(record), QStringLiteral("step-started a2"));
    QVERIFY(!record.currentKnown);
    QVERIFY(!record.ended.isValid());
}

void TestJournal::howItEndedComesFromTheLastEvent()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    const auto stateAfter = [&journal](const RunEvent& event) {
        auto writer = journal.begin(header()).value();
        const RunId id = writer->header().id;
        (void)writer->append(event);
        return journal.read(id).value().state; // also while the writer has not let go yet
    };
    QCOMPARE(stateAfter(done(true)), RunState::Done);
    QCOMPARE(stateAfter(done(false, core::makeError(core::ErrorCode::StatementFailed, "No."))), RunState::Failed);
    QCOMPARE(stateAfter(done(false, core::makeError(core::ErrorCode::Cancelled, "Cancelled."))), RunState::Cancelled);
}

void TestJournal::failuresKeepEverything()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header()).value();
    RunEvent failed = step(EventKind::StepFailed, QStringLiteral("a2"), 0);
    StepFailure failure;
    failure.type = QStringLiteral("ProgrammingError");
    failure.message = QStringLiteral("relation exists\nline two");
    failure.traceback = QStringLiteral("Traceback …\n");
    failure.file = QStringLiteral("/p/versions/a2.py");
    failure.line = 12;
    failure.sqlState = QStringLiteral("42P07");
    failure.statement = QStringLiteral("CREATE TABLE \"ü\" ()");
    failure.connectionLost = true;
    failed.failure = failure;
    VERIFY_RESULT(writer->append(failed));
    core::Error error = core::makeError(core::ErrorCode::StatementFailed, "Revision %1 failed.",
        { QStringLiteral("a2") }, QStringLiteral("SQLSTATE 42P07"))
                            .at(QStringLiteral("/p/versions/a2.py"), 12);
    error.databaseState = QStringLiteral("At a1.");
    VERIFY_RESULT(writer->append(done(false, error)));
    const RunRecord record = journal.read(writer->header().id).value();
    QVERIFY(record.events[0].failure == failure);
    QCOMPARE(record.events[1].error->code, core::ErrorCode::StatementFailed);
    QCOMPARE(core::describe(*record.events[1].error), core::describe(error));
}

void TestJournal::aTornLastLineIsForgiven_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::newRow("half a line") << QByteArray(R"({"event":"step-done","revision":"a)");
    QTest::newRow("zeros") << QByteArray(4096, '\0');
    QTest::newRow("half a line and its end") << QByteArray("{\"event\":\"st\n");
}

void TestJournal::aTornLastLineIsForgiven()
{
    QFETCH(QByteArray, tail);
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header()).value();
    const RunId id = writer->header().id;
    VERIFY_RESULT(writer->append(step(EventKind::StepStarted, QStringLiteral("a2"), 0)));
    writer.reset();
    QFile file(journal.read(id).value().file);
    QVERIFY(file.open(QIODevice::Append));
    file.write(tail);
    file.close();
    const auto record = journal.read(id);
    VERIFY_RESULT(record);
    QCOMPARE(record->state, RunState::Interrupted);
    QCOMPARE(story(*record), QStringLiteral("step-started a2"));
    QVERIFY(!record->isDamaged);
}

void TestJournal::aDamagedMiddleIsSaid()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header()).value();
    const RunId id = writer->header().id;
    VERIFY_RESULT(writer->append(step(EventKind::StepStarted, QStringLiteral("a2"), 0)));
    VERIFY_RESULT(writer->append(step(EventKind::StepStarted, QStringLiteral("a3"), 1)));
    VERIFY_RESULT(writer->append(done(true)));
    QFile file(journal.read(id).value().file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    content.replace("\"event\":\"step-started\",\"index\":0", "\"event\":\"ste\1-started\",\"index\":0");
    file.seek(0);
    file.write(content);
    file.close();
    const auto record = journal.read(id);
    VERIFY_RESULT(record);
    QVERIFY(record->isDamaged);
    QCOMPARE(story(*record), QStringLiteral("step-started a3, done"));
}

void TestJournal::aTornFirstLineIsNoRun()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("20260101T000000Z-00000000.jsonl"), R"({"format":1,"event":"begin","id":"x"})");
    folder.write(QStringLiteral("20260101T000000Z-00000001.jsonl"), "");
    const Journal journal(folder.path());
    QCOMPARE(journal.list().value().size(), 0);
    QCOMPARE(journal.read(QStringLiteral("20260101T000000Z-00000001")).error().code, core::ErrorCode::Malformed);
}

void TestJournal::otherFilesAreLeftOut()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("x.jsonl"), "hello\nworld\n");
    folder.write(QStringLiteral("notes.txt"), "x");
    const Journal journal(folder.path());
    (void)journal.begin(header());
    QCOMPARE(journal.list().value().size(), 1);
}

void TestJournal::newestComesFirst()
{
    const test::TemporaryFolder folder;
    FixedClock clock;
    const Journal journal(folder.path(), &clock);
    QStringList ids; // all of one second, as two runs from a script are
    for (int i = 0; i < 8; ++i) {
        ids.prepend(journal.begin(header()).value()->header().id);
        clock.advance(1);
    }
    const auto records = journal.list();
    VERIFY_RESULT(records);
    QStringList listed;
    for (const RunRecord& record : *records)
        listed += record.header.id;
    QCOMPARE(listed, ids);
}

void TestJournal::logLinesAreReadOnRequest()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header()).value();
    VERIFY_RESULT(writer->append(log(QStringLiteral("INFO Running upgrade"))));
    QCOMPARE(journal.list().value().first().events.size(), 0);
    QCOMPARE(journal.read(writer->header().id).value().events.first().text, QStringLiteral("INFO Running upgrade"));
}

void TestJournal::endlessLogsAreCut()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header()).value();
    for (int i = 0; i < 6000; ++i)
        VERIFY_RESULT(writer->append(log(QStringLiteral("line"))));
    VERIFY_RESULT(writer->append(done(true)));
    const RunRecord record = journal.read(writer->header().id).value();
    QCOMPARE(record.events.size(), 5001);
    QCOMPARE(record.state, RunState::Done);
}

void TestJournal::aFullDiskLeavesTheRecordReadable()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    auto writer = journal.begin(header()).value();
    VERIFY_RESULT(writer->append(step(EventKind::StepStarted, QStringLiteral("a2"), 0)));
    struct rlimit before { };
    getrlimit(RLIMIT_FSIZE, &before);
    struct rlimit small = before;
    small.rlim_cur = static_cast<rlim_t>(QFileInfo(journal.read(writer->header().id).value().file).size() + 20);
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    const auto failed = writer->append(step(EventKind::StepDone, QStringLiteral("a2"), 0));
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, core::ErrorCode::WriteFailed);
    VERIFY_RESULT(writer->append(done(false, failed.error())));
    const RunRecord record = journal.read(writer->header().id).value();
    QVERIFY(!record.isDamaged);
    QCOMPARE(story(record), QStringLiteral("step-started a2, done"));
}

void TestJournal::aKilledProcessLeavesAnInterruptedRun()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto writer = journal.begin(header());
        (void)(*writer)->append(step(EventKind::StepStarted, QStringLiteral("a2"), 0));
        (void)!::write(ready[1], "x", 1);
        ::pause();
        ::_exit(0);
    }
    char byte = 0;
    QCOMPARE(::read(ready[0], &byte, 1), 1);
    QCOMPARE(journal.list().value().first().state, RunState::Running);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const RunRecord record = journal.list().value().first();
    QCOMPARE(record.state, RunState::Interrupted);
    QCOMPARE(record.header.processId, child);
    QCOMPARE(story(record), QStringLiteral("step-started a2"));
}

void TestJournal::pathsAreNoIds()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("secret.jsonl"), "x");
    const Journal journal(folder.path(QStringLiteral("runs")));
    QCOMPARE(journal.read(QStringLiteral("../secret")).error().code, core::ErrorCode::NotFound);
}

void TestJournal::noJournalYetIsAnEmptyList()
{
    const test::TemporaryFolder folder;
    QCOMPARE(Journal(folder.path(QStringLiteral("none"))).list().value().size(), 0);
}

void TestJournal::anUnwritableFolderIsAnError()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("file"), "x");
    const auto writer = Journal(folder.path(QStringLiteral("file/runs"))).begin(header());
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, core::ErrorCode::WriteFailed);
}

void TestJournal::recordsAreForTheirOwnerOnly()
{
    const test::TemporaryFolder folder;
    const Journal journal(folder.path());
    (void)journal.begin(header());
    const QString file = journal.list().value().first().file;
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(file) & others, QFile::Permissions());
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
