#pragma once

#include "dialects/sql_reader.h"
#include "operations/recorder.h"

namespace espalier::operations {

/// Where questions about the schema are answered from.
struct CatalogueSource {
    const schema::Schema& schema;
    const SchemaCertainty& certainty;
    const dialects::Dialect& dialect;
    schema::ObjectName versionTable; ///< which is there, though no part of the schema
};

/// The rows of a question about the schema itself.
struct CatalogueAnswer {
    using Cell = std::optional<dialects::CatalogueValue>; ///< nullopt where it is not kept
    DoubtPtr doubt; ///< set where the rows cannot be known
    QStringList names; ///< of the cells
    bool isOfAll = false; ///< SELECT *: not all cells are kept
    std::vector<std::vector<Cell>> rows;
    bool isOrdered = true; ///< there is no other order in which the database may give them
    bool isCut = false; ///< by LIMIT: which of them the database gives is its choice
};

/// Answered from a schema; nullopt where the question is about something that is not kept here.
std::optional<CatalogueAnswer> askCatalogue(
    Interpreter& interpreter, const CatalogueSource& source, const dialects::CatalogueQuery& query);

/// The same as values.
struct CatalogueRowValues {
    DoubtPtr doubt; ///< set where they cannot be known
    std::vector<Value> rows; ///< each a Tuple
    DoubtPtr order; ///< set where only the database knows it
};
std::optional<CatalogueRowValues> answerCatalogueQuery(
    Interpreter& interpreter, Recorder& recorder, const dialects::CatalogueQuery& query);

} // namespace espalier::operations
