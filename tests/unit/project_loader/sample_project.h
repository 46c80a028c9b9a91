#pragma once

#include "project/project.h"
#include "revisions/project_loader.h"
#include "support/temporary_folder.h"

#include <QDir>
#include <QFile>

namespace espalier::test {

inline QByteArray scriptText(const char* id, const char* down)
{
    return QByteArray("\"\"\"step ") + id + "\n\"\"\"\nrevision = '" + id
        + "'\ndown_revision = " + (down ? QByteArray("'") + down + "'" : QByteArray("None"))
        + "\n\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n";
}

/// A folder with alembic.ini, migrations/env.py and the scripts that a test writes into migrations/versions/.
class SampleProject {
public:
    SampleProject()
    {
        m_folder.write(QStringLiteral("alembic.ini"), "[alembic]\nscript_location = migrations\n");
        m_folder.write(QStringLiteral("migrations/env.py"), "target_metadata = None\n");
        QDir().mkpath(versions());
    }

    QString path(const QString& relative) const { return m_folder.path(relative); }
    QString versions() const { return path(QStringLiteral("migrations/versions")); }
    QString write(const QString& relative, const QByteArray& content) const
    {
        return m_folder.write(relative, content);
    }
    /// A script in versions/, named after its id if no name is given.
    QString add(const char* id, const char* down = nullptr, const char* name = nullptr) const
    {
        return write(QLatin1String("migrations/versions/") + QLatin1String(name ? name : id)
                + (name ? QLatin1String() : QLatin1String(".py")),
            scriptText(id, down));
    }
    void addChain(int count) const
    {
        QByteArray down;
        for (int i = 0; i < count; ++i) {
            const QByteArray id = "r" + QByteArray::number(i).rightJustified(4, '0');
            add(id.constData(), down.isEmpty() ? nullptr : down.constData());
            down = id;
        }
    }
    project::Project project() const { return project::openProject(path({})).value(); }

    revisions::LoadedProject load(
        const revisions::LoadedProject* previous = nullptr, const revisions::LoadOptions& options = {}) const
    {
        return revisions::load(project(), jobs::JobContext(), options, previous).value();
    }

private:
    TemporaryFolder m_folder;
};

/// Ids in file order.
inline QString idsOf(const revisions::LoadedProject& loaded)
{
    QStringList ids;
    for (const revisions::Revision& revision : loaded.graph->revisions())
        ids.append(revision.id);
    return ids.join(QLatin1Char(' '));
}

/// "code file:line" of what reading gave, without what follows from the tree.
inline QStringList faultsOf(const revisions::LoadedProject& loaded)
{
    QStringList faults;
    for (const revisions::Problem& problem : loaded.graph->problems())
        faults.append(
            QStringLiteral("%1 %2:%3").arg(problem.code, problem.file.section(QLatin1Char('/'), -1)).arg(problem.line));
    return faults;
}

} // namespace espalier::test
