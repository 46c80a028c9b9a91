#include "migrations/detail_panel.h"

#include "actions/action_registry.h"
#include "migrations/comparison_panel.h"
#include "migrations/graph_picture.h"
#include "migrations/migrations_controller.h"
#include "migrations/revision_tabs.h"
#include "migrations/schema_controller.h"
#include "style/colors.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/banner.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/format.h"
#include "widgets/tag.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

const auto revisionScheme = QStringLiteral("revision:");

QString linkHtml(const RevisionLink& link)
{
    const QString id = QString::fromLatin1(QUrl::toPercentEncoding(link.id));
    QString html = QStringLiteral("<a href=\"%1%2\">%3</a>").arg(revisionScheme, id, shortId(link.id).toHtmlEscaped());
    if (!link.exists)
        html += QStringLiteral(" <i>%1</i>").arg(DetailPanel::tr("missing"));
    else if (!link.message.isEmpty())
        html += QLatin1Char(' ') + link.message.toHtmlEscaped();
    return html;
}

/// A file's place, which may be cut at every underscore: its name alone is often wider than the panel.
QString placeHtml(const RevisionDetail& detail)
{
    QString place = placeText(detail.file, detail.line).toHtmlEscaped();
    place.replace(QLatin1Char('_'), QStringLiteral("_&#8203;"));
    return QStringLiteral("<a href=\"file:\">%1</a>").arg(place);
}

QString linksHtml(const QList<RevisionLink>& links)
{
    QStringList lines;
    for (const auto& link : links)
        lines.append(linkHtml(link));
    return lines.join(QStringLiteral("<br>"));
}

Tag::Tone toneOf(AppliedWord word)
{
    switch (word) {
    case AppliedWord::Applied:
    case AppliedWord::Current:
        return Tag::Tone::Success;
    case AppliedWord::Unknown:
    case AppliedWord::Missing:
        return Tag::Tone::Danger;
    case AppliedWord::Pending:
    case AppliedWord::NotConnected:
        break;
    }
    return Tag::Tone::Neutral;
}

void clear(QLayout* layout)
{
    while (auto* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QPushButton* actionButton(QAction* action, ButtonRole role)
{
    auto* button = new QPushButton(action->icon(), action->text());
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    button->setToolTip(action->toolTip());
    button->setEnabled(action->isEnabled());
    setButtonRole(button, role);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    return button;
}

} // namespace

DetailPanel::DetailPanel(Services& services, MigrationsController& controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_stack(new QStackedWidget)
    , m_about(new RevisionTabs(controller.operations(), controller.schema(), controller.alembic()))
{
    setObjectName(QStringLiteral("detail-panel"));
    setAccessibleName(tr("Details of the selected revision"));
    auto* nothing = new EmptyState;
    nothing->setContent(QStringLiteral("branch"), tr("No revision selected"),
        tr("Click a card to see what it is. Arrow keys walk along the branches; Ctrl-click a second card to compare "
           "the schemas at both."));
    m_stack->addWidget(nothing);
    m_stack->addWidget(makeBody(services.actions));
    auto* comparison = new ComparisonPanel(services, controller.operations(), controller.schema());
    connect(comparison, &ComparisonPanel::fileActivated, this, &DetailPanel::fileActivated);
    connect(comparison, &ComparisonPanel::closed, this, &DetailPanel::comparisonClosed);
    m_stack->addWidget(comparison);
    connect(&controller.schema(), &SchemaController::comparisonChanged, this, &DetailPanel::showPart);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    setMinimumWidth(320);
}

QWidget* DetailPanel::makeHead()
{
    auto* head = new QWidget;
    m_id = new QLabel;
    m_id->setObjectName(QStringLiteral("detail-id"));
    m_id->setFont(monoFont());
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copy = new QToolButton;
    m_copy->setObjectName(QStringLiteral("copy-id"));
    m_copy->setIcon(themedIcon(QStringLiteral("copy"), QPalette::Dark));
    m_copy->setAutoRaise(true);
    m_copy->setFixedSize(28, 28);
    m_copy->setAccessibleName(tr("Copy the id"));
    m_tags = new QHBoxLayout;
    m_tags->setSpacing(4);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_id);
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addLayout(m_tags);
    return head;
}

QWidget* DetailPanel::makeBody(ActionRegistry& actions)
{
    auto* body = new QWidget;
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(16, 12, 12, 0);
    column->setSpacing(8);
    column->addWidget(makeHead());
    m_copy->setToolTip(actions.action(QStringLiteral("migrations.copy-id"))->text());
    connect(m_copy, &QToolButton::clicked, actions.action(QStringLiteral("migrations.copy-id")), &QAction::trigger);
    m_message = new QLabel;
    m_message->setObjectName(QStringLiteral("detail-message"));
    m_message->setFont(titleFont());
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_message);
    m_prose = new QLabel;
    m_prose->setWordWrap(true);
    m_prose->setForegroundRole(QPalette::Dark);
    m_prose->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_prose);
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons, 8);
    flow->setContentsMargins(0, 4, 0, 4);
    const std::pair<const char*, ButtonRole> offered[] = { { "migrations.upgrade-here", ButtonRole::Primary },
        { "migrations.downgrade-here", ButtonRole::Plain }, { "migrations.stamp", ButtonRole::Plain } };
    for (const auto& [id, role] : offered) {
        auto* button = actionButton(actions.action(QLatin1String(id)), role);
        if (role == ButtonRole::Primary)
            button->setIcon(themedIcon(QStringLiteral("upgrade"), QPalette::BrightText));
        button->installEventFilter(this);
        flow->addWidget(button);
    }
    column->addWidget(buttons);
    m_problems = new QVBoxLayout;
    m_problems->setSpacing(4);
    column->addLayout(m_problems);
    m_facts = new QFormLayout;
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(6);
    m_facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_facts->setLabelAlignment(Qt::AlignLeading | Qt::AlignTop);
    column->addLayout(m_facts);
    column->addSpacing(4);
    connect(m_about, &RevisionTabs::fileActivated, this, &DetailPanel::fileActivated);
    column->addWidget(m_about, 1);
    return body;
}

void DetailPanel::setDetail(const std::optional<RevisionDetail>& detail)
{
    showPart();
    if (!detail)
        return;
    m_path = detail->path;
    m_id->setText(detail->id);
    m_message->setText(detail->message.isEmpty()
            ? (detail->exists ? tr("Without a message") : tr("No script defines it"))
            : detail->message);
    m_prose->setText(detail->documentation);
    m_prose->setVisible(!detail->documentation.isEmpty());
    fillTags(*detail);
    fillFacts(*detail);
    fillProblems(*detail);
    m_about->setVisible(detail->exists);
}

void DetailPanel::showPart()
{
    const bool comparing = m_controller.schema().isComparing();
    m_stack->setCurrentIndex(!m_controller.detail() ? 0 : comparing ? 2 : 1);
}

void DetailPanel::fillTags(const RevisionDetail& detail)
{
    clear(m_tags);
    const auto add = [this](const QString& text, Tag::Tone tone) { m_tags->addWidget(new Tag(text, tone)); };
    if (detail.head)
        add(tr("head"), Tag::Tone::Accent);
    if (detail.base)
        add(tr("base"), Tag::Tone::Neutral);
    if (detail.merge)
        add(tr("merge"), Tag::Tone::Neutral);
    const QString applied = appliedText(detail.applied);
    if (applied.isEmpty())
        return;
    auto* tag = new Tag(applied, toneOf(detail.applied));
    tag->setObjectName(QStringLiteral("applied-tag"));
    m_tags->addWidget(tag);
}

void DetailPanel::addFact(const QString& title, const QString& html, const char* name)
{
    auto* key = new QLabel(title);
    key->setForegroundRole(QPalette::Dark);
    key->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    auto* value = new QLabel(html);
    value->setObjectName(QLatin1String(name));
    value->setTextFormat(Qt::RichText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextBrowserInteraction);
    value->setAccessibleName(title);
    connect(value, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link.startsWith(revisionScheme))
            Q_EMIT revisionActivated(QUrl::fromPercentEncoding(link.mid(revisionScheme.size()).toLatin1()));
        else
            Q_EMIT fileActivated(m_path);
    });
    m_facts->addRow(key, value);
}

void DetailPanel::fillFacts(const RevisionDetail& detail)
{
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    if (detail.appliedAt.isValid())
        addFact(tr("Applied"), exactTime(detail.appliedAt).toHtmlEscaped(), "fact-applied");
    const QDateTime created = createdTime(detail.created);
    if (!detail.created.isEmpty())
        addFact(
            tr("Created"), (created.isValid() ? exactTime(created) : detail.created).toHtmlEscaped(), "fact-created");
    if (!detail.file.isEmpty())
        addFact(tr("File"), placeHtml(detail), "fact-file");
    if (!detail.parents.isEmpty())
        addFact(tr("Parents"), linksHtml(detail.parents), "fact-parents");
    if (!detail.children.isEmpty())
        addFact(tr("Children"), linksHtml(detail.children), "fact-children");
    if (!detail.dependencies.isEmpty())
        addFact(tr("Depends on"), linksHtml(detail.dependencies), "fact-dependencies");
    if (!detail.labels.isEmpty())
        addFact(tr("Labels"), detail.labels.join(QStringLiteral(", ")).toHtmlEscaped(), "fact-labels");
    if (detail.exists && !detail.hasDowngrade)
        addFact(tr("Downgrade"), tr("The script has none; it can't be taken back.").toHtmlEscaped(), "fact-downgrade");
}

void DetailPanel::fillProblems(const RevisionDetail& detail)
{
    clear(m_problems);
    for (const auto& problem : detail.problems) {
        auto* strip = new Banner;
        const bool error = problem.severity == revisions::Severity::Error;
        const bool warning = problem.severity == revisions::Severity::Warning;
        strip->setContent(error ? Banner::Tone::Danger
                : warning       ? Banner::Tone::Warning
                                : Banner::Tone::Info,
            severityIcon(problem.severity), problem.message.text());
        strip->setToolTip(placeText(problem.file, problem.line));
        strip->show();
        m_problems->addWidget(strip);
    }
}

void DetailPanel::setScript(const ScriptText& script) { m_about->setScript(script.text, script.trouble); }

bool DetailPanel::eventFilter(QObject* watched, QEvent* event)
{
    const auto type = event->type();
    auto* button = qobject_cast<QPushButton*>(watched);
    if (button && (type == QEvent::Enter || type == QEvent::FocusIn) && button->isEnabled())
        Q_EMIT previewWanted(button->objectName().chopped(7));
    else if (button && (type == QEvent::Leave || type == QEvent::FocusOut))
        Q_EMIT previewWanted({});
    return QWidget::eventFilter(watched, event);
}

} // namespace espalier::ui
