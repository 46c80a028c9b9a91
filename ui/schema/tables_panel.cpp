#include "schema/tables_panel.h"

#include "actions/action_registry.h"
#include "schema/schema_page_controller.h"
#include "schema/state_bar.h"
#include "shell/selection.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/empty_state.h"
#include "widgets/format.h"
#include "widgets/table.h"

#include <algorithm>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {

namespace {
constexpr int columnPadding = 22;
} // namespace

TablesPanel::TablesPanel(Services& services, SchemaPageController& controller, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_controller(controller)
    , m_states(new StateBar)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_table(makeTable("tables", tr("Tables")))
    , m_proxy(new TablesFilter(m_table))
{
    m_table->verticalHeader()->setMinimumSectionSize(24);
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_proxy->setSourceModel(&controller.tables());
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TablesModel::NameColumn, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setSectionsMovable(true);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this](int column) {
        auto* header = m_table->horizontalHeader();
        header->resizeSection(column, std::max(header->sectionSize(column), widthOfTitle(column)));
    });
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_states);
    column->addWidget(m_stack, 1);
    connect(m_states, &StateBar::chosenChanged, this, [this] {
        m_proxy->setGroups(m_states->chosen());
        refilter();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
        if (at.isValid() && !m_isFollowing)
            m_controller.selectTable(at.data(TablesModel::KeyRole).toString());
    });
    connect(m_table, &QTableView::clicked, this, // also where it is the current row already
        [this](const QModelIndex& at) { m_controller.selectTable(at.data(TablesModel::KeyRole).toString()); });
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    connect(&controller.tables(), &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_isFollowing = true; });
    connect(&controller.tables(), &QAbstractItemModel::modelReset, this, [this] { m_isFollowing = false; });
    connect(&services.selection, &Selection::changed, this, &TablesPanel::followSelection);
}

/// A table that gets the keyboard makes its first row the current one; that is nobody's choice.
bool TablesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ContextMenu && openMenu(watched, static_cast<QContextMenuEvent&>(*event)))
        return true;
    const bool comesByKey = watched == m_table && event->type() == QEvent::FocusIn
        && static_cast<QFocusEvent*>(event)->reason() != Qt::MouseFocusReason;
    if (comesByKey && !m_table->currentIndex().isValid() && m_proxy->rowCount() > 0) {
        const QScopedValueRollback following(m_isFollowing, true);
        m_table->selectionModel()->setCurrentIndex(
            m_proxy->index(0, TablesModel::NameColumn), QItemSelectionModel::NoUpdate);
    }
    return QWidget::eventFilter(watched, event);
}

/// Of a row, by mouse or by key; false where there is none.
bool TablesPanel::openMenu(QObject* watched, const QContextMenuEvent& event)
{
    const bool isByKey = event.reason() == QContextMenuEvent::Keyboard;
    const QModelIndex at = isByKey       ? m_table->currentIndex()
        : watched == m_table->viewport() ? m_table->indexAt(event.pos())
                                         : QModelIndex();
    if (!at.isValid())
        return false;
    const QString key = at.data(TablesModel::KeyRole).toString();
    m_controller.selectTable(key);
    const SchemaSnapshotPtr& snapshot = m_controller.snapshot();
    const int row = snapshot ? snapshot->rowOf(key) : -1;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("table-menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themedIcon(QStringLiteral("foreign-key")), tr("Show in the Diagram"), this, [this] {
        m_services.actions.trigger(QStringLiteral("schema.show-diagram"));
        Q_EMIT diagramWanted();
    });
    menu->addAction(themedIcon(QStringLiteral("copy")), tr("Copy Name"), this,
        [key] { QGuiApplication::clipboard()->setText(key); });
    const auto addRevision = [&](const QString& text, const QString& revision) {
        if (!revision.isEmpty())
            menu->addAction(themedIcon(QStringLiteral("branch")), text.arg(shortId(revision)), this,
                [this, revision] { Q_EMIT m_controller.revisionWanted(revision); });
    };
    if (row >= 0) {
        menu->addSeparator();
        const report::InventoryRow& shown = snapshot->rows[size_t(row)];
        addRevision(tr("Go to %1, Which Makes It"), shown.createdBy);
        if (shown.changedBy != shown.createdBy)
            addRevision(tr("Go to %1, Which Changed It Last"), shown.changedBy);
    }
    if (isByKey)
        menu->setActiveAction(menu->actions().first());
    menu->popup(isByKey ? m_table->viewport()->mapToGlobal(m_table->visualRect(at).bottomLeft()) : event.globalPos());
    return true;
}

void TablesPanel::setSearch(const QString& words)
{
    m_proxy->setWords(words);
    refilter();
}

void TablesPanel::refilter()
{
    showEmpty();
    followSelection();
    Q_EMIT foundChanged();
}

int TablesPanel::foundCount() const { return m_proxy->rowCount(); }

void TablesPanel::selectFirst()
{
    if (m_proxy->rowCount() == 0)
        return;
    m_table->selectRow(0);
    m_table->setFocus();
}

void TablesPanel::show()
{
    showStates();
    showColumns();
    showEmpty();
    followSelection();
}

/// How many tables there are of each state, or of each mark.
void TablesPanel::showStates()
{
    const SchemaSnapshotPtr& snapshot = m_controller.snapshot();
    const bool isCompared = snapshot && snapshot->comparison;
    if (isCompared != m_areMarksShown)
        m_states->clear(); // they are other groups
    m_areMarksShown = isCompared;
    std::vector<StateBar::Chip> chips;
    for (const auto& [group, count] : m_controller.tables().groups()) {
        const auto mark = static_cast<report::Mark>(group);
        const auto state = static_cast<schema::DriftState>(group);
        if (isCompared)
            chips.push_back({ group, markIcon(mark), markTone(mark), markText(mark, true), count });
        else if (group >= 0)
            chips.push_back({ group, driftIcon(state), driftTone(state), driftText(state, true), count });
    }
    m_states->setChips(chips);
}

void TablesPanel::showEmpty()
{
    const bool hasRows = m_proxy->rowCount() > 0;
    m_stack->setCurrentIndex(hasRows ? 0 : 1);
    if (hasRows || !m_controller.snapshot())
        return;
    if (!m_controller.snapshot()->rows.empty()) {
        m_empty->setContent(QStringLiteral("search"), tr("No table is called that"),
            tr("Names of tables and models are searched; begin a word with a dot to search the names of columns."));
        return;
    }
    m_empty->setContent(QStringLiteral("table"), tr("No tables"),
        m_controller.source() == SchemaSource::Migrations ? tr("The migrations make none up to this revision.")
                                                          : tr("There are none here."));
}

/// Columns that nothing is known for do not take room.
void TablesPanel::showColumns()
{
    auto* header = m_table->horizontalHeader();
    for (int column = 0; column < TablesModel::ColumnCount; ++column)
        m_table->setColumnHidden(column, !m_controller.tables().hasColumn(column));
    // As wide as what stands there, the first rows looked at; the rest is a matter of dragging.
    constexpr int icon = 28, most = 300, looked = 200;
    const QFontMetrics plain(m_table->font()), mono(monoFont());
    for (int column = 0; column < TablesModel::ColumnCount; ++column) {
        if (m_table->isColumnHidden(column))
            continue;
        const bool isCode = column == TablesModel::CreatedColumn || column == TablesModel::ChangedColumn;
        const bool hasIcon = column == TablesModel::StateColumn || column == TablesModel::MarkColumn;
        const QFontMetrics& metrics = isCode ? mono : plain;
        int width = widthOfTitle(column);
        for (int row = 0; row < std::min(m_proxy->rowCount(), looked); ++row)
            width = std::max(
                width, columnPadding + metrics.horizontalAdvance(m_proxy->index(row, column).data().toString()));
        header->resizeSection(column, std::min(width + (hasIcon ? icon : 0), most));
    }
}

int TablesPanel::widthOfTitle(int column) const
{
    constexpr int sortMark = 28;
    const QString title = m_proxy->headerData(column, Qt::Horizontal).toString();
    const bool isMarked = column == m_table->horizontalHeader()->sortIndicatorSection();
    return columnPadding + QFontMetrics(m_table->font()).horizontalAdvance(title) + (isMarked ? sortMark : 0);
}

void TablesPanel::followSelection()
{
    const QScopedValueRollback following(m_isFollowing, true);
    const QString key = m_controller.selectedTable();
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex index = m_proxy->index(row, TablesModel::NameColumn);
        if (index.data(TablesModel::KeyRole).toString() != key)
            continue;
        if (m_table->currentIndex().row() != row || !m_table->selectionModel()->isRowSelected(row))
            m_table->selectRow(row);
        return m_table->scrollTo(index);
    }
    m_table->selectionModel()->clear(); // with no current row, a click on any of them is a change
}

} // namespace espalier::ui
