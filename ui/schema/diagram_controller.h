#pragma once

#include "schema/diagram_groups.h"
#include "schema/diagram_scene.h"
#include "schema/reading.h"
#include "schema/schema_snapshot.h"
#include "shell/services.h"

#include <QObject>
#include <QSet>

namespace espalier::ui {

class SchemaPageController;

/// The diagram without its widget: which tables it shows, and where. Pictures are made and laid out in the background
/// while somebody looks; boxes that were placed by hand are remembered with the project.
class DiagramController : public QObject {
    Q_OBJECT
public:
    enum class State {
        Nothing, ///< there is no schema yet
        Working,
        Known,
        Stopped, ///< the user cancelled it; retry() begins again
    };

    DiagramController(Services& services, SchemaPageController& schema, QObject* parent = nullptr);

    State state() const;
    /// The last one that was laid out, also while the next is.
    const DiagramScene& scene() const;
    bool isWorking() const { return m_laid.isWorking(); }

    /// Shows a table and what is within so many foreign keys of it; an empty key shows all tables.
    void focusOn(const QString& table);
    const QString& focus() const { return m_focus; }
    void setDepth(int depth);
    int depth() const { return m_depth; }
    static constexpr int mostDepth = 9;
    void hide(const QStringList& tables);
    void showHidden();
    int hiddenCount() const { return static_cast<int>(m_hidden.size()); }
    /// Tables of the schema, shown or not.
    int tableCount() const;

    /// Where somebody has put them.
    QSet<QString> pinned() const;
    void pin(const DiagramScene::Places& corners);
    /// Lays everything out anew and forgets where boxes were put.
    void arrange();

    /// Kept with the project. Where tables were put by hand is forgotten for those that change their group.
    const DiagramGroups& groups() const { return m_groups; }
    void setGroups(const DiagramGroups& groups);
    void fold(const QString& group, bool isFolded);
    /// Of all tables, whichever are shown; made for a suggestion.
    DiagramPicturePtr wholePicture() const;

    /// The tables that are to be seen, as a schema; for files in other programs' languages.
    schema::Schema shownSchema() const;

    void setFont(const QFont& font);
    /// Nothing is laid out while nobody looks.
    void setWatched(bool watched);
    void retry();

Q_SIGNALS:
    /// `keepsSight`: it is the same arrangement with other contents.
    void sceneChanged(bool keepsSight);
    void changed();

private:
    struct Laid {
        DiagramScene scene;
        QString arrangement;
    };
    QString arrangement() const;
    void refresh();
    void take();
    void readKept();
    void writePins();
    void writeGroups();
    /// With the focus in sight.
    DiagramGroups shownGroups() const;
    QString projectKey() const;

    Services& m_services;
    SchemaPageController& m_schema;
    Reading<Laid> m_laid;
    DiagramType m_type;
    QString m_focus;
    int m_depth = 1;
    QSet<QString> m_hidden;
    QHash<QString, DiagramScene::Places> m_places; ///< by arrangement, as laid out
    QHash<QString, DiagramScene::Places> m_pins; ///< by arrangement, as put by hand
    DiagramGroups m_groups;
    QString m_keptOf; ///< project
    QString m_shownArrangement;
    bool m_hasShown = false;
    bool m_isWatched = false;
    int m_turn = 0; ///< grows with everything that asks for another layout
};

} // namespace espalier::ui
