#pragma once

#include "revisions/project_loader.h"
#include "revisions/traversal.h"
#include "support/real_alembic.h"
#include "support/servers.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

namespace espalier::test {

inline QString reportFolder(const QString& project)
{
    return QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/reports/") + project;
}

/// The tree as the product reads it.
inline std::shared_ptr<const revisions::RevisionGraph> readTree(const QString& folder)
{
    project::FindOptions find;
    find.useEnvironment = false;
    const auto project = project::openProject(folder, find);
    if (!project) {
        QTest::qFail(qPrintable(core::describe(project.error())), __FILE__, __LINE__);
        return revisions::RevisionGraph::build({});
    }
    const auto loaded = revisions::load(*project, jobs::JobContext());
    if (!loaded) {
        QTest::qFail(qPrintable(core::describe(loaded.error())), __FILE__, __LINE__);
        return revisions::RevisionGraph::build({});
    }
    return loaded->graph;
}

inline QString sortedLine(const QString& first, QStringList ids)
{
    ids.sort();
    return (QStringList{ first } + ids).join(QLatin1Char(' '));
}

/// A tree as text, in the form of real_tree.py.
inline QString pictureOf(const revisions::RevisionGraph& graph)
{
    QStringList lines;
    for (int i = 0; i < graph.size(); ++i)
        lines.append(sortedLine(graph.id(i) + QStringLiteral(" <-"), graph.revision(i).down));
    lines.sort();
    lines.append(sortedLine(QStringLiteral("heads"), graph.heads()));
    lines.append(sortedLine(QStringLiteral("bases"), graph.bases()));
    lines.append(sortedLine(QStringLiteral("branch points"), graph.branchPoints()));
    lines.append(sortedLine(QStringLiteral("merge points"), graph.mergePoints()));
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

inline QString realPictureOf(const QString& folder)
{
    const PythonRun run
        = runPython(folder, { QStringLiteral(ESPALIER_SOURCE_DIR "/tests/conformance/reports/real_tree.py") });
    return run.exitCode == 0 ? run.out : QString::fromUtf8(run.text());
}

/// The line of a picture that starts so, without that start.
inline QStringList lineOf(const QString& picture, const QString& start)
{
    for (const QString& line : picture.split(QLatin1Char('\n')))
        if (line.startsWith(start + QLatin1Char(' ')))
            return line.mid(start.size() + 1).split(QLatin1Char(' '));
    return {};
}

inline QStringList problemCodes(const revisions::RevisionGraph& graph, revisions::Severity severity)
{
    QStringList codes;
    for (const revisions::Problem& problem : graph.problems())
        if (problem.severity == severity)
            codes.append(problem.code);
    return codes;
}

inline QStringList revisionsOf(const revisions::TraversalResult& traversal)
{
    QStringList ids;
    if (traversal)
        for (const revisions::TraversalStep& step : traversal->steps)
            ids.append(step.revision);
    return ids;
}

inline QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

/// The real Alembic on a project and a database.
inline PythonRun alembicOn(const QString& folder, const TestDatabase& database, const QStringList& arguments)
{
    return runAlembic(folder, arguments, { { QStringLiteral("DATABASE_URL"), database.url() } });
}

/// A copy that may be changed.
inline void copyFolder(const QString& from, const QString& to)
{
    QDirIterator it(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString file = it.next();
        const QString target = to + file.mid(from.size());
        QDir().mkpath(QFileInfo(target).path());
        QVERIFY(QFile::copy(file, target));
    }
}

inline void replaceInFile(const QString& path, const QByteArray& from, const QByteArray& to)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadWrite), qPrintable(path));
    const QByteArray content = file.readAll();
    QVERIFY2(content.contains(from), from.constData());
    file.resize(0);
    file.write(QByteArray(content).replace(from, to));
}

} // namespace espalier::test
