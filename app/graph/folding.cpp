#include "graph/folding.h"
#include "core/index.h"

#include <algorithm>

namespace espalier::graph {

namespace {
using core::at;

class RunFinder {
public:
    RunFinder(const Dag& dag, const std::vector<bool>& keep)
        : m_dag(dag)
        , m_keep(keep)
        , m_children(childrenOf(dag))
    { }

    std::vector<NodeList> find() const
    {
        std::vector<NodeList> runs;
        for (Node node = 0; node < m_dag.size(); ++node) {
            // a ring of foldable nodes has no start and so is never a run
            if (!isFoldable(node) || isFoldable(m_dag.parentsOf(node).front()))
                continue;
            NodeList run;
            for (Node member = node; isFoldable(member); member = m_children.children[at(member)].front())
                run.push_back(member);
            runs.push_back(std::move(run));
        }
        return runs;
    }

private:
    bool isFoldable(Node node) const
    {
        return m_dag.parentsOf(node).size() == 1 && m_children.children[at(node)].size() == 1
            && m_dag.dependenciesOf(node).empty() && m_children.dependents[at(node)].empty()
            && !(at(node) < m_keep.size() && m_keep[at(node)]);
    }

    const Dag& m_dag;
    const std::vector<bool>& m_keep;
    Children m_children;
};

void addLinks(NodeList& links, const NodeList& nodes, const std::vector<int>& itemOf)
{
    for (const Node node : nodes)
        links.push_back(itemOf[at(node)]);
}
} // namespace

std::vector<int> Folding::weights() const
{
    std::vector<int> result;
    result.reserve(items.size());
    for (const NodeList& item : items)
        result.push_back(static_cast<int>(item.size()));
    return result;
}

std::vector<NodeList> linearRuns(const Dag& dag, const std::vector<bool>& keep) { return RunFinder(dag, keep).find(); }

Folding fold(const Dag& dag, const std::vector<NodeList>& runs)
{
    Folding result;
    std::vector<int> runOf(at(dag.size()), -1);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        for (const Node node : runs[run])
            runOf[at(node)] = static_cast<int>(run);
    }
    // items keep the order of their first nodes, so that a fold changes as little as possible
    std::vector<int> itemOfRun(runs.size(), -1);
    result.itemOf.resize(at(dag.size()));
    for (Node node = 0; node < dag.size(); ++node) {
        const int run = runOf[at(node)];
        if (run >= 0 && itemOfRun[at(run)] >= 0) {
            result.itemOf[at(node)] = itemOfRun[at(run)];
            continue;
        }
        result.itemOf[at(node)] = static_cast<int>(result.items.size());
        if (run >= 0)
            itemOfRun[at(run)] = result.itemOf[at(node)];
        result.items.push_back(run >= 0 ? runs[at(run)] : NodeList{ node });
    }
    result.dag.parents.resize(result.items.size());
    result.dag.dependencies.resize(result.items.size());
    for (std::size_t item = 0; item < result.items.size(); ++item) {
        const Node first = result.items[item].front();
        addLinks(result.dag.parents[item], dag.parentsOf(first), result.itemOf);
        addLinks(result.dag.dependencies[item], dag.dependenciesOf(first), result.itemOf);
    }
    return result;
}

} // namespace espalier::graph
