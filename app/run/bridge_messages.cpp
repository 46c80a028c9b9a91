#include "run/bridge_messages.h"

#include <QJsonArray>

namespace espalier::run {

namespace {
constexpr int protocol = 1;
} // namespace

QString redactedText(const QJsonObject& json, const char* name) { return core::redacted(text(json, name)); }

StepFailure failureOf(const QJsonObject& json)
{
    StepFailure failure;
    failure.type = redactedText(json, "type");
    failure.message = redactedText(json, "message");
    failure.traceback = redactedText(json, "traceback");
    failure.file = redactedText(json, "file");
    failure.line = json.value(QStringLiteral("line")).toInt();
    failure.sqlState = redactedText(json, "sqlstate");
    failure.statement = redactedText(json, "statement").trimmed();
    failure.connectionLost = json.value(QStringLiteral("connection_lost")).toBool();
    return failure;
}

QString sentence(const StepFailure& failure)
{
    const QString first = failure.message.section(QLatin1Char('\n'), 0, 0);
    if (failure.type == QLatin1String("CommandError"))
        return first;
    return first.isEmpty() ? failure.type : failure.type + QStringLiteral(": ") + first;
}

core::Result<BridgeVersions> versionsOf(const QJsonObject& hello, const project::PythonEnvironment& environment)
{
    if (hello.contains(QStringLiteral("missing")))
        return core::fail(core::ErrorCode::ToolMissing, QT_TRANSLATE_NOOP("Messages", "%1 has no Alembic."),
            { environment.text() }, redactedText(hello, "missing"));
    if (hello.value(QStringLiteral("protocol")).toInt() != protocol)
        return core::fail(
            core::ErrorCode::Internal, QT_TRANSLATE_NOOP("Messages", "The bridge to Alembic speaks another language."));
    return BridgeVersions{ redactedText(hello, "python"), redactedText(hello, "alembic"),
        redactedText(hello, "sqlalchemy") };
}

bool isOlderSqlAlchemy(const BridgeVersions& versions)
{
    return versions.sqlAlchemy.section(QLatin1Char('.'), 0, 0).toInt() < 2;
}

void addProject(QJsonObject& order, const AlembicProject& project, const core::Secret& url)
{
    order.insert(QStringLiteral("section"), project.section);
    order.insert(QStringLiteral("x"), QJsonArray::fromStringList(project.xArguments));
    order.insert(QStringLiteral("url"), url.reveal());
    order.insert(QStringLiteral("url_variables"), QJsonArray::fromStringList(project.urlVariables));
    const auto add = [&order](const QString& name, const QString& value) {
        if (!value.isEmpty())
            order.insert(name, value);
    };
    add(QStringLiteral("ini"), project.config);
    add(QStringLiteral("toml"), project.toml);
    add(QStringLiteral("script_location"), project.scriptLocation);
    add(QStringLiteral("flask"), project.flaskFolder);
}

QString workingFolder(const AlembicProject& project, const project::PythonEnvironment& environment)
{
    return environment.workingFolder.isEmpty() ? project.folder : environment.workingFolder;
}

} // namespace espalier::run
