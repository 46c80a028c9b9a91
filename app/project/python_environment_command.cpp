#include "project/python_environment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::project {

namespace {

/// Splits like POSIX sh splits a simple command (XCU 2.2, 2.3), without any expansion.
class WordSplitter {
public:
    explicit WordSplitter(const QString& text)
        : m_text(text)
    { }

    core::Result<QStringList> split()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            core::Result<void> taken;
            if (c.isSpace())
                endWord();
            else if (c == QLatin1Char('\''))
                taken = singleQuoted();
            else if (c == QLatin1Char('"'))
                taken = doubleQuoted();
            else if (c == QLatin1Char('\\'))
                taken = escaped();
            else
                taken = plain(c);
            if (!taken)
                return tl::unexpected(taken.error());
            ++m_at;
        }
        endWord();
        return m_words;
    }

private:
    void endWord()
    {
        if (m_inWord)
            m_words += m_word;
        m_word.clear();
        m_inWord = false;
    }

    void add(const QString& text)
    {
        m_word += text;
        m_inWord = true;
    }

    core::Result<void> singleQuoted()
    {
        const qsizetype end = m_text.indexOf(QLatin1Char('\''), m_at + 1);
        if (end < 0)
            return unfinished();
        add(m_text.mid(m_at + 1, end - m_at - 1));
        m_at = end;
        return {};
    }

    core::Result<void> doubleQuoted()
    {
        add({});
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == QLatin1Char('"'))
                return {};
            if (c == QLatin1Char('$') || c == QLatin1Char('`'))
                return needsShell(c);
            const bool escape = c == QLatin1Char('\\') && m_at + 1 < m_text.size()
                && QStringLiteral("$`\"\\").contains(m_text[m_at + 1]);
            add(m_text[escape ? ++m_at : m_at]);
        }
        return unfinished();
    }

    core::Result<void> escaped()
    {
        if (m_at + 1 >= m_text.size())
            return unfinished();
        add(m_text[++m_at]);
        return {};
    }

    core::Result<void> plain(QChar c)
    {
        if (QStringLiteral("$`|&;<>()*?[\n").contains(c) || (c == QLatin1Char('#') && !m_inWord))
            return needsShell(c);
        if (c == QLatin1Char('~') && !m_inWord) {
            if (m_at + 1 < m_text.size() && m_text[m_at + 1] != QLatin1Char('/') && !m_text[m_at + 1].isSpace())
                return needsShell(c);
            add(QDir::homePath());
            return {};
        }
        add(c);
        return {};
    }

    static core::Result<void> unfinished()
    {
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages", "The command has a quote or backslash without its end."));
    }

    static core::Result<void> needsShell(QChar c)
    {
        return core::fail(core::ErrorCode::InvalidArgument,
            QT_TRANSLATE_NOOP("Messages",
                "The command is started without a shell, so %1 would mean nothing: quote it, or put it into a script."),
            { QString(c) });
    }

    QString m_text;
    qsizetype m_at = 0;
    QString m_word;
    bool m_inWord = false;
    QStringList m_words;
};

bool isInterpreter(const QString& word)
{
    static const QRegularExpression name(QStringLiteral("^(python|pypy)[0-9.]*(\\.exe)?$"));
    return name.match(QFileInfo(word).fileName()).hasMatch();
}

} // namespace

core::Result<QStringList> splitCommand(const QString& text) { return WordSplitter(text).split(); }

core::Result<PythonEnvironment> environmentFromCommand(const QString& text, const QString& projectFolder)
{
    auto words = splitCommand(text);
    if (!words)
        return tl::unexpected(words.error());
    if (words->isEmpty())
        return core::fail(
            core::ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("Messages", "The command for Python is empty."));
    PythonEnvironment environment;
    environment.kind = EnvironmentKind::Command;
    environment.reason = { QT_TRANSLATE_NOOP("Messages", "The command that was given."), {} };
    environment.isInsideProject = true; // whatever it starts was not looked at
    environment.workingFolder = projectFolder;
    const QDir base(projectFolder.isEmpty() ? QDir::currentPath() : projectFolder);
    const QString interpreter = base.absoluteFilePath(words->first()) + QStringLiteral("/bin/python");
    if (words->size() == 1 && QFileInfo(interpreter).isExecutable()) {
        environment.folder = base.absoluteFilePath(words->first());
        words = QStringList{ interpreter };
    } else if (std::none_of(words->begin(), words->end(), isInterpreter)) {
        words->append(QStringLiteral("python"));
    }
    environment.command = *words;
    return environment;
}

} // namespace espalier::project
