#include "graphview/card_glyph.h"
#include "graphview/graph_view_private.h"

#include <QCoreApplication>
#include <QPainter>

namespace espalier::graphview {

namespace {
QString text(const char* source) { return QCoreApplication::translate("GraphView", source); }

/// Plain text for a tooltip that may wrap.
QString escaped(const QString& plain)
{
    return plain.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
}
} // namespace

QString stateText(NodeState state)
{
    switch (state) {
    case NodeState::Plain:
        return {};
    case NodeState::Pending:
        return text(QT_TRANSLATE_NOOP("GraphView", "pending"));
    case NodeState::Applied:
        return text(QT_TRANSLATE_NOOP("GraphView", "applied"));
    case NodeState::Current:
        return text(QT_TRANSLATE_NOOP("GraphView", "applied, the database is here"));
    case NodeState::Unknown:
        return text(QT_TRANSLATE_NOOP("GraphView", "not known whether applied"));
    case NodeState::Ghost:
        return text(QT_TRANSLATE_NOOP("GraphView", "no script defines it"));
    case NodeState::Running:
        return text(QT_TRANSLATE_NOOP("GraphView", "running"));
    case NodeState::Done:
        return text(QT_TRANSLATE_NOOP("GraphView", "done"));
    case NodeState::Failed:
        return text(QT_TRANSLATE_NOOP("GraphView", "failed"));
    }
    return {};
}

QString describedCard(const GraphCard& card, const CardStatus& status)
{
    QStringList parts{ card.id };
    parts << card.message << stateText(status.state);
    if (card.head)
        parts << text(QT_TRANSLATE_NOOP("GraphView", "head"));
    if (card.base)
        parts << text(QT_TRANSLATE_NOOP("GraphView", "base"));
    if (card.merge)
        parts << text(QT_TRANSLATE_NOOP("GraphView", "merge"));
    parts << card.labels;
    for (const CardGlyph& glyph : card.glyphs)
        parts << glyphText(glyph);
    parts << card.problemText << status.error;
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString GraphView::Private::toolTipOf(int item) const
{
    if (scene().isPill(item)) {
        const graph::NodeList& cards = scene().cardsOf(item);
        return escaped(tr("%n revisions, from %1 to %2. Click to unfold.", nullptr, static_cast<int>(cards.size()))
                           .arg(shownId(picture().card(cards.front())), shownId(picture().card(cards.back()))));
    }
    const int number = scene().cardOf(item);
    const GraphCard& card = picture().card(number);
    const CardStatus& status = state.marks().statusOf(picture(), number);
    QStringList lines{ QStringLiteral("<b>%1</b>").arg(escaped(card.id)), escaped(card.message) };
    QStringList facts;
    for (const CardGlyph& glyph : card.glyphs)
        facts << glyphText(glyph);
    lines << escaped(facts.join(QStringLiteral(" · "))) << escaped(stateText(status.state))
          << escaped(card.labels.join(QStringLiteral(", "))) << escaped(card.tooltip) << escaped(card.problemText)
          << escaped(status.error);
    lines.removeAll(QString());
    return QStringLiteral("<p style='white-space:pre-wrap'>") + lines.join(QStringLiteral("<br>"))
        + QStringLiteral("</p>");
}

QString GraphView::focusText() const
{
    const int item = d->focusedItem();
    if (item < 0)
        return {};
    if (d->scene().isPill(item))
        return tr("%n revisions", nullptr, static_cast<int>(d->scene().cardsOf(item).size()));
    const int card = d->scene().cardOf(item);
    return describedCard(d->picture().card(card), d->state.marks().statusOf(d->picture(), card));
}

/// What the path would do, over the canvas at its upper edge.
void GraphView::Private::paintSummary(QPainter& painter) const
{
    const QString& summary = state.path().summary;
    if (summary.isEmpty())
        return;
    const QFontMetricsF metrics(style.message);
    const double u = scene().metrics().unit, height = 8 * u;
    const QString shown = metrics.elidedText(summary, Qt::ElideRight, camera.viewport().width() - 16 * u);
    const double width = metrics.horizontalAdvance(shown) + 8 * u;
    const QRectF box(std::round((camera.viewport().width() - width) / 2), 3 * u, width, height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.canvas, 2));
    painter.setBrush(palette.accent);
    painter.drawRoundedRect(box, height / 2, height / 2);
    painter.setFont(style.message);
    painter.setPen(palette.onAccent);
    painter.drawText(box, Qt::AlignCenter, shown);
}

} // namespace espalier::graphview
