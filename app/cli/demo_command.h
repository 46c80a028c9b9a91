#pragma once

#include "cli/command.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `demo DIR`: a sample project with its SQLite database.
class DemoCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::DemoCommand)
public:
    std::string name() const override { return "demo"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    std::string m_folder;
};

} // namespace espalier::cli
