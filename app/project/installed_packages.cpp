#include "project/installed_packages.h"

#include "core/file.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::project {

namespace {

QString normalised(const QString& name) // PEP 503
{
    static const QRegularExpression separators(QStringLiteral("[-_.]+"));
    return name.toLower().replace(separators, QStringLiteral("-"));
}

QString settingOf(const QByteArray& pyvenv, const QString& name)
{
    const QRegularExpression line(QStringLiteral("^\\s*%1\\s*=\\s*(.*?)\\s*$").arg(name),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    return line.match(QString::fromUtf8(pyvenv)).captured(1);
}

void addSystemPackages(InstalledPackages& installed, const QString& home)
{
    // `home` of pyvenv.cfg is the folder of the interpreter that made the environment.
    if (home == QLatin1String("/usr/bin"))
        addInstalledFrom(QStringLiteral("/usr/lib/python3/dist-packages"), installed);
    const QString prefix = QDir::cleanPath(home + QStringLiteral("/.."));
    const QDir lib(prefix + QStringLiteral("/lib"));
    for (const QString& folder : lib.entryList({ QStringLiteral("python3.*") }, QDir::Dirs)) {
        addInstalledFrom(lib.filePath(folder) + QStringLiteral("/site-packages"), installed);
        addInstalledFrom(lib.filePath(folder) + QStringLiteral("/dist-packages"), installed);
    }
}

} // namespace

const QStringList& relevantPackages()
{
    static const QStringList names{ QStringLiteral("alembic"), QStringLiteral("sqlalchemy"),
        QStringLiteral("flask-migrate"), QStringLiteral("psycopg2"), QStringLiteral("psycopg2-binary"),
        QStringLiteral("psycopg"), QStringLiteral("asyncpg"), QStringLiteral("pg8000"), QStringLiteral("pymysql"),
        QStringLiteral("mysqlclient"), QStringLiteral("mariadb"), QStringLiteral("mysql-connector-python"),
        QStringLiteral("aiomysql"), QStringLiteral("asyncmy"), QStringLiteral("aiosqlite"),
        QStringLiteral("greenlet") };
    return names;
}

void addInstalledFrom(const QString& packagesFolder, InstalledPackages& installed)
{
    // "SQLAlchemy-1.4.46.egg-info", "alembic-1.13.1.dist-info", "x-1.0-py3.11.egg-info"
    static const QRegularExpression pattern(QStringLiteral("^(.+?)-([0-9][^-]*)(-py[0-9.]+)?\\.(dist-info|egg-info)$"));
    const QDir folder(packagesFolder);
    const QStringList entries
        = folder.entryList({ QStringLiteral("*.dist-info"), QStringLiteral("*.egg-info") }, QDir::Dirs | QDir::Files);
    for (const QString& entry : entries) {
        const auto match = pattern.match(entry);
        const QString name = normalised(match.captured(1));
        if (match.hasMatch() && relevantPackages().contains(name) && !installed.versions.contains(name))
            installed.versions.insert(name, match.captured(2));
    }
}

InstalledPackages installedIn(const QString& environmentFolder)
{
    InstalledPackages installed;
    for (const char* lib : { "lib", "lib64" }) {
        const QDir folder(environmentFolder + QLatin1Char('/') + QLatin1String(lib));
        for (const QString& name : folder.entryList({ QStringLiteral("python3*") }, QDir::Dirs)) {
            addInstalledFrom(folder.filePath(name) + QStringLiteral("/site-packages"), installed);
            if (installed.python.isEmpty() && name.contains(QLatin1Char('.')))
                installed.python = name.mid(6);
        }
    }
    const auto pyvenv = core::readFile(environmentFolder + QStringLiteral("/pyvenv.cfg"), 64 * 1024);
    if (!pyvenv)
        return installed;
    const QString version = settingOf(*pyvenv, QStringLiteral("version(?:_info)?"));
    if (!version.isEmpty())
        installed.python = version.section(QLatin1Char('.'), 0, 2);
    if (settingOf(*pyvenv, QStringLiteral("include-system-site-packages")).toLower() == QLatin1String("true"))
        addSystemPackages(installed, settingOf(*pyvenv, QStringLiteral("home")));
    return installed;
}

} // namespace espalier::project
