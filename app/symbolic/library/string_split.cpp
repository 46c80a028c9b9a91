#include "symbolic/library/string_methods.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

// str.split() at runs of white space.
std::vector<QString> splitAtSpace(const std::u32string& self, qint64 limit, bool isFromRight)
{
    std::vector<QString> parts;
    const auto size = qsizetype(self.size());
    const qsizetype step = isFromRight ? -1 : 1;
    const auto isInside = [&](qsizetype at) { return at >= 0 && at < size; };
    const auto spaceAt = [&](qsizetype at) { return isSpace(self[size_t(at)]); };
    for (qsizetype at = isFromRight ? size - 1 : 0;;) {
        while (isInside(at) && spaceAt(at))
            at += step;
        if (!isInside(at))
            break;
        const qsizetype start = at;
        if (limit-- == 0) {
            at = isFromRight ? -1 : size;
            // What is left keeps the white space at its other end away only.
            parts.push_back(isFromRight ? fromCodePoints(std::u32string_view(self).substr(0, size_t(start) + 1))
                                        : fromCodePoints(std::u32string_view(self).substr(size_t(start))));
            break;
        }
        while (isInside(at) && !spaceAt(at))
            at += step;
        const size_t from = size_t(isFromRight ? at + 1 : start);
        const size_t to = size_t(isFromRight ? start + 1 : at);
        parts.push_back(fromCodePoints(std::u32string_view(self).substr(from, to - from)));
    }
    if (isFromRight)
        std::reverse(parts.begin(), parts.end());
    return parts;
}

std::vector<QString> splitAt(const QString& self, const QString& separator, qint64 limit, bool isFromRight)
{
    std::vector<QString> parts;
    if (isFromRight) {
        qsizetype end = self.size();
        while (limit-- != 0 && end >= separator.size()) {
            const qsizetype at = QStringView(self).left(end).lastIndexOf(separator);
            if (at < 0)
                break;
            parts.push_back(self.sliced(at + separator.size(), end - at - separator.size()));
            end = at;
        }
        parts.push_back(self.left(end));
        std::reverse(parts.begin(), parts.end());
        return parts;
    }
    qsizetype from = 0;
    while (limit-- != 0) {
        const qsizetype at = self.indexOf(separator, from);
        if (at < 0)
            break;
        parts.push_back(self.sliced(from, at - from));
        from = at + separator.size();
    }
    parts.push_back(self.sliced(from));
    return parts;
}

Value split(const Call& call, bool isFromRight)
{
    const QString self = call.text(0);
    const qint64 limit = call.integer(2, -1);
    std::vector<QString> parts;
    if (call[1].isNone()) {
        parts = splitAtSpace(codePoints(self), limit, isFromRight);
    } else {
        const QString separator = call.text(1);
        if (separator.isEmpty())
            call.valueError(QStringLiteral("empty separator"));
        parts = splitAt(self, separator, limit, isFromRight);
    }
    checkCount(call.interpreter, parts.size());
    return stringList(parts);
}

Value partition(const Call& call, bool isFromRight)
{
    const QString self = call.text(0);
    const QString separator = call.text(1);
    if (separator.isEmpty())
        call.valueError(QStringLiteral("empty separator"));
    const qsizetype at = isFromRight ? self.lastIndexOf(separator) : self.indexOf(separator);
    const Value empty = Value::string(QString());
    if (at < 0)
        return isFromRight ? makeTuple({ empty, empty, Value::string(self) })
                           : makeTuple({ Value::string(self), empty, empty });
    return makeTuple(
        { Value::string(self.left(at)), Value::string(separator), Value::string(self.sliced(at + separator.size())) });
}

Value lineList(const Call& call)
{
    const QStringList found = splitLines(call.text(0), call.flag(1));
    checkCount(call.interpreter, size_t(found.size()));
    return makeList(found);
}

} // namespace

Methods splitMethods()
{
    return Methods({
        { "split(self, sep?, maxsplit?)", [](const Call& call) { return split(call, false); } },
        { "rsplit(self, sep?, maxsplit?)", [](const Call& call) { return split(call, true); } },
        { "partition(self, sep)", [](const Call& call) { return partition(call, false); } },
        { "rpartition(self, sep)", [](const Call& call) { return partition(call, true); } },
        { "splitlines(self, keepends?)", lineList },
    });
}

} // namespace espalier::symbolic::library
