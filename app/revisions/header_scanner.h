#pragma once

#include <optional>
#include <QByteArray>
#include <QStringList>

namespace espalier::revisions {

/// One of the names that Alembic reads from a script.
struct HeaderField {
    int line = 0; ///< of the assignment; 0 where there is none
    bool isSequence = false; ///< a tuple or list
    QStringList values; ///< empty for None
    friend bool operator==(const HeaderField&, const HeaderField&) = default;
};

/// What a script's module level says, as far as one pass over its tokens tells.
struct ScannedHeader {
    /// Everything that could matter was plain: the fields are what Python would find. Otherwise the script needs a
    /// syntax tree and an evaluation, and the rest of this is not to be used.
    bool isComplete = false;
    std::optional<QString> documentation;
    HeaderField revision;
    HeaderField downRevision;
    HeaderField dependsOn;
    HeaderField branchLabels;
    bool hasUpgrade = false;
    bool hasDowngrade = false;
    friend bool operator==(const ScannedHeader&, const ScannedHeader&) = default;
};

/// Reads the header of nearly every script at some hundred megabytes a second; `text` as decodeSource() gives it. Of a
/// file that is too large, `isBeginning` says that the text may end anywhere; upgrade() and downgrade() are then taken
/// to be there.
ScannedHeader scanHeader(const QByteArray& text, bool isBeginning = false);

} // namespace espalier::revisions
