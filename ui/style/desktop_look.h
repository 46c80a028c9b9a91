#pragma once

#include <optional>
#include <QObject>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace espalier::ui {

/// What the desktop asks for: dark or light, and whether things may move. Asked of the settings portal over D-Bus
/// (org.freedesktop.portal.Settings, https://flatpak.github.io/xdg-desktop-portal/), without waiting: changed() comes
/// when the answer does, and again whenever the user changes it. Qt 6.4 has no such thing of its own.
class DesktopLook : public QObject {
    Q_OBJECT
public:
    explicit DesktopLook(QObject* parent = nullptr);
    /// Unknown until the desktop has answered.
    std::optional<bool> prefersDark() const { return m_prefersDark; }
    bool wantsAnimations() const { return m_wantsAnimations; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& group, const QString& key);
    void take(const QString& group, const QString& key, const QVariant& value);

    std::optional<bool> m_prefersDark;
    bool m_wantsAnimations = true;
};

} // namespace espalier::ui
