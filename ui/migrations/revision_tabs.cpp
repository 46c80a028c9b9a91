#include "migrations/revision_tabs.h"

#include "dialects/dialect.h"
#include "migrations/alembic_comparison.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_controller.h"
#include "migrations/schema_view.h"
#include "migrations/sql_view.h"
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

const char* const tabNames[] = { "operations", "schema", "sql", "script" };

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

RevisionTabs::RevisionTabs(
    OperationsController& operations, SchemaController& schema, AlembicComparison& comparison, QWidget* parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_schema(schema)
    , m_comparison(comparison)
    , m_stack(new QStackedWidget)
{
    setObjectName(QStringLiteral("revision-tabs"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeTabs());
    column->addWidget(makeOptions());
    m_stack->addWidget(makeOperations());
    auto* schemaView = new SchemaView(m_schema, QStringLiteral("schema-lines"));
    connect(schemaView, &SchemaView::placeActivated, this, &RevisionTabs::activate);
    m_stack->addWidget(schemaView);
    m_stack->addWidget(new SqlView(m_operations, m_comparison));
    m_stack->addWidget(makeScript());
    m_stack->setMinimumHeight(120);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &RevisionTabs::showTab);
    connect(&m_operations, &OperationsController::changed, this, &RevisionTabs::showState);
    connect(&m_schema, &SchemaController::changed, this, &RevisionTabs::showState);
    connect(&m_comparison, &AlembicComparison::changed, this, [this] {
        if (m_comparison.state() == AlembicComparison::State::Asking)
            m_tabs->setCurrentIndex(SqlTab);
    });
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
    m_tabs->addTab(tr("Schema"));
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
    row->addStretch(1);
    row->addWidget(m_dialect);
    m_copySql = addCopyButton(row, "copy-sql", tr("Copy the SQL"));
    connect(
        m_copySql, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_operations.sql()); });
    m_copySchema = addCopyButton(row, "copy-schema", tr("Copy what changes, as text"));
    connect(
        m_copySchema, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_schema.text()); });
    return m_options;
}

QToolButton* RevisionTabs::addCopyButton(QHBoxLayout* row, const char* name, const QString& text)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setIcon(themedIcon(QStringLiteral("copy"), QPalette::Dark));
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(text);
    button->setToolTip(text);
    row->addWidget(button);
    return button;
}

QWidget* RevisionTabs::makeOperations()
{
    m_nothing = makeNote(QStringLiteral("operations-note"), tr("What it does"));
    connect(m_nothing, &QLabel::linkActivated, &m_operations, &OperationsController::retry);
    m_lines = makeLinesView(QStringLiteral("operations"), tr("What it does"));
    m_lines->setModel(&m_operations.lines());
    const auto show = [this](const QModelIndex& index) {
        activate(
            index.data(OperationLinesModel::FileRole).toString(), index.data(OperationLinesModel::LineRole).toInt());
    };
    connect(m_lines, &QListView::clicked, this, show);
    connect(m_lines, &QListView::activated, this, show);
    return stacked(m_nothing, m_lines);
}

QWidget* RevisionTabs::makeScript()
{
    m_trouble = makeNote(QStringLiteral("script-note"), tr("Script"));
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
    m_copySql->setVisible(m_tabs->currentIndex() == SqlTab);
    m_copySchema->setVisible(m_tabs->currentIndex() == SchemaTab);
    Q_EMIT tabChanged(tab());
}

QString RevisionTabs::tab() const { return QLatin1String(tabNames[m_tabs->currentIndex()]); }

void RevisionTabs::setTab(const QString& name)
{
    for (int at = 0; at < m_tabs->count(); ++at)
        if (name == QLatin1String(tabNames[at]))
            m_tabs->setCurrentIndex(at);
}

void RevisionTabs::showState()
{
    const bool hasLines = m_operations.lines().rowCount() > 0;
    const bool hasSql = !m_operations.sql().isEmpty();
    m_direction->button(static_cast<int>(m_operations.direction()))->setChecked(true);
    m_dialect->setCurrentIndex(m_dialect->findData(m_operations.dialect().id()));
    m_nothing->setText(m_operations.note());
    m_nothing->setVisible(!hasLines);
    m_lines->setVisible(hasLines);
    m_copySql->setEnabled(hasSql);
    m_copySchema->setEnabled(m_schema.hasChanges());
}

void RevisionTabs::activate(const QString& file, int line)
{
    if (line <= 0)
        return;
    // What a helper of the project does stands in the helper's own file.
    if (!file.isEmpty() && file != m_operations.script())
        return Q_EMIT fileActivated(file);
    m_tabs->setCurrentIndex(ScriptTab);
    m_code->showLine(line);
}

} // namespace espalier::ui
