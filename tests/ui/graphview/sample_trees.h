#pragma once

#include "graphview/graph_picture.h"

#include <QRandomGenerator>

namespace espalier::test {

/// Builds pictures for tests, benchmarks and the gallery.
class SampleTree {
public:
    explicit SampleTree(quint32 seed = 1)
        : m_random(seed)
    { }

    int add(std::vector<int> parents, const QString& message = {}, std::vector<int> dependencies = {})
    {
        graphview::GraphCard card;
        card.id = QStringLiteral("%1").arg(m_random.generate64() & 0xffffffffffffULL, 12, 16, QLatin1Char('0'));
        card.message = message.isEmpty() ? randomMessage() : message;
        card.detail = QStringLiteral("%1 · %2").arg(
            pick({ "Ada Lovelace", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov" }),
            pick({ "3 h ago", "yesterday", "4 days ago", "2 weeks ago", "May 2024" }));
        card.tooltip = QStringLiteral("2024-05-17 09:31:07\nmigrations/versions/%1.py").arg(card.id);
        card.base = parents.empty();
        card.merge = parents.size() > 1;
        addGlyphs(card);
        m_cards.push_back(std::move(card));
        m_parents.push_back(std::move(parents));
        m_dependencies.push_back(std::move(dependencies));
        return static_cast<int>(m_cards.size()) - 1;
    }

    graphview::GraphCard& card(int index) { return m_cards[static_cast<size_t>(index)]; }
    int size() const { return static_cast<int>(m_cards.size()); }
    void setState(int index, graphview::NodeState state) { card(index).status.state = state; }

    /// A chain on top of `from`; returns its last.
    int chain(int from, int length)
    {
        for (int i = 0; i < length; ++i)
            from = add(from < 0 ? std::vector<int>{} : std::vector<int>{ from });
        return from;
    }

    graphview::GraphPicturePtr picture()
    {
        std::vector<bool> hasChild(m_cards.size(), false);
        for (const auto& parents : m_parents) {
            for (const int parent : parents)
                hasChild[static_cast<size_t>(parent)] = true;
        }
        for (size_t i = 0; i < m_cards.size(); ++i)
            m_cards[i].head = !hasChild[i] && m_cards[i].status.state != graphview::NodeState::Ghost;
        return std::make_shared<const graphview::GraphPicture>(m_cards, m_parents, m_dependencies);
    }

    static graphview::GraphPicturePtr linear(int count, int applied = -1);
    static graphview::GraphPicturePtr branchy();
    /// A two-way branch and merge every ten revisions.
    static graphview::GraphPicturePtr ladder(int count, int applied = -1);
    /// `lanes` long branches side by side.
    static graphview::GraphPicturePtr wide(int lanes, int length);

private:
    QString pick(std::initializer_list<const char*> list)
    {
        return QString::fromUtf8(list.begin()[m_random.bounded(static_cast<int>(list.size()))]);
    }

    QString randomMessage()
    {
        return QStringLiteral("%1 %2 %3")
            .arg(pick({ "add", "create", "drop", "rename", "backfill", "index", "widen" }),
                pick(
                    { "users", "orders", "invoice lines", "audit log", "sessions", "lead scores", "product variants" }),
                pick({ "table", "column", "foreign key", "for tenants", "to match the new model", "constraint" }));
    }

    void addGlyphs(graphview::GraphCard& card)
    {
        using graphview::GlyphKind;
        static constexpr GlyphKind kinds[] = { GlyphKind::AddTable, GlyphKind::AddColumn, GlyphKind::Index,
            GlyphKind::ForeignKey, GlyphKind::Data, GlyphKind::RawSql, GlyphKind::Opaque, GlyphKind::DropColumn };
        const int first = m_random.bounded(8), count = card.merge ? 0 : 1 + m_random.bounded(3);
        for (int i = 0; i < count; ++i)
            card.glyphs << graphview::CardGlyph{ kinds[(first + i) % 8],
                m_random.bounded(3) == 0 ? 1 + m_random.bounded(12) : 1 };
    }

    QRandomGenerator m_random;
    std::vector<graphview::GraphCard> m_cards;
    graphview::GraphPicture::Links m_parents, m_dependencies;
};

inline void applyFirst(SampleTree& tree, int applied)
{
    using graphview::NodeState;
    for (int i = 0; i < tree.size() && applied >= 0; ++i)
        tree.setState(i,
            i < applied - 1        ? NodeState::Applied
                : i == applied - 1 ? NodeState::Current
                                   : NodeState::Pending);
}

inline graphview::GraphPicturePtr SampleTree::linear(int count, int applied)
{
    SampleTree tree;
    tree.chain(-1, count);
    applyFirst(tree, applied);
    return tree.picture();
}

inline graphview::GraphPicturePtr SampleTree::ladder(int count, int applied)
{
    SampleTree tree;
    while (tree.size() < count) {
        const int from = tree.size() - 1;
        if (tree.size() % 10 == 5 && count - tree.size() > 5) {
            const int left = tree.chain(from, 2), right = tree.chain(from, 2);
            tree.add({ left, right }, QStringLiteral("merge branches"));
        } else {
            tree.chain(from, 1);
        }
    }
    applyFirst(tree, applied);
    return tree.picture();
}

inline graphview::GraphPicturePtr SampleTree::wide(int lanes, int length)
{
    SampleTree tree;
    const int base = tree.add({});
    for (int lane = 0; lane < lanes; ++lane)
        tree.chain(base, length);
    applyFirst(tree, tree.size() / 3);
    return tree.picture();
}

inline graphview::GraphPicturePtr SampleTree::branchy()
{
    using graphview::NodeState;
    using graphview::ProblemMark;
    SampleTree tree(7);
    const int start = tree.chain(tree.add({}, QStringLiteral("initial schema")), 4);
    const int billing = tree.add({ start }, QStringLiteral("billing: accounts and invoices"));
    tree.card(billing).labels << QStringLiteral("billing");
    const int billingTip = tree.chain(billing, 5);
    const int feature = tree.chain(start, 2);
    int trunk = tree.chain(start, 4);
    trunk = tree.add({ trunk, feature }, QStringLiteral("merge search into main"));
    const int hotfix = tree.chain(trunk, 1);
    const int other = tree.chain(trunk, 3);
    const int third = tree.chain(trunk, 1);
    trunk = tree.chain(trunk, 2);
    trunk = tree.add({ trunk, hotfix, other, third }, QStringLiteral("merge heads before 2.0"));
    const int lastApplied = tree.chain(trunk, 3);
    const int ghost = tree.add({}, QStringLiteral("No script defines this revision"));
    const int orphan = tree.add({ ghost }, QStringLiteral("add warehouse regions"));
    const int plugin = tree.add({}, QStringLiteral("plugin: base tables"));
    tree.card(plugin).labels << QStringLiteral("reporting") << QStringLiteral("analytics");
    const int pluginTip
        = tree.add({ tree.chain(plugin, 3) }, QStringLiteral("reports need the billing tables"), { billingTip });
    for (int i = 0; i <= lastApplied; ++i)
        tree.setState(i, NodeState::Applied);
    tree.setState(lastApplied, NodeState::Current);
    tree.setState(billingTip, NodeState::Current);
    tree.card(ghost).detail.clear();
    tree.card(ghost).glyphs.clear();
    const int last = tree.chain(lastApplied, 3);
    tree.add({ last, orphan }, QStringLiteral("merge warehouse"), { pluginTip });
    const int next = tree.chain(last, 2);
    tree.chain(next, 8);
    tree.chain(next, 2);
    for (int i = lastApplied + 1; i < tree.size(); ++i)
        tree.setState(i, NodeState::Pending);
    tree.setState(ghost, NodeState::Ghost);
    tree.setState(orphan, NodeState::Unknown);
    tree.card(orphan).problem = ProblemMark::Error;
    tree.card(orphan).problemText = QStringLiteral("Its parent 2f9ab03c11de is missing.");
    tree.card(last).problem = ProblemMark::Warning;
    tree.card(plugin).problem = ProblemMark::Info;
    return tree.picture();
}

} // namespace espalier::test
