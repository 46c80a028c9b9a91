#include "settings/settings_page.h"

#include "models/shortcuts_model.h"
#include "shell/prompter.h"
#include "shell/settings.h"
#include "style/espalier_style.h"
#include "style/theme.h"
#include "style/type.h"
#include "translations/translations.h"
#include "widgets/page_header.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

QLabel* sectionTitle(const QString& text)
{
    auto* label = new QLabel(text);
    label->setFont(boldFont());
    return label;
}

QString languageTitle(const QString& code)
{
    const QLocale locale(code);
    return locale.nativeLanguageName();
}

/// Fields of all sections begin at one edge.
void alignFields(std::initializer_list<QFormLayout*> forms)
{
    QList<QWidget*> labels;
    int widest = 0;
    for (const auto* form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            if (auto* item = form->itemAt(row, QFormLayout::LabelRole); item && item->widget()) {
                labels.append(item->widget());
                widest = qMax(widest, item->widget()->sizeHint().width());
            }
        }
    }
    for (auto* label : std::as_const(labels))
        label->setMinimumWidth(widest);
}

} // namespace

SettingsPage::SettingsPage(Services& services)
    : m_services(services)
{
    auto* content = new QWidget;
    content->setMaximumWidth(760);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(24, 20, 24, 24);
    column->setSpacing(12);
    column->addWidget(sectionTitle(tr("Look")));
    auto* look = new QFormLayout;
    addLook(look);
    column->addLayout(look);
    column->addSpacing(12);
    column->addWidget(sectionTitle(tr("Places")));
    auto* places = new QFormLayout;
    addPlaces(places);
    alignFields({ look, places });
    column->addLayout(places);
    column->addSpacing(12);
    column->addWidget(sectionTitle(tr("Shortcuts")));
    column->addWidget(makeShortcuts(), 1);
    auto* scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Settings"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    scroll->setAlignment(Qt::AlignHCenter);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(new PageHeader(tr("Settings")));
    all->addWidget(scroll, 1);
}

void SettingsPage::addLook(QFormLayout* form)
{
    auto* theme = new QComboBox;
    theme->setObjectName(QStringLiteral("theme"));
    theme->addItem(tr("As the desktop"), themeChoiceName(ThemeChoice::Auto));
    theme->addItem(tr("Light"), themeChoiceName(ThemeChoice::Light));
    theme->addItem(tr("Dark"), themeChoiceName(ThemeChoice::Dark));
    theme->setCurrentIndex(theme->findData(themeChoiceName(m_services.theme.choice())));
    connect(theme, &QComboBox::currentIndexChanged, this,
        [this, theme] { m_services.settings.set(setting::theme, theme->currentData().toString()); });
    form->addRow(tr("Theme"), theme);

    auto* language = new QComboBox;
    language->setObjectName(QStringLiteral("language"));
    language->addItem(tr("As the desktop"), QString());
    for (const auto& code : translations::available())
        language->addItem(languageTitle(code), code);
    language->setCurrentIndex(qMax(0, language->findData(m_services.settings.get(setting::language))));
    language->setToolTip(tr("Takes effect at the next start"));
    connect(language, &QComboBox::currentIndexChanged, this,
        [this, language] { m_services.settings.set(setting::language, language->currentData().toString()); });
    form->addRow(tr("Language"), language);

    auto* animations = new QCheckBox(tr("Move things smoothly"));
    animations->setObjectName(QStringLiteral("animations"));
    animations->setChecked(m_services.settings.get(setting::animations));
    connect(
        animations, &QCheckBox::toggled, this, [this](bool on) { m_services.settings.set(setting::animations, on); });
    form->addRow(QString(), animations);
}

void SettingsPage::addPlaces(QFormLayout* form)
{
    auto* backups = new QLineEdit(m_services.settings.get(setting::backupFolder));
    backups->setObjectName(QStringLiteral("backup-folder"));
    backups->setAccessibleName(tr("Folder for Backups"));
    backups->setPlaceholderText(tr("In your data folder"));
    connect(backups, &QLineEdit::editingFinished, this,
        [this, backups] { m_services.settings.set(setting::backupFolder, backups->text().trimmed()); });
    auto* choose = new QPushButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, [this, backups] {
        m_services.prompter.chooseFolder(QStringLiteral("settings.backup-folder"), tr("Folder for Backups"),
            backups->text(), backups, [this, backups](const QString& folder) {
                if (folder.isEmpty())
                    return;
                backups->setText(folder);
                m_services.settings.set(setting::backupFolder, folder);
            });
    });
    auto* row = new QHBoxLayout;
    row->addWidget(backups, 1);
    row->addWidget(choose);
    form->addRow(tr("Backups"), row);
}

QWidget* SettingsPage::makeShortcuts()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("shortcut-filter"));
    m_filter->setPlaceholderText(tr("Search actions"));
    m_filter->setAccessibleName(tr("Search actions"));
    m_filter->setClearButtonEnabled(true);
    auto* proxy = new QSortFilterProxyModel(box);
    proxy->setSourceModel(new ShortcutsModel(m_services.actions, proxy));
    proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy->setFilterKeyColumn(-1);
    connect(m_filter, &QLineEdit::textChanged, proxy, &QSortFilterProxyModel::setFilterFixedString);
    auto* table = new QTableView;
    table->setObjectName(QStringLiteral("shortcuts"));
    table->setAccessibleName(tr("Shortcuts"));
    table->setModel(proxy);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->setMinimumHeight(360);
    column->addWidget(m_filter);
    column->addWidget(table, 1);
    return box;
}

void SettingsPage::startSearch()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

} // namespace espalier::ui
