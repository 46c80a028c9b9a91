#pragma once

#include "core/clock.h"
#include "core/error.h"

#include <optional>
#include <QByteArray>
#include <QList>

namespace espalier::project {

/// A project folder whose code the user has allowed to run.
struct TrustRecord {
    QString folder; ///< canonical path
    QString config; ///< the configuration file, relative to the folder; empty where there is none
    QByteArray configHash; ///< SHA-256 (hex) of its content when trust was given
    QDateTime granted; ///< UTC
    friend bool operator==(const TrustRecord&, const TrustRecord&) = default;
};

/// Which projects may run code, kept in one JSON file that is replaced as a whole. Trust covers the folder and what is
/// in it, under its canonical path; asked once, it stays until revoked. Reading a project never needs it.
class TrustStore {
public:
    explicit TrustStore(const QString& file, const core::Clock* clock = nullptr);
    /// In the user's configuration folder.
    static TrustStore ofUser();

    /// What is known of a folder. A damaged or unreadable store is an error, never "trusted".
    core::Result<std::optional<TrustRecord>> find(const QString& folder) const;
    /// ErrorCode::Untrusted unless the folder is trusted.
    core::Result<void> require(const QString& folder) const;
    core::Result<void> grant(const QString& folder, const QString& config = {});
    core::Result<void> revoke(const QString& folder);
    core::Result<QList<TrustRecord>> list() const;

private:
    QString m_file;
    const core::Clock* m_clock;
};

/// Whether the configuration file is another one than when trust was given: worth a line, not a new question, since
/// the scripts change with every pull anyway.
bool configChanged(const TrustRecord& record);

} // namespace espalier::project
