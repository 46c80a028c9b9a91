#pragma once

#include "symbolic/interpreter.h"

#include <mutex>
#include <QHash>
#include <QStringList>
#include <QVariant>

namespace espalier::operations {

/// Constants of packages that are installed in a project's environment, read out of their source. Any thread.
class InstalledConstants {
public:
    /// The environment is looked for when the first one is asked for.
    InstalledConstants(QString projectFolder, std::shared_ptr<symbolic::SourceCache> sources)
        : m_projectFolder(std::move(projectFolder))
        , m_sources(std::move(sources))
    { }
    /// "package.module.NAME" as plain data (see asPlain()); nullopt where it is none, cannot be known or is not there.
    std::optional<QVariant> find(const QString& dotted) const;

private:
    std::optional<QVariant> read(const QString& module, const QString& name) const;

    QString m_projectFolder;
    std::shared_ptr<symbolic::SourceCache> m_sources;
    mutable std::mutex m_lock;
    mutable std::optional<QStringList> m_folders;
    mutable QHash<QString, std::optional<QVariant>> m_found;
};

} // namespace espalier::operations
