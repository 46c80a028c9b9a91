#include "backups/backups_page.h"

#include "actions/action_registry.h"
#include "backups/create_dialog.h"
#include "backups/restore_dialog.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "shell/selection.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "style/type.h"
#include "widgets/banner.h"
#include "widgets/empty_state.h"
#include "widgets/error_panel.h"
#include "widgets/flow_layout.h"
#include "widgets/format.h"
#include "widgets/page_header.h"
#include "widgets/table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

QPushButton* buttonFor(QAction* action, ButtonRole role)
{
    auto* button = new QPushButton(action->text());
    button->setObjectName(action->objectName() + QStringLiteral("-button"));
    button->setEnabled(action->isEnabled());
    setButtonRole(button, role);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
    return button;
}

} // namespace

BackupsPage::BackupsPage(Services& services, BackupsController& controller)
    : m_services(services)
    , m_controller(controller)
    , m_header(new PageHeader(tr("Backups")))
    , m_filter(new QLineEdit)
    , m_outcome(new Banner)
    , m_leftovers(new Banner)
    , m_error(new ErrorPanel)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState)
{
    m_filter->setObjectName(QStringLiteral("backup-filter"));
    m_filter->setPlaceholderText(tr("Search backups"));
    m_filter->setAccessibleName(tr("Search backups"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(200);
    m_filter->addAction(themedIcon(QStringLiteral("search"), QPalette::Dark), QLineEdit::LeadingPosition);
    m_header->addWidget(m_filter);
    m_header->addWidget(buttonFor(services.actions.action(QStringLiteral("backups.prune")), ButtonRole::Plain));
    m_header->addWidget(buttonFor(services.actions.action(QStringLiteral("backups.create")), ButtonRole::Primary));
    m_outcome->setObjectName(QStringLiteral("outcome-band"));
    m_leftovers->setObjectName(QStringLiteral("leftovers-band"));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeCatalogue());
    m_errorBox = new QWidget;
    auto* errorColumn = new QVBoxLayout(m_errorBox);
    errorColumn->setContentsMargins(16, 12, 16, 12);
    errorColumn->addWidget(m_error);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_outcome);
    column->addWidget(m_leftovers);
    column->addWidget(m_errorBox);
    column->addWidget(m_stack, 1);
    connect(&controller, &BackupsController::changed, this, &BackupsPage::show);
    connect(&controller, &BackupsController::createWanted, this, &BackupsPage::openCreate);
    connect(&controller, &BackupsController::restoreWanted, this, &BackupsPage::openRestore);
    connect(&controller, &BackupsController::pruneWanted, this, &BackupsPage::openPrune);
    show();
}

QWidget* BackupsPage::makeCatalogue()
{
    m_table = makeTable("backups", tr("Backups"));
    m_proxy = new QSortFilterProxyModel(m_table);
    m_proxy->setSourceModel(&m_controller.model());
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_proxy);
    auto* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(BackupsModel::RevisionsColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(BackupsModel::NoteColumn, QHeaderView::Stretch);
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
        if (at.isValid())
            m_controller.select(at.data(BackupsModel::IdRole).toString());
    });
    connect(m_table, &QTableView::activated, this,
        [this] { m_services.actions.trigger(QStringLiteral("backups.restore")); });
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &BackupsPage::followSelection);
    connect(&m_services.selection, &Selection::changed, this, &BackupsPage::followSelection);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(makeFoot());
    return box;
}

QWidget* BackupsPage::makeFoot()
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(20, 8, 12, 8);
    m_detail = new QLabel;
    m_detail->setObjectName(QStringLiteral("backup-detail"));
    m_detail->setAccessibleName(tr("The selected backup"));
    m_detail->setForegroundRole(QPalette::Dark);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_detail, 1);
    auto& actions = m_services.actions;
    row->addWidget(buttonFor(actions.action(QStringLiteral("backups.delete")), ButtonRole::Flat));
    row->addWidget(buttonFor(actions.action(QStringLiteral("backups.verify")), ButtonRole::Plain));
    row->addWidget(buttonFor(actions.action(QStringLiteral("backups.restore")), ButtonRole::Primary));
    return foot;
}

void BackupsPage::openCreate()
{
    auto* dialog = new CreateBackupDialog(
        m_services.database.displayName(), m_controller.formats(), m_services.backups.folder(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_controller.create(dialog->options()); });
    dialog->open();
}

void BackupsPage::openRestore(const QString& id)
{
    const auto* entry = m_services.backups.find(id);
    if (!entry)
        return;
    const auto& identity = entry->manifest.database;
    // A database on a server is named; a file is where it was, unless the connected one is that very file.
    const QString live = identity.file.isEmpty()
        ? (m_controller.canRestoreHere(entry->manifest) ? identity.name : QString())
        : identity.file;
    auto* dialog = new RestoreDialog(m_controller, *entry, live, m_services.prompter, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { m_controller.restore(id, dialog->options()); });
    dialog->open();
}

void BackupsPage::openPrune()
{
    auto* dialog = new PruneDialog(m_services.backups.listing().backups, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_controller.prune(dialog->policy()); });
    dialog->open();
}

void BackupsPage::show()
{
    const auto& shelf = m_services.backups;
    const int rows = m_controller.model().rowCount();
    m_header->setNote(
        rows > 0 ? tr("%n backups in %1", nullptr, rows).arg(shelf.folder()) : shelf.folder(), Qt::ElideMiddle);
    m_stack->setCurrentIndex(rows > 0 ? 1 : 0);
    if (rows == 0 && shelf.wasRead()) {
        m_empty->setContent(QStringLiteral("backups"), tr("No backups yet"),
            tr("A backup is made with the database's own tool, and holds a list of its tables, rows and checksums, so "
               "that a restore can be proven."));
        const bool connected = m_services.database.isConnected();
        m_empty->setActions({ m_services.actions.action(
            connected ? QStringLiteral("backups.create") : QStringLiteral("database.connect")) });
    }
    const auto& leftovers = shelf.listing().leftovers;
    qint64 bytes = 0;
    int unused = 0;
    for (const auto& leftover : leftovers) {
        if (!leftover.inUse) {
            bytes += leftover.bytes;
            ++unused;
        }
    }
    m_leftovers->setVisible(unused > 0);
    m_leftovers->clearButtons();
    if (unused > 0) {
        m_leftovers->setContent(Banner::Tone::Warning, QStringLiteral("warning"),
            tr("%n unfinished backups were left by programs that were killed, %1.", nullptr, unused)
                .arg(byteSize(bytes)));
        m_leftovers->addButton(
            QStringLiteral("remove-leftovers"), tr("Remove"), this, [this] { m_controller.removeLeftovers(); });
    }
    showOutcome();
    showDetail();
}

void BackupsPage::showOutcome()
{
    const auto& outcome = m_controller.outcome();
    const auto& unreadable = m_services.backups.error();
    m_outcome->setVisible(outcome && !outcome->error);
    if (outcome && outcome->error)
        m_error->setError(*outcome->error);
    else if (unreadable)
        m_error->setError(*unreadable);
    else
        m_error->clear();
    m_errorBox->setVisible(!m_error->isHidden());
    if (!outcome || outcome->error)
        return;
    using Tone = BackupOutcome::Tone;
    const bool good = outcome->tone == Tone::Good;
    const bool bad = outcome->tone == Tone::Bad;
    m_outcome->setContent(good ? Banner::Tone::Success
            : bad              ? Banner::Tone::Danger
                               : Banner::Tone::Info,
        good      ? QStringLiteral("check")
            : bad ? QStringLiteral("error")
                  : QStringLiteral("info"),
        outcome->text);
    m_outcome->clearButtons();
    m_outcome->addButton(
        QStringLiteral("dismiss-outcome"), tr("Close"), this, [this] { m_controller.dismissOutcome(); });
}

void BackupsPage::showDetail()
{
    const auto* row = m_controller.selected();
    const auto* manifest = row ? row->manifest() : nullptr;
    if (!manifest) {
        m_detail->setText(row ? row->broken->error.message.text() : QString());
        return;
    }
    m_detail->setText(QStringLiteral("%1 · %2 %3 · %4 · %5")
                          .arg(manifest->id, manifest->tool, manifest->toolVersion, formatTitle(manifest->format),
                              manifest->holdsSchema() ? tr("with its schema") : tr("without a schema")));
    QStringList weaknesses = manifest->warnings;
    if (!manifest->schemaProblem.isEmpty())
        weaknesses.append(tr("Its schema was not kept: %1").arg(manifest->schemaProblem));
    m_detail->setToolTip(weaknesses.join(QLatin1Char('\n')));
}

void BackupsPage::followSelection()
{
    const Item& item = m_services.selection.current();
    const int row = item.kind == ItemKind::Backup ? m_controller.model().rowOf(item.id) : -1;
    if (row >= 0)
        m_table->selectRow(m_proxy->mapFromSource(m_controller.model().index(row, 0)).row());
    else // with no current row, a click on any of them is a change
        m_table->selectionModel()->clear();
}

void BackupsPage::startSearch()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void BackupsPage::activated() { m_services.backups.refresh(); }

} // namespace espalier::ui
