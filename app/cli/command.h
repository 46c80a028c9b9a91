#pragma once

#include "cli/command_io.h"
#include "cli/exit_code.h"

#include <CLI/CLI.hpp>
#include <QStringList>

namespace espalier::cli {

/// One verb. The registry makes a fresh object for every run: setUp() binds options to members, run() reads them.
class Command {
public:
    virtual ~Command() = default;
    virtual std::string name() const = 0;
    /// One line for the list of verbs.
    virtual QString summary() const = 0;
    /// Values of --format; the first is the default. Every verb has "text" and "json".
    virtual QStringList formats() const { return { QStringLiteral("text"), QStringLiteral("json") }; }
    /// Declares arguments and options (--help and --format are there already).
    virtual void setUp(CLI::App& app) = 0;
    virtual int run(const CommandIo& io) = 0;

    bool isJson() const { return format == "json"; }
    std::string format = "text";

protected:
    Command() = default;
};

} // namespace espalier::cli
