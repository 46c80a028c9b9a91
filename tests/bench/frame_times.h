#pragma once

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <QApplication>
#include <QCommandLineParser>
#include <QSize>
#include <vector>

// What benchmarks of frames have in common: a frame lasts from the event until everything is painted, in time used of
// the processor, so that a busy machine does not count.

namespace espalier::bench {

struct Movement {
    const char* name;
    double from; ///< zoom; 0: everything
    double to; ///< the same: it pans
};

/// Milliseconds that this thread has used of the processor.
inline double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

inline double frameMs(const std::function<void()>& input)
{
    const double before = processorMs();
    input();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
    return processorMs() - before;
}

inline void printHead() { std::printf("%-40s %5s %8s %8s %8s  (ms)\n", "", "n", "median", "p99", "max"); }

/// Runs a movement `passes` times; a frame's time is the least of its passes. Prints them and gives the slowest.
inline double printFrames(const QString& name, int passes, const std::function<std::vector<double>()>& run)
{
    std::vector<double> least;
    for (int pass = 0; pass < passes; ++pass) {
        const std::vector<double> times = run();
        for (std::size_t i = 0; i < times.size(); ++i) {
            if (i >= least.size())
                least.push_back(times[i]);
            least[i] = std::min(least[i], times[i]);
        }
    }
    std::sort(least.begin(), least.end());
    const auto at = [&](double share) { return least[std::size_t(share * double(least.size() - 1))]; };
    std::printf("%-40s %5zu %8.2f %8.2f %8.2f\n", qPrintable(name), least.size(), at(0.5), at(0.99), least.back());
    std::fflush(stdout);
    return least.back();
}

/// --size, and numbers and texts by name.
class Options {
public:
    explicit Options(std::initializer_list<const char*> names)
    {
        m_parser.addOption({ QStringLiteral("size"), QString(), QStringLiteral("value") });
        m_parser.addOption({ QStringLiteral("scale"), QString(), QStringLiteral("value") });
        for (const char* name : names)
            m_parser.addOption({ QLatin1String(name), QString(), QStringLiteral("value") });
        m_parser.process(*qApp);
    }
    template <typename T> T value(const char* name, T otherwise) const
    {
        const QString given = m_parser.value(QLatin1String(name));
        return given.isEmpty() ? otherwise : T(given.toDouble());
    }
    QString text(const char* name) const { return m_parser.value(QLatin1String(name)); }
    QSize size(QSize otherwise) const
    {
        const QStringList size = m_parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
        return size.size() == 2 ? QSize(size[0].toInt(), size[1].toInt()) : otherwise;
    }

private:
    QCommandLineParser m_parser;
};

/// Before the application is there: --scale, and no display where none is asked for.
inline void prepareDisplay(int argc, char** argv)
{
    for (int i = 1; i + 1 < argc; ++i)
        if (qstrcmp(argv[i], "--scale") == 0)
            qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

} // namespace espalier::bench
