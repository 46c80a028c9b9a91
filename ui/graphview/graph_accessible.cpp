#include "graphview/graph_view_private.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace espalier::graphview {

namespace {
/// The canvas as one widget whose value is the revision that the keyboard is on: every step through the tree is read
/// out, with state and place, without a screen reader having to walk thousands of children.
class AccessibleGraph final : public QAccessibleWidget {
public:
    explicit AccessibleGraph(GraphView* view)
        : QAccessibleWidget(view, QAccessible::Tree)
    { }

    QString text(QAccessible::Text kind) const override
    {
        const GraphView& view = *static_cast<GraphView*>(widget());
        if (kind == QAccessible::Value)
            return view.focusText();
        if (kind == QAccessible::Description)
            return GraphView::tr("%n revision(s). %1", nullptr, view.picture().size()).arg(view.focusText());
        if (kind == QAccessible::Help)
            return GraphView::tr("Arrow keys walk along the tree, Enter opens, Space folds and unfolds.");
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    if (className != QLatin1String("espalier::graphview::GraphView"))
        return nullptr;
    return new AccessibleGraph(static_cast<GraphView*>(object));
}
} // namespace

void installGraphAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

void announceFocus(GraphView& view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(&view, view.focusText());
    QAccessible::updateAccessibility(&event);
}

} // namespace espalier::graphview
