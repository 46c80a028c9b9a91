#include "schema/rows_controller.h"

#include "schema/drift_doubts.h"
#include "schema/schema_page_controller.h"
#include "session/database_session.h"
#include "shell/prompter.h"
#include "shell/selection.h"
#include "widgets/format.h"

namespace espalier::ui {

RowsController::RowsController(Services& services, SchemaPageController& schema, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_schema(schema)
    , m_rows(services.jobs, *this, [this] {
        if (const auto& error = m_rows.error())
            m_services.database.noteFailure(*error);
        Q_EMIT changed();
    })
{
    connect(&schema, &SchemaPageController::changed, this, &RowsController::refresh);
    connect(&services.selection, &Selection::changed, this, &RowsController::refresh);
    connect(&services.database, &DatabaseSession::changed, this, &RowsController::refresh);
    connect(&services.database, &DatabaseSession::statusChanged, this, &RowsController::refresh);
}

std::optional<schema::ObjectName> RowsController::wanted() const
{
    const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
    const int row = snapshot ? snapshot->rowOf(m_schema.selectedTable()) : -1;
    if (row < 0 || !snapshot->database)
        return std::nullopt;
    const auto& tables = snapshot->database->schema.tables;
    const schema::ObjectName& name = snapshot->rows[size_t(row)].name;
    if (tables.contains(name))
        return name;
    const auto& rules = snapshot->dialect->schemaRules();
    for (const auto& table : tables) // others may spell it otherwise
        if (schema::foldedKey(table->name, rules) == schema::foldedKey(name, rules))
            return table->name;
    return std::nullopt;
}

QString RowsController::table() const
{
    const auto name = wanted();
    return name ? name->key() : m_schema.selectedTable();
}

QString RowsController::place() const
{
    const auto* settings = m_services.database.settings();
    return (settings ? settings->id : QString()) + QLatin1Char(' ') + table();
}

/// After a run there may be others.
QString RowsController::question() const
{
    return place() + QLatin1Char('\n') + m_services.database.rows().ids.join(QLatin1Char(' '));
}

bool RowsController::isOpen() const
{
    return !m_services.database.isProduction() || m_openDatabases.contains(m_services.database.settings()->id)
        || m_openTables.contains(place());
}

RowsController::State RowsController::state() const
{
    if (!m_services.database.isReadable())
        return State::NoDatabase;
    const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
    if (!snapshot || !snapshot->database)
        return m_schema.isReading() ? State::Working : State::NotThere;
    const auto name = wanted();
    if (!name)
        return State::NotThere;
    if (const auto facts = snapshot->database->facts.constFind(*name);
        facts != snapshot->database->facts.constEnd() && !facts->isReadable)
        return State::NotReadable;
    if (!isOpen())
        return State::Closed;
    if (m_rows.asked() == question() && m_rows.error())
        return m_rows.error()->isCancelled() ? State::Stopped : State::Failed;
    return m_rows.value() && m_rows.answered() == question() ? State::Known : State::Working;
}

const core::Error& RowsController::error() const
{
    static const core::Error none;
    return m_rows.error() ? *m_rows.error() : none;
}

void RowsController::setWatched(bool watched)
{
    if (m_isWatched == watched)
        return;
    m_isWatched = watched;
    if (watched)
        refresh();
}

void RowsController::refresh()
{
    if (m_isWatched && state() == State::Working && wanted()) {
        auto& database = m_services.database;
        m_rows.want(question(), tr("Reading the first rows of %1").arg(table()), database.lane(),
            [settings = database.settingsForJob(), &secrets = database.secrets(), table = *wanted()](
                jobs::JobContext& context) -> core::Result<database::FirstRows> {
                const auto whole = resolved(settings, secrets, context.cancel());
                if (!whole)
                    return tl::unexpected(whole.error());
                return database::firstRows(*whole, table, mostRows, context);
            });
    }
    Q_EMIT changed();
}

void RowsController::open()
{
    if (state() != State::Closed)
        return refresh();
    const Question ask{ .id = QStringLiteral("schema.rows"),
        .title = tr("Read Rows of a Production Database?"),
        .text = tr("%1 is marked as production. At most %2 rows of %3 are read, in a session that can change nothing.")
                    .arg(m_services.database.displayName(), number(mostRows), table()),
        .accept = tr("Read Rows"),
        .checkBox = tr("Do not ask again for this database until the window closes"),
        .checked = false };
    m_services.prompter.confirm(
        ask, this, [this, asked = place(), id = m_services.database.settings()->id](const Answer& answer) {
            if (!answer.accepted)
                return;
            if (answer.checked)
                m_openDatabases.insert(id);
            m_openTables.insert(asked);
            refresh();
        });
}

void RowsController::retry()
{
    m_rows.askAgain();
    refresh();
}

} // namespace espalier::ui
