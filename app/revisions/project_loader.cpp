#include "revisions/project_loader.h"

#include "revisions/loaded_scripts.h"
#include "revisions/parallel.h"

#include <atomic>
#include <QCoreApplication>
#include <QFileInfo>

namespace espalier::revisions {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

// Notes that make Alembic refuse the project.
bool isRefusedByAlembic(const QString& code)
{
    return code == QLatin1String("missing-script-location") || code == QLatin1String("byte-order-mark");
}

QList<Problem> problemsOfSettings(const project::Project& project)
{
    QList<Problem> problems;
    for (const project::Note& note : project.notes) {
        if (note.code == QLatin1String("url-not-known"))
            continue; // of no concern to the tree
        Problem problem;
        problem.code = note.code;
        problem.severity = isRefusedByAlembic(note.code) ? Severity::Error : Severity::Warning;
        problem.message = note.message;
        problem.file = project.relative(note.file);
        problem.line = note.line;
        problems.append(problem);
    }
    return problems;
}

class Loader {
public:
    Loader(const project::Project& project, const jobs::JobContext& context, const LoadOptions& options,
        const LoadedScripts* previous)
        : m_project(project)
        , m_context(context)
        , m_options(options)
        , m_previous(previous)
    {
        m_reading.imports = python::ImportFinder(project.sysPath);
        m_reading.cancel = context.cancel();
        m_reading.largestScript = options.largestScript;
        m_reading.trees = options.trees;
    }

    Result<LoadedProject> run(SyntaxDepth depth)
    {
        m_listing = listScripts(m_project);
        if (m_listing.listedLocations == 0 && m_listing.refusedLocations > 0)
            return fail(unreadableLocation());
        if (m_listing.listedLocations == 0 && !QFileInfo(m_project.scriptLocation).isDir())
            return fail(missingLocation());
        m_files.resize(m_listing.scripts.size());
        if (!readFiles(depth) || (wantsFullSyntax() && !parseFiles()))
            return core::cancelled();
        return assemble();
    }

private:
    core::Error unreadableLocation() const
    {
        const Problem& problem = m_listing.problems.first();
        return core::makeError(ErrorCode::Unreadable, problem.message.source, problem.message.arguments)
            .at(m_project.versionLocations.first());
    }

    core::Error missingLocation() const
    {
        core::Error error = core::makeError(ErrorCode::NotFound,
            QT_TRANSLATE_NOOP("Messages", "The script folder %1 does not exist."), { m_project.scriptLocation });
        for (const project::Note& note : m_project.notes) {
            if (note.code == QLatin1String("missing-script-location"))
                error = error.at(note.file, note.line);
        }
        return error;
    }

    void report(const char* phase, size_t done) const
    {
        m_context.progress({ QCoreApplication::translate("ProjectLoader", phase), static_cast<qint64>(done),
            static_cast<qint64>(m_files.size()), QStringLiteral("scripts") });
    }

    bool readFiles(SyntaxDepth depth)
    {
        m_reading.syntax = depth;
        m_contents.resize(m_files.size());
        std::atomic<int> filesRead = 0;
        const bool done = inParallel(
            m_files.size(), m_options.threads, m_context.cancel(),
            [&](size_t i) {
                const ListedScript& listed = m_listing.scripts[i];
                QByteArray content;
                m_files[i]
                    = readScriptFile(listed, m_reading, m_previous ? m_previous->find(listed.path) : nullptr, &content);
                m_bytes += m_files[i].bytes;
                filesRead += content.isNull() ? 0 : 1;
                if (m_bytes <= m_options.fullSyntaxLimit)
                    m_contents[i] = content; // to be parsed whole, if the others are small enough too
            },
            [&](size_t soFar) { report(QT_TRANSLATE_NOOP("ProjectLoader", "Reading scripts"), soFar); });
        m_filesRead = filesRead;
        return done;
    }

    bool wantsFullSyntax() const { return m_bytes <= m_options.fullSyntaxLimit; }

    bool parseFiles()
    {
        m_reading.syntax = SyntaxDepth::Full;
        return inParallel(
            m_files.size(), m_options.threads, m_context.cancel(),
            [&](size_t i) {
                if (m_files[i].script.syntax == SyntaxDepth::Full)
                    return;
                if (m_contents[i].isNull())
                    m_files[i] = readScriptFile(m_listing.scripts[i], m_reading, nullptr);
                else
                    m_files[i].script = readScript(m_contents[i], m_listing.scripts[i].place, m_reading);
            },
            [&](size_t soFar) { report(QT_TRANSLATE_NOOP("ProjectLoader", "Checking syntax"), soFar); });
    }

    LoadedProject assemble()
    {
        LoadedProject loaded;
        loaded.project = m_project;
        loaded.filesRead = m_filesRead;
        loaded.trees = m_options.trees;
        auto scripts = std::make_shared<LoadedScripts>();
        scripts->reserve(m_files.size());
        std::vector<Revision> revisions;
        revisions.reserve(m_files.size());
        QList<Problem> problems = problemsOfSettings(m_project) + m_listing.problems;
        for (size_t i = 0; i < m_files.size(); ++i) {
            ScriptFile& file = m_files[i];
            if (file.script.syntax == SyntaxDepth::Headers)
                loaded.syntax = SyntaxDepth::Headers;
            problems += file.script.problems;
            if (file.script.revision)
                revisions.push_back(*file.script.revision);
            scripts->insert(m_listing.scripts[i].path, file);
        }
        if (m_files.empty())
            problems.append({ QStringLiteral("no-revisions"), Severity::Info,
                { QT_TRANSLATE_NOOP("Messages", "There are no revision scripts yet."), {} }, {}, {}, 0 });
        loaded.graph = RevisionGraph::build(std::move(revisions), std::move(problems));
        loaded.scripts = std::move(scripts);
        return loaded;
    }

    const project::Project& m_project;
    const jobs::JobContext& m_context;
    const LoadOptions& m_options;
    const LoadedScripts* m_previous;
    ScriptReaderOptions m_reading;
    ScriptListing m_listing;
    std::vector<ScriptFile> m_files;
    std::vector<QByteArray> m_contents;
    std::atomic<qint64> m_bytes = 0;
    int m_filesRead = 0;
};

} // namespace

Result<LoadedProject> load(const project::Project& project, const jobs::JobContext& context, const LoadOptions& options,
    const LoadedProject* previous)
{
    return Loader(project, context, options, previous ? previous->scripts.get() : nullptr).run(SyntaxDepth::Headers);
}

Result<LoadedProject> checkSyntax(
    const LoadedProject& loaded, const jobs::JobContext& context, const LoadOptions& options)
{
    return Loader(loaded.project, context, options, loaded.scripts.get()).run(SyntaxDepth::Full);
}

} // namespace espalier::revisions
