#pragma once

#include "shell/dialog_prompter.h"

#include <QHash>
#include <QTest>

namespace espalier::test {

/// Questions appear as the real dialogs, for the test to click. Only the desktop's file choosers are answered
/// beforehand, by their id; one that nobody prepared fails the test.
class ClickedPrompter final : public ui::Prompter {
public:
    void setWindow(QWidget* window) { m_dialogs.setWindow(window); }
    void onFile(const QString& id, const QString& path) { m_files.insert(id, path); }

    void confirm(const ui::Question& question, QObject* receiver, std::function<void(ui::Answer)> done) override
    {
        m_dialogs.confirm(question, receiver, std::move(done));
    }
    void choose(const ui::Choice& choice, QObject* receiver, std::function<void(int)> done) override
    {
        m_dialogs.choose(choice, receiver, std::move(done));
    }
    void askText(const ui::TextQuestion& question, QObject* receiver, std::function<void(QString)> done) override
    {
        m_dialogs.askText(question, receiver, std::move(done));
    }
    void showError(const core::Error& error) override { m_dialogs.showError(error); }
    void chooseFolder(
        const QString& id, const QString&, const QString&, QObject*, std::function<void(QString)> done) override
    {
        answer(id, done);
    }
    void chooseFile(
        const QString& id, const QString&, const QString&, QObject*, std::function<void(QString)> done) override
    {
        answer(id, done);
    }
    void chooseNewFile(
        const QString& id, const QString&, const QString&, QObject*, std::function<void(QString)> done) override
    {
        answer(id, done);
    }

private:
    void answer(const QString& id, const std::function<void(QString)>& done)
    {
        if (!m_files.contains(id))
            QTest::qFail(qPrintable(QStringLiteral("asked for a file: ") + id), __FILE__, __LINE__);
        done(m_files.value(id));
    }

    ui::DialogPrompter m_dialogs;
    QHash<QString, QString> m_files;
};

} // namespace espalier::test
