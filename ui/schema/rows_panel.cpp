#include "schema/rows_panel.h"

#include "actions/action_registry.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"
#include "widgets/format.h"
#include "widgets/table.h"

#include <algorithm>
#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

enum RowsPage { RowsEmpty, RowsError, RowsTable };
constexpr int mostColumnWidth = 240;

} // namespace

RowsPanel::RowsPanel(Services& services, SchemaPageController& schema, QWidget* parent)
    : QWidget(parent)
    , m_controller(services, schema)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
    , m_error(new ErrorPanel)
    , m_table(makeTable("first-rows", tr("First rows of the table")))
    , m_note(new QLabel)
    , m_open(new QAction(tr("Show First Rows…"), this))
    , m_again(new QAction(tr("Read Again"), this))
{
    setObjectName(QStringLiteral("rows-panel"));
    m_open->setObjectName(QStringLiteral("rows-open"));
    m_again->setObjectName(QStringLiteral("rows-again"));
    connect(m_open, &QAction::triggered, &m_controller, &RowsController::open);
    connect(m_again, &QAction::triggered, &m_controller, &RowsController::retry);
    m_table->setModel(&m_rows);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setMinimumSectionSize(22);
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_note->setObjectName(QStringLiteral("rows-note"));
    m_note->setForegroundRole(QPalette::Dark);
    m_note->setContentsMargins(16, 4, 12, 4);
    auto* failed = new QWidget;
    auto* failedColumn = new QVBoxLayout(failed);
    failedColumn->setContentsMargins(12, 12, 12, 12);
    failedColumn->addWidget(m_error);
    failedColumn->addStretch();
    auto* shown = new QWidget;
    auto* shownColumn = new QVBoxLayout(shown);
    shownColumn->setContentsMargins(0, 0, 0, 0);
    shownColumn->setSpacing(0);
    shownColumn->addWidget(m_note);
    shownColumn->addWidget(m_table, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(failed);
    m_stack->addWidget(shown);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_openDatabase = services.actions.action(QStringLiteral("database.connect"));
    connect(&m_controller, &RowsController::changed, this, &RowsPanel::show);
    show();
}

void RowsPanel::show()
{
    using State = RowsController::State;
    const State state = m_controller.state();
    if (state == State::Known)
        return showRows();
    m_shown.reset();
    if (state == State::Failed) {
        m_error->setError(m_controller.error());
        m_error->addAction(
            QStringLiteral("rows-again-button"), tr("Read Again"), this, [this] { m_controller.retry(); });
        return m_stack->setCurrentIndex(RowsError);
    }
    m_stack->setCurrentIndex(RowsEmpty);
    const QString table = m_controller.table();
    switch (state) {
    case State::NoDatabase:
        m_empty->setContent(QStringLiteral("database"), tr("No database connected"),
            tr("Connect to one to see the first rows of its tables. Nothing is written."));
        return m_empty->setActions({ m_openDatabase });
    case State::NotThere:
        m_empty->setContent(
            QStringLiteral("table"), tr("Not in the database"), tr("The database has no table %1.").arg(table));
        return m_empty->setActions({});
    case State::NotReadable:
        m_empty->setContent(QStringLiteral("lock"), tr("No right to read it"),
            tr("The role that is connected may not read %1.").arg(table));
        return m_empty->setActions({});
    case State::Closed:
        m_empty->setContent(
            QStringLiteral("lock"), tr("A production database"), tr("Its rows are not read unless you ask for them."));
        return m_empty->setActions({ m_open });
    case State::Stopped:
        m_empty->setContent(QStringLiteral("stop"), tr("Stopped"), tr("The rows of %1 were not read.").arg(table));
        return m_empty->setActions({ m_again });
    default:
        m_empty->setContent(QStringLiteral("table"), tr("Reading rows…"), QString());
        return m_empty->setActions({});
    }
}

void RowsPanel::showRows()
{
    m_stack->setCurrentIndex(RowsTable);
    if (m_shown == m_controller.rows())
        return; // where one has scrolled to stays
    m_shown = m_controller.rows();
    const database::FirstRows& rows = *m_shown;
    m_rows.setRows(rows);
    const int count = static_cast<int>(rows.rows.size());
    m_note->setText(count == 0 ? tr("The table is empty.")
            : rows.hasMore     ? tr("The first %n row(s), as the database gives them", nullptr, count)
                               : tr("All %n row(s)", nullptr, count));
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_rows.columnCount(); ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), mostColumnWidth));
}

void RowsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_controller.setWatched(true);
}

void RowsPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_controller.setWatched(false);
}

} // namespace espalier::ui
