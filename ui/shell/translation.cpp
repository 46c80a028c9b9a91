#include "shell/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace espalier::ui {
namespace {

const auto folder = QStringLiteral(":/translations");

void install(const QLocale& locale, const QString& base, const QString& from)
{
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, base, QStringLiteral("_"), from))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void installTranslations(const QString& language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    install(QLocale(QLocale::English), QStringLiteral("espalier"), folder);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (locale.language() != QLocale::English)
        install(locale, QStringLiteral("espalier"), folder);
}

QStringList availableLanguages()
{
    QStringList codes{ QStringLiteral("en") };
    for (const auto& name : QDir(folder).entryList({ QStringLiteral("espalier_*.qm") })) {
        const QString code = name.mid(9).chopped(3);
        if (code != QLatin1String("en"))
            codes.append(code);
    }
    return codes;
}

} // namespace espalier::ui
