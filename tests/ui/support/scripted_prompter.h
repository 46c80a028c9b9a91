#pragma once

#include "shell/prompter.h"

#include <QHash>
#include <QTest>

namespace espalier::test {

/// Answers that a test loads beforehand, by the question's id. What was asked is kept for looking at; a question that
/// nobody prepared fails the test.
class ScriptedPrompter final : public ui::Prompter {
public:
    void onConfirm(const QString& id, ui::Answer answer) { m_confirms.insert(id, answer); }
    void onChoose(const QString& id, int option) { m_choices.insert(id, option); }
    /// For folders, files and lines of text.
    void onText(const QString& id, const QString& answer) { m_texts.insert(id, answer); }

    const QList<ui::Question>& questions() const { return m_questions; }
    const QList<ui::Choice>& choices() const { return m_asked; }
    const QList<ui::TextQuestion>& askedTexts() const { return m_askedTexts; }
    const QList<core::Error>& errors() const { return m_errors; }
    bool wasAsked(const QString& id) const
    {
        return std::any_of(m_questions.begin(), m_questions.end(), [&](const auto& q) { return q.id == id; });
    }

    void confirm(const ui::Question& question, QObject*, std::function<void(ui::Answer)> done) override
    {
        m_questions.append(question);
        if (!m_confirms.contains(question.id))
            return unexpected(question.id + QLatin1Char(' ') + question.text);
        done(m_confirms.value(question.id));
    }
    void choose(const ui::Choice& choice, QObject*, std::function<void(int)> done) override
    {
        m_asked.append(choice);
        if (!m_choices.contains(choice.id))
            return unexpected(choice.id);
        done(m_choices.value(choice.id));
    }
    void chooseFolder(
        const QString& id, const QString&, const QString&, QObject*, std::function<void(QString)> done) override
    {
        text(id, done);
    }
    void chooseFile(
        const QString& id, const QString&, const QString&, QObject*, std::function<void(QString)> done) override
    {
        text(id, done);
    }
    void chooseNewFile(
        const QString& id, const QString&, const QString&, QObject*, std::function<void(QString)> done) override
    {
        text(id, done);
    }
    void askText(const ui::TextQuestion& question, QObject*, std::function<void(QString)> done) override
    {
        m_askedTexts.append(question);
        text(question.id, done);
    }
    void showError(const core::Error& error) override
    {
        if (!error.isCancelled())
            m_errors.append(error);
    }

private:
    void text(const QString& id, const std::function<void(QString)>& done)
    {
        if (!m_texts.contains(id))
            return unexpected(id);
        done(m_texts.value(id));
    }
    void unexpected(const QString& what)
    {
        QTest::qFail(qPrintable(QStringLiteral("asked: ") + what), __FILE__, __LINE__);
    }

    QHash<QString, ui::Answer> m_confirms;
    QHash<QString, int> m_choices;
    QHash<QString, QString> m_texts;
    QList<ui::Question> m_questions;
    QList<ui::Choice> m_asked;
    QList<ui::TextQuestion> m_askedTexts;
    QList<core::Error> m_errors;
};

} // namespace espalier::test
