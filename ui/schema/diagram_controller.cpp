#include "schema/diagram_controller.h"

#include "schema/schema_page_controller.h"
#include "session/database_session.h"
#include "session/project_session.h"
#include "shell/settings.h"

#include <algorithm>
#include <cmath>

namespace espalier::ui {
namespace {

QString placeText(const QPointF& place)
{
    return QStringLiteral("%1 %2").arg(std::lround(place.x())).arg(std::lround(place.y()));
}

DiagramPicturePtr pictureOf(const SchemaSnapshot& snapshot)
{
    return snapshot.comparison ? diagramPicture(snapshot.comparison->found, *snapshot.dialect)
                               : diagramPicture(snapshot.schema, *snapshot.dialect);
}

std::vector<bool> shownTables(
    const DiagramPicture& picture, const QString& focus, int depth, const QSet<QString>& hidden)
{
    const int middle = picture.find(focus);
    std::vector<bool> shown
        = middle < 0 ? std::vector<bool>(picture.tables.size(), true) : picture.around(middle, depth);
    for (size_t table = 0; table < shown.size(); ++table)
        if (hidden.contains(picture.tables[table].key))
            shown[table] = false;
    return shown;
}

} // namespace

DiagramController::DiagramController(Services& services, SchemaPageController& schema, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_schema(schema)
    , m_laid(services.jobs, *this, [this] { take(); })
{
    connect(&schema, &SchemaPageController::changed, this, &DiagramController::refresh);
    connect(&services.project, &ProjectSession::projectChanged, this, [this] {
        m_focus.clear();
        m_hidden.clear();
        m_places.clear();
        m_laid.forget();
        m_hasShown = false;
        Q_EMIT changed();
    });
}

DiagramController::State DiagramController::state() const
{
    if (m_laid.value())
        return State::Known;
    if (m_laid.error())
        return State::Stopped;
    return m_schema.snapshot() ? State::Working : State::Nothing;
}

const DiagramScene& DiagramController::scene() const
{
    static const DiagramScene none;
    return m_laid.value() ? m_laid.value()->scene : none;
}

int DiagramController::tableCount() const
{
    const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
    if (!snapshot)
        return 0;
    return snapshot->comparison ? static_cast<int>(snapshot->rows.size()) : snapshot->tableCount();
}

QString DiagramController::arrangement() const
{
    return m_focus.isEmpty() ? QString() : QStringLiteral("%1 %2").arg(m_depth).arg(m_focus);
}

QString DiagramController::projectKey() const
{
    const auto* project = m_services.project.project();
    return project ? project->folder : m_services.database.displayName();
}

void DiagramController::setFont(const QFont& font)
{
    const DiagramType type(font);
    if (type == m_type)
        return;
    m_type = type;
    m_places.clear();
    ++m_turn;
    refresh();
}

void DiagramController::setWatched(bool watched)
{
    m_isWatched = watched;
    refresh();
}

void DiagramController::retry()
{
    m_laid.askAgain();
    refresh();
}

void DiagramController::focusOn(const QString& table)
{
    if (m_focus == table)
        return;
    m_focus = table;
    if (!table.isEmpty())
        m_hidden.remove(table);
    refresh();
    Q_EMIT changed();
}

void DiagramController::setDepth(int depth)
{
    const int next = std::clamp(depth, 1, mostDepth);
    if (m_depth == next)
        return;
    m_depth = next;
    refresh();
    Q_EMIT changed();
}

void DiagramController::hide(const QStringList& tables)
{
    if (tables.isEmpty())
        return;
    if (tables.contains(m_focus))
        m_focus.clear();
    m_hidden += QSet<QString>(tables.begin(), tables.end());
    refresh();
    Q_EMIT changed();
}

void DiagramController::showHidden()
{
    m_hidden.clear();
    refresh();
    Q_EMIT changed();
}

QSet<QString> DiagramController::pinned() const
{
    const auto& pins = m_pins.value(m_shownArrangement);
    return { pins.keyBegin(), pins.keyEnd() };
}

void DiagramController::pin(const DiagramScene::Places& corners)
{
    m_pins[m_shownArrangement].insert(corners);
    m_places[m_shownArrangement].insert(corners);
    writePins();
    Q_EMIT changed();
}

void DiagramController::setGroups(const DiagramGroups& groups)
{
    const DiagramGroups before = std::exchange(m_groups, groups);
    if (m_groups == before)
        return;
    const auto nameIn = [](const DiagramGroups& all, const QString& table) {
        const DiagramGroup* group = all.of(table);
        return group ? group->name : QString();
    };
    for (DiagramScene::Places& pins : m_pins)
        pins.removeIf([&](const auto& pin) { return nameIn(before, pin.key()) != nameIn(groups, pin.key()); });
    writePins();
    writeGroups();
    m_places.clear();
    ++m_turn;
    refresh();
    Q_EMIT changed();
}

/// What is folded has its box where the frame was, and what is unfolded its tables where they were.
void DiagramController::fold(const QString& group, bool isFolded)
{
    const DiagramGroup* found = m_groups.find(group);
    if (!found || found->isFolded == isFolded)
        return;
    m_groups.fold(group, isFolded);
    writeGroups();
    auto& places = m_places[m_shownArrangement];
    if (isFolded) {
        for (int frame = 0; frame < scene().frameCount(); ++frame)
            if (scene().picture().frames[size_t(frame)].name == group)
                places.insert(folderKey(group), scene().frame(frame).topLeft());
    } else if (std::none_of(found->tables.begin(), found->tables.end(),
                   [&](const QString& table) { return places.contains(table); })) {
        m_places.clear();
    }
    ++m_turn;
    refresh();
    Q_EMIT changed();
}

DiagramGroups DiagramController::shownGroups() const
{
    DiagramGroups groups = m_groups;
    if (const DiagramGroup* group = groups.of(m_focus))
        groups.fold(QString(group->name), false);
    return groups;
}

DiagramPicturePtr DiagramController::wholePicture() const
{
    const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
    return snapshot && snapshot->dialect ? pictureOf(*snapshot) : std::make_shared<const DiagramPicture>();
}

void DiagramController::arrange()
{
    m_pins.remove(arrangement());
    m_places.remove(arrangement());
    writePins();
    ++m_turn;
    refresh();
}

/// Those of the whole diagram are kept; neighbourhoods are looked at for a moment.
void DiagramController::writePins()
{
    QVariantMap places;
    const auto pins = m_pins.value(QString());
    for (auto at = pins.cbegin(); at != pins.cend(); ++at)
        places.insert(at.key(), placeText(at.value()));
    QVariantMap all = m_services.settings.get(setting::diagramPlaces);
    if (places.isEmpty())
        all.remove(projectKey());
    else
        all.insert(projectKey(), places);
    m_services.settings.set(setting::diagramPlaces, all);
}

void DiagramController::writeGroups()
{
    QVariantMap all = m_services.settings.get(setting::diagramGroups);
    if (m_groups.all().empty())
        all.remove(projectKey());
    else
        all.insert(projectKey(), m_groups.toVariant());
    m_services.settings.set(setting::diagramGroups, all);
}

void DiagramController::readKept()
{
    if (m_keptOf == projectKey())
        return;
    m_keptOf = projectKey();
    m_groups = DiagramGroups::fromVariant(m_services.settings.get(setting::diagramGroups).value(m_keptOf).toList());
    m_pins.clear();
    const QVariantMap places = m_services.settings.get(setting::diagramPlaces).value(m_keptOf).toMap();
    for (auto at = places.cbegin(); at != places.cend(); ++at) {
        const QStringList numbers = at.value().toString().split(QLatin1Char(' '));
        if (numbers.size() == 2)
            m_pins[QString()].insert(at.key(), QPointF(numbers[0].toDouble(), numbers[1].toDouble()));
    }
}

void DiagramController::refresh()
{
    const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
    if (!m_isWatched || !snapshot || !snapshot->dialect)
        return;
    readKept();
    const QString wanted = arrangement();
    QStringList hidden(m_hidden.cbegin(), m_hidden.cend());
    hidden.sort();
    const auto& comparison = snapshot->comparison;
    const QString question = QStringLiteral("%1 %2 %3 %4 %5 %6")
                                 .arg(m_turn)
                                 .arg(quintptr(snapshot->contents()))
                                 .arg(quintptr(comparison.get()))
                                 .arg(snapshot->dialect->id(), wanted, hidden.join(QLatin1Char('\n')));
    m_laid.want(question, tr("Laying out the diagram"), QStringLiteral("diagram"),
        [snapshot, type = m_type, focus = m_focus, depth = m_depth, gone = m_hidden, wanted, groups = shownGroups(),
            known = m_places.value(wanted),
            pins = m_pins.value(wanted)](jobs::JobContext& context) -> core::Result<Laid> {
            DiagramPicturePtr picture = pictureOf(*snapshot);
            picture = grouped(partOf(*picture, shownTables(*picture, focus, depth, gone)), groups);
            auto scene = layOutDiagram(picture, type, known, pins, context);
            if (!scene)
                return tl::unexpected(scene.error());
            return Laid{ std::move(*scene), wanted };
        });
    Q_EMIT changed();
}

void DiagramController::take()
{
    if (!m_laid.error() && m_laid.value()) {
        const Laid& laid = *m_laid.value();
        auto& places = m_places[laid.arrangement];
        // Places of tables that are not there at this revision are kept for when they are again.
        const auto fresh = laid.scene.places();
        for (auto at = fresh.cbegin(); at != fresh.cend(); ++at)
            places.insert(at.key(), at.value());
        const bool keepsSight = m_hasShown && m_shownArrangement == laid.arrangement;
        m_shownArrangement = laid.arrangement;
        m_hasShown = true;
        Q_EMIT sceneChanged(keepsSight);
    }
    Q_EMIT changed();
}

schema::Schema DiagramController::shownSchema() const
{
    schema::Schema shown;
    const SchemaSnapshotPtr& snapshot = m_schema.snapshot();
    if (!snapshot)
        return shown;
    shown = snapshot->schema;
    for (const auto& row : snapshot->rows)
        if (scene().picture().find(row.name.key()) < 0)
            shown.tables.remove(row.name);
    const bool isPart = shown.tables.size() < snapshot->schema.tables.size();
    if (isPart) { // what belongs to the others, or to nothing, is not what is seen
        shown.views.clear();
        shown.others.clear();
    }
    return shown;
}

} // namespace espalier::ui
