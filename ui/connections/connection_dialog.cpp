#include "connections/connection_dialog.h"

#include "connections/connections_controller.h"
#include "dialects/dialect.h"
#include "shell/prompter.h"
#include "style/espalier_style.h"
#include "style/icon.h"
#include "widgets/banner.h"
#include "widgets/error_panel.h"
#include "widgets/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

namespace espalier::ui {
namespace {

QLabel* hint(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::Dark);
    return label;
}

QComboBox* choice(const char* name, const QString& label)
{
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    return box;
}

template <typename T> T chosen(const QComboBox* box) { return static_cast<T>(box->currentData().toInt()); }

template <typename T> void setChosen(QComboBox* box, T value)
{
    box->setCurrentIndex(box->findData(static_cast<int>(value)));
}

} // namespace

ConnectionDialog::ConnectionDialog(ConnectionsController& connections, ConnectionEditor& editor, Prompter& prompter,
    const QString& projectFolder, QWidget* parent)
    : DialogFrame(tr("Connect to a Database"), tr("Connect"), parent)
    , m_connections(connections)
    , m_editor(editor)
    , m_prompter(prompter)
    , m_projectFolder(projectFolder)
{
    setObjectName(QStringLiteral("connection-dialog"));
    auto* across = new QHBoxLayout;
    across->setSpacing(16);
    across->addWidget(makeList());
    across->addWidget(makeForm(), 1);
    body()->addLayout(across, 1);
    m_test = new QPushButton(tr("Test"));
    m_test->setObjectName(QStringLiteral("test"));
    m_test->setAutoDefault(false);
    addFootWidget(m_test);
    connect(m_test, &QPushButton::clicked, this, [this] {
        if (m_editor.testState() == ConnectionEditor::TestState::Running)
            m_editor.cancelTest();
        else
            m_editor.test();
    });
    connect(&m_editor, &ConnectionEditor::changed, this, &ConnectionDialog::showForm);
    connect(&m_editor, &ConnectionEditor::testChanged, this, &ConnectionDialog::showTest);
    connect(&m_connections, &ConnectionsController::changed, this, &ConnectionDialog::fillList);
    disconnect(acceptButton(), nullptr, this, nullptr);
    connect(acceptButton(), &QPushButton::clicked, this, &ConnectionDialog::acceptForm);
    fillList();
    showForm();
    showTest();
    m_url->setFocus();
    resize(900, 680);
}

QWidget* ConnectionDialog::makeList()
{
    auto* box = new QWidget;
    box->setFixedWidth(248);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("connections"));
    m_list->setAccessibleName(tr("Known connections"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_forget = new QPushButton(tr("Forget"));
    m_forget->setObjectName(QStringLiteral("forget"));
    m_forget->setAutoDefault(false);
    column->addWidget(m_list, 1);
    column->addWidget(m_forget);
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectionDialog::chooseListed);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &ConnectionDialog::acceptForm);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        const int row = m_list->currentRow() - 1;
        if (row >= 0 && row < m_connections.saved().size())
            m_connections.forget(m_connections.saved()[row].id);
    });
    return box;
}

QWidget* ConnectionDialog::makeForm()
{
    auto* content = new QWidget;
    m_form = new QFormLayout(content);
    m_form->setContentsMargins(0, 0, 12, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_url = new QLineEdit;
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setPlaceholderText(tr("postgresql://user@host/database, sqlite:///file.db, host=… dbname=…"));
    m_url->setAccessibleName(tr("URL"));
    m_urlTrouble = hint("url-trouble");
    m_urlTrouble->hide();
    connect(m_url, &QLineEdit::textEdited, this, &ConnectionDialog::paste);
    m_form->addRow(tr("Paste a URL"), m_url);
    m_form->addRow(QString(), m_urlTrouble);
    addAddressRows(m_form);
    addPasswordRows(m_form);
    addTlsRows(m_form);
    addTagRows(m_form);
    m_good = new Banner;
    m_good->setObjectName(QStringLiteral("test-good"));
    m_bad = new ErrorPanel;
    m_form->addRow(m_good);
    m_form->addRow(m_bad);
    auto* scroll = new QScrollArea;
    scroll->setAccessibleName(windowTitle());
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

QLineEdit* ConnectionDialog::field(const char* name, const QString& label, QString ConnectionForm::*member)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    m_fields.append({ edit, member });
    connect(edit, &QLineEdit::textEdited, this, [this, member](const QString& text) {
        ConnectionForm form = m_editor.form();
        form.*member = text;
        m_editor.setForm(form);
    });
    return edit;
}

QWidget* ConnectionDialog::fileRow(QLineEdit* edit, const QString& title)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto* button = new QPushButton(tr("Choose…"));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, edit, title] {
        m_prompter.chooseFile(QStringLiteral("connection.file"), title,
            edit->text().isEmpty() ? m_projectFolder : edit->text(), edit, [edit](const QString& file) {
                if (file.isEmpty())
                    return;
                edit->setText(file);
                Q_EMIT edit->textEdited(file);
            });
    });
    row->addWidget(edit, 1);
    row->addWidget(button);
    return box;
}

void ConnectionDialog::addAddressRows(QFormLayout* form)
{
    m_dialect = choice("dialect", tr("Kind"));
    for (const auto* dialect : dialects::allDialects())
        m_dialect->addItem(dialect->displayName(), dialect->id());
    connect(m_dialect, &QComboBox::activated, this, [this] {
        ConnectionForm changed = m_editor.form();
        changed.dialect = m_dialect->currentData().toString();
        m_editor.setForm(changed);
    });
    form->addRow(tr("Kind"), m_dialect);
    auto* host = field("host", tr("Host"), &ConnectionForm::host);
    host->setPlaceholderText(tr("localhost, or the folder of a socket"));
    auto* port = field("port", tr("Port"), &ConnectionForm::port);
    port->setValidator(new QIntValidator(1, 65535, port));
    port->setFixedWidth(96);
    auto* place = new QWidget;
    auto* row = new QHBoxLayout(place);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(host, 1);
    row->addWidget(port);
    form->addRow(tr("Host and port"), place);
    m_database = field("database", tr("Database"), &ConnectionForm::database);
    m_databaseRow = fileRow(m_database, tr("Database File"));
    m_chooseFile = m_databaseRow->findChild<QPushButton*>();
    form->addRow(tr("Database"), m_databaseRow);
    auto* user = field("user", tr("User"), &ConnectionForm::user);
    form->addRow(tr("User"), user);
    m_networkOnly = { place, user };
}

void ConnectionDialog::addPasswordRows(QFormLayout* form)
{
    m_password = new QLineEdit;
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    connect(m_password, &QLineEdit::textEdited, this, [this](const QString& text) {
        ConnectionForm changed = m_editor.form();
        changed.password = text;
        changed.hasPassword = !text.isEmpty();
        m_editor.setForm(changed);
    });
    m_secretSource = choice("secret-source", tr("Keep the password"));
    using database::SecretSource;
    m_secretSource->addItem(tr("Until the window closes"), static_cast<int>(SecretSource::Session));
    m_secretSource->addItem(tr("In the keychain"), static_cast<int>(SecretSource::Keychain));
    m_secretSource->addItem(tr("From the environment"), static_cast<int>(SecretSource::Environment));
    m_secretSource->addItem(tr("From the password file"), static_cast<int>(SecretSource::PasswordFile));
    m_secretSource->addItem(tr("There is none"), static_cast<int>(SecretSource::None));
    connect(m_secretSource, &QComboBox::activated, this, [this] {
        ConnectionForm changed = m_editor.form();
        changed.secretSource = chosen<SecretSource>(m_secretSource);
        m_editor.setForm(changed);
    });
    m_secretText = hint("secret-text");
    form->addRow(tr("Password"), m_password);
    form->addRow(tr("Keep it"), m_secretSource);
    form->addRow(QString(), m_secretText);
    m_networkOnly += { m_password, m_secretSource, m_secretText };
}

void ConnectionDialog::addTlsRows(QFormLayout* form)
{
    m_tls = choice("tls", tr("Encryption"));
    using dialects::TlsMode;
    for (const auto mode : { TlsMode::Default, TlsMode::Disable, TlsMode::Prefer, TlsMode::Require, TlsMode::VerifyCa,
             TlsMode::VerifyFull })
        m_tls->addItem(tlsModeTitle(mode), static_cast<int>(mode));
    connect(m_tls, &QComboBox::activated, this, [this] {
        ConnectionForm changed = m_editor.form();
        changed.tls = chosen<TlsMode>(m_tls);
        m_editor.setForm(changed);
    });
    m_tlsText = hint("tls-text");
    m_rootRow = fileRow(field("root-certificate", tr("Authority's certificate"), &ConnectionForm::rootCertificate),
        tr("Authority's Certificate"));
    form->addRow(tr("Encryption"), m_tls);
    form->addRow(QString(), m_tlsText);
    form->addRow(tr("Authority"), m_rootRow);
    m_networkOnly += { m_tls, m_tlsText, m_rootRow };
}

void ConnectionDialog::addTagRows(QFormLayout* form)
{
    m_environment = choice("environment", tr("Environment"));
    using database::EnvironmentTag;
    for (const auto tag : { EnvironmentTag::Unspecified, EnvironmentTag::Development, EnvironmentTag::Testing,
             EnvironmentTag::Staging, EnvironmentTag::Production })
        m_environment->addItem(environmentTitle(tag), static_cast<int>(tag));
    connect(m_environment, &QComboBox::activated, this, [this] {
        ConnectionForm changed = m_editor.form();
        changed.environment = chosen<EnvironmentTag>(m_environment);
        m_editor.setForm(changed);
    });
    m_environment->setToolTip(tr("Production is marked red everywhere and asks for typed confirmation."));
    auto* name = field("name", tr("Name"), &ConnectionForm::name);
    name->setPlaceholderText(tr("What you call it"));
    form->addRow(tr("Environment"), m_environment);
    form->addRow(tr("Name"), name);
    m_save = new QCheckBox(tr("Save this connection"));
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setChecked(true);
    form->addRow(QString(), m_save);
}

void ConnectionDialog::fillList()
{
    m_filling = true;
    m_list->clear();
    m_list->addItem(new QListWidgetItem(themedIcon(QStringLiteral("plus")), tr("New connection")));
    for (const auto& settings : m_connections.saved()) {
        auto* item = new QListWidgetItem(themedIcon(QStringLiteral("database")), settings.title());
        item->setToolTip(settings.url.display());
        m_list->addItem(item);
    }
    for (const auto& offer : m_connections.found()) {
        auto* item = new QListWidgetItem(themedIcon(QStringLiteral("open-file")),
            QStringLiteral("%1 (%2)").arg(offer.settings.title(), offer.origin));
        item->setToolTip(tr("Named by the project: %1").arg(offer.settings.url.display()));
        m_list->addItem(item);
    }
    for (int row = 0; row < m_list->count(); ++row) // as wide as the list, so that a long name is elided
        m_list->item(row)->setSizeHint(QSize(0, m_list->sizeHintForRow(row)));
    m_list->setCurrentRow(0);
    m_forget->setEnabled(false);
    m_filling = false;
}

void ConnectionDialog::chooseListed(int row)
{
    if (m_filling || row < 0)
        return;
    const auto& saved = m_connections.saved();
    const auto offers = m_connections.found();
    m_forget->setEnabled(row >= 1 && row <= saved.size());
    m_url->clear();
    m_urlTrouble->hide();
    if (row == 0)
        m_editor.startNew();
    else if (row <= saved.size())
        m_editor.edit(saved[row - 1]);
    else if (row - 1 - saved.size() < offers.size())
        m_editor.edit(offers[row - 1 - saved.size()].settings);
}

void ConnectionDialog::paste(const QString& text)
{
    if (text.trimmed().isEmpty())
        return m_urlTrouble->hide();
    const auto pasted = m_editor.pasteUrl(text, m_projectFolder);
    m_urlTrouble->setVisible(!pasted);
    if (!pasted) {
        m_urlTrouble->setText(pasted.error().message.text());
        return;
    }
    // What was pasted is in the fields now; the password must not stay readable here.
    if (m_editor.form().hasPassword)
        m_url->setText(m_editor.shownUrl());
}

void ConnectionDialog::showForm()
{
    const ConnectionForm& form = m_editor.form();
    const bool file = m_editor.isFileBased();
    for (const auto& [edit, member] : std::as_const(m_fields)) {
        if (edit->text() != form.*member)
            edit->setText(form.*member);
    }
    if (m_password->text() != form.password)
        m_password->setText(form.password);
    m_dialect->setCurrentIndex(m_dialect->findData(form.dialect));
    setChosen(m_tls, form.tls);
    setChosen(m_environment, form.environment);
    setChosen(m_secretSource, form.secretSource);
    for (auto* widget : std::as_const(m_networkOnly))
        m_form->setRowVisible(widget, !file);
    if (!file)
        m_form->setRowVisible(
            m_rootRow, form.tls == dialects::TlsMode::VerifyCa || form.tls == dialects::TlsMode::VerifyFull);
    m_chooseFile->setVisible(file);
    if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(m_databaseRow)))
        label->setText(file ? tr("File") : tr("Database"));
    const auto* dialect = dialects::findDialect(form.dialect);
    findChild<QLineEdit*>(QStringLiteral("port"))
        ->setPlaceholderText(
            dialect && dialect->defaultPort() > 0 ? QString::number(dialect->defaultPort()) : QString());
    m_tlsText->setText(m_editor.tlsText());
    m_secretText->setText(m_editor.secretText());
    const QString missing = m_editor.missing();
    for (auto* button : { acceptButton(), m_test }) {
        button->setEnabled(missing.isEmpty());
        button->setToolTip(missing);
    }
}

void ConnectionDialog::showTest()
{
    using State = ConnectionEditor::TestState;
    const State state = m_editor.testState();
    m_test->setText(state == State::Running ? tr("Cancel Test") : tr("Test"));
    m_good->setVisible(state == State::Good);
    if (state == State::Bad)
        m_bad->setError(m_editor.testError());
    else
        m_bad->clear();
    if (state != State::Good)
        return;
    const auto& report = m_editor.report();
    QStringList lines{ tr("%1 answered in %2.").arg(report.product, duration(report.connectMs)) };
    if (report.facts.tls)
        lines.append(tr("Encrypted: %1.").arg(report.facts.tlsDetail));
    for (const auto& note : report.notes)
        lines.append(note.text());
    m_good->setContent(Banner::Tone::Success, QStringLiteral("check"), lines.join(QLatin1Char('\n')));
}

void ConnectionDialog::acceptForm()
{
    if (!m_editor.missing().isEmpty())
        return;
    m_editor.cancelTest();
    m_connections.connectTo(m_editor.settings(), m_editor.secret(), m_save->isChecked());
    accept();
}

} // namespace espalier::ui
