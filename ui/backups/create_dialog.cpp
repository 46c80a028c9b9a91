#include "backups/create_dialog.h"

#include "style/espalier_style.h"
#include "widgets/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

QSpinBox* countBox(const char* name, int value)
{
    auto* box = new QSpinBox;
    box->setObjectName(QLatin1String(name));
    box->setRange(0, 9999);
    box->setValue(value);
    return box;
}

} // namespace

CreateBackupDialog::CreateBackupDialog(
    const QString& database, const QList<dialects::DumpFormat>& formats, const QString& folder, QWidget* parent)
    : DialogFrame(tr("Back Up %1").arg(database), tr("Back Up"), parent)
    , m_format(new QComboBox)
    , m_jobs(new QSpinBox)
    , m_count(new QCheckBox(tr("Count every table's rows")))
    , m_note(new QLineEdit)
{
    setObjectName(QStringLiteral("create-backup"));
    m_format->setObjectName(QStringLiteral("format"));
    for (const auto format : formats)
        m_format->addItem(formatTitle(format), static_cast<int>(format));
    m_jobs->setObjectName(QStringLiteral("jobs"));
    m_jobs->setRange(1, 64);
    m_jobs->setValue(qBound(1, QThread::idealThreadCount() / 2, 4));
    m_count->setObjectName(QStringLiteral("count-rows"));
    m_count->setChecked(true);
    m_count->setToolTip(tr("Needed to compare a restore row by row; takes a while on large tables"));
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setPlaceholderText(tr("What it is for"));
    auto* form = new QFormLayout;
    form->addRow(tr("Form"), m_format);
    form->addRow(tr("Parallel jobs"), m_jobs);
    form->addRow(tr("Note"), m_note);
    form->addRow(QString(), m_count);
    const auto showJobs
        = [this, form] { form->setRowVisible(m_jobs, options().format == dialects::DumpFormat::Directory); };
    connect(m_format, &QComboBox::currentIndexChanged, this, showJobs);
    showJobs();
    body()->addLayout(form);
    auto* where = new QLabel(
        tr("It is written under a temporary name in %1, and gets its own name only when it is whole.").arg(folder));
    where->setWordWrap(true);
    where->setForegroundRole(QPalette::Dark);
    body()->addWidget(where);
    setMinimumWidth(520);
}

CreateOptions CreateBackupDialog::options() const
{
    CreateOptions options;
    if (m_format->currentIndex() >= 0)
        options.format = static_cast<dialects::DumpFormat>(m_format->currentData().toInt());
    options.jobs = options.format == dialects::DumpFormat::Directory ? m_jobs->value() : 1;
    options.countRows = m_count->isChecked();
    options.note = m_note->text().trimmed();
    return options;
}

PruneDialog::PruneDialog(const QList<backup::CatalogueEntry>& backups, QWidget* parent)
    : DialogFrame(tr("Prune Old Backups"), tr("Delete"), parent)
    , m_backups(backups)
    , m_last(countBox("keep-last", 5))
    , m_daily(countBox("keep-daily", 7))
    , m_weekly(countBox("keep-weekly", 4))
    , m_preview(new QLabel)
{
    setObjectName(QStringLiteral("prune-backups"));
    setButtonRole(acceptButton(), ButtonRole::Danger);
    addText(tr("Of each database are kept the newest ones, and the newest of each of the last days and weeks. The "
               "newest good one of each database always stays."));
    auto* form = new QFormLayout;
    form->addRow(tr("Newest"), m_last);
    form->addRow(tr("Days"), m_daily);
    form->addRow(tr("Weeks"), m_weekly);
    body()->addLayout(form);
    m_preview->setObjectName(QStringLiteral("prune-preview"));
    m_preview->setWordWrap(true);
    body()->addWidget(m_preview);
    for (auto* box : { m_last, m_daily, m_weekly })
        connect(box, &QSpinBox::valueChanged, this, &PruneDialog::preview);
    preview();
}

backup::PrunePolicy PruneDialog::policy() const
{
    backup::PrunePolicy policy;
    policy.keepLast = m_last->value();
    policy.keepDaily = m_daily->value();
    policy.keepWeekly = m_weekly->value();
    policy.dryRun = false;
    return policy;
}

void PruneDialog::preview()
{
    const auto wanted = policy();
    if (wanted.isEmpty()) {
        m_preview->setText(tr("Without any rule everything would go; that is not done."));
        acceptButton()->setEnabled(false);
        return;
    }
    int gone = 0;
    qint64 bytes = 0;
    QStringList names;
    for (const auto& decision : backup::decidePrune(m_backups, wanted)) {
        if (decision.keep)
            continue;
        ++gone;
        bytes += decision.entry.manifest.bytes();
        if (names.size() < 8)
            names.append(decision.entry.manifest.id);
    }
    acceptButton()->setEnabled(gone > 0);
    m_preview->setText(gone == 0
            ? tr("Nothing would be deleted.")
            : tr("%n backups would be deleted, %1:", nullptr, gone).arg(byteSize(bytes)) + QLatin1Char('\n')
                + names.join(QLatin1Char('\n')) + (gone > names.size() ? QStringLiteral("\n…") : QString()));
}

} // namespace espalier::ui
