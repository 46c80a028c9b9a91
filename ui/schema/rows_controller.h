#pragma once

#include "database/first_rows.h"
#include "schema/reading.h"
#include "shell/services.h"

#include <QObject>
#include <QSet>

namespace espalier::ui {

class SchemaPageController;

/// The first rows of the selected table, without their widgets. They are read while somebody looks at them; of a
/// database that is marked as production only after a question.
class RowsController : public QObject {
    Q_OBJECT
public:
    enum class State {
        NoDatabase, ///< none is connected
        NotThere, ///< the database has no such table
        NotReadable, ///< this role may not read it
        Closed, ///< it is of a production database, and nobody has asked for it
        Working,
        Known,
        Stopped, ///< the user cancelled it; retry() begins again
        Failed,
    };
    static constexpr int mostRows = 50;

    RowsController(Services& services, SchemaPageController& schema, QObject* parent = nullptr);

    State state() const;
    /// Only in State::Known.
    const std::shared_ptr<const database::FirstRows>& rows() const { return m_rows.value(); }
    const core::Error& error() const;
    /// The table of the database whose rows are meant, as people know it.
    QString table() const;

    /// Asks whether a production database may be read, and reads.
    void open();
    void retry();
    /// Nothing is read while nobody looks.
    void setWatched(bool watched);

Q_SIGNALS:
    void changed();

private:
    /// As the database spells it; nothing where it does not have it.
    std::optional<schema::ObjectName> wanted() const;
    QString place() const;
    QString question() const;
    bool isOpen() const;
    void refresh();

    Services& m_services;
    SchemaPageController& m_schema;
    Reading<database::FirstRows> m_rows;
    QSet<QString> m_openDatabases; ///< connections that may be read without another question
    QSet<QString> m_openTables; ///< places that may be
    bool m_isWatched = false;
};

} // namespace espalier::ui
