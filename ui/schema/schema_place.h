#pragma once

#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace espalier::ui {

enum class SchemaSource {
    Migrations,
    Models,
    Database,
    Backup, ///< of that database; to be compared with only
};

/// One of the schemas that can be shown or compared with.
struct SchemaPlace {
    SchemaSource source = SchemaSource::Migrations;
    QString revision = {}; ///< of Migrations; empty for all heads
    QString backup = {}; ///< of Backup: its id
    QDateTime made = {}; ///< of Backup: when it was
    friend bool operator==(const SchemaPlace&, const SchemaPlace&) = default;
};

/// "all heads", "ae1027a6acf", "the models", "the backup of …": within a sentence.
QString placeText(const SchemaPlace& place);

} // namespace espalier::ui

Q_DECLARE_METATYPE(espalier::ui::SchemaPlace)
