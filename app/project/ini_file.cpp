#include "project/ini_file.h"

#include "core/file.h"
#include "python/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStringDecoder>

namespace espalier::project {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

constexpr auto defaultSection = "DEFAULT";
constexpr int maxInterpolationDepth = 10; // configparser.MAX_INTERPOLATION_DEPTH
constexpr qint64 largestIniFile = 4 * 1024 * 1024;
constexpr qsizetype largestValue = 1024 * 1024;

int firstLineThatIsNotUtf8(const QByteArray& bytes)
{
    int line = 1;
    for (const QByteArray& text : bytes.split('\n')) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder.decode(text);
        if (decoder.hasError())
            return line;
        ++line;
    }
    return 0;
}

} // namespace

IniFile::Option& IniFile::Section::add(const QString& option, int atLine)
{
    const auto found = indexOf.constFind(option);
    if (found != indexOf.cend()) {
        Option& existing = options[*found];
        existing.line = atLine;
        existing.lines.clear();
        return existing;
    }
    indexOf.insert(option, options.size());
    options.push_back({ option, {}, {}, atLine });
    return options.back();
}

const IniFile::Option* IniFile::Section::find(const QString& option) const
{
    const auto found = indexOf.constFind(option);
    return found == indexOf.cend() ? nullptr : &options[*found];
}

// configparser's _read(), line by line. Faults that it collects until the end of the file lose to those it raises at
// once, as there.
class IniFile::Parser {
public:
    Parser(IniFile& ini)
        : m_ini(ini)
    { }

    Result<void> run(const QString& text)
    {
        for (const QStringView line : python::universalLines(text)) {
            ++m_lineNumber;
            if (auto read = readLine(line); !read)
                return read;
        }
        if (m_bogusLine != 0)
            return fail(core::makeError(ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "This line is neither a section, an option nor a comment."))
                            .at(m_ini.m_file, m_bogusLine));
        return {};
    }

private:
    Result<void> readLine(QStringView line)
    {
        const QStringView stripped = python::strip(line);
        const bool isComment = stripped.startsWith(QLatin1Char('#')) || stripped.startsWith(QLatin1Char(';'));
        if (isComment)
            return {};
        if (stripped.isEmpty()) {
            if (m_option)
                m_option->lines.append(QString()); // part of the value, if more of it follows
            return {};
        }
        const int indent = static_cast<int>(stripped.begin() - line.begin());
        if (m_section && m_option && indent > m_indent) {
            m_option->lines.append(stripped.toString());
            return {};
        }
        m_indent = indent;
        // "[…]" as far as the last bracket; what follows it is passed over
        const qsizetype bracket = stripped.lastIndexOf(QLatin1Char(']'));
        if (stripped.startsWith(QLatin1Char('[')) && bracket > 1)
            return startSection(stripped.mid(1, bracket - 1).toString());
        if (!m_section)
            return fail(core::makeError(ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "The file has an option before its first [section]."))
                            .at(m_ini.m_file, m_lineNumber));
        return readOption(stripped);
    }

    Result<void> startSection(const QString& name)
    {
        m_option = nullptr; // a section cannot start with a continuation
        if (name == QLatin1String(defaultSection)) {
            m_section = &m_ini.m_defaults;
            return {};
        }
        if (m_ini.m_indexOf.contains(name))
            return fail(core::makeError(
                ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "Section [%1] stands twice in the file."), { name })
                            .at(m_ini.m_file, m_lineNumber));
        m_ini.m_indexOf.insert(name, m_ini.m_sections.size());
        m_ini.m_sections.push_back({ name, m_lineNumber, {}, {} });
        m_section = &m_ini.m_sections.back();
        return {};
    }

    Result<void> readOption(QStringView stripped)
    {
        qsizetype delimiter = 0;
        while (delimiter < stripped.size() && stripped[delimiter] != QLatin1Char('=')
            && stripped[delimiter] != QLatin1Char(':'))
            ++delimiter;
        if (delimiter == stripped.size()) {
            noteBogusLine();
            return {};
        }
        const QString name = python::strip(stripped.left(delimiter)).toString().toLower();
        if (name.isEmpty())
            noteBogusLine(); // and yet it counts as an option without a name
        const Option* known = m_section->find(name);
        if (known && known->line != 0)
            return fail(core::makeError(ErrorCode::Malformed,
                QT_TRANSLATE_NOOP("Messages", "Option %1 stands twice in section [%2]."), { name, m_section->name })
                            .at(m_ini.m_file, m_lineNumber));
        Option& option = m_section->add(name, m_lineNumber);
        option.lines.append(python::strip(stripped.mid(delimiter + 1)).toString());
        m_option = name.isEmpty() ? nullptr : &option;
        return {};
    }

    void noteBogusLine()
    {
        if (m_bogusLine == 0)
            m_bogusLine = m_lineNumber;
    }

    IniFile& m_ini;
    Section* m_section = nullptr;
    Option* m_option = nullptr; // the one that an indented line continues
    int m_indent = 0;
    int m_lineNumber = 0;
    int m_bogusLine = 0;
};

Result<IniFile> IniFile::parse(const QString& text, const QString& file, const Defaults& defaults)
{
    IniFile ini;
    ini.m_file = file;
    ini.m_defaults.name = QLatin1String(defaultSection);
    for (const auto& [name, value] : defaults)
        ini.m_defaults.add(name.toLower(), 0).lines.append(value);
    if (auto read = Parser(ini).run(text); !read)
        return fail(read.error());
    const auto join = [](Section& section) {
        for (Option& option : section.options)
            option.value = python::stripRight(option.lines.join(QLatin1Char('\n'))).toString();
    };
    join(ini.m_defaults);
    for (Section& section : ini.m_sections)
        join(section);
    return ini;
}

Result<IniFile> IniFile::read(const QString& path)
{
    auto bytes = core::readFile(path, largestIniFile);
    if (!bytes)
        return fail(bytes.error().at(path));
    const bool byteOrderMark = bytes->startsWith("\xef\xbb\xbf");
    if (byteOrderMark)
        bytes->remove(0, 3);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(*bytes);
    if (decoder.hasError())
        return fail(core::makeError(ErrorCode::Malformed, QT_TRANSLATE_NOOP("Messages", "The file is not UTF-8 text."))
                        .at(path, firstLineThatIsNotUtf8(*bytes)));
    auto ini = parse(text, path, { { QStringLiteral("here"), QFileInfo(path).absolutePath() } });
    if (ini)
        ini->m_byteOrderMark = byteOrderMark;
    return ini;
}

QStringList IniFile::sections() const
{
    QStringList names;
    for (const Section& section : m_sections)
        names.append(section.name);
    return names;
}

const IniFile::Section* IniFile::findSection(const QString& section) const
{
    if (section == QLatin1String(defaultSection))
        return &m_defaults;
    const auto found = m_indexOf.constFind(section);
    return found == m_indexOf.cend() ? nullptr : &m_sections[*found];
}

const IniFile::Option* IniFile::findOption(const QString& section, const QString& option) const
{
    const Section* own = findSection(section);
    if (!own)
        return nullptr;
    const QString name = option.toLower();
    const Option* found = own->find(name);
    return found ? found : m_defaults.find(name);
}

bool IniFile::hasOption(const QString& section, const QString& option) const
{
    return findOption(section, option) != nullptr;
}

QStringList IniFile::options(const QString& section) const
{
    QStringList names;
    const Section* own = findSection(section);
    if (!own)
        return names;
    for (const Option& option : own->options)
        names.append(option.name);
    for (const Option& option : m_defaults.options) {
        if (!names.contains(option.name))
            names.append(option.name);
    }
    return names;
}

Result<std::optional<QString>> IniFile::get(const QString& section, const QString& option) const
{
    const Option* found = findOption(section, option);
    if (!found)
        return std::optional<QString>();
    auto value = interpolate(section, *found, found->value, 1);
    if (!value)
        return fail(value.error());
    return std::optional<QString>(*value);
}

std::optional<QString> IniFile::raw(const QString& section, const QString& option) const
{
    const Option* found = findOption(section, option);
    return found ? std::optional<QString>(found->value) : std::nullopt;
}

int IniFile::lineOf(const QString& section, const QString& option) const
{
    const Option* found = findOption(section, option);
    return found ? found->line : 0;
}

int IniFile::lineOf(const QString& section) const
{
    const Section* found = findSection(section);
    return found ? found->line : 0;
}

// BasicInterpolation._interpolate_some()
Result<QString> IniFile::interpolate(const QString& section, const Option& option, const QString& text, int depth) const
{
    if (depth > maxInterpolationDepth)
        return fail(interpolationError(
            QT_TRANSLATE_NOOP("Messages", "Option %1 of section [%2] refers to itself."), section, option));
    QString filled;
    qsizetype i = 0;
    while (i < text.size()) {
        const qsizetype percent = text.indexOf(QLatin1Char('%'), i);
        filled += text.mid(i, percent < 0 ? -1 : percent - i);
        if (percent < 0)
            break;
        const QChar next = percent + 1 < text.size() ? text[percent + 1] : QChar();
        if (next == QLatin1Char('%')) {
            filled += next;
            i = percent + 2;
            continue;
        }
        // "%(" one or more characters other than ")", then ")s"
        const qsizetype close = text.indexOf(QLatin1Char(')'), percent);
        const bool isReference
            = next == QLatin1Char('(') && close > percent + 2 && text.mid(close, 2) == QLatin1String(")s");
        if (!isReference)
            return fail(interpolationError(
                QT_TRANSLATE_NOOP("Messages", "Option %1 of section [%2] has a % that is neither %% nor %(name)s."),
                section, option));
        const QString name = text.mid(percent + 2, close - percent - 2).toLower();
        const Option* referred = findOption(section, name);
        if (!referred)
            return fail(interpolationError(
                QT_TRANSLATE_NOOP("Messages", "Option %1 of section [%2] refers to %3, which is not there."), section,
                option, name));
        if (referred->value.contains(QLatin1Char('%'))) {
            auto value = interpolate(section, option, referred->value, depth + 1);
            if (!value)
                return value;
            filled += *value;
        } else {
            filled += referred->value;
        }
        if (filled.size() > largestValue) // ten levels of many references each would fill any memory
            return fail(interpolationError(
                QT_TRANSLATE_NOOP("Messages", "Option %1 of section [%2] grows too long when filled in."), section,
                option));
        i = close + 2;
    }
    return filled;
}

core::Error IniFile::interpolationError(
    const char* source, const QString& section, const Option& option, const QString& name) const
{
    return core::makeError(ErrorCode::Malformed, source, { option.name, section, name }).at(m_file, option.line);
}

} // namespace espalier::project
