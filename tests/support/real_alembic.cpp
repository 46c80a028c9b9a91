#include "support/real_alembic.h"

#include "core/process.h"

namespace espalier::test {

QStringList PythonRun::lines() const
{
    QStringList lines = out.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

QByteArray PythonRun::text() const
{
    return QStringLiteral("exit code %1\n%2\n%3").arg(QString::number(exitCode), out, err).toUtf8();
}

PythonRun runPython(const QString& folder, const QStringList& arguments, const QMap<QString, QString>& environment)
{
    core::ProcessSpec spec;
    spec.program = QStringLiteral("/usr/bin/python3");
    spec.arguments = QStringList{ QStringLiteral("-B") } + arguments;
    spec.workingFolder = folder;
    for (const char* name : { "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DATABASE_URL", "ALEMBIC_CONFIG" })
        spec.environment.remove(QString::fromLatin1(name));
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        spec.environment.insert(it.key(), it.value());
    const auto output = core::run(spec);
    if (!output)
        return { -1, {}, core::describe(output.error()) };
    return { output->exitCode, QString::fromUtf8(output->standardOutput), QString::fromUtf8(output->standardError) };
}

PythonRun runAlembic(const QString& folder, const QStringList& arguments, const QMap<QString, QString>& environment)
{
    return runPython(folder, QStringList{ QStringLiteral("-m"), QStringLiteral("alembic") } + arguments, environment);
}

} // namespace espalier::test
