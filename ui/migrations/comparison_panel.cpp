#include "migrations/comparison_panel.h"

#include "dialects/dialect.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_controller.h"
#include "migrations/schema_view.h"
#include "session/project_session.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/format.h"

#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace espalier::ui {
namespace {

/// "PostgreSQL", … : whose rules decide what is equal.
QComboBox* makeDialects(OperationsController& operations)
{
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("comparison-dialect"));
    box->setAccessibleName(ComparisonPanel::tr("Dialect"));
    box->setToolTip(ComparisonPanel::tr("The database that the revisions are read for"));
    for (const auto* dialect : dialects::allDialects())
        box->addItem(dialect->displayName(), dialect->id());
    QObject::connect(box, &QComboBox::activated, &operations,
        [box, &operations] { operations.setDialect(box->currentData().toString()); });
    return box;
}

QLabel* makeEnd(const char* name, const QString& accessibleName)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setAccessibleName(accessibleName);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

ComparisonPanel::ComparisonPanel(
    Services& services, OperationsController& operations, SchemaController& schema, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_operations(operations)
    , m_schema(schema)
{
    setObjectName(QStringLiteral("comparison-panel"));
    setAccessibleName(tr("Comparison of two revisions"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* ends = new QFormLayout;
    ends->setHorizontalSpacing(16);
    ends->setVerticalSpacing(6);
    ends->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_from = makeEnd("comparison-from", tr("From"));
    m_to = makeEnd("comparison-to", tr("To"));
    for (const auto& [text, label] : { std::pair(tr("From"), m_from), std::pair(tr("To"), m_to) }) {
        auto* key = new QLabel(text);
        key->setForegroundRole(QPalette::Dark);
        key->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        ends->addRow(key, label);
    }
    auto* view = new SchemaView(m_schema, QStringLiteral("comparison-lines"));
    connect(view, &SchemaView::placeActivated, this, [this](const QString& file) { Q_EMIT fileActivated(file); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 12, 0);
    column->setSpacing(8);
    column->addWidget(makeHead());
    column->addLayout(ends);
    column->addWidget(makeOptions());
    column->addWidget(view, 1);
    connect(&m_schema, &SchemaController::changed, this, &ComparisonPanel::showState);
    connect(&m_schema, &SchemaController::comparisonChanged, this, &ComparisonPanel::showState);
    connect(&m_operations, &OperationsController::changed, this, &ComparisonPanel::showState);
    showState();
}

QToolButton* ComparisonPanel::addButton(QHBoxLayout* row, const char* name, const char* icon, const QString& text)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setIcon(themedIcon(QLatin1String(icon), QPalette::Dark));
    button->setAutoRaise(true);
    button->setFixedSize(28, 28);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(text);
    button->setToolTip(text);
    row->addWidget(button);
    return button;
}

QWidget* ComparisonPanel::makeHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("comparison-title"));
    QFont font = monoFont();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setWordWrap(true);
    row->addWidget(m_title, 1);
    connect(addButton(row, "comparison-swap", "swap", tr("Swap the two")), &QToolButton::clicked, &m_schema,
        &SchemaController::swap);
    m_copy = addButton(row, "comparison-copy", "copy", tr("Copy what differs, as text"));
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QStringLiteral("%1\n\n%2\n").arg(m_title->text(), m_schema.text()));
    });
    connect(addButton(row, "comparison-close", "close", tr("Back to the revision")), &QToolButton::clicked, this,
        &ComparisonPanel::closed);
    return head;
}

QWidget* ComparisonPanel::makeOptions()
{
    auto* options = new QWidget;
    auto* row = new QHBoxLayout(options);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("comparison-summary"));
    m_summary->setForegroundRole(QPalette::Dark);
    m_dialect = makeDialects(m_operations);
    row->addWidget(m_summary, 1);
    row->addWidget(m_dialect);
    return options;
}

QString ComparisonPanel::endText(const QString& revision) const
{
    const auto graph = m_services.project.graph();
    const int index = graph ? graph->indexOf(revision) : -1;
    if (index < 0 || graph->isGhost(index))
        return revision;
    const QString message = graph->revision(index).message;
    return message.isEmpty() ? revision : QStringLiteral("%1  %2").arg(revision, message);
}

void ComparisonPanel::showState()
{
    if (!m_schema.isComparing())
        return;
    m_title->setText(tr("%1 → %2").arg(shortId(m_schema.from()), shortId(m_schema.to())));
    m_from->setText(endText(m_schema.from()));
    m_to->setText(endText(m_schema.to()));
    m_dialect->setCurrentIndex(m_dialect->findData(m_operations.dialect().id()));
    m_copy->setEnabled(m_schema.hasChanges());
    const int count = m_schema.changeCount();
    m_summary->setText(count > 0 ? tr("%n differences", nullptr, count) : QString());
}

} // namespace espalier::ui
