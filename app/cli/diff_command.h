#pragma once

#include "cli/command.h"
#include "operations/schema_at.h"

#include <QCoreApplication>

namespace espalier::cli {

/// `diff A B`: what leads from the schema at one revision to that at another; each is PROJECT@REV.
class DiffCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(espalier::cli::DiffCommand)
public:
    std::string name() const override { return "diff"; }
    QString summary() const override;
    void setUp(CLI::App& app) override;
    int run(const CommandIo& io) override;

private:
    core::Result<schema::Schema> schemaOf(const std::string& side, const CommandIo& io);

    std::string m_a;
    std::string m_b;
    std::string m_section;
    std::string m_dialect;
    bool m_ignoresEnv = false;
    const dialects::Dialect* m_chosen = nullptr;
};

} // namespace espalier::cli
