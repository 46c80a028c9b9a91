#pragma once

#include "schema/name.h"

#include <QMap>

namespace espalier::dialects::postgresql {

/// A name as statements have it.
QString written(const schema::ObjectName& name);

/// Of foreign data: "OPTIONS (ADD a 'x', SET b 'y', DROP c)"; empty where both are the same.
QString optionsText(const QMap<QString, QString>& from, const QMap<QString, QString>& to);

/// A definition with the options of foreign data or of a dictionary in the order of their names; null for others.
QString withSortedOptions(const QString& definition);

} // namespace espalier::dialects::postgresql
