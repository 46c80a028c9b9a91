#pragma once

#include <QHash>
#include <QWidget>

class QsciScintilla;

namespace espalier::ui {

/// Python or SQL, read only, in the theme's own colours.
class CodeView : public QWidget {
    Q_OBJECT
public:
    enum class Language { Python, Sql };

    explicit CodeView(Language language = Language::Python, QWidget* parent = nullptr);
    void setCode(const QString& text);
    /// Lines, counted from 1, on a ground that says what became of them.
    enum class LineMark { Added, Removed };
    void setMarks(const QHash<int, LineMark>& marks);
    QString code() const;
    /// Selects a line, counted from 1, and brings it into sight with what stands around it.
    void showLine(int line);
    /// The line with the caret, counted from 1.
    int currentLine() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColors();
    void applyLexerColors();
    void applyPythonColors();
    void applySqlColors();

    Language m_language;
    QsciScintilla* m_editor; // its headers need keywords that are switched off elsewhere
    int m_line = 1;
};

} // namespace espalier::ui
