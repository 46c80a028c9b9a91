#include "revisions/script_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QCoreApplication>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace espalier::revisions {

namespace {

constexpr qint64 beginningOfLargeScript = 1024 * 1024;
constexpr qint64 settleNs = 50'000'000;

qint64 nanoseconds(const timespec& time) { return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec; }

class Descriptor {
public:
    explicit Descriptor(const QByteArray& path)
        : m_descriptor(::open(path.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    { }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

core::Message cannotRead(int why)
{
    return { QT_TRANSLATE_NOOP("Messages", "The script cannot be read: %1."),
        { QString::fromLocal8Bit(std::strerror(why)) } };
}

// Up to `size` bytes, fewer where the file has become shorter; a null array where reading fails.
QByteArray readBytes(int descriptor, qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    qint64 done = 0;
    while (done < size) {
        const ssize_t got = ::read(descriptor, bytes.data() + done, static_cast<size_t>(size - done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return {};
        if (got == 0)
            break;
        done += got;
    }
    bytes.truncate(done);
    return bytes.isNull() ? QByteArray("") : bytes;
}

ScriptReaderOptions inFull(ScriptReaderOptions options)
{
    options.syntax = SyntaxDepth::Full;
    return options;
}

ScriptFile faulty(const ListedScript& listed, const core::Message& fault)
{
    ScriptFile file;
    Problem problem;
    problem.code = QStringLiteral("unreadable-script");
    problem.message = fault;
    problem.file = listed.place.file;
    problem.line = 1;
    file.script.problems = { problem };
    file.script.syntax = SyntaxDepth::Full; // there is nothing more to check
    return file;
}

} // namespace

FileState fileState(const struct stat& state)
{
    return { state.st_dev, state.st_ino, state.st_size, nanoseconds(state.st_mtim), nanoseconds(state.st_ctim) };
}

FileState fileState(const QByteArray& path)
{
    struct stat state { };
    return ::stat(path.constData(), &state) == 0 ? fileState(state) : FileState();
}

ScriptFile readScriptFile(
    const ListedScript& listed, const ScriptReaderOptions& options, const ScriptFile* known, QByteArray* content)
{
    if (listed.fault)
        return faulty(listed, *listed.fault);
    const bool isKnownEnough = known && known->isSettled && !known->script.dependsOnOthers
        && (options.syntax == SyntaxDepth::Headers || known->script.syntax == SyntaxDepth::Full);
    if (isKnownEnough && fileState(listed.path) == known->state)
        return *known;
    const Descriptor descriptor(listed.path);
    struct stat state { };
    if (descriptor.get() < 0 || ::fstat(descriptor.get(), &state) != 0)
        return faulty(listed, cannotRead(errno));
    if (!S_ISREG(state.st_mode))
        return faulty(listed, { QT_TRANSLATE_NOOP("Messages", "The script is not a regular file."), {} });
    ScriptFile file;
    const bool isLarge = state.st_size > options.largestScript;
    const QByteArray bytes = readBytes(descriptor.get(), isLarge ? beginningOfLargeScript : qint64(state.st_size));
    if (bytes.isNull())
        return faulty(listed, cannotRead(errno));
    if (isLarge)
        file.script = readBeginning(bytes, state.st_size, listed.place);
    else if (known && known->script.syntax == SyntaxDepth::Full)
        file.script = readScript(bytes, listed.place, inFull(options)); // what was found in it stays found
    else
        file.script = readScript(bytes, listed.place, options);
    file.state = fileState(state);
    file.bytes = bytes.size();
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
    file.isSettled = nanoseconds(now) - file.state.changedNs > settleNs;
    if (content && !isLarge)
        *content = bytes;
    return file;
}

} // namespace espalier::revisions
