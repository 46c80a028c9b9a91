#pragma once

#include "revisions/script_folder.h"

#include <compare>

struct stat;

namespace espalier::revisions {

/// What tells one state of a file from another without reading it. The time of the last change of its inode is set by
/// the system alone, so that even a file written with its old size and its old date is seen.
struct FileState {
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = -1; ///< -1: not there
    qint64 modifiedNs = 0;
    qint64 changedNs = 0;
    friend bool operator==(const FileState&, const FileState&) = default;
};
FileState fileState(const struct stat& state);
/// Of a path, links followed.
FileState fileState(const QByteArray& path);

/// A script as it was read, and the file's state then.
struct ScriptFile {
    ReadScript script;
    FileState state;
    qint64 bytes = 0;
    /// The state was old enough when it was taken that any later change shows in it: clocks of file systems tick in
    /// milliseconds.
    bool isSettled = false;
};

/// Reads a listed file, and takes `known` where that is of the file's present state. `content` gets the bytes, if it is
/// not null and they were read.
ScriptFile readScriptFile(const ListedScript& listed, const ScriptReaderOptions& options, const ScriptFile* known,
    QByteArray* content = nullptr);

} // namespace espalier::revisions
