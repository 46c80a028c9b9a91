#pragma once

#include <memory>
#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

class QSettings;

namespace espalier::ui {

/// One setting: its key in the file, and its value where the file has none.
template <typename T> struct Setting {
    const char* key;
    T fallback;
};

/// The table of all settings. Nothing else reads or writes a key.
namespace setting {
inline const Setting<QString> theme{ "look/theme", QStringLiteral("auto") };
inline const Setting<QString> language{ "look/language", QString() };
inline const Setting<bool> animations{ "look/animations", true };
inline const Setting<bool> graphLeftToRight{ "graph/left-to-right", false };
inline const Setting<bool> graphMinimap{ "graph/minimap", true };
inline const Setting<QStringList> recentProjects{ "project/recent", {} };
inline const Setting<QVariantMap> pythonCommands{ "project/python", {} };
inline const Setting<QByteArray> windowGeometry{ "window/geometry", {} };
inline const Setting<QByteArray> migrationsSplitter{ "window/migrations-splitter", {} };
inline const Setting<QVariantMap> diagramPlaces{ "schema/diagram-places", {} };
inline const Setting<QVariantMap> diagramGroups{ "schema/diagram-groups", {} };
inline const Setting<bool> diagramMinimap{ "schema/minimap", true };
inline const Setting<QString> schemaTab{ "schema/tab", QStringLiteral("tables") };
inline const Setting<QByteArray> schemaSplitter{ "window/schema-splitter", {} };
inline const Setting<QByteArray> planSplitter{ "window/plan-splitter", {} };
inline const Setting<QString> revisionTab{ "window/revision-tab", QStringLiteral("operations") };
inline const Setting<QString> backupFolder{ "backup/folder", QString() };
} // namespace setting

/// Typed access to the settings file.
class Settings : public QObject {
    Q_OBJECT
public:
    /// An empty name means the user's own file.
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);
    ~Settings() override;

    template <typename T> T get(const Setting<T>& what) const
    {
        const QVariant value = read(QLatin1String(what.key));
        return value.isValid() && value.canConvert<T>() ? value.value<T>() : what.fallback;
    }
    template <typename T> void set(const Setting<T>& what, const T& value)
    {
        if (get(what) != value)
            write(QLatin1String(what.key), QVariant::fromValue(value));
    }
    /// For this run only: what a command-line option says, over what the file says.
    template <typename T> void override(const Setting<T>& what, const T& value)
    {
        m_overrides.insert(QLatin1String(what.key), QVariant::fromValue(value));
        Q_EMIT changed(QLatin1String(what.key));
    }

    /// The command that starts a project's Python where the user chose another than the first found; empty otherwise.
    QString pythonCommand(const QString& projectFolder) const;
    void setPythonCommand(const QString& projectFolder, const QString& command);

Q_SIGNALS:
    void changed(const QString& key);

private:
    QVariant read(const QString& key) const;
    void write(const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_file;
    QVariantHash m_overrides;
};

} // namespace espalier::ui
