#include "schema/migration_draft.h"

#include "models/known_models.h"
#include "schema/schema_page_controller.h"
#include "session/project_session.h"

namespace espalier::ui {
namespace {

constexpr int pauseMs = 200;
constexpr int mostHexDigits = 32; // of an id

} // namespace

MigrationDraft::MigrationDraft(Services& services, SchemaPageController& schemas, QObject* owner)
    : QObject(owner)
    , m_services(services)
    , m_schemas(schemas)
    , m_hex(authoring::randomHexDigits(mostHexDigits))
    , m_made(services.jobs, *this, [this] { Q_EMIT changed(); })
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &MigrationDraft::want);
    connect(&schemas, &SchemaPageController::changed, this, &MigrationDraft::lookAgain);
    lookAgain();
}

void MigrationDraft::lookAgain()
{
    const auto project = m_services.project.loaded();
    const SchemaSnapshotPtr& snapshot = m_schemas.snapshot();
    const auto models = snapshot ? snapshot->models : nullptr;
    if (project == m_project && models == m_models)
        return;
    m_project = project;
    m_models = models;
    ++m_turn;
    if (!heads().contains(m_followed))
        m_followed.clear();
    want();
    Q_EMIT changed();
}

QStringList MigrationDraft::heads() const { return m_project ? m_project->graph->heads() : QStringList(); }

void MigrationDraft::follow(const QString& head)
{
    if (head == m_followed)
        return;
    m_followed = head;
    want();
    Q_EMIT changed();
}

void MigrationDraft::setMessage(const QString& message)
{
    if (message.trimmed() == m_message)
        return;
    m_message = message.trimmed();
    m_pause.start();
    Q_EMIT changed();
}

QString MigrationDraft::question() const
{
    return QStringLiteral("%1 %2 %3").arg(QString::number(m_turn), m_followed, m_message);
}

void MigrationDraft::want()
{
    const SchemaSnapshotPtr& snapshot = m_schemas.snapshot();
    if (!m_project || !m_models || !snapshot || needsChoice())
        return;
    authoring::Wish wish;
    wish.parent = m_followed;
    wish.message = m_message;
    wish.now = m_now;
    wish.randomHex = [hex = m_hex](int digits) { return hex.left(digits); };
    m_made.want(question(), tr("Writing the missing migration"), QStringLiteral("schema"),
        [project = m_project, models = m_models, dialect = snapshot->dialect, wish](jobs::JobContext&) {
            return authoring::writeMissingMigration(*project, *dialect, models::placeOf(*models), wish);
        });
}

std::shared_ptr<const authoring::MissingMigration> MigrationDraft::migration() const
{
    return needsChoice() ? nullptr : m_made.value();
}

bool MigrationDraft::isReady() const
{
    const auto made = migration();
    return made && !made->isEmpty() && m_made.answered() == question() && !m_isSaving;
}

void MigrationDraft::save()
{
    if (!isReady())
        return;
    m_isSaving = true;
    Q_EMIT changed();
    const auto made = migration();
    m_services.jobs.submit<QString>(
        tr("Writing the missing migration"), QStringLiteral("schema"), this,
        [made](jobs::JobContext&) { return authoring::save(*made).map([&] { return made->id; }); },
        [this](const core::Result<QString>& id) {
            m_isSaving = false;
            Q_EMIT changed();
            if (id)
                Q_EMIT saved(*id);
            else
                Q_EMIT saveFailed(id.error());
        });
}

} // namespace espalier::ui
