#pragma once

#include "cli/command_io.h"
#include "core/redaction.h"
#include "database/connection_settings.h"
#include "database/version_table.h"
#include "jobs/job_context.h"
#include "project/project.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <QCoreApplication>

namespace espalier::cli {

/// The database a verb works on, found from its options.
struct ChosenConnection {
    database::ConnectionSettings settings;
    std::optional<core::Secret> secret; ///< none where the server asks for none
    std::optional<project::Project> project; ///< where one was named, or had to be looked for
    database::VersionTableName versionTable;
};

/// --url, --environment and what stands in for them: the project's own URL where no --url was given; passwords from the
/// URL, the environment, the client library's file, or a prompt when somebody sits there.
class ConnectionOptions {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::ConnectionOptions)
public:
    void addTo(CLI::App& app);
    /// PROJECT of the verb where it has one; otherwise the current folder is tried when there is no --url.
    /// `section` is its ini section (--name).
    void useProject(const std::string* folder, const std::string* section = nullptr)
    {
        m_project = folder;
        m_section = section;
    }
    bool hasUrl() const { return !m_url.empty(); }

    /// What --url names, without looking for its password; nothing where it was not given.
    core::Result<std::optional<database::ConnectionSettings>> givenUrl() const;
    core::Result<ChosenConnection> choose(const CommandIo& io) const;

private:
    core::Result<QString> findUrl(ChosenConnection& chosen) const;

    std::string m_url;
    std::string m_environment;
    const std::string* m_project = nullptr;
    const std::string* m_section = nullptr;
};

/// Fills in what a URL names, with its password from wherever it is kept; relative files are below `base`.
core::Result<void> chooseDatabase(
    ChosenConnection& chosen, const QString& url, const QString& base, const CommandIo& io);

/// "5s", "500ms", "2min", "1h" in milliseconds; plain numbers are seconds. InvalidArgument.
core::Result<int> parseDuration(const QString& text);

/// A context that shows progress on stderr: rewritten in place for a person, a line for each phase otherwise; nothing
/// where `quiet`.
jobs::JobContext progressContext(const CommandIo& io, bool quiet = false);

} // namespace espalier::cli
