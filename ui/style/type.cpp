#include "style/type.h"

#include <QFontDatabase>
#include <QGuiApplication>

namespace espalier::ui {

QFont bodyFont() { return QGuiApplication::font(); }

QFont boldFont()
{
    QFont font = bodyFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont titleFont()
{
    QFont font = boldFont();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    return font;
}

QFont monoFont()
{
    // The families are looked up once: the list does not change while the program runs, and asking is slow.
    static const QString family = [] {
        const QStringList families = QFontDatabase::families();
        for (const auto& wanted : { QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono") }) {
            if (families.contains(wanted))
                return wanted;
        }
        return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    }();
    QFont font(family);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(bodyFont().pointSizeF() * 0.96);
    return font;
}

} // namespace espalier::ui
