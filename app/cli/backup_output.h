#pragma once

#include "backup/catalogue.h"
#include "backup/prune.h"
#include "backup/restore.h"
#include "cli/command_io.h"

namespace espalier::cli {

// What `backup …` prints, as JSON objects and as text. Pure.

/// One backup in the shape of `backup list`.
QJsonObject backupObject(const backup::Manifest& manifest, const std::optional<backup::Verification>& verified);
QJsonObject verificationObject(const backup::Verification& verification);
QJsonObject listingObject(const backup::Listing& listing);
/// With files, properties and folder.
QJsonObject detailObject(const backup::CatalogueEntry& entry);
QJsonObject restoreObject(const backup::BackupId& id, const backup::RestoreOutcome& outcome);
QJsonObject pruneObject(const backup::PruneOutcome& outcome, bool dryRun, const QStringList& leftovers);

/// `database` is the one whose backups these are; empty where they are all there are.
void printListing(QTextStream& out, const backup::Listing& listing, const QString& folder, const QString& database);
void printDetail(QTextStream& out, const backup::CatalogueEntry& entry);
void printVerification(QTextStream& out, const QString& id, const backup::Verification& verification);
void printRestore(QTextStream& out, const backup::RestoreOutcome& outcome);
void printPrune(QTextStream& out, const backup::PruneOutcome& outcome, bool dryRun, const QStringList& leftovers);

} // namespace espalier::cli
