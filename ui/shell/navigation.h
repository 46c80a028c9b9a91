#pragma once

#include "shell/selection.h"

#include <QList>
#include <QObject>

namespace espalier::ui {

/// A place one has been to.
struct Place {
    QString page;
    Item item;
    friend bool operator==(const Place&, const Place&) = default;
};

/// Back and forward, as in a browser: going somewhere forgets what was ahead. The last hundred places are kept.
class Navigation : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Notes that one is here now. A new selection on the same page within a place is a place of its own.
    void visit(const Place& place);
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    void back();
    void forward();

Q_SIGNALS:
    /// The window is to show this place.
    void going(const espalier::ui::Place& place);
    void changed();

private:
    void go(qsizetype to);

    QList<Place> m_places;
    qsizetype m_at = -1;
    bool m_going = false;
};

} // namespace espalier::ui
