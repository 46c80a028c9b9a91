// QScintilla's headers use the keywords "signals" and "slots", which the rest of the program does without.
#undef QT_NO_KEYWORDS
#include <Qsci/qscilexerpython.h>
#include <Qsci/qscilexersql.h>
#include <Qsci/qsciscintilla.h>

#include "widgets/code_view.h"

#include "style/colors.h"
#include "style/type.h"

#include <algorithm>
#include <QEvent>
#include <QVBoxLayout>

namespace espalier::ui {
namespace {

constexpr int addedMark = 1, removedMark = 2;

/// QScintilla's own list is that of SQL-92, which has no indexes.
class SqlLexer final : public QsciLexerSQL {
public:
    using QsciLexerSQL::QsciLexerSQL;
    const char* keywords(int set) const override
    {
        static const QByteArray own = QByteArray(QsciLexerSQL::keywords(1))
            + " auto_increment bigint boolean bytea comment concurrently conflict datetime enum engine extension "
              "function if include index json jsonb longtext materialized modify owner rename replace returning "
              "schema sequence serial text trigger truncate type using uuid varchar";
        return set == 1 ? own.constData() : QsciLexerSQL::keywords(set);
    }
};

} // namespace

CodeView::CodeView(Language language, QWidget* parent)
    : QWidget(parent)
    , m_language(language)
    , m_editor(new QsciScintilla)
{
    m_editor->setAccessibleName(language == Language::Sql ? tr("SQL") : tr("Script"));
    m_editor->setUtf8(true);
    m_editor->setReadOnly(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setCaretWidth(0);
    m_editor->setTabWidth(4);
    m_editor->setMarginType(0, QsciScintilla::NumberMargin);
    m_editor->setMarginType(1, QsciScintilla::SymbolMarginColor);
    m_editor->setMarginWidth(1, 8);
    m_editor->setMarginMarkerMask(1, 0); // so that marks are drawn behind the text
    for (const int mark : { addedMark, removedMark })
        m_editor->markerDefine(QsciScintilla::Background, mark);
    m_editor->setMarginSensitivity(1, false);
    m_editor->setExtraAscent(2);
    m_editor->setExtraDescent(2);
    m_editor->setWrapMode(QsciScintilla::WrapNone);
    m_editor->setScrollWidth(10);
    m_editor->setScrollWidthTracking(true);
    m_editor->SendScintilla(QsciScintilla::SCI_SETENDATLASTLINE, 1UL);
    // Tab leaves the view rather than being swallowed by it.
    m_editor->SendScintilla(QsciScintilla::SCI_CLEARCMDKEY, static_cast<unsigned long>(QsciScintilla::SCK_TAB));
    if (language == Language::Sql)
        m_editor->setLexer(new SqlLexer(m_editor));
    else
        m_editor->setLexer(new QsciLexerPython(m_editor));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_editor);
    setFocusProxy(m_editor);
    applyColors();
}

void CodeView::setCode(const QString& text)
{
    if (m_editor->text() == text)
        return;
    m_editor->setText(text);
    m_editor->setMarginWidth(0, QStringLiteral("00") + QString::number(m_editor->lines()));
    m_editor->setFirstVisibleLine(0);
    m_line = 1;
}

void CodeView::setMarks(const QHash<int, LineMark>& marks)
{
    m_editor->markerDeleteAll();
    for (auto it = marks.cbegin(); it != marks.cend(); ++it)
        m_editor->markerAdd(it.key() - 1, it.value() == LineMark::Added ? addedMark : removedMark);
}

QString CodeView::code() const { return m_editor->text(); }

void CodeView::showLine(int line)
{
    const int at = std::clamp(line, 1, m_editor->lines()) - 1;
    const auto visible = static_cast<int>(m_editor->SendScintilla(QsciScintilla::SCI_LINESONSCREEN));
    m_editor->setFirstVisibleLine(std::max(0, at - visible / 3));
    m_editor->setSelection(at, 0, at, m_editor->lineLength(at));
    m_editor->SendScintilla(QsciScintilla::SCI_SETXOFFSET, 0UL);
    m_line = at + 1;
}

int CodeView::currentLine() const { return m_line; }

void CodeView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        applyColors();
    QWidget::changeEvent(event);
}

void CodeView::applyLexerColors()
{
    const Colors& colors = colorsOf(palette());
    auto* lexer = m_editor->lexer();
    lexer->setDefaultFont(monoFont());
    lexer->setFont(monoFont());
    lexer->setPaper(colors.surface);
    lexer->setDefaultPaper(colors.surface);
    lexer->setColor(colors.text);
    lexer->setDefaultColor(colors.text);
    if (m_language == Language::Sql)
        applySqlColors();
    else
        applyPythonColors();
}

void CodeView::applyPythonColors()
{
    const Colors& colors = colorsOf(palette());
    auto* python = m_editor->lexer();
    for (const int style : { QsciLexerPython::Comment, QsciLexerPython::CommentBlock })
        python->setColor(colors.comment, style);
    for (const int style : { QsciLexerPython::SingleQuotedString, QsciLexerPython::DoubleQuotedString,
             QsciLexerPython::TripleSingleQuotedString, QsciLexerPython::TripleDoubleQuotedString,
             QsciLexerPython::SingleQuotedFString, QsciLexerPython::DoubleQuotedFString,
             QsciLexerPython::TripleSingleQuotedFString, QsciLexerPython::TripleDoubleQuotedFString,
             QsciLexerPython::UnclosedString })
        python->setColor(colors.string, style);
    python->setColor(colors.keyword, QsciLexerPython::Keyword);
    python->setColor(colors.number, QsciLexerPython::Number);
    for (const int style : { QsciLexerPython::ClassName, QsciLexerPython::FunctionMethodName })
        python->setColor(colors.definition, style);
    python->setColor(colors.decorator, QsciLexerPython::Decorator);
}

void CodeView::applySqlColors()
{
    const Colors& colors = colorsOf(palette());
    auto* sql = m_editor->lexer();
    for (const int style :
        { QsciLexerSQL::Comment, QsciLexerSQL::CommentLine, QsciLexerSQL::CommentDoc, QsciLexerSQL::CommentLineHash })
        sql->setColor(colors.comment, style);
    sql->setColor(colors.string, QsciLexerSQL::SingleQuotedString);
    sql->setColor(colors.keyword, QsciLexerSQL::Keyword);
    sql->setColor(colors.number, QsciLexerSQL::Number);
    for (const int style : { QsciLexerSQL::DoubleQuotedString, QsciLexerSQL::QuotedIdentifier })
        sql->setColor(colors.definition, style);
}

void CodeView::applyColors()
{
    const Colors& colors = colorsOf(palette());
    applyLexerColors();
    m_editor->setColor(colors.text);
    m_editor->setPaper(colors.surface);
    m_editor->setMarkerBackgroundColor(colors.successSoft, addedMark);
    m_editor->setMarkerBackgroundColor(colors.dangerSoft, removedMark);
    m_editor->setMarginsFont(monoFont());
    m_editor->setMarginsBackgroundColor(colors.surface);
    m_editor->setMarginBackgroundColor(1, colors.surface);
    m_editor->setMarginsForegroundColor(blend(colors.surface, colors.muted, 0.7));
    m_editor->setSelectionBackgroundColor(colors.accentSoft);
    m_editor->resetSelectionForegroundColor();
    m_editor->setCaretForegroundColor(colors.text);
}

} // namespace espalier::ui
