#include "cli/diff_command.h"

#include "cli/migration_choice.h"
#include "cli/planned_project.h"
#include "cli/printable.h"
#include "database/live_schema.h"
#include "models/known_models.h"
#include "operations/known_schema.h"
#include "report/compared_schemas.h"
#include "report/drift_json.h"
#include "report/models_json.h"
#include "report/table_drift.h"

#include <algorithm>
#include <QDir>

namespace espalier::cli {

QString DiffCommand::summary() const { return tr("Compares the schemas of revisions, models and databases"); }

void DiffCommand::setUp(CLI::App& app)
{
    const std::string what = tr("PROJECT@REV, e.g. shop@heads, PROJECT@models, or the URL of a database").toStdString();
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
    side.isOfModels = side.revision == QLatin1String("models");
    if (at <= 0)
        return core::fail(core::ErrorCode::Unsupported,
            QT_TRANSLATE_NOOP("Messages",
                "%1 is neither PROJECT@REV, PROJECT@models nor the URL of a database; nothing else can be compared "
                "yet."),
            { text });
    const auto loaded = loadProject(io, text.left(at).toStdString(), m_section);
    if (!loaded)
        return core::fail(loaded.error());
    side.project = *loaded;
    return side;
}

core::Result<void> DiffCommand::chooseDialect(const Side& a, const Side& b)
{
    for (const Side* side : { &a, &b }) {
        if (!side->database)
            continue;
        const dialects::Dialect* dialect = &dialects::dialectOf(side->database->settings.url);
        if (m_chosen && m_chosen != dialect)
            return core::fail(core::ErrorCode::Unsupported,
                QT_TRANSLATE_NOOP("Messages", "Databases of %1 and %2 cannot be compared."),
                { m_chosen->displayName(), dialect->displayName() });
        m_chosen = dialect;
    }
    if (m_chosen)
        return {};
    const auto dialect = dialectFor(a.project->project, QString::fromStdString(m_dialect));
    if (!dialect)
        return core::fail(dialect.error());
    m_chosen = *dialect;
    return {};
}

core::Result<schema::DriftPlace> DiffCommand::migrationsAt(
    const revisions::LoadedProject& project, const QString& symbols) const
{
    return operations::schemaAt(
        project, operations::circumstancesOf(project.project, *m_chosen, false, { m_ignoresEnv }), symbols)
        .map([](const operations::SchemaAt& at) { return operations::placeOf(at); });
}

core::Result<schema::DriftPlace> DiffCommand::placeOf(const Side& side, const Side& other, const CommandIo& io)
{
    if (side.isOfModels)
        return models::readModels(side.project->project, *m_chosen, io.cancel).map(&models::placeOf);
    if (side.project)
        return migrationsAt(*side.project, side.revision);
    const auto found
        = database::readSchema(side.database->settings, side.database->secret, jobs::JobContext(io.cancel));
    if (!found)
        return core::fail(found.error());
    m_version = found->version;
    for (const core::Message& one : found->unseen)
        io.err << printableLine(one.text()) << Qt::endl;
    return report::placeOf(*found, other.project ? &other.project->project : nullptr);
}

core::Result<std::optional<schema::Drift>> DiffCommand::driftOf(const Side& a, const schema::DriftPlace& left,
    const Side& b, const schema::DriftPlace& right, const CommandIo& io) const
{
    const Side& ofProject = a.project ? a : b;
    if (!ofProject.project || (a.isOfModels == b.isOfModels && bool(a.database) == bool(b.database)))
        return std::nullopt;
    const revisions::LoadedProject& project = *ofProject.project;
    schema::DriftPlaces places;
    for (const auto& [side, place] : { std::pair(&a, &left), std::pair(&b, &right) }) {
        if (side->isOfModels)
            places.models = *place;
        else if (side->database)
            places.database = *place;
        else if (side->revision == QLatin1String("heads"))
            places.heads = *place;
    }
    if (!places.heads) {
        auto heads = migrationsAt(project, QStringLiteral("heads"));
        if (!heads)
            return core::fail(heads.error());
        places.heads = std::move(*heads);
    }
    if (places.database) {
        ChosenConnection chosen = a.database ? *a.database : *b.database;
        chosen.versionTable = { project.project.versionTable(), project.project.versionTableSchema() };
        const auto rows = rowsOf(chosen, io.cancel);
        if (!rows)
            return core::fail(rows.error());
        const bool areKnown = std::all_of(rows->begin(), rows->end(), [&](const QString& id) {
            const auto index = project.graph->indexOf(id);
            return index >= 0 && !project.graph->isGhost(index);
        });
        if (areKnown) {
            auto applied = migrationsAt(project, rows->join(QLatin1Char(',')));
            if (!applied)
                return core::fail(applied.error());
            places.applied = std::move(*applied);
        }
    }
    return schema::drift(places, m_chosen->schemaRules(m_version));
}

int DiffCommand::run(const CommandIo& io)
{
    const auto a = sideOf(m_a, io);
    if (!a)
        return reportError(io, a.error(), isJson());
    const auto b = sideOf(m_b, io);
    if (!b)
        return reportError(io, b.error(), isJson());
    if (const auto chosen = chooseDialect(*a, *b); !chosen)
        return reportError(io, chosen.error(), isJson());
    const auto left = placeOf(*a, *b, io);
    if (!left)
        return reportError(io, left.error(), isJson());
    const auto right = placeOf(*b, *a, io);
    if (!right)
        return reportError(io, right.error(), isJson());
    const schema::SchemaRules& rules = m_chosen->schemaRules(m_version);
    const auto changes = report::ComparedSchemas({ *left, a->isOfModels }, { *right, b->isOfModels }, rules).changes();
    if (!isJson()) {
        write(io, changes);
        if (a->isOfModels != b->isOfModels)
            writeCreateAll(io, (a->project ? a : b)->project->project);
        return Done;
    }
    QJsonObject document{ { QStringLiteral("a"), a->shown }, { QStringLiteral("b"), b->shown },
        { QStringLiteral("changes"), report::changesJson(changes, *m_chosen) } };
    const auto drift = driftOf(*a, *left, *b, *right, io);
    if (!drift)
        return reportError(io, drift.error(), true);
    if (*drift) {
        const project::Project& project = (a->project ? a : b)->project->project;
        document.insert(QStringLiteral("tables"), report::driftJson(**drift, project));
        document.insert(
            QStringLiteral("create_all"), report::createAllJson(models::findCreateAll(project, io.cancel), project));
    }
    for (const auto& [side, place, key] : { std::tuple(&a, &left, "unknown_a"), std::tuple(&b, &right, "unknown_b") })
        document.insert(QLatin1String(key),
            report::doubtsJson((*place)->doubts, (*side)->project ? &(*side)->project->project : nullptr));
    writeJson(io, document);
    return Done;
}

/// Where tables come from that no revision makes.
void DiffCommand::writeCreateAll(const CommandIo& io, const project::Project& project) const
{
    for (const models::CreateAllCall& call : models::findCreateAll(project, io.cancel))
        if (!call.isInTests)
            io.err << printableLine(tr("%1:%2 makes tables beside the migrations: %3")
                                        .arg(project.relative(call.at.file))
                                        .arg(call.at.line)
                                        .arg(call.code))
                   << Qt::endl;
}

void DiffCommand::write(const CommandIo& io, const std::vector<schema::DriftChange>& changes) const
{
    int doubtful = 0;
    for (const schema::DriftChange& change : changes) {
        const QString detail = change.difference.detail.text();
        io.out << printableLine(change.isCertain ? detail : tr("perhaps: %1").arg(detail)) << '\n';
        doubtful += change.isCertain ? 0 : 1;
    }
    if (changes.empty())
        io.out << tr("No difference.") << '\n';
    io.out.flush();
    if (doubtful > 0)
        io.err << printableLine(
            tr("%n of them cannot be known for sure without running the project; --format json says why.", nullptr,
                doubtful))
               << Qt::endl;
}

} // namespace espalier::cli
