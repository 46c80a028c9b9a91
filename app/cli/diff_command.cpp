#include "cli/diff_command.h"

#include "cli/migration_choice.h"
#include "cli/planned_project.h"
#include "cli/printable.h"
#include "database/live_schema.h"
#include "report/schema_json.h"

#include <QDir>

namespace espalier::cli {

QString DiffCommand::summary() const { return tr("Compares the schemas of revisions and databases"); }

void DiffCommand::setUp(CLI::App& app)
{
    const std::string what = tr("PROJECT@REV, e.g. shop@heads, or the URL of a database").toStdString();
    app.add_option("A", m_a, what)->required();
    app.add_option("B", m_b, what)->required();
    app.add_option("--name", m_section, tr("Section of the ini file").toStdString());
    app.add_option("--dialect", m_dialect, tr("The database whose SQL is meant").toStdString());
    app.add_flag("--ignore-env", m_ignoresEnv, tr("As if env.py were Alembic's own template").toStdString());
}

core::Result<DiffCommand::Side> DiffCommand::sideOf(const std::string& written, const CommandIo& io) const
{
    const QString text = QString::fromStdString(written);
    Side side;
    if (text.contains(QLatin1String("://"))) {
        ChosenConnection chosen;
        if (const auto found = chooseDatabase(chosen, text, QDir::currentPath(), io); !found)
            return core::fail(found.error());
        side.shown = chosen.settings.url.display();
        side.database = std::move(chosen);
        return side;
    }
    const qsizetype at = text.lastIndexOf(QLatin1Char('@'));
    side.shown = text;
    side.revision = text.mid(at + 1);
    if (at <= 0 || side.revision == QLatin1String("models"))
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP(
                "Messages", "%1 is neither PROJECT@REV nor the URL of a database; nothing else can be compared yet."),
            { text });
    const auto loaded = loadProject(io, text.left(at).toStdString(), m_section);
    if (!loaded)
        return core::fail(loaded.error());
    side.project = *loaded;
    return side;
}

core::Result<schema::Schema> DiffCommand::schemaOf(const Side& side, const Side& other, const CommandIo& io)
{
    if (side.project) {
        const auto found = operations::schemaAt(*side.project,
            operations::circumstancesOf(side.project->project, *m_chosen, false, m_ignoresEnv), side.revision);
        return found.map([](const operations::SchemaAt& at) { return at.schema; });
    }
    auto found = database::readSchema(side.database->settings, side.database->secret, jobs::JobContext(io.cancel));
    if (!found)
        return core::fail(found.error());
    m_version = found->version;
    for (const core::Message& one : found->unseen)
        io.err << printableLine(one.text()) << Qt::endl;
    if (other.project) { // which no revision makes
        const project::Project& project = other.project->project;
        const QString place = project.versionTableSchema();
        found->schema.tables.remove({ place == found->defaultSchema ? QString() : place, project.versionTable() });
    }
    return std::move(found->schema);
}

int DiffCommand::run(const CommandIo& io)
{
    const auto a = sideOf(m_a, io);
    if (!a)
        return reportError(io, a.error(), isJson());
    const auto b = sideOf(m_b, io);
    if (!b)
        return reportError(io, b.error(), isJson());
    for (const Side* side : { &*a, &*b }) {
        if (!side->database)
            continue;
        const dialects::Dialect* dialect = &dialects::dialectOf(side->database->settings.url);
        if (m_chosen && m_chosen != dialect)
            return reportError(io,
                core::makeError(core::ErrorCode::Unsupported,
                    QT_TRANSLATE_NOOP("Messages", "Databases of %1 and %2 cannot be compared."),
                    { m_chosen->displayName(), dialect->displayName() }),
                isJson());
        m_chosen = dialect;
    }
    if (!m_chosen) {
        const auto dialect = dialectFor(a->project->project, QString::fromStdString(m_dialect));
        if (!dialect)
            return reportError(io, dialect.error(), isJson());
        m_chosen = *dialect;
    }
    const auto left = schemaOf(*a, *b, io);
    if (!left)
        return reportError(io, left.error(), isJson());
    const auto right = schemaOf(*b, *a, io);
    if (!right)
        return reportError(io, right.error(), isJson());
    const auto changes = schema::difference(*left, *right, m_chosen->schemaRules(m_version));
    if (isJson()) {
        writeJson(io,
            { { QStringLiteral("a"), a->shown }, { QStringLiteral("b"), b->shown },
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
