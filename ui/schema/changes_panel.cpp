#include "schema/changes_panel.h"

#include "report/schema_sql.h"
#include "style/icon.h"
#include "widgets/code_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

using schema::DriftChange;

/// What leads from one of the places to another, below which those are.
struct HeadedGroup {
    QString heading;
    report::ChangeGroup group;
};

std::vector<const DriftChange*> pointersTo(const std::vector<DriftChange>& changes)
{
    std::vector<const DriftChange*> all;
    for (const DriftChange& change : changes)
        all.push_back(&change);
    return all;
}

/// Of the comparison where there is one, else of the states of the table.
std::vector<HeadedGroup> groupsOf(const SchemaSnapshot& snapshot, int row)
{
    if (snapshot.comparison) {
        const report::ComparedSchemas& found = snapshot.comparison->found;
        std::vector<const DriftChange*> changes = found.of(snapshot.rows[size_t(row)].name);
        if (changes.empty())
            return {};
        return { { {}, { std::move(changes), &found.before(), &found.after() } } };
    }
    const schema::TableDrift* drift = snapshot.standings[size_t(row)].drift;
    if (!drift || !snapshot.drifts)
        return {};
    const report::DriftSources& sources = snapshot.drifts->sources();
    std::vector<HeadedGroup> groups;
    const auto add
        = [&](const QString& heading, const std::vector<DriftChange>& changes, const auto& from, const auto& to) {
              if (!changes.empty() && from && to)
                  groups.push_back({ heading, { pointersTo(changes), &from->schema, &to->schema } });
          };
    add(ChangesPanel::tr("Applied revisions → database"), drift->drifted, sources.applied, sources.database);
    add(ChangesPanel::tr("Applied revisions → heads"), drift->pending, sources.applied, sources.heads);
    add(ChangesPanel::tr("Heads → models"), drift->missing, sources.heads, sources.models);
    return groups;
}

QString textOf(const std::vector<HeadedGroup>& groups, report::Towards side, const dialects::Dialect& dialect)
{
    QStringList parts;
    for (const HeadedGroup& each : groups) {
        if (!each.heading.isEmpty())
            parts.append(QStringLiteral("-- %1\n").arg(each.heading));
        parts.append(report::changesSql(each.group, side, dialect));
    }
    return parts.join(QLatin1Char('\n'));
}

} // namespace

ChangesPanel::ChangesPanel(QWidget* parent)
    : QWidget(parent)
    , m_code(new CodeView(CodeView::Language::Sql))
    , m_sides(new QTabBar)
{
    setObjectName(QStringLiteral("changes-sql"));
    m_code->setAccessibleName(tr("SQL of what differs"));
    m_sides->setObjectName(QStringLiteral("changes-sides"));
    m_sides->setAccessibleName(tr("Where the SQL leads"));
    m_sides->addTab(tr("There"));
    m_sides->addTab(tr("Back"));
    m_sides->setTabToolTip(0, tr("What makes of the one what the other is"));
    m_sides->setTabToolTip(1, tr("What undoes that"));
    m_sides->setDrawBase(false);
    m_sides->setExpanding(false);
    auto* copy = new QToolButton;
    copy->setObjectName(QStringLiteral("changes-copy"));
    copy->setText(tr("Copy the SQL"));
    copy->setToolTip(copy->text());
    copy->setIcon(themedIcon(QStringLiteral("copy"), QPalette::Dark));
    copy->setAccessibleName(copy->text());
    copy->setFocusPolicy(Qt::TabFocus);
    copy->setAutoRaise(true);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->code()); });
    connect(m_sides, &QTabBar::currentChanged, this, &ChangesPanel::write);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 12, 4);
    head->addWidget(m_sides);
    head->addStretch(1);
    head->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_code, 1);
}

bool ChangesPanel::show(const SchemaSnapshotPtr& snapshot, int row)
{
    m_snapshot = snapshot;
    m_row = row;
    if (isVisible())
        write();
    return !groupsOf(*snapshot, row).empty();
}

void ChangesPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    write();
}

void ChangesPanel::write()
{
    const report::Towards side = m_sides->currentIndex() == 0 ? report::Towards::After : report::Towards::Before;
    m_code->setCode(m_snapshot ? textOf(groupsOf(*m_snapshot, m_row), side, *m_snapshot->dialect) : QString());
}

} // namespace espalier::ui
