#include "schema/schema_page_controller.h"

#include "actions/action_registry.h"
#include "database/live_schema.h"
#include "dialects/dialect.h"
#include "migrations/operations_controller.h"
#include "migrations/schema_controller.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/selection.h"

namespace espalier::ui {
namespace {

/// Of the one snapshot of the project; another one is another question.
QString placeOf(const void* snapshot) { return QString::number(quintptr(snapshot), 16); }

} // namespace

SchemaPageController::SchemaPageController(
    Services& services, OperationsController& operations, SchemaController& schemas, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operations(operations)
    , m_schemas(schemas)
    , m_tables(services)
    , m_migrations(services.jobs, *this, [this] { compose(); })
    , m_before(services.jobs, *this, [this] { compose(); })
    , m_models(services.jobs, *this, [this] { compose(); })
    , m_database(services.jobs, *this, [this] {
        if (const auto& error = m_database.error())
            m_services.database.noteFailure(*error);
        compose();
    })
{
    addActions();
    connect(&services.project, &ProjectSession::projectChanged, this, &SchemaPageController::projectChanged);
    connect(&services.project, &ProjectSession::graphChanged, this, &SchemaPageController::graphChanged);
    connect(&services.database, &DatabaseSession::changed, this, &SchemaPageController::databaseChanged);
    connect(&services.database, &DatabaseSession::statusChanged, this, &SchemaPageController::databaseChanged);
    connect(&operations, &OperationsController::changed, this, &SchemaPageController::refresh);
}

void SchemaPageController::addActions()
{
    auto& actions = m_services.actions;
    const auto add = [&](const char* id, const QString& text, const char* icon, const QKeySequence& keys, auto run,
                         const QString& hint) {
        actions.add({ .id = QLatin1String(id),
                        .group = ActionGroup::Schema,
                        .text = text,
                        .icon = QLatin1String(icon),
                        .shortcuts = { keys },
                        .hint = hint },
            this, run);
    };
    add(
        "schema.refresh", tr("Read the Schema Again"), "refresh", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5),
        [this] { retry(); }, tr("Migrations, models and the connected database"));
    add(
        "schema.earlier", tr("Schema One Revision Earlier"), "chevron-left", {}, [this] { step(-1); },
        tr("Moves the Schema page's slider"));
    add(
        "schema.later", tr("Schema One Revision Later"), "chevron-right", {}, [this] { step(1); },
        tr("Moves the Schema page's slider"));
    add(
        "schema.compare", tr("Compare Schemas From Here"), "compare", {},
        [this] { setBaseline(m_baseline ? std::nullopt : std::optional(m_revision)); },
        tr("Marks what differs between the revision that is shown now and the ones that the slider goes to"));
    actions.action(QStringLiteral("schema.compare"))->setCheckable(true);
    enableActions();
}

void SchemaPageController::enableActions()
{
    auto& actions = m_services.actions;
    const bool isThere = !m_order.isEmpty();
    actions.setEnabled(QStringLiteral("schema.later"), isThere && !m_revision.isEmpty());
    actions.setEnabled(QStringLiteral("schema.earlier"), isThere && m_revision != m_order.first());
    actions.setEnabled(QStringLiteral("schema.compare"), isThere && source() == SchemaSource::Migrations);
    actions.action(QStringLiteral("schema.compare"))->setChecked(m_baseline.has_value());
}

void SchemaPageController::setBaseline(const std::optional<QString>& revision)
{
    m_baseline = revision;
    if (!m_baseline)
        m_before.forget();
    enableActions();
    Q_EMIT revisionChanged();
    refresh();
    compose();
}

/// The slider's last place is that of all heads.
void SchemaPageController::step(int by)
{
    const int last = static_cast<int>(m_order.size());
    const int at = m_revision.isEmpty() ? last : static_cast<int>(m_order.indexOf(m_revision));
    const int next = std::clamp(at + by, 0, last);
    setRevision(next == last ? QString() : m_order[next]);
}

SchemaSource SchemaPageController::source() const
{
    if (m_chosen)
        return *m_chosen;
    return !m_services.project.isOpen() && m_services.database.hasDatabase() ? SchemaSource::Database
                                                                             : SchemaSource::Migrations;
}

bool SchemaPageController::canShow(SchemaSource source) const
{
    return source == SchemaSource::Database ? m_services.database.isConnected() : m_services.project.isOpen();
}

void SchemaPageController::setSource(SchemaSource source)
{
    if (m_chosen == source)
        return;
    m_chosen = source;
    enableActions();
    Q_EMIT sourceChanged();
    refresh();
    compose();
}

void SchemaPageController::setRevision(const QString& revision)
{
    const QString known = m_order.contains(revision) ? revision : QString();
    if (known == m_revision)
        return;
    m_revision = known;
    enableActions();
    Q_EMIT revisionChanged();
    refresh();
}

void SchemaPageController::setWatched(bool watched)
{
    m_isWatched = watched;
    refresh();
}

void SchemaPageController::retry()
{
    m_migrations.askAgain();
    m_before.askAgain();
    m_models.askAgain();
    m_database.askAgain();
    refresh();
    Q_EMIT changed();
}

void SchemaPageController::projectChanged()
{
    m_migrations.forget();
    m_before.forget();
    m_baseline.reset();
    m_models.forget();
    m_chosen.reset();
    m_revision.clear();
    m_snapshot.reset();
    Q_EMIT sourceChanged();
    Q_EMIT revisionChanged();
}

void SchemaPageController::graphChanged()
{
    QStringList order;
    if (const auto graph = m_services.project.graph()) {
        for (const int index : graph->upgradeOrder())
            if (!graph->isShadowed(index))
                order.append(graph->id(index));
    }
    m_order = order;
    m_tables.setOrder(order);
    if (m_baseline && !m_baseline->isEmpty() && !m_order.contains(*m_baseline))
        m_baseline.reset();
    enableActions();
    Q_EMIT orderChanged();
    if (!m_revision.isEmpty() && !m_order.contains(m_revision))
        setRevision({});
    refresh();
    compose();
}

void SchemaPageController::databaseChanged()
{
    if (!m_services.database.hasDatabase())
        m_database.forget();
    refresh();
    compose();
}

void SchemaPageController::refresh()
{
    if (!m_isWatched)
        return;
    const bool isOfMigrations = source() == SchemaSource::Migrations;
    readSchema(m_migrations, isOfMigrations ? m_revision : QString());
    if (m_baseline && isOfMigrations)
        readSchema(m_before, *m_baseline);
    readModels();
    readDatabase();
    if (!m_snapshot)
        Q_EMIT changed();
}

/// The schema at a revision; with no name, at all heads.
void SchemaPageController::readSchema(Reading<operations::SchemaMoment>& reading, const QString& revision)
{
    const auto loaded = m_services.project.loaded();
    // Where the syntax is still to be checked, another snapshot of the same scripts follows at once.
    if (!loaded || loaded->syntax != revisions::SyntaxDepth::Full)
        return;
    const QStringList revisions = revision.isEmpty() ? loaded->graph->realHeads() : QStringList{ revision };
    reading.want(m_operations.dialect().id() + QLatin1Char(' ') + placeOf(loaded.get()) + QLatin1Char(' ') + revision,
        tr("Reading the schema"), QStringLiteral("schema"),
        [history = m_schemas.history(), revisions](
            jobs::JobContext& context) { return history->at(revisions, context); });
}

void SchemaPageController::readModels()
{
    const auto loaded = m_services.project.loaded();
    if (!loaded || loaded->syntax != revisions::SyntaxDepth::Full)
        return;
    m_models.want(m_operations.dialect().id() + QLatin1Char(' ') + placeOf(loaded.get()), tr("Reading the models"),
        QStringLiteral("models"), [loaded, dialect = &m_operations.dialect()](jobs::JobContext& context) {
            return models::readModels(loaded->project, *dialect, context.cancel());
        });
}

void SchemaPageController::readDatabase()
{
    auto& database = m_services.database;
    if (!database.isConnected())
        return;
    // What is applied is part of the question: after a run the database is another one.
    m_database.want(database.settings()->id + QLatin1Char(' ') + database.displayName() + QLatin1Char(' ')
            + database.rows().ids.join(QLatin1Char(' ')),
        tr("Reading the database's schema"), database.lane(),
        [settings = database.settingsForJob(), &secrets = database.secrets()](
            jobs::JobContext& context) -> core::Result<dialects::Introspected> {
            const auto whole = resolved(settings, secrets, context.cancel());
            if (!whole)
                return tl::unexpected(whole.error());
            return database::readSchema(*whole, {}, context);
        });
}

SnapshotParts SchemaPageController::parts() const
{
    SnapshotParts parts;
    parts.source = source();
    // While the slider moves, what is shown is still that of another revision.
    if (parts.source == SchemaSource::Migrations)
        parts.revision = m_migrations.answered().section(QLatin1Char(' '), 2);
    parts.dialect = &m_operations.dialect();
    parts.migrations = m_services.project.isOpen() ? m_migrations.value() : nullptr;
    if (m_baseline && parts.source == SchemaSource::Migrations)
        parts.before = m_before.value();
    parts.models = m_services.project.isOpen() ? m_models.value() : nullptr;
    parts.database = m_database.value();
    if (const auto* settings = m_services.database.settings(); settings && parts.source == SchemaSource::Database)
        parts.dialect = &dialects::dialectOf(settings->url);
    if (const auto* status = m_services.database.status()) {
        parts.knowsApplied = true;
        for (const auto& [revision, mark] : status->revisions)
            if (mark == database::AppliedMark::Pending)
                parts.pending.insert(revision);
    }
    return parts;
}

void SchemaPageController::compose()
{
    m_snapshot = makeSnapshot(parts());
    m_tables.setSnapshot(m_snapshot);
    Q_EMIT changed();
}

bool SchemaPageController::isReading() const
{
    return m_migrations.isWorking() || m_before.isWorking() || m_models.isWorking() || m_database.isWorking();
}

const std::optional<core::Error>& SchemaPageController::shownError() const
{
    const SchemaSource shown = source();
    return shown == SchemaSource::Migrations ? m_migrations.error()
        : shown == SchemaSource::Models      ? m_models.error()
                                             : m_database.error();
}

SchemaPageController::State SchemaPageController::state() const
{
    const SchemaSource shown = source();
    if (shownError() && (shown == SchemaSource::Database ? m_services.database.hasDatabase() : canShow(shown)))
        return State::Failed;
    if (m_snapshot)
        return State::Known;
    if (shown == SchemaSource::Database)
        return canShow(shown) ? State::Working : State::Nothing;
    return m_services.project.isOpen() ? State::Working : State::Nothing;
}

const core::Error& SchemaPageController::error() const
{
    static const core::Error none;
    const auto& error = shownError();
    return error ? *error : none;
}

QStringList SchemaPageController::tableNames() const
{
    QStringList names;
    if (m_snapshot) {
        for (const auto& row : m_snapshot->rows)
            names.append(row.name.key());
        return names;
    }
    // Before anybody has looked: what the operations of the revisions tell.
    const auto upgrades = m_operations.upgrades();
    const auto graph = m_services.project.graph();
    if (!upgrades || !graph)
        return names;
    if (m_namesOf.lock() != upgrades) {
        operations::TableHistories histories;
        for (const QString& revision : m_order)
            if (const auto* evaluation = upgrades->of(revision))
                histories.add(revision, operations::TouchedTables(*evaluation, m_operations.dialect().schemaRules()));
        m_names.clear();
        for (const auto& [name, touches] : histories.tables())
            m_names.append(name.key());
        m_namesOf = upgrades;
    }
    return m_names;
}

void SchemaPageController::selectTable(const QString& key) { m_services.selection.selectTable(key); }

QString SchemaPageController::selectedTable() const { return m_services.selection.table(); }

} // namespace espalier::ui
