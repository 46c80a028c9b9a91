#include "schema/objects_controller.h"

#include "dialects/broken_view.h"
#include "schema/schema_page_controller.h"

#include <algorithm>

namespace espalier::ui {
namespace {

using report::Mark;
using report::SchemaObject;
using schema::Difference;
using schema::DriftChange;
using schema::DriftState;
using schema::ObjectKind;

bool isAbout(const Difference& difference, const SchemaObject& object)
{
    if (!difference.table.name.isEmpty() || difference.name != object.name.name
        || difference.schema != object.name.schema)
        return false;
    using Kind = SchemaObject::Kind;
    switch (difference.object) {
    case ObjectKind::View:
        return object.kind == Kind::View || object.kind == Kind::MaterializedView;
    case ObjectKind::Enum:
        return object.kind == Kind::Enum;
    case ObjectKind::Sequence:
        return object.kind == Kind::Sequence;
    case ObjectKind::Other:
        return object.kind == Kind::Domain || object.kind == Kind::Other;
    default:
        return false;
    }
}

std::vector<DriftChange> about(const SchemaObject& object, const std::vector<DriftChange>& changes)
{
    std::vector<DriftChange> found;
    std::copy_if(changes.begin(), changes.end(), std::back_inserter(found),
        [&](const DriftChange& change) { return isAbout(change.difference, object); });
    return found;
}

Mark markOf(const std::vector<DriftChange>& changes)
{
    if (changes.empty())
        return Mark::Same;
    const auto kind = changes.front().difference.kind;
    return kind == Difference::Kind::Add   ? Mark::Added
        : kind == Difference::Kind::Remove ? Mark::Removed
                                           : Mark::Changed;
}

bool isSure(const std::vector<DriftChange>& changes)
{
    return std::all_of(changes.begin(), changes.end(), [](const DriftChange& change) { return change.isCertain; });
}

void settleState(ObjectRow& row, const report::TableDrifts& drifts)
{
    row.drifted = about(row.object, drifts.all().drifted);
    row.pending = about(row.object, drifts.all().pending);
    row.missing = about(row.object, drifts.all().missing);
    const auto settle = [&](const std::vector<DriftChange>& because, DriftState added, DriftState removed) {
        const Mark mark = markOf(because);
        row.state = mark == Mark::Added ? added : mark == Mark::Removed ? removed : DriftState::Changed;
        row.isStateCertain = isSure(because);
    };
    if (!row.drifted.empty())
        settle(row.drifted, row.pending.empty() ? DriftState::OutsideMigrations : DriftState::Ahead, DriftState::Lost);
    else if (!row.pending.empty())
        settle(row.pending, DriftState::Pending, DriftState::Pending);
    else if (!row.missing.empty())
        settle(row.missing, DriftState::MissingMigration, DriftState::NoModel);
    else
        row.state = DriftState::InOrder;
    if (row.drifted.empty() && !row.pending.empty())
        row.state = DriftState::Pending;
}

} // namespace

std::vector<ObjectRow> objectRows(const SchemaSnapshot& snapshot)
{
    std::vector<ObjectRow> rows;
    const auto add = [&](SchemaObject object) {
        ObjectRow row;
        row.object = std::move(object);
        if (const auto read = snapshot.introspected())
            row.broken = dialects::whyBroken(row.object.name, read->unseen);
        if (snapshot.comparison)
            row.differences = about(row.object, snapshot.comparison->found.changes());
        row.mark = markOf(row.differences);
        row.isMarkCertain = isSure(row.differences);
        if (snapshot.drifts)
            settleState(row, *snapshot.drifts);
        rows.push_back(std::move(row));
    };
    QSet<QString> known;
    for (SchemaObject& object : report::schemaObjects(snapshot.schema, *snapshot.dialect)) {
        known.insert(object.key());
        add(std::move(object));
    }
    if (snapshot.comparison)
        for (SchemaObject& object : report::schemaObjects(snapshot.comparison->found.before(), *snapshot.dialect))
            if (!known.contains(object.key()))
                add(std::move(object));
    return rows;
}

ObjectsController::ObjectsController(Services& services, SchemaPageController& schema, QObject* parent)
    : QObject(parent)
    , m_schema(schema)
    , m_rows(services.jobs, *this, [this] {
        Q_EMIT changed();
        Q_EMIT selectionChanged();
    })
{
    connect(&schema, &SchemaPageController::changed, this, &ObjectsController::refresh);
}

const ObjectRow* ObjectsController::selectedRow() const
{
    if (!m_rows.value())
        return nullptr;
    const auto found = std::find_if(m_rows.value()->begin(), m_rows.value()->end(),
        [this](const ObjectRow& row) { return row.object.key() == m_selected; });
    return found == m_rows.value()->end() ? nullptr : &*found;
}

void ObjectsController::select(const QString& key)
{
    if (m_selected == key)
        return;
    m_selected = key;
    Q_EMIT selectionChanged();
}

void ObjectsController::setWatched(bool watched)
{
    m_isWatched = watched;
    refresh();
}

void ObjectsController::refresh()
{
    const auto& snapshot = m_schema.snapshot();
    if (!m_isWatched || snapshot == m_snapshot)
        return;
    m_snapshot = snapshot;
    if (!snapshot)
        m_rows.forget();
    else
        m_rows.want(QString::number(++m_turn), tr("Reading views and types"), QStringLiteral("objects"),
            [snapshot](jobs::JobContext&) -> core::Result<Rows> { return objectRows(*snapshot); });
    Q_EMIT changed();
}

} // namespace espalier::ui
