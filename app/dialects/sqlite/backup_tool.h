#pragma once

#include "dialects/backup_tool.h"

namespace espalier::dialects::sqlite {

/// Backups with the online backup API of the linked library; restored by renaming a proven copy into place.
class SqliteBackupTool final : public BackupTool {
public:
    QList<DumpFormat> formats() const override { return { DumpFormat::DatabaseFile }; }
    bool canRunJobs(DumpFormat) const override { return false; }
    core::Result<ClientProgram> dumpProgram(
        const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel) const override;
    core::Result<DumpOutcome> dump(const DumpOrder& order, const jobs::JobContext& context) const override;
    core::Result<QStringList> examine(
        const Archive& archive, const QStringList& folders, const jobs::JobContext& context) const override;
    DatabaseUrl serverUrl(const DatabaseUrl& url) const override { return url; }
    core::Result<ClientProgram> loadProgram(
        const LoadOrder& order, bool allowOlderServer, const core::CancelToken& cancel) const override;
    core::Result<bool> targetExists(const LoadOrder& order, const core::CancelToken& cancel) const override;
    DatabaseUrl scratchUrl(const LoadOrder& order) const override;
    core::Result<void> makeScratch(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const override;
    core::Result<void> load(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const override;
    bool replacesInOneStep() const override { return true; }
    core::Result<void> promote(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const override;
    QString discard(const LoadOrder& order, const DatabaseUrl& scratch) const override;
    core::Result<bool> isUnfinished(
        const LoadOrder& order, const DatabaseUrl& scratch, const core::CancelToken& cancel) const override;
    core::Result<void> reopen(const LoadOrder&, const core::CancelToken&) const override { return {}; }
    DatabaseUrl targetUrl(const LoadOrder& order) const override;
};

/// The file in a backup's folder.
inline constexpr const char* backupFileName = "database.sqlite";

/// Other processes that have the file open: "python3 (4711)". Only those that this user may look into.
QStringList processesUsing(const QString& path);

/// Puts `replacement` in the place of the live database `target` by one rename, while the old one is locked against
/// everybody. Busy when somebody uses it.
core::Result<void> replaceFile(const QString& target, const QString& replacement, const core::CancelToken& cancel);

} // namespace espalier::dialects::sqlite
