#include "style/theme.h"

#include "shell/settings.h"
#include "style/desktop_look.h"
#include "style/espalier_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QToolTip>

namespace espalier::ui {

QString themeChoiceName(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::Auto:
        break;
    }
    return QStringLiteral("auto");
}

ThemeChoice themeChoiceFromName(const QString& name)
{
    for (const auto choice : { ThemeChoice::Light, ThemeChoice::Dark }) {
        if (name == themeChoiceName(choice))
            return choice;
    }
    return ThemeChoice::Auto;
}

Theme::Theme(Settings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_desktop(std::make_unique<DesktopLook>())
    , m_desktopPaletteIsDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    QApplication::setStyle(new EspalierStyle([this] { return animates(); }));
    applyFont();
    apply();
    connect(m_desktop.get(), &DesktopLook::changed, this, &Theme::apply);
    connect(&m_settings, &Settings::changed, this, [this](const QString& key) {
        if (key == QLatin1String(setting::theme.key))
            apply();
    });
}

Theme::~Theme() = default;

ThemeChoice Theme::choice() const { return themeChoiceFromName(m_settings.get(setting::theme)); }

bool Theme::isDark() const
{
    if (choice() != ThemeChoice::Auto)
        return choice() == ThemeChoice::Dark;
    return m_desktop->prefersDark().value_or(m_desktopPaletteIsDark);
}

bool Theme::animates() const { return m_settings.get(setting::animations) && m_desktop->wantsAnimations(); }

void Theme::apply()
{
    const QPalette palette = paletteOf(isDark() ? darkColors() : lightColors());
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    Q_EMIT changed();
}

void Theme::applyFont()
{
    // A desktop names its own font. Where there is no desktop (pictures made without a display), Qt falls back to what
    // fontconfig lists first; take a good face instead.
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        return;
    const QStringList families = QFontDatabase::families();
    for (const auto& family : { QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans") }) {
        if (families.contains(family)) {
            QFont font(family);
            font.setPointSizeF(9.75);
            QApplication::setFont(font);
            return;
        }
    }
}

} // namespace espalier::ui
