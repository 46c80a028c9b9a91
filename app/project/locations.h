#pragma once

#include <QString>
#include <QStringList>

namespace espalier::project {

/// Turns the folder names of a settings file into absolute paths. Alembic takes relative ones from the working folder
/// and `package:path` from an importable package; here both are looked for from the settings file's folder upwards, as
/// far as the repository's top, and then in the places that code is kept in.
class LocationResolver {
public:
    /// `sysPath`: prepend_sys_path, resolved.
    LocationResolver(const QString& configFolder, const QStringList& sysPath);

    /// The folder `text` names; where none exists, the one Alembic would look for when started in the settings' folder.
    QString folder(const QString& text) const;
    /// The same for the folder of env.py, preferring one that looks like it.
    QString scriptFolder(const QString& text) const;
    /// Folders that Python would look for modules in, existing ones only, each once.
    QStringList importRoots() const { return m_importRoots; }

private:
    QStringList candidates(const QString& text) const;
    QStringList packageCandidates(const QString& text) const;

    QString m_configFolder;
    QStringList m_upwards; // the settings' folder and those above it
    QStringList m_importRoots;
};

/// Folders from `folder` up to the top of its repository, or five of them.
QStringList foldersUpwards(const QString& folder);
/// Whether the folder holds env.py, versions/ or script.py.mako.
bool looksLikeScriptFolder(const QString& folder);
/// Whether some .py file directly in the folder says `down_revision`; looks at a few dozen files at most.
bool holdsRevisionScripts(const QString& folder);
/// Whether there are folders in it, but for __pycache__.
bool holdsFolders(const QString& folder);
/// Whether some folder up to three levels below does.
bool holdsNestedRevisionScripts(const QString& folder);

} // namespace espalier::project
