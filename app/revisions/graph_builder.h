#pragma once

#include "revisions/cycles.h"
#include "revisions/revision_graph.h"

namespace espalier::revisions {

/// Makes a RevisionGraph step by step; each step reads what the ones before it have made.
class GraphBuilder {
public:
    using Index = RevisionGraph::Index;

    GraphBuilder(std::vector<Revision> revisions, QList<Problem> problems);
    std::shared_ptr<const RevisionGraph> build();

private:
    using Edge = Adjacency::Edge;

    void indexIds();
    void checkIds();
    void collectLabels();
    void connectDowns();
    void connectDependencies();
    Adjacency childrenBy(const Adjacency& downs) const;
    void findEnds();
    void breakCycles();
    void reportCycles(const CycleReport& report);
    void joinParents();
    void markPlain(const Adjacency& normalizedDependencies);
    void markUsable();
    void order();
    void warn();

    /// The node that a name in a script means: a revision, or else a ghost of that name.
    Index nodeOrGhost(const QString& name);
    /// The only id that begins with this, or nothing.
    QString similarId(const QString& beginning);
    bool passesAlembicsCycleCheck() const;
    bool isCovered(const std::vector<Index>& tops, const Adjacency& down, const std::vector<Index>& bottoms,
        const Adjacency& up) const;
    QStringList idsOf(const std::vector<Index>& nodes) const;
    int nodeCount() const { return m_graph->size() + m_graph->ghostCount(); }
    Index winner(Index node) const { return m_graph->indexOf(m_graph->id(node)); }
    void report(Problem problem);

    std::shared_ptr<RevisionGraph> m_graph;
    std::vector<RevisionId> m_sortedIds;
    std::vector<Index> m_heads, m_bases, m_realHeads, m_realBases;
    std::vector<char> m_unsound; ///< revisions with a fault of their own that makes plans over them senseless
    Adjacency m_acyclicDowns, m_acyclicDependencies; ///< as in the graph, less the edges that close a cycle
    Adjacency m_allDowns, m_allNexts; ///< by down_revision and depends_on
    std::vector<Index> m_parentsFirst; ///< over both acyclic ones
    QStringList m_cyclicIds;
};

} // namespace espalier::revisions
