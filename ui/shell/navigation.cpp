#include "shell/navigation.h"

namespace espalier::ui {
namespace {
constexpr qsizetype mostPlaces = 100;
}

void Navigation::visit(const Place& place)
{
    if (m_going || (m_at >= 0 && m_places[m_at] == place))
        return;
    m_places.resize(m_at + 1);
    // The first selection on a page completes the place rather than making another.
    if (m_at >= 0 && m_places[m_at].page == place.page && m_places[m_at].item.isNone())
        m_places[m_at] = place;
    else
        m_places.append(place);
    if (m_places.size() > mostPlaces)
        m_places.removeFirst();
    m_at = m_places.size() - 1;
    Q_EMIT changed();
}

void Navigation::back()
{
    if (canGoBack())
        go(m_at - 1);
}

void Navigation::forward()
{
    if (canGoForward())
        go(m_at + 1);
}

void Navigation::go(qsizetype to)
{
    m_at = to;
    m_going = true;
    Q_EMIT going(m_places[m_at]);
    m_going = false;
    Q_EMIT changed();
}

} // namespace espalier::ui
