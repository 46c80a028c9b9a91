#pragma once

#include "cli/command.h"
#include "revisions/project_loader.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `graph`: the revisions and what is wrong with the tree.
class GraphCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::GraphCommand)
public:
    std::string name() const override { return "graph"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    std::string m_project;
    std::string m_section;
    bool m_checksSyntax = false;
};

/// The document that CLI.md's `graph` promises, without "format".
QJsonObject graphObject(const revisions::LoadedProject& loaded);

} // namespace espalier::cli
