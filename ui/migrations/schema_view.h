#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QModelIndex;

namespace espalier::ui {

class SchemaController;

/// The lines of a SchemaController, or why there are none. Reads while it is seen.
class SchemaView : public QWidget {
    Q_OBJECT
public:
    /// `name` is the list's; the note's is that with "-note".
    SchemaView(SchemaController& schema, const QString& name, QWidget* parent = nullptr);

Q_SIGNALS:
    /// A line with a place was clicked.
    void placeActivated(const QString& file, int line);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showState();
    void activate(const QModelIndex& index);
    QString emptyText() const;

    SchemaController& m_schema;
    QLabel* m_note;
    QListView* m_lines;
};

/// A list of lines as revisions and schemas have them.
QListView* makeLinesView(const QString& name, const QString& accessibleName);
/// The sentence above such a list, or in its place; its link is "retry".
QLabel* makeNote(const QString& name, const QString& accessibleName);

} // namespace espalier::ui
