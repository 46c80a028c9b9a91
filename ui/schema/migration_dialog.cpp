#include "schema/migration_dialog.h"

#include "schema/schema_page_controller.h"
#include "session/project_session.h"
#include "style/icon.h"
#include "widgets/banner.h"
#include "widgets/code_view.h"
#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"

#include <algorithm>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

enum DraftPage { CodePage, NothingPage, FailurePage };
constexpr int mostNotesHeight = 132;

/// "leads.score", or what of it is known.
QString nameOf(const authoring::LeftOut& one)
{
    const QString table = one.table.key();
    if (one.name.isEmpty() || table.isEmpty())
        return table + one.name;
    return table + QLatin1Char('.') + one.name;
}

QString headText(const revisions::RevisionGraph& graph, const QString& id)
{
    const int index = graph.indexOf(id);
    return index < 0 || graph.isGhost(index) ? id : QStringLiteral("%1 · %2").arg(id, graph.revision(index).message);
}

/// The first things that may hide a difference.
QString unknownText(const authoring::MissingMigration& migration)
{
    constexpr size_t most = 3;
    QStringList lines;
    for (size_t i = 0; i < std::min(most, migration.unknown.size()); ++i) {
        const schema::DriftDoubt& doubt = migration.unknown[i];
        const QString table = doubt.table.key();
        lines.append(table.isEmpty() ? doubt.reason.text() : table + QLatin1String(": ") + doubt.reason.text());
    }
    if (migration.unknown.size() > most)
        lines.append(QStringLiteral("…"));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

MigrationDialog::MigrationDialog(Services& services, SchemaPageController& schemas, QWidget* parent)
    : DialogFrame(tr("Write the Missing Migration"), tr("Write the File"), parent)
    , m_services(services)
    , m_schemas(schemas)
    , m_draft(services, schemas)
    , m_heads(new QComboBox)
    , m_message(new QLineEdit)
    , m_file(new ElidedLabel)
    , m_stack(new QStackedWidget)
    , m_code(new CodeView(CodeView::Language::Python))
    , m_empty(new EmptyState)
    , m_error(new ErrorPanel)
    , m_summary(new QLabel)
    , m_notes(new QListWidget)
    , m_failure(new Banner)
{
    setObjectName(QStringLiteral("write-migration"));
    makeForm();
    m_code->setObjectName(QStringLiteral("migration-code"));
    m_code->setAccessibleName(tr("The script"));
    m_stack->addWidget(m_code);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(failurePage(m_error));
    m_stack->setMinimumHeight(160);
    body()->addWidget(m_stack, 1);
    m_summary->setObjectName(QStringLiteral("migration-summary"));
    m_summary->setWordWrap(true);
    body()->addWidget(m_summary);
    m_notes->setObjectName(QStringLiteral("migration-notes"));
    m_notes->setAccessibleName(tr("What it does not cover"));
    m_notes->setWordWrap(true);
    m_notes->setResizeMode(QListView::Adjust);
    m_notes->setSelectionMode(QAbstractItemView::NoSelection);
    m_notes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_notes);
    m_failure->setObjectName(QStringLiteral("migration-failure"));
    m_failure->hide();
    body()->addWidget(m_failure);
    auto* promise = new QLabel(tr("Only this file is written, and nothing is run: databases stay as they are."));
    promise->setForegroundRole(QPalette::Dark);
    promise->setWordWrap(true);
    body()->addWidget(promise);
    connect(&m_draft, &MigrationDraft::changed, this, &MigrationDialog::refresh);
    connect(&m_draft, &MigrationDraft::saveFailed, this, [this](const core::Error& error) {
        m_failure->setContent(Banner::Tone::Danger, QStringLiteral("warning"), error.message.text());
        m_failure->show();
    });
    connect(&m_draft, &MigrationDraft::saved, this, [this](const QString& id) {
        QDialog::accept();
        m_schemas.showWhenRead(id);
    });
    refresh();
    m_message->setFocus();
    resize(qMin(900, parent ? parent->width() - 48 : 900), qMin(680, parent ? parent->height() - 40 : 680));
}

void MigrationDialog::makeForm()
{
    m_heads->setObjectName(QStringLiteral("migration-parent"));
    m_heads->setAccessibleName(tr("The revision that it follows"));
    m_heads->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(m_heads, &QComboBox::activated, this, [this](int at) { m_draft.follow(m_heads->itemData(at).toString()); });
    m_message->setObjectName(QStringLiteral("migration-message"));
    m_message->setAccessibleName(tr("Message"));
    connect(m_message, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_failure->hide();
        m_draft.setMessage(text);
    });
    m_file->setObjectName(QStringLiteral("migration-file"));
    m_file->setElideMode(Qt::ElideMiddle);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Follows"), m_heads);
    form->addRow(tr("Message"), m_message);
    form->addRow(tr("File"), m_file);
    body()->addLayout(form);
}

void MigrationDialog::showHeads()
{
    const auto graph = m_services.project.graph();
    const QStringList heads = m_draft.heads();
    const QSignalBlocker blocked(m_heads);
    m_heads->clear();
    if (heads.size() > 1)
        m_heads->addItem(tr("Choose one of %n heads…", nullptr, static_cast<int>(heads.size())), QString());
    if (heads.isEmpty())
        m_heads->addItem(tr("nothing: it is the first"), QString());
    for (const QString& head : heads)
        m_heads->addItem(graph ? headText(*graph, head) : head, head);
    m_heads->setCurrentIndex(std::max(0, m_heads->findData(m_draft.followed())));
    m_heads->setToolTip(m_heads->currentText());
    m_heads->setEnabled(heads.size() > 1);
}

void MigrationDialog::refresh()
{
    showHeads();
    const auto migration = m_draft.migration();
    const auto* project = m_services.project.project();
    const bool isFailed = m_draft.error() && !m_draft.error()->isCancelled();
    acceptButton()->setEnabled(m_draft.isReady() && !migration->doesNothing);
    const bool isThere = migration && !migration->isEmpty() && !isFailed;
    m_file->setText(isThere && project ? project->relative(migration->path) : QString());
    m_message->setPlaceholderText(isThere && m_message->text().isEmpty() ? migration->message : QString());
    m_stack->setCurrentIndex(isFailed ? FailurePage : isThere ? CodePage : NothingPage);
    if (isFailed)
        m_error->setError(*m_draft.error());
    else if (isThere)
        showCode(migration->text);
    else if (m_draft.needsChoice())
        m_empty->setContent(QStringLiteral("branch"), tr("Which head does it follow?"),
            tr("The tree has several heads. Choose the one that the new revision comes after."));
    else if (migration && !migration->unknown.empty())
        m_empty->setContent(QStringLiteral("opaque"), tr("Nothing is known to be missing"), unknownText(*migration));
    else if (migration)
        m_empty->setContent(
            QStringLiteral("check"), tr("Nothing is missing"), tr("The migrations make what the models say."));
    else
        m_empty->setContent(QStringLiteral("python"), tr("Writing the script…"), QString());
    m_summary->setVisible(isThere);
    m_notes->setVisible(isThere);
    if (isThere)
        showNotes();
}

/// From what it does on; what stands before that is the template's.
void MigrationDialog::showCode(const QString& text)
{
    if (m_code->code() == text)
        return;
    m_code->setCode(text);
    const qsizetype begin = text.indexOf(QLatin1String("def upgrade("));
    if (begin >= 0)
        m_code->showLine(1 + static_cast<int>(text.left(begin).count(QLatin1Char('\n'))));
}

void MigrationDialog::showNotes()
{
    const auto migration = m_draft.migration();
    const auto* project = m_services.project.project();
    m_notes->clear();
    const auto add = [this](const char* icon, const QString& text) {
        m_notes->addItem(new QListWidgetItem(themedIcon(QLatin1String(icon)), text));
    };
    for (const core::Message& one : migration->losses)
        add("table-drop", one.text());
    for (const authoring::LeftOut& one : migration->leftOut) {
        QString text = tr("Left out: %1: %2").arg(nameOf(one), one.reason.text());
        if (!one.at.file.isEmpty() && project)
            text += QStringLiteral(" (%1:%2)").arg(project->relative(one.at.file)).arg(one.at.line);
        add("opaque", text);
    }
    for (const authoring::Warning& one : migration->warnings)
        add("warning", one.message.text());
    for (const schema::Difference& one : migration->remaining)
        add("compare", tr("Still different afterwards: %1").arg(one.detail.text()));
    for (const schema::Difference& one : migration->notUndone)
        add("compare", tr("A downgrade does not undo: %1").arg(one.detail.text()));
    const int count = m_notes->count();
    m_notes->setVisible(count > 0);
    int height = 2 * m_notes->frameWidth();
    for (int row = 0; row < count && height < mostNotesHeight; ++row)
        height += m_notes->sizeHintForRow(row);
    m_notes->setFixedHeight(std::min(height, mostNotesHeight));
    m_summary->setText(migration->doesNothing
            ? tr("It would do nothing: what differs is not known for sure, or cannot be written.")
            : count > 0 ? tr("%n thing(s) to look at before it is run:", nullptr, count)
                        : tr("Read back, the script makes all that the models say, and its downgrade undoes that."));
}

void MigrationDialog::accept() { m_draft.save(); }

} // namespace espalier::ui
