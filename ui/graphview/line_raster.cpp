// Xiaolin Wu's lines: from pixel to pixel along the longer axis, two neighbours across it share the colour by where the
// line's middle lies between them. A line covers the pixels whose middles lie within [from, to) along that axis, so
// that the pieces of a curve meet without a gap or a pixel drawn twice. Curves are halved until a few straight pieces
// are as good, and halves beside the clip are dropped.
#include "graphview/line_raster.h"

#include <algorithm>
#include <cmath>

namespace espalier::graphview {
namespace {

constexpr double tolerance = 0.15; ///< px that a straight piece may lie beside its curve
constexpr qsizetype bandBytes = 1 << 20;
constexpr int mostPieces = 6; ///< of a curve, before it is halved

} // namespace

QRectF Cubic::extent() const
{
    const auto [left, right] = std::minmax({ start.x(), first.x(), second.x(), end.x() });
    const auto [top, bottom] = std::minmax({ start.y(), first.y(), second.y(), end.y() });
    return { QPointF(left, top), QPointF(right, bottom) };
}

std::pair<Cubic, Cubic> Cubic::halves() const
{
    const QPointF a = (start + first) / 2, b = (first + second) / 2, c = (second + end) / 2;
    const QPointF ab = (a + b) / 2, bc = (b + c) / 2, middle = (ab + bc) / 2;
    return { { start, a, ab, middle }, { middle, bc, c, end } };
}

LineRaster::LineRaster(QImage& image, const QRect& clip)
    : m_pixels(reinterpret_cast<quint32*>(image.bits()))
    , m_stride(image.bytesPerLine() / 4)
    , m_clip(clip & image.rect())
    , m_reach(QRectF(m_clip).adjusted(-mostWidth, -mostWidth, mostWidth, mostWidth))
    , m_bandHeight(int(std::max(qsizetype(1), bandBytes / std::max(qsizetype(1), image.bytesPerLine()))))
    , m_bands(size_t(std::max(0, m_clip.height() + m_bandHeight - 1) / m_bandHeight))
{
    Q_ASSERT(image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_ARGB32_Premultiplied);
}

void LineRaster::setPen(const QColor& color, double width)
{
    m_width = width;
    m_color = color.rgb();
    m_redBlue = m_color & 0x00ff00ffU;
    m_alphaGreen = (m_color >> 8) & 0x00ff00ffU;
}

/// `share` of 256.
inline void LineRaster::cover(quint32* pixel, quint32 share) const
{
    // Old + (new - old) * share, of two channels at once; what one borrows of the other is given back by the sum.
    const quint32 redBlue = *pixel & 0x00ff00ffU, alphaGreen = (*pixel >> 8) & 0x00ff00ffU;
    *pixel = ((((redBlue << 8) + (m_redBlue - redBlue) * share) >> 8) & 0x00ff00ffU)
        | (((alphaGreen << 8) + (m_alphaGreen - alphaGreen) * share) & 0xff00ff00U);
}

void LineRaster::line(const QPointF& from, const QPointF& to)
{
    const double top = std::min(from.y(), to.y()), bottom = std::max(from.y(), to.y());
    if (m_bands.empty() || std::max(from.x(), to.x()) < m_reach.left() || std::min(from.x(), to.x()) > m_reach.right()
        || bottom < m_reach.top() || top > m_reach.bottom())
        return;
    const auto bandAt
        = [&](double y) { return std::clamp(int(y - m_clip.top()) / m_bandHeight, 0, int(m_bands.size()) - 1); };
    const double reach = m_width + 1;
    const Line line{ float(from.x()), float(from.y()), float(to.x()), float(to.y()) };
    for (int band = bandAt(top - reach), end = bandAt(bottom + reach); band <= end; ++band)
        m_bands[size_t(band)].push_back(line);
}

void LineRaster::draw()
{
    int top = m_clip.top();
    for (std::vector<Line>& band : m_bands) {
        const int bottom = std::min(top + m_bandHeight - 1, m_clip.bottom());
        if (m_background)
            fill(top, bottom);
        for (const Line& line : band)
            draw(line, top, bottom);
        band.clear();
        top += m_bandHeight;
    }
    m_background.reset();
}

void LineRaster::fill(int top, int bottom)
{
    quint32* const first = m_pixels + top * m_stride + m_clip.left();
    std::fill_n(first, m_clip.width(), *m_background);
    for (int row = 1; row <= bottom - top; ++row)
        std::copy_n(first, m_clip.width(), first + row * m_stride);
}

/// Its pixels in those rows.
void LineRaster::draw(const Line& line, int top, int bottom)
{
    const double dx = double(line.toX) - line.fromX, dy = double(line.toY) - line.fromY;
    // Middles of pixels lie at whole numbers from here on.
    const double fromX = (dx < 0 ? line.toX : line.fromX) - 0.5, fromY = (dy < 0 ? line.toY : line.fromY) - 0.5;
    if (std::abs(dx) >= std::abs(dy)) {
        const Axis axis{ 1, m_stride, m_clip.left(), m_clip.right(), top, bottom };
        if (dx != 0)
            walk(axis, fromX, fromX + std::abs(dx), (dx < 0 ? line.toY : line.fromY) - 0.5, dy / dx);
    } else {
        const Axis axis{ m_stride, 1, top, bottom, m_clip.left(), m_clip.right() };
        walk(axis, fromY, fromY + std::abs(dy), (dy < 0 ? line.toX : line.fromX) - 0.5, dx / dy);
    }
}

/// From `from` to `to` along the axis; at `from` it lies at `place` across it.
void LineRaster::walk(const Axis& axis, double from, double to, double place, double slope)
{
    double first = std::max(std::ceil(from), double(axis.first)), last = std::min(std::ceil(to) - 1, double(axis.last));
    /// Narrows [low, high] to the steps at which the line lies between two places.
    const auto narrow = [&](double& low, double& high, double least, double greatest) {
        if (least > greatest || (slope == 0 && (place < least || place > greatest)))
            high = low - 1;
        if (least > greatest || slope == 0)
            return;
        const double one = from + (least - place) / slope, other = from + (greatest - place) / slope;
        low = std::max(low, std::ceil(std::min(one, other)));
        high = std::min(high, std::floor(std::max(one, other)));
    };
    // Across the axis. A painter's hair lines are as thin as can be at any slope.
    const double half = m_width / 2 * (m_width > 1 ? std::sqrt(1 + slope * slope) : 1);
    narrow(first, last, axis.low - 0.5 - half, axis.high + 0.5 + half); // some of its pixels are within the clip
    if (first > last)
        return;
    double inner = first, innerEnd = last; // all are, surely
    narrow(inner, innerEnd, axis.low - 0.45 + half, axis.high + 0.45 - half);
    const int begin = int(first), end = int(last);
    int safe = int(std::clamp(inner, first, last + 1)), safeEnd = int(std::clamp(innerEnd, first - 1, last));
    if (safe > safeEnd)
        safe = end + 1, safeEnd = end;
    // 32 bits for parts of a pixel. Steps are counted from the line's own beginning, whatever the clip is.
    constexpr double one = 4294967296;
    const qint64 step = std::llround(slope * one), wide = std::llround(2 * half * one);
    // The line's lower edge, with the corners of pixels at whole numbers.
    qint64 edge = std::llround((place + slope * (std::ceil(from) - from) + 0.5 - half) * one)
        + step * qint64(first - std::ceil(from));
    if (!m_isSmooth && m_width < 2)
        return walkCoarse(axis, begin, end, edge + wide / 2, step);
    const auto span = [&](int along, const auto& put) {
        quint32* row = m_pixels + along * axis.along;
        const qint64 farEdge = edge + wide;
        const int low = int(edge >> 32), high = int(farEdge >> 32);
        const auto skipped = quint32(edge >> 24) & 0xffU, rest = quint32(farEdge >> 24) & 0xffU;
        if (low == high)
            return put(row, low, rest - skipped);
        put(row, low, 256 - skipped);
        for (int between = low + 1; between < high; ++between)
            put(row, between, 256U);
        put(row, high, rest);
    };
    const auto guarded = [&](quint32* row, int across, quint32 share) {
        if (across >= axis.low && across <= axis.high)
            cover(row + across * axis.across, share);
    };
    const auto free = [&](quint32* row, int across, quint32 share) { cover(row + across * axis.across, share); };
    int along = begin;
    for (; along < safe; ++along, edge += step)
        span(along, guarded);
    for (; along <= safeEnd; ++along, edge += step)
        span(along, free);
    for (; along <= end; ++along, edge += step)
        span(along, guarded);
}

/// The nearest pixel of each step.
void LineRaster::walkCoarse(const Axis& axis, int first, int last, qint64 middle, qint64 step)
{
    quint32* row = m_pixels + first * axis.along;
    for (int along = first; along <= last; ++along, row += axis.along, middle += step)
        if (const int across = int(middle >> 32); across >= axis.low && across <= axis.high)
            row[across * axis.across] = m_color;
}

void LineRaster::curve(const Cubic& curve)
{
    if (!curve.extent().adjusted(-1, -1, 1, 1).intersects(m_reach)) // it may have no width
        return;
    const QPointF bend = curve.start - 2 * curve.first + curve.second,
                  other = curve.first - 2 * curve.second + curve.end;
    const double most = std::max(std::hypot(bend.x(), bend.y()), std::hypot(other.x(), other.y()));
    // How far a cubic curve lies beside n chords is at most 3/4 of that, over n².
    const int pieces = std::max(1, int(std::ceil(std::sqrt(0.75 * most / tolerance))));
    if (pieces > mostPieces) {
        const auto [begin, rest] = curve.halves();
        this->curve(begin);
        return this->curve(rest);
    }
    QPointF last = curve.start;
    for (int i = 1; i <= pieces; ++i) {
        const double t = double(i) / pieces, s = 1 - t;
        const QPointF next = i == pieces ? curve.end
                                         : curve.start * (s * s * s) + curve.first * (3 * s * s * t)
                + curve.second * (3 * s * t * t) + curve.end * (t * t * t);
        line(last, next);
        last = next;
    }
}

} // namespace espalier::graphview
