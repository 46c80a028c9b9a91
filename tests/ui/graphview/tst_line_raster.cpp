#include "graphview/line_raster.h"

#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>
#include <QTest>

using espalier::graphview::Cubic;
using espalier::graphview::LineRaster;

namespace {

const QSize size(320, 240);
const QColor ground(250, 248, 240), ink(30, 90, 140);

QImage blank()
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(ground);
    return image;
}

/// Some inside, some across the border, some far away.
std::vector<Cubic> someCurves(int count)
{
    QRandomGenerator random(7);
    const auto point = [&] { return QPointF(random.bounded(520.0) - 100, random.bounded(440.0) - 100); };
    std::vector<Cubic> curves;
    for (int i = 0; i < count; ++i)
        curves.push_back({ point(), point(), point(), point() });
    curves.push_back({ { -50'000, 100 }, { 0, -40'000 }, { 300, 60'000 }, { 70'000, 120 } });
    return curves;
}

QImage rastered(const std::vector<Cubic>& curves, double width, const std::vector<QRect>& pieces)
{
    QImage image = blank();
    for (const QRect& piece : pieces) {
        LineRaster raster(image, piece);
        raster.setPen(ink, width);
        for (const Cubic& curve : curves)
            raster.curve(curve);
        raster.draw();
    }
    return image;
}

QImage painted(const std::vector<Cubic>& curves, double width)
{
    QImage image = blank();
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(ink, width);
    pen.setCosmetic(true);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    for (const Cubic& curve : curves) {
        QPainterPath path(curve.start);
        path.cubicTo(curve.first, curve.second, curve.end);
        painter.drawPath(path);
    }
    return image;
}

/// How much ink there is around a pixel, 0 to 9: a line a fraction of a pixel beside another has as much.
double inkAround(const QImage& image, int x, int y)
{
    double sum = 0;
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
            sum += double(ground.red() - qRed(image.pixel(x + dx, y + dy))) / (ground.red() - ink.red());
    return sum;
}

struct Difference {
    double mean = 0;
    double most = 0;
};

Difference differenceOf(const QImage& a, const QImage& b)
{
    Difference difference;
    for (int y = 1; y + 1 < size.height(); ++y) {
        for (int x = 1; x + 1 < size.width(); ++x) {
            const double one = std::abs(inkAround(a, x, y) - inkAround(b, x, y));
            difference.mean += one / (size.width() * size.height());
            difference.most = std::max(difference.most, one);
        }
    }
    return difference;
}

} // namespace

class TestLineRaster : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linesLookLikeThePainters_data();
    void linesLookLikeThePainters();
    void everySlopeAndDirection();
    void piecesMakeTheSamePicture();
    void nothingOutsideOfTheClipIsTouched();
    void coarseLinesAreWhole();
    void theBackgroundComesFirst();
};

void TestLineRaster::linesLookLikeThePainters_data()
{
    QTest::addColumn<double>("width");
    for (const double width : { 1.0, 1.5, 2.0 })
        QTest::addRow("%g px", width) << width;
}

void TestLineRaster::linesLookLikeThePainters()
{
    QFETCH(double, width);
    Difference worst;
    for (const Cubic& curve : someCurves(20)) {
        const Difference difference
            = differenceOf(rastered({ curve }, width, { blank().rect() }), painted({ curve }, width));
        worst.mean = std::max(worst.mean, difference.mean);
        worst.most = std::max(worst.most, difference.most);
    }
    QVERIFY2(worst.mean < 0.012, qPrintable(QString::number(worst.mean)));
    QVERIFY2(worst.most < 0.8 + width, qPrintable(QString::number(worst.most))); // at its ends and turns
}

void TestLineRaster::everySlopeAndDirection()
{
    const QPointF middle(160.3, 120.6);
    for (int degrees = 0; degrees < 360; degrees += 5) {
        QImage image = blank();
        LineRaster raster(image, image.rect());
        raster.setPen(ink);
        const QPointF end = middle + QLineF::fromPolar(90, degrees).p2();
        raster.line(middle, end);
        raster.draw();
        const QPointF half = middle + (end - middle) / 2;
        const double there = inkAround(image, int(half.x()), int(half.y()));
        QVERIFY2(there > 2 && there < 4.5, qPrintable(QStringLiteral("%1 degrees: %2").arg(degrees).arg(there)));
        double all = 0;
        for (int y = 1; y < size.height(); y += 3)
            for (int x = 1; x + 1 < size.width(); x += 3)
                all += inkAround(image, x, y);
        const double expected = std::max(std::abs(end.x() - middle.x()), std::abs(end.y() - middle.y()));
        QVERIFY2(std::abs(all - expected) < 2, qPrintable(QStringLiteral("%1 degrees: %2").arg(degrees).arg(all)));
    }
}

void TestLineRaster::piecesMakeTheSamePicture()
{
    const std::vector<Cubic> curves = someCurves(200);
    for (const double width : { 1.0, 2.0 }) {
        const QImage whole = rastered(curves, width, { blank().rect() });
        const QImage parts = rastered(curves, width,
            { { 0, 0, 320, 31 }, { 0, 31, 77, 209 }, { 77, 31, 243, 1 }, { 77, 32, 1, 208 }, { 78, 32, 242, 208 } });
        QCOMPARE(parts, whole);
        QVERIFY(whole != blank());
    }
}

void TestLineRaster::nothingOutsideOfTheClipIsTouched()
{
    const QRect clip(40, 30, 120, 90);
    for (const double width : { 1.0, 1.5, 2.0, LineRaster::mostWidth }) {
        for (const QRect& narrow : { clip, QRect(40, 30, 120, 1), QRect(40, 30, 2, 90), QRect(99, 99, 1, 1) }) {
            QImage image = rastered(someCurves(300), width, { narrow });
            QVERIFY(image != blank());
            QPainter(&image).fillRect(narrow, ground);
            QCOMPARE(image, blank());
        }
    }
    rastered(someCurves(10), 1, { QRect(), { 400, 0, 10, 10 }, { -10, -10, 2000, 2000 } }); // beside the image
}

void TestLineRaster::coarseLinesAreWhole()
{
    QImage image = blank();
    LineRaster raster(image, image.rect());
    raster.setSmooth(false);
    raster.setPen(ink);
    raster.line({ 10.5, 20.5 }, { 300.5, 100.5 });
    raster.draw();
    for (int x = 11; x < 300; ++x) {
        int drawn = 0;
        for (int y = 0; y < size.height(); ++y) {
            const QRgb pixel = image.pixel(x, y);
            QVERIFY(pixel == ink.rgb() || pixel == ground.rgb());
            drawn += pixel == ink.rgb() ? 1 : 0;
        }
        QCOMPARE(drawn, 1);
    }
}

void TestLineRaster::theBackgroundComesFirst()
{
    QImage image = blank();
    LineRaster raster(image, { 0, 0, 320, 100 });
    raster.setBackground(Qt::white);
    raster.setPen(ink);
    raster.line({ 0, 50.5 }, { 320, 50.5 });
    raster.draw();
    raster.line({ 0, 70.5 }, { 320, 70.5 });
    raster.draw(); // the first line stays
    QCOMPARE(image.pixelColor(5, 50), ink);
    QCOMPARE(image.pixelColor(5, 70), ink);
    QCOMPARE(image.pixelColor(5, 99), QColor(Qt::white));
    QCOMPARE(image.pixelColor(5, 100), ground);
}

QTEST_GUILESS_MAIN(TestLineRaster)
#include "tst_line_raster.moc"
