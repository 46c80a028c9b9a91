#include "shell/dialog_prompter.h"

#include "style/espalier_style.h"
#include "style/type.h"
#include "widgets/dialog_frame.h"
#include "widgets/error_panel.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

/// Calls `done` with what `answer` makes of the dialog's outcome, unless the receiver is gone.
template <typename T>
void finishInto(QDialog* dialog, QObject* receiver, std::function<void(T)> done, std::function<T(bool)> answer)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, receiver,
        [done, answer](int result) { done(answer(result == QDialog::Accepted)); });
    dialog->open();
}

void addTypedConfirmation(DialogFrame* dialog, const QString& wanted)
{
    auto* label
        = new QLabel(DialogFrame::tr("To go on, type %1").arg(QStringLiteral("<b>%1</b>").arg(wanted.toHtmlEscaped())));
    auto* field = new QLineEdit;
    field->setObjectName(QStringLiteral("typed-confirmation"));
    field->setAccessibleName(DialogFrame::tr("Typed confirmation"));
    label->setBuddy(field);
    dialog->body()->addSpacing(4);
    dialog->body()->addWidget(label);
    dialog->body()->addWidget(field);
    dialog->acceptButton()->setEnabled(false);
    QObject::connect(field, &QLineEdit::textChanged, dialog,
        [dialog, wanted](const QString& text) { dialog->acceptButton()->setEnabled(text == wanted); });
    field->setFocus();
}

void finishFileDialog(QFileDialog* dialog, QObject* receiver, std::function<void(QString)> done)
{
    finishInto<QString>(dialog, receiver, std::move(done), [dialog](bool accepted) {
        const QStringList files = dialog->selectedFiles();
        return accepted && !files.isEmpty() ? files.first() : QString();
    });
}

} // namespace

void DialogPrompter::confirm(const Question& question, QObject* receiver, std::function<void(Answer)> done)
{
    auto* dialog = new DialogFrame(question.title, question.accept, m_window);
    dialog->setObjectName(question.id);
    dialog->addText(question.text);
    if (!question.points.isEmpty())
        dialog->addPoints(question.points);
    if (question.destructive)
        setButtonRole(dialog->acceptButton(), ButtonRole::Danger);
    QCheckBox* box = nullptr;
    if (!question.checkBox.isEmpty()) {
        box = new QCheckBox(question.checkBox);
        box->setObjectName(QStringLiteral("option"));
        box->setChecked(question.checked);
        dialog->body()->addWidget(box);
    }
    if (!question.mustType.isEmpty())
        addTypedConfirmation(dialog, question.mustType);
    else if (question.destructive)
        dialog->cancelButton()->setDefault(true);
    finishInto<Answer>(dialog, receiver, std::move(done), [box](bool accepted) {
        return Answer{ accepted, box && box->isChecked() };
    });
}

void DialogPrompter::choose(const Choice& choice, QObject* receiver, std::function<void(int)> done)
{
    auto* dialog = new DialogFrame(choice.title, QObject::tr("Choose"), m_window);
    dialog->setObjectName(choice.id);
    if (!choice.text.isEmpty())
        dialog->addText(choice.text);
    auto* list = new QListWidget;
    list->setObjectName(QStringLiteral("options"));
    list->setAccessibleName(choice.title);
    for (qsizetype at = 0; at < choice.options.size(); ++at) {
        const QString detail = choice.details.value(at);
        list->addItem(detail.isEmpty() ? choice.options[at] : choice.options[at] + QLatin1Char('\n') + detail);
    }
    list->setCurrentRow(choice.preferred);
    list->setMinimumSize(460, 180);
    dialog->body()->addWidget(list, 1);
    QObject::connect(list, &QListWidget::itemActivated, dialog, &QDialog::accept);
    list->setFocus();
    finishInto<int>(
        dialog, receiver, std::move(done), [list](bool accepted) { return accepted ? list->currentRow() : -1; });
}

void DialogPrompter::chooseFolder(
    const QString& id, const QString& title, const QString& start, QObject* receiver, std::function<void(QString)> done)
{
    auto* dialog = new QFileDialog(m_window, title, start);
    dialog->setObjectName(id);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    finishFileDialog(dialog, receiver, std::move(done));
}

void DialogPrompter::chooseFile(
    const QString& id, const QString& title, const QString& start, QObject* receiver, std::function<void(QString)> done)
{
    auto* dialog = new QFileDialog(m_window, title, start);
    dialog->setObjectName(id);
    dialog->setFileMode(QFileDialog::ExistingFile);
    finishFileDialog(dialog, receiver, std::move(done));
}

void DialogPrompter::chooseNewFile(
    const QString& id, const QString& title, const QString& start, QObject* receiver, std::function<void(QString)> done)
{
    auto* dialog = new QFileDialog(m_window, title, start);
    dialog->setObjectName(id);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    if (const QString suffix = QFileInfo(start).suffix(); !suffix.isEmpty()) {
        dialog->setNameFilters(
            { QObject::tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix), QObject::tr("All files (*)") });
        dialog->setDefaultSuffix(suffix);
    }
    finishFileDialog(dialog, receiver, std::move(done));
}

void DialogPrompter::askText(const TextQuestion& question, QObject* receiver, std::function<void(QString)> done)
{
    auto* dialog = new DialogFrame(question.title, QObject::tr("OK"), m_window);
    dialog->setObjectName(question.id);
    auto* text = new QLabel(question.label);
    auto* field = new QLineEdit(question.start);
    field->setObjectName(QStringLiteral("answer"));
    field->setEchoMode(question.isSecret ? QLineEdit::Password : QLineEdit::Normal);
    field->setAccessibleName(question.label);
    field->setMinimumWidth(320);
    field->selectAll();
    if (!question.known.isEmpty()) {
        auto* completer = new QCompleter(question.known, field);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        field->setCompleter(completer);
    }
    text->setBuddy(field);
    dialog->body()->addWidget(text);
    dialog->body()->addWidget(field);
    field->setFocus();
    finishInto<QString>(
        dialog, receiver, std::move(done), [field](bool accepted) { return accepted ? field->text() : QString(); });
}

void DialogPrompter::showError(const core::Error& error)
{
    if (error.isCancelled())
        return;
    auto* dialog = new DialogFrame(DialogFrame::tr("That Didn't Work"), DialogFrame::tr("Close"), m_window);
    dialog->setObjectName(QStringLiteral("error-dialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->cancelButton()->hide();
    auto* panel = new ErrorPanel;
    panel->setError(error);
    dialog->body()->addWidget(panel);
    dialog->setMinimumWidth(560);
    dialog->open();
}

} // namespace espalier::ui
