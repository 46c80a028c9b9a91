#include "migrations/sql_view.h"

#include "migrations/alembic_comparison.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_view.h"
#include "style/icon.h"
#include "widgets/banner.h"
#include "widgets/code_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

using State = AlembicComparison::State;
using Verdict = AlembicComparison::Verdict;

/// Lines by the sign that begins them.
QHash<int, CodeView::LineMark> marksOf(const QString& difference)
{
    QHash<int, CodeView::LineMark> marks;
    int line = 0;
    for (const QString& text : difference.split(QLatin1Char('\n'))) {
        ++line;
        if (text.startsWith(QLatin1Char('+')))
            marks.insert(line, CodeView::LineMark::Added);
        else if (text.startsWith(QLatin1Char('-')))
            marks.insert(line, CodeView::LineMark::Removed);
    }
    return marks;
}

} // namespace

SqlView::SqlView(OperationsController& operations, AlembicComparison& comparison, QWidget* parent)
    : QWidget(parent)
    , m_operations(operations)
    , m_comparison(comparison)
    , m_note(makeNote(QStringLiteral("sql-note"), tr("SQL")))
    , m_verdict(new Banner)
    , m_code(new CodeView(CodeView::Language::Sql))
{
    m_code->setObjectName(QStringLiteral("sql"));
    m_code->setAccessibleName(tr("SQL"));
    m_verdict->setObjectName(QStringLiteral("alembic-verdict"));
    m_verdict->setAccessibleName(tr("Comparison with Alembic"));
    connect(m_note, &QLabel::linkActivated, &m_operations, &OperationsController::retry);
    connect(&m_operations, &OperationsController::changed, this, &SqlView::showState);
    connect(&m_comparison, &AlembicComparison::changed, this, &SqlView::showState);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_verdict);
    column->addWidget(m_note);
    column->addWidget(m_code, 1);
    column->addWidget(makeFoot());
    showState();
}

QWidget* SqlView::makeFoot()
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 4);
    m_compare = new QToolButton;
    m_compare->setObjectName(QStringLiteral("compare-alembic"));
    m_compare->setText(tr("Compare with Alembic"));
    m_compare->setAccessibleName(tr("Compare with Alembic"));
    m_compare->setIcon(themedIcon(QStringLiteral("verify")));
    m_compare->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_compare->setAutoRaise(true);
    m_compare->setFocusPolicy(Qt::TabFocus);
    connect(m_compare, &QToolButton::clicked, &m_comparison, &AlembicComparison::start);
    row->addWidget(m_compare);
    row->addStretch(1);
    return foot;
}

void SqlView::showState()
{
    const bool isKnown = m_operations.state() == OperationsController::State::Known;
    const bool isCompared = m_comparison.state() == State::Done && !m_comparison.statements().empty();
    const bool hasCode = !m_operations.sql().isEmpty() || isCompared;
    const bool hasLines = m_operations.lines().rowCount() > 0;
    m_note->setText(hasLines ? tr("It runs no SQL.") : m_operations.note());
    m_note->setVisible(!hasCode);
    m_code->setVisible(hasCode);
    static_cast<QVBoxLayout*>(layout())->setStretchFactor(m_note, hasCode ? 0 : 1);
    showCode();
    showVerdict();
    const QString obstacle = m_comparison.obstacle();
    m_compare->setVisible(isKnown && m_comparison.state() == State::Idle);
    m_compare->setEnabled(obstacle.isEmpty());
    m_compare->setToolTip(obstacle.isEmpty()
            ? tr("Lets the project's own Alembic write this revision with --sql, and compares statement by statement")
            : obstacle);
}

void SqlView::showCode()
{
    const bool differs = m_comparison.state() == State::Done && m_comparison.verdict() == Verdict::Different;
    if (!differs) {
        m_code->setCode(m_operations.sql());
        return m_code->setMarks({});
    }
    const QString text = report::comparisonText(m_comparison.statements());
    m_code->setCode(text);
    m_code->setMarks(marksOf(text));
}

/// The button that was pressed goes with it.
void SqlView::closeSoon() { QMetaObject::invokeMethod(&m_comparison, &AlembicComparison::close, Qt::QueuedConnection); }

void SqlView::showVerdict()
{
    m_verdict->clearButtons();
    switch (m_comparison.state()) {
    case State::Idle:
        return m_verdict->hide();
    case State::Asking:
    case State::Working:
        m_verdict->setContent(Banner::Tone::Info, QStringLiteral("clock"), tr("Alembic writes its SQL…"));
        m_verdict->addButton(QStringLiteral("alembic-cancel"), tr("Cancel"), this, [this] { closeSoon(); });
        break;
    case State::Done:
    case State::Failed: {
        const Verdict verdict = m_comparison.verdict();
        const QString text = verdict == Verdict::Different
            ? m_comparison.summary() + QLatin1Char('\n') + tr("+ as written here, - as Alembic writes it")
            : m_comparison.summary();
        m_verdict->setContent(verdict == Verdict::Same ? Banner::Tone::Success
                : verdict == Verdict::Different        ? Banner::Tone::Warning
                                                       : Banner::Tone::Danger,
            verdict == Verdict::Same            ? QStringLiteral("check")
                : verdict == Verdict::Different ? QStringLiteral("warning")
                                                : QStringLiteral("error"),
            text);
        m_verdict->addButton(QStringLiteral("alembic-close"), tr("Close"), this, [this] { closeSoon(); });
        break;
    }
    }
    m_verdict->show();
}

} // namespace espalier::ui
