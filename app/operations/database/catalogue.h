#pragma once

#include "dialects/sql_reader.h"
#include "operations/recorder.h"

namespace espalier::operations {

/// The rows that a question about the schema itself has, each a Tuple, answered from the simulated schema. The doubt is
/// set where they cannot be known; nullopt where the question is about something that is not kept here.
std::optional<Known<std::vector<Value>>> answerCatalogueQuery(
    Interpreter& interpreter, Recorder& recorder, const dialects::CatalogueQuery& query);

} // namespace espalier::operations
