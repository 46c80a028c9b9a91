#include "contract.h"
#include "database/first_rows.h"
#include "database/row_counts.h"

using namespace espalier;
using namespace espalier::test;
using database::Cell;

namespace {

database::ConnectionSettings wholeSettings(const TestDatabase& database)
{
    auto settings = settingsFor(database.adminUrl());
    settings.url = *dialects::DatabaseUrl::parse(database.adminUrl());
    return settings;
}

core::Result<database::FirstRows> rowsOf(const TestDatabase& database, const char* table, int most = 50)
{
    return database::firstRows(
        wholeSettings(database), { {}, QString::fromUtf8(table) }, most, jobs::JobContext(core::CancelToken()));
}

QStringList texts(const std::vector<Cell>& cells)
{
    QStringList all;
    for (const Cell& cell : cells)
        all.append(cell.kind == Cell::Kind::Null ? QStringLiteral("NULL") : cell.text);
    return all;
}

} // namespace

class TestFirstRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesAreShownByTheirKinds_data() { everyKind(); }
    void valuesAreShownByTheirKinds();
    void noMoreAreReadThanAsked_data() { everyKind(); }
    void noMoreAreReadThanAsked();
    void largeValuesAreCut_data() { everyKind(); }
    void largeValuesAreCut();
    void oddNamesAreQuoted_data() { everyKind(); }
    void oddNamesAreQuoted();
    void aTableThatIsGoneIsAnError_data() { everyKind(); }
    void aTableThatIsGoneIsAnError();
    void aCancelledReadingIsNoFailure_data() { everyKind(); }
    void aCancelledReadingIsNoFailure();
    void tablesAreCountedUpToALimit_data() { everyKind(); }
    void tablesAreCountedUpToALimit();
    void withoutTimeNothingIsCounted();
};

void TestFirstRows::valuesAreShownByTheirKinds()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE t (n INTEGER, s VARCHAR(20), b %1, gone VARCHAR(5))")
                           .arg(perKind(kind, "BLOB", "BYTEA", "BLOB")),
        QStringLiteral("INSERT INTO t VALUES (7, 'seven', %1, NULL)")
            .arg(perKind(kind, "X'00FF10'", "'\\x00ff10'", "X'00FF10'")) });
    const auto found = rowsOf(database, "t");
    VERIFY_RESULT(found);
    QCOMPARE(found->columns,
        (QStringList{ QStringLiteral("n"), QStringLiteral("s"), QStringLiteral("b"), QStringLiteral("gone") }));
    QCOMPARE(found->rows.size(), size_t(1));
    QVERIFY(!found->hasMore);
    const auto& row = found->rows.front();
    QCOMPARE(texts(row),
        (QStringList{
            QStringLiteral("7"), QStringLiteral("seven"), QStringLiteral("00ff10"), QStringLiteral("NULL") }));
    QCOMPARE(row[0].kind, Cell::Kind::Number);
    QCOMPARE(row[2].kind, Cell::Kind::Binary);
    QCOMPARE(row[2].size, qint64(3));
}

void TestFirstRows::noMoreAreReadThanAsked()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute(
        { QStringLiteral("CREATE TABLE t (n INTEGER)"), QStringLiteral("INSERT INTO t VALUES (1), (2), (3)") });
    auto found = rowsOf(database, "t", 2);
    VERIFY_RESULT(found);
    QCOMPARE(found->rows.size(), size_t(2));
    QVERIFY(found->hasMore);
    found = rowsOf(database, "t", 3);
    VERIFY_RESULT(found);
    QCOMPARE(found->rows.size(), size_t(3));
    QVERIFY(!found->hasMore);
}

void TestFirstRows::largeValuesAreCut()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE t (s TEXT)"),
        QStringLiteral("INSERT INTO t VALUES ('%1')").arg(QString(2000, QLatin1Char('x'))) });
    const auto found = rowsOf(database, "t");
    VERIFY_RESULT(found);
    QVERIFY(found->rows.front().front().isCut);
    QVERIFY(found->rows.front().front().text.size() < 1000);
}

void TestFirstRows::oddNamesAreQuoted()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE %1 (n INTEGER)")
                           .arg(perKind(kind, "\"Größe \"\" x\"", "\"Größe \"\" x\"", "`Größe \" x`")) });
    VERIFY_RESULT(rowsOf(database, "Größe \" x"));
}

void TestFirstRows::aTableThatIsGoneIsAnError()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    VERIFY_FAILS(rowsOf(database, "nowhere"), core::ErrorCode::NotFound);
}

void TestFirstRows::aCancelledReadingIsNoFailure()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE t (n INTEGER)") });
    core::CancelSource source;
    source.cancel();
    const auto found = database::firstRows(
        wholeSettings(database), { {}, QStringLiteral("t") }, 5, jobs::JobContext(source.token()));
    QVERIFY(!found);
    QVERIFY(found.error().isCancelled());
}

void TestFirstRows::tablesAreCountedUpToALimit()
{
    QFETCH(Kind, kind);
    const TestDatabase database(kind);
    database.execute({ QStringLiteral("CREATE TABLE few (n INTEGER)"), QStringLiteral("CREATE TABLE many (n INTEGER)"),
        QStringLiteral("INSERT INTO few VALUES (1), (2)"),
        QStringLiteral("INSERT INTO many VALUES (1), (2), (3), (4)") });
    auto session = open(database.adminUrl());
    VERIFY_RESULT(session);
    const auto counts = database::countRowsWithin(*session, { 3, 60'000 }, jobs::JobContext(core::CancelToken()));
    VERIFY_RESULT(counts);
    QCOMPARE(counts->size(), qsizetype(2));
    for (auto at = counts->cbegin(); at != counts->cend(); ++at)
        QCOMPARE(at.value(),
            at.key().name == QLatin1String("few") ? (dialects::CountedRows{ 2, false })
                                                  : (dialects::CountedRows{ 3, true }));
}

void TestFirstRows::withoutTimeNothingIsCounted()
{
    const TestDatabase database(Kind::Sqlite);
    database.execute({ QStringLiteral("CREATE TABLE t (n INTEGER)") });
    auto session = open(database.adminUrl());
    VERIFY_RESULT(session);
    const auto counts = database::countRowsWithin(*session, { 3, 0 }, jobs::JobContext(core::CancelToken()));
    VERIFY_RESULT(counts);
    QVERIFY(counts->isEmpty());
}

QTEST_GUILESS_MAIN(TestFirstRows)
#include "tst_first_rows.moc"
