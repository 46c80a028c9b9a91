#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QStringList>

namespace espalier::ui {

enum class SchemaSource {
    Migrations,
    Models,
    Database,
    Backup, ///< one that holds a schema
};

/// One of the schemas that can be shown or compared with.
struct SchemaPlace {
    SchemaSource source = SchemaSource::Migrations;
    QString revision = {}; ///< of Migrations; empty for all heads
    QString backup = {}; ///< of Backup: its id
    QDateTime made = {}; ///< of Backup, as all that follows: when it was
    QString database = {}; ///< name of what was backed up
    QString dialect = {}; ///< its id
    QStringList revisions = {}; ///< that it was at
    friend bool operator==(const SchemaPlace&, const SchemaPlace&) = default;
};

/// "all heads", "ae1027a6acf", "the models", "the backup of …": within a sentence.
QString placeText(const SchemaPlace& place);
/// Which backup: "shop.db · 27 Nov 2026 21:02 · ae1027a6acf"
QString backupText(const SchemaPlace& place);

} // namespace espalier::ui

Q_DECLARE_METATYPE(espalier::ui::SchemaPlace)
