#include "project/url_search.h"

#include "core/file.h"
#include "project/dotenv.h"

#include <algorithm>
#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace espalier::project {

namespace {

constexpr qint64 largestDotEnv = 1024 * 1024;

UrlCandidate candidate(const QString& url, UrlOrigin origin, const QString& name, const QString& file, int line)
{
    return { UrlText(url), origin, name, file, line, false, isPlaceholderUrl(url) };
}

void addIniUrl(const IniFile& ini, const QString& section, QList<UrlCandidate>& found, QList<Note>& notes)
{
    const QString option = QStringLiteral("sqlalchemy.url");
    const int line = ini.lineOf(section, option);
    const auto value = ini.get(section, option);
    if (!value)
        notes.append({ QStringLiteral("url-not-known"), value.error().message, ini.file(), line });
    else if (value->has_value() && looksLikeDatabaseUrl(**value))
        found.append(candidate(**value, UrlOrigin::Ini, option, ini.file(), line));
}

bool nameSaysDatabase(const QString& name)
{
    static const QRegularExpression words(
        QStringLiteral("(DATABASE|DB|SQL|PG|POSTGRES|ALEMBIC).*(URL|URI|DSN)|^(URL|URI|DSN)$"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(name).hasMatch();
}

QList<UrlCandidate> urlsInDotEnvFile(const QString& path, const QStringList& wanted)
{
    const auto content = core::readFile(path, largestDotEnv);
    QList<UrlCandidate> asked;
    QList<UrlCandidate> other;
    if (!content) // mostly not there, which is nothing to report
        return asked;
    for (const DotEnvVariable& variable : parseDotEnv(*content)) {
        if (!looksLikeDatabaseUrl(variable.value))
            continue;
        const UrlCandidate url = candidate(variable.value, UrlOrigin::DotEnv, variable.name, path, variable.line);
        if (wanted.contains(variable.name))
            asked.append(url);
        else if (nameSaysDatabase(variable.name))
            other.append(url);
    }
    return asked + other;
}

} // namespace

QList<UrlCandidate> urlsInSettings(const Settings& settings, QList<Note>& notes)
{
    QList<UrlCandidate> found;
    if (const auto& ini = settings.ini()) {
        if (ini->hasOption(settings.section(), QStringLiteral("sqlalchemy.url")))
            addIniUrl(*ini, settings.section(), found, notes);
        for (const QString& section : ini->sections()) {
            const bool isOwn = ini->lineOf(section, QStringLiteral("sqlalchemy.url")) > ini->lineOf(section);
            if (section != settings.section() && isOwn)
                addIniUrl(*ini, section, found, notes);
        }
    }
    if (const auto& toml = settings.toml()) {
        for (const QString& name :
            { QStringLiteral("sqlalchemy.url"), QStringLiteral("sqlalchemy_url"), QStringLiteral("url") }) {
            const auto value = toml->text(name);
            if (value && value->has_value() && looksLikeDatabaseUrl(**value))
                found.append(candidate(**value, UrlOrigin::PyProject, name, toml->file(), toml->lineOf(name)));
        }
    }
    return found;
}

QList<UrlCandidate> urlsInDotEnv(const QStringList& folders, const QStringList& wanted)
{
    QList<UrlCandidate> found;
    for (const QString& folder : folders) {
        for (const QString& name :
            { QStringLiteral(".env"), QStringLiteral(".env.local"), QStringLiteral(".flaskenv") })
            found += urlsInDotEnvFile(folder + QLatin1Char('/') + name, wanted);
    }
    return found;
}

QList<UrlCandidate> urlsInEnvironment(const QStringList& wanted)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QList<UrlCandidate> found;
    for (const QString& name : wanted) {
        const QString value = environment.value(name);
        if (looksLikeDatabaseUrl(value))
            found.append(candidate(value, UrlOrigin::Environment, name, QString(), 0));
    }
    return found;
}

QList<UrlCandidate> ranked(const QList<UrlCandidate>& candidates)
{
    QList<UrlCandidate> best;
    for (const UrlCandidate& url : candidates) {
        const bool isKnown
            = std::any_of(best.cbegin(), best.cend(), [&](const UrlCandidate& other) { return other.url == url.url; });
        if (!isKnown)
            best.append(url);
    }
    std::stable_partition(best.begin(), best.end(), [](const UrlCandidate& url) { return url.isUsable(); });
    return best;
}

} // namespace espalier::project
