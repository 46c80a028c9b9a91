#pragma once

#include "cli/command.h"
#include "operations/migration_run.h"

#include <QCoreApplication>

namespace espalier::cli {

/// --env, --clean-env and --ignore-env: under which circumstances a project's code is read.
class SurroundingsChoice {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::MigrationChoice)
public:
    void addTo(CLI::App& app);
    operations::Surroundings surroundings() const;

private:
    std::vector<std::string> m_variables;
    bool m_hasNoOthers = false;
    bool m_ignoresEnv = false;
};

/// PROJECT, --name, --dialect and those of SurroundingsChoice: whose scripts, for which database and under which
/// circumstances they are read.
class MigrationChoice {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::MigrationChoice)
public:
    /// PROJECT may be left out where the verb has something else to work on.
    void addTo(CLI::App& app, bool isRequired = true);
    bool isGiven() const { return !m_project.empty(); }
    core::Result<revisions::LoadedProject> load(const CommandIo& io) const;
    /// --dialect, else that of the project's own URL, else PostgreSQL.
    core::Result<const dialects::Dialect*> dialect(const project::Project& project) const;
    operations::Surroundings surroundings() const { return m_surroundings.surroundings(); }

private:
    std::string m_project;
    std::string m_section;
    std::string m_dialect;
    SurroundingsChoice m_surroundings;
};

/// The dialect of that name; without one, that of the project's own URL, else PostgreSQL.
core::Result<const dialects::Dialect*> dialectFor(const project::Project& project, const QString& name);

} // namespace espalier::cli
