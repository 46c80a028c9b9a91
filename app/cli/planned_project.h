#pragma once

#include "cli/command_io.h"
#include "project/python_environment.h"
#include "revisions/project_loader.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

namespace espalier::cli {

/// PROJECT, --name and --python: which project, and what starts its Python.
class ProjectChoice {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::ProjectChoice)
public:
    void addTo(CLI::App& app);
    const std::string& folder() const { return m_project; }
    const std::string& section() const { return m_section; }

    /// The project with its tree. Runs nothing of it.
    core::Result<revisions::LoadedProject> load(const CommandIo& io) const;
    /// --python, else the best environment that is found.
    core::Result<project::PythonEnvironment> environment(const project::Project& project) const;

private:
    std::string m_project;
    std::string m_section;
    std::string m_python;
};

/// The project of PROJECT and --name with its tree. Runs nothing of it.
core::Result<revisions::LoadedProject> loadProject(
    const CommandIo& io, const std::string& folder, const std::string& section);

/// Rows of a version table as they were read: those of --from, or of the database.
core::Result<QStringList> rowsOf(const struct ChosenConnection& chosen, const core::CancelToken& cancel);

} // namespace espalier::cli
