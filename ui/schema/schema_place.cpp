#include "schema/schema_place.h"

#include "plan/steps_model.h"
#include "widgets/format.h"

#include <QCoreApplication>

namespace espalier::ui {

QString placeText(const SchemaPlace& place)
{
    switch (place.source) {
    case SchemaSource::Models:
        return QCoreApplication::translate("SchemaPlace", "the models");
    case SchemaSource::Database:
        return QCoreApplication::translate("SchemaPlace", "the database");
    case SchemaSource::Backup:
        return QCoreApplication::translate("SchemaPlace", "the backup of %1").arg(backupText(place));
    case SchemaSource::Migrations:
        break;
    }
    return place.revision.isEmpty() ? QCoreApplication::translate("SchemaPlace", "all heads") : shortId(place.revision);
}

QString backupText(const SchemaPlace& place)
{
    QStringList parts{ place.database, exactTime(place.made) };
    if (!place.revisions.isEmpty())
        parts.append(rowsText(place.revisions));
    return parts.join(QStringLiteral(" · "));
}

} // namespace espalier::ui
