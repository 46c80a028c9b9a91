#pragma once

#include "cli/command.h"
#include "operations/migration_run.h"

#include <QCoreApplication>

namespace espalier::cli {

/// PROJECT, --name, --dialect and --ignore-env: whose scripts, and for which database they are read.
class MigrationChoice {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::MigrationChoice)
public:
    void addTo(CLI::App& app);
    core::Result<revisions::LoadedProject> load(const CommandIo& io) const;
    /// --dialect, else that of the project's own URL, else PostgreSQL.
    core::Result<const dialects::Dialect*> dialect(const project::Project& project) const;
    bool ignoresEnv() const { return m_ignoresEnv; }

private:
    std::string m_project;
    std::string m_section;
    std::string m_dialect;
    bool m_ignoresEnv = false;
};

/// The dialect of that name; without one, that of the project's own URL, else PostgreSQL.
core::Result<const dialects::Dialect*> dialectFor(const project::Project& project, const QString& name);

/// A target's refusal as an error.
core::Error errorOf(const revisions::Refusal& refusal);

} // namespace espalier::cli
