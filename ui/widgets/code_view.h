#pragma once

#include <QWidget>

class QsciScintilla;

namespace espalier::ui {

/// Python, read only, in the theme's own colours.
class CodeView : public QWidget {
    Q_OBJECT
public:
    explicit CodeView(QWidget* parent = nullptr);
    void setCode(const QString& text);
    QString code() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyColors();
    void applyLexerColors();

    QsciScintilla* m_editor; // its headers need keywords that are switched off elsewhere
};

} // namespace espalier::ui
