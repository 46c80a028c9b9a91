#pragma once

#include "models/create_all.h"
#include "models/model_reader.h"

#include <QJsonArray>
#include <QJsonObject>

namespace espalier::report {

/// schemaJson() with where each model is defined, what is wrong with them and what of them is not known.
QJsonObject modelsJson(const models::Models& models, const project::Project& project, const dialects::Dialect& dialect);

/// The places where a program makes tables by itself.
QJsonArray createAllJson(const std::vector<models::CreateAllCall>& calls, const project::Project& project);

} // namespace espalier::report
