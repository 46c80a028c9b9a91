#pragma once

#include "cli/command_line.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace espalier::test {

/// What a command line wrote and ended with, run inside the test through buffers. Header-only, so that test_support
/// itself does not pull in the whole command line.
struct CommandRun {
    int exitCode = -1;
    QString out;
    QString err;

    QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }

    /// `answers` are given to questions in order; none left means that nobody answers.
    static CommandRun of(const QStringList& arguments, const QStringList& answers = {},
        cli::Commands commands = cli::makeCommands(), const core::CancelToken& cancel = {})
    {
        CommandRun run;
        QTextStream out(&run.out);
        QTextStream err(&run.err);
        QStringList left = answers;
        const auto ask = [&left](const QString&) { return left.isEmpty() ? QString() : left.takeFirst(); };
        const cli::CommandIo io{ out, err, cancel, !answers.isEmpty(), ask, ask };
        run.exitCode = cli::runCommandLine(arguments, io, std::move(commands));
        out.flush();
        err.flush();
        return run;
    }
};

} // namespace espalier::test
