#include "cli/diff_command.h"

#include "cli/migration_choice.h"
#include "cli/planned_project.h"
#include "cli/printable.h"
#include "report/schema_json.h"

namespace espalier::cli {

QString DiffCommand::summary() const { return tr("Compares the schema at two revisions"); }

void DiffCommand::setUp(CLI::App& app)
{
    app.add_option("A", m_a, tr("PROJECT@REV, e.g. shop@base").toStdString())->required();
    app.add_option("B", m_b, tr("PROJECT@REV, e.g. shop@heads").toStdString())->required();
    app.add_option("--name", m_section, tr("Section of the ini file").toStdString());
    app.add_option("--dialect", m_dialect, tr("The database whose SQL is meant").toStdString());
    app.add_flag("--ignore-env", m_ignoresEnv, tr("As if env.py were Alembic's own template").toStdString());
}

core::Result<schema::Schema> DiffCommand::schemaOf(const std::string& side, const CommandIo& io)
{
    const QString text = QString::fromStdString(side);
    const qsizetype at = text.lastIndexOf(QLatin1Char('@'));
    const QString revision = text.mid(at + 1);
    if (at <= 0 || revision == QLatin1String("models"))
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages", "%1 is not PROJECT@REV; nothing else can be compared yet."), { text });
    const auto loaded = loadProject(io, text.left(at).toStdString(), m_section);
    if (!loaded)
        return core::fail(loaded.error());
    if (!m_chosen) {
        const auto dialect = dialectFor(loaded->project, QString::fromStdString(m_dialect));
        if (!dialect)
            return core::fail(dialect.error());
        m_chosen = *dialect;
    }
    const auto found = operations::schemaAt(
        *loaded, operations::circumstancesOf(loaded->project, *m_chosen, false, m_ignoresEnv), revision);
    if (!found)
        return core::fail(found.error());
    return found->schema;
}

int DiffCommand::run(const CommandIo& io)
{
    const auto a = schemaOf(m_a, io);
    if (!a)
        return reportError(io, a.error(), isJson());
    const auto b = schemaOf(m_b, io);
    if (!b)
        return reportError(io, b.error(), isJson());
    const auto changes = schema::difference(*a, *b, m_chosen->schemaRules());
    if (isJson()) {
        writeJson(io,
            { { QStringLiteral("a"), QString::fromStdString(m_a) },
                { QStringLiteral("b"), QString::fromStdString(m_b) },
                { QStringLiteral("changes"), report::differencesJson(changes, *m_chosen) } });
        return Done;
    }
    for (const schema::Difference& change : changes)
        io.out << printableLine(change.detail.text()) << '\n';
    if (changes.empty())
        io.out << tr("No difference.") << '\n';
    io.out.flush();
    return Done;
}

} // namespace espalier::cli
