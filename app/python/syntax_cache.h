#pragma once

#include "python/syntax_tree.h"

#include <mutex>
#include <QFile>
#include <QHash>

namespace espalier::python {

/// Syntax trees of a project's scripts, kept in one file from run to run as Python keeps its bytecode. An entry is
/// found by the SHA-256 of the text and proved by a sum of its own bytes: a file that is damaged, of another version or
/// not ours gives nothing, and what cannot be written is not kept. Any thread.
class SyntaxCache {
public:
    explicit SyntaxCache(const QString& file);
    ~SyntaxCache();
    SyntaxCache(const SyntaxCache&) = delete;
    SyntaxCache& operator=(const SyntaxCache&) = delete;

    /// The tree of this text: asked for before, kept, or parsed now.
    core::Result<SyntaxTree> tree(const QByteArray& source, const core::CancelToken& cancel = {});
    /// Writes the trees that were asked for, where there is one among them that the file has not.
    void save();

    /// Where those of the scripts in this folder are kept: below the user's cache folder.
    static QString fileFor(const QString& folder);

private:
    struct Entry {
        qsizetype offset; ///< of its bytes
        quint32 count; ///< of records
    };
    void open();
    std::optional<SyntaxTree> kept(const QByteArray& key, const QByteArray& source) const;

    std::once_flag m_opened; ///< by the first question: not every run has one
    QFile m_file;
    QByteArrayView m_content;
    QHash<QByteArray, Entry> m_entries;
    std::mutex m_mutex;
    QHash<QByteArray, SyntaxTree> m_used;
    bool m_hasNew = false;
};

} // namespace espalier::python
