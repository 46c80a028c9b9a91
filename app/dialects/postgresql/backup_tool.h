#pragma once

#include "dialects/backup_tool.h"

namespace espalier::dialects::postgresql {

/// pg_dump and pg_restore. A restore goes into a database under a temporary name, which then gets the target's name:
/// over an old one by swapping two names in one transaction.
class PostgresBackupTool final : public BackupTool {
public:
    QList<DumpFormat> formats() const override { return { DumpFormat::Custom, DumpFormat::Directory }; }
    bool canRunJobs(DumpFormat format) const override { return format == DumpFormat::Directory; }
    core::Result<ClientProgram> dumpProgram(
        const ServerVersion& server, const QStringList& folders, const core::CancelToken& cancel) const override;
    core::Result<DumpOutcome> dump(const DumpOrder& order, const jobs::JobContext& context) const override;
    core::Result<QStringList> examine(
        const Archive& archive, const QStringList& folders, const jobs::JobContext& context) const override;
    DatabaseUrl serverUrl(const DatabaseUrl& url) const override
    {
        return url.withDatabase(QStringLiteral("postgres"));
    }
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
    core::Result<void> reopen(const LoadOrder& order, const core::CancelToken& cancel) const override;
    DatabaseUrl targetUrl(const LoadOrder& order) const override;
};

} // namespace espalier::dialects::postgresql
