#include "report/models_json.h"

#include "report/schema_json.h"

#include <algorithm>
#include <QJsonArray>

namespace espalier::report {

namespace {

QJsonArray originArray(const models::Models& models, const project::Project& project)
{
    QJsonArray all;
    for (const auto& [table, origin] : models.origins)
        all.append(QJsonObject{ { QStringLiteral("schema"), table.schema }, { QStringLiteral("table"), table.name },
            { QStringLiteral("model"), origin.className }, { QStringLiteral("file"), project.relative(origin.at.file) },
            { QStringLiteral("line"), origin.at.line },
            { QStringLiteral("imported"),
                std::find(models.notImported.begin(), models.notImported.end(), table) == models.notImported.end() } });
    return all;
}

QJsonArray faultArray(const models::Models& models, const project::Project& project)
{
    QJsonArray all;
    for (const models::Fault& fault : models.faults)
        all.append(QJsonObject{ { QStringLiteral("code"), fault.code },
            { QStringLiteral("message"), fault.message.english() }, { QStringLiteral("table"), fault.table.key() },
            { QStringLiteral("file"), project.relative(fault.at.file) }, { QStringLiteral("line"), fault.at.line } });
    return all;
}

QJsonArray gapArray(const std::vector<models::Gap>& gaps, const project::Project& project)
{
    QJsonArray all;
    for (const models::Gap& gap : gaps)
        all.append(QJsonObject{ { QStringLiteral("table"), gap.table.key() }, { QStringLiteral("column"), gap.column },
            { QStringLiteral("reason"), gap.reason.english() }, { QStringLiteral("expression"), gap.expression },
            { QStringLiteral("file"), project.relative(gap.at.file) }, { QStringLiteral("line"), gap.at.line },
            { QStringLiteral("may_not_exist"), gap.isOfExistence } });
    return all;
}

} // namespace

QJsonArray createAllJson(const std::vector<models::CreateAllCall>& calls, const project::Project& project)
{
    QJsonArray all;
    for (const models::CreateAllCall& call : calls)
        all.append(QJsonObject{ { QStringLiteral("code"), call.code },
            { QStringLiteral("file"), project.relative(call.at.file) }, { QStringLiteral("line"), call.at.line },
            { QStringLiteral("in_tests"), call.isInTests } });
    return all;
}

QJsonObject modelsJson(const models::Models& models, const project::Project& project, const dialects::Dialect& dialect)
{
    QJsonObject document = schemaJson(models.schema, dialect);
    document.insert(QStringLiteral("origins"), originArray(models, project));
    document.insert(QStringLiteral("faults"), faultArray(models, project));
    document.insert(QStringLiteral("unknown"), gapArray(models.gaps, project));
    document.insert(QStringLiteral("unread"), gapArray(models.unread, project));
    return document;
}

} // namespace espalier::report
