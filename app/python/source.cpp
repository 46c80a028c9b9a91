#include "python/source.h"

#include <algorithm>
#include <cerrno>
#include <iconv.h>
#include <QCoreApplication>
#include <vector>

namespace espalier::python {

namespace {

int lineAt(const QByteArray& bytes, qsizetype offset)
{
    return 1 + static_cast<int>(std::count(bytes.cbegin(), bytes.cbegin() + offset, '\n'));
}

bool isCodingCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '.';
}

// PEP 263: ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+) on one of the first two lines, the second only below a line
// that is blank or a comment.
QByteArray codingName(QByteArrayView line)
{
    const qsizetype word = line.indexOf("coding");
    if (word < 0 || word + 6 >= line.size() || (line[word + 6] != ':' && line[word + 6] != '='))
        return {};
    qsizetype start = word + 7;
    while (start < line.size() && (line[start] == ' ' || line[start] == '\t'))
        ++start;
    qsizetype end = start;
    while (end < line.size() && isCodingCharacter(line[end]))
        ++end;
    return line.sliced(start, end - start).toByteArray();
}

struct Declaration {
    QByteArray name; // empty where there is none
    int line = 1;
};

Declaration declaredCoding(const QByteArray& bytes)
{
    qsizetype start = 0;
    for (int line = 1; line <= 2 && start < bytes.size(); ++line) {
        qsizetype end = start;
        while (end < bytes.size() && bytes[end] != '\n' && bytes[end] != '\r')
            ++end;
        const QByteArrayView text = QByteArrayView(bytes).sliced(start, end - start);
        const QByteArray stripped = text.toByteArray().trimmed();
        if (!stripped.isEmpty() && !stripped.startsWith('#'))
            break;
        if (const QByteArray name = codingName(text); !name.isEmpty())
            return { name, line };
        start = end + (end + 1 < bytes.size() && bytes[end] == '\r' && bytes[end + 1] == '\n' ? 2 : 1);
    }
    return {};
}

bool isUtf8Name(const QByteArray& normalized)
{
    return normalized.isEmpty() || normalized == "utf-8" || normalized == "utf8" || normalized.startsWith("utf-8-")
        || normalized == "u8" || normalized == "ascii" || normalized == "us-ascii";
}

// Names that Python knows and iconv does not.
QByteArray iconvName(const QByteArray& normalized)
{
    if (normalized == "latin-1" || normalized == "latin" || normalized == "l1" || normalized == "iso-latin-1"
        || normalized == "8859" || normalized == "iso8859")
        return "ISO-8859-1";
    if (normalized == "mac-roman")
        return "MACINTOSH";
    return normalized;
}

/// nullopt for an unknown name; what cannot be decoded is left out and marked by `failedAt`.
std::optional<QByteArray> toUtf8(const QByteArray& bytes, const QByteArray& name, qsizetype& failedAt)
{
    const iconv_t converter = ::iconv_open("UTF-8", name.constData());
    if (converter == reinterpret_cast<iconv_t>(-1)) // NOLINT: iconv's own error value
        return std::nullopt;
    QByteArray converted;
    std::vector<char> buffer(64 * 1024);
    char* input = const_cast<char*>(bytes.constData()); // NOLINT: iconv does not write to it
    size_t left = static_cast<size_t>(bytes.size());
    failedAt = -1;
    while (left > 0) {
        char* output = buffer.data();
        size_t room = buffer.size();
        const size_t result = ::iconv(converter, &input, &left, &output, &room);
        converted.append(buffer.data(), static_cast<qsizetype>(buffer.size() - room));
        if (result == static_cast<size_t>(-1) && errno != E2BIG) {
            if (failedAt < 0)
                failedAt = bytes.size() - static_cast<qsizetype>(left);
            ++input;
            --left;
        }
    }
    ::iconv_close(converter);
    return converted;
}

void normalizeLineEnds(QByteArray& text)
{
    if (!text.contains('\r'))
        return;
    text.replace("\r\n", "\n");
    text.replace('\r', '\n');
}

bool isAscii(const QByteArray& bytes)
{
    return std::none_of(bytes.cbegin(), bytes.cend(), [](char c) { return (c & 0x80) != 0; });
}

// Length of the character at `at`, 0 where there is none: the well-formed sequences of the Unicode standard, table 3-7.
int utf8Length(const QByteArray& bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return i < bytes.size() ? static_cast<uchar>(bytes[i]) : uchar(0); };
    const auto follows = [&](qsizetype i) { return byte(i) >= 0x80 && byte(i) <= 0xbf; };
    const uchar first = byte(at);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return follows(at + 1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const uchar second = byte(at + 1);
        const bool isRight = follows(at + 1) && !(first == 0xe0 && second < 0xa0) && !(first == 0xed && second > 0x9f);
        return isRight && follows(at + 2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const uchar second = byte(at + 1);
        const bool isRight = follows(at + 1) && !(first == 0xf0 && second < 0x90) && !(first == 0xf4 && second > 0x8f);
        return isRight && follows(at + 2) && follows(at + 3) ? 4 : 0;
    }
    return 0;
}

void decodeUtf8(Source& source)
{
    if (isAscii(source.text))
        return;
    for (qsizetype at = 0; at < source.text.size();) {
        const int length = utf8Length(source.text, at);
        if (length == 0) {
            source.invalid.append(at);
            source.text[at] = '?';
        }
        at += qMax(length, 1);
    }
    if (!source.invalid.isEmpty())
        source.fault = SourceFault{
            { QT_TRANSLATE_NOOP("Messages", "The script is not UTF-8 and names no other encoding."), {} },
            lineAt(source.text, source.invalid.first())
        };
}

void decodeDeclared(Source& source, const Declaration& coding, const QByteArray& name)
{
    qsizetype failedAt = -1;
    const auto converted = toUtf8(source.text, iconvName(name), failedAt);
    const QStringList arguments{ QString::fromLatin1(coding.name) };
    if (!converted) {
        source.fault
            = SourceFault{ { QT_TRANSLATE_NOOP("Messages", "The encoding %1 is not known."), arguments }, coding.line };
        decodeUtf8(source);
        return;
    }
    if (failedAt >= 0)
        source.fault = SourceFault{
            { QT_TRANSLATE_NOOP("Messages", "The script is not in the encoding %1 that it names."), arguments },
            lineAt(source.text, failedAt)
        };
    source.text = *converted;
}

} // namespace

Source decodeSource(const QByteArray& bytes)
{
    Source source;
    source.text = bytes;
    const bool byteOrderMark = bytes.startsWith("\xef\xbb\xbf");
    if (byteOrderMark)
        source.text.remove(0, 3);
    std::optional<SourceFault> nulFault;
    if (const qsizetype nul = source.text.indexOf('\0'); nul >= 0) {
        nulFault
            = SourceFault{ { QT_TRANSLATE_NOOP("Messages", "The script holds a null byte; it is no Python text."), {} },
                  lineAt(source.text, nul) };
        source.text.replace('\0', ' ');
    }
    normalizeLineEnds(source.text); // before decoding, so that the places of invalid bytes stay right
    const Declaration coding = declaredCoding(source.text);
    QByteArray name = coding.name.toLower();
    name.replace('_', '-');
    if (isUtf8Name(name) || byteOrderMark)
        decodeUtf8(source);
    else
        decodeDeclared(source, coding, name);
    if (byteOrderMark && !isUtf8Name(name))
        source.fault = SourceFault{
            { QT_TRANSLATE_NOOP("Messages", "The script has a UTF-8 byte order mark but names the encoding %1."),
                { QString::fromLatin1(coding.name) } },
            coding.line
        };
    if (nulFault)
        source.fault = nulFault;
    return source;
}

} // namespace espalier::python
