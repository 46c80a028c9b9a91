#pragma once

#include "models/model_reader.h"
#include "schema/drift.h"

namespace espalier::models {

/// The models as one of the places of schema::drift(), with what of them is not known.
schema::DriftPlace placeOf(const Models& models);

} // namespace espalier::models
