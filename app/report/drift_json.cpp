#include "report/drift_json.h"

#include "core/json.h"
#include "report/schema_json.h"
#include "schema/likely_renames.h"

#include <QHash>
#include <QJsonObject>

namespace espalier::report {

namespace {

QJsonValue truthOrNull(const std::optional<bool>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

} // namespace

QJsonArray changesJson(const std::vector<schema::DriftChange>& changes, const dialects::Dialect& dialect,
    const schema::Schema& from, const schema::Schema& to)
{
    std::vector<schema::Difference> differences;
    for (const schema::DriftChange& change : changes)
        differences.push_back(change.difference);
    const QJsonArray plain = differencesJson(differences, dialect, from, to);
    QHash<size_t, QString> origins;
    for (const schema::LikelyRename& rename : schema::likelyRenames(differences, dialect.schemaRules()))
        origins.insert(rename.added, rename.from);
    QJsonArray all;
    for (size_t i = 0; i < changes.size(); ++i) {
        QJsonObject one = plain.at(qsizetype(i)).toObject();
        one.insert(QStringLiteral("certain"), changes[i].isCertain);
        if (changes[i].difference.isOfSpelling)
            one.insert(QStringLiteral("reason"), schema::spellingDoubt().english());
        if (origins.contains(i))
            one.insert(QStringLiteral("perhaps_renamed_from"), origins.value(i));
        all.append(one);
    }
    return all;
}

QJsonArray doubtsJson(const std::vector<schema::DriftDoubt>& doubts, const project::Project* project)
{
    QJsonArray all;
    for (const schema::DriftDoubt& doubt : doubts)
        all.append(QJsonObject{ { QStringLiteral("table"), core::textOrNull(doubt.table.key()) },
            { QStringLiteral("column"), core::textOrNull(doubt.column) },
            { QStringLiteral("reason"), doubt.reason.english() },
            { QStringLiteral("file"), core::textOrNull(project ? project->relative(doubt.at.file) : doubt.at.file) },
            { QStringLiteral("line"), doubt.at.line > 0 ? QJsonValue(doubt.at.line) : QJsonValue() } });
    return all;
}

QJsonArray driftJson(const schema::Drift& drift, const project::Project& project)
{
    QJsonArray all;
    for (const schema::TableDrift& table : drift.tables)
        all.append(QJsonObject{ { QStringLiteral("schema"), core::textOrNull(table.table.schema) },
            { QStringLiteral("name"), table.table.name }, { QStringLiteral("state"), schema::codeName(table.state) },
            { QStringLiteral("certain"), table.isCertain },
            { QStringLiteral("in_migrations"), truthOrNull(table.isInHeads) },
            { QStringLiteral("in_applied"), truthOrNull(table.isInApplied) },
            { QStringLiteral("in_models"), truthOrNull(table.isInModels) },
            { QStringLiteral("in_database"), truthOrNull(table.isInDatabase) },
            { QStringLiteral("assumed"), table.isAssumed },
            { QStringLiteral("unknown"), doubtsJson(table.doubts, &project) } });
    return all;
}

} // namespace espalier::report
