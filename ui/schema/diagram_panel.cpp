#include "schema/diagram_panel.h"

#include "actions/action_registry.h"
#include "core/file.h"
#include "schema/diagram_group_actions.h"
#include "schema/diagram_view.h"
#include "schema/schema_page_controller.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/prompter.h"
#include "shell/selection.h"
#include "shell/settings.h"
#include "style/espalier_style.h"
#include "style/theme.h"
#include "widgets/empty_state.h"
#include "widgets/format.h"

#include <QDir>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>

namespace espalier::ui {

DiagramPanel::DiagramPanel(Services& services, SchemaPageController& schema, DiagramController& diagram)
    : m_services(services)
    , m_schema(schema)
    , m_diagram(diagram)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_view(new DiagramView)
    , m_groups(new DiagramGroupActions(services, diagram, *m_view, this))
{
    m_view->setObjectName(QStringLiteral("diagram"));
    m_view->setAccessibleName(tr("Diagram of the foreign keys"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    addActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeStrip());
    column->addWidget(m_stack, 1);
    const auto animate = [this] { m_view->setAnimated(m_services.theme.animates()); };
    connect(&services.theme, &Theme::changed, this, animate);
    connect(&services.settings, &Settings::changed, this, animate);
    animate();
    m_diagram.setFont(font());
    connect(&diagram, &DiagramController::sceneChanged, this, &DiagramPanel::showScene);
    connect(&diagram, &DiagramController::changed, this, &DiagramPanel::show);
    connect(&services.selection, &Selection::changed, this, [this] {
        m_view->select(m_schema.selectedTable());
        enableActions();
    });
    connect(m_view, &DiagramView::selectionChanged, this, [this](const QString& key) {
        const auto& picture = m_diagram.scene().picture();
        if (const int table = picture.find(key); table >= 0 && !picture.tables[size_t(table)].isFolder())
            m_schema.selectTable(key);
        enableActions();
    });
    connect(m_view, &DiagramView::chosenChanged, this, [this] {
        m_written.clear();
        showStrip();
        enableActions();
    });
    connect(m_view, &DiagramView::activated, this, [this](const QString& key) {
        const auto& picture = m_diagram.scene().picture();
        const int table = picture.find(key);
        if (table >= 0 && picture.tables[size_t(table)].isFolder())
            m_diagram.fold(picture.tables[size_t(table)].name, false);
        else
            m_diagram.focusOn(key);
    });
    m_view->installEventFilter(this);
    connect(m_view, &DiagramView::tablesMoved, &diagram, &DiagramController::pin);
    connect(m_view, &DiagramView::contextMenuRequested, this, &DiagramPanel::showContextMenu);
    if (diagram.state() == DiagramController::State::Known)
        showScene(false);
    show();
}

QWidget* DiagramPanel::makeStrip()
{
    m_strip = new QWidget;
    m_strip->setObjectName(QStringLiteral("diagram-strip"));
    m_strip->setAutoFillBackground(true);
    m_strip->setBackgroundRole(QPalette::Base);
    m_what = new QLabel;
    m_what->setObjectName(QStringLiteral("diagram-what"));
    m_depthLabel = new QLabel(tr("Foreign keys away:"));
    m_depthLabel->setForegroundRole(QPalette::Dark);
    m_depth = new QSpinBox;
    m_depth->setObjectName(QStringLiteral("diagram-depth"));
    m_depth->setAccessibleName(tr("Foreign keys away from the table"));
    m_depth->setRange(1, DiagramController::mostDepth);
    m_depthLabel->setBuddy(m_depth);
    m_group = new QPushButton(tr("Group…"));
    m_group->setObjectName(QStringLiteral("diagram-group"));
    m_all = new QPushButton(tr("Show All Tables"));
    m_all->setObjectName(QStringLiteral("diagram-all"));
    m_hidden = new QPushButton;
    m_hidden->setObjectName(QStringLiteral("diagram-show-hidden"));
    setButtonRole(m_group, ButtonRole::Flat);
    setButtonRole(m_all, ButtonRole::Flat);
    setButtonRole(m_hidden, ButtonRole::Flat);
    connect(m_depth, &QSpinBox::valueChanged, &m_diagram, &DiagramController::setDepth);
    connect(
        m_group, &QPushButton::clicked, this, [this] { m_services.actions.trigger(QStringLiteral("schema.group")); });
    connect(m_all, &QPushButton::clicked, this, [this] { m_diagram.focusOn({}); });
    connect(m_hidden, &QPushButton::clicked, &m_diagram, &DiagramController::showHidden);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(20, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_what);
    row->addStretch(1);
    row->addWidget(m_depthLabel);
    row->addWidget(m_depth);
    row->addWidget(m_group);
    row->addWidget(m_hidden);
    row->addWidget(m_all);
    auto* line = new QFrame;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    auto* column = new QVBoxLayout(m_strip);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(line);
    return m_strip;
}

void DiagramPanel::addActions()
{
    auto& actions = m_services.actions;
    const ActionAdder add(m_services.actions, ActionGroup::Schema, this);
    add(
        "schema.focus", tr("Show Only Neighbours"), "target", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
        [this] { focusOnSelected(); }, tr("The selected table and those that a foreign key connects with it"));
    add("schema.all", tr("Show All Tables"), "table", {}, [this] { m_diagram.focusOn({}); });
    add(
        "schema.hide", tr("Hide Table"), "eye", {}, [this] { m_diagram.hide(m_view->chosen()); },
        tr("Takes the chosen tables out of the diagram"));
    add("schema.show-hidden", tr("Show Hidden Tables"), "eye", {}, [this] { m_diagram.showHidden(); });
    add("schema.fit", tr("Show the Whole Diagram"), "fit", {}, [this] { m_view->fitAll(); });
    add(
        "schema.fit-selection", tr("Zoom to the Selected Table"), "search", {}, [this] { m_view->fitSelection(); },
        tr("And to its neighbours, where they are near"));
    add(
        "schema.arrange", tr("Arrange the Diagram Anew"), "refresh", {}, [this] { m_diagram.arrange(); },
        tr("Forgets where tables were dragged to"));
    add("schema.minimap", tr("Overview of the Diagram"), "minimap", {}, [this] {
        const bool shown = !m_view->isMinimapVisible();
        m_view->setMinimapVisible(shown);
        m_services.settings.set(setting::diagramMinimap, shown);
        m_services.actions.action(QStringLiteral("schema.minimap"))->setChecked(shown);
    });
    m_view->setMinimapVisible(m_services.settings.get(setting::diagramMinimap));
    actions.action(QStringLiteral("schema.minimap"))->setCheckable(true);
    actions.action(QStringLiteral("schema.minimap"))->setChecked(m_view->isMinimapVisible());
    for (const auto format : { DiagramFormat::Svg, DiagramFormat::Png, DiagramFormat::Pdf, DiagramFormat::Mermaid,
             DiagramFormat::Dot, DiagramFormat::Dbml, DiagramFormat::Sql })
        add(qPrintable(QStringLiteral("schema.export-") + fileSuffix(format)),
            tr("Export Diagram as %1…").arg(formatTitle(format)), "export", {}, [this, format] { exportAs(format); });
}

void DiagramPanel::enableActions()
{
    auto& actions = m_services.actions;
    const bool isThere = m_diagram.state() == DiagramController::State::Known && m_diagram.scene().size() > 0;
    const QString selected = m_schema.selectedTable();
    const bool isChosen = isThere && m_diagram.scene().picture().find(selected) >= 0;
    actions.setEnabled(QStringLiteral("schema.focus"), isChosen && m_diagram.focus() != selected);
    actions.setEnabled(QStringLiteral("schema.all"), !m_diagram.focus().isEmpty());
    actions.setEnabled(QStringLiteral("schema.hide"), isThere && !m_view->chosen().isEmpty());
    actions.setEnabled(QStringLiteral("schema.show-hidden"), m_diagram.hiddenCount() > 0);
    actions.setEnabled(QStringLiteral("schema.fit-selection"), isChosen);
    for (const char* id : { "schema.fit", "schema.arrange", "schema.export-svg", "schema.export-png",
             "schema.export-pdf", "schema.export-mmd", "schema.export-dot", "schema.export-dbml", "schema.export-sql" })
        actions.setEnabled(QLatin1String(id), isThere);
    m_groups->enable();
}

void DiagramPanel::focusOnSelected() { m_diagram.focusOn(m_schema.selectedTable()); }

void DiagramPanel::showScene(bool keepsSight)
{
    // Neighbours are few: whoever saw all of them does so after a step through time too.
    const bool sawAll = keepsSight && !m_diagram.focus().isEmpty() && m_view->isAllInSight();
    m_view->setScene(m_diagram.scene(), keepsSight);
    if (sawAll && !m_view->isAllInSight())
        m_view->fitAll();
    m_view->setPinned(m_diagram.pinned());
    if (m_view->chosen().isEmpty())
        m_view->select(m_schema.selectedTable());
    setSearch(m_search);
}

/// The line above the canvas: what of the tables is seen, or what is chosen of them.
void DiagramPanel::showStrip()
{
    const bool isFocused = !m_diagram.focus().isEmpty();
    const int hidden = m_diagram.hiddenCount();
    const auto chosen = static_cast<int>(m_view->chosen().size());
    const bool isPlain = m_diagram.state() == DiagramController::State::Known && !m_diagram.scene().isByGraphviz();
    m_strip->setVisible(isFocused || hidden > 0 || isPlain || chosen > 1 || !m_written.isEmpty());
    m_what->setText(!m_written.isEmpty() ? tr("Written: %1").arg(QDir::toNativeSeparators(m_written))
            : chosen > 1                 ? tr("%n table(s) chosen: they are dragged together", nullptr, chosen)
            : isFocused                  ? tr("%1 and its neighbours: %2 of %3 tables")
                              .arg(m_diagram.focus(), number(m_diagram.scene().size()), number(m_diagram.tableCount()))
            : isPlain ? tr("Graphviz is not installed: the tables stand in plain columns.")
                      : tr("%1 of %2 tables").arg(number(m_diagram.scene().size()), number(m_diagram.tableCount())));
    m_group->setVisible(chosen > 1);
    m_depth->setVisible(isFocused);
    m_depthLabel->setVisible(isFocused);
    m_depth->setValue(m_diagram.depth());
    m_all->setVisible(isFocused);
    m_hidden->setVisible(hidden > 0);
    m_hidden->setText(tr("Show %n Hidden Table(s)", nullptr, hidden));
}

void DiagramPanel::show()
{
    using State = DiagramController::State;
    const State state = m_diagram.state();
    const int hidden = m_diagram.hiddenCount();
    showStrip();
    m_view->setPinned(m_diagram.pinned());
    enableActions();
    const bool isThere = state == State::Known && m_diagram.scene().size() > 0;
    m_stack->setCurrentIndex(isThere ? 1 : 0);
    if (isThere)
        return;
    m_empty->setActions({});
    if (state == State::Stopped) {
        m_empty->setContent(QStringLiteral("table"), tr("Stopped"), tr("The diagram was not laid out."));
        m_empty->setActions({ m_services.actions.action(QStringLiteral("schema.refresh")) });
    } else if (state == State::Known) {
        m_empty->setContent(QStringLiteral("table"), tr("Nothing to draw"),
            hidden > 0 ? tr("All tables are hidden.") : tr("This schema has no tables."));
        if (hidden > 0)
            m_empty->setActions({ m_services.actions.action(QStringLiteral("schema.show-hidden")) });
    } else {
        m_empty->setContent(QStringLiteral("table"), tr("Laying out the diagram…"), QString());
    }
}

void DiagramPanel::setSearch(const QString& words)
{
    m_search = words;
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (wanted.isEmpty())
        return m_view->setMatches({});
    m_view->setMatches([&](const DiagramTable& table) {
        return std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) {
            if (!word.startsWith(QLatin1Char('.')))
                return table.key.contains(word, Qt::CaseInsensitive);
            return std::any_of(table.rows.begin(), table.rows.end(),
                [&](const DiagramRow& row) { return row.name.contains(word.mid(1), Qt::CaseInsensitive); });
        });
    });
    Q_EMIT searchChanged(m_view->matchCount());
}

void DiagramPanel::nextMatch() { m_view->nextMatch(); }

void DiagramPanel::showContextMenu(const QString& key, const QString& group, const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!group.isEmpty()) {
        m_groups->fillGroupMenu(*menu, group);
    } else if (!key.isEmpty()) {
        m_groups->append(*menu, { "schema.focus", "schema.fit-selection", "schema.hide" });
        m_groups->fillTableMenu(*menu);
    } else {
        m_groups->append(
            *menu, { "schema.fit", "schema.all", "schema.show-hidden", "schema.arrange", "schema.minimap" });
        m_groups->fillCanvasMenu(*menu);
    }
    menu->popup(position);
}

void DiagramPanel::exportAs(DiagramFormat format)
{
    m_written.clear();
    showStrip();
    const auto* project = m_services.project.project();
    const QString name = project ? project->name() : m_services.database.displayName();
    m_services.prompter.chooseNewFile(QStringLiteral("schema.export"), tr("Export Diagram"),
        QStringLiteral("%1-schema.%2").arg(name, fileSuffix(format)), this, [this, format](const QString& file) {
            const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
            if (file.isEmpty() || !snapshot)
                return;
            m_services.jobs.submit<bool>(
                tr("Writing %1").arg(file), QStringLiteral("export"), this,
                [file, format, snapshot, shown = m_diagram.shownSchema(), groups = groupsForFiles(m_diagram.groups()),
                    what = DiagramExport{ m_view->scene(), colorsOf(palette()), layoutDirection() == Qt::RightToLeft }](
                    jobs::JobContext&) -> core::Result<bool> {
                    const auto bytes = isPicture(format) ? diagramFile(what, format)
                                                         : schemaFile(shown, *snapshot->dialect, format, groups);
                    if (!bytes)
                        return tl::unexpected(bytes.error());
                    if (const auto written = core::writeFile(file, *bytes); !written)
                        return tl::unexpected(written.error());
                    return true;
                },
                [this, file](const core::Result<bool>& result) {
                    if (!result)
                        return m_services.prompter.showError(result.error());
                    m_written = file;
                    showStrip();
                });
        });
}

/// Escape leads from a table's neighbours back to all tables.
bool DiagramPanel::eventFilter(QObject* watched, QEvent* event)
{
    const bool isEscape = watched == m_view && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (!isEscape || m_diagram.focus().isEmpty() || m_view->chosen().size() > 1)
        return QWidget::eventFilter(watched, event);
    m_diagram.focusOn({});
    return true;
}

void DiagramPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_diagram.setWatched(true);
}

void DiagramPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_diagram.setWatched(false);
}

void DiagramPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        m_diagram.setFont(font());
    QWidget::changeEvent(event);
}

} // namespace espalier::ui
