// A syntax tree of every script costs most of a second per ten megabytes, and nearly all scripts have the header that
// Alembic's template gave them. So this looks at tokens only: it goes from one module-level statement to the next, past
// strings, comments, brackets and indented blocks, and reads the docstring and plain assignments to the four names.
//
// The rule that keeps it honest: it says isComplete only where nothing else can bind one of the names. Any other
// module-level statement that mentions one of them (as any part of a word, even within a string), an `import *` and
// __getattr__ anywhere make it give up; so does, where a module-level statement may call a function of the module,
// any of the few ways in which code reaches module names from afar (`global`, exec(), setattr(), …), wherever it
// stands. The caller then evaluates the script's syntax tree. Giving up too often costs time; it never costs truth.
#include "revisions/header_scanner.h"

#include "python/string_literal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace espalier::revisions {

namespace {

bool isWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0; }
bool isWordPart(char c) { return isWordStart(c) || (c >= '0' && c <= '9'); }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

constexpr std::array<bool, 256> makeStops()
{
    std::array<bool, 256> stops{};
    for (const char c : { '\n', '#', '\'', '"', '(', ')', '[', ']', '{', '}', '\\' })
        stops[static_cast<unsigned char>(c)] = true;
    return stops;
}
constexpr std::array<bool, 256> stops = makeStops();

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// Ways to bind a module's name other than by a statement that mentions it at module level.
bool reachesModuleNames(std::string_view text)
{
    static constexpr std::string_view ways[]
        = { "global", "exec(", "eval(", "setattr(", "__dict__", "vars(", "locals(", "sys.modules" };
    return std::any_of(std::begin(ways), std::end(ways), [&](std::string_view way) { return contains(text, way); });
}

bool mentionsHeader(std::string_view text)
{
    static constexpr std::string_view words[] = { "revision", "depends_on", "branch_labels", "grade", "__doc__" };
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return contains(text, word); });
}

class HeaderScanner {
public:
    HeaderScanner(const QByteArray& text, bool isBeginning)
        : m_text(text.constData(), static_cast<size_t>(text.size()))
        , m_isBeginning(isBeginning)
    { }

    ScannedHeader run()
    {
        const bool isRead = readModule() || (m_isBeginning && atEnd());
        const bool mayBeBoundFromAfar = contains(m_text, "__getattr__") || (m_runsCode && reachesModuleNames(m_text));
        m_header.isComplete
            = isRead && !mayBeBoundFromAfar && m_header.revision.line != 0 && m_header.downRevision.line != 0;
        m_header.hasUpgrade = m_header.hasUpgrade || m_isBeginning;
        m_header.hasDowngrade = m_header.hasDowngrade || m_isBeginning;
        return m_header;
    }

private:
    bool atEnd() const { return m_position >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_position]; }
    std::string_view rest() const { return m_text.substr(m_position); }
    static QByteArrayView bytes(std::string_view text) { return { text.data(), static_cast<qsizetype>(text.size()) }; }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(m_text[m_position]))
            ++m_position;
    }

    void skipComment()
    {
        const size_t end = m_text.find('\n', m_position);
        m_position = end == std::string_view::npos ? m_text.size() : end;
    }

    void skipNewline()
    {
        ++m_position;
        ++m_line;
    }

    // To the first character of the next line that is neither blank nor a comment; says how far it is indented.
    size_t skipToCode()
    {
        while (!atEnd()) {
            const size_t start = m_position;
            skipBlanks();
            if (peek() == '#')
                skipComment();
            if (atEnd())
                return 0;
            if (m_text[m_position] != '\n')
                return m_position - start;
            skipNewline();
        }
        return 0;
    }

    // From a quote to behind its partner. A backslash keeps the next quote from closing in raw strings too.
    bool skipString()
    {
        const char quote = m_text[m_position];
        const size_t length = static_cast<size_t>(python::quoteLength(bytes(rest())));
        if (length == 1 && m_text.substr(m_position + 1, 1) == std::string_view(&quote, 1)) {
            m_position += 2; // empty
            return true;
        }
        m_position += length;
        while (!atEnd()) {
            const char c = m_text[m_position];
            if (c == '\n') {
                if (length == 1)
                    return false;
                skipNewline();
            } else if (c == '\\') {
                ++m_position;
                if (peek() == '\n')
                    skipNewline();
                else
                    ++m_position;
            } else if (c == quote && (length == 1 || isTriple(quote))) {
                m_position += length;
                return true;
            } else {
                ++m_position;
            }
        }
        return false;
    }

    bool isTriple(char quote) const
    {
        return m_position + 2 < m_text.size() && m_text[m_position + 1] == quote && m_text[m_position + 2] == quote;
    }

    // To the newline that ends the statement, or the end of the text.
    bool skipLogicalLine()
    {
        int depth = 0;
        while (true) {
            while (!atEnd() && !stops[static_cast<unsigned char>(m_text[m_position])])
                ++m_position;
            switch (peek()) {
            case '\0':
                return atEnd() && depth == 0;
            case '\n':
                if (depth == 0)
                    return true;
                skipNewline();
                break;
            case '#':
                skipComment();
                break;
            case '\\':
                ++m_position;
                if (peek() == '\n')
                    skipNewline();
                break;
            case '(':
            case '[':
            case '{':
                ++depth;
                ++m_position;
                break;
            case ')':
            case ']':
            case '}':
                if (--depth < 0)
                    return false;
                ++m_position;
                break;
            default:
                if (!skipString())
                    return false;
            }
        }
    }

    // The indented lines below a compound statement's first.
    bool skipBlock()
    {
        while (true) {
            const size_t indent = skipToCode();
            if (atEnd() || indent == 0)
                return true;
            if (!skipLogicalLine())
                return false;
        }
    }

    std::string_view readWord()
    {
        const size_t start = m_position;
        while (!atEnd() && isWordPart(m_text[m_position]))
            ++m_position;
        return m_text.substr(start, m_position - start);
    }

    bool readModule()
    {
        bool isFirst = true;
        while (true) {
            const size_t indent = skipToCode();
            if (atEnd())
                return true;
            if (indent != 0 || !readStatement(isFirst))
                return false;
            isFirst = false;
        }
    }

    bool readStatement(bool isFirst)
    {
        const size_t start = m_position;
        const int line = m_line;
        if (isFirst && python::stringPrefix(bytes(rest())))
            return readDocumentation();
        if (isFirst && peek() == '(') // a docstring may stand in brackets
            return false;
        const std::string_view word = isWordStart(peek()) ? readWord() : std::string_view();
        if (word == "def" || word == "class" || word == "async")
            return skipDefinition(word);
        if (HeaderField* field = fieldOf(word))
            return readField(*field, line);
        static constexpr std::string_view compound[]
            = { "if", "else", "elif", "try", "except", "finally", "with", "for", "while" };
        const bool isCompound = std::find(std::begin(compound), std::end(compound), word) != std::end(compound);
        if (!skipLogicalLine() || (isCompound && !skipBlock()))
            return false;
        const std::string_view statement = m_text.substr(start, m_position - start);
        if (mentionsHeader(statement))
            return false;
        m_runsCode = m_runsCode || !(word == "import" || word == "from") || contains(statement, ";");
        return !((word == "from" || isCompound) && contains(statement, "*"));
    }

    bool skipDefinition(std::string_view word)
    {
        skipBlanks();
        std::string_view name = readWord();
        if (word == "async") {
            if (name != "def")
                return false;
            skipBlanks();
            name = readWord();
        }
        if (fieldOf(name) || name == "__doc__")
            return false;
        m_runsCode = m_runsCode || word == "class"; // its body runs when it is defined
        m_header.hasUpgrade = m_header.hasUpgrade || name == "upgrade";
        m_header.hasDowngrade = m_header.hasDowngrade || name == "downgrade";
        const size_t start = m_position;
        if (!skipLogicalLine())
            return false;
        const std::string_view signature = m_text.substr(start, m_position - start);
        m_runsCode = m_runsCode || std::count(signature.begin(), signature.end(), '(') > 1; // defaults and annotations
        return skipBlock();
    }

    HeaderField* fieldOf(std::string_view word)
    {
        if (word == "revision")
            return &m_header.revision;
        if (word == "down_revision")
            return &m_header.downRevision;
        if (word == "depends_on")
            return &m_header.dependsOn;
        if (word == "branch_labels")
            return &m_header.branchLabels;
        return nullptr;
    }

    bool readDocumentation()
    {
        QString text;
        if (!readStrings(text))
            return false;
        m_header.documentation = text;
        return atStatementEnd();
    }

    bool atStatementEnd()
    {
        skipBlanks();
        if (peek() == '#')
            skipComment();
        return atEnd() || peek() == '\n';
    }

    // Plain strings, one behind the other on one line or, within brackets, on several.
    bool readStrings(QString& joined, bool isInBrackets = false)
    {
        bool any = false;
        while (true) {
            const auto prefix = python::stringPrefix(bytes(rest()));
            if (!prefix)
                return any;
            if (prefix->isBytes || prefix->isFormatted)
                return false;
            const size_t start = m_position;
            m_position += static_cast<size_t>(prefix->length);
            if (!skipString())
                return false;
            const auto text = python::stringValue(bytes(m_text.substr(start, m_position - start)));
            if (!text)
                return false;
            joined += *text;
            any = true;
            isInBrackets ? skipSpace() : skipBlanks();
        }
    }

    // Blanks, newlines and comments within brackets.
    void skipSpace()
    {
        while (!atEnd()) {
            if (peek() == '\n')
                skipNewline();
            else if (peek() == '#')
                skipComment();
            else if (isBlank(peek()))
                ++m_position;
            else
                return;
        }
    }

    bool skipAnnotation()
    {
        skipBlanks();
        if (peek() != ':')
            return true;
        ++m_position;
        int depth = 0;
        while (!atEnd() && peek() != '\n' && (depth > 0 || peek() != '=')) {
            const char c = peek();
            if (c == '\'' || c == '"') {
                if (!skipString())
                    return false;
                continue;
            }
            if (c == '#' || c == '\\')
                return false;
            m_runsCode = m_runsCode || c == '(';
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            ++m_position;
        }
        return true;
    }

    bool readField(HeaderField& field, int line)
    {
        if (!skipAnnotation() || peek() != '=' || m_text.substr(m_position, 2) == "==")
            return false;
        ++m_position;
        skipBlanks();
        field = HeaderField();
        field.line = line;
        if (rest().substr(0, 4) == "None" && !isWordPart(rest().size() > 4 ? rest()[4] : ' ')) {
            m_position += 4;
            return &field != &m_header.revision && atStatementEnd();
        }
        const char open = peek();
        if (open == '(' || open == '[')
            return readSequence(field, open == '(' ? ')' : ']') && &field != &m_header.revision && atStatementEnd();
        QString text;
        if (!readStrings(text))
            return false;
        field.values.append(text);
        return atStatementEnd();
    }

    bool readSequence(HeaderField& field, char close)
    {
        ++m_position;
        bool endsWithComma = true;
        while (true) {
            skipSpace();
            if (peek() == close)
                break;
            QString text;
            if (!endsWithComma || !readStrings(text, true))
                return false;
            field.values.append(text);
            endsWithComma = peek() == ',';
            m_position += endsWithComma ? 1 : 0;
        }
        ++m_position;
        field.isSequence = close == ']' || endsWithComma || field.values.size() != 1; // ("a") is a string
        return true;
    }

    std::string_view m_text;
    bool m_isBeginning;
    bool m_runsCode = false; // some statement may call a function of the module
    size_t m_position = 0;
    int m_line = 1;
    ScannedHeader m_header;
};

} // namespace

ScannedHeader scanHeader(const QByteArray& text, bool isBeginning) { return HeaderScanner(text, isBeginning).run(); }

} // namespace espalier::revisions
