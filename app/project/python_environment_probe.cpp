#include "core/process.h"
#include "project/installed_packages.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace espalier::project {

namespace {

// -I: neither the working folder nor PYTHONPATH nor the user's site-packages are looked at. Metadata is read, no
// package is imported. pkg_resources is for Python 3.7.
const char program[] = R"(
import json, sys
names = %1
found = {}
try:
    from importlib.metadata import version
except ImportError:
    from pkg_resources import get_distribution
    def version(name):
        return get_distribution(name).version
for name in names:
    try:
        found[name] = str(version(name))
    except Exception:
        pass
print(json.dumps({"python": sys.version.split()[0], "versions": found}))
)";

core::ProcessSpec probeSpec(const PythonEnvironment& environment)
{
    QStringList quoted;
    for (const QString& name : relevantPackages())
        quoted += QLatin1Char('\'') + name + QLatin1Char('\'');
    core::ProcessSpec spec;
    spec.program = environment.command.first();
    spec.arguments = environment.command.mid(1);
    spec.arguments += { QStringLiteral("-I"), QStringLiteral("-c"),
        QString::fromLatin1(program).arg(QLatin1Char('[') + quoted.join(QLatin1Char(',')) + QLatin1Char(']')) };
    spec.workingFolder = environment.workingFolder;
    spec.stopGraceMs = 500;
    return spec;
}

core::Error noAnswer(const PythonEnvironment& environment, const QByteArray& said)
{
    return core::makeError(core::ErrorCode::ToolFailed,
        QT_TRANSLATE_NOOP("Messages", "%1 did not answer as Python does."), { environment.text() },
        QString::fromUtf8(said));
}

core::Result<InstalledPackages> parsed(const PythonEnvironment& environment, const QByteArray& line)
{
    const QJsonObject json = QJsonDocument::fromJson(line).object();
    InstalledPackages installed;
    installed.python = json.value(QStringLiteral("python")).toString();
    if (installed.python.isEmpty())
        return tl::unexpected(noAnswer(environment, line));
    const QJsonObject versions = json.value(QStringLiteral("versions")).toObject();
    for (auto entry = versions.begin(); entry != versions.end(); ++entry)
        installed.versions.insert(entry.key(), entry.value().toString());
    return installed;
}

} // namespace

core::Result<InstalledPackages> probeEnvironment(
    const PythonEnvironment& environment, const core::CancelToken& cancel, int timeoutMs)
{
    if (environment.command.isEmpty())
        return core::fail(
            core::ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("Messages", "The command for Python is empty."));
    auto process = core::Process::start(probeSpec(environment), cancel);
    if (!process)
        return tl::unexpected(process.error());
    (*process)->closeInput();
    QElapsedTimer timer;
    timer.start();
    QByteArray last;
    while (true) {
        const auto line = (*process)->readLine(std::max<int>(0, timeoutMs - static_cast<int>(timer.elapsed())));
        if (!line)
            return tl::unexpected(line.error());
        if (!line->has_value())
            break;
        last = **line; // a wrapper may say something first
    }
    const auto code = (*process)->wait();
    if (!code)
        return tl::unexpected(code.error());
    if (*code != 0 || last.isEmpty())
        return tl::unexpected(noAnswer(environment, (*process)->errorTail()));
    return parsed(environment, last);
}

} // namespace espalier::project
