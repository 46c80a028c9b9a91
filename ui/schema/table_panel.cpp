#include "schema/table_panel.h"

#include "schema/changes_panel.h"
#include "schema/rows_panel.h"
#include "schema/schema_page_controller.h"
#include "schema/table_line_delegate.h"
#include "schema/table_state.h"
#include "session/project_session.h"
#include "shell/selection.h"
#include "style/type.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/format.h"
#include "widgets/tag.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QUrl>

namespace espalier::ui {
namespace {

QString factsText(const report::InventoryRow& row)
{
    QStringList parts{ TablePanel::tr("%Ln column(s)", nullptr, row.columns) };
    if (row.rows)
        parts.append(row.rowsAre == report::InventoryRow::Rows::Estimated
                ? TablePanel::tr("about %1 rows").arg(number(*row.rows))
                : row.rowsAre == report::InventoryRow::Rows::Counted
                ? TablePanel::tr("%Ln row(s)", nullptr, static_cast<int>(*row.rows))
                : TablePanel::tr("more than %1 rows").arg(number(*row.rows)));
    if (row.bytes)
        parts.append(byteSize(*row.bytes));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

TablePanel::TablePanel(Services& services, SchemaPageController& controller, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(controller)
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("table-panel"));
    setAccessibleName(tr("Details of the selected table"));
    auto* nothing = new EmptyState;
    nothing->setContent(QStringLiteral("table"), tr("No table selected"),
        tr("Select a table to see its columns, keys and indexes, what points to it, and the revisions that made it."));
    m_stack->addWidget(nothing);
    m_stack->addWidget(makeBody());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    setMinimumWidth(320);
    connect(&controller, &SchemaPageController::changed, this, &TablePanel::show);
    connect(&services.selection, &Selection::changed, this, &TablePanel::show);
    show();
}

QWidget* TablePanel::makeBody()
{
    auto* body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    m_name = new ElidedLabel;
    m_name->setObjectName(QStringLiteral("table-name"));
    m_name->setFont(titleFont());
    m_name->setElideMode(Qt::ElideMiddle);
    m_tags = new QHBoxLayout;
    m_tags->setSpacing(4);
    m_facts = new QLabel;
    m_facts->setObjectName(QStringLiteral("table-facts"));
    m_facts->setForegroundRole(QPalette::Dark);
    m_state = new QLabel;
    m_state->setObjectName(QStringLiteral("table-state"));
    m_state->setWordWrap(true);
    m_comment = new QLabel;
    m_comment->setObjectName(QStringLiteral("table-comment"));
    m_comment->setWordWrap(true);
    m_comment->setTextFormat(Qt::PlainText);
    m_comment->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_view = new QListView;
    m_view->setObjectName(QStringLiteral("table-lines"));
    m_view->setAccessibleName(tr("Columns, keys, indexes and revisions of the table"));
    showLines(*m_view, m_lines);
    m_view->setMouseTracking(true);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& index) {
        // Links of names alone: a click on a column says that one wants to see it, not to leave.
        const TableLine* line = m_lines.at(index);
        if (line && (line->link == TableLine::Link::Revision || line->link == TableLine::Link::File))
            activate(index);
    });
    connect(m_view, &QListView::activated, this, &TablePanel::activate);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_name, 1);
    head->addLayout(m_tags);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 12, 8);
    top->setSpacing(4);
    top->addLayout(head);
    top->addWidget(m_facts);
    top->addWidget(m_state);
    top->addWidget(m_comment);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("table-tabs"));
    m_tabs->setAccessibleName(tr("What is shown of the table"));
    m_tabs->addTab(tr("Structure"));
    m_tabs->addTab(tr("Rows"));
    m_tabs->addTab(tr("SQL"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(12, 0, 12, 0);
    tabs->addWidget(m_tabs);
    tabs->addStretch(1);
    column->addLayout(tabs);
    auto* structure = new QWidget;
    auto* lines = new QHBoxLayout(structure);
    lines->setContentsMargins(8, 0, 0, 0);
    lines->addWidget(m_view);
    m_parts = new QStackedWidget;
    m_parts->addWidget(structure);
    m_parts->addWidget(new RowsPanel(m_services, m_controller));
    m_changes = new ChangesPanel;
    m_parts->addWidget(m_changes);
    column->addWidget(m_parts, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_parts, &QStackedWidget::setCurrentIndex);
    return body;
}

void TablePanel::showTags(const report::InventoryRow& row, const TableStanding& standing)
{
    while (auto* item = m_tags->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QString mark = markText(standing.mark, standing.isMarkCertain);
    const QString drift = standing.drift ? driftText(standing.drift->state, standing.drift->isCertain) : QString();
    if (standing.mark != report::Mark::Same)
        m_tags->addWidget(new Tag(mark, markTone(standing.mark)));
    if (standing.drift && (standing.mark == report::Mark::Same || mark != drift)) // not the same word twice
        m_tags->addWidget(new Tag(drift, driftTone(standing.drift->state)));
    if (row.isIncomplete)
        m_tags->addWidget(new Tag(tr("not all known"), Tag::Tone::Warning));
    m_state->setVisible(standing.drift && standing.drift->state != schema::DriftState::InOrder);
    m_state->setText(standing.drift ? driftExplanation(*standing.drift) : QString());
}

void TablePanel::show()
{
    const SchemaSnapshotPtr& snapshot = m_controller.snapshot();
    const QString key = m_controller.selectedTable();
    const int row = snapshot ? snapshot->rowOf(key) : -1;
    m_stack->setCurrentIndex(row < 0 ? 0 : 1);
    if (row < 0)
        return;
    const report::InventoryRow& shown = snapshot->rows[size_t(row)];
    const schema::Table* table = snapshot->table(key);
    m_name->setText(key);
    m_facts->setText(factsText(shown));
    m_comment->setText(table ? table->comment : QString());
    m_comment->setVisible(!m_comment->text().isEmpty());
    showTags(shown, snapshot->standings[size_t(row)]);
    const int ofChanges = m_parts->indexOf(m_changes);
    m_tabs->setTabVisible(ofChanges, m_changes->show(snapshot, row));
    m_tabs->updateGeometry(); // which Qt leaves as it was with fewer tabs
    const auto graph = m_services.project.graph();
    m_lines.setLines(tableLines(*snapshot, key, graph.get()));
    if (m_shown != key)
        m_view->scrollToTop();
    m_shown = key;
}

void TablePanel::activate(const QModelIndex& index)
{
    const TableLine* line = m_lines.at(index);
    if (!line)
        return;
    switch (line->link) {
    case TableLine::Link::Table:
        return m_controller.selectTable(line->target);
    case TableLine::Link::Revision:
        return Q_EMIT m_controller.revisionWanted(line->target);
    case TableLine::Link::File:
        QDesktopServices::openUrl(QUrl::fromLocalFile(line->target));
        return;
    case TableLine::Link::None:
        break;
    }
}

} // namespace espalier::ui
