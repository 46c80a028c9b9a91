#pragma once

#include "support/real_alembic.h"
#include "support/temporary_folder.h"

#include <QStringList>

namespace espalier::test {

/// A script of a made-up project. Bodies are Python statements, one a line, without indentation.
struct Script {
    QString id;
    QStringList down;
    QStringList upgrade;
    QStringList downgrade;
    QStringList dependsOn;
    QStringList branchLabels;
    QString message; ///< the id where empty
};

/// A real Alembic project in a temporary folder, as `alembic init` makes it, for tests that run it.
class MigrationProject {
public:
    /// With Alembic's own generic env.py; `url` goes into alembic.ini.
    explicit MigrationProject(const QString& url = QStringLiteral("driver://user:pass@localhost/dbname"));

    QString folder() const { return m_folder.path(); }
    QString path(const QString& relative) const { return m_folder.path(relative); }
    QString write(const QString& relative, const QByteArray& content) const
    {
        return m_folder.write(relative, content);
    }
    /// Adds versions/<id>.py; returns its path. A script without bodies makes and drops a table t_<id>.
    QString add(const Script& script) const;
    /// a1 - a2 - … as add() makes them, `count` of them.
    QStringList addChain(int count, const QString& prefix = QStringLiteral("a")) const;
    void setEnv(const QByteArray& text) const;
    void replaceInEnv(const QByteArray& from, const QByteArray& to) const;
    /// The env.py that stands there now.
    QByteArray env() const;
    void replaceInIni(const QByteArray& from, const QByteArray& to) const;
    /// The real Alembic's own command line on this project.
    PythonRun alembic(const QStringList& arguments) const { return runAlembic(folder(), arguments); }

private:
    TemporaryFolder m_folder;
};

} // namespace espalier::test
