#pragma once

#include "project/note.h"

#include <optional>
#include <QList>
#include <QStringList>

namespace espalier::project {

/// A setting that stands in Python code, read without running it. Not set at all, set to a known value, or set to
/// something that only running the code could tell; then `expression` is what stands there.
template <typename T> struct Fact {
    std::optional<T> value;
    QString expression; ///< source text, empty where it is not set
    QString file; ///< absolute
    int line = 0;

    bool isSet() const { return !expression.isEmpty(); }
    bool isKnown() const { return value.has_value(); }
    /// The value, or `other` where it is not set; a set but unknown value gives `other` too, so ask isUnknown() first.
    T valueOr(const T& other) const { return value.value_or(other); }
    bool isUnknown() const { return isSet() && !isKnown(); }
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// What a project's env.py says to context.configure(), read statically. Where several calls differ, the one that runs
/// on a connection (online) counts.
struct EnvFacts {
    QString file; ///< env.py, absolute; empty where there is none
    Fact<QString> versionTable; ///< Alembic's default is "alembic_version"
    Fact<QString> versionTableSchema;
    Fact<bool> includeSchemas;
    Fact<bool> renderAsBatch;
    Fact<bool> transactionPerMigration;
    Fact<bool> transactionalDdl;
    Fact<bool> compareType;
    Fact<bool> compareServerDefault;
    QString targetMetadata; ///< the expression given as target_metadata, e.g. "Base.metadata"; empty for None
    int targetMetadataLine = 0;
    /// Modules that target_metadata's name is imported from, dotted, e.g. {"app.models"}; for the models reader.
    QStringList metadataModules;
    QStringList urlVariables; ///< environment variables it reads that look like a database URL, in order
    /// What the code gives as the database URL where that cannot be known, e.g. "settings.url"; empty otherwise.
    QString unknownUrl;
    int unknownUrlLine = 0;
    QList<Note> notes;
};

} // namespace espalier::project
