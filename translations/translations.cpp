#include "translations/translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QTranslator>

static void initResources() { Q_INIT_RESOURCE(espalier_translations); }

namespace espalier::translations {
namespace {

QString folder() { return QStringLiteral(":/translations"); }

QString codeOf(const QString& language) { return language.section(QRegularExpression(QStringLiteral("[-_.@]")), 0, 0); }

bool isPlain(const QString& locale)
{
    const QString code = codeOf(locale);
    return code.isEmpty() || code == QLatin1String("C") || code == QLatin1String("POSIX");
}

/// What the environment wants, best first, as gettext reads it: Qt heeds LANGUAGE even in the C locale.
QStringList ofEnvironment()
{
    QStringList wanted;
    for (const char* name : { "LC_ALL", "LC_MESSAGES", "LANG" }) {
        wanted = QStringList(qEnvironmentVariable(name));
        if (!wanted.first().isEmpty())
            break;
    }
    if (!isPlain(wanted.first()))
        wanted = QLocale::system().uiLanguages() + wanted;
    return wanted;
}

void load(const QString& name, const QString& from)
{
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(name, from))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QString choose(const QStringList& wanted)
{
    const QStringList known = available();
    for (const QString& language : wanted) {
        if (isPlain(language))
            break;
        if (known.contains(codeOf(language)))
            return codeOf(language);
    }
    return known.first();
}

void install(const QString& language)
{
    initResources();
    if (!language.isEmpty())
        QLocale::setDefault(QLocale(language));
    const QString code = choose(language.isEmpty() ? ofEnvironment() : QStringList{ language });
    load(QStringLiteral("espalier_en"), folder());
    if (code == QLatin1String("en"))
        return;
    load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    load(QStringLiteral("espalier_") + code, folder());
}

QStringList available()
{
    initResources();
    QStringList codes{ QStringLiteral("en") };
    for (const auto& name : QDir(folder()).entryList({ QStringLiteral("espalier_*.qm") })) {
        const QString code = name.mid(9).chopped(3);
        if (code != QLatin1String("en"))
            codes.append(code);
    }
    return codes;
}

} // namespace espalier::translations
