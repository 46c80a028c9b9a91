#pragma once

#include "shell/prompter.h"

#include <QPointer>
#include <QWidget>

namespace espalier::ui {

/// Asks in window-modal dialogs that are opened, never exec()uted.
class DialogPrompter final : public Prompter {
public:
    void setWindow(QWidget* window) { m_window = window; }

    void confirm(const Question& question, QObject* receiver, std::function<void(Answer)> done) override;
    void choose(const Choice& choice, QObject* receiver, std::function<void(int)> done) override;
    void chooseFolder(const QString& id, const QString& title, const QString& start, QObject* receiver,
        std::function<void(QString)> done) override;
    void chooseFile(const QString& id, const QString& title, const QString& start, QObject* receiver,
        std::function<void(QString)> done) override;
    void chooseNewFile(const QString& id, const QString& title, const QString& start, QObject* receiver,
        std::function<void(QString)> done) override;
    void askText(const TextQuestion& question, QObject* receiver, std::function<void(QString)> done) override;
    void showError(const core::Error& error) override;

private:
    QPointer<QWidget> m_window;
};

} // namespace espalier::ui
