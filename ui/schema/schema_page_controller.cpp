#include "schema/schema_page_controller.h"

#include "actions/action_registry.h"
#include "dialects/dialect.h"
#include "migrations/operations_controller.h"
#include "session/backup_shelf.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/selection.h"

#include <algorithm>

namespace espalier::ui {

SchemaPageController::SchemaPageController(
    Services& services, OperationsController& operations, SchemaController& schemas, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_operations(operations)
    , m_sources(services, operations, schemas)
    , m_tables(services)
{
    connect(&m_sources, &SchemaSources::changed, this, [this] {
        refresh();
        compose();
    });
    addActions();
    connect(&services.project, &ProjectSession::projectChanged, this, &SchemaPageController::projectChanged);
    connect(&services.project, &ProjectSession::graphChanged, this, &SchemaPageController::graphChanged);
    connect(&services.database, &DatabaseSession::changed, this, &SchemaPageController::databaseChanged);
    connect(&services.database, &DatabaseSession::statusChanged, this, &SchemaPageController::databaseChanged);
    connect(&services.backups, &BackupShelf::changed, this, &SchemaPageController::backupsChanged);
    connect(&operations, &OperationsController::changed, this, &SchemaPageController::refresh);
}

void SchemaPageController::addActions()
{
    auto& actions = m_services.actions;
    const ActionAdder add(m_services.actions, ActionGroup::Schema, this);
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
        [this] { setBaseline(m_baseline ? std::nullopt : std::optional(place())); },
        tr("Marks what differs between the revision that is shown now and the ones that the slider goes to"));
    actions.action(QStringLiteral("schema.compare"))->setCheckable(true);
    add(
        "schema.write-migration", tr("Write the Missing Migration…"), "python", {},
        [this] {
            Q_EMIT pageWanted();
            Q_EMIT missingMigrationWanted();
        },
        tr("A revision that leads from what the migrations make to what the models say; compare the two first"));
    const auto addTab = [&](const char* id, const QString& text, const char* icon, Tab tab) {
        add(id, text, icon, {}, [this, tab] {
            Q_EMIT pageWanted();
            Q_EMIT tabWanted(tab);
        });
    };
    addTab("schema.show-tables", tr("Show the Tables"), "table", Tab::Tables);
    addTab("schema.show-objects", tr("Show Views and Types"), "object", Tab::Objects);
    addTab("schema.show-diagram", tr("Show the Diagram"), "foreign-key", Tab::Diagram);
    connect(this, &SchemaPageController::changed, this, &SchemaPageController::enableActions);
    enableActions();
}

void SchemaPageController::enableActions()
{
    auto& actions = m_services.actions;
    const bool isThere = !m_order.isEmpty();
    actions.setEnabled(QStringLiteral("schema.later"), isThere && !m_revision.isEmpty());
    actions.setEnabled(QStringLiteral("schema.earlier"), isThere && m_revision != m_order.first());
    actions.setEnabled(
        QStringLiteral("schema.compare"), m_baseline || (isThere && source() == SchemaSource::Migrations));
    actions.action(QStringLiteral("schema.compare"))->setChecked(m_baseline.has_value());
    actions.setEnabled(QStringLiteral("schema.write-migration"), canWriteMigration());
}

bool SchemaPageController::canWriteMigration() const
{
    const auto comparison = m_snapshot && m_services.project.isOpen() ? m_snapshot->comparison : nullptr;
    if (!comparison || !m_snapshot->models)
        return false;
    const SchemaPlace models{ SchemaSource::Models }, heads{ SchemaSource::Migrations };
    const bool isOfBoth = (comparison->before == heads && comparison->after == models)
        || (comparison->before == models && comparison->after == heads);
    return isOfBoth && !comparison->found.changes().empty();
}

void SchemaPageController::showWhenRead(const QString& revision)
{
    m_awaited = revision;
    showAwaited();
    if (!m_awaited.isEmpty())
        m_services.project.reload();
}

void SchemaPageController::showAwaited()
{
    const auto graph = m_services.project.graph();
    if (!m_awaited.isEmpty() && graph && graph->indexOf(m_awaited) >= 0)
        Q_EMIT revisionWanted(std::exchange(m_awaited, QString()));
}

void SchemaPageController::setBaseline(const std::optional<SchemaPlace>& place)
{
    if (m_baseline == place)
        return;
    m_baseline = place;
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
    if (source == SchemaSource::Database)
        return m_services.database.isReadable();
    return m_services.project.isOpen() || (source == SchemaSource::Backup && m_services.database.hasDatabase());
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

void SchemaPageController::showBackup(const SchemaPlace& backup)
{
    m_backup = backup;
    m_chosen.reset(); // that the place is another one, though its source may be the same
    setSource(SchemaSource::Backup);
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
    compose();
}

void SchemaPageController::setWatched(bool watched)
{
    m_isWatched = watched;
    if (watched && !m_services.backups.wasRead())
        m_services.backups.refresh();
    refresh();
}

void SchemaPageController::retry()
{
    m_sources.askAgain();
    refresh();
    Q_EMIT changed();
}

void SchemaPageController::projectChanged()
{
    m_sources.forgetProject();
    m_awaited.clear();
    m_baseline.reset();
    m_chosen.reset();
    m_revision.clear();
    m_snapshot.reset();
    Q_EMIT sourceChanged();
    Q_EMIT revisionChanged();
}

void SchemaPageController::graphChanged()
{
    m_sources.filesChanged();
    QStringList order;
    if (const auto graph = m_services.project.graph()) {
        for (const int index : graph->upgradeOrder())
            if (!graph->isShadowed(index))
                order.append(graph->id(index));
    }
    m_order = order;
    m_tables.setOrder(order);
    if (m_baseline && !m_baseline->revision.isEmpty() && !m_order.contains(m_baseline->revision))
        m_baseline.reset();
    enableActions();
    Q_EMIT orderChanged();
    showAwaited();
    if (!m_revision.isEmpty() && !m_order.contains(m_revision))
        setRevision({});
    refresh();
    compose();
}

void SchemaPageController::databaseChanged()
{
    if (!m_services.database.hasDatabase() && m_baseline && m_baseline->source == SchemaSource::Database)
        setBaseline(std::nullopt);
    backupsChanged();
    refresh();
    compose();
}

std::vector<SchemaPlace> SchemaPageController::backups() const
{
    constexpr size_t most = 8;
    std::vector<SchemaPlace> places;
    for (const auto& entry : m_services.backups.listing().backups) {
        const backup::Manifest& made = entry.manifest;
        if (places.size() < most && made.holdsSchema() && isOffered(made))
            places.push_back({ SchemaSource::Backup, {}, made.id, made.created, made.database.name,
                made.database.dialect, made.revisions });
    }
    return places;
}

bool SchemaPageController::isOffered(const backup::Manifest& manifest) const
{
    if (const auto* settings = m_services.database.settings())
        return backup::isOf(manifest.database, *settings);
    return dialects::findDialect(manifest.database.dialect) && !manifest.revisions.isEmpty()
        && std::all_of(manifest.revisions.begin(), manifest.revisions.end(),
            [&](const QString& id) { return m_order.contains(id); });
}

/// One that is looked at may be gone, or is another database's.
void SchemaPageController::backupsChanged()
{
    if (!m_services.backups.wasRead())
        return;
    const auto isGone = [&](const SchemaPlace& place) {
        const auto* entry = m_services.backups.find(place.backup);
        return place.source == SchemaSource::Backup && (!entry || !isOffered(entry->manifest));
    };
    if (m_baseline && isGone(*m_baseline))
        setBaseline(std::nullopt);
    if (!isGone(place()))
        return;
    m_chosen.reset();
    enableActions();
    Q_EMIT sourceChanged();
    refresh();
    compose();
}

void SchemaPageController::refresh()
{
    if (!m_isWatched)
        return;
    m_sources.want(place(), m_baseline);
    if (!m_snapshot)
        Q_EMIT changed();
}

SchemaPlace SchemaPageController::place() const
{
    const SchemaSource shown = source();
    if (shown == SchemaSource::Backup)
        return m_backup;
    return { shown, shown == SchemaSource::Migrations ? m_revision : QString() };
}

SnapshotParts SchemaPageController::parts() const
{
    SnapshotParts parts;
    parts.place = place();
    parts.dialect = &m_sources.dialect();
    parts.database = m_sources.database();
    parts.counts = m_sources.counts();
    if (parts.place.source == SchemaSource::Backup)
        parts.backup = m_sources.backup(parts.place.backup);
    const auto comparison = m_sources.comparison();
    if (comparison && m_baseline && comparison->after == parts.place && comparison->before == *m_baseline)
        parts.comparison = comparison;
    if (!m_services.project.isOpen())
        return parts;
    parts.heads = m_sources.moment({});
    if (parts.place.source == SchemaSource::Migrations)
        parts.shown = m_sources.moment(parts.place.revision);
    parts.models = m_sources.models();
    parts.drifts = m_sources.drifts();
    parts.createAll = m_sources.createAll();
    return parts;
}

/// What belongs together is shown together: a difference with its two sides.
bool SchemaPageController::isComposable(const SnapshotParts& parts) const
{
    return !m_baseline || parts.comparison || *m_baseline == parts.place || comparisonError();
}

/// What was shown last stays while the next is read, where it is of the same source.
void SchemaPageController::compose()
{
    const SnapshotParts next = parts();
    if (m_snapshot && static_cast<const SnapshotParts&>(*m_snapshot) == next)
        return Q_EMIT changed();
    auto snapshot = isComposable(next) ? makeSnapshot(next) : nullptr;
    const bool stays = !snapshot && m_snapshot && m_snapshot->place.source == next.place.source && !shownError()
        && (next.place.source == SchemaSource::Database ? m_services.database.hasDatabase()
                                                        : canShow(next.place.source));
    if (!stays) {
        m_snapshot = std::move(snapshot);
        m_tables.setSnapshot(m_snapshot);
    }
    Q_EMIT changed();
}

std::optional<core::Error> SchemaPageController::comparisonError() const
{
    if (!m_baseline)
        return std::nullopt;
    if (!canShow(m_baseline->source))
        return core::makeError(core::ErrorCode::NotFound,
            m_baseline->source == SchemaSource::Database ? QT_TRANSLATE_NOOP("Messages", "No database is connected.")
                                                         : QT_TRANSLATE_NOOP("Messages", "No project is open."));
    if (const auto& error = m_sources.error(*m_baseline))
        return error;
    return m_sources.comparisonError();
}

const std::optional<core::Error>& SchemaPageController::shownError() const { return m_sources.error(place()); }

SchemaPageController::State SchemaPageController::state() const
{
    const SchemaSource shown = source();
    if (shownError() && (shown == SchemaSource::Database ? m_services.database.hasDatabase() : canShow(shown)))
        return State::Failed;
    if (m_snapshot)
        return State::Known;
    return canShow(shown) ? State::Working : State::Nothing;
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
    return upgrades ? upgrades->tables() : QStringList();
}

void SchemaPageController::selectTable(const QString& key) { m_services.selection.selectTable(key); }

QString SchemaPageController::selectedTable() const { return m_services.selection.table(); }

} // namespace espalier::ui
