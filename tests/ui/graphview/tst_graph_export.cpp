#include "sample_trees.h"

#include "graphview/graph_export.h"
#include "support/verify_result.h"

#include <QImage>
#include <QTest>

using namespace espalier;
using namespace espalier::graphview;
using espalier::test::SampleTree;

namespace {

struct Sheet {
    explicit Sheet(GraphPicturePtr picture)
    {
        SceneOptions options;
        scene = GraphScene(picture, GraphTopology::of(*picture), options);
    }
    ExportJob job(ExportScope scope = ExportScope::Everything) const { return { scene, marks, style, scope }; }
    QImage png(double scale, ExportScope scope = ExportScope::Everything) const
    {
        const auto bytes = pngOf(job(scope), scale);
        return bytes ? QImage::fromData(*bytes, "PNG") : QImage();
    }

    GraphStyle style{ GraphPalette::light(), QFont(), QFont(), false };
    GraphScene scene;
    GraphMarks marks;
};

} // namespace

class TestGraphExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theScaleIsThatOfThePixels();
    void theSelectionStandsAlone();
    void anSvgHoldsShapesAndText();
    void theLargestScaleIsNamedAndWorks();
    void nothingIsRefused();
};

void TestGraphExport::theScaleIsThatOfThePixels()
{
    const Sheet sheet(SampleTree::linear(5));
    const QSize one = sheet.scene.geometry().size().toSize();
    QCOMPARE(sheet.png(1).size(), one);
    QCOMPARE(sheet.png(2).size(), one * 2);
    QCOMPARE(sheet.png(0.25).size(), (sheet.scene.geometry().size() * 0.25).toSize());
}

void TestGraphExport::theSelectionStandsAlone()
{
    Sheet sheet(SampleTree::linear(5));
    sheet.marks.selected = 1;
    sheet.marks.second = 3;
    sheet.marks.between = { false, true, true, true, false };
    const QImage image = sheet.png(1, ExportScope::Selection);
    const double pitch = sheet.scene.itemRect(1).top() - sheet.scene.itemRect(0).top();
    QVERIFY(image.height() > 2 * pitch && image.height() < 4 * pitch);
    // the edges to what is not selected are left out: the column of the edges is bare at both ends
    const QRgb canvas = sheet.style.palette.canvas.rgb();
    QCOMPARE(image.pixel(image.width() / 2, 4), canvas);
    QCOMPARE(image.pixel(image.width() / 2, image.height() - 5), canvas);
}

void TestGraphExport::anSvgHoldsShapesAndText()
{
    Sheet sheet(SampleTree::branchy());
    const auto bytes = svgOf(sheet.job());
    VERIFY_RESULT(bytes);
    const QString text = QString::fromUtf8(*bytes);
    QVERIFY(text.contains(QStringLiteral("initial schema")));
    QVERIFY(text.contains(QStringLiteral("<path")));
    QVERIFY2(!text.contains(QStringLiteral("<image")), "everything scales");
}

void TestGraphExport::theLargestScaleIsNamedAndWorks()
{
    const Sheet sheet(SampleTree::ladder(2000));
    const auto refused = pngOf(sheet.job(), 1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, core::ErrorCode::Refused);
    const double named = refused.error().message.arguments.value(0).toDouble() / 100;
    QVERIFY(named > 0.05 && named < 1);
    QVERIFY(!sheet.png(named).isNull());
}

void TestGraphExport::nothingIsRefused()
{
    const Sheet none(std::make_shared<const GraphPicture>());
    QCOMPARE(svgOf(none.job()).error().code, core::ErrorCode::Refused);
    const Sheet unselected(SampleTree::linear(5));
    QCOMPARE(pngOf(unselected.job(ExportScope::Selection), 1).error().code, core::ErrorCode::Refused);
    QCOMPARE(pngOf(unselected.job(), 0).error().code, core::ErrorCode::Refused);
}

QTEST_MAIN(TestGraphExport)
#include "tst_graph_export.moc"
