#include "shell/settings.h"

#include <QSettings>

namespace espalier::ui {

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent)
    , m_file(file.isEmpty() ? std::make_unique<QSettings>(
                 QSettings::IniFormat, QSettings::UserScope, QStringLiteral("espalier"), QStringLiteral("espalier"))
                            : std::make_unique<QSettings>(file, QSettings::IniFormat))
{ }

Settings::~Settings() = default;

QString Settings::pythonCommand(const QString& projectFolder) const
{
    return get(setting::pythonCommands).value(projectFolder).toString();
}

void Settings::setPythonCommand(const QString& projectFolder, const QString& command)
{
    QVariantMap commands = get(setting::pythonCommands);
    if (command.isEmpty())
        commands.remove(projectFolder);
    else
        commands.insert(projectFolder, command);
    set(setting::pythonCommands, commands);
}

QVariant Settings::read(const QString& key) const
{
    const auto found = m_overrides.constFind(key);
    return found != m_overrides.constEnd() ? *found : m_file->value(key);
}

void Settings::write(const QString& key, const QVariant& value)
{
    m_overrides.remove(key);
    m_file->setValue(key, value);
    Q_EMIT changed(key);
}

} // namespace espalier::ui
