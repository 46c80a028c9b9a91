#include "dialects/client_search.h"

#include "core/process.h"

#include <algorithm>
#include <QCollator>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::dialects {

namespace {

constexpr int versionAnswerMs = 10'000;

// "/usr/lib/postgresql/*/bin": the star stands for one folder name; newest version first.
QStringList expanded(const QString& pattern)
{
    const qsizetype star = pattern.indexOf(QLatin1Char('*'));
    if (star < 0)
        return { pattern };
    const qsizetype begin = pattern.lastIndexOf(QLatin1Char('/'), star) + 1;
    const qsizetype end = pattern.indexOf(QLatin1Char('/'), star);
    const QDir parent(pattern.left(begin));
    QStringList names = parent.entryList({ pattern.mid(begin, end - begin) }, QDir::Dirs | QDir::NoDotAndDotDot);
    QCollator byNumber;
    byNumber.setNumericMode(true);
    std::sort(names.begin(), names.end(),
        [&byNumber](const QString& a, const QString& b) { return byNumber.compare(a, b) > 0; });
    QStringList folders;
    for (const QString& name : std::as_const(names))
        folders += parent.filePath(name) + (end < 0 ? QString() : pattern.mid(end));
    return folders;
}

} // namespace

QStringList findExecutables(const QString& name, const QStringList& folders, const QStringList& patterns)
{
    QStringList places;
    for (const QString& folder : folders)
        places << folder << folder + QStringLiteral("/bin");
    for (const QString& pattern : patterns)
        places += expanded(pattern);
    places += qEnvironmentVariable("PATH").split(QLatin1Char(':'), Qt::SkipEmptyParts);
    QStringList found;
    QStringList known; // by canonical path: /bin and /usr/bin are often one
    for (const QString& place : std::as_const(places)) {
        const QFileInfo file(QDir(place).filePath(name));
        if (!file.isFile() || !file.isExecutable() || known.contains(file.canonicalFilePath()))
            continue;
        known += file.canonicalFilePath();
        found += file.absoluteFilePath();
    }
    return found;
}

core::Result<std::optional<ClientProgram>> probeClient(
    const QString& path, const std::function<ServerVersion(const QString&)>& parse, const core::CancelToken& cancel)
{
    core::ProcessSpec spec;
    spec.program = path;
    spec.arguments = { QStringLiteral("--version") };
    spec.stopGraceMs = 200;
    spec.endsWithParent = true;
    spec.environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    auto process = core::Process::start(spec, cancel);
    if (!process)
        return process.error().isCancelled() ? core::Result<std::optional<ClientProgram>>(core::fail(process.error()))
                                             : std::nullopt;
    (*process)->closeInput();
    QElapsedTimer timer;
    timer.start();
    QByteArray output;
    while (timer.elapsed() < versionAnswerMs && output.size() < 4096) {
        auto bytes = (*process)->readBytes(static_cast<int>(versionAnswerMs - timer.elapsed()));
        if (!bytes && bytes.error().isCancelled())
            return core::fail(bytes.error());
        if (!bytes || !bytes->has_value())
            break;
        output += **bytes;
    }
    ClientProgram program{ QFileInfo(path).fileName(), path, parse(QString::fromUtf8(output)) };
    if (!program.version.isKnown())
        return std::nullopt;
    return program;
}

ServerVersion versionFromNumber(const QString& text)
{
    static const QRegularExpression form(QStringLiteral(R"(^(\d+)(?:\.(\d+))?(?:\.(\d+))?)"));
    const auto match = form.match(text);
    ServerVersion version;
    version.major = match.captured(1).toInt();
    version.minor = match.captured(2).toInt();
    version.patch = match.captured(3).toInt();
    version.text = text;
    return version;
}

QString listPrograms(const QList<ClientProgram>& programs)
{
    QStringList texts;
    for (const ClientProgram& program : programs)
        texts += QCoreApplication::translate("Messages", "%1 in %2")
                     .arg(program.version.number(), QFileInfo(program.path).absolutePath());
    return texts.isEmpty() ? QCoreApplication::translate("Messages", "none") : texts.join(QStringLiteral(", "));
}

} // namespace espalier::dialects
