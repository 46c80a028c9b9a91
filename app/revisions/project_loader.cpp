#include "revisions/project_loader.h"

#include "core/file.h"
#include "revisions/script_files.h"

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <thread>
#include <unistd.h>

namespace espalier::revisions {

class LoadedScripts {
public:
    struct Entry {
        ScriptFile file;
        ReadScript read;
    };
    QHash<QString, Entry> byPath;
};

namespace {

constexpr qint64 beginningBytes = 64 * 1024;

QByteArray beginningOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(beginningBytes) : QByteArray();
}

// Plain system calls: with ten thousand files the cost of QFile shows.
std::optional<QByteArray> contentOf(const ScriptFile& file)
{
    const int descriptor = ::open(QFile::encodeName(file.path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return std::nullopt;
    QByteArray content(file.size + 1, Qt::Uninitialized);
    qsizetype filled = 0;
    while (true) {
        const ssize_t got = ::read(descriptor, content.data() + filled, static_cast<size_t>(content.size() - filled));
        if (got < 0) {
            ::close(descriptor);
            return std::nullopt;
        }
        if (got == 0)
            break;
        filled += got;
        if (filled == content.size())
            content.resize(content.size() * 2); // it grew since it was listed
    }
    ::close(descriptor);
    content.truncate(filled);
    return content;
}

ReadScript readOne(const ScriptFile& file, const ScriptReaderOptions& reader, const LoadOptions& options)
{
    const ScriptPlace place{ file.file, file.path };
    if (!file.isRegular)
        return readScriptWithFault({}, place, { QT_TRANSLATE_NOOP("Messages", "It is not a regular file."), {} });
    if (file.size > options.largestScript)
        return readScriptWithFault(beginningOf(file.path), place,
            { QT_TRANSLATE_NOOP("Messages", "It has %1 bytes; at most %2 are read."),
                { QString::number(file.size), QString::number(options.largestScript) } });
    const auto content = contentOf(file);
    if (!content)
        return readScriptWithFault({}, place, { QT_TRANSLATE_NOOP("Messages", "It cannot be read."), {} });
    return readScript(*content, place, reader);
}

QList<Problem> problemsOfNotes(const project::Project& project)
{
    QList<Problem> problems;
    for (const project::Note& note : project.notes)
        problems.append({ note.code, Severity::Warning, note.message, {}, project.relative(note.file), note.line });
    return problems;
}

/// Reads what is new or changed, on several threads, in slices that are taken as they come.
class ParallelReader {
public:
    ParallelReader(const std::vector<ScriptFile>& files, const ScriptReaderOptions& reader, const LoadOptions& options,
        const jobs::JobContext& context)
        : m_files(files)
        , m_reader(reader)
        , m_options(options)
        , m_context(context)
        , m_read(files.size())
    { }

    /// `wanted`: indices of files.
    std::vector<ReadScript>& read(const std::vector<size_t>& wanted)
    {
        const int most = m_options.threads > 0 ? m_options.threads : int(std::thread::hardware_concurrency());
        const int count = std::clamp(int(wanted.size() / slice), 0, std::max(0, most - 1));
        std::vector<std::thread> helpers;
        for (int i = 0; i < count; ++i)
            helpers.emplace_back([this, &wanted] { work(wanted, false); });
        work(wanted, true);
        for (std::thread& helper : helpers)
            helper.join();
        return m_read;
    }

private:
    static constexpr size_t slice = 32;

    void work(const std::vector<size_t>& wanted, bool reports)
    {
        while (!m_context.cancel().isCancelled()) {
            const size_t from = m_next.fetch_add(slice);
            if (from >= wanted.size())
                return;
            const size_t to = std::min(from + slice, wanted.size());
            for (size_t i = from; i < to; ++i)
                m_read[wanted[i]] = readOne(m_files[wanted[i]], m_reader, m_options);
            if (reports)
                m_context.progress({ QCoreApplication::translate("Messages", "Reading scripts"), qint64(to),
                    qint64(wanted.size()), QStringLiteral("revisions") });
        }
    }

    const std::vector<ScriptFile>& m_files;
    const ScriptReaderOptions& m_reader;
    const LoadOptions& m_options;
    const jobs::JobContext& m_context;
    std::vector<ReadScript> m_read;
    std::atomic<size_t> m_next{ 0 };
};

bool canBeKept(const LoadedScripts::Entry& known, const ScriptFile& file, SyntaxDepth depth)
{
    return known.file.isSameState(file) && !known.read.dependsOnOthers
        && (known.read.syntax == SyntaxDepth::Full || depth == SyntaxDepth::Headers);
}

core::Result<LoadedProject> loadAs(const project::Project& project, const jobs::JobContext& context,
    const LoadOptions& options, const LoadedProject* previous, SyntaxDepth atLeast)
{
    const ScriptListing listing = listScripts(project);
    if (listing.listedFolders == 0 && listing.refusedFolders > 0)
        return core::fail(core::ErrorCode::Unreadable, listing.problems.first().message.source,
            listing.problems.first().message.arguments);
    qint64 bytes = 0;
    for (const ScriptFile& file : listing.files)
        bytes += file.size;
    ScriptReaderOptions reader;
    reader.syntax = bytes <= options.fullSyntaxLimit ? SyntaxDepth::Full : atLeast;
    reader.imports = python::ImportFinder(project.sysPath);
    reader.cancel = context.cancel();

    std::vector<size_t> wanted;
    std::vector<const ReadScript*> kept(listing.files.size(), nullptr);
    for (size_t i = 0; i < listing.files.size(); ++i) {
        if (previous && previous->scripts) {
            const auto known = previous->scripts->byPath.constFind(listing.files[i].path);
            if (known != previous->scripts->byPath.cend() && canBeKept(*known, listing.files[i], reader.syntax))
                kept[i] = &known->read;
        }
        if (!kept[i])
            wanted.push_back(i);
    }
    ParallelReader parallel(listing.files, reader, options, context);
    std::vector<ReadScript>& fresh = parallel.read(wanted);
    if (context.cancel().isCancelled())
        return core::cancelled();

    auto scripts = std::make_shared<LoadedScripts>();
    scripts->byPath.reserve(qsizetype(listing.files.size()));
    std::vector<Revision> revisions;
    revisions.reserve(listing.files.size());
    QList<Problem> problems = problemsOfNotes(project) + listing.problems;
    LoadedProject loaded;
    for (size_t i = 0; i < listing.files.size(); ++i) {
        ReadScript read = kept[i] ? *kept[i] : std::move(fresh[i]);
        if (read.revision)
            revisions.push_back(*read.revision);
        problems += read.problems;
        if (read.syntax == SyntaxDepth::Headers)
            loaded.syntax = SyntaxDepth::Headers;
        scripts->byPath.insert(listing.files[i].path, { listing.files[i], std::move(read) });
    }
    if (listing.files.empty())
        problems.append({ QStringLiteral("no-revisions"), Severity::Info,
            { QT_TRANSLATE_NOOP("Messages", "There are no revision scripts yet."), {} }, {}, {}, 0 });
    loaded.project = project;
    loaded.graph = RevisionGraph::build(std::move(revisions), std::move(problems));
    loaded.filesRead = int(wanted.size());
    loaded.scripts = std::move(scripts);
    return loaded;
}

} // namespace

core::Result<LoadedProject> load(const project::Project& project, const jobs::JobContext& context,
    const LoadOptions& options, const LoadedProject* previous)
{
    return loadAs(project, context, options, previous, SyntaxDepth::Headers);
}

core::Result<LoadedProject> checkSyntax(
    const LoadedProject& loaded, const jobs::JobContext& context, const LoadOptions& options)
{
    return loadAs(loaded.project, context, options, &loaded, SyntaxDepth::Full);
}

} // namespace espalier::revisions
