#include "cli/diff_command.h"

#include "backup/schema_file.h"
#include "cli/doubt_lines.h"
#include "cli/planned_project.h"
#include "cli/printable.h"
#include "database/live_schema.h"
#include "models/known_models.h"
#include "operations/known_schema.h"
#include "report/compared_schemas.h"
#include "report/drift_json.h"
#include "report/models_json.h"
#include "report/table_drift.h"
#include "schema/likely_renames.h"

#include <algorithm>
#include <cstring>
#include <QDir>

namespace espalier::cli {

namespace {

constexpr const char* backupPrefix = "backup:";

} // namespace

QString DiffCommand::summary() const { return tr("Compares the schemas of revisions, models, databases and backups"); }

void DiffCommand::setUp(CLI::App& app)
{
    const std::string what
        = tr("PROJECT@REV, e.g. shop@heads, PROJECT@models, the URL of a database, or backup:ID").toStdString();
    app.add_option("A", m_a, what)->required();
    app.add_option("B", m_b, what)->required();
    app.add_option("--name", m_section, tr("Section of the ini file").toStdString());
    app.add_option("--dialect", m_dialect, tr("The database whose SQL is meant").toStdString());
    m_backups.addTo(app);
    m_surroundings.addTo(app);
}

/// The latest is that of the database on the other side, where there is one.
core::Result<DiffCommand::Side> DiffCommand::backupSide(const QString& id, const std::string& other) const
{
    std::optional<database::ConnectionSettings> of;
    if (const QString text = QString::fromStdString(other); text.contains(QLatin1String("://"))) {
        const auto url = dialects::DatabaseUrl::parse(text);
        if (!url)
            return core::fail(url.error());
        of = database::ConnectionSettings::fromUrl(url->resolvedAgainst(QDir::currentPath()));
    }
    auto entry = m_backups.find(id, of);
    if (!entry)
        return core::fail(entry.error());
    Side side;
    side.shown = QLatin1String(backupPrefix) + entry->manifest.id;
    side.backup = std::move(*entry);
    return side;
}

core::Result<DiffCommand::Side> DiffCommand::sideOf(
    const std::string& written, const std::string& other, const CommandIo& io) const
{
    const QString text = QString::fromStdString(written);
    if (text.startsWith(QLatin1String(backupPrefix)))
        return backupSide(text.mid(qsizetype(std::strlen(backupPrefix))), other);
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
            QT_TRANSLATE_NOOP(
                "Messages", "%1 is neither PROJECT@REV, PROJECT@models, the URL of a database nor backup:ID."),
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
        if (!side->isOfDatabase())
            continue;
        const auto found = side->backup
            ? cli::dialectOf(*side->backup)
            : core::Result<const dialects::Dialect*>(&dialects::dialectOf(side->database->settings.url));
        if (!found)
            return core::fail(found.error());
        const dialects::Dialect* dialect = *found;
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
        project, operations::circumstancesOf(project.project, *m_chosen, false, m_surroundings.surroundings()), symbols)
        .map([](const operations::SchemaAt& at) { return operations::placeOf(at); });
}

core::Result<dialects::Introspected> DiffCommand::readSide(const Side& side, const CommandIo& io) const
{
    if (side.backup)
        return backup::readSchema(*side.backup);
    return database::readSchema(side.database->settings, side.database->secret, jobs::JobContext(io.cancel));
}

core::Result<QStringList> DiffCommand::appliedTo(
    const Side& side, const project::Project& project, const CommandIo& io) const
{
    if (side.backup)
        return side.backup->manifest.revisions;
    ChosenConnection chosen = *side.database;
    chosen.versionTable = { project.versionTable(), project.versionTableSchema() };
    return rowsOf(chosen, io.cancel);
}

core::Result<schema::DriftPlace> DiffCommand::placeOf(const Side& side, const Side& other, const CommandIo& io)
{
    if (side.isOfModels)
        return models::readModels(
            side.project->project, *m_chosen, io.cancel, m_surroundings.surroundings().environment)
            .map(&models::placeOf);
    if (side.project)
        return migrationsAt(*side.project, side.revision);
    const auto found = readSide(side, io);
    if (!found)
        return core::fail(found.error());
    if (side.database || !m_version.isKnown()) // a live one is the one that would be changed
        m_version = found->version;
    for (const core::Message& one : found->unseen)
        io.err << printableLine(one.text()) << Qt::endl;
    return report::placeOf(*found, other.project ? &other.project->project : nullptr);
}

core::Result<std::optional<schema::Drift>> DiffCommand::driftOf(const Side& a, const schema::DriftPlace& left,
    const Side& b, const schema::DriftPlace& right, const CommandIo& io) const
{
    const Side& ofProject = a.project ? a : b;
    if (!ofProject.project || (a.isOfModels == b.isOfModels && a.isOfDatabase() == b.isOfDatabase()))
        return std::nullopt;
    const revisions::LoadedProject& project = *ofProject.project;
    schema::DriftPlaces places;
    for (const auto& [side, place] : { std::pair(&a, &left), std::pair(&b, &right) }) {
        if (side->isOfModels)
            places.models = *place;
        else if (side->isOfDatabase())
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
        const auto rows = appliedTo(a.isOfDatabase() ? a : b, project.project, io);
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
    const auto a = sideOf(m_a, m_b, io);
    if (!a)
        return reportError(io, a.error(), isJson());
    const auto b = sideOf(m_b, m_a, io);
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
    const report::ComparedSchemas compared({ *left, a->isOfModels }, { *right, b->isOfModels }, rules);
    const auto& changes = compared.changes();
    if (!isJson()) {
        const bool isAllKnown = left->doubts.empty() && right->doubts.empty();
        write(io, changes, isAllKnown);
        DoubtLines::write(io, a->shown, left->doubts, a->project ? &a->project->project : nullptr);
        DoubtLines::write(io, b->shown, right->doubts, b->project ? &b->project->project : nullptr);
        if (a->isOfModels != b->isOfModels)
            writeCreateAll(io, (a->project ? a : b)->project->project);
        return Done;
    }
    QJsonObject document{ { QStringLiteral("a"), a->shown }, { QStringLiteral("b"), b->shown },
        { QStringLiteral("changes"), report::changesJson(changes, *m_chosen, compared.before(), compared.after()) } };
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

void DiffCommand::write(const CommandIo& io, const std::vector<schema::DriftChange>& changes, bool isAllKnown) const
{
    int doubtful = 0;
    std::vector<const schema::Difference*> differences;
    for (const schema::DriftChange& change : changes)
        differences.push_back(&change.difference);
    QHash<size_t, QString> suggestions;
    for (const schema::LikelyRename& rename : schema::likelyRenames(differences, m_chosen->schemaRules()))
        suggestions.insert(rename.added, QLatin1String("; ") + schema::describe(rename).text());
    for (size_t i = 0; i < changes.size(); ++i) {
        const QString detail = changes[i].difference.detail.text() + suggestions.value(i);
        io.out << printableLine(changes[i].isCertain ? detail : tr("perhaps: %1").arg(detail)) << '\n';
        doubtful += changes[i].isCertain ? 0 : 1;
    }
    if (changes.empty())
        io.out << (isAllKnown ? tr("No difference.") : tr("No difference that is known.")) << '\n';
    io.out.flush();
    if (doubtful > 0)
        io.err << printableLine(
            tr("%n of them cannot be known for sure without running the project; --format json says why.", nullptr,
                doubtful))
               << Qt::endl;
}

} // namespace espalier::cli
