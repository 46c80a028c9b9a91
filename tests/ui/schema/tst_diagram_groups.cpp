#include "dialects/dialect.h"
#include "sample_schema.h"
#include "schema/diagram_groups.h"

#include <QTest>

using namespace espalier;
using namespace espalier::ui;

namespace {

QStringList list(const char* words) { return QString::fromUtf8(words).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

DiagramPicture pictureOf(const char* tables)
{
    DiagramPicture picture;
    for (const QString& key : list(tables)) {
        DiagramTable table;
        table.key = key;
        const auto dot = key.lastIndexOf(QLatin1Char('.'));
        table.name = key.mid(dot + 1);
        table.schema = key.left(std::max<qsizetype>(0, dot));
        picture.indexOf.insert(key, int(picture.tables.size()));
        picture.tables.push_back(table);
    }
    return picture;
}

QString textOf(const DiagramGroups& groups)
{
    QStringList texts;
    for (const DiagramGroup& group : groups.all())
        texts.append(QStringLiteral("%1%2: %3")
                         .arg(group.name, group.isFolded ? QStringLiteral("*") : QString(),
                             group.tables.join(QLatin1Char(' '))));
    return texts.join(QStringLiteral("; "));
}

} // namespace

class TestDiagramGroups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTableIsInOneGroup();
    void namesAreUnique();
    void theyAreKept();
    void namesMakeGroups_data();
    void namesMakeGroups();
    void schemasMakeGroups();
    void aNameIsSuggested_data();
    void aNameIsSuggested();
    void keysOfAFoldedGroup();
    void manyTablesInABox();
};

void TestDiagramGroups::aTableIsInOneGroup()
{
    DiagramGroups groups;
    groups.put(list("c a b"), QStringLiteral("one"));
    groups.put(list("b d"), QStringLiteral("other"));
    QCOMPARE(textOf(groups), QStringLiteral("one: a c; other: b d"));
    QCOMPARE(groups.of(QStringLiteral("b"))->name, QStringLiteral("other"));
    QVERIFY(!groups.of(QStringLiteral("e")));
    groups.put(list("a c"), QStringLiteral("other"));
    QCOMPARE(textOf(groups), QStringLiteral("other: a b c d")); // none is without tables
    groups.take(list("a x"));
    QCOMPARE(textOf(groups), QStringLiteral("other: b c d"));
    groups.put({}, QStringLiteral("nothing"));
    groups.dissolve(QStringLiteral("other"));
    QVERIFY(groups.all().empty());
}

void TestDiagramGroups::namesAreUnique()
{
    DiagramGroups groups;
    groups.put(list("a"), QStringLiteral("one"));
    groups.put(list("b"), QStringLiteral("other"));
    groups.fold(QStringLiteral("one"), true);
    groups.rename(QStringLiteral("one"), QStringLiteral("other"));
    QCOMPARE(textOf(groups), QStringLiteral("other*: a b"));
    groups.rename(QStringLiteral("other"), QStringLiteral("other"));
    groups.rename(QStringLiteral("none"), QStringLiteral("third"));
    QCOMPARE(textOf(groups), QStringLiteral("other*: a b"));
}

void TestDiagramGroups::theyAreKept()
{
    DiagramGroups groups;
    groups.put(list("a b"), QStringLiteral("one"));
    groups.put(list("c"), QStringLiteral("Größe 2"));
    groups.fold(QStringLiteral("one"), true);
    QCOMPARE(DiagramGroups::fromVariant(groups.toVariant()), groups);
    QVERIFY(DiagramGroups::fromVariant({ QVariant(), QVariant(7), QVariantMap() }).all().empty());
}

void TestDiagramGroups::namesMakeGroups_data()
{
    QTest::addColumn<QByteArray>("tables");
    QTest::addColumn<QString>("groups");
    const auto row = [](const char* tables, const char* groups) {
        QTest::newRow(tables) << QByteArray(tables) << QString::fromUtf8(groups);
    };
    row("auth_user auth_group auth_permission users posts", "auth: auth_group auth_permission auth_user");
    row("loans loan_items loan_notes fines fine_notes", "loan: loan_items loan_notes loans");
    row("UserRole UserName UserMail Post", "User: UserMail UserName UserRole");
    row("wp_user_a wp_user_b wp_user_c wp_post_a wp_post_b wp_post_c",
        "post: wp_post_a wp_post_b wp_post_c; user: wp_user_a wp_user_b wp_user_c");
    row("a b c", "");
    row("only_one", "");
    row("__ ___ ____", "");
    row("x.tag_a y.tag_b tag_c other_d", "tag: tag_c x.tag_a y.tag_b");
}

void TestDiagramGroups::namesMakeGroups()
{
    QFETCH(QByteArray, tables);
    QFETCH(QString, groups);
    QCOMPARE(textOf(groupsByName(pictureOf(tables.constData()))), groups);
}

void TestDiagramGroups::schemasMakeGroups()
{
    QCOMPARE(textOf(groupsBySchema(pictureOf("audit.a audit.b shop.c d"))),
        QStringLiteral("audit: audit.a audit.b; shop: shop.c"));
    QCOMPARE(textOf(groupsBySchema(pictureOf("audit.a audit.b"))), QString());
    QCOMPARE(textOf(groupsBySchema(pictureOf("a b"))), QString());
}

void TestDiagramGroups::aNameIsSuggested_data()
{
    QTest::addColumn<QStringList>("tables");
    QTest::addColumn<QString>("name");
    QTest::newRow("words") << list("billing_invoice_lines billing_invoice_notes") << QStringLiteral("billing_invoice");
    QTest::newRow("one") << list("billing_invoices") << QStringLiteral("billing");
    QTest::newRow("a whole name") << list("loan loan_items") << QString();
    QTest::newRow("schema") << list("audit.users audit.posts") << QStringLiteral("audit");
    QTest::newRow("nothing") << list("users posts") << QString();
    QTest::newRow("none") << QStringList() << QString();
}

void TestDiagramGroups::aNameIsSuggested()
{
    QFETCH(QStringList, tables);
    QFETCH(QString, name);
    QCOMPARE(likelyName(tables), name);
}

void TestDiagramGroups::keysOfAFoldedGroup()
{
    DiagramPicture picture = pictureOf("a b c d");
    const auto link = [&](int from, int fromRow, int to, int toRow) {
        DiagramKey key;
        key.from = from;
        key.fromRow = fromRow;
        key.to = to;
        key.toRow = toRow;
        picture.keys.push_back(key);
    };
    link(0, 1, 2, 0); // out
    link(0, 2, 2, 0); // the same, seen from outside
    link(1, 1, 2, 0); // another row of the box
    link(0, 3, 1, 0); // within
    link(3, 1, 0, 0); // in
    link(3, 2, 0, 0); // in, from another column
    link(2, 1, 2, 0); // to itself
    DiagramGroups groups;
    groups.put(list("a b"), QStringLiteral("ab"));
    const auto unfolded = grouped(std::make_shared<const DiagramPicture>(picture), groups);
    QCOMPARE(unfolded->keys.size(), size_t(7));
    QCOMPARE(unfolded->frames.size(), size_t(1));
    QCOMPARE(unfolded->frames.front().tables, (std::vector<int>{ 0, 1 }));
    groups.fold(QStringLiteral("ab"), true);
    const auto folded = grouped(std::make_shared<const DiagramPicture>(picture), groups);
    QCOMPARE(folded->tables.size(), size_t(3));
    QVERIFY(folded->frames.empty());
    const int box = folded->find(QStringLiteral("a")), c = folded->find(QStringLiteral("c")),
              d = folded->find(QStringLiteral("d"));
    QCOMPARE(box, folded->find(QStringLiteral("b")));
    QCOMPARE(box, folded->find(folderKey(QStringLiteral("ab"))));
    QStringList seen;
    for (const DiagramKey& key : folded->keys)
        seen.append(QStringLiteral("%1.%2>%3.%4").arg(key.from).arg(key.fromRow).arg(key.to).arg(key.toRow));
    const auto text = [](int from, int fromRow, int to, int toRow) {
        return QStringLiteral("%1.%2>%3.%4").arg(from).arg(fromRow).arg(to).arg(toRow);
    };
    QCOMPARE(seen,
        (QStringList{
            text(box, 0, c, 0), text(box, 1, c, 0), text(d, 1, box, 0), text(d, 2, box, 0), text(c, 1, c, 0) }));
    QCOMPARE(folded->neighbours[size_t(box)].size(), size_t(2));
}

void TestDiagramGroups::manyTablesInABox()
{
    const auto picture = diagramPicture(test::sampleSchema(60), *dialects::allDialects().front());
    DiagramGroups groups;
    QStringList all;
    for (const DiagramTable& table : picture->tables)
        all.append(table.key);
    groups.put(all, QStringLiteral("all"));
    groups.fold(QStringLiteral("all"), true);
    const auto folded = grouped(picture, groups);
    QCOMPARE(folded->tables.size(), size_t(1));
    const DiagramTable& box = folded->tables.front();
    QCOMPARE(box.folded.size(), 60);
    QCOMPARE(box.rows.size(), size_t(mostDiagramRows));
    QCOMPARE(box.hidden, 60 - mostDiagramRows);
    QVERIFY(folded->keys.empty());
    for (const QString& table : all)
        QCOMPARE(folded->find(table), 0);
}

QTEST_MAIN(TestDiagramGroups)
#include "tst_diagram_groups.moc"
