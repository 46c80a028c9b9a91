// Trees with a two-way branch and a merge every ten revisions, in one line or over several bases with dependencies.
#include "revisions/traversal.h"

#include <benchmark/benchmark.h>

using namespace espalier::revisions;

namespace {

std::vector<Revision> branchy(int count, int bases)
{
    std::vector<Revision> revisions;
    for (int base = 0; base < bases; ++base) {
        QStringList tips;
        for (int number = 0; number < count / bases; ++number) {
            Revision revision;
            revision.id
                = QStringLiteral("%1%2").arg(base, 4, 16, QLatin1Char('0')).arg(number, 8, 16, QLatin1Char('0'));
            revision.file = QStringLiteral("versions/%1.py").arg(revision.id);
            revision.down = tips;
            if (number % 10 == 5) {
                revision.down = revisions.back().down;
                tips = { revisions.back().id, revision.id };
            } else if (number % 10 == 8 || tips.size() < 2) {
                tips = { revision.id };
            } else {
                revision.down = { tips.takeFirst() };
                tips.append(revision.id);
            }
            if (base > 0 && number % 50 == 1)
                revision.dependsOn = {
                    QStringLiteral("%1%2").arg(base - 1, 4, 16, QLatin1Char('0')).arg(number, 8, 16, QLatin1Char('0'))
                };
            revisions.push_back(revision);
        }
    }
    return revisions;
}

void build(benchmark::State& state)
{
    const auto revisions = branchy(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    for (auto _ : state)
        benchmark::DoNotOptimize(RevisionGraph::build(revisions)->upgradeOrder().size());
    state.SetComplexityN(state.range(0));
}

void upgradeFromNothing(benchmark::State& state)
{
    const auto graph
        = RevisionGraph::build(branchy(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))));
    for (auto _ : state)
        benchmark::DoNotOptimize(upgradeSteps(*graph, QStringLiteral("heads"), {})->steps.size());
    state.SetComplexityN(state.range(0));
}

void downgradeToNothing(benchmark::State& state)
{
    const auto graph
        = RevisionGraph::build(branchy(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))));
    const QStringList rows = graph->realHeads();
    for (auto _ : state)
        benchmark::DoNotOptimize(downgradeSteps(*graph, QStringLiteral("base"), rows)->steps.size());
    state.SetComplexityN(state.range(0));
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    for (const int bases : { 1, 8 })
        for (const int count : { 1'000, 10'000, 50'000 })
            benchmark->Args({ count, bases });
    benchmark->Unit(benchmark::kMillisecond);
}

} // namespace

BENCHMARK(build)->Apply(sizes);
BENCHMARK(upgradeFromNothing)->Apply(sizes);
BENCHMARK(downgradeToNothing)->Apply(sizes);

BENCHMARK_MAIN();
