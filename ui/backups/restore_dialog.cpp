#include "backups/restore_dialog.h"

#include "plan/steps_model.h"
#include "shell/prompter.h"
#include "style/espalier_style.h"
#include "widgets/banner.h"
#include "widgets/format.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace espalier::ui {

RestoreDialog::RestoreDialog(BackupsController& backups, const backup::CatalogueEntry& entry, const QString& liveName,
    Prompter& prompter, QWidget* parent)
    : DialogFrame(tr("Restore %1").arg(entry.manifest.database.name), tr("Restore"), parent)
    , m_backups(backups)
    , m_entry(entry)
    , m_live(liveName)
    , m_new(new QRadioButton(tr("Into a new database, beside the old one")))
    , m_over(new QRadioButton(tr("Over the old one")))
    , m_target(new QLineEdit(backup::suggestedTarget(entry.manifest)))
    , m_overBox(new QWidget)
    , m_typed(new QLineEdit)
    , m_disconnect(new QCheckBox(tr("Disconnect everybody else first")))
    , m_owners(new QCheckBox(tr("Restore owners and rights")))
    , m_obstacle(new QLabel)
{
    setObjectName(QStringLiteral("restore-dialog"));
    const bool file = !entry.manifest.database.file.isEmpty();
    if (file)
        m_new->setText(tr("Into a new file, beside the old one"));
    m_new->setObjectName(QStringLiteral("restore-new"));
    m_over->setObjectName(QStringLiteral("restore-over"));
    m_target->setObjectName(QStringLiteral("restore-target"));
    m_target->setAccessibleName(tr("Restore into"));
    m_typed->setObjectName(QStringLiteral("typed-confirmation"));
    m_typed->setAccessibleName(tr("Typed confirmation"));
    m_disconnect->setObjectName(QStringLiteral("disconnect-others"));
    m_owners->setObjectName(QStringLiteral("with-owners"));
    m_owners->setChecked(true);
    m_disconnect->setVisible(!file);
    m_owners->setVisible(!file);
    m_new->setChecked(true);
    m_over->setEnabled(!m_live.isEmpty());
    body()->addWidget(makeFacts(entry));
    body()->addWidget(makeTargets());
    if (file) {
        auto* choose = new QPushButton(tr("Choose…"));
        choose->setAutoDefault(false);
        connect(choose, &QPushButton::clicked, this, [this, &prompter] {
            prompter.chooseNewFile(QStringLiteral("restore.target"), tr("Restore Into"), m_target->text(), m_target,
                [this](const QString& chosen) {
                    if (!chosen.isEmpty())
                        m_target->setText(chosen);
                });
        });
        static_cast<QHBoxLayout*>(m_target->parentWidget()->layout())->addWidget(choose);
    }
    m_obstacle->setObjectName(QStringLiteral("restore-obstacle"));
    m_obstacle->setWordWrap(true);
    m_obstacle->setForegroundRole(QPalette::Dark);
    body()->addWidget(m_obstacle);
    connect(m_new, &QRadioButton::toggled, this, &RestoreDialog::refresh);
    connect(m_target, &QLineEdit::textChanged, this, &RestoreDialog::refresh);
    connect(m_typed, &QLineEdit::textChanged, this, &RestoreDialog::refresh);
    setMinimumWidth(600);
    refresh();
}

QWidget* RestoreDialog::makeFacts(const backup::CatalogueEntry& entry)
{
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    const auto add = [form](const QString& title, const QString& text) {
        auto* label = new QLabel(title);
        label->setForegroundRole(QPalette::Dark);
        auto* value = new QLabel(text);
        value->setWordWrap(true);
        form->addRow(label, value);
    };
    const auto& manifest = entry.manifest;
    add(tr("Made"), exactTime(manifest.created));
    add(tr("Revisions"), rowsText(manifest.revisions));
    add(tr("Holds"), tr("%1 tables, %2").arg(number(manifest.tables.size()), byteSize(manifest.bytes())));
    add(tr("Checked"), verifiedText(entry.verified, QDateTime::currentDateTimeUtc()));
    return box;
}

QWidget* RestoreDialog::makeTargets()
{
    auto* box = new QWidget;
    auto* targetRow = new QWidget;
    auto* row = new QHBoxLayout(targetRow);
    row->setContentsMargins(28, 0, 0, 0);
    row->addWidget(m_target, 1);
    auto* overColumn = new QVBoxLayout(m_overBox);
    overColumn->setContentsMargins(28, 0, 0, 0);
    const QString name = QFileInfo(m_live).fileName();
    auto* loss = new Banner;
    loss->setContent(Banner::Tone::Danger, QStringLiteral("warning"),
        tr("All that %1 holds now is replaced by what was backed up. The new content is restored and compared first; "
           "only then does it take the old one's place.")
            .arg(name));
    loss->show();
    auto* label = new QLabel(tr("To go on, type %1").arg(QStringLiteral("<b>%1</b>").arg(name.toHtmlEscaped())));
    overColumn->addWidget(loss);
    overColumn->addWidget(label);
    overColumn->addWidget(m_typed);
    overColumn->addWidget(m_disconnect);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_new);
    column->addWidget(targetRow);
    column->addWidget(m_over);
    column->addWidget(m_overBox);
    column->addWidget(m_owners);
    return box;
}

RestoreOptions RestoreDialog::options() const
{
    RestoreOptions options;
    options.overwrite = m_over->isChecked();
    options.target = options.overwrite ? m_live : m_target->text();
    options.typed = m_typed->text();
    options.disconnectOthers = options.overwrite && m_disconnect->isChecked();
    options.withOwners = m_owners->isChecked();
    return options;
}

void RestoreDialog::refresh()
{
    const bool over = m_over->isChecked();
    m_overBox->setVisible(over);
    m_target->setEnabled(!over);
    setButtonRole(acceptButton(), over ? ButtonRole::Danger : ButtonRole::Primary);
    const QString obstacle = m_backups.restoreObstacle(m_entry.manifest.id, options());
    m_obstacle->setText(obstacle);
    acceptButton()->setEnabled(obstacle.isEmpty());
    adjustSize();
}

} // namespace espalier::ui
