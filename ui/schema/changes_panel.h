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
    bool show(const SchemaSnapshot& snapshot, int row);

private:
    void write();

    CodeView* m_code;
    QTabBar* m_sides;
    QString m_there;
    QString m_back;
};

} // namespace espalier::ui
