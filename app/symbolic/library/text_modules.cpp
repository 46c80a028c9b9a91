#include "symbolic/library/registry.h"
#include "symbolic/library/text.h"

#include <QRegularExpression>

namespace espalier::symbolic::library {

namespace {

bool isBlank(QStringView text)
{
    return std::all_of(
        text.cbegin(), text.cend(), [](QChar c) { return c == QLatin1Char(' ') || c == QLatin1Char('\t'); });
}

// textwrap.dedent(): lines of blanks count for nothing and lose them.
Value dedented(const Call& call)
{
    QStringList lines = call.text(0).split(QLatin1Char('\n'));
    std::optional<QString> margin;
    for (QString& line : lines) {
        if (isBlank(line)) {
            line.clear();
            continue;
        }
        qsizetype size = 0;
        while (line[size] == QLatin1Char(' ') || line[size] == QLatin1Char('\t'))
            ++size;
        if (!margin)
            margin = line.left(size);
        qsizetype common = 0;
        while (common < std::min(size, margin->size()) && line[common] == (*margin)[common])
            ++common;
        margin->truncate(common);
    }
    for (QString& line : lines)
        if (!line.isEmpty())
            line.remove(0, margin->size());
    return Value::string(lines.join(QLatin1Char('\n')));
}

Value indented(const Call& call)
{
    if (call.has(2))
        give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "indents by a predicate")));
    QString made;
    for (const QString& line : splitLines(call.text(0), true)) {
        const bool isSpaceOnly = std::all_of(line.cbegin(), line.cend(), [](QChar c) { return isSpace(c.unicode()); });
        made += isSpaceOnly ? line : call.text(1) + line;
        call.interpreter.checkSize(made.size());
    }
    return Value::string(made);
}

/// string.Template
class Template final : public Object {
public:
    explicit Template(QString text)
        : m_text(std::move(text))
    { }
    QString typeName() const override { return QStringLiteral("Template"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override
    {
        if (name == QLatin1String("template"))
            return Value::string(m_text);
        const bool isSafe = name == QLatin1String("safe_substitute");
        if (!isSafe && name != QLatin1String("substitute"))
            return std::nullopt;
        return function(
            "substitute(mapping?, **kws)",
            [text = m_text, isSafe](const Call& call) { return substituted(call, text, isSafe); }, Unknowns::Keep);
    }

private:
    static Value substituted(const Call& call, const QString& text, bool isSafe)
    {
        static const QRegularExpression reference(QStringLiteral(
            R"(\$(?:(?<escaped>\$)|(?<named>[_a-zA-Z][_a-zA-Z0-9]*)|\{(?<braced>[_a-zA-Z][_a-zA-Z0-9]*)\}|(?<invalid>)))"));
        QString made;
        qsizetype from = 0;
        for (auto matches = reference.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            made += QStringView(text).sliced(from, match.capturedStart() - from);
            from = match.capturedEnd();
            const QString name = match.captured(QStringLiteral("named")) + match.captured(QStringLiteral("braced"));
            if (!match.captured(QStringLiteral("escaped")).isEmpty())
                made += QLatin1Char('$');
            else if (!name.isEmpty())
                made += valueOf(call, name, isSafe ? std::optional(match.captured()) : std::nullopt);
            else if (isSafe)
                made += QLatin1Char('$');
            else
                call.valueError(QStringLiteral("Invalid placeholder in string"));
            call.interpreter.checkSize(made.size());
        }
        return Value::string(made + text.sliced(from));
    }

    static QString valueOf(const Call& call, const QString& name, const std::optional<QString>& otherwise)
    {
        for (const auto& [key, value] : call.more)
            if (key == name)
                return strOf(call.interpreter, value);
        if (call[0].isUnknown())
            give(call[0]);
        if (otherwise || call[0].isNone()) {
            const auto dict = call[0].as<Dict>();
            if (dict && dict->doubt)
                give(dict->doubt);
            const Value* found = dict ? dict->find(name) : nullptr;
            if (!found && otherwise)
                return *otherwise;
            if (!found)
                call.interpreter.raiseKeyError(Value::string(name));
            return strOf(call.interpreter, *found);
        }
        return strOf(call.interpreter, call.interpreter.item(call[0], Value::string(name)));
    }

    QString m_text;
};

Value normalized(const Call& call)
{
    static const QHash<QString, QString::NormalizationForm> forms{ { QStringLiteral("NFC"),
                                                                       QString::NormalizationForm_C },
        { QStringLiteral("NFD"), QString::NormalizationForm_D },
        { QStringLiteral("NFKC"), QString::NormalizationForm_KC },
        { QStringLiteral("NFKD"), QString::NormalizationForm_KD } };
    const auto form = forms.constFind(call.text(0));
    if (form == forms.cend())
        call.valueError(QStringLiteral("invalid normalization form"));
    return Value::string(call.text(1).normalized(*form));
}

} // namespace

void addText(Registry& registry)
{
    registry.functions("textwrap", { { "dedent(text)", dedented }, { "indent(text, prefix, predicate?)", indented } });
    registry.unknownData("textwrap", { "wrap", "fill", "shorten" }, QT_TRANSLATE_NOOP("Messages", "wraps text"));
    registry.functions("inspect", { { "cleandoc(doc)", [](const Call& call) {
                                         return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "wraps text"));
                                     } } });
    const QString lower = QStringLiteral("abcdefghijklmnopqrstuvwxyz");
    const QString digits = QStringLiteral("0123456789");
    const QString punctuation = QStringLiteral("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
    const QString whitespace = QStringLiteral(" \t\n\r\x0b\x0c");
    const std::pair<const char*, QString> constants[] = { { "ascii_lowercase", lower },
        { "ascii_uppercase", lower.toUpper() }, { "ascii_letters", lower + lower.toUpper() }, { "digits", digits },
        { "hexdigits", digits + QStringLiteral("abcdefABCDEF") }, { "octdigits", QStringLiteral("01234567") },
        { "punctuation", punctuation }, { "whitespace", whitespace },
        { "printable", digits + lower + lower.toUpper() + punctuation + whitespace } };
    for (const auto& [name, text] : constants)
        registry.value("string", name, Value::string(text));
    registry.type("string", "Template(template)",
        [](const Call& call) { return Value::of(std::make_shared<Template>(call.text(0))); });
    registry.functions("string", { { "capwords(s)", [](const Call& call) {
                                        return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "wraps text"));
                                    } } });
    registry.functions("unicodedata", { { "normalize(form, unistr)", normalized } });
}

} // namespace espalier::symbolic::library
