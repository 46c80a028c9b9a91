#include "cli/command_line.h"

#include "cli/terminal.h"

#include <algorithm>
#include <QCoreApplication>

namespace espalier::cli {

namespace {

bool asksForJson(const QStringList& arguments)
{
    const qsizetype format = arguments.indexOf(QStringLiteral("--format"));
    return arguments.contains(QStringLiteral("--format=json"))
        || (format >= 0 && arguments.value(format + 1) == QStringLiteral("json"));
}

/// A word that stands where a verb must, and is none; CLI11 itself only says that a verb is missing.
QString unknownVerb(const CLI::App& app, const QStringList& arguments)
{
    const auto chosen = app.get_subcommands();
    const CLI::App& asked = chosen.empty() ? app : *chosen.front();
    const QString word = arguments.value(chosen.empty() ? 0 : 1);
    const bool wantsVerb = asked.get_require_subcommand_min() > 0 && asked.get_subcommands().empty();
    return wantsVerb && !word.startsWith(QLatin1Char('-')) ? word : QString();
}

int reportUsage(const CommandIo& io, const CLI::ParseError& error, const CLI::App& app, const QStringList& arguments)
{
    if (error.get_name() == "CallForHelp" || error.get_name() == "CallForAllHelp") {
        const auto chosen = app.get_subcommands();
        io.out << QString::fromStdString(chosen.empty() ? app.help() : chosen.front()->help()) << Qt::flush;
        return Done;
    }
    if (error.get_name() == "CallForVersion") {
        io.out << QString::fromStdString(error.what()) << Qt::endl;
        return Done;
    }
    const QString word = unknownVerb(app, arguments);
    const core::Error failure = word.isEmpty()
        ? core::makeError(core::ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("Messages", "Wrong usage: %1"),
            { QString::fromStdString(error.what()) })
        : core::makeError(
            core::ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("Messages", "There is no verb \"%1\"."), { word });
    reportError(io, failure, asksForJson(arguments));
    if (!asksForJson(arguments))
        io.err << QCoreApplication::translate("CommandLine", "Try --help.") << Qt::endl;
    return WrongUsage;
}

// A full disk or a closed pipe: what was asked for was not delivered, so the command has not succeeded. Whoever closed
// the pipe (`| head`) knows it and is not told.
int withOutputWritten(const CommandIo& io, int exitCode)
{
    io.out.flush();
    if (io.out.status() != QTextStream::WriteFailed || exitCode != Done)
        return exitCode;
    if (!isOutputPipeClosed())
        io.err << QCoreApplication::translate("CommandLine", "The output could not be written.") << Qt::endl;
    return Failed;
}

} // namespace

int runCommandLine(const QStringList& arguments, const CommandIo& io, Commands commands)
{
    CLI::App app(QCoreApplication::translate(
                     "CommandLine", "Espalier: visual migration review, backup and restore for Alembic projects.")
                     .toStdString(),
        "espalier-cli");
    app.set_version_flag("--version", "espalier-cli " ESPALIER_VERSION);
    app.require_subcommand(1);
    std::vector<CLI::App*> subcommands;
    for (const auto& command : commands) {
        CLI::App* sub = app.add_subcommand(command->name(), command->summary().toStdString());
        std::vector<std::string> formats;
        for (const QString& format : command->formats())
            formats.push_back(format.toStdString());
        command->format = formats.front();
        sub->add_option(
               "--format", command->format, QCoreApplication::translate("CommandLine", "Output format").toStdString())
            ->check(CLI::IsMember(formats))
            ->capture_default_str();
        command->setUp(*sub);
        subcommands.push_back(sub);
    }
    std::vector<std::string> reversed; // CLI11 takes its arguments from the back
    for (const QString& argument : arguments)
        reversed.push_back(argument.toStdString());
    std::reverse(reversed.begin(), reversed.end());
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return reportUsage(io, error, app, arguments);
    }
    for (size_t i = 0; i < commands.size(); ++i) {
        if (subcommands[i]->parsed())
            return withOutputWritten(io, commands[i]->run(io));
    }
    return WrongUsage;
}

} // namespace espalier::cli
