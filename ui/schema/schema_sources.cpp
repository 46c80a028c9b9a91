#include "schema/schema_sources.h"

#include "backup/schema_file.h"
#include "database/live_schema.h"
#include "database/row_counts.h"
#include "dialects/dialect.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_controller.h"
#include "models/known_models.h"
#include "operations/known_schema.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_session.h"

#include <algorithm>

namespace espalier::ui {
namespace {

const std::optional<core::Error> noError;

} // namespace

SchemaSources::SchemaSources(
    Services& services, OperationsController& operations, SchemaController& schemas, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operations(operations)
    , m_schemas(schemas)
    , m_heads(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_shown(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_before(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_applied(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_models(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_createAll(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_database(services.jobs, *this,
          [this] {
              if (const auto& error = m_database.error())
                  m_services.database.noteFailure(*error);
              Q_EMIT changed();
          })
    , m_backup(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_backupBefore(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_counts(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_drifts(services.jobs, *this, [this] { Q_EMIT changed(); })
    , m_comparison(services.jobs, *this, [this] { Q_EMIT changed(); })
{ }

const dialects::Dialect& SchemaSources::dialect() const
{
    const auto* settings = m_services.database.settings();
    if (settings)
        return dialects::dialectOf(settings->url);
    return m_backupDialect ? *m_backupDialect : m_operations.dialect();
}

/// Where the syntax is still to be checked, another snapshot of the same scripts follows at once.
bool SchemaSources::isProjectReadable() const
{
    const auto loaded = m_services.project.loaded();
    return loaded && loaded->syntax == revisions::SyntaxDepth::Full;
}

QString SchemaSources::questionOf(const QString& revision) const
{
    return dialect().id() + QLatin1Char(' ') + QString::number(m_generation) + QLatin1Char(' ') + revision;
}

void SchemaSources::want(const SchemaPlace& shown, const std::optional<SchemaPlace>& baseline)
{
    const auto& connection = m_services.database;
    const QString key = connection.hasDatabase()
        ? connection.settings()->id + QLatin1Char(' ') + connection.displayName()
        : QString();
    if (key != m_databaseKey) { // another one: nothing of the last is shown as if it were of this
        m_databaseKey = key;
        m_database.forget();
        m_counts.forget();
        m_applied.forget();
    }
    m_backupDialect = dialects::findDialect(shown.dialect);
    if (!m_backupDialect && baseline)
        m_backupDialect = dialects::findDialect(baseline->dialect);
    if (isProjectReadable()) {
        const auto readAt = [&](auto& reading, const SchemaPlace& place) {
            if (place.source == SchemaSource::Migrations && !place.revision.isEmpty())
                readMoment(reading, questionOf(place.revision), { place.revision });
        };
        readAt(m_shown, shown);
        if (baseline)
            readAt(m_before, *baseline);
        readMoment(m_heads, questionOf({}), m_services.project.graph()->realHeads());
        readApplied();
        readModels();
        readCreateAll();
    }
    readDatabase();
    if (shown.source == SchemaSource::Backup)
        readBackup(m_backup, shown.backup);
    if (baseline && baseline->source == SchemaSource::Backup)
        readBackup(m_backupBefore, baseline->backup);
    readCounts();
    readDrifts();
    readComparison(shown, baseline);
}

void SchemaSources::readMoment(
    Reading<operations::SchemaMoment>& reading, const QString& question, const QStringList& revisions)
{
    reading.want(question, tr("Reading the schema"), QStringLiteral("schema"),
        [history = m_schemas.history(dialect()), revisions](
            jobs::JobContext& context) { return history->at(revisions, context); });
}

/// What the migrations make up to what the database is at; where it is at a revision that nobody knows, nothing.
void SchemaSources::readApplied()
{
    const auto graph = m_services.project.graph();
    if (!m_services.database.isConnected() || !m_services.database.status())
        return;
    const QStringList ids = m_services.database.rows().ids;
    const bool areKnown = std::all_of(ids.begin(), ids.end(), [&](const QString& id) {
        const auto index = graph->indexOf(id);
        return index >= 0 && !graph->isGhost(index);
    });
    if (!areKnown)
        return m_applied.forget();
    readMoment(m_applied, questionOf(QLatin1Char('@') + ids.join(QLatin1Char(' '))), ids);
}

void SchemaSources::readModels()
{
    m_models.want(questionOf({}), tr("Reading the models"), QStringLiteral("models"),
        [loaded = m_services.project.loaded(), dialect = &dialect()](
            jobs::JobContext& context) { return models::readModels(loaded->project, *dialect, context.cancel()); });
}

void SchemaSources::readCreateAll()
{
    m_createAll.want(QString::number(m_generation), tr("Looking for create_all()"), QStringLiteral("models"),
        [loaded = m_services.project.loaded()](jobs::JobContext& context) -> core::Result<CreateAllCalls> {
            CreateAllCalls calls = models::findCreateAll(loaded->project, context.cancel());
            if (const auto going = context.cancel().check(); !going)
                return tl::unexpected(going.error());
            return calls;
        });
}

void SchemaSources::readDatabase()
{
    auto& database = m_services.database;
    if (!database.isReadable())
        return;
    // What is applied is part of the question: after a run the database is another one.
    m_database.want(m_databaseKey + QLatin1Char(' ') + database.rows().ids.join(QLatin1Char(' ')),
        tr("Reading the database's schema"), database.lane(),
        [settings = database.settingsForJob(), &secrets = database.secrets()](
            jobs::JobContext& context) -> core::Result<dialects::Introspected> {
            const auto whole = resolved(settings, secrets, context.cancel());
            if (!whole)
                return tl::unexpected(whole.error());
            return database::readSchema(*whole, {}, context);
        });
}

void SchemaSources::readBackup(Reading<dialects::Introspected>& reading, const QString& id)
{
    reading.want(id, tr("Reading a backup's schema"), QStringLiteral("backups"),
        [folder = m_services.backups.folder(), id](jobs::JobContext&) -> core::Result<dialects::Introspected> {
            const auto entry = backup::Catalogue(folder).find(id);
            return entry ? backup::readSchema(*entry) : core::fail(entry.error());
        });
}

/// A server estimates; a file is counted, as far as that is quickly done.
void SchemaSources::readCounts()
{
    auto& database = m_services.database;
    if (!database.isReadable() || !m_database.value() || !dialect().isFileBased())
        return;
    m_counts.want(m_database.answered(), tr("Counting rows"), database.lane(),
        [settings = database.settingsForJob()](jobs::JobContext& context) -> core::Result<Counts> {
            database::OpenOptions options;
            options.forceReadOnly = true;
            auto session = database::Session::open(settings, {}, context, options);
            if (!session)
                return tl::unexpected(session.error());
            return database::countRowsWithin(*session, {}, context);
        });
}

/// Of what there is for good: what is still being read is waited for, so that nothing is called missing meanwhile.
void SchemaSources::readDrifts()
{
    report::DriftSources sources;
    if (isProjectReadable()) {
        sources.heads = moment({});
        sources.models = models();
        if (!m_applied.error())
            sources.database = database();
        if (sources.database)
            sources.applied = m_applied.value();
    }
    if (m_heads.isWorking() || m_models.isWorking() || m_database.isWorking() || m_applied.isWorking())
        return;
    if (!sources.canDisagree()) {
        m_driftsOf = {};
        return m_drifts.forget();
    }
    if (sources == m_driftsOf)
        return;
    m_driftsOf = sources;
    m_drifts.want(QString::number(++m_turn), tr("Comparing models, migrations and database"), QStringLiteral("compare"),
        [sources, loaded = m_services.project.loaded(), dialect = &dialect()](
            jobs::JobContext& context) -> core::Result<report::TableDrifts> {
            if (const auto going = context.cancel().check(); !going)
                return tl::unexpected(going.error());
            return report::TableDrifts(sources, loaded->project, *dialect);
        });
}

std::shared_ptr<const void> SchemaSources::valueOf(const SchemaPlace& place) const
{
    switch (place.source) {
    case SchemaSource::Migrations:
        return moment(place.revision);
    case SchemaSource::Models:
        return models();
    case SchemaSource::Backup:
        return backup(place.backup);
    case SchemaSource::Database:
        break;
    }
    return database();
}

/// For the job's thread.
std::function<report::ComparedSide()> SchemaSources::sideOf(const SchemaPlace& place) const
{
    switch (place.source) {
    case SchemaSource::Migrations:
        return [moment = moment(place.revision)] {
            return report::ComparedSide{ operations::placeOf(*moment), false };
        };
    case SchemaSource::Models:
        return [models = models()] { return report::ComparedSide{ models::placeOf(*models), true }; };
    case SchemaSource::Backup:
    case SchemaSource::Database:
        break;
    }
    const auto database = place.source == SchemaSource::Backup ? backup(place.backup) : m_database.value();
    return [database, loaded = m_services.project.loaded()] {
        return report::ComparedSide{ report::placeOf(*database, loaded ? &loaded->project : nullptr), false };
    };
}

void SchemaSources::readComparison(const SchemaPlace& shown, const std::optional<SchemaPlace>& baseline)
{
    if (!baseline) {
        m_comparisonOf.reset();
        return m_comparison.forget();
    }
    const Compared compared{ *baseline, shown, valueOf(*baseline), valueOf(shown) };
    if (!compared.left || !compared.right || m_comparisonOf == compared)
        return;
    m_comparisonOf = compared;
    const auto& rules = dialect().schemaRules(versionOf(compared));
    m_comparison.want(QString::number(++m_turn), tr("Comparing two schemas"), QStringLiteral("compare"),
        [before = sideOf(*baseline), after = sideOf(shown), places = std::pair(*baseline, shown), rules = &rules](
            jobs::JobContext& context) -> core::Result<SchemaComparison> {
            if (const auto going = context.cancel().check(); !going)
                return tl::unexpected(going.error());
            const auto* left = dialects::findDialect(places.first.dialect);
            const auto* right = dialects::findDialect(places.second.dialect);
            if (left && right && left != right)
                return core::fail(core::ErrorCode::Unsupported,
                    QT_TRANSLATE_NOOP("Messages", "Databases of %1 and %2 cannot be compared."),
                    { left->displayName(), right->displayName() });
            return SchemaComparison{ places.first, places.second, { before(), after(), *rules } };
        });
}

/// Of the live database, which is the one that would be changed, before a backup's.
dialects::ServerVersion SchemaSources::versionOf(const Compared& compared) const
{
    const auto places = { compared.after, compared.before };
    for (const SchemaPlace& place : places)
        if (place.source == SchemaSource::Database)
            return database()->version;
    for (const SchemaPlace& place : places)
        if (place.source == SchemaSource::Backup)
            return backup(place.backup)->version;
    return {};
}

SchemaSources::Moment SchemaSources::moment(const QString& revision) const
{
    const QString question = questionOf(revision);
    for (const auto* reading : { &m_shown, &m_before })
        if (!revision.isEmpty() && reading->answered() == question)
            return reading->value();
    return revision.isEmpty() && m_heads.answered() == question ? m_heads.value() : nullptr;
}

std::shared_ptr<const models::Models> SchemaSources::models() const
{
    return m_models.answered() == questionOf({}) ? m_models.value() : nullptr;
}

std::shared_ptr<const dialects::Introspected> SchemaSources::database() const { return m_database.value(); }

std::shared_ptr<const dialects::Introspected> SchemaSources::backup(const QString& id) const
{
    for (const auto* reading : { &m_backup, &m_backupBefore })
        if (reading->answered() == id)
            return reading->value();
    return nullptr;
}

const std::optional<core::Error>& SchemaSources::error(const SchemaPlace& place) const
{
    if (place.source == SchemaSource::Models)
        return m_models.error();
    if (place.source == SchemaSource::Database)
        return m_database.error();
    if (place.source == SchemaSource::Backup) {
        for (const auto* reading : { &m_backup, &m_backupBefore })
            if (reading->asked() == place.backup && reading->error())
                return reading->error();
        return noError;
    }
    const QString question = questionOf(place.revision);
    for (const auto* reading : { &m_heads, &m_shown, &m_before })
        if (reading->asked() == question && reading->error())
            return reading->error();
    return noError;
}

bool SchemaSources::isReading() const
{
    return m_heads.isWorking() || m_shown.isWorking() || m_before.isWorking() || m_applied.isWorking()
        || m_models.isWorking() || m_createAll.isWorking() || m_database.isWorking() || m_backup.isWorking()
        || m_backupBefore.isWorking() || m_counts.isWorking() || m_drifts.isWorking() || m_comparison.isWorking();
}

void SchemaSources::forgetProject()
{
    ++m_generation;
    for (auto* reading : { &m_heads, &m_shown, &m_before, &m_applied })
        reading->forget();
    m_models.forget();
    m_createAll.forget();
    m_drifts.forget();
    m_comparison.forget();
    m_driftsOf = {};
    m_comparisonOf.reset();
}

void SchemaSources::askAgain()
{
    for (auto* reading : { &m_heads, &m_shown, &m_before, &m_applied })
        reading->askAgain();
    m_models.askAgain();
    m_createAll.askAgain();
    m_database.askAgain();
    m_backup.askAgain();
    m_backupBefore.askAgain();
    m_counts.askAgain();
    m_drifts.askAgain();
    m_comparison.askAgain();
    m_driftsOf = {};
    m_comparisonOf.reset();
}

} // namespace espalier::ui
