#pragma once

#include "style/colors.h"

#include <memory>
#include <QObject>

namespace espalier::ui {

class DesktopLook;
class Settings;

enum class ThemeChoice { Auto, Light, Dark };

/// Dresses the application: style, palette, fonts; follows the desktop while the setting says Auto. Made once in main
/// before the first window.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(Settings& settings, QObject* parent = nullptr);
    ~Theme() override;

    ThemeChoice choice() const;
    bool isDark() const;
    /// Whether things may move; false also where the user switched it off here.
    bool animates() const;

Q_SIGNALS:
    void changed();

private:
    void apply();
    void applyFont();

    Settings& m_settings;
    std::unique_ptr<DesktopLook> m_desktop;
    bool m_desktopPaletteIsDark;
};

QString themeChoiceName(ThemeChoice choice);
ThemeChoice themeChoiceFromName(const QString& name);

} // namespace espalier::ui
