#pragma once

#include "cli/command.h"
#include "project/project.h"
#include "schema/drift.h"

#include <QCoreApplication>

namespace espalier::cli {

/// What of a schema is not known, in lines for people.
class DoubtLines {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::DoubtLines)
public:
    /// On stderr: each with its reason and place, of many the first ones. `shown`: whose they are; files are relative
    /// to the `project`, where there is one.
    static void write(const CommandIo& io, const QString& shown, const std::vector<schema::DriftDoubt>& doubts,
        const project::Project* project);
};

} // namespace espalier::cli
