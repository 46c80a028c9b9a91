#pragma once

#include "models/model_reader.h"

#include <QJsonObject>

namespace espalier::report {

/// schemaJson() with where each model is defined, what is wrong with them and what of them is not known.
QJsonObject modelsJson(const models::Models& models, const project::Project& project, const dialects::Dialect& dialect);

} // namespace espalier::report
