#pragma once

#include "revisions/script_file.h"

#include <QHash>

namespace espalier::revisions {

/// What was read of each file, by its path: what the next load need not read again.
class LoadedScripts {
public:
    const ScriptFile* find(const QByteArray& path) const
    {
        const auto found = m_files.constFind(path);
        return found == m_files.cend() ? nullptr : &*found;
    }
    void insert(const QByteArray& path, const ScriptFile& file) { m_files.insert(path, file); }
    QHash<QByteArray, FileState> states() const
    {
        QHash<QByteArray, FileState> states;
        states.reserve(m_files.size());
        for (auto it = m_files.cbegin(); it != m_files.cend(); ++it)
            states.insert(it.key(), it->state);
        return states;
    }
    void reserve(size_t count) { m_files.reserve(qsizetype(count)); }

private:
    QHash<QByteArray, ScriptFile> m_files;
};

} // namespace espalier::revisions
