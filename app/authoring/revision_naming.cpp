#include "authoring/revision_naming.h"

#include "authoring/script_template.h"
#include "project/settings.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QTimeZone>

namespace espalier::authoring {

namespace {

constexpr qsizetype longestId = 32; ///< of Alembic's version_num
constexpr size_t newest = 8; ///< ids that show the form

/// How an id is made.
struct IdForm {
    enum class Head { None, Number, Date };
    Head head = Head::None;
    qsizetype width = 0; ///< digits of the head
    QString separator; ///< empty: the head is all
    bool isHex = false; ///< what is not the head
    qsizetype hexDigits = 0;

    bool isAlike(const IdForm& other) const
    {
        return head == other.head && separator == other.separator && isHex == other.isHex
            && (head != Head::Date || width == other.width) && hexDigits == other.hexDigits;
    }
};

QString datePattern(qsizetype digits) { return QStringLiteral("yyyyMMddHHmmss").left(digits); }

bool isDate(const QString& digits)
{
    if (digits.size() != 8 && digits.size() != 10 && digits.size() != 12 && digits.size() != 14)
        return false;
    const QDateTime date = QDateTime::fromString(digits, datePattern(digits.size()));
    return date.isValid() && date.date().year() >= 1990 && date.date().year() < 2100;
}

bool isHex(const QString& text)
{
    static const QRegularExpression hex(QStringLiteral("^[0-9a-f]{8,40}$"));
    return hex.match(text).hasMatch();
}

IdForm formOf(const QString& id)
{
    static const QRegularExpression digits(QStringLiteral("^(\\d+)(?:([_-])(.+))?$"));
    const auto match = digits.match(id);
    const QString number = match.captured(1);
    const QString rest = match.captured(3);
    if (match.hasMatch() && isDate(number))
        return { IdForm::Head::Date, number.size(), match.captured(2), isHex(rest), isHex(rest) ? rest.size() : 0 };
    if (match.hasMatch() && number.size() <= 6)
        return { IdForm::Head::Number, number.size(), match.captured(2), isHex(rest), isHex(rest) ? rest.size() : 0 };
    if (isHex(id))
        return { IdForm::Head::None, 0, {}, true, id.size() };
    return {};
}

/// That of most of the newest, of those in doubt the newest one's.
IdForm formOf(const revisions::RevisionGraph& graph)
{
    std::vector<IdForm> forms;
    const auto& order = graph.upgradeOrder();
    for (auto it = order.rbegin(); it != order.rend() && forms.size() < newest; ++it)
        if (graph.revision(*it).down.size() < 2) // merges are often named in another way
            forms.push_back(formOf(graph.id(*it)));
    const auto count = [&](const IdForm& form) {
        return std::count_if(forms.begin(), forms.end(), [&](const IdForm& other) { return other.isAlike(form); });
    };
    const auto best = std::max_element(
        forms.begin(), forms.end(), [&](const IdForm& a, const IdForm& b) { return count(a) < count(b); });
    return best == forms.end() ? IdForm{ IdForm::Head::None, 0, {}, true, 12 } : *best;
}

qint64 highestNumber(const revisions::RevisionGraph& graph, const IdForm& form)
{
    qint64 highest = 0;
    for (const revisions::Revision& revision : graph.revisions()) {
        const IdForm own = formOf(revision.id);
        if (own.head == form.head && own.separator == form.separator) {
            const QString digits = form.separator.isEmpty() ? revision.id : revision.id.section(form.separator, 0, 0);
            highest = std::max(highest, digits.toLongLong());
        }
    }
    return highest;
}

} // namespace

QString slugOf(const QString& message, qsizetype longest)
{
    static const QRegularExpression word(QStringLiteral("\\w+"), QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (auto it = word.globalMatch(message); it.hasNext();)
        words.append(it.next().captured());
    QString slug = words.join(QLatin1Char('_')).toLower();
    if (slug.size() > longest) {
        slug = slug.left(longest < 0 ? std::max<qsizetype>(0, slug.size() + longest) : longest);
        const qsizetype cut = slug.lastIndexOf(QLatin1Char('_'));
        slug = (cut < 0 ? slug : slug.left(cut)) + QLatin1Char('_');
    }
    return slug;
}

core::Result<qsizetype> slugLength(const project::Project& project)
{
    constexpr qsizetype usual = 40;
    if (project.kind == project::ConfigKind::None)
        return usual;
    const auto settings = project::settingsOf(project);
    if (!settings)
        return core::fail(settings.error());
    const auto number = settings->number(QStringLiteral("truncate_slug_length"));
    if (!number)
        return core::fail(number.error());
    return number->value_or(0) == 0 ? usual : static_cast<qsizetype>(**number); // 0 is as if it were not said
}

QString newRevisionId(
    const revisions::RevisionGraph& graph, const QString& message, const QDateTime& now, const RandomHex& randomHex)
{
    const IdForm form = formOf(graph);
    QString head;
    if (form.head == IdForm::Head::Date)
        head = now.toString(datePattern(form.width));
    else if (form.head == IdForm::Head::Number)
        head = QString::number(highestNumber(graph, form) + 1).rightJustified(form.width, QLatin1Char('0'));
    if (form.head != IdForm::Head::None && form.separator.isEmpty()) {
        while (graph.indexOf(head) >= 0)
            head = QString::number(head.toLongLong() + 1).rightJustified(form.width, QLatin1Char('0'));
        return head;
    }
    const QString before = head.isEmpty() ? QString() : head + form.separator;
    const auto whole = [&] {
        if (form.isHex)
            return before + randomHex(int(form.hexDigits));
        QString words = slugOf(message, std::max<qsizetype>(8, longestId - before.size()));
        while (words.endsWith(QLatin1Char('_')))
            words.chop(1);
        return (before + (words.isEmpty() ? QStringLiteral("revision") : words)).left(longestId);
    };
    QString id = whole();
    for (int i = 2; graph.indexOf(id) >= 0; ++i) {
        const QString mark = QLatin1Char('_') + QString::number(i);
        id = form.isHex ? whole() : whole().left(longestId - mark.size()) + mark;
    }
    return id;
}

core::Result<QDateTime> creationTime(const project::Project& project, const QDateTime& now)
{
    if (project.timezone.isEmpty())
        return now.toLocalTime();
    for (const QString& name : { project.timezone, project.timezone.toUpper() }) // as Alembic looks for it
        if (QTimeZone::isTimeZoneIdAvailable(name.toUtf8()))
            return now.toTimeZone(QTimeZone(name.toUtf8()));
    return core::fail(
        core::ErrorCode::NotFound, QT_TRANSLATE_NOOP("Messages", "There is no time zone %1."), { project.timezone });
}

core::Result<QString> scriptPath(const project::Project& project, const revisions::Revision* parent, const QString& id,
    const QString& message, const QDateTime& now)
{
    const auto longest = slugLength(project);
    if (!longest)
        return core::fail(longest.error());
    const auto name = formatPattern(project.fileTemplate,
        { { QStringLiteral("rev"), id }, { QStringLiteral("slug"), slugOf(message, *longest) } },
        { { QStringLiteral("epoch"), now.toSecsSinceEpoch() }, { QStringLiteral("year"), now.date().year() },
            { QStringLiteral("month"), now.date().month() }, { QStringLiteral("day"), now.date().day() },
            { QStringLiteral("hour"), now.time().hour() }, { QStringLiteral("minute"), now.time().minute() },
            { QStringLiteral("second"), now.time().second() } });
    if (!name)
        return core::fail(name.error());
    QString folder = project.versionLocations.value(0, project.scriptLocation + QLatin1String("/versions"));
    for (const QString& location : project.versionLocations)
        if (parent && QDir::cleanPath(parent->path).startsWith(QDir::cleanPath(location) + QLatin1Char('/')))
            folder = location;
    return QDir::cleanPath(folder + QLatin1Char('/') + *name + QLatin1String(".py"));
}

} // namespace espalier::authoring
