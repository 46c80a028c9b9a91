#pragma once

#include "dialects/database_url.h"
#include "dialects/tls.h"
#include "project/project.h"
#include "run/runner.h"

namespace espalier::run {

/// What Alembic must be told to load a project. With a command environment the paths are relative to its folder: the
/// interpreter may see it elsewhere, as in a container whose working folder it is.
AlembicProject alembicProject(const project::Project& project, const project::PythonEnvironment& environment);

/// The candidate to use where the user chose none: the first with Alembic. ToolMissing where there is none, naming what
/// was looked at.
core::Result<project::PythonEnvironment> chooseEnvironment(const project::Project& project);

/// The choice as a plan states it.
plan::RunnerChoice runnerChoice(const core::Result<project::PythonEnvironment>& environment);

/// The address as the project's own engine wants it: with the Python driver that it uses for this kind of database
/// (from its own URLs) where `url` names none, or else one that is installed, and with the TLS settings of the
/// connection. Unsupported where that driver could not keep what the connection demands.
core::Result<core::Secret> urlForProject(const dialects::DatabaseUrl& url, const dialects::TlsSettings& tls,
    const project::Project& project, const project::InstalledPackages& installed);

/// Whether the connection's settings, or where they leave it open the URL's options, insist on TLS: see
/// RunRequest::insistOnTls.
bool insistsOnTls(const dialects::DatabaseUrl& url, const dialects::TlsSettings& tls);

} // namespace espalier::run
