#pragma once

#include "schema/schema_snapshot.h"

#include <QWidget>

class QTabBar;

namespace espalier::ui {

class CodeView;

/// The SQL of what differs of a table, in both directions.
class ChangesPanel : public QWidget {
    Q_OBJECT
public:
    explicit ChangesPanel(QWidget* parent = nullptr);
    /// Whether there is anything to show; `row` is the snapshot's.
    bool show(const SchemaSnapshotPtr& snapshot, int row);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void write();

    CodeView* m_code;
    QTabBar* m_sides;
    SchemaSnapshotPtr m_snapshot; ///< of what is to be written as soon as somebody looks
    int m_row = -1;
};

} // namespace espalier::ui
