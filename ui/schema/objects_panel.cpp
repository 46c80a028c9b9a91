#include "schema/objects_panel.h"

#include "schema/object_lines.h"
#include "schema/table_line_delegate.h"
#include "schema/table_state.h"
#include "style/type.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/table.h"

#include <algorithm>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {

ObjectsPanel::ObjectsPanel(ObjectsController& controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_table(makeTable("objects", tr("Views and types")))
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
{
    m_proxy->setSourceModel(&m_rows);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_proxy->setFilterKeyColumn(-1);
    m_table->verticalHeader()->setMinimumSectionSize(24);
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->setModel(m_proxy);
    m_table->horizontalHeader()->setSectionResizeMode(ObjectsModel::PartsColumn, QHeaderView::Stretch);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ObjectsModel::NameColumn, Qt::AscendingOrder);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
        if (at.isValid() && !m_isFollowing)
            m_controller.select(at.data(ObjectsModel::KeyRole).toString());
    });
    connect(&controller, &ObjectsController::changed, this, &ObjectsPanel::show);
    connect(&controller, &ObjectsController::selectionChanged, this, &ObjectsPanel::followSelection);
    show();
}

void ObjectsPanel::setSearch(const QString& words)
{
    m_proxy->setFilterFixedString(words.trimmed());
    showEmpty();
    followSelection();
}

void ObjectsPanel::selectFirst()
{
    if (m_proxy->rowCount() == 0)
        return;
    m_table->selectRow(0);
    m_table->setFocus();
}

void ObjectsPanel::show()
{
    if (m_shown != m_controller.rows()) {
        const QScopedValueRollback following(m_isFollowing, true);
        m_shown = m_controller.rows();
        m_rows.setRows(m_shown, m_controller.snapshot() && m_controller.snapshot()->comparison);
        constexpr int most = 320;
        for (int column = 0; column < ObjectsModel::ColumnCount; ++column)
            m_table->setColumnHidden(column, !m_rows.hasColumn(column)); // hidden ones have no width to be fitted
        m_table->resizeColumnsToContents();
        for (int column = 0; column < ObjectsModel::ColumnCount; ++column)
            m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), most));
    }
    showEmpty();
    followSelection();
}

void ObjectsPanel::showEmpty()
{
    const bool hasRows = m_proxy->rowCount() > 0;
    m_stack->setCurrentIndex(hasRows ? 1 : 0);
    if (hasRows)
        return;
    if (!m_shown)
        m_empty->setContent(QStringLiteral("object"), tr("Reading…"), QString());
    else if (m_rows.rowCount() > 0)
        m_empty->setContent(QStringLiteral("search"), tr("Nothing is called that"), QString());
    else
        m_empty->setContent(QStringLiteral("object"), tr("Tables alone"),
            tr("There are no views, no types of its own, no sequences and no functions here."));
}

void ObjectsPanel::followSelection()
{
    const QScopedValueRollback following(m_isFollowing, true);
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        if (m_proxy->index(row, 0).data(ObjectsModel::KeyRole).toString() != m_controller.selected())
            continue;
        if (!m_table->selectionModel()->isRowSelected(row))
            m_table->selectRow(row);
        return;
    }
    m_table->selectionModel()->clear();
}

void ObjectsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_controller.setWatched(true);
}

void ObjectsPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_controller.setWatched(false);
}

ObjectPanel::ObjectPanel(ObjectsController& controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_stack(new QStackedWidget)
    , m_name(new ElidedLabel)
    , m_tags(new QHBoxLayout)
    , m_facts(new QLabel)
    , m_view(new QListView)
{
    setObjectName(QStringLiteral("object-panel"));
    setAccessibleName(tr("Details of the selected view or type"));
    setMinimumWidth(320);
    auto* nothing = new EmptyState;
    nothing->setContent(QStringLiteral("object"), tr("Nothing selected"),
        tr("Select a view or a type to see its definition and what uses it."));
    auto* body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    m_name->setObjectName(QStringLiteral("object-name"));
    m_name->setFont(titleFont());
    m_name->setElideMode(Qt::ElideMiddle);
    m_tags->setSpacing(4);
    m_facts->setObjectName(QStringLiteral("object-facts"));
    m_facts->setForegroundRole(QPalette::Dark);
    m_facts->setWordWrap(true);
    m_view->setObjectName(QStringLiteral("object-lines"));
    m_view->setAccessibleName(tr("Definition and uses"));
    showLines(*m_view, m_lines);
    connect(m_view, &QListView::activated, this, [this](const QModelIndex& index) {
        if (const TableLine* line = m_lines.at(index); line && line->link == TableLine::Link::Table)
            Q_EMIT tableWanted(line->target);
    });
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_name, 1);
    head->addLayout(m_tags);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 12, 12, 8);
    top->setSpacing(4);
    top->addLayout(head);
    top->addWidget(m_facts);
    auto* lines = new QHBoxLayout;
    lines->setContentsMargins(8, 0, 0, 0);
    lines->addWidget(m_view);
    auto* bodyColumn = new QVBoxLayout(body);
    bodyColumn->setContentsMargins(0, 0, 0, 0);
    bodyColumn->setSpacing(0);
    bodyColumn->addLayout(top);
    bodyColumn->addLayout(lines, 1);
    m_stack->addWidget(nothing);
    m_stack->addWidget(body);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(&controller, &ObjectsController::selectionChanged, this, &ObjectPanel::show);
    show();
}

void ObjectPanel::show()
{
    const ObjectRow* row = m_controller.selectedRow();
    m_stack->setCurrentIndex(row ? 1 : 0);
    if (!row)
        return;
    while (auto* item = m_tags->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QString mark = markText(row->mark, row->isMarkCertain);
    const QString state = row->state ? driftText(*row->state, row->isStateCertain) : QString();
    if (row->mark != report::Mark::Same)
        m_tags->addWidget(new Tag(mark, markTone(row->mark)));
    if (row->state && (row->mark == report::Mark::Same || mark != state)) // not the same word twice
        m_tags->addWidget(new Tag(state, driftTone(*row->state)));
    m_name->setText(row->object.name.key());
    QStringList facts{ objectKindText(row->object) };
    if (!row->object.table.isEmpty())
        facts.append(tr("on %1").arg(row->object.table));
    if (!row->object.comment.isEmpty())
        facts.append(row->object.comment);
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_lines.setLines(objectLines(*row, *m_controller.snapshot()));
}

} // namespace espalier::ui
