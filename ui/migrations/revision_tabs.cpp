#include "migrations/revision_tabs.h"

#include "dialects/dialect.h"
#include "migrations/operation_delegate.h"
#include "migrations/operations_controller.h"
#include "style/icon.h"
#include "widgets/code_view.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace espalier::ui {
namespace {

using operations::Direction;

QLabel* makeNote(const char* name)
{
    auto* note = new QLabel;
    note->setObjectName(QLatin1String(name));
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::Dark);
    note->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    note->setContentsMargins(0, 8, 0, 8);
    note->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    return note;
}

QWidget* stacked(QWidget* note, QWidget* content)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(note);
    column->addWidget(content, 1);
    return page;
}

} // namespace

RevisionTabs::RevisionTabs(OperationsController& operations, QWidget* parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("revision-tabs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeTabs());
    column->addWidget(makeOptions());
    m_stack->addWidget(makeOperations());
    m_stack->addWidget(makeSql());
    m_stack->addWidget(makeScript());
    m_stack->setMinimumHeight(120);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &RevisionTabs::showTab);
    connect(&m_operations, &OperationsController::changed, this, &RevisionTabs::showState);
    showTab();
    showState();
}

QWidget* RevisionTabs::makeTabs()
{
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("revision-tab-bar"));
    m_tabs->setAccessibleName(tr("About the revision"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("What it does"));
    m_tabs->addTab(tr("SQL"));
    m_tabs->addTab(tr("Script"));
    return m_tabs;
}

QWidget* RevisionTabs::makeOptions()
{
    m_options = new QWidget;
    auto* row = new QHBoxLayout(m_options);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_direction = new QButtonGroup(this);
    const std::tuple<Direction, const char*, QString, const char*> directions[]
        = { { Direction::Up, "upgrade", tr("Upgrade"), "show-upgrade" },
              { Direction::Down, "downgrade", tr("Downgrade"), "show-downgrade" } };
    for (const auto& [direction, icon, text, name] : directions) {
        auto* button = new QToolButton;
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setAccessibleName(text);
        button->setIcon(themedIcon(QLatin1String(icon)));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_direction->addButton(button, static_cast<int>(direction));
        row->addWidget(button);
    }
    connect(m_direction, &QButtonGroup::idClicked, this,
        [this](int id) { m_operations.setDirection(static_cast<Direction>(id)); });
    m_dialect = new QComboBox;
    m_dialect->setObjectName(QStringLiteral("sql-dialect"));
    m_dialect->setAccessibleName(tr("Dialect"));
    m_dialect->setToolTip(tr("The database that the revision is read for"));
    for (const auto* dialect : dialects::allDialects())
        m_dialect->addItem(dialect->displayName(), dialect->id());
    connect(m_dialect, &QComboBox::activated, this,
        [this] { m_operations.setDialect(m_dialect->currentData().toString()); });
    m_copy = new QToolButton;
    m_copy->setObjectName(QStringLiteral("copy-sql"));
    m_copy->setIcon(themedIcon(QStringLiteral("copy"), QPalette::Dark));
    m_copy->setAutoRaise(true);
    m_copy->setFixedSize(28, 28);
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_copy->setAccessibleName(tr("Copy the SQL"));
    m_copy->setToolTip(tr("Copy the SQL"));
    connect(m_copy, &QToolButton::clicked, this, &RevisionTabs::copySql);
    row->addStretch(1);
    row->addWidget(m_dialect);
    row->addWidget(m_copy);
    return m_options;
}

QWidget* RevisionTabs::makeOperations()
{
    m_nothing = makeNote("operations-note");
    m_nothing->setAccessibleName(tr("What it does"));
    connect(m_nothing, &QLabel::linkActivated, &m_operations, &OperationsController::retry);
    m_lines = new QListView;
    m_lines->setObjectName(QStringLiteral("operations"));
    m_lines->setAccessibleName(tr("What it does"));
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setModel(&m_operations.lines());
    m_lines->setItemDelegate(new OperationDelegate(m_lines));
    m_lines->setResizeMode(QListView::Adjust);
    m_lines->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->setMouseTracking(true);
    connect(m_lines, &QListView::clicked, this, &RevisionTabs::activate);
    connect(m_lines, &QListView::activated, this, &RevisionTabs::activate);
    return stacked(m_nothing, m_lines);
}

QWidget* RevisionTabs::makeSql()
{
    m_noSql = makeNote("sql-note");
    m_noSql->setAccessibleName(tr("SQL"));
    connect(m_noSql, &QLabel::linkActivated, &m_operations, &OperationsController::retry);
    m_sql = new CodeView(CodeView::Language::Sql);
    m_sql->setObjectName(QStringLiteral("sql"));
    m_sql->setAccessibleName(tr("SQL"));
    return stacked(m_noSql, m_sql);
}

QWidget* RevisionTabs::makeScript()
{
    m_trouble = makeNote("script-note");
    m_trouble->setAccessibleName(tr("Script"));
    m_code = new CodeView;
    m_code->setObjectName(QStringLiteral("script"));
    m_code->setAccessibleName(tr("Script"));
    return stacked(m_trouble, m_code);
}

void RevisionTabs::setScript(const QString& text, const QString& trouble)
{
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_code->setCode(text);
}

void RevisionTabs::showTab()
{
    m_stack->setCurrentIndex(m_tabs->currentIndex());
    m_options->setVisible(m_tabs->currentIndex() != ScriptTab);
    m_copy->setVisible(m_tabs->currentIndex() == SqlTab);
}

QString RevisionTabs::emptyText() const
{
    switch (m_operations.state()) {
    case OperationsController::State::Working:
        return tr("Reading what the revisions do…");
    case OperationsController::State::Stopped:
        return tr("Stopped. <a href=\"retry\">Read again</a>");
    case OperationsController::State::Known:
        return m_operations.direction() == Direction::Up ? tr("The upgrade does nothing.")
                                                         : tr("The downgrade does nothing.");
    case OperationsController::State::Nothing:
        break;
    }
    return {};
}

void RevisionTabs::showState()
{
    const bool hasLines = m_operations.lines().rowCount() > 0;
    const bool hasSql = !m_operations.sql().isEmpty();
    m_direction->button(static_cast<int>(m_operations.direction()))->setChecked(true);
    m_dialect->setCurrentIndex(m_dialect->findData(m_operations.dialect().id()));
    m_nothing->setText(emptyText());
    m_nothing->setVisible(!hasLines);
    m_lines->setVisible(hasLines);
    m_noSql->setText(hasLines ? tr("It runs no SQL.") : emptyText());
    m_noSql->setVisible(!hasSql);
    m_sql->setVisible(hasSql);
    m_sql->setCode(m_operations.sql());
    m_copy->setEnabled(hasSql);
}

void RevisionTabs::activate(const QModelIndex& index)
{
    const QString file = index.data(OperationLinesModel::FileRole).toString();
    const int line = index.data(OperationLinesModel::LineRole).toInt();
    if (line <= 0)
        return;
    // What a helper of the project does stands in the helper's own file.
    if (!file.isEmpty() && file != m_operations.script())
        return Q_EMIT fileActivated(file);
    m_tabs->setCurrentIndex(ScriptTab);
    m_code->showLine(line);
}

void RevisionTabs::copySql() { QGuiApplication::clipboard()->setText(m_operations.sql()); }

} // namespace espalier::ui
