#include "graphview/progress_motion.h"

namespace espalier::graphview {

ProgressMotion::ProgressMotion(QObject* parent)
    : QObject(parent)
{
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setDuration(150);
    connect(&m_animation, &QVariantAnimation::valueChanged, this,
        [this](const QVariant& value) { setTime(value.toDouble()); });
    connect(&m_animation, &QVariantAnimation::finished, this, [this] { m_ways.clear(); });
}

void ProgressMotion::go(int card, double from, double to)
{
    m_animation.stop();
    for (Way& way : m_ways)
        way.from = way.shown;
    const auto known = m_ways.constFind(card);
    const double start = known == m_ways.constEnd() ? from : known->shown;
    m_ways.insert(card, { start, to, start });
    m_animation.start();
}

void ProgressMotion::clear()
{
    m_animation.stop();
    m_ways.clear();
}

void ProgressMotion::setTime(double t)
{
    const QHash<int, Way> ways = m_ways; // a receiver may start another
    for (auto way = ways.cbegin(); way != ways.cend(); ++way) {
        const double shown = way->from + (way->to - way->from) * t;
        m_ways[way.key()].shown = shown;
        Q_EMIT moved(way.key(), shown);
    }
}

} // namespace espalier::graphview
