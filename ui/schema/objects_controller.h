#pragma once

#include "report/schema_objects.h"
#include "schema/schema_snapshot.h"

#include <QObject>

namespace espalier::ui {

class SchemaPageController;

/// A view, a type or something else that is no table, with what is said of it.
struct ObjectRow {
    report::SchemaObject object;
    QString broken = {}; ///< of a view that the database cannot read any more: why
    std::optional<schema::DriftState> state; ///< not set where it is not known
    bool isStateCertain = true;
    report::Mark mark = report::Mark::Same;
    bool isMarkCertain = true;
    std::vector<schema::DriftChange> differences; ///< from what it is compared with
    std::vector<schema::DriftChange> drifted, pending, missing; ///< as of a schema::TableDrift
};

/// Those of a snapshot, by kind and name; of a comparison also those that are gone.
std::vector<ObjectRow> objectRows(const SchemaSnapshot& snapshot);

/// The list of what is no table, without its widgets; read in the background while somebody looks.
class ObjectsController : public QObject {
    Q_OBJECT
public:
    using Rows = std::vector<ObjectRow>;

    ObjectsController(Services& services, SchemaPageController& schema, QObject* parent = nullptr);

    /// Of the last snapshot that was looked at; null before.
    const std::shared_ptr<const Rows>& rows() const { return m_rows.value(); }
    const std::shared_ptr<const SchemaSnapshot>& snapshot() const { return m_snapshot; }
    bool isReading() const { return m_rows.isWorking(); }
    /// report::SchemaObject::key(), or empty.
    const QString& selected() const { return m_selected; }
    /// nullptr where none is selected.
    const ObjectRow* selectedRow() const;
    void select(const QString& key);
    void setWatched(bool watched);

Q_SIGNALS:
    void changed();
    void selectionChanged();

private:
    void refresh();

    SchemaPageController& m_schema;
    Reading<Rows> m_rows;
    std::shared_ptr<const SchemaSnapshot> m_snapshot; ///< the one that was asked about
    QString m_selected;
    bool m_isWatched = false;
    int m_turn = 0;
};

} // namespace espalier::ui
