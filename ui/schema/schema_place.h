#pragma once

#include <QMetaType>
#include <QString>

namespace espalier::ui {

enum class SchemaSource { Migrations, Models, Database };

/// One of the schemas that can be shown or compared with.
struct SchemaPlace {
    SchemaSource source = SchemaSource::Migrations;
    QString revision = {}; ///< of Migrations; empty for all heads
    friend bool operator==(const SchemaPlace&, const SchemaPlace&) = default;
};

/// "all heads", "ae1027a6acf", "the models": within a sentence.
QString placeText(const SchemaPlace& place);

} // namespace espalier::ui

Q_DECLARE_METATYPE(espalier::ui::SchemaPlace)
