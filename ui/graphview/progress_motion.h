#pragma once

#include <QHash>
#include <QObject>
#include <QVariantAnimation>

namespace espalier::graphview {

/// Lets the fill of running cards move to a new value instead of jumping, in at most 150 ms.
class ProgressMotion : public QObject {
    Q_OBJECT
public:
    explicit ProgressMotion(QObject* parent);
    void go(int card, double from, double to);
    void clear();

Q_SIGNALS:
    void moved(int card, double progress);

private:
    struct Way {
        double from;
        double to;
        double shown;
    };
    void setTime(double t);

    QVariantAnimation m_animation;
    QHash<int, Way> m_ways;
};

} // namespace espalier::graphview
