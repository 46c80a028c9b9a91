#pragma once

#include "dialects/backup_tool.h"

namespace espalier::dialects::mysql {

/// mariadb-dump or mysqldump, and the mariadb or mysql client. Databases cannot be renamed here. So a restore into a
/// new one fills it under its own name; and one over an old one is first proven in a database beside it, and then the
/// old one is dropped and the content loaded again. The caller backs up the old content before (replacesInOneStep()).
class MysqlBackupTool final : public BackupTool {
public:
    QList<DumpFormat> formats() const override { return { DumpFormat::SqlText }; }
    bool canRunJobs(DumpFormat) const override { return false; }
    core::Result<ClientProgram> dumpProgram(
        const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel) const override;
    core::Result<DumpOutcome> dump(const DumpOrder& order, const jobs::JobContext& context) const override;
    core::Result<QStringList> examine(
        const Archive& archive, const QStringList& folders, const jobs::JobContext& context) const override;
    DatabaseUrl serverUrl(const DatabaseUrl& url) const override { return url.withDatabase(QString()); }
    core::Result<ClientProgram> loadProgram(
        const LoadOrder& order, bool allowOlderServer, const core::CancelToken& cancel) const override;
    core::Result<bool> targetExists(const LoadOrder& order, const core::CancelToken& cancel) const override;
    DatabaseUrl scratchUrl(const LoadOrder& order) const override;
    core::Result<void> makeScratch(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const override;
    core::Result<void> load(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const override;
    bool replacesInOneStep() const override { return false; }
    core::Result<void> promote(
        const LoadOrder& order, const DatabaseUrl& scratch, const jobs::JobContext& context) const override;
    QString discard(const LoadOrder& order, const DatabaseUrl& scratch) const override;
    core::Result<bool> isUnfinished(
        const LoadOrder& order, const DatabaseUrl& scratch, const core::CancelToken& cancel) const override;
    core::Result<void> reopen(const LoadOrder&, const core::CancelToken&) const override { return {}; }
    DatabaseUrl targetUrl(const LoadOrder& order) const override;
};

/// The file in a backup's folder.
inline constexpr const char* backupFileName = "database.sql";

} // namespace espalier::dialects::mysql
