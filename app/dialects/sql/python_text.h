#pragma once

#include "schema/literal.h"
#include "schema/sql_type.h"

#include <QString>

namespace espalier::dialects::sql {

// Values as Python prints them, where Python's own text ends up in SQL or in a refusal.

QString pythonStr(const schema::Literal& value);
QString pythonRepr(const schema::Literal& value);
QString pythonFloat(double value);
/// str(type) of SQLAlchemy, roughly: used in refusals only.
QString pythonTypeName(const schema::SqlType& type);

} // namespace espalier::dialects::sql
