#include "migrations/graph_picture.h"
#include "migrations/revision_detail.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;
using graphview::NodeState;

namespace {

revisions::Revision revision(const char* id, const QStringList& down = {}, const QStringList& dependsOn = {})
{
    revisions::Revision made;
    made.id = QLatin1String(id);
    made.down = down;
    made.dependsOn = dependsOn;
    made.message = QStringLiteral("makes ") + made.id;
    made.documentation
        = made.message + QStringLiteral("\n\nWhy it is so.\n\nRevision ID: x\nRevises: y\nCreate Date: z\n");
    made.file = QStringLiteral("versions/%1.py").arg(made.id);
    return made;
}

QStringList ids(std::initializer_list<const char*> texts)
{
    QStringList list;
    for (const char* text : texts)
        list.append(QLatin1String(text));
    return list;
}

/// a – b – d (merge of b and c), c from a, e on a parent that is not there
std::shared_ptr<const revisions::RevisionGraph> tree()
{
    return revisions::RevisionGraph::build({ revision("a"), revision("b", ids({ "a" })), revision("c", ids({ "a" })),
        revision("d", ids({ "b", "c" })), revision("e", ids({ "gone" }), ids({ "b" })) });
}

database::DatabaseStatus at(const revisions::RevisionGraph& graph, const QStringList& rows)
{
    return database::databaseStatus(graph, { true, rows });
}

/// "a:Plain b:Plain(a)" in the picture's order.
QString asText(const graphview::GraphPicture& picture)
{
    const auto name = [](NodeState state) {
        switch (state) {
        case NodeState::Plain:
            return QStringLiteral("plain");
        case NodeState::Pending:
            return QStringLiteral("pending");
        case NodeState::Applied:
            return QStringLiteral("applied");
        case NodeState::Current:
            return QStringLiteral("current");
        case NodeState::Ghost:
            return QStringLiteral("ghost");
        default:
            return QStringLiteral("other");
        }
    };
    QStringList parts;
    for (int card = 0; card < picture.size(); ++card) {
        QString part = QStringLiteral("%1:%2").arg(picture.card(card).id, name(picture.card(card).status.state));
        for (const int parent : picture.parents()[static_cast<size_t>(card)])
            part += QStringLiteral(" -%1").arg(picture.card(parent).id);
        for (const int other : picture.dependencies()[static_cast<size_t>(card)])
            part += QStringLiteral(" ~%1").arg(picture.card(other).id);
        parts.append(part);
    }
    parts.sort(); // the order of cards is the layout's affair
    return parts.join(QStringLiteral(", "));
}

} // namespace

class TestGraphPicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutADatabaseNothingIsClaimed();
    void statesFollowTheVersionTable();
    void rowsThatNoScriptDefinesAreGhosts();
    void faultsMarkTheirCards();
    void createDatesAreReadAsAlembicWritesThem_data();
    void createDatesAreReadAsAlembicWritesThem();
    void detailNamesParentsChildrenAndProse();
    void detailOfAGhostSaysThatNoScriptDefinesIt();
    void detailOfNothingIsNothing();
};

void TestGraphPicture::withoutADatabaseNothingIsClaimed()
{
    const auto picture = graphPicture(*tree(), nullptr, {});
    QCOMPARE(asText(*picture),
        QStringLiteral("a:plain, b:plain -a, c:plain -a, d:plain -b -c, e:plain -gone ~b, gone:ghost"));
}

void TestGraphPicture::statesFollowTheVersionTable()
{
    const auto graph = tree();
    const auto status = at(*graph, ids({ "b" }));
    const auto picture = graphPicture(*graph, &status, {});
    QVERIFY2(asText(*picture).contains(QStringLiteral("a:applied, b:current -a, c:pending -a, d:pending")),
        qPrintable(asText(*picture)));
}

void TestGraphPicture::rowsThatNoScriptDefinesAreGhosts()
{
    const auto graph = tree();
    const auto status = at(*graph, ids({ "zzz" }));
    const auto picture = graphPicture(*graph, &status, {});
    QVERIFY2(asText(*picture).endsWith(QStringLiteral("zzz:ghost")), qPrintable(asText(*picture)));
}

void TestGraphPicture::faultsMarkTheirCards()
{
    const auto picture = graphPicture(*tree(), nullptr, {});
    const auto& card = picture->card(picture->indexOf(QStringLiteral("e")));
    QCOMPARE(card.problem, graphview::ProblemMark::Error);
    QVERIFY(!card.problemText.isEmpty());
    QCOMPARE(picture->card(picture->indexOf(QStringLiteral("d"))).problem, graphview::ProblemMark::None);
}

void TestGraphPicture::createDatesAreReadAsAlembicWritesThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    QTest::newRow("microseconds") << QStringLiteral("2025-06-03 10:15:30.123456")
                                  << QStringLiteral("2025-06-03T10:15:30");
    QTest::newRow("no fraction") << QStringLiteral("2025-06-03 10:15:30") << QStringLiteral("2025-06-03T10:15:30");
    QTest::newRow("zone") << QStringLiteral("2025-06-03 10:15:30.1+02:00")
                          << QStringLiteral("2025-06-03T10:15:30+02:00");
    QTest::newRow("words") << QStringLiteral("last Tuesday") << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestGraphPicture::createDatesAreReadAsAlembicWritesThem()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    QCOMPARE(createdTime(text).toString(Qt::ISODate), read);
}

void TestGraphPicture::detailNamesParentsChildrenAndProse()
{
    const auto graph = tree();
    const auto status = at(*graph, ids({ "b" }));
    const auto detail = revisionDetail(*graph, QStringLiteral("b"), &status, {});
    QVERIFY(detail);
    QCOMPARE(detail->parents.size(), 1);
    QCOMPARE(detail->parents.first().id, QStringLiteral("a"));
    QCOMPARE(detail->children.size(), 1);
    QCOMPARE(detail->documentation, QStringLiteral("Why it is so."));
    QCOMPARE(detail->applied, AppliedWord::Current);
}

void TestGraphPicture::detailOfAGhostSaysThatNoScriptDefinesIt()
{
    const auto detail = revisionDetail(*tree(), QStringLiteral("gone"), nullptr, {});
    QVERIFY(detail);
    QVERIFY(!detail->exists);
    QCOMPARE(detail->applied, AppliedWord::Missing);
    QCOMPARE(detail->children.first().id, QStringLiteral("e"));
}

void TestGraphPicture::detailOfNothingIsNothing()
{
    QVERIFY(!revisionDetail(*tree(), {}, nullptr, {}));
    QVERIFY(!revisionDetail(*tree(), QStringLiteral("nowhere"), nullptr, {}));
}

QTEST_GUILESS_MAIN(TestGraphPicture)
#include "tst_graph_picture.moc"
